"""Tables of counted skip-trigrams in files: `.npz` always, `.parquet` with pyarrow."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import numpy as np

from refmath.arguments import file_path, refused
from refmath.sequences.packing import bits_of, packed
from refmath.sequences.table import SkipTrigramCounts
from refmath.whole_file import whole_file

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["load_counts", "save_counts"]

_FORMAT = "refmath-skip-trigram-counts/1"
_ROWS = 1 << 20  # rows of a group in a Parquet file, and rows that are checked together
_COLUMNS = ("source", "destination", "output", "count")


def save_counts(table: SkipTrigramCounts, path: str | os.PathLike[str]) -> None:
    """Write a table into a file, wholly or not at all.

    It is written beside the file and put in its place at the end, so an interruption or a full
    disk leaves what was there before.

    Args:
        table: what to write.
        path: a name that ends in ``.npz``: NumPy's format, with the arrays keys, tallies, d_vocab
            and max_step; or in ``.parquet``: the columns source, destination, output and count,
            which needs pyarrow (``pip install 'refmath[parquet]'``).

    Raises:
        ValueError: for a name that ends in neither.
        OSError: if the file can't be written; an older one then stays as it was.
        ImportError: for ``.parquet`` without pyarrow.

    Examples:
        >>> import tempfile
        >>> from refmath.sequences.counting import count_skip_trigrams
        >>> table = count_skip_trigrams([0, 1, 2, 0, 1, 2], max_step=1, d_vocab=3)
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     save_counts(table, f"{folder}/counts.npz")
        ...     load_counts(f"{folder}/counts.npz") == table
        True
    """
    if not isinstance(table, SkipTrigramCounts):
        raise refused("table", "a SkipTrigramCounts", table)
    write = {".npz": _write_npz, ".parquet": _write_parquet}[check_path("path", path)]
    if write is _write_parquet:
        _pyarrow()
    with whole_file(path) as file:
        write(table, file)


def load_counts(path: str | os.PathLike[str]) -> SkipTrigramCounts:
    """Read a table that `save_counts` wrote.

    Nothing in the file is executed (no pickles), and all of it is checked.

    Args:
        path: a name that ends in ``.npz`` or ``.parquet``.

    Returns:
        The table, equal to the one that was saved.

    Raises:
        ValueError: for a name that ends in neither, and for a file that is damaged, cut short, or
            no such table.
        OSError: if it can't be read.
        ImportError: for ``.parquet`` without pyarrow.

    Examples:
        >>> load_counts("counts.txt")
        Traceback (most recent call last):
            ...
        ValueError: path: expected a name that ends in .npz or .parquet, got counts.txt
    """
    read = {".npz": _read_npz, ".parquet": _read_parquet}[check_path("path", path)]
    if read is _read_parquet:
        _pyarrow()
    Path(path).open("rb").close()
    try:
        table = read(Path(path))
        _check(table)
    except Exception as error:  # what a damaged file makes zipfile raise is of a dozen kinds
        raise ValueError(
            f"path: expected a whole table, got {os.fspath(path)}, which holds none: {error}"
        ) from error
    return table


def check_path(name: str, path: str | os.PathLike[str]) -> str:
    """Return how a table file's name ends.

    Raises:
        ValueError: if it ends in neither of the two.
    """
    suffix = file_path(name, path).suffix
    if suffix not in (".npz", ".parquet"):
        raise ValueError(
            f"{name}: expected a name that ends in .npz or .parquet, got {os.fspath(path)}"
        )
    return suffix


def _write_npz(table: SkipTrigramCounts, file: IO[bytes]) -> None:
    numbers = {"d_vocab": np.int64(table.d_vocab), "max_step": np.int64(table.max_step)}
    name = np.array(_FORMAT)
    np.savez(file, format=name, keys=table.keys, tallies=table.tallies, **numbers)  # type: ignore[arg-type]


def _read_npz(path: Path) -> SkipTrigramCounts:
    with path.open("rb") as file:
        if not zipfile.is_zipfile(file):
            raise ValueError("it is no .npz file, or it was cut short")
        file.seek(0)
        with np.load(file, allow_pickle=False) as arrays:
            if "format" not in arrays or str(arrays["format"]) != _FORMAT:
                raise ValueError(f"expected a file of the format {_FORMAT}")
            d_vocab, max_step = (int(arrays[name]) for name in ("d_vocab", "max_step"))
            return SkipTrigramCounts(arrays["keys"], arrays["tallies"], d_vocab, max_step)


def _pyarrow() -> Any:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise ImportError("Parquet files need pyarrow: pip install 'refmath[parquet]'") from error
    return pyarrow


def _write_parquet(table: SkipTrigramCounts, file: IO[bytes]) -> None:
    pa = _pyarrow()
    about = {"format": _FORMAT, "d_vocab": table.d_vocab, "max_step": table.max_step}
    schema = pa.schema(
        [(name, pa.int64() if name == "count" else pa.int32()) for name in _COLUMNS],
        metadata={"refmath": json.dumps(about)},
    )
    with pa.parquet.ParquetWriter(file, schema) as writer:
        for first in range(0, len(table), _ROWS):
            part = slice(first, first + _ROWS)
            rows = SkipTrigramCounts(
                table.keys[part], table.tallies[part], table.d_vocab, table.max_step
            )
            columns = [pa.array(column) for column in rows.columns().values()]
            arrays = [a.cast(field.type) for a, field in zip(columns, schema, strict=True)]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))


def _read_parquet(path: Path) -> SkipTrigramCounts:
    pa = _pyarrow()
    with pa.parquet.ParquetFile(path) as file:
        metadata = file.schema_arrow.metadata or {}
        about = json.loads(metadata.get(b"refmath", b"{}"))
        if about.get("format") != _FORMAT:
            raise ValueError(f"expected a file of the format {_FORMAT}")
        n, d_vocab, max_step = file.metadata.num_rows, about["d_vocab"], about["max_step"]
        keys, counts = np.empty(n, np.uint64), np.empty(n, np.int64)
        first = 0
        for batch in file.iter_batches(_ROWS, columns=list(_COLUMNS)):
            columns = [column.to_numpy(zero_copy_only=False) for column in batch.columns]
            part = slice(first, first + batch.num_rows)
            if any(column.dtype.kind != "i" for column in columns):
                raise ValueError("expected columns of integers, without gaps")
            if any(((c < 0) | (c >= d_vocab)).any() for c in columns[:3]):
                raise ValueError(f"expected tokens from 0 to {d_vocab - 1}")
            source, destination, output, counts[part] = columns
            keys[part] = packed(source, destination, output, d_vocab)
            first += batch.num_rows
    tallies: NDArray[np.integer[Any]] = counts
    if int(counts.sum()) < 1 << 32 and not (counts < 0).any():
        tallies = counts.astype(np.uint32)
    return SkipTrigramCounts(keys, tallies, d_vocab, max_step)


def _check(table: SkipTrigramCounts) -> None:
    """Make sure of what every function that reads a table relies on."""
    for first in range(0, len(table), _ROWS):
        keys = table.keys[first : first + _ROWS + 1]
        part = slice(first, first + _ROWS)
        rows = SkipTrigramCounts(
            table.keys[part], table.tallies[part], table.d_vocab, table.max_step
        )
        three = (rows.source, rows.destination, rows.output)
        too_large = int(keys[-1]) >> 3 * bits_of(table.d_vocab) or any(
            (tokens >= table.d_vocab).any() for tokens in three
        )
        if too_large or (keys[1:] <= keys[:-1]).any():
            raise ValueError("expected ascending keys of tokens in the vocabulary")
        if (rows.tallies < 1).any():
            raise ValueError("expected counts of 1 or more")
