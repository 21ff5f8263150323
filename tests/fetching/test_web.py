"""Fetching: what is asked of whom, how often, and when it is given up."""

from __future__ import annotations

import gzip
import socket
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from typing import Any
from unittest.mock import patch

import pytest
from fetching.conftest import Site, answer

from publish.errors import Absent, Blocked
from publish.fetching import Visit, Web
from publish.fetching.addresses import is_public

Make = Callable[..., Web]


def test_a_page(site: Site, web: Make) -> None:
    site.pages["/tides?a=b"] = answer(b"the sea", Content_Type="Text/HTML; charset=ISO-8859-1")
    page = web().get(f"{site.address}/tides?a=b#c", size=100)
    assert (page.data, page.media_type, page.charset) == (b"the sea", "text/html", "iso-8859-1")
    assert page.url == f"{site.address}/tides?a=b"


def test_nothing_of_the_user_is_told(site: Site, web: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    site.pages["/a"] = answer(b"a", Set_Cookie="who=me")
    site.pages["/b"] = answer(b"b")
    asked = web()
    asked.get(f"{site.address}/a", size=10)
    asked.get(f"{site.address}/b", size=10, referrer=f"{site.address}/a")
    headers = site.requests[-1][1]
    assert set(headers) == {"host", "user-agent", "accept", "accept-encoding", "referer"}
    assert headers["user-agent"].startswith("publish/")


@pytest.mark.parametrize(
    ("page", "told"), [("https://example.org/secret?x", None), ("http://example.org/a?x", "http://example.org/")]
)
def test_another_site_is_told_the_host_at_most(site: Site, web: Make, page: str, told: str | None) -> None:
    site.pages["/a"] = answer(b"a")
    web().get(f"{site.address}/a", size=10, referrer=page)
    assert site.requests[-1][1].get("referer") == told


@pytest.mark.parametrize(
    ("status", "error", "problem"),
    [(404, Absent, "there is no such page"), (410, Absent, "no such page"), (403, Blocked, "the server answers 403")],
)
def test_a_page_that_is_not_given(site: Site, web: Make, status: int, error: type[Blocked], problem: str) -> None:
    site.pages["/a"] = answer(status=status)
    with pytest.raises(error, match=problem):
        web().get(f"{site.address}/a", size=10)


class TestGuarding:
    def test_this_machine_is_not_asked(self, site: Site, web: Make) -> None:
        with pytest.raises(Blocked, match="is not on the public internet"):
            web(admits=is_public).get(f"{site.address}/a", size=10)
        assert site.requests == []

    def test_a_name_with_one_private_address_is_not_asked(self, site: Site, web: Make) -> None:
        def found(host: str, port: int, **options: Any) -> list[Any]:
            return [(socket.AF_INET, 1, 6, "", (ip, port)) for ip in ("127.0.0.1", "10.0.0.1")]

        with patch("socket.getaddrinfo", found), pytest.raises(Blocked, match="is not on the public internet"):
            web(admits=lambda ip: ip == "127.0.0.1").get(f"http://tides.test:{site.server.server_port}/", size=10)
        assert site.requests == []

    def test_the_connection_goes_to_the_address_that_was_checked(self, site: Site, web: Make) -> None:
        """A name that changes between the check and the connection gains nothing: it is resolved once."""
        answers = ["127.0.0.1"] * 2  # One for robots.txt, one for the page.
        site.pages["/"] = answer(b"sea")

        def found(host: str, port: int, *rest: Any, **options: Any) -> list[Any]:
            ip = host if host[0].isdigit() else answers.pop()  # Empty if it is asked again: an error.
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port))]

        with patch("socket.getaddrinfo", found):
            assert web().get(f"http://tides.test:{site.server.server_port}/", size=10).data == b"sea"
        assert site.requests[-1][1]["host"].startswith("tides.test")

    @pytest.mark.parametrize(
        "where", ["http://10.0.0.1/", "file:///etc/passwd", "http://a:b@127.0.0.1/", "http://[::1]/"]
    )
    def test_a_redirect_to_a_forbidden_place(self, site: Site, web: Make, where: str) -> None:
        site.pages["/a"] = answer(status=302, Location=where)
        with pytest.raises(Blocked):
            web(admits=lambda ip: ip == "127.0.0.1").get(f"{site.address}/a", size=10)
        assert site.asked == ["/a"]

    def test_ports(self, site: Site, web: Make) -> None:
        with pytest.raises(Blocked, match="asks for port"):
            web(ports={80}).get(site.address, size=10)


