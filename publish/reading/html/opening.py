"""What stands between a title and the text below it and is on the title page instead: names, a day, how long it takes.

It goes only where it says nothing else; from the first words on that do, all is text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice, takewhile

from lxml import etree
from lxml.html import HtmlElement

from publish.reading.html.names import HEADINGS
from publish.reading.html.sight import BLOCKS, is_seen, seen, words
from publish.reading.page import bylines, dates
from publish.reading.wording import key

_MOST = 40
"""How many pieces of text are looked at."""
_LONGEST = 120
"""The most characters of such a piece."""
_ENDS = (".", "!", "?", "…", "。", "！", "？")
_LONGEST_KICKER = 60
_SHORTEST = 20
"""The characters from which a paragraph above the text is a sentence that belongs to it,"""
_LONGEST_STANDFIRST = 500
"""and up to which."""
_SMALL = 100
"""A picture that is not even so wide or so high, in pixels, is a face or a sign."""
_READING_TIME = re.compile(
    r"\W*(?:(?:reading time|lesezeit|temps de lecture|tiempo de lectura|tempo di lettura|leestijd)\W*)?\d{1,3}\s?-?"
    r"(?:min(?:s|ute[ns]?|uto?s|uti)?\.?|分(?:钟|鐘)?|분)\s?"
    r"(?:read|lesezeit|de lecture|de lectura|di lettura|で読めます)?\W*",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*[|·•/]\s*|\s[–—-]\s")


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an article that a title page shows."""

    title: str = ""
    subtitle: str = ""
    names: tuple[str, ...] = ()
    """Of those who made it."""
    language: str = "en"
    published: date | None = None


def opening(roots: Sequence[HtmlElement], known: Known) -> list[HtmlElement]:
    """The blocks that go, in their order, and with them small pictures that stand among them.

    They may stand below one sentence about the whole, if a day is among them.
    """
    told: dict[HtmlElement, list[str]] = {}
    pictures: list[HtmlElement] = []
    sentence: HtmlElement | None = None
    for holder, text in islice(_pieces(roots, known.title), _MOST):
        block = _block(holder, roots)
        if text is None:
            pictures.append(holder)
        elif _is_told(text, holder, known):
            told.setdefault(block, []).append(text)
        elif not told and sentence in (None, block) and len(words(block)) <= _LONGEST_STANDFIRST:
            sentence = block
        else:
            break
    whole = (block for block, texts in told.items() if _squeezed(texts) == _squeezed([words(block)]))
    blocks = [block for block in whole if block not in roots]
    if sentence is not None and not any(map(str.isdigit, "".join(map(words, blocks)))):
        return []
    return [*blocks, *(one for one in pictures if blocks and not any(above in told for above in one.iterancestors()))]


def title_heading(body: HtmlElement, known: Known) -> HtmlElement | None:
    """The heading that is the title."""
    return next((one for one in seen(body) if known.title and _is_title(one, known.title)), None)


def kicker(root: HtmlElement, known: Known) -> list[HtmlElement]:
    """What stands above the title, in the element that the article begins with: a few words such as its department."""
    if (title := title_heading(root, known)) is None:
        return []
    around = set(title.iterancestors())
    above = takewhile(lambda one: one is not title, islice(seen(root), 1, _MOST))
    outermost = [one for one in above if one not in around and one.getparent() in around]
    said = [words(one) for one in outermost]
    is_label = sum(map(len, said)) <= _LONGEST_KICKER and not any(text.endswith(_ENDS) for text in said)
    return [one for one, text in zip(outermost, said, strict=True) if text] if is_label else []


def standfirst(body: HtmlElement, chosen: Sequence[HtmlElement], known: Known) -> list[HtmlElement]:
    """The paragraphs between the title and the element that holds the article, if they are sentences."""
    elements = seen(body)
    if not known.title or chosen == [body] or not any(_is_title(one, known.title) for one in elements):
        return []
    within = {above for one in chosen for above in (one, *one.iterancestors())}
    between = list(islice(elements, _MOST))
    if chosen[0] not in between:
        return []
    paragraphs = (one for one in between[: between.index(chosen[0])] if one.tag == "p" and one not in within)
    return [one for one in paragraphs if _is_sentence(one)]


def _is_sentence(paragraph: HtmlElement) -> bool:
    said = words(paragraph)
    is_long = _SHORTEST <= len(said) <= _LONGEST_STANDFIRST
    return is_long and said.endswith(_ENDS) and next(paragraph.iter("a", "button"), None) is None


def _pieces(roots: Sequence[HtmlElement], title: str) -> Iterator[tuple[HtmlElement, str | None]]:
    """The pieces of text that are seen, each with the element that it stands in, and small pictures, without a text.

    The title is passed over, and nothing comes after a picture that is not small.
    """
    for root in roots:
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            holder = element if event == "start" else element.getparent()
            text = element.text if event == "start" else element.tail
            if event == "end" and element is root:
                continue
            if event == "start" and element.tag == "img":
                if not _is_small(element):
                    return
                yield element, None
            if event == "start" and element is not root and (not is_seen(element) or _is_title(element, title)):
                walker.skip_subtree()
                continue
            if text and text.strip() and holder is not None:
                yield holder, " ".join(text.split())


def _is_small(image: HtmlElement) -> bool:
    sizes = [re.fullmatch(r"\s*(\d{1,4})(?:px)?\s*", image.get(name) or "") for name in ("width", "height")]
    return all(size is not None and int(size[1]) <= _SMALL for size in sizes)


def _is_title(element: HtmlElement, title: str) -> bool:
    return element.tag in HEADINGS and key(words(element)) == key(title)


def _block(element: HtmlElement, roots: Sequence[HtmlElement]) -> HtmlElement:
    """The nearest block around a piece of text."""
    around = (element, *element.iterancestors())
    return next(one for one in around if one.tag in BLOCKS or one in roots)


def _squeezed(texts: Sequence[str]) -> str:
    return "".join("".join(texts).split())


def _is_told(text: str, holder: HtmlElement, known: Known) -> bool:
    """Whether a piece of text says nothing that a title page does not."""
    if len(text) > _LONGEST:
        return False
    if known.subtitle and key(text) == key(known.subtitle):
        return True
    if known.published and any(one.tag == "time" for one in (holder, *islice(holder.iterancestors(), 2))):
        return True
    return all(_is_part(part, known) for part in _PARTS.split(text))


def _is_part(text: str, known: Known) -> bool:
    if not any(map(str.isalnum, text)) or _READING_TIME.fullmatch(text):
        return True
    if bylines.names_only(text, known.names):
        return True
    return known.published is not None and (
        dates.is_day(text, known.language) or dates.is_in_figures(text, known.published)
    )
