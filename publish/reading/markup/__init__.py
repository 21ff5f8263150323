"""What all formats of markup share: an untrusted tree becomes an article by the contract of a section's body.

::

    Draft ──number──▶ formulas ──▶ scrub ──▶ pictures ──▶ notes ──▶ contents ──▶ build ──▶ part ──▶ join ──▶ Article

Each step is a module; they run in the order of :func:`article`.
"""

from __future__ import annotations

from dataclasses import replace

from publish.model import Article, Surroundings
from publish.reading.markup.assembling import assemble
from publish.reading.markup.draft import Draft
from publish.settings import Settings

__all__ = ["Draft", "article"]


def article(draft: Draft, *, source: str, settings: Settings, surroundings: Surroundings) -> Article:
    """The article that a draft holds; the draft's tree is consumed.

    ``source`` is the name the user gave, ``surroundings`` where its pictures are. Raises
    :class:`publish.errors.SourceError` for a tree without any text below a title.
    """
    if draft.base is None:
        draft = replace(draft, base=surroundings.address)
    return assemble(draft, source=source, settings=settings, surroundings=surroundings)
