"""What is worked out quickly is what WeasyPrint works out."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any

import pytest
from support.making import RIVER, article, published, section
from support.pdfs import opened

from publish.model import Publication
from publish.writing import document, engine, write

BODY = (
    f"<p>{RIVER}</p><blockquote><p>{RIVER}</p></blockquote><ul><li>a ferry</li><li>a bridge <a href='#x'>there</a></li>"
    "</ul><table><thead><tr><th>Year</th></tr></thead><tbody><tr><td>1871</td></tr></tbody></table>"
    f"<pre><code>ford = 1\n\tif ford: swim()</code></pre><hr/><h4 id='x'>Banks</h4><p><del>{RIVER}</del></p>"
)


@pytest.fixture(params=["book", "report", "magazine", "plain"])
def laid(request: pytest.FixtureRequest) -> Any:
    publication = published(article(section("Of Rivers", body=BODY)), theme=request.param)
    return layout(publication)


def layout(publication: Publication) -> Any:
    whole = document.joined(publication, publication.pages)
    return engine.layout(whole.tree, publication.styles["pdf"], whole.pictures)


def boxes(laid: Any) -> Iterator[Any]:
    for page in laid.pages:
        yield page._page_box
        yield from page._page_box.descendants()


def test_styles_are_those_that_weasyprint_computes(laid: Any) -> None:
    from weasyprint import css
    from weasyprint.css.properties import INITIAL_VALUES

    from publish.writing import shortcuts

    assert css.ComputedStyle.__missing__ is shortcuts._computed
    styles = {id(box.style): box.style for box in boxes(laid) if isinstance(box.style, css.ComputedStyle)}
    assert len(styles) > 20
    for style in styles.values():
        ours, theirs = (
            css.ComputedStyle(
                style.parent_style, style.cascaded, style.pseudo_type, style.root_style, style.base_url,
                style.font_config, style.initial_page_sizes,
            )
            for _ in range(2)
        )  # fmt: skip
        for key in INITIAL_VALUES:
            expected = theirs[key] if key in theirs else shortcuts._missing(theirs, key)
            assert ours[key] == expected, key


def test_boxes_are_where_weasyprint_puts_them(laid: Any, monkeypatch: pytest.MonkeyPatch, request: Any) -> None:
    from publish.writing import shortcuts

    def places(made: Any) -> list[tuple[Any, ...]]:
        sides = ("top", "right", "bottom", "left")
        return [
            (
                type(box).__name__,
                *(getattr(box, name, None) for name in ("position_x", "position_y", "width", "height")),
                *(getattr(box, f"{kind}_{side}", None) for kind in ("margin", "padding") for side in sides),
            )
            for box in boxes(made)
        ]

    for room in ("absolute", "block", "column", "float", "grid", "inline", "page", "table"):
        monkeypatch.setattr(f"weasyprint.layout.{room}.resolve_percentages", shortcuts._resolve)
    theme = request.node.callspec.params["laid"]
    assert places(laid) == places(layout(published(article(section("Of Rivers", body=BODY)), theme=theme)))


def test_streams_say_how_they_are_packed() -> None:
    data, _ = write(published(article(section("Of Rivers", RIVER))), "pdf")
    with opened(data) as pdf:
        contents = [page.Contents for page in pdf.pages]
        assert {str(stream.Filter) for stream in contents} == {"/FlateDecode"}
        for stream in contents:
            raw = stream.read_raw_bytes()
            assert int(stream.Length) == len(raw)
            assert zlib.decompress(raw) == stream.read_bytes()
