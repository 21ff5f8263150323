"""What is understood of an article: as a tree for people, and as a record for programs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from publish.cli.tree import Branch, Glyphs
from publish.measure import paragraphs, words
from publish.model import Article, Contents, Entry, Finding, Section


def outline(article: Article, glyphs: Glyphs) -> Branch:
    """The article as a tree. ``glyphs`` has the arrow to a section and the dash before what is missing."""
    shown = {"title": article.metadata.title, "language": article.metadata.language, **_known(article)}
    origins = dict(article.origins)
    branches = [
        Branch(f"{name}: {_plainly(value)}{f' [{origins[name]}]' if name in origins else ''}")
        for name, value in shown.items()
    ]
    if article.contents is None:
        branches.append(Branch("contents: none in the source"))
    else:
        entries = tuple(_entry_branches(article, article.contents, glyphs))
        branches.append(Branch(f"contents: {article.contents.label}", entries))
    branches.append(Branch("sections", tuple(map(_section_branch, article.sections))))
    if article.findings:
        branches.append(Branch("findings", tuple(map(_finding_branch, article.findings))))
    return Branch(article.source, tuple(branches))


def _entry_branches(article: Article, contents: Contents, glyphs: Glyphs) -> Iterator[Branch]:
    width = max((len(entry.number or "") for entry in contents.entries), default=0)
    for entry in contents.entries:
        number = f"{entry.number or '':>{width}}  " if width else ""
        indent = "  " * (entry.depth - 1)
        target = "title" if entry.section == article.id else entry.section
        doubt = f" ({entry.confidence:.2f})" if entry.confidence is not None and entry.confidence < 1 else ""
        place = f"{glyphs.arrow} {target}{doubt}" if target else f"{glyphs.dash} not in the source"
        yield Branch(f"{number}{indent}{entry.text} {place}")


def _section_branch(section: Section) -> Branch:
    title = f": {' '.join(filter(None, (section.number, section.title)))}" if section.title else ""
    size = f"{_counted(paragraphs(section.body), 'paragraph')}, {_counted(words(section.body), 'word')}"
    return Branch(f"{'  ' * (section.level - 1)}{section.id}{title} ({size})")


def _finding_branch(finding: Finding) -> Branch:
    line = f"line {finding.line}: " if finding.line else ""
    remedy = f"; {finding.remedy}" if finding.remedy else ""
    return Branch(f"{finding.severity}: {line}{finding.message}{remedy} [{finding.code}]")


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def _plainly(value: Any) -> str:
    """A value of the metadata for people; contributors are a list of names with roles."""
    return ", ".join(f"{one['name']} ({one['role']})" for one in value) if isinstance(value, list) else str(value)


def record(article: Article) -> dict[str, Any]:
    """The article as an object for JSON. Its shape is what other programs rely on: keys are added, never changed."""
    contents = article.contents
    return {
        "source": article.source,
        "id": article.id,
        "format": article.format,
        "title": article.metadata.title,
        "language": article.metadata.language,
        "metadata": _known(article),
        "origins": dict(article.origins),
        "contents": {"label": contents.label, "entries": list(map(_entry, contents.entries))} if contents else None,
        "sections": list(map(_section, article.sections)),
        "findings": list(map(_finding, article.findings)),
    }


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "number": entry.number,
        "text": entry.text,
        "depth": entry.depth,
        "section": entry.section,
        "confidence": entry.confidence,
    }


def _section(section: Section) -> dict[str, Any]:
    size = {"paragraphs": paragraphs(section.body), "words": words(section.body)}
    return {"id": section.id, "level": section.level, "number": section.number, "title": section.title, **size}


def _finding(finding: Finding) -> dict[str, Any]:
    return {"code": finding.code, "severity": finding.severity, "message": finding.message, "line": finding.line}


def _known(article: Article) -> dict[str, Any]:
    """The metadata that is known, but for the title and the language, which stand by themselves."""
    known = {name: value for name, value in asdict(article.metadata).items() if value}
    del known["title"], known["language"]
    return {
        name: value.isoformat() if name == "published" else list(value) if name == "contributors" else value
        for name, value in known.items()
    }
