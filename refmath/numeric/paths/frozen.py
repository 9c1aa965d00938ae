"""A model at some tokens with all that is not linear held fixed: patterns, norms' scales, MLPs.

A path through it starts from the embedding, or from the constant that some layer writes, and goes
through later heads; each head is D' A^h D ⊗ W_OV^h, with what the norms before and behind the
layer's heads multiply by in D and D', and the rest of these norms in W_OV^h.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import array_api_compat

from refmath.arguments import refused
from refmath.numeric.arrays.libraries import check_held, check_numbers, columns
from refmath.numeric.model.folding import (
    Reading,
    constant_behind,
    for_each_head,
    outputs,
    reading,
    unembedding,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from refmath.numeric.arrays.libraries import Array
    from refmath.numeric.model.parts import Norm
    from refmath.numeric.model.transformer import Transformer
    from refmath.protocols import AnyArray


@dataclass(frozen=True, eq=False)
class Frozen:
    """What is held fixed, for the first layers, beside the model whose weights act on the stream.

    `patterns` has an array (..., n_heads, n_ctx, n_ctx) for each layer that is known; `scales` an
    array (..., n_ctx), or None without a norm, for each of those, and one more, the last, for the
    final norm; `mlp_outputs` what each of those layers' MLPs wrote, (..., n_ctx, d_model), or None;
    `post_scales` an array (..., n_ctx) for each of those layers whose `post_norm` norms what its
    heads write, or None.
    """

    model: Transformer
    patterns: tuple[Array, ...] = ()
    scales: tuple[Array | None, ...] = ()
    mlp_outputs: tuple[Array | None, ...] = ()
    post_scales: tuple[Array | None, ...] = ()

    @property
    def depth(self) -> int:
        """How many layers are known."""
        return len(self.patterns)

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        """Each layer's weights as they read the stream itself, norms folded in."""
        return tuple(map(reading, self.model.layers))

    @cached_property
    def writings(self) -> tuple[Array, ...]:
        """Each layer's W_O as it writes to the stream itself, the norm behind it folded in."""
        return tuple(map(outputs, self.model.layers))

    def post_scale(self, layer: int) -> Array | None:
        """What the norm of what a layer's heads write multiplies by; None without one."""
        return None if self.model.layers[layer].post_norm is None else self.post_scales[layer]

    @cached_property
    def unembedding(self) -> tuple[Array, Array | None]:
        """W_U as it reads the stream itself, and the logits' constant."""
        return unembedding(self.model)


def start_of_paths(model: Transformer, tokens: Array) -> Array:
    """Return what every path begins with: t W_Eᵀ, with W_posᵀ where the model adds it there."""
    xp = array_api_compat.array_namespace(model.W_E)
    start = columns(model.W_E, tokens)
    if model.positions == "residual" and model.W_pos is not None:
        start = start + xp.matrix_transpose(model.W_pos[:, : tokens.shape[-1]])
    return start


def given_fixed(
    model: Transformer,
    tokens: Array,
    patterns: Sequence[AnyArray] | None,
    scales: Sequence[AnyArray | None] | None = None,
    mlp_outputs: Sequence[AnyArray | None] | None = None,
    post_scales: Sequence[AnyArray | None] | None = None,
) -> Frozen | None:
    """Hold fixed what is given, once checked; return None where nothing is.

    Raises:
        ValueError: for arrays of a wrong number or shape, and for scales or MLPs' outputs that are
            given alone, or that patterns are given without.
    """
    if patterns is not None:
        return Frozen(
            model,
            _checked_patterns(model, tokens, patterns),
            _checked_scales(model, tokens, scales),
            _checked_mlp_outputs(model, tokens, mlp_outputs),
            _checked_post_scales(model, tokens, post_scales),
        )
    alone = ((scales, "the scales"), (post_scales, "the scales of what is written"))
    for given, what in (*alone, (mlp_outputs, "the MLPs' outputs")):
        if given is not None:
            raise ValueError(f"patterns: expected patterns beside {what} that are held, got None")
    return None


