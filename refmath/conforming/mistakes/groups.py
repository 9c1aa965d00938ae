"""Mistakes in which keys and values a head shares."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from refmath.conforming.mistakes.mistake import Mistake
from refmath.conforming.mistakes.ways import each_layer

if TYPE_CHECKING:
    from refmath.numeric.arrays.libraries import Array
    from refmath.numeric.model.transformer import AttentionLayer


def _group_by_remainder(layer: AttentionLayer, head: int) -> int:
    return head % layer.n_groups


def _group_by_the_query(layer: AttentionLayer, head: int) -> int:
    return min(head, layer.n_groups - 1)


def _first_of_the_group(layer: AttentionLayer) -> AttentionLayer:
    """Give all heads of a group the queries of its first."""
    size = layer.n_heads // layer.n_groups
    first = [h - h % size for h in range(layer.n_heads)]
    b_Q = None if layer.b_Q is None else layer.b_Q[first]
    return replace(layer, W_Q=layer.W_Q[first], b_Q=b_Q)


def _whole_group_written(layer: AttentionLayer, head: int, A: Array, v: Array) -> Array:
    size = layer.n_heads // layer.n_groups
    first = head - head % size
    return A @ v @ layer.W_O[first : first + size].sum(axis=0).T


OF_GROUPS = (
    Mistake(
        "group_of_the_query",
        "indexing keys and values by the query's head",
        "grouped_queries",
        (),
        {"group_of": _group_by_the_query},
    ),
    Mistake(
        "groups_in_turn",
        "head modulo groups for head over the group's size",
        "grouped_queries",
        (),
        {"group_of": _group_by_remainder},
    ),
    Mistake(
        "one_pattern_a_group",
        "one pattern for a group, that of its first head, since the keys are shared",
        "grouped_queries",
        (("grouped_queries", "one_pattern_a_group"),),
        {"model": each_layer(_first_of_the_group)},
    ),
    Mistake(
        "groups_add_up_first",
        "adding the patterns and the weights of a group before ⊗",
        "grouped_queries",
        (("grouped_queries", "groups_add_up_first"),),
        {"written": _whole_group_written},
    ),
)
