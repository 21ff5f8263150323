"""Checks of the cover and of the pictures of an EPUB."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from lxml import etree

from publish.checking.lint.book import Book, Found, Item, Picture
from publish.stores import Rule

SVG = "image/svg+xml"


def _of_cover(book: Book) -> Picture | None:
    return next((picture for picture in book.pictures if picture.item == book.cover), None)


def _cover_size(book: Book, rule: Rule) -> Iterator[Found]:
    cover = _of_cover(book)
    if cover is None:
        return
    least, most = rule.limits["least"], rule.limits["most"]
    sides = (cover.width, cover.height)
    if any(side < low or side > high for side, low, high in zip(sides, least, most, strict=True)):
        yield Found(f"the cover has {cover.width:,} × {cover.height:,} pixels", cover.item.path)


def _cover_kind(book: Book, rule: Rule) -> Iterator[Found]:
    if book.cover is not None and book.cover.media_type not in rule.limits["allowed"]:
        yield Found(f"the cover is {book.cover.media_type}", book.cover.path)


def _cover_bytes(book: Book, rule: Rule) -> Iterator[Found]:
    cover = _of_cover(book)
    if cover is not None and cover.size > rule.limits["most"]:
        yield Found(f"the cover has {cover.size / 1e6:.1f} MB", cover.item.path)


def _picture_kind(book: Book, rule: Rule) -> Iterator[Found]:
    for item in book.items:
        if item.media_type.startswith("image/") and item.media_type not in rule.limits["allowed"]:
            yield Found(f"the picture is {item.media_type}", item.path)


def _picture_bytes(book: Book, rule: Rule) -> Iterator[Found]:
    for picture in book.pictures:
        if picture.size > rule.limits["most"]:
            yield Found(f"the picture has {picture.size / 1e6:.1f} MB", picture.item.path)


def _picture_pixels(book: Book, rule: Rule) -> Iterator[Found]:
    for picture in book.pictures:
        pixels = picture.width * picture.height
        if pixels > rule.limits["most"] and (picture.item != book.cover or rule.limits.get("covers", True)):
            yield Found(f"the picture has {pixels / 1e6:.1f} million pixels", picture.item.path)


def _picture_side(book: Book, rule: Rule) -> Iterator[Found]:
    """Drawings, by the size that they give themselves, and pictures that pages show in a drawing."""
    most = rule.limits["most"]
    drawn = {book.target(page, one.get("{http://www.w3.org/1999/xlink}href") or "") for page in book.pages
             for one in page.every("image")}  # fmt: skip
    for picture in book.pictures:
        if picture.item.path in drawn and max(picture.width, picture.height) > most:
            yield Found(f"the picture has {picture.width:,} × {picture.height:,} pixels", picture.item.path)
    for item in book.items:
        if item.media_type == SVG and (sides := _sides(book, item)) and max(sides) > most:
            yield Found(f"the drawing is {max(sides):,.0f} pixels wide or high", item.path)


def _sides(book: Book, item: Item) -> list[float]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(book.read(item.path), parser)
    except (etree.XMLSyntaxError, ValueError):
        return []
    told = [root.get("width", ""), root.get("height", "")]
    return [float(one[1]) for side in told if (one := re.fullmatch(r"\s*(\d{1,9}(?:\.\d{1,9})?)(?:px)?\s*", side))]


def _picture_colours(book: Book, rule: Rule) -> Iterator[Found]:
    for picture in book.pictures:
        if picture.mode == "CMYK":
            yield Found("the colours of the picture are CMYK", picture.item.path)


def _picture_transparent(book: Book, rule: Rule) -> Iterator[Found]:
    for picture in book.pictures:
        if picture.transparent:
            yield Found("the picture is transparent", picture.item.path)


def _picture_moves(book: Book, rule: Rule) -> Iterator[Found]:
    for picture in book.pictures:
        if picture.frames > 1:
            yield Found(f"the picture has {picture.frames} frames", picture.item.path)


CHECKS: Mapping[str, Callable[[Book, Rule], Iterator[Found]]] = {
    "cover-size": _cover_size,
    "cover-kind": _cover_kind,
    "cover-bytes": _cover_bytes,
    "picture-kind": _picture_kind,
    "picture-bytes": _picture_bytes,
    "picture-pixels": _picture_pixels,
    "picture-side": _picture_side,
    "picture-colours": _picture_colours,
    "picture-transparent": _picture_transparent,
    "picture-moves": _picture_moves,
}
