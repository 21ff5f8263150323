"""Sources become articles here: one module a format, and a table of them.

:data:`READERS` names the formats, :mod:`~publish.reading.formats` tells which one a source has, :func:`read` reads it.
A reader takes bytes, loses no word, and tells what it noticed in findings, whose codes :data:`CODES` explains.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from importlib import import_module
from typing import Protocol

from publish.model import ALONE, Article, Surroundings
from publish.reading import sidecar
from publish.reading.formats import format_of
from publish.settings import Settings


class Reader(Protocol):
    """The function ``read`` of a module that understands one format."""

    def __call__(self, data: bytes, *, source: str, settings: Settings, surroundings: Surroundings) -> Article:
        """The article that ``data`` holds. Raises :class:`publish.errors.SourceError` where it holds none."""
        ...


READERS: Mapping[str, str] = {
    "text": "publish.reading.text",
    "docx": "publish.reading.docx",
    "epub": "publish.reading.epub",
}
"""The module of each of :data:`publish.settings.SOURCE_FORMATS`; it is loaded when it is needed."""

CODES: Mapping[str, str] = {
    "book-part-missing": "The book names a document in its reading order that is not in its archive.",
    "byte-order-mark": "A byte order mark stood inside the text, as where files were joined; it is removed.",
    "comment-removed": "Comments in the margins of a document are no part of its text; they are left out.",
    "contents-entry-missing": "The printed contents name a heading that the text does not have; the entry has no link.",
    "contents-label-orphan": "A line announces a table of contents of which there is no list; it is left out.",
    "contents-legend-removed": "What explains the marks of a book's contents page is left out with the marks.",
    "contents-repeated": "The table of contents stood in the source more than once; it is printed once.",
    "control-character": "The text held characters that are no text and that XML forbids or advises against; "
    "they are removed.",
    "deletion-removed": "Words that are marked as deleted, with changes tracked, are left out.",
    "drawing-omitted": "A drawing, such as a chart, holds neither a picture nor words; it is left out.",
    "equation-as-text": "A formula has parts that are not understood; its characters are kept as plain text.",
    "front-matter-repeated": "A cover or title page only repeats what the book is called; an edition makes its own.",
    "heading-by-look": "In a document without heading styles, a bold line that stands alone is taken for a heading.",
    "heading-doubtful": "A line is like an entry of the contents, but not enough to be its heading; it is left as "
    "text.",
    "heading-drifted": "A heading reads differently from its entry in the contents; the two are taken for the same.",
    "heading-glued": "A heading ran into the paragraph below it; the two are parted.",
    "heading-out-of-order": "A heading stands elsewhere in the text than in the contents; it is linked where it "
    "stands.",
    "hidden-text-removed": "Text that its author made invisible is left out.",
    "keywords-unused": "The document has keywords for catalogues; editions have no place for them.",
    "language-unknown": "The language could not be told with confidence; hyphenation and speech need it set by hand.",
    "metadata-replaced": "The sidecar gives another title, subtitle or author than the source, whose words "
    "are not printed.",
    "page-furniture-removed": "Headers and footers of a document are left out; editions have their own.",
    "page-number-removed": "Page numbers of another edition are left out: in printed contents, and between the words.",
    "symbol-unknown": "A character of a font of pictures, such as Wingdings, is not known; � stands in its place.",
    "title-missing": "The source does not begin with a title; the file's name stands in for it.",
    "title-repeated": "The title stood again at the head of the text; it is printed once, as the article's heading.",
}
"""What each finding of a reader means, in one sentence."""


def read(data: bytes, *, source: str, settings: Settings | None = None, surroundings: Surroundings = ALONE) -> Article:
    """One source as an article.

    ``source`` is the name the user gave it; it stands in messages, its ending tells the format, and its stem is used in
    place of a missing title. Of the settings, readers heed the format and the language; ``surroundings`` is what they
    may read besides. What a sidecar says wins over the source, and the language of the settings over both. Raises
    :class:`publish.errors.SourceError` for what cannot be read as an article: nothing, bytes that are not of the
    format, a title or a table of contents alone; :class:`publish.errors.SettingsError` for a sidecar that is wrong.
    """
    settings = settings or Settings()
    given = sidecar.known(surroundings.sidecar, source)
    origins = dict.fromkeys(given, sidecar.ORIGIN)
    if settings.language:
        given["language"], origins["language"] = settings.language, "option"
    reader: Reader = import_module(READERS[settings.format or format_of(data, source)]).read
    settings = replace(settings, language=given.get("language"))
    article = reader(data, source=source, settings=settings, surroundings=surroundings)
    return sidecar.laid_over(_located(article, surroundings.address), given, origins)


def _located(article: Article, address: str | None) -> Article:
    """The article with the address that it was fetched from, if it does not itself say where it belongs."""
    if address is None or article.metadata.source_url:
        return article
    metadata = replace(article.metadata, source_url=address)
    return replace(article, metadata=metadata, origins=(*article.origins, ("source_url", "address")))
