"""Drawings whose colours a press could not take as they are: gradients, patterns, what is see-through.

WeasyPrint 70 writes gradients in RGB, and what is translucent with transparency. A drawing that has any of it is set by
itself, made a picture by PDFium, on white, and put into a frame of its size; all others stay what they are.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from io import BytesIO

import pypdfium2
from PIL import Image

from publish.model import Publication, Resource
from publish.writing import engine

PIXELS = 3000
"""Along the longer side: 400 to the inch on a page that is seven and a half inches high."""
LARGEST = 3000
"""The side of the page on which a drawing is measured, in CSS pixels."""

_SHADED = re.compile(
    rb"<(?:\w+:)?(?:linearGradient|radialGradient|pattern|mask|filter)\b|mix-blend-mode|(?:rgb|hsl)a\("
    rb"|opacity\s*+[:=]\s*+(?:[\"']\s*+)?(?:0?\.\d|0\b)",
    re.IGNORECASE,
)


def flattened(publication: Publication) -> Publication:
    """The publication with pictures in the place of such drawings, and with what was found while drawing them."""
    resources: list[Resource] = []
    with engine.remarks() as found:
        for one in publication.resources:
            if one.media_type == "image/svg+xml" and _SHADED.search(one.data) and (made := _picture(one.data)):
                (width, height), data = made
                name = f"{one.name}.png"
                resources += [replace(one, data=_frame(width, height, name)), Resource(name, "image/png", data)]
            else:
                resources.append(one)
    return replace(publication, resources=tuple(resources), findings=(*publication.findings, *found))


def _frame(width: float, height: float, name: str) -> bytes:
    shape = f'width="{width:g}" height="{height:g}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {shape} viewBox="0 0 {width:g} {height:g}">'
        f'<image href="publication:/{name}" {shape}/></svg>'
    ).encode()


@lru_cache(maxsize=64)
def _picture(drawing: bytes) -> tuple[tuple[float, float], bytes] | None:
    """How large a drawing is in CSS pixels, and a PNG of it; None for one that cannot be drawn."""
    html = engine.parsed('<html lang="en"><head><title>.</title></head><body><img src="it.svg" alt="."/></body></html>')
    style = f"@page {{ size: {LARGEST}px; margin: 0 }} body {{ margin: 0 }} img {{ display: block }}"
    laid = engine.layout(html, style, {"it.svg": drawing})
    box = next((one for one in laid.pages[0]._page_box.descendants() if one.element_tag == "img"), None)
    if box is None or not 0 < box.width <= LARGEST or not 0 < box.height <= LARGEST:
        return None
    with pypdfium2.PdfDocument(laid.write_pdf()) as pdf:
        page = pdf[0]
        points = box.width * 0.75, box.height * 0.75
        crop = (0, page.get_height() - points[1], page.get_width() - points[0], 0)
        bitmap = page.render(scale=PIXELS / max(points), crop=crop, fill_color=(255, 255, 255, 255))
        picture: Image.Image = bitmap.to_pil().convert("RGB")
    out = BytesIO()
    picture.save(out, "PNG")
    return (box.width, box.height), out.getvalue()
