"""A dump in Apache Parquet, read a group of rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from publish.collecting.rows import source_from, unused
from publish.errors import SourceError
from publish.files import Source, opened

ROWS = 500
"""How many rows are in memory at once."""


def articles(path: str) -> Iterator[Source]:
    """The articles of the dump, see :class:`publish.collecting.Container`; ``dump.parquet:17`` is its row 17."""
    import pyarrow
    from pyarrow.parquet import ParquetFile

    number = 0
    try:
        with (
            opened(path) as dump,
            ParquetFile(dump, pre_buffer=False) as file,
        ):  # Else all that was read stays in memory.
            others = unused(file.schema_arrow.names)
            needed = [name for name in file.schema_arrow.names if name not in others]
            for batch in file.iter_batches(batch_size=ROWS, columns=needed, use_threads=False):
                for row in _rows(batch):
                    number += 1
                    yield source_from(row, f"{path}:{number}", path, others)
    except FileNotFoundError as error:
        raise SourceError("there is no such file", place=path, remedy="check the name") from error
    except (OSError, pyarrow.ArrowException) as error:
        where = f" after row {number}" if number else ""
        reason = " ".join(str(error).split())[:200].rstrip(".")
        raise SourceError(f"is damaged{where}: {reason}", place=path, remedy="try another copy") from error


def count(path: str) -> int:
    """How many articles there are: rows."""
    import pyarrow
    from pyarrow.parquet import read_metadata

    try:
        with opened(path) as dump:
            return int(read_metadata(dump).num_rows)
    except pyarrow.ArrowException as error:
        raise SourceError("is damaged", place=path) from error


def _rows(batch: Any) -> Iterator[dict[str, Any]]:
    columns = [column.to_pylist() for column in batch.columns]
    for values in zip(*columns, strict=True):
        yield dict(zip(batch.schema.names, values, strict=True))
