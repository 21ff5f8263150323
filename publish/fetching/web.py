"""The public internet, as far as we go into it."""

from __future__ import annotations

import logging
import time
import zlib
from collections.abc import Callable, Collection
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import httpcore
import httpx
from hishel import CacheOptions, SqliteStorage
from hishel.httpx import CacheTransport
from protego import Protego

from publish.errors import Absent, Blocked
from publish.fetching.addresses import PORTS, REMEDY, checked, is_public
from publish.fetching.transport import Transport

NAME = "publish"
"""What we are called in ``robots.txt``."""

_ROBOTS_SIZE = 500_000  # RFC 9309, section 2.5
_CACHE_SIZE = 500_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What one source may cost."""

    size: int = 50_000_000
    """Bytes of one answer, unpacked."""
    sum: int = 200_000_000
    """Bytes of all answers."""
    seconds: float = 30
    """For one answer."""
    all_seconds: float = 300
    """For all answers. None is begun after that."""
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Page:
    """What came back from an address."""

    url: str
    """Where it was in the end, after all redirects."""
    media_type: str
    """In lower case, without parameters; empty where the server does not tell."""
    charset: str | None
    """The encoding that the server tells, for text."""
    data: bytes


class Web:
    """The public internet. One a process, so that pauses and robots.txt hold for all of its sources."""

    def __init__(
        self,
        folder: Path,
        limits: Limits,
        *,
        admits: Callable[[str], bool] = is_public,
        ports: Collection[int] = PORTS,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        logging.getLogger("hishel").propagate = False  # A cache that fails is no cache; nobody needs to hear of it.
        self.limits = limits
        self._ports = ports
        self._transport = Transport(admits, limits.seconds, sleep)
        storage = SqliteStorage(database_path=folder / "web.sqlite", max_stream_size=limits.size, max_size=_CACHE_SIZE)
        self._cached = CacheTransport(self._transport, storage, CacheOptions(shared=False))
        self._robots: dict[str, Protego | Blocked] = {}

    def get(self, address: str, *, size: int, referrer: str | None = None) -> Page:
        """What is at an address, up to ``size`` bytes. ``referrer`` is the page that names it.

        Raises :class:`Absent` for what is not there, :class:`Blocked` for what may not be fetched, or cannot be.
        """
        answer = self._followed(address, size, referrer)
        if answer.status in (404, 410):
            raise Absent("there is no such page", place=address, remedy="check the address")
        if answer.page is None:
            raise Blocked(f"the server answers {answer.status}", place=address, remedy=REMEDY)
        return answer.page

    def close(self) -> None:
        """Close all connections and the cache."""
        self._cached.close()

    def _followed(self, address: str, size: int, referrer: str | None, *, robots: bool = True) -> _Answer:
        """The answer at the end of all redirects, each of which is checked as the address itself."""
        url = checked(address, self._ports)
        for _ in range(self.limits.redirects + 1):
            if robots:
                self._ask_robots(url)
            answer = self._answer(url, size, referrer)
            if answer.elsewhere is None:
                return answer
            url = checked(url.join(answer.elsewhere), self._ports)
        raise Blocked(f"is redirected more than {self.limits.redirects} times", place=address, remedy=REMEDY)

    def _answer(self, url: httpx.URL, size: int, referrer: str | None) -> _Answer:
        place = str(url)
        try:
            response = self._cached.handle_request(httpx.Request("GET", url, headers=_headers(url, referrer)))
            try:
                if response.has_redirect_location:
                    return _Answer(response.status_code, elsewhere=response.headers["location"])
                if response.status_code != 200:
                    return _Answer(response.status_code)
                data = _unpacked(response, size)
            finally:
                response.close()
        except Blocked as error:
            raise type(error)(error.message, place=place, remedy=error.remedy) from error
        except httpcore.TimeoutException as error:
            raise Blocked(f"takes longer than {self.limits.seconds:g} seconds", place=place, remedy=REMEDY) from error
        except (httpcore.NetworkError, httpcore.ProtocolError, httpx.InvalidURL, ValueError, zlib.error) as error:
            reason = str(error) or type(error).__name__
            raise Blocked(f"cannot be fetched: {reason}", place=place, remedy="try again later") from error
        media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        return _Answer(200, Page(place, media_type, response.charset_encoding, data))

    def _ask_robots(self, url: httpx.URL) -> None:
        """Raise :class:`Blocked` where the site does not want programs."""
        site = str(url.copy_with(raw_path=b"/robots.txt"))
        if site not in self._robots:
            self._robots[site] = self._fetched_robots(site)
        robots = self._robots[site]
        if isinstance(robots, Blocked):
            raise type(robots)(robots.message, place=str(url), remedy=robots.remedy)
        if not robots.can_fetch(str(url), NAME):
            raise Blocked("its site asks programs not to fetch it (robots.txt)", place=str(url), remedy=REMEDY)
        self._transport.pauses[url.host] = robots.crawl_delay(NAME) or 0

    def _fetched_robots(self, site: str) -> Protego | Blocked:
        """What a site asks of programs; why it may not be asked for anything, where it cannot say (RFC 9309, 2.3.1)."""
        try:
            answer = self._followed(site, _ROBOTS_SIZE, None, robots=False)
        except Blocked as error:
            return error
        if answer.status >= 500:
            return Blocked(f"the server answers {answer.status}", remedy="try again later")
        return Protego.parse(answer.page.data.decode("utf-8", "replace") if answer.page else "")


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a server says: a page, or that it is elsewhere, or neither."""

    status: int
    page: Page | None = None
    elsewhere: str | None = None


def _headers(url: httpx.URL, referrer: str | None) -> dict[str, str]:
    headers = {
        "User-Agent": f"{NAME}/{version('publish')}",
        "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
        "Accept-Encoding": "gzip",
    }
    if referrer:
        # Some servers give pictures to their own pages only. The rest is what browsers tell: strict-origin-when-
        # cross-origin (W3C Referrer Policy, section 3.8).
        page = httpx.URL(referrer)
        if page.host == url.host and page.scheme == url.scheme:
            headers["Referer"] = referrer
        elif page.scheme == "http" or url.scheme == "https":
            headers["Referer"] = f"{page.scheme}://{page.netloc.decode('ascii')}/"
    return headers


def _unpacked(response: httpx.Response, size: int) -> bytes:
    """The body, of which no more is unpacked than ``size`` bytes. Raises :class:`Blocked` for more."""
    packing = response.headers.get("content-encoding", "identity").strip().lower()
    if packing not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise Blocked(f"comes in a packing that was not asked for: {packing}", remedy=REMEDY)
    unpack = zlib.decompressobj(wbits=47) if packing not in ("", "identity") else None  # 47: gzip or zlib, as it is.
    data = bytearray()
    for chunk in response.iter_raw():
        data += unpack.decompress(chunk, size + 1 - len(data)) if unpack else chunk
        if len(data) > size:
            raise Blocked(f"is more than {size / 1_000_000:.0f} MB large", remedy=REMEDY)
    return bytes(data)
