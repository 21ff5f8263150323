"""A text that is shaped once has the lines that it has where each is shaped by itself."""

from __future__ import annotations

from typing import Any

import pytest
from support.laid_out import end, paragraph_lines, said
from support.making import RIVER, article, published, section

from publish.model import Publication

GERMAN = (
    "Die Donaudampfschifffahrtsgesellschaft schaffte ihre Schiffe, die auf offenem Fluss auffielen, in der Auffassung "
    "ab, dass Kaufleute die Eisenbahn vorzögen; „außerordentlich“ nannte sie – nach Abzug der Unkosten – den Gewinn. "
)
LIGATURES = "Officials find efficient affiliations difficult: fluffy baffles, stiff cliffs, offices, filing, shuffled. "
RUSSIAN = "В папке «Watch» лежит файл README, и кто его читает, тот узнаёт о проекте GitHub всё, что хотел узнать. "
JAPANESE = "川は谷よりも古く、谷は町よりも古い。午後、堤防を歩く人は、はしけや倉庫、そして「教会」を見る。"
HINDI = "नदी घाटी से पुरानी है, और घाटी नगर से। जो कोई दोपहर में तटबंध पर चलता है, वह नावें और गोदाम देखता है। "
EMOJI = (
    "What grows \N{SEEDLING} on the bank \N{DECIDUOUS TREE} is older than the wall, ① and the wall is older ② than us. "
)
ADDRESS = (
    "See https://example.org/a/very/long/address/that-has-no-place-to-end/and/goes/on_and_on_and_on_for_ever.html, "
)
CASES = {
    "english": ("en", f"<p>{RIVER}</p><p>{RIVER} {RIVER} {RIVER}</p>"),
    "german": ("de", f"<p>{GERMAN * 3}</p>"),
    "ligatures": ("en", f"<p>{LIGATURES * 4}</p>"),
    "russian": ("ru", f"<p>{RUSSIAN * 4}</p>"),
    "japanese": ("ja", f"<p>{JAPANESE * 5}</p>"),
    "hindi": ("hi", f"<p>{HINDI * 4}</p>"),
    "emoji": ("en", f"<p>{EMOJI * 4}</p>"),
    "address": ("en", f"<p>{ADDRESS * 4}</p>"),
    "elements": ("en", f"<p>{RIVER[:90]} <em>{RIVER[90:140]} </em>{RIVER[140:300]}<b>{LIGATURES}</b> {RIVER}</p>"),
    "no-break spaces": (
        "fr",
        "<p>{}</p>".format("Qui\N{NO-BREAK SPACE}? demanda-t-elle\N{NO-BREAK SPACE}; rien. " * 9),
    ),
    "soft hyphens": ("en", "<p>{}</p>".format("under\N{SOFT HYPHEN}stood exten\N{SOFT HYPHEN}sion of any size " * 9)),
    "spaced": ("en", f'<p style="letter-spacing: 1px; word-spacing: 2px">{RIVER}</p>'),
    "from the right": ("ar", "<p>{}</p>".format("النهر أقدم من الوادي الذي يجري فيه، والوادي أقدم من المدينة. " * 6)),
}


def made(language: str, body: str) -> Publication:
    return published(article(section(None, body=body), language=language))


def set_out(publication: Publication) -> list[tuple[str, float, float]]:
    """What each line says, where it ends, and where it stands."""
    return [(said(line), end(line), line.position_y) for line in paragraph_lines(publication)]


@pytest.mark.parametrize("case", CASES)
def test_lines_are_those_that_weasyprint_finds_one_by_one(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    publication = made(*CASES[case])
    ours = set_out(publication)
    monkeypatch.setattr("publish.writing.shaping.first_line", lambda *_, **__: None)
    theirs = set_out(publication)
    assert [line[0] for line in ours] == [line[0] for line in theirs]
    assert [line[1:] for line in ours] == [pytest.approx(line[1:], abs=0.02) for line in theirs]
    assert len(ours) > 3


def test_a_paragraph_is_shaped_once(monkeypatch: pytest.MonkeyPatch) -> None:
    publication = made("en", f"<p>{'It was as old as the hill and as the sea, or so we all said. ' * 14}</p>")
    lines = len(set_out(publication))
    from weasyprint.text.line_break import Layout

    shaped, whole = [], Layout.get_first_line
    monkeypatch.setattr(Layout, "get_first_line", lambda layout: shaped.append(layout.text) or whole(layout))
    assert len(set_out(publication)) == lines > 10
    assert sum(len(text) > 100 for text in shaped) == 1
    assert len(shaped) < lines


def test_a_long_text_is_shaped_in_pieces_that_overlap(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = set_out(made("en", f"<p>{RIVER * 12}</p>"))
    for seen in (150, 333):
        monkeypatch.setattr("publish.writing.shaping.SEEN", seen)
        assert set_out(made("en", f"<p>{RIVER * 12}</p>")) == whole


def test_only_so_many_texts_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    from publish.writing import shaping

    contexts: set[Any] = set()
    remembered = shaping._remembered
    monkeypatch.setattr(
        shaping, "_remembered", lambda text, style, context: contexts.add(context) or remembered(text, style, context)
    )
    set_out(made("en", f"<p>{RIVER}</p>" * 9))
    assert {len(context.measured) for context in contexts} == {shaping.KEPT}
