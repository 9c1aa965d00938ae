"""Where sorted runs are kept within a memory budget: in memory while they fit, else on disk."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain
from typing import IO, TYPE_CHECKING, Any, TypeVar

import numpy as np

from refmath.sequences.in_order import one_by_one
from refmath.sequences.sorted_runs import (
    BYTES_A_KEY,
    CACHED_KEYS,
    OnDisk,
    Run,
    add_up,
    counts_of,
    merged,
    merged_rows,
    run_of,
    samples_stride,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from refmath.sequences.in_order import InOrder
    from refmath.sequences.sorted_runs import Counted, Rows

Block = TypeVar("Block")

MOST_RUNS = 256
"""So many runs on disk are merged at a time, at most."""

_ROW = 8  # bytes


@dataclass(frozen=True)
class _Shelf:
    """Runs in a file without a name: it vanishes when closed, and when the process is killed."""

    folder: str
    rows: IO[bytes]
    runs: list[Run] = field(default_factory=list)

    def add(self, blocks: Iterable[Rows], stride: int) -> None:
        """Write a run at the end of the file."""
        start = self.rows.seek(0, os.SEEK_END)
        length = 0
        samples = [np.zeros(0, np.uint64)]
        for rows in blocks:
            samples.append(rows[-length % stride :: stride].copy())
            _write(self.folder, self.rows, rows)
            length += len(rows)
        on_disk = OnDisk(self.rows, start, length, np.dtype(np.uint64))
        self.runs.append(Run(on_disk, np.concatenate(samples), stride))

    def close(self) -> None:
        with suppress(OSError):  # what could not be written, on a full disk, is not wanted now
            self.rows.close()


def _write(folder: str, file: IO[bytes], array: NDArray[Any]) -> None:
    try:
        file.write(np.ascontiguousarray(array).view(np.uint8).data)
        file.flush()
    except OSError as error:
        error.filename = folder
        raise


class RunStore:
    """Takes in runs, and gives back their sum; holds no more than its share of the memory.

    Args:
        memory: a budget in bytes: 7/16 of it are for runs in memory; adding them up takes half of
            that again at most, and the sorting of one range 1/32.
        width: how many bits of a row are its count's.
        folder: where what doesn't fit is written; None is where temporary files go.
        in_order: adds runs up, some ranges of keys at once if it has threads.
    """

    def __init__(
        self,
        memory: int,
        width: int,
        folder: str | os.PathLike[str] | None = None,
        in_order: InOrder = one_by_one,
    ):
        self.width = width
        self.in_order = in_order
        self.most_held = memory * 7 // 16
        self.folder = os.fspath(folder) if folder is not None else tempfile.gettempdir()
        self.keys_at_once = max(64, min(4 * CACHED_KEYS, memory // 32 // BYTES_A_KEY))
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

    def add(self, blocks: Iterable[Rows], counted: int) -> None:
        """Take in a run.

        Args:
            blocks: the run's rows, ascending.
            counted: the sum of their counts.

        Raises:
            RuntimeError: if the sum is another.
            OSError: if what doesn't fit can't be written.
        """
        self.counted += counted
        self._keep(_adding_up_to(counted, blocks, self._sum_of), counted)

    def _keep(self, blocks: Iterable[Rows], most: int) -> None:
        """Hold a run of so many rows at most in memory; if it doesn't fit, write it out."""
        room = max(0, self.most_held - _size(self.held)) // _ROW
        rows = np.empty(min(most, room), np.uint64)
        length = 0
        coming = iter(blocks)
        for block in coming:
            end = length + len(block)
            if end > len(rows):
                start = rows[:length]
                if self.held and 2 * length * _ROW <= self.most_held:
                    self._make_room()
                    self._keep(chain([start, block], coming), most)
                else:
                    stride = samples_stride(most, self.most_samples)
                    self._shelf(0).add(chain([start, block], coming), stride)
                    self._tidy(0)
                return
            rows[length:end] = block
            length = end
        if length:
            _cut_off(length, rows)
            self.held.append(run_of(rows, self.most_samples))

    def _make_room(self) -> None:
        """Bring what is held to half its size at most, by adding it up or by writing it out."""
        size = _size(self.held)
        if len(self.held) > 1 and _shrink(self.held, self.width):
            most = sum(map(len, self.held))
            blocks = merged_rows(self.held, self.width, self.keys_at_once, self.in_order)
            self.held = []
            self._keep(blocks, most)
        if _size(self.held) > size // 2:
            for run in self.held:
                self._shelf(0).add([run.rows[:]], run.stride)
            self.held = []
            self._tidy(0)

    def _tidy(self, level: int) -> None:
        full = self._shelf(level)
        if len(full.runs) < MOST_RUNS:
            return
        stride = samples_stride(sum(map(len, full.runs)), self.most_samples)
        whole = merged_rows(full.runs, self.width, self.keys_at_once, self.in_order)
        self._shelf(level + 1).add(whole, stride)
        self.shelves[level] = self._new_shelf()
        full.close()
        self._tidy(level + 1)

    def _shelf(self, level: int) -> _Shelf:
        while len(self.shelves) <= level:
            self.shelves.append(self._new_shelf())
        return self.shelves[level]

    def _new_shelf(self) -> _Shelf:
        return _Shelf(self.folder, self._file())

    def _file(self) -> IO[bytes]:
        return tempfile.TemporaryFile(dir=self.folder)

    def _runs(self) -> list[Run]:
        return [*self.held, *(run for shelf in self.shelves for run in shelf.runs)]

    def total(self, advance: Callable[[int], None]) -> Counted:
        """Add up all runs: one ascending array of keys, each once, and their counts.

        A sum that may not fit into the memory is mapped from files without a name, and the system
        holds as much of it in memory as it sees fit.

        Args:
            advance: is told how many are added up, block by block: of all, as many as were counted.
        """
        runs = self._runs()
        most = sum(map(len, runs))
        dtype = np.dtype(np.uint32 if self.counted < 1 << 32 else np.int64)
        blocks = merged(runs, self.width, self.keys_at_once, self.in_order)
        blocks = _adding_up_to(self.counted, blocks, _sum_of_counts, advance)
        only = runs[0].rows if len(runs) == 1 else None
        if isinstance(only, np.ndarray):
            # It gives its place to its keys, which are never ahead of what is read of it.
            return _in_memory(blocks, only, np.empty(most, dtype))
        if _size(self.held) + most * (8 + dtype.itemsize) <= 2 * self.most_held:
            return _in_memory(blocks, np.empty(most, np.uint64), np.empty(most, dtype))
        return self._in_files(blocks, dtype)

    def _in_files(self, blocks: Iterable[Counted], dtype: np.dtype[Any]) -> Counted:
        columns = self._file(), self._file()
        try:
            length = 0
            for keys, counts in blocks:
                _write(self.folder, columns[0], keys)
                _write(self.folder, columns[1], counts.astype(dtype))
                length += len(keys)
            keys_on_disk = OnDisk(columns[0], 0, length, np.dtype(np.uint64))
            return keys_on_disk.mapped(), OnDisk(columns[1], 0, length, dtype).mapped()
        finally:
            for file in columns:
                with suppress(OSError):
                    file.close()

    def _sum_of(self, rows: Rows) -> int:
        return int(counts_of(rows, self.width).sum())


