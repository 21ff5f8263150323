"""One article in both editions, written once: long enough for several pages, with something of everything."""

from __future__ import annotations

import pytest
from support.epubs import Epub
from support.making import RIVER, article, contents, paragraphs, published, section

from publish.model import Article, Contributor, Publication
from publish.writing import write

QUOTED = "<blockquote><p>Time is a river without banks.</p></blockquote>"
LISTED = "<ul><li>a ferry</li><li>a bridge</li></ul>"


def example() -> Article:
    """Three headings, of which the last stands some pages on; and an entry that has no section."""
    printed = contents(
        (None, "Of Rivers & Towns", 1, "of-rivers"),
        ("1", "The Source", 1, "source"),
        ("2", "What Became of the Ferry", 1, None),
        ("3", "The Long Way to the Mouth of the River, and of All the Towns that Lie Beside It", 1, "way"),
        ("3.1", "The Mouth", 2, "mouth"),
    )
    return article(
        section(None, RIVER, "A second paragraph."),
        section(
            "The Source", id="source", body=paragraphs(*[RIVER] * 4) + QUOTED + LISTED + "<hr/>" + paragraphs(RIVER)
        ),
        section(printed.entries[3].text, *[RIVER] * 9, id="way"),
        section("The Mouth", RIVER, id="mouth", level=2),
        title="Of Rivers & Towns",
        contents=printed,
        contributors=(Contributor("Somebody"), Contributor("Anybody", "trl")),
        description="A walk downstream.",
        source_url="https://example.org/rivers?from=source&to=mouth",
    )


@pytest.fixture(scope="session")
def publication() -> Publication:
    return published(example())


@pytest.fixture(scope="session")
def epub(publication: Publication) -> Epub:
    data, findings = write(publication, "epub")
    assert findings == ()
    return Epub(data)


@pytest.fixture(scope="session")
def pdf(publication: Publication) -> bytes:
    data, findings = write(publication, "pdf")
    assert findings == ()
    return data
