"""Which addresses a link may have, and how they are written."""

from __future__ import annotations

import re
from typing import Literal
from urllib.parse import quote, urljoin, urlsplit

Problem = Literal["link-blocked", "link-unresolved"]

_IGNORED = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]")
"""What browsers leave out of an address, and what only hides how one begins."""
_SCHEME = re.compile(r"\s*([a-zA-Z][a-zA-Z0-9+.-]*)\s*:")
_ALLOWED = ("http", "https", "mailto", "tel")
_SAFE = "!$%&'()*+,/:;=?@~"
"""What need not be written as ``%xx`` in a path, a query or a fragment: RFC 3986, §3.3, and the percent sign itself."""
_HOST = "-._~:"
_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")


def link(reference: str, base: str | None) -> tuple[str | None, Problem | None]:
    """The address to write for ``reference``, relative to ``base``, or why there is none.

    What begins with ``#`` is given back as it is. Only the schemes ``http``, ``https``, ``mailto`` and ``tel`` are let
    through: any other either runs something or leads to a place on the reader's own machine.
    """
    plain = _IGNORED.sub("", reference).strip()
    if plain.startswith("#"):
        return plain, None
    if plain.startswith("//"):
        plain = f"https:{plain}"
    if _SCHEME.match(plain) is None:
        if base is None or not plain:
            return None, "link-unresolved"
        try:
            plain = urljoin(base, plain)
        except ValueError:
            return None, "link-unresolved"
    return (address, None) if (address := _written(plain)) else (None, "link-blocked")


def _written(address: str) -> str | None:
    match = _SCHEME.match(address)
    scheme = match[1].lower() if match else ""
    if match is None or scheme not in _ALLOWED:
        return None
    rest = _PERCENT.sub("%25", address[match.end() :])
    if scheme in ("mailto", "tel"):
        return f"{scheme}:{quote(rest, safe=_SAFE)}" if rest.strip("/?#") else None
    try:
        parts = urlsplit(f"{scheme}:{rest}")
        host = (parts.hostname or "").encode("idna").decode()
        port = "" if parts.port is None else f":{parts.port}"
    except (ValueError, UnicodeError):
        return None
    if not host or quote(host, safe=_HOST) != host or parts.username is not None:
        return None  # A name before the host only makes an address look like another.
    host = f"[{host}]" if ":" in host else host
    path, query, fragment = (quote(part, safe=_SAFE) for part in parts[2:])
    return f"{scheme}://{host}{port}{path}{query and '?'}{query}{fragment and '#'}{fragment}"
