"""Chapter 3: the range of a head's effect over all contexts, and what changes no probability."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import chain
from itertools import product as every
from random import Random
from typing import Any

from sympy import ZZ, Symbol
from sympy.polys.rings import ring

from refmath.symbolic.claims import Argument, Claim, FalseClaim, Twin, ensure
from refmath.symbolic.propositions import Instances, Proposition
from refmath.symbolic.terms import (
    Compared,
    Defined,
    ForEach,
    Given,
    Members,
    Over,
    Range,
    Said,
    Sequences,
    Sign,
    Term,
    Transposed,
    Whole,
    softmax,
)
from refmath.theorems.instances import column, drawn_matrix, small_matrices
from refmath.theorems.reading import CHAPTER

# --- certified range ------------------------------------------------------------------------------

Pairs = Sequence[tuple[Fraction, Fraction]]  # (weight, value) of a token


def mean(pairs: Pairs) -> Fraction:
    """Average values by weights."""
    return sum((w * v for w, v in pairs), Fraction(0)) / sum((w for w, _ in pairs), Fraction(0))


def _vocabularies() -> Iterator[tuple[Pairs, Pairs]]:
    """Draw what is fixed (source and destination), and the tokens for the free positions."""
    for seed in range(40):
        random = Random(seed)

        def pair(random: Random = random) -> tuple[Fraction, Fraction]:
            return Fraction(2) ** random.randint(-3, 3), Fraction(random.randint(-5, 5))

        yield [pair(), pair()], [pair() for _ in range(random.randint(1, 4))]


def _gaps_add_up(gap: Callable[..., Any]) -> str:
    """One position more adds the gap of its token to the sum over the k positions so far.

    T is Σ w (λ − v) over them. At k = m the sum of the gaps is m(λ(D + Σ w) − (N + Σ w v)).
    """
    _, N, D, m, w, v, lam, k, T = ring("N D m w v λ k T", ZZ)
    so_far, with_one_more = (
        n * (lam * D - N) + m * weighted for n, weighted in ((k, T), (k + 1, T + w * (lam - v)))
    )
    ensure(so_far + gap(N, D, m, w, v, lam) == with_one_more, "one more position")
    return "Σ_j g(c_j) = m (λ(D + Σ_j w_j) − (N + Σ_j w_j v_j)), by induction on the positions"


def _gap(N: Any, D: Any, m: Any, w: Any, v: Any, lam: Any) -> Any:
    return lam * (D + m * w) - (N + m * w * v)


def _gap_of_one_position(N: Any, D: Any, _m: Any, w: Any, v: Any, lam: Any) -> Any:
    return _gap(N, D, 1, w, v, lam)


def _one_token_everywhere(added: Callable[[Any, Any], tuple[Any, Any]]) -> str:
    _, N, D, j, w, v = ring("N D j w v", ZZ)
    above, below = added(w, v)
    ensure(N + j * w * v + above == N + (j + 1) * w * v, "one more position, above")
    ensure(D + j * w + below == D + (j + 1) * w, "one more position, below")
    return "the context c, …, c has N + m w_c v_c above and D + m w_c below, by induction on m"


def _same_token_everywhere(times: Callable[[int], int]) -> str:
    contexts = 0
    for fixed, tokens in _vocabularies():
        for n_free in range(4):
            found = [mean([*fixed, *free_ones]) for free_ones in every(tokens, repeat=n_free)]
            alike = [mean([*fixed, *[token] * times(n_free)]) for token in tokens]
            ensure((min(found), max(found)) == (min(alike), max(alike)), f"{fixed}, {tokens}")
            contexts += len(found)
    return f"all {contexts:,} contexts of 40 vocabularies, up to 3 free positions"


def _dinkelbach(fixed: Pairs, places: Sequence[Pairs]) -> Fraction:
    """Climb to the largest mean: at each step, every position by itself takes its best token."""
    best = mean([*fixed, *(place[0] for place in places)])
    while True:
        chosen = [max(place, key=lambda p: p[0] * (p[1] - best)) for place in places]
        better = mean([*fixed, *chosen])
        if better <= best:
            return best
        best = better


def _of_the_largest_values(fixed: Pairs, places: Sequence[Pairs]) -> Fraction:
    return mean([*fixed, *(max(place, key=lambda p: p[1]) for place in places)])


def _position_by_position(largest: Callable[[Pairs, Sequence[Pairs]], Fraction]) -> str:
    contexts = 0
    for fixed, tokens in _vocabularies():
        places = [
            [(w * Fraction(2) ** (k * j % 3), v) for k, (w, v) in enumerate(tokens)]
            for j in range(3)
        ]
        found = [mean([*fixed, *choice]) for choice in every(*places)]
        ensure(largest(fixed, places) == max(found), f"{fixed}, {places}")
        contexts += len(found)
    return f"all {contexts:,} contexts of 40 vocabularies with positional weights"


def _one_more_position(term: Callable[[Any, Any, Any], Any]) -> str:
    _, N, D, w, v, lam = ring("N D w v λ", ZZ)
    one_more = (N - lam * D) + term(w, v, lam)
    ensure((N + w * v) - lam * (D + w) == one_more, "one more position")
    return "(N + wv) − λ(D + w) = (N − λD) + w(v − λ): a term of its own, by induction"


_N, _D, _m, _c = (Sign(latex) for latex in ("N", "D", "m", "c"))
_TOKENS = Range("c", Whole(1), Sign("n"))
_of_c_j = Sign("c", (Sign("j"),))


def _added(body: Term) -> Term:
    return Over(r"\sum", Range("j", Whole(1), _m), body)


def _largest_is(reached: Term, *further: Said) -> Proposition:
    """The largest effect over all contexts, and what it is said to be."""
    w, v = Sign("w", (_of_c_j,)), Sign("v", (_of_c_j,))
    effect = (_N + _added(w * v)) / (_D + _added(w))
    return Proposition(
        (
            Compared(_D, ">", Whole(0)),
            ForEach(_TOKENS, Compared(Sign("w", (_c,)), ">", Whole(0))),
            *further,
        ),
        Compared(Over(r"\max", Sequences("c", _m, _TOKENS), effect), "=", reached),
    )


_w, _v = Sign("w", (_c,)), Sign("v", (_c,))
LARGEST = _largest_is(Over(r"\max", _TOKENS, (_N + _m * _w * _v) / (_D + _m * _w)))
_LARGEST_OF_ONE = _largest_is(Over(r"\max", _TOKENS, (_N + _w * _v) / (_D + _w)))


def _small_averages() -> Iterator[Given]:
    """All of one or two tokens, with weights and D below 0, which the premises don't admit."""
    for n, m, D, N in every((1, 2), range(3), (-2, 0, 1), (-1, 2)):
        for weights, values in every(every((-1, 1, 2), repeat=n), every((-1, 3, 4), repeat=n)):
            yield _averaged(N, D, m, weights, values)


