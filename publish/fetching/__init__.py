"""All network access, which there is none of unless the user allows it: pages as sources, and the pictures of pages.

Polite: a name of its own, what ``robots.txt`` asks for, a pause between requests, a cache on disk (RFC 9111). Bounded:
bytes after unpacking, time, redirects. Guarded: only the public internet is reached, at every hop.
"""

from __future__ import annotations

import os
import time
from functools import cache
from pathlib import Path

from platformdirs import user_cache_path

from publish.errors import Blocked
from publish.fetching.web import Limits, Page, Web

__all__ = ["Limits", "Page", "Visit", "Web", "visit"]


class Visit:
    """What is fetched for one source, under the sum of its limits."""

    def __init__(self, web: Web) -> None:
        self._web = web
        self._left = web.limits.sum
        self._end = time.monotonic() + web.limits.all_seconds

    def get(self, address: str, referrer: str | None = None) -> Page:
        """As :meth:`Web.get`; :class:`Blocked`, too, when the source has used up its share."""
        if self._left <= 0 or time.monotonic() > self._end:
            raise Blocked("the source asks for too much", place=address, remedy="save its pictures beside it")
        page = self._web.get(address, size=min(self._web.limits.size, self._left), referrer=referrer)
        self._left -= len(page.data)
        return page


def visit() -> Visit:
    """A new source's way to the internet."""
    return Visit(_web(os.getpid()))


@cache
def _web(process: int) -> Web:
    """The web of a process: neither connections nor the cache's may be used on both sides of a fork."""
    return Web(Path(os.environ.get("PUBLISH_CACHE") or user_cache_path("publish")), Limits())
