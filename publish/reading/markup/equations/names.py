"""What formulas are called here, by readers and by the steps that number them."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from publish.reading.markup import mathml

TEX = "tex-formula"
"""The tag under which readers hand over TeX; ``display`` is there where it stands by itself, ``label`` names it."""
NUMBER, AFTER = "number", "after"
"""What a formula is given here: its number as it is printed, ``(3)``, and a stop or comma that stands behind it."""

PRINTED = re.compile(r"\(\s*([A-Za-z]{0,2}\.?\d{1,4}(?:[.\-–]\d{1,4}){0,3}[a-z]?[′']?|\*{1,3}|†|‡)\s*\)")
"""A number as it is printed beside a formula."""
NAMED = re.compile(r"\{#([A-Za-z][\w:.-]*)[^{}]*\}")
"""A name as pandoc's filters have it."""
STOP = re.compile(r"[.,;:]")


def is_tex(element: HtmlElement) -> bool:
    """Whether an element is a formula in TeX: one of :data:`TEX`, or a script of MathJax."""
    kind = (element.get("type") or "").lower() if element.tag == "script" else ""
    return element.tag == TEX or kind.startswith("math/tex")


def is_formula(element: HtmlElement) -> bool:
    """Whether an element is a formula, in TeX or MathML."""
    return isinstance(element.tag, str) and (is_tex(element) or mathml.local(element) == "math")


def is_display(formula: HtmlElement) -> bool:
    """Whether a formula stands by itself."""
    said = formula.get("display")
    return said is not None if formula.tag == TEX else said == "block" or formula.get("mode") == "display"


def show_by_itself(formula: HtmlElement) -> None:
    """Let a formula stand by itself."""
    formula.set("display", "block")
