"""The rules of stores: each is broken once, by itself, in a book that breaks none, and is found where it is broken."""

from __future__ import annotations

import io
import tomllib
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from PIL import Image

from publish.build import build, understand
from publish.checking.lint import CHECKS, lint, report
from publish.cli import main
from publish.errors import SourceError
from publish.exporting import bring
from publish.files import find_sources
from publish.settings import STORES, Settings, table
from publish.stores import store

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = sorted(path.name for path in (ROOT / "sources").iterdir() if path.is_file())

Files = dict[str, bytes]
Defect = Callable[[Files], None]


def edition(name: str, settings: Settings) -> bytes:
    (source,) = find_sources([str(ROOT / "sources" / name)])
    data, settings, around = bring(source, settings)
    article = understand(data, source=name, settings=settings, surroundings=around)
    return build([article], ["epub"], settings=settings, modified="2026-11-22T00:00:00Z").files["epub"]


def profiled(profile: str) -> Settings:
    known = table()
    needs = {known[key].field: known[key].read(value) for key, value in store(profile).needs.items()}
    return Settings(profile=profile, **needs)


@pytest.fixture(scope="module")
def files() -> Files:
    with zipfile.ZipFile(io.BytesIO(edition("sundial.md", Settings(contents_levels=2)))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def change(path: str, old: str, new: str) -> Defect:
    def defect(files: Files) -> None:
        assert old.encode() in files[path], (path, old)
        files[path] = files[path].replace(old.encode(), new.encode(), 1)

    return defect


def add(path: str, data: bytes, media_type: str, properties: str = "") -> Defect:
    def defect(files: Files) -> None:
        files[path] = data
        held = f' properties="{properties}"' if properties else ""
        href = path.removeprefix("EPUB/")
        item = f'<item id="added" href="{href}" media-type="{media_type}"{held}/></manifest>'
        change(PACKAGE, "</manifest>", item)(files)

    return defect


def both(*defects: Defect) -> Defect:
    def defect(files: Files) -> None:
        for one in defects:
            one(files)

    return defect


def put(path: str, data: bytes) -> Defect:
    return lambda files: files.__setitem__(path, data)


def picture(width: int, height: int, kind: str = "JPEG", mode: str = "RGB", **options: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, (width, height)).save(out, kind, **options)
    return out.getvalue()


def moving() -> bytes:
    return picture(9, 9, "GIF", save_all=True, append_images=[Image.new("RGB", (9, 9), "red")])


def heavy(millions: float) -> bytes:
    """A picture with so many million bytes behind its end."""
    return picture(9, 9) + bytes(int(millions * 1e6))


PACKAGE, PAGE, STYLE, NAV, COVER = (
    f"EPUB/{name}" for name in ("content.opf", "text-1.xhtml", "style.css", "nav.xhtml", "cover.jpg")
)
IN_TEXT = "</header>"
"""After this, there is room for anything on the page."""
ENCRYPTED = '<encryption><EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/></encryption>'
DEEP = "<li><a href='text-1.xhtml'>x</a><ol><li><a href='text-1.xhtml'>y</a>{}</li></ol></li>"
DEEPER = DEEP.format(f"<ol>{DEEP.format('')}</ol>")


def text(new: str) -> Defect:
    return change(PAGE, IN_TEXT, IN_TEXT + new)


def style(new: str) -> Defect:
    return lambda files: files.__setitem__(STYLE, files[STYLE] + f"\n{new}\n".encode())


DEFECTS: list[tuple[str, str, str, Defect, str]] = [
    ("kindle", "store-cover-missing", "error",
     both(change(PACKAGE, 'properties="cover-image"', ""), change(PACKAGE, 'name="cover"', 'name="front"')), PACKAGE),
    ("kindle", "store-cover-size", "error", put(COVER, picture(600, 960)), "600 × 960"),
    ("google", "store-cover-size", "error", put(COVER, picture(7300, 800)), "7,300 × 800"),
    ("kindle", "store-cover-kind", "error",
     change(PACKAGE, 'media-type="image/jpeg"', 'media-type="image/png"'), COVER),
    ("kobo", "store-cover-bytes", "warning", put(COVER, heavy(3.1)), "3.1 MB"),
    ("kobo", "store-cover-alone", "warning", change("EPUB/cover.xhtml", "</body>", "By me</body>"), "cover.xhtml"),
    ("kobo", "store-page-size", "info", text(f"<!--{'x' * 400_000}-->"), PAGE),
    ("google", "store-picture-kind", "error", add("EPUB/a.webp", picture(9, 9, "WEBP"), "image/webp"), "EPUB/a.webp"),
    ("kobo", "store-picture-bytes", "warning", add("EPUB/a.jpg", heavy(5.1), "image/jpeg"), "EPUB/a.jpg"),
    ("apple", "store-picture-pixels", "warning",
     add("EPUB/a.png", picture(2050, 2050, "PNG"), "image/png"), "4.2 million"),
    ("kobo", "store-picture-colours", "error",
     add("EPUB/a.jpg", picture(9, 9, mode="CMYK"), "image/jpeg"), "EPUB/a.jpg"),
    ("apple", "store-picture-transparent", "warning",
     add("EPUB/a.png", picture(9, 9, "PNG", "RGBA"), "image/png"), "EPUB/a.png"),
    ("google", "store-picture-moves", "error", add("EPUB/a.gif", moving(), "image/gif"), "2 frames"),
    ("google", "store-picture-side", "error",
     add("EPUB/a.svg", b'<svg xmlns="http://www.w3.org/2000/svg" width="4000" height="9"/>', "image/svg+xml"), "4,000"),
    ("kindle", "store-picture-without-source", "error", text('<img alt="x"/>'), f"{PAGE}:"),
    ("apple", "store-picture-in-drawing", "warning",
     both(add("EPUB/a.jpg", picture(9, 9), "image/jpeg"),
          text('<svg xmlns="http://www.w3.org/2000/svg" xmlns:l="http://www.w3.org/1999/xlink">'
               '<image l:href="a.jpg"/></svg>')), f"{PAGE}:"),
    ("apple", "store-alternative-missing", "error", text('<img src="cover.jpg" alt=""/>'), "cover.jpg"),
    ("apple", "store-marked-reference", "warning",
     text('<a epub:type="noteref" href="#x"><sup>1</sup></a>'), f"{PAGE}:"),
    ("kobo", "store-contents-levels", "info", change(NAV, "<ol>", f"<ol>{DEEPER}"), "4 levels"),
    ("kindle", "store-contents-ncx", "warning", change(PACKAGE, "application/x-dtbncx+xml", "text/xml"), PACKAGE),
    ("kindle", "store-forbidden-element", "error", text("<form/>"), "form"),
    ("kobo", "store-forbidden-element", "warning", text("<script/>"), "script"),
    ("kindle", "store-style-element", "warning",
     change(PAGE, "</head>", "<style>p { margin: 0 }</style></head>"), PAGE),
    ("kobo", "store-inline-style", "warning", text('<p style="color: red">x</p>'), f"{PAGE}:"),
    ("kindle", "store-forbidden-style", "error", style(".a { display:flex }"), STYLE),
    ("kobo", "store-forbidden-style", "error", style(".a { width: calc(1em + 2px) }"), STYLE),
    ("kindle", "store-negative-length", "warning", style(".a { margin: 0 -1em }"), "margin: 0 -1em"),
    ("kindle", "store-styled-text", "warning", style("body { line-height: 1.5 }"), "line-height"),
    ("kobo", "store-styled-text", "warning", style("@media screen { p { background: #eee } }"), "background"),
    ("kobo", "store-percent-type", "warning", style("p { font-size: 90% }"), "90%"),
    ("kobo", "store-wide-margin", "warning", style(".a { margin-left: 4em }"), "4em"),
    ("kindle", "store-hidden-text", "error",
     both(style(".gone { display: none }"), text(f'<p class="gone">{"word " * 2100}</p>')), "characters are hidden"),
    ("kindle", "store-nested-table", "warning",
     text("<table><tr><td><table><tr><td>x</td></tr></table></td></tr></table>"), f"{PAGE}:"),
    ("kobo", "store-wide-table", "info",
     text(f'<table><tr><td colspan="2">x</td>{"<td/>" * 3}</tr></table>'), "5 columns"),
    ("kindle", "store-xml-declaration", "warning", change(PAGE, '<?xml version="1.0" encoding="utf-8"?>', ""), PAGE),
    ("kindle", "store-language-tag", "error", change(PACKAGE, ">en<", ">english (UK)<"), "english (UK)"),
    ("apple", "store-package-version", "error", change(PACKAGE, 'version="3.0"', 'version="2.0"'), "2.0"),
    ("apple", "store-metadata-space", "error", change(PACKAGE, "<dc:title", "<dc:publisher> a</dc:publisher><dc:title"),
     "publisher"),
    ("kobo", "store-file-name", "warning", add("EPUB/the cover.jpg", picture(9, 9), "image/jpeg"), "the cover.jpg"),
    ("kobo", "store-font-kind", "warning", add("EPUB/a.woff2", b"", "font/woff2"), "WOFF2"),
    ("apple", "store-fonts-undeclared", "warning",
     change(PACKAGE, "ibooks:specified-fonts", "ibooks:version"), PACKAGE),
    ("google", "store-remote-resource", "error", text('<img src="https://example.org/a.jpg" alt="x"/>'), "example.org"),
    ("google", "store-encrypted", "error",
     put("META-INF/encryption.xml", ENCRYPTED.encode()), "META-INF/encryption.xml"),
]  # fmt: skip


def codes(data: bytes, profile: str) -> list[str]:
    return [finding.code for finding in lint(data, profile, name="book.epub")]


@pytest.mark.parametrize(("profile", "code", "severity", "defect", "where"), DEFECTS, ids=lambda one: str(one)[:30])
def test_a_planted_defect_is_found_named_and_placed(
    files: Files, profile: str, code: str, severity: str, defect: Defect, where: str
) -> None:
    before = codes(packed(files), profile)
    damaged = dict(files)
    defect(damaged)
    found = [finding for finding in lint(packed(damaged), profile, name="book.epub") if finding.code not in before]
    assert {(finding.code, finding.severity) for finding in found} == {(code, severity)}
    assert where in found[0].message
    assert found[0].remedy and found[0].remedy.startswith(f"{store(profile).title}: ")


def test_a_file_that_is_too_large(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    (rule,) = (rule for rule in store("kindle").rules if rule.check == "file-size")
    monkeypatch.setitem(rule.limits, "most", 1000)  # type: ignore[arg-type]
    assert "store-file-size" in codes(packed(files), "kindle")


def test_the_number_of_a_book_is_its_identifier_or_the_name_of_its_file(files: Files) -> None:
    data = packed(files)
    assert [one.code for one in lint(data, "kobo", name="book.epub")] == ["store-isbn-missing"]
    assert lint(data, "kobo", name="9780306406157.epub") == []
    assert [one.code for one in lint(data, "kobo", name="9780306406158.epub")] == ["store-isbn-missing"]


def test_every_check_is_broken_by_a_test_and_used_by_a_store() -> None:
    tested = {code.removeprefix("store-") for _, code, _, _, _ in DEFECTS} | {"file-size", "isbn-missing"}
    used = {rule.check for name in STORES for rule in store(name).rules}
    assert tested == used == set(CHECKS)


@pytest.mark.parametrize("profile", STORES)
def test_each_rule_says_who_says_so_and_since_when(profile: str) -> None:
    raw = tomllib.loads((ROOT / "publish" / "stores" / f"{profile}.toml").read_text(encoding="utf-8"))
    assert set(raw) == {"title", "needs", "rule"}
    for rule in store(profile).rules:
        assert rule.says.endswith(".") and len(rule.source) > 10
        assert rule.severity in ("info", "warning", "error")
        assert rule.date[:2] == "20" and len(rule.date) in (4, 7)


@pytest.mark.parametrize("profile", STORES)
@pytest.mark.parametrize("name", SAMPLES)
def test_no_sample_breaks_a_rule(name: str, profile: str) -> None:
    found = lint(edition(name, profiled(profile)), profile, name="book.epub")
    assert [finding for finding in found if finding.severity != "info"] == []
    assert {finding.code for finding in found} <= {"store-isbn-missing", "store-wide-table"}


def test_many_places_of_one_rule_are_summed_up(files: Files) -> None:
    damaged = dict(files)
    text('<p style="color: red">x</p>' * 30)(damaged)
    told = [one.message for one in lint(packed(damaged), "kobo", name="b.epub") if one.code == "store-inline-style"]
    assert len(told) == 6
    assert told[-1] == "the same in 25 more places"


@pytest.mark.parametrize(
    "data",
    [b"", b"PK", packed({"a": b"b"}), packed({"META-INF/container.xml": b"<container/>"}),
     packed({"META-INF/container.xml": b'<c><rootfile full-path="../../etc/passwd"/></c>'})],
    ids=["nothing", "no archive", "no container", "no package", "leads out"],
)  # fmt: skip
def test_what_is_no_epub_is_refused_in_a_line(data: bytes) -> None:
    with pytest.raises(SourceError, match=r"book\.epub: is "):
        lint(data, "kindle", name="book.epub")


def test_pages_that_are_no_xml_and_pictures_that_are_none_are_left_to_epubcheck(files: Files) -> None:
    damaged = dict(files)
    both(put(PAGE, b"<html><p>"), put(COVER, b"nothing"), put(STYLE, b"\xff{{{"))(damaged)
    for profile in STORES:
        assert all(code.startswith("store-") for code in codes(packed(damaged), profile))


def test_entities_are_not_expanded(files: Files) -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><html><body>&b;</body></html>'
    damaged = {**files, PAGE: bomb.encode()}
    assert "store-isbn-missing" in codes(packed(damaged), "kobo")


def test_the_books_of_the_corpus_are_judged_without_a_complaint_of_ours(corpus: Path) -> None:
    for path in sorted(corpus.rglob("*.epub")):
        for profile in STORES:
            report(path, path.read_bytes(), profile)


def test_a_build_with_a_profile_tells_what_its_store_would_say(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "small.png").write_bytes(picture(40, 64, "PNG"))
    (tmp_path / "a.md").write_text("---\ncover: small.png\n---\n# A\n\nText.\n", encoding="utf-8")
    arguments = ["build", str(tmp_path / "a.md"), "-o", str(tmp_path / "a.epub"), "--profile", "kindle"]
    arguments += ["--cover", str(tmp_path / "small.png")]
    assert main(arguments) == 0
    assert "[store-cover-size]" in capsys.readouterr().err
    (tmp_path / "a.epub").unlink()
    assert main([*arguments, "--fail-on", "store-cover-size"]) == 1
    assert not (tmp_path / "a.epub").exists()


def test_the_command_judges_any_book(tmp_path: Path, files: Files, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.epub").write_bytes(packed(files))
    assert main(["check", "--profile", "google", str(tmp_path / "a.epub")]) == 0
    assert "Google Play Books" in capsys.readouterr().out
    damaged = dict(files)
    text("<script/>")(damaged)
    (tmp_path / "b.epub").write_bytes(packed(damaged))
    assert main(["check", "--profile", "kindle", str(tmp_path / "b.epub")]) == 4
    assert "[store-forbidden-element]" in capsys.readouterr().out


def test_a_store_that_there_is_not_is_named_with_the_nearest_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("A\nText.\n", encoding="utf-8")
    assert main(["build", str(tmp_path / "a.txt"), "--profile", "kindel"]) == 3
    assert "did you mean “kindle”?" in capsys.readouterr().err
