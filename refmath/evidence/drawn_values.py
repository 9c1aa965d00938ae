"""Numbers drawn for the letters of a theorem: of each letter's kind, the same at every run."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from random import Random
from typing import Any

import numpy as np

from refmath.evidence.exact_numbers import Exact, Matrix, exact_array, inverse
from refmath.symbolic.algebra import shape
from refmath.symbolic.expressions import Expression, Letter, Scaled, parts_of
from refmath.symbolic.letters import Generator, Spaces, inverted, size_under


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
            rows, cols = self.dimension(g.rows), self.dimension(g.cols)
            self.given[key] = exact_array(DRAWN[g.kind](self, g, rows, cols))
        return self.given[key]

    def dimension(self, spaces: Spaces) -> int:
        """Return the size of a tensor product of spaces."""
        heads = self.n_heads * self.sizes.get("d_head", 1)
        sizes = {**self.sizes, "n_heads·d_head": heads, "one": 1}
        return math.prod(sizes[s] for s in spaces)

    def position(self, name: str) -> int:
        """Return the place in the sequence that an index such as «i» stands for."""
        key = ("position", (name,))
        if key not in self.given:
            self.given[key] = exact_array([[self.random.randint(0, 4)]])
        return int(self.given[key][0, 0].value)


# --- a matrix of each kind ------------------------------------------------------------------------


def _free(values: Values, _: Generator, rows: int, cols: int) -> Any:
    draw = values.random.randint
    return [[draw(values.lowest, values.highest) for _ in range(cols)] for _ in range(rows)]


def _ones(_values: Values, _: Generator, rows: int, cols: int) -> Any:
    return [[1] * cols for _ in range(rows)]


def _one_hot(values: Values, _: Generator, rows: int, cols: int) -> Any:
    tokens = [values.random.randrange(cols) for _ in range(rows)]
    return [[int(column == token) for column in range(cols)] for token in tokens]


def _stochastic(values: Values, _: Generator, rows: int, cols: int) -> Any:
    draw = values.random.randint
    weights = [[draw(1, 4) if j <= i else 0 for j in range(cols)] for i in range(rows)]
    return [[Fraction(weight, sum(row)) for weight in row] for row in weights]


def _first(values: Values, _: Generator, rows: int, cols: int) -> Any:
    kept = values.random.randint(1, rows)
    return [[int(i == j < kept) for j in range(cols)] for i in range(rows)]


def _diagonal(values: Values, _: Generator, rows: int, cols: int) -> Any:
    draw = values.random.randint
    return [[draw(1, 4) if i == j else 0 for j in range(cols)] for i in range(rows)]


def _invertible(values: Values, _: Generator, rows: int, _cols: int) -> Any:
    """Multiply two triangles with ones on their diagonals: the determinant is 1."""
    draw, n = values.random.randint, range(rows)
    lower = [[draw(-2, 2) if j < i else int(i == j) for j in n] for i in n]
    upper = [[draw(-2, 2) if j > i else int(i == j) for j in n] for i in n]
    return exact_array(lower) @ exact_array(upper)


def _inverse(values: Values, g: Generator, _rows: int, _cols: int) -> Any:
    return inverse(values.of(inverted(g)))


def _permutation(values: Values, _: Generator, rows: int, cols: int) -> Any:
    order = values.random.sample(range(rows), rows)
    return [[int(order[i] == j) for j in range(cols)] for i in range(rows)]


def _isometry(values: Values, _: Generator, rows: int, cols: int) -> Any:
    """Turn the first axes by rational rotations (3, 4, 5), a plane after another."""
    turned = np.eye(rows, dtype=int).astype(object)
    for k in range(rows - 1):
        turn = np.eye(rows, dtype=int).astype(object)
        c, s = values.random.choice(((3, 4), (4, 3), (-3, 4), (4, -3)))
        turn[k : k + 2, k : k + 2] = [[Fraction(c, 5), Fraction(-s, 5)],
                                      [Fraction(s, 5), Fraction(c, 5)]]  # fmt: skip
        turned = turned @ turn
    return turned[:, :cols]


def _rotation(values: Values, g: Generator, rows: int, _cols: int) -> Any:
    """R to the power of the position, or of the difference of positions, in the index."""
    later, _, earlier = str(g.index[-1]).partition("-")
    power = values.position(later) - (values.position(earlier) if earlier else 0)
    once = np.array([[Fraction(3, 5), Fraction(-4, 5)], [Fraction(4, 5), Fraction(3, 5)]])
    turned = np.eye(rows, dtype=int).astype(object)
    for plane in range(rows // 2):
        block = np.eye(2, dtype=int).astype(object)
        for _ in range((1 + plane) * abs(power)):
            block = block @ (once if power > 0 else once.T)
        turned[2 * plane : 2 * plane + 2, 2 * plane : 2 * plane + 2] = block
    return turned


def _centring(_values: Values, _: Generator, rows: int, cols: int) -> Any:
    return [[int(i == j) - Fraction(1, cols) for j in range(cols)] for i in range(rows)]


def _inclusion(values: Values, g: Generator, rows: int, _cols: int) -> Any:
    width, head = values.sizes["d_head"], int(g.index[-1])
    return np.eye(rows, dtype=int)[:, head * width : (head + 1) * width]


def _reciprocal(values: Values, g: Generator, _rows: int, _cols: int) -> Any:
    return [[Exact(1) / Exact(values.sizes[size_under(g)])]]


def _reciprocal_root(values: Values, g: Generator, _rows: int, _cols: int) -> Any:
    return [[Exact(1) / Exact(values.sizes[size_under(g)]).sqrt()]]


DRAWN: dict[str, Callable[[Values, Generator, int, int], Any]] = {
    "free": _free,
    "ones": _ones,
    "one-hot": _one_hot,
    "stochastic": _stochastic,
    "first": _first,
    "diagonal": _diagonal,
    "invertible": _invertible,
    "inverse": _inverse,
    "permutation": _permutation,
    "isometry": _isometry,
    "rotation": _rotation,
    "centring": _centring,
    "inclusion": _inclusion,
    "reciprocal": _reciprocal,
    "reciprocal root": _reciprocal_root,
}
"""How a matrix of each kind is drawn, from the values so far, the letter, its rows and columns."""


# --- sizes ----------------------------------------------------------------------------------------


def letters_of(e: Expression) -> Iterator[Generator]:
    """List an expression's letters, as often as they stand in it; scalars are none."""
    if isinstance(e, Letter):
        yield e.generator
    for part in parts_of(e):
        yield from letters_of(part)


