"""Documents cut into pieces that can be counted apart from each other, and the count of one piece.

A skip-trigram belongs to the piece that its source token belongs to. A piece carries the tokens
after it that its skip-trigrams reach, so it needs nothing but itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any

import numpy as np

from refmath.sequences.in_order import one_by_one
from refmath.sequences.sorted_runs import (
    CACHED_KEYS,
    add_up,
    count_bits,
    counted_of,
    merged_rows,
    radix_order,
    rows_of,
    run_of,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from refmath.sequences.in_order import InOrder
    from refmath.sequences.sorted_runs import Counted, Rows

    TokenArray = NDArray[np.integer[Any]]


@dataclass(frozen=True)
class Piece:
    """Parts of documents, one after the other, each with what it reaches.

    Attributes:
        tokens: all parts' tokens.
        lengths: how many tokens each part has, with those after it that it reaches.
        own: how many of these are its own, and no later piece's.
        place: where the piece begins, in words.
    """

    tokens: TokenArray
    lengths: NDArray[np.int64]
    own: NDArray[np.int64]
    place: str


def bytes_a_token(max_step: int) -> tuple[int, int]:
    """Return the memory that counting takes for each token of a piece, at most.

    Returns:
        What is held from the beginning to the end (the token, its pair, its place in two orders),
        and what is held only for tokens of one value: the keys and counts that start at them.
    """
    return 40, 12 * (max_step + 1)


def pieces(
    documents: Iterable[TokenArray], size: int, max_step: int, dtype: np.dtype[Any]
) -> Iterator[Piece]:
    """Cut documents into pieces of about so many tokens; short documents share a piece.

    >>> two = [np.array([1, 2, 3]), np.array([4])]
    >>> [(p.tokens.tolist(), p.own.tolist()) for p in pieces(two, 2, 0, np.dtype(np.uint8))]
    [([1, 2, 3], [2]), ([3, 4], [1, 1])]
    """
    parts: list[TokenArray] = []
    own: list[int] = []
    place = ""
    for number, document in enumerate(documents):
        for start in range(0, len(document), size):
            place = place or f"document {number}, token {start}"
            parts.append(document[start : start + size + max_step + 2].astype(dtype))
            own.append(min(size, len(document) - start))
            if sum(own) >= size:
                yield _piece(parts, own, place)
                parts, own, place = [], [], ""
    if parts:
        yield _piece(parts, own, place)


def _piece(parts: list[TokenArray], own: list[int], place: str) -> Piece:
    lengths = np.array([len(part) for part in parts], np.int64)
    return Piece(np.concatenate(parts), lengths, np.array(own, np.int64), place)


def steps_from(piece: Piece, max_step: int) -> NDArray[np.int32]:
    """Return how many skip-trigrams start at each token of a piece: the steps 0, 1, … that fit.

    >>> piece = next(pieces([np.array([1, 2, 3, 3])], 9, 1, np.dtype(np.uint8)))
    >>> steps_from(piece, 1).tolist()
    [2, 1, 0, 0]
    """
    ends = np.cumsum(piece.lengths).astype(np.int32)
    after = np.repeat(ends, piece.lengths)
    after -= np.arange(len(piece.tokens), dtype=np.int32)  # those after it, and itself
    foreign = np.repeat((piece.lengths - piece.own).astype(np.int32), piece.lengths)
    steps = np.clip(after - 2, 0, max_step + 1)
    steps[after <= foreign] = 0
    return steps


def count_piece(piece: Piece, max_step: int, bits: int) -> Counted:
    """Count the skip-trigrams that start in a piece: their ascending packed keys, and how often.

    The key is source · 4^bits + destination · 2^bits + output.

    >>> piece = next(pieces([np.array([1, 2, 3, 3])], 9, 1, np.dtype(np.uint8)))
    >>> keys, counts = count_piece(piece, 1, 2)
    >>> [f"{key:06b}" for key in keys], counts.tolist()
    (['011011', '011111', '101111'], [1, 1, 1])
    """
    blocks = [block for run, _ in counted(piece, max_step, bits) for block in run]
    keys, counts = counted_of(np.concatenate([np.zeros(0, np.uint64), *blocks]), count_bits(bits))
    return keys, counts.astype(np.uint32)


def counted(
    piece: Piece,
    max_step: int,
    bits: int,
    keys_at_once: int = CACHED_KEYS,
    most_of_a_source: int | None = None,
    in_order: InOrder = one_by_one,
) -> Iterator[tuple[Iterator[Rows], int]]:
    """Yield runs that add up to the count of a piece: ascending rows, and their counts' sum.

    The places are put in the order of their tokens once. Then come the skip-trigrams of a few
    sources at a time, so many as are sorted within a core's cache; those of the next sources
    follow them, so nothing is left to merge but what one source alone has too many of.

    Args:
        piece: what to count.
        max_step: the largest step.
        bits: how many bits a token takes.
        keys_at_once: how many keys are sorted at a time.
        most_of_a_source: how often a source token may occur in one run, None for no limit: the
            skip-trigrams of one source are held together. The run is cut in halves until it holds.
        in_order: sorts keys, some of them at once if it has threads.
    """
    max_step = min(max_step, int(piece.lengths.max(initial=0)))  # no more fit
    steps = steps_from(piece, max_step)
    # Window p: the (destination, output) pairs of a source at p, the nearest first.
    n = len(piece.tokens)
    pairs = np.zeros(n + max_step + 1, pair_dtype(bits))
    np.left_shift(piece.tokens[:-1], bits, out=pairs[: n - 1], dtype=pairs.dtype)
    np.bitwise_or(pairs[: n - 1], piece.tokens[1:], out=pairs[: n - 1])
    windows = _windows(pairs, max_step + 1)
    todo = [np.flatnonzero(steps).astype(np.int32)]
    while todo:
        places = todo.pop()
        if not len(places):
            continue
        sources = piece.tokens[places]
        of_source = np.bincount(sources)
        if most_of_a_source is not None and len(places) > max(1, most_of_a_source):
            most = of_source.max()
            if most > most_of_a_source and most * (max_step + 1) <= 4**bits:
                todo += [places[: len(places) // 2], places[len(places) // 2 :]]
                continue
        n_counted = int(steps[places].sum(dtype=np.int64))
        places = places[radix_order(sources, bits)]
        sources = np.repeat(np.arange(len(of_source), dtype=sources.dtype), of_source)
        run = _run(sources, places, windows, steps, bits, keys_at_once, in_order)
        yield run, n_counted


def pair_dtype(bits: int) -> np.dtype[Any]:
    """Return the smallest type that holds two tokens of so many bits, of two.

    >>> pair_dtype(16), pair_dtype(17)
    (dtype('uint32'), dtype('uint64'))
    """
    return np.dtype(np.uint64 if bits > 16 else np.uint32)


def _windows(pairs: NDArray[Any], n_steps: int) -> NDArray[np.void]:
    """Return the windows of so many pairs that begin at each but the first, overlapping.

    Each is one record, since rows are gathered a pair at a time, but records whole.
    """
    size = pairs.itemsize
    shape, record = (len(pairs) - n_steps,), np.dtype((np.void, n_steps * size))
    return np.ndarray(shape, record, pairs.data, size, (size,))


def _run(
    sources: TokenArray,
    places: NDArray[np.integer[Any]],
    windows: NDArray[np.void],
    steps: NDArray[np.int32],
    bits: int,
    keys_at_once: int,
    in_order: InOrder,
) -> Iterator[Rows]:
    n_steps = windows.itemsize // pair_dtype(bits).itemsize
    at_once = max(1, keys_at_once // n_steps)

    def sorted_part(cut: slice) -> Rows:
        return _sorted(*_pairs(sources[cut], places[cut], windows, steps, bits), bits)

    def is_short(group: tuple[int, int]) -> bool:
        return group[1] <= group[0] + at_once

    for short, groups in groupby(_groups(sources, at_once), is_short):
        if short:
            yield from in_order(partial(sorted_part, slice(*group)) for group in groups)
            continue
        for first, last in groups:
            if (last - first) * n_steps > 4**bits:
                # Each part is added to all pairs there are: it should not be much less than these.
                cuts = _cuts(first, last, max(at_once, 4**bits // 4 // n_steps))
                parts = (_pairs(sources[cut], places[cut], windows, steps, bits) for cut in cuts)
                yield _histogram(int(sources[first]), parts, bits)
            else:
                in_parts = in_order(partial(sorted_part, c) for c in _cuts(first, last, at_once))
                runs = [run_of(part) for part in in_parts]
                yield from merged_rows(runs, count_bits(bits), keys_at_once, in_order)


def _cuts(first: int, last: int, at_once: int) -> list[slice]:
    return [slice(n, min(n + at_once, last)) for n in range(first, last, at_once)]


def _groups(sources: TokenArray, at_once: int) -> Iterator[tuple[int, int]]:
    """Cut ascending sources into stretches: some whole sources each, or one that is too long."""
    changes = (np.flatnonzero(sources[1:] != sources[:-1]) + 1).tolist()
    first = last = 0
    for change in [*changes, len(sources)]:
        if change - first > at_once and last > first:
            yield first, last
            first = last
        last = change
    if last > first:
        yield first, last


def _pairs(
    sources: TokenArray,
    places: NDArray[np.integer[Any]],
    windows: NDArray[np.void],
    steps: NDArray[np.int32],
    bits: int,
) -> tuple[TokenArray, NDArray[Any]]:
    """Gather the pairs that follow these places, each with its source."""
    n_steps = steps[places]
    pairs = windows[places].view(pair_dtype(bits))
    every = len(pairs) // len(places)
    if (n_steps == every).all():
        return np.repeat(sources, every), pairs
    there = np.arange(every) < n_steps[:, None]
    return np.repeat(sources, n_steps), pairs[there.reshape(-1)]


def _sorted(sources: TokenArray, pairs: NDArray[Any], bits: int) -> Rows:
    least = int(sources[0])
    used = 2 * bits + (int(sources[-1]) - least).bit_length()
    keys: NDArray[Any] = pairs.astype(np.uint32 if used <= 32 else np.uint64)
    if used > 2 * bits:  # not only one source
        local = (sources - sources[0]).astype(keys.dtype) << keys.dtype.type(2 * bits)
        keys |= local
    keys.sort()
    unique, counts = add_up(keys)
    whole = unique.astype(np.uint64)
    whole += np.uint64(least << 2 * bits)
    return rows_of(whole, counts, count_bits(bits))


def _histogram(source: int, parts: Iterable[tuple[TokenArray, NDArray[Any]]], bits: int) -> Rows:
    counts = np.zeros(4**bits, np.int64)
    for _, pairs in parts:
        counts += np.bincount(pairs, minlength=4**bits)
    seen = np.flatnonzero(counts)
    keys = seen.astype(np.uint64) + np.uint64(source << 2 * bits)
    return rows_of(keys, counts[seen], count_bits(bits))
