"""Exact evaluation: numbers with no rounding, which the numeric functions take like any other.

`Exact` is a rational number that also has an exponential and a square root, so that a whole
transformer, softmax and all, runs in NumPy arrays of dtype object and two results may be compared
with `==`. Its exponential is 2^s on integers and linear between them: positive, increasing,
rational, and 2^(s + k) = 2^k 2^s for whole k. No theorem here asks more of an exponential.
"""

from __future__ import annotations

import math
from fractions import Fraction
from functools import total_ordering
from typing import Any, Self

import numpy as np

Matrix = Any  # a NumPy array of dtype object


@total_ordering
class Exact:
    """A rational number with `exp` and `sqrt`, as NumPy's object arrays call them.

    >>> Exact(3) / 2
    Exact(3/2)
    >>> Exact(3).exp(), (Exact(1) / 2).exp(), Exact(9).sqrt()
    (Exact(8), Exact(3/2), Exact(3))
    """

    __slots__ = ("_number",)

    def __init__(self, value: int | Fraction) -> None:
        # Whole numbers are integers within, whose sums and products take a tenth of fractions'.
        number = value if type(value) in (int, Fraction) else rational(value)
        self._number: int | Fraction = number.numerator if number.denominator == 1 else number

    @property
    def value(self) -> Fraction:
        """The number."""
        return Fraction(self._number)

    def __add__(self, other: object) -> Self:
        return type(self)(self._number + _number(other))

    def __sub__(self, other: object) -> Self:
        return type(self)(self._number - _number(other))

    def __mul__(self, other: object) -> Self:
        return type(self)(self._number * _number(other))

    def __truediv__(self, other: object) -> Self:
        return type(self)(Fraction(self._number, _number(other)))

    __radd__ = __add__
    __rmul__ = __mul__

    def __rsub__(self, other: object) -> Self:
        return type(self)(_number(other) - self._number)

    def __rtruediv__(self, other: object) -> Self:
        return type(self)(Fraction(_number(other), self._number))

    def __neg__(self) -> Self:
        return type(self)(-self._number)

    def __eq__(self, other: object) -> bool:
        return self._number == _number(other)

    def __lt__(self, other: object) -> bool:
        return self._number < _number(other)

    def __hash__(self) -> int:
        return hash(self._number)

    def __bool__(self) -> bool:
        return self._number != 0

    def __repr__(self) -> str:
        return f"Exact({self._number})"

    def __str__(self) -> str:
        return str(self._number)

    def exp(self) -> Exact:
        """2^s on integers, linear between them."""
        whole = math.floor(self.value)
        return Exact(Fraction(2) ** whole * (1 + self.value - whole))

    def sqrt(self) -> Exact:
        """The root of a rational's square; of other numbers the 40 binary digits below it.

        Equal numbers have equal roots, positive ones positive roots: norms ask for no more.

        Raises:
            ValueError: for a number below 0.
        """
        if self.value < 0:
            raise ValueError(f"sqrt: expected a number of 0 or more, got {self.value}")
        top, bottom = math.isqrt(self.value.numerator), math.isqrt(self.value.denominator)
        if Fraction(top, bottom) ** 2 == self.value:
            return Exact(Fraction(top, bottom))
        return Exact(Fraction(max(1, math.isqrt(int(self.value * 4**40))), 2**40))


def _number(number: object) -> int | Fraction:
    return number._number if isinstance(number, Exact) else rational(number)


def rational(number: object) -> Fraction:
    """Return a number as a Fraction; a float only if it is whole, so that no rounding slips in.

    Raises:
        TypeError: for anything else.
    """
    if isinstance(number, Exact):
        return number.value
    if type(number) is Fraction:
        return number
    if isinstance(number, Fraction):
        return Fraction(number)
    if isinstance(number, int | np.integer):
        return Fraction(int(number))  # a fraction of NumPy's integers would wrap around as they do
    if isinstance(number, float) and number.is_integer():
        return Fraction(number)
    raise TypeError(f"number: expected a rational number, or a whole float, got {number!r}")


def exact_array(rows: Any) -> Matrix:
    """Turn nested lists, or an array, of numbers into an object array of `Exact`."""
    source = np.asarray(rows, dtype=object)
    exact = (one if type(one) is Exact else Exact(rational(one)) for one in source.flat)
    return np.fromiter(exact, object, source.size).reshape(source.shape)


def inverse(m: Matrix) -> Matrix:
    """Invert a square matrix exactly, by elimination.

    Raises:
        ValueError: if it has no inverse.
    """
    n = len(m)
    work = [[rational(x) for x in row] + [Fraction(i == j) for j in range(n)]
            for i, row in enumerate(m)]  # fmt: skip
    for k in range(n):
        pivot = next((i for i in range(k, n) if work[i][k]), None)
        if pivot is None:
            raise ValueError("m: expected a matrix that has an inverse, got a singular one")
        work[k], work[pivot] = work[pivot], work[k]
        work[k] = [x / work[k][k] for x in work[k]]
        for i in range(n):
            if i != k:
                work[i] = [x - work[i][k] * y for x, y in zip(work[i], work[k], strict=True)]
    return exact_array([row[n:] for row in work])
