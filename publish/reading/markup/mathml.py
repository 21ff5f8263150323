"""Presentation MathML of strangers is copied, element by element that is known."""

from __future__ import annotations

import re

from lxml import etree

NAMESPACE = "http://www.w3.org/1998/Math/MathML"
DEEPEST = 100
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
_SPACES = re.compile("[ \t\n\r]+")
"""What is collapsed in formulas (MathML 3, section 2.1.7); a no-break space is a space that is meant."""
_TOKENS = frozenset({"mi", "mn", "mo", "ms", "mtext"})
"""Elements that hold text, and no elements."""
_TEX = ("application/x-tex", "text/x-tex", "latex", "tex")


def clean(math: etree._Element) -> etree._Element | None:
    """A copy of a ``math`` element that holds presentation only; None where that is nothing."""
    made = etree.Element(f"{{{NAMESPACE}}}math", nsmap={None: NAMESPACE})
    above, entered = [made], []
    text = math.get("alttext") or ""
    walker = etree.iterwalk(math, events=("start", "end"))
    for event, element in walker:
        if element is math:
            continue
        name = local(element)
        if event == "start":
            if name == "annotation" and (element.get("encoding") or "").lower() in _TEX:
                text = text or (element.text or "")
            entered.append(name in _ELEMENTS and len(above) < DEEPEST)
            if entered[-1]:
                above.append(_copied(element, above[-1], name))
                if name in _TOKENS:
                    walker.skip_subtree()
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
    made = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}")
    if name in _TOKENS:
        made.text = _SPACES.sub(" ", "".join(element.itertext(etree.Element))).strip(" ") or None
    for key, value in element.attrib.items():
        if key in _ATTRIBUTES and len(value) < 100 and "(" not in value:
            made.set(key, value)
    return made


def local(element: etree._Element) -> str:
    """The name of an element, without its namespace or prefix, in lower case; empty for what is none."""
    return element.tag.rpartition("}")[2].lower().rpartition(":")[2] if isinstance(element.tag, str) else ""
