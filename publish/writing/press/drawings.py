"""Drawings whose transparency or shading no press before PDF/X-4 takes: as pictures, at what a press resolves."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from publish.model import Publication, Resource
from publish.writing import engine

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

DOTS = 600
"""To the inch, at a drawing's own size: twice what photographs need, because it has edges."""
MOST = 6000
"""Pixels, at most, in width and height."""

_SHADED = re.compile(
    rb"<(?:\w+:)?(?:linearGradient|radialGradient|mask|filter|pattern|image)\b|opacity\s*[=:]|rgba\(|hsla\(|mix-blend-mode"
)
_DRAWING = "image/svg+xml"


def flattened(publication: Publication) -> Publication:
    """The publication, such drawings replaced by pictures."""
    shaded = {one.name for one in publication.resources if one.media_type == _DRAWING and _SHADED.search(one.data)}
    if not shaded:
        return publication
    made = tuple(_picture(one) if one.name in shaded else one for one in publication.resources)
    return replace(publication, resources=made)


def _picture(drawing: Resource) -> Resource:
    """A PNG under the drawing's name, which pages go on to use; its density says how large it is."""
    import pypdfium2
    from weasyprint.images import SVGImage  # noqa: F401  Loaded by the engine, named for the reader.

    tree = ElementTree.fromstring('<html><head><title>.</title></head><body><img alt=""/></body></html>')
    image: Element = tree[1][0]
    image.set("src", drawing.name)
    style = "@page { size: 40in 40in; margin: 0 } body { margin: 0 } img { display: block; max-width: none }"
    laid = engine.layout(tree, style, {drawing.name: drawing.data})
    with pypdfium2.PdfDocument(laid.write_pdf()) as drawn:
        page = drawn[0]
        box = next((one.get_bounds() for one in page.get_objects()), None)
        if box is None:
            return drawing
        width, height = _size(laid)
        scale = min(DOTS / 72, MOST / max(width, height))
        page.set_cropbox(0, page.get_height() - height, width, page.get_height())
        shown = page.render(scale=scale, rev_byteorder=True).to_pil()
        out = BytesIO()
        shown.save(out, "PNG", dpi=(scale * 72, scale * 72))
    return Resource(drawing.name, "image/png", out.getvalue())


def _size(laid: object) -> tuple[float, float]:
    """Of the one picture that is laid out, in points."""
    boxes = list(laid.pages[0]._page_box.descendants())  # type: ignore[attr-defined]
    picture = next(box for box in boxes if box.element_tag == "img")
    return picture.width * 0.75, picture.height * 0.75
