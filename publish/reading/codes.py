"""What each finding of a reader means."""

from __future__ import annotations

from collections.abc import Mapping

CODES: Mapping[str, str] = {
    "boilerplate-dropped": "Words of the page stand around the article or in boxes within it; they are left out.",
    "book-part-missing": "The book names a document in its reading order that is not in its archive.",
    "byline-moved": "Lines below the title that name nothing but authors or a day are on the title page instead.",
    "byte-order-mark": "A byte order mark stood inside the text, as where files were joined; it is removed.",
    "comment-removed": "Comments in the margins of a document are no part of its text; they are left out.",
    "contents-entry-missing": "The printed contents name a heading that the text does not have; the entry has no link.",
    "contents-label-orphan": "A line announces a table of contents of which there is no list; it is left out.",
    "contents-legend-removed": "What explains the marks of a book's contents page is left out with the marks.",
    "contents-marker": "A mark asked a program for a table of contents, as `[TOC]` does; it is left out.",
    "contents-repeated": "The table of contents stood in the source more than once; it is printed once.",
    "control-character": "The text held characters that are no text and that XML forbids or advises against; they are "
    "removed.",
    "deletion-removed": "Words that are marked as deleted, with changes tracked, are left out.",
    "drawing-omitted": "A drawing, such as a chart, holds neither a picture nor words; it is left out.",
    "embed-replaced": "A video, a frame or the like became a link to it.",
    "emphasis-recognised": "Words between underscores or the like are emphasised: all such marks are in pairs.",
    "encoding-guessed": "The source is not UTF-8 and does not say what it is; its letters are right if the guess is.",
    "encoding-mixed": "The page declares UTF-8 and has bytes that are none; they are read as Windows-1252.",
    "entity-mended": "An escape of HTML stood where its character was meant.",
    "formula-doubled": "A page has a formula twice: as its source, and as a script has drawn it. The source is kept.",
    "equation-unknown": "A reference is to a formula that there is none of; it stays as it was written.",
    "equation-as-text": "A formula has parts that are not understood; its characters are kept as plain text.",
    "folio": "Page numbers of the source are taken off, as the edition has its own.",
    "formula-not-understood": "A formula in TeX could not be made MathML; it stands as it was written, as code.",
    "front-matter-broken": "The front matter is neither YAML nor TOML; it is left as text.",
    "front-matter-repeated": "A cover or title page only repeats what the book is called; an edition makes its own.",
    "front-matter-unused": "The front matter has fields that no edition shows.",
    "gutenberg-licence": "Project Gutenberg's header, credits and licence are taken off; what the header says of the "
    "text is kept as metadata.",
    "heading-by-look": "In a document without heading styles, a bold line that stands alone is taken for a heading.",
    "heading-doubtful": "A line is like an entry of the contents, but not enough to be its heading; it is left as "
    "text.",
    "heading-drifted": "A heading reads differently from its entry in the contents; the two are taken for the same.",
    "heading-glued": "A heading ran into the paragraph below it; the two are parted.",
    "heading-out-of-order": "A heading stands elsewhere in the text than in the contents; it is linked where it "
    "stands.",
    "hidden-removed": "The source hides some text from everybody; it is left out.",
    "hidden-text-removed": "Text that its author made invisible is left out.",
    "hyphen-healed": "A word that was parted at the end of a line is whole again.",
    "image-without-alt": "A picture has no alternative text, so that who does not see it has nothing.",
    "language-corrected": "The page declares a language in which its text is not; the text's own is taken.",
    "language-unknown": "The language could not be told with confidence; hyphenation and speech need it set by hand.",
    "link-blocked": "A link led to an address that editions do not allow, such as `javascript:`; its words stay.",
    "link-unresolved": "A link led to a file beside the source, or to a place that the source does not have; its words "
    "stay.",
    "markup-removed": "Elements that editions do not allow, such as forms, are removed with what is in them.",
    "metadata-replaced": "The sidecar gives another title, subtitle or author than the source, whose words are not "
    "printed.",
    "mojibake-mended": "Letters that had been read in the wrong encoding are what they were.",
    "nesting-flattened": "Elements were nested deeper than editions allow; they stand beside each other.",
    "note-without-reference": "Nothing in the text refers to a note; it stays as text.",
    "notes-label": "A line that stood above notes is taken off, as the notes stand where the text names them.",
    "notes-linked": "References in the text and the notes that they name are linked with each other.",
    "number-repeated": "The number of a line of code, or of a step in a list, stood in the text; it is left out.",
    "page-furniture-removed": "Headers and footers of a document are left out; editions have their own.",
    "page-header": "Lines that the pages of the source repeat are taken off, as the edition has its own.",
    "page-number-removed": "Page numbers of another edition are left out: in printed contents, and between the words.",
    "picture-blocked": "A picture may not be read, as it is outside of the source's folder or on the network; its "
    "alternative text stays.",
    "picture-broken": "A file that should be a picture cannot be shown; its alternative text stays.",
    "picture-missing": "A picture is not where the source says; its alternative text stays.",
    "script-blocked": "Scripts, and what else would act, are removed.",
    "shortcode-kept": "A mark that means something to another program stays as text.",
    "space-mended": "No-break spaces that stood for nothing but spaces are spaces.",
    "symbol-unknown": "A character of a font of pictures, such as Wingdings, is not known; � stands in its place.",
    "table-flattened": "A table that only laid out the page is set as the text in it.",
    "title-missing": "The source does not begin with a title; the file's name stands in for it.",
    "title-repeated": "The title stood again at the head of the text; it is printed once, as the article's heading.",
    "tracker-removed": "A picture or a frame too small to see, which only tells that somebody reads, is removed.",
}
"""By code, in one sentence or two."""
