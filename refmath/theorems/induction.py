"""Chapter 5: induction by K-composition, for every context; and what one layer can't do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import cache
from math import floor
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
    NotEmpty,
    Over,
    Range,
    Said,
    Sign,
    Term,
    Whole,
    put,
)
from refmath.theorems.by_hand import CHAPTER, NAMES, A, B, C, Context, D, contexts, spelt
from refmath.theorems.polynomials import is_not_negative
from refmath.theorems.reading import attention

Exponential = Callable[[Fraction], Fraction]


@cache
def steps_of_two(s: Fraction) -> Fraction:
    """Return 2 to the whole part of s: positive, and weakly increasing, which is all it takes."""
    return Fraction(2) ** floor(s)


@cache
def lines_through_two(s: Fraction) -> Fraction:
    """Return the line between the powers of 2 next to s."""
    return steps_of_two(s) * (1 + s - floor(s))


EXPONENTIALS: tuple[Exponential, ...] = (steps_of_two, lines_through_two)
SCALES = tuple(
    (Fraction(s0), Fraction(s1))
    for s0 in (-2, Fraction(5, 2), 20)
    for s1 in (0, Fraction(1, 3), 20)
)


def matches(context: Context) -> list[int]:
    """List the places whose previous token is the last token."""
    return [j for j in range(1, len(context)) if context[j - 1] == context[-1]]


def induction_scores(
    context: Context, s0: Fraction, s1: Fraction, e: Exponential
) -> list[Fraction]:
    """Run both layers: the last position's scores, the second layer reading what the first wrote.

    Layer 0 scores s₀ at the position before. Layer 1 scores s₁ times the share of the last token in
    what layer 0 wrote at a source, and −s₁ more at position 0.
    """
    return _scores(_like_the_last(context), s0, s1, e)


def _scores(alike: tuple[bool, ...], s0: Fraction, s1: Fraction, e: Exponential) -> list[Fraction]:
    """Of a context nothing is read but which tokens are like the last."""
    first, *others = (s1 * _share(alike[: j + 1], s0, e) for j in range(len(alike)))
    return [first - s1, *others]


def _like_the_last(context: Context) -> tuple[bool, ...]:
    return tuple(token == context[-1] for token in context)


@cache
def _share(alike: tuple[bool, ...], s0: Fraction, e: Exponential) -> Fraction:
    """What of the first layer's attention, at the last of these, goes to those that are alike."""
    row = _row_of_the_first_layer(len(alike) - 1, s0, e)
    return sum((a for a, like in zip(row, alike, strict=True) if like), Fraction(0))


@cache
def _row_of_the_first_layer(j: int, s0: Fraction, e: Exponential) -> list[Fraction]:
    return attention([e(s0) if k == j - 1 else e(Fraction(0)) for k in range(j + 1)])


def with_a_match(n_tokens: int, longest: int) -> Iterator[Context]:
    """List every context whose last position i > 0 has a match: none is left out."""
    return (c for c in contexts(n_tokens, longest) if matches(c))


@cache
def _leak_at(i: int, s0: Fraction, e: Exponential) -> Fraction:
    return i * e(Fraction(0)) / (e(s0) + i * e(Fraction(0)))


def _leak_grows(leak: Callable[[Any, Any], tuple[Any, Any]]) -> str:
    """What a position j ≥ 1 misses of the one before is j/(E + j), at most i/(E + i) for i ≥ j."""
    _, E, j, later = ring("E j d", ZZ)
    (above, below), (above_i, below_i) = leak(E, j), leak(E, j + later)
    ensure(below - above == E, "1 less the attention to the position before")
    ensure(is_not_negative(above_i * below - above * below_i), "it doesn't fall with i")
    return "i/(E + i) − j/(E + j) = E(i − j)/((E + i)(E + j)), not below 0 for j ≤ i, E > 0"


Scores = Callable[[Any, Any, Any, Any], tuple[Any, Any, Any]]
"""Those of a match, of another position, and of the first one, which attends to itself.

Of the attention of a source in the first layer, `before` goes to the position before it; r to
others that hold the token, u to others that don't. At the first position u is 0 or 1.
"""


def _scores_in_letters(s1: Any, before: Any, r: Any, u: Any) -> tuple[Any, Any, Any]:
    return s1 * (before + r), s1 * (1 - before - u), s1 * (1 - u) - s1


def _first_not_held_off(s1: Any, before: Any, r: Any, u: Any) -> tuple[Any, Any, Any]:
    return (*_scores_in_letters(s1, before, r, u)[:2], s1 * (1 - u))


