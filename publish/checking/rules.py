"""The referees' rules that an edition is likeliest to break, in plain words, by the referee's own id.

A rule that is not here is told in the referee's words. The ids of veraPDF are a flavour, a clause of its standard (ISO
14289-1 for ``ua1``, ISO 19005-3 for ``3a``) and the number of the test.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a referee."""

    meaning: str
    """What is wrong where the rule is broken."""
    remedy: str


EPUBCHECK: dict[str, Rule] = {
    "PKG-003": Rule("The file is no ZIP archive, or a damaged one", "build the edition again"),
    "PKG-005": Rule("The mimetype entry of the ZIP has an extra field", "store it with a plain header"),
    "PKG-006": Rule("The first entry of the ZIP is not the mimetype", "write mimetype before all else"),
    "PKG-007": Rule(
        "The mimetype entry is compressed, or says something else", "store it as application/epub+zip, nothing after it"
    ),
    "PKG-010": Rule("A file name in the EPUB has a space", "rename it with letters, digits and hyphens"),
    "PKG-012": Rule("A file name in the EPUB is not ASCII", "rename it with letters, digits and hyphens"),
    "OPF-003": Rule("A file in the ZIP is not in the manifest", "list it there, or leave it out"),
    "OPF-014": Rule("An item lacks a property that its content calls for", "add it to the item in the manifest"),
    "OPF-015": Rule("An item has a property that nothing in it calls for", "take the property off the item"),
    "OPF-088": Rule("An epub:type value is not in the vocabulary", "take one from the Structural Semantics Vocabulary"),
    "OPF-092": Rule("A language tag is not well formed", "write it as BCP 47 does: en, pt-BR, zh-Hant"),
    "OPF-097": Rule("An item of the manifest is used nowhere", "refer to it, or leave it out"),
    "RSC-001": Rule("The manifest lists a file that is not in the ZIP", "add the file, or take the item away"),
    "RSC-005": Rule("A document breaks its schema", "mend the element that the message names"),
    "RSC-006": Rule("Something is fetched from the network", "put the resource into the EPUB"),
    "RSC-007": Rule("A link or picture names a file that is not in the EPUB", "mend its address, or add the file"),
    "RSC-008": Rule("A resource in use is not in the manifest", "list it there"),
    "RSC-011": Rule("A link leads to a document outside the spine", "add the document to the spine"),
    "RSC-012": Rule("A link leads to an id that is not there", "mend the id, or take the link away"),
    "RSC-016": Rule("A document is not well-formed XML", "close and nest its elements, and escape & and <"),
    "NAV-011": Rule("The contents are not in reading order", "order the entries as the spine is ordered"),
    "NCX-001": Rule("The NCX names another identifier than the package", "give both the same identifier"),
    "HTM-004": Rule("A document has an old DOCTYPE", "write <!DOCTYPE html>, or none"),
}

ACE: dict[str, Rule] = {
    "epub-lang": Rule("The package does not say its language", "put xml:lang on the package element"),
    "epub-title": Rule("The package has no title", "add dc:title"),
    "epub-toc-order": Rule("The contents are not in reading order", "order the entries as the spine is ordered"),
    "epub-type-has-matching-role": Rule("An epub:type has no ARIA role beside it", "add the DPUB-ARIA role"),
    "metadata-accessmode": Rule("The package does not say which senses it takes to read", "add schema:accessMode"),
    "metadata-accessmodesufficient": Rule(
        "The package does not say which senses are enough to read it", "add schema:accessModeSufficient"
    ),
    "metadata-accessibilityfeature": Rule(
        "The package does not say what helps a reader", "add schema:accessibilityFeature"
    ),
    "metadata-accessibilityhazard": Rule(
        "The package does not say whether it flashes, moves or sounds", "add schema:accessibilityHazard"
    ),
    "metadata-accessibilitysummary": Rule(
        "The package does not sum up its accessibility", "add schema:accessibilitySummary, one sentence in plain words"
    ),
    "image-alt": Rule("A picture has no text alternative", 'write alt; alt="" where the picture only decorates'),
    "html-has-lang": Rule("A document does not say its language", "put lang and xml:lang on its html element"),
    "document-title": Rule("A document has no title", "write a title in its head"),
    "color-contrast": Rule("Text stands out too little from its background", "give them a contrast of 4.5 to 1"),
    "empty-heading": Rule("A heading has no text", "write one, or make it no heading"),
    "heading-order": Rule("A heading skips a level", "let no heading be more than one level below the one before"),
    "link-name": Rule("A link has no text", "write what it leads to"),
    "link-in-text-block": Rule("Only its colour tells a link from the text", "underline links in running text"),
    "landmark-unique": Rule("Two landmarks have the same role and label", "give each an aria-label of its own"),
}

