"""Random expressions of every node, laws and errors, and an evaluator that knows neither.

The evaluator computes with residues modulo p⁷, where e(s) = exp(p s) turns sums into products, on
lists of Python's integers: no code and no number of the routes is in it. An index that a sum over
heads binds is looked up where it is met, never put for another.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from math import prod
from operator import mul
from random import Random
from types import SimpleNamespace

import pytest

from refmath.symbolic.algebra import shape
from refmath.symbolic.expressions import (
    Apply,
    Diag,
    Exp,
    Expression,
    Hadamard,
    HeadSum,
    Identity,
    Letter,
    Named,
    Pattern,
    Product,
    Recip,
    Scaled,
    Sum,
    Tensor,
    Trace,
    Transpose,
    Vec,
    hadamard,
    parts_of,
    product,
    rebuilt,
    tensor,
    total,
)
from refmath.symbolic.letters import Generator, HeadSet, Index, block, matrix, scalar

PRIME = 2**61 - 1
POWER = 7
MODULUS = PRIME**POWER
_OVER_FACTORIALS = [pow(f, -1, MODULUS) for f in accumulate([1, *range(1, POWER)], mul)]

ONE = ("one",)
SPACES = ("n", "m", "p")
SETS = (HeadSet("H"), HeadSet("H"), HeadSet("K"), HeadSet("H", ("g",)), HeadSet("K", ("h",)))
INDICES: tuple[tuple[Index, ...], ...] = ((), (), ("h",), ("g",), (0,), ("h", "g"))
HEADS_IN_A_ROW = 8

Type = tuple[tuple[str, ...], tuple[str, ...]]
Matrix = list[list[int]]


# --- the evaluator --------------------------------------------------------------------------------


class NoPlaceLeft(Exception):  # noqa: N818
    """More heads are laid in a row than the world has places for."""


def exponential(s: int) -> int:
    """exp(p s), whose terms from p⁷ on are 0."""
    out, power, step = 0, 1, PRIME * s % MODULUS
    for over in _OVER_FACTORIALS:
        out += power * over
        power = power * step % MODULUS
    return out % MODULUS


@dataclass
class World:
    """What every space, set and letter stands for; a letter is drawn when it is first met.

    Written out, the world is the one that explicit entries speak of: two heads in every set, one
    permutation, one projection.
    """

    seed: int
    sizes: dict[str, int]
    heads: dict[str, int]
    free: dict[Index, object] = field(default_factory=dict)
    written_out: bool = False
    drawn: dict[object, Matrix] = field(default_factory=dict)
    places: dict[object, dict[object, int]] = field(default_factory=dict)

    def size(self, spaces: tuple[str, ...]) -> int:
        all_in_a_row = HEADS_IN_A_ROW * self.sizes["d_head"]
        sizes = {**self.sizes, "one": 1, "n_heads·d_head": all_in_a_row}
        return prod(sizes[s] for s in spaces)

    def heads_of(self, over: HeadSet, here: dict[Index, object]) -> list[object]:
        index = tuple(here.get(i, i) for i in over.index)
        n = self.heads[over.name]
        if index and not self.written_out:
            n = self.chance("heads", over.name, index).randint(1, 3)
        return [(over.name, index, k) for k in range(n)]

    def chance(self, *key: object) -> Random:
        return Random(f"{self.seed} {key}")

    def function(self, name: str, x: int) -> int:
        return self.chance(name, x).randrange(MODULUS)

    def letter(self, g: Generator, here: dict[Index, object]) -> Matrix:
        index = tuple(here.get(i, i) for i in g.index)
        key = (g.name, g.rows, g.cols, g.kind, index)
        if key not in self.drawn:
            made = KINDS[g.kind](
                self, self.chance(key), self.size(g.rows), self.size(g.cols), index
            )
            self.drawn[key] = made
        return self.drawn[key]


def _filled(entry: Callable[[int, int], int], rows: int, cols: int) -> Matrix:
    return [[int(entry(i, j)) for j in range(cols)] for i in range(rows)]


def _free(_: World, chance: Random, rows: int, cols: int, _index: object) -> Matrix:
    return _filled(lambda *_: chance.randrange(MODULUS), rows, cols)


def _ones(_: World, _chance: Random, rows: int, cols: int, _index: object) -> Matrix:
    return _filled(lambda *_: 1, rows, cols)


def _causal(_: World, _chance: Random, rows: int, cols: int, _index: object) -> Matrix:
    return _filled(lambda i, j: j <= i, rows, cols)


def _mask(_: World, chance: Random, rows: int, cols: int, _index: object) -> Matrix:
    return _filled(lambda i, j: j == i or (j < i and chance.random() < 0.5), rows, cols)


def _first(world: World, chance: Random, rows: int, cols: int, _index: object) -> Matrix:
    kept = (rows + 1) // 2 if world.written_out else chance.randint(1, rows)
    return _filled(lambda i, j: i == j < kept, rows, cols)


def _permutation(world: World, chance: Random, rows: int, cols: int, _index: object) -> Matrix:
    goes_to = [(i + 1) % rows for i in range(rows)]
    if not world.written_out:
        chance.shuffle(goes_to)
    return _filled(lambda i, j: goes_to[i] == j, rows, cols)


def _diagonal(_: World, chance: Random, rows: int, cols: int, _index: object) -> Matrix:
    return _filled(lambda i, j: chance.randrange(MODULUS) if i == j else 0, rows, cols)


def _stochastic(_: World, chance: Random, rows: int, cols: int, _index: object) -> Matrix:
    weights = _filled(lambda i, j: chance.randint(1, 9) if j <= i else 0, rows, cols)
    return [[w * pow(sum(row), -1, MODULUS) % MODULUS for w in row] for row in weights]


def _inclusion(world: World, _: Random, rows: int, cols: int, index: object) -> Matrix:
    *layer, head = index  # type: ignore[misc]
    places = world.places.setdefault(tuple(layer), {})
    place = places.setdefault(head, len(places))
    if place >= HEADS_IN_A_ROW:
        raise NoPlaceLeft
    order = list(range(rows))
    world.chance("order", layer).shuffle(order)  # each layer's heads lie in an order of their own
    return _filled(lambda i, j: order[i] == place * cols + j, rows, cols)


KINDS = {
    "free": _free,
    "ones": _ones,
    "causal": _causal,
    "mask": _mask,
    "first": _first,
    "permutation": _permutation,
    "diagonal": _diagonal,
    "stochastic": _stochastic,
    "inclusion": _inclusion,
}


def _times(a: Matrix, b: Matrix) -> Matrix:
    columns = list(zip(*b, strict=True))
    return [[sum(map(mul, row, column)) % MODULUS for column in columns] for row in a]


def _plus(a: Matrix, b: Matrix) -> Matrix:
    return [
        [(x + y) % MODULUS for x, y in zip(p, q, strict=True)] for p, q in zip(a, b, strict=True)
    ]


def _entry_by_entry(a: Matrix, b: Matrix) -> Matrix:
    return [[x * y % MODULUS for x, y in zip(p, q, strict=True)] for p, q in zip(a, b, strict=True)]


def _each(function: Callable[[int], int], a: Matrix) -> Matrix:
    return [[function(x) for x in row] for row in a]


def _kronecker(a: Matrix, b: Matrix) -> Matrix:
    return [[x * y % MODULUS for x in p for y in q] for p in a for q in b]


def _turned(a: Matrix) -> Matrix:
    return [list(row) for row in zip(*a, strict=True)]


def _softmax(scores: Matrix, over: str, causal: bool) -> Matrix:
    weights = [
        [0 if causal and j > i else exponential(s) for j, s in enumerate(row)]
        for i, row in enumerate(scores)
    ]
    if over == "destination":
        weights = _turned(weights)
    out = [[w * pow(sum(row), -1, MODULUS) % MODULUS for w in row] for row in weights]
    return _turned(out) if over == "destination" else out


def value(e: Expression, world: World, here: dict[Index, object] | None = None) -> Matrix:
    """Compute an expression; `here` says which head each index means."""
    here = dict(world.free) if here is None else here

    def of(part: Expression) -> Matrix:
        return value(part, world, here)

    match e:
        case Letter(g):
            return world.letter(g, here)
        case Identity(spaces):
            n = world.size(spaces)
            return _filled(lambda i, j: i == j, n, n)
        case Product(parts):
            return _folded(_times, map(of, parts))
        case Sum(parts):
            return _folded(_plus, map(of, parts))
        case Tensor(parts):
            return _folded(_kronecker, map(of, parts))
        case Hadamard(parts):
            return _folded(_entry_by_entry, map(of, parts))
        case Scaled(factor, body):
            by = factor if isinstance(factor, int) else world.letter(factor, here)[0][0]
            return _each(lambda x: by * x % MODULUS, of(body))
        case Transpose(body):
            return _turned(of(body))
        case Vec(body):
            return [[x] for row in of(body) for x in row]
        case Trace(body):
            return [[sum(row[i] for i, row in enumerate(of(body))) % MODULUS]]
        case HeadSum(index, body, over):
            terms = (value(body, world, {**here, index: h}) for h in world.heads_of(over, here))
            return _folded(_plus, terms)
        case Pattern(scores, over, causal):
            return _softmax(of(scores), over, causal)
        case Exp(body):
            return _each(exponential, of(body))
        case Apply(name, body):
            return _each(lambda x: world.function(name, x % MODULUS), of(body))
        case Diag(body):
            column = of(body)
            return _filled(lambda i, j: column[i][0] if i == j else 0, len(column), len(column))
        case Recip(body):
            return _each(lambda x: pow(x, -1, MODULUS), of(body))
        case Named(_, _, _, body):
            return of(body)
    raise AssertionError(e)


def _folded(join: Callable[[Matrix, Matrix], Matrix], parts: Iterator[Matrix]) -> Matrix:
    out = next(parts)
    for part in parts:
        out = join(out, part)
    return out


WORLDS = (
    ({"n": 2, "m": 3, "p": 2, "d_head": 1}, {"H": 2, "K": 3}),
    ({"n": 3, "m": 2, "p": 4, "d_head": 2}, {"H": 3, "K": 1}),
)


def _worlds(free: dict[Index, object] | None = None) -> list[World]:
    return [World(seed, *world, dict(free or {})) for seed, world in enumerate(WORLDS)]


def _differ(a: Expression, b: Expression, worlds: list[World]) -> bool:
    """Whether some world tells the two apart."""
    return any(value(a, world) != value(b, world) for world in worlds)


# --- random expressions ---------------------------------------------------------------------------


def _typed(name: str, rows: str, cols: str, *index: Index, kind: str = "free") -> Expression:
    """A letter whose name says its type, so that one name is one letter."""
    at = f"{rows}{cols.removeprefix('one')}".replace("n_heads·d_head", "all")
    return Letter(matrix(f"{name}_{{{at}}}", rows, cols, *index, kind=kind))


def ones(space: str) -> Expression:
    return _typed("1", space, "one", kind="ones")


def free_indices(e: Expression) -> frozenset[str]:
    """The names of indices that no sum binds."""
    own: tuple[Index, ...] = ()
    if isinstance(e, Letter):
        own = e.generator.index
    if isinstance(e, Scaled) and isinstance(e.factor, Generator):
        own = e.factor.index
    inside = frozenset(i for i in own if isinstance(i, str))
    for part in parts_of(e):
        inside |= free_indices(part)
    if isinstance(e, HeadSum):
        return inside - {e.index} | {i for i in e.over.index if isinstance(i, str)}
    return inside


def names_in(e: Expression) -> frozenset[str]:
    """The names of all indices, bound ones too."""
    inside = free_indices(e).union(*map(names_in, parts_of(e)))
    return inside | {e.index} if isinstance(e, HeadSum) else inside


def named(body: Expression) -> Expression:
    """A body under a name of its own, with the indices that it depends on."""
    name = f"F_{{{zlib.crc32(repr(body).encode())}}}"
    return Named(name, name, tuple(sorted(free_indices(body))), body)


class Writer:
    """Writes expressions of a type, by chance."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.bound: list[str] = []

    def index(self) -> tuple[Index, ...]:
        if self.bound and self.chance.random() < 0.5:
            return (self.chance.choice(self.bound),)
        return self.chance.choice(INDICES)

    def space(self) -> str:
        return self.chance.choice(SPACES)

    def any_type(self) -> Type:
        s, choose = self.space, self.chance.choice
        return choose((
            ((s(),), (s(),)), ((n := s(),), (n,)), ((n,), (n,)), ((n,), (n,)), ((s(),), ONE),
            ((s(), s()), (s(), s())), ((s(), s()), ()), ((), ()),
            ((s(), s(), s()), (s(), s(), s())),
        ))  # fmt: skip

    def leaf(self, rows: tuple[str, ...], cols: tuple[str, ...]) -> Expression:
        if not rows and not cols:
            return Scaled(self.factor(), Trace(self.leaf(("n",), ("n",))))
        if len(rows) == 2 and not cols:
            return Vec(self.leaf(rows[:1], rows[1:]))
        return tensor(*(self.letter(r, c) for r, c in zip(rows, cols, strict=True)))

    def letter(self, r: str, c: str) -> Expression:
        kinds = {"A": "free", "B": "free"}
        if r == c and self.chance.random() < 0.4:
            kinds = {"M": "causal", "N": "mask", "P": "first", "Π": "permutation",
                     "D": "diagonal", "A'": "stochastic"}  # fmt: skip
        if c == "one" and self.chance.random() < 0.4:
            return ones(r)
        if (r, c) == ("n_heads·d_head", "d_head"):
            return Letter(block(self.chance.choice(("h", "g", 0))))
        name = self.chance.choice(list(kinds))
        index = self.index() if name in "AB" or self.chance.random() < 0.5 else ()
        return _typed(name, r, c, *index, kind=kinds[name])

    def factor(self) -> int | Generator:
        c = scalar("c", "c")
        return self.chance.choice((-2, -1, 0, 2, 3, c, Generator("d", "d", (), (), ("h",))))

    def some(self, rows: tuple[str, ...], cols: tuple[str, ...], deep: int = 3) -> Expression:
        """Write an expression of that type, so many nodes deep at most."""
        if cols and not rows:
            return Transpose(self.some(cols, (), deep))
        if deep <= 0:
            return self.leaf(rows, cols)
        kinds: list[Callable[..., Expression]] = [self._sum, self.summed, self._scaled, self._named]
        kinds += [self._leaf]
        if not rows and not cols:
            kinds += [self._trace, self._traces] * 3
        elif not cols:
            kinds += [self._vec, self._acting] * 3
        else:
            kinds += [self._product, self._product, self._transpose]
            kinds += [self._tensor] * 4 if len(rows) > 1 else [self._exp, self._apply]
            kinds += [self._both] * 2 if len(rows) == 1 else []
            kinds += [self._identity] if rows == cols else []
            kinds += [self._pattern, self._diag] if rows == cols and len(rows) == 1 else []
            kinds += [self._recip] * 2 if cols == ONE else []
        return self.chance.choice(kinds)(rows, cols, deep - 1)

    def _leaf(self, rows: tuple[str, ...], cols: tuple[str, ...], _: int) -> Expression:
        return self.leaf(rows, cols)

    def _sum(self, rows: tuple[str, ...], cols: tuple[str, ...], deep: int) -> Expression:
        parts = [self.some(rows, cols, deep) for _ in range(self.chance.choice((2, 2, 3)))]
        if self.chance.random() < 0.15:
            c = self.factor()
            parts = [Scaled(c, part) for part in parts]
        return total(*parts)

    def summed(self, rows: tuple[str, ...], cols: tuple[str, ...], deep: int) -> Expression:
        """Write a sum over heads, of what is likely to depend on the head."""
        self.bound.append(self.chance.choice("gh"))
        body = self.some(rows, cols, deep)
        return HeadSum(self.bound.pop(), body, self.chance.choice(SETS))

    def _scaled(self, rows: tuple[str, ...], cols: tuple[str, ...], deep: int) -> Expression:
        return Scaled(self.factor(), self.some(rows, cols, deep))

    def _named(self, rows: tuple[str, ...], cols: tuple[str, ...], deep: int) -> Expression:
        return named(self.some(rows, cols, deep))

    def _trace(self, _rows: tuple[str, ...], _cols: tuple[str, ...], deep: int) -> Expression:
        spaces = tuple(self.space() for _ in range(self.chance.choice((1, 1, 2, 2, 3))))
        return Trace(self.some(spaces, spaces, deep))

    def _traces(self, _rows: tuple[str, ...], _cols: tuple[str, ...], deep: int) -> Expression:
        return tensor(self.some((), (), deep - 1), self.some((), (), deep - 1))

    def _vec(self, rows: tuple[str, ...], _: tuple[str, ...], deep: int) -> Expression:
        return Vec(self.some(rows[:1], rows[1:], deep))

    def _acting(self, rows: tuple[str, ...], _: tuple[str, ...], deep: int) -> Expression:
        between = (self.space(), self.space())
        return product(self.some(rows, between, deep), self.some(between, (), deep))

    def _product(self, rows: tuple[str, ...], cols: tuple[str, ...], deep: int) -> Expression:
        if len(rows) == 1 and self.chance.random() < 0.15:
            through, over = self._through_a_head(rows[0], cols[0]), self.chance.choice(SETS)
            outer, inner = self.chance.choice("gh"), self.chance.choice("gh")
            return HeadSum(outer, HeadSum(inner, through, over), over)
        between = tuple(self.space() for _ in rows)
        if self.chance.random() < 0.4:
            between = rows
        return product(self.some(rows, between, deep), self.some(between, cols, deep))

    def _through_a_head(self, row: str, col: str) -> Expression:
        into, out = (Letter(block(self.chance.choice("gh"))) for _ in range(2))
        left, right = (
            _typed("L", row, "d_head", *self.index()),
            _typed("R", "d_head", col, *self.index()),
        )
        return product(left, into.T, out, right)

    def _transpose(self, rows: tuple[str, ...], cols: tuple[str, ...], deep: int) -> Expression:
        return Transpose(self.some(cols, rows, deep))

    def _tensor(self, rows: tuple[str, ...], cols: tuple[str, ...], deep: int) -> Expression:
        if rows == cols and self.chance.random() < 0.1:
            return tensor(*(Identity((r,)) for r in rows))
        return tensor(*(self.some((r,), (c,), deep) for r, c in zip(rows, cols, strict=True)))

    def _identity(self, rows: tuple[str, ...], _: tuple[str, ...], _deep: int) -> Expression:
        return Identity(rows)

    def _exp(self, rows: tuple[str, ...], cols: tuple[str, ...], deep: int) -> Expression:
        return Exp(self.some(rows, cols, deep))

    def _apply(self, rows: tuple[str, ...], cols: tuple[str, ...], deep: int) -> Expression:
        return Apply(self.chance.choice("fu"), self.some(rows, cols, deep))

    def _both(self, rows: tuple[str, ...], cols: tuple[str, ...], deep: int) -> Expression:
        if rows == cols and self.chance.random() < 0.5:
            name, kind = self.chance.choice((("M", "causal"), ("N", "mask"), ("N", "mask")))
            index = self.index() if kind == "mask" else ()
            weights = self.some(rows, cols, deep)
            weights = Exp(weights) if self.chance.random() < 0.5 else weights
            return hadamard(_typed(name, rows[0], cols[0], *index, kind=kind), weights)
        return hadamard(self.some(rows, cols, deep), self.some(rows, cols, deep))

    def _pattern(self, rows: tuple[str, ...], cols: tuple[str, ...], deep: int) -> Expression:
        over = self.chance.choice(("source", "source", "destination"))
        return Pattern(self.some(rows, cols, deep), over, self.chance.random() < 0.7)

    def _diag(self, rows: tuple[str, ...], _: tuple[str, ...], deep: int) -> Expression:
        return Diag(self.some(rows, ONE, deep))

    def _recip(self, rows: tuple[str, ...], _: tuple[str, ...], deep: int) -> Expression:
        return Recip(self.positive(rows[0], deep))

    def positive(self, space: str, deep: int) -> Expression:
        """Write a column whose entries are positive as it is written."""
        here, other = (space,), self.space()
        match self.chance.randrange(7 if deep > 0 else 2):
            case 0:
                return Exp(self.some(here, ONE, deep - 1))
            case 1:
                return Exp(self.some(here, (other,), deep - 1)) @ ones(other)
            case 2:
                kind = self.chance.choice((("M", "causal"), ("N", "mask")))
                mask = _typed(kind[0], space, space, kind=kind[1])
                return hadamard(mask, Exp(self.some(here, here, deep - 1))) @ ones(space)
            case 3:
                return self._pattern(here, here, deep - 1) @ self.positive(space, deep - 1)
            case 4:
                return total(self.positive(space, deep - 1), self.positive(space, deep - 1))
            case 5:
                return Recip(self.positive(space, deep - 1))
            case _:
                return Scaled(2, self.positive(space, deep - 1))


