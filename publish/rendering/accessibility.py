"""What an edition can say of its own accessibility, computed from what is in it.

EPUB Accessibility 1.1, section 2; the vocabulary is that of schema.org. Conformance is claimed nowhere: that takes
somebody's evaluation. What counts is what the sources say: an alternative that we made up for a picture is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from publish.model import Book, NavPoint, Page, Resource

Claims = tuple[tuple[str, str], ...]

_ATTRIBUTES = r'(?:[^>"]|"[^"]*")*'
_PICTURE = re.compile(rf"<img\b{_ATTRIBUTES}>")
_FORMULA = re.compile(rf"<math\b{_ATTRIBUTES}>")
_ALTERNATIVE = re.compile(r'\salt(?:text)?="[^"]*[^"\s][^"]*"')
_MOVING = {
    "image/gif": re.compile(rb"\x21\xf9\x04.*\x21\xf9\x04", re.DOTALL),
    "image/svg+xml": re.compile(rb"<animate"),
}
"""What tells that a picture moves: a second frame with its control block (GIF89a, 23), an animation (SVG 1.1, 19)."""


@dataclass(frozen=True, slots=True)
class Holdings:
    """How much there is besides text, and how much of it has an alternative of its own."""

    pictures: int
    """Those that mean something; decoration is not counted."""
    described: int
    formulas: int
    spoken: int
    """The formulas that can be read aloud."""
    annotated: bool
    """Whether ruby tells the reading of some characters."""
    moving: bool


def claims(book: Book, pages: Sequence[Page], outline: Sequence[NavPoint]) -> Claims:
    """The claims for this book on these pages, as ``(property, value)``."""
    resources = [resource for part in book.parts for resource in part.resources]
    held = holdings([section.body for part in book.parts for section in part.sections], resources)
    headings = any(f"<h{level}" in page.body for page in pages for level in (1, 2))
    alternatives = held.pictures == held.described and held.formulas == held.spoken
    modes = ["textual"] + ["visual"] * (held.pictures > 0)
    features = ["readingOrder", "displayTransformability"]
    features += ["tableOfContents"] * bool(outline)
    features += ["structuralNavigation"] * headings
    features += ["alternativeText"] * (0 < held.pictures == held.described)
    features += ["MathML"] * bool(held.formulas) + ["describedMath"] * (0 < held.formulas == held.spoken)
    features += ["rubyAnnotations"] * held.annotated
    # Whoever both reads and sees always gets everything.
    sufficient = "textual" if alternatives else "textual,visual"
    return (
        *(("schema:accessMode", mode) for mode in modes),
        ("schema:accessModeSufficient", sufficient),
        *(("schema:accessibilityFeature", feature) for feature in sorted(features)),
        ("schema:accessibilityHazard", "unknown" if held.moving else "none"),
        ("schema:accessibilitySummary", _summary(held, headings)),
    )


def holdings(bodies: Iterable[str], resources: Iterable[Resource]) -> Holdings:
    """What there is in bodies as the sources have them, and in the pictures they name."""
    text = "".join(bodies)
    pictures = [tag for tag in _PICTURE.findall(text) if ' role="presentation"' not in tag]
    formulas = _FORMULA.findall(text)
    return Holdings(
        pictures=len(pictures),
        described=sum(map(_described, pictures)),
        formulas=len(formulas),
        spoken=sum(map(_described, formulas)),
        annotated="<ruby" in text,
        moving=any(
            resource.media_type in _MOVING and _MOVING[resource.media_type].search(resource.data)
            for resource in resources
        ),
    )


def _described(tag: str) -> bool:
    return _ALTERNATIVE.search(tag) is not None


def _summary(held: Holdings, headings: bool) -> str:
    """The claims in a few sentences."""
    said = ["The text is in one reading order and can be restyled; "]
    said[0] += "contents and headings lead through it." if headings else "it has no headings."
    if not held.pictures:
        said.append("It has no pictures but the cover.")
    elif held.pictures == held.described == 1:
        said.append("Its one picture has a text alternative.")
    else:
        said.append(f"{held.described} of its {held.pictures} pictures have a text alternative.")
    if held.formulas:
        said.append("Mathematics is MathML, with a text alternative.")
    return " ".join(said)
