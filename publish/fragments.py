"""Bodies as trees: the XHTML of a section parsed, and written again.

Most bodies hold paragraphs only and are never parsed; who needs a tree looks first whether there is anything in it for
them.
"""

from __future__ import annotations

from lxml import etree

Element = etree._Element

EPUB = "http://www.idpf.org/2007/ops"
MATHML = "http://www.w3.org/1998/Math/MathML"

VOID = frozenset({"br", "hr", "img", "wbr", "col"})
"""The elements that HTML never closes; all others keep their end tag, which readers of HTML look for."""

_PARSER = etree.XMLParser(
    huge_tree=True, resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
)
_DECLARED = f' xmlns:epub="{EPUB}"'
_OPENING = f"<body{_DECLARED}>"


def parsed(body: str) -> Element:
    """The fragment below a ``body`` element. Elements are in no namespace, but those of MathML."""
    return etree.fromstring(f"{_OPENING}{body}</body>", _PARSER)


def written(tree: Element) -> str:
    """The fragment that stands below the element, as :func:`parsed` takes it."""
    for element in tree.iter():
        if element.text is None and not len(element) and element.tag not in VOID:
            element.text = ""  # Or it would be written without an end tag.
    text = etree.tostring(tree, encoding="unicode", with_tail=False)
    return text[text.index(">") + 1 : text.rindex("<")]


def size(element: Element) -> int:
    """How many characters of XHTML the element takes."""
    return len(etree.tostring(element, encoding="unicode", with_tail=False)) - len(_DECLARED)


def text_of(element: Element) -> str:
    """The words of an element, white space collapsed."""
    return " ".join("".join(element.itertext()).split())


def classes(element: Element) -> list[str]:
    """The classes of an element, in order."""
    return (element.get("class") or "").split()


def removed(element: Element) -> None:
    """Take an element out of its tree; what follows it stays."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)
