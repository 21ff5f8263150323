"""Formulas: one MathML each, whatever a page has of the same formula besides."""

from __future__ import annotations

from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from publish.reading.markup import trees
from publish.reading.markup.draft import Draft
from publish.reading.markup.notices import Notices

TEX = "tex-formula"
"""The tag under which readers hand over TeX; the attribute ``display`` is there where it stands by itself."""
MATHML = "http://www.w3.org/1998/Math/MathML"
DEEPEST = 100
HIGHEST = 4
"""How many elements up one may hide a formula."""
MOST_LOOKED_AT = 100
"""How many elements beside a picture of a formula are looked at for the formula."""
MOST_MARKS = 2_000
"""The most characters of an alternative text."""

_ELEMENTS = frozenset(
    """
    mrow mi mn mo ms mtext mspace mfrac msqrt mroot mstyle merror mpadded mphantom menclose msub msup msubsup munder
    mover munderover mmultiscripts mprescripts mtable mtr mtd
    """.split()
)
"""Presentation MathML (MathML Core, and ``menclose``)."""
_ATTRIBUTES = frozenset(
    """
    accent accentunder columnalign columnspan depth dir display displaystyle fence form height largeop linethickness
    lspace mathvariant maxsize minsize movablelimits notation rowalign rowspan rspace scriptlevel separator stretchy
    symmetric voffset width
    """.split()
)
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
_TEX = ("application/x-tex", "text/x-tex", "latex", "tex")


def find(draft: Draft, notices: Notices) -> dict[HtmlElement, etree._Element]:
    """What each formula of a draft becomes; what repeats a formula is taken away.

    A formula is a ``math`` element; or TeX, in a script of the type ``math/tex``, as MathJax has it, or in an element
    :data:`TEX`, as our own readers write it. TeX that is not understood stays, as code.
    """
    made: dict[HtmlElement, etree._Element] = {}
    for element in [one for one in trees.elements(draft.root) if isinstance(one.tag, str)]:
        kind = (element.get("type") or "").lower() if element.tag == "script" else ""
        if element.tag == TEX or kind.startswith("math/tex"):
            display = element.get("display") is not None or "display" in kind
            _translate(element, display, made, draft, notices)
        elif trees.tokens(element, "class") & _DOUBLES and _stands_beside_math(element):
            trees.void(element)
        elif _local(element) == "math" and (formula := clean(element)) is not None:
            _show(element, draft)
            made[element] = _set(formula)
    return made


def _translate(
    element: HtmlElement, display: bool, made: dict[HtmlElement, etree._Element], draft: Draft, notices: Notices
) -> None:
    from publish.reading.markup import tex

    source = (element.text or "").strip()
    if (formula := tex.formula(source, display=display)) is not None:
        made[element] = _set(formula)
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


def _set(formula: etree._Element) -> etree._Element:
    return block(formula) if formula.get("display") == "block" else formula


def block(formula: etree._Element) -> etree._Element:
    """A formula that stands by itself."""
    paragraph = etree.Element("p")
    paragraph.set("class", "equation")
    paragraph.append(formula)
    return paragraph


def _stands_beside_math(element: HtmlElement) -> bool:
    parent = element.getparent()
    return parent is not None and any(_local(one) == "math" for one in islice(parent.iter(), MOST_LOOKED_AT))


def clean(math: etree._Element) -> etree._Element | None:
    """A copy of a ``math`` element that holds presentation only; None where that is nothing."""
    made = etree.Element(f"{{{MATHML}}}math", nsmap={None: MATHML})
    above, entered = [made], []
    text = math.get("alttext") or ""
    walker = etree.iterwalk(math, events=("start", "end"))
    for event, element in walker:
        if element is math:
            continue
        name = _local(element)
        if event == "start":
            if name == "annotation" and (element.get("encoding") or "").lower() in _TEX:
                text = text or (element.text or "")
            entered.append(name in _ELEMENTS and len(above) < DEEPEST)
            if entered[-1]:
                above.append(_copied(element, above[-1], name))
            elif name not in ("semantics", "mfenced", "maction", "mlabeledtr"):
                walker.skip_subtree()
        elif entered.pop():
            above.pop()
    if not len(made):
        return None
    if math.get("display") == "block" or math.get("mode") == "display":
        made.set("display", "block")
    words = " ".join((text or "".join(made.itertext())).split())[:MOST_MARKS]
    made.set("alttext", words or "formula")
    return made


def _copied(element: etree._Element, parent: etree._Element, name: str) -> etree._Element:
    made = etree.SubElement(parent, f"{{{MATHML}}}{name}")
    made.text = " ".join(element.text.split()) if element.text and not len(element) else None
    for key, value in element.attrib.items():
        if key in _ATTRIBUTES and len(value) < 100 and "(" not in value:
            made.set(key, value)
    return made


def _local(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2].lower().rpartition(":")[2] if isinstance(element.tag, str) else ""