# --- what is equal, and what looks so -------------------------------------------------------------


def places(e: Expression, seen: tuple[int, ...] = ()) -> Iterator[tuple[int, ...]]:
    """Every part, by the way that leads to it."""
    yield seen
    for k, part in enumerate(parts_of(e)):
        yield from places(part, (*seen, k))


def part_at(e: Expression, place: tuple[int, ...]) -> Expression:
    for k in place:
        e = parts_of(e)[k]
    return e


def with_part(e: Expression, place: tuple[int, ...], new: Expression) -> Expression:
    """The expression with another part at that place."""
    if not place:
        return new
    parts = list(parts_of(e))
    parts[place[0]] = with_part(parts[place[0]], place[1:], new)
    again = rebuilt(e, tuple(parts))
    return again.body if isinstance(again, Named) else again  # its name would be a lie


def put(e: Expression, old: str, new: Index) -> Expression:
    """One index for another where it is free: right if no sum within binds the new one."""

    def at(index: tuple[Index, ...]) -> tuple[Index, ...]:
        return tuple(new if i == old else i for i in index)

    match e:
        case Letter(g):
            return Letter(Generator(g.name, g.latex, g.rows, g.cols, at(g.index), g.kind))
        case HeadSum(index, body, over):
            inner = body if index == old else put(body, old, new)
            return HeadSum(index, inner, HeadSet(over.name, at(over.index)))
        case Scaled(factor, body):
            if isinstance(factor, Generator):
                factor = Generator(factor.name, factor.latex, (), (), at(factor.index))
            return Scaled(factor, put(body, old, new))
        case Named(_, _, _, body):
            return named(put(body, old, new))
    parts = tuple(put(part, old, new) for part in parts_of(e))
    return rebuilt(e, parts) if parts else e


