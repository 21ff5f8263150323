"""Does reading a page take time, and memory, in proportion to its size, whatever its markup?

::

    python tests/bench/pages_in_time.py

Each kind of page is read three times, the second ten and the third a hundred times as large as the first; the script
prints the processor's seconds for each, how many times as long the larger took as the one before, and the memory that
the process had needed by then. About ten is right; a hundred is not.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Mapping
from itertools import pairwise

from publish.reading import read

PROSE = "The sea comes in twice a day, and twice a day it goes, as anybody may see who waits. " * 5
MENU = "<nav><a href='/'>Home</a></nav>"


def _page(body: str) -> str:
    return f"<!doctype html><title>The Tides</title><body>{MENU}<article>{body}</article>"


KINDS: Mapping[str, tuple[int, Callable[[int], str]]] = {
    "paragraphs": (250, lambda n: _page(f"<p>{PROSE}</p>\n" * n)),
    "nested divisions": (1000, lambda n: _page("<div>" * n + PROSE)),
    "nested divisions with words": (1000, lambda n: _page("<div>sea, land " * n)),
    "nested tables": (100, lambda n: _page("<table><tr><td>sea" * n)),
    "nested bold type": (1000, lambda n: _page("<p>" + "<b>" * n + PROSE)),
    "attributes of one element": (1000, lambda n: _page("<p " + " ".join(f"a{i}=1" for i in range(n)) + f">{PROSE}")),
    "cells of 65534 columns": (10, lambda n: _page("<table>" + "<tr><td colspan=65534 rowspan=65534>sea" * n)),
    "line breaks": (1000, lambda n: _page("<div>" + "sea, land<br><br>" * n)),
    "phrases": (1000, lambda n: _page("<div>" + "<span>sea</span> <b>land</b> " * n)),
    "buttons": (1000, lambda n: _page("<div>sea" + "<button></button>" * n)),
    "items with links": (1000, lambda n: _page("<ul>" + "<li><a href='/a'>sea</a>" * n)),
    "cells in a row": (1000, lambda n: _page("<table><tr>" + f"<td><a href='/a'>sea</a> {PROSE[:600]}" * n)),
    "headings": (100, lambda n: _page("".join(f"<h2 id=a{i}>Sea<a href='#a{i}'>#</a></h2><p>land" for i in range(n)))),
    "dates": (100, lambda n: _page("<div class=date>32 Sea 2021</div>" * n)),
}


def main() -> None:
    """Print the table."""
    print(f"{'':28} {'seconds':>8} {'tenfold':>14} {'a hundredfold':>16}   memory")
    for name, (size, make) in KINDS.items():
        seconds = [_seconds(make(size * times)) for times in (1, 10, 100)]
        ratios = [b / a for a, b in pairwise(seconds)]
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        columns = [f"{second:8.2f} ({ratio:4.1f})" for second, ratio in zip(seconds[1:], ratios, strict=True)]
        print(f"{name:28} {seconds[0]:8.2f} {columns[0]:>14} {columns[1]:>16}   {memory} MB", flush=True)


def _seconds(page: str) -> float:
    data = page.encode()
    started = time.process_time()
    read(data, source="page.html")
    return time.process_time() - started


if __name__ == "__main__":
    main()
