"""Formulas of Word (OMML: ECMA-376, Part 1, section 22.1) as presentation MathML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lxml import html
from lxml.html import HtmlElement

from publish.reading.docx.parts import Element, tag, value

_TOKENS = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[^\W\d_]|\s+|.", re.DOTALL)
_ACCENTS = {"\u0302": "^", "\u0303": "~", "\u0304": "¯", "\u0305": "¯", "\u0307": "˙", "\u0308": "¨", "\u20d7": "→"}


class _UnknownError(Exception):
    """An element that is none of those known here."""


def mathml(formula: Element, *, block: bool) -> tuple[HtmlElement, bool]:
    """The formula, and whether all of it was understood."""
    made = html.Element("math", {"display": "block" if block else "inline"})
    made.set("alttext", " ".join("".join(one.text or "" for one in formula.iter("m-t", "t")).split()))
    try:
        _into(made, formula)
    except _UnknownError:
        return made, False
    return made, True


def _into(target: HtmlElement, content: Element | None) -> HtmlElement:
    for child in content if content is not None else ():
        if write := _WRITERS.get(tag(child)):
            target.extend(write(child))
        elif not tag(child).endswith("Pr") and child.tag not in ("bookmarkStart", "bookmarkEnd", "proofErr"):
            raise _UnknownError
    return target


def _row(content: Element | None) -> HtmlElement:
    """The content as one element, as most elements of MathML want their parts."""
    row = _into(html.Element("mrow"), content)
    return row[0] if len(row) == 1 else row


def _made(name: str, *parts: HtmlElement, **attributes: str) -> HtmlElement:
    element = html.Element(name, attributes)
    element.extend(parts)
    return element


def _token(name: str, text: str, **attributes: str) -> HtmlElement:
    element = html.Element(name, attributes)
    element.text = text
    return element


def _run(run: Element) -> Iterator[HtmlElement]:
    text = "".join(one.text or "" for one in run.iter("m-t", "t"))
    if run.find("m-rPr/m-nor") is not None:
        yield _token("mtext", text)
        return
    upright = {"mathvariant": "normal"} if value(run, "m-rPr/m-sty") == "p" else {}
    for token in _TOKENS.findall(text):
        if token[0].isdecimal():
            yield _token("mn", token)
        elif token.isalpha():
            yield _token("mi", token, **upright)
        elif not token.isspace():
            yield _token("mo", token)


def _scripts(kind: str, *names: str) -> Callable[[Element], Iterator[HtmlElement]]:
    def write(element: Element) -> Iterator[HtmlElement]:
        yield _made(kind, *(_row(element.find(name)) for name in names))

    return write


def _root(element: Element) -> Iterator[HtmlElement]:
    degree = element.find("m-deg")
    if degree is None or not len(degree):
        yield _made("msqrt", _row(element.find("m-e")))
    else:
        yield _made("mroot", _row(element.find("m-e")), _row(degree))


def _large(element: Element) -> Iterator[HtmlElement]:
    """A sum, a product, an integral: the sign with its limits, and what it holds for."""
    sign = _token("mo", value(element, "m-naryPr/m-chr", "∫"), largeop="true")
    below, above = element.find("m-sub"), element.find("m-sup")
    around = (
        ("msub", "msup", "msubsup")
        if value(element, "m-naryPr/m-limLoc") == "subSup"
        else ("munder", "mover", "munderover")
    )
    if below is not None and len(below) and above is not None and len(above):
        yield _made(around[2], sign, _row(below), _row(above))
    elif below is not None and len(below):
        yield _made(around[0], sign, _row(below))
    elif above is not None and len(above):
        yield _made(around[1], sign, _row(above))
    else:
        yield sign
    yield _row(element.find("m-e"))


def _fenced(element: Element) -> Iterator[HtmlElement]:
    row = html.Element("mrow")
    row.append(_token("mo", value(element, "m-dPr/m-begChr", "("), fence="true"))
    for number, part in enumerate(element.iterfind("m-e")):
        if number:
            row.append(_token("mo", value(element, "m-dPr/m-sepChr", "|"), separator="true"))
        row.append(_row(part))
    row.append(_token("mo", value(element, "m-dPr/m-endChr", ")"), fence="true"))
    yield row


def _function(element: Element) -> Iterator[HtmlElement]:
    name = element.find("m-fName")
    letters = "" if name is None else "".join(one.text or "" for one in name.iter("m-t", "t"))
    plain = letters.isalpha() and name is not None and all(tag(one) == "m-r" or tag(one).endswith("Pr") for one in name)
    yield _token("mi", letters) if plain else _row(name)
    yield _token("mo", "\N{FUNCTION APPLICATION}")
    yield _row(element.find("m-e"))


def _accented(element: Element) -> Iterator[HtmlElement]:
    sign = value(element, "m-accPr/m-chr", "\u0302")
    yield _made("mover", _row(element.find("m-e")), _token("mo", _ACCENTS.get(sign, sign)), accent="true")


def _barred(element: Element) -> Iterator[HtmlElement]:
    kind = "mover" if value(element, "m-barPr/m-pos") == "top" else "munder"
    yield _made(kind, _row(element.find("m-e")), _token("mo", "¯"))


def _grouped(element: Element) -> Iterator[HtmlElement]:
    kind = "mover" if value(element, "m-groupChrPr/m-pos") == "top" else "munder"
    yield _made(kind, _row(element.find("m-e")), _token("mo", value(element, "m-groupChrPr/m-chr", "⏟")))


def _matrix(element: Element) -> Iterator[HtmlElement]:
    rows = (
        _made("mtr", *(_made("mtd", _row(cell)) for cell in row.iterfind("m-e"))) for row in element.iterfind("m-mr")
    )
    yield _made("mtable", *rows)


def _lines(element: Element) -> Iterator[HtmlElement]:
    yield _made("mtable", *(_made("mtr", _made("mtd", _row(line))) for line in element.iterfind("m-e")))


def _before(element: Element) -> Iterator[HtmlElement]:
    parts = (_row(element.find(name)) for name in ("m-sub", "m-sup"))
    yield _made("mmultiscripts", _row(element.find("m-e")), html.Element("mprescripts"), *parts)


def _content(element: Element) -> Iterator[HtmlElement]:
    yield _row(element.find("m-e"))


_WRITERS: dict[str, Callable[[Element], Iterator[HtmlElement]]] = {
    "m-acc": _accented,
    "m-bar": _barred,
    "m-borderBox": _content,
    "m-box": _content,
    "m-d": _fenced,
    "m-eqArr": _lines,
    "m-f": _scripts("mfrac", "m-num", "m-den"),
    "m-func": _function,
    "m-groupChr": _grouped,
    "m-limLow": _scripts("munder", "m-e", "m-lim"),
    "m-limUpp": _scripts("mover", "m-e", "m-lim"),
    "m-m": _matrix,
    "m-nary": _large,
    "m-phant": _content,
    "m-r": _run,
    "m-rad": _root,
    "m-sPre": _before,
    "m-sSub": _scripts("msub", "m-e", "m-sub"),
    "m-sSubSup": _scripts("msubsup", "m-e", "m-sub", "m-sup"),
    "m-sSup": _scripts("msup", "m-e", "m-sup"),
    "r": _run,
}
