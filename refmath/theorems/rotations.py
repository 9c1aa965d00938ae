"""Chapter 5: heads that attend to an offset: sinusoidal positions are turned by it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations
from itertools import product as every
from random import Random

from refmath.symbolic.algebra import normal_form
from refmath.symbolic.claims import Argument, Claim, FalseClaim, Twin, ensure
from refmath.symbolic.derivation import Hypothesis, NearMiss, Step, Theorem
from refmath.symbolic.exact_matrices import Matrix, identity, matrix, multiplied
from refmath.symbolic.expressions import Expression, Named, Scaled, product, total
from refmath.symbolic.propositions import Instances, Proposition
from refmath.symbolic.terms import (
    Compared,
    Defined,
    Given,
    Id,
    Norm,
    Said,
    Sign,
    Term,
    Transposed,
    Whole,
)
from refmath.theorems.by_hand import CHAPTER
from refmath.theorems.notation import free, special


def _R(index: str) -> Expression:
    return special("rotation", "R", "d_model", "d_model", index)


_p0 = free("p_0", "d_model", "one")


def _p(index: str) -> Expression:
    """Write p^i, the position that is turned out of the first by R^i."""
    return Named("p", "p", (index,), _R(index) @ _p0)


_turns = Hypothesis(
    "R_i is R to the power i",
    _R("o").T @ _R("i"),
    _R("i-o"),
    "turning on by i and back by o is turning by i − o",
)
_score = product(_p("i").T, _R("o"), _p("j"))
_unfolded = product(_p0.T, _R("i").T, _R("o"), _R("j"), _p0)

SINUSOIDAL = Theorem(
    name="sinusoidal_positions",
    title="A shift of sinusoidal positions is a rotation: for each offset there is one W_QK",
    chapter=CHAPTER,
    source="Elhage et al. 2021, «Primarily Positional Attention Heads»; Vaswani et al. 2017",
    plain="Each pair of sinusoidal coordinates, cos ωi and sin ωi, goes round a circle with i: p^i "
    "is p_0 turned i times. Let W_QK be the turn by an offset o. The score of destination i and "
    "source j is then what destination i − o would give to j with W_QK = Id, the dot product of "
    "p^{i−o} and p^j. All positions are of one length, so that is largest where they agree, at "
    "j = i − o: the head attends o places back, wherever it stands.",
    steps=(
        Step(_score),
        Step(product((_R("i") @ _p0).T, _R("o"), _R("j") @ _p0), "definition of p"),
        Step(_unfolded, "transpose"),
        Step(product(_p0.T, _R("i-o").T, _R("j"), _p0), _turns.name),
        Step(product((_R("i-o") @ _p0).T, _R("j") @ _p0), "transpose"),
        Step(product(_p("i-o").T, _p("j")), "definition of p"),
    ),
    near_misses=(
        NearMiss(
            "the_other_way",
            product(_p("i").T, _R("o").T, _p("j")),
            product(_p("i-o").T, _p("j")),
            "the transpose: it attends o places ahead, or would without the mask",
        ),
        NearMiss(
            "by_the_positions_alone",
            _score,
            product(_p("i").T, _p("j")),
            "that dot products of positions are enough: they are largest at j = i",
        ),
        NearMiss(
            "free_positions",
            product(free("p", "d_model", "one", "i").T, _R("o"), free("p", "d_model", "one", "j")),
            product(free("p", "d_model", "one", "i-o").T, free("p", "d_model", "one", "j")),
            "that learned positions, with no law between them, have such a W_QK",
        ),
    ),
    hypotheses=(_turns,),
)

_a, _b = free("p", "d_model", "one"), free("q", "d_model", "one")
_distance = (_a - _b).T @ (_a - _b)


def _distance_of(crossed: Expression) -> str:
    right = total(_a.T @ _a, _b.T @ _b, Scaled(-1, crossed))
    ensure(normal_form(_distance) == normal_form(right), "(p − q)ᵀ(p − q), multiplied out")
    return "(p − q)ᵀ(p − q) = pᵀp + qᵀq − pᵀq − qᵀp"


def _length_after_a_turn(length: Expression) -> str:
    """Use RᵀR = Id once, where it stands: (R p)ᵀ(R p) = pᵀ(RᵀR)p."""
    R = free("R", "d_model", "d_model")
    ensure(normal_form((R @ _a).T @ (R @ _a)) == normal_form(length), "(R p)ᵀ(R p)")
    return "(R p)ᵀ(R p) = pᵀ (RᵀR) p, which is pᵀp where RᵀR = Id"


_i, _j, _o, _turn, _first = map(Sign, ("i", "j", "o", "R", "z"))


def _at(position: Term) -> Sign:
    return Sign("p", (position,))


_IS_A_TURN = Compared(Transposed(_turn) * _turn, "=", Id())
_length = Transposed(_first) * _first
_turned = Transposed(_at(_i + _o)) * _turn**_o * _at(_j)
_away = Norm(_at(_j) - _at(_i)) ** 2


def _scores(*conclusions: Said, premises: tuple[Said, ...] = (_IS_A_TURN,)) -> Proposition:
    """Say something of positions that are turned on by R, one after the other."""
    return Proposition(premises, conclusions, (Defined(_at(_i), _turn**_i * _first),))


_LARGEST_THERE = Compared(_turned, "=", _length - Whole(1) / Whole(2) * _away, ((r"\le", _length),))
LARGEST_AT_THE_OFFSET = _scores(_LARGEST_THERE)
_OF_ANY_LENGTH = _scores(_LARGEST_THERE, premises=())
_WITHOUT_THE_HALF = _scores(Compared(_turned, "=", _length - _away))
_AHEAD = _scores(
    Compared(
        Transposed(_at(_i)) * _turn**_o * _at(_j + _o),
        "=",
        _length - Whole(1) / Whole(2) * _away,
    )
)
_ONE_FREQUENCY = _scores(
    Compared(Transposed(_at(_i)) * _at(_j), "<", _length),
    premises=(_IS_A_TURN, Compared(_i, r"\ne", _j), Compared(_length, ">", Whole(0))),
)

_ANGLES = tuple((Fraction(a, c), Fraction(b, c)) for a, b, c in ((3, 4, 5), (5, 12, 13), (0, 1, 1)))
"""Cosines and sines of turns that are rational: the last is a quarter turn."""


def _in_a_plane(n: int, plane: tuple[int, int], angle: tuple[Fraction, Fraction]) -> Matrix:
    (a, b), (cos, sin) = plane, angle
    rows = [list(row) for row in identity(n).rows]
    rows[a][a], rows[a][b], rows[b][a], rows[b][b] = cos, -sin, sin, cos
    return matrix(rows)


def _positions(turn: Matrix, first: list[int], i: int, j: int, o: int) -> Given:
    return {"R": turn, "z": matrix([[x] for x in first]), "i": i, "j": j, "o": o}


def _small_turns() -> Iterator[Given]:
    """Every i, j and o up to 4 for a turn in a plane; and for matrices that turn nothing."""
    turns = [_in_a_plane(2, (0, 1), angle) for angle in _ANGLES]
    others = [matrix([[1, 1], [0, 1]]), matrix([[2, 0], [0, 1]])]
    for turn, i, j, o in every((*turns, *others), range(5), range(5), range(3)):
        yield _positions(turn, [1, 2], i, j, o)


def _drawn_turn(random: Random) -> Given:
    n = random.randint(2, 4)
    turn = identity(n)
    for plane in combinations(range(n), 2):
        turn = multiplied(turn, _in_a_plane(n, plane, random.choice(_ANGLES)))
    i, j, o = (random.randint(0, 4) for _ in range(3))
    return _positions(turn, [random.randint(-3, 3) for _ in range(n)], i, j, o)


_TURNS = Instances(_small_turns, _drawn_turn)

OFFSET = Claim(
    name="offset_by_rotation",
    title="The turned score is largest at the offset, and falls with the distance from it",
    chapter=CHAPTER,
    source="Elhage et al. 2021, «Primarily Positional Attention Heads»",
    plain="All sinusoidal positions have one length, since a turn changes none. Two vectors of one "
    "length have the larger a dot product the nearer they are. So the score that "
    "«sinusoidal_positions» gives a destination i + o and a source j, p_i · p_j, is largest where "
    "p_j = p_i, that is o places back, and smaller "
    "everywhere else by half the square of the distance.",
    statement=LARGEST_AT_THE_OFFSET,
    instances=_TURNS,
    arguments=(
        Argument(
            "The square of the distance, multiplied out.",
            "all shapes",
            _distance_of,
            _a.T @ _b + _b.T @ _a,
            Twin("one crossed product of the two", _a.T @ _b),
        ),
        Argument(
            "A turn changes no length.",
            "all shapes",
            _length_after_a_turn,
            product(_a.T, free("R", "d_model", "d_model").T, free("R", "d_model", "d_model"), _a),
            Twin(
                "R Rᵀ for RᵀR",
                product(
                    _a.T, free("R", "d_model", "d_model"), free("R", "d_model", "d_model").T, _a
                ),
            ),
        ),
    ),
    near_misses=(
        FalseClaim(
            "of_any_length",
            _OF_ANY_LENGTH,
            "that a dot product is largest where the vectors agree, whatever their lengths",
            instances=_TURNS,
        ),
        FalseClaim(
            "one_frequency_will_do",
            _ONE_FREQUENCY,
            "that one pair of coordinates tells all positions apart",
            instances=_TURNS,
        ),
        FalseClaim(
            "the_whole_square",
            _WITHOUT_THE_HALF,
            "the square of the distance for half of it",
            instances=_TURNS,
        ),
        FalseClaim(
            "the_other_way",
            _AHEAD,
            "that the head attends o places ahead",
            instances=_TURNS,
        ),
    ),
    rests=("sinusoidal_positions",),
)

STATEMENTS = (SINUSOIDAL, OFFSET)
