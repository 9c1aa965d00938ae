r"""How far computed logits may be from the exact ones, by either route.

Beside what `rounding` assumes: where a norm is folded into weights, their products don't underflow.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import array_api_compat

from refmath.arguments import refused
from refmath.numeric.arrays.libraries import check_held, columns
from refmath.numeric.arrays.rounding import (
    EXP_ULPS,
    gamma,
    number_format,
    product_error,
    rounded_up,
    softmax_and_error,
)
from refmath.numeric.model.arguments import check_model, check_tokens
from refmath.numeric.model.attention import attention_scores, score_scale, scoring, soft_capped
from refmath.numeric.model.folding import (
    for_each_head,
    heads_apart,
    heads_together,
    norm_of_each_head,
)
from refmath.numeric.model.neurons import activated
from refmath.numeric.model.parts import turned

if TYPE_CHECKING:
    from refmath.numeric.arrays.libraries import Array
    from refmath.numeric.model.neurons import Activation
    from refmath.numeric.model.parts import MLP, Norm, Rotary
    from refmath.numeric.model.transformer import AttentionLayer, Transformer
    from refmath.protocols import Tokens


def logits_error(model: Transformer, tokens: Tokens) -> Array:
    r"""Return how far computed logits may be from the exact ones, by either route.

    $|\widehat{\mathrm{logits}} - \mathrm{logits}| \le (e + \gamma_N X) |W_U|^\top$, where $X$ is
    the sum over all paths of the absolute values of their terms, and $e$ what the errors of the
    patterns make of the residual stream.

    With the computed patterns held fixed, layered computation and sum over paths are both sums of
    the same products, taken in some order; each product passes through at most $N$ roundings, and
    the absolute values of all of them add up to $X$, which obeys the recursion of the layers:
    $X_{l+1} = X_l + \sum_h \hat A^h X_l |W_V^h|^\top |W_O^h|^\top$. The patterns' own errors
    $\Delta_A$ act, in exact arithmetic, through
    $e_{l+1} = e_l + \sum_h (\hat A^h e_l |W_V^h|^\top +
    \Delta_A^h |x_l (W_V^h)^\top|) |W_O^h|^\top$.
    So $\Delta_x = e + \gamma_N X$, and from it the errors of queries, keys, scores and, by
    `softmax_error`, of the next layer's patterns. $N$ counts, along one path, each inner product by
    its length, and the $\prod_l (1 + |H_l|)$ terms of the sum over paths, so it covers the fewer
    additions of the layered route as well; and the one-hot product with the operator T, as far as
    there is no underflow in it. Biases are terms like any others; a norm is bounded in `_normed`,
    an MLP in `_behind_mlp`. A factor of the scores that was multiplied into $W_Q$ and $b_Q$ before,
    itself rounded, is counted, too.

    Args:
        model: a `Transformer` of floating dtype.
        tokens: integers of shape (..., n_ctx) that the model accepts.

    Returns:
        The bound, shape (..., n_ctx, d_out), of the model's dtype. Two computations, by the same
        route or not, are apart by at most twice that.

    Raises:
        ValueError: for a dtype that is not floating, or sizes too large for it; for MLPs whose
            activation is a function that isn't known; for a residual stream, scores, logits or a
            bound beyond what the dtype holds.

    Source:
        Higham 2002, lemma 3.1.

    Theorem:
        path_expansion

    Examples:
        >>> import refmath as rm
        >>> import numpy as np
        >>> model = rm.Transformer(np.array([[1.0, 2.0]]), np.array([[3.0], [0.0]]), [])
        >>> bound = rm.logits_error(model, [1, 0])
        >>> bound.shape, bool((2.0**-53 * 6 < bound[0, 0]) & (bound[0, 0] < 8 * 2.0**-53 * 6))
        ((2, 2), True)
    """
    xp = array_api_compat.array_namespace(check_model(model).W_E)
    if not xp.isdtype(model.dtype, "real floating"):
        raise refused("model", "floating weights", model.dtype)
    stream = _embed(model, check_tokens(model, tokens))
    check_held("residual stream before layer 0", stream.value)
    for n, layer in enumerate(model.layers):
        after = _through_layer(model, layer, stream)
        stream = _behind_mlp(layer.mlp, after, stream if layer.parallel else after)
        check_held(f"residual stream after layer {n}", stream.value)
    W_U = xp.abs(xp.matrix_transpose(model.W_U))
    n_ctx, d_model = stream.value.shape[-2:]
    # The last product and bias; for T, one product more and the sum over one-hot rows.
    last = _normed(model.final_norm, stream).passing(d_model + n_ctx + 4)
    bound = xp.matmul(last.error(), W_U) + 2 * d_model * last.paths * _tiny(stream.value)
    if model.b_U is not None:
        bound = bound + gamma(last.roundings, model.dtype) * xp.abs(model.b_U)
    bound = check_held("logits_error", rounded_up(bound, 2 * last.roundings + 10))
    if model.logit_cap is not None:
        logits = xp.matmul(last.value, xp.matrix_transpose(model.W_U))
        logits = logits if model.b_U is None else logits + model.b_U
        bound = _capped(model.logit_cap, soft_capped(logits, model.logit_cap), bound)
    if _may_overflow(bound, last):  # the terms of a logit, though their roundings be held
        check_held("logits", xp.matmul(last.magnitude, W_U))
    return bound


@dataclass(frozen=True, eq=False)
class ForwardError:
    """How far what a forward pass gives may be from the exact numbers, by any route.

    Attributes:
        streams: of the stream before the first layer and after each, (..., n_ctx, d_model).
        scores: of each layer's scores, (..., n_heads, n_ctx, n_ctx).
        patterns: of each layer's patterns, as the scores.
    """

    streams: tuple[Array, ...]
    scores: tuple[Array, ...]
    patterns: tuple[Array, ...]


def forward_error(model: Transformer, tokens: Tokens) -> ForwardError:
    """Bound what stands on the way to the logits as `logits_error` bounds these.

    Args:
        model: a `Transformer` of floating dtype.
        tokens: integers of shape (..., n_ctx) that the model accepts.

    Returns:
        The bounds; two computations are apart by at most twice them.

    Raises:
        ValueError: as `logits_error`.

    Examples:
        >>> import numpy as np
        >>> from refmath.numeric.model.transformer import Transformer
        >>> model = Transformer(np.array([[1.0, 2.0]]), np.array([[3.0], [0.0]]), [])
        >>> forward_error(model, [1, 0]).streams[0].tolist()  # a column of W_E, as it is
        [[0.0], [0.0]]
    """
    tokens = check_tokens(check_model(model), tokens)
    stream = _embed(model, tokens)
    streams, scores, patterns = [stream.error()], [], []
    for layer in model.layers:
        read = _normed(layer.norm, stream)
        of_scores, bound = _scores(model, layer, read)
        scores.append(bound)
        patterns.append(_pattern_of_scores(model, layer, of_scores, bound)[1])
        after = _through_layer(model, layer, stream)
        stream = _behind_mlp(layer.mlp, after, stream if layer.parallel else after)
        streams.append(stream.error())
    return ForwardError(tuple(streams), tuple(scores), tuple(patterns))


def _may_overflow(bound: Array, last: _Stream) -> bool:
    """Whether terms of which γ_N is part of the bound may be beyond what the dtype holds."""
    xp = array_api_compat.array_namespace(bound)
    if 0 in bound.shape:
        return False
    held = float(xp.finfo(bound.dtype).max) * gamma(last.roundings, bound.dtype)
    return float(xp.max(bound)) >= held


@dataclass(frozen=True)
class _Stream:
    """The residual stream, with what bounds the error of any route to it."""

    value: Array
    magnitude: Array  # the absolute values of all paths' terms, added up: X
    inherited: Array  # what wrong patterns, scales and underflow have made of it: e
    roundings: int  # that a term may have passed through: N
    paths: int

    def error(self) -> Array:
        rounded = gamma(self.roundings, self.value.dtype) * self.magnitude
        return rounded_up(self.inherited + rounded, 4)

    def passing(self, roundings: int) -> _Stream:
        together = self.roundings + roundings
        return _Stream(self.value, self.magnitude, self.inherited, together, self.paths)


def _tiny(like: Array) -> float:
    return number_format(like.dtype)[1]


def _embed(model: Transformer, tokens: Array) -> _Stream:
    xp = array_api_compat.array_namespace(model.W_E)
    x = columns(model.W_E, tokens)
    if model.W_pos is None or model.positions != "residual":
        return _Stream(x, xp.abs(x), xp.zeros_like(x), 0, 1)
    W_pos = xp.matrix_transpose(model.W_pos[:, : tokens.shape[-1]])
    magnitude = rounded_up(xp.abs(x) + xp.abs(W_pos), 1)
    return _Stream(x + W_pos, magnitude, xp.ones_like(x) * _tiny(x), 1, 1)


def _through_layer(model: Transformer, layer: AttentionLayer, stream: _Stream) -> _Stream:
    xp = array_api_compat.array_namespace(stream.value)
    n_heads, d_head, d_model = layer.W_Q.shape
    n_ctx = stream.value.shape[-2]
    read = _normed(layer.norm, stream)
    tiny = 2 * read.paths * _tiny(stream.value)  # a product, and its sum, of each path
    pattern, pattern_error = _pattern(model, layer, read)
    largest = pattern + 2 * pattern_error  # any computation's: within the bound of the exact one

    x, x_error = read.value[..., None, :, :], read.error()[..., None, :, :]
    W_V = xp.matrix_transpose(for_each_head(layer, layer.W_V))
    W_O = xp.abs(xp.matrix_transpose(layer.W_O))
    own = xp.matmul(x, W_V)
    own_error = product_error(xp.abs(x), xp.abs(W_V), x_error, None)
    magnitude = xp.matmul(read.magnitude[..., None, :, :], xp.abs(W_V))
    if layer.b_V is not None:
        b_V = for_each_head(layer, layer.b_V)[:, None, :]
        own, magnitude = own + b_V, magnitude + xp.abs(b_V)
        own_error = own_error + gamma(1, own.dtype) * xp.abs(own)
    value = xp.abs(own) + own_error
    inherited = xp.matmul(read.inherited[..., None, :, :], xp.abs(W_V)) + d_model * tiny
    moved = xp.matmul(largest, inherited) + xp.matmul(pattern_error, value) + n_ctx * tiny
    inherited = xp.sum(xp.matmul(moved, W_O), axis=-3) + n_heads * d_head * tiny

    magnitude = xp.sum(xp.matmul(xp.matmul(largest, magnitude), W_O), axis=-3)
    written = xp.sum(xp.matmul(xp.matmul(pattern, own), xp.matrix_transpose(layer.W_O)), axis=-3)
    if layer.b_O is not None:
        written, magnitude = written + layer.b_O, magnitude + xp.abs(layer.b_O)

    # A layer's constant is one more start of paths: a sum over the heads, and b_O.
    constant = any(part in layer.parts for part in ("b_V", "b_O", "norm.bias", "post_norm.bias"))
    paths = stream.paths * (1 + n_heads) + (n_heads + 1 if constant else 0)
    one_path = d_model + n_ctx + d_head + (n_heads + 4 if constant else 0)
    roundings = read.roundings + one_path + (paths - stream.paths)
    if layer.post_norm is not None:
        of_heads = _Stream(
            written,
            rounded_up(magnitude, 2 * one_path + n_heads + 8),
            rounded_up(inherited, 2 * one_path + n_heads + roundings + 8),
            roundings,
            paths,
        )
        term = _normed(layer.post_norm, of_heads)
        return _Stream(
            stream.value + term.value,
            rounded_up(stream.magnitude + term.magnitude, 4),
            rounded_up(stream.inherited + term.inherited, 4),
            term.roundings + 1,
            paths,
        )
    # Rounded up by all that any of it has been through, and by what underflow is rounded later.
    return _Stream(
        stream.value + written,
        rounded_up(stream.magnitude + magnitude, 2 * one_path + n_heads + 8),
        rounded_up(stream.inherited + inherited, 2 * one_path + n_heads + roundings + 8),
        roundings,
        paths,
    )


def _behind_mlp(mlp: MLP | None, stream: _Stream, read: _Stream) -> _Stream:
    r"""Return the stream with what an MLP adds to it, by any route, for the stream that it reads.

    Its neurons read z, off by $\Delta_z$ as queries are; `_activation_error` says what f makes of
    that. A gate's product with the other factor is off by $\Delta_f |z| + |f| \Delta_z + \Delta_f
    \Delta_z$ and a rounding. What the MLP writes is where one more path starts; its error is
    inherited.
    """
    if mlp is None:
        return stream
    xp = array_api_compat.array_namespace(stream.value)
    read = _normed(mlp.norm, read)
    error = read.error()
    size = xp.abs(read.value) + 2 * error + (0 if mlp.norm is None else read.magnitude)
    z, z_error = _applied(read.value, error, size, mlp.W_in, mlp.b_in)
    if mlp.W_gate is None:
        active, active_error = (
            activated(mlp.activation, z),
            _activation_error(mlp.activation, z, z_error),
        )
    else:
        gate, gate_error = _applied(read.value, error, size, mlp.W_gate, mlp.b_gate)
        factor = activated(mlp.activation, gate)
        factor_error = _activation_error(mlp.activation, gate, gate_error)
        active = factor * z
        moved = factor_error * (xp.abs(z) + 2 * z_error) + xp.abs(factor) * z_error
        largest = (xp.abs(factor) + 2 * factor_error) * (xp.abs(z) + 2 * z_error)
        rounded = gamma(1, z.dtype) * largest + _tiny(z)
        active_error = rounded_up(moved + rounded, 8)
    largest = rounded_up(xp.abs(active) + 2 * active_error, 4)
    written, written_error = _applied(active, active_error, largest, mlp.W_out, mlp.b_out)
    size = rounded_up(xp.abs(written) + 2 * written_error, 4)
    term = _Stream(written, size, written_error, 0, 1)
    return _with_term(stream, _normed(mlp.post_norm, term))


def _with_term(stream: _Stream, term: _Stream) -> _Stream:
    """Return the stream with one term more, from which paths start; its error is inherited."""
    xp = array_api_compat.array_namespace(stream.value)
    error, together = term.error(), stream.roundings + 2  # a sum of one term more
    return _Stream(
        stream.value + term.value,
        rounded_up(stream.magnitude + xp.abs(term.value) + 2 * error, 6),
        rounded_up(stream.inherited + error, together + 8),
        together,
        stream.paths + 1,
    )


def _activation_error(activation: Activation, z: Array, z_error: Array) -> Array:
    r"""Return how far f(z) may be off, by any way to compute it, where z is off by `z_error`.

    $|f(z + \Delta_z) - f(z)| \le L \Delta_z$, with L = 1 for relu, which is not rounded, and for
    tanh, which is off by `EXP_ULPS` ulps of what is at most |z|; relu squared has twice the largest
    |z|. The others are z times a factor from 0 to 1, and L = 1.13, as $|f'| < 1.1290$.

    gelu_tanh: with $t = \sqrt{2 / \pi} (z + 0.044715 z^3)$, whose terms have one sign, t is off by
    a factor within $\gamma_{17}$, its constants' roundings and a power by another way than products
    included; that moves tanh t by at most $\gamma_{18} / 2$, since $|t| (1 - \tanh^2 t) < 1/2$;
    tanh itself is off by `EXP_ULPS` ulps. gelu_erf: z / √2 is off by $\gamma_3$, which moves erf by
    at most half of that, since $|x \, \mathrm{erf}'(x)| < 1/2$; erf itself is off by $\gamma_{32}$
    of 1. silu, gelu_quick: the exponential by `EXP_ULPS` ulps, once or twice, the sum, the
    quotient; 1.702 z by $\gamma_2$, which moves σ by less than a quarter of that. So f is off by no
    more than $\gamma_{24} |z|$, and by what underflows.
    """
    xp = array_api_compat.array_namespace(z)
    if not isinstance(activation, str):
        raise ValueError(
            f"model: expected MLPs of an activation whose bound is known, got {activation.__name__}"
        )
    largest, tiny = xp.abs(z) + 2 * z_error, _tiny(z)
    if activation == "relu":
        error = z_error
    elif activation == "relu_squared":
        error = 2 * largest * z_error + gamma(1, z.dtype) * largest * largest
    elif activation == "tanh":
        error = z_error + gamma(2 * EXP_ULPS, z.dtype) * largest
    else:
        error = 1.13 * z_error + gamma(24, z.dtype) * largest + largest * tiny
    return rounded_up(error + 8 * tiny, 8)


def _normed(norm: Norm | None, stream: _Stream) -> _Stream:
    r"""Return what a norm makes of a stream, whether it is applied to it or folded into weights.

    With $c = x C$, $v = \mathrm{mean}(c^2) + \epsilon$, $C_+ = \mathrm{Id} + 1 1^\top / d$ (Id for
    RMSNorm): an error $\Delta$ of x is one of $\Delta_c = \Delta C_+$ in c, of $\Delta_v =
    \mathrm{mean}(2 |c| \Delta_c + \Delta_c^2)$ in v, and of $\Delta_v / (2 v_{low}^{3/2})$ in the
    scale $s = v^{-1/2}$, where $v_{low} = \max(v - 2 \Delta_v, \epsilon)$ is below the v of every
    computation. The scale's error acts on the exact c, as a pattern's does on the values. With the
    scales held fixed all else is a sum of products of x, $C_+$, s and γ, in whatever order.
    """
    if norm is None:
        return stream
    xp = array_api_compat.array_namespace(stream.value)
    x, error, dtype = stream.value, stream.error(), stream.value.dtype
    d_model = x.shape[-1]
    c = x - xp.mean(x, axis=-1, keepdims=True) if norm.centred else x
    rounded = gamma(d_model + 2, dtype) * _spread(norm, xp.abs(x) + 2 * error)
    c_error = rounded_up(_spread(norm, error) + rounded + d_model * _tiny(x), 8)
    size = rounded_up(xp.abs(c) + 2 * c_error, 4)  # of any computation's c

    v = xp.mean(c * c, axis=-1, keepdims=True) + norm.eps
    v_error = xp.mean(2 * size * c_error, axis=-1, keepdims=True) + d_model * _tiny(x)
    largest = xp.mean(size * size, axis=-1, keepdims=True) + norm.eps
    v_error = rounded_up(v_error + gamma(d_model + 4, dtype) * largest, 2 * d_model + 16)
    low = v - 2 * v_error
    low = xp.where(low > norm.eps, low, xp.zeros_like(low) + norm.eps)
    s_largest = rounded_up(1 / xp.sqrt(low), 8)
    moved = v_error / low / 2
    moved = xp.where(moved < 1, moved, xp.ones_like(moved))  # no scale is below 0
    s_error = rounded_up((moved + gamma(4, dtype)) * s_largest, 16)

    gain = xp.ones_like(x) if norm.gain is None else xp.ones_like(x) * xp.abs(norm.gain)
    inherited = (s_largest * _spread(norm, stream.inherited) + s_error * size) * gain
    inherited = inherited + 8 * d_model * stream.paths * _tiny(x) * (1 + s_largest) * (1 + gain)
    magnitude = s_largest * _spread(norm, stream.magnitude) * gain
    value = c / xp.sqrt(v) if norm.gain is None else c / xp.sqrt(v) * norm.gain
    if norm.bias is not None:
        value, magnitude = value + norm.bias, magnitude + xp.abs(norm.bias)
    roundings = stream.roundings + d_model + 8
    return _Stream(
        value,
        rounded_up(magnitude, 16),
        rounded_up(inherited, roundings + 24),
        roundings,
        stream.paths,
    )


def _spread(norm: Norm, size: Array) -> Array:
    """Return |x| C₊: what the absolute values become where a mean is taken off."""
    if not norm.centred:
        return size
    xp = array_api_compat.array_namespace(size)
    return rounded_up(size + xp.mean(size, axis=-1, keepdims=True), size.shape[-1] + 4)


def _pattern(model: Transformer, layer: AttentionLayer, read: _Stream) -> tuple[Array, Array]:
    """Return a layer's patterns, and how far any route's are from the exact ones."""
    return _pattern_of_scores(model, layer, *_scores(model, layer, read))


def _pattern_of_scores(
    model: Transformer, layer: AttentionLayer, scores: Array, bound: Array
) -> tuple[Array, Array]:
    allowed = _earlier(scores, layer.window) if model.causal else None
    return _softmax_with(layer.sinks, scores, bound, allowed)


def _scores(model: Transformer, layer: AttentionLayer, read: _Stream) -> tuple[Array, Array]:
    """Return a layer's scores, and how far any route's are from the exact ones."""
    xp = array_api_compat.array_namespace(read.value)
    x, error, dtype = read.value, read.error(), read.value.dtype
    tiny = 2 * _tiny(x)
    # Folded into the weights, a norm's products are summed with the others: by their own size.
    size = xp.abs(x) + 2 * error + (0 if layer.norm is None else read.magnitude)
    if model.positions == "qk" and model.W_pos is not None:
        W_pos = xp.matrix_transpose(model.W_pos[:, : x.shape[-2]])
        x, size = x + W_pos, size + xp.abs(W_pos)
        error = error + gamma(1, dtype) * size + tiny
    x, size, error = (part[..., None, :, :] for part in (x, size, rounded_up(error, 8)))
    of_queries = _compared(layer, x, error, size, layer.W_Q, layer.b_Q, layer.q_norm)
    of_keys = _compared(
        layer,
        x,
        error,
        size,
        for_each_head(layer, layer.W_K),
        for_each_head(layer, layer.b_K),
        None if layer.k_norm is None else norm_of_each_head(layer, layer.k_norm, layer.n_groups),
    )
    (q, q_error), (k, k_error) = of_queries, of_keys
    q_largest, k_largest = (rounded_up(xp.abs(y) + 2 * e, 4) for y, e in (of_queries, of_keys))
    scale = score_scale(layer)
    scores = attention_scores(q, k, **scoring(layer))
    k_largest, k_error = xp.matrix_transpose(k_largest), xp.matrix_transpose(k_error)
    # Three roundings more: the root, its cast to the dtype, the division.
    bound = product_error(q_largest, k_largest, q_error, k_error, more=3) * scale
    bound = rounded_up(bound + (layer.d_head + 1) * max(scale, 1.0) * tiny, 8)
    bound = _capped(layer.score_cap, scores, bound)
    if layer.score_bias is not None:
        bound = _with_bias(layer.score_bias, scores, bound)
    return scores, bound


def _capped(cap: float | None, capped: Array, error: Array) -> Array:
    r"""Return the error of $c \tanh(x / c)$ from that of x.

    No slope of it is above 1. x / c is off by $\gamma_2$ of itself, which moves the tangent by
    that share at most, since $t (1 - \tanh^2 t) < \tanh t$; it is off by `EXP_ULPS` ulps, and
    the product by a rounding.
    """
    if cap is None:
        return error
    xp = array_api_compat.array_namespace(capped)
    largest = xp.abs(capped) + 2 * error
    # However far off x is, neither is more than c.
    largest = xp.where(largest < cap, largest, xp.ones_like(largest) * cap)
    rounded = gamma(2 * EXP_ULPS + 4, capped.dtype) * largest
    moved = xp.where(error < 2 * cap, error, xp.ones_like(error) * (2 * cap))
    return rounded_up(moved + rounded + (2 + cap) * _tiny(capped), 8)


def _with_bias(table: Array, scores: Array, error: Array) -> Array:
    """Return the error of scores with their bias, which may be added up to a constant a row."""
    xp = array_api_compat.array_namespace(scores)
    reached = xp.abs(table[:, : scores.shape[-1]])
    largest = xp.max(reached, axis=-1)[:, None, None]
    size = xp.abs(scores) + 2 * error + 3 * largest
    return rounded_up(error + gamma(3, scores.dtype) * size, 8)


def _softmax_with(
    sinks: Array | None, scores: Array, error: Array, allowed: Array | None
) -> tuple[Array, Array]:
    """Return patterns and their errors: a sink is one source more, whose score is exact."""
    if sinks is None:
        return softmax_and_error(scores, error, allowed)
    xp = array_api_compat.array_namespace(scores)
    beside = xp.zeros_like(scores[..., :1]) + sinks[:, None, None]
    scores = xp.concat([scores, beside], axis=-1)
    error = xp.concat([error, xp.zeros_like(beside)], axis=-1)
    if allowed is not None:
        allowed = xp.concat([allowed, xp.ones_like(allowed[..., :1])], axis=-1)
    pattern, pattern_error = softmax_and_error(scores, error, allowed)
    return pattern[..., :-1], pattern_error[..., :-1]


def _compared(
    layer: AttentionLayer,
    x: Array,
    error: Array,
    size: Array,
    W: Array,
    b: Array | None,
    norm: Norm | None,
) -> tuple[Array, Array]:
    """Return queries or keys, and how far any route's are from the exact ones."""
    found = _applied(x, error, size, W, None if b is None else b[:, None, :])
    found = found if norm is None else _normed_heads(norm, *found)
    return found if layer.rotary is None else _turned(layer.rotary, *found)


