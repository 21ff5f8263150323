"""Sources that are after something: to run, to be fetched, to read what is not theirs, or to eat memory and time.

:data:`ATTACKS` is the table of them, by format. In their contents stand for themselves:

- ``{canary}``: a word that must be in no edition;
- ``{server}``: the address of a server on this machine, whose every answer holds the canary;
- ``{out}``: a folder outside of the source's own, with files that hold the canary, and ``{up}`` the relative way to it.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from PIL import Image

from support.books import book, page
from support.words import OFFICE, PNG, document, p, zipped
from support.words import field as word_field

CANARY = "zilpzalp7f3a"
PROSE = "The sea comes in twice a day, and twice a day it goes out again; nobody has ever asked it to."
SVG = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="90" height="60"'
SECRET = {
    "secret.txt": CANARY,
    "secret.svg": f"<svg {SVG}><title>{CANARY}</title><text y='20'>{CANARY}</text></svg>",
    "secret.css": f"p::before {{ content: '{CANARY}' }}",
    "secret.toml": f'title = "{CANARY}"',
    "secret.dtd": f"<!ENTITY x '{CANARY}'>",
}
"""What is outside of the source's folder."""


@dataclass(frozen=True, slots=True)
class Attack:
    """One hostile source."""

    name: str
    """``html-script``: its folder in the set."""
    ending: str
    content: str | bytes
    told: tuple[str, ...]
    """The findings, or of a source that is refused the words, that tell what was blocked."""
    beside: Mapping[str, str | bytes] = field(default_factory=dict)
    """Files in its folder; a text that begins with ``->`` is what a symbolic link points to."""

    @property
    def source(self) -> str:
        """Its path in the set."""
        return f"{self.name}/tides.{self.ending}"


MARKUP: Mapping[str, tuple[str, str]] = {
    "script": ("<script>document.write('{canary}')</script>", "script-blocked"),
    "module": ("<script type=module src={server}/a.js></script>", "script-blocked"),
    "handlers": ("<p onclick='{canary}()' onmouseover='{canary}()'>Words.</p>", "script-blocked"),
    "javascript-link": ("<p><a href='javascript:{canary}()'>words</a></p>", "link-blocked"),
    "javascript-link-in-disguise": ("<p><a href='&#1; Java&#10;Script&colon;{canary}()'>words</a></p>", "link-blocked"),
    "vbscript-link": ("<p><a href='vbscript:{canary}'>words</a></p>", "link-blocked"),
    "data-link": ("<p><a href='data:text/html,<script>{canary}</script>'>words</a></p>", "link-blocked"),
    "file-link": ("<p><a href='file://{out}/secret.txt' rel=attachment>words</a></p>", "link-blocked"),
    "attachment": ("<link rel='attachment' href='file://{out}/secret.txt'>", "markup-removed"),
    "attachment-on-the-network": ("<link rel='attachment' href='{server}/a.txt'>", "markup-removed"),
    "form": (
        "<form action='{server}/a'><input value='{canary}'><textarea>{canary}</textarea><select><option>{canary}"
        "</select><button formaction='javascript:{canary}()'>{canary}</button><p>Words.</p></form>",
        "markup-removed",
    ),
    "frame": ("<iframe src='{server}/frame' srcdoc='<script>{canary}</script>'>{canary}</iframe>", "embed-replaced"),
    "frame-of-a-file": ("<iframe src='file://{out}/secret.txt'></iframe>", "markup-removed"),
    "object": ("<object data='file://{out}/secret.svg'></object>", "markup-removed"),
    "embed": ("<embed src='{up}/secret.svg'>", "markup-removed"),
    "video": ("<video poster='{up}/secret.svg'><source src='{up}/secret.txt'></video>", "markup-removed"),
    "refresh": ("<meta http-equiv=refresh content='0; url=javascript:{canary}()'>", "markup-removed"),
    "pixel": ("<img src='{server}/pixel.gif' width=1 height=1>", "tracker-removed"),
    "hidden-pixel": ("<img src='{server}/pixel.gif' style='display:none'>", "hidden-removed"),
    "network-picture": ("<img src='{server}/a.svg' alt='Sea'>", "picture-blocked"),
    "network-picture-without-scheme": ("<img src='//127.0.0.1/a.svg' alt='Sea'>", "picture-blocked"),
    "network-pictures-in-a-set": ("<img src=a.png srcset='{server}/a.svg 2x' alt='Sea'>", "picture-"),
    "lazy-picture": ("<img data-src='{server}/a.svg' alt='Sea'>", "picture-blocked"),
    "input-picture": ("<input type=image src='{server}/a.svg'>", "markup-removed"),
    "file-picture": ("<img src='file://{out}/secret.svg' alt='Sea'>", "picture-blocked"),
    "file-picture-of-localhost": ("<img src='file://localhost{out}/secret.svg' alt='Sea'>", "picture-blocked"),
    "absolute-picture": ("<img src='{out}/secret.svg' alt='Sea'>", "picture-"),
    "picture-above": ("<img src='{up}/secret.svg' alt='Sea'>", "picture-"),
    "picture-above-in-disguise": ("<img src='%2e%2e\\..%2Foutside/secret.svg' alt='Sea'>", "picture-"),
    "other-schemes": ("<img src='ftp://127.0.0.1/a' alt=a><img src='jar:file:{out}!/secret.svg' alt=b>", "picture-"),
    "style": (
        "<style>@import '{server}/a.css'; p {background: url(file://{out}/secret.svg)}</style>",
        "markup-removed",
    ),
    "style-attribute": ("<p style='background: url({server}/a.svg)'>Words.</p>", "markup-removed"),
    "stylesheet": ("<link rel=stylesheet href='{up}/secret.css'>", "markup-removed"),
    "drawing": (
        f"<svg {SVG} onload='{{canary}}()'><script>{{canary}}()</script><image xlink:href='{{server}}/a.svg'/>"
        "<use href='file://{out}/secret.svg#a'/>"
        "<foreignObject><iframe srcdoc='{canary}'/></foreignObject><path d='M0 0h9'/>"
        "<style>@import '{server}/a.css'; path {fill: url({up}/secret.svg#a)}</style></svg>",
        "script-blocked",
    ),
    "formula": (
        "<math><maction href='javascript:{canary}()'><mi>x</mi></maction><annotation-xml encoding='text/html'>"
        "<script>{canary}</script></annotation-xml></math>",
        "script-blocked",
    ),
}
"""Markup, as it stands in HTML, in Markdown and in the pages of an EPUB; and the finding that tells of it."""

