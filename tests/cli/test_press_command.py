"""``publish press``: what it asks for, what it makes, and what it says where it cannot."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

TEXT = "# A Walk\n\n" + "\n\n".join(f"## Part {number}\n\nThe river goes its way." for number in range(1, 30))


@pytest.fixture
def walk(tmp_path: Path) -> Path:
    path = tmp_path / "walk.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        ("", 2, "nobody is to print it; name who does: --printer kdp, ingram, x4, office or a FILE.toml"),
        ("--printer kpd", 3, "no printer is called “kpd”; did you mean “kdp”?"),
        ("--printer nobody.toml", 3, "nobody.toml: there is no such file; give the path of a printer’s .toml"),
        ("--printer kdp --trim 9x9in", 3, "KDP does not trim to 9 in by 9 in; the nearest trim is 8.5x8.5"),
        ("--printer kdp --paper silk", 3, "KDP has no paper “silk”; choose one of cream, premium, standard, white"),
        ("--printer kdp --ink blue", 3, "no ink is called “blue”; choose one of black, colour"),
        ("--printer kdp --isbn 9780141036145", 3,
         "“9780141036145” is no ISBN; give its thirteen figures, the last of which checks the others"),
        ("--printer office --bleed", 3, "Office printer prints nothing to the edge; leave --bleed out"),
        ("--printer x4 --standard x-9", 3, "PDF/X print shop has no standard “x-9”; did you mean “x-4”?"),
        ("--printer kdp --impose origami", 3,
         "no imposition is called “origami”; choose one of 2-up, 4-up, booklet, signatures"),
        ("--printer kdp --icc walk.md", 3,
         "walk.md: is no colour profile; give the CMYK profile that the printer names"),
        ("--printer kdp --icc none.icc", 3,
         "none.icc: there is no such file; give the CMYK profile that the printer names"),
        ("--printer kdp -o a/ -o b/", 2, "b/: a printer gets one folder; give one -o FOLDER/"),
        ("--printer kdp -o x.pdf", 2, "x.pdf: a printer gets several files; end its name in / to make it a folder"),
    ],
)  # fmt: skip
def test_a_mistake_is_one_line_with_its_remedy_and_leaves_nothing(
    publish: Run, walk: Path, options: str, code: int, said: str
) -> None:
    answer = publish("press", "walk.md", *options.split())
    assert (answer.code, answer.out, answer.told) == (code, "", [said])
    assert sorted(path.name for path in walk.parent.iterdir()) == ["walk.md"]


def test_a_book_for_a_printer(publish: Run, walk: Path) -> None:
    answer = publish("press", "walk.md", "--printer", "office", "--impose", "booklet", "-o", "out/", "-j", "1")
    assert (answer.code, answer.out) == (0, "")
    made = sorted(path.name for path in (walk.parent / "out").iterdir())
    assert made == ["walk-booklet.pdf", "walk-cover.pdf", "walk-interior.pdf", "walk.epub"]
    assert answer.told[-1].startswith("1 built in ")
    said = "\n".join(answer.told)
    assert "walk.md: Office printer" in said
    assert "gutter" in said
    assert "colour profile: " in said
    assert "[press-order]" in said


def test_what_a_printer_would_not_take_fails_the_build_where_it_is_asked_to(publish: Run, walk: Path) -> None:
    walk.write_text("# A Walk\n\nThe river goes its way.\n", encoding="utf-8")
    answer = publish("press", "walk.md", "--printer", "kdp", "--fail-on", "press-page-count", "-o", "out/", "-j", "1")
    assert answer.code == 1
    assert "fewer than are bound" in answer.err
    assert not (walk.parent / "out").exists() or not list((walk.parent / "out").iterdir())


def test_a_printer_of_ones_own(publish: Run, walk: Path) -> None:
    own = 'title = "Mill Press"\ninherits = "x4"\n'
    (walk.parent / "mill.toml").write_text(own, encoding="utf-8")
    answer = publish("press", "walk.md", "--printer", "mill.toml", "-o", "out/", "-j", "1")
    assert answer.code == 0
    assert "walk.md: Mill Press" in answer.err
    assert publish("check", "--printer", "mill.toml", "out/walk-interior.pdf", "out/walk-cover.pdf").code == 0
    assert publish("check", "--printer", "kdp", "out/walk-interior.pdf").code == 4
