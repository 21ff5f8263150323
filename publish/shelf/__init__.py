"""A static catalogue beside the editions: it opens from disk, and from any web server.

::

    index.html               covers, search and filters; needs nothing but itself and what is below
    shelf/data/12.js         what it searches, in parts
    shelf/covers/…           small covers, one an article
    shelf/opds.xml, .json    the same as OPDS 1.2 and 2.0, for reading systems: by date, author, subject, language, year
    shelf/atom.xml           what is new, for feed readers

An article that changes, comes or goes changes only the few files that it is in: where a page of a feed begins is not
counted from the first one, but depends on the articles there (:mod:`leaves`), and what
is searched is divided by a hash.
"""

from __future__ import annotations

from publish.shelf.binding import shelve
from publish.shelf.card import COVERS, FOLDER, Card, File, Row, card
from publish.shelf.catalogue import KINDS, Catalogue, Shelf
from publish.shelf.thumbnail import thumbnail

__all__ = ["COVERS", "FOLDER", "KINDS", "Card", "Catalogue", "File", "Row", "Shelf", "card", "shelve", "thumbnail"]
