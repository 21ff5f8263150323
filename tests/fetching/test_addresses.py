"""Where nothing is fetched from."""

from __future__ import annotations

import socket
from typing import Any
from unittest.mock import patch

import pytest

from publish.errors import Absent, Blocked
from publish.fetching.addresses import checked, is_public, resolved


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::ffff:93.184.215.14"])
def test_the_public_internet(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.9.10", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "100.64.0.1", "169.254.169.254",
        "192.0.2.1", "198.18.0.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
        "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1", "2001:db8::1",
        "::ffff:127.0.0.1", "::ffff:a9fe:a9fe", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::",
        "2001:0:7f00:1::", "::127.0.0.1",
    ],
)  # fmt: skip
def test_any_other_address(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("ftp://example.org/a", "is no web address"),
        ("file:///etc/passwd", "is no web address"),
        ("javascript:alert(1)", "is no web address"),
        ("//example.org", "is no web address"),
        ("http://", "is no web address"),
        ("http://[::1", "is no web address"),
        ("http://exa\x00mple.org/", "is no web address"),
        ("https://user:secret@example.org/", "has a user's name or password"),
        ("https://example.org:8080/", "asks for port 8080"),
        ("http://example.org:22/", "asks for port 22"),
    ],
)
def test_addresses_that_are_not_asked(address: str, problem: str) -> None:
    with pytest.raises(Blocked, match=problem) as caught:
        checked(address)
    assert "secret" not in str(caught.value)


def test_addresses_that_are() -> None:
    assert str(checked("HTTPS://Example.org:443/a?b#c")) == "https://example.org/a?b"


def test_a_name_that_nobody_has() -> None:
    with patch("socket.getaddrinfo", side_effect=socket.gaierror), pytest.raises(Absent, match="no machine is called"):
        resolved("example.invalid", 80)


def test_all_addresses_of_a_name_are_looked_at() -> None:
    def two(host: str, port: int, **options: Any) -> list[Any]:
        return [(socket.AF_INET, 1, 6, "", (ip, port)) for ip in ("93.184.215.14", "10.0.0.1")]

    with patch("socket.getaddrinfo", two):
        assert resolved("example.org", 80) == ["93.184.215.14", "10.0.0.1"]
