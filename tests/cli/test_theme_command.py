"""``publish theme``, and house styles, as a user meets them."""

from __future__ import annotations

import json
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support.pdfs import page_texts

from publish.rendering.theme import names

Run = Callable[..., Any]
ARTICLE = "Of Tides\n\nThe sea comes in, and goes out again.\n"


@pytest.fixture
def house(publish: Run) -> Path:
    """A house style that is as new, and an article to dress in it."""
    assert publish("theme", "new", "house", "--inherits", "report").code == 0
    Path("tides.txt").write_text(ARTICLE, encoding="utf-8")
    return Path("house")


def built(publish: Run, *options: str) -> Any:
    return publish("build", "tides.txt", "--language", "en", "--theme", "./house", *options)


def test_the_themes_there_are(publish: Run) -> None:
    answer = publish("theme", "list")
    assert answer.code == 0
    assert [line.split()[0] for line in answer.out.splitlines()] == ["book", "magazine", "plain", "report"]


@pytest.mark.parametrize("theme", names())
def test_every_theme_says_the_words_of_a_source_and_in_its_order(publish: Run, theme: str) -> None:
    head = (
        "title: Of Tides\nsubtitle: And of what they carry\nauthor: [Ada, Ben]\npublisher: The Press\ndate: 2026-11-20"
    )
    Path("tides.md").write_text(
        f"---\n{head}\n---\n\nIt comes in.[^a]\n\n## Ebb\n\nIt goes.\n\n[^a]: Twice.\n", "utf-8"
    )
    assert publish("build", "tides.md", "--language", "en", "--theme", theme).code == 0
    answer = publish("check", "build/tides.epub", "build/tides.pdf", "--against", "tides.md")
    assert (answer.code, answer.out.count("in it, in order")) == (0, 2)


def test_without_a_command_it_shows_its_help(publish: Run) -> None:
    assert "eject" in publish("theme").out


def test_what_a_theme_shows_is_a_theme(publish: Run, house: Path) -> None:
    (house / "theme.toml").write_text('inherits = "magazine"\n[page]\nwidth = 190\n', encoding="utf-8")
    shown = publish("theme", "show", "./house").out
    assert "width = 190                                # ./house\n".replace("./", "") in shown
    assert tomllib.loads(shown)["colour"]["accent"] == "#b3121d"
    (house / "theme.toml").write_text(shown, encoding="utf-8")
    assert tomllib.loads(publish("theme", "show", "./house").out) == tomllib.loads(shown)


def test_the_same_as_json(publish: Run) -> None:
    records = [json.loads(line) for line in publish("theme", "show", "plain", "--json").out.splitlines()]
    assert {"token": "page.width", "value": 91, "from": "plain"} in records
    assert {"token": "page.gap", "value": 6, "from": "book"} in records


def test_a_new_theme_builds_at_once(publish: Run, house: Path) -> None:
    answer = built(publish)
    assert (answer.code, answer.told[0][:9]) == (0, "1 built i")


def test_a_new_theme_takes_no_place_that_is_taken(publish: Run, house: Path) -> None:
    answer = publish("theme", "new", "house")
    assert (answer.code, answer.told) == (2, ["house: is there already; choose another name"])


def test_tokens_and_plain_css_reach_both_editions(publish: Run, house: Path) -> None:
    (house / "theme.toml").write_text('inherits = "report"\n[colour]\naccent = "#123456"\n', encoding="utf-8")
    (house / "epub.css").write_text(".opening { margin-top: 7% }\n", encoding="utf-8")
    assert built(publish).code == 0
    with zipfile.ZipFile("build/tides.epub") as epub:
        assert epub.read("EPUB/style.css").decode().endswith(".opening { margin-top: 7% }\n")


def test_a_block_of_a_template_is_overridden(publish: Run, house: Path) -> None:
    template = '{% extends "parent/titlepage.xhtml.j2" %}{% block imprint %}<p>Printed by the author</p>{% endblock %}'
    (house / "titlepage.xhtml.j2").write_text(template, encoding="utf-8")
    assert built(publish, "--to", "pdf").code == 0
    assert "Printed by the author" in page_texts(Path("build/tides.pdf").read_bytes())[0]


