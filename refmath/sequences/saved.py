"""Tables of counted skip-trigrams in files: `.npz` always, `.parquet` with pyarrow."""

from __future__ import annotations

import json
import os
import zipfile
import zlib
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import numpy as np

from refmath.arguments import file_path, refused, whole_number
from refmath.input_files import json_of, kind_of, regular_file
from refmath.sequences.packing import check_keys, exact_sum, packed, vocabulary_size
from refmath.sequences.stored_arrays import described
from refmath.sequences.table import SkipTrigramCounts
from refmath.whole_file import whole_file

if TYPE_CHECKING:
    from collections.abc import Callable

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
        >>> import refmath as rm
        >>> import tempfile
        >>> table = rm.count_skip_trigrams([0, 1, 2, 0, 1, 2], max_step=1, d_vocab=3)
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     rm.save_counts(table, f"{folder}/counts.npz")
        ...     rm.load_counts(f"{folder}/counts.npz") == table
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
        >>> import refmath as rm
        >>> rm.load_counts("counts.txt")
        Traceback (most recent call last):
        ...
        ValueError: path: expected a name that ends in .npz or .parquet, got counts.txt
    """
    read = {".npz": _read_npz, ".parquet": _read_parquet}[check_path("path", path)]
    if read is _read_parquet:
        _pyarrow()
    regular_file("path", Path(path))
    with Path(path).open("rb") as file:
        kind = kind_of(file.read(64))
    try:
        return read(Path(path))
    except Exception as error:  # what a damaged file makes zipfile raise is of a dozen kinds
        raise ValueError(
            f"path: expected a whole table, got {os.fspath(path)}, which holds none: {error}"
            f" (by its first bytes it is {kind})"
        ) from error


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
    numbers = {"d_vocab": table.d_vocab, "max_step": table.max_step, "total": table.total}
    arrays = {name: np.int64(number) for name, number in numbers.items()}
    name = np.array(_FORMAT)
    np.savez(file, format=name, keys=table.keys, tallies=table.tallies, **arrays)  # type: ignore[arg-type]


def _read_npz(path: Path) -> SkipTrigramCounts:
    size = path.stat().st_size
    with path.open("rb") as file:
        if not zipfile.is_zipfile(file):
            raise ValueError("it is no .npz file, or it was cut short")
        with zipfile.ZipFile(file) as archive:
            members = {info.filename: info for info in archive.infolist()}
            _check_members(members, len(archive.infolist()), size)
            if str(_member(archive, members["format.npy"])[()]) != _FORMAT:
                raise ValueError(f"expected a file of the format {_FORMAT}")
            d_vocab, max_step, total = (
                _number(name, _member(archive, members[f"{name}.npy"]))
                if f"{name}.npy" in members
                else None
                for name in ("d_vocab", "max_step", "total")
            )
            d_vocab, max_step = vocabulary_size(d_vocab), whole_number("max_step", max_step)
            keys = _member(archive, members["keys.npy"], _ascending(d_vocab))
            tallies = _member(archive, members["tallies.npy"], _counts())
    return _of_total(SkipTrigramCounts(keys, tallies, d_vocab, max_step), total)


def _check_members(members: dict[str, zipfile.ZipInfo], n_members: int, size: int) -> None:
    """Refuse what `save_counts` doesn't write: other members, and packed ones, however large."""
    needed = {f"{name}.npy" for name in ("format", "keys", "tallies", "d_vocab", "max_step")}
    if n_members != len(members) or not needed <= set(members) <= needed | {"total.npy"}:
        names = ", ".join(sorted(members)[:6]) or "nothing"
        raise ValueError(
            f"expected a file of the format {_FORMAT}, which has the members format, keys, tallies,"
            f" d_vocab and max_step, got an archive of {names}"
        )
    for name, info in members.items():
        if info.compress_type != zipfile.ZIP_STORED or info.file_size > size:
            raise ValueError(f"{name}: expected to lie unpacked in the file, got it packed")


def _member(
    archive: zipfile.ZipFile,
    info: zipfile.ZipInfo,
    check: Callable[[NDArray[Any]], None] | None = None,
) -> NDArray[Any]:
    """Read an array, some rows at a time, each of which is checked before more are held."""
    name = info.filename.removesuffix(".npy")
    with archive.open(info) as file:
        shape, _, dtype = described(name, file, info.file_size)
        if check is not None and len(shape) != 1:
            raise ValueError(f"{name}: expected shape (rows,), got {shape}")
        array = np.empty(shape, dtype)
        flat = array.reshape(-1)
        for first in range(0, flat.size, _ROWS):
            part = flat[first : first + _ROWS]
            read = file.read(part.nbytes)
            part[:] = np.frombuffer(read, dtype)
            if check is not None:
                check(part)
        file.read(1)  # at the end, the archive's checksum is held against what was read
    return array