VERAPDF: dict[str, Rule] = {
    "ua1-5-1": Rule("The metadata do not claim PDF/UA-1", "write pdfuaid:part 1 into the XMP metadata"),
    "ua1-6.2-1": Rule("The PDF is not marked as tagged", "make it with tags; MarkInfo then says Marked true"),
    "ua1-7.1-3": Rule("Something on a page is neither tagged nor an artifact", "tag it, or mark it as decoration"),
    "ua1-7.1-8": Rule("The PDF has no XMP metadata", "write them; they carry title, language and claims"),
    "ua1-7.1-9": Rule("The metadata have no title", "write dc:title into the XMP metadata"),
    "ua1-7.1-10": Rule("The window would show the file's name, not the title", "set DisplayDocTitle to true"),
    "ua1-7.1-11": Rule("The PDF has no structure tree", "make it with tags"),
    "ua1-7.2-2": Rule("The language of the bookmarks is not known", "give the document a language"),
    "ua1-7.2-29": Rule("A language tag is not well formed", "write it as BCP 47 does: en, pt-BR, zh-Hant"),
    "ua1-7.2-33": Rule("The language of the metadata is not known", "give the document a language"),
    "ua1-7.2-34": Rule("The language of some text is not known", "give the document a language"),
    "ua1-7.3-1": Rule("A picture has no text alternative", "write alt, or mark the picture as decoration"),
    "ua1-7.4.2-1": Rule("A heading skips a level", "let no heading be more than one level below the one before"),
    "ua1-7.18.3-1": Rule("A page with links has no tab order", "set Tabs to S on the page: the order of the structure"),
    "ua1-7.18.5-1": Rule("A link is not tagged as one", "put its annotation into a Link element"),
    "ua1-7.18.5-2": Rule("A link does not say where it leads", "write a description into its Contents"),
    "ua1-7.21.4.1-1": Rule("A font is not embedded", "use a font whose file is at hand and may be embedded"),
    "ua1-7.21.7-1": Rule("Some letters cannot be mapped back to Unicode", "embed the font with a ToUnicode map"),
    "ua1-7.21.8-1": Rule("A character has no glyph in its font", "add a font that has it"),
    "3a-6.1.3-1": Rule("The PDF has no file identifier", "write ID into its trailer"),
    "3a-6.2.4.3-2": Rule("RGB colours have no colour profile", "add an output intent, such as sRGB"),
    "3a-6.2.4.3-3": Rule("CMYK colours have no colour profile", "add an output intent with a CMYK profile"),
    "3a-6.2.4.3-4": Rule("Grey tones have no colour profile", "add an output intent"),
    "3a-6.2.8-3": Rule("A picture asks to be smoothed", "leave Interpolate out"),
    "3a-6.2.10-2": Rule("Transparency has no colour space to blend in", "add an output intent"),
    "3a-6.2.11.4.1-1": Rule("A font is not embedded", "use a font whose file is at hand and may be embedded"),
    "3a-6.2.11.7.2-1": Rule("Some letters cannot be mapped back to Unicode", "embed the font with a ToUnicode map"),
    "3a-6.2.11.8-1": Rule("A character has no glyph in its font", "add a font that has it"),
    "3a-6.3.2-1": Rule("A link does not say that it prints", "give its annotation the F key, with the Print bit"),
    "3a-6.6.2.1-1": Rule("The PDF has no XMP metadata", "write them; they carry title, language and claims"),
    "3a-6.6.2.3.1-1": Rule("The metadata use a property of no known schema", "describe it in a PDF/A extension schema"),
    "3a-6.6.2.3.1-2": Rule("The metadata use a property of no known schema", "describe it in a PDF/A extension schema"),
    "3a-6.6.4-1": Rule("The metadata do not claim PDF/A", "write pdfaid:part and pdfaid:conformance into them"),
    "3a-6.7.2.2-1": Rule("The PDF is not marked as tagged", "make it with tags; MarkInfo then says Marked true"),
    "3a-6.7.3.3-1": Rule("The PDF has no structure tree", "make it with tags"),
    "3a-6.8-3": Rule("An attached file does not say how it relates to the text", "write its AFRelationship"),
}

