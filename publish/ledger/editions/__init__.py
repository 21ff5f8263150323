"""Finished editions, read back by code that no reader and no writer has: what they say, and in which order."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Protocol

from publish.ledger.editions.edition import Edition

__all__ = ["EXTRACTORS", "Edition", "extracted"]


class Extractor(Protocol):
    """The function ``extracted`` of a module that knows one format."""

    def __call__(self, data: bytes) -> Edition:
        """What the edition says. Raises an error of its parser for bytes that are no such edition."""
        ...


EXTRACTORS: Mapping[str, str] = {
    ".epub": "publish.ledger.editions.epub",
    ".pdf": "publish.ledger.editions.pdf",
}
"""The module of each kind of edition, by the suffix of its file; it is loaded when it is needed."""


def extracted(data: bytes, suffix: str) -> Edition:
    """What an edition says; ``suffix`` is one of :data:`EXTRACTORS`."""
    extractor: Extractor = import_module(EXTRACTORS[suffix]).extracted
    return extractor(data)
