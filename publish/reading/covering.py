"""The picture that a user gives for the cover, read as carefully as those of a page."""

from __future__ import annotations

import os
from pathlib import PurePath
from urllib.parse import quote

from publish.choices import ADDRESS
from publish.errors import Absent, Blocked, SourceError
from publish.model import Fetch, Resource
from publish.reading.markup.pictures.raster import BrokenPicture, raster


def cover(name: str, fetch: Fetch, source: str) -> Resource:
    """The picture of a name, a path as the user would write it or an address, which this source may read.

    Raises :class:`SourceError` where there is none: a cover was asked for, so that another would be the wrong one.
    """
    try:
        picture = raster(fetch(_reference(name, source)))
    except Blocked as error:
        problem = "is not there" if isinstance(error, Absent) else error.message
        remedy = "put the picture beside the source"
        raise SourceError(f"the cover “{name}” {problem}", place=source, remedy=remedy) from error
    except BrokenPicture as error:
        problem = f"the cover “{name}” cannot be shown: {error}"
        raise SourceError(problem, place=source, remedy="give a JPEG or PNG") from error
    return Resource(f"cover.{picture.ending}", picture.media_type, picture.data)


def _reference(name: str, source: str) -> str:
    """How the source would refer to it."""
    if ADDRESS.match(name) or ADDRESS.match(source):
        return name
    return quote(os.path.relpath(name, PurePath(source).parent))
