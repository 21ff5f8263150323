"""The ledger of a folder, for one run at a time.

Where the folder is at an address, the ledger is worked on in the user's cache and put back when the run is over. A run
that was killed before leaves its ledger in that cache, where the next one on this machine finds it; on another machine,
what was done since is done again, with the same bytes. Such folders have no lock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path

from filelock import FileLock, Timeout

from publish.errors import BuildError
from publish.exporting.folder import OURS, Folder
from publish.exporting.register import Register
from publish.files import is_file, load, save

LEDGER = "ledger.sqlite"
LARGEST = 1 << 34
"""Bytes of a ledger that is brought here."""


@contextmanager
def opened(name: str, waits: Callable[[], None] = lambda: None) -> Iterator[Register]:
    """The ledger of a folder, for one run at a time: the next one says that it waits, and does."""
    folder = Folder(name)
    try:
        folder.ours.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder.ours / "lock", thread_local=False)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            waits()
            lock.acquire()
    except OSError as error:
        problem = f"cannot be used: {(error.strerror or str(error)).lower()}"
        raise BuildError(problem, place=name, remedy="choose another folder with -o") from error
    try:
        folder.tidy()
        with _at_hand(folder) as ledger, closing(Register(ledger, folder)) as register:
            yield register
    finally:
        lock.release()


def is_opened_before(name: str) -> bool:
    """Whether a folder has a ledger."""
    return is_file(Folder(name).path(f"{OURS}/{LEDGER}"))


@contextmanager
def _at_hand(folder: Folder) -> Iterator[Path]:
    """The ledger as a file of this disk."""
    here = folder.ours / LEDGER
    if not folder.is_remote:
        yield here
        return
    there, known = folder.path(f"{OURS}/{LEDGER}"), folder.ours / "brought"
    data = load(there, LARGEST) if is_file(there) else b""
    digest = sha256(data).hexdigest()
    if not (here.is_file() and known.is_file() and known.read_text(encoding="ascii") == digest):
        for left in folder.ours.glob(f"{LEDGER}*"):
            left.unlink()
        if data:
            here.write_bytes(data)
        known.write_text(digest, encoding="ascii")
    save(folder.path(f"{OURS}/begun"), b"")  # If nothing can be saved there, nothing needs to be built.
    try:
        yield here
    finally:
        data = here.read_bytes()
        save(there, data)
        known.write_text(sha256(data).hexdigest(), encoding="ascii")
