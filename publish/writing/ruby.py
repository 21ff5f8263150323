"""Readings above characters, which WeasyPrint would set beside them: pairs in boxes of their own, for a style sheet."""

from __future__ import annotations

from unicodedata import east_asian_width
from xml.etree.ElementTree import Element

SCALE = 0.48
"""The size of a reading, in ems of what it is for; as in the theme."""


def pair(ruby: Element) -> None:
    """Make ``span``s of the class ``pair`` of a ruby, each with a ``base`` and its ``rt``.

    The brackets for plainer readers go. A reading that is wider than its base makes room for itself.
    """
    pairs: list[Element] = []
    base = _base(ruby.text)
    for child in list(ruby):
        ruby.remove(child)
        after, child.tail = child.tail or "", None
        if child.tag == "rt":
            pairs.append(_pair(base, child))
            base = _base(after)
        elif child.tag == "rp":
            _add(base, after.strip())
        else:
            base.append(child)
            child.tail = after
    ruby.text = None
    ruby.extend(pairs)
    if "".join(base.itertext()).strip():
        ruby.append(base)


def _base(text: str | None) -> Element:
    base = Element("span", {"class": "base"})
    base.text = text
    return base


def _add(base: Element, text: str) -> None:
    if len(base):
        base[-1].tail = (base[-1].tail or "") + text
    else:
        base.text = (base.text or "") + text


def _pair(base: Element, reading: Element) -> Element:
    found = Element("span", {"class": "pair"})
    found.extend((base, reading))
    excess = SCALE * _ems(reading) - _ems(base)
    if excess > 0:
        found.set("style", f"padding-left: {excess / 2:.2f}em; padding-right: {excess / 2:.2f}em")
    return found


def _ems(element: Element) -> float:
    return sum(1.0 if east_asian_width(c) in "WF" else 0.5 for c in "".join(element.itertext()).strip())
