"""The explicit-entry route: one shape, every entry a polynomial in distinct indeterminates over ℤ.

Each entry of each letter is an indeterminate of its own. An exponential is an indeterminate for
each argument that differs as a polynomial; one of a short sum is the product of those of its terms.
One over something is an indeterminate too, until in the end all sides are multiplied by the
denominators. Both sides of a theorem must come out as the same matrix of polynomials.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from math import prod
from typing import Any

from sympy import QQ, ZZ, Symbol
from sympy.polys.matrices import DomainMatrix
from sympy.polys.rings import ring

from refmath.symbolic.algebra import shape
from refmath.symbolic.denominators import Reciprocals, cleared
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
    parts_of,
)
from refmath.symbolic.letters import Bound, Generator, HeadSet, Index, Spaces, inverted

Sizes = Mapping[str, int]


def explicit_entries(
    sides: tuple[Expression, ...], sizes: Sizes, n_heads: int, free: Mapping[str, int]
) -> tuple[list[list[Any]], ...]:
    """Write each side as a matrix of polynomials over ℤ, all over one ring.

    Args:
        sides: the expressions.
        sizes: how large each space is, by its name.
        n_heads: how many heads a sum over heads runs through.
        free: which head a free index means.
    """
    heads: Heads = dict(free.items())
    closed = tuple(written_out(side, n_heads, heads) for side in sides)
    named = tuple(dict.fromkeys(index for side in closed for index in _inclusions(side)))
    n_heads = max(n_heads, len(named))
    names = _indeterminates(closed, sizes, n_heads)
    # Symbols, not names: SymPy would take a name apart at its commas.
    divides = any(map(_has_an_inverse, closed))
    R, *generators = ring([Symbol(name) for name in names], QQ if divides else ZZ)
    state = _Ring(R, dict(zip(names, generators, strict=True)), dict(sizes), n_heads, named)
    return _cleared([state.matrix(side).to_list() for side in closed], state.denominators)


def _cleared(
    sides: list[list[list[Any]]], denominators: Reciprocals
) -> tuple[list[list[Any]], ...]:
    """Free the entries in which the sides differ from their denominators, place by place.

    Where they differ all the same the sides do, and what comes after may stay as it is.
    """
    if any((len(side), len(side[0])) != (len(sides[0]), len(sides[0][0])) for side in sides):
        return tuple(sides)
    for rows in zip(*sides, strict=True):
        for j, entries in enumerate(zip(*rows, strict=True)):
            if any(entry != entries[0] for entry in entries):
                free = cleared(entries, denominators)
                for row, entry in zip(rows, free, strict=True):
                    row[j] = entry
                if any(entry != free[0] for entry in free):
                    return tuple(sides)
    return tuple(sides)


Heads = Mapping[Index, Index]


def written_out(e: Expression, n_heads: int, heads: Heads) -> Expression:
    """Write the sums over heads out, and put a head for each index that is bound or given.

    Args:
        e: the expression.
        n_heads: how many heads each set has; those of two sets are different heads.
        heads: what the indices mean that aren't bound in it.
    """
    match e:
        case Letter(g):
            return Letter(_of_heads(g, heads))
        case Named(_, _, _, body):
            return written_out(body, n_heads, heads)
        case HeadSum(index, body, over):
            where = _of_set(over, heads)
            each = (Bound(f"{where}:{k}") for k in range(n_heads))
            return Sum(tuple(written_out(body, n_heads, {**heads, index: h}) for h in each))
        case Scaled(factor, body):
            by = factor if isinstance(factor, int) else _of_heads(factor, heads)
            return Scaled(by, written_out(body, n_heads, heads))
    parts = tuple(written_out(part, n_heads, heads) for part in parts_of(e))
    match e:
        case Product():
            return Product(parts)
        case Sum():
            return Sum(parts)
        case Tensor():
            return Tensor(parts)
        case Hadamard():
            return Hadamard(parts)
        case Pattern():
            return Pattern(parts[0], e.over, e.causal)
        case Apply(name, _):
            return Apply(name, parts[0])
        case Transpose() | Vec() | Trace() | Exp() | Diag() | Recip():
            return type(e)(parts[0])
    return e


def _of_heads(g: Generator, heads: Heads) -> Generator:
    return replace(g, index=tuple(heads.get(i, i) for i in g.index))


def _of_set(over: HeadSet, heads: Heads) -> str:
    return f"{over.name}{[str(heads.get(i, i)) for i in over.index] or ''}"


def _inclusions(e: Expression) -> list[Index]:
    """List the heads whose coordinates an expression includes, as often as it does."""
    if isinstance(e, Letter) and e.generator.kind == "inclusion":
        return [e.generator.index[-1]]
    return [index for part in parts_of(e) for index in _inclusions(part)]


def _has_an_inverse(e: Expression) -> bool:
    if isinstance(e, Letter):
        return e.generator.kind == "inverse"
    return any(map(_has_an_inverse, parts_of(e)))


def _indeterminates(sides: tuple[Expression, ...], sizes: Sizes, n_heads: int) -> list[str]:
    found: dict[str, None] = {}
    entrywise = 0
    todo = list(sides)
    while todo:
        e = todo.pop(0)
        todo.extend(parts_of(e))
        if isinstance(e, Pattern | Exp | Apply | Recip):
            rows, cols = (dimension(s, sizes, n_heads) for s in shape(e))
            entrywise += rows * cols
        if isinstance(e, Scaled) and isinstance(e.factor, Generator):
            found[entry_name(e.factor, 0, 0)] = None
        if isinstance(e, Letter) and e.generator.kind != "inclusion":
            g = inverted(e.generator) if e.generator.kind == "inverse" else e.generator
            rows, cols = (dimension(s, sizes, n_heads) for s in (g.rows, g.cols))
            found.update((entry_name(g, i, j), None) for i in range(rows) for j in range(cols))
    exponentials = [f"e{k}" for k in range(_MOST_FACTORS * entrywise)]
    return [*found, *exponentials, *(f"r{k}" for k in range(entrywise + len(exponentials)))]


_MOST_FACTORS = 4
"""Of how many terms a sum may be whose exponential is written as a product of theirs."""


def has_entries(e: Expression) -> bool:
    """Tell whether fractions of polynomials can say it: a rotation they can't."""
    if isinstance(e, Letter) and e.generator.kind in ("isometry", "rotation", "centring"):
        return False
    if isinstance(e, Pattern) and _has_a_pattern_or_a_sum_over_heads(e.scores):
        return False  # they would be of millions of terms
    return all(has_entries(part) for part in parts_of(e))


