"""The letters that the statements are written in, as expressions; abbreviations and definitions."""

from __future__ import annotations

from refmath.symbolic.expressions import (
    Expression,
    HeadSum,
    Identity,
    Letter,
    Named,
    Pattern,
    Scaled,
    Vec,
    product,
)
from refmath.symbolic.letters import block, generator, matrix, scalar

SCALE = scalar("1/√d_head", r"\tfrac{1}{\sqrt{d_{head}}}", "reciprocal root")
WRONG_SCALE = scalar("1/√d_model", r"\tfrac{1}{\sqrt{d_{model}}}", "reciprocal root")


def free(name: str, rows: str, cols: str, *index: int | str) -> Expression:
    """Write a letter of any type, for the laws of the algebra."""
    return Letter(matrix(name, rows, cols, *index))


def special(kind: str, name: str, rows: str, cols: str, *index: int | str) -> Expression:
    """Write a letter of a kind: numbers that are put for it are of that kind."""
    return Letter(matrix(name, rows, cols, *index, kind=kind))


def letter(name: str, *index: int | str, **other: str) -> Expression:
    """Write a letter of the alphabet; `other` puts one space for another (near misses need it)."""
    return Letter(generator(name, *index, **other))


def inclusion(*index: int | str) -> Expression:
    """Write ι_h: head h's coordinates among those of all heads laid in a row."""
    return Letter(block(*index))


def identity(space: str = "n_ctx") -> Expression:
    """Write Id, of the positions if nothing else is said."""
    return Identity((space,))


def outer(A: Expression, W: Expression) -> Expression:
    """Write what `np.outer(A, W)` computes: both flattened, then column times row."""
    return Vec(A) @ Vec(W).T


def W_QK(*h: int | str, **other: str) -> Expression:
    """Write W_QK^h, by its definition W_Qᵀ W_K."""
    body = letter("W_Q", *h, **other).T @ letter("W_K", *h, **other)
    return Named("W_QK", "W_{QK}", h, body)


def W_OV(*h: int | str, **other: str) -> Expression:
    """Write W_OV^h, by its definition W_O W_V."""
    return Named("W_OV", "W_{OV}", h, letter("W_O", *h, **other) @ letter("W_V", *h, **other))


def over_heads(body: Expression) -> Expression:
    """Write Σ_{h ∈ H}: over all heads of the layer, however many."""
    return HeadSum("h", body)


def scores_of_layer(x: Expression, *h: int | str) -> Expression:
    """Write the scores as the layer computes them: queries times keys, over √d_head."""
    queries = Named("q", "q", h, x @ letter("W_Q", *h).T)
    keys = Named("k", "k", h, x @ letter("W_K", *h).T)
    return Scaled(SCALE, queries @ keys.T)


def scores_of_tokens(t: Expression, *h: int | str) -> Expression:
    """Write the scores by the notebook's formula, positions first: t W_Eᵀ W_QK W_E tᵀ / √d_head."""
    W_E = letter("W_E")
    return Scaled(SCALE, product(t, W_E.T, W_QK(*h), W_E, t.T))


def named_pattern(scores: Expression, *h: int | str) -> Expression:
    """Write A^h for the causal softmax, over the sources, of these scores."""
    return Named("A", "A", h, Pattern(scores))


ONES = special("ones", "1", "n_ctx", "one")
"""A 1 for each position: A 1 = 1 says that the rows of A sum to 1."""
