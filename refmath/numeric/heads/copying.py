"""What a head does: copying by its eigenvalues, and a summary of all heads."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Literal, TypeAlias

import array_api_compat

from refmath.arguments import one_of, refused, whole_number
from refmath.numeric.arrays.low_rank import LowRank
from refmath.numeric.arrays.powers import over_a_power
from refmath.numeric.heads.on_tokens import (
    attended_copying_scores,
    duplicate_token_scores,
    prefix_matching_scores,
    previous_token_scores,
    repeated_random_tokens,
)
from refmath.numeric.model.arguments import (
    check_model,
    check_outputs_are_tokens,
    refuse_parts,
)
from refmath.numeric.model.folding import outputs, reading, unembedding

if TYPE_CHECKING:
    from refmath.numeric.arrays.libraries import Array
    from refmath.numeric.model.transformer import Transformer


def copying_score(circuit: LowRank) -> Array:
    r"""Return how far a circuit's eigenvalues are positive: whether it maps tokens to themselves.

    $\sum_i \lambda_i / \sum_i |\lambda_i|$, from −1 to 1; 0 where all eigenvalues are 0, as long
    as rounding leaves them so: where they are far below the circuit's norm, it says little.

    Args:
        circuit: a square `LowRank`, such as `ov_circuit(model, layer, head)`.

    Returns:
        Shape (...,), real: complex eigenvalues come in conjugate pairs.

    Raises:
        ValueError: for a circuit that is not square, or not floating.

    Source:
        Elhage et al. 2021, «Summarizing OV/QK Matrices».

    Theorem:
        eigenvalues_without_the_vocabulary

    Examples:
        >>> import refmath as rm
        >>> import numpy as np
        >>> float(rm.copying_score(rm.LowRank(np.eye(2), np.diag([3.0, -1.0]))).round(12))
        0.5
    """
    if not isinstance(circuit, LowRank):
        raise refused("circuit", "a LowRank", circuit)
    # A power of two does not change the score, and without it eigenvalues may leave the range.
    eigenvalues = circuit.scaled()[0].eigenvalues()
    xp = array_api_compat.array_namespace(eigenvalues)
    sizes = xp.abs(eigenvalues)
    # To the largest first, so that the sums neither overflow nor vanish.
    largest = xp.max(sizes, axis=-1, keepdims=True)
    largest = xp.where(largest > 0, largest, xp.ones_like(largest))
    sum_of_sizes = xp.sum(sizes / largest, axis=-1)
    real_sum = xp.sum(xp.real(eigenvalues) / largest, axis=-1)
    score = real_sum / xp.where(sum_of_sizes > 0, sum_of_sizes, xp.ones_like(sum_of_sizes))
    return xp.clip(score, -1.0, 1.0)


Circuit: TypeAlias = Literal["OV", "QK"]
"""Which of a head's two circuits is meant."""


def eigenvalue_scores(model: Transformer, circuit: Circuit) -> tuple[Array, ...]:
    r"""Return each head's score of one circuit: does it map tokens to themselves?

    $\sum \lambda / \sum |\lambda|$ of $OV^h = W_U W_{OV}^h W_E$, whose positive eigenvalues mean
    copying, or of $QK^h = W_E^\top W_{QK}^h W_E$, whose positive ones mean that tokens attend to
    their own kind.

    Args:
        model: the transformer.
        circuit: "OV" or "QK".

    Returns:
        For each layer an array of shape (n_heads,), from −1 to 1.

    Raises:
        ValueError: for another circuit, for weights that are not floating, for the QK of a model
            with rotary positions, which depends on the offset, and for the OV of one whose outputs
            are not its tokens.

    Source:
        Elhage et al. 2021, «Detecting Copying Behavior».

    Theorem:
        eigenvalues_without_the_vocabulary

    Examples:
        >>> import refmath as rm
        >>> import numpy as np
        >>> e = np.array([[[1.0, 0.0]]])
        >>> layer = rm.AttentionLayer(e, -e, e, np.array([[[2.0], [0.0]]]))
        >>> model = rm.Transformer(np.eye(2), np.eye(2), [layer])
        >>> rm.eigenvalue_scores(model, "OV"), rm.eigenvalue_scores(model, "QK")
        ((array([1.]),), (array([-1.]),))
    """
    model = check_model(model)
    one_of("circuit", circuit, ("OV", "QK"))
    if circuit == "QK":
        refuse_parts(
            model, "eigenvalue_scores", ["rotary"], ": W_QK depends on the offset; take OV"
        )
    else:
        check_outputs_are_tokens(model, "eigenvalue_scores of OV")
    # W_U W_O W_V W_E has the nonzero eigenvalues of (W_E W_U) W_O W_V, and so has QK: the
    # vocabulary is summed over once, for all heads.
    xp = array_api_compat.array_namespace(model.W_E)
    read_by, factors = _factors(model, circuit)
    through_vocabulary = xp.matmul(over_a_power(model.W_E)[0], over_a_power(read_by)[0])
    return tuple(
        copying_score(LowRank(xp.matmul(through_vocabulary, left), right))
        for left, right in factors
    )


