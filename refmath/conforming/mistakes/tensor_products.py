"""Mistakes in how a layer is written as one operator: ⊗, its slots, its circuits."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from refmath.conforming import steps as right
from refmath.conforming.mistakes.mistake import Mistake
from refmath.conforming.mistakes.ways import as_it_was_read, circuits, one_hot, ov
from refmath.conforming.steps import Computation

if TYPE_CHECKING:
    from refmath.numeric.arrays.libraries import Array, Matrix
    from refmath.numeric.model.transformer import AttentionLayer, Transformer

_ONE = "one_layer"


def _W_V_W_O(layer: AttentionLayer, head: int, A: Array, read: Array) -> Array:
    return A @ read @ (layer.W_V[right.group_of(layer, head)] @ layer.W_O[head]).T


def _of_head(
    product: Callable[[Array, Array], Array],
) -> Callable[[AttentionLayer, int, Array, Array], Array]:
    """Let some product stand for ⊗ in what a head writes."""

    def written_so(layer: AttentionLayer, head: int, A: Array, read: Array) -> Array:
        W_OV = layer.W_O[head] @ layer.W_V[right.group_of(layer, head)]
        return np.asarray(product(A, W_OV) @ read.reshape(-1)).reshape(read.shape)

    return written_so


def _direct(model: Transformer) -> Array:
    return model.W_U @ model.W_E


def _terms(model: Transformer, done: Computation) -> list[tuple[Array, Array]]:
    """List the pairs of a pattern and a circuit of one layer's operator."""
    n_ctx = len(done.residual[0])
    out = [(np.eye(n_ctx, dtype=model.dtype), _direct(model))]
    for layer, patterns, used in zip(model.layers, done.pattern, done.used, strict=True):
        out += [(A, ov(layer, h, model)) for A, h in zip(patterns, used, strict=True)]
    return out


def _operator(
    product: Callable[[Array, Array], Array],
) -> Callable[[Transformer, Matrix, Computation], Array]:
    """Put T together of patterns and circuits, with some product in the place of ⊗."""

    def logits(model: Transformer, tokens: Matrix, done: Computation) -> Array:
        T = sum(product(A, W) for A, W in _terms(model, done))
        t = one_hot(model, tokens)
        return np.asarray(T @ t.reshape(-1)).reshape(len(tokens), model.d_out)

    return logits


def _slot_by_slot(model: Transformer, tokens: Matrix, done: Computation) -> Array:
    terms = _terms(model, done)
    A, W = sum(A for A, _ in terms), sum(W for _, W in terms)
    return np.asarray(A @ one_hot(model, tokens) @ W.T)


def _circuits_transposed(model: Transformer, tokens: Matrix, done: Computation) -> Array:
    t, (direct, *heads) = one_hot(model, tokens), _terms(model, done)
    return np.asarray(t @ direct[1].T + sum(A @ t @ W for A, W in heads))


def _table_transposed(model: Transformer, tokens: Matrix, done: Computation) -> Array:
    t, (direct, *heads) = one_hot(model, tokens), _terms(model, done)
    return np.asarray(t @ direct[1] + sum((A @ t @ W.T for A, W in heads), np.zeros(1)))


OF_TENSOR_PRODUCTS = (
    Mistake(
        "OV_transposed",
        "row = source token, column = output token",
        _ONE,
        ((_ONE, "OV_transposed"),),
        {"logits": _circuits_transposed},
        {"OV circuit": circuits(lambda model, layer, head: ov(layer, head, model).T)},
    ),
    Mistake(
        "table_transposed",
        "row = the token at the position, column = output token",
        "zero_layers",
        (("zero_layers", "table_transposed"),),
        {"logits": _table_transposed},
    ),
    Mistake(
        "np_outer",
        "`np.outer` for ⊗",
        _ONE,
        (
            (_ONE, "np_outer"),
            ("zero_layers", "np_outer"),
        ),
        {"logits": _operator(np.outer)},
    ),
    Mistake(
        "np_outer_of_a_head",
        "`np.outer` for ⊗ in what a head writes",
        "head_as_tensor_product",
        (("head_as_tensor_product", "np_outer"), ("vec", "np_outer")),
        {"value": as_it_was_read, "written": _of_head(np.outer)},
    ),
    Mistake(
        "slots_exchanged",
        "W ⊗ A for A ⊗ W",
        _ONE,
        (
            (_ONE, "slots_exchanged"),
            ("zero_layers", "slots_exchanged"),
        ),
        {"logits": _operator(lambda A, W: np.kron(W, A))},
    ),
    Mistake(
        "slots_exchanged_of_a_head",
        "W_OV ⊗ A for A ⊗ W_OV in what a head writes",
        "head_as_tensor_product",
        (
            ("head_as_tensor_product", "slots_exchanged"),
            ("vec", "factors_swapped"),
        ),
        {"value": as_it_was_read, "written": _of_head(lambda A, W: np.kron(W, A))},
    ),
    Mistake(
        "output_and_value_swapped",
        "W_V W_O, the order in which the steps happen",
        "head_as_tensor_product",
        (("head_as_tensor_product", "output_and_value_swapped"),),
        {"value": as_it_was_read, "written": _W_V_W_O},
    ),
    Mistake(
        "added_slot_by_slot",
        "adding patterns and weights before ⊗",
        _ONE,
        ((_ONE, "added_slot_by_slot"),),
        {"logits": _slot_by_slot},
    ),
)
