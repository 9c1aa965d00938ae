"""The layered computation, as the model runs: the definition that all else is held against.

No product of weight matrices occurs here: queries, keys and values are formed, then the pattern,
the weighted sum of the values and the output projection, layer after layer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import array_api_compat

from refmath.numeric.attention import attention_pattern, attention_scores
from refmath.numeric.transformer import check_tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from refmath.numeric.transformer import Array, AttentionLayer, Transformer


def logits(model: Transformer, tokens: Array | Sequence[Any]) -> Array:
    r"""Return the logits, computed layer after layer.

    $x_0 = t W_E^\top$, $x_{l+1} = x_l + \sum_h A^h x_l (W_V^h)^\top (W_O^h)^\top$,
    $\mathrm{logits} = x_{n_{layers}} W_U^\top$.

    Args:
        model: the transformer.
        tokens: integers of shape (..., n_ctx), an array or nested lists.

    Returns:
        The logits, shape (..., n_ctx, d_vocab).

    Raises:
        ValueError: for tokens that `check_tokens` refuses.

    Source:
        Elhage et al. 2021, «Transformer Overview»; theorem «path expansion», left-hand side.

    Examples:
        >>> import numpy as np
        >>> from refmath.numeric.transformer import AttentionLayer, Transformer
        >>> zero, one = np.zeros((1, 1, 2)), np.array([[[1.0, 0.0]]])
        >>> layer = AttentionLayer(zero, zero, one, np.array([[[0.0], [4.0]]]))
        >>> model = Transformer(np.eye(2), np.eye(2), [layer])
        >>> logits(model, [0, 1]).tolist()
        [[1.0, 4.0], [0.0, 3.0]]
    """
    xp = array_api_compat.array_namespace(model.W_E)
    x = _embed(model, check_tokens(model, tokens))
    for _, after in _layers(model, x):
        x = after  # the streams before are let go
    return xp.matmul(x, xp.matrix_transpose(model.W_U))


def attention_patterns(model: Transformer, tokens: Array | Sequence[Any]) -> tuple[Array, ...]:
    r"""Return the attention pattern of every head, computed layer after layer.

    $A^h = \mathrm{softmax}(x_l (W_Q^h)^\top W_K^h x_l^\top / \sqrt{d_{head}})$, causal, $x_l$ with
    the positions added where the model adds them to Q and K.

    Args:
        model: the transformer.
        tokens: integers of shape (..., n_ctx), an array or nested lists.

    Returns:
        For each layer the patterns, shape (..., n_heads, n_ctx, n_ctx), [destination, source].

    Raises:
        ValueError: for tokens that `check_tokens` refuses.

    Source:
        Elhage et al. 2021, «Attention Heads as Information Movement».

    Examples:
        >>> import numpy as np
        >>> from refmath.numeric.transformer import AttentionLayer, Transformer
        >>> zero = np.zeros((1, 1, 2))
        >>> layer = AttentionLayer(zero, zero, zero, np.zeros((1, 2, 1)))
        >>> (pattern,) = attention_patterns(Transformer(np.eye(2), np.eye(2), [layer]), [0, 1])
        >>> pattern.tolist()
        [[[1.0, 0.0], [0.5, 0.5]]]
    """
    embedding = _embed(model, check_tokens(model, tokens))
    return tuple(pattern for pattern, _ in _layers(model, embedding))


def residual_stream(model: Transformer, tokens: Array | Sequence[Any]) -> tuple[Array, ...]:
    r"""Return the residual stream before the first layer and after each one.

    $x_0 = t W_E^\top$, $x_{l+1} = x_l + \sum_h A^h x_l (W_V^h)^\top (W_O^h)^\top$.

    Args:
        model: the transformer.
        tokens: integers of shape (..., n_ctx), an array or nested lists.

    Returns:
        n_layers + 1 arrays of shape (..., n_ctx, d_model).

    Raises:
        ValueError: for tokens that `check_tokens` refuses.

    Source:
        Elhage et al. 2021, «Virtual Weights and the Residual Stream as a Communication Channel».

    Examples:
        >>> import numpy as np
        >>> from refmath.numeric.transformer import Transformer
        >>> model = Transformer(np.array([[1.0, 2.0]]), np.ones((2, 1)), [])
        >>> [x.tolist() for x in residual_stream(model, [1, 0])]
        [[[2.0], [1.0]]]
    """
    embedding = _embed(model, check_tokens(model, tokens))
    return (embedding, *(x for _, x in _layers(model, embedding)))


def _embed(model: Transformer, tokens: Array) -> Array:
    xp = array_api_compat.array_namespace(model.W_E)
    rows = xp.take(xp.matrix_transpose(model.W_E), xp.reshape(tokens, (-1,)), axis=0)
    x = xp.reshape(rows, (*tokens.shape, model.d_model))
    return _with_positions(model, x) if model.positions == "residual" else x


def _with_positions(model: Transformer, x: Array) -> Array:
    if model.W_pos is None:
        return x
    xp = array_api_compat.array_namespace(model.W_pos)
    return x + xp.matrix_transpose(model.W_pos[:, : x.shape[-2]])


def _layers(model: Transformer, x: Array) -> Iterator[tuple[Array, Array]]:
    """Yield each layer's patterns and the residual stream after it."""
    for layer in model.layers:
        pattern = _pattern(model, layer, x)
        x = x + _output(layer, pattern, x)
        yield pattern, x


def _pattern(model: Transformer, layer: AttentionLayer, x: Array) -> Array:
    x = _with_positions(model, x) if model.positions == "qk" else x
    scores = attention_scores(_per_head(x, layer.W_Q), _per_head(x, layer.W_K))
    return attention_pattern(scores, causal=model.causal)


def _output(layer: AttentionLayer, pattern: Array, x: Array) -> Array:
    """Return what all heads of the layer write: their weighted sums of values, projected."""
    xp = array_api_compat.array_namespace(x)
    result = xp.matmul(pattern, _per_head(x, layer.W_V))
    return xp.sum(xp.matmul(result, xp.matrix_transpose(layer.W_O)), axis=-3)


def _per_head(x: Array, W: Array) -> Array:
    """Return x W^hᵀ for every head: (..., n_ctx, d_model) to (..., n_heads, n_ctx, d_head)."""
    xp = array_api_compat.array_namespace(x)
    return xp.matmul(x[..., None, :, :], xp.matrix_transpose(W))
