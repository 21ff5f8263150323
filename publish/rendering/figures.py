"""The figures in which an edition counts: those of its text.

Arabic is written with two sets of figures, by country; Persian, Hindi or Bengali with their own or with the European
ones, by publisher. Folios and the numbers of lists follow what the author did.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from unicodedata import decimal

EUROPEAN = "0123456789"

STYLES: Mapping[str, str] = {
    "arabic-indic": "٠١٢٣٤٥٦٧٨٩",
    "persian": "۰۱۲۳۴۵۶۷۸۹",
    "devanagari": "०१२३४५६७८९",
    "bengali": "০১২৩৪৫৬৭৮৯",
    "gurmukhi": "੦੧੨੩੪੫੬੭੮੯",
    "gujarati": "૦૧૨૩૪૫૬૭૮૯",
    "oriya": "୦୧୨୩୪୫୬୭୮୯",
    "telugu": "౦౧౨౩౪౫౬౭౮౯",
    "kannada": "೦೧೨೩೪೫೬೭೮೯",
    "malayalam": "൦൧൨൩൪൫൬൭൮൯",
    "thai": "๐๑๒๓๔๕๖๗๘๙",
    "lao": "໐໑໒໓໔໕໖໗໘໙",
    "khmer": "០១២៣៤៥៦៧៨៩",
    "myanmar": "၀၁၂၃၄၅၆၇၈၉",
    "decimal": EUROPEAN,
}
"""The figures from 0 to 9 of each counter style (CSS Counter Styles 3, section 6.1) that we can print."""

_STYLE_OF = {figure: name for name, figures in STYLES.items() for figure in figures}


def in_figures(text: str, figures: str) -> str:
    """A text with its European figures in these."""
    return text if figures == EUROPEAN else text.translate(str.maketrans(EUROPEAN, figures))


def style_of(text: str) -> str:
    """The counter style whose figures a text has most of; ``decimal`` where another has no more than that."""
    if text.isascii():
        return "decimal"
    counted = Counter(_STYLE_OF[figure] for figure in text if decimal(figure, None) is not None and figure in _STYLE_OF)
    most = max(STYLES, key=lambda name: counted[name])
    return most if counted[most] > counted["decimal"] else "decimal"