def _match_left_out(s1: Any, before: Any, r: Any, u: Any) -> tuple[Any, Any, Any]:
    return (s1 * r, *_scores_in_letters(s1, before, r, u)[1:])


def _match_counted_in(s1: Any, before: Any, r: Any, u: Any) -> tuple[Any, Any, Any]:
    of_a_match, _, of_the_first = _scores_in_letters(s1, before, r, u)
    return of_a_match, s1 * (1 - u), of_the_first


def _scores_follow(scores: Scores) -> str:
    """Every source's score against its bound; letters are 0 or more, and so is each difference.

    1 − (ε − g) goes to the position before.
    """
    _, s1, leak, g, r, u = ring("s1 ε g r u", ZZ)
    of_a_match, of_another, of_the_first = scores(s1, 1 - (leak - g), r, u)
    ensure(is_not_negative(of_a_match - s1 * (1 - leak)), "a match")
    ensure(is_not_negative(s1 * leak - of_another), "another position")
    ensure(is_not_negative(s1 * leak - of_the_first), "position 0")
    return (
        "a match's score less s₁(1 − ε) is s₁(g + r); s₁ε less another's is s₁(g + u), less "
        "position 0's s₁(ε + u): none is below 0"
    )


def _scores_apart(of_a_match: Callable[[Fraction, Fraction], Fraction]) -> str:
    tried = 0
    for context in with_a_match(3, 5):
        i, places = len(context) - 1, set(matches(context))
        for s0, s1 in SCALES:
            for e in EXPONENTIALS:
                leak = _leak_at(i, s0, e)
                for j, score in enumerate(induction_scores(context, s0, s1, e)):
                    right = score >= of_a_match(s1, leak) if j in places else score <= s1 * leak
                    ensure(right, f"{spelt(context)}, position {j}, s₀ = {s0}, s₁ = {s1}")
                    tried += 1
    return (
        f"{tried:,} scores: all contexts of up to 5 tokens of 3, at {len(SCALES)} pairs of scales"
    )


def _at_least(others: Callable[[Any], Any]) -> str:
    """M/(M + O) − x/(x + i y) over the common denominator; letters are 0 or more.

    κ + 1 matches have (κ + 1) x + p in all, the other i − κ sources (i − κ) y − q.
    """
    _, more, rest, x, y, p, q = ring("κ h x y p q", ZZ)
    i = more + rest
    of_matches, of_others = (1 + more) * x + p, rest * y - q
    difference = of_matches * (x + others(i) * y) - x * (of_matches + of_others)
    ensure(is_not_negative(difference), f"the numerator {difference}")
    return "over the common denominator: no coefficient below 0, for any number of matches and i"


Bound = Callable[[int, Fraction, Fraction], Fraction]


def _bound(i: int, e_of_others: Fraction, e_of_matches: Fraction) -> Fraction:
    return 1 / (1 + i * e_of_others / e_of_matches)


Case = tuple[Context, Fraction, Fraction, Exponential]


def _cases() -> Iterator[Case]:
    """List every context of up to 6 tokens of 3 with a match, with scales and functions."""
    for context in with_a_match(3, 6):
        for s0, s1 in SCALES:
            for e in EXPONENTIALS:
                yield context, s0, s1, e


def _row(context: Context, s0: Fraction, s1: Fraction, e: Exponential) -> list[Fraction]:
    return _row_where(_like_the_last(context), s0, s1, e)


@cache
def _row_where(
    alike: tuple[bool, ...], s0: Fraction, s1: Fraction, e: Exponential
) -> list[Fraction]:
    return attention([e(s) for s in _scores(alike, s0, s1, e)])


@cache
def _bounded(bound: Bound, i: int, s0: Fraction, s1: Fraction, e: Exponential) -> Fraction:
    leak = _leak_at(i, s0, e)
    return bound(i, e(s1 * leak), e(s1 * (1 - leak)))


def _said(context: Context, s0: Fraction, s1: Fraction) -> str:
    return f"{spelt(context)}, s₀ = {s0}, s₁ = {s1}"


def _statement_holds(bound: Bound) -> str:
    """Evaluate both sides in the form that any e has, wherever there is a match."""
    tried = of_first = 0
    for context, s0, s1, e in _cases():
        to_matches = sum(_row(context, s0, s1, e)[j] for j in matches(context))
        ensure(to_matches >= _bounded(bound, len(context) - 1, s0, s1, e), _said(context, s0, s1))
        of_first += context[0] == context[-1]
        tried += 1
    return (
        f"{tried:,} cases, none left out: all contexts of up to 6 tokens of 3 with a match (in "
        f"{of_first:,} of them the first token is the last one too), {len(SCALES)} pairs of scales"
    )


