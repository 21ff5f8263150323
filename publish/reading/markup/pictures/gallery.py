"""Every ``img`` of a tree is made into one of ours, whose file is a resource, or into its alternative text."""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from urllib.parse import unquote_to_bytes

from lxml import etree
from lxml.html import HtmlElement

from publish.errors import Absent, Blocked
from publish.model import Fetch, Resource, Surroundings
from publish.reading.markup import trees
from publish.reading.markup.draft import Draft
from publish.reading.markup.notices import Notices
from publish.reading.markup.pictures import svg
from publish.reading.markup.pictures.candidates import candidates
from publish.reading.markup.pictures.raster import BrokenPicture, raster

_DATA = re.compile(r"data:([^,]*),(.*)", re.DOTALL | re.IGNORECASE)
SMALLEST = 2
"""A picture that is not even so wide or so high, in pixels, tells a server that somebody reads."""
MOST_CANDIDATES = 50
"""How many of the files that a page names for one picture are tried."""
SMALLEST_DRAWING = 32
"""A drawing within a page that is smaller than this and has no title is an icon."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as editions show it."""

    name: str
    width: int | None
    height: int | None


@dataclass(slots=True)
class Gallery:
    """The pictures of one article; the same file, or the same bytes, are in it once."""

    made: dict[HtmlElement, etree._Element] = field(default_factory=dict)
    """What each ``img`` of the source becomes."""
    _resources: dict[str, Resource] = field(default_factory=dict)
    _seen: dict[str, Picture | str] = field(default_factory=dict)
    """What came of each reference: a picture, or the code of the finding."""

    @property
    def resources(self) -> tuple[Resource, ...]:
        """In the order in which the article shows them."""
        return tuple(self._resources.values())

    def keep(self, data: bytes, ending: str, media_type: str) -> str:
        """The name of a file in the publication."""
        name = f"images/{sha256(data).hexdigest()[:16]}.{ending}"
        self._resources.setdefault(name, Resource(name, media_type, data))
        return name


def collect(draft: Draft, surroundings: Surroundings, notices: Notices) -> Gallery:
    """Read all pictures of a draft. What cannot be shown leaves its alternative text, and a finding."""
    gallery = Gallery()
    images = [one for one in trees.elements(draft.root) if one.tag in ("img", "image", "svg")]
    for image in images:
        line = draft.line(image)
        if image.tag == "svg":
            _draw(image, gallery, notices, line)
        elif image.tag == "img" or image.get("src"):
            _show(image, gallery, surroundings.fetch, notices, line)
    return gallery


def _draw(element: HtmlElement, gallery: Gallery, notices: Notices, line: int | None) -> None:
    """A drawing within the page becomes a file of its own; an icon goes."""
    if any(above.tag in ("svg", trees.VOID) for above in element.iterancestors()):
        return
    try:
        drawn = svg.clean(element)
    except svg.BrokenDrawing:
        drawn = None
    label = element.get("aria-label") or (drawn.title if drawn else "")
    small = drawn is None or max(drawn.width or 0, drawn.height or 0) < SMALLEST_DRAWING
    if drawn is None or element.get("aria-hidden") == "true" or (small and not label):
        notices.tell("markup-removed", "svg", line=line)
        trees.void(element)
        return
    for name in drawn.removed:
        notices.tell("script-blocked", f"{name} in svg", line=line)
    made = etree.Element("img", src=gallery.keep(drawn.data, "svg", "image/svg+xml"))
    _describe(made, label or None, Picture("", drawn.width, drawn.height), notices, line)
    trees.void(element)
    element.tag = "img"
    gallery.made[element] = made


def _show(image: HtmlElement, gallery: Gallery, fetch: Fetch, notices: Notices, line: int | None) -> None:
    found = candidates(image)
    alt = image.get("alt")
    alt = None if alt is None else " ".join(alt.split())
    if trees.is_hidden(image) or _is_tracker(image):
        notices.tell("tracker-removed", found[0][:80] if found else "img", line=line)
        trees.void(image)
        return
    picture = _first(found, gallery, fetch, notices, line)
    if isinstance(picture, str):
        notices.tell(picture, _shortened(found[0]) if found else "img", line=line)
        trees.void(image)
        if alt:
            image.tag, image.text = "span", alt
        return
    if picture.width is not None and picture.height is not None and max(picture.width, picture.height) < SMALLEST:
        notices.tell("tracker-removed", _shortened(found[0]), line=line)
        trees.void(image)
        return
    made = etree.Element("img", src=picture.name)
    if image.get("role") in ("presentation", "none") and not alt:
        made.set("role", "presentation")
        alt = ""
    _describe(made, alt, picture, notices, line, _shortened(found[0]) if found else "img")
    if title := " ".join((image.get("title") or "").split()):
        made.set("title", title)
    gallery.made[image] = made


def _first(found: Sequence[str], gallery: Gallery, fetch: Fetch, notices: Notices, line: int | None) -> Picture | str:
    """The best picture that can be shown; where none can, what is wrong with the best one."""
    problem = ""
    for reference in found[:MOST_CANDIDATES]:
        picture = gallery._seen.get(reference) or _read(reference, gallery, fetch, notices, line)
        gallery._seen[reference] = picture
        if isinstance(picture, Picture):
            return picture
        problem = problem or picture
    return problem or "picture-missing"


def _describe(
    made: etree._Element, alt: str | None, picture: Picture, notices: Notices, line: int | None, named: str = "svg"
) -> None:
    if alt is None or (not alt and made.get("role") is None):
        if alt is None:
            notices.tell("image-without-alt", named, line=line)
        else:  # An empty text says that the picture is decoration.
            made.set("role", "presentation")
            alt = ""
    if alt is not None:
        made.set("alt", alt)
    for name, size in (("width", picture.width), ("height", picture.height)):
        if size:
            made.set(name, str(size))


def _shortened(reference: str) -> str:
    return f"{reference[:40]}…" if reference[:5].lower() == "data:" else reference


def _is_tracker(image: HtmlElement) -> bool:
    sizes = [(image.get(name) or "").strip().removesuffix("px") for name in ("width", "height")]
    return any(size in ("0", "1") for size in sizes)


def _read(reference: str, gallery: Gallery, fetch: Fetch, notices: Notices, line: int | None) -> Picture | str:
    """The picture behind a reference, or the code of what is wrong with it."""
    try:
        data = _written_out(reference) if reference[:5].lower() == "data:" else fetch(reference)
        if svg.is_svg(data):
            drawn = svg.drawing(data)
            for name in drawn.removed:
                notices.tell("script-blocked", f"{name} in {_shortened(reference)}", line=line)
            return Picture(gallery.keep(drawn.data, "svg", "image/svg+xml"), drawn.width, drawn.height)
        shot = raster(data)
        return Picture(gallery.keep(shot.data, shot.ending, shot.media_type), shot.width, shot.height)
    except Absent:
        return "picture-missing"
    except Blocked:
        return "picture-blocked"
    except (BrokenPicture, svg.BrokenDrawing):
        return "picture-broken"


def _written_out(reference: str) -> bytes:
    match = _DATA.fullmatch(reference)
    if match is None:
        raise BrokenPicture("no data")
    data = unquote_to_bytes(match[2])
    if not match[1].lower().replace(" ", "").endswith(";base64"):
        return data
    try:
        return b64decode(re.sub(rb"\s", b"", data) + b"==")
    except binascii.Error:
        raise BrokenPicture("no base64") from None
