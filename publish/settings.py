"""What a user can choose. Every value has a default with which a first build looks right.

Each field below is an option of the command line, a key of ``publish.toml`` and a row of ``docs/settings.md`` at once:
its name, its values and its help stand here and nowhere else. :mod:`publish.choices` tells where values come from.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from typing import Any, Literal

from publish.errors import SettingsError

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

LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-([A-Za-z0-9]{5,8}|[0-9]\w{3}))*")
"""Language, script, region, variants: the part of BCP 47 that articles need (RFC 5646, section 2.1)."""

BESIDE = "https://beside.invalid/"
"""Where a file beside a source is, for the links of articles that become one book (RFC 2606, section 2)."""

Scope = Literal["run", "source", "article"]
"""Who may choose: ``run``, for a whole run; ``source``, for the sources of a folder; ``article``, an article itself."""

Read = Callable[[object], Any]
"""From what the user wrote to a field's value. Raises :class:`SettingsError` without a place."""


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


def _switch(value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise SettingsError(f"“{value}” is neither true nor false", remedy="write true or false")


def _text(value: object) -> str:
    if isinstance(value, str) and value.strip() and value.isprintable():
        return value
    raise SettingsError(f"“{value}” is no text", remedy="write it in quotes")


def _texts(value: object) -> tuple[str, ...]:
    return tuple(_text(one) for one in (value if isinstance(value, list | tuple) else [value]))


def _tag(value: object) -> str:
    if isinstance(value, str) and LANGUAGE_TAG.fullmatch(value):
        return value
    raise SettingsError(f"“{value}” is no language tag", remedy="write it as in de, en-GB or zh-Hant")


def _one_of(known: Iterable[str], kind: str) -> tuple[str, Read]:
    names = tuple(known)

    def read(value: object) -> str:
        if value in names:
            return str(value)
        raise SettingsError(f"no {kind} is called “{value}”", remedy=suggestion(str(value), names))

    return " | ".join(names), read


def _some_of(known: Iterable[str], kind: str) -> tuple[str, Read]:
    wanted, read_one = _one_of(known, kind)
    return f"[{wanted}]", lambda value: tuple(map(read_one, _texts(value)))


def _between(low: float, high: float, kind: str, example: str) -> tuple[str, Read]:
    def read(value: object) -> float:
        if isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high:
            return value
        shown = f"{value:g}" if isinstance(value, int | float) else f"“{value}”"
        raise SettingsError(
            f"{kind} of {shown} is none", remedy=f"give a number from {low:g} to {high:g}, such as {example}"
        )

    return "N", read


def _whole(low: int, high: int, kind: str) -> tuple[str, Read]:
    wanted, between = _between(low, high, kind, str(low))

    def read(value: object) -> int:
        if isinstance(value, float) and not value.is_integer():
            raise SettingsError(f"{kind} of {value:g} is none", remedy="give a whole number")
        return int(between(value))

    return wanted, read


def _isbn(value: object) -> str:
    from stdnum import isbn

    try:
        return str(isbn.validate(str(value), convert=True))
    except isbn.ValidationError:
        remedy = "give its thirteen figures, the last of which checks the others"
        raise SettingsError(f"“{value}” is no ISBN", remedy=remedy) from None


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
        None, _one_of(SOURCE_FORMATS, "format"), "What the sources are, where their names do not tell.", key="from"
    )
    """One of :data:`SOURCE_FORMATS`; None: told from the source's name and its first bytes."""
    language: str | None = _setting(
        None, ("TAG", _tag), "The sources' language, as in de or zh-Hant; detected by default.", "article"
    )
    """BCP 47; None: each article's own, detected."""
    book: str | None = _setting(
        None, ("TITLE", _text), "Make one book of all sources, in their order, with this title."
    )
    """The title of the one book that all sources make; None: each makes its own editions."""
    threshold: float = _setting(
        0.8,
        _between(0, 1, "a threshold", "0.8"),
        "How sure, from 0 to 1, a line must be the heading of a contents entry.",
        "article",
    )
    """How sure it must be, from 0 to 1, that a line is the heading that an entry of the contents names."""
    keep_all: bool = _setting(
        False, ("", _switch), "Take all of a page for its article, menus and comments included.", "article"
    )
    """Whether all of a page is its article, menus and comments included."""
    mends: frozenset[str] = _setting(
        frozenset(MENDS),
        (f"[{' | '.join(MENDS)} | all]", lambda value: mends_without(_texts(value))),
        f"Do not mend this: {', '.join(MENDS)}, all.",
        "article",
        key="no_mend",
        show=lambda mends: [name for name in MENDS if name not in mends],
    )
    """Which of :data:`MENDS` run."""
    notes: str = _setting(
        "foot",
        _one_of(("foot", "end"), "place"),
        "Where a PDF has notes: at the foot of the page, or at the end of the section.",
        "article",
    )
    """``foot``: at the foot of the page that calls them; ``end``: at the end of the section."""
    profile: str | None = _setting(
        None,
        _one_of(STORES, "store"),
        "Make e-books as this store takes them, and hold them against its rules.",
    )
    """One of :data:`STORES`; None: an e-book for everybody."""
    contents_levels: int = _setting(
        6,
        _whole(1, 6, "a number of levels"),
        "How many levels of headings one can go to in an e-book; deeper ones join the last.",
        "article",
    )
    """How deep the navigation of an EPUB is, from 1 to 6."""
    picture_pixels: int = _setting(
        2400,
        _whole(100, 10_000, "a number of pixels"),
        "The longest side of a picture in an e-book, in pixels.",
        "article",
    )
    """The longest side that a picture has in an EPUB."""
    picture_megabytes: float = _setting(
        40, _between(0.1, 600, "a number of megabytes", "40"), "What the pictures of an e-book have together, in MB.",
        "article",
    )  # fmt: skip
    """The budget for all pictures of an EPUB, in millions of bytes."""
    cover: str | None = _setting(
        None, ("PICTURE", _text), "A picture beside the source for the cover; else the theme draws one.", "article"
    )
    """The reference to a picture, relative to the source; None: the theme draws the cover."""
    theme: str = _setting("book", ("NAME", _text), "How the editions look: a theme, or the folder of one.", "article")
    """The name of a folder in ``styles/``, or the path of a folder that is a theme."""
    printer: str | None = _setting(
        None,
        (f"{' | '.join(PRINTERS)} | FILE.toml", _text),
        "Who prints the book, or a file that tells.",
    )
    """One of :data:`PRINTERS`, or the path of a file like theirs; None: nobody."""
    trim: str | None = _setting(
        None,
        ("SIZE", _text),
        "The book's page: a trim of the printer's by name, or as in 6x9in or 148x210mm.",
    )
    """The name or the measure of a trim; None: the printer's first."""
    paper: str | None = _setting(None, ("NAME", _text), "The stock it is printed on, of those that the printer has.")
    """The name of a paper; None: the first one for its ink."""
    ink: str | None = _setting(
        None, _one_of(("black", "colour"), "ink"), "What its pages are printed with: black alone, or four colours."
    )
    """``black`` or ``colour``; None: what the printer has first."""
    standard: str | None = _setting(
        None, ("NAME", _text), "The standard of its files, as in x-4 or x-1a:2001; by default the printer's first."
    )
    """One of :data:`publish.printers.STANDARDS`; None: the printer's first."""
    bleed: bool = _setting(
        False, ("", _switch), "Draw what reaches the edge of a page beyond it, as printers ask that trim it."
    )
    """Whether pages have a bleed."""
    icc: str | None = _setting(
        None, ("FILE", _text), "The colour profile of the press, a CMYK .icc; by default one of the system's."
    )
    """The path of a profile; None: one that is installed."""
    isbn: str | None = _setting(
        None, ("ISBN", _isbn), "The ISBN of the printed book, for the barcode on its cover.", "article"
    )
    """Thirteen figures; None: it has none."""
    impose: str | None = _setting(
        None, _one_of(IMPOSITIONS, "imposition"), "Lay its pages onto sheets to print and fold, too."
    )
    """One of :data:`IMPOSITIONS`; None: single pages only."""
    fail_on: frozenset[str] = _setting(
        frozenset(),
        ("[CODE | warnings]", lambda value: frozenset(_texts(value))),
        "Fail where there is a finding with this code, or any of the warnings; nothing is written then.",
        show=sorted,
    )
    """Codes of findings with which a build fails and writes nothing; ``warnings`` names all that are no mere notes."""
    allow_network: bool = _setting(
        False, ("", _switch), "Fetch sources that are addresses, and pictures; else nothing is."
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
        ("[PATH]", _texts),
        "A file ending in .epub or .pdf, a FOLDER/, or - for standard output; build/ by default.",
        "run",
        show=list,
    )
    to: tuple[str, ...] = _setting((), _some_of(FORMATS, "format"), "Only this format.", "run", show=list)
    jobs: int | None = _setting(
        None, _whole(1, 10_000, "a number of processes"), "Processes at work; one a core by default.", "run"
    )
    explain: bool = _setting(False, ("", _switch), "List every finding, small mends included.", "run")
    quiet: bool = _setting(False, ("", _switch), "Print nothing but what failed.", "run")


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


def suggestion(name: str, known: Iterable[str]) -> str:
    """The remedy for a wrong name: the nearest right one, or all of them."""
    candidates = sorted(known)
    near = difflib.get_close_matches(name, candidates, n=1)
    return f"did you mean “{near[0]}”?" if near else f"choose one of {', '.join(candidates)}"
