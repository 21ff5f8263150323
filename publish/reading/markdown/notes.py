"""Notes that nothing refers to, and second notes of the same name, stay in the text as what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from publish.model import Finding

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_FOUND = "loose_notes"


def plugin(parser: MarkdownIt) -> None:
    """Teach a parser, which would drop them, to keep them. Notes are written without links back, which are ours."""
    parser.core.ruler.before("footnote_tail", "loose_notes", _loosen)
    parser.add_render_rule("footnote_anchor", lambda *_: "")


def findings(environment: dict[str, Any]) -> tuple[Finding, ...]:
    """What to tell of them after parsing."""
    return tuple(
        Finding(
            "note-without-reference", "warning", f"nothing refers to the note “{label[:80]}”; it stays as text", line
        )
        for label, line in environment.get(_FOUND, ())
    )


def _loosen(state: StateCore) -> None:
    """Take the marks of such notes away, and bring notes that are written within a note out of it."""
    referred = {name[1:] for name, number in state.env.get("footnotes", {}).get("refs", {}).items() if number >= 0}
    loose: list[tuple[str, int | None]] = []
    notes: list[Token] = []
    open_: list[list[Token]] = [[]]
    for token in state.tokens:
        if token.type == "footnote_reference_open":
            open_.append([token])
        elif token.type == "footnote_reference_close":
            opening, *content = open_.pop()
            label = opening.meta["label"]
            if label in referred:
                referred.remove(label)
                notes += [opening, *content, token]
            else:
                loose.append((label, opening.map[0] + 1 if opening.map else None))
                open_[-1] += content
        else:
            open_[-1].append(token)
    state.tokens[:] = [*open_[0], *notes]
    state.env[_FOUND] = loose
