"""What is wrong with a catalogue on disk: feeds that break their schemas, links that lead to nothing."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from jsonschema import Draft7Validator
from lxml import etree

SCHEMAS = Path(__file__).resolve().parents[1] / "data" / "opds"
ATOM = "{http://www.w3.org/2005/Atom}"
ACQUISITION = "http://opds-spec.org/acquisition/open-access"
HASH = "{http://purl.org/atompub/link-extensions/1.0}hash"


def problems(folder: Path, address: str = "") -> list[str]:
    """A line for each; ``address`` is what the links begin with, where they are no relative ones."""
    found: list[str] = []
    for path in sorted(folder.glob("shelf/*.xml")):
        found += [f"{path.name}: {one}" for one in _of_atom(path, folder, address)]
    for path in sorted(folder.glob("shelf/*.json")):
        found += [f"{path.name}: {one}" for one in _of_json(path, folder, address)]
    return found


def listed(path: Path) -> list[str]:
    """The titles of a feed's entries, page after page."""
    titles: list[str] = []
    following: str | None = path.name
    while following:
        feed = etree.parse(path.with_name(following)).getroot()
        titles += [str(title.text) for title in feed.iterfind(f"{ATOM}entry/{ATOM}title")]
        following = next((link.get("href") for link in feed.iterfind(f"{ATOM}link[@rel='next']")), None)
    return titles


@cache
def _grammar() -> etree.RelaxNG:
    return etree.RelaxNG.from_rnc_string((SCHEMAS / "opds-1.2.rnc").read_text(encoding="utf-8"))


@cache
def _schema() -> Draft7Validator:
    schema = json.loads((SCHEMAS / "opds-2.0.schema.json").read_text(encoding="utf-8"))
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema, format_checker=Draft7Validator.FORMAT_CHECKER)


def _of_atom(path: Path, folder: Path, address: str) -> Iterator[str]:
    tree = etree.parse(path)
    if not _grammar().validate(tree):
        yield from (f"line {error.line}: {error.message}" for error in _grammar().error_log)
    for entry in tree.iterfind(f"{ATOM}entry"):
        relations = {link.get("rel") for link in entry.iterfind(f"{ATOM}link")}
        if not relations & {ACQUISITION, "enclosure", "subsection"} or (ACQUISITION in relations) > (
            "alternate" in relations
        ):
            yield f"an entry has only the links {sorted(map(str, relations))}"
    names = [name.text for name in tree.iterfind(f".//{ATOM}id")]
    if len(set(names)) < len(names):
        yield "two of its ids are the same"
    for link in tree.iterfind(f".//{ATOM}link"):
        digest = link.get(HASH, "").removeprefix("sha-256:")
        yield from _of_link(link.get("href", ""), link.get("length"), digest, path, folder, address)


def _of_json(path: Path, folder: Path, address: str) -> Iterator[str]:
    told = json.loads(path.read_text(encoding="utf-8"))
    yield from (f"{error.json_path}: {error.message}" for error in _schema().iter_errors(told))
    for link in _links(told):
        hashes = [b64decode(one["value"]).hex() for one in link.get("properties", {}).get("hash", [])]
        yield from _of_link(link["href"], link.get("size"), "".join(hashes), path, folder, address)


def _links(told: Any) -> Iterator[dict[str, Any]]:
    if isinstance(told, list):
        for one in told:
            yield from _links(one)
    elif isinstance(told, dict):
        if "href" in told:
            yield told
        for one in told.values():
            yield from _links(one)


def _of_link(href: str, size: object, digest: str, path: Path, folder: Path, address: str) -> Iterator[str]:
    plain = unquote(href.partition("#")[0])
    if address and not plain.startswith(address):
        yield f"{href} is relative"
        return
    target = folder / plain.removeprefix(address) if address else path.parent / plain
    if not target.is_file():
        yield f"{href} leads nowhere"
    elif target.suffix in (".epub", ".pdf", ".jpg"):
        data = target.read_bytes()
        if str(size) != str(len(data)) or digest != sha256(data).hexdigest():
            yield f"{href} has another size or hash"