Copied = Callable[[Context, int], tuple[int, ...]]
"""The tokens that a head writes of a source."""


def _follower_leads(copied: Copied) -> str:
    """The logit of what follows every match against the bound, and all other logits."""
    tried = 0
    for context, s0, s1, e in _cases():
        followers = {context[j] for j in matches(context)}
        if len(followers) > 1:
            continue  # the statement supposes one
        bound = _bounded(_bound, len(context) - 1, s0, s1, e)
        logits = dict.fromkeys(range(len(NAMES)), Fraction(0))
        for j, share in enumerate(_row(context, s0, s1, e)):
            for token in copied(context, j):
                logits[token] += share
        leading = logits.pop(followers.pop())
        ensure(leading >= bound, f"the follower's logit at {_said(context, s0, s1)}")
        ensure(max(logits.values()) <= 1 - bound, f"another logit at {_said(context, s0, s1)}")
        tried += 1
    return f"{tried:,} cases: those above in which one token follows every match"


_s0, _s1, _eps = (Sign(latex) for latex in ("s_0", "s_1", r"\varepsilon"))
_i, _j, _k = (Sign(latex) for latex in "ijk")
_MATCHES = Range("j", Whole(1), _i, (Compared(Sign("t", (_j - 1,)), "=", Sign("t", (_i,))),), "M_i")
_COPIES = Range("k", Whole(0), _j, (Compared(Sign("t", (_k,)), "=", Sign("t", (_i,))),))


def _softmax(power: Callable[[Term], Term], at: Term, last: Term) -> Term:
    return Exp(power(at)) / Over(r"\sum", Range("l", Whole(0), last), Exp(power(Sign("l"))))


_PREVIOUS = _s0 * Bracket(Compared(_k, "=", _j - 1))
_ITSELF = _s0 * Bracket(Compared(_k, "=", _j))
_HELD_OFF = Bracket(Compared(_j, "=", Whole(0)))
_HYPOTHESES = (Compared(_s1, r"\ge", Whole(0)), NotEmpty(_MATCHES))


def _attends(
    share: Term,
    *,
    first_layer: Term = _PREVIOUS,
    held_off: Term | None = _HELD_OFF,
    premises: tuple[Said, ...] = _HYPOTHESES,
) -> Proposition:
    """Bound the attention to the matches; the two layers are the definitions."""
    copies = Over(r"\sum", _COPIES, Sign("a", (_j, _k)))
    return Proposition(
        premises,
        Compared(Over(r"\sum", _MATCHES, Sign("A", (_i, _j))), r"\ge", share),
        (
            Defined(_eps, _i / (Exp(_s0) + _i)),
            Defined(
                Sign("a", (_j, _k)),
                _softmax(lambda k: put(first_layer, "k", k), _k, _j),
            ),
            Defined(Sign("S", (_j,)), _s1 * (copies - held_off if held_off else copies)),
            Defined(Sign("A", (_i, _j)), _softmax(lambda j: Sign("S", (j,)), _j, _i)),
        ),
    )


_BOUND = Whole(1) / (Whole(1) + _i * Exp(_s1 * (Whole(2) * _eps - 1)))
ATTENDS = _attends(_BOUND)
_ATTENDS_MORE = _attends(Whole(1) / (Whole(1) + Exp(_s1 * (Whole(2) * _eps - 1))))


def _given(context: Context, s0: Fraction | int, s1: Fraction | int) -> Given:
    return {"i": len(context) - 1, "s_0": Fraction(s0), "s_1": Fraction(s1), "t": context}


def _small_contexts() -> Iterator[Given]:
    """All contexts of up to 4 tokens of 3, with scales below and above 0."""
    for context in contexts(3, 4):
        for s0, s1 in ((-2, Fraction(1, 3)), (4, 5), (3, 0), (3, -1)):
            yield _given(context, s0, s1)


def _drawn_context(random: Random) -> Given:
    context = tuple(random.randrange(3) for _ in range(random.randint(4, 6)))
    s0, s1 = Fraction(random.randint(-20, 60), 6), Fraction(random.randint(0, 60), 6)
    return _given(context, s0, s1)


_CONTEXTS = Instances(_small_contexts, _drawn_context)


