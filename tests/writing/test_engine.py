"""Laying out opens nothing: no file, no socket, whatever a publication asks for."""

from __future__ import annotations

import base64
import socket
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pytest
from support.making import article, published, section
from support.pdfs import opened, spoken

from publish.model import Publication, Resource
from publish.writing import write
from publish.writing.engine import prepare

PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
"""A PNG of one pixel."""

ASKING: dict[str, Callable[[str], str]] = {
    "picture": lambda url: f'<p><img src="{url}" alt="A ferry"/></p>',
    "vector picture": lambda url: (
        f'<svg xmlns="http://www.w3.org/2000/svg"><image href="{url}" width="9" height="9"/></svg>'
    ),
    "object": lambda url: f'<object data="{url}">A ferry</object>',
    "style": lambda url: f'<p style="background: url({url})">A ferry</p>',
    "attachment": lambda url: f'<p><a rel="attachment" href="{url}">A ferry</a></p>',
}
"""Ways in which a body can ask for something that is not in the publication."""


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object, **named: object) -> NoReturn:
        raise AssertionError(f"a socket was opened: {arguments} {named}")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture
def picture_on_disk(tmp_path: Path) -> str:
    (tmp_path / "ferry.png").write_bytes(PICTURE)
    return (tmp_path / "ferry.png").as_uri()


def asking(body: str) -> Publication:
    return published(article(section(body=f"<p>Before.</p>{body}<p>After.</p>")))


def holds_pictures_or_files(data: bytes) -> bool:
    document = opened(data)
    objects = (item for item in document.objects if hasattr(item, "get"))
    return any(item.get("/Subtype") == "/Image" or item.get("/Type") == "/EmbeddedFile" for item in objects)


@pytest.mark.parametrize("body", ASKING.values(), ids=ASKING)
@pytest.mark.parametrize(
    "place", ["file", "http://example.org/ferry.png", "ftp://example.org/ferry.png", "../ferry.png"]
)
def test_what_is_not_in_the_publication_is_refused_and_told(
    picture_on_disk: str, place: str, body: Callable[[str], str]
) -> None:
    url = picture_on_disk if place == "file" else place
    data, findings = write(asking(body(url)), "pdf")
    assert {(finding.code, finding.severity) for finding in findings} == {("layout", "warning")}
    assert any("ferry.png" in finding.message for finding in findings)
    assert not holds_pictures_or_files(data)


@pytest.mark.parametrize("place", ["file:///etc/passwd", "http://example.org/ferry.css"])
@pytest.mark.parametrize("asked", ["@import url({});", "body {{ background: url({}) }}"])
def test_style_sheets_are_refused_what_they_ask_for(asked: str, place: str) -> None:
    publication = asking("")
    styles = {**publication.styles, "pdf": asked.format(place) + publication.styles["pdf"]}
    _, findings = write(replace(publication, styles=styles), "pdf")
    assert {finding.code for finding in findings} == {"layout"}


def test_a_picture_of_the_publication_is_set() -> None:
    publication = asking('<p><img src="ferry.png" alt="A ferry" width="9"/></p>')
    resources = (*publication.resources, Resource("ferry.png", "image/png", PICTURE))
    data, findings = write(replace(publication, resources=resources), "pdf")
    assert findings == ()
    assert holds_pictures_or_files(data)


def test_a_character_without_a_glyph_is_shown_as_such_and_breaks_nothing() -> None:
    found = published(article(section(None, "The sign \U00012000 stands for water."), title="Signs"))
    assert [finding.code for finding in found.findings] == ["glyph-missing"]
    data, findings = write(found, "pdf")
    assert findings == ()
    assert "The sign \N{REPLACEMENT CHARACTER} stands for water." in spoken(opened(data))


def test_a_broken_picture_is_broken_whether_or_not_layout_is_loaded() -> None:
    from PIL import ImageFile

    prepare()
    assert not ImageFile.LOAD_TRUNCATED_IMAGES
