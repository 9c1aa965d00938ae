"""Counting 10, 30 and 100 million tokens of a memory-mapped file within 512 MB: minutes.

Beside it the same with one thread. Of these tokens nearly every skip-trigram is another, so the
table is several times as large as the memory, and is sorted by way of the disk.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

import refmath as rm
from benchmarks.measure import Case
from benchmarks.sequences import MAX_STEP, ONE_THREAD, resident_peak, zipf
from refmath.sequences.table import SkipTrigramCounts

D_VOCAB = 50_257
MEMORY = 512 << 20
MILLIONS = (10, 30, 100)
_AT_ONCE = 1_000_000


def written(path: Path, n: int) -> None:
    """Write so many tokens into a file, some at a time."""
    file = np.lib.format.open_memmap(path, "w+", np.uint16, (n,))
    draw = zipf(D_VOCAB)
    for first in range(0, n, _AT_ONCE):
        part = file[first : first + _AT_ONCE]
        part[:] = draw(len(part))
    file.flush()


def same_table(one: SkipTrigramCounts, other: SkipTrigramCounts) -> bool:
    """Compare tables a part at a time: they lie in files, and are larger than the memory."""
    rows = range(0, len(one), _AT_ONCE)
    return len(one) == len(other) and all(
        np.array_equal(a[first : first + _AT_ONCE], b[first : first + _AT_ONCE])
        for first in rows
        for a, b in ((one.keys, other.keys), (one.tallies, other.tallies))
    )


def cases(scale: float = 1.0) -> list[Case]:
    folder = Path(tempfile.mkdtemp(prefix="refmath-at-size-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = folder / "tokens.npy"
    sizes = [max(60, int(millions * 1e6 * scale)) for millions in MILLIONS]
    written(path, max(sizes))

    def counted(n: int, threads: int | None) -> Callable[[], Any]:
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
            same_table,
            runs=0,
            peak=resident_peak,
        )
        for n in sizes
    ]
