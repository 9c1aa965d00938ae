"""A model at some tokens with all that is not linear held fixed: patterns, norms' scales, MLPs.

A path through it starts from the embedding, or from the constant that some layer writes, and goes
through later heads; each head is A^h D ⊗ W_OV^h.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import array_api_compat

from refmath.arguments import refused
from refmath.numeric.arrays.libraries import check_held, check_numbers, columns
from refmath.numeric.model.arguments import refuse_parts
from refmath.numeric.model.folding import (
    Reading,
    constant_behind,
    for_each_head,
    reading,
    unembedding,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from refmath.numeric.arrays.libraries import Array
    from refmath.numeric.model.transformer import Transformer
    from refmath.protocols import AnyArray


@dataclass(frozen=True, eq=False)
class Frozen:
    """What is held fixed, for the first layers, beside the model whose weights act on the stream.

    `patterns` has an array (..., n_heads, n_ctx, n_ctx) for each layer that is known; `scales` an
    array (..., n_ctx), or None without a norm, for each of those, and one more, the last, for the
    final norm; `mlp_outputs` what each of those layers' MLPs wrote, (..., n_ctx, d_model), or None.
    """

    model: Transformer
    patterns: tuple[Array, ...] = ()
    scales: tuple[Array | None, ...] = ()
    mlp_outputs: tuple[Array | None, ...] = ()

    def __post_init__(self) -> None:
        check_linear(self.model)

    @property
    def depth(self) -> int:
        """How many layers are known."""
        return len(self.patterns)

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        """Each layer's weights as they read the stream itself, norms folded in."""
        return tuple(map(reading, self.model.layers))

    @cached_property
    def unembedding(self) -> tuple[Array, Array | None]:
        """W_U as it reads the stream itself, and the logits' constant."""
        return unembedding(self.model)


def check_linear(model: Transformer) -> None:
    """Refuse a model whose heads' sum is normed, or whose logits are capped.

    What a path writes then has a scale that others decide, or adds what depends on theirs.

    Raises:
        ValueError: naming the part, and what takes it.
    """
    instead = "; logits, activations and with_replaced take it"
    refuse_parts(model, "a sum over paths", ["post_norm", "logit_cap"], instead)


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
        )
    for given, what in ((scales, "the scales"), (mlp_outputs, "the MLPs' outputs")):
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
    if scales is None:
        if any(norm is not None for norm in norms):
            raise ValueError(
                "scales: expected what each norm multiplies by, since patterns are held fixed and"
                " the model has norms (norm_scales gives the model's own), got None"
            )
        return (None,) * len(norms)
    expected = f"{len(norms)} entries, one a layer and the final norm's"
    _check_entries("scales", scales, len(norms), expected)
    wanted = [None if norm is None else tuple(tokens.shape) for norm in norms]
    return _as_expected("scales", scales, wanted)


def _checked_mlp_outputs(
    model: Transformer, tokens: Array, mlp_outputs: Sequence[Array | None] | None
) -> tuple[Array | None, ...]:
    mlps = [layer.mlp for layer in model.layers]
    if mlp_outputs is None:
        if any(mlp is not None for mlp in mlps):
            raise ValueError(
                "mlp_outputs: expected what each MLP writes, since patterns are held fixed and the"
                " model has MLPs (forward_pass gives the model's own), got None"
            )
        return (None,) * len(mlps)
    _check_entries("mlp_outputs", mlp_outputs, len(mlps), f"{len(mlps)} entries, one a layer")
    wanted = [None if mlp is None else (*tokens.shape, model.d_model) for mlp in mlps]
    return _as_expected("mlp_outputs", mlp_outputs, wanted)


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


def _scaled(held: Frozen, layer: int, stream: Array) -> Array:
    scale = held.scales[layer]
    return stream if scale is None else stream * scale[..., None]