def laws(e: Expression, chance: Random) -> list[Expression]:
    """Other ways to write an expression."""
    write = Writer(chance)
    rows, cols = shape(e)
    parts = parts_of(e)
    more = write.some(rows, cols, 1)
    out = [Transpose(Transpose(e)), total(e, more, Scaled(-1, more)), total(Scaled(2, e), -e)]
    out += [named(e)]
    out += [product(Identity(rows), e)] if rows else []
    out += [product(e, Identity(cols))] if cols else []
    match e:
        case Sum():
            out += [total(*reversed(parts))]
        case Product() if cols:
            out += [Transpose(product(*(Transpose(p) for p in reversed(parts))))]
            for k, part in enumerate(parts):
                out += [product(*parts[:k], named(part), *parts[k + 1 :])]
                if isinstance(part, Sum):
                    out += [total(*(product(*parts[:k], p, *parts[k + 1 :]) for p in part.parts))]
                if isinstance(part, Scaled):
                    out += [Scaled(part.factor, product(*parts[:k], part.body, *parts[k + 1 :]))]
                others = frozenset().union(*(free_indices(p) for p in parts[:k] + parts[k + 1 :]))
                if isinstance(part, HeadSum) and part.index not in others:
                    inner = product(*parts[:k], part.body, *parts[k + 1 :])
                    out += [HeadSum(part.index, inner, part.over)]
        case Tensor() if len(rows) == len(cols) == 2 == len(parts):
            a, w = parts
            out += [tensor(a, Identity(shape(w)[0])) @ tensor(Identity(shape(a)[1]), w)]
            out += [Transpose(tensor(a.T, w.T))]
        case Transpose(Hadamard(inner)):
            out += [hadamard(*(p.T for p in inner))]
        case Transpose(Exp(body)):
            out += [Exp(body.T)]
        case Transpose(HeadSum(index, body, over)):
            out += [HeadSum(index, body.T, over)]
        case Transpose(Pattern(scores, over, False)):
            out += [Pattern(scores.T, "source" if over != "source" else "destination", False)]
        case Vec(Product(inner)) if len(inner) == 2 and len(shape(inner[0])[0]) == 1:
            a, x = inner
            out += [tensor(a, Identity(shape(x)[1])) @ Vec(x)]
            out += [tensor(Identity(shape(a)[0]), x.T) @ Vec(a)]
        case Trace(Product(inner)):
            if shape(inner[-1])[1]:
                out += [Trace(product(*inner[1:], inner[0]))]
        case Trace(body):
            out += [Trace(body.T)]
        case HeadSum(index, body, over):
            unused = next(name for name in "klo" if name not in names_in(e))
            out += [HeadSum(unused, put(body, index, unused), over)]
            if isinstance(body, Sum):
                out += [total(*(HeadSum(index, p, over) for p in body.parts))]
            if isinstance(body, HeadSum) and index not in (body.index, *body.over.index):
                swapped = HeadSum(index, body.body, over)
                out += [HeadSum(body.index, swapped, body.over)] * (body.index not in over.index)
        case Exp(Sum(inner)):
            out += [hadamard(*map(Exp, inner))]
        case Exp(Scaled(2, body)):
            out += [hadamard(Exp(body), Exp(body))]
        case Hadamard():
            out += [hadamard(*reversed(parts)), hadamard(*parts, Exp(Scaled(0, e)))]
        case Diag(Hadamard(inner)):
            out += [product(*map(Diag, inner))]
        case Recip(Recip(body)):
            out += [body]
        case Recip(Exp(body)):
            out += [Exp(-body)]
        case Pattern():
            out += _softmax_laws(e, write)
        case Letter(g) if g.kind == "ones":
            (n,) = g.rows
            scores, positive = write.some((n,), (n,), 1), write.positive(n, 1)
            out += [Pattern(scores) @ e, Pattern(scores, causal=False) @ e]
            out += [hadamard(Recip(positive), positive), _typed("Π", n, n, kind="permutation") @ e]
        case Letter(g) if g.kind == "first":
            out += [e.T, e @ e]
        case Letter(g) if g.kind in ("mask", "causal"):
            out += [hadamard(e, e)]
        case Identity((n,)):
            turn = _typed("Π", n, n, kind="permutation")
            positive = write.positive(n, 1)
            out += [turn @ turn.T, Diag(ones(n)), Diag(Recip(positive)) @ Diag(positive)]
        case Apply(name, body) if cols != ONE and rows:
            turn = _typed("Π", rows[0], rows[0], kind="permutation")
            out += [turn @ Apply(name, turn.T @ body)]
    return [other for other in out if other != e]


