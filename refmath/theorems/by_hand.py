"""Chapter 5: heads built by hand, whose circuits are known."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import product as every
from typing import Any

from sympy import ZZ
from sympy.polys.rings import ring

from refmath.symbolic.claims import Argument, Claim, FalseClaim, Twin, ensure
from refmath.theorems.reading import attention

CHAPTER = "5 Models built by hand"

Context = tuple[int, ...]
A, B, C, D = range(4)
NAMES = "ABCD"


def contexts(n_tokens: int, longest: int) -> Iterator[Context]:
    """List every sequence of up to so many tokens."""
    for n in range(1, longest + 1):
        yield from every(range(n_tokens), repeat=n)


def spelt(context: Sequence[int]) -> str:
    """Write a context in letters."""
    return " ".join(NAMES[c] for c in context)


def attention_to(context: Context, wanted: Callable[[int, int], bool], w: Fraction) -> Fraction:
    """Sum the last position's attention to wanted sources: e^score is w for those, else 1."""
    last = len(context) - 1
    row = attention([w if wanted(last, j) else Fraction(1) for j in range(last + 1)])
    return sum((a for j, a in enumerate(row) if wanted(last, j)), Fraction(0))


# --- one skip-trigram -----------------------------------------------------------------------------

SCALES = (Fraction(2), Fraction(10), Fraction(1000))


def _share(k: int, m: int, w: Fraction) -> Fraction:
    return k * w / (k * w + m)


def _weight(destination: int, source: int, w: Fraction) -> Fraction:
    """Return e^score: queries read B, keys read A, so the score is log w for that pair alone."""
    query, key = int(destination == B), int(source == A)
    return w ** (query * key)


def _destination_counted_twice(k: int, m: int, w: Fraction) -> Fraction:
    return k * w / (k * w + m + 1)


def _sharp(share: Callable[[int, int, Fraction], Fraction]) -> str:
    tried = 0
    for context in contexts(4, 5):
        k = context.count(A)
        m = len(context) - k
        for w in SCALES:
            at_B = context[-1] == B
            row = attention([_weight(context[-1], c, w) for c in context])
            effect = sum((a for a, c in zip(row, context, strict=True) if c == A), Fraction(0))
            ensure(effect == (share(k, m, w) if at_B else Fraction(k, k + m)), spelt(context))
            tried += 1
    return f"{tried:,} cases: all contexts of up to 5 tokens of 4, at 3 scales"


Quotient = Callable[[Any, Any, Any], tuple[Any, Any]]
"""Numerator and denominator, of k wanted sources, m others, and the weight w of a wanted one."""


def _of_the_weights(k: Any, m: Any, w: Any) -> tuple[Any, Any]:
    return k * w, k * w + m


def _share_of_weights(share: Quotient) -> str:
    """One more wanted source adds w above and below; one more of the others adds 1 below."""
    R, k, m, w = ring("k m w", ZZ)
    above, below = share(k, m, w)
    ensure(share(R(0), R(0), w) == (0, 0), "no source")
    ensure(share(k + 1, m, w) == (above + w, below + w), "one more wanted source")
    ensure(share(k, m + 1, w) == (above, below + 1), "one more of the others")
    return "k w/(k w + m), by induction on k and m"


OTHERS_OF_NO_WEIGHT = Twin("the others without a share", lambda k, _m, w: (k * w, k * w + 1))


MISCOUNTED = (
    Twin("wanted sources without their weight above", lambda k, m, w: (k, k * w + m)),
    Twin("the others of the same weight", lambda k, m, w: (k * w, k * w + m * w)),
)


def _scores_of_one_pair(weight: Callable[[int, int, Fraction], Fraction]) -> str:
    """Query is 1 at B alone, key at A alone: four cases, whatever the other tokens are."""
    for destination, source in every((A, B, C, D), repeat=2):
        wanted = Fraction(7) if (destination, source) == (B, A) else Fraction(1)
        ensure(
            weight(destination, source, Fraction(7)) == wanted, f"{spelt([destination, source])}"
        )
    return "e^score is e^s from B to A, and 1 for every other pair, since a product with 0 is 0"


def _elsewhere(share: Quotient) -> str:
    R, k, m = ring("k m", ZZ)
    ensure(share(k, m, R(1)) == (k, k + m), "all weights 1")
    return "at w = 1 it is k/(k + m), which is above 0 where k is"


