"""Skip-trigrams of a sequence, against slices zipped by hand."""

from __future__ import annotations

from collections import deque
from itertools import combinations

import refmath as rm
from benchmarks.measure import Case


def cases(scale: float = 1.0) -> list[Case]:
    n = max(20, int(1_000_000 * scale))
    seq = [k % 1000 for k in range(n)]
    few = max(8, int(100 * scale))
    return [
        Case(
            "skip_trigram, listed",
            f"{n:,} tokens, step 3",
            lambda: list(rm.skip_trigram(seq, 3)),
            lambda: list(zip(seq, seq[4:], seq[5:], strict=False)),
            "zip over three slices, by hand",
            lambda a, b: bool(a == b),
        ),
        Case(
            "skip_trigram, one at a time",
            f"{n:,} tokens, step 3",
            lambda: deque(rm.skip_trigram(seq, 3), maxlen=1)[0],
            lambda: deque(zip(seq, seq[4:], seq[5:], strict=False), maxlen=1)[0],
            "zip over three slices, by hand",
            lambda a, b: bool(a == b),
        ),
        Case(
            "skip_grams of 3 with at most 2 skips",
            f"{few} tokens",
            lambda: sorted(rm.skip_grams(range(few), 3, 2)),
            lambda: [g for g in combinations(range(few), 3) if g[2] - g[0] <= 4],
            "all combinations, those too wide dropped",
            lambda a, b: bool(a == b),
        ),
    ]
