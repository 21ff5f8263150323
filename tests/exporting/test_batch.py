"""A collection: what has not changed is not made again, and nothing stops the others."""

from __future__ import annotations

import multiprocessing
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from publish.errors import BuildError, NoRoom, SettingsError, UsageError
from publish.exporting import making
from publish.exporting.batch import Batch, Event, Wishes
from publish.exporting.crew import Limits
from publish.exporting.opening import opened
from publish.exporting.report import Report, as_html, as_json, as_text, reported
from publish.files import Source
from publish.settings import Settings

DEFAULTS = Settings()
WISHES = Wishes("out", ("epub", "pdf"), "2026-11-27T00:00:00Z", workers=2)


@pytest.fixture(autouse=True)
def sea(stages: None) -> None:
    """Three sources in a folder."""
    for name in ("a", "b", "c"):
        write(name, f"{name} is fine")


def write(name: str, text: str, folder: str = "sea") -> None:
    path = Path(folder, f"{name}.txt")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@contextmanager
def batch(*origins: str, settings: Settings = DEFAULTS, wishes: Wishes = WISHES) -> Iterator[Batch]:
    with opened(wishes.folder) as register:
        yield Batch(register, origins or ("sea",), settings, wishes)


def done(*origins: str, settings: Settings = DEFAULTS, wishes: Wishes = WISHES) -> dict[str, str]:
    """What becomes of each article by its name."""
    return {event.name: event.kind for event in events(*origins, settings=settings, wishes=wishes)}


def events(*origins: str, settings: Settings = DEFAULTS, wishes: Wishes = WISHES) -> list[Event]:
    heard: list[Event] = []
    with batch(*origins, settings=settings, wishes=wishes) as run:
        run.run(heard.append)
    return sorted(heard, key=lambda event: event.name)


def report(*origins: str, wishes: Wishes = WISHES) -> Report:
    with opened("out") as register:
        run = Batch(register, origins or ("sea",), Settings(), wishes)
        run.run(lambda event: None)
        return reported(register, "out", 2.0, run.pruned, run.unused)


def why(name: str, settings: Settings = DEFAULTS, wishes: Wishes = WISHES) -> list[str]:
    with batch(settings=settings, wishes=wishes) as run:
        return list(run.why(name))


def kinds(*origins: str, **wishes: object) -> list[str]:
    return list(done(*origins, **wishes).values())  # type: ignore[arg-type]


def editions() -> list[str]:
    return sorted(str(path.relative_to("out")) for path in Path("out").rglob("*.*") if ".publish" not in path.parts)


def test_what_has_not_changed_is_not_built_again() -> None:
    assert kinds() == ["built"] * 3
    assert editions() == ["a.epub", "a.pdf", "b.epub", "b.pdf", "c.epub", "c.pdf"]
    assert kinds() == ["cached"] * 3
    write("b", "b has changed")
    assert kinds() == ["cached", "built", "cached"]


def test_no_process_is_started_where_there_is_nothing_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    done()
    monkeypatch.setattr("publish.exporting.crew.Crew._hire", None)
    assert kinds() == ["cached"] * 3


def change_an_edition() -> None:
    path = Path("out/b.pdf")
    path.write_bytes(path.read_bytes()[::-1])


