"""A model at some tokens with its patterns and norms' scales held fixed: linear in what it reads.

A path through it starts from the embedding, or from the constant that some layer writes, and goes
through later heads; each head is A^h D ⊗ W_OV^h.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import array_api_compat

from refmath.numeric.model.arguments import refuse_parts
from refmath.numeric.model.folding import Reading, reading, unembedding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from refmath.numeric.arrays.libraries import Array
    from refmath.numeric.model.transformer import Transformer
    from refmath.protocols import AnyArray


@dataclass(frozen=True, eq=False)
class Frozen:
    """What is held fixed, for the first layers, and the weights that act on the stream.

    `patterns` has an array (..., n_heads, n_ctx, n_ctx) for each layer that is known; `scales` an
    array (..., n_ctx), or None without a norm, for each of those, and one more, the last, for the
    final norm; `written_by_mlps` what each of those layers' MLPs wrote, or None.
    """

    model: Transformer
    readings: tuple[Reading, ...]
    W_U: Array  # as it reads the stream itself
    constant: Array | None  # of the logits
    patterns: tuple[Array, ...] = ()
    scales: tuple[Array | None, ...] = ()
    written_by_mlps: tuple[Array | None, ...] = ()

    @property
    def depth(self) -> int:
        """How many layers are known."""
        return len(self.patterns)


def frozen(
    model: Transformer,
    patterns: Sequence[AnyArray] = (),
    scales: Sequence[AnyArray | None] = (),
) -> Frozen:
    """Hold patterns and scales fixed, in a model without MLPs."""
    readings = tuple(map(reading, model.layers))
    no_mlps = (None,) * len(patterns)
    return Frozen(model, readings, *unembedding(model), tuple(patterns), tuple(scales), no_mlps)


def check_frozen(
    model: Transformer,
    tokens: Array,
    patterns: Sequence[AnyArray],
    scales: Sequence[AnyArray | None] | None,
) -> tuple[Array | None, ...]:
    """Refuse patterns or scales of a wrong number or shape; return the scales.

    Raises:
        ValueError: naming the layer, what was expected and what came.
    """
    refuse_parts(model, "patterns that are given", ["mlp"], ": what MLPs wrote is not held")
    *batch, n_ctx = tokens.shape
    if len(patterns) != model.n_layers:
        raise ValueError(
            f"patterns: expected one array for each of {model.n_layers} layers, got {len(patterns)}"
        )
    for layer, pattern in enumerate(patterns):
        expected = (*batch, model.n_heads[layer], n_ctx, n_ctx)
        if tuple(pattern.shape) != expected:
            raise ValueError(
                f"patterns[{layer}]: expected shape {expected}, got {tuple(pattern.shape)}"
            )
    norms = [*(layer.norm for layer in model.layers), model.final_norm]
    if scales is None:
        if any(norm is not None for norm in norms):
            raise ValueError(
                "scales: expected what each norm multiplies by, since patterns are held fixed and"
                " the model has norms (norm_scales gives the model's own), got None"
            )
        return (None,) * len(norms)
    if len(scales) != len(norms):
        raise ValueError(
            f"scales: expected {len(norms)} entries, one a layer and the final norm's,"
            f" got {len(scales)}"
        )
    for n, (norm, scale) in enumerate(zip(norms, scales, strict=True)):
        got = None if scale is None else tuple(scale.shape)
        wanted = None if norm is None else (*batch, n_ctx)
        if got != wanted:
            said = "None" if wanted is None else f"shape {wanted}"
            raise ValueError(f"scales[{n}]: expected {said}, got {got}")
    return tuple(scales)


def through_heads(held: Frozen, layer: int, stream: Array) -> Array:
    """Return (A^h D ⊗ W_OV^h) x for every head of a layer, shape (..., n_heads, n_ctx, d_model)."""
    xp = array_api_compat.array_namespace(stream)
    values = xp.matmul(
        _scaled(held, layer, stream)[..., None, :, :],
        xp.matrix_transpose(held.readings[layer].W_V),
    )
    moved = xp.matmul(held.patterns[layer], values)
    return xp.matmul(moved, xp.matrix_transpose(held.model.layers[layer].W_O))


def through_head(held: Frozen, layer: int, head: int, stream: Array) -> Array:
    """Return (A^h D ⊗ W_OV^h) x for one head; W_OV^h stays in its thin factors."""
    xp = array_api_compat.array_namespace(stream)
    W_V, W_O = held.readings[layer].W_V, held.model.layers[layer].W_O
    value = xp.matmul(_scaled(held, layer, stream), xp.matrix_transpose(W_V[head, :, :]))
    moved = xp.matmul(held.patterns[layer][..., head, :, :], value)
    return xp.matmul(moved, xp.matrix_transpose(W_O[head, :, :]))


def constant_written(held: Frozen, layer: int) -> Array | None:
    r"""Return what a layer writes whatever it reads, (..., n_ctx, d_model); None for nothing.

    $\sum_h A^h 1 \, (W_O^h b_V^h)^\top + 1 b_O^\top$, $b_V$ with the norm's $W_V \beta$ in it; a
    pattern whose rows sum to 1 leaves $1 (W_O b_V + b_O)^\top$.
    """
    weights, b_V = held.model.layers[layer], held.readings[layer].b_V
    if b_V is None and weights.b_O is None:
        return None
    pattern = held.patterns[layer]
    xp = array_api_compat.array_namespace(pattern)
    shape = (*pattern.shape[:-3], pattern.shape[-1], held.model.d_model)
    found = xp.zeros(shape, dtype=held.model.dtype, device=array_api_compat.device(pattern))
    if weights.b_O is not None:
        found = found + weights.b_O
    if b_V is not None:
        written = xp.matmul(weights.W_O, b_V[..., None])[..., 0]  # n_heads, d_model
        received = xp.matrix_transpose(xp.sum(pattern, axis=-1))  # ..., n_ctx, n_heads
        found = found + xp.matmul(received, written)
    return found


def unembedded(held: Frozen, stream: Array) -> Array:
    """Return the logits of a stream, without the constant: D x (W_U Γ C)ᵀ."""
    xp = array_api_compat.array_namespace(stream)
    return xp.matmul(_scaled(held, -1, stream), xp.matrix_transpose(held.W_U))


def _scaled(held: Frozen, layer: int, stream: Array) -> Array:
    scale = held.scales[layer]
    return stream if scale is None else stream * scale[..., None]
