"""The table of contents that a page or a document prints: a list of links to its own headings, or of their words."""

from __future__ import annotations

from publish.reading.markup.listing.finding import Listing, find
from publish.reading.markup.listing.linking import linked

__all__ = ["Listing", "find", "linked"]
