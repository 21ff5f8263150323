"""Lines that are read from the right, back from the order in which they are shown."""

from __future__ import annotations

import pytest

from publish.ledger.editions.bidi import logical, reads_from_right, shows

ALEF, BET, GIMEL = "אבג"


@pytest.mark.parametrize("tag", ["ar", "he", "fa-IR", "ur"])
def test_languages_that_are_read_from_the_right(tag: str) -> None:
    assert reads_from_right(tag)
    assert not reads_from_right("en")


@pytest.mark.parametrize(
    ("read", "shown"),
    [
        (f"{ALEF}{BET} {GIMEL}", f"{GIMEL} {BET}{ALEF}"),
        (f"{ALEF} 1888 {BET}", f"{BET} 1888 {ALEF}"),
        (f"{ALEF} Dixit Algorizmi {BET}", f"{BET} Dixit Algorizmi {ALEF}"),
        (f"{ALEF} 3.5 {BET}", f"{BET} 3.5 {ALEF}"),
        (f"{ALEF} (bcd) {BET}", f"{BET} (bcd) {ALEF}"),
        ("1. ", " .1"),
    ],
)
def test_a_line_that_is_read_from_the_right(read: str, shown: str) -> None:
    assert logical(shown, rtl=True) == read
    assert shows(read, [shown])


def test_letters_from_the_right_in_a_line_from_the_left() -> None:
    assert logical(f"The word {BET}{ALEF} is", rtl=False) == f"The word {ALEF}{BET} is"
    assert logical("The word", rtl=False) == "The word"


def test_two_texts_can_look_alike() -> None:
    shown = f"{GIMEL} abc 12 {ALEF}"
    assert shows(f"{ALEF} 12 abc {GIMEL}", [shown])
    assert shows(f"{ALEF} abc 12 {GIMEL}", [shown])


def test_another_text_does_not() -> None:
    shown = f"{GIMEL} abc {BET} {ALEF}"
    assert shows(f"{ALEF} {BET} abc {GIMEL}", [shown])
    assert not shows(f"{BET} {ALEF} abc {GIMEL}", [shown])
    assert not shows(f"{ALEF} abc {GIMEL}", [shown])
    assert not shows(f"{ALEF} {BET} abc {GIMEL} x", [shown])


def test_a_text_is_shown_line_by_line() -> None:
    assert shows(f"{ALEF} {BET} {GIMEL} {ALEF}", [f"{BET} {ALEF}", f"{ALEF} {GIMEL}"])
    assert not shows(f"{ALEF} {BET} {GIMEL} {ALEF}", [f"{ALEF} {BET}", f"{ALEF} {GIMEL}"])
