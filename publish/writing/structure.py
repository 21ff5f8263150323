"""What the structure of a laid-out document is, before anything is drawn: nodes with the boxes that belong to them.

One node for an element of the source, over as many lines and pages as it needs; what only decorates belongs to none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from publish.writing import lines
from publish.writing.notes import HOME, ORDER
from publish.writing.tags import GROUPING, INLINE, KEPT, tag_of


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
    tree = _Tree()
    for number, page in enumerate(document.pages):
        tree.hang(page._page_box, tree.root, number)
    tree.bring_notes_home()
    _prune(tree.root)
    _end_lines(tree.root)
    return tree.root


@dataclass(eq=False)
class _Tree:
    """A structure on its way through the pages."""

    root: Node = field(default_factory=lambda: Node("Document", None))
    nodes: dict[Any, Node] = field(default_factory=dict)
    """By their elements."""
    notes: list[Node] = field(default_factory=list)
    """In whatever order they were laid out."""
    headers: set[Any] = field(default_factory=set)
    """The headers of tables that have been met."""

    def hang(self, box: Any, parent: Node, page: int) -> None:
        """Hang a box, and all that is in it, below its parent."""
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        if isinstance(box, boxes.MarginBox) or decorates(box) or self._repeats(box):
            _make_artifact(box)
            return
        node = self._node(box, parent)
        if node.tag == "Link" and box.element_tag == "a":
            node.links.append((page, box))
        if isinstance(box, boxes.TextBox | boxes.ReplacedBox):
            _leaf_parent(box, node).kids.append((page, box))
            return
        for child in getattr(box, "children", ()):
            self.hang(child, node, page)

    def bring_notes_home(self) -> None:
        """Put each note to the end of the section that calls it, wherever on its page it stands: there it is read."""
        homes = {element.get("id"): node for element, node in self.nodes.items()}
        for note in sorted(self.notes, key=lambda note: int(note.element.get(ORDER))):
            homes.get(note.element.get(HOME), self.root).kids.append(note)

    def _repeats(self, box: Any) -> bool:
        """Whether a box is the header of a table that goes on from another page or column."""
        if not getattr(box, "is_header", False):
            return False
        met = box.element in self.headers
        self.headers.add(box.element)
        return met

    def _node(self, box: Any, parent: Node) -> Node:
        """The node that holds what is in the box: its own, or its parent's where it has no meaning of its own."""
        element = box.element
        if element is None or element.tag in ("html", "body"):
            return parent
        if "::" in (box.element_tag or ""):
            return parent
        if element in self.nodes:
            return self.nodes[element]
        tag = tag_of(element, parent.tag)
        if tag is None:
            return parent
        if element.get(HOME) is not None:
            node = self.nodes[element] = Node(tag, element)
            self.notes.append(node)
            return node
        node = self.nodes[element] = _home(parent, element, tag).child(tag, element)
        if tag == "Reference":
            node = self.nodes[element] = node.child("Link", element)
        return node


def _home(parent: Node, element: Any, tag: str) -> Node:
    """Where among the children of ``parent`` an element of this type belongs."""
    if parent.tag == "LI" and tag not in ("Lbl", "LBody"):
        return _last(parent, "LBody") or parent.child("LBody", parent.element)
    if parent.tag == "L" and tag in ("Lbl", "LBody"):
        return _entry(parent, tag)
    if parent.tag in GROUPING and tag in INLINE:
        return _paragraph(parent)
    return parent


def _entry(dictionary: Node, tag: str) -> Node:
    """The item of a definition list to which a term or a definition belongs: terms begin one, unless one just began."""
    last = _last(dictionary, "LI")
    if last is None or (tag == "Lbl" and _last(last, "LBody")):
        return dictionary.child("LI")
    return last


def _leaf_parent(box: Any, node: Node) -> Node:
    """List items keep their marker in ``Lbl`` and their text in ``LBody`` (14.8.4.3.3); groups keep it in a ``P``."""
    if node.tag == "LI":
        tag = "Lbl" if (box.element_tag or "").endswith("::marker") else "LBody"
        return next((kid for kid in node.kids if isinstance(kid, Node) and kid.tag == tag), None) or node.child(
            tag, node.element
        )
    return _paragraph(node) if node.tag in GROUPING and isinstance(box, boxes.TextBox) else node


def _paragraph(group: Node) -> Node:
    """The paragraph of our own making at the end of a group."""
    last = group.kids[-1] if group.kids else None
    if isinstance(last, Node) and last.tag == "P" and last.element is group.element:
        return last
    return group.child("P", group.element)


def _last(node: Node, tag: str) -> Node | None:
    """The last child, if it is of this type."""
    last = node.kids[-1] if node.kids else None
    return last if isinstance(last, Node) and last.tag == tag else None


def decorates(box: Any) -> bool:
    """Whether a box only decorates: what is hidden from readers, and the ornament that a theme draws for a break."""
    element = box.element
    if element is None or isinstance(element, str):
        return False
    if box.element_tag == "a::after":
        return True  # The page that a reference leads to: who follows the link need not hear it.
    silent: bool = element.get("aria-hidden") == "true" or element.get("role") == "presentation" or element.tag == "hr"
    return silent


def _make_artifact(box: Any) -> None:
    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    box.artifact = True
    for child in getattr(box, "children", ()):
        _make_artifact(child)


def _prune(node: Node) -> bool:
    """Drop the branches in which nothing is set; tell whether anything is left."""
    node.kids = [kid for kid in node.kids if not isinstance(kid, Node) or _prune(kid)]
    return bool(node.kids) or bool(node.links) or node.tag in KEPT


def _end_lines(node: Node) -> None:
    """Go down to the nodes that hold text, and note how their lines end."""
    if node.element is not None and any(not isinstance(kid, Node) or kid.tag in INLINE for kid in node.kids):
        lines.end(list(node.text_boxes()), lines.said(node.element), preserved=node.element.tag == "pre")
        return
    for kid in node.kids:
        if isinstance(kid, Node):
            _end_lines(kid)
