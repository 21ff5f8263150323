"""Characters that no font has are told once an article, with their line."""

from __future__ import annotations

from support.making import article, section

from publish.build import understand
from publish.composing import compose
from publish.composing.glyphs import missing
from publish.model import Contents, Entry, Finding
from publish.settings import Settings

SIGN = "\U0001b170"


def found(*bodies: str) -> tuple[Finding, ...]:
    return missing(article(*(section(None, body) for body in bodies)))


def test_a_character_that_no_font_has_is_told_once() -> None:
    (finding,) = found(f"{SIGN} and {SIGN}")
    assert (finding.code, finding.severity) == ("glyph-missing", "warning")
    assert finding.message == f"no font has “{SIGN}” (U+1B170); the PDF shows \N{REPLACEMENT CHARACTER} instead"


def test_many_such_characters_are_one_finding_that_counts_them() -> None:
    (few,) = found("\U0001b170\U0001b171")
    assert " and “\U0001b171” (U+1B171); the PDF" in few.message
    (many,) = found("".join(map(chr, range(0x1B170, 0x1B17C))))
    assert "(U+1B177) and 4 more; the PDF" in many.message


def test_what_every_font_has_is_not_told() -> None:
    assert found("Plain, 漢字, عربي, हिन्दी, ไทย, தமிழ், 한국어 and 😀.") == ()


def test_the_line_of_the_first_one_is_told() -> None:
    text = f"Of Signs\nA line of text.\nAnother {SIGN} line.\nAnd {SIGN} again.".encode()
    read = understand(text, source="signs.txt", settings=Settings(language="en"))
    (finding,) = compose([read], modified="2026-11-22T00:00:00Z").findings
    assert finding.line == 3


def test_one_in_the_contents_alone_is_told_with_its_entry() -> None:
    contents = Contents("Contents", (Entry("1", f"Of {SIGN}", 1, None, line=7),))
    (finding,) = missing(article(section(), contents=contents))
    assert finding.line == 7
