"""What is brought from where, and that nothing is fetched unless it is allowed."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import Any, ClassVar, NoReturn

import pytest

from publish.build import inspect
from publish.collecting import collect
from publish.errors import Absent, Blocked, PublishError, SourceError
from publish.exporting import bring, bringing
from publish.fetching import Page
from publish.files import Source, find_sources
from publish.reading import READERS
from publish.settings import Settings

OPEN = Settings(allow_network=True)
PAGE = Source("https://example.org/a/tides.html?p=1", PurePath("tides"), "")


FEED = b"""<rss version="2.0"><channel><title>News</title><item><title>Tides</title><link>https://example.org/a/1</link>
<description>&lt;p>The sea comes in.&lt;/p>&lt;img src="x/sea.png"></description></item></channel></rss>"""


class FakeVisit:
    """A web of three pages."""

    PAGES: ClassVar = {
        "https://example.org/a/tides.html?p=1": ("text/html", "iso-8859-1", "<p>Die Größe</p>".encode("latin-1")),
        "https://example.org/a/x/sea.png": ("image/png", None, b"picture"),
        "https://example.org/feed": ("application/rss+xml", None, FEED),
        "https://example.org/notes.md": (
            "text/plain",
            "utf-8",
            b"# Notes\n\nSee [there](x/y.html) and ![the sea](a/x/sea.png).\n",
        ),
    }

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.referrers: list[str | None] = []

    def get(self, address: str, referrer: str | None = None) -> Page:
        self.asked.append(address)
        self.referrers.append(referrer)
        if address not in self.PAGES:
            raise Absent("there is no such page", place=address, remedy="check the address")
        return Page(address, *self.PAGES[address])


@pytest.fixture
def visit(monkeypatch: pytest.MonkeyPatch) -> FakeVisit:
    visit = FakeVisit()
    monkeypatch.setattr("publish.fetching.visit", lambda: visit)
    return visit


@pytest.fixture
def no_socket(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The calls of anything that could lead out of this machine, each of which fails."""
    calls: list[str] = []

    def forbidden(name: str) -> Any:
        def fail(*arguments: Any, **options: Any) -> NoReturn:
            calls.append(name)
            raise AssertionError(f"socket.{name} was called")

        return fail

    for name in ("socket", "create_connection", "getaddrinfo", "gethostbyname", "socketpair"):
        monkeypatch.setattr(socket, name, forbidden(name))
    yield calls
    assert calls == []


def test_a_page_comes_with_its_format_its_encoding_and_its_pictures(visit: FakeVisit) -> None:
    data, settings, around = bring(PAGE, OPEN)
    assert data == b"\xef\xbb\xbf" + "<p>Die Größe</p>".encode(), "in UTF-8, and marked so"
    assert (settings.format, around.address, around.sidecar) == ("html", PAGE.name, None)
    assert around.fetch("x/sea.png") == b"picture"
    assert visit.referrers == [None, PAGE.name]
    with pytest.raises(Absent):
        around.fetch("../no.png")
    with pytest.raises(Blocked):
        around.fetch("http://[::1")


def test_the_user_knows_the_format_better(visit: FakeVisit) -> None:
    assert bring(PAGE, Settings(format="text", allow_network=True))[1].format == "text"


def test_a_name_tells_what_the_server_does_not(visit: FakeVisit) -> None:
    assert bring(Source("https://example.org/notes.md", PurePath("notes"), ""), OPEN)[1].format is None


def test_what_a_page_refers_to_is_relative_to_its_address(visit: FakeVisit) -> None:
    if "markdown" not in READERS:
        pytest.skip("there is no reader of markdown yet")
    (source,) = find_sources(["https://example.org/notes.md"])
    data, settings, around = bring(source, OPEN)
    article = inspect(data, source=source.name, settings=settings, surroundings=around)
    assert 'href="https://example.org/x/y.html"' in article.sections[0].body
    assert visit.asked[-1] == "https://example.org/a/x/sea.png"
    assert (article.metadata.source_url, dict(article.origins)["source_url"]) == (source.name, "address")


def test_a_picture_is_no_article(visit: FakeVisit) -> None:
    with pytest.raises(SourceError, match="is image/png, which is no article"):
        bring(Source("https://example.org/a/x/sea.png", PurePath("sea"), ""), OPEN)


def test_a_page_that_is_not_there_is_an_error_of_the_source(visit: FakeVisit) -> None:
    with pytest.raises(SourceError, match=r"^https://example\.org/b: there is no such page; check the address$"):
        bring(Source("https://example.org/b", PurePath("b"), ""), OPEN)


