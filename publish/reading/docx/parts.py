"""The parts of a DOCX (ECMA-376, Part 2), their relationships, and their names made plain.

Word writes two sets of namespaces, the transitional and the strict one. Everything is read by local names; only those
of relationships and formulas keep a prefix, since they would clash: ``r-id``, ``m-r``.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from lxml import etree

from publish.archives import Archive

Element: TypeAlias = etree._Element

DEEPEST = 150
"""How deep elements may be nested. Word itself gives up where tables are nested a tenth as deep."""

TRANSPARENT = ("customXml", "ins", "moveTo", "sdtContent", "smartTag")
"""Elements that only hold what they are about: tracked insertions, controls, marks of programs."""

_PREFIXES = {"relationships": "r-", "math": "m-"}
"""By the last part of a namespace's address."""


@dataclass(frozen=True, slots=True)
class Relation:
    """What one part refers to."""

    kind: str
    """The last part of the relationship's type: ``image``, ``hyperlink``, ``footnotes``."""
    target: str
    """A path in the archive, or the address of something outside."""
    is_outside: bool


Relations: TypeAlias = Mapping[str, Relation]


@dataclass(frozen=True, slots=True)
class Part:
    """One part as a tree, and what it refers to."""

    root: Element
    relations: Relations

    def related(self, kind: str) -> list[str]:
        """The paths of all related parts of a kind."""
        return [one.target for one in self.relations.values() if one.kind == kind and not one.is_outside]


def main(archive: Archive) -> Part:
    """The document itself. Raises :class:`SourceError` where there is none."""
    for relation in _relations(archive, "").values():
        if relation.kind == "officeDocument" and archive.find(relation.target):
            return part(archive, relation.target)
    if path := archive.find("word/document.xml"):
        return part(archive, path)
    raise archive.error("is no DOCX: it has no document in it", "save it again as .docx")


def part(archive: Archive, path: str) -> Part:
    """A part by its path."""
    root = archive.xml(path)
    _make_plain(archive, root)
    return Part(root, _relations(archive, path))


def _relations(archive: Archive, path: str) -> dict[str, Relation]:
    folder, name = posixpath.split(path)
    found = archive.find(posixpath.join(folder, "_rels", f"{name}.rels"))
    relations = {}
    for element in archive.xml(found).iter("{*}Relationship") if found else ():
        target, outside = element.get("Target", ""), element.get("TargetMode") == "External"
        if not outside:
            target = archive.find(target, "" if target.startswith("/") else folder) or target
        relations[element.get("Id", "")] = Relation(element.get("Type", "").rpartition("/")[2], target, outside)
    return relations


def _make_plain(archive: Archive, root: Element) -> None:
    depth = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST:
            raise archive.error("is nested too deeply", "save it again with the program it was made with")
        if event == "start":
            element.tag = _plain(tag(element))
            for name, value in element.attrib.items():
                if name[0] == "{":
                    del element.attrib[name]
                    element.set(_plain(name), value)


def _plain(name: str) -> str:
    namespace, _, local = name.rpartition("}")
    return _PREFIXES.get(namespace.rpartition("/")[2], "") + local


def tag(element: Element) -> str:
    """An element's name; empty for what is no element."""
    return element.tag if isinstance(element.tag, str) else ""


def value(element: Element | None, path: str, default: str = "") -> str:
    """The attribute ``val`` of the first element below ``element`` that the path names."""
    found = None if element is None else element.find(path)
    return default if found is None else found.get("val", default)


def is_on(element: Element | None, path: str) -> bool | None:
    """A property that is on or off (ECMA-376, Part 1, section 17.17.4); None where nothing is said."""
    found = None if element is None else element.find(path)
    return None if found is None else found.get("val", "true") not in ("0", "false", "off", "none")
