"""Chapter 3: the range of a head's effect over all contexts, and what changes no probability."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import product as every
from random import Random
from typing import Any

from sympy import ZZ, Symbol
from sympy.polys.rings import ring

from refmath.symbolic.claims import Argument, Claim, FalseClaim, Twin, ensure
from refmath.symbolic.propositions import Instances, Proposition
from refmath.symbolic.terms import (
    Compared,
    ForEach,
    Given,
    Over,
    Range,
    Sequences,
    Sign,
    Term,
    Whole,
)
from refmath.theorems.reading import CHAPTER, attention

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


def _largest_is(reached: Term) -> Proposition:
    """The largest effect over all contexts, and what reaches it."""
    w, v = Sign("w", (_of_c_j,)), Sign("v", (_of_c_j,))
    effect = (_N + _added(w * v)) / (_D + _added(w))
    return Proposition(
        (
            Compared(_D, ">", Whole(0)),
            ForEach(_TOKENS, Compared(Sign("w", (_c,)), ">", Whole(0))),
            Compared(_m, r"\ge", Whole(1)),
        ),
        Compared(
            Over(r"\max", Sequences("c", _m, _TOKENS), effect),
            "=",
            Over(r"\max", _TOKENS, reached),
        ),
    )


_w, _v = Sign("w", (_c,)), Sign("v", (_c,))
LARGEST = _largest_is((_N + _m * _w * _v) / (_D + _m * _w))
_LARGEST_OF_ONE = _largest_is((_N + _w * _v) / (_D + _w))


def _small_averages() -> Iterator[Given]:
    """All of one or two tokens, with weights and D from 0, which the premises don't admit."""
    for n, m, D, N in every((1, 2), range(3), range(3), (-1, 2)):
        for weights, values in every(every(range(3), repeat=n), every((-1, 0, 2), repeat=n)):
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


def _largest_value() -> str:
    fixed = [(Fraction(1), Fraction(0))]
    tokens = [(Fraction(1, 8), Fraction(5)), (Fraction(8), Fraction(4))]
    by_value, other = mean([*fixed, tokens[0]]), mean([*fixed, tokens[1]])
    said = f"value 5 at weight 1/8 gives {by_value}, value 4 at weight 8 gives {other}"
    return said if by_value < other else ""


def _most_attended() -> str:
    fixed = [(Fraction(1), Fraction(0))]
    tokens = [(Fraction(1), Fraction(5)), (Fraction(8), Fraction(1))]
    by_weight, other = mean([*fixed, tokens[1]]), mean([*fixed, tokens[0]])
    said = f"weight 8, value 1 gives {by_weight}; weight 1, value 5 gives {other}"
    return said if by_weight < other else ""


def _two_heads_attained() -> str:
    """Each head has its own best token: no context is best for both."""
    fixed = [(Fraction(1), Fraction(0))]
    first = [(Fraction(1), Fraction(6)), (Fraction(1), Fraction(0))]
    second = first[::-1]
    bound = sum(max(mean([*fixed, token]) for token in head) for head in (first, second))
    reached = max(
        mean([*fixed, one]) + mean([*fixed, other])
        for one, other in zip(first, second, strict=True)
    )
    said = f"the heads' largest effects add up to {bound}; the best context reaches {reached}"
    return said if reached < bound else ""


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
            "λ(D + Σ w_j) ≥ N + Σ w_j v_j. So no context exceeds λ.",
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
            r"c = \operatorname{argmax} v_c",
            "filling the context with the token of the largest effect",
            _largest_value,
        ),
        FalseClaim(
            "the_most_attended_is_best",
            r"c = \operatorname{argmax} w_c",
            "filling the context with the token that is attended to most",
            _most_attended,
        ),
        FalseClaim(
            "two_heads_reach_the_sum",
            r"\max \sum_h f_h = \sum_h \max f_h",
            "that the sum of the ranges is reached for several heads",
            _two_heads_attained,
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


def _source_shift() -> str:
    before = attention([Fraction(1), Fraction(1)])
    after = attention([Fraction(2), Fraction(1)])
    said = f"scores 0, 0 give {before[0]}; log 2 more for the first source gives {after[0]}"
    return said if before != after else ""


def _raw_ranking() -> str:
    """Two destinations and two sources, e^score by destination: who attends to the first more?"""
    weights = {"b": (Fraction(8), Fraction(8)), "b'": (Fraction(2), Fraction(1))}
    larger = max(weights, key=lambda b: weights[b][0])
    more = max(weights, key=lambda b: attention(weights[b])[0])
    shares = ", ".join(f"{b}: {attention(w)[0]}" for b, w in weights.items())
    said = f"e^scores 8, 8 for b and 2, 1 for b': {larger} has the larger, attention is {shares}"
    return said if larger != more else ""


GAUGE = Claim(
    name="softmax_of_shifted_scores",
    title="A constant added to all scores of a destination changes nothing",
    chapter=CHAPTER,
    source="Elhage et al. 2021, «Interpretation as Skip-Trigrams»; a property of softmax",
    plain="Softmax sees differences only: e^{s + c} = e^c e^s, and e^c cancels. The same holds of "
    "logits: W_U may be centred over the vocabulary. So a score or a logit by itself means "
    "nothing, and whatever ranks skip-trigrams has to be blind to such constants.",
    statement=r"\operatorname{softmax}(S + c\,\mathbb{1}^\top) = \operatorname{softmax}(S)",
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
            r"\operatorname{softmax}(S + \mathbb{1}\,c^\top) = \operatorname{softmax}(S)",
            "adding a constant to a source's column instead",
            _source_shift,
        ),
        FalseClaim(
            "raw_scores_rank_pairs",
            r"QK_{b,a} > QK_{b',a} \Rightarrow b \text{ attends to } a \text{ more than } b'",
            "ranking pairs of tokens by the entries of QK",
            _raw_ranking,
        ),
    ),
)

STATEMENTS = (RANGE, GAUGE)
