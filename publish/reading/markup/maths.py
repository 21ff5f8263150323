"""Formulas: one MathML each, whatever a page has of the same formula besides."""

from __future__ import annotations

from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from publish.reading.markup import mathml, tex, trees
from publish.reading.markup.draft import Draft
from publish.reading.markup.equations.names import AFTER, NUMBER, TEX, is_display
from publish.reading.markup.mathml import local
from publish.reading.markup.notices import Notices

HIGHEST = 4
"""How many elements up one may hide a formula."""
MOST_LOOKED_AT = 100
"""How many elements beside a picture of a formula are looked at for the formula."""
_DOUBLES = frozenset(
    {
        "katex-html",
        "mathjax_preview",
        "mathjax_display_preview",
        "mwe-math-fallback-image-inline",
        "mwe-math-fallback-image-display",
    }
)
"""The classes of what shows the same formula a second time."""


def find(draft: Draft, notices: Notices) -> dict[HtmlElement, etree._Element]:
    """What each formula of a draft becomes; what repeats a formula is taken away.

    A formula is a ``math`` element; or TeX, in an element :data:`TEX`. TeX that is not understood stays, as code.
    """
    made: dict[HtmlElement, etree._Element] = {}
    for element in [one for one in trees.elements(draft.root) if isinstance(one.tag, str)]:
        if element.tag == TEX:
            _translate(element, is_display(element), made, draft, notices)
        elif trees.tokens(element, "class") & _DOUBLES and _stands_beside_math(element):
            trees.void(element)
        elif local(element) == "math" and (formula := mathml.clean(element)) is not None:
            _show(element, draft)
            made[element] = _set(formula, element)
    return made


def _translate(
    element: HtmlElement, display: bool, made: dict[HtmlElement, etree._Element], draft: Draft, notices: Notices
) -> None:
    source = (element.text or "").strip()
    if (formula := tex.formula(source, display=display)) is not None:
        made[element] = _set(formula, element)
        if display and (line := draft.line(element)) and made[element].tag == "p":
            made[element].set("data-line", str(line))
        return
    notices.tell("formula-not-understood", " ".join(source.split()), line=draft.line(element))
    trees.void(element)
    element.tag = "p" if display else "code"
    inner = etree.SubElement(element, "code") if display else element
    inner.text = source


def _show(element: HtmlElement, draft: Draft) -> None:
    """Pages hide a formula's MathML and show a picture of it."""
    for above in islice(element.iterancestors(), HIGHEST):
        if above is not draft.root and trees.is_hidden(above) and trees.words(above) == trees.words(element):
            above.attrib.pop("style", None)


def _set(formula: etree._Element, source: HtmlElement) -> etree._Element:
    if formula.get("display") != "block":
        return formula
    return block(formula, after=source.get(AFTER) or "", number=source.get(NUMBER) or "")


def block(formula: etree._Element, *, after: str = "", number: str = "") -> etree._Element:
    """A formula that stands by itself, with the stop behind it and its number."""
    paragraph = etree.Element("p")
    paragraph.set("class", "equation")
    paragraph.append(formula)
    formula.tail = after or None
    if number:
        formula.tail = f"{after} "
        etree.SubElement(paragraph, "span", {"class": "equation-number"}).text = number
    return paragraph


def _stands_beside_math(element: HtmlElement) -> bool:
    parent = element.getparent()
    return parent is not None and any(local(one) == "math" for one in islice(parent.iter(), MOST_LOOKED_AT))
