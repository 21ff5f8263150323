"""A finished EPUB, down to its first bytes."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from posixpath import dirname, join

import pytest
from lxml import etree
from PIL import Image
from support.epubs import DC, OPF, XHTML, XML, Epub
from support.making import article, published, section

from publish.model import Publication
from publish.writing import write
from publish.writing.archive import EPOCH


def test_the_first_bytes_say_what_the_file_is(epub: Epub) -> None:
    # EPUB 3.3, 4.2.2: mimetype first, stored, without an extra field, so that its content stands at offset 38.
    assert epub.data[:4] == b"PK\x03\x04"
    assert epub.data[8:10] == b"\x00\x00"
    assert epub.data[26:30] == b"\x08\x00\x00\x00"
    assert epub.data[30:58] == b"mimetypeapplication/epub+zip"


def test_no_entry_carries_a_time_of_its_own(epub: Epub) -> None:
    entries = epub.archive.infolist()
    assert {entry.date_time for entry in entries} == {EPOCH}
    assert {(entry.create_system, entry.external_attr >> 16) for entry in entries} == {(3, 0o644)}
    assert len({entry.filename for entry in entries}) == len(entries)


def test_pictures_are_stored_and_all_else_is_compressed(epub: Epub) -> None:
    stored = [entry.filename for entry in epub.archive.infolist() if entry.compress_type == zipfile.ZIP_STORED]
    assert stored == ["mimetype", "EPUB/cover.jpg"]


def test_file_names_are_plain(epub: Epub) -> None:
    assert [name for name in epub.archive.namelist() if not re.fullmatch(r"[A-Za-z0-9./-]+", name)] == []


def test_the_manifest_lists_every_file_and_no_other(epub: Epub) -> None:
    listed = [join(dirname(epub.place), item.get("href")) for item in epub.manifest.values()]
    there = [name for name in epub.archive.namelist() if name not in ("mimetype", "META-INF/container.xml", epub.place)]
    assert sorted(listed) == sorted(there)


def test_the_spine_is_the_cover_and_the_pages_in_order(epub: Epub, publication: Publication) -> None:
    assert epub.spine == ["cover.xhtml", *(page.name for page in publication.pages)]
    assert epub.spine == ["cover.xhtml", "title.xhtml", "contents.xhtml", "text-1.xhtml"]
    refs = epub.package.iterfind(f"{OPF}spine/{OPF}itemref")
    assert {item.get("linear", "yes") for item in refs} == {"yes"}


def test_pages_are_byte_for_byte_the_publications_own(epub: Epub, publication: Publication) -> None:
    for page in (*publication.pages, publication.nav):
        assert epub.read(page.name) == page.xhtml.encode()
    assert epub.read("toc.ncx") == publication.ncx.encode()
    assert epub.read("style.css") == publication.styles["epub"].encode()
    fonts = {f"EPUB/{font.name}" for font in publication.fonts}
    assert fonts
    assert fonts <= set(epub.archive.namelist())


def test_the_package_says_what_is_known(epub: Epub, publication: Publication) -> None:
    assert epub.package.get("version") == "3.0"
    assert epub.package.get(f"{XML}lang") == "en"
    said = {
        "identifier": [publication.identifier],
        "title": ["Of Rivers & Towns"],
        "language": ["en"],
        "creator": ["Somebody"],
        "contributor": ["Anybody"],
        "description": ["A walk downstream."],
        "source": ["https://example.org/rivers?from=source&to=mouth"],
        "publisher": [],
        "date": [],
    }
    assert {name: [node.text for node in epub.package.iter(f"{DC}{name}")] for name in said} == said
    roles = epub.package.iterfind(f".//{OPF}meta[@property='role']")
    assert [(role.get("refines"), role.text) for role in roles] == [
        ("#contributor-1", "aut"),
        ("#contributor-2", "trl"),
    ]


def test_the_package_carries_the_publications_time_and_claims(epub: Epub, publication: Publication) -> None:
    claims = epub.claims()
    assert ("dcterms:modified", publication.modified) in claims
    assert set(publication.accessibility) <= set(claims)
    assert [name for name, _ in claims].count("dcterms:modified") == 1


def test_there_is_one_navigation_document_and_an_ncx(epub: Epub) -> None:
    assert epub.with_property("nav") == ["nav.xhtml"]
    toc = epub.package.find(f"{OPF}spine").get("toc")
    assert epub.manifest[toc].get("href") == "toc.ncx"
    assert epub.manifest[toc].get("media-type") == "application/x-dtbncx+xml"


def test_every_link_of_the_navigation_leads_to_an_id(epub: Epub) -> None:
    ncx = etree.fromstring(epub.read("toc.ncx"))
    places = [node.get("src") for node in ncx.iter("{*}content")]
    for name in ("nav.xhtml", "contents.xhtml"):
        places += [link.get("href") for link in etree.fromstring(epub.read(name)).iter(f"{XHTML}a")]
    assert len(places) > 10
    for place in places:
        name, _, identifier = place.partition("#")
        assert name in epub.spine
        assert not identifier or etree.fromstring(epub.read(name)).xpath("//*[@id=$id]", id=identifier), place


def test_the_cover_is_declared_for_new_readers_and_for_old_ones(epub: Epub) -> None:
    assert epub.with_property("cover-image") == ["cover.jpg"]
    (old,) = epub.package.iterfind(f".//{OPF}meta[@name='cover']")
    assert epub.manifest[old.get("content")].get("href") == "cover.jpg"


def test_the_cover_is_a_picture_of_the_size_that_shops_ask_for(epub: Epub) -> None:
    with Image.open(BytesIO(epub.read("cover.jpg"))) as picture:
        assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", (1600, 2560))


def test_the_cover_page_shows_the_picture_and_says_it_in_words(epub: Epub) -> None:
    tree = etree.fromstring(epub.read("cover.xhtml"))
    (picture,) = tree.iter(f"{XHTML}img")
    assert (picture.get("src"), picture.get("alt")) == ("cover.jpg", "Cover: Of Rivers & Towns")
    assert "".join(tree.find(f"{XHTML}body").itertext()).strip() == ""


def test_embedded_fonts_are_announced_and_typed(epub: Epub) -> None:
    fonts = {
        item.get("href"): item.get("media-type") for item in epub.manifest.values() if "font" in item.get("media-type")
    }
    assert fonts
    assert all(kind == f"font/{name[-3:]}" for name, kind in fonts.items())
    assert ("ibooks:specified-fonts", "true") in epub.claims()


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_the_spine_is_turned_in_the_direction_of_the_language(language: str, direction: str) -> None:
    made = Epub(write(published(article(section(), language=language)), "epub")[0])
    assert made.package.find(f"{OPF}spine").get("page-progression-direction") == direction
