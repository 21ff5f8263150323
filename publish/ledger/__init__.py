"""The word ledger: what became of every word of a source, and whether a finished edition says just that.

::

    source ───sources/────▶ words ─┐
                                   ├─ aligning ─▶ accounting.py ─▶ Ledger ─▶ record.py, verdict.py
    Article ──articles.py─▶ words ─┘
            └─articles.py─▶ words and signs ─┐
                                             ├─ aligning ─▶ comparing.py ─▶ findings
    EPUB, PDF ──editions/─▶ words and signs ─┘

It is two comparisons with one hinge, the :class:`~publish.model.Article` as it was read and mended.

**Source and article.** The words of the source are found once more, by code that knows its format and shares nothing
with :mod:`publish.reading`. The article's words are in the order in which an edition says them; only contents, notes
and what was dropped go to the lines on which they stood, so that a paragraph that a reader put elsewhere does not
align. Each word of the source is then *kept*; *changed* by a rule, the code of a finding on its line; *dropped* by a
rule, that of :class:`~publish.model.Dropped`; *unowed*, such as a field of the front matter, which nobody has to print;
or *unaccounted*: that is an error. So is a word of the article that the source does not have.

**Article and edition.** The edition is read back, from its archive and XML or from the structure tree of its pages, and
held against the article: every word and every sign, in order, from the title page to the last note. Nothing is
forgiven. What an edition adds of its own is known by what it is marked up as, and left out: the label and legend of
contents that a source does not label, page numbers, running heads, the labels of list items, quotation marks of ``q``.

Words are compared by their spelling, in time that grows with their number (:mod:`~publish.ledger.aligning`). No build
draws up a ledger unless it is asked for: ``publish check --against``.
"""

from __future__ import annotations

from publish.ledger.accounting import draw_up
from publish.ledger.accounts import Account, Ledger
from publish.ledger.comparing import compare
from publish.ledger.editions import EXTRACTORS, Edition
from publish.ledger.record import record
from publish.ledger.verdict import read_back, unbalanced

__all__ = [
    "CODES",
    "EXTRACTORS",
    "Account",
    "Edition",
    "Ledger",
    "compare",
    "draw_up",
    "read_back",
    "record",
    "unbalanced",
]

CODES = {
    "alternative-differs": "The text in the place of a picture is not the one that the source gives.",
    "edition-unreadable": "An edition cannot be read back: it is damaged, or a PDF without a structure tree.",
    "words-added": "An edition says words that its source does not.",
    "words-changed": "An edition says other words than its source, or the same ones run together or taken apart.",
    "words-doubled": "An edition says words twice that its source says once.",
    "words-missing": "An edition does not say words that its source does.",
    "words-moved": "An edition says words elsewhere than its source.",
    "words-unaccounted": "Words of a source are in no edition, and no rule says why: a reader has lost them.",
    "words-unsourced": "What was understood of a source has words that are not in it: a reader made or doubled them.",
}
"""The findings of this room."""
