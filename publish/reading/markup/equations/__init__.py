r"""Numbers of formulas that stand by themselves, and references to them.

::

    standing.py   formulas that are alone in their paragraph, and what is printed beside them
    numbering.py  numbers by tags, names and environments
    referring.py  references, which become links

An author gives a number by ``\tag{3}``, or prints it beside the formula, or names the formula by ``\label{eq:x}``: then
it gets the next number. Where a formula is named or referred to, all are numbered that LaTeX numbers: in ``equation``,
``align`` and ``gather``, not in ``equation*``. ``\eqref{eq:x}``, ``\ref{eq:x}``, ``@eq:x`` and ``[@eq:x]`` become links
that print the number.
"""

from __future__ import annotations

from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from publish.reading.markup import trees
from publish.reading.markup.draft import Draft
from publish.reading.markup.equations.names import TEX, is_display, is_formula, is_tex
from publish.reading.markup.equations.numbering import LABEL, Numbers, give
from publish.reading.markup.equations.referring import Referring, refers
from publish.reading.markup.equations.standing import set_apart
from publish.reading.markup.notices import Notices

_RENDERED = frozenset(
    "mathjax mathjax_preview mathjax_display mathjax_chtml mathjax_svg mathjax_svg_display mjx-chtml".split()
)
"""The classes of what MathJax 2 has drawn from a script beside it."""
MOST = 10_000
"""The most formulas whose surroundings are looked at."""


def number(draft: Draft, notices: Notices) -> dict[HtmlElement, etree._Element]:
    """Give the formulas of a draft their numbers; what each element becomes that refers to one."""
    formulas = [one for one in trees.elements(draft.root) if is_formula(one)]
    if not formulas:
        return {}
    for formula in formulas:
        if formula.tag == "script":
            _unscript(formula, draft, notices)
    for formula in islice(formulas, MOST):
        set_apart(formula)
    sources = [one for one in formulas if is_tex(one)]
    named = any(LABEL.search(one.text or "") or one.get("label") for one in sources)
    numbers = Numbers(named or refers(draft.root))
    for formula in sources:
        if is_display(formula):
            give(formula, numbers)
    if not numbers.convention:
        return {}
    referring = Referring(draft, numbers.printed, notices)
    referring.through()
    return referring.made


def _unscript(formula: HtmlElement, draft: Draft, notices: Notices) -> None:
    """A formula that MathJax 2 keeps in a script is none that runs; what was drawn from it is there twice."""
    display = "display" in (formula.get("type") or "")
    for before in islice(formula.itersiblings(preceding=True), 3):
        if isinstance(before.tag, str) and trees.tokens(before, "class") & _RENDERED:
            notices.tell("formula-doubled", line=draft.line(before))
            notices.drop("formula-doubled", trees.words(before), draft.line(before))
            trees.void(before)
    formula.attrib.clear()
    formula.tag = TEX
    if display:
        formula.set("display", "")
