"""Derivations written out for a given number of layers and heads."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod

from refmath.arguments import refused, whole_number
from refmath.symbolic.derivation import Step, Theorem
from refmath.symbolic.expressions import Expression, Identity, product, tensor, total
from refmath.theorems.attention_heads import CHAPTER
from refmath.theorems.every_depth import paths_through
from refmath.theorems.notation import W_OV, identity, letter

MAX_PATHS = 1000
"""More lines than this nobody reads; and to check them takes minutes."""

_STREAM = Identity(("n_ctx", "d_model"))


def expansion_of(heads: Sequence[int]) -> Theorem:
    """Derive the path expansion for so many heads in each layer, first layer first.

    Args:
        heads: how many heads each layer has, 1 or more; none for no layers.

    Returns:
        A theorem, whose derivation can be replayed like any other's.

    Raises:
        ValueError: for fewer than one head, or more than `MAX_PATHS` paths.

    Source:
        Elhage et al. 2021, «The Path Expansion Trick».

    Theorem:
        path_expansion

    >>> len(expansion_of((2, 2)).right.parts)
    9
    """
    expected = "integers, 1 or more in each layer"
    try:
        heads = tuple(whole_number("heads", n, least=1, expected=expected) for n in heads)
    except TypeError as error:
        raise refused("heads", expected, heads) from error
    count = prod(1 + n for n in heads)
    if count > MAX_PATHS:
        got = f"{count:,}" if count < 10**24 else "more than 10²⁴"
        raise ValueError(f"heads: expected {MAX_PATHS:,} paths or fewer, got {got}")
    read, write = tensor(identity(), letter("W_E")), tensor(identity(), letter("W_U"))
    layers = [
        total(_STREAM, *(tensor(letter("A", layer, h), W_OV(layer, h)) for h in range(n)))
        for layer, n in enumerate(heads)
    ]
    late_first = range(len(heads))[::-1]
    ways = [dict(path) for path in paths_through(heads)]

    def multiplied(way: dict[int, int], *, with_identities: bool) -> Expression:
        kept = [
            tensor(letter("A", n, way[n]), W_OV(n, way[n])) if n in way else _STREAM
            for n in late_first
            if with_identities or n in way
        ]
        return product(write, *kept, read)

    def term(way: dict[int, int], *, with_identities: bool) -> Expression:
        passed = [(n, way[n]) for n in late_first if n in way]
        A = [letter("A", *p) for p in passed]
        W = product(letter("W_U"), *(W_OV(*p) for p in passed), letter("W_E"))
        if with_identities:
            return tensor(product(identity(), *A, identity()), W)
        return tensor(product(*(A or [identity()])), W)

    lines = [
        (product(write, *reversed(layers), read), ""),
        (total(*(multiplied(way, with_identities=True) for way in ways)), "distributivity"),
        (total(*(multiplied(way, with_identities=False) for way in ways)), "identity"),
        (total(*(term(way, with_identities=True) for way in ways)), "mixed product"),
        (total(*(term(way, with_identities=False) for way in ways)), "identity"),
    ]
    steps = [Step(*lines[0])]
    for line, by in lines[1:]:
        if line != steps[-1].line:  # without layers nothing is there to multiply out
            steps.append(Step(line, by))
    return Theorem(
        name="path_expansion",
        title=f"Path expansion: {len(heads)} layers, heads: {', '.join(map(str, heads)) or '-'}",
        chapter=CHAPTER,
        source="Elhage et al. 2021, «The Path Expansion Trick»",
        plain="Each layer is multiplied out; each term is a path.",
        steps=tuple(steps),
        near_misses=(),
        assumptions=("the patterns are held fixed",),
    )
