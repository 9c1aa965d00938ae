"""One case: two ways to the same result, timed in turn; the time is a median, the memory a peak."""

from __future__ import annotations

import gc
import statistics
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Case:
    """Our way and another way to one result; `same` tells whether both came to it.

    `peak` measures the memory of a way, where tracing what this process allocates would not. `once`
    is for what takes minutes: it measures both in one run, and returns what is compared besides.
    """

    name: str
    size: str
    ours: Callable[[], Any]
    other: Callable[[], Any]
    other_is: str
    same: Callable[[Any, Any], bool]
    why_not_same: str = ""
    runs: int = 5
    peak: Callable[[Callable[[], Any]], int] | None = None
    once: Callable[[Callable[[], Any]], tuple[Any, Way]] | None = None


@dataclass(frozen=True)
class Way:
    """How long one way took (seconds, median), and the most memory it held (bytes)."""

    seconds: float
    peak: int


@dataclass(frozen=True)
class Result:
    """What was measured; `ratio` is how many times longer the other way took."""

    case: Case
    ours: Way
    other: Way
    same: bool

    @property
    def ratio(self) -> float:
        return self.other.seconds / self.ours.seconds


def measured(case: Case) -> Result:
    """Run both ways in turn, so that a busy machine slows both.

    Raises:
        ValueError: if the results are not what the case says (the same, or for a reason not).
    """
    if case.once is not None:
        (one, ours), (other, others) = case.once(case.ours), case.once(case.other)
        return Result(case, ours, others, _compared(case, one, other))
    peak = case.peak or traced_peak
    # Memory first: a library whose threads have run doesn't run in a child process any more.
    most, most_of_other = peak(case.ours), peak(case.other)
    same = _compared(case, case.ours(), case.other())
    seconds: list[float] = []
    seconds_of_other: list[float] = []
    for _ in range(case.runs):
        seconds.append(_seconds(case.ours))
        seconds_of_other.append(_seconds(case.other))
    return Result(
        case,
        Way(statistics.median(seconds), most),
        Way(statistics.median(seconds_of_other), most_of_other),
        same,
    )


def _compared(case: Case, one: Any, other: Any) -> bool:
    same = case.same(one, other)
    if same == bool(case.why_not_same):
        raise ValueError(f"{case.name}: expected results that agree: {not same}; got {same}")
    return same


def _seconds(work: Callable[[], Any]) -> float:
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def traced_peak(work: Callable[[], Any]) -> int:
    """Measure in a run of its own: to trace allocations takes time."""
    gc.collect()
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
