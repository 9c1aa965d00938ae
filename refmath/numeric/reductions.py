"""Models with biases or grouped queries, written as models without: all that is proved holds there.

Biases are weights that read a coordinate held at 1; heads that share keys and values are heads like
any others, with factors that happen to be equal.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import array_api_compat

from refmath.numeric.transformer import AttentionLayer, Transformer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from refmath.numeric.transformer import Array


@dataclass(frozen=True, eq=False)
class LayerBiases:
    """The biases of one layer; None for one that is not there.

    Args:
        b_Q: of the queries, shape (n_heads, d_head).
        b_K: of the keys, shape (n_heads, d_head).
        b_V: of the values, shape (n_heads, d_head).
        b_O: of the layer's output, shape (d_model,).

    Examples:
        >>> import numpy as np
        >>> LayerBiases(b_O=np.ones(3)).b_Q is None
        True
    """

    b_Q: Array | None = None
    b_K: Array | None = None
    b_V: Array | None = None
    b_O: Array | None = None


def with_biases(
    model: Transformer, layers: Sequence[LayerBiases], *, b_U: Array | None = None
) -> Transformer:
    r"""Return a model with biases, as a model without, of one more residual dimension.

    $[x \; 1][W \; b]^\top = x W^\top + 1 b^\top$: the last coordinate of the stream is 1 at every
    position, nothing writes to it, and each bias is the column that reads it. A b_O is a head of
    its own, put last: its pattern doesn't matter, since every pattern's rows sum to 1.

    Args:
        model: the transformer without its biases.
        layers: the biases of each layer.
        b_U: of the logits, shape (d_vocab,).

    Returns:
        A model of d_model + 1, and of one more head in each layer that has a b_O; its logits are
        those of the model with biases, and `paths` goes through its biases too.

    Raises:
        ValueError: for biases of a wrong number or shape, or of another dtype or library.

    Source:
        Elhage et al. 2021, «Notation»; theorems «biases_as_one_more_dimension»,
        «value_and_output_biases».

    Examples:
        >>> import numpy as np
        >>> from refmath.numeric.forward import logits
        >>> zero = np.zeros((1, 1, 2))
        >>> layer = AttentionLayer(zero, zero, zero, np.zeros((1, 2, 1)))
        >>> model = Transformer(np.eye(2), np.eye(2), [layer])
        >>> biased = with_biases(model, [LayerBiases(b_O=np.array([0.0, 5.0]))])
        >>> logits(biased, [0, 1]).tolist()
        [[1.0, 5.0], [0.0, 6.0]]
    """
    given = tuple(layers)
    if len(given) != model.n_layers:
        raise ValueError(
            f"layers: expected biases for each of {model.n_layers} layers, got {len(given)}"
        )
    xp = array_api_compat.array_namespace(model.W_E)
    device = array_api_compat.device(model.W_E)

    def row(value: float, width: int) -> Array:
        return xp.full((1, width), value, dtype=model.dtype, device=device)

    b_U = _checked(model, "b_U", b_U, (model.d_vocab,))
    return Transformer(
        xp.concat([model.W_E, row(1.0, model.d_vocab)], axis=0),
        xp.concat([model.W_U, b_U[:, None]], axis=1),
        [_with_biases(model, n, biases) for n, biases in enumerate(given)],
        W_pos=None
        if model.W_pos is None
        else xp.concat([model.W_pos, row(0.0, model.W_pos.shape[1])], axis=0),
        positions=model.positions,
        causal=model.causal,
    )


def grouped_queries(W_Q: Array, W_K: Array, W_V: Array, W_O: Array) -> AttentionLayer:
    r"""Return a layer of heads that share keys and values in groups, as an ordinary layer.

    Head $(g, h)$ has $W_{QK} = (W_Q^{g,h})^\top W_K^g$ and $W_{OV} = W_O^{g,h} W_V^g$; the heads of
    group 0 come first.

    Args:
        W_Q: queries, shape (n_heads, d_head, d_model).
        W_K: keys, shape (n_groups, d_head, d_model), n_groups a divisor of n_heads.
        W_V: values, shape (n_groups, d_head, d_model).
        W_O: output projections, shape (n_heads, d_model, d_head).

    Returns:
        An `AttentionLayer` of n_heads heads.

    Raises:
        ValueError: for groups that don't divide the heads, and what `AttentionLayer` refuses.

    Source:
        Ainslie et al. 2023, «GQA»; theorem «grouped_queries».

    Examples:
        >>> import numpy as np
        >>> W_K = np.array([[[1.0]], [[2.0]]])
        >>> grouped_queries(np.ones((4, 1, 1)), W_K, W_K, np.ones((4, 1, 1))).W_K.ravel().tolist()
        [1.0, 1.0, 2.0, 2.0]
    """
    for name, W in (("W_Q", W_Q), ("W_K", W_K), ("W_V", W_V)):
        if not array_api_compat.is_array_api_obj(W) or W.ndim != 3:
            raise ValueError(f"{name}: expected shape (heads or groups, d_head, d_model)")
    n_heads, n_groups = int(W_Q.shape[0]), int(W_K.shape[0])
    if n_groups < 1 or n_heads % n_groups:
        raise ValueError(f"W_K: expected a number of groups that divides {n_heads}, got {n_groups}")
    if W_V.shape[0] != n_groups:
        raise ValueError(f"W_V: expected {n_groups} groups, as W_K has, got {W_V.shape[0]}")
    xp = array_api_compat.array_namespace(W_Q)
    # Each group so many times in a row, for the heads that share it.
    own = [g for g in range(n_groups) for _ in range(n_heads // n_groups)]
    at = xp.asarray(own, dtype=xp.int64, device=array_api_compat.device(W_K))
    return AttentionLayer(W_Q, xp.take(W_K, at, axis=0), xp.take(W_V, at, axis=0), W_O)


def _with_biases(model: Transformer, n: int, biases: LayerBiases) -> AttentionLayer:
    layer = model.layers[n]
    if not isinstance(biases, LayerBiases):
        raise ValueError(f"layers[{n}]: expected LayerBiases, got {type(biases).__name__}")
    xp = array_api_compat.array_namespace(layer.W_Q)
    heads, d_head, d_model = layer.n_heads, layer.d_head, layer.d_model

    def read(W: Array, name: str) -> Array:
        bias = _checked(model, f"layers[{n}].{name}", getattr(biases, name), (heads, d_head))
        return xp.concat([W, bias[:, :, None]], axis=2)

    W_Q, W_K, W_V = read(layer.W_Q, "b_Q"), read(layer.W_K, "b_K"), read(layer.W_V, "b_V")
    nothing = xp.zeros_like(layer.W_O[:, :1, :])
    W_O = xp.concat([layer.W_O, nothing], axis=1)
    if biases.b_O is not None:
        b_O = _checked(model, f"layers[{n}].b_O", biases.b_O, (d_model,))
        looks_anywhere = xp.zeros_like(W_Q[:1, ...])
        # Its first value is the 1 of the last coordinate; what it writes for it is b_O.
        first = _unit(W_V, d_head)[None, :, None]
        one = xp.concat([xp.zeros_like(W_V[:1, :, :-1]), first], axis=2)
        column = xp.concat([b_O, xp.zeros_like(b_O[:1])], axis=0)[None, :, None]
        writes = column * _unit(W_V, d_head)[None, None, :]
        W_Q, W_K = (xp.concat([W, looks_anywhere], axis=0) for W in (W_Q, W_K))
        W_V, W_O = xp.concat([W_V, one], axis=0), xp.concat([W_O, writes], axis=0)
    return AttentionLayer(W_Q, W_K, W_V, W_O)


def _unit(like: Array, size: int) -> Array:
    """Return (1, 0, 0, …)."""
    xp = array_api_compat.array_namespace(like)
    return xp.eye(size, dtype=like.dtype, device=array_api_compat.device(like))[0, :]


def _checked(model: Transformer, name: str, bias: Array | None, shape: tuple[int, ...]) -> Array:
    xp = array_api_compat.array_namespace(model.W_E)
    if bias is None:
        return xp.zeros(shape, dtype=model.dtype, device=array_api_compat.device(model.W_E))
    if not _is_array(bias):
        raise ValueError(f"{name}: expected an array, got {type(bias).__name__}")
    if tuple(bias.shape) != shape:
        raise ValueError(f"{name}: expected shape {shape}, got {tuple(bias.shape)}")
    if bias.dtype != model.dtype:
        raise ValueError(f"{name}: expected dtype {model.dtype}, as W_E, got {bias.dtype}")
    return bias


def _is_array(it: object) -> bool:
    return bool(array_api_compat.is_array_api_obj(it))


BIASES = tuple(field.name for field in fields(LayerBiases))
"""The names of a layer's biases."""
