"""Skip-trigrams of a sequence, listed and counted, against code written by hand, and NLTK."""

from __future__ import annotations

import json
import os
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable
from importlib.util import find_spec
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

import refmath as rm
from benchmarks.measure import Case, traced_peak
from refmath.sequences.table import SkipTrigramCounts

MAX_STEP = 8
ONE_THREAD = "the same with `threads=1`"
STATUS = Path("/proc/self/statm")


def zipf(d_vocab: int) -> Callable[[int], np.ndarray]:
    """Draw tokens as frequent as in a text: the r-th most frequent 1/r as often as the first."""
    rng = np.random.default_rng(0)
    frequency = 1 / np.arange(1, d_vocab + 1)
    p = rng.permutation(frequency / frequency.sum())
    return lambda n: np.asarray(rng.choice(d_vocab, n, p=p), np.uint16)


def zipf_tokens(n: int, d_vocab: int) -> np.ndarray:
    return zipf(d_vocab)(n)


def by_counter(tokens: np.ndarray) -> Counter[tuple[int, int, int]]:
    listed, counted = tokens.tolist(), Counter[tuple[int, int, int]]()
    for step in range(MAX_STEP + 1):
        counted.update(zip(listed, listed[1 + step :], listed[2 + step :], strict=False))
    return counted


def by_unique(tokens: np.ndarray, bits: int) -> tuple[np.ndarray, np.ndarray]:
    wide = tokens.astype(np.uint64)
    pairs = wide[:-1] << np.uint64(bits) | wide[1:]
    grams = [
        wide[: len(wide) - 2 - step] << np.uint64(2 * bits) | pairs[1 + step :]
        for step in range(MAX_STEP + 1)
    ]
    return np.unique(np.concatenate(grams), return_counts=True)


def by_nltk(tokens: np.ndarray) -> Counter[Any]:
    from nltk.util import skipgrams

    grams: Iterable[Any] = skipgrams(tokens.tolist(), 3, MAX_STEP)
    return Counter(grams)


def stepped(tokens: np.ndarray) -> list[dict[str, np.ndarray]]:
    """The skip-trigrams of each step as three columns, views of the tokens."""
    return [
        {"s": tokens[: -2 - step], "d": tokens[1 + step : -1], "o": tokens[2 + step :]}
        for step in range(MAX_STEP + 1)
    ]


def by_duckdb(tokens: np.ndarray) -> dict[str, np.ndarray]:
    import duckdb

    with duckdb.connect() as connection:
        for step, columns in enumerate(stepped(tokens)):
            connection.register(f"step_{step}", columns)
        every = " union all ".join(f"from step_{step}" for step in range(MAX_STEP + 1))
        counted = connection.execute(f"select s, d, o, count(*) as n from ({every}) group by all")
        rows: dict[str, np.ndarray] = counted.fetchnumpy()
        return rows


def by_polars(tokens: np.ndarray) -> Any:
    import polars

    every = polars.concat([polars.LazyFrame(columns) for columns in stepped(tokens)])
    return every.group_by("s", "d", "o").agg(polars.len().alias("n")).collect(engine="streaming")


def same_rows_and_total(table: SkipTrigramCounts, columns: Any) -> bool:
    n = np.asarray(columns["n"])
    return len(table) == len(n) and table.total == int(n.sum())


def resident_peak(work: Callable[[], Any]) -> int:
    """The most memory that a process of its own had beyond what it began with, every 5 ms.

    A child, since what other libraries have freed and not yet given back would be taken for ours.
    """
    if not STATUS.exists():
        return traced_peak(work)
    (grown,) = in_a_child(lambda: (grown_by(work),))
    return int(grown)


def in_a_child(measure: Callable[[], tuple[float, ...]]) -> list[float]:
    """Return the numbers that a child process comes to.

    Raises:
        RuntimeError: if it didn't.
    """
    reader, writer = os.pipe()
    parent, child = os.getpid(), os.fork()
    if not child:
        os.close(reader)
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
        try:
            os.write(writer, json.dumps(measure()).encode())
        finally:
            os._exit(0)
    os.close(writer)
    with open(reader, encoding="utf-8") as pipe:
        answer = pipe.read()
    os.waitpid(child, 0)
    if not answer:
        raise RuntimeError("expected a child process to measure, got none that ended")
    numbers: list[float] = json.loads(answer)
    return numbers


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


