"""Feeds in Atom (RFC 4287): the catalogue as OPDS 1.2 has it, and what is new.

OPDS 1.2: a feed either leads to other feeds (navigation), or has articles to fetch (acquisition, section 2). Files have
their size as the ``length`` of a link, and their SHA-256 as the ``hash`` of draft-snell-atompub-link-extensions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from publish.shelf.card import Card, File
from publish.shelf.catalogue import Shelf, Value
from publish.shelf.leaves import Leaf

NAVIGATION = "application/atom+xml;profile=opds-catalog;kind=navigation"
ACQUISITION = "application/atom+xml;profile=opds-catalog;kind=acquisition"
ATOM = "application/atom+xml"
PAGE = "text/html"
OPEN = "http://opds-spec.org/acquisition/open-access"
MAKER = "publish"

_HEAD = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/terms/" xmlns:opds="http://opds-spec.org/2010/catalog"
 xmlns:le="http://purl.org/atompub/link-extensions/1.0">
"""


def acquisition(shelf: Shelf, title: str, leaf: Leaf[Card]) -> bytes:
    """A page of articles."""
    updated = max((card.updated for card in leaf.entries), default=shelf.modified)
    entries = (_entry(shelf, card) for card in leaf.entries)
    return _feed(shelf, title, updated, leaf, ACQUISITION, entries)


def navigation(shelf: Shelf, title: str, leaf: Leaf[Value], names: Sequence[str]) -> bytes:
    """A page of what articles have in common; ``names`` are those of its feeds."""
    updated = max((value.updated for value in leaf.entries), default=shelf.modified)
    entries = (
        _way(shelf, name, value.title, _articles(value.count), value.updated, ACQUISITION)
        for name, value in zip(names, leaf.entries, strict=True)
    )
    return _feed(shelf, title, updated, leaf, NAVIGATION, entries)


def root(shelf: Shelf, ways: Iterable[tuple[str, str, str]], updated: str, count: int) -> bytes:
    """Where a reading system begins. ``ways`` lead on: a feed's name, its title, its type."""
    entries = [_way(shelf, name, title, _articles(count), updated, kind) for name, title, kind in ways]
    return _feed(shelf, shelf.title, updated, Leaf("opds", (), None, None), NAVIGATION, entries)


def news(shelf: Shelf, cards: Sequence[Card]) -> bytes:
    """What is new, for feed readers: files are enclosures."""
    updated = max((card.updated for card in cards), default=shelf.modified)
    here = _link("self", ATOM, shelf.to("shelf/atom.xml")) + _link("alternate", PAGE, shelf.to("index.html"))
    told = (f"<entry>\n{_about(card)}{_files(shelf, card, 'enclosure')}</entry>\n" for card in cards)
    return f"{_HEAD}{_of_feed(shelf, 'atom', shelf.title, updated)}{here}{''.join(told)}</feed>\n".encode()


def _feed(
    shelf: Shelf, title: str, updated: str, leaf: Leaf[Card] | Leaf[Value], kind: str, entries: Iterable[str]
) -> bytes:
    links = [
        _link("self", kind, shelf.to(f"shelf/{leaf.name}.xml")),
        _link("start", NAVIGATION, shelf.to("shelf/opds.xml")),
        _link("alternate", PAGE, shelf.to("index.html")),
    ]
    for relation, name in (("previous", leaf.before), ("next", leaf.after)):
        if name:
            links.append(_link(relation, kind, shelf.to(f"shelf/{name}.xml")))
    head = _of_feed(shelf, leaf.name, title, updated)
    return f"{_HEAD}{head}{''.join(links)}{''.join(entries)}</feed>\n".encode()


def _of_feed(shelf: Shelf, name: str, title: str, updated: str) -> str:
    author = f"<author><name>{MAKER}</name></author>\n"
    return f"<id>{shelf.urn(name)}</id>\n<title>{escape(title)}</title>\n<updated>{updated}</updated>\n{author}"


def _way(shelf: Shelf, name: str, title: str, told: str, updated: str, kind: str) -> str:
    return (
        f"<entry>\n<id>{shelf.urn(name)}</id>\n<title>{escape(title)}</title>\n<updated>{updated}</updated>\n"
        f'<content type="text">{told}</content>\n{_link("subsection", kind, shelf.to(f"shelf/{name}.xml"))}</entry>\n'
    )


def _entry(shelf: Shelf, card: Card) -> str:
    more = [
        f"<dc:language>{escape(card.language)}</dc:language>\n<dc:identifier>{escape(card.identifier)}</dc:identifier>\n"
    ]
    if card.published:
        more.append(f"<dc:issued>{card.published}</dc:issued>\n")
    if card.publisher:
        more.append(f"<dc:publisher>{escape(card.publisher)}</dc:publisher>\n")
    return (
        f"<entry>\n{_about(card)}{''.join(more)}{''.join(_pictures(shelf, card))}{_files(shelf, card, OPEN)}</entry>\n"
    )


def _about(card: Card) -> str:
    """What any feed says of an article."""
    told = [f"<id>{card.urn}</id>\n<title>{escape(card.title)}</title>\n<updated>{card.updated}</updated>\n"]
    told += [f"<author><name>{escape(name)}</name></author>\n" for name in card.authors]
    if card.published:
        told.append(f"<published>{card.published}T00:00:00Z</published>\n")
    told += [f'<category term="{escape(subject)}" label="{escape(subject)}"/>\n' for subject in card.subjects]
    if card.summary:
        told.append(f'<summary type="text">{escape(card.summary)}</summary>\n')
    return "".join(told)


def _pictures(shelf: Shelf, card: Card) -> Iterator[str]:
    if card.cover:
        for relation in ("http://opds-spec.org/image", "http://opds-spec.org/image/thumbnail"):
            yield _link(relation, card.cover.media_type, shelf.to(card.cover.href), _facts(card.cover))


def _files(shelf: Shelf, card: Card, relation: str) -> str:
    links = [_link(relation, file.media_type, shelf.to(file.href), _facts(file)) for file in card.files]
    return "".join([*links, _link("alternate", PAGE, shelf.found(card))])


def _facts(file: File) -> str:
    return f' length="{file.size}" le:hash="sha-256:{file.digest}"'


def _link(relation: str, kind: str, href: str, more: str = "") -> str:
    return f'<link rel="{relation}" type="{kind}" href="{escape(href)}"{more}/>\n'


def _articles(count: int) -> str:
    return "1 article" if count == 1 else f"{count:,} articles"
