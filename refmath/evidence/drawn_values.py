"""Numbers drawn for the letters of a theorem: of each letter's kind, the same at every run."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from random import Random
from typing import Any

import numpy as np

from refmath.evidence.exact_numbers import Exact, Matrix, exact_array, inverse
from refmath.evidence.residues import Residue
from refmath.symbolic.algebra import shape
from refmath.symbolic.expressions import (
    Exp,
    Expression,
    HeadSum,
    Identity,
    Letter,
    Pattern,
    Scaled,
    parts_of,
)
from refmath.symbolic.letters import Generator, HeadSet, Index, Spaces, inverted, size_under

At = tuple[object, ...]  # an index, with a head for each name that a sum binds


@dataclass(frozen=True)
class Head:
    """One head of a set: another than every head of another set."""

    set_name: str
    at: At
    place: int

    def __str__(self) -> str:
        index = ",".join(map(str, self.at))
        return f"{self.set_name}{f'[{index}]' if index else ''}:{self.place}"


Key = tuple[str, At, str]  # the name, the index and the kind of a letter
Heads = Mapping[Index, Head]


@dataclass
class Values:
    """The numbers put for the letters: drawn at the first use of each, then kept."""

    sizes: dict[str, int]
    random: Random
    lowest: int = -2
    highest: int = 3
    number: type[Exact] | type[Residue] = Exact
    given: dict[Key, Matrix] = field(default_factory=dict)
    counted: dict[tuple[str, At], int] = field(default_factory=dict)
    turn: int = 0
    placed: dict[At, dict[object, int]] = field(default_factory=dict)
    functions: dict[tuple[str, object], int] = field(default_factory=dict)
    kept: dict[object, tuple[Expression, Matrix]] = field(default_factory=dict)
    named: dict[int, tuple[Expression, frozenset[str]]] = field(default_factory=dict)
    computed_with: dict[Key, Matrix] = field(default_factory=dict)

    def of(self, g: Generator, heads: Heads | None = None) -> Matrix:
        """Return the matrix put for a letter, where its indices mean these heads."""
        key = (g.name, tuple((heads or {}).get(i, i) for i in g.index), g.kind)
        if key not in self.computed_with:
            self.computed_with[key] = self.array(self.at(g, key[1]))
        return self.computed_with[key]

    def array(self, rows: Any) -> Matrix:
        """Turn an array of rational numbers into the numbers that are computed with."""
        exact = exact_array(rows)
        return exact if self.number is Exact else each(self.number, exact)

    def function(self, name: str, x: object) -> Any:
        """Return what an unknown function gives: drawn at the first use, then kept."""
        if (name, x) not in self.functions:
            self.functions[name, x] = self.random.randint(-9, 9)
        return self.number(self.functions[name, x])

    def at(self, g: Generator, at: At) -> Matrix:
        """Return the rational matrix put for a letter of that index."""
        key = (g.name, at, g.kind)
        if key not in self.given:
            rows, cols = self.dimension(g.rows), self.dimension(g.cols)
            self.given[key] = exact_array(DRAWN[g.kind](self, g, at, rows, cols))
        return self.given[key]

    def heads_in(self, over: HeadSet, heads: Heads) -> tuple[Head, ...]:
        """List the heads of a set: 0 to 4 of them, and another number in the next set."""
        here = (over.name, tuple(heads.get(i, i) for i in over.index))
        if here not in self.counted:
            step = 1 + self.turn // 5 % 4
            self.counted[here] = (2 + self.turn + step * len(self.counted)) % 5
        return tuple(Head(*here, place) for place in range(self.counted[here]))

    def dimension(self, spaces: Spaces) -> int:
        """Return the size of a tensor product of spaces."""
        heads = self.sizes.get("n_heads", 1) * self.sizes.get("d_head", 1)
        sizes = {**self.sizes, _OF_ALL_HEADS: heads, "one": 1}
        return math.prod(sizes[s] for s in spaces)

    def slot(self, layer: At, head: object) -> int:
        """Return which of all heads in a row one is: the next that is free, at its first use."""
        heads = self.placed.setdefault(layer, {})
        return heads.setdefault(head, len(heads))

    def position(self, name: str) -> int:
        """Return the place in the sequence that an index such as «i» stands for."""
        key = ("position", (name,), "")
        if key not in self.given:
            self.given[key] = exact_array([[self.random.randint(0, 4)]])
        return int(self.given[key][0, 0].value)


def each(function: Callable[[Any], Any], m: Matrix) -> Matrix:
    """Use a function on every entry of an object array."""
    return np.fromiter(map(function, m.flat), object, m.size).reshape(m.shape)


# --- a matrix of each kind ------------------------------------------------------------------------


def _free(values: Values, _: Generator, _at: At, rows: int, cols: int) -> Any:
    draw = values.random.randint
    return [[draw(values.lowest, values.highest) for _ in range(cols)] for _ in range(rows)]


def _ones(_values: Values, _: Generator, _at: At, rows: int, cols: int) -> Any:
    return [[1] * cols for _ in range(rows)]


def _one_hot(values: Values, _: Generator, _at: At, rows: int, cols: int) -> Any:
    tokens = [values.random.randrange(cols) for _ in range(rows)]
    return [[int(column == token) for column in range(cols)] for token in tokens]


def _stochastic(values: Values, _: Generator, _at: At, rows: int, cols: int) -> Any:
    draw = values.random.randint
    weights = [[draw(1, 4) if j <= i else 0 for j in range(cols)] for i in range(rows)]
    return [[Fraction(weight, sum(row)) for weight in row] for row in weights]


def _first(values: Values, _: Generator, _at: At, rows: int, cols: int) -> Any:
    kept = values.random.randint(1, rows)
    return [[int(i == j < kept) for j in range(cols)] for i in range(rows)]


def _causal(_values: Values, _: Generator, _at: At, rows: int, cols: int) -> Any:
    return [[int(j <= i) for j in range(cols)] for i in range(rows)]


def _mask(values: Values, _: Generator, _at: At, rows: int, cols: int) -> Any:
    def lets_through(i: int, j: int) -> bool:
        return j == i or (j < i and values.random.random() < 1 / 2)

    return [[int(lets_through(i, j)) for j in range(cols)] for i in range(rows)]


def _diagonal(values: Values, _: Generator, _at: At, rows: int, cols: int) -> Any:
    draw = values.random.randint
    return [[draw(-9, 9) if i == j else 0 for j in range(cols)] for i in range(rows)]


def _invertible(values: Values, _: Generator, _at: At, rows: int, _cols: int) -> Any:
    """Multiply two triangles and what lies between: the determinant is not 0, 1 or −1."""
    draw, n = values.random.randint, range(rows)
    lower = [[draw(-2, 2) if j < i else int(i == j) for j in n] for i in n]
    upper = [[draw(-2, 2) if j > i else int(i == j) for j in n] for i in n]
    pivots = [values.random.choice((-3, -2, 2, 3) if i == 0 else (-2, -1, 1, 2)) for i in n]
    between = [[pivots[i] if i == j else 0 for j in n] for i in n]
    return exact_array(lower) @ exact_array(between) @ exact_array(upper)


def _inverse(values: Values, g: Generator, at: At, _rows: int, _cols: int) -> Any:
    return inverse(values.at(inverted(g), at))


def _permutation(values: Values, _: Generator, _at: At, rows: int, cols: int) -> Any:
    order = values.random.sample(range(rows), rows)
    return [[int(order[i] == j) for j in range(cols)] for i in range(rows)]


def _isometry(values: Values, _: Generator, _at: At, rows: int, cols: int) -> Any:
    """Reflect in planes that are drawn, one after another: so every orthogonal matrix arises."""
    turned = np.eye(rows, dtype=int).astype(object)
    for _reflection in range(rows + values.random.randint(0, 1)):
        v = [values.random.randint(-2, 2) for _ in range(rows)]
        length = sum(x * x for x in v) or 1
        plane = [[Fraction(-2 * x * y, length) for y in v] for x in v]
        turned = turned @ (np.eye(rows, dtype=int).astype(object) + np.array(plane, dtype=object))
    return turned[:, :cols]


_RIGHT_ANGLED = ((3, 4, 5), (5, 12, 13), (8, 15, 17), (20, 21, 29), (7, 24, 25))


def _turns(values: Values, name: str, plane: int) -> Any:
    """Turn one plane by an angle that is this letter's own."""
    key = ("angle", (name, plane), "")
    if key not in values.given:
        a, b, c = values.random.choice(_RIGHT_ANGLED)
        cos, sin = values.random.choice(((a, b), (b, a), (-a, b), (a, -b)))
        values.given[key] = exact_array(
            [[Fraction(cos, c), Fraction(-sin, c)], [Fraction(sin, c), Fraction(cos, c)]]
        )
    return values.given[key]