def test_pictures_of_a_file_come_from_beside_it_and_from_the_web(visit: FakeVisit, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"<p>Sea")
    (tmp_path / "a.png").write_bytes(b"beside")
    _, _, around = bring(*find_sources([str(tmp_path / "a.html")]), OPEN)
    assert around.fetch("a.png") == b"beside"
    assert around.fetch("https://example.org/a/x/sea.png") == b"picture"
    with pytest.raises(Blocked):
        around.fetch("//example.org/a/x/sea.png")


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("https://example.org/a/tides.html?x=1#y", "tides"),
        ("https://example.org/the%20sea/", "the-sea"),
        ("https://example.org/%2e%2e%2f%2e%2e%2fetc%2fpasswd", "passwd"),
        ("https://example.org/..", "page"),
        ("https://example.org", "example.org"),
        ("http://[::1", "page"),
        ("https://example.org/潮汐", "潮汐"),
    ],
)
def test_editions_are_called_after_the_address(address: str, place: str) -> None:
    (source,) = find_sources([address])
    assert (source.name, source.place) == (address, PurePath(place))


HOSTILE = {
    "text": b"Sea\nhttp://127.0.0.1/a ![](http://example.org/b.png) <img src=http://example.org/c.png>\n",
    "markdown": b"# Sea\n\n![a](http://example.org/a.png)\n![b](//example.org/b.png) <img src='https://127.0.0.1/c'>\n\n"
    b"[x]: http://example.org\n\n![d](file:///etc/passwd)\n",
    "html": b"<!doctype html><html><head><base href='http://example.org/'><link rel=stylesheet href=http://example.org/s>"
    b"<link rel=attachment href=file:///etc/passwd><meta http-equiv=refresh content='0;url=http://127.0.0.1/'>"
    b"<style>@import url(http://example.org/i.css)</style><script src=http://example.org/x.js></script></head><body>"
    b"<article><h1>Sea</h1><p style='background:url(http://example.org/p.png)'>The sea is wide, and the land is far."
    b"<img src=a.png srcset='http://example.org/a2.png 2x'><iframe src=http://127.0.0.1/></iframe>"
    b"<video src=http://example.org/v.mp4 poster=//example.org/v.png></video><object data=http://example.org/o></object>"
    b"<svg><image href='http://example.org/s.png'/></svg></p></article></body></html>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_reader_opens_a_socket(name: str, tmp_path: Path, no_socket: list[str]) -> None:
    if name not in READERS:
        pytest.skip(f"there is no reader of {name} yet")
    path = tmp_path / "sea"
    path.write_bytes(HOSTILE[name])
    settings = Settings(format=name)
    data, settings, around = bring(*find_sources([str(path)]), settings)
    inspect(data, source=str(path), settings=settings, surroundings=around)


def test_an_address_that_is_not_allowed_is_only_a_name(no_socket: list[str]) -> None:
    with pytest.raises(PublishError, match="there is no such file"):
        bring(PAGE, Settings())


def test_every_media_type_has_a_reader() -> None:
    from publish.settings import SOURCE_FORMATS

    assert set(bringing.FORMATS.values()) <= set(SOURCE_FORMATS)


def test_a_feed_at_an_address_gives_its_entries_with_their_pictures(visit: FakeVisit) -> None:
    (source,) = collect("https://example.org/feed")
    assert (source.name, str(source.place)) == ("https://example.org/feed:1", "tides")
    data, settings, around = bring(source, OPEN)
    assert b"The sea comes in." in data and settings.keep_all
    assert around.address == "https://example.org/a/1"
    assert around.fetch("x/sea.png") == around.fetch("https://example.org/a/x/sea.png") == b"picture"
    assert visit.referrers[-2:] == ["https://example.org/a/1"] * 2


def test_a_page_at_an_address_is_itself(visit: FakeVisit) -> None:
    assert list(collect(PAGE.name)) == [PAGE]
    (nothing,) = collect("https://example.org/nothing.xml")
    assert str(nothing.held and nothing.held.error).startswith("https://example.org/nothing.xml: there is no such page")


def test_pictures_of_a_dump_are_beside_it_and_nothing_is_fetched(
    visit: FakeVisit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("sea.png").write_bytes(b"own")
    Path("d.jsonl").write_text('{"html": "<p>x", "url": "https://example.org/a/1"}', encoding="utf-8")
    (source,) = collect("d.jsonl")
    assert bring(source, OPEN)[2].fetch("sea.png") == bring(source, Settings())[2].fetch("sea.png") == b"own"
    assert bring(source, OPEN)[2].fetch("x/sea.png") == b"picture"
    for reference in ("x/sea.png", "https://example.org/a/x/sea.png", "../../etc/passwd"):
        with pytest.raises(Blocked):
            bring(source, Settings())[2].fetch(reference)
