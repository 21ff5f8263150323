"""Code: its lines, the kinds of its words, and not one character less or more."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.making import article, published, section
from support.pdfs import opened, spoken

from publish.fragments import parsed
from publish.rendering.highlighting import highlighted
from publish.writing import write

PYTHON = 'def hour(angle):\n    """Told."""\n\n    # A remark.\n    return 15 * angle\n'


def marked(text: str, language: str = "python") -> list[list[tuple[str, str]]]:
    """The pieces of each line with their classes."""
    tree = parsed("<pre><code></code></pre>")
    code = tree[0][0]
    code.text = text
    if language:
        code.set("class", f"language-{language}")
    highlighted(tree[0])
    lines = []
    for line in code:
        assert line.tag == "span" and re.fullmatch(r"code-line(?: in-\d+)?", line.get("class") or "")
        pieces = [("", line.text or "")]
        for word in line:
            pieces += [(word.get("class") or "", word.text or ""), ("", word.tail or "")]
        lines.append([piece for piece in pieces if piece[1]])
    return lines


def test_the_kinds_of_words() -> None:
    assert marked(PYTHON) == [
        [("keyword", "def"), ("", " "), ("defined", "hour"), ("", "(angle):\n")],
        [("string", '    """Told."""'), ("", "\n")],
        [("", "\n")],
        [("remark", "    # A remark."), ("", "\n")],
        [("keyword", "    return"), ("", " "), ("numeral", "15"), ("", " * angle\n")],
    ]


@pytest.mark.parametrize("language", ["", "no-such-language"])
def test_code_of_an_unknown_language_is_lines_only(language: str) -> None:
    assert marked("a\n  b", language) == [[("", "a\n")], [("", "  b")]]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"), max_size=60),
       st.sampled_from(["python", "html", "rust", "bash", "json", "c", "", "nonsense"]))  # fmt: skip
def test_no_character_is_lost(text: str, language: str) -> None:
    if text.strip():
        assert "".join(said for line in marked(text, language) for _, said in line) == text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("a", "code-line"),
        (" a", "code-line"),
        ("   a", "code-line in-2"),
        ("\ta", "code-line in-4"),
        (f"{' ' * 40}a", "code-line in-12"),
        ("    ", "code-line"),
    ],
)
def test_a_line_that_is_turned_over_goes_on_below_its_own_beginning(text: str, name: str) -> None:
    tree = parsed("<pre><code></code></pre>")
    tree[0][0].text = f"x\n{text}"
    highlighted(tree[0])
    assert tree[0][0][-1].get("class") == name


def test_code_with_links_in_it_stays_as_it_is() -> None:
    tree = parsed('<pre>see <a href="https://example.org">this</a></pre>')
    highlighted(tree[0])
    assert tree[0].findall("span") == []


def test_code_is_read_from_a_pdf_as_it_was_written() -> None:
    long = f"value = {' + '.join(f'number_{place}' for place in range(30))}\n"
    body = f'<pre><code class="language-python">{PYTHON}{long}</code></pre>'
    data, findings = write(published(article(section(None, body=body))), "pdf")
    assert findings == ()
    with opened(data) as document:
        said = " ".join(" ".join(spoken(document)).split())
    assert " ".join((PYTHON + long).split()) in said
