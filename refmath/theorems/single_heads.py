"""Chapter 5: what a single head can't do, nor one layer without positions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import permutations
from itertools import product as every
from random import Random
from typing import Any

from sympy import ZZ, Symbol
from sympy.polys.rings import ring

from refmath.symbolic.claims import Argument, Claim, FalseClaim, Twin, ensure
from refmath.symbolic.exact_matrices import matrix
from refmath.symbolic.propositions import Instances, Proposition
from refmath.symbolic.terms import (
    And,
    Compared,
    Defined,
    Elements,
    Exp,
    ForEach,
    Given,
    If,
    Members,
    Not,
    Over,
    Range,
    Said,
    Sign,
    Term,
    Two,
    Whole,
)
from refmath.theorems.by_hand import CHAPTER, NAMES, A, B, C, Context, D, spelt
from refmath.theorems.induction import induction_scores, lines_through_two
from refmath.theorems.reading import attention

WANTED_B = ((A, B, D, C), (D, C, A, B))  # A is followed by B
WANTED_C = ((D, B, A, C), (A, C, D, B))  # A is followed by C


Seen = Callable[[int, int], tuple[int, int]]
"""What a head's score and value depend on, of a place and its token."""


def _order_is_unseen(seen: Seen) -> str:
    """Numerator and denominator of each head's average, under every order of earlier tokens."""
    earlier = (A, B, D, C)
    places = list(every(range(len(earlier) + 1), range(len(NAMES))))
    names = [f"{k}{place}{token}" for k in "ev" for place, token in places]
    _, *z = ring([Symbol(name) for name in names], ZZ)
    e, v = (dict(zip(places, half, strict=True)) for half in (z[: len(places)], z[len(places) :]))
    first = None
    for order in permutations(earlier):
        what = [seen(place, token) for place, token in enumerate((*order, A))]
        N, Z = sum(e[x] * v[x] for x in what), sum(e[x] for x in what)
        first = first or (N, Z)
        ensure(first == (N, Z), spelt((*order, A)))
    return "A B D C A and A C D B A have the same numerators and denominators in every head"


Contexts = tuple[Context, ...]


def _signs_add_up(wanted: tuple[Contexts, Contexts]) -> str:
    for group, follower in zip(wanted, (B, C), strict=True):
        for context in group:
            place = context.index(A)
            ensure(context[place + 1] == follower, spelt(context))
    sums = [Counter((j, c) for context in group for j, c in enumerate(context)) for group in wanted]
    ensure(sums[0] == sums[1] and bool(sums[0]), "the two sums have different terms")
    both = "; ".join(" and ".join(spelt((*c, A)) for c in g) for g in wanted)
    return f"the same tokens at the same positions in {both}: one sum can't be above and below 0"


def _common_denominator(term: Callable[[Any, Any, Any], Any]) -> str:
    """One more position adds w v to N and w to Z: to N + cZ it adds a term of its own."""
    _, N, Z, w, v, c = ring("N Z w v c", ZZ)
    ensure((N + w * v) + c * (Z + w) == (N + c * Z) + term(w, v, c), "one more position")
    return "N/Z + c has the sign of N + cZ = Σ_j w_j (v_j + c), by induction on the positions"


def _earlier_tokens_matter() -> str:
    one, other = (induction_free(context) for context in ((A, B), (C, B)))
    said = f"contexts A B and C B: the last position's attention to A is {one} and {other}"
    return said if one != other else ""


def induction_free(context: Context) -> Fraction:
    """Return a head's attention to A with equal scores."""
    return Fraction(context.count(A), len(context))


def _two_layers_do() -> str:
    leads = []
    for earlier in (WANTED_B[0], WANTED_C[1]):
        context = (*earlier, A)
        scores = induction_scores(context, Fraction(20), Fraction(20), lines_through_two)
        row = attention([lines_through_two(s) for s in scores])
        leads.append(row[context.index(B)] - row[context.index(C)])
    said = f"B leads C by {float(leads[0]):.4f} in A B D C A, by {float(leads[1]):.4f} in A C D B A"
    return said if leads[0] > 0 > leads[1] else ""


_TOKENS = tuple(Sign(name) for name in NAMES)
_n, _u, _h, _j, _c = (Sign(latex) for latex in ("n", "u", "h", "j", "c"))


def _of_head(letter: str, place: Term, at_place: Term) -> Sign:
    return Sign(letter, (place, at_place), (_h,))


def _lead(context: Context) -> Sign:
    """Write by how much B leads C where these tokens come before an A."""
    return Sign(r"\Delta", tuple(_TOKENS[c] for c in context))


