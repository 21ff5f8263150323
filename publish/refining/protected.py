"""The stretches of a text that no mend may touch: addresses, code, markup that stands as text, measures.

A mend never sees them. It is given a mask, a copy of the text in which each of them is blotted out, so that its own
rules can be plain: ``see example.com/a,b,these`` reaches it as ``see □□□□□□□□□□□□□□□□□□□``. Numbers, times and
abbreviations need no blot: no rule of a mend matches them.

Every pattern is bounded, or stops at the first character it cannot hold, so that time grows with the text's length and
no faster, on whatever text.
"""

from __future__ import annotations

import re

BLOT = "\ufffc"
"""Stands for a protected character in a mask: U+FFFC OBJECT REPLACEMENT CHARACTER, which no source has for a letter."""

EAST_ASIAN = "\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef"
"""Chinese, Japanese and Korean writing and its punctuation, for a character class: no rule of ours holds there."""

# What begins with a mark.
_MARKED = (
    r"`{1,3}[^`]+`{1,3}",  # code between backticks
    r"<(?P<code>code|kbd|pre|samp|script|style|tt)\b[^<>]*>[^<]*</(?P=code)>",  # code in markup that stands as text
    r"</?[A-Za-z][^<>]*>|<!--[^<>]*-->",  # markup that stands as text
    r"&(?:[A-Za-z]{2,31}|\#[0-9]{1,7}|\#x[0-9A-Fa-f]{1,6});",  # an entity that stands as text
    r"[@\#][\w./-]{1,100}",  # handles and hashtags
    r"\{[^{}\n]{0,300}\}",  # sets, blocks, JSON
    r"\\[\[(][^\\\n]{1,500}\\[\])]",  # TeX: \( … \)
    r"\$(?=[^\s\d])[^$\s](?:[^$\n]{0,300}[^$\s])?\$(?!\d)",  # TeX: $x_1, ..., x_n$
    r"(?<!\S)(?:~|\.{1,2})?[/\\][\w./\\-]{1,300}",  # paths
)
# What begins as a word and goes on with a mark: one look ahead passes over all plain words.
_WORDY = (
    r"(?:https?|ftps?|file|data|mailto|javascript|urn|doi|isbn|tel|git|ssh|irc):[^\s<>\"“”]+",  # addresses
    r"www\.[^\s<>\"“”]+",
    r"[\w.+-]{1,64}@[\w.-]{1,255}",  # e-mail
    r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}(?:/[^\s<>\"“”]*|:\d+)",  # a domain and its path or port
    r"[\w-]{1,63}(?:\.[\w-]{1,63}){0,3}\.(?i:com|org|net|gov|edu|info|news|io|ai|tv|fm)\b",  # Booking.Com
    r"[A-Za-z]:\\[^\s<>\"“”]{0,300}",  # C:\path
    r"\w{1,60}(?:[.:>-]{1,2}\w{1,60}){0,6}(?:\(\)|\((?=[^\s()]*[,.;=\"'_(])[^()\n]{0,200}\))",  # foo(bar,baz)
    r"\w{1,60}\[[^\]\s]{1,60}\]",  # list[0]
    r"\w{1,60}(?:::\w{1,60}){1,6}",  # std::vec::Vec
    r"[\w-]{1,60}=(?:\"[^\"\n]{0,200}\"|'[^'\n]{0,200}'|[^\s\"'“”‘’]{1,200})",  # key="value"
    r"_{0,2}[^\W_]{1,40}(?:_{1,2}[^\W_]{1,40})+",  # snake_case
    r"__\w{1,60}__",  # __init__
)
_MEASURE = r"\d{1,4}(?:[°'′]\s?\d{1,3}(?:[.,]\d{1,3})?)+(?:[\"″]|'{1,2})?"  # 5'10", 40°26'46"
_PROTECTED = re.compile(
    rf"(?=[`<&@\#{{\\$/~.])(?:{'|'.join(_MARKED)})"
    rf"|(?<![\w.…@/-])(?:(?=_{{0,2}}[A-Za-z0-9-]{{1,63}}[_.+@:\\(\[=>])(?:{'|'.join(_WORDY)})|{_MEASURE})"
)

_OPENS_CODE = re.compile(
    r"\s*(?:\$\s|>>>\s|\w+=[>\#]\s|\#!|//|/\*|\*/)"  # a prompt, a comment
    r"|\s*(?:SELECT|INSERT INTO|DELETE FROM|CREATE TABLE|WITH \w+ AS)\s"
    r"|\s*[a-z][\w.-]*\s+(?:\S{1,60}\s+){0,3}-{1,2}[A-Za-z]"  # a command with an option
    r"|\s*[\w-]+:\s\"[^\"\s]*\d[^\"\s]*\""  # a header: ETag: "1382"
    r"|\s*\"[\w.@-]+\"\s?:\s*(?:[\"\[{\d]|true|false|null|\Z)"  # "key": "value"
    r"|\s*[{}\[\]();,]+\s*\Z"
    r"|\s*(?:import|using|include|package|namespace)\s[\w.:\"'<>/]+;?\s*\Z"
)
_OPENS_STATEMENT = re.compile(
    r"\s*(?:public|private|protected|static|const|var|let|def|return|class|function|func|fn|if|for|while|else|switch)\b"
    r"|\s*[\w.\[\]-]+\s?[-+*/]?="
)
_CALLS = re.compile(r"=|\w\(")
_DRAWN = re.compile("[│┌├└┃║]")  # A table as a terminal draws it.

_TECHNICAL = re.compile(
    r"`[^`\s]|\w\(\)|::\w|\w_\w|</?[a-z]+>|\s--[a-z]|=>"
    r"|\b[a-z]{2,30}[A-Z]|\.(?:js|py|rs|md|json|html|css|php|txt|ya?ml|toml)\b|\.NET\b"
)


def mask(text: str) -> str:
    """The text, as long as before, with every protected stretch blotted out; all of it where all of it is code."""
    if _is_code(text):
        return BLOT * len(text)
    return _PROTECTED.sub(lambda found: BLOT * len(found[0]), text)


def _is_code(text: str) -> bool:
    if _OPENS_CODE.match(text) or _DRAWN.search(text):
        return True
    match text.rstrip()[-1:]:
        case ";":
            return bool(_CALLS.search(text))
        case "{":
            return bool(_CALLS.search(text) or _OPENS_STATEMENT.match(text))
        case "," | "(" | "[" | ":":
            return bool(_CALLS.search(text) and _OPENS_STATEMENT.match(text))
        case _:
            return False


def technical(text: str) -> bool:
    """Whether the text names files, functions or identifiers, so that an odd spelling may be one more of them."""
    return bool(_TECHNICAL.search(text))
