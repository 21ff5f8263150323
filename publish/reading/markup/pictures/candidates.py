"""Which file an ``img`` means: pages name several, for several screens, and some only once a script has run."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from publish.reading.markup import trees
from publish.reading.markup.draft import Draft

_LAZY = ("data-src", "data-original", "data-lazy-src", "data-actualsrc", "data-hi-res-src", "data-url", "data-img-src")
"""Where pages keep a picture's address until a script puts it into ``src``."""
_LAZY_SETS = ("data-srcset", "data-lazy-srcset", "data-original-set")
_FILE = re.compile(r"[^\s,]+\.(?:avif|gif|jpe?g|png|svg|webp)(?:[?#]\S*)?", re.IGNORECASE)
"""What names a picture, under whatever name a page's own script looks for it."""
_PLACEHOLDER = re.compile("data:image/(?:gif|png|svg)", re.IGNORECASE)
SHORTEST_DATA = 600
"""A picture written out in fewer characters than these stands in for another one, if there is another one."""


_SOURCES = "data-sources"
"""Where an ``img`` keeps what the elements beside it name, which are gone when pictures are read."""
_LATE = ("image/avif", "image/webp")
"""What a reader may not know; the same picture is there in a form that all know."""


def unfold(draft: Draft) -> None:
    """Bring the pictures out of ``noscript``, where they stand for readers without scripts, and sources to pictures.

    The picture before it that waits for a script has the same file, or none: then the one in ``noscript`` counts.
    """
    for image in [one for one in trees.elements(draft.root) if one.tag == "img"]:
        if (picture := next(image.iterancestors("picture"), None)) is not None:
            sources = sorted(picture.iter("source"), key=lambda one: one.get("type") in _LATE)
            sets = [value for one in sources for name in (*_LAZY_SETS, "srcset") if (value := one.get(name))]
            image.set(_SOURCES, ", ".join(sets))
    for hidden in [one for one in trees.elements(draft.root) if one.tag == "noscript"]:
        pictures = list(hidden.iter("img"))
        if not pictures or trees.words(hidden):
            continue
        before = hidden.getprevious()
        waiting = before is not None and not (before.tail or "").strip() and _only_picture(before)
        if waiting is not None and waiting is not False:
            for name, value in pictures[0].items():
                if name in ("src", "srcset") or not waiting.get(name):
                    waiting.set(name, value)
            for name in (*_LAZY, *_LAZY_SETS):
                waiting.attrib.pop(name, None)
            trees.void(hidden)
        else:
            hidden.tag = "span"


def _only_picture(element: HtmlElement) -> HtmlElement | None:
    if element.tag == "img":
        return element
    pictures = list(element.iter("img"))
    return pictures[0] if len(pictures) == 1 and not trees.words(element) else None


def candidates(image: HtmlElement) -> tuple[str, ...]:
    """The references that an ``img`` may mean, best first: the largest of a set, a real one before a placeholder."""
    found = [reference for reference in _found(image) if reference.strip()]
    real = [one for one in found if not (_PLACEHOLDER.match(one) and len(one) < SHORTEST_DATA)]
    return tuple(dict.fromkeys(one.strip() for one in (*real, *found)))


def _found(image: HtmlElement) -> Iterator[str]:
    sets = [image.get(name) for name in (*_LAZY_SETS, "srcset", _SOURCES)]
    described = [one for value in sets if value for one in _parsed(value)]
    yield from (reference for size, reference in sorted(described, key=_size, reverse=True) if size > 1)
    yield from (value for name in _LAZY if (value := image.get(name)))
    yield from (value for name, value in image.items() if name.startswith("data-") and _FILE.fullmatch(value.strip()))
    yield image.get("src") or ""
    yield from (reference for _, reference in described)


def _size(one: tuple[float, str]) -> float:
    return one[0]


def _parsed(value: str) -> Iterator[tuple[float, str]]:
    """The candidates of a ``srcset`` (HTML, §4.8.4.2.1): each an address, with its width in pixels or its density."""
    reference = ""
    for word in value.split():
        if not reference:
            reference = word.rstrip(",")
            if not word.endswith(","):
                continue
            word = ""
        size, _, rest = word.partition(",")
        number = size[:-1].replace(".", "", 1)
        yield float(size[:-1]) if number.isdecimal() and number.isascii() and len(number) < 9 else 1.0, reference
        reference = rest
    if reference:
        yield 1.0, reference
