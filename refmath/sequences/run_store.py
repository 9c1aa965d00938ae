"""Where sorted runs are kept within a memory budget: in memory while they fit, else on disk."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain
from typing import IO, TYPE_CHECKING, Any

import numpy as np

from refmath.sequences.in_order import one_by_one
from refmath.sequences.sorted_runs import (
    BYTES_A_KEY,
    CACHED_KEYS,
    OnDisk,
    Run,
    merged,
    run_of,
    samples_stride,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from refmath.sequences.in_order import InOrder
    from refmath.sequences.sorted_runs import Counted

MOST_RUNS = 256
"""So many runs on disk are merged at a time, at most."""


@dataclass(frozen=True)
class _Shelf:
    """Runs in two files without a name: they vanish when closed, and when the process is killed."""

    folder: str
    keys: IO[bytes]
    counts: IO[bytes]
    runs: list[Run] = field(default_factory=list)

    def add(self, blocks: Iterable[Counted], stride: int, count_dtype: np.dtype[Any]) -> None:
        """Write a run at the end of both files."""
        keys_start, counts_start = (f.seek(0, os.SEEK_END) for f in (self.keys, self.counts))
        length = 0
        samples = [np.zeros(0, np.uint64)]
        for keys, counts in blocks:
            samples.append(keys[-length % stride :: stride].copy())
            self._write(self.keys, keys)
            self._write(self.counts, counts.astype(count_dtype, copy=False))
            length += len(keys)
        self.runs.append(
            Run(
                OnDisk(self.keys, keys_start, length, np.dtype(np.uint64)),
                OnDisk(self.counts, counts_start, length, count_dtype),
                np.concatenate(samples),
                stride,
            )
        )

    def _write(self, file: IO[bytes], array: NDArray[Any]) -> None:
        try:
            file.write(np.ascontiguousarray(array).view(np.uint8).data)
            file.flush()
        except OSError as error:
            error.filename = self.folder
            raise

    def close(self) -> None:
        for file in (self.keys, self.counts):
            with suppress(OSError):  # what could not be written, on a full disk, is not wanted now
                file.close()


class RunStore:
    """Takes in runs, and gives back their sum; holds no more than its share of the memory.

    Args:
        memory: a budget in bytes: 7/16 of it are for runs in memory; adding them up takes half of
            that again at most, and the sorting of one range 1/32.
        folder: where what doesn't fit is written; None is where temporary files go.
        in_order: adds runs up, some ranges of keys at once if it has threads.
    """

    def __init__(
        self,
        memory: int,
        folder: str | os.PathLike[str] | None = None,
        in_order: InOrder = one_by_one,
    ):
        self.in_order = in_order
        self.most_held = memory * 7 // 16
        self.folder = os.fspath(folder) if folder is not None else tempfile.gettempdir()
        self.keys_at_once = max(64, min(CACHED_KEYS, memory // 32 // BYTES_A_KEY))
        self.most_samples = max(16, memory // 32 // (2 * MOST_RUNS * 8))
        self.counted = 0
        self.held: list[Run] = []
        self.shelves: list[_Shelf] = []  # a run on a shelf is the sum of a full shelf below it

    def __enter__(self) -> RunStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.held = []
        for shelf in self.shelves:
            shelf.close()

    def add(self, blocks: Iterable[Counted], counted: int) -> None:
        """Take in a run.

        Args:
            blocks: the run's keys, ascending, and their counts.
            counted: the sum of these counts.

        Raises:
            RuntimeError: if the sum is another.
            OSError: if what doesn't fit can't be written.
        """
        self.counted += counted
        self._keep(_adding_up_to(counted, blocks), counted)

    def _keep(self, blocks: Iterable[Counted], most: int) -> None:
        """Hold a run of so many keys at most in memory; if it doesn't fit, write it out."""
        room = max(0, self.most_held - _size(self.held)) // self._row
        keys, counts = self._empty(min(most, room))
        length = 0
        coming = iter(blocks)
        for block in coming:
            end = length + len(block[0])
            if end > len(keys):
                start: Counted = (keys[:length], counts[:length])
                if self.held and 2 * length * self._row <= self.most_held:
                    self._make_room()
                    self._keep(chain([start, block], coming), most)
                else:
                    stride = samples_stride(most, self.most_samples)
                    self._shelf(0).add(chain([start, block], coming), stride, self._count_dtype)
                    self._tidy(0)
                return
            keys[length:end], counts[length:end] = block
            length = end
        if length:
            _cut_off(length, keys, counts)
            self.held.append(run_of(keys, counts, self.most_samples))

    @property
    def _count_dtype(self) -> np.dtype[Any]:
        return np.dtype(np.uint32 if self.counted < 1 << 32 else np.int64)

    @property
    def _row(self) -> int:
        return 8 + self._count_dtype.itemsize

    def _empty(self, length: int) -> Counted:
        return np.empty(length, np.uint64), np.empty(length, self._count_dtype)

    def _make_room(self) -> None:
        """Bring what is held to half its size at most, by adding it up or by writing it out."""
        size = _size(self.held)
        if len(self.held) > 1 and _shrink(self.held):
            most = sum(map(len, self.held))
            blocks = merged(self.held, self.keys_at_once, self.in_order)
            self.held = []
            self._keep(blocks, most)
        if _size(self.held) > size // 2:
            for run in self.held:
                self._shelf(0).add([(run.keys[:], run.counts[:])], run.stride, self._count_dtype)
            self.held = []
            self._tidy(0)

    def _tidy(self, level: int) -> None:
        full = self._shelf(level)
        if len(full.runs) < MOST_RUNS:
            return
        stride = samples_stride(sum(map(len, full.runs)), self.most_samples)
        whole = merged(full.runs, self.keys_at_once, self.in_order)
        self._shelf(level + 1).add(whole, stride, self._count_dtype)
        self.shelves[level] = self._new_shelf()
        full.close()
        self._tidy(level + 1)

    def _shelf(self, level: int) -> _Shelf:
        while len(self.shelves) <= level:
            self.shelves.append(self._new_shelf())
        return self.shelves[level]

    def _new_shelf(self) -> _Shelf:
        keys, counts = (tempfile.TemporaryFile(dir=self.folder) for _ in range(2))  # noqa: SIM115
        return _Shelf(self.folder, keys, counts)

    def rows(self) -> int:
        """How many rows all runs have together."""
        return sum(map(len, self._runs()))

    def _runs(self) -> list[Run]:
        return [*self.held, *(run for shelf in self.shelves for run in shelf.runs)]

    def total(self, advance: Callable[[int], None]) -> Counted:
        """Add up all runs: one ascending array of keys, and their counts.

        A sum that may not fit into the memory is mapped from files without a name, and the system
        holds as much of it in memory as it sees fit.

        Args:
            advance: is told how many rows came in, block by block.
        """
        runs, most = self._runs(), self.rows()
        if len(runs) == 1:
            advance(most)
            return _whole(runs[0])
        blocks = merged(runs, self.keys_at_once, self.in_order)
        blocks = _told(_adding_up_to(self.counted, blocks), advance)
        if _size(self.held) + most * self._row <= 2 * self.most_held:
            keys, counts = self._empty(most)
            length = 0
            for block in blocks:
                end = length + len(block[0])
                keys[length:end], counts[length:end] = block
                length = end
            _cut_off(length, keys, counts)
            return keys, counts
        shelf = self._new_shelf()
        self.shelves.append(shelf)
        shelf.add(blocks, samples_stride(most, self.most_samples), self._count_dtype)
        return _whole(shelf.runs[0])