def _values_shifted() -> str:
    """V-composition for K-composition: attend to A itself, and copy what A's own place holds."""
    context = (D, A, B, C, A)
    row = attention([Fraction(1000) if c == A else Fraction(1) for c in context])
    logits: Counter[int] = Counter()
    for j in range(1, len(context)):
        logits[context[j - 1]] += row[j]
    shares = ", ".join(f"{spelt([c])}: {logits[c]}" for c in (B, C, D))
    said = f"context D A B C A: it copies what came before A ({shares})"
    return said if logits[B] < logits[D] else ""


INDUCTION = Claim(
    name="induction",
    title="Two layers continue … A B … A with B, in every context",
    chapter=CHAPTER,
    source="Elhage et al. 2021, «How Induction Heads Work»; Olsson et al. 2022",
    plain="A head of layer 0 writes each position's previous token into coordinates of its own. A "
    "head of layer 1 lets its keys read those (K-composition) and its queries read the current "
    "token: so it attends to the places that come after an earlier copy of it, and copies what it "
    "finds there. Position 0 has nothing before it: it attends to itself, and so would claim its "
    "own token as its previous one. A positional term in its key, −s₁, holds it off. What it takes "
    "of the exponential is that it is positive and doesn't fall; nothing is asked of s₀.",
    statement=ATTENDS,
    instances=_CONTEXTS,
    arguments=(
        Argument(
            "With E = e^{s₀} a position j ≥ 1 attends to the one before it by E/(E + j). What it "
            "misses of 1 is at most ε, as j ≤ i.",
            "all shapes",
            _leak_grows,
            lambda E, i: (i, E + i),
            Twin("what it attends to, for what it misses", lambda E, i: (E, E + i)),
            further=(Twin("−i for i", lambda E, i: (-i, E - i)),),
        ),
        Argument(
            "So a match scores at least s₁(1 − ε); another position j ≥ 1, whose row sums to 1, at "
            "most s₁ε; and position 0 at most s₁ − s₁ = 0, or s₁ε.",
            "all shapes",
            _scores_follow,
            _scores_in_letters,
            Twin("position 0 without its −s₁", _first_not_held_off),
            further=(
                Twin("a match that misses the position before", _match_left_out),
                Twin("another that doesn't", _match_counted_in),
            ),
        ),
        Argument(
            "Beside it, every score of each context.",
            "exact numbers",
            _scores_apart,
            lambda s1, leak: s1 * (1 - leak),
            Twin("s₁ for s₁(1 − ε)", lambda s1, _leak: s1),
            "beside",
        ),
        Argument(
            "If k ≥ 1 matches have e^score x or more, and the i + 1 − k others y or less, "
            "attention to the matches is at least x/(x + i y). Here x = e^{s₁(1 − ε)}, "
            "y = e^{s₁ε}.",
            "all shapes",
            _at_least,
            lambda i: i,
            Twin("i − 1 for i", lambda i: i - 1),
        ),
        Argument(
            "Beside it, in longer contexts, for two functions in the place of e^s that rationals "
            "hold exactly.",
            "exact numbers",
            _statement_holds,
            _bound,
            Twin("one other source for i", lambda _i, y, x: _bound(1, y, x)),
            "beside",
        ),
        Argument(
            "Where every match is followed by one token, its logit is at least the bound, and any "
            "other's at most 1 less the bound.",
            "exact numbers",
            _follower_leads,
            lambda context, j: (context[j],),
            Twin("the token before copied", lambda context, j: (context[j - 1],)),
            "beside",
            (Twin("both copied", lambda context, j: (context[j], context[j - 1])),),
        ),
    ),
    near_misses=(
        FalseClaim(
            "one_other_source",
            _ATTENDS_MORE,
            "that what isn't a match weighs as one source, however many there are",
            instances=_CONTEXTS,
        ),
        FalseClaim(
            "without_the_term_at_position_0",
            _attends(_BOUND, held_off=None),
            "that a position without a previous token claims none, when the sequence starts with "
            "the token: A B A",
            instances=_CONTEXTS,
        ),
        FalseClaim(
            "without_the_first_layer",
            _attends(_BOUND, first_layer=_ITSELF),
            "a first layer that looks at itself: a duplicate-token head that copies",
            instances=_CONTEXTS,
        ),
        FalseClaim(
            "composing_values",
            "V-composition with a previous-token head does the same",
            "letting the values, not the keys, read the previous token",
            _values_shifted,
        ),
        FalseClaim(
            "of_any_sign",
            _attends(_BOUND, premises=_HYPOTHESES[1:]),
            "that s₁ may be below 0",
            instances=_CONTEXTS,
        ),
    ),
    rests=("previous_token_head",),
)

STATEMENTS = (INDUCTION,)
