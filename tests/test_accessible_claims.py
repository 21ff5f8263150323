"""What a finished e-book claims of its accessibility, for each kind of content, in its package document."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest
from PIL import Image

from publish.build import build, understand
from publish.model import Finding, Surroundings
from publish.settings import Settings

ALWAYS = {"readingOrder", "displayTransformability", "structuralNavigation", "tableOfContents"}
HEADED = "## One\n\nText.\n\n## Two\n\n"


def beside(reference: str) -> bytes:
    out = BytesIO()
    Image.new("RGB", (40, 30), "navy").save(out, "PNG")
    return out.getvalue()


def claimed(markdown: str) -> tuple[dict[str, set[str]], list[Finding]]:
    settings = Settings(language="en", format="markdown")
    read = understand(f"# Of Ferries\n\n{HEADED}{markdown}".encode(), source="ferries.md", settings=settings,
                      surroundings=Surroundings(beside))  # fmt: skip
    made = build([read], ["epub"], settings=settings, modified="2026-11-22T00:00:00Z")
    with zipfile.ZipFile(BytesIO(made.files["epub"])) as archive:
        package = archive.read("EPUB/content.opf").decode()
    found: dict[str, set[str]] = {}
    for name, value in re.findall(r'<meta[^>]*property="schema:(\w+)"[^>]*>([^<]*)<', package):
        found.setdefault(name, set()).add(value)
    return found, [*read.findings]


@pytest.mark.parametrize(
    ("content", "modes", "sufficient", "features"),
    [
        ("Only text.", {"textual"}, "textual", set()),
        ("![A ferry](a.png)", {"textual", "visual"}, "textual", {"alternativeText"}),
        ("![A ferry](a.png) ![Another](a.png)", {"textual", "visual"}, "textual", {"alternativeText"}),
        ('![A ferry](a.png)\n\n<img src="a.png">', {"textual", "visual"}, "textual,visual", set()),
        ('![A ferry](a.png)\n\n<img src="a.png" alt="">', {"textual", "visual"}, "textual", {"alternativeText"}),
        ('<img src="a.png" alt="" role="presentation">', {"textual"}, "textual", set()),
        ("Let $x^2$ be.", {"textual"}, "textual", {"MathML", "describedMath"}),
        ("| a | b |\n|---|---|\n| 1 | 2 |", {"textual"}, "textual", set()),
        ("<ruby>\u5ddd<rt>\u304b\u308f</rt></ruby>", {"textual"}, "textual", {"rubyAnnotations"}),
        ("A note.[^1]\n\n[^1]: Here.", {"textual"}, "textual", set()),
    ],
)
def test_claims_are_what_is_there(content: str, modes: set[str], sufficient: str, features: set[str]) -> None:
    found, _ = claimed(content)
    assert found["accessMode"] == modes
    assert found["accessModeSufficient"] == {sufficient}
    assert found["accessibilityFeature"] == ALWAYS | features
    assert found["accessibilityHazard"] == {"none"}


def test_one_alternative_less_takes_the_claim_away_and_names_the_picture() -> None:
    whole = "![A ferry](boats/ferry.png)\n\n![A pier](boats/pier.png)"
    with_both, told = claimed(whole)
    assert "alternativeText" in with_both["accessibilityFeature"]
    assert [finding.code for finding in told if "alt" in finding.code] == []
    without, told = claimed(whole.replace("![A pier](boats/pier.png)", '<img src="boats/pier.png">'))
    assert "alternativeText" not in without["accessibilityFeature"]
    (finding,) = [finding for finding in told if finding.code == "image-without-alt"]
    assert finding.severity == "warning"
    assert "boats/pier.png" in finding.message and finding.line == 11
    assert "1 of its 2 pictures have a text alternative." in without["accessibilitySummary"].pop()
