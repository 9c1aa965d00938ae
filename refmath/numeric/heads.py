"""What a head does: copying by its eigenvalues, and where it attends on repeated random tokens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import array_api_compat
import numpy as np

from refmath.numeric.forward import attention_patterns
from refmath.numeric.low_rank import LowRank
from refmath.numeric.transformer import check_tokens

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from refmath.numeric.transformer import Array, Transformer


def copying_score(circuit: LowRank) -> Array:
    r"""Return how far a circuit's eigenvalues are positive: whether it maps tokens to themselves.

    $\sum_i \lambda_i / \sum_i |\lambda_i|$, from −1 to 1; 0 where all eigenvalues are 0.

    Args:
        circuit: a square `LowRank`, such as `ov_circuit(model, layer, head)`.

    Returns:
        Shape (...,), real: complex eigenvalues come in conjugate pairs.

    Raises:
        ValueError: for a circuit that is not square, or not floating.

    Source:
        Elhage et al. 2021, «Summarizing OV/QK Matrices»; theorem
        «eigenvalues_without_the_vocabulary».

    Examples:
        >>> import numpy as np
        >>> from refmath.numeric.low_rank import LowRank
        >>> float(copying_score(LowRank(np.eye(2), np.diag([3.0, -1.0]))).round(12))
        0.5
    """
    eigenvalues = circuit.eigenvalues()
    xp = array_api_compat.array_namespace(eigenvalues)
    sizes = xp.abs(eigenvalues)
    # To the largest first, so that the sums neither overflow nor vanish.
    largest = xp.max(sizes, axis=-1, keepdims=True)
    largest = xp.where(largest > 0, largest, xp.ones_like(largest))
    whole = xp.sum(sizes / largest, axis=-1)
    found = xp.sum(xp.real(eigenvalues) / largest, axis=-1)
    score = found / xp.where(whole > 0, whole, xp.ones_like(whole))
    return xp.clip(score, -1.0, 1.0)


def ov_copying_scores(model: Transformer) -> tuple[Array, ...]:
    r"""Return each head's copying score: does it raise the tokens that it attends to?

    $\sum \lambda / \sum |\lambda|$ of $OV^h = W_U W_{OV}^h W_E$.

    Args:
        model: the transformer.

    Returns:
        For each layer an array of shape (n_heads,), from −1 to 1.

    Raises:
        ValueError: for weights that are not floating.

    Source:
        Elhage et al. 2021, «Copying / Primarily Positive Eigenvalues».

    Examples:
        >>> import numpy as np
        >>> from refmath.numeric.transformer import AttentionLayer, Transformer
        >>> e = np.array([[[1.0, 0.0]]])
        >>> layer = AttentionLayer(e, e, e, np.array([[[2.0], [0.0]]]))
        >>> ov_copying_scores(Transformer(np.eye(2), np.eye(2), [layer]))
        (array([1.]),)
    """
    # W_U W_O W_V W_E has the nonzero eigenvalues of (W_E W_U) W_O W_V: the vocabulary is summed
    # over once, for all heads.
    xp = array_api_compat.array_namespace(model.W_E)
    through_vocabulary = xp.matmul(model.W_E, model.W_U)
    return tuple(
        copying_score(LowRank(xp.matmul(through_vocabulary, layer.W_O), layer.W_V))
        for layer in model.layers
    )


def qk_copying_scores(model: Transformer) -> tuple[Array, ...]:
    r"""Return each head's matching score: do tokens attend to their own kind?

    $\sum \lambda / \sum |\lambda|$ of $QK^h = W_E^\top W_{QK}^h W_E$.

    Args:
        model: the transformer.

    Returns:
        For each layer an array of shape (n_heads,), from −1 to 1.

    Raises:
        ValueError: for weights that are not floating.

    Source:
        Elhage et al. 2021, «Summarizing OV/QK Matrices».

    Examples:
        >>> import numpy as np
        >>> from refmath.numeric.transformer import AttentionLayer, Transformer
        >>> e = np.array([[[1.0, 0.0]]])
        >>> layer = AttentionLayer(e, -e, e, np.array([[[2.0], [0.0]]]))
        >>> qk_copying_scores(Transformer(np.eye(2), np.eye(2), [layer]))
        (array([-1.]),)
    """
    xp = array_api_compat.array_namespace(model.W_E)
    through_vocabulary = xp.matmul(model.W_E, xp.matrix_transpose(model.W_E))
    return tuple(
        copying_score(
            LowRank(xp.matmul(through_vocabulary, xp.matrix_transpose(layer.W_Q)), layer.W_K)
        )
        for layer in model.layers
    )


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
        >>> tokens = repeated_random_tokens(9, 3, batch=2, first=0)
        >>> tokens.shape, bool((tokens[:, 1:4] == tokens[:, 4:]).all())
        ((2, 7), True)
    """
    sizes = {"d_vocab": d_vocab, "period": period, "batch": batch}
    for name, size in sizes.items():
        if isinstance(size, bool) or not isinstance(size, int) or size < 1:
            raise ValueError(f"{name}: expected an integer, 1 or more, got {size!r}")
    bad_first = first is not None and (isinstance(first, bool) or not isinstance(first, int))
    if bad_first or (first is not None and not 0 <= first < d_vocab):
        raise ValueError(f"first: expected an integer, 0 <= first < {d_vocab}, got {first!r}")
    usable = np.asarray([t for t in range(d_vocab) if t != first])
    if period > len(usable):
        raise ValueError(f"period: expected at most {len(usable)} different tokens, got {period}")
    rng = np.random.default_rng(seed)
    once = np.stack([rng.choice(usable, size=period, replace=False) for _ in range(batch)])
    twice = np.concatenate([once, once], axis=1).astype(np.int64)
    if first is None:
        return twice
    return np.concatenate([np.full((batch, 1), first, dtype=np.int64), twice], axis=1)


