"""The entries of contents lead to sections: by their links, and where these lead nowhere, by their words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import unquote

from publish.model import Contents, Entry, Finding
from publish.reading.markup.listing.finding import Listing
from publish.reading.markup.sections import Stretch
from publish.reading.reconcile import Candidate, reconcile

_TOLD = ("contents-entry-missing", "heading-doubtful", "heading-out-of-order")
"""The findings that matter where headings stand as the source has them."""


def linked(
    listing: Listing,
    stretches: Sequence[Stretch],
    sections: dict[str, str],
    *,
    title: str | None,
    article: str,
    threshold: float,
) -> tuple[Contents, tuple[Finding, ...]]:
    """The contents with the section that each entry names.

    ``sections`` are the sections that the ids of the source lead to. An entry that leads to none is compared with the
    headings that no other one leads to, as in a text without links.
    """
    entries: list[Entry] = []
    for entry, href in zip(listing.contents.entries, listing.hrefs, strict=True):
        name = (href or "")[1:]
        section = sections.get(name, sections.get(unquote(name))) if href else None
        entries.append(replace(entry, section=section, confidence=1.0) if section else entry)
    taken = {entry.section for entry in entries}
    open_ = [index for index, entry in enumerate(entries) if entry.section is None]
    if not open_:
        return replace(listing.contents, entries=tuple(entries)), ()
    free = [one for one in stretches if one.heading is not None and one.id not in taken]
    found = reconcile(
        Contents("", tuple(entries[index] for index in open_)),
        [Candidate(place, one.title, one.level, one.line) for place, one in enumerate(free)],
        title=title if open_[0] == 0 else None,
        article=article,
        threshold=threshold,
    )
    names = {heading.section: free[heading.place].id for heading in found.headings} | {article: article}
    assert found.contents is not None
    for index, entry in zip(open_, found.contents.entries, strict=True):
        depth = entries[index].depth
        entries[index] = replace(entry, depth=depth, section=names[entry.section] if entry.section else None)
    told = tuple(one for one in found.findings if one.code in _TOLD)
    return replace(listing.contents, entries=tuple(entries)), told