def _factors(model: Transformer, circuit: Circuit) -> tuple[Array, list[tuple[Array, Array]]]:
    """Return what a circuit's results are read by, and each layer's factors."""
    xp = array_api_compat.array_namespace(model.W_E)
    read = [reading(layer) for layer in model.layers]
    if circuit == "QK":
        return xp.matrix_transpose(model.W_E), [(xp.matrix_transpose(r.W_Q), r.W_K) for r in read]
    W_U, _ = unembedding(model)
    return W_U, [(outputs(layer), r.W_V) for layer, r in zip(model.layers, read, strict=True)]


@dataclass(frozen=True, repr=False)
class HeadSummary:
    """What one head does: eigenvalue scores, and attention on repeated random tokens.

    `copying` and `matching` lie between −1 and 1, the others between 0 and 1; see
    `summarise_heads`.

    Examples:
        >>> HeadSummary(1, 3, copying=0.9, matching=0.1, previous_token=0.0, duplicate_token=0.2,
        ...             prefix_matching=0.8, attended_copying=0.7).prefix_matching
        0.8
    """

    layer: int
    head: int
    copying: float
    matching: float
    previous_token: float
    duplicate_token: float
    prefix_matching: float
    attended_copying: float

    def __repr__(self) -> str:
        scores = fields(self)[2:]
        shown = ", ".join(f"{score.name}={getattr(self, score.name):.3f}" for score in scores)
        return f"HeadSummary(layer={self.layer}, head={self.head}, {shown})"


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
        ValueError: for a model too small to repeat a token, or whose outputs are not its tokens;
            for bad numbers.

    Source:
        Elhage et al. 2021 and Olsson et al. 2022, as in the functions that it calls.

    Examples:
        >>> import refmath as rm
        >>> import numpy as np
        >>> e = np.array([[[1.0, 0.0]]])
        >>> layer = rm.AttentionLayer(e, e, e, np.array([[[2.0], [0.0]]]))
        >>> (only,) = rm.summarise_heads(rm.Transformer(np.eye(2), np.eye(2), [layer]))
        >>> only.copying, only.layer, only.head
        (1.0, 0, 0)
    """
    check_outputs_are_tokens(model, "summarise_heads")
    if first is not None:
        first = whole_number("first", first, below=model.d_vocab, size="d_vocab")
    if period is None:
        longest = 64 if model.n_ctx is None else (model.n_ctx - (first is not None)) // 2
        period = min(64, longest, model.d_vocab - (first is not None))
    tokens = repeated_random_tokens(model.d_vocab, period, batch=batch, seed=seed, first=first)
    columns = (
        eigenvalue_scores(model, "OV"),
        eigenvalue_scores(model, "QK"),
        previous_token_scores(model, tokens),
        duplicate_token_scores(model, tokens),
        prefix_matching_scores(model, tokens),
        attended_copying_scores(model, tokens),
    )
    return tuple(
        HeadSummary(layer, head, *(float(column[layer][head]) for column in columns))
        for layer, n_heads in enumerate(model.n_heads)
        for head in range(n_heads)
    )
