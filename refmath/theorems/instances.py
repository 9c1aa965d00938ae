"""Matrices and heads on which statements are evaluated: all small ones, and drawn ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product as every
from random import Random
from typing import Any

from refmath.symbolic.exact_matrices import Matrix, matrix
from refmath.symbolic.terms import Whole

Head = tuple[int, int]
"""A layer, and which of its heads."""


def small_matrices(n: int, m: int, entries: Iterable[int] = (-1, 0, 2)) -> Iterator[Matrix]:
    """List all n × m matrices of some entries.

    >>> len(list(small_matrices(2, 1)))
    9
    """
    for numbers in every(tuple(entries), repeat=n * m):
        yield matrix([numbers[i * m : (i + 1) * m] for i in range(n)])


def drawn_matrix(random: Random, n: int, m: int, least: int = -3, most: int = 3) -> Matrix:
    """Draw an n × m matrix of whole numbers."""
    return matrix([[random.randint(least, most) for _ in range(m)] for _ in range(n)])


def column(numbers: Iterable[Any]) -> Matrix:
    """Make a matrix of one column."""
    return matrix([[x] for x in numbers])


def counts_of_heads(most_layers: int, most_heads: int) -> Iterator[tuple[int, ...]]:
    """List how many heads each layer may have, of transformers of up to so many layers.

    >>> list(counts_of_heads(1, 2))
    [(), (0,), (1,), (2,)]
    """
    for n_layers in range(most_layers + 1):
        yield from every(range(most_heads + 1), repeat=n_layers)


def heads_by_layer(counts: Sequence[int]) -> dict[int, list[Head]]:
    """Name the heads of each layer.

    >>> heads_by_layer((1, 2))
    {0: [(0, 0)], 1: [(1, 0), (1, 1)]}
    """
    return {layer: [(layer, h) for h in range(n)] for layer, n in enumerate(counts)}


ZERO, ONE = Whole(0), Whole(1)
