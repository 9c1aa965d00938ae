"""Direct logit attribution: what every part of a model writes straight to some logits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import array_api_compat
import numpy as np

from refmath.arguments import plain_array, refused
from refmath.numeric.arrays.libraries import by_position, check_held, columns, whole_numbers
from refmath.numeric.heads.held import held_as_run, output_bias, values_with_bias
from refmath.numeric.layered.forward import forward_pass
from refmath.numeric.model.arguments import check_tokens
from refmath.numeric.model.attention import soft_capped
from refmath.numeric.model.folding import constant_behind, folded

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from refmath.numeric.arrays.libraries import Array, Matrix
    from refmath.numeric.model.transformer import Transformer
    from refmath.numeric.paths.frozen import Frozen
    from refmath.protocols import Tokens


@dataclass(frozen=True, eq=False)
class LogitAttribution:
    """The terms of some logits: what each part writes straight to them.

    Of logits that are capped they are the terms before the cap. `asked` stands for the shape of the
    destinations and outputs that were asked for: none of two integers. What a model doesn't have is
    zero.

    Args:
        heads: for each layer an array (..., *asked, n_heads, n_ctx): head by head and source by
            source, the bias of the values in it.
        embedding: the direct path, with positions where the model adds them to the stream,
            (..., *asked).
        mlps: each layer's MLP, (n_layers, ..., *asked).
        b_O: each layer's output bias, through a norm of what its heads write and with the β of
            that, (n_layers, ..., *asked).
        final_norm_bias: what the final norm's β adds, (..., *asked).
        b_U: the unembedding's bias, (..., *asked).
        logit_cap: the model's cap of its logits, or None.
    """

    heads: tuple[Array, ...]
    embedding: Array
    mlps: Array
    b_O: Array
    final_norm_bias: Array
    b_U: Array
    logit_cap: float | None = None

    def __repr__(self) -> str:
        shape = tuple(self.embedding.shape)
        return f"LogitAttribution(n_layers={len(self.heads)}, logits of shape {shape})"

    def logits(self) -> Array:
        """Add all terms up, and cap the sum as the model does: the logits that were asked for."""
        xp = array_api_compat.array_namespace(self.embedding)
        logits = self.embedding + self.final_norm_bias + self.b_U
        for of_heads in self.heads:
            logits = logits + xp.sum(of_heads, axis=(-2, -1))
        logits = logits + xp.sum(self.mlps, axis=0) + xp.sum(self.b_O, axis=0)
        return soft_capped(logits, self.logit_cap)


def direct_logit_attribution(
    model: Transformer, tokens: Tokens, *, destination: Any, output: Any
) -> LogitAttribution:
    r"""Return what each head, source by source, and every other part writes straight to logits.

    $A^h_{ij} \, (W_U W_{OV}^h x_j)_c$ for destination i, output c and each source j, where x is the
    stream that the layer reads (all earlier heads' work included); with the norms' scales on both
    sides, and the value's bias in it, where the model has them. Beside the heads' terms stand the
    embedding's, $(W_U x_0)_c$, those of MLPs and b_O likewise, and what comes after the stream.
    It costs less than one forward pass, for any number of logits up to about n_ctx.

    Args:
        model: the transformer.
        tokens: integers of shape (..., n_ctx), an array or nested lists.
        destination: the position whose logit is taken apart, −1 for the last; or an array of them.
        output: the token whose logit it is; or an array of them. Both go together as NumPy's
            indices do: `logits[..., destination, output]` are the logits that are taken apart.

    Returns:
        A `LogitAttribution`, whose terms add up to those logits, to what they are before a cap
        where the model caps them.

    Raises:
        ValueError: for tokens that `check_tokens` refuses, a position or an output that there is
            not, or as many of both as don't go together.

    Source:
        Elhage et al. 2021, «Attention Heads are Independent and Additive».

    Theorem:
        skip_trigram_reading, heads_between_two_norms

    Examples:
        >>> import refmath as rm
        >>> import numpy as np
        >>> zero, one = np.zeros((1, 1, 2)), np.array([[[1.0, 0.0]]])
        >>> layer = rm.AttentionLayer(zero, zero, one, np.array([[[0.0], [4.0]]]))
        >>> model = rm.Transformer(np.eye(2), np.eye(2), [layer])
        >>> found = rm.direct_logit_attribution(model, [0, 1], destination=-1, output=1)
        >>> found.heads[0].tolist(), found.embedding.tolist(), found.logits().tolist()
        ([[2.0, 0.0]], 1.0, 3.0)
        >>> every = rm.direct_logit_attribution(
        ...     model, [0, 1], destination=[[0], [1]], output=[0, 1]
        ... )
        >>> every.logits().tolist()
        [[1.0, 4.0], [0.0, 3.0]]
    """
    token_array = check_tokens(model, tokens)
    xp = array_api_compat.array_namespace(model.W_E)
    asked = _asked(model, destination, output, token_array.shape[-1])
    run = forward_pass(model, token_array)
    held = held_as_run(model, run)
    embedding = _written(held, asked, run.streams[0])
    none = embedding * 0
    nowhere = run.streams[0] * 0
    b_O = [output_bias(layer, held.post_scale(n), nowhere) for n, layer in enumerate(model.layers)]

    def of_layers(written: Sequence[Array | None]) -> Array:
        """Stack what something in each layer adds, zeros where the layer has none."""
        terms = [none if part is None else _written(held, asked, part) for part in written]
        # A model without layers has nothing to stack.
        return xp.stack([none, *terms])[1:, ...]

    return LogitAttribution(
        tuple(_of_heads(held, asked, n, x) for n, x in enumerate(run.streams[:-1])),
        embedding,
        of_layers(run.mlp_outputs),
        of_layers(b_O),
        none if asked.of_norm_bias is None else none + _shaped(asked, asked.of_norm_bias),
        none if asked.b_U is None else none + _shaped(asked, asked.b_U),
        model.logit_cap,
    )


@dataclass(frozen=True, eq=False)
class _Asked:
    """The logits that are asked for, one after another: where each stands, and what it reads."""

    shape: tuple[int, ...]
    destinations: Array  # (n_asked,)
    W_U: Array  # as it reads the stream itself, up to 1/σ: (n_asked, d_model)
    of_norm_bias: Array | None  # (n_asked,)
    b_U: Array | None


def _asked(model: Transformer, destination: Any, output: Any, n_ctx: int) -> _Asked:
    places = _integers("destination", destination)
    outputs = _integers("output", output)
    for place in places[(places < -n_ctx) | (places >= n_ctx)][:1]:
        raise ValueError(f"destination: expected a position below {n_ctx}, got {place}")
    for asked in outputs[(outputs < 0) | (outputs >= model.d_out)][:1]:
        raise ValueError(f"output: expected 0 <= output < d_out = {model.d_out}, got {asked}")
    try:
        places, outputs = np.broadcast_arrays(places % n_ctx, outputs)
    except ValueError:
        raise ValueError(
            f"output: expected a shape that goes with the destinations' {places.shape},"
            f" got {outputs.shape}"
        ) from None
    xp, device = array_api_compat.array_namespace(model.W_E), array_api_compat.device(model.W_E)
    rows, at = (xp.asarray(a.reshape(-1).copy(), device=device) for a in (places, outputs))
    W_U, norm = columns(xp.matrix_transpose(model.W_U), at), model.final_norm
    return _Asked(
        places.shape,
        rows,
        folded(norm, W_U),
        constant_behind(norm, W_U, None),
        None if model.b_U is None else xp.take(model.b_U, at, axis=0),
    )


def _integers(name: str, value: Any) -> Matrix:
    plain_array(name, value)
    expected = "an integer or an array of integers"
    try:
        integers = whole_numbers(name, value)
    except ValueError as error:
        raise refused(name, expected, value) from error
    if not integers.size:
        raise refused(name, expected, value)
    return integers


def _of_heads(held: Frozen, asked: _Asked, layer: int, stream: Array) -> Array:
    """Return what a layer's heads take from each source for each logit."""
    xp = array_api_compat.array_namespace(stream)
    value = values_with_bias(held, layer, stream)
    reads = xp.matmul(asked.W_U, held.writings[layer])  # n_heads, n_asked, d_head
    effect = xp.matmul(reads, xp.matrix_transpose(value))  # of each source, if attended to
    effect = effect * xp.take(held.patterns[layer], asked.destinations, axis=-2)
    for scale in (held.post_scale(layer), held.scales[-1]):
        at = _at_destinations(scale, asked)
        effect = effect if at is None else effect * at[..., None, :, None]
    effect = check_held("heads' terms of the logits", effect)
    effect = by_position(effect)  # ..., n_asked, n_heads, n_ctx
    return xp.reshape(effect, (*effect.shape[:-3], *asked.shape, *effect.shape[-2:]))


def _written(held: Frozen, asked: _Asked, written: Array) -> Array:
    """Return what something that was written to the stream adds to each logit."""
    xp = array_api_compat.array_namespace(written)
    at_destinations = xp.take(written, asked.destinations, axis=-2)
    added = xp.sum(at_destinations * asked.W_U, axis=-1)
    scale = _at_destinations(held.scales[-1], asked)
    added = added if scale is None else added * scale
    return _shaped(asked, check_held("terms of the logits", added))


def _at_destinations(scale: Array | None, asked: _Asked) -> Array | None:
    """Return what a norm multiplies each logit's destination by, (..., n_asked)."""
    if scale is None:
        return None
    xp = array_api_compat.array_namespace(scale)
    return xp.take(scale, asked.destinations, axis=-1)


def _shaped(asked: _Asked, of_each: Array) -> Array:
    xp = array_api_compat.array_namespace(of_each)
    return xp.reshape(of_each, (*of_each.shape[:-1], *asked.shape))
