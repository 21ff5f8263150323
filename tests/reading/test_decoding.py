from __future__ import annotations

import codecs
import random
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from publish.errors import SourceError
from publish.reading.decoding import decode

TEXT = "Ein Titel\nÄpfel und 梨\n"

LEGACY = {
    "cp1252": "Le café du port reste ouvert jusqu’à la marée haute, “été comme hiver”, dit le gardien.",
    "cp1250": "Przed świtem łodzie wypłynęły z portu, a rybacy śpiewali pieśń o żółtej latarni morskiej.",
    "cp1251": "Прилив приходит дважды в день, и в каждой гавани ведут его таблицу.",
    "koi8-r": "Прилив приходит дважды в день, и в каждой гавани ведут его таблицу.",
    "cp1253": "Η παλίρροια έρχεται δύο φορές την ημέρα και κάθε λιμάνι κρατά έναν πίνακα.",
    "cp1254": "Gelgit günde iki kez olur ve her liman bunun için ayrı bir çizelge tutar; ışık yanıyor.",
    "shift_jis": "潮は一日に二度満ちる。港ではその表をつけている。灯台の光は赤い。",
    "gb18030": "潮水每天涨两次，每个港口都有一张潮汐表，渔民们据此出海。",
    "euc_kr": "밀물은 하루에 두 번 들어오고 항구마다 그 표를 적어 둔다. 등대의 불빛은 붉다.",
    "iso2022_jp": "潮は一日に二度満ちる。港ではその表をつけている。",
}


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
        codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"],
)
def test_a_text_that_says_what_it_is_is_not_guessed_at(data: bytes) -> None:
    assert decode(data, "a.txt") == (TEXT, ())


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize(
    "text", [TEXT, "潮汐\n潮水每天涨两次，每个港口都有一张潮汐表。\n" * 3, "घाट\nज्वार दिन में दो बार आता है।\n" * 3]
)
def test_zero_bytes_tell_an_encoding_without_a_mark(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding), "a.txt")[0] == text


@pytest.mark.parametrize("encoding", LEGACY)
def test_a_legacy_encoding_is_guessed_and_told(encoding: str) -> None:
    text = f"A title\nA plain line.\n{LEGACY[encoding]}\n"
    found, findings = decode(text.encode(encoding), "a.txt")
    assert found == text
    assert [(finding.code, finding.severity, finding.line) for finding in findings] == [
        ("encoding-guessed", "warning", 3)
    ]


def test_windows_1252_pasted_into_utf_8_is_read_as_both() -> None:
    data = "Äpfel und Birnen, müde\n".encode() + "don’t – café".encode("cp1252")
    assert decode(data, "a.txt")[0] == "Äpfel und Birnen, müde\ndon’t – café"


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
@pytest.mark.parametrize(
    "words",
    ["It’s the clerk’s lamp", "“Yes,” he said", "in the harbour — and then", "a naïve clerk", "a café", "© 2020", "£5"],
)
def test_a_few_quotes_and_accents_among_ascii_are_those_of_a_word_processor(encoding: str, words: str) -> None:
    text = f"A title\nNobody in the town had counted the boats that year.\n{words}\nNobody did so in the next one.\n"
    found, findings = decode(text.encode(encoding), "a.txt")
    assert found == text
    assert [(finding.code, finding.line) for finding in findings] == [("encoding-guessed", 3)]


def test_what_reads_like_no_writing_is_refused_with_its_line() -> None:
    with pytest.raises(SourceError) as caught:
        decode(b"A title\nA bo\x81\xfet by the s\xaa\x9d\xff.\n", "a.txt")
    assert (caught.value.place, caught.value.remedy) == ("a.txt:2", "save it as UTF-8")


@given(st.text(min_size=1))
@example("CAFÉ» «É»")
def test_utf_8_is_never_anything_else(text: str) -> None:
    assume("\0" not in text and "\x1b" not in text and not text.startswith("\ufeff"))
    controls = sum(
        ord(character) < 0x20 or 0x7F <= ord(character) < 0xA0 or character == "\ufffd" for character in text
    )
    assume(controls * 20 <= len(text))
    assert decode(text.encode(), "a.txt") == (text, ())


@given(st.binary())
def test_any_bytes_are_a_text_or_a_clear_error(data: bytes) -> None:
    try:
        decode(data, "a.txt")
    except SourceError as error:
        assert error.remedy


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"", "empty"), (bytes(range(1, 32)) * 9, "binary"), (b"\x89PNG\r\n\0\0\0\rIHDR\0\0\1\0" * 4, "binary")],
)
def test_what_is_not_text_is_refused_with_its_place_and_a_remedy(data: bytes, words: str) -> None:
    with pytest.raises(SourceError) as caught:
        decode(data, "a.txt")
    assert caught.value.place == "a.txt"
    assert words in caught.value.message
    assert caught.value.remedy


def test_a_few_control_characters_do_not_make_a_text_binary() -> None:
    text = "word " * 20 + "\x0c\x01"
    assert decode(text.encode(), "a.txt") == (text, ())


def test_real_texts_in_legacy_encodings_are_read_right(corpus: Path) -> None:
    wrong = []
    for path in sorted((corpus / "flattened").glob("*.txt")):
        encoding = {"ru": "koi8-r", "ja": "shift_jis", "zh": "gb18030", "el": "cp1253", "pl": "cp1250", "tr": "cp1254"}
        name = encoding.get(path.name.partition("-")[0])
        data = path.read_text(encoding="utf-8").encode(name, "ignore") if name else b""
        if name and decode(data, path.name)[0] != data.decode(name):
            wrong.append(path.name)
    assert wrong == []


@pytest.mark.parametrize("seed", range(20))
def test_random_bytes_are_no_text(seed: int) -> None:
    with pytest.raises(SourceError, match=r"binary file|cannot be told"):
        decode(random.Random(seed).randbytes(5000), "a.txt")
