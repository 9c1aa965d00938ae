"""What mistakes of several files are made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from refmath.conforming import steps as right
from refmath.conforming.quantities import Answer, Setting, attributions

if TYPE_CHECKING:
    from refmath.numeric.arrays.libraries import Array, Matrix
    from refmath.numeric.model.transformer import AttentionLayer, Transformer

Path = Sequence[tuple[int, int]]
Raw = Callable[["Transformer", int, int, Sequence[Any], Sequence[Any]], "Array"]
"""What gives the scores of a layer's head before they are scaled, of the streams and the patterns
so far."""


def each_layer(
    change: Callable[[AttentionLayer], AttentionLayer],
) -> Callable[[Transformer], Transformer]:
    """Change every layer of a model."""
    return lambda model: replace(model, layers=[change(layer) for layer in model.layers])


def as_it_was_read(_layer: AttentionLayer, _group: int, read: Array) -> Array:
    """Return what the layer reads, for what a value is made of it elsewhere."""
    return read


def ov(layer: AttentionLayer, head: int, model: Transformer) -> Array:
    """Return a head's OV circuit, [output, source]."""
    W_V = layer.W_V[right.group_of(layer, head)]
    return model.W_U @ layer.W_O[head] @ W_V @ model.W_E


def one_hot(model: Transformer, tokens: Matrix) -> Array:
    """Return t, a row a position."""
    return np.eye(model.d_vocab, dtype=model.dtype)[tokens]


def circuits(
    of: Callable[[Transformer, AttentionLayer, int], Array],
) -> Callable[[Setting], Answer]:
    """Answer with a matrix of each head."""

    def answer(setting: Setting) -> Answer:
        model = setting.of_model
        return {f"layer {n}, head {h}": of(model, model.layers[n], h) for n, h in setting.heads()}

    return answer


def plain_qk(model: Transformer, layer: AttentionLayer, head: int) -> Array:
    """Return a head's QK circuit, [destination, source]."""
    return model.W_E.T @ layer.W_Q[head].T @ layer.W_K[head] @ model.W_E


def attributed(
    moved: Callable[[Array], Array], circuit: str = "own"
) -> Callable[[Setting], Answer]:
    """Answer with attributions of patterns that are changed, or with another OV circuit."""

    def answer(setting: Setting) -> Answer:
        model = setting.of_model
        done = right.run(model, setting.tokens)

        def of(destination: int, output: int) -> Array:
            u = model.W_U[output]
            terms = [done.residual[0][destination] @ u]
            for n, h in setting.heads():
                layer = model.layers[n]
                used = 0 if circuit == "first" else h
                read = done.residual[0 if circuit == "embedding" else n]
                v = read @ layer.W_V[right.group_of(layer, used)].T @ layer.W_O[used].T
                terms.append(moved(done.pattern[n][h])[destination] @ v @ u)
            return np.array(terms)

        return attributions(setting, of)

    return answer
