"""Exact evaluation: numbers with no rounding, which the numeric functions take like any other.

`Exact` is a rational number that also has an exponential and a square root, so that a whole
transformer, softmax and all, runs in NumPy arrays of dtype object and two results may be compared
with `==`. Its exponential is 2^s on integers and linear between them: positive, increasing,
rational, and 2^(s + k) = 2^k 2^s for whole k. No theorem here asks more of an exponential.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import total_ordering
from random import Random
from typing import Any

import numpy as np

from refmath.symbolic.expressions import (
    Expression,
    HeadSum,
    Identity,
    Letter,
    Named,
    Pattern,
    Product,
    Scaled,
    Sum,
    Tensor,
    Trace,
    Transpose,
    Vec,
    reindexed,
)
from refmath.symbolic.letters import Generator, Spaces, inverted

Matrix = Any  # a NumPy array of dtype object


@total_ordering
class Exact:
    """A rational number with `exp` and `sqrt`, as NumPy's object arrays call them.

    >>> Exact(3) / 2
    Exact(3/2)
    >>> Exact(3).exp(), (Exact(1) / 2).exp(), Exact(9).sqrt()
    (Exact(8), Exact(3/2), Exact(3))
    """

    __slots__ = ("value",)

    def __init__(self, value: int | Fraction) -> None:
        self.value = Fraction(value)

    def __add__(self, other: object) -> Exact:
        return Exact(self.value + rational(other))

    def __sub__(self, other: object) -> Exact:
        return Exact(self.value - rational(other))

    def __mul__(self, other: object) -> Exact:
        return Exact(self.value * rational(other))

    def __truediv__(self, other: object) -> Exact:
        return Exact(self.value / rational(other))

    __radd__ = __add__
    __rmul__ = __mul__

    def __rsub__(self, other: object) -> Exact:
        return Exact(rational(other) - self.value)

    def __rtruediv__(self, other: object) -> Exact:
        return Exact(rational(other) / self.value)

    def __neg__(self) -> Exact:
        return Exact(-self.value)

    def __eq__(self, other: object) -> bool:
        return self.value == rational(other)

    def __lt__(self, other: object) -> bool:
        return self.value < rational(other)

    def __hash__(self) -> int:
        return hash(self.value)

    def __bool__(self) -> bool:
        return self.value != 0

    def __repr__(self) -> str:
        return f"Exact({self.value})"

    def __str__(self) -> str:
        return str(self.value)

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


def rational(number: object) -> Fraction:
    """Return a number as a Fraction; a float only if it is whole, so that no rounding slips in.

    Raises:
        TypeError: for anything else.
    """
    if isinstance(number, Exact):
        return number.value
    if isinstance(number, int | Fraction | np.integer):
        return Fraction(number)  # type: ignore[arg-type]
    if isinstance(number, float) and number.is_integer():
        return Fraction(number)
    raise TypeError(f"number: must be rational, or a whole float; got {number!r}")


def exact_array(rows: Any) -> Matrix:
    """Turn nested lists, or an array, of numbers into an object array of `Exact`."""
    source = np.asarray(rows, dtype=object)
    out = np.empty(source.shape, dtype=object)
    for place in np.ndindex(source.shape):
        out[place] = Exact(rational(source[place]))
    return out


@dataclass
class Values:
    """The numbers put for the letters: drawn at the first use of each, then kept."""

    sizes: dict[str, int]
    n_heads: int
    random: Random
    lowest: int = -2
    highest: int = 3
    weight: Callable[[Exact], Exact] = Exact.exp
    given: dict[tuple[str, tuple[object, ...]], Matrix] = field(default_factory=dict)

    def of(self, g: Generator) -> Matrix:
        """Return the matrix put for a letter."""
        key = (g.name, g.index)
        if key not in self.given:
            self.given[key] = self._drawn(g)
        return self.given[key]

    def dimension(self, spaces: Spaces) -> int:
        """Return the size of a tensor product of spaces."""
        heads = self.n_heads * self.sizes.get("d_head", 1)
        sizes = {**self.sizes, "n_heads·d_head": heads, "one": 1}
        return math.prod(sizes[s] for s in spaces)

    def _drawn(self, g: Generator) -> Matrix:
        rows, cols = self.dimension(g.rows), self.dimension(g.cols)
        if g.name == "ι":
            width, head = self.sizes["d_head"], int(g.index[-1])
            return exact_array(np.eye(rows, dtype=int)[:, head * width : (head + 1) * width])
        if g.name == "t":  # one-hot: a token at each position
            tokens = [self.random.randrange(cols) for _ in range(rows)]
            return exact_array([[int(v == token) for v in range(cols)] for token in tokens])
        if g.name.startswith("1/√"):
            return exact_array([[1]]) / Exact(self.sizes[g.name.removeprefix("1/√")]).sqrt()
        if g.name.startswith("1/"):
            return exact_array([[1]]) / Exact(self.sizes[g.name.removeprefix("1/")])
        if g.kind != "free":
            return self._of_kind(g, rows, cols)
        draw = self.random.randint
        return exact_array(
            [[draw(self.lowest, self.highest) for _ in range(cols)] for _ in range(rows)]
        )

    def _of_kind(self, g: Generator, rows: int, cols: int) -> Matrix:
        draw = self.random.randint
        match g.kind:
            case "ones":
                out: list[list[int | Fraction]] = [[1] * cols for _ in range(rows)]
            case "stochastic":
                weights = [[draw(1, 4) if j <= i else 0 for j in range(cols)] for i in range(rows)]
                out = [[Fraction(w, sum(row)) for w in row] for row in weights]
            case "first":
                kept = draw(1, rows)
                out = [[int(i == j < kept) for j in range(cols)] for i in range(rows)]
            case "diagonal":
                out = [[draw(1, 4) if i == j else 0 for j in range(cols)] for i in range(rows)]
            case "invertible":
                lower, upper = self._triangles(rows)
                return lower @ upper
            case "inverse":
                return inverse(self.of(inverted(g)))
            case "permutation":
                order = self.random.sample(range(rows), rows)
                out = [[int(order[i] == j) for j in range(cols)] for i in range(rows)]
            case "isometry":
                return self._isometry(rows, cols)
            case "rotation":
                return self._rotation(g, rows)
            case _:
                raise ValueError(f"kind: nothing is drawn for {g.kind!r}")
        return exact_array(out)

    def _triangles(self, n: int) -> tuple[Matrix, Matrix]:
        draw = self.random.randint
        lower = [[draw(-2, 2) if j < i else int(i == j) for j in range(n)] for i in range(n)]
        upper = [[draw(-2, 2) if j > i else int(i == j) for j in range(n)] for i in range(n)]
        return exact_array(lower), exact_array(upper)

    def _isometry(self, rows: int, cols: int) -> Matrix:
        """Turn the first axes by rational rotations (3, 4, 5), a plane after another."""
        out = np.eye(rows, dtype=int).astype(object)
        for k in range(rows - 1):
            turn = np.eye(rows, dtype=int).astype(object)
            c, s = self.random.choice(((3, 4), (4, 3), (-3, 4), (4, -3)))
            turn[k : k + 2, k : k + 2] = [[Fraction(c, 5), Fraction(-s, 5)],
                                          [Fraction(s, 5), Fraction(c, 5)]]  # fmt: skip
            out = out @ turn
        return exact_array(out[:, :cols])

    def _rotation(self, g: Generator, n: int) -> Matrix:
        """R to the power of the position, or the difference of positions, in the index."""
        *_, said = g.index
        later, _, earlier = str(said).partition("-")
        power = self._position(later) - (self._position(earlier) if earlier else 0)
        out = np.eye(n, dtype=int).astype(object)
        for plane in range(n // 2):
            angle = (1 + plane) * abs(power)
            turn = np.array([[Fraction(3, 5), Fraction(-4, 5)], [Fraction(4, 5), Fraction(3, 5)]])
            block = np.eye(2, dtype=int).astype(object)
            for _ in range(angle):
                block = block @ (turn if power > 0 else turn.T)
            out[2 * plane : 2 * plane + 2, 2 * plane : 2 * plane + 2] = block
        return exact_array(out)

    def _position(self, name: str) -> int:
        key = ("position", (name,))
        if key not in self.given:
            self.given[key] = exact_array([[self.random.randint(0, 4)]])
        return int(self.given[key][0, 0].value)


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
            raise ValueError("m: must have an inverse; got a singular matrix")
        work[k], work[pivot] = work[pivot], work[k]
        work[k] = [x / work[k][k] for x in work[k]]
        for i in range(n):
            if i != k:
                work[i] = [x - work[i][k] * y for x, y in zip(work[i], work[k], strict=True)]
    return exact_array([row[n:] for row in work])


def evaluate(e: Expression, values: Values) -> Matrix:
    """Compute what an expression says, from the definitions, in exact numbers.

    Args:
        e: the expression; a sum over heads runs through `values.n_heads` of them.
        values: the numbers for its letters.

    Returns:
        An object array of `Exact`, of the expression's shape; a scalar is 1 × 1.
    """
    match e:
        case Letter(g):
            return values.of(g)
        case Identity(spaces):
            return exact_array(np.eye(values.dimension(spaces), dtype=int))
        case Product(parts):
            out = evaluate(parts[0], values)
            for part in parts[1:]:
                out = out @ evaluate(part, values)
            return out
        case Sum(parts):
            return sum((evaluate(p, values) for p in parts[1:]), evaluate(parts[0], values))
        case Scaled(factor, body):
            by = Exact(factor) if isinstance(factor, int) else values.of(factor)[0, 0]
            return evaluate(body, values) * by
        case Tensor(parts):
            out = evaluate(parts[0], values)
            for part in parts[1:]:
                out = np.kron(out, evaluate(part, values))
            return out
        case Transpose(body):
            return evaluate(body, values).T
        case Vec(body):
            return evaluate(body, values).reshape(-1, 1)
        case Trace(body):
            return np.asarray([[np.trace(evaluate(body, values))]], dtype=object)
        case HeadSum(index, body, _):
            heads = [evaluate(reindexed(body, index, h), values) for h in range(values.n_heads)]
            return sum(heads[1:], heads[0])
        case Pattern():
            return _softmax(e, values)
        case Named(_, _, _, body):
            return evaluate(body, values)


def _softmax(e: Pattern, values: Values) -> Matrix:
    """Compute e_ij / Σ_k e_ik entry by entry: no code is shared with the numeric functions."""
    scores = evaluate(e.scores, values)
    n = len(scores)
    out = np.empty((n, n), dtype=object)
    for i in range(n):
        for j in range(n):
            allowed = not e.causal or j <= i
            out[i, j] = values.weight(scores[i, j]) if allowed else Exact(0)
    axis = 1 if e.over == "source" else 0
    return out / out.sum(axis=axis, keepdims=True)
