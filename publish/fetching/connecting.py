"""Connections to checked addresses, which end when their time is up.

A host's name is resolved here, once for each connection, and the connection goes to the very address that was checked:
a name that answers differently the next time (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterable
from typing import Any

import httpcore

from publish.errors import Blocked
from publish.fetching.addresses import REMEDY, resolved

ADDRESSES = 3
"""How many of a host's addresses are tried."""


class Deadline:
    """A time that all reading and writing shares. A server that drips bytes would outlive any limit on single reads."""

    def __init__(self) -> None:
        self._end = time.monotonic()

    def start(self, seconds: float) -> None:
        """From now on there are so many seconds."""
        self._end = time.monotonic() + seconds

    def left(self, timeout: float | None = None) -> float:
        """The seconds that are left, or ``timeout`` if that is less. Raises ``httpcore.ReadTimeout`` for none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout
        return min(left, timeout or left)


class Guard(httpcore.NetworkBackend):
    """Connects to hosts of which every address is admitted."""

    def __init__(self, admits: Callable[[str], bool], deadline: Deadline) -> None:
        self._admits = admits
        self._deadline = deadline
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to one of the host's addresses. Raises :class:`Blocked` where one of them is not admitted."""
        addresses = resolved(host, port)
        if not all(map(self._admits, addresses)):
            raise Blocked(f"{host} is not on the public internet", remedy=REMEDY)
        failure: httpcore.NetworkError | httpcore.TimeoutException = httpcore.ConnectError("no address")
        for address in addresses[:ADDRESSES]:
            try:
                left = self._deadline.left(timeout)
                stream = self._plain.connect_tcp(address, port, left, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _Timed(stream, self._deadline)
        raise failure


class _Timed(httpcore.NetworkStream):
    """A connection whose every step asks how much time is left."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left(timeout))
        return _Timed(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
