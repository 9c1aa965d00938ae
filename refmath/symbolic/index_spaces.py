"""The types of expressions as the index route reads them: by itself, sharing no code with words."""

from __future__ import annotations

from itertools import pairwise

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
    ShapeMismatchError,
    Sum,
    Tensor,
    Trace,
    Transpose,
    Vec,
)
from refmath.symbolic.letters import Spaces

Type = tuple[Spaces, Spaces]


def type_of(e: Expression) -> Type:
    """Return row spaces and column spaces.

    Raises:
        ShapeMismatchError: if two parts don't fit.
    """
    match e:
        case Letter(g):
            return g.rows, g.cols
        case Identity(spaces):
            return spaces, spaces
        case Product(parts):
            return _of_a_product([type_of(part) for part in parts])
        case Sum(parts) | Hadamard(parts):
            return _the_one(type(e).__name__, [type_of(part) for part in parts])
        case Tensor(parts):
            types = [type_of(part) for part in parts]
            return tuple(s for r, _ in types for s in r), tuple(s for _, c in types for s in c)
        case Transpose(body):
            rows, cols = type_of(body)
            return cols, rows
        case Vec(body):
            rows, cols = type_of(body)
            return rows + cols, ()
        case Trace(body):
            _of_a_square("Trace", type_of(body))
            return (), ()
        case Pattern(body):
            return _of_a_square("Pattern", type_of(body))
        case Diag(body):
            rows, _ = _of_a_column("Diag", type_of(body))
            return rows, rows
        case Recip(body):
            return _of_a_column("Recip", type_of(body))
        case Scaled(_, body) | HeadSum(_, body) | Named(_, _, _, body) | Exp(body) | Apply(_, body):
            return type_of(body)


def _of_a_product(types: list[Type]) -> Type:
    for (_, inner), (outer, _) in pairwise(types):
        if inner != outer:
            raise ShapeMismatchError(f"Product: expected {inner} for the rows, got {outer}")
    return types[0][0], types[-1][1]


def _the_one(what: str, types: list[Type]) -> Type:
    if any(kind != types[0] for kind in types):
        raise ShapeMismatchError(f"{what}: expected parts of one type, got {types}")
    return types[0]


def _of_a_square(what: str, kind: Type) -> Type:
    rows, cols = kind
    if rows != cols or (what == "Pattern" and len(rows) != 1):
        raise ShapeMismatchError(f"{what}: expected a square matrix, got {rows} × {cols}")
    return kind


def _of_a_column(what: str, kind: Type) -> Type:
    if kind[1] != ("one",) or len(kind[0]) != 1:
        raise ShapeMismatchError(f"{what}: expected a column, got {kind[0]} × {kind[1]}")
    return kind
