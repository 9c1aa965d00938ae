"""Mistakes in what the scores of a later layer are made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from refmath.conforming import steps as right
from refmath.conforming.mistakes.mistake import Mistake
from refmath.conforming.mistakes.ways import Path, Raw
from refmath.conforming.quantities import Answer, Setting, of_paths
from refmath.numeric.heads.terms import path_logits

if TYPE_CHECKING:
    from refmath.numeric.arrays.libraries import Array
    from refmath.numeric.model.transformer import Transformer

_PATHS = "logits of a path"


def _composed_scores(terms: Callable[[Array, Array, list[Array], list[Array]], Array]) -> Raw:
    """Make the scores of e, the stream one layer before, of W_QK, and of what its heads moved.

    `terms` is given e, W_QK, what each head moved, and what each would move by its W_OV alone.
    """

    def raw(model: Transformer, n: int, h: int, streams: Any, patterns: Any) -> Array:
        layer, group = model.layers[n], right.group_of(model.layers[n], h)
        W_QK = layer.W_Q[h].T @ layer.W_K[group]
        if n == 0:
            return streams[0] @ W_QK @ streams[0].T
        e, before = streams[n - 1], model.layers[n - 1]
        W_OVs = [
            before.W_O[g] @ before.W_V[right.group_of(before, g)] for g in range(before.n_heads)
        ]
        moved = [A @ e @ W.T for A, W in zip(patterns[n - 1], W_OVs, strict=True)]
        turned = [A @ e @ W for A, W in zip(patterns[n - 1], W_OVs, strict=True)]
        return terms(e, W_QK, moved, turned)

    return raw


def _no_terms_of_both(e: Array, W: Array, moved: list[Array], _turned: list[Array]) -> Array:
    M = sum(moved, 0 * e)
    return np.asarray(e @ W @ e.T + M @ W @ e.T + e @ W @ M.T)


def _key_not_transposed(e: Array, W: Array, moved: list[Array], turned: list[Array]) -> Array:
    M, T = sum(moved, 0 * e), sum(turned, 0 * e)
    return np.asarray(e @ W @ e.T + M @ W @ e.T + e @ W @ T.T + M @ W @ M.T)


def _one_head_for_both(e: Array, W: Array, moved: list[Array], _turned: list[Array]) -> Array:
    M = sum(moved, 0 * e)
    own = sum(m @ W @ m.T for m in moved)
    return np.asarray(e @ W @ e.T + M @ W @ e.T + e @ W @ M.T + own)


def _of_the_embedding(model: Transformer, n: int, h: int, streams: Any, _patterns: Any) -> Array:
    layer = model.layers[n]
    W_QK = layer.W_Q[h].T @ layer.W_K[right.group_of(layer, h)]
    return np.asarray(streams[0] @ W_QK @ streams[0].T)


def _key_pattern_not_transposed(
    model: Transformer, n: int, h: int, streams: Any, patterns: Any
) -> Array:
    layer, x = model.layers[n], streams[n]
    W_QK = layer.W_Q[h].T @ layer.W_K[right.group_of(layer, h)]
    if n == 0:
        return np.asarray(x @ W_QK @ x.T)
    e, before = streams[n - 1], model.layers[n - 1]
    M = x - e
    back = sum(
        before.W_O[g] @ before.W_V[right.group_of(before, g)] @ e.T @ patterns[n - 1][g]
        for g in range(before.n_heads)
    )
    return np.asarray(e @ W_QK @ e.T + M @ W_QK @ e.T + e @ W_QK @ back + M @ W_QK @ M.T)


def _of_another_layer(model: Transformer, n: int, h: int, streams: Any, _patterns: Any) -> Array:
    layer = model.layers[(n + 1) % model.n_layers]
    head = min(h, layer.n_heads - 1)
    W_QK = layer.W_Q[head].T @ layer.W_K[right.group_of(layer, head)]
    return np.asarray(streams[n] @ W_QK @ streams[n].T)


def _softmax_of_one(
    together: Callable[[Sequence[Array]], Array],
) -> Callable[[Setting], Answer]:
    """Let a path's pattern be the softmax of its heads' scores, put together."""

    def answer(setting: Setting) -> Answer:
        model, tokens = setting.of_model, setting.tokens
        done = right.run(model, tokens)

        def of(path: Path) -> Array:
            if len(path) < 2:
                return path_logits(model, path, tokens)
            scores = together([done.scores[n][h] for n, h in path])
            held = [right.over_sources(right.hidden(scores))]
            x = done.residual[0]
            for n, h in path:
                layer = model.layers[n]
                x = x @ layer.W_V[right.group_of(layer, h)].T @ layer.W_O[h].T
            return np.asarray(held[0] @ x @ model.W_U.T)

        return of_paths(setting, of)

    return answer


OF_LATER_SCORES = (
    Mistake(
        "softmax_of_added_scores",
        "taking the product of two softmaxes for the softmax of the added scores",
        "virtual_heads",
        (("virtual_heads", "softmax_of_added_scores"),),
        answers={_PATHS: _softmax_of_one(lambda scores: np.asarray(sum(scores)))},
    ),
    Mistake(
        "softmax_of_multiplied_scores",
        "taking the product of two softmaxes for the softmax of the product",
        "virtual_heads",
        (("virtual_heads", "softmax_of_multiplied_scores"),),
        answers={_PATHS: _softmax_of_one(lambda scores: np.asarray(scores[1] @ scores[0]))},
    ),
    Mistake(
        "no_terms_of_both_sides",
        "composing on one side at a time",
        "scores_of_the_second_layer",
        (("scores_of_the_second_layer", "no_terms_of_both_sides"),),
        {"raw": _composed_scores(_no_terms_of_both)},
    ),
    Mistake(
        "key_side_not_transposed",
        "W_OVᵀ on the key side too, where W_OV belongs",
        "scores_of_the_second_layer",
        (("scores_of_the_second_layer", "key_side_not_transposed"),),
        {"raw": _composed_scores(_key_not_transposed)},
    ),
    Mistake(
        "same_head_on_both_sides",
        "one sum over heads for query and key, where there are two",
        "scores_of_the_second_layer",
        (
            ("scores_of_the_second_layer", "same_head_on_both_sides"),
            ("second_pattern", "one_head_for_both_sides"),
        ),
        {"raw": _composed_scores(_one_head_for_both)},
    ),
    Mistake(
        "key_pattern_not_transposed",
        "the first pattern on the key side as it stands, not transposed",
        "second_pattern",
        (("second_pattern", "key_side_not_transposed"),),
        {"raw": _key_pattern_not_transposed},
    ),
    Mistake(
        "pattern_of_the_embedding",
        "no composition: every layer's scores as if it read the embedding",
        "second_pattern",
        (
            ("second_pattern", "of_the_tokens_alone"),
            ("two_layers_computed", "second_pattern_of_the_tokens"),
        ),
        {"raw": _of_the_embedding},
    ),
    Mistake(
        "of_another_layer",
        "the next layer's QK circuit",
        "first_pattern",
        (("first_pattern", "of_another_layer"),),
        {"raw": _of_another_layer},
    ),
)
