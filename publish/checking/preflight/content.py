"""What is drawn on a page of a PDF, whoever made it: each piece with its kind, its colour and its place.

The operators are those of ISO 32000-1, annex A. What a form draws is followed into it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from math import hypot
from typing import Any, Literal

import pikepdf
from pikepdf import Name

Box = tuple[float, float, float, float]
"""Left, bottom, right and top, in points."""
Kind = Literal["text", "area", "line", "picture"]
Matrix = tuple[float, float, float, float, float, float]

ONE: Matrix = (1, 0, 0, 1, 0, 0)
DEEPEST = 12
"""How many forms may draw one another."""

SPACES = {
    "/DeviceGray": "grey", "/CalGray": "grey", "/G": "grey", "/DeviceRGB": "rgb", "/CalRGB": "rgb", "/RGB": "rgb",
    "/Lab": "lab", "/DeviceCMYK": "cmyk", "/CMYK": "cmyk", "/Pattern": "pattern",
}  # fmt: skip
_FILLS, _STROKES = frozenset({"f", "F", "f*", "B", "B*", "b", "b*"}), frozenset({"S", "s", "B", "B*", "b", "b*"})
_PAINTS = _FILLS | _STROKES | {"n"}
_SHOWS = frozenset({"Tj", "TJ", "'", '"'})


@dataclass(frozen=True, slots=True)
class Drawn:
    """A piece of a page."""

    kind: Kind
    box: Box
    """Where it is; of text only where its line begins."""
    space: str
    """``grey``, ``rgb``, ``cmyk``, ``lab``, ``spot``, ``pattern``."""
    values: tuple[float, ...] = ()
    """Its colour in that space; of a picture nothing."""
    size: float = 0.0
    """Of text, the size of its type; of a line, and of an area that is one, its width; in points."""
    density: float = 0.0
    """Of a picture, its pixels to the inch, the way in which they are fewer."""
    picture: Any = None
    """Of a picture, its stream."""
    clear: str = ""
    """What lets through what is below it; empty: nothing."""


@dataclass(slots=True)
class _State:
    """The state of graphics that matters here (ISO 32000-1, 8.4)."""

    matrix: Matrix = ONE
    fill: tuple[str, tuple[float, ...]] = ("grey", (0.0,))
    stroke: tuple[str, tuple[float, ...]] = ("grey", (0.0,))
    width: float = 1.0
    size: float = 0.0
    mode: int = 0
    clear: str = ""


@dataclass(slots=True)
class _Walker:
    """Goes through the operators of a page."""

    found: list[Drawn] = field(default_factory=list)
    state: _State = field(default_factory=_State)
    stack: list[_State] = field(default_factory=list)
    points: list[tuple[float, float]] = field(default_factory=list)
    rectangle: bool = False
    text: Matrix = ONE
    line: Matrix = ONE
    spaces: dict[Any, str | None] | None = field(default_factory=dict)
    """The colour spaces of patterns, by their objects; None in a tile, whose own patterns are not followed."""

    def walk(self, content: Any, resources: Any, depth: int = 0) -> None:
        for instruction in pikepdf.parse_content_stream(content):
            operands, name = instruction.operands, str(instruction.operator)
            if name in _PAINTS:
                self._paint(name)
            elif name in _SHOWS:
                self._show()
            elif name in ("Do", "INLINE IMAGE", "sh"):
                self._place(name, operands, resources, depth)
            else:
                self._set(name, operands, resources)

    def _set(self, name: str, operands: Any, resources: Any) -> None:
        state = self.state
        match name:
            case "q":
                self.stack.append(replace(state))
            case "Q" if self.stack:
                self.state = self.stack.pop()
            case "cm":
                state.matrix = _times(_numbers(operands), state.matrix)
            case "w":
                state.width = float(operands[0])
            case "g" | "rg" | "k":
                state.fill = _device(operands)
            case "G" | "RG" | "K":
                state.stroke = _device(operands)
            case "cs":
                state.fill = (space_of(operands[0], resources), ())
            case "CS":
                state.stroke = (space_of(operands[0], resources), ())
            case "sc" | "scn":
                state.fill = (self._pattern(operands, resources) or state.fill[0], _plain(operands))
            case "SC" | "SCN":
                state.stroke = (self._pattern(operands, resources) or state.stroke[0], _plain(operands))
            case "gs":
                state.clear = _clear(_named(resources, "/ExtGState", operands[0])) or state.clear
            case "Tr":
                state.mode = int(operands[0])
            case "Tf":
                state.size = float(operands[1])
            case "BT":
                self.text = self.line = ONE
            case "Tm":
                self.text = self.line = _numbers(operands)
            case "Td" | "TD":
                self.text = self.line = _times((1, 0, 0, 1, float(operands[0]), float(operands[1])), self.line)
            case "m" | "l":
                self.points.append((float(operands[0]), float(operands[1])))
                self.rectangle = False
            case "c" | "v" | "y":
                numbers = [float(value) for value in operands]
                self.points += list(zip(numbers[::2], numbers[1::2], strict=True))
                self.rectangle = False
            case "re":
                x, y, width, height = (float(value) for value in operands)
                self.rectangle = not self.points
                self.points += [(x, y), (x + width, y + height), (x + width, y), (x, y + height)]

    def _pattern(self, operands: Any, resources: Any) -> str | None:
        """The colour space of the pattern that is chosen; None where a colour is."""
        if self.spaces is None or not len(operands) or not isinstance(operands[-1], Name):
            return None
        pattern = _named(resources, "/Pattern", operands[-1])
        if pattern is None:
            return None
        if not pattern.is_indirect:
            return _shaded(pattern, resources)
        if pattern.objgen not in self.spaces:
            self.spaces[pattern.objgen] = _shaded(pattern, resources)
        return self.spaces[pattern.objgen]

    def _paint(self, name: str) -> None:
        if self.points and name != "n":
            box = _around(self.points, self.state.matrix)
            if name in _FILLS:
                thin = min(box[2] - box[0], box[3] - box[1]) if self.rectangle else 0.0
                self._add("area", box, self.state.fill, size=thin)
            if name in _STROKES:
                self._add("line", box, self.state.stroke, size=self.state.width * _scale(self.state.matrix))
        self.points, self.rectangle = [], False

    def _show(self) -> None:
        if self.state.mode in (3, 7):  # Neither filled nor stroked: it is there to be copied.
            return
        matrix = _times(self.text, self.state.matrix)
        size = self.state.size * hypot(matrix[2], matrix[3])
        self._add("text", (matrix[4], matrix[5], matrix[4], matrix[5] + size), self.state.fill, size=size)

    def _place(self, name: str, operands: Any, resources: Any, depth: int) -> None:
        box = _around([(0, 0), (1, 1), (1, 0), (0, 1)], self.state.matrix)
        if name == "sh":
            shading = _named(resources, "/Shading", operands[0])
            space = space_of(shading.get("/ColorSpace"), resources) if shading is not None else "unknown"
            self._add("area", box, (space, ()))
            return
        if name == "INLINE IMAGE":
            inline = operands[0]
            space = "grey" if inline.image_mask else SPACES.get(str(inline.colorspace), "unknown")
            self.found.append(
                Drawn("picture", box, space, density=self._density(inline.width, inline.height), clear=self.state.clear)
            )
            return
        thing = _named(resources, "/XObject", operands[0])
        if thing is None:
            return
        if thing.get("/Subtype") == Name.Image:
            self._picture(thing, box, resources)
        elif depth < DEEPEST:
            self._form(thing, resources, depth)

    def _picture(self, thing: Any, box: Box, resources: Any) -> None:
        if thing.get("/ImageMask", False):
            self._add("area", box, self.state.fill)
            return
        density = self._density(int(thing.Width), int(thing.Height))
        space = space_of(thing.get("/ColorSpace"), resources)
        clear = "a soft mask" if "/SMask" in thing else self.state.clear
        self.found.append(Drawn("picture", box, space, density=density, picture=thing, clear=clear))

    def _density(self, width: int, height: int) -> float:
        """The pixels to the inch of a picture that is drawn now, the way in which they are fewer."""
        a, b, c, d, *_ = self.state.matrix
        return min(width / (hypot(a, b) or 1e-9), height / (hypot(c, d) or 1e-9)) * 72

    def _form(self, thing: Any, resources: Any, depth: int) -> None:
        before, stack = replace(self.state), self.stack
        self.stack = []
        self.state.matrix = _times(_numbers(thing.get("/Matrix", ONE)), self.state.matrix)
        self.walk(thing, thing.get("/Resources", resources), depth + 1)
        self.state, self.stack = before, stack

    def _add(self, kind: Kind, box: Box, colour: tuple[str, tuple[float, ...]], *, size: float = 0.0) -> None:
        self.found.append(Drawn(kind, box, *colour, size=size, clear=self.state.clear))


def drawn(page: pikepdf.Page) -> list[Drawn]:
    """Everything that a page draws, in its order. Raises :class:`pikepdf.PdfError` for content that is none."""
    walker = _Walker()
    walker.walk(page, page.obj.get("/Resources", page.resources if "/Resources" in page else pikepdf.Dictionary()))
    return walker.found


def space_of(space: Any, resources: Any) -> str:
    """What kind of colours a colour space has."""
    if space is None:
        return "grey"
    if isinstance(space, pikepdf.Name):
        if str(space) in SPACES:
            return SPACES[str(space)]
        named = _named(resources, "/ColorSpace", space)
        return space_of(named, resources) if named is not None and named != space else "unknown"
    if isinstance(space, pikepdf.Array) and len(space):
        kind = str(space[0])
        if kind == "/ICCBased":
            return {1: "grey", 3: "rgb", 4: "cmyk"}.get(int(space[1].get("/N", 0)), "unknown")
        if kind in ("/Indexed", "/I"):
            return space_of(space[1], resources)
        if kind == "/Separation":
            return "grey" if str(space[1]) == "/Black" else "spot"
        if kind == "/DeviceN":
            return "spot"
        return SPACES.get(kind, "unknown")
    return "unknown"


def _shaded(pattern: Any, resources: Any) -> str | None:
    """The colour space of a pattern: of its shading, or of what its tile paints with; None where it has none itself."""
    if (shading := pattern.get("/Shading")) is not None:
        return space_of(shading.get("/ColorSpace"), resources)
    if not isinstance(pattern, pikepdf.Stream) or int(pattern.get("/PaintType", 1)) != 1:
        return None
    tile = _Walker(spaces=None)
    tile.walk(pattern, pattern.get("/Resources", resources), DEEPEST)
    return max((one.space for one in tile.found), key=lambda space: space != "grey", default=None)


def _clear(state: Any) -> str:
    """What of a graphics state lets something through."""
    if state is None:
        return ""
    for key in ("/ca", "/CA"):
        if float(state.get(key, 1)) < 1:
            return f"an opacity of {float(state[key]):g}"
    if isinstance(state.get("/SMask"), pikepdf.Dictionary):
        return "a soft mask"
    blend = state.get("/BM")
    return (
        f"the blend mode {str(blend)[1:]}" if blend is not None and str(blend) not in ("/Normal", "/Compatible") else ""
    )


def _named(resources: Any, kind: str, name: Any) -> Any:
    table = resources.get(kind) if resources is not None else None
    return table.get(str(name)) if table is not None else None


def _device(operands: Any) -> tuple[str, tuple[float, ...]]:
    values = _plain(operands)
    return {1: "grey", 3: "rgb", 4: "cmyk"}.get(len(values), "unknown"), values


def _plain(operands: Any) -> tuple[float, ...]:
    return tuple(float(value) for value in operands if not isinstance(value, pikepdf.Name))


def _numbers(operands: Any) -> Matrix:
    a, b, c, d, e, f = (float(value) for value in operands)
    return a, b, c, d, e, f


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _scale(matrix: Matrix) -> float:
    return min(hypot(matrix[0], matrix[1]), hypot(matrix[2], matrix[3]))


def _around(points: list[tuple[float, float]], matrix: Matrix) -> Box:
    a, b, c, d, e, f = matrix
    across = [a * x + c * y + e for x, y in points]
    up = [b * x + d * y + f for x, y in points]
    return min(across), min(up), max(across), max(up)
