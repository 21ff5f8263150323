"""Numbers in front of headings and entries, in every style: ``1.``, ``2.3``, ``IV``, ``b)``, ``第一章``.

A number is read with all that it can mean, as ``C.`` may be the third or the hundredth; :func:`follows` tells whether
one comes after another in any of its meanings.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_WORDS = """
chapter, chap, ch, part, section, sec, appendix, book, unit, lesson, step, page, article, act, scene, volume, vol,
kapitel, teil, abschnitt, anhang, buch, lektion, schritt, seite, chapitre, partie, annexe, livre, leçon, étape,
capítulo, parte, sección, apéndice, libro, lección, paso, página, capitolo, sezione, appendice, lezione, passo,
pagina, seção, apêndice, livro, lição, hoofdstuk, deel, paragraaf, bijlage, boek, stap, rozdział, część, strona,
kapitola, část, глава, часть, раздел, приложение, книга, шаг, страница, розділ, частина, κεφάλαιο, μέρος, ενότητα,
bölüm, kısım, bab, bagian, bahagian, capitolul, partea, fejezet, rész, luku, osa, kapittel, del, avsnitt, chương,
phần, sura, sehemu, अध्याय, भाग, खंड, অধ্যায়, পর্ব, அத்தியாயம், பகுதி, บทที่, บท, ตอนที่, ตอน, الفصل, الباب,
الجزء, القسم, فصل, بخش, פרק, חלק
"""
_NAMED = "|".join(sorted((word.strip() for word in _WORDS.split(",")), key=len, reverse=True))
_CHINESE = "〇零一二三四五六七八九十百千两兩"
_UNITS = "章节節回部卷編编篇幕課课讲講话話条條項项款期集"

_NUMBER = re.compile(
    rf"""(?x)
    (?P<chinese> 第 \s? (?: [{_CHINESE}]{{1,6}} | \d{{1,3}} ) \s? [{_UNITS}]分? [ \u3000]* [：:、.．]? )
    | (?P<japanese> \d{{1,3}} [{_UNITS}] (?=[\s\u3000：:]) [\u3000\s]* [：:]? | 付録 \s? (?: \d{{1,2}} | [A-Z] ) )
    | (?P<korean> 제 \s? \d{{1,3}} \s? [장절부편과권회강] \s? [.:]? )
    | (?P<named> (?i: {_NAMED} )\.? \s+
        (?: \d{{1,3}} (?:\.\d{{1,3}})* | [ivxlcdmIVXLCDM]{{1,8}} | [A-Za-z] ) (?![^\W_]) \s? [.:)：]? )
    | (?P<list> (?: [{_CHINESE}]{{1,4}} [、．]
        | [(（] \s? (?: [{_CHINESE}]{{1,4}} | \d{{1,3}} | [A-Za-z] | [ivxIVX]{{1,5}} ) \s? [)）] ) )
    | (?P<circle> [①-⑳] )
    | (?P<dotted> (?:[§№]\s?)? \d{{1,3}} (?:[.．]\d{{1,2}}){{1,5}}
        (?: [.．)]* (?=\s|$) | [.．)] (?=[^\W\d_]) | (?=[\u3040-\u9fff]) ) )
    | (?P<plain> (?:[§№]\s?)? \d{{1,3}} (?: [.)、．:：]+ (?=\s|$|[^\W\d_a-z]) | (?=\s|$) ) )
    | (?P<letters> (?: [ivxlcdm]{{1,8}} | [IVXLCDM]{{1,8}} | [^\W\d_] ) (?: [.)．:]+ (?=\s|$) )
        | [IVXLCDM]{{1,8}} (?=\s|$) )
    """
)
_DASH = re.compile(r"\s*[-–—―:|]\s*(?=\S)")
_ROMAN = re.compile(r"M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})", re.IGNORECASE)
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


@dataclass(frozen=True, slots=True)
class Number:
    """A number, as printed and as what it can mean."""

    printed: str
    """Without the full stop or the bracket behind it: ``IV``, ``2.3``, ``第一章``."""
    kind: str
    """How it is printed; numbers of one list are of one kind, but for those on deeper levels."""
    readings: tuple[tuple[int, ...], ...]
    """All it can mean: ``(2, 3)`` for ``2.3``; ``(100,)`` and ``(3,)`` for ``C``."""
    firm: bool
    """Whether it can be nothing but a number: something parts it from the words."""

    @property
    def roman(self) -> bool:
        """Whether it can hardly be anything but a Roman number: ``I``, ``XII``, but not ``C``."""
        return self.kind in ("upper", "lower") and (len(self.printed) > 1 or self.printed in "IVX")

    @property
    def parts(self) -> int:
        """How many levels it names: 2 for ``2.3``."""
        return len(self.readings[0])


def leading(text: str) -> tuple[Number | None, str]:
    """The number in front of ``text`` and the rest, which may be empty; None and ``text`` where there is none."""
    match = _NUMBER.match(text)
    if match is None:
        return None, text
    kind = str(match.lastgroup)
    printed = match.group().strip()
    rest = text[match.end() :]
    dash = _DASH.match(rest)
    core = (
        re.sub(r"[^\w)）]+$", "", printed)
        if kind in ("named", "chinese", "japanese", "korean")
        else printed.rstrip(".．)、:： ")
    )
    if kind == "list":
        core = printed.rstrip("、．")
    readings = _readings(core, kind)
    if not readings:
        return None, text
    firm = (
        printed != core or kind in ("chinese", "japanese", "korean", "named", "list", "circle", "dotted") or bool(dash)
    )
    if dash and (rest[:1].isspace() or kind in ("named", "chinese")):
        rest = rest[dash.end() :]
    style = kind if kind != "letters" else "upper" if core.isupper() else "lower"
    return Number(core, style, readings, firm), rest.strip()


def _readings(printed: str, kind: str) -> tuple[tuple[int, ...], ...]:
    if kind in ("dotted", "plain"):
        return (tuple(int(part) for part in re.findall(r"\d+", printed)),)
    if kind == "circle":
        return ((int(unicodedata.numeric(printed)),),)
    core = re.sub(r"^[第제]\s?|\s?[^\W\d]$", "", printed) if kind in ("chinese", "korean") else printed
    core = core.split()[-1] if kind == "named" else core.strip("()（） ")
    if kind in ("chinese", "japanese"):
        core = re.sub(rf"\s?[{_UNITS}]分?$", "", re.sub(r"^(第|付録)\s?", "", printed))
    if re.fullmatch(r"\d+(\.\d+)*", core):
        return (tuple(map(int, core.split("."))),)
    if core and set(core) <= set(_CHINESE):
        return ((_chinese(core),),)
    found = []
    if core and _ROMAN.fullmatch(core) and (core.isupper() or core.islower()):
        found.append((_roman(core.upper()),))
    if len(core) == 1 and core.isalpha():
        first = "a" if core.isascii() else "а" if "а" <= core.lower() <= "я" else None
        found.append((ord(core.lower()) - ord(first) + 1 if first else ord(core),))
    return tuple(found)


def _roman(digits: str) -> int:
    values = [_ROMAN_DIGITS[digit] for digit in digits]
    return sum(-one if one < max(values[place:]) else one for place, one in enumerate(values))


def _chinese(digits: str) -> int:
    """``二十三`` is 23, ``二三`` too."""
    total, digit = 0, 0
    for character in digits:
        if character in "十百千":
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[character]
            digit = 0
        else:
            digit = digit * 10 + {"两": 2, "兩": 2}.get(character, int(unicodedata.numeric(character)))
    return total + digit


def follows(number: Number, previous: Number) -> bool:
    """Whether ``number`` may come next after ``previous``: 2 or 3 after 1, 2.1 after 2, 3 after 2.4.

    One may be left out, as some lists do; none may come again.
    """
    return any(_next(one, other) for one in number.readings for other in previous.readings)


def _next(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    shared = 0
    while shared < min(len(one), len(other)) and one[shared] == other[shared]:
        shared += 1
    if shared == len(one):
        return False
    if shared == len(other):
        return len(one) == shared + 1 and one[shared] <= 2
    return len(one) == shared + 1 and 0 < one[shared] - other[shared] <= 2


def begins(number: Number) -> bool:
    """Whether ``number`` may be the first of a list: 0, 1 or 1.1."""
    return any(all(part <= 1 for part in reading) for reading in number.readings)


def same(one: Number | None, other: Number | None) -> bool:
    """Whether two numbers mean the same, however they are printed: ``IV`` and ``Chapter 4``."""
    return one is not None and other is not None and bool(set(one.readings) & set(other.readings))