def _leads() -> tuple[Defined, ...]:
    """Define it by what each head gives to each place and its token: softmax, and values."""
    context = (*(Sign(name) for name in "wxyz"), _TOKENS[A])
    weights = [_of_head("E", Whole(place), c) for place, c in enumerate(context)]
    values = [_of_head("v", Whole(place), c) for place, c in enumerate(context)]
    above = _added([weight * value for weight, value in zip(weights, values, strict=True)])
    heads = Over(r"\sum", Range("h", Whole(1), _n), above / _added(weights))
    return (
        Defined(Sign(r"\Delta", context[:-1]), _u + heads),
        Defined(_of_head("E", _j, _c), Exp(_of_head("S", _j, _c))),
    )


def _added(terms: Sequence[Term]) -> Term:
    first, *others = terms
    for other in others:
        first = Two("+", first, other)
    return first


_RIGHT_ON_FOUR = And(
    (
        *(Compared(_lead(context), ">", Whole(0)) for context in WANTED_B),
        *(Compared(_lead(context), "<", Whole(0)) for context in WANTED_C),
    )
)
_ONE_HEAD = Compared(_n, "=", Whole(1))


def _for_all_places(said: Said) -> Said:
    """Say it of every head, place and token."""
    for over in (
        Members("c", Elements(_TOKENS)),
        Range("j", Whole(0), Whole(len(NAMES))),
        Range("h", Whole(1), _n),
    ):
        said = ForEach(over, said)
    return said


_PLACES_UNSEEN = _for_all_places(
    And(
        tuple(
            Compared(_of_head(letter, _j, _c), "=", _of_head(letter, Whole(0), _c))
            for letter in "Sv"
        )
    )
)
_ORDER_UNSEEN = Compared(_lead(WANTED_B[0]), "=", _lead(WANTED_C[1]))
NEVER_ALL_FOUR = Proposition(
    (),
    (If(Not(_RIGHT_ON_FOUR), _ONE_HEAD), If(_ORDER_UNSEEN, _PLACES_UNSEEN)),
    _leads(),
)
_NOR_TWO_HEADS = Proposition((), If(Not(_RIGHT_ON_FOUR), Compared(_n, "=", Whole(2))), _leads())
_WITH_POSITIONS = Proposition((), If(_ORDER_UNSEEN, _ONE_HEAD), _leads())
_NOT_EVEN_THREE = Proposition((), If(Not(And(_RIGHT_ON_FOUR.parts[:3])), _ONE_HEAD), _leads())

Table = Sequence[Sequence[int | Fraction]]
"""A number for each place, from 0 to 4, and each token."""


def given_heads(heads: Sequence[tuple[Table, Table]], u: int | Fraction = 0) -> dict[str, Any]:
    """Give one-layer models by what each head scores and adds to l_B − l_C, by place and token."""
    scores, values = ({h: matrix(head[k]) for h, head in enumerate(heads, 1)} for k in (0, 1))
    tokens = dict(zip(NAMES, range(len(NAMES)), strict=True))
    return {**tokens, "n": len(heads), "u": u, "S": scores, "v": values}


def of_place_and_token(by_token: Sequence[int], by_place: Sequence[int]) -> Table:
    """Add a score of the token and one of the place, as positions in Q and K do."""
    return [[of_c + of_j for of_c in by_token] for of_j in by_place]


def two_heads() -> dict[str, Any]:
    """Give two heads of d_head 1 with positions in Q and K, right on all four contexts.

    Both write B − C and read v = (0, 1, −1, 0); the first scores positions alone, the second
    positions and 2 for the token D.
    """
    values = of_place_and_token((0, 1, -1, 0), (0,) * 5)
    first = of_place_and_token((0, 0, 0, 0), (1, 0, 0, 1, 0))
    second = of_place_and_token((0, 0, 0, 2), (2, 2, 0, 0, 1))
    return given_heads([(first, values), (second, values)])


def right_on_three() -> dict[str, Any]:
    """Give one head, whose values read places too, right on the first three of the contexts."""
    values = [[0] * len(NAMES) for _ in range(len(NAMES) + 1)]
    values[0][A], values[0][D], values[1][C] = 2, -1, 2
    return given_heads([(of_place_and_token((0, 0, 0, 0), (0,) * 5), values)])


