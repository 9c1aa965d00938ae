"""Sorted runs of counted keys, in memory or in a file, merged into one a range at a time.

A row is a key and how often it was seen, as one number of 64 bits: they are sorted without an
order, and take two thirds of the disk. A run is an ascending array of rows; a count that doesn't
fit a row is that of several, which are merged like those of other runs. Runs are merged a range of
keys at a time: of every run the part that falls into the range, put together, sorted, and equal
keys added up. Nothing but one range's rows is held besides the runs themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import IO, TYPE_CHECKING, Any

import numpy as np

from refmath.sequences.in_order import one_by_one

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from refmath.sequences.in_order import InOrder

    Keys = NDArray[np.uint64]
    Rows = NDArray[np.uint64]
    Counts = NDArray[Any]
    Counted = tuple[Keys, Counts]

__all__ = [
    "Run",
    "add_up",
    "count_bits",
    "counted_of",
    "merged",
    "merged_rows",
    "radix_order",
    "rows_of",
    "run_of",
    "samples_stride",
]

BYTES_A_KEY = 64
"""What sorting takes for a key, at most: itself, its row, a sorted copy, both apart, places."""

CACHED_KEYS = 1 << 16
"""So many keys are sorted at a time: many more no longer fit a core's cache, and take longer."""

_FEW = 6  # so many ascending parts are merged sooner than sorted: what is stable sees them
_MOST_COUNT_BITS = 40
_DIGIT = 16  # bits: for integers of 16 bits NumPy's stable sort is a radix sort, for others not


def count_bits(bits: int) -> int:
    """Return how many bits of a row are its count's, where a token takes so many: 1 at least.

    >>> count_bits(12), count_bits(21), count_bits(0)
    (28, 1, 40)
    """
    return min(_MOST_COUNT_BITS, 64 - 3 * bits)


