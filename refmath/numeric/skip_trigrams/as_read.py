"""A head as it reads tokens: norms, biases and shared keys folded into a row a token, exactly.

What the first layer's norm makes of a token is the same in every context, while nothing else stands
in the stream: so it is a factor of the token's column of W_E. A query's bias is a row of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import array_api_compat

from refmath.numeric.layered.forward import centred_and_scale
from refmath.numeric.model.arguments import check_model, head_index, refuse_parts
from refmath.numeric.model.folding import constant_behind, folded

if TYPE_CHECKING:
    from refmath.numeric.arrays.libraries import Array
    from refmath.numeric.model.parts import Norm, Part
    from refmath.numeric.model.transformer import Transformer

INSTEAD = "; at given tokens direct_logit_attribution says what each head adds"
"""What to call of a model that has what no reading covers."""

READING = "a reading as skip-trigrams"
OF_OFFSETS = f": scores depend on the offset{INSTEAD}"


@dataclass(frozen=True, eq=False)
class HeadAsRead:
    """One head of a layer, past all other heads: a row a token, or an output.

    Args:
        queries: with their bias, shape (d_vocab, d_head).
        keys: without theirs, which no pattern sees, shape (d_vocab, d_head).
        values: without theirs, which is a constant, shape (d_vocab, d_head).
        reads: what each output reads of the head's result, shape (d_out, d_head); behind a final
            norm in units of its scale, which is positive.
    """

    queries: Array
    keys: Array
    values: Array
    reads: Array


def check_readable(model: Transformer, layer: int | None = None) -> None:
    r"""Refuse a model whose circuits these readings do not cover.

    Covered are one layer or more of heads; of a later layer the path past all other heads is read,
    and of a model with positions what tokens alone contribute. A query's bias is in the scores;
    biases of keys, values and outputs add constants, which no reading sees; keys and values may be
    shared. A norm before the first layer is read token by token; a final norm multiplies all
    effects at a position by one positive number: they are in units of it.

    Args:
        model: the transformer.
        layer: the one layer that is read; every layer, if not given.

    Raises:
        ValueError: for a model without heads; for parts by which scores or effects depend on more
            than the tokens: rotary positions, biases of scores and windows (on the offset), MLPs
            (on what they read), sinks (on no source), a norm beside positions in the stream, or in
            a layer after the first (on the context); for caps and norms of queries and keys, with
            which scores are no form of the tokens.

    Theorem:
        skip_trigram_reading, value_and_output_biases, key_bias_is_inert, head_after_layer_norm

    Examples:
        >>> import numpy as np
        >>> from refmath.numeric.model.transformer import Transformer
        >>> check_readable(Transformer(np.ones((1, 2)), np.ones((2, 1)), []))
        Traceback (most recent call last):
        ...
        ValueError: model: expected at least one layer of heads to read, got none
    """
    _check_heads(model)
    refuse_parts(model, READING, ["rotary"], ": scores depend on the offset; W_QK takes it")
    refuse_parts(model, READING, ["score_bias"], OF_OFFSETS)
    check_readable_by_offset(model, layer)


def check_readable_by_offset(model: Transformer, layer: int | None = None) -> None:
    """Refuse what `check_readable` does, but for what makes scores depend on the offset alone.

    Rotary positions and biases of scores by offset leave a score a function of two tokens and of
    how far apart they stand.

    Raises:
        ValueError: as `check_readable`.

    Examples:
        >>> from refmath.numeric.model.by_hand import one_skip_trigram
        >>> check_readable_by_offset(one_skip_trigram(4, source=0, destination=1, output=2))
    """
    _check_heads(model)
    what = READING
    refuse_parts(model, what, ["window"], OF_OFFSETS)
    no_form: list[Part] = ["q_norm", "k_norm", "score_cap"]
    refuse_parts(model, what, no_form, f": scores are no form of the tokens{INSTEAD}")
    refuse_parts(model, what, ["sinks"], f": it takes attention from all sources{INSTEAD}")
    refuse_parts(model, what, ["mlp"], f": what it writes depends on all that it reads{INSTEAD}")
    together = f": all heads' work is scaled by its own size, which the context decides{INSTEAD}"
    refuse_parts(model, what, ["post_norm"], together)
    not_free = f": what is added to all logits alike counts under a cap{INSTEAD}"
    refuse_parts(model, what, ["logit_cap"], not_free)
    layers = range(model.n_layers) if layer is None else [layer]
    normed = [n for n in layers if model.layers[n].norm is not None]
    if normed and model.W_pos is not None and model.positions == "residual":
        raise ValueError(
            f"model: expected no part that {what} can't honour, got norm of what positions are in"
            " (positions='residual'): its scale depends on the place"
        )
    if any(n > 0 for n in normed):
        raise ValueError(
            f"model: expected no part that {what} can't honour, got norm of a layer after the first"
            ": its scale depends on the context; with layer=0 the first is read"
        )


def _check_heads(model: Transformer) -> None:
    if not check_model(model).layers:
        raise ValueError("model: expected at least one layer of heads to read, got none")


def head_as_read(model: Transformer, layer: int, head: int) -> HeadAsRead:
    r"""Return a head of a readable model, a row a token.

    Queries $W_Q^h n_b + b_Q^h$, keys $W_K^h n_a$, values $W_V^h n_a$ with $n_a = \mathrm{norm}(W_E
    e_a)$ less the norm's β in keys and values, and reads $W_U \Gamma C \, W_O^h$.

    Raises:
        ValueError: for a model that `check_readable` refuses, or a head that there is not.

    Theorem:
        head_after_layer_norm

    Examples:
        >>> from refmath.numeric.model.by_hand import one_skip_trigram
        >>> model = one_skip_trigram(4, source=0, destination=1, output=2, scale=8.0)
        >>> head_as_read(model, 0, 0).queries.ravel().tolist()
        [0.0, 8.0, 0.0, 0.0]
    """
    layer, head = head_index(model, layer, head)
    check_readable(model, layer)
    tokens = tokens_as_read(model.layers[layer].norm, model.W_E)
    return rows_of_head(model, layer, head, tokens, folded(model.final_norm, model.W_U))


def tokens_as_read(norm: Norm | None, W_E: Array) -> Array:
    """Return what a norm makes of each token's column of W_E, less its β, (d_vocab, d_model)."""
    xp = array_api_compat.array_namespace(W_E)
    tokens = xp.matrix_transpose(W_E)
    if norm is None:
        return tokens
    centred, scale = centred_and_scale(norm, tokens)
    return centred * scale if norm.gain is None else centred * scale * norm.gain


def rows_of_head(
    model: Transformer, layer: int, head: int, tokens: Array, W_U: Array
) -> HeadAsRead:
    """Lay out a head, by the tokens' rows as its layer reads them and by W_U as it reads it."""
    xp = array_api_compat.array_namespace(tokens)
    weights = model.layers[layer]
    group = head * weights.n_groups // weights.n_heads
    W_Q, b_Q = weights.W_Q[head, :, :], None if weights.b_Q is None else weights.b_Q[head, :]
    b_Q = constant_behind(weights.norm, W_Q, b_Q)
    queries, keys, values = (
        xp.matmul(tokens, xp.matrix_transpose(W))
        for W in (W_Q, weights.W_K[group, :, :], weights.W_V[group, :, :])
    )
    queries = queries if b_Q is None else queries + b_Q
    return HeadAsRead(queries, keys, values, xp.matmul(W_U, weights.W_O[head, :, :]))
