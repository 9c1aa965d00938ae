"""Softmaxes taken for letters: a law that leaves them as they are need not look into them.

What stands in a softmax of the second layer is longer than all around it, and stands there once for
each word: a step that is proved for any matrices in their places is proved in a small part of the
time, and holds of the softmaxes as it holds of any.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from refmath.symbolic.algebra import shape
from refmath.symbolic.expressions import (
    Expression,
    Hadamard,
    HeadSum,
    Identity,
    Letter,
    Named,
    Pattern,
    Product,
    Sum,
    Tensor,
    mentions,
    parts_of,
    reindexed,
)
from refmath.symbolic.letters import Bound, Generator, HeadSet, Index

Sets = Mapping[Index, HeadSet]
"""The set of heads that each bound index runs through."""

_Key = tuple[Expression, tuple[HeadSet, ...]]


@dataclass(frozen=True)
class Hidden:
    """A softmax for which a letter stands: the letter's name, the indices that are bound around."""

    name: str
    softmax: Pattern
    bound: Sets


def without_softmaxes(
    before: Expression, after: Expression
) -> tuple[Expression, Expression, tuple[Hidden, ...]]:
    """Put a letter for each softmax that stands on both sides, whatever its heads are called.

    Args:
        before: the one side.
        after: the other side.

    Returns:
        Both sides with letters, and what these stand for.
    """
    keys = [{_key(e, bound): (e, bound) for e, bound in _softmaxes(side, {})}
            for side in (before, after)]  # fmt: skip
    shared = [key for key in keys[0] if key in keys[1]]
    letters = {key: f"softmax_{k}" for k, key in enumerate(shared)}
    left, right = (_put(side, {}, letters) for side in (before, after))
    put = {g.name for side in (left, right) for g in _letters(side)}
    hidden = (Hidden(letters[key], *keys[0][key]) for key in shared if letters[key] in put)
    return left, right, tuple(hidden)


def _key(e: Pattern, bound: Sets) -> _Key:
    """Return a softmax with its heads called by their places, and the sets that they are of."""
    renamed: Expression = e
    for k, index in enumerate(bound):
        renamed = reindexed(renamed, index, Bound(f"·{k}"))
    return _unnamed(renamed), tuple(bound.values())


def _softmaxes(e: Expression, bound: Sets) -> Iterator[tuple[Pattern, Sets]]:
    if isinstance(e, Pattern):
        yield e, {index: over for index, over in bound.items() if mentions(e, index)}
    inside = {**bound, e.index: e.over} if isinstance(e, HeadSum) else bound
    for part in parts_of(e):
        yield from _softmaxes(part, inside)


def _put(e: Expression, bound: Sets, letters: Mapping[_Key, str]) -> Expression:
    if isinstance(e, Pattern):
        ((_, around), *_) = _softmaxes(e, bound)
        name = letters.get(_key(e, around))
        if name is not None:
            return Letter(Generator(name, name, *shape(e), tuple(around)))
    inside = {**bound, e.index: e.over} if isinstance(e, HeadSum) else bound
    return _with_parts(e, tuple(_put(part, inside, letters) for part in parts_of(e)))


def _with_parts(e: Expression, parts: tuple[Expression, ...]) -> Expression:
    """Return an expression with other parts, bracketed as it is."""
    if isinstance(e, Product | Sum | Tensor | Hadamard):
        return type(e)(parts)
    if isinstance(e, Pattern):
        return replace(e, scores=parts[0])
    return e if isinstance(e, Letter | Identity) else replace(e, body=parts[0])


def _unnamed(e: Expression) -> Expression:
    """Return an expression with what is written by a name unfolded."""
    if isinstance(e, Named):
        return _unnamed(e.body)
    return _with_parts(e, tuple(map(_unnamed, parts_of(e))))


def _letters(e: Expression) -> Iterator[Generator]:
    if isinstance(e, Letter):
        yield e.generator
    for part in parts_of(e):
        yield from _letters(part)
