"""What each printer takes, and what follows from it: the figures are worked out by hand from its table."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from publish.checking.preflight import CHECKS
from publish.errors import SettingsError
from publish.printers import printer
from publish.printers.lengths import length, measure
from publish.printers.order import order
from publish.settings import PRINTERS, Settings

each_printer = pytest.mark.parametrize("name", PRINTERS)


@pytest.mark.parametrize(
    ("written", "points"), [("1in", 72), ("0.125in", 9), ("25.4mm", 72), ("2.54 cm", 72), ("12pt", 12)]
)
def test_lengths_are_in_points(written: str, points: float) -> None:
    assert length(written) == pytest.approx(points)


@pytest.mark.parametrize("wrong", ["", "3", "3 inches", "-1in", 3, None])
def test_what_has_no_unit_is_no_length(wrong: object) -> None:
    with pytest.raises(SettingsError, match="is no length"):
        length(wrong)


def test_a_trim_by_its_measure() -> None:
    assert measure("6x9in") == (432, 648)
    assert measure("148 × 210 mm") == pytest.approx((419.5276, 595.2756), abs=1e-4)
    assert measure("six by nine") is None


@each_printer
def test_every_rule_names_a_check_and_says_who_says_so(name: str) -> None:
    shop = printer(name)
    assert shop.rules
    for rule in shop.rules:
        assert rule.check in CHECKS
        assert rule.says.endswith(".")
        assert rule.source
        assert rule.date


@pytest.mark.parametrize(
    ("pages", "inches"), [(24, 0.375), (150, 0.375), (151, 0.5), (300, 0.5), (301, 0.625), (501, 0.75), (828, 0.875)]
)
def test_the_gutter_of_kdp_grows_with_the_pages(pages: int, inches: float) -> None:
    assert order(Settings(printer="kdp")).gutter(pages) == pytest.approx(inches * 72)


# KDP: 300 pages × 0.002252 in = 0.6756 in; × 0.0025 in = 0.75 in; × 0.002347 in = 0.7041 in.
@pytest.mark.parametrize(
    ("ink", "paper", "inches"),
    [("black", "white", 0.6756), ("black", "cream", 0.75), ("colour", "premium", 0.7041), ("colour", None, 0.6756)],
)
def test_the_spine_of_kdp_is_pages_times_paper(ink: str, paper: str | None, inches: float) -> None:
    assert order(Settings(printer="kdp", ink=ink, paper=paper)).spine(300) == pytest.approx(inches * 72)


def test_the_cover_goes_around() -> None:
    # 6 × 9 in, 300 pages on cream: 2 × 6 + 0.75 + 2 × 0.125 = 13 in by 9 + 2 × 0.125 = 9.25 in.
    wrap = order(Settings(printer="kdp", paper="cream")).wrap(300)
    assert (wrap.width, wrap.height) == pytest.approx((936, 666))
    assert wrap.spine_text == pytest.approx((0.75 - 2 * 0.0625) * 72)


def test_the_spine_says_nothing_below_the_printers_number_of_pages() -> None:
    ordered = order(Settings(printer="kdp"))
    assert ordered.wrap(78).spine_text == 0
    assert ordered.wrap(80).spine_text > 0


@pytest.mark.parametrize(
    ("name", "printed", "bound"),
    [("kdp", 101, 102), ("kdp", 102, 102), ("ingram", 101, 102), ("ingram", 102, 104), ("x4", 101, 104),
     ("x4", 104, 104), ("office", 30, 32), ("kdp", 22, 24),
     ("kdp", 20, 20)],
)  # fmt: skip
def test_as_many_pages_as_are_bound(name: str, printed: int, bound: int) -> None:
    assert order(Settings(printer=name)).padded(printed) == bound


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({"printer": "kpd"}, "did you mean “kdp”"),
        ({"printer": "kdp", "trim": "6x10"}, "has no trim “6x10”"),
        ({"printer": "kdp", "trim": "6x10in"}, "the nearest trim is 6"),
        ({"printer": "kdp", "paper": "vellum"}, "has no paper “vellum”"),
        ({"printer": "kdp", "paper": "cream", "ink": "colour"}, "does not print in colour on cream"),
        ({"printer": "ingram", "standard": "x-4"}, "has no standard “x-4”"),
        ({"printer": "office", "bleed": True}, "prints nothing to the edge"),
        ({"printer": "nowhere.toml"}, "there is no such file"),
    ],
)
def test_what_is_not_offered_is_said_with_what_is(chosen: dict[str, object], said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        order(replace(Settings(), **chosen))  # type: ignore[arg-type]


def test_a_trim_in_millimetres_is_the_one_in_inches() -> None:
    assert order(Settings(printer="kdp", trim="152x229mm")).trim_name == "6x9"
    assert order(Settings(printer="x4", trim="120 x 190 mm")).trim == pytest.approx((340.157, 538.583), abs=1e-3)


SHOP = """
inherits = "x4"
title = "The shop around the corner"

[interior]
bleed = "5mm"

[[rule]]
check = "resolution"
severity = "error"
least = 400
says = "Pictures have 400 ppi."
source = "the shop's own sheet"
date = "2026-11"
"""


def test_a_user_adds_a_printer(tmp_path: Path) -> None:
    path = tmp_path / "corner.toml"
    path.write_text(SHOP, encoding="utf-8")
    shop = printer(str(path))
    assert (shop.name, shop.title) == ("corner", "The shop around the corner")
    assert shop.interior.bleed == pytest.approx(14.1732, abs=1e-4)
    assert shop.interior.marks
    assert shop.rules[-1].limits == {"least": 400}
    assert len(shop.rules) == len(printer("x4").rules) + 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('inherits = "x5"', r"shop.toml:1: no printer is called “x5”"),
        ('inherits = "x4"\nstandards = ["x-9"]', r"shop.toml:2: “x-9” is none of the standards"),
        ('inherits = "x4"\ncolour = 1', r"shop.toml:2: a printer has no “colour”"),
        ('inherits = "x4"\n[interior]\nbleed = "5"', r"shop.toml:3: “5” is no length"),
        ('inherits = "x4"\n[trims]\nmine = "a5"', r"shop.toml:3: “mine” is no width and height"),
        ('inherits = "x4"\n[papers]\nmine = 3', r"shop.toml:3: the paper “mine” has no caliper"),
        ('inherits = "x4"\n[[rule]]\ncheck = "ink"', r"shop.toml:2: a rule has no 'severity'"),
        ('title = "X"', r"shop.toml: the printer has no “standards”"),
        ("title = ", r"shop.toml:1: is no TOML"),
    ],
)
def test_what_is_wrong_with_a_printers_file_is_told_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "shop.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=said):
        printer(str(path))