def spaces_of(e: Expression) -> dict[str, None]:
    """Collect the spaces of an expression's letters, in the order in which they are met."""
    spaces: dict[str, None] = {}
    todo = [e]
    while todo:
        part = todo.pop(0)
        todo.extend(parts_of(part))
        if isinstance(part, Letter):
            spaces.update(dict.fromkeys(part.generator.rows + part.generator.cols))
        if isinstance(part, Scaled) and isinstance(part.factor, Generator):
            spaces[size_under(part.factor)] = None
    spaces.update(dict.fromkeys((*shape(e)[0], *shape(e)[1])))
    spaces.pop("one", None)
    if spaces.pop("n_heads·d_head", "absent") is None:
        spaces["d_head"] = None
    return spaces


def _under_a_root(e: Expression) -> frozenset[str]:
    """Collect the sizes that have to be squares, lest their roots be rounded."""
    roots = frozenset[str]().union(*map(_under_a_root, parts_of(e)))
    factor = e.factor if isinstance(e, Scaled) else 1
    if isinstance(factor, Generator) and factor.kind == "reciprocal root":
        return roots | {size_under(factor)}
    return roots


def draws(sides: tuple[Expression, Expression], seeds: Iterable[int]) -> Iterator[Values]:
    """Draw sizes, and numbers for the letters: small ones from small seeds, the same every run."""
    spaces = {**spaces_of(sides[0]), **spaces_of(sides[1])}
    rooted = _under_a_root(sides[0]) | _under_a_root(sides[1])
    slots = max(len(of_type) for side in sides for of_type in shape(side))
    for seed in seeds:
        random = Random(seed)
        largest = 2 + seed // (8 * max(1, slots - 1))  # three slots have sizes cubed
        sizes = {
            s: random.choice((1, 4))
            if s in rooted
            else random.randint(1 if seed > 15 else 2, largest)
            for s in spaces
        }
        for side in sides:
            _make_room(letters_of(side), sizes)
        yield Values(sizes, 2 + seed % 2, random)


def _make_room(letters: Iterator[Generator], sizes: dict[str, int]) -> None:
    """Choose sizes at which there are letters of their kind."""
    for g in letters:
        if g.kind == "isometry":  # no more columns than rows
            sizes[g.rows[0]] = max(sizes[g.rows[0]], sizes[g.cols[0]])
        if g.kind == "rotation":  # planes have two coordinates each
            sizes[g.rows[0]] += sizes[g.rows[0]] % 2


def from_a_large_range(sides: tuple[Expression, Expression]) -> Values:
    """Draw entries of ±2³¹; for the exponential stands 1 + s², or its value would fill memory."""
    values = next(draws(sides, [0]))
    values.lowest, values.highest = -(2**31), 2**31
    values.weight = lambda score: score * score + 1
    return values
