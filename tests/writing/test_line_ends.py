"""Line ends that a compositor would not leave, in finished pages; ``test_typography.py`` tests what counts them."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path
from statistics import median

import pypdfium2
import pytest
from bench.typography import HYPHENS, Tally, measure, read
from support.making import article, published, section
from support.pdfs import opened, spoken
from support.press import baselines

from publish.writing import write
from publish.writing.ladders import STUB

WORDS = (
    "understanding consideration particularly international development everything observation lighthouse remember "
    "instruments navigation afterwards compositor important"
).split()
TEXT = " ".join(f"in the old {word}" for word in WORDS * 40)
"""Broken where each line is fullest, it has ten ladders on seven pages, two of which end within a word."""
PARAGRAPHS = "".join(f"<p>{TEXT[start : start + 1400]}</p>" for start in range(0, 20_000, 1400))


def made(tmp_path: Path, body: str, language: str = "en") -> Path:
    data, findings = write(published(article(section(None, body=body), title="Wörter", language=language)), "pdf")
    assert findings == ()
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    return path


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Tally:
    return measure(made(tmp_path_factory.mktemp("lines"), PARAGRAPHS))


def test_there_is_no_ladder_of_hyphens_where_spaces_can_give(counted: Tally) -> None:
    assert counted.hyphens > 20
    assert counted.ladders == 0


def test_a_page_does_not_end_within_a_word_where_spaces_can_give(counted: Tally) -> None:
    assert counted.whole > 5
    assert counted.across == 0


def test_no_line_is_torn_apart_for_it(counted: Tally) -> None:
    assert counted.loose <= counted.full // 25


@pytest.mark.parametrize("more", range(8))
def test_next_to_nothing_is_no_last_line(tmp_path: Path, more: int) -> None:
    said = "The sea comes in and goes out with the moon, as it did before there was anybody to see it do so "
    paragraphs = [f"<p>{said * 2}{'so ' * more}{'and ' * count}it is.</p>" for count in range(16)]
    every = [line for page in read(made(tmp_path, "".join(paragraphs))) for line in page.lines]
    assert sum(line.text.endswith("is.") for line in every) == len(paragraphs)
    assert [line.text for line in every if len(line.text) <= STUB] == []


def test_marks_at_the_ends_of_lines_stand_out_into_the_margin(tmp_path: Path) -> None:
    pages = read(made(tmp_path, PARAGRAPHS))
    full = [(line, page.right) for page in pages for line in page.lines if abs(line.right - page.right) < 4]
    hanging = [line.right - right for line, right in full if line.chars[-1].text in HYPHENS]
    others = [line.right - right for line, right in full if line.chars[-1].text.isalpha()]
    assert len(hanging) > 10 < len(others)
    assert 1 < median(hanging) - median(others) < 3
    assert max(others) - min(others) < 1


def test_no_word_is_lost_or_set_twice_by_it(tmp_path: Path) -> None:
    words = WORDS * 9
    body = " ".join(f"in {word} <em>the</em> old<sup>{place}</sup>" for place, word in enumerate(words, start=100))
    said = " ".join(spoken(opened(made(tmp_path, f"<p>{body}</p>").read_bytes())))
    for hyphen in HYPHENS - {"-"}:
        said = said.replace(hyphen, "")
    assert [said.count(word) for word in WORDS] == [9] * len(WORDS)
    assert all(said.count(str(place)) == 1 for place in range(100, 100 + len(words)))


CODE = """def f():
    return (
                            batch_size).shuffle(len(numbers[0])).map(a_function_that_is_long_enough_to_run_over_it),
    data.Dataset.from_tensor_slices(process(*numbers)).batch(batch_size).shuffle(len(numbers[0])).map(a_function)
"""


def test_a_word_of_code_ends_where_its_line_does_whatever_it_is_made_of(tmp_path: Path) -> None:
    """Highlighting parts a word into elements; an indent belongs to the word behind it."""
    body = f'<pre><code class="language-python">{CODE}</code></pre>'
    path = made(tmp_path, body)
    with pypdfium2.PdfDocument(path) as pdf:
        text = pdf[len(pdf) - 1].get_textpage()
        outer = pdf[len(pdf) - 1].get_width() - 23 / 25.4 * 72  # The margin of the theme on a recto.
        seen = [place for place in range(text.count_chars()) if text.get_text_range(place, 1).strip()]
        assert max(text.get_charbox(place)[2] for place in seen) <= outer + 0.5
        said = "".join(text.get_text_range().split())
    size, _ = Counter(size for _, size in baselines(path.read_bytes())[-1]).most_common(1)[0]
    lines = [height for height, one in baselines(path.read_bytes())[-1] if one == size]
    assert len(lines) > 6
    assert max(low - high for high, low in pairwise(lines)) < 12  # No line is empty.
    assert "".join(CODE.split()) in said
    assert "\N{WORD JOINER}" not in said
