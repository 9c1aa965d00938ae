"""Matrices of real numbers, whose ranks and determinants are decided without rounding."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from typing import Any

from refmath.symbolic.real_numbers import (
    Both,
    Real,
    divided,
    exponential,
    is_so,
    is_zero,
    minus,
    plus,
    root,
    times,
)


@dataclass(frozen=True, eq=False)
class Matrix:
    """Rows of numbers; rows and columns count from 0."""

    rows: tuple[tuple[Real, ...], ...]

    @property
    def shape(self) -> tuple[int, int]:
        """How many rows and columns."""
        return len(self.rows), len(self.rows[0]) if self.rows else 0


def matrix(rows: Iterable[Iterable[Any]]) -> Matrix:
    """Make a matrix of rows of whole numbers, fractions or reals."""
    return Matrix(tuple(tuple(Fraction(x) if isinstance(x, int) else x for x in r) for r in rows))


def identity(n: int) -> Matrix:
    """Make the n × n identity."""
    return matrix([[int(i == j) for j in range(n)] for i in range(n)])


def total(numbers: Iterable[Real]) -> Real:
    """Add."""
    zero: Real = Fraction(0)
    return reduce(plus, numbers, zero)


def entrywise(combine: Both, a: Matrix, b: Matrix) -> Matrix:
    """Combine entries that stand at one place.

    Raises:
        ValueError: if the shapes differ.
    """
    _alike(a.shape, b.shape)
    pairs = zip(a.rows, b.rows, strict=True)
    return Matrix(tuple(tuple(map(combine, r, s)) for r, s in pairs))


def _alike(wanted: object, got: object) -> None:
    if wanted != got:
        raise ValueError(f"right: expected the size {wanted}, got {got}")


def each_entry(of: Callable[[Real], Real], m: Matrix) -> Matrix:
    """Apply a function to every entry."""
    return Matrix(tuple(tuple(map(of, row)) for row in m.rows))


def multiplied(a: Matrix, b: Matrix) -> Matrix:
    """Multiply, rows by columns.

    Raises:
        ValueError: if they don't fit.
    """
    _alike(a.shape[1], b.shape[0])
    columns = list(zip(*b.rows, strict=True))
    return Matrix(tuple(tuple(total(map(times, r, c)) for c in columns) for r in a.rows))


def tensored(a: Matrix, b: Matrix) -> Matrix:
    """Return a ⊗ b, the first slot the slower one."""
    return Matrix(
        tuple(
            tuple(times(x, y) for x in a_row for y in b_row) for a_row in a.rows for b_row in b.rows
        )
    )


def beside(a: Matrix, b: Matrix) -> Matrix:
    """Go on with the rows of another matrix.

    Raises:
        ValueError: if one has more rows.

    >>> beside(matrix([[1], [2]]), matrix([[3], [4]])).shape
    (2, 2)
    """
    _alike(len(a.rows), len(b.rows))
    return Matrix(tuple(r + s for r, s in zip(a.rows, b.rows, strict=True)))


def transposed(m: Matrix) -> Matrix:
    """Make columns of the rows."""
    return Matrix(tuple(zip(*m.rows, strict=True)))


def trace(m: Matrix) -> Real:
    """Add the diagonal.

    Raises:
        ValueError: if the matrix isn't square.
    """
    _alike(*m.shape)
    return total(row[i] for i, row in enumerate(m.rows))


def frobenius(m: Matrix) -> Real:
    """Return the root of the sum of the entries' squares."""
    return root(sum_of_squares(m))


def sum_of_squares(m: Matrix) -> Real:
    """Add the squares of the entries."""
    return total(times(x, x) for row in m.rows for x in row)


def determinant(m: Matrix) -> Real:
    """Expand by the first row.

    Raises:
        ValueError: if the matrix isn't square.

    >>> determinant(matrix([[1, 2], [3, 4]]))
    Fraction(-2, 1)
    """
    _alike(*m.shape)
    if not m.rows:
        return Fraction(1)
    first, *others = m.rows
    out: Real = Fraction(0)
    for j, x in enumerate(first):
        below = Matrix(tuple(row[:j] + row[j + 1 :] for row in others))
        term = times(x, determinant(below)) if not is_zero(x) else Fraction(0)
        out = minus(out, term) if j % 2 else plus(out, term)
    return out


def rank(m: Matrix) -> int:
    """Count the rows that elimination leaves; nothing is divided, so exponentials may stand there.

    >>> rank(matrix([[1, 2], [2, 4]])), rank(matrix([[1, 2], [2, 5]])), rank(matrix([[0]]))
    (1, 2, 0)
    """
    rows, found = [list(row) for row in m.rows], 0
    for column in range(m.shape[1]):
        pivots = [i for i in range(found, len(rows)) if not is_zero(rows[i][column])]
        if not pivots:
            continue
        rows[found], rows[pivots[0]] = rows[pivots[0]], rows[found]
        pivot = rows[found]
        for i in range(found + 1, len(rows)):
            by = rows[i][column]
            rows[i] = [
                minus(times(pivot[column], x), times(by, p))
                for x, p in zip(rows[i], pivot, strict=True)
            ]
        found += 1
    return found


def softmax(scores: Matrix, *, causal: bool) -> Matrix:
    """Divide the exponentials of each row by their sum; causal: of the sources up to its own."""
    rows = []
    for i, row in enumerate(scores.rows):
        seen = [not causal or j <= i for j in range(len(row))]
        weights = [exponential(x) if s else Fraction(0) for x, s in zip(row, seen, strict=True)]
        whole = total(weights)
        rows.append(tuple(divided(w, whole) for w in weights))
    return Matrix(tuple(rows))


def are_equal(a: Matrix, b: Matrix) -> bool:
    """Whether all entries are equal; matrices of different sizes aren't."""
    if a.shape != b.shape:
        return False
    pairs = zip(a.rows, b.rows, strict=True)
    return all(is_so(x, "=", y) for r, s in pairs for x, y in zip(r, s, strict=True))
