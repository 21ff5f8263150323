"""Fuzz every reader: bytes that coverage guides towards what has not run yet end in an article, or in one clear error.

``scripts/fuzz`` installs Atheris, which has the fuzzer, and starts this. What is found is in ``build/fuzz/``: for each
place where bytes come in, the inputs that reached something new, from which the next run goes on, and those that broke
something. Such an input belongs into ``tests/reading/test_junk.py`` once it is understood.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

FOLDER = Path("build/fuzz")
MEMORY = 2000
"""The most megabytes that a reader of fuzzed bytes may take."""
PATIENCE = 30
"""The most seconds that it may take over one input, which has at most :data:`LONGEST` bytes."""
LONGEST = 20_000
_COUNT = re.compile(r"^stat::number_of_executed_units: *(\d+)", re.MULTILINE)


def fuzz(place: str, seconds: int) -> None:
    """Fuzz one place in this process, which ends with it."""
    import atheris

    with atheris.instrument_imports(include=["publish.reading", "publish.refining", "markdown_it", "mdit_py_plugins"]):
        from support import junk

        for seed in junk.seeds(
            place
        ):  # Readers, and what they stand on, are loaded by the first source that needs them.
            junk.survives(place, seed)
    folder = FOLDER / place.replace(" ", "-")
    folder.mkdir(parents=True, exist_ok=True)
    for seed in junk.seeds(place):
        (folder / sha256(seed).hexdigest()[:16]).write_bytes(seed)
    options = {
        "max_total_time": seconds,
        "max_len": LONGEST,
        "rss_limit_mb": MEMORY,
        "timeout": PATIENCE,
        "artifact_prefix": f"{folder}.",
        "print_final_stats": 1,
        "verbosity": 0,
    }
    atheris.Setup(
        [sys.argv[0], str(folder), *(f"-{name}={value}" for name, value in options.items())],
        lambda data: junk.survives(place, data),
    )
    atheris.Fuzz()


def main() -> int:
    """Fuzz all places, one after the other, and tell how many inputs each has seen."""
    from support.junk import PLACES

    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--minutes", type=float, default=30, help="how long in all; 30 by default")
    parser.add_argument("--only", choices=PLACES, action="append", help="only this place; repeatable")
    parser.add_argument("--seconds", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    places = options.only or list(PLACES)
    if options.seconds:
        fuzz(places[0], options.seconds)
    seconds, failed = max(1, round(options.minutes * 60 / len(places))), []
    print(f"{'place':14} {'inputs':>9} {'a second':>9}", flush=True)
    for place in places:
        command = [sys.executable, __file__, "--only", place, "--seconds", str(seconds)]
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        said = done.stdout.decode("utf-8", "replace")
        counted = _COUNT.search(said)
        count = int(counted[1]) if counted else 0
        print(f"{place:14} {count:9,} {count / seconds:9,.0f}{'  BROKEN' if done.returncode else ''}", flush=True)
        if done.returncode:
            failed.append(place)
            print(said[max(said.find(" === "), 0) :][:6000], flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
