"""Frames that show advertisements, told by whose they are, or by what they are called."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from publish.reading.html.names import names

_HOSTS = re.compile(
    r"(?:^|//)(?:[\w-]+\.)*(?:2mdn|adnxs|adsafeprotected|adsystem|amazon-adsystem|criteo|doubleclick|googleadservices"
    r"|googlesyndication|googletagmanager|moatads|outbrain|pubmatic|rubiconproject|scorecardresearch|taboola"
    r"|zergnet)\.(?:com|net)\b"
)
_CALLED = re.compile(r"\b(?:ad|ads|adsbygoogle|advert\w*|google_ads\w*|dfp|gpt)\b|\bad-(?:frame|iframe|slot|unit)")


def shrink_advertisements(root: HtmlElement) -> None:
    """Make such frames too small to see, so that they go the way of other trackers."""
    for frame in root.iter("iframe"):
        if _HOSTS.search((frame.get("src") or "").lower()) or _CALLED.search(names(frame)):
            frame.set("width", "1")
            frame.set("height", "1")
