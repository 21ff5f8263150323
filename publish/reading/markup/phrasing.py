"""Words, and the inline elements around them, become the content of one paragraph after the other.

A paragraph begins with its first word. An inline element of the source that goes on over several paragraphs is in each
of them, and one without any word is in none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lxml import etree

from publish.reading.markup import shapes
from publish.reading.markup.places import Places
from publish.reading.markup.vocabulary import LITERAL
from publish.reading.wide import is_spaced

DEEPEST = 24
"""How deep inline elements may be nested."""
_WHITE = " \t\n\r\f"
_SPACES = re.compile(f"[{_WHITE}]+")
_BREAKS = re.compile("[\t\n\r\f]")

Attributes = Mapping[str, str]


@dataclass(slots=True)
class _Inline:
    """An inline element of the source that is open."""

    tag: str
    attributes: Attributes
    ids: list[str]
    made: etree._Element | None = None
    """The element in the paragraph that is open; it is made when a word comes."""


@dataclass(slots=True)
class Phrasing:
    """Writes paragraphs; ``begin`` makes each, where the next one may stand."""

    begin: Callable[[], etree._Element]
    places: Places
    flattened: int = 0
    """How many elements were nested too deep."""

    _inlines: list[_Inline] = field(default_factory=list)
    _paragraph: etree._Element | None = None
    _last: etree._Element | None = None
    """The element behind whose end tag text goes; None: into the innermost element."""
    _text: list[str] = field(default_factory=list)
    _space: bool = False
    """Whether a space is due before the next word."""
    _broken: bool = False
    """Whether that space is only where a line of the source ended."""
    _before: str = ""
    """The last character of the words so far."""
    _line_breaks: int = 0
    _literal: int = 0

    def begin_inline(self, tag: str, attributes: Attributes, ids: list[str]) -> bool:
        """Words that follow are in an inline element ``tag``; empty ones do not come to be.

        Gives whether that is so: an element that is nested too deep, or a link in a link, does not begin.
        """
        if len(self._inlines) >= DEEPEST or (tag == "a" and any(one.tag == "a" for one in self._inlines)):
            self.flattened += 1
            self.anchor(*ids)
            return False
        self._inlines.append(_Inline(tag, attributes, ids))
        self._literal += tag in LITERAL
        return True

    def end_inline(self) -> None:
        """The end of what :meth:`begin_inline` began."""
        inline = self._inlines[-1]
        if inline.made is not None:
            self._flush()
            self._last = inline.made
            if inline.tag == "a" and not _shows(inline.made):
                _unlink(inline.made)
        self._inlines.pop()
        self._literal -= inline.tag in LITERAL
        self.anchor(*inline.ids)

    def words(self, text: str) -> None:
        """Text. Outside of code a run of white space is one space, and none at the ends of a paragraph."""
        if self._literal:
            text = _BREAKS.sub(" ", text)
            if text.strip() or self._paragraph is not None:
                self._write(text)
            return
        said = text.lstrip(_WHITE)
        self._space_after(text[: len(text) - len(said)])
        if said:
            if self._broken and not is_spaced(self._before, said[0]):
                self._space = False
            text = said.rstrip(_WHITE)
            self._write(_SPACES.sub(_joined if "\n" in text and not text.isascii() else " ", text))
            self._before, self._broken = text[-1], False
            self._space_after(said[len(text) :])

    def _space_after(self, white: str) -> None:
        """White space after what was written last."""
        if white:
            self._broken = "\n" in white and (self._broken or not self._space)
            self._space = True

    def line_break(self) -> None:
        """A line break: one parts lines, two part paragraphs, and none stands at an end of one."""
        if self._paragraph is not None:
            self._line_breaks += 1
            self._space = False

    def object(self, element: etree._Element) -> None:
        """A finished inline element: a picture, a formula, a reference to a note, which parts a link around it."""
        self._write("")
        if element.tag == "a":
            self._leave_link()
        else:
            self._before = ""
        self._flush()
        self._innermost.append(element)
        self._last = element

    def anchor(self, *ids: str) -> None:
        """Ids of the source that mean this place."""
        self.places.wait(ids)
        self.places.settle(self._paragraph)

    def end(self) -> None:
        """The paragraph ends, if one is open; inline elements that are open begin again in the next one."""
        self._line_breaks, self._space, self._broken, self._before = 0, False, False, ""
        if self._paragraph is None:
            return
        self._flush()
        for inline in self._inlines:
            inline.made = None
        self._paragraph, self._last = None, None

    @property
    def _innermost(self) -> etree._Element:
        made = next((inline.made for inline in reversed(self._inlines) if inline.made is not None), None)
        inner = self._paragraph if made is None else made
        assert inner is not None
        return inner

    def _write(self, text: str) -> None:
        """Text, into the innermost inline element of a paragraph; both are made as needed."""
        if self._line_breaks:
            self._break_line()
        if self._paragraph is None:
            self._paragraph = self.begin()
            self._last, self._line_breaks = None, 0
        elif self._space:
            self._text.append(" ")
        self._space = False
        if self._inlines and self._inlines[-1].made is None:
            self._make_inlines()
        self._text.append(text)

    def _break_line(self) -> None:
        count, self._line_breaks = self._line_breaks, 0
        assert self._paragraph is not None
        if count > 1 and self._paragraph.tag in ("p", shapes.BARE_TAG) and self._paragraph.get("class") is None:
            self.end()
            return
        self._flush()
        self._last = etree.SubElement(self._innermost, "br")
        self._space = False

    def _make_inlines(self) -> None:
        first = next(index for index, inline in enumerate(self._inlines) if inline.made is None)
        parent = self._innermost
        for inline in self._inlines[first:]:
            self._flush()
            inline.made = parent = etree.SubElement(parent, inline.tag, dict(inline.attributes))
            self.places.give(inline.ids, inline.made)
            self._last = None

    def _leave_link(self) -> None:
        """End the link that is open, with all in it; they begin again with the next word."""
        first = next((index for index, one in enumerate(self._inlines) if one.tag == "a"), None)
        if first is None:
            return
        self._flush()
        if (link := self._inlines[first].made) is not None:
            self._last = link
            if not _shows(link):
                _unlink(link)
        for inline in self._inlines[first:]:
            inline.made = None

    def _flush(self) -> None:
        """Put the text that waits into the tree."""
        if text := "".join(self._text):
            if self._last is None:
                inner = self._innermost
                inner.text = (inner.text or "") + text
            else:
                self._last.tail = (self._last.tail or "") + text
        self._text.clear()


def _joined(space: re.Match[str]) -> str:
    """What white space between words is: a space, or nothing where it only ends a line of Chinese or Japanese."""
    before, after = space.string[space.start() - 1], space.string[space.end()]
    return " " * ("\n" not in space[0] or is_spaced(before, after))


def _shows(link: etree._Element) -> bool:
    """Whether there is anything to point at."""
    return any(text.strip() for text in link.itertext()) or link.find(".//img") is not None


def _unlink(link: etree._Element) -> None:
    link.tag = "span"
    del link.attrib["href"]
