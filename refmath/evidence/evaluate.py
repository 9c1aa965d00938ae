"""Evaluation: what an expression says, computed from the definitions in exact numbers.

An index that a sum over heads binds is looked up where a letter has it, never put for another.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from refmath.evidence.drawn_values import Heads, Values, each, nobody
from refmath.evidence.exact_numbers import Matrix
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
from refmath.symbolic.letters import Index


def evaluate(e: Expression, values: Values, heads: Heads | None = None) -> Matrix:
    """Compute what an expression says, from the definitions, in exact numbers.

    Args:
        e: the expression; a sum over heads runs through those that `values` has in its set.
        values: the numbers for its letters.
        heads: what the indices mean that sums around it bind.

    Returns:
        An object array of exact numbers, of the expression's shape; a scalar is 1 × 1.
    """
    here = heads or {}
    match e:
        case Letter(g):
            return values.of(g, here)
        case Identity(spaces):
            return values.array(np.eye(values.dimension(spaces), dtype=int))
        case Product(parts):
            out = evaluate(parts[0], values, here)
            for part in parts[1:]:
                out = out @ evaluate(part, values, here)
            return out
        case Sum(parts):
            terms = [evaluate(part, values, here) for part in parts]
            return sum(terms[1:], terms[0])
        case Scaled(factor, body):
            by = factor if isinstance(factor, int) else values.of(factor, here)[0, 0]
            return evaluate(body, values, here) * by
        case Tensor(parts):
            out = evaluate(parts[0], values, here)
            for part in parts[1:]:
                out = np.kron(out, evaluate(part, values, here))
            return out
        case Transpose(body):
            return evaluate(body, values, here).T
        case Vec(body):
            return evaluate(body, values, here).reshape(-1, 1)
        case Trace(body):
            return np.asarray([[np.trace(evaluate(body, values, here))]], dtype=object)
        case HeadSum():
            return _over_heads(e, values, here)
        case Pattern():
            return _kept_softmax(e, values, here)
        case Named(_, _, _, body):
            return evaluate(body, values, here)
        case Exp() | Apply() | Hadamard() | Diag() | Recip():
            return _entry_by_entry(e, values, here)


def _over_heads(e: HeadSum, values: Values, heads: Heads) -> Matrix:
    """Add up over the heads of a set: over none it is 0, as large as a summand would be."""
    each = values.heads_in(e.over, heads)
    if not each:
        return evaluate(e.body, values, {**heads, e.index: nobody(e.over)}) * 0
    terms = [evaluate(e.body, values, {**heads, e.index: head}) for head in each]
    return sum(terms[1:], terms[0])


def _entry_by_entry(
    e: Exp | Apply | Hadamard | Diag | Recip, values: Values, heads: Heads
) -> Matrix:
    match e:
        case Exp(body):
            return each(values.number.exp, evaluate(body, values, heads))
        case Apply(name, body):
            return each(lambda x: values.function(name, x), evaluate(body, values, heads))
        case Hadamard(parts):
            out = evaluate(parts[0], values, heads)
            for part in parts[1:]:
                out = out * evaluate(part, values, heads)
            return out
        case Diag(body):
            column = evaluate(body, values, heads)
            return values.array(np.eye(len(column), dtype=int)) * column
        case Recip(body):
            return 1 / evaluate(body, values, heads)


def _kept_softmax(e: Pattern, values: Values, heads: Heads) -> Matrix:
    """Compute a softmax once for the heads that its letters mean: sums ask for it many times."""
    key = (id(e), tuple((i, heads[i]) for i in sorted(_indices(e, values)) if i in heads))
    if key not in values.kept:
        values.kept[key] = (e, _softmax(e, values, heads))
    return values.kept[key][1]


def _indices(e: Pattern, values: Values) -> frozenset[str]:
    """Collect the names that stand as indices in an expression."""
    if id(e) not in values.named:
        values.named[id(e)] = (e, frozenset(_named(e)))
    return values.named[id(e)][1]


def _named(e: Expression) -> Iterator[str]:
    own: tuple[Index, ...] = ()
    if isinstance(e, Letter):
        own = e.generator.index
    elif isinstance(e, Scaled) and not isinstance(e.factor, int):
        own = e.factor.index
    elif isinstance(e, HeadSum):
        own = e.over.index
    yield from (index for index in own if isinstance(index, str))
    for part in parts_of(e):
        yield from _named(part)


def _softmax(e: Pattern, values: Values, heads: Heads) -> Matrix:
    """Compute e_ij / Σ_k e_ik entry by entry: no code is shared with the numeric functions."""
    scores = evaluate(e.scores, values, heads)
    n = len(scores)
    out = np.empty((n, n), dtype=object)
    for i in range(n):
        for j in range(n):
            allowed = not e.causal or j <= i
            out[i, j] = scores[i, j].exp() if allowed else values.number(0)
    axis = 1 if e.over == "source" else 0
    return out / out.sum(axis=axis, keepdims=True)


def both_sides(sides: tuple[Expression, Expression], values: Values) -> tuple[Matrix, Matrix]:
    """Evaluate two sides with the same numbers; a free index means a head that no sum has."""
    left, right = (evaluate(side, values) for side in sides)
    return left, right