def rows_of(keys: Keys, counts: Counts, width: int) -> Rows:
    """Return keys with their counts as rows, whose last bits, so many, are the count's.

    >>> keys = np.array([1, 2], np.uint64)
    >>> [f"{row:06b}" for row in rows_of(keys, np.array([3, 7]), 2)]  # 7 = 1 + 3 + 3
    ['000111', '001001', '001011', '001011']
    """
    rows = keys << np.uint64(width)
    most = (1 << width) - 1
    if not len(counts) or int(counts.max()) <= most:
        rows |= counts.astype(np.uint64, copy=False)
        return rows
    n_rows = -(-counts.astype(np.int64, copy=False) // most)
    first = np.cumsum(n_rows) - n_rows
    split = np.repeat(rows | np.uint64(most), n_rows)
    split[first] = rows | (counts - (n_rows - 1) * most).astype(np.uint64)
    return split


def counted_of(rows: Rows, width: int) -> Counted:
    """Return the keys of ascending rows, each once, and their counts.

    >>> [part.tolist() for part in counted_of(np.array([0b111, 0b1001, 0b1011], np.uint64), 2)]
    [[1, 2], [3, 4]]
    """
    return add_up(rows >> np.uint64(width), counts_of(rows, width))


def counts_of(rows: Rows, width: int) -> Counts:
    """Return the counts of rows, each by itself."""
    return (rows & np.uint64((1 << width) - 1)).view(np.int64)


@dataclass(frozen=True)
class OnDisk:
    """A column that lies in a file, read a slice at a time."""

    file: IO[bytes]
    start: int
    length: int
    dtype: np.dtype[Any]

    def __len__(self) -> int:
        return self.length

    def __getitem__(self, part: slice) -> NDArray[Any]:
        first, last, _ = part.indices(self.length)
        self.file.seek(self.start + first * self.dtype.itemsize)
        wanted = max(0, last - first) * self.dtype.itemsize
        read = self.file.read(wanted)
        if len(read) != wanted:
            raise OSError(f"a temporary file ended early: expected {wanted} bytes, got {len(read)}")
        return np.frombuffer(read, self.dtype)

    def mapped(self) -> NDArray[Any]:
        """Map the column into memory; the file may be closed after."""
        self.file.flush()
        if not self.length:
            return np.zeros(0, self.dtype)
        return np.memmap(self.file, self.dtype, "r", self.start, (self.length,))


@dataclass(frozen=True)
class Run:
    """Ascending rows, and every `stride`-th of them, to find a place by."""

    rows: Rows | OnDisk
    samples: Rows
    stride: int

    def __len__(self) -> int:
        return len(self.rows)


def run_of(rows: Rows, most_samples: int = 1 << 14) -> Run:
    """Make a run of ascending rows in memory.

    >>> len(run_of(np.array([3, 5], np.uint64)))
    2
    """
    stride = samples_stride(len(rows), most_samples)
    return Run(rows, rows[::stride].copy(), stride)


def samples_stride(length: int, most_samples: int) -> int:
    """Choose how many rows apart the samples of a run of this length are.

    >>> samples_stride(10, 1000), samples_stride(10**6, 1000)
    (64, 1000)
    """
    return max(64, -(-length // most_samples))


def radix_order(values: NDArray[Any], bits: int) -> NDArray[np.intp]:
    """Return the order that sorts unsigned integers of so many bits; equal ones stay in place.

    A digit of 16 bits at a time, the lowest first: in cache, each takes a tenth of what sorting
    64-bit integers by comparisons takes.

    >>> radix_order(np.array([70000, 2, 70000, 1], np.uint32), 17).tolist()
    [3, 1, 0, 2]
    """
    if values.dtype.itemsize <= 2:
        return np.argsort(values, kind="stable")
    order: NDArray[np.intp] | None = None
    for shift in range(0, max(bits, 1), _DIGIT):
        digit = (values >> values.dtype.type(shift)).astype(np.uint16)
        if order is None:
            order = np.argsort(digit, kind="stable")
        else:
            order = order[np.argsort(digit[order], kind="stable")]
    assert order is not None
    return order


def add_up(keys: Keys, counts: Counts | None = None) -> Counted:
    """Add up the counts of equal keys, which stand side by side; without counts, each counts 1.

    >>> [part.tolist() for part in add_up(np.array([4, 4, 9], np.uint64))]
    [[4, 9], [2, 1]]
    """
    if not len(keys):
        return keys, np.zeros(0, np.int64)
    first = np.empty(len(keys), np.bool_)
    first[0] = True
    np.not_equal(keys[1:], keys[:-1], out=first[1:])
    if first.all():
        return keys, np.ones(len(keys), np.int64) if counts is None else counts.astype(np.int64)
    starts = np.flatnonzero(first)
    if counts is None:
        return keys[starts], np.diff(starts, append=len(keys))
    return keys[starts], np.add.reduceat(counts, starts, dtype=np.int64)


def merged(
    runs: Iterable[Run],
    width: int,
    keys_at_once: int = CACHED_KEYS,
    in_order: InOrder = one_by_one,
) -> Iterator[Counted]:
    """Yield the sum of runs, in ascending blocks: each key once, with its counts added up.

    Args:
        runs: any number of them.
        width: how many bits of a row are its count's.
        keys_at_once: about how many rows a block is made of. It may be more by as many as lie
            between two neighbouring samples of each run.
        in_order: adds blocks up, some of them at once if it has threads; reading is done here.

    >>> one, two = rows_of(np.array([1, 3], np.uint64), np.ones(2), 8), np.array([3 << 8 | 5])
    >>> runs = [run_of(one), run_of(two.astype(np.uint64))]
    >>> [(keys.tolist(), counts.tolist()) for keys, counts in merged(runs, 8)]
    [([1, 3], [1, 6])]
    """
    yield from in_order(partial(_sum, parts, width) for parts in _ranges(runs, width, keys_at_once))


def merged_rows(
    runs: Iterable[Run],
    width: int,
    keys_at_once: int = CACHED_KEYS,
    in_order: InOrder = one_by_one,
) -> Iterator[Rows]:
    """Yield the sum of runs as `merged` does, as ascending blocks of rows."""
    for keys, counts in merged(runs, width, keys_at_once, in_order):
        yield rows_of(keys, counts, width)


def _sum(parts: list[Rows], width: int) -> Counted:
    if len(parts) == 1:
        return counted_of(parts[0], width)
    rows = np.concatenate(parts)
    rows.sort(kind="stable" if len(parts) <= _FEW else None)
    return counted_of(rows, width)


def _ranges(runs: Iterable[Run], width: int, keys_at_once: int) -> Iterator[list[Rows]]:
    """Read a range of keys after the other: of each run the rows that fall into it."""
    some = [run for run in runs if len(run)]
    ends = _ends_of_ranges(some, width, keys_at_once)
    readers = [_Reader(run, _places_after(run, ends)) for run in some]
    for n, end in enumerate([*ends, None] if some else []):
        parts = [part for reader in readers if len(part := reader.before(n, end))]
        if parts:
            yield parts


@dataclass
class _Reader:
    """Goes through a run once; what was read and not asked for yet waits: a stride at most."""

    run: Run
    places: list[int]
    read: int = 0
    waiting: Rows = field(default_factory=lambda: np.zeros(0, np.uint64))

    def before(self, n: int, end: np.uint64 | None) -> Rows:
        """Return the next rows, those less than the n-th range's end; None is all that are left."""
        until, rows = self.places[n], self.waiting
        if until > self.read:
            new = self.run.rows[self.read : until]
            rows = np.concatenate([rows, new]) if len(rows) else new
            self.read = until
        place = len(rows) if end is None else int(rows.searchsorted(end))
        self.waiting = rows[place:]
        return rows[:place]


def _places_after(run: Run, ends: Rows) -> list[int]:
    """Return, for each end of a range and for all, how many of a run's rows are read until it."""
    after = np.searchsorted(run.samples, ends).astype(np.int64) * run.stride
    return [*np.minimum(after, len(run)).tolist(), len(run)]


def _ends_of_ranges(runs: list[Run], width: int, keys_at_once: int) -> Rows:
    """Choose keys, as their least rows, between which about so many rows of all runs lie."""
    samples = np.concatenate([np.zeros(0, np.uint64), *(run.samples for run in runs)])
    lengths = [len(run.samples) for run in runs]
    weights = np.repeat(np.array([run.stride for run in runs], np.int64), lengths)
    order = np.argsort(samples, kind="stable")
    filled = np.cumsum(weights[order]) // keys_at_once
    ends = samples[order][1:][filled[1:] != filled[:-1]]
    return add_up(ends >> np.uint64(width) << np.uint64(width))[0]