def _small_heads() -> Iterator[Given]:
    """Heads on a grid of scores and values, of places and tokens; the two heads; tokens alone."""
    yield two_heads()
    yield right_on_three()
    for of_token, of_place in every(every((0, 2), repeat=3), every((0, 2), repeat=3)):
        for v in ((0, 1, -1, 0), (0, 2, -1, 0), (1, 1, -1, -1)):
            table = of_place_and_token((0, *of_token), (*of_place, 0, 1))
            yield given_heads([(table, of_place_and_token(v, (0,) * 5))])
    for of_token in every((0, 2), repeat=3):
        yield given_heads([_of_tokens(of_token, (0, 3, -1, 0)), _of_tokens((1, 0, 2), of_token)])


def _of_tokens(scores: Sequence[int], values: Sequence[int]) -> tuple[Table, Table]:
    """Make a head that sees no places; of A it is scored 0."""
    no_place = (0,) * 5
    by_token = (*values, 0)[: len(NAMES)]
    return of_place_and_token((0, *scores), no_place), of_place_and_token(by_token, no_place)


def _table(random: Random, most: int) -> Table:
    return [[random.randint(-most, most) for _ in NAMES] for _ in range(len(NAMES) + 1)]


def _drawn_heads(random: Random) -> Given:
    """One head of any scores and values for place and token; up to three that see no places."""
    u = Fraction(random.randint(-6, 6), 6)
    if random.random() < Fraction(2, 3):
        return given_heads([(_table(random, 6), _table(random, 9))], u)
    of_tokens = [
        _of_tokens(
            [random.randint(-4, 4) for _ in range(3)], [random.randint(-9, 9) for _ in NAMES]
        )
        for _ in range(random.randint(0, 3))
    ]
    return given_heads(of_tokens, u)


_HEADS = Instances(_small_heads, _drawn_heads)

NO_SINGLE_HEAD = Claim(
    name="no_single_head_does_induction",
    title="No single head does induction, and no one-layer model without positions",
    chapter=CHAPTER,
    source="Elhage et al. 2021, «Induction Heads» (observed there); the proof is this project's",
    plain="Without positions a one-layer model sees which tokens came before, and not their order: "
    "A B D C A and A C D B A look the same to it. With positions, a head weighs each place by "
    "itself: take the four contexts below. In two of them A was followed by B, in two by C, "
    "and yet the four sums of places are two and two the same, so one head can't be right in all. "
    "More heads can, on these four and on longer ones: what one layer needs grows with the length "
    "of the context, in heads times width times precision (Sanford, Hsu, Telgarsky 2024, cited "
    "here and not proved).",
    statement=NEVER_ALL_FOUR,
    instances=_HEADS,
    arguments=(
        Argument(
            "Without positions, for any number of heads and any weights: the logits at the last "
            "position don't depend on the order of what comes before.",
            "all shapes",
            _order_is_unseen,
            lambda _place, token: (0, token),
            Twin("scores and values that see the place", lambda place, token: (place, token)),
        ),
        Argument(
            "With positions (in Q and K, or in the stream), one head: the logit difference has "
            "the sign of a sum with one term for each position and its token.",
            "all shapes",
            _common_denominator,
            lambda w, v, c: w * (v + c),
            Twin("c without the weight", lambda w, v, c: w * v + c),
        ),
        Argument(
            "Two contexts that want B and two that want C have the same terms in all.",
            "all shapes",
            _signs_add_up,
            (WANTED_B, WANTED_C),
            Twin("A C B D for A C D B", (WANTED_B, (WANTED_C[0], (A, C, B, D)))),
            further=(Twin("the wishes exchanged", (WANTED_C, WANTED_B)),),
        ),
    ),
    near_misses=(
        FalseClaim(
            "two_heads_neither",
            _NOR_TWO_HEADS,
            "taking what stops one head for what stops one layer",
            instances=_HEADS,
        ),
        FalseClaim(
            "three_of_the_four_neither",
            _NOT_EVEN_THREE,
            "that a single head fails on fewer contexts as well",
            instances=_HEADS,
        ),
        FalseClaim(
            "order_unseen_with_positions",
            _WITH_POSITIONS,
            "that a head with positions doesn't see the order either",
            instances=_HEADS,
        ),
        FalseClaim(
            "two_layers_neither",
            "no two-layer model does it",
            "taking the obstruction for one of attention as such",
            _two_layers_do,
        ),
        FalseClaim(
            "the_last_token_decides",
            "a one-layer model sees the last token alone",
            "a stronger statement, and false: it sees which tokens came before",
            _earlier_tokens_matter,
        ),
    ),
)

STATEMENTS = (NO_SINGLE_HEAD,)
