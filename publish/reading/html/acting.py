"""What a page tries, and does not get: what its head would run or fetch, and nesting without end. Here it is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement

from publish.model import Finding
from publish.reading.markup.parsing import DEEPEST

_FETCHED = ("attachment", "import", "modulepreload", "prefetch", "preload", "stylesheet")


def findings(root: HtmlElement) -> Iterator[Finding]:
    """One for all of the head, where it has any of it, and one for the nesting."""
    if _is_flattened(root):
        yield Finding("nesting-flattened", "info", "elements nested too deep are flattened; their words stay")
    head = root.find("head")
    names = Counter(name for one in (() if head is None else head.iter()) if (name := _acts(one)))
    if names:
        listed = ", ".join(f"{name} {count}" for name, count in names.items())
        yield Finding(
            "script-blocked", "info", f"scripts and files that the page's head asks for are left out ({listed})"
        )


def _is_flattened(root: HtmlElement) -> bool:
    """Whether the tree is as deep as any is made."""
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth >= DEEPEST:
            return True
    return False


def _acts(element: HtmlElement) -> str | None:
    """What an element of the head is called in the finding; None for one that only tells something."""
    if element.tag == "script":
        return None if "json" in (element.get("type") or "") else "script"
    if element.tag == "link":
        kinds = (element.get("rel") or "").lower().split()
        return next((f"link to {kind}" for kind in _FETCHED if kind in kinds), None)
    if element.tag == "meta":
        return "refresh" if (element.get("http-equiv") or "").lower() == "refresh" else None
    return "style" if element.tag == "style" else None
