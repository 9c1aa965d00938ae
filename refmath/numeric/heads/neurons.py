"""Neurons: what of the tokens they read, and what of the outputs they raise, through heads or not.

Paths end at a neuron as they end at the logits: each is a circuit of thin factors.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import array_api_compat

from refmath.arguments import one_of, refused
from refmath.numeric.arrays.low_rank import LowRank
from refmath.numeric.heads.composition import virtual_W_OV
from refmath.numeric.model.arguments import check_path, layer_index
from refmath.numeric.model.folding import folded, unembedding, writing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from refmath.numeric.model.parts import MLP
    from refmath.numeric.model.transformer import Transformer


def neuron_inputs(
    model: Transformer,
    layer: int,
    path: Sequence[tuple[int, int]] = (),
    *,
    weights: str = "W_in",
) -> LowRank:
    r"""Return the weight with which each neuron of a layer reads each token, through some heads.

    $W_{in} W_{OV}^{h_k} \cdots W_{OV}^{h_1} W_E$, directly without heads: the neurons before the
    activation are the sum over all paths of these, moved by the heads' patterns, and a constant.
    Behind norms it is up to each position's 1/σ. Neurons of a gated MLP read twice, by W_in and by
    W_gate, through which alone the activation goes.

    Args:
        model: the transformer.
        layer: the layer of the MLP, from 0.
        path: (layer, head) pairs, layers strictly increasing up to the MLP's own, whose heads stand
            before it, unless they are parallel; () for the direct path.
        weights: "W_in", or "W_gate" of a gated MLP.

    Returns:
        A `LowRank` of shape (d_mlp, d_vocab), [neuron, token].

    Raises:
        ValueError: for a layer without an MLP, or one without a gate where that is asked for; for a
            path that doesn't lead to it.

    Source:
        Elhage et al. 2021, «MLP Layers».

    Theorem:
        neuron_pre_activation

    Examples:
        >>> import refmath as rm
        >>> import numpy as np
        >>> one = np.array([[[1.0, 0.0]]])
        >>> mlp = rm.MLP(np.array([[5.0, 7.0]]), np.ones((2, 1)))
        >>> layer = rm.AttentionLayer(one, one, one, np.array([[[0.0], [2.0]]]), mlp=mlp)
        >>> model = rm.Transformer(np.eye(2), np.eye(2), [layer])
        >>> rm.neuron_inputs(model, 0).dense().tolist()
        [[5.0, 7.0]]
        >>> rm.neuron_inputs(model, 0, [(0, 0)]).dense().tolist()  # token 0 is written as (0, 2)
        [[14.0, 0.0]]
    """
    layer, mlp = _mlp(model, layer)
    pairs = check_path(model, path)
    if pairs and pairs[-1][0] > layer:
        raise refused("path", f"layers up to {layer}, whose MLP reads it", path)
    if pairs and pairs[-1][0] == layer and model.layers[layer].parallel:
        raise refused("path", f"layers below {layer}, whose MLP is parallel to its heads", path)
    if one_of("weights", weights, ("W_in", "W_gate")) == "W_gate" and mlp.W_gate is None:
        raise refused("weights", "'W_in' of an MLP that isn't gated", weights)
    W_in = folded(mlp.norm, mlp.W_in if weights == "W_in" else mlp.W_gate)
    if not pairs:
        return LowRank(W_in, model.W_E)
    product = virtual_W_OV(model, pairs)
    xp = array_api_compat.array_namespace(W_in)
    return LowRank(xp.matmul(W_in, product.left), xp.matmul(product.right, model.W_E))


def neuron_effects(model: Transformer, layer: int, path: Sequence[tuple[int, int]] = ()) -> LowRank:
    r"""Return what each neuron of a layer, active by 1, adds to each logit, through some heads.

    $W_U W_{OV}^{h_k} \cdots W_{OV}^{h_1} W_{out}$, directly without heads: `mlp_logits` is the sum
    over layers and paths of these, applied to the neurons after the activation and moved by the
    heads' patterns. Behind norms it is up to each position's 1/σ.

    Args:
        model: the transformer.
        layer: the layer of the MLP, from 0.
        path: (layer, head) pairs, layers strictly increasing, all above the MLP's; () for the
            direct path.

    Returns:
        A `LowRank` of shape (d_out, d_mlp), [output, neuron].

    Raises:
        ValueError: for a layer without an MLP, or a path that doesn't begin behind it.

    Source:
        Elhage et al. 2021, «MLP Layers».

    Theorem:
        neuron_effect

    Examples:
        >>> import refmath as rm
        >>> import numpy as np
        >>> one, mlp = np.ones((1, 1, 2)), rm.MLP(np.ones((1, 2)), np.array([[5.0], [7.0]]))
        >>> layer = rm.AttentionLayer(one, one, one, np.ones((1, 2, 1)), mlp=mlp)
        >>> rm.neuron_effects(rm.Transformer(np.eye(2), np.eye(2), [layer]), 0).dense().tolist()
        [[5.0], [7.0]]
    """
    layer, mlp = _mlp(model, layer)
    pairs = check_path(model, path)
    if pairs and pairs[0][0] <= layer:
        raise refused("path", f"layers above {layer}, which read what its MLP writes", path)
    W_U, _ = unembedding(model)
    xp = array_api_compat.array_namespace(W_U)
    W_out = writing(mlp.post_norm, mlp.W_out)
    if not pairs:
        return LowRank(W_U, W_out)
    product = virtual_W_OV(model, pairs)
    return LowRank(xp.matmul(W_U, product.left), xp.matmul(product.right, W_out))


def _mlp(model: Transformer, layer: int) -> tuple[int, MLP]:
    layer = layer_index(model, layer)
    mlp = model.layers[layer].mlp
    if mlp is None:
        raise refused("layer", "a layer with an MLP", layer)
    return layer, mlp
