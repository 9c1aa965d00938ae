"""Trigrams, skip-trigrams and k-skip-n-grams of any iterable, and how many of each there are.

A gram is chosen by position: elements need not be hashable or comparable, and a repeated element
gives a repeated gram. Arguments are checked at the call, not when the first gram is asked for.
"""

import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations, islice, tee
from math import comb
from typing import Any, Concatenate, ParamSpec, TypeVar

from refmath.arguments import refused, whole_number

T = TypeVar("T")
P = ParamSpec("P")

__all__ = ["gram_count", "skip_grams", "skip_trigram", "skip_trigrams", "trigram"]


def trigram(seq: Iterable[T]) -> Iterator[tuple[T, T, T]]:
    """Yield every three neighbouring elements of a sequence, from left to right.

    The i-th gram is ``(s[i], s[i+1], s[i+2])``: `skip_trigram` with step 0.

    Args:
        seq: any iterable, endless ones too; no more than 120 elements are held at a time.

    Raises:
        ValueError: ``seq`` is not iterable.

    Source: the notebook's "Trigrams", which took the elements for positions: right on ``range(n)``.

    >>> import refmath as rm
    >>> list(rm.trigram("abcd"))
    [('a', 'b', 'c'), ('b', 'c', 'd')]
    """
    return _skip_trigram(_iterator(seq), 0)


def skip_trigram(seq: Iterable[T], step: int = 1) -> Iterator[tuple[T, T, T]]:
    """Yield the skip-trigrams that leave out exactly ``step`` elements after the first.

    The i-th gram is ``(s[i], s[i+1+step], s[i+2+step])``: an earlier token, then two neighbours.

    Args:
        seq: any iterable, endless ones too; no more than ``step + 120`` elements are held.
        step: how many elements are left out between the first and the second, 0 or more.

    Raises:
        ValueError: ``seq`` is not iterable, or ``step`` is no integer, or negative.

    Source: the notebook's "Skip-trigram"; Elhage et al. 2021, "Interpretation as Skip-Trigrams",
    where the first element is the source token, the second the destination token, the third the
    output token: "keep … in mind".

    >>> import refmath as rm
    >>> list(rm.skip_trigram(["keep", "it", "in", "mind"]))
    [('keep', 'in', 'mind')]
    >>> list(rm.skip_trigram(range(6), step=2))
    [(0, 3, 4), (1, 4, 5)]
    """
    step = whole_number("step", step, least=0)
    return _skip_trigram(_iterator(seq), step)


def skip_trigrams(seq: Iterable[T], max_step: int | None = None) -> Iterator[tuple[T, T, T]]:
    """Yield the skip-trigrams of every step from 0 to ``max_step``, by step, then by position.

    The grams are ``(s[i], s[j], s[j+1])`` for all i < j with j - i - 1 <= ``max_step``.

    Args:
        seq: any iterable. The step-0 grams come while it is being read; as the later steps go
            through it again, what was read is held, the whole sequence in the end (three elements
            if ``max_step`` is 0). An endless iterable never gets beyond step 0: use `skip_trigram`.
        max_step: the largest step; None for all that fit, and more than fit is the same as None.

    Raises:
        ValueError: ``seq`` is not iterable, or ``max_step`` is neither None nor an integer, 0 or
            more.

    Source: Elhage et al. 2021, "Interpretation as Skip-Trigrams": the source token may stand
    anywhere before the destination token.

    >>> import refmath as rm
    >>> list(rm.skip_trigrams("abcd"))
    [('a', 'b', 'c'), ('b', 'c', 'd'), ('a', 'c', 'd')]
    >>> list(rm.skip_trigrams("abcd", max_step=0)) == list(rm.trigram("abcd"))
    True
    """
    max_step = _step_or_none(max_step)
    iterator = _iterator(seq)
    if max_step == 0:
        return _skip_trigram(iterator, 0)
    return _skip_trigrams(iterator, max_step)


def skip_grams(seq: Iterable[T], n: int, k: int) -> Iterator[tuple[T, ...]]:
    """Yield the k-skip-n-grams: ``n`` elements in order, with at most ``k`` left out in total.

    The grams are ``(s[i_1], ..., s[i_n])`` for all i_1 < ... < i_n with i_n - i_1 <= n - 1 + k,
    ordered lexicographically by (i_1, ..., i_n).

    Args:
        seq: any iterable, endless ones too; ``n + k`` elements are held at a time.
        n: how many elements a gram has, 1 or more.
        k: how many elements between its first and its last it may leave out, 0 or more.

    Raises:
        ValueError: ``seq`` is not iterable, ``n`` is no integer or less than 1, or ``k`` is none or
            negative.

    Source: Guthrie et al. 2006, "A Closer Look at Skip-gram Modelling", LREC.

    >>> import refmath as rm
    >>> list(rm.skip_grams("abcd", n=2, k=1))
    [('a', 'b'), ('a', 'c'), ('b', 'c'), ('b', 'd'), ('c', 'd')]
    """
    n = whole_number("n", n, least=1)
    k = whole_number("k", k, least=0)
    return _skip_grams(_iterator(seq), n, k)


