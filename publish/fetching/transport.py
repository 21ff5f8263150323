"""One request and its answer: after a pause for the host's sake, over a guarded connection, within a time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from email.utils import parsedate_to_datetime
from typing import cast

import httpcore
import httpx

from publish.errors import Blocked
from publish.fetching.connecting import Deadline, Guard

PAUSE = 0.5
"""The seconds between two requests to one host."""
LONGEST_PAUSE = 10.0
"""The most seconds that are waited because a host asks for it, in its ``robots.txt`` or with ``Retry-After``."""

_BUSY = (429, 503)


class Transport(httpx.BaseTransport):
    """Sends requests, politely. No cookies, no passwords, no proxies of the environment: nothing of the user's."""

    def __init__(self, admits: Callable[[str], bool], seconds: float, sleep: Callable[[float], None]) -> None:
        self._deadline = Deadline()
        self._seconds = seconds
        self._sleep = sleep
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(), network_backend=Guard(admits, self._deadline)
        )
        self._free: dict[str, float] = {}
        self.pauses: dict[str, float] = {}
        """The seconds that a host asks for between two requests, by its name."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The answer, its body still to be read. A host that is busy is asked once more, when it says."""
        response = self._sent(request)
        if response.status_code in _BUSY and "retry-after" in response.headers:
            seconds = _seconds(response.headers["retry-after"])
            response.close()
            if seconds > LONGEST_PAUSE:
                raise Blocked(f"the server is busy and asks to come back in {seconds:.0f} seconds", remedy="do so")
            self._sleep(seconds)
            response = self._sent(request)
        return response

    def _sent(self, request: httpx.Request) -> httpx.Response:
        host = request.url.host
        pause = min(max(self.pauses.get(host, 0), PAUSE), LONGEST_PAUSE)
        now = time.monotonic()
        if (wait := self._free.get(host, now) - now) > 0:
            self._sleep(wait)
        self._free[host] = now + max(wait, 0) + pause
        self._deadline.start(self._seconds)
        url = httpcore.URL(
            scheme=request.url.raw_scheme, host=request.url.raw_host, port=request.url.port, target=request.url.raw_path
        )
        answer = self._pool.handle_request(httpcore.Request(request.method, url, headers=request.headers.raw))
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer))

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    """The body of an answer as it comes in."""

    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from cast("Iterator[bytes]", self._answer.stream)

    def close(self) -> None:
        self._answer.close()


def _seconds(retry_after: str) -> float:
    """How long to wait (RFC 9110, section 10.2.3): a number of seconds, or a date; for anything else, a day."""
    with suppress(ValueError):
        return max(0.0, float(int(retry_after)))
    with suppress(ValueError, OverflowError):
        return max(0.0, parsedate_to_datetime(retry_after).timestamp() - time.time())
    return 86_400.0
