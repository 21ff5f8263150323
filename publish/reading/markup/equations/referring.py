"""References to formulas become links that print the number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from publish.reading.markup import trees
from publish.reading.markup.draft import Draft
from publish.reading.markup.equations.names import TEX
from publish.reading.markup.notices import Notices

REFERENCE = "tex-reference"
"""The tag of what becomes a link."""
HIGHEST = 8
"""How many elements up code is looked for."""
_REFERENCE = re.compile(r"\\(eqref|ref|autoref|cref)\{([^{}]{1,200})\}")
_CITED = re.compile(r"\[-?@(eq:[\w.:-]*\w)\]|(?<![\w@])@(eq:[\w.:-]*\w)")
_ONLY = re.compile(r"\s*\\(eqref|ref)\{([^{}]{1,200})\}\s*")
_SILENT = frozenset({"script", "style", "pre", "code", "kbd", "samp", "textarea", "listing", "xmp", TEX})


def refers(root: HtmlElement) -> bool:
    """Whether any text refers to a formula by its name."""
    return any("\\eqref{" in text for text in root.itertext(etree.Element))


@dataclass(slots=True)
class Referring:
    """Makes links; ``numbers`` has the number of each name."""

    draft: Draft
    numbers: Mapping[str, str]
    notices: Notices
    made: dict[HtmlElement, etree._Element] = field(default_factory=dict)
    """What each element becomes that stands for a reference."""

    def through(self) -> None:
        """References in the text, and formulas that only refer."""
        for element in [one for one in trees.elements(self.draft.root) if isinstance(one.tag, str)]:
            if element.tag == TEX:
                self._formula(element)
            elif not any(above.tag in _SILENT for above in (element, *islice(element.iterancestors(), HIGHEST))):
                self._text(element)

    def _formula(self, element: HtmlElement) -> None:
        source = element.text or ""
        only = _ONLY.fullmatch(source)
        if only is not None and self._number(only[2], element) is not None:
            self._become(element, only[1], only[2])
        elif only is None and "ref{" in source:
            element.text = _REFERENCE.sub(
                lambda found: rf"\text{{{_printed(found[1], self.numbers.get(found[2], found[2]))}}}", source
            )

    def _text(self, element: HtmlElement) -> None:
        """References in the text of an element, and behind each of its children."""
        if element.text:
            element.text, links = self._parted(element, element.text)
            for place, link in enumerate(links):
                element.insert(place, link)
        for child in list(element):
            if child.tail:
                child.tail, links = self._parted(element, child.tail)
                for link in reversed(links):
                    tail, child.tail = child.tail, None
                    child.addnext(link)
                    child.tail = tail

    def _parted(self, element: HtmlElement, text: str) -> tuple[str, list[HtmlElement]]:
        """A text up to its first reference, and the links of all, each with what follows it."""
        if "ref{" not in text and "@eq:" not in text:
            return text, []
        before, links, last = "", list[HtmlElement](), 0
        for kind, name, start, end in _references(text):
            if self._number(name, element) is None:
                continue
            if links:
                links[-1].tail = text[last:start]
            else:
                before = text[last:start]
            links.append(element.makeelement(REFERENCE))
            self._become(links[-1], kind, name)
            last = end
        if not links:
            return text, []
        links[-1].tail = text[last:]
        return before, links

    def _number(self, name: str, element: HtmlElement) -> str | None:
        if name not in self.numbers:
            self.notices.tell("equation-unknown", name, line=self.draft.line(element))
        return self.numbers.get(name)

    def _become(self, element: HtmlElement, kind: str, name: str) -> None:
        element.tag, element.text = REFERENCE, None
        link = etree.Element("a", {"class": "equation-reference", "href": f"#{name}"})
        link.text = _printed(kind, self.numbers[name])
        self.made[element] = link


def _printed(kind: str, number: str) -> str:
    return number if kind == "ref" else f"({number})"


def _references(text: str) -> Iterator[tuple[str, str, int, int]]:
    """How each reference refers, to which name, and where it stands."""
    found = [(one[1], one[2], *one.span()) for one in _REFERENCE.finditer(text)]
    found += [("eqref", one[1] or one[2], *one.span()) for one in _CITED.finditer(text)]
    yield from sorted(found, key=lambda one: one[2])
