"""The parts of the documentation that the code knows best, kept between two remarks in the files of ``docs/``.

``scripts/reference`` writes them; a test holds that what stands there is what the code says.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from publish.choices import option
from publish.settings import STORES, Setting, table

DOCS = Path(__file__).resolve().parents[2] / "docs"
BEGINS, ENDS = "<!-- made by scripts/reference -->", "<!-- ends here -->"

_WHO = {"run": "a run", "source": "a folder", "article": "a folder or an article"}


def settings() -> str:
    """The table of all settings, in Markdown."""
    head = "| key in `publish.toml` | option | value | otherwise | for | what it does |\n|---|---|---|---|---|---|\n"
    return head + "".join(map(_row, table().values()))


def _row(setting: Setting) -> str:
    wanted = setting.wanted.replace("|", "\\|") or "true \\| false"
    cells = [f"`{setting.key}`", f"`{option(setting)}`", f"`{wanted}`", _shown(setting.show(setting.default))]
    return f"| {' | '.join([*cells, _WHO[setting.scope], setting.help])} |\n"


def _shown(value: Any) -> str:
    if value in (None, [], ()):
        return ""
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def themes() -> str:
    """The table of all tokens, in Markdown."""
    from publish.rendering.theme import ROOT, load
    from publish.rendering.tokens import TOKENS

    look = load(ROOT)
    rows = []
    for name, token in TOKENS.items():
        above, _, last = name.rpartition(".")
        value = look.tokens[above][last] if above else look.tokens[last]
        shown = "" if isinstance(value, dict | list) or name == "about" else _shown(value)
        rows.append(f"| `{name}` | {token.wanted.replace('|', chr(92) + '|')} | {shown} | {token.help} |\n")
    return "| token | value | in `book` | what it is |\n|---|---|---|---|\n" + "".join(rows)


def profiles() -> str:
    """What each store needs and demands, in Markdown."""
    from publish.stores import store

    parts = []
    for sold in map(store, STORES):
        needs = ", ".join(f"`{key} = {value}`" for key, value in sold.needs.items())
        rows = [
            f"| `store-{rule.check}` | {rule.severity} | {rule.says} | {rule.source} | {rule.date} |\n"
            for rule in sold.rules
        ]
        head = "| finding | severity | rule | source | date |\n|---|---|---|---|---|\n"
        parts.append(f"## {sold.title}: `--profile {sold.name}`\n\nBuilds with {needs}.\n\n{head}{''.join(rows)}")
    return "\n".join(parts)


DOCUMENTS: Mapping[str, Callable[[], str]] = {
    "settings.md": settings,
    "themes.md": themes,
    "profiles.md": profiles,
}
"""The part of each document that is made."""


def brought_up_to_date(name: str) -> str:
    """A document as it should stand, its hand-written parts as they are."""
    text = (DOCS / name).read_text(encoding="utf-8")
    part = f"{BEGINS}\n\n{DOCUMENTS[name]()}\n{ENDS}"
    return re.sub(f"{re.escape(BEGINS)}.*?{re.escape(ENDS)}", lambda _: part, text, count=1, flags=re.DOTALL)


def main() -> int:
    """Write every document, or with ``--check`` only name those that would change; the exit code."""
    stale = [name for name in DOCUMENTS if brought_up_to_date(name) != (DOCS / name).read_text(encoding="utf-8")]
    for name in stale:
        if "--check" not in sys.argv[1:]:
            (DOCS / name).write_text(brought_up_to_date(name), encoding="utf-8")
        print(f"docs/{name}")
    return 1 if stale and "--check" in sys.argv[1:] else 0


if __name__ == "__main__":
    sys.exit(main())