def _averaged(
    N: int, D: int, m: int, weights: Sequence[int], values: Sequence[int]
) -> dict[str, Any]:
    w, v = (dict(enumerate(numbers, 1)) for numbers in (weights, values))
    return {"N": N, "D": D, "m": m, "n": len(weights), "w": w, "v": v}


def _drawn_average(random: Random) -> Given:
    n = random.randint(1, 4)
    weights, values = ([random.randint(least, 9) for _ in range(n)] for least in (1, -9))
    N, D, m = random.randint(-9, 9), random.randint(1, 5), random.randint(1, 3)
    return _averaged(N, D, m, weights, values)


_AVERAGES = Instances(_small_averages, _drawn_average)


_b = Sign("b")


def _best_is(letter: str) -> Proposition:
    """The token b of the largest value, or weight, for the best one."""
    others = replace(_TOKENS, where=(Compared(_c, r"\ne", _b),))
    is_largest = ForEach(others, Compared(Sign(letter, (_c,)), "<", Sign(letter, (_b,))))
    w, v = Sign("w", (_b,)), Sign("v", (_b,))
    return _largest_is((_N + _m * w * v) / (_D + _m * w), is_largest)


def _with_a_token(given: Given) -> Iterator[Given]:
    return ({**given, "b": b} for b in range(1, given["n"] + 1))