def _leak(missing: Callable[[Any, Any, Any], Any]) -> str:
    _, k, m, w = ring("k m w", ZZ)
    ensure((k * w + m) - k * w == missing(k, m, w), "1 − kw/(kw + m)")
    return "1 − kw/(kw + m) = m/(kw + m), which is below m/(kw)"


def _forced(share: Callable[[int, int], Fraction]) -> str:
    for context in contexts(4, 5):
        k = context.count(A)
        if context[-1] != B:
            for w in SCALES:
                row = attention([_weight(context[-1], c, w) for c in context])
                effect = sum(a for a, c in zip(row, context, strict=True) if c == A)
                ensure(effect == share(k, len(context)), spelt(context))
    return "at every other destination the head raises C by k/(k + m) of its full effect"


def _only_there() -> str:
    row = attention([_weight(D, c, Fraction(1000)) for c in (A, D)])
    said = f"context A D: the destination D attends to A by {row[0]}, and C is raised there too"
    return said if row[0] > 0 else ""


def _all_of_it() -> str:
    found = _share(1, 1, Fraction(1000))
    return f"context A B at e^s = 1000: attention {found}, not 1" if found != 1 else ""


ONE_SKIP_TRIGRAM = Claim(
    name="one_skip_trigram",
    title="A head for A … B → C, as sharp as one wants, and what it must do besides",
    chapter=CHAPTER,
    source='Elhage et al. 2021, «Interpretation as Skip-Trigrams» and «Skip-Trigram "Bugs"»',
    plain="d_head = 1: queries read B, keys and values read A, outputs write C. With e^s large, "
    "B attends to the A before it and C is raised. Wherever a destination isn't B, its scores are "
    "all equal: it attends to A in proportion, and raises C as well. So it is with any scores: "
    "softmax gives no source 0, so a head that raises C for A at one destination does so at all "
    "that come after an A. k counts the places of A up to the destination, m the other places, "
    "the destination among them; r is what OV says for A and C.",
    statement=r"\text{effect on } C = r \cdot \frac{k\,e^s}{k\,e^s + m} \text{ at } B, \qquad "
    r"r \cdot \frac{k}{k + m} \text{ elsewhere}",
    arguments=(
        Argument(
            "With k times A and m other tokens before and at the destination, the share of A is "
            "this.",
            "all shapes",
            _share_of_weights,
            _of_the_weights,
            OTHERS_OF_NO_WEIGHT,
            further=MISCOUNTED,
        ),
        Argument(
            "The score is s from B to A, and 0 for every other pair of tokens.",
            "all shapes",
            _scores_of_one_pair,
            _weight,
            Twin("queries that read every token", lambda _to, source, w: w if source == A else 1),
        ),
        Argument(
            "So at other destinations the share is the one at s = 0.",
            "all shapes",
            _elsewhere,
            _of_the_weights,
            OTHERS_OF_NO_WEIGHT,
        ),
        Argument(
            "Beside it, contexts are listed.",
            "exact numbers",
            _sharp,
            _share,
            Twin("the destination counted twice", _destination_counted_twice),
            "beside",
        ),
        Argument(
            "What is missing from 1 is below m/(k e^s).",
            "all shapes",
            _leak,
            lambda _k, m, _w: m,
            Twin("m e^s for m", lambda _k, m, w: m * w),
            "beside",
        ),
        Argument(
            "Beside it, the other destinations are listed.",
            "exact numbers",
            _forced,
            Fraction,
            Twin("the destination counted twice", lambda k, n: Fraction(k, n + 1)),
            "beside",
        ),
    ),
    near_misses=(
        FalseClaim(
            "nowhere_else",
            r"\text{effect on } C = 0 \text{ at destinations other than } B",
            "that the head does what it was built for, and nothing else",
            _only_there,
        ),
        FalseClaim(
            "exactly_1",
            r"\text{attention to } A = 1 \text{ at finite } s",
            "that a large score is an infinite one",
            _all_of_it,
        ),
    ),
)

# --- previous token, duplicate token --------------------------------------------------------------


def _previous(share: Callable[[Fraction, int], Fraction]) -> str:
    tried = 0
    for n in range(2, 9):
        for w in SCALES:
            context = (A,) * n
            found = attention_to(context, lambda i, j: j == i - 1, w)
            ensure(found == share(w, n - 1), f"{n} tokens")
            tried += 1
    return f"{tried} cases: 2 to 8 tokens, at 3 scales"


