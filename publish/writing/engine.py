"""WeasyPrint, set up: our fonts only, our tagging, and no access to anything.

Importing WeasyPrint loads the fonts that fontconfig names, so this must be the only room that imports it first.
"""

from __future__ import annotations

import ctypes.util
import logging
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from publish.fonts.coverage import uncovered
from publish.fonts.installing import cache_folder, install
from publish.model import Finding

if TYPE_CHECKING:
    from weasyprint import CSS, Document

VARIANT = "pdf/a-3a"
"""WeasyPrint's name for what it makes; PDF/UA-1's own identification is added by :mod:`publish.writing.metadata`."""


def parsed(xhtml: str) -> ElementTree.Element:
    """A document as a tree, its elements in no namespace. The characters that no font has are shown as such.

    A glyph that is missing breaks PDF/UA and PDF/A (ISO 19005-3, 6.2.11.8); rendering has told of the character.
    """
    known = xhtml.translate({ord(character): "\N{REPLACEMENT CHARACTER}" for character in uncovered(xhtml)})
    return ElementTree.fromstring(known)


def layout(document: ElementTree.Element, style: str, pictures: Mapping[str, bytes]) -> Document:
    """A laid-out document.

    ``document`` is a whole one, ``style`` the only style sheet, ``pictures`` all that it can ask for, by name.
    """
    prepare()
    source = _source(document, pictures)
    return source.render(stylesheets=[_sheet(style)], font_config=_font_configuration(), pdf_variant=VARIANT)


@contextmanager
def remarks() -> Iterator[list[Finding]]:
    """What WeasyPrint says inside of this context, as findings."""
    found: list[Finding] = []
    handler = _Collector(found)
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    try:
        yield found
    finally:
        logger.removeHandler(handler)


class _Collector(logging.Handler):
    """Turns log records into findings. Missing glyphs are told apart: rendering has reported them by character."""

    def __init__(self, found: list[Finding]) -> None:
        super().__init__(logging.WARNING)
        self.found = found

    def emit(self, record: logging.LogRecord) -> None:
        message = " ".join(record.getMessage().split())
        if ".notdef" not in message:
            self.found.append(Finding("layout", "warning", message))


@cache
def prepare() -> None:
    """Make WeasyPrint ready; once a process."""
    os.environ["FONTCONFIG_FILE"] = str(install(cache_folder()))
    with _libraries_by_soname():
        from publish.writing import (
            breaking,
            footnotes,
            glyphs,
            grid,
            hyphens,
            justification,
            ladders,
            shortcuts,
            tagging,
        )

    from PIL import ImageFile
    from weasyprint import images  # noqa: F401

    # Importing it lets Pillow show halves of pictures, in the whole process: what is read next would be read otherwise.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    tagging.install()
    glyphs.install()
    shortcuts.install()
    hyphens.install()
    breaking.install()
    justification.install()
    ladders.install()
    footnotes.install()
    grid.install()
    logging.getLogger("weasyprint").propagate = False
    logging.getLogger("fontTools").setLevel(logging.ERROR)


@contextmanager
def _libraries_by_soname() -> Iterator[None]:
    """Keep cffi from asking gcc and ldconfig where each library is: a third of the time that WeasyPrint takes to load.

    It tries several names for each, and only asks about those that the dynamic loader does not know. On Linux the
    loader knows one of them, the soname, if the library is there at all.
    """
    found = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = found


@cache
def _font_configuration() -> Any:
    """One configuration a process: a new one for each document would leak 240 kB each time."""
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()


@lru_cache(maxsize=16)
def _sheet(style: str) -> CSS:
    """A parsed style sheet; parsing costs more than many an article."""
    from weasyprint import CSS

    return CSS(string=style, font_config=_font_configuration(), url_fetcher=_fetcher({}))


def _source(document: ElementTree.Element, pictures: Mapping[str, bytes]) -> Any:
    """A tree as WeasyPrint's own parser of HTML would give it, which takes much longer over it."""
    from cssselect2 import ElementWrapper
    from weasyprint import HTML

    source = HTML.__new__(HTML)
    source.base_url = "publication:/"
    source.url_fetcher = _fetcher(pictures)
    source.media_type = "print"
    source.wrapper_element = ElementWrapper.from_html_root(document, content_language=None)
    source.etree_element = document
    return source


def _fetcher(pictures: Mapping[str, bytes]) -> Any:
    """Answers with what is in the publication, and refuses all else, whatever its scheme."""
    return _fetchers()(pictures)


@cache
def _fetchers() -> Any:
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Publication(URLFetcher):  # type: ignore[misc]
        _fail_on_errors = False

        def __init__(self, pictures: Mapping[str, bytes]) -> None:
            self.pictures = pictures  # Nothing that could open anything is set up.

        def fetch(self, url: str, headers: object = None) -> Any:
            data = self.pictures.get(url.removeprefix("publication:/"))
            if data is None:
                raise ValueError(f"nothing but the publication's own pictures may be opened: {url}")
            return URLFetcherResponse(url, data)

    return Publication
