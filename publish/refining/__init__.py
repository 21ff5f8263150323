"""Mends what scraping broke in an article's typography, and says so.

Each transform is a function ``Article × Settings → Article``; :data:`TRANSFORMS` lists them in the order in which they
run. A new one is a new file and a line there. All of them keep the words: what changes are spaces, quotation marks,
dashes and dots. Mended twice is mended once.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from publish.model import Article
from publish.refining import dashes, ellipses, quotes, spaces
from publish.refining.edits import Mend
from publish.refining.walk import mended
from publish.settings import Settings

Transform = Callable[[Article, Settings], Article]


def _switched(article: Article, settings: Settings, *, mend: Mend) -> Article:
    return mended(article, mend) if mend.name in settings.mends else article


TRANSFORMS: tuple[tuple[str, Transform], ...] = (
    ("spaces", partial(_switched, mend=spaces.MEND)),
    ("quotes", partial(_switched, mend=quotes.MEND)),
    ("dashes", partial(_switched, mend=dashes.MEND)),
    ("ellipses", partial(_switched, mend=ellipses.MEND)),
)
"""Name and function, in the order in which they run; the names are those of :data:`publish.settings.MENDS`."""

CODES: dict[str, str] = {
    "mend-spaces": "A space that was lost after a punctuation mark was put back.",
    "mend-quotes": "A straight quotation mark or apostrophe was made a curly one.",
    "mend-dashes": "Hyphens that stood for a dash were made one.",
    "mend-ellipses": "Three dots were made an ellipsis.",
}
"""Every finding of this stage, explained in one sentence."""


def refine(article: Article, settings: Settings) -> Article:
    """The article after every transform that the settings leave on, with a finding for each mend."""
    for _, transform in TRANSFORMS:
        article = transform(article, settings)
    return article
