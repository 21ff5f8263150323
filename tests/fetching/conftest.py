"""A site on this machine, which only tests may ask."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from publish.fetching import Limits, Web

Answer = Callable[[BaseHTTPRequestHandler], None]


def answer(body: bytes = b"", status: int = 200, **headers: str) -> Answer:
    """An answer with these headers, whose names have underscores for hyphens."""

    def send(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in ({"Content_Length": str(len(body))} | headers).items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return send


class Site:
    """What is at each path, and which requests came."""

    def __init__(self) -> None:
        self.pages: dict[str, Answer] = {}
        self.requests: list[tuple[str, dict[str, str]]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                site.requests.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
                with suppress(OSError):  # We hang up on it in some tests.
                    site.pages.get(self.path, answer(status=404))(self)

            def log_message(self, format: str, *arguments: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.01,))
        self.thread.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    @property
    def asked(self) -> list[str]:
        """The paths that were asked for, but for ``robots.txt``."""
        return [path for path, _ in self.requests if path != "/robots.txt"]

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    yield site
    site.close()


@pytest.fixture
def slept() -> list[float]:
    """The pauses that were made, in seconds; none takes any time."""
    return []


@pytest.fixture
def web(tmp_path: Path, slept: list[float]) -> Iterator[Callable[..., Web]]:
    """A web in which this machine counts as public."""
    made: list[Web] = []

    def make(**options: Any) -> Web:
        limits = Limits(**{"size": 100_000, "seconds": 5, **options.pop("limits", {})})
        open_to_all: dict[str, Any] = {"admits": lambda address: True, "ports": range(65536)}
        made.append(Web(tmp_path, limits, sleep=slept.append, **(open_to_all | options)))
        return made[-1]

    yield make
    for one in made:
        one.close()
