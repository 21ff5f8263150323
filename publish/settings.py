"""What a user can choose. Every value has a default with which a first build looks right.

Each field below is an option of the command line, a key of ``publish.toml`` and a row of ``docs/settings.md`` at once:
its name, its values and its help stand here and nowhere else. :mod:`publish.choices` tells where values come from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from typing import Any, Literal

from publish.errors import SettingsError
from publish.values import (
    LANGUAGE_TAG as LANGUAGE_TAG,
)
from publish.values import (
    Read,
    address,
    between,
    isbn,
    one_of,
    scheduler,
    share,
    some_of,
    switch,
    tag,
    text,
    texts,
    whole,
)
from publish.values import (
    suggestion as suggestion,
)

MENDS = ("spaces", "quotes", "dashes", "ellipses")
"""The repairs of scraping damage, in the order in which they run; each can be switched off."""

SOURCE_FORMATS: Mapping[str, tuple[str, ...]] = {
    "text": (".txt", ".text"),
    "markdown": (".md", ".markdown"),
    "html": (".html", ".htm", ".xhtml"),
    "docx": (".docx",),
    "epub": (".epub",),
}
"""The formats that can be read, and how the names of their files end, in lower case."""

FORMATS = ("epub", "pdf")
"""What an article can become, in the order in which editions are made. A file's ending is its format's name."""

STORES = ("kindle", "kobo", "apple", "google")
"""Where e-books are sold; :mod:`publish.stores` knows what each takes."""

PRINTERS = ("kdp", "ingram", "x4", "office")
"""Who prints books; :mod:`publish.printers` knows what each takes."""

IMPOSITIONS = ("booklet", "2-up", "4-up", "signatures")
"""How pages can be laid onto sheets that are printed and folded; :mod:`publish.writing.imposing` knows how."""

BESIDE = "https://beside.invalid/"
"""Where a file beside a source is, for the links of articles that become one book (RFC 2606, section 2)."""

Scope = Literal["run", "source", "article"]
"""Who may choose: ``run``, for a whole run; ``source``, for the sources of a folder; ``article``, an article itself."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How a field is chosen."""

    help: str
    """One sentence for the option's help and for the reference."""
    read: Read
    wanted: str
    """What a value looks like: ``TAG``, ``true or false``."""
    scope: Scope
    key: str
    """Its name in ``publish.toml``; with hyphens for underscores, the option's."""
    field: str
    """Its name in :class:`Settings` or :class:`Run`."""
    default: Any
    show: Callable[[Any], Any]
    """From a field's value back to what a user writes."""


def _setting(
    default: Any,
    read: tuple[str, Read],
    help: str,
    scope: Scope = "source",
    *,
    key: str = "",
    show: Callable[[Any], Any] = lambda value: value,
) -> Any:
    told = {"help": help, "wanted": read[0], "read": read[1], "scope": scope, "key": key, "show": show}
    return field(default=default, metadata=told)


def mends_without(names: Iterable[str]) -> frozenset[str]:
    """All mends but the ones named; ``all`` names every one.

    Raises :class:`SettingsError` for a name that is no mend, suggesting the nearest one.
    """
    off = set(names)
    if "all" in off:
        return frozenset()
    for name in sorted(off - set(MENDS)):
        raise SettingsError(f"no mend is called “{name}”", remedy=suggestion(name, MENDS))
    return frozenset(MENDS) - off


