"""Chapter 5: heads that attend to an offset: sinusoidal positions are turned by it."""

from __future__ import annotations

from refmath.symbolic.algebra import normal_form
from refmath.symbolic.claims import Argument, Claim, FalseClaim, Twin, ensure
from refmath.symbolic.derivation import Hypothesis, NearMiss, Step, Theorem
from refmath.symbolic.expressions import Expression, Named, Scaled, product, total
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


def _unequal_lengths() -> str:
    p, q = (1, 0), (3, 0)
    with_itself, with_other = (sum(a * b for a, b in zip(p, x, strict=True)) for x in (p, q))
    said = f"p = {p}, q = {q}: p scores {with_itself} with itself, {with_other} with q"
    return said if with_other > with_itself else ""


def _one_plane() -> str:
    """Positions that go round once in four steps: 0 and 4 are one place."""
    circle = ((1, 0), (0, 1), (-1, 0), (0, -1))
    found = [sum(a * b for a, b in zip(circle[0], circle[j % 4], strict=True)) for j in range(6)]
    said = f"one plane, a quarter turn a position: position 0 scores {found} with 0, 1, …, 5"
    return said if found.count(max(found)) > 1 else ""


OFFSET = Claim(
    name="offset_by_rotation",
    title="The turned score is largest at the offset, and falls with the distance from it",
    chapter=CHAPTER,
    source="Elhage et al. 2021, «Primarily Positional Attention Heads»",
    plain="All sinusoidal positions have one length, since a turn changes none. Two vectors of one "
    "length have the larger a dot product the nearer they are. So the score that "
    "«sinusoidal_positions» gives, p^{i−o} · p^j, is largest where p^j = p^{i−o}, and smaller "
    "everywhere else by half the square of the distance.",
    statement=r"|p| = |q| \;\Longrightarrow\; p^\top q = |p|^2 - \tfrac12 |p - q|^2 \le |p|^2",
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
            r"p^\top q \le |p|^2",
            "that a vector's dot product is largest with itself",
            _unequal_lengths,
        ),
        FalseClaim(
            "one_frequency_will_do",
            r"p_i^\top p_j < |p|^2 \text{ for all } j \ne i \text{, whatever the frequencies}",
            "that one pair of coordinates tells all positions apart",
            _one_plane,
        ),
    ),
    rests=("sinusoidal_positions",),
)

STATEMENTS = (SINUSOIDAL, OFFSET)
