"""Mistakes in how the paths of two layers are put together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from refmath.conforming import steps as right
from refmath.conforming.mistakes.mistake import Mistake
from refmath.conforming.mistakes.ways import Path, one_hot
from refmath.conforming.quantities import Answer, Setting, of_paths
from refmath.conforming.steps import Computation
from refmath.numeric.layered.forward import attention_patterns
from refmath.numeric.paths.listed import paths

if TYPE_CHECKING:
    from refmath.numeric.arrays.libraries import Array, Matrix
    from refmath.numeric.model.transformer import Transformer

_TWO = "two_layers"
_PATHS = "logits of a path"


def _along_paths(
    pattern_word: Callable[[list[Array]], list[Array]],
    weight_word: Callable[[list[Array]], list[Array]],
    *,
    longest: int | None = None,
    of_two_heads: int = 1,
) -> Callable[[Transformer, Matrix, Computation], Array]:
    """Add up the paths, the words of each being written in some order."""

    def logits(model: Transformer, tokens: Matrix, done: Computation) -> Array:
        held = tuple(done.pattern)
        of_each = (
            (of_two_heads if len(path) == 2 else 1)
            * _of_words(model, tokens, path, held, pattern_word, weight_word)
            for path in paths(model, max_order=longest)
        )
        return np.asarray(sum(of_each))

    return logits


def _two_of_the_first_layer(model: Transformer, tokens: Matrix, done: Computation) -> Array:
    """Add the paths through one head at most, and those through two heads of the first layer."""
    words = (_later_to_the_left, _later_to_the_left)
    out = _along_paths(*words, longest=1)(model, tokens, done)
    for g in range(model.layers[0].n_heads if model.n_layers > 1 else 0):
        for h in range(model.layers[0].n_heads):
            out = out + _of_words(model, tokens, ((0, h), (0, g)), done.pattern, *words)
    return out


def _one_path_too_many(model: Transformer, tokens: Matrix, done: Computation) -> Array:
    if not model.layers or model.layers[0].n_heads < 2:
        return done.logits
    words = (_later_to_the_left, _later_to_the_left)
    return done.logits + _of_words(model, tokens, ((0, 0), (0, 1)), done.pattern, *words)


def _no_path_without_heads(model: Transformer, _tokens: Matrix, done: Computation) -> Array:
    return np.asarray(done.logits - done.residual[0] @ model.W_U.T)


def _later_to_the_left(word: list[Array]) -> list[Array]:
    return word[::-1]


def _in_running_order(word: list[Array]) -> list[Array]:
    return word


def _of_words(
    model: Transformer,
    tokens: Matrix,
    path: Path,
    patterns: Sequence[Array],
    pattern_word: Callable[[list[Array]], list[Array]],
    weight_word: Callable[[list[Array]], list[Array]],
) -> Array:
    A = np.eye(len(tokens), dtype=model.dtype)
    W = np.eye(model.d_model, dtype=model.dtype)
    for factor in pattern_word([patterns[n][h] for n, h in path]):
        A = A @ factor
    layers = [(model.layers[n], h) for n, h in path]
    for factor in weight_word(
        [layer.W_O[h] @ layer.W_V[right.group_of(layer, h)] for layer, h in layers]
    ):
        W = W @ factor
    return A @ one_hot(model, tokens) @ (model.W_U @ W @ model.W_E).T


def _paths_of(
    pattern_word: Callable[[list[Array]], list[Array]],
    weight_word: Callable[[list[Array]], list[Array]],
) -> Callable[[Setting], Answer]:
    def answer(setting: Setting) -> Answer:
        model, tokens = setting.of_model, setting.tokens
        patterns = attention_patterns(model, tokens)
        return of_paths(
            setting,
            lambda path: _of_words(model, tokens, path, patterns, pattern_word, weight_word),
        )

    return answer


OF_THE_EXPANSION = (
    Mistake(
        "pattern_word_reversed",
        "the patterns in the order in which they happen",
        _TWO,
        (
            (_TWO, "pattern_word_reversed"),
            ("path_expansion_step", "order_of_patterns"),
            ("virtual_heads", "patterns_in_running_order"),
            ("two_layers_computed", "patterns_in_the_order_in_which_they_happen"),
            ("path_expansion", "patterns_reversed"),
        ),
        {"logits": _along_paths(_in_running_order, _later_to_the_left)},
        {_PATHS: _paths_of(_in_running_order, _later_to_the_left)},
    ),
    Mistake(
        "weight_word_reversed",
        "the weights in the order in which they happen",
        _TWO,
        (
            (_TWO, "weight_word_reversed"),
            ("path_expansion_step", "order_of_weights"),
            ("virtual_heads", "weights_in_running_order"),
            ("path_expansion", "weights_reversed"),
        ),
        {"logits": _along_paths(_later_to_the_left, _in_running_order)},
        {_PATHS: _paths_of(_later_to_the_left, _in_running_order)},
    ),
    Mistake(
        "both_words_reversed",
        "the first layer to the left, as a pipeline is written",
        _TWO,
        ((_TWO, "both_words_reversed"), ("path_expansion", "both_reversed")),
        {"logits": _along_paths(_in_running_order, _in_running_order)},
        {_PATHS: _paths_of(_in_running_order, _in_running_order)},
    ),
    Mistake(
        "no_virtual_heads",
        "adding the layers as if they stood side by side",
        _TWO,
        ((_TWO, "no_virtual_heads"), ("two_layers_computed", "no_virtual_heads")),
        {"logits": _along_paths(_later_to_the_left, _later_to_the_left, longest=1)},
    ),
    Mistake(
        "two_heads_of_one_layer",
        "letting a path pass two heads of the first layer, in place of one of each",
        _TWO,
        ((_TWO, "two_heads_of_one_layer"),),
        {"logits": _two_of_the_first_layer},
    ),
    Mistake(
        "one_path_too_many",
        "adding a path through the first two heads of the first layer",
        "path_expansion",
        (("path_expansion", "two_heads_of_one_layer"),),
        {"logits": _one_path_too_many},
    ),
    Mistake(
        "no_path_without_heads",
        "forgetting the path that passes no head",
        "path_expansion",
        (("path_expansion", "no_direct_path"),),
        {"logits": _no_path_without_heads},
    ),
    Mistake(
        "virtual_heads_twice",
        "a virtual head counted once for each of its heads",
        "two_layers_computed",
        (("two_layers_computed", "virtual_heads_twice"),),
        {"logits": _along_paths(_later_to_the_left, _later_to_the_left, of_two_heads=2)},
    ),
)
