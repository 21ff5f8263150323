"""Which extractor finds the article of a saved page best: ours, and those that can be installed from PyPI.

::

    python tests/bench/extractors.py FOLDER

``FOLDER`` holds a folder a page, with ``source.html`` and the article in ``expected.html``. For each extractor that is
installed the script prints recall and precision of its words, averaged over the pages, then the worst page, the pages
that lost nothing (recall of 0.99 or more), the halves of the pages by name, and the milliseconds a page.

Words are runs of letters and digits, folded in case, and single ideographs, counted as often as they stand, formulas
included. Ours is what the reader gives, contents box and headings included, and without the title, as the expectations
have it.
"""

from __future__ import annotations

import logging
import re
import sys
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from importlib import import_module
from pathlib import Path
from statistics import fmean
from typing import Any

from lxml import etree, html

from publish.reading import read
from publish.reading.html.sight import BLOCKS

Extract = Callable[[bytes], str]
"""The markup, or the text, of the article in a page."""

WORD = re.compile(r"[\u3041-\u30ff\u3400-\u9fff]|[^\W_\u3041-\u30ff\u3400-\u9fff]+")
FORMULA = frozenset(["mi", "mn", "mo", "mtext"])


def words(markup: str | bytes) -> Counter[str]:
    """The words of markup, a space being where a block, or a part of a formula, begins or ends."""
    data = markup if isinstance(markup, bytes) else markup.encode()
    if not data.strip():
        return Counter()
    tree = html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8", huge_tree=True))
    return Counter(WORD.findall("".join(_pieces(tree)).casefold()))


def _pieces(tree: Any) -> Iterator[str]:
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        is_parting = element.tag in BLOCKS or element.tag in FORMULA
        if event == "start":
            yield " " if is_parting else ""
            yield "" if element.tag in ("script", "style") else element.text or ""
        else:
            yield " " if is_parting else ""
            yield element.tail or ""


def ours(page: bytes) -> str:
    """What the reader of this project gives."""
    article = read(page, source="page.html")
    entries = article.contents.entries if article.contents else ()
    listed = [escape(f"{entry.number or ''} {entry.text}") for entry in entries]
    label = article.contents.label if article.contents else ""
    sections = [f"<h2>{escape(one.title or '')}</h2>{one.body}" for one in article.sections]
    return "<br>".join([escape(label), *listed]) + "".join(sections)


def _trafilatura(page: bytes, **options: Any) -> str:
    return import_module("trafilatura").extract(page, output_format="html", include_comments=False, **options) or ""


def _newspaper(page: bytes) -> str:
    article = import_module("newspaper").Article("https://example.org/article")
    article.download(input_html=page.decode("utf-8", "replace"))
    article.parse()
    return escape(article.text)


def _goose(page: bytes) -> str:
    goose = import_module("goose3").Goose({"enable_image_fetching": False})
    return escape(goose.extract(raw_html=page.decode("utf-8", "replace")).cleaned_text)


def _resiliparse(page: bytes) -> str:
    module = import_module("resiliparse.extract.html2text")
    return escape(module.extract_plain_text(page.decode("utf-8", "replace"), main_content=True, alt_texts=False))


def _justext(page: bytes) -> str:
    justext = import_module("justext")
    found = justext.justext(page, justext.get_stoplist("English"))
    return escape(" ".join(one.text for one in found if not one.is_boilerplate))


def _boilerpy(page: bytes) -> str:
    extractor = import_module("boilerpy3.extractors").ArticleExtractor(raise_on_failure=False)
    return escape(extractor.get_content(page.decode("utf-8", "replace")))


def _readability(page: bytes) -> str:
    return import_module("readability").Document(page.decode("utf-8", "replace")).summary()


def _readabilipy(page: bytes) -> str:
    read_page = import_module("readabilipy").simple_json_from_html_string
    return read_page(page.decode("utf-8", "replace"), use_readability=False)["content"] or ""


def _fast_readability(page: bytes) -> str:
    found = import_module("fast_readability").Readability().extract_from_html(page.decode("utf-8", "replace"))
    return (found or {}).get("content") or ""


def _turbohtml(page: bytes) -> str:
    found = import_module("turbohtml").parse(page).main_content()
    return found.html if found else ""


EXTRACTORS: Mapping[str, Extract] = {
    "ours": ours,
    "readability-lxml": _readability,
    "resiliparse": _resiliparse,
    "trafilatura": _trafilatura,
    "trafilatura, recall": lambda page: _trafilatura(page, favor_recall=True),
    "readabilipy, pure": _readabilipy,
    "turbohtml": _turbohtml,
    "newspaper4k": _newspaper,
    "goose3": _goose,
    "boilerpy3": _boilerpy,
    "justext": _justext,
    # Mozilla's own Readability.js in a small JavaScript engine: what the expectations of its test pages were made with.
    "fast-readability (js)": _fast_readability,
    "the whole page": lambda page: page.decode("utf-8", "replace"),
}


@dataclass(frozen=True, slots=True)
class Score:
    """One page."""

    recall: float
    precision: float
    seconds: float


def score(extract: Extract, folder: Path) -> Score:
    """How well an extractor finds the article of the page in ``folder``."""
    page = (folder / "source.html").read_bytes()
    started = time.perf_counter()
    try:
        found = extract(page)
    except ImportError:
        raise
    except Exception:  # A peer that fails on a page has found nothing.
        found = ""
    seconds = time.perf_counter() - started
    got, wanted = words(found), words((folder / "expected.html").read_bytes())
    common = (got & wanted).total()
    return Score(common / max(1, wanted.total()), common / max(1, got.total()), seconds)


def report(name: str, scores: list[Score]) -> str:
    """One line for an extractor."""
    halves = "  ".join(
        f"{fmean(one.recall for one in half):.3f}/{fmean(one.precision for one in half):.3f}"
        for half in (scores[::2], scores[1::2])
    )
    whole = sum(one.recall >= 0.99 for one in scores)
    return (
        f"{name:22} R {fmean(one.recall for one in scores):.4f}  P {fmean(one.precision for one in scores):.4f}  "
        f"worst {min(one.recall for one in scores):.3f}/{min(one.precision for one in scores):.3f}  "
        f"whole {whole}/{len(scores)}  halves {halves}  {1000 * fmean(one.seconds for one in scores):.0f} ms"
    )


def main(folder: Path) -> None:
    """Print the table."""
    warnings.simplefilter("ignore")
    logging.disable()
    pages = sorted(page for page in folder.iterdir() if (page / "expected.html").is_file())
    for name, extract in EXTRACTORS.items():
        try:
            print(report(name, [score(extract, page) for page in pages]), flush=True)
        except ImportError:
            print(f"{name:22} is not installed")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
