"""Formulas as pictures, since WeasyPrint knows no MathML: drawn by ziamath, in STIX Two Math."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from publish.fonts.coverage import drawn as needing_glyphs
from publish.fonts.coverage import has
from publish.fonts.table import FACES
from publish.model import Finding

SIZE = 24.0
"""Of the type in which formulas are drawn; they are set in ems, and grow with the text around them."""

MARGIN = 2.0
"""Room around a drawing for what reaches out of its box, in the same unit."""

_MATH = next(face for face in FACES if face.purpose == "math")


@dataclass(frozen=True, slots=True)
class Drawing:
    """A formula as a picture; lengths in ems."""

    name: str
    data: bytes
    width: float
    height: float
    depth: float
    """How far it reaches below the baseline."""


def drawn(formulas: Iterable[Element]) -> tuple[dict[str, bytes], tuple[Finding, ...]]:
    """The pictures of these formulas; each becomes an ``img`` that names its own, or its alternative as text."""
    pictures: dict[str, bytes] = {}
    findings: list[Finding] = []
    for formula in formulas:
        alternative, place = formula.get("alttext", ""), formula.get("id")
        drawing = _drawing(ElementTree.tostring(_bare(formula), encoding="unicode"))
        block = formula.get("display") == "block"
        _clear(formula)
        if place:
            formula.set("id", place)
        if drawing is None:
            formula.tag, formula.text = "span", alternative
            formula.set("class", "formula-text")
            message = f"the formula “{alternative}” cannot be drawn; the PDF prints its text"
            findings.append(Finding("formula-as-text", "warning", message))
            continue
        pictures[drawing.name] = drawing.data
        formula.tag = "img"
        margin = MARGIN / SIZE
        style = f"width: {drawing.width:.3f}em; margin: {-margin:.3f}em"
        if not block:
            style += f"; height: {drawing.height:.3f}em; vertical-align: {margin - drawing.depth:.3f}em"
        formula.attrib |= {"src": drawing.name, "alt": alternative, "class": "formula", "style": style}
    return pictures, tuple(findings)


def _clear(formula: Element) -> None:
    tail = formula.tail
    formula.clear()
    formula.tail = tail


def _bare(formula: Element) -> Element:
    """The formula without what names it, so that the same one is drawn once."""
    copy = Element("math", {name: formula.attrib[name] for name in ("display",) if name in formula.attrib})
    copy.text = formula.text
    copy.extend(formula)
    for element in copy.iter():
        element.tag = element.tag.rpartition("}")[2]
    return copy


@lru_cache(maxsize=4096)
def _drawing(mathml: str) -> Drawing | None:
    """The formula as SVG; None where ziamath cannot draw it, or its font lacks a character."""
    text = "".join(ElementTree.fromstring(mathml).itertext())
    if not all(has(_MATH, character) for character in needing_glyphs("".join(text.split()))):
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # It asks for its font in a way that Python 3.11 and 3.12 warn of.
            formula = _math()(mathml, size=SIZE, margin=MARGIN)
            data = formula.svg().encode()
            (width, height), below = formula.getsize(), formula.getyofst()
    except Exception:  # Sources hold whatever they hold, and its parser raises whatever it raises.
        return None
    if width <= 0 or height <= 0:
        return None
    name = f"formulas/{sha256(data).hexdigest()[:16]}.svg"
    return Drawing(name, data, (width + 2 * MARGIN) / SIZE, (height + 2 * MARGIN) / SIZE, (MARGIN - below) / SIZE)


def _math() -> Any:
    """What draws a formula, imported where there is one."""
    from ziafont.config import config
    from ziamath.zmath import Math

    config.svg2 = False  # Outlines where they stand, rather than symbols to be looked up.
    return Math
