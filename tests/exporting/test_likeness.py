"""Articles that are nearly the same."""

from __future__ import annotations

from contextlib import closing

import pytest

from publish.exporting.likeness import Likenesses, alike, signature

SEA = " ".join(f"wave {number} breaks upon the shore" for number in range(60))


def signed(text: str, name: str = "a.txt") -> bytes:
    made = signature(text.encode(), name)
    assert made is not None
    return made


def test_the_same_words_are_the_same_whatever_stands_around_them() -> None:
    page = f"<html lang='en'><p class='a'>{SEA.title()}</p></html>"
    assert alike(signed(SEA), signed(page)) == 1


@pytest.mark.parametrize("language", [SEA, "".join(chr(0x4E00 + number * 7 % 3000) for number in range(400))])
def test_a_few_other_words_change_little_and_other_texts_are_not_alike(language: str) -> None:
    assert 0.8 < alike(signed(language), signed(language + " and then it was evening")) < 1
    assert alike(signed(language), signed(SEA[::-1])) < 0.2


@pytest.mark.parametrize(("text", "name"), [("too short", "a.txt"), (SEA, "a.docx"), ("PK" + SEA, "a.txt")])
def test_what_cannot_be_compared_has_no_signature(text: str, name: str) -> None:
    assert signature(text.encode(), name) is None


def test_the_earliest_one_is_met() -> None:
    with closing(Likenesses()) as known:
        assert known.meet(0, signed(SEA)) is None
        assert known.meet(1, signed(SEA[::-1])) is None
        assert known.meet(2, signed(SEA + " at last")) is not None
        near = known.meet(3, signed(SEA))
    assert near == (0, 1.0)


def test_an_article_is_compared_with_sixteen_at_the_most(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[bytes] = []
    monkeypatch.setattr("publish.exporting.likeness.alike", lambda one, other: compared.append(other) or 0.0)
    sea = signed(SEA)
    with closing(Likenesses()) as likenesses:
        for article in range(40):
            # One band of each is the same as the first one's, and all others are its own.
            band = article % 16 * 32
            other = bytes(byte ^ (article + 1) for byte in sea)
            likenesses.meet(article, other[:band] + sea[band : band + 32] + other[band + 32 :])
        compared.clear()
        likenesses.meet(40, sea)
    assert 1 < len(compared) <= 16
