"""Mistakes in biases."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from refmath.conforming import steps as right
from refmath.conforming.mistakes.mistake import Mistake
from refmath.conforming.mistakes.ways import each_layer

if TYPE_CHECKING:
    from refmath.numeric.arrays.libraries import Array
    from refmath.numeric.model.transformer import AttentionLayer, Transformer


def _without(*names: str) -> Callable[[Transformer], Transformer]:
    """Leave biases out."""
    nothing: dict[str, Any] = dict.fromkeys(names)

    def changed(layer: AttentionLayer) -> AttentionLayer:
        return replace(layer, **nothing)

    return each_layer(changed)


def _unsummed_bias(layer: AttentionLayer, head: int, A: Array, v: Array) -> Array:
    """Move the values without their bias, and add it once for each source that is seen."""
    bias = None if layer.b_V is None else layer.b_V[right.group_of(layer, head)]
    if bias is None:
        return right.written(layer, head, A, v)
    sources = (A != 0).sum(axis=-1, keepdims=True)
    return (A @ (v - bias) + sources * bias) @ layer.W_O[head].T


def _b_O_once_a_head(x: Array, heads: Sequence[Array], b_O: Array | None) -> Array:
    return right.added(x, heads, None if b_O is None else len(heads) * b_O)


OF_BIASES = (
    Mistake(
        "no_bias_of_the_logits",
        "leaving b_U out",
        "biases_as_one_more_dimension",
        (),
        {
            "unembedded": lambda model, x: right.linear(
                right.normed(model.final_norm, x), model.W_U, None
            )
        },
    ),
    Mistake(
        "value_bias_vanishes",
        "that the pattern averages the values' bias away",
        "value_and_output_biases",
        (
            ("value_and_output_biases", "value_bias_vanishes"),
            ("value_bias_with_a_sink", "doesnt_arrive"),
        ),
        {"model": _without("b_V")},
    ),
    Mistake(
        "once_for_each_source",
        "that the values' bias grows with the length of the context",
        "value_and_output_biases",
        (("value_and_output_biases", "once_for_each_source"),),
        {"written": _unsummed_bias},
    ),
    Mistake(
        "output_bias_once_a_head",
        "adding b_O with every head",
        "value_and_output_biases",
        (),
        {"added": _b_O_once_a_head},
    ),
    Mistake(
        "no_output_bias",
        "leaving b_O out",
        "value_and_output_biases",
        (),
        {"model": _without("b_O")},
    ),
    Mistake(
        "query_bias_is_inert",
        "leaving the queries' bias out, as one may the keys'",
        "key_bias_is_inert",
        (("key_bias_is_inert", "query_bias_is_inert"),),
        {"model": _without("b_Q", "b_K")},
    ),
    Mistake(
        "key_bias_left_out",
        "leaving b_K out where a sink, a cap or turned queries make it count",
        "key_bias_is_inert",
        (
            ("key_bias_is_inert", "with_a_sink"),
            ("key_bias_is_inert", "behind_a_soft_cap"),
            ("key_bias_with_a_sink", "inert"),
            ("rotary_positions", "key_bias_still_inert"),
            ("soft_cap", "blind_to_constants"),
        ),
        {"model": _without("b_K")},
    ),
)
