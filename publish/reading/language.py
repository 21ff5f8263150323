"""The language of a text, told from the text.

Compact Language Detector 2 decides where there is enough to read; below that, only a script that writes one language
does. Where neither is sure the answer is ``und``: a wrong language misleads a screen reader, an unknown one does not.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import replace
from functools import cache
from html import unescape

from publish.model import Article

UNKNOWN = "und"
"""BCP 47 for a language that could not be told (RFC 5646, §4.1)."""
READ = 20_000
"""How many characters are looked at."""
ENOUGH = 40
"""How many letters the detector needs. On samples of real articles it errs in 1 of 11 with 20 letters, 1 of 20 with 40
and 1 of 60 with 100, mostly between neighbours such as Malay and Indonesian."""

_TAGS = {"zh": "zh-Hans", "iw": "he", "jw": "jv"}
"""The detector's own names for languages, where they are not BCP 47 in our form."""
_NO_LANGUAGE = ("un", "xx", "zz")
"""How the detector begins the names of what is no language: unknown, a script alone, a joke."""

_SCRIPTS = {
    "ARMENIAN": "hy",
    "GEORGIAN": "ka",
    "GREEK": "el",
    "GUJARATI": "gu",
    "GURMUKHI": "pa",
    "HANGUL": "ko",
    "HEBREW": "he",
    "HIRAGANA": "ja",
    "KANNADA": "kn",
    "KATAKANA": "ja",
    "KHMER": "km",
    "LAO": "lo",
    "MALAYALAM": "ml",
    "MYANMAR": "my",
    "ORIYA": "or",
    "SINHALA": "si",
    "TAMIL": "ta",
    "TELUGU": "te",
    "THAI": "th",
    "TIBETAN": "bo",
}
"""The scripts that, nearly always, write one language: the first word of their letters' Unicode names."""
_KANA_ENOUGH = 0.1
"""The share of kana from which a text of kana and Chinese characters is Japanese."""


def detect(text: str) -> str:
    """The BCP 47 tag of the language of ``text``, ``und`` where it cannot be told; the same text, the same answer.

    Chinese is told with its script, ``zh-Hans`` or ``zh-Hant``. At most :data:`READ` characters are looked at.
    """
    characters = Counter(text[:READ])
    scripts: Counter[str] = Counter()
    for character, count in characters.items():
        if character.isalpha():
            scripts[unicodedata.name(character, "").split(" ")[0]] += count
    # A Chinese character says about as much as a short word.
    letters = scripts.total() + 3 * scripts["CJK"]
    return (_by_words(text[:READ]) if letters >= ENOUGH else None) or _by_script(scripts) or UNKNOWN


def tidy(tag: str) -> str:
    """A language tag in the letters that its parts are usually written in (RFC 5646, section 2.1.1)."""
    first, *rest = tag.split("-")
    cased = {2: str.upper, 4: str.title}
    return "-".join([first.lower(), *(cased.get(len(one), str.lower)(one) for one in rest)])


def _by_words(sample: str) -> str | None:
    """What the detector is sure of."""
    reliable, languages = _detected(sample)
    return languages[0][0] if reliable else None


def _detected(sample: str, hint: str | None = None) -> tuple[bool, list[tuple[str | None, int]]]:
    """Whether the detector is sure, and the languages that it found, the first None where it is none; in percent.

    ``hint`` is a language that the sample is probably in.
    """
    import pycld2

    # It refuses controls, surrogates and noncharacters, which are not printable either.
    unprintable = {ord(character): " " for character in set(sample) if not character.isprintable()}
    sample = sample.translate(unprintable) if unprintable else sample
    known = hint if hint in _hints() else None
    reliable, _, found = pycld2.detect(sample, isPlainText=True, hintLanguage=known)
    names = [(name, percent) for _, name, percent, _ in found]
    return reliable, [
        (None if name.startswith(_NO_LANGUAGE) else _TAGS.get(name, name), percent) for name, percent in names
    ]


@cache
def _hints() -> frozenset[str]:
    import pycld2

    return frozenset(code for _, code in pycld2.LANGUAGES)


def _by_script(scripts: Counter[str]) -> str | None:
    """The language of the script in which most letters are."""
    kana = scripts["HIRAGANA"] + scripts["KATAKANA"]
    if kana > _KANA_ENOUGH * (kana + scripts["CJK"]) and 2 * (kana + scripts["CJK"]) > scripts.total():
        return "ja"
    return next((_SCRIPTS.get(name) for name, count in scripts.most_common(1) if 2 * count > scripts.total()), None)


FOREIGN = 80
"""How many letters a block needs to be told to be in another language: a sentence, not a name or a title."""
_LEAF = re.compile(
    r"<(?P<name>p|li|dd|dt|td|th|caption|figcaption)(?P<attributes>(?: [^<>]*)?)>"
    r"(?P<text>[^<]*(?:<(?!/?(?:p|li|dd|dt|td|th|caption|figcaption|ul|ol|dl|table|blockquote|div|aside|pre)\b)[^<]*)*)"
    r"(?=</(?P=name)>)"
)
"""A block that holds text and no other block."""
_TAG = re.compile(r"<[^<>]*>")
_NOT_PROSE = re.compile(r"`[^`]{0,200}`|(?<!\S)\S*(?:[/@_]|\]\()\S*")
"""Addresses, paths and code, which are in no language. From the beginning of a word: else a long one would be read anew
from each of its letters."""
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
SURE = 90
"""The share of a block, in percent, that must be in the other language."""
_FAMILIES = tuple(
    map(
        str.split,
        (
            "ms id jv su",
            "no nb nn da sv",
            "hr sr bs sl mk bg",
            "cs sk",
            "pt gl es ca oc",
            "ru uk be bg",
            "en sco pcm",
            "nl af fy",
            "hi mr ne bh sa kok",
            "fa ps ur",
            "tr az tk",
            "xh zu",
            "la it co",
        ),
    )
)
"""Languages so near to each other that the detector takes a paragraph of one for another."""


def mark(article: Article) -> Article:
    """The article with ``lang`` on each block that is clearly in another language than the article."""
    language = article.metadata.language
    return replace(
        article,
        sections=tuple(replace(section, body=marked(section.body, language)) for section in article.sections),
    )


def marked(body: str, language: str) -> str:
    """The XHTML ``body`` of an article in ``language``, a BCP 47 tag, with ``lang`` on its blocks in other languages.

    A block is in another language only where the detector is sure and has enough to read, and never where only the
    region or the script is another; blocks that bear a language keep it.
    """

    def repair(found: re.Match[str]) -> str:
        tag = None if " lang=" in found["attributes"] else _foreign(unescape(_TAG.sub("", found["text"])), language)
        return f'<{found["name"]}{found["attributes"]} lang="{tag}">{found["text"]}' if tag else found[0]

    return body if language == UNKNOWN else _LEAF.sub(repair, body)


def _foreign(text: str, language: str) -> str | None:
    """The language of the text, where it is surely another one: also when told that it is probably not."""
    text = _NOT_PROSE.sub(" ", text[:READ])
    if len(text) < FOREIGN // 3 or sum(map(str.isalpha, text)) + 2 * len(_CJK.findall(text)) < FOREIGN:
        return None
    own = language.partition("-")[0]
    for hint in (None, own):
        reliable, ((tag, percent), *_) = _detected(text, hint)
        if not reliable or tag is None or percent < SURE or _related(tag.partition("-")[0], own):
            return None
    return tag


def _related(one: str, other: str) -> bool:
    return one == other or any(one in family and other in family for family in _FAMILIES)