_AVERAGES_AND_TOKENS = Instances(
    lambda: chain.from_iterable(map(_with_a_token, _small_averages())),
    lambda random: next(_with_a_token(_drawn_average(random))),
)
_f = Sign("f", (_c,), (Sign("h"),))
_HEADS = Members("h", Sign("H"))
_SUM_IS_REACHED = Proposition(
    (),
    Compared(
        Over(r"\max", _TOKENS, Over(r"\sum", _HEADS, _f)),
        "=",
        Over(r"\sum", _HEADS, Over(r"\max", _TOKENS, _f)),
    ),
)


def _effects(numbers: Sequence[int], n: int) -> Given:
    """Give two heads their effects with each of n tokens."""
    rows = (numbers[:n], numbers[n:])
    return {"n": n, "H": [0, 1], "f": {h: dict(enumerate(row, 1)) for h, row in enumerate(rows)}}


_TWO_HEADS = Instances(
    lambda: (_effects(numbers, 2) for numbers in every((0, 3), repeat=4)),
    lambda random: _effects([random.randint(-9, 9) for _ in range(6)], 3),
)


RANGE = Claim(
    name="certified_range",
    title="The range of a head's effect over all contexts is found, and reached",
    chapter=CHAPTER,
    source="Dinkelbach 1967, «On nonlinear fractional programming»; this project",
    plain="At a destination, a head's effect on a logit difference is an average of values v, "
    "weighted by w = e^score. N and D are what the source and the destination add above and below "
    "the line; m positions are free. Over all contexts of that length that hold the source, its "
    "largest value is reached where every free position holds the same token. (The smallest is "
    "minus the largest of −v.) With positional scores each position still chooses by itself. For "
    "several heads the sum of their ranges is a bound, not always reached.",
    statement=LARGEST,
    instances=_AVERAGES,
    arguments=(
        Argument(
            "Let λ be the right side. As D + m w_c > 0, g(c) = λ(D + m w_c) − (N + m w_c v_c) ≥ 0 "
            "for every token c. Added over the positions, and divided by m: "
            "λ(D + Σ w_j) ≥ N + Σ w_j v_j. So no context exceeds λ. (If m = 0 both sides are N/D.)",
            "all shapes",
            _gaps_add_up,
            _gap,
            Twin("the gap of a single position for that of m", _gap_of_one_position),
        ),
        Argument(
            "It is reached: by the best token at every position.",
            "all shapes",
            _one_token_everywhere,
            lambda w, v: (w * v, w),
            Twin("the value without its weight", lambda w, v: (v, w)),
            further=(Twin("the weight without its value", lambda w, v: (w * v, w * v)),),
        ),
        Argument(
            "Beside it, all contexts of up to three free positions.",
            "exact numbers",
            _same_token_everywhere,
            lambda n_free: n_free,
            Twin("the token at one free position only", lambda n_free: min(n_free, 1)),
            "beside",
        ),
        Argument(
            "Beside it, with positional weights: N − λD is a sum with one term a position,",
            "all shapes",
            _one_more_position,
            lambda w, v, lam: w * (v - lam),
            Twin("λ without the weight", lambda w, v, lam: w * v - lam),
            "beside",
        ),
        Argument(
            "and raising λ to what the best tokens reach ends at the maximum.",
            "exact numbers",
            _position_by_position,
            _dinkelbach,
            Twin("the token of the largest value at each", _of_the_largest_values),
            "beside",
        ),
    ),
    near_misses=(
        FalseClaim(
            "one_position_for_all",
            _LARGEST_OF_ONE,
            "that what is best at one free position is what all of them reach",
            instances=_AVERAGES,
        ),
        FalseClaim(
            "the_largest_value_is_best",
            _best_is("v"),
            "filling the context with the token of the largest effect",
            instances=_AVERAGES_AND_TOKENS,
        ),
        FalseClaim(
            "the_most_attended_is_best",
            _best_is("w"),
            "filling the context with the token that is attended to most",
            instances=_AVERAGES_AND_TOKENS,
        ),
        FalseClaim(
            "two_heads_reach_the_sum",
            _SUM_IS_REACHED,
            "that the sum of the ranges is reached for several heads",
            instances=_TWO_HEADS,
        ),
    ),
)

# --- gauges of scores and logits ------------------------------------------------------------------


