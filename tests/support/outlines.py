"""Articles with contents in every shape, printed from an outline, so that what is read can be held against it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

LANGUAGES: dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    "en": (
        ("Table of Contents", "Contents [hide]", "CONTENTS", "Contents:"),
        ("river", "harbour", "winter", "grain", "market", "bridge", "lantern", "tide", "orchard", "stone"),
        ("The {} of the {}", "{} and {}", "Why the {} needs a {}", "Before the {} and the {}?"),
    ),
    "de": (
        ("Inhaltsverzeichnis", "Inhaltsverzeichnis [Verbergen]"),
        ("Fluss", "Hafen", "Winter", "Korn", "Markt", "Brücke", "Laterne", "Gezeit", "Garten", "Stein"),
        ("{} und {}", "Warum {} ohne {} bleibt", "Vom {} zum {}", "Was {} über {} sagt?"),
    ),
    "ru": (
        ("Содержание", "Оглавление"),
        ("Река", "Гавань", "Зима", "Зерно", "Рынок", "Мост", "Фонарь", "Прилив", "Сад", "Камень"),
        ("{} и {}", "Почему {} любит {}", "{} после {}"),
    ),
    "zh": (
        ("目录", "目錄"),
        ("河流", "港口", "冬天", "粮食", "市场", "桥梁", "灯笼", "潮水", "果园", "石头"),
        ("{}与{}的关系", "为什么{}需要{}", "从{}到{}之路"),
    ),
    "ja": (
        ("目次", "もくじ"),
        ("河川", "港町", "冬景色", "穀物", "市場", "石橋", "提灯", "潮騒", "果樹園", "岩石"),
        ("{}と{}について", "なぜ{}に{}が要るか", "{}から{}へ"),
    ),
    "ar": (
        ("المحتويات", "جدول المحتويات"),
        ("النهر", "الميناء", "الشتاء", "القمح", "السوق", "الجسر", "الفانوس", "المد", "البستان", "الحجر"),
        ("{} و{}", "لماذا يحتاج {} إلى {}", "من {} إلى {}"),
    ),
    "hi": (
        ("विषय-सूची", "विषय सूची"),
        ("नदी", "बंदरगाह", "सर्दी", "अनाज", "बाज़ार", "पुल", "लालटेन", "ज्वार", "बाग़", "पत्थर"),
        ("{} और {}", "{} को {} क्यों चाहिए", "{} से {} तक"),
    ),
}
"""For each language labels, words, and patterns of headings."""

PROSE = {
    "en": "Nobody had counted the boats that year, and so the council sent clerks to the pier with a book and a lamp.",
    "de": "Niemand hatte in dem Jahr die Boote gezählt, und so schickte der Rat zwei Schreiber mit einem Buch zum Kai.",
    "ru": "Никто в тот год не считал лодки, и потому совет послал к причалу двух писарей с книгой и лампой.",
    "zh": "那一年没有人数过船只，于是议会派了两名书记员带着账簿和油灯前往码头，一直等到天色完全暗下来为止。",
    "ja": "その年は誰も船を数えていなかったので、議会は帳簿とランプを持たせて二人の書記を桟橋へ送り、夜まで待たせた。",
    "ar": "لم يحص أحد القوارب في ذلك العام، ولذلك أرسل المجلس كاتبين إلى الرصيف ومعهما دفتر ومصباح وانتظرا حتى المساء.",
    "hi": "उस साल किसी ने नावें नहीं गिनी थीं, इसलिए परिषद ने दो मुंशियों को बही और दीपक के साथ घाट पर भेजा और वे रात तक रुके।",
}
TITLES = {
    "en": "A Town by the Water",
    "de": "Eine Stadt am Wasser",
    "ru": "Город у воды",
    "zh": "水边的小城故事",
    "ja": "水辺の町の物語",
    "ar": "مدينة على الماء",
    "hi": "पानी के किनारे एक शहर",
}

SHAPES = (
    "apart",
    "bullets",
    "chapters",
    "chinese",
    "dotted",
    "indent",
    "inline",
    "kinds",
    "leaders",
    "letters",
    "pages",
    "parts",
    "plain",
    "roman",
    "twice",
    "unlabelled",
    "wrapped",
)
DRIFTS = ("exact", "upper", "edit", "pilcrow", "number", "quotes", "markdown", "spaces", "broken", "chapter")


@dataclass(frozen=True, slots=True)
class Node:
    """A heading of an outline."""

    text: str
    depth: int
    number: str
    """``2.3``, from the outline."""
    fate: str = "exact"
    """What became of it in the body: one of :data:`DRIFTS`, ``glued``, or ``absent``."""


@dataclass(frozen=True, slots=True)
class Sample:
    """An article as text, and what it was printed from."""

    text: str
    nodes: tuple[Node, ...]
    shape: str
    deep: bool
    """Whether the shape shows depths."""


def outline(random: Random, language: str, size: int, *, deep: bool) -> list[Node]:
    """A random outline; no two headings are alike."""
    _, words, patterns = LANGUAGES[language]
    nodes: list[Node] = []
    numbers: list[int] = []
    seen: set[str] = set()
    while len(nodes) < size:
        text = random.choice(patterns).format(*random.sample(words, 2))
        if text in seen:
            continue
        seen.add(text)
        depth = min(random.choice((1, 1, 2, 2, 3)), len(numbers) + 1) if deep else 1
        numbers = [*numbers[:depth], *([0] * (depth - len(numbers)))]
        numbers[depth - 1] += 1
        nodes.append(Node(text, depth, ".".join(map(str, numbers))))
    return nodes


def sample(seed: int, shape: str, language: str, fates: Sequence[str]) -> Sample:
    """An article of a language with contents of a shape, whose headings have each one of the fates."""
    random = Random(seed)
    deep = shape in ("bullets", "dotted", "indent", "kinds", "leaders") and random.random() < 0.7
    nodes = outline(random, language, random.randint(4, 14), deep=deep)
    if shape in ("plain", "unlabelled", "twice", "inline"):  # Nothing but their coming again tells them from text.
        fates = [fate for fate in fates if fate != "absent"] or ["exact"]
    nodes = [replace(node, fate=random.choice(fates)) for node in nodes]
    label = random.choice(LANGUAGES[language][0])
    gap = random.choice(("\n", "\n\n"))
    lead = [PROSE[language]] if random.random() < 0.5 else []
    listed = [label, *printed(random, nodes, shape, language)]
    switch = ["Toggle"] if language == "en" and random.random() < 0.2 else []
    body = [line for node in nodes for line in section(random, node, language)]
    before, after = (lead, []) if random.random() < 0.3 else ([], lead)
    if shape == "unlabelled":
        listed, switch = listed[1:], []
        before, after = [*before, *after], []
    elif shape == "inline":
        listed = [f"{label.rstrip(':')}: {' | '.join(listed[1:])}"]
    elif shape == "twice":
        listed, switch = [*listed, *listed], []
    blocks = [TITLES[language], *before, "\n".join([listed[0], *switch, *listed[1:]]), *after, *body]
    return Sample(gap.join(blocks) + "\n", tuple(nodes), shape, shape != "parts")


def printed(random: Random, nodes: Sequence[Node], shape: str, language: str) -> list[str]:
    """The lines of the contents."""
    page = 1
    lines: list[str] = []
    for place, node in enumerate(nodes, start=1):
        page += random.randint(0, 9)
        indent = "  " * (node.depth - 1)
        match shape:
            case "bullets":
                lines.append(f"{indent}- {node.text}")
            case "dotted":
                lines.append(f"{node.number} {node.text}" if "." in node.number else f"{node.number}. {node.text}")
            case "roman":
                lines.append(f"{roman(place)}. {node.text}")
            case "indent":
                lines.append(f"{indent}{indent}* {node.text}")
            case "leaders":
                lines.append(f"{node.number} {node.text} {'.' * random.randint(4, 30)} {page}")
            case "apart":
                lines += [str(place), node.text]
            case "plain" | "unlabelled" | "twice" | "inline":
                lines.append(node.text)
            case "pages":
                lines.append(f"{node.text}   {page}")
            case "letters":
                lines.append(f"{chr(96 + place)}) {node.text}")
            case "chapters":
                lines.append(
                    f"第{chinese(place)}章 {node.text}" if language in ("zh", "ja") else f"Chapter {place}: {node.text}"
                )
            case "chinese":
                lines.append(f"{chinese(place)}、{node.text}")
            case "parts":
                lines += [
                    f"Part {roman(place // 3 + 1)}: {node.text}"
                    if place % 3 == 1
                    else f"{place - (place + 2) // 3}. {node.text}"
                ]
            case "wrapped":
                words = node.text.split(" ")
                cut = len(words) // 2
                lines += (
                    [f"{place}. {' '.join(words[:cut])}", f"    {' '.join(words[cut:])}"]
                    if cut
                    else [f"{place}. {node.text}"]
                )
            case _:
                lines.append(f"{'*+o'[node.depth - 1]} {node.text}")
    return lines


def section(random: Random, node: Node, language: str) -> list[str]:
    """The heading and its paragraphs, as its fate has it."""
    text = {
        "upper": node.text.upper(),
        "edit": f"{node.text}[edit]",
        "pilcrow": f"{node.text} ¶",
        "number": f"{node.number}. {node.text}",
        "quotes": f"“{node.text}”",
        "markdown": f"## {node.text}",
        "spaces": node.text.replace(" ", "", 1),
        "broken": node.text.replace(" ", "\n", 1),
        "chapter": f"{node.number}\n{node.text}",
    }.get(node.fate, node.text)
    paragraphs = [f"{PROSE[language]} {random.randrange(10**5, 10**6)}" for _ in range(random.randint(1, 3))]
    if node.fate == "absent":
        return paragraphs
    if node.fate == "glued":
        return [node.text + paragraphs[0], *paragraphs[1:]]
    return [text, *paragraphs]


def roman(number: int) -> str:
    """``XIV`` for 14; up to 39."""
    return "X" * (number // 10) + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[number % 10]


def chinese(number: int) -> str:
    """``十四`` for 14; up to 19."""
    digits = "零一二三四五六七八九"
    return digits[number] if number < 10 else "十" + (digits[number - 10] if number > 10 else "")
