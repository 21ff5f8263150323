"""Formulas that are alone in their paragraph, with a number or a name beside them at the most."""

from __future__ import annotations

from itertools import islice

from lxml.html import HtmlElement

from publish.reading.markup import mathml
from publish.reading.markup.equations.names import (
    AFTER,
    NAMED,
    NUMBER,
    PRINTED,
    STOP,
    is_display,
    is_formula,
    show_by_itself,
)

HIGHEST = 8
"""How many elements up a number may stand beside a formula."""
LONGEST = 60
"""The most characters of what stands beside a formula and is no text."""

_NO_PLACE = frozenset({"img", "br", "hr", "input", "svg", "pre"})
_STANDS_IN = frozenset({"body", "article", "section", "main", "blockquote", "li", "dd", "html"})
"""What a formula may stand in by itself; a paragraph in them holds it alone."""
_ITEMS = frozenset({"li", "dd"})
"""Where one without a number stands in the line, as an item."""


def set_apart(formula: HtmlElement) -> None:
    """A formula that is alone in its paragraph stands by itself; a number or a name beside it is its own."""
    if mathml.local(formula) == "math":
        _unlabel(formula)
    beside, alone, block = "", False, formula
    for above in islice(formula.iterancestors(), HIGHEST):
        if above.tag in _STANDS_IN or not isinstance(above.tag, str):
            alone = alone and above.tag not in _ITEMS
            break
        around = _around(formula, above)
        if around is None or not _says_nothing(around):
            break
        beside, alone = around, alone or above.tag == "p"
        block = above
    if not beside.strip() and not (alone and not is_display(formula)):
        return
    if not is_display(formula) and not alone:
        return
    _empty(formula, block)
    show_by_itself(formula)
    if printed := PRINTED.search(beside):
        formula.set(NUMBER, f"({printed[1]})")
    if named := NAMED.search(beside):
        formula.set("label", named[1])
    if stop := STOP.search(NAMED.sub("", PRINTED.sub("", beside))):
        formula.set(AFTER, stop[0])


def _around(formula: HtmlElement, above: HtmlElement) -> str | None:
    """What is read in an element besides the formula; None where it is more than belongs to one."""
    said, inside = [], set(formula.iter())
    for element in above.iter():
        if element in inside and element is not formula:
            continue
        if isinstance(element.tag, str) and element is not formula:
            second = element.tag == "tr" and element.getprevious() is not None
            if second or element.tag in _NO_PLACE or is_formula(element):
                return None
            said.append(element.text or "")
        if element is not above:
            said.append(element.tail or "")
        if sum(map(len, said)) > LONGEST * 4:
            return None
    text = " ".join("".join(said).split())
    return text if len(text) <= LONGEST else None


def _says_nothing(text: str) -> bool:
    """Whether a text is only a number, a name and a stop."""
    return not STOP.sub("", NAMED.sub("", PRINTED.sub("", text, count=1), count=1), count=1).strip()


def _empty(formula: HtmlElement, block: HtmlElement) -> None:
    """Take all text out of a block but the formula's."""
    inside = set(formula.iter())
    for element in block.iter():
        if element not in inside:
            element.text = None
        if element is not block and (element is formula or element not in inside):
            element.tail = None


def _unlabel(math: HtmlElement) -> None:
    """Rows with labels become rows; the label of the only one is its number, that of others stands at their end."""
    labelled = [row for row in math.iter() if mathml.local(row) == "mlabeledtr"]
    for row in labelled:
        row.tag = "mtr"
        if not len(row):
            continue
        label = row[0]
        row.remove(label)
        text = " ".join("".join(label.itertext()).split())
        if len(labelled) == 1 and text:
            math.set(NUMBER, text if text.startswith("(") else f"({text})")
        else:
            row.append(label)
