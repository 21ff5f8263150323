"""The specification's own examples: markdown-it renders each as it says, and every difference of ours has a reason."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest

from publish.checking.tools import referees_folders
from publish.errors import SourceError
from publish.model import Article
from publish.reading import read
from tests.support.commonmark import Change, Example, changes, examples, whole
from tests.support.contract import violations_of

PAGE = Path(__file__).resolve().parents[2] / "docs" / "commonmark.md"
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
REQUEST = "---\ntitle: The examples\n---\n"
"""A title, so that an example's heading is not taken for it."""
Reason = Callable[[Change, Example], bool]


def href(change: Change) -> str:
    return dict(change.token.attributes).get("href", "") if change.token.name == "a" else ""


def is_about_a_heading(change: Change, example: Example) -> bool:
    around = {change.token.name, *change.inside}
    return (
        bool(HEADINGS & around)
        or ("class", "heading") in change.token.attributes
        or _is_beside_a_heading(change, example)
    )


def _is_beside_a_heading(change: Change, example: Example) -> bool:
    return change.token.name == "p" and "<li>" in example.html and re.search("<h[1-6]", example.html) is not None


def is_about_a_picture(change: Change, example: Example) -> bool:
    return "<img" in example.html and "<img" not in example.markdown and change.token.name != "a"


def leads_to_a_file(change: Change, example: Example) -> bool:
    return change.token.name == "a" and re.match(r"[a-z][a-z0-9+.-]*:", href(change), re.IGNORECASE) is None


def has_another_scheme(change: Change, example: Example) -> bool:
    return bool(href(change)) and "<a" in example.html


def is_an_address_in_the_text(change: Change, example: Example) -> bool:
    return bool(href(change)) and "<a" not in example.html


def is_empty(change: Change, example: Example) -> bool:
    name = re.escape(change.token.name)
    return change.sign == "-" and re.search(rf"<{name}>\s*</{name}>", example.html) is not None


def is_in_raw_html(change: Change, example: Example) -> bool:
    return re.search("<[a-z/!?]", example.markdown, re.IGNORECASE) is not None


REASONS: dict[str, Reason] = {
    "A heading is plain text in contents and running heads, its level follows from those above it, and inside of a "
    "quotation or an item it is a paragraph of its own kind.": is_about_a_heading,
    "A picture that is not there leaves its alternative text, and its title where that is a "
    "caption.": is_about_a_picture,
    "A link to a file beside the source, or to a place that is not in it, has no address in an edition; its words "
    "stay.": leads_to_a_file,
    "An address has its scheme in lower case; one without a proper host, or with another scheme than http, https, "
    "mailto and tel, is left out, and its words stay.": has_another_scheme,
    "As on GitHub, an address in the text is a link.": is_an_address_in_the_text,
    "An element without content is left out.": is_empty,
    "Raw HTML is held to the vocabulary of a body: other elements and attributes go, words outside of a block get a "
    "paragraph, scripts and comments go with their content, listings are text, and layout tables become "
    "text.": is_in_raw_html,
}
"""Why a token may be only in the specification's HTML, or only in ours; the first that fits."""
WITHOUT_WORDS = "A source without a word to read is an error."


@pytest.fixture(scope="module")
def spec() -> list[Example]:
    folders = [Path(os.environ["PUBLISH_REFEREES"])] if "PUBLISH_REFEREES" in os.environ else referees_folders()
    for folder in folders:
        if (folder / "node_modules" / "commonmark-spec" / "spec.txt").is_file():
            return examples(folder / "node_modules" / "commonmark-spec")
    pytest.skip("CommonMark's specification is not there; scripts/install-referees brings it")


def article(example: Example) -> Article | None:
    try:
        return read((REQUEST + example.markdown).encode(), source="example.md")
    except SourceError:
        return None


def reason(change: Change, example: Example) -> str:
    return next((said for said, fits in REASONS.items() if fits(change, example)), "")


def test_the_parser_renders_each_example_as_the_specification_says(spec: list[Example]) -> None:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark")
    # A line break in an empty quotation is the one difference, and none that HTML knows.
    wrong = [
        one.number
        for one in spec
        if parser.render(one.markdown).replace("<blockquote></blockquote>", "<blockquote>\n</blockquote>") != one.html
    ]
    assert len(spec) > 640
    assert wrong == []


def test_each_article_keeps_the_contract(spec: list[Example]) -> None:
    assert [(one.number, found) for one in spec if (made := article(one)) and (found := violations_of(made))] == []


def test_every_difference_has_a_reason(spec: list[Example], request: pytest.FixtureRequest) -> None:
    numbers: dict[str, list[int]] = defaultdict(list)
    for example in spec:
        made = article(example)
        differences = [] if made is None else list(changes(example.html, whole(made)))
        assert [(example.number, one) for one in differences if not reason(one, example)] == []
        for said in {WITHOUT_WORDS} if made is None else {reason(one, example) for one in differences}:
            numbers[said].append(example.number)
    differing = {number for said in numbers.values() for number in said}
    rows = [
        f"| {said} | {len(numbers[said])} | {', '.join(map(str, numbers[said]))} |"
        for said in (*REASONS, WITHOUT_WORDS)
        if numbers[said]
    ]
    text = (
        "# CommonMark's own examples\n\n"
        f"Of the {len(spec)} examples of the CommonMark specification 0.31.2, {len(spec) - len(differing)} come out of "
        "the\nMarkdown reader as the specification has them, word for word and element for element. The others differ "
        "for these\n"
        "reasons, some for several. `tests/reading/test_commonmark.py` compares them, and wrote this page with\n"
        "`--update-goldens`.\n\n"
        "| reason | examples | their numbers |\n|---|---:|---|\n" + "\n".join(rows) + "\n"
    )
    if request.config.getoption("--update-goldens"):
        PAGE.write_text(text, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == text
