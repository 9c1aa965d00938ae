"""Sorted runs of counted keys, in memory or in a file, merged into one a range at a time.

A run is a strictly ascending array of uint64 keys, and how often each was seen. Runs are merged a
range of keys at a time: of every run the part that falls into the range, put together, sorted, and
equal keys added up. Nothing but one range's keys is held besides the runs themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import IO, TYPE_CHECKING, Any

import numpy as np

from refmath.sequences.in_order import one_by_one

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from refmath.sequences.in_order import InOrder

    Keys = NDArray[np.uint64]
    Counts = NDArray[Any]
    Counted = tuple[Keys, Counts]

__all__ = ["Run", "add_up", "merged", "radix_order", "run_of", "samples_stride"]

BYTES_A_KEY = 64
"""What sorting takes for a key, at most: itself, its digits, two orders, a sorted copy, counts."""

CACHED_KEYS = 1 << 16
"""So many keys are sorted at a time: many more no longer fit a core's cache, and take longer."""

_WIDTH = 64  # bits of a key
_DIGIT = 16  # bits: for integers of 16 bits NumPy's stable sort is a radix sort, for others not


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
    """Ascending keys with their counts, and every `stride`-th key, to find a key's place by."""

    keys: Keys | OnDisk
    counts: Counts | OnDisk
    samples: Keys
    stride: int

    def __len__(self) -> int:
        return len(self.keys)

    def place_of(self, key: np.uint64) -> int:
        """Find how many of the run's keys are less than this one."""
        after = int(np.searchsorted(self.samples, key))
        if not after:
            return 0
        first = (after - 1) * self.stride + 1
        few = self.keys[first : after * self.stride]
        return first + int(np.searchsorted(few, key))


def run_of(keys: Keys, counts: Counts, most_samples: int = 1 << 14) -> Run:
    """Make a run of ascending keys and their counts, both in memory.

    >>> len(run_of(np.array([3, 5], np.uint64), np.array([1, 2])))
    2
    """
    stride = samples_stride(len(keys), most_samples)
    return Run(keys, counts, keys[::stride].copy(), stride)


def samples_stride(length: int, most_samples: int) -> int:
    """Choose how many keys apart the samples of a run of this length are.

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
    starts = np.flatnonzero(first)
    if counts is None:
        return keys[starts], np.diff(starts, append=len(keys))
    return keys[starts], np.add.reduceat(counts, starts, dtype=np.int64)


def merged(
    runs: Iterable[Run], keys_at_once: int = CACHED_KEYS, in_order: InOrder = one_by_one
) -> Iterator[Counted]:
    """Yield the sum of runs, in ascending blocks: each key once, with its counts added up.

    Args:
        runs: any number of them.
        keys_at_once: about how many keys a block is made of. It may be more by as many as lie
            between two neighbouring samples of each run.
        in_order: adds blocks up, some of them at once if it has threads; reading is done here.

    >>> one, two = np.array([1, 3], np.uint64), np.array([3], np.uint64)
    >>> runs = [run_of(one, np.array([1, 1])), run_of(two, np.array([5]))]
    >>> [(keys.tolist(), counts.tolist()) for keys, counts in merged(runs)]
    [([1, 3], [1, 6])]
    """
    yield from in_order(_sums([run for run in runs if len(run)], keys_at_once))


def _sums(runs: list[Run], keys_at_once: int) -> Iterator[Callable[[], Counted]]:
    """Read a range of keys after the other; each is still to be added up."""
    done = [0] * len(runs)
    for end in _ends_of_ranges(runs, keys_at_once):
        keys: list[Keys] = []
        counts: list[Counts] = []
        for n, run in enumerate(runs):
            place = len(run) if end is None else run.place_of(end)
            if place > done[n]:
                keys.append(run.keys[done[n] : place])
                counts.append(run.counts[done[n] : place])
                done[n] = place
        if keys:
            yield partial(_sum, keys, counts)


def _sum(of_keys: list[Keys], of_counts: list[Counts]) -> Counted:
    if len(of_keys) == 1:
        return of_keys[0], of_counts[0].astype(np.int64)
    keys, counts = np.concatenate(of_keys), np.concatenate(of_counts)
    least = keys.min()
    keys = keys - least
    bits, of_count = int(keys.max()).bit_length(), int(counts.max()).bit_length()
    if bits + of_count <= _WIDTH:  # a key and its count are one number, sorted without an order
        both = keys << np.uint64(of_count)
        both |= counts.astype(np.uint64)
        both.sort()
        keys = both >> np.uint64(of_count)
        counts = (both & np.uint64((1 << of_count) - 1)).astype(np.int64)
    else:
        order = radix_order(keys, bits)
        keys, counts = keys[order], counts[order]
    found, sums = add_up(keys, counts)
    return found + least, sums


def _ends_of_ranges(runs: list[Run], keys_at_once: int) -> list[np.uint64 | None]:
    """Choose keys between which about so many keys of all runs lie; the last range has no end."""
    if not runs:
        return []
    samples = np.concatenate([run.samples for run in runs])
    weights = np.concatenate([np.full(len(run.samples), run.stride) for run in runs])
    order = np.argsort(samples, kind="stable")
    filled = np.cumsum(weights[order]) // keys_at_once
    ends = np.unique(samples[order][1:][filled[1:] != filled[:-1]])
    return [*ends, None]