def _rotation(values: Values, g: Generator, at: At, rows: int, _cols: int) -> Any:
    """R to the power of the position, or of the difference of positions, in the index."""
    later, _, earlier = str(at[-1]).partition("-")
    power = values.position(later) - (values.position(earlier) if earlier else 0)
    turned = exact_array(np.eye(rows, dtype=int))
    for plane in range(rows // 2):
        once = _turns(values, g.name, plane)
        block = exact_array(np.eye(2, dtype=int))
        for _ in range(abs(power)):
            block = block @ (once if power > 0 else once.T)
        turned[2 * plane : 2 * plane + 2, 2 * plane : 2 * plane + 2] = block
    return turned


def _centring(_values: Values, _: Generator, _at: At, rows: int, cols: int) -> Any:
    return [[int(i == j) - Fraction(1, cols) for j in range(cols)] for i in range(rows)]


def _inclusion(values: Values, _: Generator, at: At, rows: int, _cols: int) -> Any:
    """Take one head's columns of Id; the coordinates of another layer lie in another order."""
    width, head = values.sizes["d_head"], values.slot(at[:-1], at[-1])
    order = list(range(rows))
    if at[:-1]:
        key = ("order", at[:-1], "")
        if key not in values.given:
            values.given[key] = exact_array([values.random.sample(order, rows)])
        order = [int(x.value) for x in values.given[key][0]]
    return np.eye(rows)[order][:, head * width : (head + 1) * width]


def _reciprocal(values: Values, g: Generator, _at: At, _rows: int, _cols: int) -> Any:
    return [[Exact(1) / Exact(values.sizes[size_under(g)])]]


def _reciprocal_root(values: Values, g: Generator, _at: At, _rows: int, _cols: int) -> Any:
    return [[Exact(1) / Exact(values.sizes[size_under(g)]).sqrt()]]


DRAWN: dict[str, Callable[[Values, Generator, At, int, int], Any]] = {
    "free": _free,
    "ones": _ones,
    "causal": _causal,
    "mask": _mask,
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
"""How each kind is drawn: from the values so far, the letter, its index, rows and columns."""


# --- sizes ----------------------------------------------------------------------------------------


def letters_of(e: Expression) -> Iterator[Generator]:
    """List an expression's letters, as often as they stand in it; scalars are none."""
    if isinstance(e, Letter):
        yield e.generator
    for part in parts_of(e):
        yield from letters_of(part)


_OF_ALL_HEADS = "n_heads·d_head"
"""The space of all heads' coordinates side by side: its size follows from two others."""


def spaces_of(e: Expression) -> tuple[str, ...]:
    """Collect an expression's spaces: its letters' as they are met, its type's, its identities'."""
    met: list[str] = []
    of_identities: list[str] = []
    todo = [e]
    while todo:
        part = todo.pop(0)
        todo.extend(parts_of(part))
        if isinstance(part, Identity):
            of_identities += part.spaces
        if isinstance(part, Letter):
            met += (*part.generator.rows, *part.generator.cols)
        if isinstance(part, Scaled) and isinstance(part.factor, Generator):
            met.append(size_under(part.factor))
    met += (*shape(e)[0], *shape(e)[1], *of_identities)
    if _OF_ALL_HEADS in met:
        met.append("d_head")
    return tuple(space for space in dict.fromkeys(met) if space not in ("one", _OF_ALL_HEADS))


def _under_a_root(e: Expression) -> frozenset[str]:
    """Collect the sizes that have to be squares, lest their roots be rounded."""
    roots = frozenset[str]().union(*map(_under_a_root, parts_of(e)))
    factor = e.factor if isinstance(e, Scaled) else 1
    if isinstance(factor, Generator) and factor.kind == "reciprocal root":
        return roots | {size_under(factor)}
    return roots


PERIOD = 25
"""Sizes grow with the seed, and after so many seeds begin anew: more draws are no larger ones."""


def draws(sides: tuple[Expression, Expression], seeds: Iterable[int]) -> Iterator[Values]:
    """Draw sizes, and numbers for the letters: small ones from small seeds, the same every run."""
    spaces = tuple(dict.fromkeys((*spaces_of(sides[0]), *spaces_of(sides[1]))))
    rooted = _under_a_root(sides[0]) | _under_a_root(sides[1])
    slots = max(len(of_type) for side in sides for of_type in shape(side))
    number = Residue if any(map(has_exponentials, sides)) else Exact
    for seed in seeds:
        random = Random(seed)
        grown = seed % PERIOD
        largest = 2 + grown // (8 * max(1, slots - 1))  # three slots have sizes cubed
        sizes = {
            s: random.choice((1, 4))
            if s in rooted
            else random.randint(1 if grown > 15 else 2, largest)
            for s in spaces
        }
        for side in sides:
            _make_room(letters_of(side), sizes)
        values = Values(sizes, random, turn=seed, number=number)
        placed = [head for side in sides for head in _placed(side, values, {})]
        if placed:
            sizes["n_heads"] = max(len({head for at, head in placed if at == layer})
                                   for layer, _ in placed)  # fmt: skip
        yield values


def _placed(e: Expression, values: Values, heads: Heads) -> Iterator[tuple[At, object]]:
    """List the heads whose coordinates an expression includes, with their layer."""
    if isinstance(e, Letter) and e.generator.kind == "inclusion":
        *layer, head = (heads.get(i, i) for i in e.generator.index)
        yield tuple(layer), head
    if isinstance(e, HeadSum):
        for head in values.heads_in(e.over, heads) or (nobody(e.over),):
            yield from _placed(e.body, values, {**heads, e.index: head})
    else:
        for part in parts_of(e):
            yield from _placed(part, values, heads)


def nobody(over: HeadSet) -> Head:
    """Return a head that is in no set: for it a summand is as large as for one that is."""
    return Head(over.name, ("nobody",), -1)


def _make_room(letters: Iterator[Generator], sizes: dict[str, int]) -> None:
    """Choose sizes at which there are letters of their kind."""
    for g in letters:
        if g.kind == "isometry":  # no more columns than rows
            sizes[g.rows[0]] = max(sizes[g.rows[0]], sizes[g.cols[0]])
        if g.kind == "rotation":  # planes have two coordinates each
            sizes[g.rows[0]] += sizes[g.rows[0]] % 2


def from_a_large_range(sides: tuple[Expression, Expression]) -> Values:
    """Draw entries of ±2³¹."""
    values = next(draws(sides, [0]))
    values.lowest, values.highest = -(2**31), 2**31
    return values


def has_exponentials(e: Expression) -> bool:
    """Tell whether an expression takes exponentials: then its numbers are residues."""
    return isinstance(e, Pattern | Exp) or any(map(has_exponentials, parts_of(e)))
