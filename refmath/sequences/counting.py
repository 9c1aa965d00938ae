"""Counting the skip-trigrams of a text, whatever its length, in bounded memory."""

from __future__ import annotations

import os
import warnings
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Set, Sized
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

import numpy as np

from refmath.arguments import (
    callable_or_none,
    executor_or_none,
    file_path,
    plain_array,
    refused,
    whole_number,
)
from refmath.sequences.in_order import ahead_of, one_by_one
from refmath.sequences.packing import (
    bits_of,
    checked_tokens,
    token_dtype,
    vocabulary_size,
)
from refmath.sequences.pieces import (
    Piece,
    bytes_a_token,
    count_piece,
    counted,
    pieces,
    steps_from,
)
from refmath.sequences.run_store import RunStore
from refmath.sequences.sorted_runs import BYTES_A_KEY, CACHED_KEYS, count_bits, rows_of
from refmath.sequences.table import SkipTrigramCounts

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor

    from refmath.protocols import Tokens
    from refmath.sequences.in_order import InOrder
    from refmath.sequences.pieces import TokenArray
    from refmath.sequences.sorted_runs import Counted

    Progress = Callable[[str, int, int | None], object]

__all__ = ["count_skip_trigrams"]

LEAST_MEMORY = 1 << 24
"""In less, what counting holds besides its budget is more than that: 16 MiB."""

_LARGEST_PIECE = 1 << 20  # tokens, for an executor: there should be more pieces than workers


