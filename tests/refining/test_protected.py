"""What a mend sees of a text: everything but the stretches that it may not touch."""

from __future__ import annotations

import pytest

from publish.refining.protected import BLOT, mask, technical


@pytest.mark.parametrize(
    "stretch",
    [
        "https://example.org/a,b?c=d",
        "mailto:some.one@example.org",
        "www.example.org",
        "example.org/a,b",
        "example.org:8080",
        "Booking.Com",
        "some.one+two@example.org",
        "@someone",
        "#some_tag",
        "`a 'b' c`",
        "``a``",
        '<a href="x y">',
        "</a>",
        "<!-- a -- b -->",
        "<code>a 'b' c</code>",
        "&agrave;",
        "&#233;",
        '{"a": 1}',
        "\\(a, b\\)",
        "$a_1, ..., a_n$",
        "../a/b",
        "/usr/lib",
        "C:\\some\\path",
        "foo(bar,baz)",
        "foo.bar()",
        "std::vec",
        "list[0]",
        "snake_case",
        "__init__",
        'key="some value"',
        "5'10\"",
        "40°26'46\"",
    ],
)
def test_a_stretch_is_blotted_out_and_nothing_around_it(stretch: str) -> None:
    assert mask(f"One {stretch} two") == f"One {BLOT * len(stretch)} two"


@pytest.mark.parametrize(
    "prose",
    [
        "A price of $5 and $10, and 3 < 4 > 2.",
        "He & she; it's well-known, isn't it? (Yes.)",
        "One. Two, three: four; five!",
        "A word (in brackets) and one(s) without a space.",
        "In the 1990's, on 5/6 or and/or.",
        "“If this is so,” he said, “then what;”",
        "let the other one go; or not;",
    ],
)
def test_prose_is_seen_as_it_is(prose: str) -> None:
    assert mask(prose) == prose


@pytest.mark.parametrize(
    "code",
    [
        "$ echo 'hello'",
        ">>> print('hello')",
        "grep -o 'a' notes | sort",
        "SELECT name FROM ships",
        "greeting = 'hello';",
        "if (ready) {",
        "});",
        "// it's a comment",
        "import os.path",
        '"key": "value",',
        "name │ it's",
    ],
)
def test_a_line_of_code_is_blotted_out_whole(code: str) -> None:
    assert mask(code) == BLOT * len(code)


@pytest.mark.parametrize("text", ["call run()", "snake_case", "camelCase", "setup.py", "`x`", "a --flag", "x => y"])
def test_programs_are_recognised(text: str) -> None:
    assert technical(text)


@pytest.mark.parametrize("text", ["An iPhone on eBay.", "He said -- no.", "12,000 ships (of 3).", "The U.S.A. won."])
def test_prose_is_not_taken_for_programs(text: str) -> None:
    assert not technical(text)