def grown_by(work: Callable[[], Any]) -> int:
    """How much more memory the process had while it did the work than before, at most.

    Pages of mapped files don't count: the system takes them back whenever it needs the room.
    """
    before = most = _resident()
    done = threading.Event()

    def watch() -> None:
        nonlocal most
        while not done.wait(0.005):
            most = max(most, _resident())

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        result = work()
        most = max(most, _resident())
        del result
    finally:
        done.set()
        watcher.join()
    return most - before


def _resident() -> int:
    _, resident, of_files, *_ = STATUS.read_text().split()
    return (int(resident) - int(of_files)) * os.sysconf("SC_PAGE_SIZE")


def same_as_counter(table: SkipTrigramCounts, counter: Counter[tuple[int, int, int]]) -> bool:
    return len(table) == len(counter) and all(
        counter[triple] == count for triple, count in table.most_common(1000)
    )


def counting(scale: float) -> list[Case]:
    def counted(tokens: np.ndarray, d_vocab: int, memory: int) -> Callable[[], Any]:
        return lambda: rm.count_skip_trigrams(tokens, MAX_STEP, d_vocab=d_vocab, memory=memory)

    def case(millions: float, d_vocab: int, memory: int, other: str, runs: int) -> Case:
        tokens = zipf_tokens(max(60, int(millions * 1e6 * scale)), d_vocab)
        bits = (d_vocab - 1).bit_length()
        ways: dict[str, tuple[Callable[[], Any], Callable[[Any, Any], bool]]] = {
            "`Counter` over zipped slices": (lambda: by_counter(tokens), same_as_counter),
            "`np.unique` of packed keys": (
                lambda: by_unique(tokens, bits),
                lambda table, b: (
                    np.array_equal(table.keys, b[0]) and np.array_equal(table.count, b[1])
                ),
            ),
            ONE_THREAD: (
                lambda: rm.count_skip_trigrams(
                    tokens, MAX_STEP, d_vocab=d_vocab, memory=memory, threads=1
                ),
                lambda table, b: bool(table == b),
            ),
            "DuckDB `GROUP BY`": (lambda: by_duckdb(tokens), same_rows_and_total),
            "Polars `group_by`, streaming": (lambda: by_polars(tokens), same_rows_and_total),
            # 45 of its grams a token, as it also skips after the second: a fifth of the tokens.
            "NLTK `skipgrams`, as many grams, in a `Counter`": (
                lambda: by_nltk(tokens[: len(tokens) // 5]),
                lambda table, b: 0.5 < table.total / b.total() < 2,
            ),
        }
        return Case(
            "count_skip_trigrams",
            f"{len(tokens):,} tokens of {d_vocab:,}, max_step {MAX_STEP}, "
            f"memory {memory >> 20:,} MB",
            counted(tokens, d_vocab, memory),
            ways[other][0],
            other,
            ways[other][1],
            runs=runs,
            peak=resident_peak,
        )

    cases = [
        case(1, 2048, 256 << 20, "`Counter` over zipped slices", 3),
        case(1, 50257, 256 << 20, "`Counter` over zipped slices", 3),
        case(10, 2048, 2048 << 20, "`np.unique` of packed keys", 1),
        case(10, 50257, 512 << 20, "`np.unique` of packed keys", 1),
        case(10, 4096, 2048 << 20, ONE_THREAD, 3),
        case(10, 50257, 512 << 20, ONE_THREAD, 3),
    ]
    for module, other in (
        ("duckdb", "DuckDB `GROUP BY`"),
        ("polars", "Polars `group_by`, streaming"),
    ):
        if find_spec(module):
            cases.append(case(10, 4096, 2048 << 20, other, 3))
    if find_spec("nltk"):
        nltk = "NLTK `skipgrams`, as many grams, in a `Counter`"
        cases.append(case(1, 2048, 256 << 20, nltk, 3))
    return cases


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
        *counting(scale),
    ]