def gram_count(
    grams: Callable[Concatenate[Iterable[Any], P], Iterator[Any]],
    length: int,
    *args: P.args,
    **kwargs: P.kwargs,
) -> int:
    r"""Return how many grams one of the functions above yields of a sequence, in closed form.

    ``gram_count(f, len(s), ...) == len(list(f(s, ...)))``, at once for any length. With
    N = ``length``:

    - `trigram`: max(0, N - 2), as the first element may stand at 0, ..., N - 3.
    - `skip_trigram`: max(0, N - 2 - step).
    - `skip_trigrams`: of all steps C(N-1, 2), the pairs i < j among 0, ..., N - 2. Up to
      ``max_step`` = m the pairs with j - i > m + 1 are missing; shortening j by m + 1 makes them
      the pairs of N - 2 - m positions: C(N-1, 2) - C(N-2-m, 2), the second being 0 below two.
    - `skip_grams`: (m+1) C(K+n-1, n-1) - (n-1) C(K+n-1, n) with m = N - n and K = min(k, m); 0 if
      m < 0.

    Derivation of the last. A gram with exactly s skips spans n + s positions, so it starts at one
    of m + 1 - s places (none if s > m: hence K), and its s skips fall into its n - 1 gaps in
    C(s+n-2, s) ways. The sum over s = 0, ..., K of (m + 1 - s) C(s+n-2, s) is taken apart with two
    identities: the sum of C(s+n-2, s) is C(K+n-1, n-1), a column of Pascal's triangle; and
    s C(s+n-2, s) = (n-1) C(s+n-2, n-1), whose sum is (n-1) C(K+n-1, n), the next column.
    For n = 1 there is no gap: only s = 0 counts, and the formula gives m + 1 = N.
    For K = m, where the skips do not bind, it gives C(N, n), all choices of n positions.

    Args:
        grams: `trigram`, `skip_trigram`, `skip_trigrams` or `skip_grams`.
        length: the length of the sequence, 0 or more; one too short for a gram is fine.
        *args: what that function takes beside the sequence.
        **kwargs: the same by name.

    Raises:
        ValueError: for another function, or numbers that it would refuse.

    Source: counts what the functions yield; Guthrie et al. 2006 for skip-grams of three,
    (k+1)(k+2)(3N - 2k - 6)/6, which holds where N >= k + 2; the general formula is derived above.

    >>> import refmath as rm
    >>> rm.gram_count(rm.trigram, 8), rm.gram_count(rm.skip_trigram, 8, step=1)
    (6, 5)
    >>> rm.gram_count(rm.skip_trigrams, 8), rm.gram_count(rm.skip_trigrams, 8, max_step=1)
    (21, 11)
    >>> rm.gram_count(rm.skip_grams, 5, n=3, k=2)
    10
    """
    length = whole_number("length", length)
    for function, count in _COUNTS:
        if grams is function:
            return count(length, *args, **kwargs)
    names = ", ".join(function.__name__ for function, _ in _COUNTS)
    raise refused("grams", f"one of {names}", grams)


def _trigram_count(length: int) -> int:
    return _skip_trigram_count(length, step=0)


def _skip_trigram_count(length: int, step: int = 1) -> int:
    return max(0, length - 2 - whole_number("step", step))


def _skip_trigrams_count(length: int, max_step: int | None = None) -> int:
    every_step = comb(max(0, length - 1), 2)
    max_step = _step_or_none(max_step)
    if max_step is None:
        return every_step
    return every_step - comb(max(0, length - 2 - max_step), 2)


def _skip_gram_count(length: int, n: int, k: int) -> int:
    n, k = whole_number("n", n, least=1), whole_number("k", k)
    spare = length - n
    if spare < 0:
        return 0
    skips = min(k, spare)
    return (spare + 1) * comb(skips + n - 1, n - 1) - (n - 1) * comb(skips + n - 1, n)


_COUNTS: tuple[tuple[Callable[..., Iterator[Any]], Callable[..., int]], ...] = (
    (trigram, _trigram_count),
    (skip_trigram, _skip_trigram_count),
    (skip_trigrams, _skip_trigrams_count),
    (skip_grams, _skip_gram_count),
)


# The generators behind the public functions. They are apart from them because a generator function
# runs none of its body before the first next(): a bad argument would go unnoticed until then.


def _skip_trigram(iterator: Iterator[T], step: int) -> Iterator[tuple[T, T, T]]:
    # One iterator three times over, two of them ahead; `tee` keeps what lies between, in pieces
    # of 57 elements. A window of our own would hold step + 3 elements, and take twice as long.
    source, destination, output = tee(iterator, 3)
    yield from zip(
        source,
        islice(destination, min(step + 1, sys.maxsize), None),
        islice(output, min(step + 2, sys.maxsize), None),
        strict=False,
    )


def _skip_trigrams(iterator: Iterator[T], max_step: int | None) -> Iterator[tuple[T, T, T]]:
    held: list[T] = []
    for last in iterator:
        held.append(last)
        if len(held) >= 3:
            yield held[-3], held[-2], held[-1]
    largest = len(held) - 3  # the step at which only one gram, (first, last but one, last), fits
    for step in range(1, 1 + (largest if max_step is None else min(max_step, largest))):
        for i in range(len(held) - 2 - step):
            yield held[i], held[i + 1 + step], held[i + 2 + step]


def _skip_grams(iterator: Iterator[T], n: int, k: int) -> Iterator[tuple[T, ...]]:
    if n == 1:
        k = 0  # a single element has nothing between its first and its last: don't read ahead
    window = deque(_first(iterator, n + k))
    while len(window) >= n:
        head = window.popleft()
        # All of the window is within reach of its head, and combinations are lexicographic.
        for rest in combinations(window, n - 1):
            yield (head, *rest)
        # At the end of the sequence nothing comes in, and the window shrinks below n.
        window.extend(_first(iterator, 1))


def _first(iterator: Iterator[T], n: int) -> Iterator[T]:
    return islice(iterator, min(n, sys.maxsize))  # islice takes no larger number, and needs none


def _iterator(seq: Iterable[T]) -> Iterator[T]:
    try:
        return iter(seq)
    except TypeError as error:
        raise refused("seq", "an iterable", seq) from error


def _step_or_none(max_step: int | None) -> int | None:
    if max_step is None:
        return None
    return whole_number("max_step", max_step, expected="an integer, 0 or more, or None")
