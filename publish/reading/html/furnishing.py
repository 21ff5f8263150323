"""Frames and pictures that furnish a page and are nobody's article: advertisements, menus, the site's sign."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from publish.reading.html.names import leads_home, names
from publish.reading.html.sight import words
from publish.reading.markup import trees

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


def take_signs(root: HtmlElement) -> None:
    """Take away pictures that are menus, as their parts lead to other pages, and those that lead home."""
    for image in list(root.iter("img")):
        link = next(image.iterancestors("a"), None)
        if link is not None and leads_home(link) and not words(link):
            trees.void(image)
    named = {one.get("name") or one.get("id"): one for one in root.iter("map")}
    for image in list(root.iter("img")):
        areas = named.get((image.get("usemap") or "").removeprefix("#"))
        if areas is not None and not all((one.get("href") or "#").startswith("#") for one in areas.iter("area")):
            trees.void(image)