def _checked_patterns(
    model: Transformer, tokens: Array, patterns: Sequence[Array]
) -> tuple[Array, ...]:
    *batch, n_ctx = tokens.shape
    expected = f"one array for each of {model.n_layers} layers"
    _check_entries("patterns", patterns, model.n_layers, expected)
    wanted = [(*batch, n_heads, n_ctx, n_ctx) for n_heads in model.n_heads]
    checked = _as_expected("patterns", patterns, wanted)
    return tuple(pattern for pattern in checked if pattern is not None)


def _checked_scales(
    model: Transformer, tokens: Array, scales: Sequence[Array | None] | None
) -> tuple[Array | None, ...]:
    norms = [*(layer.norm for layer in model.layers), model.final_norm]
    return _checked_or_none(
        "scales",
        scales,
        [None if norm is None else tuple(tokens.shape) for norm in norms],
        needed="what each norm multiplies by, since patterns are held fixed and the model has norms"
        " (norm_scales gives the model's own)",
        entries=f"{len(norms)} entries, one a layer and the final norm's",
    )


def _checked_mlp_outputs(
    model: Transformer, tokens: Array, mlp_outputs: Sequence[Array | None] | None
) -> tuple[Array | None, ...]:
    of_mlp = (*tokens.shape, model.d_model)
    return _checked_or_none(
        "mlp_outputs",
        mlp_outputs,
        [None if layer.mlp is None else of_mlp for layer in model.layers],
        needed="what each MLP writes, since patterns are held fixed and the model has MLPs"
        " (forward_pass gives the model's own)",
        entries=f"{model.n_layers} entries, one a layer",
    )


def _checked_post_scales(
    model: Transformer, tokens: Array, post_scales: Sequence[Array | None] | None
) -> tuple[Array | None, ...]:
    return _checked_or_none(
        "post_scales",
        post_scales,
        [None if layer.post_norm is None else tuple(tokens.shape) for layer in model.layers],
        needed="what each post_norm multiplies by, since patterns are held fixed and the model"
        " norms what heads write (forward_pass gives the model's own)",
        entries=f"{model.n_layers} entries, one a layer",
    )


def _checked_or_none(
    name: str,
    given: Sequence[Array | None] | None,
    shapes: Sequence[tuple[int, ...] | None],
    *,
    needed: str,
    entries: str,
) -> tuple[Array | None, ...]:
    """Check what is held; where nothing is given, that the model has nothing to hold."""
    if given is None:
        if any(shape is not None for shape in shapes):
            raise ValueError(f"{name}: expected {needed}, got None")
        return (None,) * len(shapes)
    _check_entries(name, given, len(shapes), entries)
    return _as_expected(name, given, shapes)


def _check_entries(name: str, arrays: Any, size: int, expected: str) -> None:
    if not isinstance(arrays, list | tuple):
        raise refused(name, expected, arrays)
    if len(arrays) != size:
        raise ValueError(f"{name}: expected {expected}, got {len(arrays)}")


def _as_expected(
    name: str, arrays: Sequence[Array | None], shapes: Iterable[tuple[int, ...] | None]
) -> tuple[Array | None, ...]:
    for n, (array, wanted) in enumerate(zip(arrays, shapes, strict=True)):
        got = None if array is None else tuple(check_numbers(f"{name}[{n}]", array).shape)
        if got != wanted:
            expected = "None" if wanted is None else f"shape {wanted}"
            raise ValueError(f"{name}[{n}]: expected {expected}, got {got}")
    return tuple(arrays)


