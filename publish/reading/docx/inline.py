"""The content of paragraphs: runs of text with their marks, links, fields, pictures, notes and tracked changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from lxml import etree
from lxml.html import HtmlElement

from publish.reading.docx import drawings, formulas
from publish.reading.docx.fields import Field
from publish.reading.docx.parts import Element, Part, is_on, tag
from publish.reading.docx.remarks import Remarks
from publish.reading.docx.styles import Styles
from publish.reading.docx.symbols import plain

DEEPEST_FIELDS = 20
"""How many fields may have begun and not ended; what begins below that is only its words."""

MARKS = ("strong", "em", "u", "s", "mark", "sup", "sub", "code")
"""From the outside in."""

_TRANSPARENT = frozenset(
    {"ins", "moveTo", "smartTag", "customXml", "sdt", "sdtContent", "dir", "bdo", "ruby", "rubyBase"}
)
_DELETED = frozenset({"del", "moveFrom"})


@dataclass(slots=True)
class Inline:
    """Writes what is in paragraphs; fields and notes go on from one paragraph to the next."""

    part: Part
    styles: Styles
    remarks: Remarks
    notes: list[tuple[str, str]]
    """Kind and id of each note, in the order of their references."""
    fields: list[Field] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    """Text boxes that are anchored in the paragraph, to be set below it."""
    _place: HtmlElement | None = None
    """Where words of the last run went, and its marks: the next run goes on there, if it has the same."""
    _marks: tuple[str, ...] = ()
    _pieces: list[str] = field(default_factory=list)

    def write(self, content: Iterable[Element], target: HtmlElement) -> None:
        """Write the content of a paragraph, or of a link, into ``target``."""
        self._end_words()
        for child in content:
            if child.tag in _TRANSPARENT:
                self.write(child, target)
            elif child.tag in _DELETED:
                self.remarks.drop("deletion-removed", text_of(child))
            elif write := _WRITERS.get(tag(child)):
                if child.tag != "r":
                    self._end_words()
                write(self, child, target)
        self._end_words()

    def _run(self, run: Element, target: HtmlElement) -> None:
        properties = run.find("rPr")
        if properties is not None and is_on(properties, "vanish") and not self._in_contents():
            self.remarks.drop("hidden-text-removed", text_of(run))
            return
        if properties is not None and properties.find("del") is not None:
            self.remarks.drop("deletion-removed", text_of(run))
            return
        on = self.styles.run(properties)
        address = next((one.address for one in reversed(self.fields) if one.has_result and one.address), None)
        marks = tuple(mark for mark in MARKS if on.get(mark) and not (mark == "u" and (address or target.tag == "a")))
        if address and target.tag != "a":
            marks = (address, *marks)
        for child in run:
            if read := _TEXTS.get(tag(child)):
                if text := read(child, self.remarks):
                    self._words(target, marks, text)
            elif child.tag == "fldChar":
                self._end_words()
                self._field(child)
            elif child.tag == "instrText" and self.fields and not self.fields[-1].has_result:
                self.fields[-1].instruction += child.text or ""
            elif write := _OBJECTS.get(tag(child)):
                self._end_words()
                write(self, child, target)

    def _words(self, target: HtmlElement, marks: tuple[str, ...], text: str) -> None:
        """Words with these marks; they go on where the last ones ended, if those have the same."""
        if self._place is None or marks != self._marks:
            self._end_words()
            self._marks, self._place = marks, target
            for mark in marks:
                is_link = mark not in MARKS
                self._place = etree.SubElement(self._place, "a" if is_link else mark)
                if is_link:
                    self._place.set("href", mark)
        self._pieces.append(text)

    def _end_words(self) -> None:
        """What comes next is no text, or is somewhere else."""
        if self._place is not None:
            add(self._place, "".join(self._pieces))
        self._place = None
        self._pieces.clear()

    def _field(self, character: Element) -> None:
        kind = character.get("fldCharType")
        if kind == "begin" and len(self.fields) < DEEPEST_FIELDS:
            self.fields.append(Field())
        elif kind == "separate" and self.fields:
            self.fields[-1].has_result = True
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _in_contents(self) -> bool:
        return any(one.is_contents for one in self.fields)

    def _simple_field(self, element: Element, target: HtmlElement) -> None:
        told = Field(element.get("instr", ""), has_result=True)
        self.fields.append(told)
        self.write(element, target)
        self.fields.pop()

    def _link(self, element: Element, target: HtmlElement) -> None:
        relation = self.part.relations.get(element.get("r-id", ""))
        address = relation.target if relation else ""
        anchor = element.get("anchor")
        if anchor:
            address = f"{address.partition('#')[0]}#{anchor}"
        if not address or target.tag == "a":
            self.write(element, target)
            return
        link = etree.SubElement(target, "a", href=address)
        if tip := element.get("tooltip"):
            link.set("title", tip)
        self.write(element, link)

    def _bookmark(self, element: Element, target: HtmlElement) -> None:
        name = element.get("name", "")
        if name and name != "_GoBack":
            etree.SubElement(target, "span", id=name)

    def _note(self, element: Element, target: HtmlElement) -> None:
        self.notes.append((tag(element).removesuffix("Reference"), element.get("id", "")))
        number = str(len(self.notes))
        link = etree.SubElement(target, "a", {"class": "noteref", "role": "doc-noteref"})
        link.set("href", f"#note-{number}")
        link.set("id", f"noteref-{number}")
        link.text = number

    def _formula(self, element: Element, target: HtmlElement) -> None:
        for formula in [element] if element.tag == "m-oMath" else element.iterfind("m-oMath"):
            made, understood = formulas.mathml(formula, block=element.tag == "m-oMathPara")
            if not understood:
                self.remarks.tell("equation-as-text")
                add(target, f" {''.join(text.text or '' for text in formula.iter('m-t', 't'))} ")
            else:
                target.append(made)

    def _object(self, element: Element, target: HtmlElement) -> None:
        if not drawings.place(element, target, self.part, self.boxes):
            self.remarks.tell("drawing-omitted")

    def _break(self, element: Element, target: HtmlElement) -> None:
        if element.get("type", "textWrapping") == "textWrapping":
            etree.SubElement(target, "br")


_OBJECTS: dict[str, Callable[[Inline, Element, HtmlElement], None]] = {
    "AlternateContent": Inline._object,
    "br": Inline._break,
    "cr": Inline._break,
    "drawing": Inline._object,
    "endnoteReference": Inline._note,
    "footnoteReference": Inline._note,
    "object": Inline._object,
    "pict": Inline._object,
}
_WRITERS: dict[str, Callable[[Inline, Element, HtmlElement], None]] = {
    **_OBJECTS,
    "bookmarkStart": Inline._bookmark,
    "fldSimple": Inline._simple_field,
    "hyperlink": Inline._link,
    "m-oMath": Inline._formula,
    "m-oMathPara": Inline._formula,
    "r": Inline._run,
    "rt": Inline.write,
}
_TEXTS: dict[str, Callable[[Element, Remarks], str]] = {
    "t": lambda element, remarks: plain(element.text or "", remarks),
    "tab": lambda element, remarks: "\t",
    "ptab": lambda element, remarks: "\t",
    "noBreakHyphen": lambda element, remarks: "\u2011",
    "softHyphen": lambda element, remarks: "\u00ad",
    "sym": lambda element, remarks: plain(chr(int(element.get("char", "FFFD"), 16) | 0xF000), remarks),
}


def add(element: HtmlElement, text: str) -> None:
    """Put text at the end of an element."""
    if (last := last_of(element)) is not None:
        last.tail = (last.tail or "") + text
    else:
        element.text = (element.text or "") + text


def last_of(element: HtmlElement) -> HtmlElement | None:
    """The last element in an element, which is found without counting them."""
    return next(element.iterchildren(reversed=True), None)


def text_of(element: Element) -> str:
    """All words in an element of Word's, deleted ones and those of formulas too."""
    return " ".join(
        "".join(
            one.text or "" if one.tag in ("t", "delText", "m-t") else " "
            for one in paragraph.iter("t", "delText", "m-t", "tab", "br")
        )
        for paragraph in (list(element.iter("p")) or [element])
    )