def previous_token_scores(model: Transformer, tokens: Array | Sequence[Any]) -> tuple[Array, ...]:
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
        Olsson et al. 2022, appendix; theorem «previous_token_head».

    Examples:
        >>> import numpy as np
        >>> from refmath.numeric.transformer import AttentionLayer, Transformer
        >>> W = np.zeros((1, 1, 2))
        >>> layer = AttentionLayer(W, W, W, np.zeros((1, 2, 1)))
        >>> previous_token_scores(Transformer(np.eye(2), np.eye(2), [layer]), [0, 1])
        (array([0.5]),)
    """
    t = check_tokens(model, tokens)
    n_ctx = t.shape[-1]
    if n_ctx < 2:
        raise ValueError(f"tokens: expected two or more, for one to be before, got {n_ctx}")
    xp = array_api_compat.array_namespace(t)
    place = xp.arange(n_ctx, device=array_api_compat.device(t))
    before = place[None, :] == place[:, None] - 1
    return _mean_attention(model, t, xp.broadcast_to(before, (*t.shape, n_ctx)))


def duplicate_token_scores(model: Transformer, tokens: Array | Sequence[Any]) -> tuple[Array, ...]:
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
        Wang et al. 2022, «Interpretability in the Wild»; theorem «duplicate_token_head».

    Examples:
        >>> import numpy as np
        >>> from refmath.numeric.transformer import AttentionLayer, Transformer
        >>> W = np.zeros((1, 1, 2))
        >>> layer = AttentionLayer(W, W, W, np.zeros((1, 2, 1)))
        >>> duplicate_token_scores(Transformer(np.eye(2), np.eye(2), [layer]), [0, 0])
        (array([0.5]),)
    """
    t = check_tokens(model, tokens)
    return _mean_attention(model, t, _same_before(t))


