"""The circuits of a head, and those of the whole vocabulary, as products of thin factors."""

from __future__ import annotations

from typing import TYPE_CHECKING

import array_api_compat

from refmath.arguments import refused, whole_number
from refmath.numeric.arrays.low_rank import LowRank
from refmath.numeric.model.arguments import check_model, head_index, refuse_parts
from refmath.numeric.model.folding import outputs, reading, unembedding
from refmath.numeric.model.parts import turned

if TYPE_CHECKING:
    from refmath.numeric.arrays.libraries import Array
    from refmath.numeric.model.parts import Part, Rotary
    from refmath.numeric.model.transformer import Transformer


NORMED: tuple[Part, ...] = ("q_norm", "k_norm")
"""With these the scores are no form of what is read."""


def W_QK(model: Transformer, layer: int, head: int, *, offset: int | None = None) -> LowRank:
    r"""Return what a head compares: the form that gives scores of pairs of residual vectors.

    $W_{QK}^h = (W_Q^h)^\top W_K^h$; the score is $x_{dst}^\top W_{QK}^h \, x_{src} /
    \sqrt{d_{head}}$. With rotary positions $W_{QK}^h(j - i) = (W_Q^h)^\top R_{j-i} W_K^h$ for the
    source's offset j − i from the destination. Behind a norm the vectors are those of the stream,
    each times its 1/σ. Positions and biases add terms of their own.

    Args:
        model: the transformer.
        layer: the layer, from 0.
        head: the head of that layer, from 0.
        offset: the source's position less the destination's, for a layer with rotary positions.

    Returns:
        A `LowRank` of shape (d_model, d_model), [destination, source], inner size d_head.

    Raises:
        ValueError: for a layer or head that the model does not have, or that is no integer; for a
            layer whose queries or keys are normed, which no form compares; for an offset without
            rotary positions, or none, or one out of their reach, with them.

    Source:
        Elhage et al. 2021, «Attention Heads as Information Movement».

    Theorem:
        only_W_QK_matters, low_rank, rotary_positions

    Examples:
        >>> import refmath as rm
        >>> import numpy as np
        >>> one, two = np.array([[[1.0, 0.0]]]), np.array([[[0.0, 2.0]]])
        >>> heads = rm.AttentionLayer(one, two, one, np.ones((1, 2, 1)))
        >>> rm.W_QK(rm.Transformer(np.eye(2), np.eye(2), [heads]), 0, 0).dense().tolist()
        [[0.0, 2.0], [0.0, 0.0]]
    """
    layer, head = head_index(model, layer, head)
    weights = model.layers[layer]
    if not {"q_norm", "k_norm"}.isdisjoint(weights.parts):
        refuse_parts(model, "W_QK", NORMED, "; attention_patterns gives the patterns")
    read = reading(weights)
    xp = array_api_compat.array_namespace(weights.W_Q)
    W_Q, W_K = read.W_Q[head, :, :], read.W_K[head, :, :]
    if weights.rotary is None:
        if offset is not None:
            raise refused("offset", "None without rotary positions", offset)
        return LowRank(xp.matrix_transpose(W_Q), W_K)
    return LowRank(xp.matrix_transpose(W_Q), _turned_by(weights.rotary, offset, W_K))


def W_OV(model: Transformer, layer: int, head: int) -> LowRank:
    r"""Return what a head moves: the map from the stream it reads to what it writes.

    $W_{OV}^h = W_O^h W_V^h$.

    Args:
        model: the transformer.
        layer: the layer, from 0.
        head: the head of that layer, from 0.

    Returns:
        A `LowRank` of shape (d_model, d_model), [written, read], inner size d_head.

    Raises:
        ValueError: for a layer or head that the model does not have, or that is no integer.

    Source:
        Elhage et al. 2021, «Attention Heads as Information Movement».

    Theorem:
        only_W_OV_matters, low_rank

    Examples:
        >>> import refmath as rm
        >>> import numpy as np
        >>> one = np.array([[[1.0, 0.0]]])
        >>> heads = rm.AttentionLayer(one, one, one, np.array([[[2.0], [3.0]]]))
        >>> rm.W_OV(rm.Transformer(np.eye(2), np.eye(2), [heads]), 0, 0).dense().tolist()
        [[2.0, 0.0], [3.0, 0.0]]
    """
    layer, head = head_index(model, layer, head)
    weights = model.layers[layer]
    return LowRank(outputs(weights)[head, :, :], reading(weights).W_V[head, :, :])


