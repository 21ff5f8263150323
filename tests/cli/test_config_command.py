"""``publish.toml`` and ``publish config``, as a user meets them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
ARTICLE = "---\ntitle: Of Tides\nlanguage: en\npublish:\n  threshold: 0.9\n---\n\nThe sea comes in.\n"


def put(name: str, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")


def line(setting: str, place: str) -> str:
    return f"{setting:<34} # {place}"


def test_what_is_merged_and_where_each_value_is_from(publish: Run) -> None:
    put("texts/publish.toml", 'theme = "book"\nno_mend = ["quotes"]\noutput = "editions/"\n')
    put("texts/a.md", ARTICLE)
    answer = publish("config", "show", "texts/a.md")
    assert (answer.code, answer.err) == (0, "")
    lines = answer.out.splitlines()
    assert lines[0] == line('output = ["texts/editions/"]', "texts/publish.toml:3")
    assert line("threshold = 0.9", "texts/a.md:5") in lines
    assert line('no_mend = ["quotes"]', "texts/publish.toml:2") in lines
    assert line("# language =", "default") in lines


def test_what_it_prints_is_a_file_of_settings(publish: Run) -> None:
    put("publish.toml", "threshold = 0.7\n")
    put("publish.toml", publish("config", "show").out)
    assert line("threshold = 0.7", "publish.toml:9") in publish("config", "show").out


def test_the_same_as_json(publish: Run) -> None:
    put("publish.toml", 'language = "de"\n')
    records = [json.loads(line) for line in publish("config", "show", "--json").out.splitlines()]
    assert {"setting": "language", "value": "de", "from": "publish.toml:1"} in records
    assert {"setting": "jobs", "value": None, "from": "default"} in records


def test_without_a_command_it_shows_its_help(publish: Run) -> None:
    answer = publish("config")
    assert answer.code == 0 and "show" in answer.out


def test_a_build_heeds_the_file_and_the_metadata_in_it(publish: Run) -> None:
    put("texts/publish.toml", 'output = "editions/"\nto = "epub"\n\n[metadata]\npublisher = "Massalia Press"\n')
    put("texts/a.md", ARTICLE)
    assert publish("build", "texts/a.md").code == 0
    assert [path.name for path in Path("texts/editions").iterdir()] == ["a.epub"]
    assert "publisher: Massalia Press [publish.toml]" in publish("inspect", "texts/a.md").out


def test_an_option_wins_over_the_file(publish: Run) -> None:
    put("publish.toml", 'output = "editions/"\nto = "epub"\n')
    put("a.md", ARTICLE)
    assert publish("build", "a.md", "-o", "elsewhere/", "--to", "pdf").code == 0
    assert [path.name for path in Path("elsewhere").iterdir()] == ["a.pdf"]


def test_the_nearest_file_above_counts_and_none_below(publish: Run) -> None:
    put("publish.toml", "threshold = 0.7\n")
    put("texts/old/a.md", ARTICLE.replace("publish:\n  threshold: 0.9\n", ""))
    put("texts/old/deep/publish.toml", "threshold = 0.1\n")
    assert "# publish.toml:1" in publish("config", "show", "texts/old/a.md").out
    put("texts/old/publish.toml", "threshold = 0.6\n")
    assert "# texts/old/publish.toml:1" in publish("config", "show", "texts/old").out


def test_two_files_are_one_too_many(publish: Run) -> None:
    for folder in "ab":
        put(f"{folder}/publish.toml", "")
        put(f"{folder}/x.md", ARTICLE)
    answer = publish("build", "a/x.md", "b/x.md")
    assert answer.code == 2
    assert answer.told == [
        "the sources have several settings, a/publish.toml and b/publish.toml; build them one after the other"
    ]


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("thme: book", "a.md:5: no setting is called “thme”; did you mean “theme”?"),
        (
            "allow_network: true",
            "a.md:5: “allow_network” is not for an article to choose; write it in publish.toml, or",
        ),
        ("output: /etc/passwd", "a.md:5: “output” is not for an article to choose; write it in publish.toml"),
        ("theme: ../house", "a.md:5: “theme” is a path, which is not for an article; name a theme, or choose its"),
        ("theme: bok", "a.md: no theme is called “bok”; did you mean “book”?"),
    ],
)
def test_what_an_article_may_not_fails_that_article_alone(publish: Run, key: str, told: str) -> None:
    put("a.md", ARTICLE.replace("threshold: 0.9", key))
    put("b.md", ARTICLE)
    answer = publish("build", "a.md", "b.md", "--to", "epub")
    assert answer.code == 3
    assert answer.told[0].startswith(told)
    assert Path("build/b.epub").exists() and not Path("build/a.epub").exists()


def test_a_sidecar_chooses_over_the_front_matter(publish: Run) -> None:
    put("a.md", ARTICLE)
    put("a.toml", 'title = "Of Ebbs"\n\n[publish]\nthreshold = 0.5\n')
    assert "# a.toml:4" in publish("config", "show", "a.md").out
    assert "Of Ebbs" in publish("inspect", "a.md").out


def test_a_field_that_only_says_publish_is_no_setting(publish: Run) -> None:
    put("a.md", ARTICLE.replace("publish:\n  threshold: 0.9", "publish: true"))
    assert publish("build", "a.md", "--to", "epub").code == 0


def test_a_build_that_is_to_fail_on_a_finding(publish: Run) -> None:
    put("a.md", ARTICLE.replace("The sea", "The \U0001b170 sea"))
    answer = publish("build", "a.md", "--to", "epub", "--fail-on", "glyph-missing")
    assert answer.code == 1
    assert answer.told == [
        "a.md:8: no font has “\U0001b170” (U+1B170); the PDF shows \N{REPLACEMENT CHARACTER} instead [glyph-missing];"
        " mend it, or leave its code out of fail_on"
    ]
    assert not Path("build").exists()


def test_a_finding_to_fail_on_that_there_is_not(publish: Run) -> None:
    put("publish.toml", 'fail_on = "glyph-mising"\n')
    put("a.md", ARTICLE)
    answer = publish("build", "a.md")
    assert answer.code == 3
    assert answer.told == ["publish.toml:1: no finding has the code “glyph-mising”; did you mean “glyph-missing”?"]