def _normed_heads(norm: Norm, y: Array, error: Array) -> tuple[Array, Array]:
    """Return queries or keys through their norm, and their error: a stream of one path."""
    xp, n_heads = array_api_compat.array_namespace(y), y.shape[-3]
    together = norm.d_model not in (None, y.shape[-1])
    if together:
        y, error = heads_together(y), heads_together(error)
    size = rounded_up(xp.abs(y) + 2 * error, 4)
    normed = _normed(norm, _Stream(y, size, error, 0, 1))
    both = normed.value, normed.error()
    return (heads_apart(both[0], n_heads), heads_apart(both[1], n_heads)) if together else both


def _applied(x: Array, error: Array, size: Array, W: Array, b: Array | None) -> tuple[Array, Array]:
    """Return x Wᵀ + b, and how far any route's is from the exact one; its x are at most `size`."""
    xp = array_api_compat.array_namespace(x)
    W, d_in = xp.matrix_transpose(W), x.shape[-1]
    y, terms = xp.matmul(x, W), xp.matmul(rounded_up(size, 4), xp.abs(W))
    if b is not None:
        y, terms = y + b, terms + xp.abs(b)
    # Beside the inner product: a bias, a norm's β in it, and positions, each added by itself; and
    # a factor that the weights were multiplied by, with its own rounding.
    rounded = gamma(d_in + 6, x.dtype) * terms
    y_error = xp.matmul(error, xp.abs(W)) + rounded + 2 * d_in * _tiny(x)
    return y, rounded_up(y_error, 2 * d_in + 12)


