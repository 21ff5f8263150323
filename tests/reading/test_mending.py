from __future__ import annotations

from pathlib import Path

import pytest

from publish.reading.plain.mending import LONGEST_PIECE, mend


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("It wonâ€™t open.", "It won’t open.", "mojibake-mended"),
        ("It won\x92t open.", "It won’t open.", "mojibake-mended"),
        ("cafÃ©, crÃ¨me", "café, crème", "mojibake-mended"),
        ("ÃƒÂ©tÃƒÂ©", "été", "mojibake-mended"),
        ("РџСЂРёРІРµС‚ РјРёСЂ", "Привет мир", "mojibake-mended"),
        ("“quoted” and cafÃ©", "“quoted” and café", "mojibake-mended"),
        ("&amp;quot;sea&amp;quot;", '"sea"', "entity-mended"),
        (r"\u0026quot;sea\u0026quot;", '"sea"', "entity-mended"),
        ("a &#8211; b &amp; c", "a – b & c", "entity-mended"),
        ("one\u00a0two\u00a0three\u00a0four", "one two three four", "space-mended"),
        ("a sea. \u00a0Then", "a sea. Then", "space-mended"),
    ],
)
def test_damage_is_mended_and_told(before: str, after: str, code: str) -> None:
    found, findings = mend(f"A title\n{before}\n")
    assert found == f"A title\n{after}\n"
    assert {(finding.code, finding.line) for finding in findings} == {(code, 2)}


@pytest.mark.parametrize(
    "text",
    [
        "« CAFÉ » et «É»",
        "Ünlü „Äpfel“ – für 5 €…",
        "Привет, «мир» – и „дом“…",
        "NÃO e SÃO",
        "Write &quot; for a quote in HTML.",
        "`&amp;` is an ampersand",
        "10\u00a0km, Art.\u00a05, «\u00a0oui\u00a0»\u202f!",
        "AT&T; R&D",
    ],
)
def test_what_is_right_stays(text: str) -> None:
    assert mend(text) == (text, ())


def test_a_line_longer_than_a_piece_is_mended_all_over() -> None:
    words = "cafÃ© and more " * LONGEST_PIECE
    assert mend(words)[0] == "café and more " * LONGEST_PIECE


def test_real_texts_stay(corpus: Path) -> None:
    for path in sorted((corpus / "flattened").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        assert mend(text) == (text, ()), path.name
