"""Which source becomes which files."""

from __future__ import annotations

from pathlib import Path, PurePath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.errors import UsageError
from publish.exporting.jobs import Job, plan
from publish.files import Source


def source(name: str, place: str | None = None) -> Source:
    return Source(name, PurePath(place or Path(name).stem), ".")


def paths(jobs: tuple[Job, ...]) -> list[str]:
    return [output.path for job in jobs for output in job.outputs]


KURSK = source("sources/kursk.txt")
TIDES = source("sources/tides.txt")


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No output of these tests is there already."""
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("outputs", "formats", "expected"),
    [
        ([], [], ["build/kursk.epub", "build/kursk.pdf"]),
        ([], ["pdf"], ["build/kursk.pdf"]),
        ([], ["pdf", "epub", "pdf"], ["build/kursk.epub", "build/kursk.pdf"]),
        (["out/"], [], ["out/kursk.epub", "out/kursk.pdf"]),
        (["out/"], ["epub"], ["out/kursk.epub"]),
        (["k.epub"], [], ["k.epub"]),
        (["k.PDF", "x/k.epub"], [], ["k.PDF", "x/k.epub"]),
        (["k.epub"], ["epub"], ["k.epub"]),
        (["-"], ["pdf"], ["-"]),
    ],
)
def test_outputs_of_one_source(outputs: list[str], formats: list[str], expected: list[str]) -> None:
    assert paths(plan([KURSK], outputs, formats)) == expected


def test_the_ending_chooses_the_format() -> None:
    [job] = plan([KURSK], ["a.pdf", "b.Epub"])
    assert [output.format for output in job.outputs] == ["pdf", "epub"]


def test_an_existing_folder_needs_no_slash() -> None:
    Path("out.epub").mkdir()
    assert paths(plan([KURSK], ["out.epub"])) == ["out.epub/kursk.epub", "out.epub/kursk.pdf"]


def test_standard_input_has_a_name_of_its_own() -> None:
    assert paths(plan([source("-", "stdin")], (), ["pdf"])) == ["build/stdin.pdf"]


@pytest.mark.parametrize(
    ("outputs", "formats", "message"),
    [
        (["k.mobi"], [], "k.mobi: no format has the ending “.mobi”; choose one of .epub, .pdf"),
        (["k.ebub"], [], "k.ebub: no format has the ending “.ebub”; did you mean “.epub”?"),
        (["k"], [], "k: the output's name has no ending; end it in .epub or .pdf, or in / for a folder"),
        ([], ["epup"], "no format is called “epup”; did you mean “epub”?"),
        (["k.pdf"], ["epub"], "k.pdf: --to does not ask for pdf; add --to pdf, or leave --to out"),
        (["k.pdf"], ["epub", "pdf"], "no output is given for --to epub; add -o FILE.epub, or use a folder"),
        (["k.pdf", "./K.pdf"], [], "./K.pdf: two outputs are the same file; leave one out"),
        (["-"], [], "standard output takes one source in one format; name one source, and --to epub or --to pdf"),
        (["-", "k.pdf"], ["pdf"], "-: standard output cannot be asked for beside other outputs; give this -o alone"),
        (["a/", "b/"], [], "a/: a folder cannot be asked for beside other outputs; give this -o alone"),
    ],
)
def test_outputs_that_cannot_be(outputs: list[str], formats: list[str], message: str) -> None:
    with pytest.raises(UsageError) as caught:
        plan([KURSK], outputs, formats)
    assert str(caught.value) == message


def test_several_sources_need_a_folder() -> None:
    with pytest.raises(UsageError, match=r"^k\.pdf: 2 sources cannot become one file; end its name in /"):
        plan([KURSK, TIDES], ["k.pdf"])
    with pytest.raises(UsageError, match="standard output takes one source in one format; name one source, or -o"):
        plan([KURSK, TIDES], ["-"], ["pdf"])


def test_a_folder_s_own_folders_are_kept() -> None:
    jobs = plan([source("in/1999/kursk.txt", "1999/kursk"), source("in/2000/kursk.txt", "2000/kursk")], (), ["pdf"])
    assert paths(jobs) == ["build/1999/kursk.pdf", "build/2000/kursk.pdf"]


def test_the_same_name_from_several_places_is_numbered() -> None:
    sources = [source(name) for name in ("a/kursk.txt", "b/kursk.txt", "b/Kursk.txt", "b/kursk-2.txt", "c/kursk.html")]
    assert paths(plan(sources, ["out/"], ["pdf"])) == [
        "out/kursk.pdf",
        "out/kursk-3.pdf",
        "out/Kursk-4.pdf",
        "out/kursk-2.pdf",
        "out/kursk-5.pdf",
    ]


def test_composed_and_decomposed_letters_are_one_name_to_a_file_system() -> None:
    jobs = plan([source("a/caf\u00e9.txt"), source("b/cafe\u0301.txt")], (), ["pdf"])
    assert paths(jobs) == ["build/caf\u00e9.pdf", "build/cafe\u0301-2.pdf"]


@given(st.lists(st.from_regex(r"[aAß\u00e9](-2)?", fullmatch=True), max_size=12))
def test_no_two_outputs_are_the_same_whatever_the_names(stems: list[str]) -> None:
    jobs = plan([Source(f"{number}/x.txt", PurePath(stem), ".") for number, stem in enumerate(stems)])
    folded = [path.casefold() for path in paths(jobs)]
    assert len(set(folded)) == len(folded) == 2 * len(stems)


@pytest.mark.parametrize("output", ["sources/kursk.pdf", "./sources/../sources/kursk.pdf", "Sources/Kursk.pdf"])
def test_an_output_never_overwrites_a_source(output: str) -> None:
    with pytest.raises(UsageError, match="the output would overwrite its source; choose another -o"):
        plan([source("sources/kursk.pdf")], [output])


def test_nor_does_it_through_a_link_or_another_source_s_output() -> None:
    Path("sources").mkdir()
    Path("link").symlink_to("sources")
    with pytest.raises(UsageError, match=r"^link/tides\.pdf: the output would overwrite"):
        plan([TIDES, source("sources/tides.pdf", "other")], ["link/"])
