"""Matrices whose entries are polynomials over ℤ: lists of rows, for claims that no word can say."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from sympy import ZZ, Symbol
from sympy.polys.rings import ring

Rows = list[list[Any]]


def of_letters(*shapes: tuple[int, int]) -> list[Rows]:
    """Make a matrix for each shape, all over one ring, every entry a letter of its own."""
    names = [f"{chr(ord('a') + k)}{i}_{j}" for k, (n, m) in enumerate(shapes)
             for i in range(n) for j in range(m)]  # fmt: skip
    _, *letters = ring([Symbol(name) for name in names], ZZ)
    left = iter(letters)
    return [[[next(left) for _ in range(m)] for _ in range(n)] for n, m in shapes]


def times(*factors: Rows) -> Rows:
    """Multiply, left to right."""
    out = factors[0]
    for factor in factors[1:]:
        columns = list(zip(*factor, strict=True))
        out = [[sum(x * y for x, y in zip(r, c, strict=True)) for c in columns] for r in out]
    return out


def determinant(m: Rows) -> Any:
    """Expand by the first row: right over any commutative ring."""
    if len(m) == 1:
        return m[0][0]
    return sum(
        (-1) ** j * m[0][j] * determinant([row[:j] + row[j + 1 :] for row in m[1:]])
        for j in range(len(m))
    )


def minors(m: Rows, size: int) -> list[Any]:
    """List the determinants of all square pieces of a size."""
    return [
        determinant([[m[i][j] for j in cols] for i in rows])
        for rows in combinations(range(len(m)), size)
        for cols in combinations(range(len(m[0])), size)
    ]


def is_not_negative(polynomial: Any) -> bool:
    """Whether no coefficient is below 0: so it isn't anywhere, its letters being 0 or more.

    >>> _, x, y = ring("x y", ZZ)
    >>> is_not_negative((x + y) ** 2), is_not_negative((x - y) ** 2)
    (True, False)
    """
    return all(coefficient >= 0 for coefficient in polynomial.coeffs())