@dataclass(frozen=True, slots=True)
class Settings:
    """The choices for one article."""

    format: str | None = _setting(
        None, one_of(SOURCE_FORMATS, "format"), "What the sources are, where their names do not tell.", key="from"
    )
    """One of :data:`SOURCE_FORMATS`; None: told from the source's name and its first bytes."""
    language: str | None = _setting(
        None, ("TAG", tag), "The sources' language, as in de or zh-Hant; detected by default.", "article"
    )
    """BCP 47; None: each article's own, detected."""
    book: str | None = _setting(None, ("TITLE", text), "Make one book of all sources, in their order, with this title.")
    """The title of the one book that all sources make; None: each makes its own editions."""
    threshold: float = _setting(
        0.8,
        between(0, 1, "a threshold", "0.8"),
        "How sure, from 0 to 1, a line must be the heading of a contents entry.",
        "article",
    )
    """How sure it must be, from 0 to 1, that a line is the heading that an entry of the contents names."""
    keep_all: bool = _setting(
        False, ("", switch), "Take all of a page for its article, menus and comments included.", "article"
    )
    """Whether all of a page is its article, menus and comments included."""
    mends: frozenset[str] = _setting(
        frozenset(MENDS),
        (f"[{' | '.join(MENDS)} | all]", lambda value: mends_without(texts(value))),
        f"Do not mend this: {', '.join(MENDS)}, all.",
        "article",
        key="no_mend",
        show=lambda mends: [name for name in MENDS if name not in mends],
    )
    """Which of :data:`MENDS` run."""
    notes: str = _setting(
        "foot",
        one_of(("foot", "end"), "place"),
        "Where a PDF has notes: at the foot of the page, or at the end of the section.",
        "article",
    )
    """``foot``: at the foot of the page that calls them; ``end``: at the end of the section."""
    profile: str | None = _setting(
        None,
        one_of(STORES, "store"),
        "Make e-books as this store takes them, and hold them against its rules.",
    )
    """One of :data:`STORES`; None: an e-book for everybody."""
    contents_levels: int = _setting(
        6,
        whole(1, 6, "a number of levels"),
        "How many levels of headings one can go to in an e-book; deeper ones join the last.",
        "article",
    )
    """How deep the navigation of an EPUB is, from 1 to 6."""
    picture_pixels: int = _setting(
        2400,
        whole(100, 10_000, "a number of pixels"),
        "The longest side of a picture in an e-book, in pixels.",
        "article",
    )
    """The longest side that a picture has in an EPUB."""
    picture_megabytes: float = _setting(
        40, between(0.1, 600, "a number of megabytes", "40"), "What the pictures of an e-book have together, in MB.",
        "article",
    )  # fmt: skip
    """The budget for all pictures of an EPUB, in millions of bytes."""
    cover: str | None = _setting(
        None, ("PICTURE", text), "A picture beside the source for the cover; else the theme draws one.", "article"
    )
    """The reference to a picture, relative to the source; None: the theme draws the cover."""
    theme: str = _setting("book", ("NAME", text), "How the editions look: a theme, or the folder of one.", "article")
    """The name of a folder in ``styles/``, or the path of a folder that is a theme."""
    printer: str | None = _setting(
        None,
        (f"{' | '.join(PRINTERS)} | FILE.toml", text),
        "Who prints the book, or a file that tells.",
    )
    """One of :data:`PRINTERS`, or the path of a file like theirs; None: nobody."""
    trim: str | None = _setting(
        None,
        ("SIZE", text),
        "The book's page: a trim of the printer's by name, or as in 6x9in or 148x210mm.",
    )
    """The name or the measure of a trim; None: the printer's first."""
    paper: str | None = _setting(None, ("NAME", text), "The stock it is printed on, of those that the printer has.")
    """The name of a paper; None: the first one for its ink."""
    ink: str | None = _setting(
        None, one_of(("black", "colour"), "ink"), "What its pages are printed with: black alone, or four colours."
    )
    """``black`` or ``colour``; None: what the printer has first."""
    standard: str | None = _setting(
        None, ("NAME", text), "The standard of its files, as in x-4 or x-1a:2001; by default the printer's first."
    )
    """One of :data:`publish.printers.STANDARDS`; None: the printer's first."""
    bleed: bool = _setting(
        False, ("", switch), "Draw what reaches the edge of a page beyond it, as printers ask that trim it."
    )
    """Whether pages have a bleed."""
    icc: str | None = _setting(
        None, ("FILE", text), "The colour profile of the press, a CMYK .icc; by default one of the system's."
    )
    """The path of a profile; None: one that is installed."""
    isbn: str | None = _setting(
        None, ("ISBN", isbn), "The ISBN of the printed book, for the barcode on its cover.", "article"
    )
    """Thirteen figures; None: it has none."""
    impose: str | None = _setting(
        None, one_of(IMPOSITIONS, "imposition"), "Lay its pages onto sheets to print and fold, too."
    )
    """One of :data:`IMPOSITIONS`; None: single pages only."""
    fail_on: frozenset[str] = _setting(
        frozenset(),
        ("[CODE | warnings]", lambda value: frozenset(texts(value))),
        "Fail where there is a finding with this code, or any of the warnings; nothing is written then.",
        show=sorted,
    )
    """Codes of findings with which a build fails and writes nothing; ``warnings`` names all that are no mere notes."""
    allow_network: bool = _setting(
        False, ("", switch), "Fetch sources that are addresses, and pictures; else nothing is."
    )
    """Whether sources, and the pictures of pages, may be fetched. Nothing is, unless the user says so."""
    metadata: Mapping[str, tuple[Any, str]] = field(default_factory=dict)
    """What ``publish.toml`` says of all articles, by key, each with its place; it is read with the articles' own."""
    firm: frozenset[str] = field(default=frozenset(), compare=False)
    """The keys that options chose, which an article cannot change."""


