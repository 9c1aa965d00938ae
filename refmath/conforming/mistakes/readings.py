"""Mistakes in what is read off a model."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from refmath.conforming import steps as right
from refmath.conforming.mistakes.mistake import Mistake
from refmath.conforming.mistakes.ways import Path, attributed, circuits, plain_qk
from refmath.conforming.quantities import Answer, Setting, by_order, compositions, of_paths
from refmath.numeric.heads.contributions import logits_by_order
from refmath.numeric.heads.terms import path_logits

if TYPE_CHECKING:
    from refmath.numeric.arrays.libraries import Array
    from refmath.numeric.model.transformer import AttentionLayer, Transformer

_P = "pattern_of_tokens"
_PATHS = "logits of a path"

Both = tuple[Any, Any]
"""A head's W_QK and W_OV, or a score's left factor and its right one."""


def _QK_scaled(model: Transformer, layer: AttentionLayer, head: int) -> Array:
    return plain_qk(model, layer, head) / math.sqrt(layer.d_head)


def _composed(
    product: Callable[[str, Both, Both], Both],
    over_norms: bool = True,
) -> Callable[[Setting], Answer]:
    """Answer with a score of two matrices, made of (W_QK, W_OV) of a later head and an earlier."""

    def answer(setting: Setting) -> Answer:
        model = setting.of_model

        def both(head: tuple[int, int]) -> Both:
            layer, h = model.layers[head[0]], head[1]
            return layer.W_Q[h].T @ layer.W_K[h], layer.W_O[h] @ layer.W_V[h]

        def score(kind: str, later: tuple[int, int], earlier: tuple[int, int]) -> float:
            left, other = product(kind, both(later), both(earlier))
            norm = float(np.linalg.norm(left @ other))
            sizes = float(np.linalg.norm(left) * np.linalg.norm(other))
            if not over_norms:
                return norm
            return norm / sizes if sizes else 0.0

        return compositions(setting, score)

    return answer


def _read_by(kind: str, later: Both) -> Array:
    W_QK, W_OV = later
    return {"Q": W_QK.T, "K": W_QK, "V": W_OV}[kind]


def _as_it_is(kind: str, later: Both, earlier: Both) -> Both:
    return _read_by(kind, later), earlier[1]


def _W_QK_for_its_transpose(kind: str, later: Both, earlier: Both) -> Both:
    return (_read_by(kind, later) if kind == "V" else _read_by(kind, later).T), earlier[1]


def _the_other_order(kind: str, later: Both, earlier: Both) -> Both:
    return earlier[1], _read_by(kind, later)


def _paths_from_the_stream(setting: Setting) -> Answer:
    """Let a path's first head read the whole stream before it: all earlier heads' work in it."""
    model, tokens = setting.of_model, setting.tokens
    done = right.run(model, tokens)

    def of(path: Path) -> Array:
        if not path:
            return done.residual[0] @ model.W_U.T
        x = done.residual[path[0][0]]
        for n, h in path:
            layer = model.layers[n]
            x = done.pattern[n][h] @ x @ layer.W_V[right.group_of(layer, h)].T @ layer.W_O[h].T
        return x @ model.W_U.T

    return of_paths(setting, of)


def _by_prefixes(setting: Setting) -> Answer:
    """Answer with a path's logits and those of all that it begins with."""
    model, tokens = setting.of_model, setting.tokens
    return of_paths(
        setting,
        lambda path: sum(path_logits(model, path[:k], tokens) for k in range(len(path) + 1)),
    )


def _orders_below(setting: Setting) -> Answer:
    return by_order(np.cumsum(logits_by_order(setting.of_model, setting.tokens), axis=0))


def _a_round_less(setting: Setting) -> Answer:
    found = np.array(logits_by_order(setting.of_model, setting.tokens))
    if len(found) > 1:
        found[-1] = 0
    return by_order(found)


def _by_layer(setting: Setting) -> Answer:
    """Answer with what each layer adds in an ordinary pass."""
    model = setting.of_model
    streams = right.run(model, setting.tokens).residual
    written = [streams[0], *(b - a for a, b in pairwise(streams))]
    return by_order([x @ model.W_U.T for x in written])


OF_READINGS = (
    Mistake(
        "whole_stream_into_a_path",
        "letting a path's first head read the whole stream, and not the embedding",
        "path_expansion",
        answers={_PATHS: _paths_from_the_stream},
    ),
    Mistake(
        "paths_and_what_they_begin_with",
        "counting with a path those that it begins with",
        "path_expansion",
        answers={_PATHS: _by_prefixes},
    ),
    Mistake(
        "orders_below",
        "the sum of all paths up to an order for those of it",
        "term_importance",
        answers={"logits of each order": _orders_below},
    ),
    Mistake(
        "one_round_less",
        "n_layers rounds for all paths",
        "term_importance",
        (("term_importance", "one_round_less"),),
        answers={"logits of each order": _a_round_less},
    ),
    Mistake(
        "an_ordinary_pass",
        "adding each layer's own output, as the model does",
        "term_importance",
        (("term_importance", "an_ordinary_pass"),),
        answers={"logits of each order": _by_layer},
    ),
    Mistake(
        "embedding_for_the_stream",
        "letting every head read the embedding, and not the stream before its layer",
        "skip_trigram_reading",
        answers={"direct logit attribution": attributed(right.same, "embedding")},
    ),
    Mistake(
        "QK_scaled",
        "1/√d_head within the circuit, which is that of the scores times √d_head",
        _P,
        answers={"QK circuit": circuits(_QK_scaled)},
    ),
    Mistake(
        "W_QK_for_its_transpose",
        "W_QK for W_QKᵀ in Q-composition, and the other way round in K-composition",
        "composition_scores",
        (("composition_scores", "W_QK_for_its_transpose"),),
        answers={"composition scores": _composed(_W_QK_for_its_transpose)},
    ),
    Mistake(
        "the_other_order",
        "the earlier head to the left",
        "composition_scores",
        (("composition_scores", "the_other_order"), ("v_composition", "in_running_order")),
        answers={"composition scores": _composed(_the_other_order)},
    ),
    Mistake(
        "not_over_the_norms",
        "the product's norm, and not its share of both norms",
        "composition_scores",
        answers={"composition scores": _composed(_as_it_is, over_norms=False)},
    ),
)
