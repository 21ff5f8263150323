"""Python loads this file into every process that has its folder on ``PYTHONPATH``, before anything else: it watches.

What reaches out is written to the file that ``WATCH`` names, a line each: a name that was resolved, a socket that was
connected, a process that was started, a file that was opened. Forked workers inherit the watching.
"""

import os
import sys

_WATCHED = (
    "open",
    "os.exec",
    "os.posix_spawn",
    "os.system",
    "socket.bind",
    "socket.connect",
    "socket.getaddrinfo",
    "socket.gethostbyname",
    "socket.sendto",
    "subprocess.Popen",
)
_out = os.open(os.environ["WATCH"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)


def _note(event: str, arguments: tuple[object, ...]) -> None:
    if event in _WATCHED:
        what = arguments[1] if event.startswith("socket.") and len(arguments) > 1 else arguments[0]
        os.write(_out, f"{event}\t{what!r}\n".encode("utf-8", "backslashreplace"))


sys.addaudithook(_note)
