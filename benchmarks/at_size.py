"""Counting 10, 30 and 100 million tokens of a memory-mapped file within 512 MB: minutes.

Beside it the same with one thread. Of these tokens nearly every skip-trigram is another, so the
table is several times as large as the memory, and is sorted by way of the disk.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np

import refmath as rm
from benchmarks.measure import Case, Way, traced_peak
from benchmarks.sequences import MAX_STEP, ONE_THREAD, STATUS, grown_by, in_a_child, zipf
from refmath.sequences.table import SkipTrigramCounts

D_VOCAB = 4_096
MEMORY = 512 << 20
MILLIONS = (10, 30, 100)
LINUX = STATUS.exists()
_AT_ONCE = 1_000_000


def written(path: Path, n: int) -> None:
    """Write so many tokens into a file, some at a time."""
    file = np.lib.format.open_memmap(path, "w+", np.uint16, (n,))
    draw = zipf(D_VOCAB)
    for first in range(0, n, _AT_ONCE):
        part = file[first : first + _AT_ONCE]
        part[:] = draw(len(part))
    file.flush()


def counted_once(work: Callable[[], SkipTrigramCounts]) -> tuple[tuple[float, ...], Way]:
    """Count in a child process: what tells the table from others, and what the count took."""
    seconds, grown, *table = in_a_child(lambda: _measured(work)) if LINUX else _measured(work)
    return tuple(table), Way(seconds, int(grown))


def _measured(work: Callable[[], SkipTrigramCounts]) -> tuple[float, ...]:
    tables: list[SkipTrigramCounts] = []
    start = time.perf_counter()
    grown = (grown_by if LINUX else traced_peak)(lambda: tables.append(work()))
    seconds = time.perf_counter() - start
    (table,) = tables
    crc = 0
    for first in range(0, len(table), _AT_ONCE):  # it lies in files, and is larger than the memory
        for column in (table.keys, table.tallies):
            crc = zlib.crc32(column[first : first + _AT_ONCE].data, crc)
    return seconds, grown, len(table), table.total, crc


def cases(scale: float = 1.0) -> list[Case]:
    folder = Path(tempfile.mkdtemp(prefix="refmath-at-size-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = folder / "tokens.npy"
    sizes = [max(60, int(millions * 1e6 * scale)) for millions in MILLIONS]
    written(path, max(sizes))

    def counted(n: int, threads: int | None) -> Callable[[], SkipTrigramCounts]:
        def count() -> SkipTrigramCounts:
            tokens = np.load(path, mmap_mode="r")[:n]
            return rm.count_skip_trigrams(
                tokens, MAX_STEP, d_vocab=D_VOCAB, memory=MEMORY, threads=threads
            )

        return count

    return [
        Case(
            "count_skip_trigrams of a memory-mapped file",
            f"{n:,} tokens of {D_VOCAB:,}, max_step {MAX_STEP}, memory {MEMORY >> 20:,} MB",
            counted(n, None),
            counted(n, 1),
            ONE_THREAD,
            lambda one, other: bool(one == other),
            once=counted_once,
        )
        for n in sizes
    ]