def prefix_matching_scores(model: Transformer, tokens: Array | Sequence[Any]) -> tuple[Array, ...]:
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
        Olsson et al. 2022, «Prefix matching»; theorem «induction».

    Examples:
        >>> import numpy as np
        >>> from refmath.numeric.transformer import AttentionLayer, Transformer
        >>> W = np.zeros((1, 1, 3))
        >>> layer = AttentionLayer(W, W, W, np.zeros((1, 3, 1)))
        >>> model = Transformer(np.eye(3), np.eye(3), [layer])
        >>> prefix_matching_scores(model, [0, 1, 2, 0])  # attends to place 1 by 1/4
        (array([0.25]),)
    """
    t = check_tokens(model, tokens)
    xp = array_api_compat.array_namespace(t)
    same = _same_before(t)
    nowhere = xp.zeros_like(same[..., :1])
    return _mean_attention(model, t, xp.concat([nowhere, same[..., :-1]], axis=-1))


@dataclass(frozen=True)
class HeadSummary:
    """What one head does: eigenvalue scores, and attention on repeated random tokens.

    `copying` and `matching` lie between −1 and 1, the others between 0 and 1; see
    `summarise_heads`.

    Examples:
        >>> HeadSummary(1, 3, copying=0.9, matching=0.1, previous_token=0.0, duplicate_token=0.2,
        ...             prefix_matching=0.8).prefix_matching
        0.8
    """

    layer: int
    head: int
    copying: float
    matching: float
    previous_token: float
    duplicate_token: float
    prefix_matching: float


def summarise_heads(
    model: Transformer,
    *,
    period: int | None = None,
    batch: int = 8,
    seed: int = 0,
    first: int | None = None,
) -> tuple[HeadSummary, ...]:
    """Measure all heads of a model in one call.

    Eigenvalue scores of OV (copying) and QK (matching), and the attention scores on repeated random
    tokens.

    Args:
        model: the transformer, of one layer or more.
        period: how many random tokens are repeated; as many as fit, 64 at most, if not given.
        batch: how many sequences.
        seed: of the random tokens.
        first: a beginning-of-sequence token, if the model was trained with one.

    Returns:
        A summary a head, layer after layer.

    Raises:
        ValueError: for a model too small to repeat a token, and for bad numbers.

    Source:
        Elhage et al. 2021 and Olsson et al. 2022, as in the functions that it calls.

    Examples:
        >>> import numpy as np
        >>> from refmath.numeric.transformer import AttentionLayer, Transformer
        >>> e = np.array([[[1.0, 0.0]]])
        >>> layer = AttentionLayer(e, e, e, np.array([[[2.0], [0.0]]]))
        >>> (only,) = summarise_heads(Transformer(np.eye(2), np.eye(2), [layer]))
        >>> only.copying, only.layer, only.head
        (1.0, 0, 0)
    """
    if period is None:
        longest = 64 if model.n_ctx is None else (model.n_ctx - (first is not None)) // 2
        period = min(64, longest, model.d_vocab - (first is not None))
    tokens = repeated_random_tokens(model.d_vocab, period, batch=batch, seed=seed, first=first)
    columns = (
        ov_copying_scores(model),
        qk_copying_scores(model),
        previous_token_scores(model, tokens),
        duplicate_token_scores(model, tokens),
        prefix_matching_scores(model, tokens),
    )
    return tuple(
        HeadSummary(layer, head, *(float(column[layer][head]) for column in columns))
        for layer, n_heads in enumerate(model.n_heads)
        for head in range(n_heads)
    )


def _same_before(tokens: Array) -> Array:
    """Mark [destination, source] where an earlier source holds the destination's token."""
    xp = array_api_compat.array_namespace(tokens)
    place = xp.arange(tokens.shape[-1], device=array_api_compat.device(tokens))
    same = tokens[..., :, None] == tokens[..., None, :]
    return same & (place[None, :] < place[:, None])


def _mean_attention(model: Transformer, tokens: Array, wanted: Array) -> tuple[Array, ...]:
    """Average, over destinations that have a wanted source, the attention to wanted sources."""
    xp = array_api_compat.array_namespace(model.W_E)
    count = int(xp.sum(xp.astype(xp.any(wanted, axis=-1), xp.int64)))
    if not count:
        raise ValueError("tokens: expected some token to occur twice, got none that does")
    mask = xp.astype(wanted, model.dtype)
    return tuple(
        xp.sum(pattern * mask[..., None, :, :], axis=_all_but_heads(pattern.ndim)) / count
        for pattern in attention_patterns(model, tokens)
    )


def _all_but_heads(ndim: int) -> tuple[int, ...]:
    return (*range(ndim - 3), ndim - 2, ndim - 1)