def _softmax_laws(e: Pattern, write: Writer) -> list[Expression]:
    (n,), _ = shape(e)
    weights: Expression = Exp(e.scores)
    if e.causal:
        weights = hadamard(_typed("M", n, n, kind="causal"), weights)
    column = write.some((n,), ONE, 1)
    if e.over == "source":
        out = [Diag(Recip(weights @ ones(n))) @ weights]
        out += [Pattern(e.scores + column @ ones(n).T, "source", e.causal)]
        out += [Diag(Recip(weights @ Exp(column))) @ weights @ Diag(Exp(column))
                @ Identity((n,))] if column == ones(n) else []  # fmt: skip
    else:
        turned = hadamard(*(p.T for p in weights.parts)) if e.causal else weights.T
        out = [weights @ Diag(Recip(turned @ ones(n)))]
        out += [Pattern(e.scores + ones(n) @ column.T, "destination", e.causal)]
    if not e.causal:
        turn = _typed("Π", n, n, kind="permutation")
        moved = product(turn, e.scores, turn.T)
        out += [product(turn.T, Pattern(moved, e.over, False), turn)]
    return out


def templates(chance: Random) -> tuple[Expression, Expression]:
    """Two ways to write one thing, that no law at one place leads from one to the other."""
    write = Writer(chance)
    n, m = write.space(), write.space()
    S, x = write.some((n,), (n,), 2), write.some((n,), (m,), 2)
    P, turn = _typed("P", n, n, kind="first"), _typed("Π", n, n, kind="permutation")
    L, R = _typed("L", n, "d_head", "h"), _typed("R", "d_head", m, "h")
    g, h = Letter(block("g")), Letter(block("h"))
    c, d = write.positive(n, 1), write.some((n,), ONE, 1)
    over = chance.choice(SETS[:3])
    A, W = write.some((n,), (m,), 1), write.some((m,), (n,), 1)
    return chance.choice((
        (P @ Pattern(S), P @ Pattern(product(P, S, P)) @ P),
        (P @ Pattern(S) @ x, P @ Pattern(S @ P) @ P @ x),
        (HeadSum("g", HeadSum("h", product(L, h.T, g, put(R, "h", "g")), over), over),
         HeadSum("h", L @ R, over)),
        (Diag(Recip(c)) @ Diag(d) @ c, d),
        (Pattern(S) @ ones(n), ones(n)),
        (Pattern(product(turn, S, turn.T), causal=False) @ turn,
         turn @ Pattern(S, causal=False)),
        (Vec(product(A, W.T.T, x)), tensor(A, x.T) @ Vec(W)),
        (tensor(A, W) @ tensor(W, A), tensor(A @ W, W @ A)),
        (Trace(tensor(A @ W, S)), tensor(Trace(W @ A), Trace(S))),
        (hadamard(d @ ones(m).T, x), Diag(d) @ x),
        (Exp(d @ ones(m).T + x), Diag(Exp(d)) @ Exp(x)),
    ))  # fmt: skip


