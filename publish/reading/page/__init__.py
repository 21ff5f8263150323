"""What a page tells of its article, beside the text: for people to read, for search engines and for friends' walls."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from publish.reading.page import bylines, dates, linked_data, subtitles, titles
from publish.reading.page.signals import Signals, Told, first, signals
from publish.reading.subjects import subjects
from publish.settings import LANGUAGE_TAG


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """The fields of :class:`publish.model.Metadata` that the page fills, and where each value comes from."""

    fields: Mapping[str, object]
    origins: tuple[tuple[str, str], ...]


def metadata(root: HtmlElement, saved_from: str | None = None) -> PageMetadata:
    """What the page with this ``html`` element tells.

    ``saved_from`` is the address that a browser noted when it saved the page.
    """
    told = signals(root)
    address = _address(told, saved_from)
    language, title = _language(told), titles.title(told)
    found: dict[str, tuple[object, str] | None] = {
        "title": title,
        "subtitle": subtitles.subtitle(told, title[0] if title else None),
        "language": language,
        "contributors": bylines.contributors(told),
        "published": dates.published(told, address[0] if address else None, language[0] if language else "en"),
        "description": _description(told),
        "publisher": _publisher(told),
        "rights": first(told.metas("dcterms:rights", "dc:rights", "copyright")),
        "source_url": address,
        "subjects": _subjects(told),
    }
    known = {name: value for name, value in found.items() if value}
    return PageMetadata(
        {name: value[0] for name, value in known.items()}, tuple((name, value[1]) for name, value in known.items())
    )


def _address(told: Signals, saved_from: str | None) -> Told | None:
    """The page's own address: http or https, without a fragment."""
    links = [(one.get("href") or "", "link canonical") for one in told.root.iter("link") if "canonical" in _rel(one)]
    shared = [*links, *told.metas("og:url"), *told.linked("url", "mainEntityOfPage")]
    base = next((one.get("href") for one in told.root.iter("base") if one.get("href")), None) or saved_from or ""
    for address, place in (*shared, (saved_from or "", "saved from")):
        try:
            whole = urljoin(base, address.strip())
            parts = urlsplit(whole)
        except ValueError:
            continue
        if address and parts.scheme in ("http", "https") and parts.hostname:
            return whole.partition("#")[0].replace(" ", "%20"), place
    return None


def _rel(link: HtmlElement) -> list[str]:
    return (link.get("rel") or "").lower().split()


def _language(told: Signals) -> Told | None:
    """The language that the page declares, where it is a language."""
    declared = [((told.root.get("lang") or "").strip().replace("_", "-"), "html lang")]
    metas = ("content-language", "dc:language", "dcterms:language", "og:locale", "inlanguage")
    for tag, place in (*declared, *told.metas(*metas), *told.linked("inLanguage")):
        if LANGUAGE_TAG.fullmatch(tag := tag.replace("_", "-")):
            return tag, place
    return None


def _description(told: Signals) -> Told | None:
    names = ("dc:description", "dcterms:description", "og:description", "description", "twitter:description")
    return first(told.linked("description"), told.metas(*names))


def _subjects(told: Signals) -> tuple[tuple[str, ...], str] | None:
    """What the page is filed under, in the first of the places that say it; a tag may have an element of its own."""
    tags = [one.get("content") or "" for one in told.root.iter("meta") if "article:tag" in (one.get("property") or "")]
    metas = told.metas(
        "news_keywords", "keywords", "parsely-tags", "citation_keywords", "dc:subject", "dcterms:subject"
    )
    for value, place in ((told.data.get("keywords"), "JSON-LD keywords"), (tags, "meta article:tag"), *metas):
        if found := subjects(value):
            return found, place
    return None


def _publisher(told: Signals) -> Told | None:
    data = linked_data.text(told.data.get("publisher"))
    named = [(data, "JSON-LD publisher")] if data else []
    return first(named, told.metas("og:site_name", "dc:publisher", "dcterms:publisher", "application-name"))
