"""The ids of an article below a prefix of its own, and every reference to them along with them.

Two articles of one book may both have a ``note-1``: each keeps its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from publish.fragments import Element, parsed, text_of, written
from publish.model import Article, Finding, Section

LISTS = ("aria-describedby", "aria-details", "aria-labelledby", "headers")
"""Attributes that name ids, several of them apart by spaces (HTML, 2.3.2; WAI-ARIA 1.2, 6.2.4)."""
SINGLE = ("for",)

_NAMES_IDS = re.compile(rf'\s(?:id|{"|".join((*LISTS, *SINGLE))})="|href="#')
_ROLES = ("href", "role", "class", "title")


def below(article: Article, prefix: str) -> tuple[dict[str | None, str], tuple[Section, ...], tuple[Finding, ...]]:
    """The article's ids with their new names, its sections with these, and a finding for each link that leads nowhere.

    An id that stands in the article a second time is dropped.
    """
    ids: dict[str | None, str] = {section.id: f"{prefix}-{section.id}" for section in article.sections}
    ids[article.id] = prefix
    trees = {section.id: parsed(section.body) for section in article.sections if _NAMES_IDS.search(section.body)}
    for name, element in _identified(trees.values()):
        if name in ids:
            del element.attrib["id"]
        else:
            ids[name] = f"{prefix}-{name}"
    walk = _Walk(ids)
    sections = tuple(
        replace(section, id=f"{prefix}-{section.id}", body=walk.body(section, trees.get(section.id)))
        for section in article.sections
    )
    return ids, sections, tuple(walk.findings)


def _identified(trees: Iterable[Element]) -> Iterator[tuple[str, Element]]:
    for tree in trees:
        for element in tree.iter():
            if name := element.get("id"):
                yield name, element


@dataclass
class _Walk:
    """The new names on their way through one article."""

    ids: Mapping[str | None, str]
    findings: list[Finding] = field(default_factory=list)

    def body(self, section: Section, tree: Element | None) -> str:
        """A section's body, as it was where it names no id."""
        if tree is None:
            return section.body
        line = section.line
        for element in tree.iter():
            line = int(element.get("data-line") or 0) or line
            self._name(element)
            if (element.get("href") or "").startswith("#"):
                self._link(element, line)
        return written(tree)

    def _name(self, element: Element) -> None:
        if name := element.get("id"):
            element.set("id", self.ids[name])
        for attribute in LISTS + SINGLE:
            named = [self.ids[name] for name in (element.get(attribute) or "").split() if name in self.ids]
            if named:
                element.set(attribute, " ".join(named))
            elif attribute in element.attrib:
                del element.attrib[attribute]

    def _link(self, link: Element, line: int | None) -> None:
        target = (link.get("href") or "")[1:]
        if target in self.ids:
            link.set("href", f"#{self.ids[target]}")
            return
        message = f"the link “{_short(text_of(link))}” leads to “#{target}”, which is not there; its words are kept"
        remedy = "give the place it means an id, or the link another address"
        self.findings.append(Finding("link-target-missing", "warning", message, line, remedy))
        link.tag = "span"
        for attribute in _ROLES:
            link.attrib.pop(attribute, None)


def _short(text: str, room: int = 40) -> str:
    return text if len(text) <= room else f"{text[:room].rstrip()}…"