def errors(e: Expression, chance: Random) -> list[Expression]:
    """What one might write instead; now and then it is equal."""
    write = Writer(chance)
    rows, cols = shape(e)
    parts = parts_of(e)
    out = [Transpose(e), Scaled(-1, e), total(e, e), Scaled(0, e), Scaled(write.factor(), e)]
    out += [HeadSum(chance.choice("gh"), e, chance.choice(SETS)), write.some(rows, cols, 1)]
    for i in free_indices(e):
        out += [put(e, i, chance.choice(("h", "g", 0, 1)))]
    if rows == cols and rows:
        out += [Identity(rows)]
    match e:
        case Sum() | Hadamard():
            out += [rebuilt(e, parts[1:])] if len(parts) > 2 else [parts[0]]
            out += [product(*parts)] if isinstance(e, Hadamard) else [Hadamard(parts)]
        case Product():
            out += [product(*reversed(parts)), product(*parts[1:]), product(*parts[:-1])]
            out += [product(*(p.T for p in parts)), Hadamard(parts)]
            for k, part in enumerate(parts):
                before, after = parts[:k], parts[k + 1 :]
                out += (
                    [product(*before, part.T, *after), product(*before, *after)] if before else []
                )
                if isinstance(part, HeadSum):  # whatever the others depend on
                    out += [HeadSum(part.index, product(*before, part.body, *after), part.over)]
                if isinstance(part, Sum):
                    out += [total(product(*before, part.parts[0], *after), *part.parts[1:])]
        case Tensor():
            out += [tensor(*reversed(parts)), tensor(*(p.T for p in parts))]
        case Transpose(body) | Named(_, _, _, body) | Scaled(_, body) | Exp(body) | Apply(_, body):
            out += [body]
            if isinstance(e, Scaled) and isinstance(e.factor, int):
                out += [Scaled(e.factor + 1, body)]
            if isinstance(e, Apply):
                out += [Apply("v", body), Exp(body)]
            if isinstance(body, Product):
                out += (
                    [product(*map(type(e), body.parts))] if isinstance(e, Transpose | Exp) else []
                )
        case HeadSum(index, body, over):
            out += [HeadSum("g" if index == "h" else "h", body, over)] * 4
            out += [HeadSum(index, body, chance.choice(SETS)), body, put(body, index, 0)]
            if isinstance(body, HeadSum):  # whatever the sets depend on
                out += [HeadSum(body.index, HeadSum(index, body.body, over), body.over)]
        case Pattern(scores, over, causal):
            out += [Pattern(scores, over, not causal), Pattern(Scaled(2, scores), over, causal)]
            out += [Pattern(scores.T, over, causal), Exp(scores)]
            out += [Pattern(scores, "source" if over != "source" else "destination", causal)]
        case Vec(body):
            out += [Vec(body.T)]
        case Trace(body):
            out += [Trace(Identity(shape(body)[0]))]
            if isinstance(body, Product):
                out += [Trace(product(*reversed(body.parts)))]
        case Diag(body):
            out += [body @ ones(rows[0]).T, Diag(ones(rows[0]))]
        case Recip(body):
            out += [body, ones(rows[0])]
        case Letter(g) if g.kind != "inclusion":
            other = "B" if g.name.startswith("A_") else "A"
            out += [_typed(other, *g.rows, *g.cols, *g.index)] if rows else []
    return [other for other in out if type_or_none(other) == (rows, cols) and other != e]


