"""What the kernel sees opened, by whichever process and library: inotify(7)."""

from __future__ import annotations

import ctypes
import os
import struct
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

_OPEN, _IS_FOLDER = 0x20, 0x40000000
_EVENT = struct.Struct("iIII")


@contextmanager
def opened_in(folders: Iterable[Path]) -> Iterator[set[Path]]:
    """The files in these folders, not below them, that are opened inside of the context; nothing but on Linux."""
    seen: set[Path] = set()
    if sys.platform != "linux":
        yield seen
        return
    libc = ctypes.CDLL(None, use_errno=True)
    notes, (ends, end) = libc.inotify_init1(os.O_CLOEXEC), os.pipe()
    places = {libc.inotify_add_watch(notes, bytes(folder), _OPEN): folder for folder in folders}
    assert notes >= 0 and min(places) >= 0, "this system has no more watches to give"

    def gather() -> None:
        import select

        while notes in (ready := select.select([notes, ends], [], [])[0]) or not ready:
            data = os.read(notes, 1 << 20)
            while data:
                place, mask, _, size = _EVENT.unpack_from(data)
                name = data[_EVENT.size : _EVENT.size + size].rstrip(b"\0")
                data = data[_EVENT.size + size :]
                if not mask & _IS_FOLDER and name:
                    seen.add(places[place] / os.fsdecode(name))

    thread = threading.Thread(target=gather)
    thread.start()
    try:
        yield seen
    finally:
        os.close(end)
        thread.join()
        os.close(ends)
        os.close(notes)
