"""What the structure of a laid-out document is, before anything is drawn: nodes with the boxes that belong to them.

One node for an element of the source, over as many lines and pages as it needs; what only decorates belongs to none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from publish.fonts.instancing import LINE_HYPHEN

TAGS = {
    **dict.fromkeys(("section", "nav", "aside", "figure"), "Sect"),
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
    **dict.fromkeys(("ul", "ol", "dl"), "L"),
    **dict.fromkeys(("li", "dt", "dd"), "LI"),
    **dict.fromkeys(("caption", "figcaption"), "Caption"),
    **dict.fromkeys(("img", "{http://www.w3.org/2000/svg}svg"), "Figure"),
    "article": "Art",
    "blockquote": "BlockQuote",
    "p": "P",
    "a": "Link",
    "table": "Table",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
}
"""The standard structure type (ISO 32000-1, 14.8.4) of an element; elements not named here are transparent."""

CONTENTS_TAGS = {"ol": "TOC", "ul": "TOC", "li": "TOCI", "a": "Reference"}
"""What elements are inside of ``class="entries"``, a contents list. The link itself is a child of its Reference."""


@dataclass(eq=False)
class Node:
    """A structure element to be: its tag, its element, and its children in reading order."""

    tag: str
    element: Any
    kids: list[Any] = field(default_factory=list)
    """Nodes and laid-out boxes."""
    links: list[tuple[int, Any]] = field(default_factory=list)
    """The boxes of a link, each with the number of its page, from 0; WeasyPrint hangs the annotations on them."""

    def child(self, tag: str, element: Any = None) -> Node:
        """A new last child."""
        node = Node(tag, element)
        self.kids.append(node)
        return node

    def text_boxes(self) -> Iterator[Any]:
        """The text boxes below this node, in reading order."""
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.text_boxes()
            elif isinstance(kid[1], boxes.TextBox):
                yield kid[1]


def of(document: Any) -> Node:
    """The structure of a laid-out document. Marks the boxes that are artifacts, and how the text of a line ends."""
    root = Node("Document", None)
    nodes: dict[Any, Node] = {}
    for number, page in enumerate(document.pages):
        _walk(page._page_box, root, number, nodes)
    _prune(root)
    for node in nodes.values():
        if node.element is not None:
            _end_lines(node)
    return root


def _walk(box: Any, parent: Node, page: int, nodes: dict[Any, Node]) -> None:
    """Hang a box, and all that is in it, below its parent."""
    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    if isinstance(box, boxes.MarginBox) or _hidden(box):
        _make_artifact(box)
        return
    node = _node(box, parent, nodes)
    if node.tag == "Link" and box.element_tag == "a":
        node.links.append((page, box))
    if isinstance(box, boxes.TextBox | boxes.ReplacedBox):
        _leaf_parent(box, node, nodes).kids.append((page, box))
        return
    for child in getattr(box, "children", ()):
        _walk(child, node, page, nodes)


def _node(box: Any, parent: Node, nodes: dict[Any, Node]) -> Node:
    """The node that holds what is in the box: its own, or its parent's where it has no meaning of its own."""
    element = box.element
    if element is None or element.tag in ("html", "body") or "::" in (box.element_tag or ""):
        return parent
    if element in nodes:
        return nodes[element]
    tag = TAGS.get(element.tag)
    if parent.tag in ("TOC", "TOCI", "Reference") or element.get("class") == "entries":
        tag = CONTENTS_TAGS.get(element.tag)
    elif element.get("role") == "doc-chapter":
        tag = "Art"
    elif tag is None and element.get("lang"):
        tag = "Span"
    if tag is None:
        return parent
    node = nodes[element] = parent.child(tag, element)
    if tag == "Reference":
        node = nodes[element] = node.child("Link", element)
    return node


def _leaf_parent(box: Any, node: Node, nodes: dict[Any, Node]) -> Node:
    """List items keep their marker in ``Lbl`` and their text in ``LBody`` (14.8.4.3.3)."""
    if node.tag != "LI":
        return node
    tag = "Lbl" if (box.element_tag or "").endswith("::marker") else "LBody"
    return next((kid for kid in node.kids if isinstance(kid, Node) and kid.tag == tag), None) or node.child(tag)


def _hidden(box: Any) -> bool:
    """Whether a box only decorates: what is ``aria-hidden``, and the ornament that a theme draws for a break."""
    element = box.element
    return element is not None and (element.get("aria-hidden") == "true" or element.tag == "hr")


def _make_artifact(box: Any) -> None:
    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    box.artifact = True
    for child in getattr(box, "children", ()):
        _make_artifact(child)


def _prune(node: Node) -> bool:
    """Drop the branches in which nothing is set; tell whether anything is left."""
    node.kids = [kid for kid in node.kids if not isinstance(kid, Node) or _prune(kid)]
    return bool(node.kids)


def _end_lines(node: Node) -> None:
    """Note on each line whether a space follows it in the source, which layout has dropped."""
    if not any(not isinstance(kid, Node) for kid in node.kids):
        return
    text, position = " ".join("".join(node.element.itertext()).split()), 0
    lines = list(node.text_boxes())
    for box, following in zip(lines, [*(box.text for box in lines[1:]), ""], strict=False):
        line = box.text.removesuffix(LINE_HYPHEN).strip(" ")
        found = text.find(line, position, position + len(line) + 2)
        if found < 0:
            return
        position = found + len(line)
        set_already = box.text.endswith(" ") or following.startswith(" ")
        box.space_follows = text[position : position + 1] == " " and not set_already