def type_or_none(e: Expression) -> Type | None:
    try:
        return shape(e)
    except ValueError:
        return None


@dataclass(frozen=True)
class Pair:
    """Two expressions of one type: equal by a law, or with a small error in one of them."""

    left: Expression
    right: Expression
    by_law: bool
    where: str

    @property
    def sides(self) -> tuple[Expression, Expression]:
        return self.left, self.right


def is_slow(written: Pair) -> bool:
    """Whether explicit entries would take seconds, multiplying out what is of two slots or more."""

    def multiplies(e: Expression) -> bool:
        operators = isinstance(e, Product) and len(shape(e.parts[0])[0]) > 1
        return operators or any(map(multiplies, parts_of(e)))

    return any(map(multiplies, written.sides))


def pair(seed: int) -> Pair:
    """Write a pair: the same for the same seed, on every Python."""
    chance = Random(seed)
    if chance.random() < 0.15:
        left, right = templates(chance)
        if chance.random() < 0.4:
            return Pair(left, right, True, "template")
        return _altered(left, right, chance, by_law=False)
    write, deep = Writer(chance), chance.choice((1, 2, 2, 3, 3))
    # What sums bind goes wrong most easily.
    e = (write.summed if chance.random() < 0.4 else write.some)(*write.any_type(), deep)
    return _altered(e, e, chance, by_law=chance.random() < 0.5)


def _altered(left: Expression, e: Expression, chance: Random, *, by_law: bool) -> Pair:
    """Alter one place, or by laws two, one after another."""
    for _ in range(2 if by_law else 1):
        all_places = list(places(e))
        sums = [place for place in all_places if isinstance(part_at(e, place), HeadSum)]
        place = chance.choice(sums if sums and chance.random() < 0.3 else all_places)
        here = part_at(e, place)
        ways = (laws if by_law else errors)(here, chance)
        chance.shuffle(ways)
        for other in ways:
            try:
                e = with_part(e, place, other)
            except ValueError:  # a reciprocal of what may be zero
                continue
            break
    return Pair(left, e, by_law, type(here).__name__)


@pytest.fixture(scope="session")
def checker() -> SimpleNamespace:
    """Random pairs, and the evaluator: `pair(seed)`, `differ(a, b, worlds)`, `worlds()`."""
    return SimpleNamespace(
        pair=pair,
        worlds=_worlds,
        World=World,
        differ=_differ,
        is_slow=is_slow,
        parts=lambda e: [part_at(e, place) for place in places(e)],
        NoPlaceLeft=NoPlaceLeft,
    )
