"""Checks of what is drawn: colours, ink, the resolution of pictures, fine lines and small type, transparency."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import pikepdf

from publish.checking.preflight.content import Drawn
from publish.checking.preflight.file import File, Found, at
from publish.checking.preflight.whole import standard_of
from publish.inking import ink_of
from publish.printers import Rule

DARK = 0.25
"""Below it, a colour of RGB is meant for black; from 0 to 1."""
TOUCH = 0.02
"""Ink that nobody sees; from 0 to 1."""
RULE = 3.0
"""An area that is thinner is a rule, in points."""
SLACK = 0.02
"""How far sizes may be below their limit, in points: they have been rounded."""
KINDS = {"text": "text", "area": "an area", "line": "a line", "picture": "a picture"}
REMEDY = {"picture": "convert it through the profile of the press", "text": "set it in black ink alone"}


def _place(file: File, number: int, one: Drawn) -> str:
    return at(one.box, file.trim(number))


def _colour(file: File, rule: Rule) -> Iterator[Found]:
    seen = set()
    for number, one in file.every():
        if one.space in (*rule.limits["allowed"], "pattern") or (number, one.kind, one.space, one.values) in seen:
            continue
        seen.add((number, one.kind, one.space, one.values))
        remedy = REMEDY.get(one.kind, "give it inks")
        yield Found(f"{KINDS[one.kind]} is in {one.space.upper()}, {_place(file, number, one)}", number, remedy=remedy)


def _black(file: File, rule: Rule) -> Iterator[Found]:
    seen = set()
    for number, one in file.every():
        if one.kind == "picture" or (one.kind == "area" and not 0 < one.size < RULE):
            continue
        if not _is_mixed(one) or not _inside(one, file, number) or (number, one.kind, one.values) in seen:
            continue
        seen.add((number, one.kind, one.values))
        what = {"text": "black text", "line": "a black line", "area": "a black rule"}[one.kind]
        of = "of RGB" if one.space == "rgb" else "of several inks"
        yield Found(f"{what} is {of}, {_place(file, number, one)}", number, remedy="set it in 100 % of black alone")


def _is_mixed(one: Drawn) -> bool:
    """Whether it is black, or a grey, made of other inks than black."""
    if one.space == "rgb" and len(one.values) == 3:
        return (max(one.values) - min(one.values) < TOUCH and max(one.values) < 1 - TOUCH) or max(one.values) < DARK
    if one.space == "cmyk" and len(one.values) == 4:
        colours, black = one.values[:3], one.values[3]
        return (black > 1 - DARK and max(colours) > TOUCH) or (min(colours) > 1 - DARK)
    return False


def _ink(file: File, rule: Rule) -> Iterator[Found]:
    most, measured = rule.limits["most"], dict[tuple[int, int], float]()
    for number, one in file.every():
        ink = 0.0
        if one.kind == "picture" and one.space == "cmyk" and one.picture is not None:
            key = one.picture.objgen
            if key not in measured:
                measured[key] = _picture_ink(one.picture)
            ink = measured[key]
        elif one.space == "cmyk" and len(one.values) == 4:
            ink = sum(one.values) * 100
            if ink > 399 and not _inside(one, file, number):
                continue  # A register mark, which is on every plate.
        if ink > most + 0.5:
            said = f"{KINDS[one.kind]} has {ink:.0f} % of ink, {_place(file, number, one)}"
            yield Found(said, number, remedy=f"convert it with a limit of {most} %")


def _inside(one: Drawn, file: File, number: int) -> bool:
    left, bottom, right, top = file.box(number, "BleedBox") or file.trim(number)
    return one.box[2] > left and one.box[0] < right and one.box[3] > bottom and one.box[1] < top


def _picture_ink(picture: pikepdf.Stream) -> float:
    """The most ink of a picture, in per cent; 0 where it cannot be read."""
    try:
        image = pikepdf.PdfImage(picture).as_pil_image()
    except (pikepdf.PdfError, NotImplementedError, ValueError, OSError):
        return 0.0
    return ink_of(image) if image.mode == "CMYK" else 0.0


def _resolution(file: File, rule: Rule) -> Iterator[Found]:
    for number, one in file.every():
        if one.kind == "picture" and 0 < one.density < rule.limits["least"] - 1:
            said = f"a picture has {one.density:.0f} ppi, {_place(file, number, one)}"
            remedy = f"give a larger one, or print it at {one.density / rule.limits['least']:.0%} of its size"
            yield Found(said, number, remedy=remedy)


def _small_type(file: File, rule: Rule) -> Iterator[Found]:
    seen = set()
    for number, one in file.every():
        size = round(one.size, 1)
        if one.kind == "text" and 0 < size < rule.limits["least"] - SLACK and (number, size) not in seen:
            seen.add((number, size))
            yield Found(f"text is {size:g} pt small, {_place(file, number, one)}", number, remedy="set it larger")


def _hairline(file: File, rule: Rule) -> Iterator[Found]:
    seen = set()
    least = rule.limits["least"] - SLACK
    for number, one in file.every():
        if one.kind == "line" or (one.kind == "area" and 0 < one.size < RULE):
            if not _inside(one, file, number):
                continue  # A crop mark.
            size = round(one.size, 2)
            if size < least and (number, size) not in seen:
                seen.add((number, size))
                yield Found(f"a line is {size:g} pt wide, {_place(file, number, one)}", number, remedy="draw it wider")


def _tint(file: File, rule: Rule) -> Iterator[Found]:
    for number, one in file.every():
        black = (
            1 - one.values[0] if one.space == "grey" and one.values else one.values[3] if len(one.values) == 4 else 0
        )
        colours = sum(one.values[:3]) if len(one.values) == 4 else 0
        if one.kind == "area" and not colours and TOUCH / 4 < black < rule.limits["least"] / 100 - 0.005:
            said = f"a grey area has {black:.0%} of black, {_place(file, number, one)}"
            yield Found(said, number, remedy=f"make it {rule.limits['least']} % or more")


def _transparency(file: File, rule: Rule) -> Iterator[Found]:
    only = rule.limits.get("only")
    if only and standard_of(file.pdf) not in only:
        return
    seen = set()
    for number, one in file.every():
        if one.clear and (number, one.kind, one.clear) not in seen:
            seen.add((number, one.kind, one.clear))
            said = f"{KINDS[one.kind]} has {one.clear}, {_place(file, number, one)}"
            yield Found(said, number, remedy="flatten it, or mix its colour with what is below")


CHECKS: Mapping[str, Callable[[File, Rule], Iterator[Found]]] = {
    "colour": _colour,
    "black": _black,
    "ink": _ink,
    "resolution": _resolution,
    "small-type": _small_type,
    "hairline": _hairline,
    "tint": _tint,
    "transparency": _transparency,
}
