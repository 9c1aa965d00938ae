"""Random well-typed expressions, and an evaluator of its own: NumPy on integers, nothing rewritten.

The evaluator shares no code with `refmath`: a bound index is looked up where it is met, never put
for another, so that a captured index shows. Fixtures hand both out (test files import no others).
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from random import Random
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import strategies as st

from refmath.symbolic.algebra import shape
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
    parts_of,
    product,
    rebuilt,
    reindexed,
    tensor,
    total,
)
from refmath.symbolic.letters import HeadSet, Index, block, matrix, scalar

SPACES = ("n", "m", "p")
SCALARS = (scalar("c", "c"), scalar("d", "d"))
INDICES = ("g", "h")
LAYERS = (HeadSet("H"), HeadSet("K"), HeadSet("H", ("g",)))


# --- random expressions ---------------------------------------------------------------------------


def letter(name: str, rows: str, cols: str, *index: Index) -> Expression:
    """Write a letter whose name says its type, so that one name is one letter."""
    return Letter(matrix(f"{name}_{{{rows}{cols}}}", rows, cols, *index))


def free_indices(e: Expression) -> frozenset[str]:
    """Collect the index names that no sum binds."""
    if isinstance(e, Letter):
        return frozenset(i for i in e.generator.index if isinstance(i, str))
    inside = frozenset().union(*(free_indices(part) for part in parts_of(e)))
    if isinstance(e, HeadSum):
        return inside - {e.index} | {i for i in e.over.index if isinstance(i, str)}
    return inside


def named(body: Expression) -> Expression:
    """Give a body a name that is its own, with the indices that it depends on."""
    name = f"F_{{{zlib.crc32(repr(body).encode())}}}"
    return Named(name, name, tuple(sorted(free_indices(body))), body)


@st.composite
def _expressions(draw: Any, rows: tuple[str, ...], cols: tuple[str, ...], deep: int) -> Expression:
    """Draw an expression of that type: a matrix, an operator of two slots, or a flattened one."""

    def part(r: tuple[str, ...], c: tuple[str, ...]) -> Expression:
        return draw(_expressions(r, c, deep - 1))

    def index() -> tuple[Index, ...]:
        return draw(st.sampled_from(((), ("h",), ("g",), (0,), ("h", "g"))))

    one_slot = len(rows) == len(cols) == 1
    flat = not cols and len(rows) == 2
    if deep <= 0:
        if flat:
            return Vec(letter("X", *rows, *index()))
        slots = [
            letter(draw(st.sampled_from("AB")), r, c, *index())
            for r, c in zip(rows, cols, strict=True)
        ]
        return tensor(*slots)
    kinds = ["leaf", "product", "sum", "scaled", "heads", "named"]
    if not flat:
        kinds.append("transpose")
    if rows == cols:
        kinds.append("identity")
    if one_slot and rows == cols:
        kinds.append("pattern")
    if len(rows) == 2:
        kinds += ["vec" if flat else "tensor"] * 3
    match draw(st.sampled_from(kinds)):
        case "product":
            middle = tuple(draw(st.sampled_from(SPACES)) for _ in rows)
            return product(part(rows, middle), part(middle, cols))
        case "sum":
            return total(*(part(rows, cols) for _ in range(draw(st.integers(2, 3)))))
        case "scaled":
            factors = st.one_of(st.integers(-2, 3), st.sampled_from(SCALARS))
            return Scaled(draw(factors), part(rows, cols))
        case "heads":
            bound, layer = draw(st.sampled_from(INDICES)), draw(st.sampled_from(LAYERS))
            return HeadSum(bound, part(rows, cols), layer)
        case "named":
            return named(part(rows, cols))
        case "transpose":
            return Transpose(part(cols, rows))
        case "identity":
            return Identity(rows)
        case "pattern":
            # A letter of its own keeps the scores generic: a softmax of nothing, or of Id, has
            # symmetries that no free letter has.
            scores = total(letter("S", *rows, *cols, *index()), part(rows, cols))
            over = draw(st.sampled_from(("source", "destination")))
            return Pattern(scores, over, draw(st.booleans()))
        case "tensor":
            return tensor(*(part((r,), (c,)) for r, c in zip(rows, cols, strict=True)))
        case "vec":
            return Vec(part(rows[:1], rows[1:]))
    return draw(_expressions(rows, cols, 0))


@st.composite
def _types(draw: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:
    space = st.sampled_from(SPACES)
    kind = draw(st.sampled_from(("matrix", "operator", "flat")))
    if kind == "flat":
        return (draw(space), draw(space)), ()
    n = 1 if kind == "matrix" else 2
    return tuple(draw(space) for _ in range(n)), tuple(draw(space) for _ in range(n))


def _any(deep: int = 3) -> st.SearchStrategy[Expression]:
    return _types().flatmap(lambda t: _expressions(*t, deep))


# --- neighbours -----------------------------------------------------------------------------------


def _places(e: Expression, seen: tuple[int, ...] = ()) -> Any:
    """Every part, by the way that leads to it."""
    yield seen
    for k, part in enumerate(parts_of(e)):
        yield from _places(part, (*seen, k))


def _part_at(e: Expression, place: tuple[int, ...]) -> Expression:
    for k in place:
        e = parts_of(e)[k]
    return e


def _replaced(e: Expression, place: tuple[int, ...], new: Expression) -> Expression:
    """The expression with another part at that place."""
    if not place:
        return new
    parts = list(parts_of(e))
    parts[place[0]] = _replaced(parts[place[0]], place[1:], new)
    again = rebuilt(e, tuple(parts))
    # A name that is no longer its body's would be a lie.
    return again.body if isinstance(again, Named) else again


def _altered(e: Expression) -> list[Expression]:
    """Ways to write something of the same type instead, some equal to it and some not."""
    out = [Transpose(Transpose(e)), Scaled(-1, e), total(e, e), HeadSum("h", e, LAYERS[1])]
    parts = parts_of(e)
    match e:
        case Sum():
            out += [total(*parts[1:]), total(*reversed(parts)), total(*parts, Scaled(-1, parts[0]))]
        case Product() if len(parts) == 2 and shape(e)[1]:
            out += [Transpose(Product((Transpose(parts[1]), Transpose(parts[0]))))]
        case Product() | Tensor():
            out += [rebuilt(e, parts[::-1])]
        case Transpose(body):
            out += [body]
        case HeadSum(index, body, over):
            other = "g" if index == "h" else "h"
            out += [
                HeadSum(other, body, over),
                HeadSum("k", reindexed(body, index, "k"), over),
                HeadSum(index, body, LAYERS[int(over == LAYERS[0])]),
                reindexed(body, index, 0),
            ]
            if isinstance(body, HeadSum):
                swapped = HeadSum(index, body.body, over)
                out += [HeadSum(body.index, swapped, body.over)]
        case Pattern(scores, over, causal):
            out += [Pattern(scores, over, not causal), Pattern(Scaled(2, scores), over, causal)]
        case Letter(g):
            out += [Letter(g.renamed("h", "g")), Letter(g.renamed("h", 0)), Transpose(e)]
            out += [tensor(*(Identity((r,)) for r in g.rows))]
        case Tensor() if all(shape(p)[0] == shape(p)[1] for p in parts):
            out += [rebuilt(e, parts[::-1])]
    return [other for other in out if _type_or_none(other) == shape(e)]


def _type_or_none(e: Expression) -> Any:
    try:
        return shape(e)
    except ValueError:
        return None


@st.composite
def _pairs(draw: Any, deep: int = 3) -> tuple[Expression, Expression]:
    """Draw an expression and a neighbour of its type: one place altered, for better or worse."""
    e = draw(_any(deep))
    place = draw(st.sampled_from(list(_places(e))))
    return e, _replaced(e, place, draw(st.sampled_from(_altered(_part_at(e, place)))))


@pytest.fixture(scope="session")
def random() -> SimpleNamespace:
    """Strategies `of(rows, cols, deep)`, `any(deep)`, `pairs(deep)`; letters, names and types."""
    return SimpleNamespace(
        of=_expressions,
        any=_any,
        pairs=_pairs,
        letter=letter,
        named=named,
        free_indices=free_indices,
        spaces=SPACES,
        scalars=SCALARS,
        block=lambda index: Letter(block(index)),
    )


# --- the evaluator --------------------------------------------------------------------------------


@dataclass
class Numbers:
    """What every space, sum and letter stands for; a letter is drawn when it is first met."""

    seed: int
    sizes: dict[str, int]
    heads: dict[str, int]
    free: dict[str, int]
    bound: int = 9
    drawn: dict[Any, np.ndarray] = field(default_factory=dict)

    def size(self, space: str) -> int:
        if space == "n_heads·d_head":
            return self.heads["H"] * self.sizes["d_head"]
        return self.sizes[space]

    def set_of(self, over: HeadSet, heads: dict[str, Any]) -> tuple[Any, ...]:
        return over.name, tuple(heads.get(i, i) for i in over.index)

    def range_of(self, inner: tuple[Any, ...]) -> range:
        """One set with an index has as many heads as its index says by chance: 1 to 3."""
        name, index = inner
        return range(Random(str(index)).randint(1, 3) if index else self.heads[name])

    def given(self, key: tuple[Any, ...], shape: tuple[int, int]) -> np.ndarray:
        """Draw by the key, not by the turn, so that two sides share their letters."""
        if key not in self.drawn:
            chance = Random(f"{self.seed} {key}")
            entries = [chance.randint(-self.bound, self.bound) for _ in range(shape[0] * shape[1])]
            self.drawn[key] = np.array(entries, dtype=object).reshape(shape)
        return self.drawn[key]


DRAWS = (
    ({"n": 2, "m": 3, "p": 4, "d_head": 2}, {"H": 2, "K": 3}),
    ({"n": 4, "m": 2, "p": 3, "d_head": 3}, {"H": 3, "K": 2}),
)


def _draws(bound: int = 9, free: dict[str, int] | None = None) -> list[Numbers]:
    """Two draws of unequal sizes; a free index means a head that no sum and no number names."""
    free = {"g": 7, "h": 8} if free is None else free
    return [Numbers(seed, *draw, free, bound) for seed, draw in enumerate(DRAWS)]


def weight(score: Any) -> Any:
    """Stand for exp: positive, rational, and with no law of its own (s²(s² + s + 1) + 1)."""
    return score**4 + score**3 + score**2 + 1


def softmax(scores: np.ndarray, over: str, causal: bool) -> np.ndarray:
    """Normalise weights row by row (over the source) or column by column, masked or not."""
    n = len(scores)
    w = np.array(
        [
            [Fraction(0) if causal and j > i else Fraction(weight(scores[i, j])) for j in range(n)]
            for i in range(n)
        ],
        dtype=object,
    )
    return w / w.sum(axis=1 if over == "source" else 0, keepdims=True)


def _value(e: Expression, at: Numbers, heads: dict[str, Any]) -> np.ndarray:
    """Compute an expression; `heads` says which head each index means here."""
    match e:
        case Letter(g) if g.name == "ι":
            n, k = at.size("n_heads·d_head"), at.sizes["d_head"]
            head = heads.get(g.index[-1], g.index[-1])
            head = head[-1] if isinstance(head, tuple) else head
            return np.eye(n, dtype=int).astype(object)[:, head * k : (head + 1) * k]
        case Letter(g):
            index = tuple(heads.get(i, i) for i in g.index)
            rows, cols = (int(np.prod([at.size(s) for s in t] or [1])) for t in (g.rows, g.cols))
            return at.given((g.name, g.rows, g.cols, index), (rows, cols))
        case Identity(spaces):
            n = int(np.prod([at.size(s) for s in spaces] or [1]))
            return np.eye(n, dtype=int).astype(object)
        case Product(parts):
            out = _value(parts[0], at, heads)
            for part in parts[1:]:
                out = out @ _value(part, at, heads)
            return out
        case Sum(parts):
            return sum(_value(part, at, heads) for part in parts)
        case Scaled(factor, body):
            number = factor
            if not isinstance(factor, int):
                number = _value(Letter(factor), at, heads)[0, 0]
            return number * _value(body, at, heads)
        case Tensor(parts):
            out = _value(parts[0], at, heads)
            for part in parts[1:]:
                out = np.kron(out, _value(part, at, heads))
            return out
        case Transpose(body):
            return _value(body, at, heads).T
        case Vec(body):
            return _value(body, at, heads).reshape(-1, 1)
        case Trace(body):
            return np.array([[_value(body, at, heads).trace()]], dtype=object)
        case HeadSum(index, body, over):
            inner = at.set_of(over, heads)  # the heads of two sets are different heads
            return sum(_value(body, at, {**heads, index: (*inner, h)}) for h in at.range_of(inner))
        case Pattern(scores, over, causal):
            return softmax(_value(scores, at, heads), over, causal)
        case Named(_, _, _, body):
            return _value(body, at, heads)


@pytest.fixture(scope="session")
def numbers() -> SimpleNamespace:
    """The evaluator: `draws()`, `value(e, at)`, `differ(a, b)`, and `softmax` with its `weight`."""

    def value(e: Expression, at: Numbers) -> np.ndarray:
        return _value(e, at, dict(at.free))

    def differ(a: Expression, b: Expression, **how: Any) -> bool:
        """Whether some draw tells the two apart."""
        return any(bool((value(a, at) != value(b, at)).any()) for at in _draws(**how))

    return SimpleNamespace(draws=_draws, value=value, differ=differ, softmax=softmax, weight=weight)


Chosen = Callable[..., st.SearchStrategy[Expression]]