def test_a_theme_inherits_one_that_inherits(publish: Run, house: Path) -> None:
    (house / "theme.toml").write_text('inherits = "./below"\n[page]\nwidth = 120\n', encoding="utf-8")
    (house / "below").mkdir()
    (house / "below" / "theme.toml").write_text('inherits = "plain"\n[page]\nheight = 170\n', encoding="utf-8")
    for folder, says in ((house, "above"), (house / "below", "below")):
        template = (
            '{% extends "parent/titlepage.xhtml.j2" %}{% block imprint %}{{ super() }}<p>' + says + "</p>{% endblock %}"
        )
        (folder / "titlepage.xhtml.j2").write_text(template, encoding="utf-8")
    assert built(publish, "--to", "pdf").code == 0
    (title, *_) = page_texts(Path("build/tides.pdf").read_bytes())
    assert title.split()[-2:] == ["below", "above"]


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("theme.toml", '[colour]\nacent = "#000000"', "house/theme.toml:2: no token is called “colour.acent”;"),
        ("theme.toml", 'inherits = "bok"', "house/theme.toml:1: no theme is called “bok”; did you mean “book”?"),
        (
            "theme.toml",
            'inherits = "."',
            "house/theme.toml:1: the theme inherits itself; end the chain with",
        ),
        ("theme.toml", "inherits = 3", "house/theme.toml:1: a theme inherits one other; write inherits ="),
        ("theme.toml", "page = [", "house/theme.toml:1: is no TOML: Invalid value; write lines as ornament ="),
        ("titlepage.xhtml.j2", "{{ x", "house/titlepage.xhtml.j2:1: the template cannot be filled: unexpected end of"),
        (
            "titlepage.xhtml.j2",
            "{{ x }}",
            "titlepage.xhtml.j2: the template cannot be filled: 'x' is undefined",
        ),
        ("titlepage.xhtml.j2", "{% include '/etc/hostname' %}", "/etc/hostname: the template cannot be filled: "),
        ("titlepage.xhtml.j2", "{% include '../tides.txt' %}", "../tides.txt: the template cannot be filled: "),
        ("titlepage.xhtml.j2", "{{ ''.__class__ }}", "titlepage.xhtml.j2: the template cannot be filled: access to"),
        ("titlepage.xhtml.j2", "<p>", "titlepage.xhtml.j2: the template cannot be filled: it is no page; compare it"),
    ],
)
def test_what_is_wrong_in_a_theme_is_told_in_a_line(publish: Run, house: Path, file: str, text: str, told: str) -> None:
    (house / file).write_text(text, encoding="utf-8")
    answer = built(publish)
    assert answer.code == 3
    assert len(answer.told) == 1
    assert answer.told[0].startswith(told)
    assert not Path("build").exists()


def test_a_folder_that_is_no_theme(publish: Run, house: Path) -> None:
    Path("bare").mkdir()
    answer = publish("build", "tides.txt", "--theme", "./bare")
    told = "./bare: is no theme: it has no theme.toml; make one with publish theme new ./bare"
    assert (answer.code, answer.told) == (3, [told])


def test_a_link_out_of_a_theme_is_not_followed(publish: Run, house: Path) -> None:
    Path("secret.css").write_text("/* secret */", encoding="utf-8")
    (house / "epub.css").unlink()
    (house / "epub.css").symlink_to(Path("secret.css").absolute())
    assert built(publish, "--to", "epub").code == 0
    with zipfile.ZipFile("build/tides.epub") as epub:
        assert "secret" not in epub.read("EPUB/style.css").decode()


def test_files_are_ejected(publish: Run, house: Path) -> None:
    listed = publish("theme", "eject", "house").out
    assert "pdf/text.css.j2              base\n" in listed
    assert "cover.css.j2                 report\n" in listed
    assert publish("theme", "eject", "house", "pdf/text.css.j2").out == "house/pdf/text.css.j2: as in base\n"
    assert "/* Text */" in (house / "pdf/text.css.j2").read_text(encoding="utf-8")
    again = publish("theme", "eject", "house", "pdf/text.css.j2")
    assert (again.code, again.told[0][:42]) == (2, "house/pdf/text.css.j2: is there already; m")
    wrong = publish("theme", "eject", "house", "pdf/txt.css.j2")
    told = "no file of a theme is called “pdf/txt.css.j2”; did you mean “pdf/text.css.j2”?"
    assert (wrong.code, wrong.told) == (2, [told])
