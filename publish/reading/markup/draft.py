"""What a format's reader hands over: the article's content as an untrusted tree, and what the format itself told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement

from publish.model import Dropped, Finding

LineOf = Callable[[HtmlElement], int | None]
"""The line of the source in which an element begins; None where that is not known."""

FARTHEST = 8
"""How many elements up a line is looked for."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An article before it is understood."""

    format: str
    """The reader's name: ``markdown``."""
    root: HtmlElement
    """The article's content, untrusted: a ``body``, an ``article`` or a ``div``. It is consumed."""
    metadata: Mapping[str, object]
    """What the format itself told, by the names of the fields of :class:`publish.model.Metadata`; each is optional."""
    origins: tuple[tuple[str, str], ...] = ()
    """Where each of these values comes from: ``("published", "front matter: date")``."""
    base: str | None = None
    """The http(s) address that relative references are relative to; None: the source's folder."""
    among: str | None = None
    """The address of the source among those that become one book with it, for links that are relative; None: alone."""
    line_of: LineOf | None = None
    """None: the format has no lines."""
    findings: tuple[Finding, ...] = ()
    dropped: tuple[Dropped, ...] = ()

    def line(self, element: HtmlElement) -> int | None:
        """The line of an element, or of the nearest one around it that has one."""
        if self.line_of is None:
            return None
        for one in (element, *islice(element.iterancestors(), FARTHEST)):
            if (line := self.line_of(one)) is not None:
                return line
        return None
