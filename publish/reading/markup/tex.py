"""TeX formulas become MathML."""

from __future__ import annotations

import re
from html import escape

from lxml import etree

from publish.reading.markup import mathml

LONGEST = 20_000
"""The most characters of a formula."""
DEEPEST = 40
"""How deep braces may be nested."""

_BARE = re.compile(
    r"^\\begin\{(?:equation|displaymath|math)\*?\}(.*)\\end\{(?:equation|displaymath|math)\*?\}$", re.DOTALL
)
"""Environments that only say that a formula stands by itself."""
_LABEL = re.compile(r"\\(?:label|eqlabel)\{[^{}]*\}|\\(?:nonumber|notag)\b")
_TAG = re.compile(r"\\tag(\*?)\{([^{}]*)\}")
"""The number that an author gives a formula."""
_ENVIRONMENT = re.compile(r"\\(begin|end)\{([a-z]+)\*?\}")
_ENVIRONMENTS = {
    **dict.fromkeys(("align", "aligned", "alignat", "alignedat", "eqnarray", "flalign", "split"), "align*"),
    **dict.fromkeys(("gather", "gathered", "multline", "smallmatrix"), "matrix"),
    **dict.fromkeys(("dcases", "rcases"), "cases"),
}
"""Environments by the ones that the translator knows, without the numbers that it would give to their lines."""
_LIMITED = re.compile(r"\\operatorname\*\s*\{([^{}]*)\}")
"""An operator with its limits below, whose asterisk the translator would print."""
_SPACE = re.compile(r"\\[,;:! ]")
_SIZED_BRACE = re.compile(r"\\(?:big|Big|bigg|Bigg)[lmr]?\s*(?=\\[{}|])")
"""The size of a brace, which it does not know."""
_TEXT = re.compile(r"\\(?:text|textrm|textbf|textit|mbox)\{[^{}]*\}")
_ESCAPE = re.compile(r"\\([_&%$#])")
"""Characters that are escaped within text, which it gives on as they are."""
_COLUMNS = re.compile(r"(\\begin\{(?:alignat|alignedat)\*?\})\{\d+\}")
_COMMAND = re.compile(r"\\[A-Za-z]+")
_SAME = {
    r"\arg": r"\operatorname{arg}",
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
    source = _ENVIRONMENT.sub(_environment, _TAG.sub(_tag, _COLUMNS.sub(r"\1", source)))
    source = _TEXT.sub(lambda match: escape(_ESCAPE.sub(r"\1", match[0]), quote=False), source)
    source = _LIMITED.sub(_limited, _SIZED_BRACE.sub("", source))
    source = _COMMAND.sub(lambda match: _SAME.get(match[0], match[0]), source)
    try:
        root = etree.fromstring(convert(source, display="block" if display else "inline").encode())
    except Exception:  # The translator raises nearly anything for what it does not know.
        return None
    made = mathml.clean(root)
    # What the translator does not know it leaves as text.
    if made is None or any("\\" in text and len(text) > 1 for text in made.itertext()):
        return None
    made.set("alttext", " ".join(_TAG.sub("", _LABEL.sub("", tex)).split())[: mathml.MOST_MARKS])
    return made


def _environment(match: re.Match[str]) -> str:
    return f"\\{match[1]}{{{_ENVIRONMENTS[match[2]]}}}" if match[2] in _ENVIRONMENTS else match[0]


def _limited(match: re.Match[str]) -> str:
    return rf"\operatorname{{{_SPACE.sub(' ', match[1])}}}\limits "


def _tag(match: re.Match[str]) -> str:
    return rf"\qquad \text{{{match[2]}}}" if match[1] else rf"\qquad \text{{({match[2]})}}"


def _too_deep(source: str) -> bool:
    """Whether braces are nested so deep that the translator, which recurs, would give up."""
    depth = 0
    for character in source:
        depth += (character == "{") - (character == "}")
        if depth > DEEPEST:
            return True
    return source.count(r"\left") > DEEPEST or source.count(r"\begin") > DEEPEST