DRAWINGS: Mapping[str, tuple[str, str]] = {
    "script": (f"<svg {SVG} onload='a()'><script>{{canary}}</script><path d='M0 0h9'/></svg>", "script-blocked"),
    "entity": (
        f"<!DOCTYPE svg [<!ENTITY x SYSTEM 'file://{{out}}/secret.txt'>]><svg {SVG}><text>&x;</text></svg>",
        "script-blocked",
    ),
    "parameters": (
        f"<!DOCTYPE svg [<!ENTITY % a SYSTEM '{{server}}/a.dtd'>%a;]><svg {SVG}><text>&x;</text></svg>",
        "script-blocked",
    ),
    "types": (f"<!DOCTYPE svg SYSTEM '{{up}}/secret.dtd'><svg {SVG}><text>&x;</text></svg>", "script-blocked"),
    "laughs": (
        "<!DOCTYPE svg [<!ENTITY a0 '{canary}'>"
        + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))
        + f"]><svg {SVG}><text>&a9;</text></svg>",
        "picture-broken",
    ),
    "inclusion": (
        f"<svg {SVG} xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include href='file://{{out}}/secret.txt' "
        "parse='text'/><path d='M0 0h9'/></svg>",
        "script-blocked",
    ),
    "stylesheet": (
        f"<?xml-stylesheet href='{{server}}/a.css'?><svg {SVG}><style>@import url({{up}}/secret.css);"
        "</style><path style='fill:url({server}/a.svg#a)' d='M0 0h9'/></svg>",
        "script-blocked",
    ),
    "references": (
        f"<svg {SVG}><image href='{{server}}/a.svg'/><use xlink:href='{{up}}/secret.svg#a'/><a href='javascript:"
        "{canary}()'><path d='M0 0h9'/></a><filter id='f'><feImage href='file://{out}/secret.svg'/></filter></svg>",
        "script-blocked",
    ),
    "animation": (
        f"<svg {SVG}><path d='M0 0h9'><set attributeName='onclick' to='{{canary}}()'/></path></svg>",
        "script-blocked",
    ),
    "uses": (
        f"<svg {SVG}><defs><path id='u0' d='M0 0h9v9z'/>"
        + "".join(f"<g id='u{n}'>" + f"<use href='#u{n - 1}'/>" * 10 + "</g>" for n in range(1, 12))
        + "</defs><use href='#u11'/></svg>",
        "picture-broken",
    ),
    "itself": (f"<svg {SVG}><g id='a'><use href='#a'/><path d='M0 0h9'/></g></svg>", "picture-broken"),
    "patterns": (
        f"<svg {SVG}><defs><pattern id='p0' width='1' height='1'><path d='M0 0h9'/></pattern>"
        + "".join(
            f"<pattern id='p{n}' width='.01' height='.01'>"
            + f"<rect width='9' height='9' fill='url(#p{n - 1})'/>" * 9
            + "</pattern>"
            for n in range(1, 10)
        )
        + "</defs><rect width='90' height='60' fill='url(#p9)'/></svg>",
        "picture-broken",
    ),
    "gradient": (
        f"<svg {SVG}><defs><linearGradient id='g' spreadMethod='repeat' x2='0.0000001'><stop stop-color='red'/><stop "
        "offset='1' stop-color='blue'/></linearGradient><radialGradient id='h' spreadMethod='reflect' r='0.0000001'>"
        "<stop stop-color='red'/><stop offset='1' stop-color='blue'/></radialGradient></defs>"
        "<rect width='90' height='60' fill='url(#g)'/><rect width='90' height='60' fill='url(#h)'/></svg>",
        "",
    ),
    "markers": (
        f"<svg {SVG}><defs><marker id='m'><path d='M0 0{' h1' * 2000}' marker-mid='url(#m)'/></marker></defs>"
        f"<path d='M0 0{' h1' * 2000}' marker-mid='url(#m)'/></svg>",
        "picture-broken",
    ),
    "nesting": (f"<svg {SVG}>{'<g>' * 100_000}<path d='M0 0h9'/>{'</g>' * 100_000}</svg>", "picture-broken"),
    "size": (f"<svg {SVG.replace('90', '9999999')}><path d='M0 0h9'/></svg>", ""),
}
"""Files of SVG, as pictures of a page."""


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, rows: bytes = b"", *more: bytes) -> bytes:
    """A PNG of one bit a pixel that says it is so large."""
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (_chunk(b"IHDR", head), *more, _chunk(b"IDAT", zlib.compress(rows, 9)), _chunk(b"IEND", b""))
    )


