"""Checks of where things are on a page: boxes, margins, the gutter, what reaches the edge, what is outside of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from publish.checking.preflight.content import Box
from publish.checking.preflight.file import File, Found, at, both, near
from publish.printers import Rule
from publish.printers.lengths import in_millimetres

SLACK = 0.5
"""How far text may reach into a margin, in points: a rounded letter, the serif of another."""
EDGE = 1.0
"""What ends nearer to an edge than this is meant to reach it, in points."""
SIDES = ("left", "bottom", "right", "top")


def _boxes(file: File, rule: Rule) -> Iterator[Found]:
    for number in range(1, len(file.pages) + 1):
        trim, bleed, media = file.box(number, "TrimBox"), file.box(number, "BleedBox"), file.media(number)
        if trim is None:
            yield Found("there is no TrimBox", number, remedy="set it to the trimmed page")
        elif not _within(trim, bleed or media) or not _within(bleed or trim, media):
            yield Found("the TrimBox, BleedBox and MediaBox are not inside one another", number, remedy="set them anew")


def _within(inner: Box, outer: Box) -> bool:
    return all(inner[side] >= outer[side] - 0.01 for side in (0, 1)) and all(
        inner[side] <= outer[side] + 0.01 for side in (2, 3)
    )


def _page_size(file: File, rule: Rule) -> Iterator[Found]:
    first = file.trim(1)
    size = first[2] - first[0], first[3] - first[1]
    known = any(near(size[0], width) and near(size[1], height) for width, height in file.shop.trims.values())
    if not known and not file.shop.any_trim:
        fits = min(file.shop.trims.values(), key=lambda trim: abs(trim[0] - size[0]) + abs(trim[1] - size[1]))
        remedy = f"the nearest trim is {both(fits[0])} by {both(fits[1])}"
        yield Found(
            f"the page is {both(size[0])} by {both(size[1])}, which is no trim of {file.shop.title}", 1, remedy=remedy
        )
    for number in range(2, len(file.pages) + 1):
        box = file.trim(number)
        if not (near(box[2] - box[0], size[0]) and near(box[3] - box[1], size[1])):
            said = f"the page is {_sized(box)}, the first one {_sized(first)}"
            yield Found(said, number, remedy="give all pages one size")


def _sized(box: Box) -> str:
    return f"{both(box[2] - box[0])} by {both(box[3] - box[1])}"


def _has_bleed(file: File, number: int) -> bool:
    trim, media = file.trim(number), file.media(number)
    return any(abs(trim[side] - media[side]) > EDGE for side in range(4))


def _margin(file: File, rule: Rule) -> Iterator[Found]:
    inside = file.shop.interior
    for number in range(1, len(file.pages) + 1):
        least = max(inside.margin, inside.bleed_margin) if _has_bleed(file, number) and inside.bleed else inside.margin
        spine = 0 if file.is_recto(number) else 2
        yield from _near_edges(file, number, [side for side in range(4) if side != spine], least)


def _gutter(file: File, rule: Rule) -> Iterator[Found]:
    bands = file.shop.interior.gutter
    least = next((one for most, one in bands if len(file.pages) <= most), bands[-1][1])
    for number in range(1, len(file.pages) + 1):
        yield from _near_edges(file, number, [0 if file.is_recto(number) else 2], least)


def _near_edges(file: File, number: int, sides: list[int], least: float) -> Iterator[Found]:
    """The text of a page that is nearest to each of these edges, if it is too near."""
    trim = file.trim(number)
    for side in sides:
        sign = 1 if side < 2 else -1
        told = [(sign * (box[side] - trim[side]), box) for box in file.texts(number) if _touches(box, trim)]
        if told and (closest := min(told))[0] < least - SLACK:
            what = "the spine" if len(sides) == 1 else f"the {SIDES[side]} edge"
            said = f"text is {in_millimetres(max(closest[0], 0))} from {what}, {at(closest[1], trim)}"
            yield Found(said, number, remedy=f"keep it {both(least)} away")


def _touches(box: Box, trim: Box) -> bool:
    return box[2] > trim[0] and box[0] < trim[2] and box[3] > trim[1] and box[1] < trim[3]


def _bleed(file: File, rule: Rule) -> Iterator[Found]:
    cover = file.shop.cover
    wanted = cover.bleed if file.is_cover and cover else file.shop.interior.bleed
    for number in range(1, len(file.pages) + 1):
        trim = trimmed(file) if file.is_cover else file.trim(number)
        spine = (
            (0 if file.is_recto(number) else 2) if file.shop.interior.bleed_edges == 3 and not file.is_cover else None
        )
        for one in file.drawn(number):
            if one.kind not in ("picture", "area") or not _touches(one.box, trim) or one.values == (1.0,):
                continue
            for side in range(4):
                over = (trim[side] - one.box[side]) * (1 if side < 2 else -1)
                if side != spine and -EDGE < over < wanted - SLACK and (over > -EDGE / 2 or one.kind == "picture"):
                    what = "a picture" if one.kind == "picture" else "an area"
                    short = f"{in_millimetres(max(wanted - max(over, 0), 0))} short"
                    said = f"{what} reaches the {SIDES[side]} edge and ends {short} of the bleed, {at(one.box, trim)}"
                    yield Found(said, number, remedy=f"let it go {both(wanted)} beyond the edge")
                    break


def trimmed(file: File) -> Box:
    """A cover as it is trimmed: its TrimBox, or what is inside of its bleed."""
    told, media = file.box(1, "TrimBox"), file.media(1)
    if told is not None or file.shop.cover is None:
        return told or media
    bleed = file.shop.cover.bleed
    return media[0] + bleed, media[1] + bleed, media[2] - bleed, media[3] - bleed


def _marks(file: File, rule: Rule) -> Iterator[Found]:
    for number in range(1, len(file.pages) + 1):
        trim, media = file.trim(number), file.media(number)
        bleed = file.shop.cover.bleed if file.is_cover and file.shop.cover else file.shop.interior.bleed
        room = max(abs(trim[side] - media[side]) for side in range(4))
        if room > bleed + EDGE:
            said = f"the page has {in_millimetres(room)} around its trim, where marks would be"
            yield Found(said, number, remedy="make it without marks, as large as the trim and its bleed")


CHECKS: Mapping[str, Callable[[File, Rule], Iterator[Found]]] = {
    "boxes": _boxes,
    "page-size": _page_size,
    "margin": _margin,
    "gutter": _gutter,
    "bleed": _bleed,
    "marks": _marks,
}