def count_skip_trigrams(
    tokens: Tokens | Iterable[Tokens],
    max_step: int,
    *,
    d_vocab: int,
    separator: int | None = None,
    memory: int = 1 << 31,
    folder: str | os.PathLike[str] | None = None,
    executor: Executor | None = None,
    at_once: int | None = None,
    threads: int | None = None,
    progress: Progress | None = None,
) -> SkipTrigramCounts:
    r"""Count the skip-trigrams [source] … [destination][output] of a text or of many documents.

    $c(s, d, o)$ is the number of positions $i < j$ of one document with $j - i - 1 \le$
    ``max_step``, $s = t_i$, $d = t_j$ and $o = t_{j+1}$: how often `skip_trigrams` yields
    $(s, d, o)$. The answer is the same for any memory, any executor, any threads and any split.

    Args:
        tokens: one document, (n,) integers of any type (a list, an array, a memory-mapped file),
            or any iterable of documents, the rows of a two-dimensional array among them. No
            skip-trigram crosses from one document into the next.
        max_step: the most tokens that stand between source and destination, 0 or more.
        d_vocab: tokens are less than this; at most 2^21 = 2,097,152, so that three of them fit a
            key of 64 bits.
        separator: a token that stands between documents in ``tokens``, such as an end of text; it
            belongs to none of them, and is in no skip-trigram. None if there is none.
        memory: how many bytes to work in, at least 2^24, besides ``tokens``. What doesn't fit is
            written to temporary files without a name, the table itself too, whose columns are then
            mapped from them. The files vanish with the table, and when the process ends, however
            it does.
        folder: where these files go; None is where temporary files go on this system.
        executor: counts pieces elsewhere: any `concurrent.futures.Executor`, such as a
            `ProcessPoolExecutor`, or a Dask client's. Putting the pieces together is done here.
        at_once: how many pieces are given to the executor at a time; None is one more than there
            are processors here.
        threads: how many sort here at a time, 1 or more; None is as many as there are processors.
            Fewer do it where ``memory`` is less than 256 MiB for each. An executor's pieces are
            counted by one thread each.
        progress: called with ("count", tokens done, tokens in all; None if nobody knows it
            beforehand), then with ("add up", skip-trigrams done, skip-trigrams in all).

    Returns:
        A `SkipTrigramCounts`.

    Raises:
        ValueError: for tokens that are no integers or not in the vocabulary, naming the document,
            or for any other argument that is not as above.
        OSError: if temporary files can't be written, on a full disk for example.

    Warns:
        RuntimeWarning: if the executor lost a piece, as when a worker is killed. The piece is
            counted here, and the answer is right.

    Source:
        Elhage et al. 2021, «Interpretation as Skip-Trigrams»; the notebook's "Skip-trigram".

    Examples:
        >>> import refmath as rm
        >>> table = rm.count_skip_trigrams([3, 1, 2, 0, 1, 2], max_step=2, d_vocab=4)
        >>> table.lookup(3, 1, 2)  # 3 1 2, as 3 … 1 2 at the end has a step of 3
        array(1)
        >>> table == rm.count_skip_trigrams([[3, 1, 2, 0, 1, 2]], 2, d_vocab=4, memory=1 << 24)
        True
    """
    max_step = whole_number("max_step", max_step)
    d_vocab = vocabulary_size(d_vocab)
    memory = whole_number("memory", memory, least=LEAST_MEMORY)
    default = (os.cpu_count() or 1) + 1
    at_once = whole_number("at_once", default if at_once is None else at_once, least=1)
    threads = whole_number("threads", _processors() if threads is None else threads, least=1)
    if separator is not None:
        expected = f"a token from 0 to d_vocab - 1 = {d_vocab - 1}, or None"
        separator = whole_number("separator", separator, below=d_vocab, expected=expected)
    if folder is not None:
        file_path("folder", folder)
    executor_or_none("executor", executor)
    callable_or_none("progress", progress)
    documents, in_all, one = _documents(tokens)
    whole = _without(separator, _checked(documents, d_vocab, one=one))
    tell = progress or _nobody
    each, of_a_source = bytes_a_token(max_step)
    if executor is None:
        size = memory * 3 // 16 // each
    else:
        size = min(memory // 4 // at_once // (each + of_a_source), _LARGEST_PIECE)
    cut = pieces(whole, max(1, min(size, 1 << 29)), max_step, token_dtype(d_vocab))
    bits = bits_of(d_vocab)
    width = count_bits(bits)
    here = threads if executor is None else 1
    with (
        _sorters(here, memory) as in_order,
        RunStore(memory, width, folder, in_order) as store,
    ):
        tally = _Tally(tell, in_all)
        if executor is None:
            keys_at_once = min(CACHED_KEYS, store.keys_at_once)
            most_of_a_source = max(1, memory // 8 // of_a_source)
            for piece in cut:
                for run, n_counted in counted(
                    piece, max_step, bits, keys_at_once, most_of_a_source, in_order
                ):
                    store.add(run, n_counted)
                tally.add(piece)
        else:
            for piece, part, n_counted in _from(executor, cut, at_once, max_step, bits):
                store.add([rows_of(*part, width)], n_counted)
                tally.add(piece)
        tell("count", tally.tokens, tally.tokens)
        keys, counts = store.total(tally.adding(store.counted))
    return SkipTrigramCounts(keys, counts, d_vocab, max_step)


@contextmanager
def _sorters(threads: int, memory: int) -> Iterator[InOrder]:
    """Give threads that sort, so many as there is memory for: two blocks of keys for each."""
    threads = min(threads, memory // 32 // (2 * CACHED_KEYS * BYTES_A_KEY))
    if threads < 2:
        yield one_by_one
        return
    with ThreadPoolExecutor(threads) as pool:
        yield ahead_of(pool, 2 * threads)


def _processors() -> int:
    """How many processors this process may use, where the system tells."""
    may_use = getattr(os, "sched_getaffinity", None)
    return len(may_use(0)) if may_use else os.cpu_count() or 1


class _Tally:
    """How many tokens and skip-trigrams are done, for whoever wants to be told."""

    def __init__(self, tell: Progress, in_all: int | None):
        self.tell, self.in_all = tell, in_all
        self.tokens = self.added = 0

    def add(self, piece: Piece) -> None:
        self.tokens += int(piece.own.sum())
        self.tell("count", self.tokens, self.in_all)

    def adding(self, in_all: int) -> Callable[[int], None]:
        def advance(more: int) -> None:
            self.added += more
            self.tell("add up", self.added, in_all)

        return advance


def _nobody(*_: object) -> None:
    pass


def _documents(tokens: Any) -> tuple[Iterable[Any], int | None, bool]:
    """Tell one document from several, and count their tokens if that can be done beforehand."""
    unordered = isinstance(tokens, (str, bytes, bytearray, Set, Mapping))
    if unordered or not isinstance(tokens, Iterable) or getattr(tokens, "ndim", 1) == 0:
        raise refused("tokens", "integers, or documents of integers", tokens)
    plain_array("tokens", tokens)
    ndim = getattr(tokens, "ndim", None)
    if ndim is None and not isinstance(tokens, Sized):
        # What can be gone through only once tells by its first element what it is.
        elements = iter(tokens)
        start = list(islice(elements, 1))
        every = chain(start, elements)
        one = bool(start) and _is_one(start[0])
        return ([every] if one else every), None, one
    first = () if ndim is not None else next(iter(tokens), 0)
    if ndim == 1 or (ndim is None and _is_one(first)):
        return [tokens], len(tokens) if isinstance(tokens, Sized) else None, True
    if not hasattr(tokens, "__len__"):
        return tokens, None, False
    lengths = [len(document) for document in tokens if isinstance(document, Sized)]
    return tokens, sum(lengths), False


def _is_one(element: Any) -> bool:
    """Whether an element can only be a token, and no document."""
    return getattr(element, "ndim", None) == 0 or not isinstance(element, Iterable)


def _as_array(name: str, document: Any) -> Any:
    """Return a document that is no array, and can only be gone through, as a list."""
    once = isinstance(document, Iterable) and not isinstance(document, (str, bytes, bytearray))
    if isinstance(document, (Set, Mapping)):
        raise refused(name, "integers in an order", document)
    return list(document) if once and not hasattr(document, "__len__") else document


def _checked(documents: Iterable[Any], d_vocab: int, *, one: bool) -> Iterator[TokenArray]:
    for number, document in enumerate(documents):
        name = "tokens" if one else f"tokens[{number}]"
        yield checked_tokens(name, _as_array(name, document), d_vocab, 1)


def _without(separator: int | None, documents: Iterable[TokenArray]) -> Iterator[TokenArray]:
    """Cut each document at its separators, which belong to no document."""
    for document in documents:
        if separator is None:
            yield document
            continue
        first = 0
        for place in [*np.flatnonzero(document == separator).tolist(), len(document)]:
            if place > first:
                yield document[first:place]
            first = place + 1


def _from(
    executor: Executor, cut: Iterable[Piece], at_once: int, max_step: int, bits: int
) -> Iterator[tuple[Piece, Counted, int]]:
    """Have pieces counted elsewhere, so many at a time, and here if that fails."""
    waiting: deque[tuple[Piece, Future[Counted]]] = deque()
    try:
        for piece in cut:
            waiting.append((piece, _submitted(executor, piece, max_step, bits)))
            if len(waiting) >= at_once:
                yield _result(*waiting.popleft(), max_step, bits)
        while waiting:
            yield _result(*waiting.popleft(), max_step, bits)
    finally:
        for _, future in waiting:
            future.cancel()


def _submitted(executor: Executor, piece: Piece, max_step: int, bits: int) -> Future[Counted]:
    try:
        return executor.submit(count_piece, piece, max_step, bits)
    except Exception as error:  # a pool that lost a worker takes nothing more
        failed: Future[Counted] = Future()
        failed.set_exception(error)
        return failed


def _result(
    piece: Piece, future: Future[Counted], max_step: int, bits: int
) -> tuple[Piece, Counted, int]:
    expected = int(steps_from(piece, max_step).sum(dtype=np.int64))
    try:
        keys, counts = future.result()
        got = int(counts.sum(dtype=np.int64))
        if got == expected:
            return piece, (keys, counts), expected
        reason = f"{got} skip-trigrams instead of {expected}"
    except Exception as error:  # whatever befell the worker: what counts is that the piece is lost
        reason = repr(error)
    warnings.warn(
        f"count_skip_trigrams: the executor lost the piece from {piece.place} on ({reason}); "
        "it is counted here",
        RuntimeWarning,
        stacklevel=4,
    )
    return piece, count_piece(piece, max_step, bits), expected
