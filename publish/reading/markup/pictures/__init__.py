"""Pictures: the best file that a source names for each is read, made safe and plain, and becomes a resource."""

from __future__ import annotations

from publish.reading.markup.pictures.candidates import unfold
from publish.reading.markup.pictures.gallery import Gallery, collect

__all__ = ["Gallery", "collect", "unfold"]
