"""A picture for the cover, from where a user names it to both editions."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image
from support.pdfs import page_texts, spoken, structure

Run = Callable[..., Any]
ARTICLE = "# Of Tides\n\nThe sea comes in, and goes out again.\n"


@pytest.fixture
def texts(publish: Run) -> Path:
    """A folder of texts and pictures."""
    folder = Path("texts")
    (folder / "pictures").mkdir(parents=True)
    (folder / "tides.md").write_text(ARTICLE, encoding="utf-8")
    Image.new("RGB", (2000, 3000), "#204060").save(folder / "front.jpg")
    Image.new("RGBA", (300, 600), (0, 0, 0, 0)).save(folder / "pictures" / "see through #1.png")
    (folder / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe0 no more")
    Image.new("RGB", (9, 9)).save("outside.png")
    return folder


def cover() -> Image.Image:
    """The picture in the EPUB."""
    with zipfile.ZipFile("build/tides.epub") as epub:
        package = epub.read("EPUB/content.opf").decode()
        assert 'href="cover.jpg" id="cover-image" media-type="image/jpeg" properties="cover-image"' in package
        image = Image.open(BytesIO(epub.read("EPUB/cover.jpg")))
        image.load()
    return image


def told(front_matter: str) -> str:
    return f"---\npublish:\n  cover: {front_matter}\n---\n\n{ARTICLE}"


def test_it_is_the_cover_of_the_epub_no_larger_than_stores_want_it(publish: Run, texts: Path) -> None:
    assert publish("build", "texts/tides.md", "--cover", "texts/front.jpg").code == 0
    image = cover()
    assert (image.format, image.size) == ("JPEG", (1600, 2400))
    assert max(abs(a - b) for a, b in zip(image.getpixel((800, 1200)), (0x20, 0x40, 0x60), strict=True)) < 4  # type: ignore[arg-type]


def test_it_is_a_leaf_of_the_pdf_before_all_others(publish: Run, texts: Path) -> None:
    assert publish("build", "texts/tides.md").code == 0
    without = page_texts(Path("build/tides.pdf").read_bytes())
    assert publish("build", "texts/tides.md", "--cover", "texts/front.jpg").code == 0
    data = Path("build/tides.pdf").read_bytes()
    assert page_texts(data) == ["", "", *without]
    with pikepdf.open(BytesIO(data)) as pdf:
        sizes = [[float(side) for side in page.mediabox[2:]] for page in pdf.pages]
        assert sizes[0] == pytest.approx([210 / 1.5 * 72 / 25.4, 210 * 72 / 25.4], abs=0.1)
        assert sizes[1] == sizes[2]
        labels = pdf.Root.PageLabels.Nums
        assert [str(label) for label in labels[::2]] == ["0", "2", "4"]  # type: ignore[index]
        assert str(labels[1].P) == "Cover"
        first = structure(pdf).kids[0]
        assert (first.tag, first.page()) == ("Figure", 0)
        assert str(pdf.Root.StructTreeRoot.K[0].K[0].Alt) == "Cover: Of Tides"
        assert spoken(pdf)[0] == "Of Tides"


def test_no_word_is_said_more_or_less(publish: Run, texts: Path) -> None:
    assert publish("build", "texts/tides.md", "--cover", "texts/front.jpg").code == 0
    answer = publish("check", "build/tides.epub", "build/tides.pdf", "--against", "texts/tides.md")
    assert answer.code == 0 and "is in it" not in answer.err


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("texts/tides.md", told('"pictures/see through #1.png"')),
        ("texts/tides.toml", '[publish]\ncover = "pictures/see through #1.png"\n'),
        ("texts/publish.toml", 'cover = "pictures/see through #1.png"\n'),
        ("publish.toml", 'cover = "texts/pictures/see through #1.png"\n'),
    ],
)
def test_paths_begin_at_the_folder_of_the_file_that_names_them(publish: Run, texts: Path, file: str, text: str) -> None:
    Path(file).write_text(text, encoding="utf-8")
    answer = publish("build", "texts/tides.md")
    assert answer.code == 0
    image = cover()
    assert image.size == (300, 600)
    assert image.convert("RGB").getpixel((5, 5)) == (255, 255, 255)  # What is transparent would be black in the dark.


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("texts/none.jpg", "is not there; put the picture beside the source"),
        ("outside.png", "is outside the source's folder; put the picture beside the source"),
        ("/etc/hostname", "is outside the source's folder; put the picture beside the source"),
        ("https://example.org/a.jpg", "is on the network; put the picture beside the source"),
        ("texts/tides.md", "cannot be shown: no known picture format; give a JPEG or PNG"),
        ("texts/broken.jpg", "cannot be shown: "),
    ],
)
def test_a_cover_that_cannot_be_had_is_an_error(publish: Run, texts: Path, name: str, problem: str) -> None:
    answer = publish("build", "texts/tides.md", "--cover", name)
    assert answer.code == 1
    assert answer.told[0].startswith(f"texts/tides.md: the cover “{name}” {problem}")
    assert not Path("build").exists()


def test_a_book_has_the_cover_of_its_first_article(publish: Run, texts: Path) -> None:
    (texts / "winds.md").write_text("# Of Winds\n\nThey blow.\n", encoding="utf-8")
    Image.new("L", (30, 60), 255).save(texts / "white.png")
    (texts / "winds.toml").write_text('[publish]\ncover = "white.png"\n', encoding="utf-8")
    answer = publish("build", "texts/tides.md", "texts/winds.md", "--book", "Tides", "-o", "build/tides.epub")
    assert answer.code == 0
    assert cover().size == (30, 60)
