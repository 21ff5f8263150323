"""What acts, hides or asks is taken out of the tree before anything is read from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import islice
from urllib.parse import urlsplit

from lxml import etree
from lxml.html import HtmlElement

from publish.reading.markup import addresses, trees
from publish.reading.markup.draft import Draft
from publish.reading.markup.notices import Notices
from publish.reading.reconcile.seams import length

LONGEST_SWITCH = 20
"""How much a label says at most, in letters, that names what a box switches, as in a menu."""
Step = Callable[[HtmlElement, Draft, Notices], None]


def scrub(draft: Draft, notices: Notices) -> None:
    """Take out scripts, forms' controls, hidden text and what else no edition may hold; media become links."""
    for element in trees.elements(draft.root):
        if not isinstance(element.tag, str):
            trees.void(element)
            continue
        _name(element)
        _handlers(element, draft, notices)
        if element is draft.root:
            continue
        if step := _STEPS.get(element.tag):
            step(element, draft, notices)
        elif trees.is_hidden(element):
            notices.tell("hidden-removed", trees.name(element), line=draft.line(element))
            notices.drop("hidden-removed", trees.words(element), draft.line(element))
            trees.void(element)


def _name(element: HtmlElement) -> None:
    """Names are those of HTML: without a namespace, in lower case."""
    name = trees.name(element).rpartition("}")[2].lower()
    if name != element.tag:
        element.tag = name


def _handlers(element: HtmlElement, draft: Draft, notices: Notices) -> None:
    """Handlers are not copied anyway; here they are told."""
    for name in element.keys():  # noqa: SIM118 – Elements iterate over their children.
        if name[:2].lower() == "on":
            notices.tell("script-blocked", name.lower(), line=draft.line(element))
    if "url(" in (element.get("style") or ""):
        notices.tell("markup-removed", "url() in a style", line=draft.line(element))


def _script(element: HtmlElement, draft: Draft, notices: Notices) -> None:
    """Formulas in scripts were read before; anything else runs."""
    notices.tell("script-blocked", "script", line=draft.line(element))
    trees.void(element)


def _silent(element: HtmlElement, draft: Draft, notices: Notices) -> None:
    """What has no words for readers: styles, templates, links of the head."""
    notices.tell("markup-removed", trees.name(element), line=draft.line(element))
    trees.void(element)


def _removed(element: HtmlElement, draft: Draft, notices: Notices) -> None:
    line = draft.line(element)
    notices.tell("markup-removed", trees.name(element), line=line)
    notices.drop("markup-removed", trees.words(element), line)
    element.tail = f" {element.tail or ''}"  # The words around it are no word.
    trees.void(element)


def _input(element: HtmlElement, draft: Draft, notices: Notices) -> None:
    """A box of a list of tasks becomes a character; anything else that can be filled in goes."""
    ticked = (element.get("type") or "").lower() == "checkbox"
    if ticked and (any(above.tag == "li" for above in islice(element.iterancestors(), 3)) or _is_labelled(element)):
        checked = element.get("checked") is not None
        tail = element.tail or ""
        trees.void(element)
        element.tail = ("\u2611" if checked else "\u2610") + (tail if tail[:1].isspace() else f" {tail}")
        return
    _removed(element, draft, notices)


def _is_labelled(element: HtmlElement) -> bool:
    """Whether the words of a task stand behind a box, and not only what it switches."""
    label = element.getnext()
    return label is not None and label.tag == "label" and length(trees.words(label)) > LONGEST_SWITCH


def _embed(element: HtmlElement, draft: Draft, notices: Notices) -> None:
    """A frame or a player becomes a link that says what it is; one without an address leaves its words."""
    line = draft.line(element)
    nested = [child.get("src") for child in element.iter("source", "embed")]
    places = [element.get("src"), element.get("data-src"), element.get("data"), *nested]
    address = next((found for place in places if place and (found := addresses.link(place, draft.base)[0])), None)
    if trees.is_hidden(element) or _is_tiny(element):
        notices.tell("tracker-removed", address or trees.name(element), line=line)
        notices.drop("tracker-removed", trees.words(element), line)
        trees.void(element)
        return
    if address is None or address.startswith("#"):
        _removed(element, draft, notices)
        return
    notices.tell("embed-replaced", urlsplit(address).hostname or address, line=line)
    title = " ".join((element.get("title") or element.get("aria-label") or "").split())
    words = trees.words(element)
    if words and element.tag != "object":  # What is said to those whose program cannot play it.
        notices.drop("embed-replaced", words, line)
    trees.void(element)
    element.tag = "p"
    link = etree.SubElement(element, "a", href=address)
    link.text = title or (words if element.tag == "object" else "") or urlsplit(address).hostname or address


def _is_tiny(element: HtmlElement) -> bool:
    return any((element.get(name) or "").strip().removesuffix("px") in ("0", "1") for name in ("width", "height"))


_STEPS: Mapping[str, Step] = {
    **dict.fromkeys(("script",), _script),
    **dict.fromkeys(
        ("base", "head", "link", "meta", "style", "template", "title", "source", "track", "param"), _silent
    ),
    **dict.fromkeys(
        ("button", "datalist", "select", "textarea", "canvas", "progress", "meter", "dialog", "noscript"), _removed
    ),
    **dict.fromkeys(("applet", "audio", "embed", "frame", "iframe", "object", "video"), _embed),
    "input": _input,
    "keygen": _silent,
}
