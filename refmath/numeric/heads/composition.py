"""Composition of heads: how much a later head reads of what an earlier one writes."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import array_api_compat
import numpy as np

from refmath.numeric.arrays.libraries import known, squared_lengths
from refmath.numeric.arrays.low_rank import LowRank
from refmath.numeric.arrays.rounding import gamma
from refmath.numeric.heads.circuits import NORMED, W_OV
from refmath.numeric.heads.held import held_fixed
from refmath.numeric.model.arguments import check_model, check_path, check_tokens, refuse_parts
from refmath.numeric.model.folding import outputs, reading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from refmath.numeric.arrays.libraries import Array
    from refmath.numeric.model.transformer import AttentionLayer, Transformer
    from refmath.protocols import AnyArray, Tokens

KINDS = ("Q", "K", "V")
"""What of the later head reads: its queries, its keys, or its values."""

LATER_LAYERS = 4
"""With how many later layers one is scored at a time: larger products take less time for the same
work, and all layers of a deep model together would take much memory."""


def composition_scores(model: Transformer, kind: str) -> Array:
    r"""Return how much of each earlier head's output each later head reads.

    $\|W_{QK}^{g\top} W_{OV}^h\|_F$ for Q, $\|W_{QK}^g W_{OV}^h\|_F$ for K, $\|W_{OV}^g
    W_{OV}^h\|_F$ for V, over the product of the two factors' norms. Only d_head × d_head blocks
    are formed: a QR of the outer factors leaves the norms as they are. A norm before the later
    head is in its weights, up to each position's scale; biases compose with nothing.

    Args:
        model: the transformer.
        kind: "Q", "K" or "V".

    Returns:
        Shape (n_layers, n_heads, n_layers, n_heads), [earlier layer, its head, later layer, its
        head], from 0 to 1; zero where the second layer is not the later, and where a head is zero
        (its product no larger than rounding leaves of zero). n_heads is that of the layer with the
        most; a layer with fewer is filled with zeros.

    Raises:
        ValueError: for another kind, a model without layers, or weights that are not floating; for
            Q and K of a model with rotary positions, whose W_QK depends on the offset.

    Source:
        Elhage et al. 2021, «Analyzing a Two-Layer Model».

    Theorem:
        composition_scores, norms_after_qr

    Examples:
        >>> import refmath as rm
        >>> import numpy as np
        >>> x, y = np.array([[[1.0, 0.0]]]), np.array([[[0.0, 1.0]]])
        >>> out = np.array([[[0.0], [1.0]]])  # writes to the second coordinate
        >>> model = rm.Transformer(np.eye(2), np.eye(2), [rm.AttentionLayer(x, x, x, out)] * 2)
        >>> rm.composition_scores(model, "K")[0, 0, 1, 0]  # keys read the first
        np.float64(0.0)
        >>> keys = rm.AttentionLayer(x, y, x, out)
        >>> model = rm.Transformer(np.eye(2), np.eye(2), [model.layers[0], keys])
        >>> rm.composition_scores(model, "K")[0, 0, 1, 0]
        np.float64(1.0)
    """
    if not isinstance(kind, str) or kind not in KINDS:
        raise ValueError(f"kind: expected 'Q', 'K' or 'V', got {kind!r}")
    _check_layers(model, "composition_scores")
    if kind != "V":
        instead = f" for kind={kind!r}: W_QK depends on the offset; take kind='V'"
        refuse_parts(model, "composition_scores", ["rotary"], instead)
        refuse_parts(model, "composition_scores", NORMED, "; take kind='V'")
    xp = array_api_compat.array_namespace(model.W_E)
    reads = _alike([_reading(layer, kind) for layer in model.layers])
    n_layers, most = reads.shape[:2]
    nothing = xp.zeros_like(reads[None, :, :, 0, 0])
    rows = []
    for earlier, layer in enumerate(model.layers):
        write = _writing(layer)
        write = _filled(write, most, write.shape[1])
        before = xp.broadcast_to(nothing[:, : earlier + 1, :], (most, earlier + 1, most))
        found = [
            _scores(write, reads[later : min(later + LATER_LAYERS, n_layers), ...])
            for later in range(earlier + 1, n_layers, LATER_LAYERS)
        ]
        rows.append(xp.concat([before, *found], axis=1))
    return xp.stack(rows)


def composition_baseline(model: Transformer) -> float:
    r"""Return the composition score of directions that have nothing to do with each other.

    $1 / \sqrt{d_{model}}$: over all rotations of the stream between two heads the mean *square*
    of their score is exactly $1 / d_{model}$.

    Args:
        model: the transformer.

    Returns:
        The root of the mean square, by which scores may be divided.

    Source:
        Elhage et al. 2021, «Analyzing a Two-Layer Model».

    Theorem:
        composition_scores

    Examples:
        >>> import refmath as rm
        >>> import numpy as np
        >>> rm.composition_baseline(rm.Transformer(np.ones((4, 5)), np.ones((5, 4)), []))
        0.5
    """
    return 1 / math.sqrt(check_model(model).d_model)


def virtual_W_OV(model: Transformer, path: Sequence[tuple[int, int]]) -> LowRank:
    r"""Return what the heads of a path do one after another: the weights of their virtual head.

    $W_{OV}^{h_k} \cdots W_{OV}^{h_1}$, the later to the left.

    Args:
        model: the transformer.
        path: (layer, head) pairs, layers strictly increasing, at least one.

    Returns:
        A `LowRank` of shape (d_model, d_model), of the smallest d_head that it passes.

    Raises:
        ValueError: for an empty path, or one that the model does not have.

    Source:
        Elhage et al. 2021, «Virtual Attention Heads».

    Theorem:
        virtual_heads

    Examples:
        >>> import refmath as rm
        >>> import numpy as np
        >>> W = np.full((1, 1, 2), 0.5)
        >>> layer = rm.AttentionLayer(W, W, W, np.ones((1, 2, 1)))
        >>> rm.virtual_W_OV(rm.Transformer(np.eye(2), np.eye(2), [layer] * 2), [(0, 0), (1, 0)])
        LowRank(shape=(2, 2), inner=1)
    """
    pairs = _nonempty(model, path)
    product = W_OV(model, *pairs[0])
    for pair in pairs[1:]:
        product = W_OV(model, *pair) @ product
    return product


def virtual_pattern(
    model: Transformer,
    path: Sequence[tuple[int, int]],
    tokens: Tokens,
    *,
    patterns: Sequence[AnyArray] | None = None,
    scales: Sequence[AnyArray | None] | None = None,
    mlp_outputs: Sequence[AnyArray | None] | None = None,
    post_scales: Sequence[AnyArray | None] | None = None,
) -> Array:
    r"""Return where a virtual head moves information from: the product of the patterns it passes.

    $A^{h_k} \cdots A^{h_1}$, the later to the left: causal, and each row sums to 1. Behind a norm
    a head moves by $A^h D$: then each source's share is times what the norms multiply by; before a
    norm of what the heads write by $D' A^h D$. It costs one forward pass, without $W_U$.

    Args:
        model: the transformer.
        path: (layer, head) pairs, layers strictly increasing, at least one.
        tokens: integers of shape (..., n_ctx), an array or nested lists.
        patterns: patterns to hold fixed, one array (..., n_heads, n_ctx, n_ctx) a layer, in place
            of the model's own.
        scales: what the norms are held to multiply by, beside `patterns`, as `norm_scales` gives
            it; needed if the model has norms.
        mlp_outputs: what the MLPs are held to write, beside `patterns`, as `forward_pass` gives
            it; needed if the model has MLPs.
        post_scales: what the norms of what heads write are held to multiply by, beside
            `patterns`, as `forward_pass` gives it; needed if the model has such norms.

    Returns:
        Shape (..., n_ctx, n_ctx), [destination, source].

    Raises:
        ValueError: for an empty path, one that the model does not have, bad tokens, or patterns or
            scales of a wrong shape.

    Source:
        Elhage et al. 2021, «Virtual Attention Heads».

    Theorem:
        virtual_pattern_sums_to_1

    Examples:
        >>> import refmath as rm
        >>> import numpy as np
        >>> W = np.zeros((1, 1, 2))
        >>> layer = rm.AttentionLayer(W, W, W, np.zeros((1, 2, 1)))
        >>> model = rm.Transformer(np.eye(2), np.eye(2), [layer] * 2)
        >>> rm.virtual_pattern(model, [(0, 0), (1, 0)], [0, 1]).tolist()
        [[1.0, 0.0], [0.75, 0.25]]
    """
    pairs = _nonempty(model, path)
    held = held_fixed(
        model, check_tokens(model, tokens), patterns, scales, mlp_outputs, post_scales
    )
    xp = array_api_compat.array_namespace(model.W_E)
    product = None
    for layer, head in pairs:
        pattern, scale = held.patterns[layer][..., head, :, :], held.scales[layer]
        moves = pattern if scale is None else pattern * scale[..., None, :]
        behind = held.post_scale(layer)
        moves = moves if behind is None else moves * behind[..., None]
        product = moves if product is None else xp.matmul(moves, product)
    return product


def _writing(layer: AttentionLayer) -> Array:
    """Return R_V W_Oᵀ for each head, (n_heads, k, d_model): W_OVᵀ up to an isometry on the left."""
    xp = array_api_compat.array_namespace(layer.W_O)
    return _without_isometry(
        layer, xp.matrix_transpose(reading(layer).W_V), xp.matrix_transpose(outputs(layer))
    )


def _reading(layer: AttentionLayer, kind: str) -> Array:
    """Return R W for each head, (n_heads, k, d_model): what reads, up to an isometry on the left.

    W_QK = W_Qᵀ W_K reads for the keys, its transpose for the queries, W_O W_V for the values.
    """
    xp = array_api_compat.array_namespace(layer.W_Q)
    read = reading(layer)
    outer, inner = {
        "Q": (xp.matrix_transpose(read.W_K), read.W_Q),
        "K": (xp.matrix_transpose(read.W_Q), read.W_K),
        "V": (outputs(layer), read.W_V),
    }[kind]
    return _without_isometry(layer, outer, inner)


def _without_isometry(layer: AttentionLayer, outer: Array, inner: Array) -> Array:
    """Return R inner, of norm 1, where outer = Q R: the product up to the isometry Q.

    Zero for a product no larger than the rounding of one of unit factors: otherwise what rounding
    leaves of a head that is zero would be scaled up to a score.
    """
    xp = array_api_compat.array_namespace(outer)
    # To unit norm first: products of very small or large weights would leave the range.
    products = xp.matmul(_triangular(_unit(outer)), _unit(inner))
    bound = gamma(layer.d_model + 2 * layer.d_head + 8, products.dtype)
    norms = _norms(products)
    return products / xp.where(norms > bound, norms, xp.full_like(norms, math.inf))


def _triangular(factors: Array) -> Array:
    r"""Return R with $R^\top R = X^\top X$ for each X (rows, k) of a stack: the R of a QR.

    Of float32 factors by Cholesky of $X^\top X$ in float64. Its error, by Higham 2002, theorem
    10.3, and lemma 3.1, is at most $\gamma_{rows + k + 1} |X|^\top |X|$ with float64's ε = 2⁻⁵³,
    however ill-conditioned X may be: so $\|R M\|_F$ is that of $X M$ to
    $\sqrt{\gamma} \|X\|_F \|M\|_F$, which is less than float32's own γ of as many roundings.
    """
    xp = array_api_compat.array_namespace(factors)
    wide = xp.astype(factors, xp.float64)
    if factors.dtype != wide.dtype:
        try:
            L = xp.linalg.cholesky(xp.matmul(xp.matrix_transpose(wide), wide))
            # Of a rank below k, to float64's rounding, a library gives NaN or an error.
            if known(xp.all(xp.isfinite(L))):
                return xp.astype(xp.matrix_transpose(L), factors.dtype)
        except (np.linalg.LinAlgError, RuntimeError):  # torch's is a RuntimeError
            pass
    return xp.linalg.qr(factors)[1]


def _alike(heads: Sequence[Array]) -> Array:
    """Stack what each layer's heads read or write; add zeros where it has fewer, or narrower."""
    xp = array_api_compat.array_namespace(*heads)
    n, k = (max(of_layer.shape[axis] for of_layer in heads) for axis in (0, 1))
    return xp.stack([_filled(of_layer, n, k) for of_layer in heads])


