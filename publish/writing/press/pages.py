"""Pages as a press takes them: exact boxes, pictures in inks, and nothing to click, to see through or to unlock."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Page, Pdf

from publish.writing.press import marks
from publish.writing.press.inks import Inks

Box = tuple[float, float, float, float]
"""Left, bottom, right and top, in points."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The boxes of a page, from the lower left corner of the sheet."""

    media: Box
    bleed: Box
    trim: Box
    marked: bool

    @classmethod
    def around(cls, width: float, height: float, bleed: tuple[float, float, float, float], *, marked: bool) -> Frame:
        """The frame of a trimmed page; ``bleed`` is at the left, the bottom, the right and the top of it."""
        room = marks.AROUND if marked else 0.0
        left, bottom, right, top = bleed
        trim = (room + left, room + bottom, room + left + width, room + bottom + height)
        outer = (room, room, trim[2] + right, trim[3] + top)
        return cls((0.0, 0.0, outer[2] + room, outer[3] + room), outer, trim, marked)


def framed(page: Page, frame: Frame, *, colour: bool, at: Box | None = None) -> None:
    """Move a page's content to where the frame has its trim, or ``at`` another place, and set the boxes.

    ISO 32000-1, 14.11.2.
    """
    to = at or frame.trim
    obj, old = page.obj, page.obj.get("/TrimBox", page.obj.MediaBox)
    across, up = to[0] - float(old[0]), to[1] - float(old[1])
    if abs(across) > 1e-6 or abs(up) > 1e-6:
        page.contents_add(f"q 1 0 0 1 {across:.4f} {up:.4f} cm".encode(), prepend=True)
        page.contents_add(b"Q", prepend=False)
    if frame.marked:
        clip = f"q {' '.join(f'{value:.4f}' for value in _rectangle(frame.bleed))} re W n"
        page.contents_add(clip.encode(), prepend=True)
        page.contents_add(b"Q " + marks.drawn(frame.trim, frame.bleed, colour=colour), prepend=False)
    page.contents_coalesce()
    for name, box in (("MediaBox", frame.media), ("BleedBox", frame.bleed), ("TrimBox", frame.trim)):
        obj[f"/{name}"] = Array([round(value, 4) for value in box])
    for name in ("CropBox", "ArtBox", "Annots", "Group", "Tabs", "StructParents"):
        if f"/{name}" in obj:
            del obj[f"/{name}"]


def _rectangle(box: Box) -> Box:
    return box[0], box[1], box[2] - box[0], box[3] - box[1]


def blank(pdf: Pdf, frame: Frame, *, colour: bool) -> None:
    """Add a page with nothing on it."""
    page = pdf.add_blank_page(page_size=(frame.trim[2] - frame.trim[0], frame.trim[3] - frame.trim[1]))
    page.obj.Resources = Dictionary()
    page.obj.Contents = pdf.make_stream(b"q Q\n")  # Ghostscript 10 takes an empty stream for a broken one.
    framed(page, frame, colour=colour)


def inked(pdf: Pdf, inks: Inks) -> None:
    """Turn every picture of the file into inks, opaque, and take the transparency out of everything else."""
    for number in range(1, len(pdf.objects) + 1):
        obj = pdf.get_object(number, 0)
        if isinstance(obj, pikepdf.Stream) and obj.get("/Subtype") == Name.Image:
            if not obj.get("/ImageMask", False):
                _ink(obj, inks)
        elif isinstance(obj, pikepdf.Stream) and obj.get("/Subtype") == Name.Form and "/Group" in obj:
            del obj["/Group"]
        if isinstance(obj, (pikepdf.Dictionary, pikepdf.Stream)):
            _plain_state(obj)


def _ink(obj: pikepdf.Stream, inks: Inks) -> None:
    if obj.get("/ColorSpace") == Name.DeviceGray and "/SMask" not in obj and "/Decode" not in obj:
        return
    picture = pikepdf.PdfImage(obj).as_pil_image()
    mask: Any = obj.get("/SMask")
    if mask is not None:
        picture = picture.convert("RGB")
        picture.putalpha(pikepdf.PdfImage(mask).as_pil_image().convert("L").resize(picture.size))
        del obj["/SMask"]
    made = inks.picture(picture)
    obj.write(made.tobytes())
    obj.ColorSpace = Name.DeviceCMYK if made.mode == "CMYK" else Name.DeviceGray
    obj.BitsPerComponent, obj.Width, obj.Height = 8, made.width, made.height
    for name in ("Decode", "DecodeParms", "Interpolate", "Mask"):
        if f"/{name}" in obj:
            del obj[f"/{name}"]


def _plain_state(obj: Any) -> None:
    """Graphics states that say how transparent something is: ours is not."""
    states = obj.get("/ExtGState", obj.get("/Resources", Dictionary()).get("/ExtGState"))
    if not isinstance(states, pikepdf.Dictionary):
        return
    for one in dict(states).values():
        for key in ("/ca", "/CA", "/BM", "/SMask", "/AIS"):
            if isinstance(one, pikepdf.Dictionary) and key in one:
                del one[key]


def bare_fonts(pdf: Pdf) -> None:
    """Embed outlines of PostScript as such: a whole OpenType file is for PDF 1.6 (ISO 32000-1, table 126)."""
    from fontTools.ttLib import TTFont

    for number in range(1, len(pdf.objects) + 1):
        obj = pdf.get_object(number, 0)
        if not isinstance(obj, pikepdf.Dictionary) or "/FontFile3" not in obj:
            continue
        program = obj.FontFile3
        if program.get("/Subtype") == Name.OpenType:
            outlines = TTFont(BytesIO(program.read_bytes())).reader["CFF "]
            obj.FontFile3 = pdf.make_stream(outlines, Subtype=Name.CIDFontType0C)


def saved(pdf: Pdf, version: str) -> bytes:
    """The file's bytes, the same for the same pages."""
    out = BytesIO()
    pdf.remove_unreferenced_resources()
    pdf.save(
        out,
        force_version=version,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        compress_streams=True,
        deterministic_id=True,
        fix_metadata_version=False,
    )
    return out.getvalue()
