"""The layered computation, as the model runs: the definition that all else is held against.

No product of weight matrices occurs here: queries, keys and values are formed, then the pattern,
the weighted sum of the values and the output projection, layer after layer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import array_api_compat

from refmath.arguments import shown
from refmath.numeric.arrays.libraries import (
    by_position,
    check_bytes,
    check_held,
    columns,
    squares_overflow,
)
from refmath.numeric.layered.places import Watch
from refmath.numeric.model.arguments import check_tokens
from refmath.numeric.model.attention import (
    attended,
    attending,
    attention_pattern,
    attention_scores,
    scoring,
    soft_capped,
    weighing,
)
from refmath.numeric.model.folding import heads_apart, heads_together
from refmath.numeric.model.parts import as_it_is, mlp_output, turned

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from refmath.numeric.arrays.libraries import Array
    from refmath.numeric.layered.places import See
    from refmath.numeric.model.parts import Norm
    from refmath.numeric.model.transformer import AttentionLayer, Transformer
    from refmath.protocols import Tokens


def logits(model: Transformer, tokens: Tokens) -> Array:
    r"""Return the logits, computed layer after layer.

    $x_0 = t W_E^\top$, $x_{l+1} = x_l + \sum_h A^h x_l (W_V^h)^\top (W_O^h)^\top$,
    $\mathrm{logits} = x_{n_{layers}} W_U^\top$; with the norms, biases, rotary positions and MLPs
    that the model has.

    Args:
        model: the transformer.
        tokens: integers of shape (..., n_ctx), an array or nested lists.

    Returns:
        The logits, shape (..., n_ctx, d_out).

    Raises:
        ValueError: for tokens that `check_tokens` refuses; for a residual stream, scores or logits
            beyond what the model's dtype holds.

    Source:
        Elhage et al. 2021, «Transformer Overview».

    Theorem:
        path_expansion

    Examples:
        >>> import refmath as rm
        >>> import numpy as np
        >>> zero, one = np.zeros((1, 1, 2)), np.array([[[1.0, 0.0]]])
        >>> layer = rm.AttentionLayer(zero, zero, one, np.array([[[0.0], [4.0]]]))
        >>> model = rm.Transformer(np.eye(2), np.eye(2), [layer])
        >>> rm.logits(model, [0, 1]).tolist()
        [[1.0, 4.0], [0.0, 3.0]]
    """
    x = _embed(model, check_tokens(model, tokens))
    for after in _streams(model, x):
        x = after  # the streams before are let go
    return unembedded(model, normed(model.final_norm, x))


@dataclass(frozen=True, eq=False)
class ForwardPass:
    """What one run of the layers leaves behind: the stream, and what tools hold fixed.

    Args:
        streams: the residual stream before the first layer and after each, n_layers + 1 arrays of
            shape (..., n_ctx, d_model).
        patterns: for each layer the patterns, shape (..., n_heads, n_ctx, n_ctx).
        scales: what each layer's norm and, last, the final norm multiply by, as `norm_scales`
            gives it: n_layers + 1 entries, arrays of shape (..., n_ctx) or None.
        mlp_outputs: what each layer's MLP writes, shape (..., n_ctx, d_model); None without one.
        post_scales: what the norm of what each layer's heads write multiplies by, shape
            (..., n_ctx); None without one.
    """

    streams: tuple[Array, ...]
    patterns: tuple[Array, ...]
    scales: tuple[Array | None, ...]
    mlp_outputs: tuple[Array | None, ...]
    post_scales: tuple[Array | None, ...]

    def __repr__(self) -> str:
        return f"ForwardPass(n_layers={len(self.patterns)}, streams of {shown(self.streams[0])})"


def forward_pass(model: Transformer, tokens: Tokens) -> ForwardPass:
    r"""Return the streams, the patterns, the norms' scales and the MLPs' outputs of one run.

    $x_0 = t W_E^\top$, $x_{l+1} = x_l + \sum_h A^h x_l (W_V^h)^\top (W_O^h)^\top + m_l$, with
    everything else that the model has. It costs one pass over the layers, without $W_U$.

    Args:
        model: the transformer.
        tokens: integers of shape (..., n_ctx), an array or nested lists.

    Returns:
        A `ForwardPass`: its `patterns`, `scales`, `mlp_outputs` and `post_scales` are what
        functions that hold them fixed take by these names.

    Raises:
        ValueError: for tokens that `check_tokens` refuses, or whose patterns are above 4 GiB;
            for a residual stream or scores beyond what the model's dtype holds.

    Source:
        Elhage et al. 2021, «OV and QK Independence (The Freezing Attention Patterns
        Trick)».

    Examples:
        >>> import refmath as rm
        >>> import numpy as np
        >>> zero = np.zeros((1, 1, 2))
        >>> layer = rm.AttentionLayer(zero, zero, zero, np.zeros((1, 2, 1)))
        >>> run = rm.forward_pass(rm.Transformer(np.eye(2), np.eye(2), [layer]), [0, 1])
        >>> run.patterns[0].tolist(), run.scales, run.mlp_outputs
        ([[[1.0, 0.0], [0.5, 0.5]]], (None, None), (None,))
    """
    checked = check_tokens(model, tokens)
    shape = (*checked.shape[:-1], sum(model.n_heads), checked.shape[-1], checked.shape[-1])
    check_bytes("tokens", shape, model.W_E, "take fewer or shorter sequences at a time")
    words = ("resid_pre", "ln1.inverse_scale", "pattern", "mlp_out", "ln1_post.inverse_scale")
    watch = Watch({(word, n) for word in words for n in range(model.n_layers)})
    last = run_through(model, checked, watch)
    streams, of_norms, patterns, mlp_outputs, post_scales = (
        [watch.kept.get((word, n)) for n in range(model.n_layers)] for word in words
    )
    norm = model.final_norm
    of_norms.append(None if norm is None else centred_and_scale(norm, last)[1][..., 0])
    kept = (patterns, of_norms, mlp_outputs, post_scales)
    return ForwardPass((*streams, last), *map(tuple, kept))


def run_through(model: Transformer, tokens: Array, watch: Watch) -> Array:
    """Run the layers that a watch asks of, showing it each place; return the last stream.

    The places of a run that the model has are shown in their order, those that it hasn't are not.
    """
    x = _embed(model, tokens, watch)
    for n in range(watch.n_layers(model.n_layers)):
        x = check_held(_AFTER.format(n), _through_layer(model, n, x, watch))
    return x


def _through_layer(model: Transformer, n: int, x: Array, watch: Watch) -> Array:
    layer = model.layers[n]
    xp = array_api_compat.array_namespace(x)

    def see(word: str, array: Array) -> Array:
        return watch.see(word, n, array)

    x = see("resid_pre", x)
    read = normed(layer.norm, x, see, "ln1")
    q, k = _queries_and_keys(model, layer, read, see)
    v = see("v", _per_head(read, layer.W_V, layer.b_V))
    scores = see("attn_scores", attention_scores(q, k, **scoring(layer)))
    pattern = see("pattern", attention_pattern(scores, **weighing(model, layer)))
    z = see("z", xp.matmul(pattern, _for_heads(layer, v)))
    of_all = watch.asks("result", n)
    written = _written_one_by_one(layer, z, see) if of_all else _written(layer, z)
    before, x = x, x + see("attn_out", normed(layer.post_norm, written, see, "ln1_post"))
    x = x if layer.parallel else see("resid_mid", x)
    if layer.mlp is not None:
        read = normed(layer.mlp.norm, before if layer.parallel else x, see, "ln2")
        written = normed(layer.mlp.post_norm, mlp_output(layer.mlp, read, see), see, "ln2_post")
        x = x + see("mlp_out", written)
    return see("resid_post", x)


def last_read(model: Transformer, x: Array, watch: Watch | None = None) -> Array:
    """Return what the final norm makes of the last stream, showing a watch its places."""

    def see(word: str, array: Array) -> Array:
        return array if watch is None else watch.see(word, None, array)

    return normed(model.final_norm, x, see, "ln_final")


def unembedded(model: Transformer, read: Array) -> Array:
    """Return the logits of what the final norm makes of a stream, (..., n_ctx, d_out)."""
    xp = array_api_compat.array_namespace(read)
    # One product for the whole batch: a library makes one product a sequence of a stack.
    rows = xp.reshape(read, (-1, model.d_model))
    product = xp.reshape(xp.matmul(rows, xp.matrix_transpose(model.W_U)), (*read.shape[:-1], -1))
    of_read = check_held("logits", product if model.b_U is None else product + model.b_U)
    return soft_capped(of_read, model.logit_cap)


def attention_patterns(model: Transformer, tokens: Tokens) -> tuple[Array, ...]:
    r"""Return the attention pattern of every head, computed layer after layer.

    $A^h = \mathrm{softmax}(x_l (W_Q^h)^\top W_K^h x_l^\top / \sqrt{d_{head}})$, causal, $x_l$ with
    the positions added where the model adds them to Q and K.

    Args:
        model: the transformer.
        tokens: integers of shape (..., n_ctx), an array or nested lists.

    Returns:
        For each layer the patterns, shape (..., n_heads, n_ctx, n_ctx), [destination, source].

    Raises:
        ValueError: for tokens that `check_tokens` refuses, or whose patterns are above 4 GiB;
            for a residual stream or scores beyond what the model's dtype holds.

    Source:
        Elhage et al. 2021, «Attention Heads as Information Movement».

    Examples:
        >>> import refmath as rm
        >>> import numpy as np
        >>> zero = np.zeros((1, 1, 2))
        >>> layer = rm.AttentionLayer(zero, zero, zero, np.zeros((1, 2, 1)))
        >>> model = rm.Transformer(np.eye(2), np.eye(2), [layer])
        >>> (pattern,) = rm.attention_patterns(model, [0, 1])
        >>> pattern.tolist()
        [[[1.0, 0.0], [0.5, 0.5]]]
    """
    return forward_pass(model, tokens).patterns


def residual_stream(model: Transformer, tokens: Tokens) -> tuple[Array, ...]:
    r"""Return the residual stream before the first layer and after each one.

    $x_0 = t W_E^\top$, $x_{l+1} = x_l + \sum_h A^h x_l (W_V^h)^\top (W_O^h)^\top$.

    Args:
        model: the transformer.
        tokens: integers of shape (..., n_ctx), an array or nested lists.

    Returns:
        n_layers + 1 arrays of shape (..., n_ctx, d_model).

    Raises:
        ValueError: for tokens that `check_tokens` refuses; for a residual stream or scores beyond
            what the model's dtype holds.

    Source:
        Elhage et al. 2021, «Virtual Weights and the Residual Stream as a Communication Channel».

    Examples:
        >>> import refmath as rm
        >>> import numpy as np
        >>> model = rm.Transformer(np.array([[1.0, 2.0]]), np.ones((2, 1)), [])
        >>> [x.tolist() for x in rm.residual_stream(model, [1, 0])]
        [[[2.0], [1.0]]]
    """
    embedding = _embed(model, check_tokens(model, tokens))
    return (embedding, *_streams(model, embedding))


def norm_scales(model: Transformer, tokens: Tokens) -> tuple[Array | None, ...]:
    r"""Return what each norm multiplies a position by, before its gain: what freezing holds fixed.

    $1 / \sqrt{\mathrm{mean}((x - \bar x)^2) + \epsilon}$; of an RMSNorm without the mean.

    Args:
        model: the transformer.
        tokens: integers of shape (..., n_ctx), an array or nested lists.

    Returns:
        n_layers + 1 entries, one a layer's norm and last the final norm: arrays of shape
        (..., n_ctx), None where the model has no norm.

    Raises:
        ValueError: for tokens that `check_tokens` refuses; for a residual stream or scores beyond
            what the model's dtype holds.

    Source:
        Ba, Kiros and Hinton 2016.

    Theorem:
        layer_norm_is_a_tensor_product

    Examples:
        >>> import refmath as rm
        >>> import numpy as np
        >>> rms = rm.Norm(centred=False, eps=1.0)
        >>> model = rm.Transformer(np.array([[3.0**0.5]]), np.ones((1, 1)), [], final_norm=rms)
        >>> [scale.round(3).tolist() for scale in rm.norm_scales(model, [0])]  # 1 / √(3 + 1)
        [[0.5]]
    """
    return _scales(model, residual_stream(model, tokens))


_AFTER = "residual stream after layer {}"


def _embed(model: Transformer, tokens: Array, watch: Watch | None = None) -> Array:
    x = columns(model.W_E, tokens)
    x = x if watch is None else watch.see("embed", None, x)
    if model.positions != "residual":
        return x
    return check_held("residual stream before layer 0", _with_positions(model, x))


def _with_positions(model: Transformer, x: Array) -> Array:
    if model.W_pos is None:
        return x
    xp = array_api_compat.array_namespace(model.W_pos)
    return x + xp.matrix_transpose(model.W_pos[:, : x.shape[-2]])


def _scales(model: Transformer, streams: Sequence[Array]) -> tuple[Array | None, ...]:
    norms = [*(layer.norm for layer in model.layers), model.final_norm]
    return tuple(
        None if norm is None else centred_and_scale(norm, x)[1][..., 0]
        for norm, x in zip(norms, streams, strict=True)
    )


def _streams(model: Transformer, x: Array) -> Iterator[Array]:
    """Yield the residual stream after each layer; no pattern of all positions is formed."""
    for n, layer in enumerate(model.layers):
        read = normed(layer.norm, x)
        q, k = _queries_and_keys(model, layer, read)
        results = attended(q, k, _values(layer, read), **attending(model, layer))
        before, x = x, x + normed(layer.post_norm, _written(layer, results))
        of_mlp = _written_by_mlp(layer, before if layer.parallel else x)
        x = check_held(_AFTER.format(n), x if of_mlp is None else x + of_mlp)
        yield x


def _queries_and_keys(
    model: Transformer, layer: AttentionLayer, read: Array, see: See = as_it_is
) -> tuple[Array, Array]:
    read = _with_positions(model, read) if model.positions == "qk" else read
    q = see("q", _per_head(read, layer.W_Q, layer.b_Q))
    k = see("k", _per_head(read, layer.W_K, layer.b_K))
    q, k = _normed_heads(layer.q_norm, q), _normed_heads(layer.k_norm, k)
    if layer.rotary is not None:
        n_ctx = read.shape[-2]
        cos, sin = layer.rotary.cos[:n_ctx, :], layer.rotary.sin[:n_ctx, :]
        q = see("rot_q", turned(q, layer.rotary, cos, sin))
        k = see("rot_k", turned(k, layer.rotary, cos, sin))
    return q, _for_heads(layer, k)


def _values(layer: AttentionLayer, read: Array) -> Array:
    return _for_heads(layer, _per_head(read, layer.W_V, layer.b_V))


def _written_by_mlp(layer: AttentionLayer, x: Array) -> Array | None:
    if layer.mlp is None:
        return None
    return normed(layer.mlp.post_norm, mlp_output(layer.mlp, normed(layer.mlp.norm, x)))


def _written(layer: AttentionLayer, results: Array) -> Array:
    """Return what all heads of the layer write: their weighted sums of values, projected."""
    xp = array_api_compat.array_namespace(results)
    results = by_position(results)  # ..., n_ctx, n_heads, d_head
    beside = xp.reshape(results, (*results.shape[:-2], layer.n_heads * layer.d_head))
    # The heads side by side and their W_O one below another: the sum of what each writes.
    W_O = xp.reshape(xp.matrix_transpose(layer.W_O), (beside.shape[-1], layer.d_model))
    written = xp.matmul(beside, W_O)
    return written if layer.b_O is None else written + layer.b_O


def _written_one_by_one(layer: AttentionLayer, z: Array, see: See) -> Array:
    """Return what all heads write, as the sum of what each does, (..., n_heads, n_ctx, d_model)."""
    xp = array_api_compat.array_namespace(z)
    of_heads = see("result", xp.matmul(z, xp.matrix_transpose(layer.W_O)))
    written = xp.sum(of_heads, axis=-3)
    return written if layer.b_O is None else written + layer.b_O


def _per_head(x: Array, W: Array, b: Array | None) -> Array:
    """Return x W^hᵀ + b^h for every head, shape (..., n_heads, n_ctx, d_head).

    One product for all heads, whose weights stand one below another.
    """
    xp = array_api_compat.array_namespace(x)
    n_heads, d_head, d_model = W.shape
    beside = xp.matmul(x, xp.matrix_transpose(xp.reshape(W, (n_heads * d_head, d_model))))
    by_head = by_position(xp.reshape(beside, (*x.shape[:-1], n_heads, d_head)))
    return by_head if b is None else by_head + b[:, None, :]


def _for_heads(layer: AttentionLayer, of_groups: Array) -> Array:
    """Give each head its group's keys or values."""
    if layer.n_groups == layer.n_heads:
        return of_groups
    xp = array_api_compat.array_namespace(of_groups)
    heads = xp.arange(layer.n_heads, device=array_api_compat.device(of_groups))
    return xp.take(of_groups, heads // (layer.n_heads // layer.n_groups), axis=-3)


def _normed_heads(norm: Norm | None, y: Array) -> Array:
    """Return queries or keys through their norm: each head's by itself, or all heads' together."""
    if norm is None or norm.d_model in (None, y.shape[-1]):
        return normed(norm, y)
    return heads_apart(normed(norm, heads_together(y)), y.shape[-3])


def normed(norm: Norm | None, x: Array, see: See = as_it_is, name: str = "") -> Array:
    """Return what a norm makes of a stream, (..., d_model) both, showing `see` its two places."""
    if norm is None:
        return x
    centred, scale = centred_and_scale(norm, x)
    scaled = centred * see(f"{name}.inverse_scale", scale[..., 0])[..., None]
    scaled = scaled if norm.gain is None else scaled * norm.gain
    return see(f"{name}.normalized", scaled if norm.bias is None else scaled + norm.bias)


def centred_and_scale(norm: Norm, x: Array) -> tuple[Array, Array]:
    """Return what a norm scales, (..., d_model), and what it multiplies it by, 1/σ, (..., 1)."""
    xp = array_api_compat.array_namespace(x)
    d_model = x.shape[-1]
    centred = x - xp.sum(x, axis=-1, keepdims=True) / d_model if norm.centred else x
    if not squares_overflow(centred):
        mean_square = xp.sum(centred * centred, axis=-1, keepdims=True) / d_model
        return centred, 1 / xp.sqrt(mean_square + norm.eps)
    # What is normed is finite where its squares aren't: they are taken in shares of the largest.
    largest = xp.max(xp.abs(centred), axis=-1, keepdims=True)
    largest = xp.where(largest > 1, largest, xp.ones_like(largest))
    share = centred / largest
    mean_square = xp.sum(share * share, axis=-1, keepdims=True) / d_model
    return centred, 1 / (xp.sqrt(mean_square + norm.eps / largest / largest) * largest)