def _turned(rotary: Rotary, y: Array, error: Array) -> tuple[Array, Array]:
    xp = array_api_compat.array_namespace(y)
    n_ctx = y.shape[-2]
    cos, sin = rotary.cos[:n_ctx, :], rotary.sin[:n_ctx, :]

    def size(part: Array) -> Array:  # |u| |cos| + |v| |sin|, and |u| |sin| + |v| |cos|
        along = turned(part, rotary, xp.abs(cos), xp.zeros_like(sin))
        across = turned(part, rotary, xp.zeros_like(cos), xp.abs(sin))
        turns = xp.concat(
            [xp.ones_like(y[..., : rotary.d_rotary]), xp.zeros_like(y[..., rotary.d_rotary :])],
            axis=-1,
        )
        return along + xp.abs(across) * turns

    moved = size(error) + gamma(3, y.dtype) * size(xp.abs(y) + 2 * error) + 4 * _tiny(y)
    return turned(y, rotary, cos, sin), rounded_up(moved, 16)


def _earlier(scores: Array, window: int | None) -> Array:
    xp = array_api_compat.array_namespace(scores)
    position = xp.arange(scores.shape[-1], device=array_api_compat.device(scores))
    offset = position[:, None] - position[None, :]
    return (offset >= 0) if window is None else (offset >= 0) & (offset < window)
