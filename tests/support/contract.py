"""The contract of a section's body, held against what readers make; it shares nothing with them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from lxml import etree

from publish.model import Article

BLOCKS = set("p blockquote ul ol dl pre figure table hr div aside".split())
INLINES = set(
    """a em strong code sup sub del ins mark small q cite abbr dfn kbd samp var b i u s bdi bdo span br img ruby rt rp
    time math""".split()
)
PARTS = {
    "ul": {"li"},
    "ol": {"li"},
    "dl": {"dt", "dd"},
    "table": {"caption", "thead", "tbody", "tfoot", "tr"},
    "thead": {"tr"},
    "tbody": {"tr"},
    "tfoot": {"tr"},
    "tr": {"th", "td"},
}
"""What these hold, and no text."""
FLOW_ONLY = {"blockquote", "div", "aside"}
"""Blocks, and no text of their own."""
FLOW = {"li", "dd", "td", "th", "figcaption"}
"""Blocks or text."""
FIGURED = {"img", "table", "pre", "blockquote", "math", "figcaption"}

GLOBAL = {"id", "lang", "dir", "title", "class"}
ATTRIBUTES = {
    "a": {"href", "role"},
    "aside": {"role"},
    "ol": {"start", "reversed", "type"},
    "li": {"value"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "img": {"src", "alt", "width", "height", "role"},
}
CLASSES = {
    "a": {"noteref", "backlink", "equation-reference"},
    "aside": {"note"},
    "div": {"verse", "dialogue", "sidebar"},
    "p": {"equation", "heading"},
    "span": {"equation-number"},
    "td": {"left", "center", "right"},
    "th": {"left", "center", "right"},
}
MATHML = "{http://www.w3.org/1998/Math/MathML}"
MATHML_ELEMENTS = set(
    """math mrow mi mn mo ms mtext mspace mfrac msqrt mroot mstyle merror mpadded mphantom menclose msub msup msubsup
    munder mover munderover mmultiscripts mprescripts none mtable mtr mtd mlabeledtr semantics mfenced""".split()
)
HREF = re.compile(r"https?://[^\s<>\"]+|mailto:[^\s<>\"]+|tel:[^\s<>\"]+|#[a-z][a-z0-9-]*")
ID = re.compile("[a-z][a-z0-9-]*")
IMAGE = re.compile(r"images/[0-9a-f]{16}\.(?:jpg|png|gif|svg)")


def violations(body: str) -> list[str]:
    """What in a body breaks the contract, one line each; none of it is right."""
    if re.search(r"<[!?]", body):
        return ["a comment, a declaration or a processing instruction"]
    try:
        root = etree.fromstring(f"<body>{body}</body>")
    except etree.XMLSyntaxError as error:
        return [f"not well-formed: {error}"]
    return [
        *_content(root, BLOCKS, text=False),
        *(line for child in root.iter() if child is not root for line in _of(child)),
    ]


def violations_of(article: Article) -> list[str]:
    """The same for all bodies of an article, and what only the whole shows: ids, links, pictures and notes."""
    found = [f"{section.id}: {line}" for section in article.sections for line in violations(section.body)]
    if found:
        return found
    trees = [etree.fromstring(f"<body>{section.body}</body>") for section in article.sections]
    ids = [section.id for section in article.sections] + [name for tree in trees for name in tree.xpath("//@id")]
    found += [f"the id {name} {count} times" for name, count in Counter(ids).items() if count > 1]
    links = {href for tree in trees for href in tree.xpath("//a/@href") if href.startswith("#")}
    found += [f"{href} leads nowhere" for href in sorted(links) if href[1:] not in {*ids, article.id}]
    shown = {src for tree in trees for src in tree.xpath("//img/@src")}
    found += [f"{src} is no resource" for src in sorted(shown - {one.name for one in article.resources})]
    if [section.id for section in article.sections if section.title is None] not in ([], ["lead"]):
        found.append("a section without a title is no lead")
    depths = {entry.section: entry.depth for entry in article.contents.entries} if article.contents else {}
    levels = [(0, ""), *((section.level, section.id) for section in article.sections if section.title is not None)]
    found += [
        f"level {below} below {above}"
        for (above, _), (below, name) in pairwise(levels)
        if below > above + 1 and depths.get(name) != below  # What is above it may be absent from the text.
    ]
    return found


def _of(element: etree._Element) -> Iterator[str]:
    tag = str(element.tag)
    if tag.startswith(MATHML):
        if tag.removeprefix(MATHML) not in MATHML_ELEMENTS:
            yield f"{tag} in a formula"
        yield from (f"{name} in a formula" for name in element.keys() if re.match("on|.*href|src|style|id$", name))  # noqa: SIM118
        if tag == f"{MATHML}math" and not element.get("alttext"):
            yield "a formula without alttext"
        return
    yield from _attributes(element, tag)
    if tag in PARTS:
        yield from _content(element, PARTS[tag], text=False)
    elif tag == "figure":
        yield from _content(element, FIGURED, text=False)
        if len(element.findall("figcaption")) > 1 or not any(_name(child) != "figcaption" for child in element):
            yield "a figure with two captions, or with nothing else"
    elif tag == "pre":
        yield from _content(element, {"code"}, text=False)
        if len(element) != 1:
            yield "pre without one code"
    elif tag in FLOW_ONLY:
        yield from _content(element, BLOCKS, text=False)
    elif tag in FLOW:
        yield from _content(element, BLOCKS | INLINES, text=True)
    elif tag in ("br", "hr", "img"):
        yield from _content(element, set(), text=False)
    elif tag in INLINES or tag in ("p", "dt", "caption"):
        yield from _content(element, INLINES, text=True)
    else:
        yield f"the element {tag}"
    if tag == "a" and any(above.tag == "a" for above in element.iterancestors()):
        yield "a link in a link"
    if tag == "a" and not ("".join(element.itertext()).strip() or len(element)):
        yield "an empty link"


def _name(element: etree._Element) -> str:
    return str(element.tag).removeprefix(MATHML)


def _content(element: etree._Element, allowed: set[str], *, text: bool) -> Iterator[str]:
    yield from (f"{_name(child)} in {element.tag}" for child in element if _name(child) not in allowed)
    if not text and "".join([element.text or "", *(child.tail or "" for child in element)]).strip():
        yield f"text in {element.tag}"


def _attributes(element: etree._Element, tag: str) -> Iterable[str]:
    block = tag in BLOCKS or tag in FLOW or any(tag in parts for parts in PARTS.values()) or tag in ("dt", "caption")
    allowed = GLOBAL | ATTRIBUTES.get(tag, set()) | ({"data-line"} if block else set())
    for name, value in element.attrib.items():
        if name not in allowed:
            yield f"{name} of {tag}"
        elif name == "href" and not HREF.fullmatch(value):
            yield f"the address {value}"
        elif name == "src" and not IMAGE.fullmatch(value):
            yield f"the picture {value}"
        elif name == "id" and (not ID.fullmatch(value) or re.match("section-|lead", value)):
            yield f"the id {value}"
        elif name == "class" and value not in CLASSES.get(tag, set()):
            in_listing = tag == "code" and element.getparent().tag == "pre"
            if not (in_listing and re.fullmatch(r"language-[\w#+.-]+", value)):
                yield f"the class {value} of {tag}"
        elif name in ("width", "height", "colspan", "rowspan", "data-line") and not re.fullmatch("[1-9][0-9]*", value):
            yield f"{name}={value}"
    if tag == "a" and element.get("href") is None:
        yield "a link without an address"
    if tag == "th" and element.get("scope") is None:
        yield "th without scope"
