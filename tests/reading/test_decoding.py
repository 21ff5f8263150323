from __future__ import annotations

import codecs

import pytest

from publish.errors import SourceError
from publish.reading.decoding import decode

TEXT = "Ein Titel\nÄpfel und 梨\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16-le", "utf-16-be"],
)
def test_each_encoding_gives_the_same_text_without_its_mark(data: bytes) -> None:
    assert decode(data, "a.txt") == TEXT


@pytest.mark.parametrize(
    ("data", "place", "words"),
    [
        (b"", "a.txt", "empty"),
        (b"Title\nsome\0text", "a.txt", "binary"),
        (bytes(range(1, 32)) * 9, "a.txt", "binary"),
        (b"one\ntwo\r\nthree caf\xe9", "a.txt:3", "0xE9 is not valid UTF-8"),
        (b"one\rtwo\rthree\r\xff", "a.txt:4", "0xFF is not valid UTF-8"),
        (codecs.BOM_UTF8 + b"one\ntwo \xe9", "a.txt:2", "0xE9 is not valid UTF-8"),
        (codecs.BOM_UTF16_LE + "one\n".encode("utf-16-le") + b"\x00\xdc", "a.txt:2", "not valid UTF-16-LE"),
    ],
)
def test_what_is_not_text_is_refused_with_its_place_and_a_remedy(data: bytes, place: str, words: str) -> None:
    with pytest.raises(SourceError) as caught:
        decode(data, "a.txt")
    assert caught.value.place == place
    assert words in caught.value.message
    assert caught.value.remedy


def test_a_few_control_characters_do_not_make_a_text_binary() -> None:
    text = "word " * 20 + "\x0c\x01"
    assert decode(text.encode(), "a.txt") == text