STORES: dict[str, Rule] = {
    "store-file-size": Rule("The file is larger than the store takes", "make its pictures smaller, or split the book"),
    "store-cover-missing": Rule("The package names no cover", "give one with --cover, or let the theme draw it"),
    "store-cover-size": Rule(
        "The cover is too small or too large for the store", "give a picture of about 1,600 by 2,560 pixels"
    ),
    "store-cover-kind": Rule("The cover is of a kind that the store does not take", "save it as a JPEG"),
    "store-cover-bytes": Rule(
        "The cover has more bytes than the store likes", "save it with fewer pixels or more compression"
    ),
    "store-cover-alone": Rule("The page of the cover holds text", "put it on a page of its own"),
    "store-page-size": Rule("A page has more bytes than the store likes", "split it"),
    "store-picture-kind": Rule("A picture is of a kind that the store does not take", "save it as JPEG or PNG"),
    "store-picture-bytes": Rule(
        "A picture has more bytes than the store likes", "save it with fewer pixels or more compression"
    ),
    "store-picture-pixels": Rule(
        "A picture has more pixels than the store takes", "build with a smaller --picture-pixels"
    ),
    "store-picture-side": Rule(
        "A drawing is larger than the store takes", "give its svg element a smaller width and height"
    ),
    "store-picture-colours": Rule("A picture is made for the press, of CMYK colours", "convert it to sRGB"),
    "store-picture-transparent": Rule("A picture is transparent, and dark pages show through it", "put it on white"),
    "store-picture-moves": Rule("A picture moves", "take one of its frames"),
    "store-picture-without-source": Rule("An img element names no picture", "name one, or take the element out"),
    "store-picture-in-drawing": Rule(
        "A picture is shown by an image element in a drawing", "show it by an img element"
    ),
    "store-alternative-missing": Rule("A picture has no text alternative", "write alt"),
    "store-contents-levels": Rule(
        "The contents are deeper than the store shows them", "build with a smaller --contents-levels"
    ),
    "store-contents-ncx": Rule("There is no NCX, which older readers take the contents from", "add one"),
    "store-forbidden-element": Rule("An element does not work in the store", "take it out"),
    "store-style-element": Rule("A page has a style sheet of its own", "put it into a file"),
    "store-inline-style": Rule("An element has a style attribute", "put it into the style sheet, for a class"),
    "store-forbidden-style": Rule(
        "The style sheet has something that readers of the store stumble over", "write it in another way"
    ),
    "store-negative-length": Rule("A margin or a position is negative", "give it no less than 0"),
    "store-styled-text": Rule(
        "The style sheet takes from the reader what is theirs to choose", "leave it out for body, div and p"
    ),
    "store-percent-type": Rule("The size of the running text is in per cent", "leave it out, or write it in em"),
    "store-wide-margin": Rule("A margin is so wide that large type has no room", "give it 2 em at the most"),
    "store-hidden-text": Rule("More text is hidden than the store takes", "take it out"),
    "store-nested-table": Rule("A table stands in a table", "write one after the other"),
    "store-wide-table": Rule(
        "A table has more columns than small screens show", "look at it there, or turn it into a list"
    ),
    "store-xml-declaration": Rule(
        "A page does not say its encoding", 'begin it with <?xml version="1.0" encoding="utf-8"?>'
    ),
    "store-language-tag": Rule("The package names its language wrongly", "write it as BCP 47 does: en, pt-BR, zh-Hant"),
    "store-package-version": Rule("The package is of an older EPUB", "make an EPUB 3"),
    "store-metadata-space": Rule("A value of the metadata begins or ends with a space", "take it away"),
    "store-file-name": Rule("The name of a file has other signs than letters, figures and hyphens", "rename it"),
    "store-isbn-missing": Rule(
        "Neither the identifier nor the name of the file is an ISBN", "give one as identifier, or name the file by it"
    ),
    "store-font-kind": Rule("A font is of a kind that the store does not know", "embed it as TrueType or OpenType"),
    "store-fonts-undeclared": Rule(
        "Fonts travel with the book, and Apple Books is not told to use them", "add the property ibooks:specified-fonts"
    ),
    "store-marked-reference": Rule(
        "The link to a note holds an element, and does not pop up", "put the element around the link"
    ),
    "store-remote-resource": Rule("A page shows something from the network", "put it into the EPUB"),
    "store-encrypted": Rule("The file is locked", "give it without; the store locks it itself"),
}
"""What breaks a rule of a store, by the check of :mod:`publish.checking.lint` that finds it."""

