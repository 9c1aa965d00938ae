"""Chapter 3: the range of a head's effect over all contexts, and what changes no probability."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product as every
from random import Random

from sympy import ZZ, Symbol
from sympy.polys.rings import ring

from refmath.symbolic.claims import Argument, Claim, FalseClaim, ensure
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


def _same_token_everywhere() -> str:
    contexts = 0
    for fixed, tokens in _vocabularies():
        for n_free in range(4):
            found = [mean([*fixed, *free_ones]) for free_ones in every(tokens, repeat=n_free)]
            alike = [mean([*fixed, *[token] * n_free]) for token in tokens]
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


def _position_by_position() -> str:
    contexts = 0
    for fixed, tokens in _vocabularies():
        places = [
            [(w * Fraction(2) ** (k * j % 3), v) for k, (w, v) in enumerate(tokens)]
            for j in range(3)
        ]
        found = [mean([*fixed, *choice]) for choice in every(*places)]
        ensure(_dinkelbach(fixed, places) == max(found), f"{fixed}, {places}")
        contexts += len(found)
    return f"all {contexts:,} contexts of 40 vocabularies with positional weights"


def _separable() -> str:
    """N − λD is a sum of one term a position: the best of each makes the best of all."""
    for n in range(1, 5):
        names = [f"{k}{j}" for j in range(n) for k in "wv"]
        _, lam, *x = ring([Symbol(name) for name in ("λ", *names)], ZZ)
        w, v = x[::2], x[1::2]
        N, D = sum(a * b for a, b in zip(w, v, strict=True)), sum(w)
        by_position = sum(a * (b - lam) for a, b in zip(w, v, strict=True))
        ensure(N - lam * D == by_position, f"{n} positions")
    return "N − λD = Σ_j w_j (v_j − λ), as polynomials, for 1 to 4 positions"


def _one_more_position() -> str:
    _, N, D, w, v, lam = ring("N D w v λ", ZZ)
    ensure((N + w * v) - lam * (D + w) == (N - lam * D) + w * (v - lam), "one more position")
    return "(N + wv) − λ(D + w) = (N − λD) + w(v − λ): a term of its own, by induction"


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
    "weighted by w = e^score. Over all contexts that hold the source, its largest value is reached "
    "where every free position holds the same token. With positional scores each position still "
    "chooses by itself. For several heads the sum of their ranges is a bound, not always reached.",
    statement=r"\max_{c_1, \dots, c_m} \frac{N + \sum_j w_{c_j} v_{c_j}}{D + \sum_j w_{c_j}} = "
    r"\max_{c} \frac{N + m \, w_c v_c}{D + m \, w_c}",
    arguments=(
        Argument(
            "For a number λ the effect is at least λ exactly if N − λD ≥ 0 (D is above 0), and "
            "that is a sum with one term a position.",
            "all shapes",
            _one_more_position,
        ),
        Argument("Beside it, written out.", "explicit entries", _separable),
        Argument(
            "At λ = the maximum the best sum is 0, and is reached by the best token at every "
            "position: one token, if all positions have the same weights. Against all contexts:",
            "exact numbers",
            _same_token_everywhere,
        ),
        Argument(
            "With positional weights, raising λ to what the best tokens reach ends at the maximum.",
            "exact numbers",
            _position_by_position,
        ),
    ),
    near_misses=(
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


def _cancels() -> str:
    _, k, e, whole = ring("k e E", ZZ)
    ensure((k * e) * whole == e * (k * whole), "the factor k")
    _, k, e, rest = ring("k e R", ZZ)
    ensure(k * e + k * rest == k * (e + rest), "one more source")
    return "(k e_j) E = e_j (k E), and k Σ e = Σ k e by induction on the sources"


def _shifted() -> str:
    for n in (1, 2, 3, 4):
        _, k, *e = ring([Symbol("k"), *(Symbol(f"e{j}") for j in range(n))], ZZ)
        for j in range(n):
            left, right = (k * e[j]) * sum(e), e[j] * sum(k * x for x in e)
            ensure(left == right and left != 0, f"{n} sources, source {j}")
    return "k e_j · Σ e = e_j · Σ k e, as polynomials, for 1 to 4 sources"


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
    source="Elhage et al. 2021, «One-Layer Attention-Only Transformers»; a property of softmax",
    plain="Softmax sees differences only: e^{s + c} = e^c e^s, and e^c cancels. The same holds of "
    "logits: W_U may be centred over the vocabulary. So a score or a logit by itself means "
    "nothing, and whatever ranks skip-trigrams has to be blind to such constants.",
    statement=r"\operatorname{softmax}(S + c\,\mathbb{1}^\top) = \operatorname{softmax}(S)",
    arguments=(
        Argument(
            "With e^s and e^c as indeterminates, numerator and denominator have e^c in common.",
            "all shapes",
            _cancels,
        ),
        Argument("Beside it, written out.", "explicit entries", _shifted),
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
