"""Which extractor finds the article of a saved page best: ours, and those that can be installed from PyPI.

::

    python tests/bench/extractors.py FOLDER

``FOLDER`` holds a folder a page, with ``source.html``, the article in ``expected.html``, and in
``expected-metadata.json`` what is known of it. For each extractor that is installed the script prints recall and
precision of its words, averaged over the pages, then the worst page, the pages that lost nothing (recall of 0.99 or
more), the halves of the pages by name, and the milliseconds a page; then in how many pages the reader's title, byline,
language and date are the expected ones, of those pages for which they are known, and which are not.

Words are runs of letters and digits, folded in case, and single ideographs, counted as often as they stand. Formulas do
not count: one extractor keeps the MathML, and another the picture of it. Ours is what the reader gives where the page's
pictures are there, contents box and headings included, and without the title, as the expectations have it.
"""

from __future__ import annotations

import json
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
from io import BytesIO
from pathlib import Path
from statistics import fmean
from typing import Any

from lxml import etree, html
from PIL import Image

from publish.model import Article, Surroundings
from publish.reading import read
from publish.reading.html.sight import BLOCKS

Extract = Callable[[bytes], str]
"""The markup, or the text, of the article in a page."""

WORD = re.compile(r"[\u3041-\u30ff\u3400-\u9fff]|[^\W_\u3041-\u30ff\u3400-\u9fff]+")
_UNREAD = frozenset(["math", "mjx-container", "script", "style"])


def words(markup: str | bytes) -> Counter[str]:
    """The words of markup, a space being where a block begins or ends."""
    data = markup if isinstance(markup, bytes) else markup.encode()
    if not data.strip():
        return Counter()
    tree = html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8", huge_tree=True))
    return Counter(WORD.findall("".join(_pieces(tree)).casefold()))


def _pieces(tree: Any) -> Iterator[str]:
    for event, element in (walker := etree.iterwalk(tree, events=("start", "end", "comment", "pi"))):
        yield " " if element.tag in BLOCKS else ""
        if event == "start" and element.tag in _UNREAD:
            walker.skip_subtree()
        yield (element.text if event == "start" and element.tag not in _UNREAD else "") or ""
        yield (element.tail if event != "start" else "") or ""


def _blank() -> bytes:
    data = BytesIO()
    Image.new("L", (640, 480), 255).save(data, "PNG")
    return data.getvalue()


_BLANK = _blank()


def article_of(page: bytes) -> Article:
    """What the reader of this project understands of a page whose pictures are there."""
    return read(page, source="page.html", surroundings=Surroundings(lambda reference: _BLANK))


def ours(page: bytes) -> str:
    """The text of it."""
    article = article_of(page)
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


def known(folder: Path) -> dict[str, bool]:
    """For each field that is known of the page in ``folder``, whether the reader tells the same.

    A byline is right if it holds all names that the reader tells, and little else; of a date the day counts, and of a
    language all but its case.
    """
    truth = json.loads((folder / "expected-metadata.json").read_bytes())
    told = article_of((folder / "source.html").read_bytes()).metadata
    names = [one.name for one in told.contributors]
    right = {
        "title": _squeezed(told.title) == _squeezed(truth["title"]),
        "byline": bool(names) and _holds(_squeezed(truth.get("byline") or ""), names),
        "lang": told.language.lower() == (truth.get("lang") or "").lower(),
        "publishedTime": str(told.published) == (truth.get("publishedTime") or "")[:10],
    }
    return {field: is_right for field, is_right in right.items() if truth.get(field)}


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _holds(byline: str, names: list[str]) -> bool:
    rest = byline
    for name in names:
        if name not in rest:
            return False
        rest = rest.replace(name, "")
    return len(rest) < 0.6 * len(byline)


def report_known(pages: list[Path]) -> Iterator[str]:
    """A line for each field, and one for the pages that have all of theirs."""
    found = {page.name: known(page) for page in pages}
    for field in ("title", "byline", "lang", "publishedTime"):
        right = {name: fields[field] for name, fields in found.items() if field in fields}
        wrong = ", ".join(name for name, is_right in right.items() if not is_right)
        yield f"{field:22} {sum(right.values())}/{len(right)}" + (f"  but {wrong}" if wrong else "")
    yield f"{'all that is known':22} {sum(all(fields.values()) for fields in found.values())}/{len(found)}"


def pages_in(folder: Path) -> list[Path]:
    """The folders of pages whose article is known."""
    return sorted(page for page in folder.iterdir() if (page / "expected.html").is_file())


def main(folder: Path) -> None:
    """Print the tables."""
    warnings.simplefilter("ignore")
    logging.disable()
    pages = pages_in(folder)
    for name, extract in EXTRACTORS.items():
        try:
            print(report(name, [score(extract, page) for page in pages]), flush=True)
        except ImportError:
            print(f"{name:22} is not installed")
    print(*report_known(pages), sep="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
