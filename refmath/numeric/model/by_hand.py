"""Models built by hand, whose circuits are known: what the theorems of chapter 5 speak of.

Tokens, positions and outputs have coordinates of their own, one each, so that every weight can be
read. What a head writes for output goes to coordinates that W_U alone reads: without the heads all
logits are 0.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from refmath.arguments import real_number, whole_number
from refmath.numeric.model.arguments import token_index
from refmath.numeric.model.transformer import AttentionLayer, Transformer

if TYPE_CHECKING:
    from refmath.numeric.arrays.libraries import Matrix


def one_skip_trigram(
    d_vocab: int,
    *,
    source: int,
    destination: int,
    output: int,
    scale: float = 10.0,
    effect: float = 1.0,
) -> Transformer:
    r"""Build a head of rank 1 for [source] … [destination] → [output].

    $QK = s \, e_{dst} e_{src}^\top$, $OV = r \, e_{out} e_{src}^\top$: at the destination the
    effect on the output is $r \, k e^s / (k e^s + m)$ with k sources among k + m tokens; anywhere
    else $r \, k / (k + m)$.

    Args:
        d_vocab: the size of the vocabulary.
        source: the token that is attended to, and moved.
        destination: the token that attends.
        output: the token whose logit is raised.
        scale: s, the score of the pair.
        effect: r, what full attention adds to the output's logit.

    Returns:
        A one-layer model with one head, d_head 1, without positions; float64.

    Raises:
        ValueError: for tokens outside the vocabulary, or numbers that are not finite.

    Source:
        Elhage et al. 2021, «Interpretation as Skip-Trigrams».

    Theorem:
        one_skip_trigram

    Examples:
        >>> import refmath as rm
        >>> model = rm.by_hand.one_skip_trigram(4, source=0, destination=1, output=2)
        >>> rm.logits(model, [0, 3, 1]).round(3).tolist()  # at 1 sharply; at 3 in proportion
        [[0.0, 0.0, 1.0, 0.0], [0.0, 0.0, 0.5, 0.0], [0.0, 0.0, 1.0, 0.0]]
    """
    d_vocab = whole_number("d_vocab", d_vocab, least=1)
    source = token_index("source", source, d_vocab)
    destination = token_index("destination", destination, d_vocab)
    output = token_index("output", output, d_vocab)
    scale, effect = real_number("scale", scale), real_number("effect", effect)
    tokens, outputs = _spaces(d_vocab, d_vocab)
    one = np.eye(d_vocab)
    layer = _head(
        queries=scale * one[[destination]] @ tokens,
        keys=one[[source]] @ tokens,
        values=one[[source]] @ tokens,
        writes=effect * outputs.T @ one[:, [output]],
    )
    return Transformer(tokens.T.copy(), outputs, [layer])


def previous_token_head(d_vocab: int, n_ctx: int, *, scale: float = 10.0) -> Transformer:
    r"""Build a head that attends to the token before, by positions, and copies it.

    $A_{i, i-1} = e^s / (e^s + i)$ for $i \ge 1$; the logits are the shares of the tokens attended
    to.

    Args:
        d_vocab: the size of the vocabulary.
        n_ctx: the longest sequence.
        scale: s, the score of the previous position.

    Returns:
        A one-layer model with one head, positions in Q and K only; float64.

    Raises:
        ValueError: for sizes below 1, or a scale that is not finite.

    Source:
        Elhage et al. 2021, «How Induction Heads Work».

    Theorem:
        previous_token_head

    Examples:
        >>> import refmath as rm
        >>> (pattern,) = rm.attention_patterns(rm.by_hand.previous_token_head(3, 4), [0, 1, 2])
        >>> pattern.round(3).tolist()
        [[[1.0, 0.0, 0.0], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]]
    """
    d_vocab = whole_number("d_vocab", d_vocab, least=1)
    n_ctx = whole_number("n_ctx", n_ctx, least=1)
    scale = real_number("scale", scale)
    tokens, places, outputs = _spaces(d_vocab, n_ctx, d_vocab)
    layer = _previous(tokens, places, writes=outputs.T, scale=scale)
    return Transformer(tokens.T.copy(), outputs, [layer], W_pos=places.T.copy())


def duplicate_token_head(d_vocab: int, *, scale: float = 10.0) -> Transformer:
    r"""Build a head that attends to the copies of its token, itself among them, and copies it.

    $QK = s \, \mathrm{Id}$: with k copies among k + m tokens each gets $e^s / (k e^s + m)$.

    Args:
        d_vocab: the size of the vocabulary.
        scale: s, the score of a copy.

    Returns:
        A one-layer model with one head, without positions; float64.

    Raises:
        ValueError: for a size below 1, or a scale that is not finite.

    Source:
        Wang et al. 2022, «Interpretability in the Wild».

    Theorem:
        duplicate_token_head

    Examples:
        >>> import refmath as rm
        >>> (pattern,) = rm.attention_patterns(rm.by_hand.duplicate_token_head(3), [0, 1, 0])
        >>> pattern[0, 2].round(3).tolist()
        [0.5, 0.0, 0.5]
    """
    d_vocab = whole_number("d_vocab", d_vocab, least=1)
    scale = real_number("scale", scale)
    tokens, outputs = _spaces(d_vocab, d_vocab)
    layer = _head(queries=scale * tokens, keys=tokens, values=tokens, writes=outputs.T.copy())
    return Transformer(tokens.T.copy(), outputs, [layer])


def induction(
    d_vocab: int, n_ctx: int, *, first_scale: float = 10.0, second_scale: float = 20.0
) -> Transformer:
    r"""Build two layers that continue … A B … A with B, by K-composition.

    Layer 0 writes each position's previous token to coordinates of its own; in layer 1 queries read
    the current token and keys read those, and what is attended to is copied. Position 0, which has
    none before it and attends to itself, is held off by a positional term, $-s_1$. In every context
    with a match, attention to what came after earlier copies is at least
    $1 / (1 + i e^{-s_1 (1 - 2 \varepsilon)})$ at destination i, $\varepsilon = i / (e^{s_0} + i)$.

    Args:
        d_vocab: the size of the vocabulary.
        n_ctx: the longest sequence.
        first_scale: s₀, the score of the previous position in layer 0.
        second_scale: s₁, the score of a match in layer 1; the bound asks for 0 or more.

    Returns:
        A two-layer model with one head each, positions in Q and K only; float64.

    Raises:
        ValueError: for sizes below 1, or scales that are not finite.

    Source:
        Elhage et al. 2021, «How Induction Heads Work».

    Theorem:
        induction

    Examples:
        >>> import refmath as rm
        >>> model = rm.by_hand.induction(4, 8)
        >>> rm.logits(model, [3, 0, 1, 2, 0])[-1].argmax()  # … 0 1 … 0 → 1
        np.int64(1)
        >>> rm.logits(model, [0, 1, 2, 0])[-1].argmax()  # from the first position on
        np.int64(1)
    """
    d_vocab = whole_number("d_vocab", d_vocab, least=1)
    n_ctx = whole_number("n_ctx", n_ctx, least=1)
    first_scale = real_number("first_scale", first_scale)
    second_scale = real_number("second_scale", second_scale)
    tokens, places, before, outputs = _spaces(d_vocab, n_ctx, d_vocab, d_vocab)
    first = _previous(tokens, places, writes=before.T, scale=first_scale)
    # 1 for every token: with it each query reads the term of position 0.
    any_token = tokens.sum(axis=0, keepdims=True)
    second = _head(
        queries=second_scale * np.concatenate([tokens, any_token]),
        keys=np.concatenate([before, -places[:1]]),
        values=tokens,
        writes=outputs.T.copy(),
    )
    return Transformer(tokens.T.copy(), outputs, [first, second], W_pos=places.T.copy())


def pointer_induction(
    d_vocab: int, n_ctx: int, *, first_scale: float = 10.0, second_scale: float = 20.0
) -> Transformer:
    r"""Build two layers that continue … A B … A with B, by Q-composition.

    Layer 0 fetches the positions of the copies of a token; in layer 1 queries read these, turned
    one position forward, keys read positions, and what is attended to is copied. With k matches
    among destination i's sources, attention to them is $k x / (k x + (i - k) y + 1)$, where
    $x = e^{s_1 w / Z}$, $y = e^{s_1 / Z}$, $Z = (k + 1) w + i - k$ and $w = e^{s_0}$.

    Args:
        d_vocab: the size of the vocabulary.
        n_ctx: the longest sequence.
        first_scale: s₀, the score of a copy in layer 0.
        second_scale: s₁, the score of the place that is pointed at, in layer 1.

    Returns:
        A two-layer model with one head each, positions in the residual stream; float64.

    Raises:
        ValueError: for sizes below 1, or scales that are not finite.

    Source:
        Elhage et al. 2021, «Pointer Arithmetic with Positional Embeddings».

    Theorem:
        pointer_induction

    Examples:
        >>> import refmath as rm
        >>> model = rm.by_hand.pointer_induction(4, 8)
        >>> rm.logits(model, [3, 0, 1, 2, 0])[-1].argmax()  # … 0 1 … 0 → 1
        np.int64(1)
    """
    d_vocab = whole_number("d_vocab", d_vocab, least=1)
    n_ctx = whole_number("n_ctx", n_ctx, least=1)
    first_scale = real_number("first_scale", first_scale)
    second_scale = real_number("second_scale", second_scale)
    tokens, places, fetched, outputs = _spaces(d_vocab, n_ctx, n_ctx, d_vocab)
    first = _head(queries=first_scale * tokens, keys=tokens, values=places, writes=fetched.T.copy())
    one_forward = np.eye(n_ctx, k=-1)
    second = _head(
        queries=second_scale * one_forward @ fetched,
        keys=places,
        values=tokens,
        writes=outputs.T.copy(),
    )
    layers = [first, second]
    return Transformer(
        tokens.T.copy(), outputs, layers, W_pos=places.T.copy(), positions="residual"
    )


def _previous(tokens: Matrix, places: Matrix, *, writes: Matrix, scale: float) -> AttentionLayer:
    """A query at position i asks for the key of position i − 1."""
    asks_for_the_one_before = np.eye(len(places), k=1)
    return _head(
        queries=scale * asks_for_the_one_before @ places,
        keys=places,
        values=tokens,
        writes=writes,
    )


def _spaces(*sizes: int) -> tuple[Matrix, ...]:
    """Share out the coordinates of the stream: for each size, the rows that read its own."""
    rows = np.eye(sum(sizes))
    ends = np.cumsum(sizes)
    return tuple(rows[end - size : end] for size, end in zip(sizes, ends, strict=True))


def _head(*, queries: Matrix, keys: Matrix, values: Matrix, writes: Matrix) -> AttentionLayer:
    """Make one head; its inner coordinates are filled with zeros to one d_head."""
    d_head = max(len(queries), len(values))

    def filled(rows: Matrix) -> Matrix:
        return np.concatenate([rows, np.zeros((d_head - len(rows), rows.shape[1]))])[None]

    # The model divides scores by √d_head.
    W_Q = filled(queries) * math.sqrt(d_head)
    W_O = filled(writes.T.copy()).swapaxes(1, 2).copy()
    return AttentionLayer(W_Q, filled(keys), filled(values), W_O)
