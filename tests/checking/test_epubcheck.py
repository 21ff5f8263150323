"""EPUBCheck itself, on a clean EPUB and on planted errors."""

from __future__ import annotations

import pytest

from tests.checking.conftest import Judge, MakeEpub

pytestmark = pytest.mark.referee
