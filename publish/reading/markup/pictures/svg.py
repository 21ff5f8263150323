"""Drawings in SVG are copied element by element, and only what draws is copied.

The elements and properties are those of SVG 1.1 and 2 that static drawings use. Scripts, handlers, foreign objects,
animation, references to other files and entities are not among them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from publish.reading.markup.pictures.weight import is_heavy

SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
MOST_BYTES = 10_000_000
DEEPEST = 200

_ELEMENTS = frozenset(
    """
    svg g defs symbol use switch title desc a path rect circle ellipse line polyline polygon text tspan textPath image
    marker pattern mask clipPath linearGradient radialGradient stop filter style
    feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap
    feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology
    feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence
    """.split()
)
_UNWRAPPED = frozenset({"a", "switch"})
_ATTRIBUTES = frozenset(
    """
    id class style x y x1 y1 x2 y2 cx cy r rx ry fx fy fr dx dy d points width height viewBox preserveAspectRatio
    transform version pathLength rotate textLength lengthAdjust startOffset method spacing offset gradientUnits
    gradientTransform patternUnits patternContentUnits patternTransform maskUnits maskContentUnits
    clipPathUnits markerUnits markerWidth markerHeight refX refY orient filterUnits primitiveUnits in in2 result
    stdDeviation mode type values tableValues slope intercept amplitude exponent operator k1 k2 k3 k4 order
    kernelMatrix divisor bias targetX targetY edgeMode preserveAlpha surfaceScale diffuseConstant specularConstant
    specularExponent azimuth elevation scale xChannelSelector yChannelSelector baseFrequency numOctaves seed
    stitchTiles radius z pointsAtX pointsAtY pointsAtZ limitingConeAngle
    alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation color-interpolation-filters
    direction display dominant-baseline fill fill-opacity fill-rule filter flood-color flood-opacity font font-family
    font-size font-size-adjust font-stretch font-style font-variant font-weight image-rendering letter-spacing
    lighting-color marker-end marker-mid marker-start mask opacity overflow paint-order shape-rendering stop-color
    stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit
    stroke-opacity stroke-width text-anchor text-decoration text-rendering unicode-bidi vector-effect visibility
    word-spacing writing-mode isolation mix-blend-mode
    """.split()
)
_URL = re.compile(r"url\(", re.IGNORECASE)
_ESCAPE = re.compile(r"\\[0-9a-fA-F]{1,6}\s?|\\.|/\*.*?(?:\*/|\Z)", re.DOTALL)
_KEPT_RULES = ("media", "supports", "keyframes")
_LENGTH = re.compile(r"\s*([0-9]{1,7}(?:\.[0-9]{1,9})?)\s*(px|pt|pc|mm|cm|in|)\s*")
_UNITS = {"": 1.0, "px": 1.0, "pt": 96 / 72, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}


class BrokenDrawing(ValueError):
    """Bytes that are no drawing in SVG, or one that may not be opened; its text says why."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing that is safe to show."""

    data: bytes
    width: int | None
    height: int | None
    """In pixels of CSS; None: it does not tell."""
    title: str
    """What it calls itself; empty where it does not."""
    removed: tuple[str, ...]
    """What was not copied, because it acts or fetches."""


