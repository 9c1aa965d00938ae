"""Mistakes in where positions are added, and how they turn queries and keys."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from refmath.conforming import steps as right
from refmath.conforming.mistakes.mistake import Mistake
from refmath.conforming.mistakes.ways import Raw

if TYPE_CHECKING:
    from refmath.numeric.arrays.libraries import Array
    from refmath.numeric.model.parts import Rotary
    from refmath.numeric.model.transformer import Transformer

_WITH = "scores_with_positions"


def _with_positions_moved(model: Transformer, read: Array) -> Array:
    return right.compared(model, read)


def _other_pairing(rotary: Rotary | None, rows: Array) -> Array:
    if rotary is None:
        return rows
    other = "halves" if rotary.pairing == "adjacent" else "adjacent"
    return right.rotated(replace(rotary, pairing=other), rows)


def _turned_back(rotary: Rotary | None, rows: Array) -> Array:
    return rows if rotary is None else right.rotated(replace(rotary, sin=-rotary.sin), rows)


def _not_turned(_rotary: Rotary | None, rows: Array) -> Array:
    return rows


def _with_positions_so(mixed_equal: bool) -> Raw:
    def raw(model: Transformer, n: int, h: int, streams: Any, _patterns: Any) -> Array:
        layer, x = model.layers[n], streams[n]
        W_QK = layer.W_Q[h].T @ layer.W_K[right.group_of(layer, h)]
        in_qk = model.positions == "qk"
        p = right.positions_of(model, len(x)) * in_qk
        plain = x @ W_QK @ x.T + p @ W_QK @ p.T
        return np.asarray(plain + 2 * x @ W_QK @ p.T if mixed_equal else plain)

    return raw


OF_POSITIONS = (
    Mistake(
        "positions_left_out",
        "no positions, where the model has some",
        _WITH,
        (),
        {"model": lambda model: replace(model, W_pos=None)},
    ),
    Mistake(
        "no_mixed_terms",
        "adding a score of tokens and a score of positions",
        _WITH,
        ((_WITH, "no_mixed_terms"),),
        {"raw": _with_positions_so(mixed_equal=False)},
    ),
    Mistake(
        "mixed_terms_equal",
        "taking token-with-position for position-with-token",
        _WITH,
        ((_WITH, "mixed_terms_equal"),),
        {"raw": _with_positions_so(mixed_equal=True)},
    ),
    Mistake(
        "positions_are_moved",
        "adding the positions to the values as well",
        _WITH,
        ((_WITH, "positions_are_moved"),),
        {"moved": _with_positions_moved},
    ),
    Mistake(
        "positions_in_the_stream",
        "adding positions to the stream, where queries and keys alone are to have them",
        _WITH,
        (),
        {"model": lambda model: replace(model, positions="residual")},
    ),
    Mistake(
        "positions_in_queries_and_keys",
        "adding positions to queries and keys, where the stream is to have them",
        _WITH,
        (),
        {"model": lambda model: replace(model, positions="qk")},
    ),
    Mistake(
        "other_pairing",
        "turning coordinates i and i + d/2 for 2i and 2i + 1, or the other way round",
        "rotary_positions",
        (),
        {"rotated": _other_pairing},
    ),
    Mistake(
        "offset_reversed",
        "i − j for j − i",
        "rotary_positions",
        (("rotary_positions", "offset_reversed"),),
        {"rotated": _turned_back},
    ),
    Mistake(
        "positions_cancel",
        "that the turns of query and key cancel",
        "rotary_positions",
        (("rotary_positions", "positions_cancel"),),
        {"rotated": _not_turned},
    ),
)