def qk_circuit(model: Transformer, layer: int, head: int, *, offset: int | None = None) -> LowRank:
    r"""Return which tokens a head, reading tokens alone, attends from and to.

    $QK^h = W_E^\top W_{QK}^h W_E$; the scores are $t \, QK^h \, t^\top / \sqrt{d_{head}}$.

    Args:
        model: the transformer.
        layer: the layer, from 0; of a later one, this is the path without earlier heads.
        head: the head of that layer, from 0.
        offset: the source's position less the destination's, for a layer with rotary positions.

    Returns:
        A `LowRank` of shape (d_vocab, d_vocab), [destination token, source token], inner size
        d_head.

    Raises:
        ValueError: for a layer or head that the model does not have, or that is no integer.

    Source:
        Elhage et al. 2021, «Splitting Attention Head terms into Query-Key and Output-Value
        Circuits».

    Theorem:
        pattern_of_tokens

    Examples:
        >>> import refmath as rm
        >>> import numpy as np
        >>> one, two = np.array([[[1.0, 0.0]]]), np.array([[[0.0, 2.0]]])
        >>> heads = rm.AttentionLayer(one, two, one, np.ones((1, 2, 1)))
        >>> W_E = np.array([[1.0, 2.0, 3.0], [0.0, 1.0, 5.0]])
        >>> rm.qk_circuit(rm.Transformer(W_E, W_E.T, [heads]), 0, 0).dense().tolist()
        [[0.0, 2.0, 10.0], [0.0, 4.0, 20.0], [0.0, 6.0, 30.0]]
    """
    xp = array_api_compat.array_namespace(check_model(model).W_E)
    W = W_QK(model, layer, head, offset=offset)
    return LowRank(xp.matmul(xp.matrix_transpose(model.W_E), W.left), xp.matmul(W.right, model.W_E))


def ov_circuit(model: Transformer, layer: int, head: int) -> LowRank:
    r"""Return how a token that a head attends to changes the logits.

    $OV^h = W_U W_{OV}^h W_E$.

    Args:
        model: the transformer.
        layer: the layer, from 0; this is the path through no other head.
        head: the head of that layer, from 0.

    Returns:
        A `LowRank` of shape (d_out, d_vocab), [output token, source token], inner size d_head.

    Raises:
        ValueError: for a layer or head that the model does not have, or that is no integer.

    Source:
        Elhage et al. 2021, «Splitting Attention Head terms into Query-Key and Output-Value
        Circuits».

    Theorem:
        one_layer

    Examples:
        >>> import refmath as rm
        >>> import numpy as np
        >>> one = np.array([[[1.0, 0.0]]])
        >>> heads = rm.AttentionLayer(one, one, one, np.array([[[2.0], [3.0]]]))
        >>> W_E, W_U = np.array([[1.0, 5.0], [0.0, 1.0]]), np.array([[1.0, 0.0], [0.0, -1.0]])
        >>> rm.ov_circuit(rm.Transformer(W_E, W_U, [heads]), 0, 0).dense().tolist()
        [[2.0, 10.0], [-3.0, -15.0]]
    """
    xp = array_api_compat.array_namespace(check_model(model).W_E)
    W = W_OV(model, layer, head)
    W_U, _ = unembedding(model)
    return LowRank(xp.matmul(W_U, W.left), xp.matmul(W.right, model.W_E))


def bigram_circuit(model: Transformer) -> LowRank:
    r"""Return how a token changes the logits at its own position, past all heads.

    $W_U W_E$.

    Args:
        model: the transformer.

    Returns:
        A `LowRank` of shape (d_out, d_vocab), [output token, source token], inner size d_model.

    Source:
        Elhage et al. 2021, «Zero-Layer Transformers».

    Theorem:
        zero_layers

    Examples:
        >>> import refmath as rm
        >>> import numpy as np
        >>> model = rm.Transformer(np.array([[1.0, 2.0]]), np.array([[3.0], [4.0]]), [])
        >>> rm.bigram_circuit(model).dense().tolist()
        [[3.0, 6.0], [4.0, 8.0]]
    """
    W_U, _ = unembedding(check_model(model))
    return LowRank(W_U, model.W_E)


def _turned_by(rotary: Rotary, offset: int | None, W_K: Array) -> Array:
    """Return R_offset W_K: what a key at that offset is for a query that is not turned."""
    reach = rotary.n_ctx - 1
    expected = f"an integer from {-reach} to {reach}, with rotary positions"
    steps = whole_number("offset", offset, least=-reach, below=reach + 1, expected=expected)
    xp = array_api_compat.array_namespace(W_K)
    cos, sin = rotary.cos[abs(steps), :], rotary.sin[abs(steps), :]
    back = turned(xp.matrix_transpose(W_K), rotary, cos, sin if steps >= 0 else -sin)
    return xp.matrix_transpose(back)
