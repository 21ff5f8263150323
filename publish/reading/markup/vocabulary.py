"""The elements that a body may hold, what each may hold, and what the elements of the web become among them.

The elements and their content models are those of the HTML standard, §4, as far as a section's body uses them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Model = Literal["flow", "list", "definitions", "table", "rows", "row"]
"""What a container accepts: blocks; items; terms and definitions; the parts of a table."""

CONTAINERS: Mapping[str, Model] = {
    "blockquote": "flow",
    "ul": "list",
    "ol": "list",
    "li": "flow",
    "dl": "definitions",
    "dd": "flow",
    "figure": "flow",
    "figcaption": "flow",
    "div": "flow",
    "table": "table",
    "thead": "rows",
    "tbody": "rows",
    "tfoot": "rows",
    "tr": "row",
    "th": "flow",
    "td": "flow",
}
"""Blocks that hold blocks."""

ACCEPTED: Mapping[Model, frozenset[str]] = {
    "flow": frozenset({"figcaption"}),
    "list": frozenset({"li"}),
    "definitions": frozenset({"dt", "dd"}),
    "table": frozenset({"caption", "thead", "tbody", "tfoot", "tr"}),
    "rows": frozenset({"tr"}),
    "row": frozenset({"th", "td"}),
}
"""The elements that stand only in containers of a model."""

IMPLIED: Mapping[Model, str] = {"list": "li", "definitions": "dd", "table": "tr", "rows": "tr", "row": "td"}
"""What a container that takes no blocks gets when one comes."""

PARENTS: Mapping[str, str] = {"li": "ul", "dt": "dl", "dd": "dl"}
"""What an element that has lost its parent gets; a cell without a table is only text."""

BARE = frozenset({"li", "dd", "th", "td", "figcaption"})
"""Containers whose text needs no paragraph if it stands alone or before blocks that are none."""

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

PARAGRAPHS: Mapping[str, tuple[str, str | None]] = {
    "p": ("p", None),
    "dt": ("dt", None),
    "caption": ("caption", None),
    "summary": ("p", "heading"),
    **{name: (name, None) for name in sorted(HEADINGS)},
}
"""Blocks that hold words: what each becomes, and its class."""

RENAMED: Mapping[str, str] = {
    "acronym": "abbr",
    "aside": "div",
    "dir": "ul",
    "listing": "pre",
    "menu": "ul",
    "plaintext": "pre",
    "rtc": "rt",
    "strike": "s",
    "tt": "code",
    "xmp": "pre",
}

INLINES = frozenset(
    """
    a em strong code sup sub del ins mark small q cite abbr dfn kbd samp var b i u s bdi bdo span ruby rt rp time
    """.split()
)
"""Inline elements that hold words; ``br``, ``img`` and ``math`` are inline, too."""

LITERAL = frozenset({"code", "kbd", "samp"})
"""Inline elements in which runs of spaces are kept."""

BLOCK_LIKE = frozenset(
    """
    address article aside body center details fieldset footer form header hgroup html legend main nav noscript optgroup
    option search section
    """.split()
)
"""Elements that part paragraphs and leave nothing else behind."""

CLASSES: Mapping[str, frozenset[str]] = {
    "div": frozenset({"verse", "dialogue", "sidebar"}),
    "p": frozenset({"equation", "heading"}),
    "a": frozenset({"equation-reference"}),
    "th": frozenset({"left", "center", "right"}),
    "td": frozenset({"left", "center", "right"}),
}
"""The classes that elements keep."""
