"""What an edition can say of its own accessibility, computed from what is in it.

EPUB Accessibility 1.1, section 2; the vocabulary is that of schema.org. Conformance is claimed nowhere: that takes
somebody's evaluation.
"""

from __future__ import annotations

from collections.abc import Sequence

from publish.model import NavPoint, Page

Claims = tuple[tuple[str, str], ...]


def claims(pages: Sequence[Page], outline: Sequence[NavPoint]) -> Claims:
    """The claims for these pages and this outline, as ``(property, value)``."""
    bodies = [page.body for page in pages]
    pictures = sum(body.count("<img ") for body in bodies)
    described = sum(body.count(' alt="') - body.count(' alt=""') for body in bodies)
    headings = any(f"<h{level}" in body for body in bodies for level in (1, 2))
    modes = ["textual"] + ["visual"] * (pictures > 0)
    features = ["readingOrder", "displayTransformability"]
    features += ["tableOfContents"] * bool(outline)
    features += ["structuralNavigation"] * headings
    features += ["alternativeText"] * (0 < pictures == described)
    sufficient = [("schema:accessModeSufficient", "textual")] if pictures == described else []
    return (
        *(("schema:accessMode", mode) for mode in modes),
        *sufficient,
        *(("schema:accessibilityFeature", feature) for feature in sorted(features)),
        ("schema:accessibilityHazard", "none"),
        ("schema:accessibilitySummary", _summary(pictures, described, headings)),
    )


def _summary(pictures: int, described: int, headings: bool) -> str:
    """The claims in two sentences."""
    structure = "The text is in one reading order and can be restyled; "
    structure += "contents and headings lead through it." if headings else "it has no headings."
    if not pictures:
        return f"{structure} It has no pictures but the cover."
    return f"{structure} {described} of its {pictures} pictures have a text alternative."
