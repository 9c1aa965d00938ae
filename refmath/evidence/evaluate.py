"""Evaluation: what an expression says, computed from the definitions in exact numbers."""

from __future__ import annotations

import numpy as np

from refmath.evidence.drawn_values import Values
from refmath.evidence.exact_numbers import Exact, Matrix, exact_array
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


def both_sides(sides: tuple[Expression, Expression], values: Values) -> tuple[Matrix, Matrix]:
    """Evaluate two sides with the same numbers; a free head index means head 0."""
    left, right = (evaluate(reindexed(side, "h", 0), values) for side in sides)
    return left, right
