"""A static font with a text's characters only, to travel in an EPUB.

It is cut out of the installed face, whose axes are pinned and whose names are written: HarfBuzz does that in a fraction
of a millisecond, a tenth of what pinning and naming it again would take. The same face and text are the same bytes.
"""

from __future__ import annotations

import uharfbuzz as hb

from publish.fonts.coverage import characters, opened
from publish.fonts.installing import cache_folder, file_name, install
from publish.fonts.table import Face

ALWAYS = " -\u00a0\u00ad\u2010"
"""What every subset has: a reading system spaces, justifies and hyphenates with these, whatever the text."""

# Beyond those that HarfBuzz keeps by itself (kerning, marks, ligatures, all shaping): small capitals, for which a style
# sheet may ask, and both kinds of figures. Superiors and rare ligatures would make the font a half larger.
_FEATURES = ("smcp", "c2sc", "onum", "lnum")
# Beyond the copyright and the family: the licence, which must travel with the font (OFL 1.1, condition 2), and the
# family's name where its weight makes it another family (OpenType specification, name IDs 16 and 17).
_NAMES = (13, 14, 16, 17)


def subset(face: Face, text: str) -> bytes:
    """A static font with the characters of a text that the face has, and :data:`ALWAYS`.

    Ligatures, alternates and figures that features make of these characters stay; so do kerning and marks. Raises
    :class:`publish.errors.BuildError` where the face cannot be installed.
    """
    whole = install(cache_folder()).with_name("faces") / file_name(face)
    plan = hb.SubsetInput()
    asked = hb.Set(map(ord, text + ALWAYS))
    asked &= characters(face)
    plan.unicode_set.set(asked)
    plan.layout_feature_tag_set.update(int.from_bytes(feature.encode(), "big") for feature in _FEATURES)
    plan.name_id_set.update(_NAMES)
    data: bytes = hb.subset(opened(whole), plan).blob.data
    return data
