"""Small articles and publications, made by hand."""

from __future__ import annotations

from html import escape

from publish.composing import compose
from publish.model import Article, Contents, Entry, Metadata, Publication, Resource, Section
from publish.rendering import render
from publish.settings import Settings

MODIFIED = "2026-11-22T00:00:00Z"

RIVER = (
    "A river is older than the valley that it runs through, and the valley is older than the town. Whoever walks along "
    "the embankment in the afternoon sees barges, warehouses and a church whose foundations have been underwater more "
    "frequently than its congregation remembers. Engineers straightened the course, agriculturalists drained the "
    "meadows, and administrators counted the inhabitants; the river went on with its incomprehensible business of "
    "carrying mountains, a handful at a time, into the sea."
)
"""A paragraph with words that are long enough to be hyphenated."""


def paragraphs(*texts: str) -> str:
    """A body of these paragraphs."""
    return "".join(f"<p>{escape(text, quote=False)}</p>" for text in texts)


def section(
    title: str | None = None, *texts: str, id: str | None = None, level: int = 1, body: str | None = None
) -> Section:
    """A section under a heading, or the lead where the title is None."""
    name = id or ("lead" if title is None else f"section-{len(title)}")
    return Section(name, level, title, paragraphs(*(texts or ("Some text.",))) if body is None else body)


def article(
    *sections: Section,
    title: str = "Of Rivers",
    language: str = "en",
    contents: Contents | None = None,
    resources: tuple[Resource, ...] = (),
    **known: object,
) -> Article:
    """An article; ``known`` is further metadata."""
    metadata = Metadata(title, language, **known)  # type: ignore[arg-type]
    return Article("of-rivers", "of-rivers.txt", "text", metadata, contents, sections or (section(),), resources)


def contents(*entries: tuple[str | None, str, int, str | None], label: str = "Table of Contents") -> Contents:
    """A printed contents list; an entry is its number, text, depth and the id of its section."""
    return Contents(label, tuple(Entry(*entry) for entry in entries))


def published(*articles: Article, theme: str = "book", levels: int = 6) -> Publication:
    """The articles in one publication."""
    return render(compose(articles, modified=MODIFIED), Settings(theme=theme, contents_levels=levels))