def _whole(run: Run) -> Counted:
    if isinstance(run.keys, OnDisk) and isinstance(run.counts, OnDisk):
        return run.keys.mapped(), run.counts.mapped()
    return run.keys[:], run.counts[:]


def _adding_up_to(counted: int, blocks: Iterable[Counted]) -> Iterator[Counted]:
    """Pass blocks on, and make sure at the end that nothing is missing, or there twice."""
    got = 0
    for keys, counts in blocks:
        got += int(counts.sum(dtype=np.int64))
        yield keys, counts
    if got != counted:
        raise RuntimeError(f"expected the counts to add up to {counted}; got {got}")


def _cut_off(length: int, *arrays: NDArray[Any]) -> None:
    for array in arrays:
        array.resize(length, refcheck=False)  # gives back the rest, which was never touched


def _size(held: list[Run]) -> int:
    return sum(len(run) * (8 + run.counts[:1].itemsize) for run in held)


def _shrink(runs: list[Run]) -> bool:
    """Tell whether adding up would at least halve the runs, by a sixteenth of the keys' range."""
    middle = np.sort(np.concatenate([run.samples for run in runs]))
    first, last = (middle[len(middle) * n // 32] for n in (15, 17))
    parts = [run.keys[run.place_of(first) : run.place_of(last)] for run in runs]
    together = np.concatenate(parts)
    return 2 * len(np.unique(together)) <= len(together)


def _told(blocks: Iterable[Counted], advance: Callable[[int], None]) -> Iterator[Counted]:
    for keys, counts in blocks:
        yield keys, counts
        advance(len(keys))
