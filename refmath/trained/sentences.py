"""A sentence that a model has read: its tokens, the guesses, the patterns, the paths to a logit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from refmath.arguments import refused, string
from refmath.numeric.heads.terms import contributions_to
from refmath.numeric.heads.value_weighted import value_weighted_patterns
from refmath.numeric.layered.forward import attention_patterns, logits
from refmath.numeric.model.arguments import check_outputs_are_tokens
from refmath.numeric.paths.listed import path_counts
from refmath.trained.store import TrainedModel

if TYPE_CHECKING:
    from refmath.numeric.model.arguments import Path
    from refmath.numeric.model.transformer import Transformer
    from refmath.trained.tokens import Tokenizer

Matrix = np.ndarray[Any, Any]

MOST_PATHS = 1 << 15
"""Paths of two heads are listed where there are no more; else those of one."""


@dataclass(frozen=True, eq=False, repr=False)
class Sentence:
    """What a model makes of a sentence; positions first, destination before source.

    Args:
        model: the model's name.
        text: what it read.
        tokens: the numbers, with the token that begins a sequence, where the model has one.
        names: the tokens' texts.
        probabilities: of each next token, (n_ctx, d_vocab).
        patterns: for each layer, (n_heads, n_ctx, n_ctx).
        value_weighted: each pattern times the size of what is moved, of the same shapes.
        outputs: the token whose logit is taken apart at each position, (n_ctx,).
        above_mean: how far that logit is above the mean of all logits there, (n_ctx,).
        paths: those of two heads at most, or of one, where there are more than `MOST_PATHS`.
        contributions: how much of `above_mean` comes from each path, (n_paths, n_ctx).
    """

    model: str
    text: str
    tokens: tuple[int, ...]
    names: tuple[str, ...]
    probabilities: Matrix
    patterns: tuple[Matrix, ...]
    value_weighted: tuple[Matrix, ...]
    outputs: Matrix
    above_mean: Matrix
    paths: tuple[Path, ...]
    contributions: Matrix

    def __repr__(self) -> str:
        return f"Sentence({self.text!r:.60}, {len(self.tokens)} tokens, {self.model!r})"


def read_sentence(trained: TrainedModel, text: str, *, output: str | None = None) -> Sentence:
    r"""Let a model read a sentence, and take apart a logit at each position.

    $\ell_c - \frac{1}{n} \sum_{c'} \ell_{c'}$, since a constant added to all logits changes
    nothing: path by path, patterns held fixed.

    Args:
        trained: a model with a tokenizer.
        text: the sentence.
        output: one whole token, whose logit is taken apart; at each position the likeliest, if not
            given.

    Returns:
        The `Sentence`.

    Raises:
        ValueError: for a model without a tokenizer, an empty text, or one that is longer than the
            model reads, an output that is not one token.

    Source:
        Elhage et al. 2021, «Path Expansion of Logits».

    Examples:
        >>> from refmath.trained.bundled import load
        >>> sentence = read_sentence(load("attn-only-2l"), "keep it in mind. keep it")
        >>> sentence.names[-3:], load("attn-only-2l").tokenizer.token(sentence.outputs[-1])
        (('.', ' keep', ' it'), ' is')
    """
    tokenizer = _tokenizer(trained)
    model = trained.model
    tokens = _tokens(model, tokenizer, text)
    asked = None if output is None else _one_token(tokenizer, output)
    found = np.asarray(logits(model, tokens), dtype=np.float64)
    outputs = np.argmax(found, axis=-1) if asked is None else np.full(len(tokens), asked)
    order = 2 if sum(path_counts(model)[:3]) <= MOST_PATHS else 1
    paths, contributions = contributions_to(model, tokens, outputs, max_order=order)
    here = np.arange(len(tokens))
    return Sentence(
        trained.name,
        text,
        tuple(tokens),
        tuple(map(tokenizer.token, tokens)),
        _softmax(found),
        tuple(map(np.asarray, attention_patterns(model, tokens))),
        tuple(map(np.asarray, value_weighted_patterns(model, tokens))),
        outputs,
        found[here, outputs] - found.mean(axis=-1),
        paths,
        np.asarray(contributions, dtype=np.float64),
    )


def _tokenizer(trained: TrainedModel) -> Tokenizer:
    if not isinstance(trained, TrainedModel):
        raise refused("trained", "a TrainedModel, as `load` gives it", trained)
    if trained.tokenizer is None:
        raise ValueError(f"model: expected one with a tokenizer, got {trained.name} without")
    check_outputs_are_tokens(trained.model, "a tokenizer")
    return trained.tokenizer


def _one_token(tokenizer: Tokenizer, output: str) -> int:
    try:
        return tokenizer.id(output)
    except ValueError as error:
        raise ValueError(str(error).replace("token:", "output:", 1)) from error


def _tokens(model: Transformer, tokenizer: Tokenizer, text: str) -> list[int]:
    if not string("text", text):
        raise refused("text", "a text of one token or more", text)
    tokens = tokenizer.encode(text, bos=tokenizer.bos is not None)
    if model.n_ctx is not None and len(tokens) > model.n_ctx:
        raise ValueError(
            f"text: expected {model.n_ctx} tokens at most, the first of the sequence included,"
            f" got {len(tokens)}"
        )
    return tokens


def _softmax(found: Matrix) -> Matrix:
    powers = np.exp(found - found.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True))
