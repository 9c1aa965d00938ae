"""What heads do on random tokens: where they attend, and whether they copy what they attend to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import array_api_compat
import numpy as np

from refmath.arguments import whole_number
from refmath.numeric.arrays.libraries import columns, known
from refmath.numeric.layered.forward import attention_patterns, forward_pass
from refmath.numeric.model.arguments import check_outputs_are_tokens, check_tokens
from refmath.numeric.model.folding import folded, outputs, reading

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from refmath.numeric.arrays.libraries import Array
    from refmath.numeric.model.transformer import Transformer
    from refmath.protocols import Tokens


def repeated_random_tokens(
    d_vocab: int, period: int, *, batch: int = 1, seed: int = 0, first: int | None = None
) -> np.ndarray[Any, np.dtype[np.int64]]:
    r"""Draw random tokens without a repetition, and lay them twice in a row.

    $t_{i + n} = t_i$ for the n tokens of a period, after the optional first token.

    Args:
        d_vocab: the size of the vocabulary.
        period: how many tokens are repeated, 1 or more, no more than the vocabulary allows.
        batch: how many sequences.
        seed: of the random numbers; the same seed draws the same.
        first: a token to put first, as a beginning-of-sequence token; it is not drawn again.

    Returns:
        int64, shape (batch, 2 * period), or one longer with `first`.

    Raises:
        ValueError: for sizes that don't allow it.

    Source:
        Olsson et al. 2022, «In-context Learning and Induction Heads», appendix: head scores.

    Examples:
        >>> import refmath as rm
        >>> tokens = rm.repeated_random_tokens(9, 3, batch=2, first=0)
        >>> tokens.shape, bool((tokens[:, 1:4] == tokens[:, 4:]).all())
        ((2, 7), True)
    """
    d_vocab = whole_number("d_vocab", d_vocab, least=1, below=2**63)
    period = whole_number("period", period, least=1)
    batch = whole_number("batch", batch, least=1)
    seed = whole_number("seed", seed)
    if first is not None:
        first = whole_number("first", first, below=d_vocab, size="d_vocab")
    usable = d_vocab - (first is not None)
    if period > usable:
        raise ValueError(f"period: expected at most {usable} different tokens, got {period}")
    rng = np.random.default_rng(seed)
    once = np.stack([rng.choice(usable, size=period, replace=False) for _ in range(batch)])
    if first is not None:
        once = once + (once >= first)  # all but that one
    twice = np.concatenate([once, once], axis=1).astype(np.int64)
    if first is None:
        return twice
    return np.concatenate([np.full((batch, 1), first, dtype=np.int64), twice], axis=1)


def previous_token_scores(model: Transformer, tokens: Tokens) -> tuple[Array, ...]:
    r"""Return how much each head attends to the token before.

    The mean of $A_{i, i-1}$ over all destinations but the first (and over the batch).

    Args:
        model: the transformer.
        tokens: integers of shape (..., n_ctx), n_ctx ≥ 2.

    Returns:
        For each layer an array of shape (n_heads,), from 0 to 1.

    Raises:
        ValueError: for tokens that `check_tokens` refuses, or fewer than two of them.

    Source:
        Olsson et al. 2022, appendix.

    Theorem:
        previous_token_head

    Examples:
        >>> import refmath as rm
        >>> import numpy as np
        >>> W = np.zeros((1, 1, 2))
        >>> layer = rm.AttentionLayer(W, W, W, np.zeros((1, 2, 1)))
        >>> rm.previous_token_scores(rm.Transformer(np.eye(2), np.eye(2), [layer]), [0, 1])
        (array([0.5]),)
    """
    t = check_tokens(model, tokens)
    return _mean_attention(model, t, _from_each(t, lambda i, j: j == i - 1))


def current_token_scores(model: Transformer, tokens: Tokens) -> tuple[Array, ...]:
    r"""Return how much each head attends to the destination's own place.

    The mean of $A_{ii}$ over all destinations but the first, which has nowhere else to attend to
    (and over the batch). It costs one forward pass, as the scores beside it do.

    Args:
        model: the transformer.
        tokens: integers of shape (..., n_ctx), n_ctx ≥ 2.

    Returns:
        For each layer an array of shape (n_heads,), from 0 to 1.

    Raises:
        ValueError: for tokens that `check_tokens` refuses, or fewer than two of them.

    Source:
        Elhage et al. 2021, «Induction Heads»: heads that attend to the current token.

    Examples:
        >>> import refmath as rm
        >>> import numpy as np
        >>> W = np.zeros((1, 1, 2))
        >>> layer = rm.AttentionLayer(W, W, W, np.zeros((1, 2, 1)))
        >>> rm.current_token_scores(rm.Transformer(np.eye(2), np.eye(2), [layer]), [0, 1])
        (array([0.5]),)
    """
    t = check_tokens(model, tokens)
    return _mean_attention(model, t, _from_each(t, lambda i, j: j == i))


def first_token_scores(model: Transformer, tokens: Tokens) -> tuple[Array, ...]:
    r"""Return how much each head attends to the first place: where heads rest.

    The mean of $A_{i0}$ over all destinations but the first (and over the batch).

    Args:
        model: the transformer.
        tokens: integers of shape (..., n_ctx), n_ctx ≥ 2.

    Returns:
        For each layer an array of shape (n_heads,), from 0 to 1.

    Raises:
        ValueError: for tokens that `check_tokens` refuses, or fewer than two of them.

    Source:
        Elhage et al. 2021, «Induction Heads»: without a match they attend to the first token.

    Examples:
        >>> import refmath as rm
        >>> import numpy as np
        >>> W = np.zeros((1, 1, 2))
        >>> layer = rm.AttentionLayer(W, W, W, np.zeros((1, 2, 1)))
        >>> rm.first_token_scores(rm.Transformer(np.eye(2), np.eye(2), [layer]), [0, 1, 1])
        (array([0.41666667]),)
    """
    t = check_tokens(model, tokens)
    return _mean_attention(model, t, _from_each(t, lambda i, j: (j == 0) & (i >= 0)))


def duplicate_token_scores(model: Transformer, tokens: Tokens) -> tuple[Array, ...]:
    r"""Return how much each head attends to earlier copies of the destination's token.

    The mean of $\sum_{j < i,\, t_j = t_i} A_{ij}$ over the destinations that have such a copy.

    Args:
        model: the transformer.
        tokens: integers of shape (..., n_ctx), with some token twice.

    Returns:
        For each layer an array of shape (n_heads,), from 0 to 1.

    Raises:
        ValueError: for tokens that `check_tokens` refuses, or without a repetition.

    Source:
        Wang et al. 2022, «Interpretability in the Wild».

    Theorem:
        duplicate_token_head

    Examples:
        >>> import refmath as rm
        >>> import numpy as np
        >>> W = np.zeros((1, 1, 2))
        >>> layer = rm.AttentionLayer(W, W, W, np.zeros((1, 2, 1)))
        >>> rm.duplicate_token_scores(rm.Transformer(np.eye(2), np.eye(2), [layer]), [0, 0])
        (array([0.5]),)
    """
    t = check_tokens(model, tokens)
    return _mean_attention(model, t, _same_before(t))


def prefix_matching_scores(model: Transformer, tokens: Tokens) -> tuple[Array, ...]:
    r"""Return how much each head attends to what came after earlier copies: the induction score.

    The mean of $\sum_{j \le i,\, t_{j-1} = t_i} A_{ij}$ over the destinations that have an earlier
    copy of their token.

    Args:
        model: the transformer.
        tokens: integers of shape (..., n_ctx), with some token twice, such as
            `repeated_random_tokens` gives.

    Returns:
        For each layer an array of shape (n_heads,), from 0 to 1.

    Raises:
        ValueError: for tokens that `check_tokens` refuses, or without a repetition.

    Source:
        Olsson et al. 2022, «Prefix matching».

    Theorem:
        induction

    Examples:
        >>> import refmath as rm
        >>> import numpy as np
        >>> W = np.zeros((1, 1, 3))
        >>> layer = rm.AttentionLayer(W, W, W, np.zeros((1, 3, 1)))
        >>> model = rm.Transformer(np.eye(3), np.eye(3), [layer])
        >>> rm.prefix_matching_scores(model, [0, 1, 2, 0])  # attends to place 1 by 1/4
        (array([0.25]),)
    """
    t = check_tokens(model, tokens)
    xp = array_api_compat.array_namespace(t)
    same = _same_before(t)
    nowhere = xp.zeros_like(same[..., :1])
    return _mean_attention(model, t, xp.concat([nowhere, same[..., :-1]], axis=-1))


def attended_copying_scores(model: Transformer, tokens: Tokens) -> tuple[Array, ...]:
    r"""Return how much of what each head raises is the tokens that it attends to.

    $\mathrm{mean}_i \sum_j A_{ij} \, \rho_j$ where, of the logits of the sequence's tokens
    $(W_U W_{OV}^h x_j)_{t_k}$, taken less their mean over k and cut at 0, $\rho_j$ is the share
    that falls to source j's own token. Olsson et al. ask whether a head raises what it attends to;
    how the sources of a destination are weighed is decided here: by the attention to them.

    Args:
        model: the transformer.
        tokens: integers of shape (..., n_ctx), at random, such as `repeated_random_tokens` gives.

    Returns:
        For each layer an array of shape (n_heads,), from 0 to 1; a head that raises all tokens
        alike has 0, one that raises them by chance about one over the number of different tokens.

    Raises:
        ValueError: for tokens that `check_tokens` refuses, or a model whose outputs are not its
            tokens.

    Source:
        After Olsson et al. 2022, appendix, «Copying».

    Examples:
        >>> import refmath as rm
        >>> import numpy as np
        >>> rm.attended_copying_scores(rm.by_hand.duplicate_token_head(4), [0, 1, 2, 3])
        (array([1.]),)
    """
    t = check_tokens(model, tokens)
    check_outputs_are_tokens(model, "attended_copying_scores")
    xp = array_api_compat.array_namespace(model.W_E)
    asked = folded(model.final_norm, columns(xp.matrix_transpose(model.W_U), t))
    same = xp.astype(t[..., :, None] == t[..., None, :], model.dtype)[..., None, :, :]
    scores = []
    run = forward_pass(model, t)
    for layer, x, pattern in zip(model.layers, run.streams[:-1], run.patterns, strict=True):
        # A norm's scale, one a source, leaves the shares what they are; β does not belong to them.
        values = xp.matmul(x[..., None, :, :], xp.matrix_transpose(reading(layer).W_V))
        reads = xp.matmul(asked[..., None, :, :], outputs(layer))  # ..., n_heads, n_ctx, d_head
        effect = xp.matmul(values, xp.matrix_transpose(reads))  # of source j on token k
        raised = effect - xp.mean(effect, axis=-1, keepdims=True)
        raised = xp.where(raised > 0, raised, xp.zeros_like(raised))
        whole = xp.sum(raised, axis=-1)
        own = xp.sum(raised * same, axis=-1) / xp.where(whole > 0, whole, xp.ones_like(whole))
        copied = xp.matmul(pattern, own[..., None])[..., 0]  # ..., n_heads, n_ctx
        axes = (*range(copied.ndim - 2), copied.ndim - 1)
        scores.append(xp.mean(copied, axis=axes))
    return tuple(scores)


def _from_each(tokens: Array, wanted: Callable[[Array, Array], Array]) -> Array:
    """Mark the sources that are wanted of each destination but the first, for each sequence."""
    n_ctx = tokens.shape[-1]
    if n_ctx < 2:
        raise ValueError(f"tokens: expected two or more, for one to be before, got {n_ctx}")
    xp = array_api_compat.array_namespace(tokens)
    place = xp.arange(n_ctx, device=array_api_compat.device(tokens))
    i, j = place[:, None], place[None, :]
    return xp.broadcast_to(wanted(i, j) & (i > 0), (*tokens.shape, n_ctx))


def _same_before(tokens: Array) -> Array:
    """Mark [destination, source] where an earlier source holds the destination's token."""
    xp = array_api_compat.array_namespace(tokens)
    place = xp.arange(tokens.shape[-1], device=array_api_compat.device(tokens))
    same = tokens[..., :, None] == tokens[..., None, :]
    return same & (place[None, :] < place[:, None])


def _mean_attention(model: Transformer, tokens: Array, wanted: Array) -> tuple[Array, ...]:
    """Average, over destinations that have a wanted source, the attention to wanted sources."""
    xp = array_api_compat.array_namespace(model.W_E)
    count = xp.sum(xp.astype(xp.any(wanted, axis=-1), model.dtype))
    if known(count > 0) is False:
        raise ValueError("tokens: expected some token to occur twice, got none that does")
    mask = xp.astype(wanted, model.dtype)
    return tuple(
        xp.sum(pattern * mask[..., None, :, :], axis=_all_but_heads(pattern.ndim)) / count
        for pattern in attention_patterns(model, tokens)
    )


def _all_but_heads(ndim: int) -> tuple[int, ...]:
    return (*range(ndim - 3), ndim - 2, ndim - 1)