@dataclass(frozen=True, slots=True)
class Run:
    """The choices for a whole run."""

    output: tuple[str, ...] = _setting(
        (),
        ("[PATH]", texts),
        "A file ending in .epub or .pdf, a FOLDER/, or - for standard output; build/ by default.",
        "run",
        show=list,
    )
    to: tuple[str, ...] = _setting((), some_of(FORMATS, "format"), "Only this format.", "run", show=list)
    jobs: int | None = _setting(
        None, whole(1, 10_000, "a number of processes"), "Processes at work; one a core by default.", "run"
    )
    shard: tuple[int, int] | None = _setting(
        None, ("N/M", share), "Build the Nth of M parts of a collection, by what is in its articles.", "run",
        show=lambda shard: shard and f"{shard[0]}/{shard[1]}",
    )  # fmt: skip
    merge: tuple[str, ...] = _setting(
        (), ("[FOLDER]", texts), "Take from this folder what was built there already.", "run", show=list
    )
    scheduler: str | None = _setting(
        None, ("local | tcp://HOST:PORT", scheduler), "Build a collection on a cluster of Dask's.", "run"
    )
    prune: bool = _setting(False, ("", switch), "Remove editions whose articles are gone or cannot be built.", "run")
    near_duplicates: str = _setting(
        "keep", one_of(("keep", "link", "skip"), "way with near-duplicates"),
        "Build an article that is nearly the same as an earlier one, say so on the shelf, too, or skip it.", "run",
    )  # fmt: skip
    memory_limit: int = _setting(
        1000,
        whole(200, 1_000_000, "a number of megabytes"),
        "The megabytes that an article of a batch may take.",
        "run",
    )
    time_limit: float = _setting(
        300,
        between(1, 1_000_000, "a number of seconds", "60"),
        "The seconds that an article of a batch may take.",
        "run",
    )
    report: tuple[str, ...] = _setting(
        (), ("[FILE]", texts), "A FILE.html, .json or .txt for the report.", "run", show=list
    )
    shelf_title: str = _setting(
        "The shelf", ("TITLE", text), "What the catalogue beside a collection's editions is called.", "run"
    )
    shelf_address: str | None = _setting(
        None, ("ADDRESS", address), "Where on the web it will be; its feeds have whole addresses then.", "run"
    )
    no_shelf: bool = _setting(False, ("", switch), "Make no catalogue.", "run")
    explain: bool = _setting(False, ("", switch), "List every finding, small mends included.", "run")
    quiet: bool = _setting(False, ("", switch), "Print nothing but what failed.", "run")


@cache
def table() -> Mapping[str, Setting]:
    """Every setting by its key, in the order in which they are told of."""
    found = {}
    for one in (*fields(Run), *fields(Settings)):
        if not one.metadata:
            continue
        told = dict(one.metadata)
        key = told.pop("key") or one.name
        found[key] = Setting(**told, key=key, field=one.name, default=one.default)
    return found
