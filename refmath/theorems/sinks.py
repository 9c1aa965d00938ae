"""Chapter 1: a softmax with a sink: one more exponential in each row's sum, of no position's.

Z is a row's sum of weights, e^c the sink's weight, p = e^c / (Z + e^c) what the sink takes: a
learned number in the sum, or the weight of a null key whose value is 0.
"""

from __future__ import annotations

from refmath.symbolic.derivation import ENTRIES, NearMiss, Step, Theorem
from refmath.symbolic.expressions import (
    Diag,
    Exp,
    Expression,
    Named,
    Pattern,
    Recip,
    hadamard,
)
from refmath.theorems.notation import ONES, free, special
from refmath.theorems.tensor_algebra import CHAPTER

_SOURCE = (
    "Miller 2023, «Attention Is Off By One»; Xiao et al. 2023, «Efficient Streaming Language "
    "Models with Attention Sinks»"
)

_S, _c, _d = free("S", "n_ctx", "n_ctx"), free("c", "n_ctx", "one"), free("d", "n_ctx", "one")
_M = special("causal", "M", "n_ctx", "n_ctx")


def _weights(scores: Expression) -> Expression:
    return hadamard(_M, Exp(scores))


def _over_all(scores: Expression, sink: Expression) -> Expression:
    """Write one over Z + e^c, the sum of the weights of all positions and of the sink's."""
    return Recip(_weights(scores) @ ONES + Exp(sink))


def with_a_sink(scores: Expression, sink: Expression) -> Expression:
    """Write the pattern of these scores where a sink of these scores takes its share."""
    return Diag(_over_all(scores, sink)) @ _weights(scores)


def taken(scores: Expression, sink: Expression) -> Expression:
    """Write p, what the sink takes of each destination's attention."""
    return Named("p", "p", (), hadamard(_over_all(scores, sink), Exp(sink)))


def _law(
    name: str,
    title: str,
    plain: str,
    sides: tuple[Expression, Expression],
    near_misses: tuple[NearMiss, ...],
) -> Theorem:
    steps = (Step(sides[0]), Step(sides[1], ENTRIES))
    return Theorem(name, title, CHAPTER, _SOURCE, plain, steps, near_misses)


_sunk, _p = with_a_sink(_S, _c), taken(_S, _c)

SINK = _law(
    "softmax_with_a_sink",
    "With a sink, the pattern is the softmax scaled row by row: A' = diag(1 − p) A",
    "A sink is one more weight e^c in each row's sum, a learned number or that of a null key whose "
    "value is 0. It changes no position's share against another's: it takes p of each "
    "destination's attention, and the softmax of the scores divides the rest. p is one number a "
    "destination, and what it is depends on all scores of that row.",
    (_sunk, Diag(ONES - _p) @ Pattern(_S)),
    (
        NearMiss("a_softmax_still", _sunk, Pattern(_S), "that what no position has is not missed"),
        NearMiss(
            "scaled_by_the_source",
            _sunk,
            Pattern(_S) @ Diag(ONES - _p),
            "A diag(1 − p): scaling what each source gives, and not what a destination receives",
        ),
        NearMiss(
            "the_share_itself",
            _sunk,
            Diag(_p) @ Pattern(_S),
            "what the sink takes for what it leaves",
        ),
        NearMiss(
            "one_more_source",
            _sunk,
            Diag(Recip(_weights(_S) @ ONES + Exp(_c))) @ (_weights(_S) + Exp(_c @ ONES.T)),
            "adding the sink's weight to the sources', where it is to be lost",
        ),
    ),
)

SINK_ROWS = _law(
    "rows_with_a_sink",
    "With a sink the rows of a pattern sum to 1 − p, which is less than 1",
    "p is a positive number over a larger one, so a destination's attention to all positions "
    "together stays below 1. By the scores alone it can't be 1, however low the sink's score is.",
    (_sunk @ ONES, ONES - _p),
    (
        NearMiss("rows_sum_to_1", _sunk @ ONES, ONES, "the law of the softmax without a sink"),
        NearMiss(
            "the_same_for_all",
            _sunk @ ONES,
            ONES - Exp(_c),
            "the sink's weight for its share of all weights",
        ),
    ),
)

SINK_SHIFT = _law(
    "shift_with_a_sink",
    "With a sink, what is added to a row of scores does what taking it off the sink's does",
    "A softmax with a sink sees the differences between scores and between scores and sink. Add a "
    "number to all of a destination's scores, as a key bias does, and it attends to positions "
    "more, and to the sink less. So the constant is no longer inert: it is inert if the sink's "
    "score has it too.",
    (with_a_sink(_S + _d @ ONES.T, _c), with_a_sink(_S, _c - _d)),
    (
        NearMiss(
            "inert",
            with_a_sink(_S + _d @ ONES.T, _c),
            _sunk,
            "the law of the softmax without a sink",
        ),
        NearMiss(
            "the_other_sign",
            with_a_sink(_S + _d @ ONES.T, _c),
            with_a_sink(_S, _c + _d),
            "that raising the scores does what raising the sink's does",
        ),
    ),
)

_q, _k = free("q", "n_ctx", "d_head"), free("k", "n_ctx", "d_head")
_b_K, _b_V = free("b_K", "d_head", "one"), free("b_V", "d_head", "one")
_values = free("v", "n_ctx", "d_head")
_with_bias = _sunk @ (_values + ONES @ _b_V.T)

VALUE_BIAS = _law(
    "value_bias_with_a_sink",
    "With a sink, a value bias arrives scaled by what the sink leaves",
    "What all values have in common arrives as often as the row sums to: 1 − p times, where the "
    "sink takes p. So it is no constant that could be moved to the output: it differs from "
    "destination to destination, with the scores.",
    (_with_bias, _sunk @ _values + (ONES - _p) @ _b_V.T),
    (
        NearMiss(
            "arrives_whole",
            _with_bias,
            _sunk @ _values + ONES @ _b_V.T,
            "the law of biases where no attention is lost",
        ),
        NearMiss(
            "doesnt_arrive",
            _with_bias,
            _sunk @ _values,
            "that the sink takes the bias",
        ),
        NearMiss(
            "what_the_sink_takes",
            _with_bias,
            _sunk @ _values + _p @ _b_V.T,
            "p for 1 − p",
        ),
    ),
)

_with_key_bias = with_a_sink(_q @ (_k + ONES @ _b_K.T).T, _c)

KEY_BIAS = _law(
    "key_bias_with_a_sink",
    "With a sink, a key bias is no longer inert: it lowers the sink's score",
    "A key bias adds q · b_K to all scores of a destination. Among positions that changes nothing, "
    "but the sink's score has no key to which a bias was added: a destination with q · b_K > 0 "
    "attends to positions more, one with q · b_K < 0 less.",
    (_with_key_bias, with_a_sink(_q @ _k.T, _c - _q @ _b_K)),
    (
        NearMiss(
            "inert",
            _with_key_bias,
            with_a_sink(_q @ _k.T, _c),
            "leaving the key bias out, as a softmax without a sink lets one",
        ),
        NearMiss(
            "raises_the_sink",
            _with_key_bias,
            with_a_sink(_q @ _k.T, _c + _q @ _b_K),
            "the other sign",
        ),
    ),
)

LAWS = (SINK, SINK_ROWS, SINK_SHIFT, VALUE_BIAS, KEY_BIAS)