def _frames() -> bytes:
    frames = [Image.new("P", (2000, 2000), colour) for colour in (0, 1)] * 40
    data = BytesIO()
    frames[0].save(data, "GIF", save_all=True, append_images=frames[1:])
    return data.getvalue()


def _with_secrets(kind: str, **where: object) -> bytes:
    data = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(data, kind, **where)
    return data.getvalue() + f"<script>{CANARY}</script>".encode()


def pictures() -> Iterator[tuple[str, bytes, str]]:
    """Pictures of pixels that lie: by name, with the finding that tells."""
    yield "no-picture.png", f"{CANARY} is not a picture".encode(), "picture-broken"
    yield "page.jpg", f"<!doctype html><script>{CANARY}</script>".encode(), "picture-broken"
    yield "gigapixel.png", png(40_000, 40_000, b"\0" * (40_000 // 8 + 1) * 40_000), "picture-broken"
    yield "claims.png", png(2**31 - 1, 2**31 - 1), "picture-broken"
    yield "truncated.png", PNG[: len(PNG) // 2], "picture-broken"
    text = zlib.compress(b"\0" * 200_000_000, 9)
    yield "text-bomb.png", png(8, 8, b"\0" * 16, _chunk(b"zTXt", b"a\0\0" + text)), "picture-broken"
    yield "frames.gif", _frames(), ""
    yield "comment.jpg", _with_secrets("JPEG", comment=CANARY.encode(), exif=_exif()), ""
    yield "comment.gif", _with_secrets("GIF", comment=CANARY.encode()), ""
    yield (
        "postscript.eps",
        f"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n({CANARY}) run".encode(),
        "picture-broken",
    )


def _exif() -> bytes:
    exif = Image.Exif()
    exif[0x010E] = CANARY
    return exif.tobytes()


def _bomb(name: str, size: int, files: Mapping[str, str | bytes]) -> bytes:
    data = BytesIO(zipped(files))
    with ZipFile(data, "a", ZIP_DEFLATED) as archive, archive.open(name, "w", force_zip64=True) as file:
        for _ in range(size // 1_000_000):
            file.write(b" " * 1_000_000)
    return data.getvalue()


def _docx(body: str = "", **options: object) -> bytes:
    text = p("Tides", "Title") + p(PROSE) + body + p(PROSE)
    return document(text, **options)  # type: ignore[arg-type]


def _epub(body: str, **options: object) -> bytes:
    made = page(f"<h1>Tides</h1><p>{PROSE}</p>{body}<p>{PROSE}</p>")
    return book({"one.xhtml": made}, **options)  # type: ignore[arg-type]


HEAD = (
    "<!doctype html><html lang=en onload='{canary}()'><head><base href='file://{out}/'><title>Tides</title>"
    "<meta http-equiv=refresh content='0; url={server}/'><link rel=attachment href='file://{out}/secret.txt'>"
    "<link rel=stylesheet href='{server}/a.css'><script src='{server}/a.js'></script><style>@import '{up}/secret.css';"
    "</style><meta property=og:image content='{server}/a.svg'><link rel=canonical href='javascript:{canary}()'>"
    '<script type=application/ld+json>{"@type": "Article", "headline": "Tides", "url": "vbscript:{canary}"}</script>'
    "</head><body background='{server}/a.svg'><article><h1>Tides</h1>"
    + f"<p>{PROSE}</p>" * 9
    + "</article></body></html>"
)

HTML: Mapping[str, tuple[str | bytes, str]] = {
    "head": (HEAD, "script-blocked"),
    "entity": (f"<!DOCTYPE html [<!ENTITY x SYSTEM 'file://{{out}}/secret.txt'>]><h1>Tides</h1><p>{PROSE} &x;</p>", ""),
    "frames": ("<frameset><frame src='{server}/frame'><noframes>{canary}</noframes></frameset>", "no text"),
    "nesting": (f"<h1>Tides</h1><p>{PROSE}</p>{'<div>' * 100_000}{PROSE}", "nesting-flattened"),
    "nested-formatting": (f"<h1>Tides</h1><p>{PROSE} {'<b><i>' * 50_000}{PROSE}", "nesting-flattened"),
    "nested-quotations": (f"<h1>Tides</h1><p>{PROSE}</p>{'<blockquote><ul><li>' * 30_000}{PROSE}", "nesting-flattened"),
    "nested-tables": (f"<h1>Tides</h1><p>{PROSE}</p>{'<table><tr><td>' * 30_000}{PROSE}", "nesting-flattened"),
    "attributes": (f"<h1>Tides</h1><p {''.join(f'a{n}=b ' for n in range(100_000))}>{PROSE}</p>", ""),
    "open-ends": (f"<h1>Tides</h1><p>{PROSE}</p>{'<' * 10_000}{'<!--' * 50_000}", ""),
    "wide-table": (
        f"<h1>Tides</h1><p>{PROSE}</p><table>"
        + "<tr><td colspan=65534 rowspan=65534>a<td rowspan=0>b</tr>" * 50
        + "</table>",
        "",
    ),
    "many-pictures": (f"<h1>Tides</h1><p>{PROSE}</p>{'<img src=missing.png alt=a>' * 5_000}", "picture-missing"),
    "one-pictures-many-sources": (
        f"<h1>Tides</h1><p>{PROSE}</p><img alt=a srcset='{', '.join(f'a{n}.png {n}w' for n in range(20_000))}'>",
        "picture-missing",
    ),
}
"""What only pages can do."""

MARKDOWN: Mapping[str, tuple[str, str]] = {
    "javascript-link": (
        "[words](javascript:{canary}) and <javascript:a()> and [more][a]\n\n[a]: vbscript:{canary}",
        "link-blocked",
    ),
    "picture": ("![Sea](file://{out}/secret.svg) ![Sea]({up}/secret.svg) ![Sea]({server}/a.svg)", "picture-blocked"),
    "attributes": (
        "Words{onclick=a() style='background:url({server}/a)'} ![Sea](a.png){src={up}/secret.svg}",
        "",
    ),
    "formula": (
        "$\\href{javascript:a()}{x}$ $\\input{{out}/secret.txt}$ $$\\def\\a{\\a\\a}\\a$$ $\\includegraphics{a}$",
        "formula-not-understood",
    ),
    "nested-quotations": (">" * 10_000 + " Words.", ""),
    "nested-lists": ("- " * 5_000 + "Words.", ""),
    "nested-brackets": ("[" * 3_000 + "words" + "](a)" * 3_000, ""),
    "stars": ("*a " * 5_000 + "**_" * 200, ""),
    "backticks": (" ".join("`" * n for n in range(1, 200)), ""),
    "table": ("|a" * 60 + "|\n" + "|-" * 60 + "|\n" + "|b\n" * 100, ""),
    "definitions": ("".join(f"[a{n}]: b\n" for n in range(10_000)) + "[a1]" * 2_000, ""),
    "notes": ("[^1] " * 500 + "\n\n[^1]: Note.", ""),
}

FRONT: Mapping[str, tuple[str, str]] = {
    "command": ("title: !!python/object/apply:os.system ['touch {out}/touched']", "front-matter-broken"),
    "laughs": (
        "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 12))
        + "title: *a11\nauthor: *a11",
        "front-matter-unused",
    ),
    "nesting": ("title: " + "[" * 3_000, "front-matter-broken"),
    "number": ("date: 2024-01-01\ntitle: " + "9" * 5_000, ""),
    "picture": ("title: Tides\ncover: {up}/secret.svg\nimage: file://{out}/secret.svg", "front-matter-unused"),
    "address": ("title: Tides\ncanonical: javascript:{canary}()", "front-matter-unused"),
}  # fmt: skip

TEXT: Mapping[str, tuple[str, str]] = {
    "controls": (f"Tides\n\x1b]0;a\x07\x1b[2J{PROSE}\n\x01\x02\x7f{PROSE}\n" * 9, "control-character"),
    "dots": ("Tides\nContents\n" + "- 1. " + "." * 100_000 + " 3\n" + PROSE, ""),
    "brackets": ("Tides\n" + PROSE + "\n" + "[1" * 5_000 + "\n" + "[1]" * 500 + "\n[1] Note.", ""),
    "numbers": ("Tides\nContents\n" + "".join(f"- {n}.{n}.{n}. Tides\n" for n in range(300)) + PROSE, ""),
    "marks": ("Tides\n" + "a" + "\u0301" * 3_000 + "\n" + PROSE, ""),
    "directions": ("Tides\n" + "\u202e\u2066" * 5_000 + PROSE + "\n" + PROSE, ""),
}

SIDECARS: Mapping[str, tuple[str, str]] = {
    "script-address": ("source_url = 'javascript:{canary}()'", "is wrong"),
    "file-address": ("source_url = 'file://{out}/secret.txt'", "is wrong"),
    "markup": ("title = '</title><script>alert(1)</script>'\nauthors = ['<a onclick=x>']", ""),
    "nesting": (f"title = {'[' * 100_000}", "nested too deep"),
    "key": ("cover = '{out}/secret.svg'", "no metadata is called"),
    "number": (f"published = {'9' * 100_000}", "too long"),
}

ENTITIES = "<!DOCTYPE a [<!ENTITY x SYSTEM 'file://{out}/secret.txt'><!ENTITY y '{canary}'>]>"
REMOTE = {
    "rId90": ("image", "file://{out}/secret.svg"),
    "rId91": ("image", "{server}/a.svg"),
    "rId92": ("hyperlink", "javascript://{canary}"),
    "rId93": ("attachedTemplate", "{server}/a.dotm"),
    "rId94": ("image", "../../../../outside/secret.svg"),
}
PLACED = "".join(
    f'<w:p><w:r><w:drawing><wp:inline><wp:docPr id="{n}" name="a" descr="Sea"/><a:graphic><a:graphicData>'
    f'<a:blip r:{kind}="rId{n}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>'
    for n, kind in ((90, "link"), (91, "link"), (94, "embed"))
)


def documents() -> Iterator[tuple[str, bytes, str]]:
    """Documents of Word."""
    clicked = '<w:p><w:hyperlink r:id="rId92"><w:r><w:t>words</w:t></w:r></w:hyperlink></w:p>'
    yield "pictures", _docx(PLACED, relations=REMOTE), "picture-blocked"
    yield "link", _docx(clicked, relations=REMOTE), "link-blocked"
    fields = ('INCLUDEPICTURE "{out}/secret.svg"', 'INCLUDETEXT "{out}/secret.txt"', 'DDEAUTO c "{canary}"')
    yield "fields", _docx("".join(p(word_field(one, "<w:r><w:t>words</w:t></w:r>")) for one in fields)), ""
    yield "entities", zipped(_with_document(ENTITIES + "<w:document><w:body>&x;&y;</w:body></w:document>")), "entities"
    extra = {
        "word/vbaProject.bin": CANARY.encode(),
        "word/embeddings/a.bin": CANARY.encode(),
        "word/a.html": f"<script>{CANARY}</script>".encode(),
        "../../../outside/secret.txt": b"overwritten",
        "/etc/a": b"",
    }
    object_ = '<w:p><w:r><w:object><o:OLEObject r:id="rId95"/></w:object></w:r></w:p><w:altChunk r:id="rId96"/>'
    relations = {"rId95": ("oleObject", "embeddings/a.bin"), "rId96": ("aFChunk", "a.html")}
    yield "embedded", _docx(object_, relations=relations, extra=extra), "drawing-omitted"
    yield "nesting", _docx("<w:sdt><w:sdtContent>" * 50_000 + "</w:sdtContent></w:sdt>" * 50_000), "is no XML"
    yield "bomb", _bomb("word/document.xml", 1_000_000_000, {"a": ""}), "unpacks to more than"
    yield "text-bomb", _bomb("word/document.xml", 150_000_000, {"a": ""}), "MB of text"
    yield "many-files", zipped({f"word/media/{n}": "" for n in range(30_000)}), "too many files"
    bomb = png(40_000, 40_000, b"\0" * (40_000 // 8 + 1) * 40_000)
    shown = PLACED.replace("rId94", "rId97")
    yield (
        "gigapixel",
        _docx(shown, relations=REMOTE | {"rId97": ("image", "a.png")}, extra={"word/a.png": bomb}),
        "picture-broken",
    )
    yield "no-archive", b"PK\3\4" + b"\0" * 5000, "no ZIP archive"


def _with_document(xml: str) -> dict[str, str | bytes]:
    relations = f'<Relationship Id="a" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    return {"_rels/.rels": f"<Relationships>{relations}</Relationships>", "word/document.xml": xml}


def books() -> Iterator[tuple[str, bytes, str]]:
    """Books in EPUB."""
    outward = "<img src='../../../../outside/secret.svg' alt='Sea'/><img src='file://{out}/secret.svg' alt='Sea'/>"
    yield "pictures", _epub(outward + "<img src='{server}/a.svg' alt='Sea'/>"), "picture-"
    yield "entities", _epub("", extra={"OEBPS/one.xhtml": ENTITIES + page(f"<p>{PROSE} &x;&y;</p>")}), ""
    yield "package-entities", _epub("", metadata="<dc:title>&x;</dc:title>"), "is no XML"
    yield "slip", _epub("", extra={"../../../../outside/secret.txt": b"overwritten"}), ""
    points = "<navPoint><navLabel><text>a</text></navLabel><content src='one.xhtml'/>"
    yield "nested-contents", _epub("", ncx=points * 5_000 + "</navPoint>" * 5_000), "is no XML"
    yield "locked", _epub("", extra={"META-INF/encryption.xml": LOCK}), "locked"
    yield "bomb", _bomb("OEBPS/a.css", 1_000_000_000, {"mimetype": "application/epub+zip"}), "unpacks to more than"
    scripted = f"<h1>Tides</h1><p>{PROSE}</p>"
    remote = {"OEBPS/a.svg": f"<svg {SVG}><script>{CANARY}</script><path d='M0 0h9'/></svg>"}
    yield "picture", _epub(f"{scripted}<img src='a.svg' alt='Sea'/>", extra=remote), "script-blocked"


LOCK = (
    '<encryption><EncryptedData xmlns="http://www.w3.org/2001/04/xmlenc#"><EncryptionMethod Algorithm="a"/>'
    "</EncryptedData></encryption>"
)


def attacks() -> Iterator[Attack]:
    """All of them."""
    above = f"<h1>Tides</h1><p>{PROSE}</p>\n\n"
    for name, (markup, told) in MARKUP.items():
        yield Attack(f"html-{name}", "html", above + markup, (told,))
        yield Attack(f"markdown-{name}", "md", f"# Tides\n\n{PROSE}\n\n<div>\n{markup}\n</div>\n\n{PROSE}", (told,))
        yield Attack(f"epub-{name}", "epub", _epub(_closed(markup)), (told,))
    for name, (content, told) in HTML.items():
        yield Attack(f"page-{name}", "html", content, (told,))
    for name, (drawing, told) in DRAWINGS.items():
        shown = f"{above}<img src='a.svg' alt='Sea'><p>{PROSE}</p>"
        yield Attack(f"svg-{name}", "html", shown, (told,), {"a.svg": drawing})
    for name, data, told in pictures():
        yield Attack(f"picture-{name}", "html", f"{above}<img src='{name}' alt='Sea'>", (told,), {name: data})
    shown = "<img src='{}' alt='Sea'>"
    yield Attack(
        "link-file", "html", above + shown.format("a.svg"), ("picture-blocked",), {"a.svg": "->{out}/secret.svg"}
    )
    yield Attack("link-folder", "html", above + shown.format("a/secret.svg"), ("picture-blocked",), {"a": "->{out}"})
    yield Attack("link-sidecar", "txt", f"Tides\n{PROSE}", ("leads out of",), {"tides.toml": "->{out}/secret.toml"})
    for name, (text, told) in MARKDOWN.items():
        yield Attack(f"md-{name}", "md", f"# Tides\n\n{PROSE}\n\n{text}\n", (told,))
    for name, (text, told) in FRONT.items():
        yield Attack(f"front-{name}", "md", f"---\n{text}\n---\n\n{PROSE}\n", (told,))
    for name, (text, told) in TEXT.items():
        yield Attack(f"text-{name}", "txt", text, (told,))
    for name, (text, told) in SIDECARS.items():
        yield Attack(f"sidecar-{name}", "txt", f"Tides\n{PROSE}", (told,), {"tides.toml": text})
    for kind, made in (("docx", documents()), ("epub", books())):
        for name, data, told in made:
            yield Attack(f"{kind}-{name}", kind, data, (told,))


def _closed(markup: str) -> str:
    """As XHTML may be written; what it is not, is read as HTML is."""
    return markup.replace("&colon;", ":")


def plant(folder: Path, server: str) -> Path:
    """Put all attacks into a folder and what they are after beside it; the folder of the sources comes back."""
    out = folder / "outside"
    out.mkdir()
    for name, content in SECRET.items():
        (out / name).write_text(content, encoding="utf-8")
    words = {"{canary}": CANARY, "{server}": server, "{out}": str(out), "{up}": "../../outside"}
    for attack in ATTACKS:
        home = folder / "set" / attack.name
        home.mkdir(parents=True)
        for name, content in {f"tides.{attack.ending}": attack.content, **attack.beside}.items():
            filled = _filled(content, words)
            if isinstance(filled, str) and filled.startswith("->"):
                (home / name).symlink_to(filled[2:])
            else:
                (home / name).write_bytes(filled.encode() if isinstance(filled, str) else filled)
    return folder / "set"


def _filled(content: str | bytes, words: Mapping[str, str]) -> str | bytes:
    """The content with the words in it; within an archive, too."""
    if isinstance(content, str):
        for name, word in words.items():
            content = content.replace(name, word)
        return content
    if content[:4] != b"PK\3\4" or len(content) > 100_000 or content[30:35] == b"\0" * 5:
        return content
    with ZipFile(BytesIO(content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    return zipped({name: str(_filled(data.decode("latin-1"), words)).encode("latin-1") for name, data in files.items()})


ATTACKS = tuple(attacks())