class TestBounds:
    def test_redirects(self, site: Site, web: Make) -> None:
        site.pages["/0"] = answer(b"sea")
        for number in range(1, 8):
            site.pages[f"/{number}"] = answer(status=301, Location=f"{number - 1}")
        assert web().get(f"{site.address}/5", size=10).url == f"{site.address}/0"
        with pytest.raises(Blocked, match="is redirected more than 5 times"):
            web().get(f"{site.address}/6", size=10)

    def test_size(self, site: Site, web: Make) -> None:
        site.pages["/a"] = answer(b"x" * 1000)
        assert len(web().get(f"{site.address}/a", size=1000).data) == 1000
        with pytest.raises(Blocked, match="is more than"):
            web().get(f"{site.address}/a", size=999)

    def test_a_stream_without_end(self, site: Site, web: Make) -> None:
        def endless(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(200)
            handler.send_header("Connection", "close")
            handler.end_headers()
            while True:
                handler.wfile.write(b"x" * 10_000)

        site.pages["/a"] = endless
        with pytest.raises(Blocked, match="is more than"):
            web().get(f"{site.address}/a", size=100_000)

    def test_packed_pages(self, site: Site, web: Make) -> None:
        site.pages["/a"] = answer(gzip.compress(b"sea" * 100), Content_Encoding="gzip")
        assert web().get(f"{site.address}/a", size=1000).data == b"sea" * 100

    @pytest.mark.parametrize("layers", [1, 2])
    def test_a_gzip_bomb(self, site: Site, web: Make, layers: int) -> None:
        bomb = gzip.compress(b"\0" * 50_000_000)
        site.pages["/a"] = answer(bomb, Content_Encoding=", ".join(["gzip"] * layers))
        with pytest.raises(Blocked, match="is more than" if layers == 1 else "was not asked for"):
            web().get(f"{site.address}/a", size=100_000)

    @pytest.mark.parametrize(("encoding", "body"), [("br", b"x"), ("gzip", b"no gzip at all")])
    def test_packings_that_are_wrong(self, site: Site, web: Make, encoding: str, body: bytes) -> None:
        site.pages["/a"] = answer(body, Content_Encoding=encoding)
        with pytest.raises(Blocked):
            web().get(f"{site.address}/a", size=100)

    @pytest.mark.parametrize("part", ["head", "body"])
    def test_a_slow_drip_is_cut(self, site: Site, web: Make, part: str) -> None:
        """Each byte comes in time; all of them would not."""

        def drip(handler: BaseHTTPRequestHandler) -> None:
            handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + (b"\r\n" if part == "body" else b""))
            for _ in range(200):
                handler.wfile.write(b"x")
                handler.wfile.flush()
                time.sleep(0.05)

        site.pages["/a"] = drip
        with pytest.raises(Blocked, match=r"takes longer than 0\.3 seconds"):
            web(limits={"seconds": 0.3}).get(f"{site.address}/a", size=1000)

    def test_what_is_no_http(self, site: Site, web: Make) -> None:
        def no_http(handler: BaseHTTPRequestHandler) -> None:
            handler.wfile.write(b"SSH-2.0\r\n\r\n")

        site.pages["/a"] = no_http
        with pytest.raises(Blocked, match="cannot be fetched"):
            web().get(f"{site.address}/a", size=1000)

    def test_a_source_has_a_share(self, site: Site, web: Make) -> None:
        site.pages["/a"], site.pages["/b"] = answer(b"x" * 60), answer(b"x" * 60)
        visit = Visit(web(limits={"sum": 100}))
        visit.get(f"{site.address}/a")
        with pytest.raises(Blocked, match="is more than"):
            visit.get(f"{site.address}/b")
        late = Visit(web(limits={"all_seconds": -1}))
        with pytest.raises(Blocked, match="asks for too much"):
            late.get(f"{site.address}/a")