def _filled(heads: Array, n: int, k: int) -> Array:
    """Add zeros up to n heads of k rows."""
    if heads.shape[:2] == (n, k):
        return heads
    xp = array_api_compat.array_namespace(heads)
    row = xp.zeros_like(heads[:, :1, :])
    heads = xp.concat([heads, *[row] * (k - heads.shape[1])], axis=1)
    return xp.concat([heads, *[xp.zeros_like(heads[:1, ...])] * (n - heads.shape[0])])


def _scores(write: Array, reads: Array) -> Array:
    """Return ‖read writeᵀ‖ for all pairs of heads of unit norm, [writing, layer, reading]."""
    xp = array_api_compat.array_namespace(write)
    n_write, k_write, d_model = write.shape
    n_later, n_read, k_read, _ = reads.shape
    products = xp.matmul(
        xp.reshape(reads, (n_later * n_read * k_read, d_model)),
        xp.matrix_transpose(xp.reshape(write, (n_write * k_write, d_model))),
    )
    blocks = xp.reshape(products, (n_later, n_read, k_read, n_write, k_write))
    squares = xp.sum(squared_lengths(blocks), axis=2)  # layer, reading, writing
    return xp.permute_dims(xp.sqrt(squares), (2, 0, 1))


def _unit(heads: Array) -> Array:
    """Divide each head's matrix by its norm; leave a zero one as it is."""
    xp = array_api_compat.array_namespace(heads)
    largest = xp.max(xp.abs(heads), axis=(-2, -1), keepdims=True)
    present, one = largest > 0, xp.ones_like(largest)
    heads = heads / xp.where(present, largest, one)
    return heads / xp.where(present, _norms(heads), one)


def _norms(heads: Array) -> Array:
    """Return each head's Frobenius norm, (n_heads, 1, 1)."""
    xp = array_api_compat.array_namespace(heads)
    return xp.sqrt(xp.sum(squared_lengths(heads), axis=1))[:, None, None]


def _nonempty(model: Transformer, path: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    pairs = check_path(model, path)
    if not pairs:
        raise ValueError("path: expected one (layer, head) pair or more, got ()")
    return pairs


def _check_layers(model: Transformer, what: str) -> None:
    if not check_model(model).layers:
        raise ValueError(f"model: expected one layer or more for {what}, got none")
    xp = array_api_compat.array_namespace(model.W_E)
    if not xp.isdtype(model.dtype, "real floating"):
        raise ValueError(f"model: expected floating weights for {what}, got {model.dtype}")