def _sum_of_counts(block: Counted) -> int:
    return int(block[1].sum())


def _adding_up_to(
    counted: int,
    blocks: Iterable[Block],
    sum_of: Callable[[Block], int],
    advance: Callable[[int], None] = lambda _: None,
) -> Iterator[Block]:
    """Pass blocks on, and make sure at the end that nothing is missing, or there twice."""
    got = 0
    for block in blocks:
        more = sum_of(block)
        got += more
        yield block
        advance(more)
    if got != counted:
        raise RuntimeError(f"expected the counts to add up to {counted}; got {got}")


def _in_memory(
    blocks: Iterable[Counted], keys: NDArray[np.uint64], counts: NDArray[Any]
) -> Counted:
    length = 0
    for block in blocks:
        end = length + len(block[0])
        keys[length:end], counts[length:end] = block
        length = end
    _cut_off(length, keys, counts)
    return keys, counts


def _cut_off(length: int, *arrays: NDArray[Any]) -> None:
    for array in arrays:
        array.resize(length, refcheck=False)  # gives back the rest, which was never touched


def _size(held: list[Run]) -> int:
    return sum(len(run) * _ROW for run in held)


def _shrink(runs: list[Run], width: int) -> bool:
    """Tell whether adding up would at least halve the runs, by a sixteenth of the keys' range."""
    middle = np.sort(np.concatenate([run.samples for run in runs]))
    first, last = (middle[len(middle) * n // 32] for n in (15, 17))
    ends = [np.searchsorted(run.rows[:], np.array([first, last])) for run in runs]
    parts = [run.rows[start:stop] for run, (start, stop) in zip(runs, ends, strict=True)]
    together = np.sort(np.concatenate(parts)) >> np.uint64(width)
    return 2 * len(add_up(together)[0]) <= len(together)
