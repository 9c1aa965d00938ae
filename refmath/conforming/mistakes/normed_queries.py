"""Mistakes in norms of queries and keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from refmath.conforming import steps as right
from refmath.conforming.mistakes.mistake import Mistake
from refmath.conforming.mistakes.ways import Raw

if TYPE_CHECKING:
    from refmath.numeric.arrays.libraries import Array
    from refmath.numeric.model.parts import Norm
    from refmath.numeric.model.transformer import AttentionLayer, Transformer

Streams = Sequence[Any]
_NORMED = "normed_queries_and_keys"


def _not_normed(_norm: Norm | None, rows: Array, head: int) -> Array:
    return rows[head]


def _scales_alone(norm: Norm, rows: Array) -> Array:
    return rows if norm.gain is None else rows * norm.gain


def _lengths(norm: Norm, rows: Array) -> Array:
    """Return 1 over each row's length, a column; of norms that take off no mean."""
    if norm.centred:
        raise ValueError("norm: expected one that takes off no mean")
    return 1 / np.sqrt((rows * rows).mean(axis=-1, keepdims=True) + norm.eps)


def _normed(norm: Norm, rows: Array) -> Array:
    return _lengths(norm, rows) * _scales_alone(norm, rows)


def _divided_alone(norm: Norm, rows: Array) -> Array:
    return _lengths(norm, rows) * rows


def _rows(model: Transformer, layer: AttentionLayer, x: Array, head: int) -> tuple[Array, Array]:
    """Return a head's queries and keys before their norms, which are of one head each."""
    for norm in (layer.q_norm, layer.k_norm):
        if norm is None or norm.d_model not in (None, layer.d_head):
            raise ValueError("norms of queries and keys: expected one of each head by itself")
    read, group = right.compared(model, right.normed(layer.norm, x)), right.group_of(layer, head)
    q = right.linear(read, layer.W_Q[head], None if layer.b_Q is None else layer.b_Q[head])
    k = right.linear(read, layer.W_K[group], None if layer.b_K is None else layer.b_K[group])
    return q, k


def _between(
    of_queries: Callable[[Norm, Array], Array], of_keys: Callable[[Norm, Array], Array]
) -> Raw:
    """Make the products of queries and keys that are normed in other ways."""

    def raw(model: Transformer, n: int, head: int, streams: Streams, _patterns: Streams) -> Array:
        layer = model.layers[n]
        q, k = _rows(model, layer, streams[n], head)
        assert layer.q_norm is not None
        assert layer.k_norm is not None
        q, k = of_queries(layer.q_norm, q), of_keys(layer.k_norm, k)
        return right.rotated(layer.rotary, q) @ right.rotated(layer.rotary, k).T

    return raw


def _keys_for_queries(
    model: Transformer, n: int, head: int, streams: Streams, _patterns: Streams
) -> Array:
    layer = model.layers[n]
    if layer.rotary is not None:
        raise ValueError("rotary: expected none between the norms and the products")
    q, k = _rows(model, layer, streams[n], head)
    assert layer.q_norm is not None
    assert layer.k_norm is not None
    exchanged = _scales_alone(layer.k_norm, k) @ _scales_alone(layer.q_norm, q).T
    return _lengths(layer.q_norm, q) * exchanged * _lengths(layer.k_norm, k).T


OF_NORMED_QUERIES = (
    Mistake(
        "queries_not_normed",
        "leaving the norms of queries and keys out",
        _NORMED,
        ((_NORMED, "no_norm"),),
        {"normed_rows": _not_normed},
    ),
    Mistake(
        "normed_behind_the_turn",
        "turning queries and keys first, and norming them after it",
        _NORMED,
        (),
        {"turned_first": True},
    ),
    Mistake(
        "scales_alone",
        "scaling queries and keys by γ, and forgetting that their lengths are divided out",
        _NORMED,
        ((_NORMED, "scales_alone"),),
        {"raw": _between(_scales_alone, _scales_alone)},
    ),
    Mistake(
        "divided_at_the_destination_alone",
        "a temperature a destination, where each source is divided as well",
        _NORMED,
        ((_NORMED, "divided_at_the_destination_alone"),),
        {"raw": _between(_normed, _scales_alone)},
    ),
    Mistake(
        "scales_left_out",
        "norms of queries and keys without their γ",
        _NORMED,
        ((_NORMED, "scales_left_out"),),
        {"raw": _between(_divided_alone, _divided_alone)},
    ),
    Mistake(
        "keys_for_queries",
        "W_K for W_Q between the lengths: sources and destinations exchanged",
        _NORMED,
        ((_NORMED, "keys_for_queries"),),
        {"raw": _keys_for_queries},
    ),
)
