"""TeX formulas become MathML."""

from __future__ import annotations

import re

from lxml import etree

from publish.reading.markup import mathml

LONGEST = 20_000
"""The most characters of a formula."""

_BARE = re.compile(
    r"^\\begin\{(?:equation|displaymath|math)\*?\}(.*)\\end\{(?:equation|displaymath|math)\*?\}$", re.DOTALL
)
"""Environments that only say that a formula stands by itself."""
_LABEL = re.compile(r"\\(?:label|tag\*?|eqlabel)\{[^{}]*\}|\\(?:nonumber|notag)\b")
_UNKNOWN = re.compile(r"\\[A-Za-z]+")
"""A command that the translator left as text."""
_SAME = {
    r"\defeq": r"\stackrel{\mathrm{def}}{=}",
    r"\bm": r"\boldsymbol",
    r"\mathbbm": r"\mathbb",
    r"\dfrac": r"\frac",
    r"\tfrac": r"\frac",
}
"""Commands that the translator does not know, by others that say the same."""


def formula(tex: str, *, display: bool) -> etree._Element | None:
    """The MathML of a formula in TeX, whose text it bears as ``alttext``; None where it is not understood."""
    from latex2mathml.converter import convert

    source = _LABEL.sub("", tex).strip()
    if not source or len(source) > LONGEST or _too_deep(source):
        return None
    if match := _BARE.match(source):
        source = match[1].strip()
    source = _UNKNOWN.sub(lambda match: _SAME.get(match[0], match[0]), source)
    try:
        root = etree.fromstring(convert(source, display="block" if display else "inline").encode())
    except Exception:  # The translator raises nearly anything for what it does not know.
        return None
    made = mathml.clean(root)
    if made is None or _UNKNOWN.search("".join(made.itertext())):
        return None
    made.set("alttext", " ".join(tex.split())[: mathml.MOST_MARKS])
    return made


DEEPEST = 40


def _too_deep(source: str) -> bool:
    """Whether braces are nested so deep that the translator, which recurs, would give up."""
    depth = 0
    for character in source:
        depth += (character == "{") - (character == "}")
        if depth > DEEPEST:
            return True
    return source.count(r"\left") > DEEPEST or source.count(r"\begin") > DEEPEST
