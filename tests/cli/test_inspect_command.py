"""``publish inspect``: what is understood, as a tree and as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from publish.errors import SettingsError, SourceError
from publish.model import Article, Contents, Contributor, Entry, Finding, Metadata, Section, Surroundings
from publish.settings import Settings

Run = Callable[..., Any]

ARTICLE = Article(
    id="the-tides",
    source="tides.txt",
    format="text",
    metadata=Metadata(
        "The “Tides”", "en", contributors=(Contributor("Pytheas"),), published=date(2026, 11, 22), publisher="Massalia"
    ),
    contents=Contents(
        "Table of Contents",
        (
            Entry("1", "The Tides", 1, "the-tides", 3),
            Entry("9", "High Water", 1, "section-1", 4, 0.98),
            Entry("10", "Spring Tides", 2, None, 5),
        ),
    ),
    sections=(
        Section("lead", 1, None, '<p data-line="7">The sea comes in.</p>', 7),
        Section("section-1", 1, "High Water", '<p data-line="9">Twice a day.</p><ul><li>Or once.</li></ul>', 8, "9"),
    ),
    findings=(Finding("contents-entry-missing", "warning", "contents entry “Spring Tides” has no section", 5, "look"),),
    origins=(("title", "first line"), ("published", "sidecar")),
)


@pytest.fixture(autouse=True)
def stages(monkeypatch: pytest.MonkeyPatch, publish: Run) -> None:
    """Understand some sources, each in its own way."""
    answers: dict[str, Any] = {
        "tides.txt": ARTICLE,
        "bare.txt": Article("bare", "bare.txt", "text", Metadata("Bare", "und"), None, ()),
        "\x9b2J.txt": Article("bare", "\x9b2J.txt", "text", Metadata("Bare", "und"), None, ()),
        "empty.txt": SourceError("is empty", place="empty.txt", remedy="save it again"),
    }

    def understand(data: bytes, *, source: str, settings: Settings, surroundings: Surroundings) -> Article:
        if settings.language == "xx":
            raise SettingsError("no language is called “xx”")
        if isinstance(answers[source], Exception):
            raise answers[source]
        return answers[source]  # type: ignore[no-any-return]

    fake = ModuleType("publish.build")
    fake.__dict__["inspect"] = understand
    monkeypatch.setitem(sys.modules, "publish.build", fake)
    for name in answers:
        Path(name).write_bytes(b"")


TREE = """\
tides.txt
├─ title: The “Tides” [first line]
├─ language: en
├─ contributors: Pytheas (aut)
├─ published: 2026-11-22 [sidecar]
├─ publisher: Massalia
├─ contents: Table of Contents
│  ├─  1  The Tides → title
│  ├─  9  High Water → section-1 (0.98)
│  └─ 10    Spring Tides — not in the source
├─ sections
│  ├─ lead (1 paragraph, 4 words)
│  └─ section-1: 9 High Water (2 paragraphs, 5 words)
└─ findings
   └─ warning: line 5: contents entry “Spring Tides” has no section; look [contents-entry-missing]
"""


def test_a_tree_for_people(publish: Run) -> None:
    answer = publish("inspect", "tides.txt")
    assert (answer.code, answer.out, answer.err) == (0, TREE, "")


def test_a_source_without_contents(publish: Run) -> None:
    assert "├─ contents: none in the source\n" in publish("inspect", "bare.txt").out


def test_json_has_a_line_for_each_source(publish: Run) -> None:
    first, second = publish("inspect", "--json", "tides.txt", "bare.txt").out.splitlines()
    assert json.loads(first) == {
        "source": "tides.txt",
        "id": "the-tides",
        "format": "text",
        "title": "The “Tides”",
        "language": "en",
        "metadata": {
            "contributors": [{"name": "Pytheas", "role": "aut"}],
            "published": "2026-11-22",
            "publisher": "Massalia",
        },
        "origins": {"title": "first line", "published": "sidecar"},
        "contents": {
            "label": "Table of Contents",
            "entries": [
                {"number": "1", "text": "The Tides", "depth": 1, "section": "the-tides", "confidence": None},
                {"number": "9", "text": "High Water", "depth": 1, "section": "section-1", "confidence": 0.98},
                {"number": "10", "text": "Spring Tides", "depth": 2, "section": None, "confidence": None},
            ],
        },
        "sections": [
            {"id": "lead", "level": 1, "number": None, "title": None, "paragraphs": 1, "words": 4},
            {"id": "section-1", "level": 1, "number": "9", "title": "High Water", "paragraphs": 2, "words": 5},
        ],
        "findings": [
            {
                "code": "contents-entry-missing",
                "severity": "warning",
                "message": "contents entry “Spring Tides” has no section",
                "line": 5,
            }
        ],
    }
    assert json.loads(second) == {
        "source": "bare.txt",
        "id": "bare",
        "format": "text",
        "title": "Bare",
        "language": "und",
        "metadata": {},
        "origins": {},
        "contents": None,
        "sections": [],
        "findings": [],
    }
    assert "“Tides”" in first, "not escaped"


def test_json_escapes_what_a_terminal_would_obey(publish: Run) -> None:
    line = publish("inspect", "--json", "\x9b2J.txt").out
    assert "\x9b" not in line
    assert json.loads(line)["source"] == "\x9b2J.txt"


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_a_source_that_fails_stops_no_other(publish: Run, options: list[str]) -> None:
    answer = publish("inspect", *options, "missing.txt", "empty.txt", "bare.txt")
    assert answer.code == 1
    assert "bare.txt" in answer.out and "empty.txt" not in answer.out
    assert answer.told == [
        "missing.txt: there is no such file; check the name",
        "empty.txt: is empty; save it again",
    ]


def test_a_wrong_setting_stops_at_once(publish: Run) -> None:
    answer = publish("inspect", "bare.txt", "tides.txt", "--language", "xx")
    assert (answer.code, answer.told) == (3, ["no language is called “xx”"])
    assert publish("inspect", "bare.txt", "--no-mend", "commas").code == 3