def _first_position() -> str:
    found = attention([Fraction(1)])
    said = f"the first position has no previous one, and attends to itself by {found[0]}"
    return said if found == [1] else ""


def _by_tokens() -> str:
    """Without positions the score of (C, A) is one number, wherever A stands."""
    w = {A: Fraction(8), B: Fraction(1), C: Fraction(1)}
    one, other = (attention([w[c] for c in context]) for context in ((B, A, C), (A, B, C)))
    said = (
        f"scores of tokens alone: in B A C the last attends to A by {one[1]}, in A B C, where A "
        f"isn't the previous token, by {other[0]}"
    )
    return said if one[1] == other[0] else ""


PREVIOUS_TOKEN = Claim(
    name="previous_token_head",
    title="A previous-token head, by positions",
    chapter=CHAPTER,
    source="Elhage et al. 2021, «How Induction Heads Work»",
    plain="With one-hot positions in Q and K, let W_QK pair each position with the one before it. "
    "At e^s = w a destination i ≥ 1 attends to i − 1 by w/(w + i). It takes positions: tokens "
    "alone don't say who came before.",
    statement=r"A_{i,\,i-1} = \frac{e^s}{e^s + i}, \qquad i \ge 1",
    arguments=(
        Argument(
            "One source has e^s, the i others have 1: k = 1 and m = i.",
            "all shapes",
            _share_of_weights,
            _of_the_weights,
            OTHERS_OF_NO_WEIGHT,
            further=MISCOUNTED,
        ),
        Argument(
            "Beside it, contexts are listed.",
            "exact numbers",
            _previous,
            lambda w, i: w / (w + i),
            Twin("i + 1 other sources", lambda w, i: w / (w + i + 1)),
            "beside",
        ),
    ),
    near_misses=(
        FalseClaim(
            "without_positions",
            r"\text{a head without positions can do it}",
            "leaving the positions out",
            _by_tokens,
        ),
        FalseClaim(
            "at_the_first_position_too",
            r"A_{0,\,-1} = 1",
            "counting the first position in",
            _first_position,
        ),
    ),
)


def _duplicates(share: Callable[[int, int, Fraction], Fraction]) -> str:
    tried = 0
    for context in contexts(3, 6):
        k = context.count(context[-1])
        m = len(context) - k
        for w in SCALES:

            def same(i: int, j: int, context: Context = context) -> bool:
                return context[i] == context[j]

            ensure(attention_to(context, same, w) == share(k, m, w), spelt(context))
            tried += 1
    return f"{tried:,} cases: all contexts of up to 6 tokens of 3, at 3 scales"


def _not_itself() -> str:
    w = Fraction(1000)
    found = attention_to((A, B), lambda i, j: i == j, w)
    said = f"context A B at e^s = 1000: B has no duplicate, and attends to itself by {found}"
    return said if found > Fraction(1, 2) else ""


DUPLICATE_TOKEN = Claim(
    name="duplicate_token_head",
    title="A duplicate-token head",
    chapter=CHAPTER,
    source="Wang et al. 2022, «Interpretability in the Wild», for the name",
    plain="With W_QK = s Id on one-hot tokens a destination attends to places that hold its own "
    "token, itself among them. So a head that finds duplicates says «none» by attending to itself.",
    statement=r"\sum_{j : t_j = t_i} A_{ij} = \frac{k\,e^s}{k\,e^s + m}",
    arguments=(
        Argument(
            "k sources (the destination included) hold the token, m don't.",
            "all shapes",
            _share_of_weights,
            _of_the_weights,
            OTHERS_OF_NO_WEIGHT,
            further=MISCOUNTED,
        ),
        Argument(
            "Beside it, contexts are listed.",
            "exact numbers",
            _duplicates,
            _share,
            Twin("the destination counted twice", _destination_counted_twice),
            "beside",
        ),
    ),
    near_misses=(
        FalseClaim(
            "itself_left_out",
            r"A_{ii} \to 0",
            "that a token isn't its own duplicate",
            _not_itself,
        ),
    ),
)

STATEMENTS = (ONE_SKIP_TRIGRAM, PREVIOUS_TOKEN, DUPLICATE_TOKEN)
