"""Takes a mend through an article: its title, its contents' entries, its headings and its paragraphs.

A paragraph is mended as one text, whatever inline markup stands in it, so that a quotation may open outside an ``<em>``
and close inside; the markup is kept where it was. Code is handed to no mend. What stands beside the text, such as the
number of a note, is passed over as if it were not there.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Container, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from html import escape, unescape
from itertools import accumulate, chain

from publish.model import Article, Finding, Section
from publish.refining.edits import Edit, Mend, changed, glimpses
from publish.refining.habits import Habit, habit
from publish.refining.protected import BLOT, mask, technical

_CODE = "code|kbd|math|pre|samp|script|style|svg|tt"
_MATHML = "annotation|annotation-xml|m[a-z]+|none|semantics"
_INLINE = "a|abbr|b|bdi|bdo|cite|dfn|em|i|img|ins|del|mark|q|rp|rt|ruby|s|small|span|strong|sub|sup|time|u|var|wbr"
_TAG = re.compile(r"(<[^>]*>)")
_CODE_TAG = re.compile(rf"<(?P<end>/)?(?:{_CODE})\b(?![^>]*/>)")
_ASIDE_TAG = re.compile(r'<(?P<name>a(?=\s[^>]*\brole="doc-(?:noteref|backlink)")|r[pt]\b)(?![^>]*/>)')
_BLOCK_TAG = re.compile(rf"(<(?!/?(?:{_CODE}|{_INLINE}|{_MATHML})\b)[^>]*>)")
_MARKUP = re.compile("[&<]")
_LINE = re.compile(r'\bdata-line="(\d+)"')


def mended(article: Article, mend: Mend) -> Article:
    """The article with one mend done everywhere, and a finding ``mend-…`` for each place where it was."""
    known = habit(article.metadata.language)
    if known is None:
        return article
    walk = _Walk(article, mend, known)
    title = walk.text(article.metadata.title, None)
    contents = article.contents
    if contents is not None:
        entries = tuple(replace(entry, text=walk.text(entry.text, entry.line)) for entry in contents.entries)
        contents = replace(contents, entries=entries)
    sections = tuple(walk.section(section) for section in article.sections)
    if not walk.findings:
        return article
    return replace(
        article,
        metadata=replace(article.metadata, title=title),
        contents=contents,
        sections=sections,
        findings=(*article.findings, *walk.findings),
    )


@dataclass
class _Walk:
    """One mend on its way through one article."""

    article: Article
    mend: Mend
    habit: Habit
    findings: list[Finding] = field(default_factory=list)

    @cached_property
    def technical(self) -> bool:
        """Whether the article speaks of programs: all of it, so that a heading and its entry are mended alike."""
        sections = self.article.sections
        bodies = (unescape(text) for section in sections for text in _TAG.split(section.body)[::2])
        titles = (section.title or "" for section in sections)
        has_code = any("<code" in section.body or "<pre" in section.body for section in sections)
        return has_code or any(map(technical, chain([self.article.metadata.title], titles, bodies)))

    def text(self, text: str, line: int | None) -> str:
        """A plain text, mended."""
        return changed(text, self.edits(text, text, line))

    def edits(self, text: str, visible: str, line: int | None, seams: Container[int] = ()) -> list[Edit]:
        """What the mend does to a text whose code is blotted out in ``visible``; each thing is noted as a finding.

        ``seams`` are the places of inline tags: no edit reaches over one.
        """
        if not self.mend.candidate.search(visible):
            return []
        edits = [
            edit
            for edit in self.mend.propose(mask(visible), self.habit)
            if not (edit.prose_only and self.technical)
            and not any(place in seams for place in range(edit.start + 1, edit.end))
        ]
        for before, after in glimpses(text, edits):
            message = f"“{before}” is now “{after}”"
            self.findings.append(Finding(f"mend-{self.mend.name}", "info", message, line))
        return edits

    def section(self, section: Section) -> Section:
        """A section, its heading and its body mended."""
        title = None if section.title is None else self.text(section.title, section.line)
        heading = None if section.heading is None else self.heading(section.heading, section.line)
        return replace(section, title=title, heading=heading, body="".join(self.body(section.body, section.line)))

    def heading(self, heading: str, line: int | None) -> str:
        """A heading with its markup, mended; its title has told of it."""
        told = len(self.findings)
        made = "".join(self.paragraph(heading, line))
        del self.findings[told:]
        return made

    def body(self, body: str, line: int | None) -> Iterator[str]:
        """The pieces of an XHTML body, mended paragraph by paragraph."""
        paragraph, *rest = _BLOCK_TAG.split(body)
        yield from self.paragraph(paragraph, line)
        for tag, paragraph in zip(rest[::2], rest[1::2], strict=True):
            if printed := _LINE.search(tag):
                line = int(printed[1])
            yield tag
            yield from self.paragraph(paragraph, line)

    def paragraph(self, paragraph: str, line: int | None) -> Iterator[str]:
        """Its texts, mended, and its inline tags. A text without a mend stays as it was spelled."""
        if not _MARKUP.search(paragraph) and not self.mend.candidate.search(paragraph):
            yield paragraph
            return
        pieces = _TAG.split(paragraph)
        texts, visible = _read(pieces)
        seams = frozenset(accumulate(map(len, texts)))
        waiting = deque(self.edits("".join(texts), "".join(visible), line, seams))
        start = 0
        for piece, text in zip(pieces, texts, strict=True):
            end, own = start + len(text), []
            while waiting and text and waiting[0].end <= end:
                edit = waiting.popleft()
                own.append(replace(edit, start=edit.start - start, end=edit.end - start))
            yield escape(changed(text, own), quote=False) if own else piece
            start = end


def _read(pieces: list[str]) -> tuple[list[str], list[str]]:
    """The plain text of each piece, empty for a tag and for what stands beside the text: as it is, and without code."""
    texts, visible, depth, end = [], [], 0, ""
    for piece in pieces:
        if tag := _CODE_TAG.match(piece):
            depth += -1 if tag["end"] else 1
        elif not end and (aside := _ASIDE_TAG.match(piece)):
            end = f"</{aside['name']}>"
        elif piece == end:
            end = ""
        text = "" if end or piece.startswith("<") else unescape(piece)
        texts.append(text)
        visible.append(BLOT * len(text) if depth else text)
    return texts, visible
