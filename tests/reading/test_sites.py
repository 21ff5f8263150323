"""Whole pages in the manner of the web's sites, in ``pages/``, each with the article that is to be found on it.

A page's truth stands beside it: what is known of the article, line by line, then its text, headings with as many ``#``
as their level. What no sign tells apart from the text, such as the day of an answer, is in the truth as well.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, groupby
from pathlib import Path
from statistics import fmean
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree, html
from support.contract import violations_of
from support.words import PNG

from publish.errors import SourceError
from publish.model import Article, Dropped, Surroundings
from publish.reading import read
from publish.settings import Settings
from tests.bench.extractors import known as known_of
from tests.bench.extractors import ours, pages_in, score

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))
each_page = pytest.mark.parametrize("path", PAGES, ids=[path.stem for path in PAGES])

SENTENCE = "The sea comes in twice a day, and twice a day it goes, as anybody may see. "
_WORD = re.compile(r"[^\W_]+")
_ENCODINGS = {b"charset=windows-1252": "cp1252", b"charset=gb2312": "gbk"}
_MARK = re.compile(r"\W*\w{1,3}(?: \w)*\W*")
"""What leads back from a note: too short to be found again where it stood."""
_INLINE = frozenset(
    "a abbr b bdi bdo cite code em font i kbd mark q s samp small span strong sub sup time u var".split()
)
_UNSEEN = frozenset("canvas head iframe link math meta noscript object script style svg template title".split())
"""What has no words, or other ones than it shows: a formula is a picture on some pages, and is hidden there."""
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@dataclass
class Shown:
    """An article, and which pictures were asked for."""

    article: Article
    pictures: list[str]


def shown(data: bytes, **choices: bool) -> Shown:
    """A page as it is read where all its pictures are there."""
    asked: list[str] = []

    def fetch(reference: str, /) -> bytes:
        asked.append(reference)
        return PNG

    article = read(data, source="page.html", settings=Settings(**choices), surroundings=Surroundings(fetch))
    return Shown(article, asked)


def known(found: Shown) -> Iterator[str]:
    """What is known of an article, as truths have it."""
    metadata, contents = found.article.metadata, found.article.contents
    yield f"title: {metadata.title}"
    yield from [f"subtitle: {metadata.subtitle}"] * bool(metadata.subtitle)
    yield from (f"by: {one.name}" for one in metadata.contributors)
    yield from [f"published: {metadata.published}"] * bool(metadata.published)
    yield f"language: {metadata.language}"
    yield from [f"address: {metadata.source_url}"] * bool(metadata.source_url)
    if contents:
        yield f"contents: {contents.label}"
        yield from (f"{'-' * one.depth} {' '.join(filter(None, (one.number, one.text)))}" for one in contents.entries)
    yield from (f"picture: {reference}" for reference in found.pictures)


def blocks(tree: etree._Element) -> Iterator[str]:
    """The text of a tree that is seen, cut at every element that is no phrase. It shares no code with the readers."""
    pieces = [""]
    for event, element in (walker := etree.iterwalk(tree, events=("start", "end", "comment"))):
        parts = isinstance(element.tag, str) and _local(element) not in _INLINE
        if parts:
            yield "".join(pieces)
            pieces = []
        if event == "start":
            pieces.append(element.text or "")
            if element is not tree and _is_hidden(element):
                pieces.pop()
                walker.skip_subtree()
        elif element is not tree:
            pieces.append(element.tail or "")
    yield "".join(pieces)


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _is_hidden(element: etree._Element) -> bool:
    return (
        _local(element) in _UNSEEN
        or element.get("hidden") is not None
        or bool(_HIDDEN.search(element.get("style") or ""))
        or (element.tag == "a" and (element.get("href") or "").startswith("#") and _is_mark(element))
    )


def _is_mark(link: etree._Element) -> bool:
    """Whether a link says nothing but the number of a note, which editions give anew."""
    around = f"{link.get('class')} {link.get('href')} {link.getparent().tag}"
    return bool(re.search("note|sup", around)) and re.fullmatch(r"\W*\d+\W*", "".join(link.itertext())) is not None


def text_of(article: Article) -> Iterator[str]:
    """The text of an article: its headings, and its blocks, without the numbers and marks of notes."""
    for section in article.sections:
        yield section.title or ""
        for block in blocks(etree.fromstring(f"<body>{section.body}</body>")):
            yield from block.split("\n")  # Between the lines of a listing there may have been numbers.


def words(text: str) -> list[str]:
    return _WORD.findall(text)


@each_page
def test_the_article_is_found_and_nothing_else(path: Path) -> None:
    truth = path.with_suffix(".txt").read_text(encoding="utf-8")
    head, _, text = truth.partition("\n\n")
    found = shown(path.read_bytes())
    assert list(known(found)) == head.split("\n")
    headings = [f"{'#' * one.level} {one.title}" for one in found.article.sections if one.title]
    assert headings == re.findall(r"^#+ .*$", text, re.MULTILINE)
    said = [f"{one.title or ''}\n{' '.join(_all_blocks(one.body))}" for one in found.article.sections]
    assert words("\n".join(said)) == words(text)
    assert violations_of(found.article) == []


def _all_blocks(body: str) -> Iterator[str]:
    tree = etree.fromstring(f"<body>{body}</body>")
    for link in tree.iter("a"):
        link.attrib.pop("href", None)  # Numbers of notes count here.
        link.text, link.tail = f" {link.text or ''}", f" {link.tail or ''}" if link.get("role") else link.tail
    return blocks(tree)


@each_page
def test_all_of_a_page_is_its_article_if_the_user_says_so(path: Path) -> None:
    found = shown(path.read_bytes(), keep_all=True).article
    assert "boilerplate-dropped" not in {one.rule for one in found.dropped}
    assert "boilerplate-dropped" not in {one.code for one in found.findings}


def lost(data: bytes) -> list[str]:
    """What of the words that a page shows is neither in its article nor told as left out, and what is out of order."""
    article = shown(data).article
    page = html.document_fromstring(data, parser=html.HTMLParser(encoding=_encoding(data)))
    whole = _letters(" ".join(blocks(page.find("body"))))
    metadata, contents = article.metadata, article.contents
    entries = [f"{one.number or ''}{one.text}" for one in contents.entries] if contents else []
    said = [*text_of(article), *entries, contents.label if contents else ""]
    dropped = [one for one in article.dropped if one.rule not in ("hidden-removed", "embed-replaced")]
    missing = Counter(whole) - Counter(_letters(" ".join([*said, *(one.text for one in dropped)])))
    missing -= Counter(_letters(f"{metadata.title}{metadata.subtitle or ''}"))
    embedded = {name for one in page.iter("iframe", "video", "audio", "object", "embed") for name in _names(one)}
    notes = {text for one in article.sections for text in _notes(one.body)}
    return [
        *([f"letters: {missing}"] if missing else []),
        *_out_of_order([[one] for one in said[: -1 - len(entries)] if one.strip() not in embedded | notes], whole),
        *_out_of_order(_by_line(dropped), whole),
    ]


def _by_line(dropped: list[Dropped]) -> list[list[str]]:
    """The texts of each line; what has no line stands with the one before it."""
    lines = accumulate((one.line for one in dropped), lambda before, line: line or before)
    groups = groupby(zip(lines, dropped, strict=True), lambda pair: pair[0])
    return [[one.text for _, one in group] for _, group in groups]


def _out_of_order(lines: Iterable[list[str]], whole: str) -> Iterator[str]:
    """The texts that do not stand in the whole behind those of the lines before."""
    place = 0
    for line in lines:
        texts = [_letters(text) for text in line if not _MARK.fullmatch(text)]
        found = {text: whole.find(text, place) for text in texts if text}
        yield from (text for text, start in found.items() if start < 0)
        place = max([place, *(start + len(text) for text, start in found.items() if start >= 0)])


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _encoding(data: bytes) -> str:
    return next((codec for name, codec in _ENCODINGS.items() if name in data), "utf-8")


def _names(element: etree._Element) -> set[str]:
    addresses = [element.get("src") or "", *(one.get("src") or "" for one in element.iter("source"))]
    return {element.get("title") or "", *(urlsplit(one).hostname or "" for one in addresses)}


def _notes(body: str) -> set[str]:
    tree = etree.fromstring(f"<body>{body}</body>")
    return {text.strip() for note in tree.iter("aside") for text in blocks(note)}


@each_page
def test_every_word_of_a_page_is_in_the_article_or_told_as_left_out(path: Path) -> None:
    assert lost(path.read_bytes()) == []


def test_every_word_of_real_pages_is_in_the_article_or_told_as_left_out(corpus: Path) -> None:
    pages = sorted((corpus / "html").iterdir())
    assert pages
    assert {page.name: found for page in pages if (found := lost((page / "source.html").read_bytes()))} == {}


@pytest.fixture(scope="module")
def real_pages(corpus: Path) -> list[Path]:
    return pages_in(corpus / "html")


def test_real_articles_are_found_as_well_as_by_the_best_extractor(real_pages: list[Path]) -> None:
    """The figures of readability-lxml, which has the best; ``docs/extractors.md`` has the others."""
    scores = [score(ours, page) for page in real_pages]
    assert fmean(one.recall for one in scores) >= 0.9881
    assert fmean(one.precision for one in scores) >= 0.9831
    assert min(one.recall for one in scores) >= 0.95


def test_what_real_pages_tell_is_right_in_nine_of_ten(real_pages: list[Path]) -> None:
    right = [all(known_of(page).values()) for page in real_pages]
    assert sum(right) >= 0.9 * len(right)


PHRASES = st.sampled_from(["Sea", "ebb and flow,", "17", SENTENCE, "By Ada Quill", "Advertisement", "Home", "1"])
TAGS = st.sampled_from(
    """
    a article aside b blockquote br button center code dd div dl dt figcaption figure footer form h1 h2 h3 header li
    main nav ol p pre section span table td th tr ul
    """.split()
)
CALLED = st.sampled_from(
    """
    ad-slot article-body author btn byline comments content date footnotes header lineno post-title related share
    sidebar subtitle toc
    """.split()
)
ATTRIBUTES = st.sampled_from(["", " href='/x'", " href='#a'", " role='button'", " id='a'", " rel='next' href='/n'"])


def _element(tag: str, called: str, attributes: str, children: list[str]) -> str:
    return f'<{tag} class="{called}"{attributes}>{"".join(children)}</{tag}>'


TREES = st.recursive(PHRASES, lambda inner: st.builds(_element, TAGS, CALLED, ATTRIBUTES, st.lists(inner, max_size=5)))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(TREES, min_size=1, max_size=6).map(" ".join), st.integers(0, 12))
def test_no_word_of_any_page_is_lost(markup: str, sentences: int) -> None:
    page = f"<!doctype html><title>The Sea</title><body>{markup}<p>{SENTENCE * sentences}</p>"
    try:
        found = lost(page.encode())
    except SourceError:
        return
    assert [one for one in found if one.startswith("letters")] == []
