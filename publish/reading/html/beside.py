"""What a page refers to: the files that were saved beside it, else, where it stood on the web."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin

from publish.errors import Blocked
from publish.model import Fetch


@dataclass(frozen=True, slots=True)
class Beside:
    """A way to what a page refers to relatively, which knows the page's address."""

    fetch: Fetch
    address: str

    def __call__(self, reference: str, /) -> bytes:
        """See :class:`publish.model.Fetch`; what is neither here nor there is told as it is called on the page."""
        try:
            return self.fetch(reference)
        except Blocked as error:
            try:
                whole = urljoin(self.address, reference.strip())
                if whole != reference.strip():
                    return self.fetch(whole)
            except (Blocked, ValueError):
                pass
            raise error from None
