"""The specification's own examples: markdown-it renders each as it says, and every difference of ours has a reason."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest
from support.commonmark import BASE, Change, Example, changes, examples, read_example, whole
from support.contract import violations_of

from publish.checking.tools import referees_folders

PAGE = Path(__file__).resolve().parents[2] / "docs" / "commonmark.md"
Reason = Callable[[Change, Example], bool]


def is_the_level_of_a_heading(change: Change, example: Example) -> bool:
    return re.fullmatch("h[1-6]", change.token.name) is not None and not _is_inside(example)


def is_within_a_heading(change: Change, example: Example) -> bool:
    return any(re.fullmatch("h[1-6]", name) for name in change.inside)


def is_a_heading_inside_of_a_block(change: Change, example: Example) -> bool:
    return _is_inside(example)


def _is_inside(example: Example) -> bool:
    return re.search("<(li|blockquote)>\\s*<h[1-6]", example.html) is not None


def is_a_captioned_picture(change: Change, example: Example) -> bool:
    return re.fullmatch(r'<p><img [^>]* title="[^"]*" /></p>\s*', example.html) is not None


def is_the_lack_of_an_alternative(change: Change, example: Example) -> bool:
    return change.token.name == "img" and 'alt=""' in example.html


def leads_nowhere(change: Change, example: Example) -> bool:
    return change.sign == "-" and _href(change) in (BASE, "#fragment")


def is_written_otherwise(change: Change, example: Example) -> bool:
    return change.token.name == "a" and re.match("<(mailto:|https?:)", example.markdown, re.IGNORECASE) is not None


def has_another_scheme(change: Change, example: Example) -> bool:
    return change.sign == "-" and re.match("(?!https?:|mailto:|tel:)[a-z0-9+.-]+:", _href(change)) is not None


def is_an_address_in_the_text(change: Change, example: Example) -> bool:
    return bool(_href(change)) and "<a" not in example.html


def _href(change: Change) -> str:
    return dict(change.token.attributes).get("href", "") if change.token.name == "a" else ""


def is_empty(change: Change, example: Example) -> bool:
    name = re.escape(change.token.name)
    nothing = not re.sub("<[^>]*>", "", example.html).strip() and "<img" not in example.html
    return change.sign == "-" and (nothing or re.search(rf"<{name}[^>]*>\s*</{name}>", example.html) is not None)


def is_white_space(change: Change, example: Example) -> bool:
    return change.token.name == "a" and "title=" in example.html


def is_the_class_of_code(change: Change, example: Example) -> bool:
    return change.token.name == "code" and "language-" in example.html


def is_in_raw_html(change: Change, example: Example) -> bool:
    return re.search("<[a-z/!?]", example.markdown, re.IGNORECASE) is not None


REASONS: dict[str, Reason] = {
    "The level of a heading follows from those above it.": is_the_level_of_a_heading,
    "A heading is plain text in contents and running heads.": is_within_a_heading,
    "Inside of a quotation or an item a heading is a paragraph of its own kind.": is_a_heading_inside_of_a_block,
    "A picture with a title, alone in its paragraph, is a figure, and the title its caption.": is_a_captioned_picture,
    "An alternative text without a word is none, which a finding tells.": is_the_lack_of_an_alternative,
    "A link to nothing, or to a place that is not in the source, leaves its words.": leads_nowhere,
    "An address has its scheme in lower case, and one without a proper host is none.": is_written_otherwise,
    "A link with another scheme than http, https, mailto and tel leaves its words.": has_another_scheme,
    "As on GitHub, an address in the text is a link.": is_an_address_in_the_text,
    "An element without content is left out.": is_empty,
    "White space in the title of a link is one space.": is_white_space,
    "The language of code begins with a letter or a digit.": is_the_class_of_code,
    "Raw HTML is held to the vocabulary of a body: other elements and attributes go, words outside of a block get a "
    "paragraph, what acts goes with its content, listings are text, and layout tables become text.": is_in_raw_html,
}
"""Why a token may be only in the specification's HTML, or only in ours; the first that fits."""


@pytest.fixture(scope="module")
def spec() -> list[Example]:
    folders = [Path(os.environ["PUBLISH_REFEREES"])] if "PUBLISH_REFEREES" in os.environ else referees_folders()
    for folder in folders:
        if (folder / "node_modules" / "commonmark-spec" / "spec.txt").is_file():
            return examples(folder / "node_modules" / "commonmark-spec")
    pytest.skip("CommonMark's specification is not there; scripts/install-referees brings it")


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
    assert [(one.number, found) for one in spec if (found := violations_of(read_example(one)))] == []


def test_every_difference_has_a_reason(spec: list[Example], request: pytest.FixtureRequest) -> None:
    numbers: dict[str, list[int]] = defaultdict(list)
    for example in spec:
        differences = list(changes(example.html, whole(read_example(example))))
        assert [(example.number, one) for one in differences if not reason(one, example)] == []
        for said in {reason(one, example) for one in differences}:
            numbers[said].append(example.number)
    differing = {number for said in numbers.values() for number in said}
    rows = [
        f"| {said} | {len(numbers[said])} | {', '.join(map(str, numbers[said]))} |" for said in REASONS if numbers[said]
    ]
    text = (
        "# CommonMark's own examples\n\n"
        f"Of the {len(spec)} examples of the CommonMark specification 0.31.2, {len(spec) - len(differing)} come out of "
        "the\nMarkdown reader as the specification has them, word for word and element for element. The others differ "
        "for these\n"
        "reasons, some for several. `tests/reading/test_commonmark.py` compares them, and wrote this page with\n"
        "`--update-goldens`. Each is read with a title and a word before it, as from an address that its links are\n"
        "relative to, and with a picture wherever it shows one.\n\n"
        "| reason | examples | their numbers |\n|---|---:|---|\n" + "\n".join(rows) + "\n"
    )
    if request.config.getoption("--update-goldens"):
        PAGE.write_text(text, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == text
