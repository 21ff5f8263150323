"""Articles in, e-books and print-ready PDFs out. Nothing inside the package imports this module: start at ``build``."""

from __future__ import annotations

__version__ = "0.2.0"
