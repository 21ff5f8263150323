"""Checks of the file and of its package document."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePath

from lxml import etree

from publish.checking.lint.book import DC, NCX, OPF, Book, Found, suffix
from publish.stores import Rule

_NAME = re.compile(r"[A-Za-z0-9._/-]+")
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_OBFUSCATED = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
"""Fonts that are not locked, but hidden from who unpacks the file (EPUB 3.3, 4.3)."""
_FONTS = re.compile(r"(?:application/(?:vnd\.ms-opentype|font-\w+|x-font-\w+)|font/\w+)")


def _file_size(book: Book, rule: Rule) -> Iterator[Found]:
    if book.size > rule.limits["most"]:
        yield Found(f"the file has {book.size / 1e6:,.0f} MB")


def _cover_missing(book: Book, rule: Rule) -> Iterator[Found]:
    if book.cover is None:
        yield Found("no picture is called the cover", book.package_path)


def _file_name(book: Book, rule: Rule) -> Iterator[Found]:
    for item in book.items:
        if not _NAME.fullmatch(item.path):
            yield Found("the name of this file has other signs than letters, figures and hyphens", item.path)


def _isbn_missing(book: Book, rule: Rule) -> Iterator[Found]:
    told = ["".join(one.itertext()) for one in book.package.iter(f"{DC}identifier")]
    if not any(_has_isbn(text) for text in [*told, PurePath(book.name).stem]):
        yield Found("neither the identifier nor the name of the file is an ISBN", book.package_path)


def _has_isbn(text: str) -> bool:
    from stdnum import isbn

    return any(isbn.is_valid(one) for one in re.findall(r"[\d-]{9,16}[\dXx]", text))


def _package_version(book: Book, rule: Rule) -> Iterator[Found]:
    version = book.package.get("version", "")
    if not version.startswith("3."):
        yield Found(f"the package is of version {version or 'none'}", book.package_path, book.package.sourceline)


def _metadata_space(book: Book, rule: Rule) -> Iterator[Found]:
    for element in book.package.iter(f"{DC}*", f"{OPF}meta"):
        text = element.text or ""
        if text != text.strip():
            yield Found(
                f"{etree.QName(element).localname} begins or ends with a space", book.package_path, element.sourceline
            )


def _language_tag(book: Book, rule: Rule) -> Iterator[Found]:
    told = list(book.package.iter(f"{DC}language"))
    if not told:
        yield Found("the package names no language", book.package_path)
    for element in told:
        tag = (element.text or "").strip()
        if not _TAG.fullmatch(tag):
            yield Found(f"“{tag}” is no language tag", book.package_path, element.sourceline)


def _contents_ncx(book: Book, rule: Rule) -> Iterator[Found]:
    if not any(item.media_type == NCX for item in book.items):
        yield Found("there is no NCX", book.package_path)


def _contents_levels(book: Book, rule: Rule) -> Iterator[Found]:
    for page in book.pages:
        for nav in page.every("nav"):
            if nav.get("{http://www.idpf.org/2007/ops}type") == "toc" and (deep := _depth(nav)) > rule.limits["most"]:
                yield Found(f"the contents have {deep} levels", page.path, nav.sourceline)


def _depth(nav: etree._Element) -> int:
    """How deep lists are nested."""
    return max((sum(1 for _ in one.iterancestors("{*}ol")) + 1 for one in nav.iter("{*}ol")), default=0)


def _font_kind(book: Book, rule: Rule) -> Iterator[Found]:
    for item in book.items:
        if _FONTS.fullmatch(item.media_type) and suffix(item) not in rule.limits["allowed"]:
            yield Found(f"the font is {suffix(item).upper() or item.media_type}", item.path)


def _fonts_undeclared(book: Book, rule: Rule) -> Iterator[Found]:
    fonts = [item for item in book.items if _FONTS.fullmatch(item.media_type)]
    said = [meta for meta in book.package.iter(f"{OPF}meta") if meta.get("property") == "ibooks:specified-fonts"]
    if fonts and not any((meta.text or "").strip() == "true" for meta in said):
        yield Found("fonts travel with the book, and the package does not say so", book.package_path)


def _encrypted(book: Book, rule: Rule) -> Iterator[Found]:
    for path in ("META-INF/rights.xml", "META-INF/encryption.xml"):
        if book.archive.find(path) != path:
            continue
        said = book.read(path).decode("utf-8", "replace")
        ways = re.findall(r'EncryptionMethod[^>]*Algorithm="([^"]*)"', said)
        if path.endswith("rights.xml") or any(way not in _OBFUSCATED for way in ways):
            yield Found("the file is locked", path)


CHECKS: Mapping[str, Callable[[Book, Rule], Iterator[Found]]] = {
    "file-size": _file_size,
    "cover-missing": _cover_missing,
    "file-name": _file_name,
    "isbn-missing": _isbn_missing,
    "package-version": _package_version,
    "metadata-space": _metadata_space,
    "language-tag": _language_tag,
    "contents-ncx": _contents_ncx,
    "contents-levels": _contents_levels,
    "font-kind": _font_kind,
    "fonts-undeclared": _fonts_undeclared,
    "encrypted": _encrypted,
}