def _number(name: str, array: NDArray[Any]) -> int:
    return whole_number(name, array[()])


def _of_total(table: SkipTrigramCounts, total: int | None) -> SkipTrigramCounts:
    """Hold a table against the sum that it was saved with; older files say none."""
    if total is not None and total != table.total:
        raise ValueError(f"total: expected the counts to add up to {total}, got {table.total}")
    return table


def _ascending(d_vocab: int) -> Callable[[NDArray[Any]], None]:
    """Return the check of a column of keys, which is told one part after another."""
    before = [-1]

    def check(keys: NDArray[Any]) -> None:
        if keys.dtype != np.uint64:
            raise ValueError(f"keys: expected dtype uint64, got {keys.dtype}")
        before[0] = check_keys(keys, d_vocab, before[0])

    return check


def _counts() -> Callable[[NDArray[Any]], None]:
    """Return the check of a column of counts."""

    def check(counts: NDArray[Any]) -> None:
        if counts.dtype.kind not in "iu":
            raise ValueError(f"tallies: expected integers, got dtype {counts.dtype}")
        if (counts < 1).any():
            raise ValueError("expected counts of 1 or more")

    return check


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
    about |= {"total": table.total, "checksum": _checksum(table)}
    schema = pa.schema(
        [(name, pa.int64() if name == "count" else pa.int32()) for name in _COLUMNS],
        metadata={"refmath": json.dumps(about)},
    )
    with pa.parquet.ParquetWriter(file, schema, write_page_checksum=True) as writer:
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
    with pa.parquet.ParquetFile(path, page_checksum_verification=True) as file:
        about = _about(file)
        d_vocab = vocabulary_size(about.get("d_vocab"))
        max_step = whole_number("max_step", about.get("max_step"))
        parts = _parts(file, d_vocab)
    keys = np.concatenate([np.zeros(0, np.uint64), *(keys for keys, _ in parts)])
    counts = np.concatenate([np.zeros(0, np.int64), *(counts for _, counts in parts)])
    tallies: NDArray[np.integer[Any]] = counts
    if exact_sum(counts) < 1 << 32:
        tallies = counts.astype(np.uint32)
    table = _of_total(SkipTrigramCounts(keys, tallies, d_vocab, max_step), about.get("total"))
    if about.get("checksum") not in (None, _checksum(table)):
        raise ValueError(f"expected the checksum {about['checksum']}, got {_checksum(table)}")
    return table


def _about(file: Any) -> dict[str, Any]:
    """Read what a Parquet file says of itself; refuse what is no table before it is read."""
    schema = file.schema_arrow
    about = json_of("refmath", (schema.metadata or {}).get(b"refmath", b"{}"))
    known = {"format", "d_vocab", "max_step", "total", "checksum"}
    if not isinstance(about, dict) or about.get("format") != _FORMAT or about.keys() - known:
        raise ValueError(f"expected a file of the format {_FORMAT}")
    types = {"source": "int32", "destination": "int32", "output": "int32", "count": "int64"}
    if {field.name: str(field.type) for field in schema} != types or len(schema) != len(types):
        raise ValueError("expected columns of integers, without gaps")
    for n in range(file.metadata.num_row_groups):
        group = file.metadata.row_group(n)
        if group.num_rows > _ROWS or group.total_byte_size > _ROWS * 64:
            raise ValueError(f"expected groups of at most {_ROWS:,} rows, got {group.num_rows:,}")
    return about


def _parts(file: Any, d_vocab: int) -> list[tuple[NDArray[np.uint64], NDArray[np.int64]]]:
    """Read the rows, some at a time, each of which is checked before more are held."""
    parts = []
    check_keys, check_counts = _ascending(d_vocab), _counts()
    for batch in file.iter_batches(_ROWS, columns=list(_COLUMNS)):
        columns = [column.to_numpy(zero_copy_only=False) for column in batch.columns]
        if any(column.dtype.kind != "i" for column in columns):
            raise ValueError("expected columns of integers, without gaps")
        *three, count = columns
        if any(((c < 0) | (c >= d_vocab)).any() for c in three):
            raise ValueError(f"expected tokens from 0 to {d_vocab - 1}")
        keys, counts = packed(three[0], three[1], three[2], d_vocab), count.astype(np.int64)
        if len(keys):
            check_keys(keys)
            check_counts(counts)
        parts.append((keys, counts))
    return parts


def _checksum(table: SkipTrigramCounts) -> int:
    """Return the CRC-32 of all that a table is."""
    crc = zlib.crc32(f"{table.d_vocab} {table.max_step} {len(table)}".encode())
    for first in range(0, len(table), _ROWS):
        part = slice(first, first + _ROWS)
        crc = zlib.crc32(table.keys[part].astype("<u8").tobytes(), crc)
        crc = zlib.crc32(table.tallies[part].astype("<i8").tobytes(), crc)
    return crc
