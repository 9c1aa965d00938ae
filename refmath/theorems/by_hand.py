"""Chapter 5: heads built by hand, whose circuits are known."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import product as every
from random import Random
from typing import Any

from sympy import ZZ
from sympy.polys.rings import ring

from refmath.symbolic.claims import Argument, Claim, FalseClaim, Twin, ensure
from refmath.symbolic.propositions import Instances, Proposition
from refmath.symbolic.terms import (
    Bracket,
    Compared,
    Defined,
    Exp,
    Given,
    If,
    Over,
    Range,
    Said,
    SetOf,
    Sign,
    Size,
    Term,
    Whole,
)
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


# --- as it is printed -----------------------------------------------------------------------------

i, j, s = Sign("i"), Sign("j"), Sign("s")
_k, _m, _r, _source, _destination, _output = map(Sign, "kmrABC")


def token(at: Term) -> Term:
    """Write the token at a position."""
    return Sign("t", (at,))


def softmax_of(latex: str, score: Term, *, last: Term = i) -> tuple[Defined, Defined]:
    """Define scores S_ij, and the pattern that softmax makes of them, by its letter."""
    whole = Over(r"\sum", Range("l", Whole(0), last), Exp(Sign("S", (i, Sign("l")))))
    scores = Defined(Sign("S", (i, j)), score)
    return scores, Defined(Sign(latex, (i, j)), Exp(Sign("S", (i, j))) / whole)


def sources(first: int | Term, last: Term, *where: Said) -> Range:
    """Write the sources from a first to a last one of which something holds."""
    return Range("j", Whole(first) if isinstance(first, int) else first, last, where)


def _counted(token_of: Said) -> tuple[Defined, Defined]:
    """Define k, how many sources are of a kind, and m, how many others there are."""
    return Defined(_k, Size(SetOf(sources(0, i, token_of)))), Defined(_m, i + 1 - _k)


def _share_at(score: Term) -> Term:
    return _k * Exp(score) / (_k * Exp(score) + _m)


def given_context(context: Context, **scales: int | Fraction) -> dict[str, Any]:
    """Give a context, its last position as the destination, and the scales by their letters."""
    return {"t": context, "i": len(context) - 1} | {n: Fraction(x) for n, x in scales.items()}


def drawn_context(random: Random, n_tokens: int, longest: int) -> Context:
    """Draw a context of up to so many tokens."""
    return tuple(random.randrange(n_tokens) for _ in range(random.randint(1, longest)))


def drawn_scale(random: Random) -> Fraction:
    """Draw a score, below 0, at 0 or above it."""
    return Fraction(random.randint(-12, 24), random.randint(1, 4))


SHARPNESS = (Fraction(-1, 2), Fraction(0), Fraction(3))


def _small_contexts() -> Iterator[Given]:
    """All contexts of up to 4 tokens of 3, at scores below 0, at 0 and above."""
    for context, sharp in every(contexts(3, 4), SHARPNESS):
        yield given_context(context, s=sharp)


def _drawn(random: Random) -> Given:
    return given_context(drawn_context(random, 3, 9), s=drawn_scale(random))


_CONTEXTS = Instances(_small_contexts, _drawn)

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


def _effect(c: Term) -> Sign:
    return Sign("f", (c,))


_IS_SOURCE = Compared(token(j), "=", _source)
_AT_DESTINATION = Compared(token(i), "=", _destination)
_ELSEWHERE = Compared(token(i), r"\ne", _destination)


_OF_ONE_PAIR = s * Bracket(_AT_DESTINATION) * Bracket(_IS_SOURCE)


def _raises(*conclusions: Said, score: Term = _OF_ONE_PAIR) -> Proposition:
    """Say something of the effect: queries read B, keys and values read A, outputs write C."""
    written = _r * Bracket(Compared(Sign("c"), "=", _output))
    attended = Over(r"\sum", sources(0, i), Sign("a", (i, j)) * Bracket(_IS_SOURCE))
    return Proposition(
        (),
        conclusions,
        (
            Defined(_effect(Sign("c")), written * attended),
            *softmax_of("a", score),
            *_counted(_IS_SOURCE),
        ),
    )


_AT_B = If(Compared(_effect(_output), "=", _r * _share_at(s)), _AT_DESTINATION)
_FORCED = If(Compared(_effect(_output), "=", _r * (_k / (_k + _m))), _ELSEWHERE)
RAISES = _raises(_AT_B, _FORCED)
_NOWHERE_ELSE = _raises(If(Compared(_effect(_output), "=", Whole(0)), _ELSEWHERE))
_EXACTLY_1 = Proposition(
    (_AT_DESTINATION, Compared(_k, ">", Whole(0))),
    Compared(_effect(_output), "=", _r),
    RAISES.definitions,
)
_ANY_DESTINATION = _raises(_AT_B, _FORCED, score=s * Bracket(_IS_SOURCE))


def _with_tokens(given: Given, named: Sequence[int], written: int) -> Given:
    return {**given, "A": named[0], "B": named[1], "C": named[2], "r": Fraction(written)}


def _small_trigrams() -> Iterator[Given]:
    """All contexts of up to 3 tokens of 3, with A, B and C all different, or two of them one."""
    for named, written in (((0, 1, 2), 2), ((0, 0, 1), -1), ((0, 1, 0), 1), ((1, 0, 0), 0)):
        for context, sharp in every(contexts(3, 3), SHARPNESS):
            yield _with_tokens(given_context(context, s=sharp), named, written)


def _drawn_trigram(random: Random) -> Given:
    given = given_context(drawn_context(random, 4, 9), s=drawn_scale(random))
    return _with_tokens(given, random.sample(range(4), 3), random.randint(-5, 5))


_TRIGRAMS = Instances(_small_trigrams, _drawn_trigram)

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
    "the destination among them where it isn't an A; r is what OV says for A and C, and f_c what "
    "the head adds to the logit of c.",
    statement=RAISES,
    instances=_TRIGRAMS,
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
            _NOWHERE_ELSE,
            "that the head does what it was built for, and nothing else",
            instances=_TRIGRAMS,
        ),
        FalseClaim(
            "exactly_1",
            _EXACTLY_1,
            "that a large score is an infinite one",
            instances=_TRIGRAMS,
        ),
        FalseClaim(
            "queries_that_read_every_token",
            _ANY_DESTINATION,
            "that keys which read A are enough",
            instances=_TRIGRAMS,
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


def _by_tokens() -> str:
    """Without positions the score of (C, A) is one number, wherever A stands."""
    w = {A: Fraction(8), B: Fraction(1), C: Fraction(1)}
    one, other = (attention([w[c] for c in context]) for context in ((B, A, C), (A, B, C)))
    said = (
        f"scores of tokens alone: in B A C the last attends to A by {one[1]}, in A B C, where A "
        f"isn't the previous token, by {other[0]}"
    )
    return said if one[1] == other[0] else ""


_previous_pattern = softmax_of("A", s * Bracket(Compared(j, "=", i - 1)))
_of_the_previous = Exp(s) / (Exp(s) + i)
TO_THE_PREVIOUS = Proposition(
    (Compared(i, r"\ge", Whole(1)),),
    Compared(Sign("A", (i, i - 1)), "=", _of_the_previous),
    _previous_pattern,
)
_AT_ONE_LESS = Proposition(
    TO_THE_PREVIOUS.premises,
    Compared(Sign("A", (i, i - 1)), "=", Exp(s) / (Exp(s) + i - 1)),
    _previous_pattern,
)
_AT_THE_FIRST_TOO = Proposition(
    (Compared(i, r"\ge", Whole(0)),),
    Compared(
        Over(r"\sum", sources(0, i, Compared(j, "=", i - 1)), Sign("A", (i, j))),
        "=",
        _of_the_previous,
    ),
    _previous_pattern,
)


def _small_positions() -> Iterator[Given]:
    """The first 8 positions, at scores below 0, at 0 and above."""
    for at, sharp in every(range(8), (*SHARPNESS, Fraction(20))):
        yield {"i": at, "s": sharp}


def _drawn_position(random: Random) -> Given:
    return {"i": random.randint(1, 24), "s": drawn_scale(random)}


_POSITIONS = Instances(_small_positions, _drawn_position)

PREVIOUS_TOKEN = Claim(
    name="previous_token_head",
    title="A previous-token head, by positions",
    chapter=CHAPTER,
    source="Elhage et al. 2021, «How Induction Heads Work»",
    plain="With one-hot positions in Q and K, let W_QK pair each position with the one before it. "
    "At e^s = w a destination i ≥ 1 attends to i − 1 by w/(w + i). It takes positions: tokens "
    "alone don't say who came before.",
    statement=TO_THE_PREVIOUS,
    instances=_POSITIONS,
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
            "a head without positions can do it",
            "leaving the positions out",
            _by_tokens,
        ),
        FalseClaim(
            "at_the_first_position_too",
            _AT_THE_FIRST_TOO,
            "counting the first position in, which has no previous one",
            instances=_POSITIONS,
        ),
        FalseClaim(
            "one_source_less",
            _AT_ONE_LESS,
            "that the destination isn't among the sources",
            instances=_POSITIONS,
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


_IS_SAME = Compared(token(j), "=", token(i))


def _to_duplicates(last: Term, score: Term) -> Proposition:
    """Write the attention to copies of the token, up to a last place."""
    attended = Over(r"\sum", sources(0, last, _IS_SAME), Sign("A", (i, j)))
    return Proposition(
        (),
        Compared(attended, "=", _share_at(s)),
        (*softmax_of("A", score), *_counted(_IS_SAME)),
    )


TO_DUPLICATES = _to_duplicates(i, s * Bracket(_IS_SAME))

DUPLICATE_TOKEN = Claim(
    name="duplicate_token_head",
    title="A duplicate-token head",
    chapter=CHAPTER,
    source="Wang et al. 2022, «Interpretability in the Wild», for the name",
    plain="With W_QK = s Id on one-hot tokens a destination attends to places that hold its own "
    "token, itself among them. So a head that finds duplicates says «none» by attending to itself.",
    statement=TO_DUPLICATES,
    instances=_CONTEXTS,
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
            _to_duplicates(i - 1, s * Bracket(_IS_SAME)),
            "that a token isn't its own duplicate",
            instances=_CONTEXTS,
        ),
        FalseClaim(
            "the_sign_of_the_score",
            _to_duplicates(i, -(s * Bracket(_IS_SAME))),
            "that −Id in W_QK attends to copies as well",
            instances=_CONTEXTS,
        ),
    ),
)

STATEMENTS = (ONE_SKIP_TRIGRAM, PREVIOUS_TOKEN, DUPLICATE_TOKEN)