class TestManners:
    def test_robots(self, site: Site, web: Make) -> None:
        site.pages["/robots.txt"] = answer(b"User-agent: *\nDisallow: /private\n")
        site.pages["/a"], site.pages["/private"] = answer(b"a"), answer(b"b")
        asked = web()
        assert asked.get(f"{site.address}/a", size=10).data == b"a"
        with pytest.raises(Blocked, match=r"asks programs not to fetch it \(robots\.txt\)"):
            asked.get(f"{site.address}/private", size=10)
        assert [path for path, _ in site.requests] == ["/robots.txt", "/a"]

    def test_robots_of_every_hop(self, site: Site, web: Make) -> None:
        site.pages["/robots.txt"] = answer(b"User-agent: publish\nDisallow: /private\n")
        site.pages["/a"] = answer(status=302, Location="/private")
        with pytest.raises(Blocked, match="robots"):
            web().get(f"{site.address}/a", size=10)
        assert site.asked == ["/a"]

    def test_a_site_whose_wishes_cannot_be_known_is_left_alone(self, site: Site, web: Make) -> None:
        site.pages["/robots.txt"] = answer(status=500)
        with pytest.raises(Blocked, match="the server answers 500"):
            web().get(f"{site.address}/a", size=10)
        assert site.asked == []

    def test_pauses(self, site: Site, web: Make, slept: list[float]) -> None:
        site.pages["/robots.txt"] = answer(b"User-agent: *\nCrawl-delay: 3\n")
        site.pages["/a"], site.pages["/b"] = answer(b"a"), answer(b"b")
        asked = web()
        asked.get(f"{site.address}/a", size=10)
        asked.get(f"{site.address}/b", size=10)
        assert 0 < slept[0] <= 0.5, "after robots.txt"
        assert 2 < slept[1] <= 4

    def test_a_busy_server_is_asked_once_more(self, site: Site, web: Make, slept: list[float]) -> None:
        answers = [answer(b"sea"), answer(status=503, Retry_After="7")]
        site.pages["/a"] = lambda handler: answers.pop()(handler)
        assert web().get(f"{site.address}/a", size=10).data == b"sea"
        assert 7 in slept

    @pytest.mark.parametrize("when", ["3600", "Fri, 31 Dec 2999 23:59:59 GMT", "soon"])
    def test_a_server_that_is_busy_for_long_is_given_up(self, site: Site, web: Make, when: str) -> None:
        site.pages["/a"] = answer(status=429, Retry_After=when)
        with pytest.raises(Blocked, match="is busy and asks to come back"):
            web().get(f"{site.address}/a", size=10)
        assert site.asked == ["/a"]


class TestCache:
    def test_what_is_fresh_is_not_asked_for_again(self, site: Site, web: Make) -> None:
        site.pages["/a"] = answer(gzip.compress(b"sea"), Cache_Control="max-age=600", Content_Encoding="gzip")
        assert [web().get(f"{site.address}/a", size=10).data for _ in range(3)] == [b"sea"] * 3
        assert site.asked == ["/a"]

    def test_what_may_have_changed_is_asked_about(self, site: Site, web: Make) -> None:
        def page(handler: BaseHTTPRequestHandler) -> None:
            known = handler.headers["If-None-Match"] == '"1"'
            answer(b"" if known else b"sea", 304 if known else 200, ETag='"1"', Cache_Control="no-cache")(handler)

        site.pages["/a"] = page
        assert [web().get(f"{site.address}/a", size=10).data for _ in range(2)] == [b"sea"] * 2
        assert len(site.asked) == 2

    def test_a_part_is_never_kept(self, site: Site, web: Make) -> None:
        site.pages["/a"] = answer(b"x" * 50, Cache_Control="max-age=600")
        with pytest.raises(Blocked):
            web().get(f"{site.address}/a", size=20)
        assert len(web().get(f"{site.address}/a", size=50).data) == 50