CHANGES: dict[str, tuple[Callable[[], object], str]] = {
    "source": (lambda: write("b", "other"), "the source has changed"),
    "sidecar": (lambda: Path("sea/b.toml").write_text('title = "B"'), "its sidecar is new"),
    "edition": (change_an_edition, "out/b.pdf is not as it was left"),
    "gone": (lambda: Path("out/b.epub").unlink(), "out/b.epub is not as it was left"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_has_changed_is_built_and_why(change: str) -> None:
    done()
    act, reason = CHANGES[change]
    act()
    assert why("b") == why("sea/b.txt") == [reason]
    assert kinds() == ["cached", "built", "cached"]
    assert why("b") == ["nothing has changed"]


def test_settings_formats_time_and_versions_are_reasons(monkeypatch: pytest.MonkeyPatch) -> None:
    assert why("a") == ["it has not been built"]
    done()
    assert why("a", Settings(language="de")) == ["setting language: None → de"]
    assert why("a", wishes=replace(WISHES, formats=("pdf",)))[0] == "formats: epub pdf → pdf"
    assert why("a", wishes=replace(WISHES, modified="2027"))[0].startswith("time of the editions: 2026-11-27")
    said = "Metadata-Version: 2.4\nName: weasyprint\nVersion: 99\nRequires-Dist: weasyprint>=70\n\nVersion: 98"
    monkeypatch.setattr("publish.exporting.making._said", lambda name: said)
    assert "weasyprint: 70.0 → 99" in why("a")
    assert kinds() == ["built"] * 3


def test_what_an_option_settles_and_what_a_build_must_not_have_are_reasons() -> None:
    done()
    assert why("a", Settings(firm=frozenset({"theme", "jobs"}))) == ["settled by options: nothing → theme"]
    strict = Settings(fail_on=frozenset({"warnings"}))
    assert why("a", strict) == ["setting fail_on: none → warnings"]
    assert kinds(settings=strict) == ["failed"] * 3


def test_a_theme_of_the_users_own_is_a_reason() -> None:
    Path("house").mkdir()
    Path("house/theme.toml").write_text('inherits = "book"\n')
    own = Settings(theme="./house")
    done(settings=own)
    assert why("a", own) == ["nothing has changed"]
    Path("house/pdf.css.j2").write_text("p { color: red }")
    assert why("a", own) == ["theme: has changed"]


def test_a_file_that_is_only_touched_is_looked_at_and_kept() -> None:
    done()
    for path in (Path("sea/a.txt"), Path("out/a.pdf")):
        path.touch()
    assert kinds() == ["cached"] * 3


def test_a_folder_that_has_moved_with_its_sources_needs_nothing() -> None:
    Path("old").mkdir()
    Path("sea").rename("old/sea")
    assert kinds("old/sea", wishes=replace(WISHES, folder="old/out")) == ["built"] * 3
    Path("old").rename("new")
    assert kinds("new/sea", wishes=replace(WISHES, folder="new/out")) == ["cached"] * 3


def test_an_article_without_a_name_that_is_known() -> None:
    with pytest.raises(UsageError, match="there is no such article"):
        why("nothing")


def test_articles_that_are_gone_leave_nothing_if_that_is_asked() -> None:
    write("deep/d", "d is fine")
    done()
    Path("sea/deep/d.txt").unlink()
    Path("sea/a.txt").unlink()
    assert report().gone == 2
    assert "deep/d.pdf" in editions()
    assert report(wishes=replace(WISHES, prune=True)).pruned == 4
    assert editions() == ["b.epub", "b.pdf", "c.epub", "c.pdf"]
    assert not Path("out/deep").exists()
    assert kinds() == ["cached"] * 2


def test_the_folder_is_what_a_clean_run_makes_whatever_came_before() -> None:
    write("a", "from the shore", "shore")
    write("a-2", "named like that", "shore")
    pruned = replace(WISHES, prune=True)
    done("sea", "shore", wishes=pruned)
    assert "a-3.pdf" in editions()
    Path("sea/a.txt").unlink()
    done("sea", "shore", wishes=pruned)
    kept = {name: Path("out", name).read_bytes() for name in editions()}
    done("sea", "shore", wishes=replace(pruned, folder="clean"))
    assert kept == {name: Path("clean", name).read_bytes() for name in kept}
    assert sorted(kept) == sorted(str(path.relative_to("clean")) for path in Path("clean").glob("[!.]*"))


def test_another_collection_in_the_same_folder_takes_no_names() -> None:
    write("a", "from the shore", "shore")
    done("sea")
    done("shore")
    assert "a-2.pdf" in editions()
    assert kinds("sea") == ["cached"] * 3
    assert kinds("shore") == ["cached"]


def test_the_same_name_twice_is_told() -> None:
    write("sub/a", "x")
    write("a", "y", "shore")
    assert report("sea", "shore").renamed == (("shore/a.txt", "a", "a-2"),)


def test_failures_have_reasons_stop_nothing_and_are_tried_again() -> None:
    write("b", "bad")
    told = report()
    assert (told.built, told.failed) == (2, 1)
    assert told.failures[0].reason == "sea/b.txt: is not a text; try another"
    write("b", "bug")
    assert [event.traceback is not None for event in events() if event.kind == "failed"] == [True]
    write("b", "fine")
    assert kinds() == ["cached", "built", "cached"]


def test_a_failure_keeps_the_editions_from_before_until_they_are_pruned() -> None:
    done()
    write("b", "bad")
    done()
    assert "b.pdf" in editions()
    done(wishes=replace(WISHES, prune=True))
    assert "b.pdf" not in editions()


def test_a_process_that_is_killed_once_costs_nothing() -> None:
    write("b", "killed once")
    assert kinds() == ["built"] * 3
    write("c", "killed while saving")
    assert kinds() == ["cached", "cached", "failed"]
    assert not list(Path("out").rglob(".publish-*"))


def test_an_article_that_hangs_or_eats_memory_is_stopped() -> None:
    write("b", "hung")
    write("c", "hungry")
    narrow = replace(WISHES, limits=Limits(memory=300_000_000, seconds=4))
    reasons = [event.reason or event.kind for event in events(wishes=narrow)]
    assert reasons == [
        "built",
        "sea/b.txt: is given up after 4 seconds; give it more with --time-limit, or split it",
        "sea/c.txt: needs more memory than it may have; split it, or give it more with publish batch --memory-limit",
    ]


def test_a_container_that_takes_for_ever_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def forever(path: str) -> Iterator[Source]:
        while True:
            sum(range(1000))
        yield

    monkeypatch.setattr("publish.collecting.feeds.articles", forever)
    told = events("x.xml", "sea", wishes=replace(WISHES, limits=Limits(seconds=1)))
    assert [event.kind for event in told] == ["built"] * 3 + ["failed"]
    assert told[-1].reason and told[-1].reason.startswith("x.xml: is given up after 1 seconds of computing")


def test_what_is_wrong_for_all_stops_the_run() -> None:
    write("b", "theme")
    with pytest.raises(SettingsError, match="no theme is called"):
        done()
    assert not multiprocessing.active_children()


def test_a_full_disk_stops_the_run_and_the_next_one_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    from publish.exporting import worker

    save = worker.save

    def fills(name: str, data: bytes, workshop: str | None = None) -> None:
        if "/b." in name:
            raise NoRoom("cannot be saved: the disk is full", place=name)
        save(name, data, workshop)

    monkeypatch.setattr(worker, "save", fills)
    with pytest.raises(NoRoom, match="full"):
        done(wishes=replace(WISHES, workers=1))
    assert "a.pdf" in editions() and "b.pdf" not in editions()
    monkeypatch.setattr(worker, "save", save)
    assert kinds()[:2] == ["cached", "built"]


def test_a_run_waits_for_another_one_in_the_same_folder() -> None:
    heard: list[str] = []

    def second() -> None:
        with opened("out", lambda: heard.append("waiting")):
            heard.append("begins")

    with opened("out"):
        thread = threading.Thread(target=second)
        thread.start()
        deadline = time.monotonic() + 20
        while not heard and time.monotonic() < deadline:
            time.sleep(0.01)
        assert heard == ["waiting"]
    thread.join()
    assert heard == ["waiting", "begins"]


def test_what_a_killed_run_was_writing_is_swept_away() -> None:
    done()
    Path("out/.publish/.publish-99999-half").write_text("half")
    done()
    assert not Path("out/.publish/.publish-99999-half").exists()


@pytest.mark.parametrize("data", [b"no ledger", b""])
def test_a_ledger_that_is_none_is_told_or_begun(data: bytes) -> None:
    done()
    for name in ("ledger.sqlite-wal", "ledger.sqlite-shm"):
        Path("out/.publish", name).unlink(missing_ok=True)
    Path("out/.publish/ledger.sqlite").write_bytes(data)
    if data:
        with pytest.raises(BuildError, match="the ledger cannot be used: file is not a database; remove it"):
            done()
    else:
        assert kinds() == ["built"] * 3


def test_a_ledger_of_another_version_is_begun_anew() -> None:
    done()
    with sqlite3.connect("out/.publish/ledger.sqlite") as base:
        base.execute("PRAGMA user_version=99")
    assert kinds() == ["built"] * 3


def test_editions_never_go_among_their_sources() -> None:
    with pytest.raises(UsageError, match="among their sources"):
        done("sea", wishes=replace(WISHES, folder="sea"))
    write("x", "x is fine", "out")
    assert done(".", wishes=WISHES) == {"sea/a.txt": "built", "sea/b.txt": "built", "sea/c.txt": "built"}


def test_near_duplicates_are_kept_or_skipped() -> None:
    text = (
        "When the Moon stands over the sea it pulls, and the water comes up the beach as far as the last stones. " * 3
    )
    write("b", text + "So it is.")
    write("c", text + "So it was.")
    assert report().alike == (("sea/c.txt", "sea/b.txt"),)
    skipped = replace(WISHES, near="skip")
    assert kinds(wishes=skipped) == ["cached", "cached", "skipped"]
    told = [event.reason for event in events(wishes=skipped) if event.kind == "skipped"]
    assert told[0] is not None and told[0].endswith("% the same as sea/b.txt")
    assert kinds() == ["cached", "cached", "built"]


def test_the_report_in_each_form() -> None:
    write("b", "bad")
    write("<c>", "x")
    told = report()
    assert as_text(told).startswith(
        "3 built, 1 failed in 2.0 s, 1.5 a second\n\nFailed:\n  sea/b.txt: is not a text; try"
    )
    assert "sea/&lt;c&gt;.txt" in as_html(told) and "<c>" not in as_html(told)
    assert '"failures": [\n    {\n      "name": "sea/b.txt"' in as_json(told)


def test_columns_without_use_are_told() -> None:
    Path("d.jsonl").write_text('{"text": "One", "score": 1}\n{"text": "Two", "Rank": 2, "title": "B"}\n')
    assert report("d.jsonl").unused == ("score", "Rank")


def test_a_twin_that_is_gone_is_forgotten() -> None:
    text = "When the Moon stands over the sea it pulls, and the water comes up the beach to the last stones. " * 3
    write("b", text)
    write("c", text)
    assert report().alike == (("sea/c.txt", "sea/b.txt"),)
    Path("sea/b.txt").unlink()
    assert report().alike == ()


def test_two_rows_with_one_id_are_two_articles() -> None:
    Path("d.jsonl").write_text('{"id": 1, "text": "One"}\n{"id": 1, "text": "Two"}\n{oops\n')
    assert kinds("d.jsonl") == ["built", "built", "failed"]
    assert kinds("d.jsonl") == ["cached", "cached", "failed"]


def test_what_python_compiles_meanwhile_is_no_other_program() -> None:
    room = Path(making.__file__).parent / "__pycache__"
    room.mkdir(exist_ok=True)
    before = making.making(DEFAULTS, ("epub",), "")
    half = room / "half.cpython-311.pyc.139872"  # As Python calls it while it is written.
    half.write_bytes(b"half")
    try:
        assert making.making(DEFAULTS, ("epub",), "") == before
    finally:
        half.unlink()
