"""A JPEG file without what is told about it: its segments are copied, its picture is not coded anew."""

from __future__ import annotations

import re

_KEPT_APPLICATION = (0xE0, 0xE2, 0xEE)
"""JFIF, the colour profile, and Adobe's note on how colours are coded; the others hold metadata."""
_COMMENT = 0xFE
_MARKER = re.compile(b"\xff+([^\x00\xd0-\xd7\xff])", re.DOTALL)
"""The next marker behind coded data: not a stuffed byte and not a restart (ITU-T T.81, §B.1.1)."""


def stripped(data: bytes) -> bytes:
    """The segments of a JPEG file that make its picture, and nothing behind its end.

    Raises :class:`ValueError` for bytes that are not built like one.
    """
    if data[:2] != b"\xff\xd8":
        raise ValueError("no start of image")
    kept, place = [data[:2]], 2
    while match := _MARKER.search(data, place):
        kind, begin = match[1][0], match.start()
        kept.append(data[place:begin])
        if kind == 0xD9:
            kept.append(b"\xff\xd9")
            return b"".join(kept)
        size = int.from_bytes(data[match.end() : match.end() + 2], "big")
        place = match.end() + size
        if size < 2 or place > len(data):
            raise ValueError("a segment is longer than the file")
        if kind != _COMMENT and (not 0xE0 <= kind <= 0xEF or kind in _KEPT_APPLICATION):
            kept.append(b"\xff" + data[match.end() - 1 : place])
    raise ValueError("no end of image")