PRINTERS: dict[str, Rule] = {
    "press-file-size": Rule("The file is larger than the printer takes", "make its pictures smaller"),
    "press-encrypted": Rule("The file is locked", "take the encryption off with qpdf --decrypt"),
    "press-version": Rule("The file is of a newer PDF than the printer takes", "make it with publish press"),
    "press-standard": Rule("The file is not of the PDF/X that the printer takes", "choose it with --standard"),
    "press-output-intent": Rule(
        "The file does not say for which printing condition it is made", "embed the ICC profile of the press"
    ),
    "press-font": Rule("A font is not embedded", "embed it, or use another"),
    "press-link": Rule("A page has a link, a comment or another annotation", "make the file without them"),
    "press-outline": Rule("The file has bookmarks", "make it without them"),
    "press-page-count": Rule("The book has too few pages, too many, or a number that is not bound", "add blank ones"),
    "press-last-page": Rule("The last page is not blank", "add a blank leaf"),
    "press-blank-pages": Rule("Too many blank pages follow one another", "leave some out"),
    "press-colour": Rule("Something is in a colour that the press has no inks for", "convert it through its profile"),
    "press-black": Rule("Black text or rules are of several inks, or of RGB", "set them in 100 % of black alone"),
    "press-ink": Rule("There is more ink in one place than paper takes", "convert it with the printer's limit"),
    "press-resolution": Rule("A picture is too coarse for its size", "give a larger one, or print it smaller"),
    "press-small-type": Rule("Text is smaller than the printer prints", "set it larger"),
    "press-hairline": Rule("A line is finer than the printer prints", "draw it wider"),
    "press-tint": Rule("A grey area is so light that it may not print", "make it darker"),
    "press-transparency": Rule("Something lets through what is below it", "flatten it"),
    "press-boxes": Rule("A page does not say how it is trimmed, or says what cannot be", "set its boxes"),
    "press-page-size": Rule("A page has a size that the printer does not trim to", "choose another --trim"),
    "press-margin": Rule("Text is too near the edge of a page", "give the page wider margins"),
    "press-gutter": Rule("Text is too near the spine for so many pages", "give the page a wider inner margin"),
    "press-bleed": Rule("What reaches the edge of a page ends short of its bleed", "let it go beyond the edge"),
    "press-marks": Rule("A page has room for marks, and the printer wants none", "make it as large as its bleed"),
    "press-cover-size": Rule("The cover does not fit the book", "make it anew for this number of pages"),
    "press-spine-text": Rule("Text on the spine is too near its folds, or should not be there", "leave it out"),
    "press-cover-safe": Rule("Text on the cover is too near the edge", "move it inward"),
}
"""What breaks a rule of a printer, by the check of :mod:`publish.checking.preflight` that finds it."""

OURS: dict[str, Rule] = {
    "referee-missing": Rule("A referee is not installed: what it has not seen has not passed", "install it"),
    "referee-broken": Rule("A referee was asked and gave no judgement", "read its last line in the message"),
    "pdf-unreadable": Rule("The file is no PDF, or is damaged or locked", "build the edition again, unlocked"),
    **STORES,
    **PRINTERS,
}

RULES: dict[str, Rule] = {**EPUBCHECK, **ACE, **VERAPDF, **OURS}


def meaning_of(code: str) -> str | None:
    """What is wrong where this rule is broken; None for a rule that only its referee knows."""
    return RULES[code].meaning if code in RULES else None


def remedy_for(code: str) -> str | None:
    """What to do about a broken rule; None for a rule that only its referee knows."""
    return RULES[code].remedy if code in RULES else None