def _cancels(of_the_next: Callable[[Any, Any], Any]) -> str:
    """The sum so far is k times the old one; then it is so with one source more."""
    _, k, other, e, so_far = ring("k l e E", ZZ)
    ensure(k * so_far + of_the_next(k, other) * e == k * (so_far + e), "one more source")
    return "Σ_j k e_j = k Σ_j e_j, by induction on the sources; and (k e_j)/(k E) = e_j/E"


def _shifted(factor: Callable[[Any, int], Any]) -> str:
    for n in (2, 3, 4):
        _, k, *e = ring([Symbol("k"), *(Symbol(f"e{j}") for j in range(n))], ZZ)
        shifted = [factor(k, j) * x for j, x in enumerate(e)]
        for j in range(n):
            left, right = shifted[j] * sum(e), e[j] * sum(shifted)
            ensure(left == right and left != 0, f"{n} sources, source {j}")
    return "k e_j · Σ e = e_j · Σ k e, as polynomials, for 2 to 4 sources"


_S, _shift, _ones = Sign("S"), Sign("c"), Sign(r"\mathbb{1}")


def _unmoved(shifted: Term) -> Proposition:
    """Say it of both softmaxes, the one behind the causal mask and the one without."""
    both = (Compared(softmax(shifted, causal=c), "=", softmax(_S, causal=c)) for c in (True, False))
    return Proposition((), tuple(both))


def _scores_shifted(random: Random, n: int) -> Given:
    S, shift = drawn_matrix(random, n, n), drawn_matrix(random, n, 1)
    return {"S": S, "c": shift, r"\mathbb{1}": column([1] * n)}


_SHIFTED = Instances(
    lambda: (
        {"S": S, "c": shift, r"\mathbb{1}": column([1] * n)}
        for n, entries in ((1, (-1, 0, 2)), (2, (0, 1)))
        for S, shift in every(small_matrices(n, n, entries), small_matrices(n, 1))
    ),
    lambda random: _scores_shifted(random, random.randint(2, 4)),
)

_source, _one, _other = Sign("a"), Sign("b"), Sign("b'")
_QK_RANKS = Proposition(
    (Compared(Sign("QK", (_one, _source)), ">", Sign("QK", (_other, _source))),),
    Compared(Sign("A", (_one, _source)), ">", Sign("A", (_other, _source))),
    (Defined(Sign("A"), softmax(Sign("QK"), causal=False)),),
)
_PAIRS_OF_TOKENS = Instances(
    lambda: (
        {"a": a, "b": b, "b'": c, "QK": QK}
        for a, b, c in every((0, 1), repeat=3)
        for QK in small_matrices(2, 2, (0, 1, 3))
    ),
    lambda random: {"a": 0, "b": 1, "b'": 2, "QK": drawn_matrix(random, 3, 3)},
)

GAUGE = Claim(
    name="softmax_of_shifted_scores",
    title="A constant added to all scores of a destination changes nothing",
    chapter=CHAPTER,
    source="Elhage et al. 2021, «Interpretation as Skip-Trigrams»; a property of softmax",
    plain="Softmax sees differences only: e^{s + c} = e^c e^s, and e^c cancels. The same holds of "
    "logits: W_U may be centred over the vocabulary. So a score or a logit by itself means "
    "nothing, and whatever ranks skip-trigrams has to be blind to such constants.",
    statement=_unmoved(_S + _shift * Transposed(_ones)),
    instances=_SHIFTED,
    arguments=(
        Argument(
            "With e^s and e^c as indeterminates, numerator and denominator have e^c in common.",
            "all shapes",
            _cancels,
            lambda k, _other: k,
            Twin("a factor of its own for each source", lambda _k, other: other),
        ),
        Argument(
            "Beside it, written out.",
            "explicit entries",
            _shifted,
            lambda k, _source: k,
            Twin("a factor of its own for each source", lambda k, source: k**source),
            "beside",
        ),
    ),
    near_misses=(
        FalseClaim(
            "constant_for_a_source",
            _unmoved(_S + _ones * Transposed(_shift)),
            "adding a constant to a source's column instead",
            instances=_SHIFTED,
        ),
        FalseClaim(
            "raw_scores_rank_pairs",
            _QK_RANKS,
            "ranking pairs of tokens by the entries of QK",
            instances=_PAIRS_OF_TOKENS,
        ),
    ),
)

STATEMENTS = (RANGE, GAUGE)