def through_head(held: Frozen, layer: int, head: int, stream: Array) -> Array:
    """Return (D' A^h D ⊗ W_OV^h) x for one head; W_OV^h stays in its thin factors."""
    xp = array_api_compat.array_namespace(stream)
    scale, W_O = held.post_scale(layer), held.writings[layer]
    moved = moved_by_head(held, layer, head, stream)
    moved = moved if scale is None else moved * scale[..., None]
    return xp.matmul(moved, xp.matrix_transpose(W_O[head, :, :]))


def moved_by_head(held: Frozen, layer: int, head: int, stream: Array) -> Array:
    """Return (A^h D ⊗ W_V^h) x: the values that one head moves, (..., n_ctx, d_head)."""
    xp = array_api_compat.array_namespace(stream)
    W_V = held.readings[layer].W_V
    value = xp.matmul(_scaled(held, layer, stream), xp.matrix_transpose(W_V[head, :, :]))
    return xp.matmul(held.patterns[layer][..., head, :, :], value)


def constant_written(held: Frozen, layer: int) -> Array | None:
    r"""Return what a layer writes whatever it reads, (..., n_ctx, d_model); None for nothing.

    $c = \sum_h A^h 1 \, (W_O^h b_V^h)^\top + 1 b_O^\top$, $b_V$ with the norm's $W_V \beta$ in it;
    a pattern whose rows sum to 1 leaves $1 (W_O b_V + b_O)^\top$. Through a norm of what the heads
    write it is $D' c \, C' \Gamma' + 1 \beta'^\top$.
    """
    norm, scale = held.model.layers[layer].post_norm, held.post_scale(layer)
    return constant_through_norm(norm, scale, constant_of_heads(held, layer))


def constant_of_heads(held: Frozen, layer: int) -> Array | None:
    """Return what `constant_written` is before a norm of what the heads write."""
    weights = held.model.layers[layer]
    b_V = for_each_head(weights, constant_behind(weights.norm, weights.W_V, weights.b_V))
    if b_V is None and weights.b_O is None:
        return None
    pattern = held.patterns[layer]
    xp = array_api_compat.array_namespace(pattern)
    shape = (*pattern.shape[:-3], pattern.shape[-1], held.model.d_model)
    constant = xp.zeros(shape, dtype=held.model.dtype, device=array_api_compat.device(pattern))
    if weights.b_O is not None:
        constant = constant + weights.b_O
    if b_V is not None:
        written = xp.matmul(weights.W_O, b_V[..., None])[..., 0]  # n_heads, d_model
        received = xp.matrix_transpose(xp.sum(pattern, axis=-1))  # ..., n_ctx, n_heads
        constant = constant + xp.matmul(received, written)
    return constant


def unembedded(held: Frozen, stream: Array) -> Array:
    """Return the logits of a stream, without the constant: D x (W_U Γ C)ᵀ."""
    xp = array_api_compat.array_namespace(stream)
    W_U = held.unembedding[0]
    return check_held("logits", xp.matmul(_scaled(held, -1, stream), xp.matrix_transpose(W_U)))


def through_norm(norm: Norm | None, scale: Array | None, x: Array) -> Array:
    """Return what a norm makes of x with its scale held fixed, up to its β: D x C Γ."""
    if norm is None or scale is None:
        return x
    xp = array_api_compat.array_namespace(x)
    if norm.centred:
        x = x - xp.sum(x, axis=-1, keepdims=True) / x.shape[-1]
    scaled = x * scale[..., None]
    return scaled if norm.gain is None else scaled * norm.gain


def constant_through_norm(
    norm: Norm | None, scale: Array | None, constant: Array | None
) -> Array | None:
    """Return what a norm makes of a constant with its scale held fixed, and its β; or None."""
    if norm is None or scale is None:
        return constant
    if constant is None:
        return None if norm.bias is None else scale[..., None] * 0 + norm.bias
    behind = through_norm(norm, scale, constant)
    return behind if norm.bias is None else behind + norm.bias


def _scaled(held: Frozen, layer: int, stream: Array) -> Array:
    scale = held.scales[layer]
    return stream if scale is None else stream * scale[..., None]
