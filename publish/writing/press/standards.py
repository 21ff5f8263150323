"""What a file says of itself, by the part of ISO 15930 that it is made to: version, metadata, output intent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from uuid import NAMESPACE_URL, uuid5

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from publish.printers.profile import Profile


@dataclass(frozen=True, slots=True)
class Standard:
    """A kind of file."""

    version: str
    """Of PDF."""
    claim: Mapping[str, str]
    """What the information dictionary says of it."""
    exchange: bool = True
    """Whether it is for blind exchange: it has an output intent, and says who made it and when."""
    packet: bool = False
    """Whether the claim is in XMP."""


STANDARDS: Mapping[str, Standard] = {
    "pdf": Standard("1.4", {}, exchange=False),
    "x-1a:2001": Standard("1.3", {"GTS_PDFXVersion": "PDF/X-1:2001", "GTS_PDFXConformance": "PDF/X-1a:2001"}),
    "x-3:2002": Standard("1.3", {"GTS_PDFXVersion": "PDF/X-3:2002"}),
    "x-1a:2003": Standard("1.4", {"GTS_PDFXVersion": "PDF/X-1a:2003"}),
    "x-3:2003": Standard("1.4", {"GTS_PDFXVersion": "PDF/X-3:2003"}),
    "x-4": Standard("1.6", {"GTS_PDFXVersion": "PDF/X-4"}, packet=True),
}
"""ISO 15930-1:2001, -3:2002, -4:2003, -6:2003 and -7:2010, in the names of :data:`publish.printers.STANDARDS`."""

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:identifier>{identifier}</dc:identifier>
<xmp:CreateDate>{time}</xmp:CreateDate><xmp:ModifyDate>{time}</xmp:ModifyDate><xmp:MetadataDate>{time}</xmp:MetadataDate>
<xmp:CreatorTool>publish</xmp:CreatorTool><pdf:Producer>publish</pdf:Producer><pdf:Trapped>False</pdf:Trapped>
<xmpMM:DocumentID>{document}</xmpMM:DocumentID><xmpMM:VersionID>1</xmpMM:VersionID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass>
<pdfxid:GTS_PDFXVersion>{claim}</pdfxid:GTS_PDFXVersion>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def claim(pdf: Pdf, name: str, *, title: str, identifier: str, modified: str, profile: Profile) -> None:
    """Let the file say what it is. ``modified`` is its time, ``identifier`` a URN, ``profile`` that of the press."""
    standard = STANDARDS[name]
    for key in ("Metadata", "OutputIntents", "Outlines", "Names", "Dests", "StructTreeRoot", "MarkInfo", "AcroForm"):
        if f"/{key}" in pdf.Root:
            del pdf.Root[f"/{key}"]
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    if not standard.exchange:
        return
    day = "D:" + "".join(character for character in modified if character.isdigit()) + "Z"
    told = {"Title": title, "Creator": "publish", "Producer": "publish", "CreationDate": day, "ModDate": day}
    information = pdf.make_indirect(Dictionary({f"/{key}": String(value) for key, value in told.items()}))
    information[Name.Trapped] = Name("/False")
    if standard.packet:
        document = uuid5(NAMESPACE_URL, f"{identifier} {title}").urn.replace("urn:uuid:", "uuid:")
        packet = _PACKET.format(
            title=escape(title), identifier=escape(identifier), time=modified, document=document,
            claim=standard.claim["GTS_PDFXVersion"],
        )  # fmt: skip
        stream = pdf.make_stream(packet.encode(), Type=Name.Metadata, Subtype=Name.XML)
        pdf.Root.Metadata = stream
    else:
        for key, value in standard.claim.items():
            information[f"/{key}"] = String(value)
    pdf.trailer["/Info"] = information
    pdf.Root.OutputIntents = Array([_intent(pdf, profile)])


def _intent(pdf: Pdf, profile: Profile) -> pikepdf.Object:
    """The output intent: for which printing condition the file is made (ISO 32000-1, 14.11.5)."""
    stream = pdf.make_stream(profile.data, N=4, Alternate=Name.DeviceCMYK)
    return pdf.make_indirect(
        Dictionary(
            Type=Name.OutputIntent,
            S=Name.GTS_PDFX,
            OutputConditionIdentifier=String("Custom"),
            Info=String(profile.title),
            DestOutputProfile=stream,
        )
    )
