"""Chapter 5: heads that attend to an offset: sinusoidal positions are turned by it."""

from __future__ import annotations

from refmath.symbolic.derivation import Hypothesis, NearMiss, Step, Theorem
from refmath.symbolic.expressions import Expression, Named, product
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

STATEMENTS = (SINUSOIDAL,)