def _has_a_pattern_or_a_sum_over_heads(e: Expression) -> bool:
    here = isinstance(e, Pattern | HeadSum)
    return here or any(map(_has_a_pattern_or_a_sum_over_heads, parts_of(e)))


def dimension(spaces: Spaces, sizes: Sizes, n_heads: int) -> int:
    """Multiply out how large a tensor product of spaces is."""
    all_sizes = {**sizes, "n_heads·d_head": n_heads * sizes.get("d_head", 1), "one": 1}
    return prod(all_sizes[space] for space in spaces)


def entry_name(g: Generator, i: int, j: int) -> str:
    """Name the indeterminate that stands for one entry of one letter: of its name *and* type."""
    kind = f": {'·'.join(g.rows)} × {'·'.join(g.cols)}" if g.rows or g.cols else ""
    return f"{g.name}{list(g.index) if g.index else ''}[{i}, {j}]{kind}"


@dataclass
class _Ring:
    """A ring with its named generators, and the exponentials given out so far."""

    R: Any
    named: dict[str, Any]
    sizes: Sizes
    n_heads: int
    heads: tuple[Index, ...] = ()
    given: dict[str, dict[Any, Any]] = field(default_factory=lambda: {"e": {}, "r": {}})

    def matrix(self, e: Expression) -> DomainMatrix:
        match e:
            case Letter(g) if g.kind == "inclusion":
                return self._inclusion(g.index)
            case Letter(g) if g.kind not in ("free", "one-hot"):
                return self._of_kind(g)
            case Letter(g):
                rows, cols = self._dimensions(e)
                return self._made(
                    [[self.named[entry_name(g, i, j)] for j in range(cols)] for i in range(rows)]
                )
            case Identity():
                return DomainMatrix.eye(self._dimensions(e)[0], self.R.to_domain()).to_dense()
            case Product(parts):
                out = self.matrix(parts[0])
                for part in parts[1:]:
                    out = out * self.matrix(part)
                return out
            case Sum(parts):
                out = self.matrix(parts[0])
                for part in parts[1:]:
                    out = out + self.matrix(part)
                return out
            case Scaled(factor, body):
                by = factor if isinstance(factor, int) else self.named[entry_name(factor, 0, 0)]
                return self._entrywise(lambda x: x * by, body)
            case Tensor(parts):
                out = self.matrix(parts[0])
                for part in parts[1:]:
                    out = self._kronecker(out, self.matrix(part))
                return out
            case Transpose(body):
                return self.matrix(body).transpose()
            case Vec(body):
                return self._made([[x] for row in self.matrix(body).to_list() for x in row])
            case Trace(body):
                rows = self.matrix(body).to_list()
                return self._made([[sum((rows[i][i] for i in range(len(rows))), self.R(0))]])
            case Pattern():
                return self._pattern(e)
            case Exp(body):
                return self._entrywise(self._exponential, body)
            case Apply(name, body):
                return self._entrywise(partial(self._value, name), body)
            case Recip(body):
                return self._entrywise(self._reciprocal, body)
            case Hadamard(parts):
                factors = [self.matrix(part).to_list() for part in parts]
                return self._made(
                    [
                        [prod(x) for x in zip(*rows, strict=True)]
                        for rows in zip(*factors, strict=True)
                    ]
                )
            case Diag(body):
                column = [row[0] for row in self.matrix(body).to_list()]
                places, none = range(len(column)), self.R(0)
                return self._made([[column[i] if i == j else none for j in places] for i in places])
        raise ValueError(f"e: expected what has entries of its own, got {type(e).__name__}")

    def _entrywise(self, function: Callable[[Any], Any], body: Expression) -> DomainMatrix:
        return self._made([[function(x) for x in row] for row in self.matrix(body).to_list()])

    def _dimensions(self, e: Expression) -> tuple[int, int]:
        rows, cols = shape(e)
        return dimension(rows, self.sizes, self.n_heads), dimension(cols, self.sizes, self.n_heads)

    def _made(self, rows: list[list[Any]]) -> DomainMatrix:
        return DomainMatrix(rows, (len(rows), len(rows[0])), self.R.to_domain())

    def _inclusion(self, index: tuple[Index, ...]) -> DomainMatrix:
        """Lay the heads side by side; those of another layer begin somewhere else."""
        layer = sum(i for i in index[:-1] if isinstance(i, int))
        width, head = self.sizes["d_head"], self._place(index[-1]) + layer
        head %= self.n_heads
        rows = range(self.n_heads * width)
        return self._made(
            [[self.R(int(i == head * width + j)) for j in range(width)] for i in rows]
        )

    def _place(self, head: Index) -> int:
        return head if isinstance(head, int) else self.heads.index(head)

    def _of_kind(self, g: Generator) -> DomainMatrix:
        rows, cols = self._dimensions(Letter(g))
        one, none = self.R(1), self.R(0)

        def x(i: int, j: int) -> Any:
            return self.named[entry_name(g, i, j)]

        match g.kind:
            case "ones":
                return self._made([[one] * cols for _ in range(rows)])
            case "stochastic":  # what the earlier sources leave of 1 goes to the destination itself
                return self._made(
                    [
                        [x(i, j) if j < i else none for j in range(i)]
                        + [one - sum((x(i, j) for j in range(i)), none)]
                        + [none] * (cols - 1 - i)
                        for i in range(rows)
                    ]
                )
            case "causal":
                return self._made(
                    [[one if j <= i else none for j in range(cols)] for i in range(rows)]
                )
            case "mask":  # a window of two
                return self._made(
                    [[one if i - 1 <= j <= i else none for j in range(cols)] for i in range(rows)]
                )
            case "first":
                kept = (rows + 1) // 2
                return self._made(
                    [[one if i == j < kept else none for j in range(cols)] for i in range(rows)]
                )
            case "diagonal":
                return self._made(
                    [[x(i, j) if i == j else none for j in range(cols)] for i in range(rows)]
                )
            case "invertible":
                lower, upper = self._triangles(g, rows)
                return lower * self._pivots(rows) * upper
            case "inverse":
                lower, upper = self._triangles(inverted(g), rows)
                before, behind = map(self._unitriangular_inverse, (upper, lower))
                return before * self._pivots(rows, inverse=True) * behind
            case "permutation":  # each goes one place on, the last to the front
                return self._made(
                    [
                        [one if (i + 1) % rows == j else none for j in range(cols)]
                        for i in range(rows)
                    ]
                )
        raise ValueError(
            f"g: expected a letter that polynomials stand for, got one of kind {g.kind!r}"
        )

    def _triangles(self, g: Generator, n: int) -> tuple[DomainMatrix, DomainMatrix]:
        """Return L and U with ones on their diagonals: almost every matrix is some L D U."""
        one, none = self.R(1), self.R(0)

        def entry(i: int, j: int, below: bool) -> Any:
            if i == j:
                return one
            return self.named[entry_name(g, i, j)] if (j < i) == below else none

        lower, upper = (
            [[entry(i, j, below) for j in range(n)] for i in range(n)] for below in (True, False)
        )
        return self._made(lower), self._made(upper)

    def _pivots(self, n: int, *, inverse: bool = False) -> DomainMatrix:
        """Return D, of determinant other than 1 and −1, or its inverse."""
        pivots = [2 + i % 2 for i in range(n)]
        on_diagonal = [self.R(QQ(1, p)) if inverse else self.R(p) for p in pivots]
        none = self.R(0)
        return self._made(
            [[on_diagonal[i] if i == j else none for j in range(n)] for i in range(n)]
        )

    def _unitriangular_inverse(self, m: DomainMatrix) -> DomainMatrix:
        """Sum (Id − m)^k over k: with ones on the diagonal, the powers end."""
        n = m.shape[0]
        eye = DomainMatrix.eye(n, self.R.to_domain()).to_dense()
        out = power = eye
        for _ in range(n - 1):
            power = power * (eye - m)
            out = out + power
        return out

    def _kronecker(self, a: DomainMatrix, b: DomainMatrix) -> DomainMatrix:
        """By its definition: entry ((i, a), (j, b)) is A[i, j] W[a, b]."""
        return self._made([[x * y for x in p for y in q] for p in a.to_list() for q in b.to_list()])

    def _pattern(self, e: Pattern) -> DomainMatrix:
        scores = self.matrix(e.scores).to_list()
        n = len(scores)
        weights = [
            [self.R(0) if e.causal and j > i else self._exponential(scores[i][j]) for j in range(n)]
            for i in range(n)
        ]
        if e.over == "source":
            return self._made(
                [[w * self._reciprocal(sum(row, self.R(0))) for w in row] for row in weights]
            )
        columns = [self._reciprocal(sum(weights[i][j] for i in range(n))) for j in range(n)]
        return self._made([[weights[i][j] * columns[j] for j in range(n)] for i in range(n)])

    def _exponential(self, score: Any) -> Any:
        """Write exp(Σ c m) as ∏ exp(m)^c if the terms are few and c whole; else by one letter."""
        terms = score.terms()
        if len(terms) > _MOST_FACTORS or any(int(c) != c for _, c in terms):
            return self._given("e", score)
        out = self.R(1)
        for monomial, c in terms:
            e = self._given("e", self.R({monomial: self.R.domain.one}))
            out *= e ** int(c) if c > 0 else self._reciprocal(e) ** -int(c)
        return out

    def _value(self, name: str, x: Any) -> Any:
        return self._given("e", (name, x))

    def _reciprocal(self, of: Any) -> Any:
        return self._given("r", of)

    def _given(self, kind: str, of: Any) -> Any:
        """Return the indeterminate that stands for a function of this: the next, at first use."""
        given = self.given[kind]
        if of not in given:
            given[of] = self.named[f"{kind}{len(given)}"]
        return given[of]

    @property
    def denominators(self) -> Reciprocals:
        """The reciprocals in the order in which they were given out, with what each is one over."""
        return [(r, of) for of, r in self.given["r"].items()]
