"""What holds for any source at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from publish.errors import SourceError
from publish.measure import plain
from publish.model import Article
from publish.reading import lines, read
from publish.reading.plain.mending import mend
from publish.settings import Settings

settings.register_profile("reading", deadline=None)  # The first text of a kind loads what it needs.
settings.load_profile("reading")

# Few words, so that headings, titles and paragraphs often say the same.
WORDS = st.sampled_from(["sea", "Sea", "land:", "land", "«wind»", "5", "1945.", "a-b", "海", "a<b&c"])
PHRASES = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)
MARKERS = st.sampled_from(["", "", "- ", "* ", "> ", "1. ", "- 1. ", "  - ", "\u00a0", "\x01", "\ufeff"])
LINES = st.one_of(
    st.builds("".join, st.tuples(MARKERS, PHRASES)), st.sampled_from(["", "Contents", "---", ">", "* * *", "sea " * 90])
)
ARTICLES = st.lists(LINES, min_size=2, max_size=30).map("\n".join)
TEXTS = st.one_of(ARTICLES, st.text(min_size=1), st.text(min_size=200))


def understood(text: str) -> Article:
    """The article, where the text is one."""
    assume(text.isascii() or not re.search("[\ud800-\udfff]", text))
    assume("\0" not in text)  # As two bytes a character it is another text.
    try:
        return read(text.encode(), source="a.txt", settings=Settings(language="en"))
    except SourceError:
        assume(False)
        raise


def tokens(text: str) -> list[str]:
    """The words, without the punctuation that markers are made of."""
    return re.findall(r"[^\W_]+", text)


def printed(article: Article) -> Iterator[str]:
    """All that the article says, and what it is told to have dropped."""
    if article.contents:
        yield article.contents.label
        yield from (f"{entry.number or ''} {entry.text}" for entry in article.contents.entries)
    for section in article.sections:
        # A list that counts has its numbers in its markup.
        body = plain(re.sub(r'<li value="(\d+)"[^>]*>', r"\1 ", section.body))
        yield from (section.number or "", section.title or "", body)
    yield from (gone.text for gone in article.dropped)


@given(TEXTS)
def test_no_word_is_lost_or_added(text: str) -> None:
    article = understood(text)
    codes = {finding.code for finding in article.findings}
    title = [] if "title-missing" in codes else [article.metadata.title]
    said, source = tokens(" ".join([*title, *printed(article)])), tokens(lines.clean(mend(text)[0])[0])
    if codes & {"heading-drifted", "heading-glued"}:  # The spelling may be another, but no letter.
        said, source = (list("".join(words).casefold()) for words in (said, source))
    assert Counter(said) == Counter(source)


@given(TEXTS)
def test_the_text_keeps_its_order(text: str) -> None:
    article = understood(text)
    numbers = [
        int(number)
        for section in article.sections
        for number in [*([section.line] if section.title else []), *re.findall(r'data-line="(\d+)"', section.body)]
    ]
    assert numbers == sorted(numbers)  # A heading may stand on the line of its paragraph.


@given(TEXTS)
def test_reading_twice_gives_the_same_article(text: str) -> None:
    assert understood(text) == understood(text)


@given(TEXTS)
def test_ids_are_unique_names(text: str) -> None:
    article = understood(text)
    ids = [article.id, *(section.id for section in article.sections)]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch("[a-z][a-z0-9-]*", name) for name in ids)


@given(st.lists(PHRASES, min_size=1), ARTICLES)
def test_entries_name_all_sections(entries: list[str], text: str) -> None:
    printed_contents = "\n".join(f"- {entry}" for entry in entries)
    article = understood(f"Title\nContents\n{printed_contents}\nText.\n{text}")
    assert article.contents is not None
    named = [entry.section for entry in article.contents.entries if entry.section]
    assert sorted(named) == sorted(section.id for section in article.sections if section.title)
    assert len(named) == len(set(named))


@given(TEXTS)
def test_every_missing_entry_is_told(text: str) -> None:
    article = understood(text)
    entries = article.contents.entries if article.contents else ()
    told = [finding.line for finding in article.findings if finding.code == "contents-entry-missing"]
    assert told == [entry.line for entry in entries if entry.section is None]
