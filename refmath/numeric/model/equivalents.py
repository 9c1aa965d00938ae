"""Models with biases or shared keys, written as models without: all that is proved holds there.

Biases are weights that read a coordinate held at 1; heads that share keys and values are heads like
any others, with factors that happen to be equal.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import array_api_compat

from refmath.arguments import refused
from refmath.numeric.model.arguments import refuse_parts
from refmath.numeric.model.folding import constant_behind, for_each_head, norm_of_each_head
from refmath.numeric.model.transformer import AttentionLayer, Transformer

if TYPE_CHECKING:
    from refmath.numeric.arrays.libraries import Array
    from refmath.numeric.model.parts import Norm, Part


def biases_as_weights(model: Transformer) -> Transformer:
    r"""Return a model with biases as a model without, of one more residual dimension.

    $[x \; 1][W \; b]^\top = x W^\top + 1 b^\top$: the last coordinate of the stream is 1 at every
    position, nothing writes to it, and each bias is the column that reads it. A b_O is a head of
    its own, put last: its pattern doesn't matter, since every pattern's rows sum to 1.

    Args:
        model: the transformer, without norms and MLPs.

    Returns:
        A model of d_model + 1, and of one more head in each layer that has a b_O; its logits are
        the same, and `paths` goes through the biases too. Heads no longer share keys and values.

    Raises:
        ValueError: for a model with norms, which would scale the coordinate that is held at 1, with
            MLPs or normed queries or keys, or with sinks, by which a pattern's rows sum to less
            than 1.

    Source:
        Elhage et al. 2021, «Model Simplifications».

    Theorem:
        biases_as_one_more_dimension, value_and_output_biases

    Examples:
        >>> import refmath as rm
        >>> import numpy as np
        >>> zero = np.zeros((1, 1, 2))
        >>> b_O = np.array([0.0, 5.0])
        >>> layer = rm.AttentionLayer(zero, zero, zero, np.zeros((1, 2, 1)), b_O=b_O)
        >>> plain = rm.biases_as_weights(rm.Transformer(np.eye(2), np.eye(2), [layer]))
        >>> plain.parts, rm.logits(plain, [0, 1]).tolist()
        ((), [[1.0, 5.0], [0.0, 6.0]])
    """
    refused_parts: list[Part] = ["norm", "final_norm", "mlp", "sinks", "q_norm", "k_norm"]
    refused_parts += ["post_norm"]
    instead = "; constant_logits says what biases add to the logits"
    refuse_parts(model, "biases_as_weights", refused_parts, instead)
    xp = array_api_compat.array_namespace(model.W_E)
    b_U = _or_zeros(model.b_U, model.W_U[:, 0])

    def row(value: float, like: Array) -> Array:
        return xp.zeros_like(like[:1, :]) + value

    return Transformer(
        xp.concat([model.W_E, row(1, model.W_E)], axis=0),
        xp.concat([model.W_U, b_U[:, None]], axis=1),
        [_biases_as_weights(layer) for layer in model.layers],
        W_pos=None
        if model.W_pos is None
        else xp.concat([model.W_pos, row(0, model.W_pos)], axis=0),
        positions=model.positions,
        causal=model.causal,
        logit_cap=model.logit_cap,
    )


def constants_gathered(model: Transformer) -> Transformer:
    r"""Return a model whose biases and norms' β are in b_Q, b_O and b_U alone; of the same logits.

    A row of a pattern sums to 1: so what values have whatever is read, $W_V \beta + b_V$, is
    written at every position, and $\sum_h W_O^h (W_V^h \beta + b_V^h)$ is a part of b_O. What keys
    have so, $W_K \beta + b_K$, adds one number to all scores of a destination, and is in no
    pattern. Queries keep $W_Q \beta + b_Q$, and the logits $W_U \beta + b_U$.

    Args:
        model: the transformer, without rotary positions, caps of scores and sinks.

    Returns:
        A model of the same weights, whose patterns, scales and logits are the same; a head that is
        taken away from it leaves what it writes whatever it reads.

    Raises:
        ValueError: for a model with rotary positions, norms of queries or keys or caps of scores,
            beside which a key's bias is in the patterns; with sinks, by which a pattern's rows sum
            to less than 1; or with norms of what heads write.

    Theorem:
        value_and_output_biases, key_bias_is_inert, layer_norm_is_a_tensor_product

    Examples:
        >>> import numpy as np
        >>> from refmath.numeric.layered.forward import logits
        >>> zero, b_V = np.zeros((1, 1, 2)), np.array([[3.0]])
        >>> layer = AttentionLayer(zero, zero, zero, np.ones((1, 2, 1)), b_V=b_V)
        >>> gathered = constants_gathered(Transformer(np.eye(2), np.eye(2), [layer]))
        >>> gathered.parts, logits(gathered, [0, 1]).tolist()
        (('b_O',), [[4.0, 3.0], [3.0, 4.0]])
    """
    refused_parts: list[Part] = ["rotary", "q_norm", "k_norm", "score_cap", "sinks", "post_norm"]
    refuse_parts(model, "constants_gathered", refused_parts)
    return replace(
        model,
        layers=[_constants_gathered(layer) for layer in model.layers],
        final_norm=_without_bias(model.final_norm),
        b_U=constant_behind(model.final_norm, model.W_U, model.b_U),
    )


def means_left_out(model: Transformer) -> Transformer:
    r"""Return a model of the same logits that writes no means, if each of its norms takes them off.

    $C (x + c 1) = C x$ for LayerNorm's $C = \mathrm{Id} - 1 1^\top / d_{model}$: where nothing else
    reads the stream, $W_E$, $W_O$ and $b_O$ may as well be $C W_E$, $C W_O$ and $C b_O$. So the
    norm of what a head writes counts nothing that nobody reads.

    Args:
        model: the transformer.

    Returns:
        A model of the same shape; the same one if a layer, an MLP or the logits read the stream
        past a LayerNorm, or what heads write is normed.

    Theorem:
        layer_norm_is_a_tensor_product

    Examples:
        >>> import numpy as np
        >>> from refmath.numeric.model.parts import Norm
        >>> model = Transformer(np.array([[3.0], [1.0]]), np.eye(2), [], final_norm=Norm())
        >>> means_left_out(model).W_E.ravel().tolist()
        [1.0, -1.0]
    """
    norms = [*(layer.norm for layer in model.layers), model.final_norm]
    by_others = not {"mlp", "post_norm"}.isdisjoint(model.parts)
    if by_others or any(norm is None or not norm.centred for norm in norms):
        return model

    def centred(written: Array | None, axis: int) -> Array | None:
        if written is None:
            return None
        xp = array_api_compat.array_namespace(written)
        return written - xp.mean(written, axis=axis, keepdims=True)

    layers = [
        replace(layer, W_O=centred(layer.W_O, -2), b_O=centred(layer.b_O, 0))
        for layer in model.layers
    ]
    in_stream = model.positions == "residual"
    W_pos = centred(model.W_pos, 0) if in_stream else model.W_pos
    return replace(model, W_E=centred(model.W_E, 0), layers=layers, W_pos=W_pos)


def groups_as_heads(layer: AttentionLayer) -> AttentionLayer:
    r"""Return a layer of heads that share keys and values as one whose heads each have their own.

    Head $(g, h)$ has $W_{QK} = (W_Q^{g,h})^\top W_K^g$ and $W_{OV} = W_O^{g,h} W_V^g$; the heads of
    group 0 come first.

    Args:
        layer: the layer.

    Returns:
        An `AttentionLayer` with n_groups = n_heads, all else as it was.

    Source:
        Ainslie et al. 2023, «GQA».

    Theorem:
        grouped_queries

    Examples:
        >>> import refmath as rm
        >>> import numpy as np
        >>> W_K = np.array([[[1.0]], [[2.0]]])
        >>> layer = rm.AttentionLayer(np.ones((4, 1, 1)), W_K, W_K, np.ones((4, 1, 1)))
        >>> rm.groups_as_heads(layer).W_K.ravel().tolist()
        [1.0, 1.0, 2.0, 2.0]
    """
    if not isinstance(layer, AttentionLayer):
        raise refused("layer", "an AttentionLayer", layer)
    of_groups = {name: getattr(layer, name) for name in ("W_K", "W_V", "b_K", "b_V")}
    of_heads: dict[str, Any] = {
        name: for_each_head(layer, shared) for name, shared in of_groups.items()
    }
    if layer.k_norm is not None:
        of_heads["k_norm"] = norm_of_each_head(layer, layer.k_norm, layer.n_groups)
    return replace(layer, **of_heads)


def _constants_gathered(layer: AttentionLayer) -> AttentionLayer:
    b_V = for_each_head(layer, constant_behind(layer.norm, layer.W_V, layer.b_V))
    b_O = layer.b_O
    if b_V is not None:
        xp = array_api_compat.array_namespace(b_V)
        written = xp.sum(xp.matmul(layer.W_O, b_V[..., None])[..., 0], axis=0)
        b_O = written if b_O is None else written + b_O
    b_Q = constant_behind(layer.norm, layer.W_Q, layer.b_Q)
    norm = _without_bias(layer.norm)
    return replace(layer, b_Q=b_Q, b_K=None, b_V=None, b_O=b_O, norm=norm)


def _without_bias(norm: Norm | None) -> Norm | None:
    return None if norm is None else replace(norm, bias=None)


def _biases_as_weights(layer: AttentionLayer) -> AttentionLayer:
    layer = groups_as_heads(layer)
    xp = array_api_compat.array_namespace(layer.W_Q)

    def read(W: Array, b: Array | None) -> Array:
        return xp.concat([W, _or_zeros(b, W[:, :, 0])[:, :, None]], axis=2)

    W_Q, W_K = read(layer.W_Q, layer.b_Q), read(layer.W_K, layer.b_K)
    W_V, score_bias = read(layer.W_V, layer.b_V), layer.score_bias
    W_O = xp.concat([layer.W_O, xp.zeros_like(layer.W_O[:, :1, :])], axis=1)
    if layer.b_O is not None:
        looks_anywhere = xp.zeros_like(W_Q[:1, ...])
        # Its first value is the 1 of the last coordinate; what it writes for it is b_O.
        device = array_api_compat.device(W_V)
        first = xp.eye(layer.d_head, dtype=W_V.dtype, device=device)[0, :]
        one = xp.concat([xp.zeros_like(W_V[:1, :, :-1]), first[None, :, None]], axis=2)
        column = xp.concat([layer.b_O, xp.zeros_like(layer.b_O[:1])], axis=0)[None, :, None]
        W_Q, W_K = (xp.concat([W, looks_anywhere], axis=0) for W in (W_Q, W_K))
        W_V = xp.concat([W_V, one], axis=0)
        W_O = xp.concat([W_O, column * first[None, None, :]], axis=0)
        if score_bias is not None:
            score_bias = xp.concat([score_bias, xp.zeros_like(score_bias[:1, :])], axis=0)
    return AttentionLayer(
        W_Q,
        W_K,
        W_V,
        W_O,
        rotary=layer.rotary,
        score_scale=layer.score_scale,
        score_cap=layer.score_cap,
        score_bias=score_bias,
        window=layer.window,
    )


def _or_zeros(bias: Array | None, like: Array) -> Array:
    xp = array_api_compat.array_namespace(like)
    return xp.zeros_like(like) if bias is None else bias