def is_svg(data: bytes) -> bool:
    """Whether bytes look like SVG: XML in which the first element is ``svg``."""
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not head.startswith(b"<") and head[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        return False
    return b"<svg" in head.replace(b"\0", b"") or b":svg" in head


def drawing(data: bytes) -> Drawing:
    """The drawing in ``data``, copied. Raises :class:`BrokenDrawing`."""
    if len(data) > MOST_BYTES:
        raise BrokenDrawing(f"larger than {MOST_BYTES // 1_000_000} MB")
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise BrokenDrawing("not well-formed") from None
    return clean(root)


def clean(root: etree._Element) -> Drawing:
    """A copy of an ``svg`` element that only draws. Raises :class:`BrokenDrawing` for any other element."""
    if _local(root) != "svg":
        raise BrokenDrawing("not SVG")
    removed: dict[str, None] = {} if next(root.iter(etree.Entity), None) is None else {"entity": None}
    made = etree.Element(f"{{{SVG}}}svg", nsmap={None: SVG, "xlink": _XLINK})
    _copy_attributes(root, made, removed)
    _copy_children(root, made, removed)
    if is_heavy(made):
        raise BrokenDrawing("it draws too much")
    box = (made.get("viewBox") or "").replace(",", " ").split()
    width, height = _pixels(made.get("width")), _pixels(made.get("height"))
    if not box and width and height:  # All of it is seen at any size, as browsers show it; others cut it off instead.
        made.set("viewBox", f"0 0 {width} {height}")
    if len(box) == 4 and width is None and height is None:
        width, height = _pixels(box[2]), _pixels(box[3])
    title = next((" ".join("".join(one.itertext()).split()) for one in made.iterchildren(f"{{{SVG}}}title")), "")
    return Drawing(etree.tostring(made, encoding="utf-8"), width, height, title, tuple(removed))


def _copy_children(root: etree._Element, made: etree._Element, removed: dict[str, None]) -> None:
    """Walk through ``root`` and copy, without recursion."""
    above = [made]
    unwrapped: list[bool] = []
    walker = etree.iterwalk(root, events=("start", "end"))
    made.text = _text(root)
    for event, element in walker:
        if element is root:
            continue
        if event == "start":
            name = _local(element)
            if name not in _ELEMENTS or len(above) > DEEPEST or not _is_inside(element):
                if name and _is_told(element):
                    removed[name] = None
                unwrapped.append(True)
                walker.skip_subtree()
                continue
            unwrapped.append(name in _UNWRAPPED)
            if name not in _UNWRAPPED:
                copy = etree.SubElement(above[-1], f"{{{SVG}}}{name}")
                _copy_attributes(element, copy, removed)
                copy.text = _styles(element.text or "", removed) if name == "style" else _text(element)
                above.append(copy)
        else:
            if not unwrapped.pop():
                copy = above.pop()
                copy.tail = element.tail if _local(copy) in ("tspan", "textPath") else None


def _text(element: etree._Element) -> str | None:
    return element.text if _local(element) in ("text", "tspan", "textPath", "title", "desc") else None


def _is_inside(element: etree._Element) -> bool:
    """Whether an element refers to nothing but what is in the same file; pictures written out are let through."""
    if _local(element) not in ("image", "use"):
        return True
    reference = _reference(element)
    if _local(element) == "use":
        return reference.startswith("#")
    return re.match(r"data:image/(?:png|jpeg|gif);base64,", reference) is not None


def _is_told(element: etree._Element) -> bool:
    return _namespace(element) in (SVG, "", "http://www.w3.org/2001/XInclude") and _local(element) not in (
        "metadata",
        "namedview",
    )


def _reference(element: etree._Element) -> str:
    return (element.get("href") or element.get(f"{{{_XLINK}}}href") or element.get("xlink:href") or "").strip()


def _copy_attributes(source: etree._Element, made: etree._Element, removed: dict[str, None]) -> None:
    for name, value in source.attrib.items():
        plain = _CASED.get(name.lower(), name)
        if plain in _ATTRIBUTES:
            made.set(plain, _styles(value, removed) if "(" in value or plain == "style" else value)
        elif name.lower().startswith("on"):
            removed[name.lower()] = None
    if (reference := _reference(source)) and (reference.startswith("#") or _local(source) == "image"):
        made.set(f"{{{_XLINK}}}href", reference)


_CASED = {name.lower(): name for name in _ATTRIBUTES}
"""A parser of HTML writes every name in lower case."""


def _styles(text: str, removed: dict[str, None]) -> str:
    """Style without rules and addresses that fetch; an escape could hide one."""
    first, *rules = _ESCAPE.sub("", text).split("@")
    kept = [first, *(f"@{rule}" if rule.lower().startswith(_KEPT_RULES) else _behind(rule) for rule in rules)]
    first, *addresses = _URL.split("".join(kept))
    plain = first + "".join(map(_inside, addresses))
    if any(sign in plain.lower() for sign in ("@import", "expression(", "javascript:", "image(", "image-set(", "src(")):
        plain = ""
    if plain.count("url(") < len(addresses) or plain.count("@") < len(rules):
        removed["url()"] = None
    return plain


def _behind(rule: str) -> str:
    """What stands behind a rule such as ``font-face {…}`` or ``import "x";``."""
    block, end = rule.find("{"), rule.find(";")
    if block >= 0 and (end < 0 or block < end):
        end = rule.find("}", block)
    return rule[end + 1 :] if end >= 0 else ""


def _inside(address: str) -> str:
    """What stood behind ``url(``, with it if it leads into the same file."""
    place, _, rest = address.partition(")")
    return f"url({place}){rest}" if place.strip(" \t\r\n\"'").startswith("#") else f"none{rest}"


def _pixels(length: str | None) -> int | None:
    match = _LENGTH.fullmatch(length or "")
    return (round(float(match[1]) * _UNITS[match[2]]) or None) if match else None


def _local(element: etree._Element) -> str:
    if not isinstance(element.tag, str):
        return ""
    name = element.tag.rpartition("}")[2]
    return _CASED_ELEMENTS.get(name.lower(), name)


_CASED_ELEMENTS = {name.lower(): name for name in _ELEMENTS}


def _namespace(element: etree._Element) -> str:
    return element.tag[1:].partition("}")[0] if isinstance(element.tag, str) and element.tag.startswith("{") else ""
