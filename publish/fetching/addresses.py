"""Where nothing may be fetched from: every address of a machine that is not on the public internet."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Collection

import httpx

from publish.errors import Absent, Blocked

PORTS = frozenset({80, 443})
"""The ports that are asked: what listens on another one is seldom a site."""

REMEDY = "save it with a browser and name the file"

_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052, section 2.1


def checked(address: str | httpx.URL, ports: Collection[int] = PORTS) -> httpx.URL:
    """A web address that may be asked. Raises :class:`Blocked` for another scheme or port, and for a password in it."""
    try:
        url = httpx.URL(address)
    except (httpx.InvalidURL, ValueError) as error:
        raise Blocked("is no web address", place=str(address), remedy="check it") from error
    place = str(url.copy_with(userinfo=b""))
    if url.scheme not in ("http", "https") or not url.host:
        raise Blocked("is no web address", place=place, remedy="write it as in https://example.org/tides")
    if url.userinfo:
        raise Blocked("has a user's name or password in it", place=place, remedy=REMEDY)
    if (url.port or (443 if url.scheme == "https" else 80)) not in ports:
        raise Blocked(f"asks for port {url.port}; only web servers' own ports are asked", place=place, remedy=REMEDY)
    return url.copy_with(fragment=None)


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet.

    Not private, shared, loopback, link-local (where clouds keep their metadata), multicast, reserved or unspecified by
    IANA's registries of special-purpose addresses; nor an IPv6 address that holds such an IPv4 address.
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
        inner += [ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)] if ip in _NAT64 else []
        if ip.is_site_local or not all(is_public(str(one)) for one in inner if one):
            return False
        if ip.ipv4_mapped:
            return True
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def resolved(host: str, port: int) -> list[str]:
    """The IP addresses of a host, in the resolver's order. Raises :class:`Absent` where there is none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Absent(f"no machine is called {host}", remedy="check the address and your connection") from error
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))
