"""The day that a line names, if it names nothing else."""

from __future__ import annotations

import re
from datetime import date
from unicodedata import decimal

_LABEL = re.compile(
    r"(?:(?:first )?published(?: on)?|posted(?: on)?|date|"
    r"veröffentlicht(?: am)?|erschienen am|vom|datum|publié le|paru le|publicado(?: el| em)?|"
    r"fecha|data|pubblicato il|gepubliceerd op|publicerad(?: den)?|publisert|udgivet(?: den)?|"
    r"opublikowano|опубликовано|дата|julkaistu|közzétéve|δημοσιεύθηκε(?: στις)?|yayın tarihi|diterbitkan|"
    r"発行日|公開日|发布时间|發佈時間|发布于)\s*[:：]?\s*",
    re.IGNORECASE,
)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?")
_EAST_ASIAN = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
_FIGURE = re.compile(r"(?![0-9])\d")
_WORDED = re.compile(
    r"(?:[^\W\d_]+\.?,? )?"  # the day of the week
    r"(?:\d{1,2}(?:\.|[^\W\d_]{1,2}|º)?,? (?:de |of |d')?[^\W\d_]{3,}\.?,? (?:de )?(?:19|20)\d\d"
    r"|[^\W\d_]{3,}\.? \d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\d\d)\.?"
)
"""A day whose month is a word: of figures alone, either could be the day."""


def day_in(text: str, language: str) -> date | None:
    """The day; None where the text says more than that, or leaves it open, as ``03/05/2024`` does.

    The month may be called as in ``language``, a BCP 47 tag, or in English.
    """
    text = _LABEL.sub("", text, count=1) if _LABEL.match(text) else text
    text = _FIGURE.sub(lambda figure: str(decimal(figure[0])), text.strip())
    for pattern in (_ISO, _EAST_ASIAN):
        if found := pattern.fullmatch(text):
            return _day(*map(int, found.groups()[:3]))
    return _worded(text, language.partition("-")[0]) if _WORDED.fullmatch(text) else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _worded(text: str, language: str) -> date | None:
    """A day whose month is a word. Without the languages to try, dateparser would load all that it knows."""
    from dateparser import parse
    from dateparser.data.languages_info import language_order

    found = parse(
        text,
        languages=[name for name in dict.fromkeys((language, "en")) if name in language_order],
        settings={"REQUIRE_PARTS": ["day", "month", "year"], "PARSERS": ["absolute-time"]},
    )
    return found.date() if found else None
