"""All theorems, in reading order: each may rest only on those before it."""

from __future__ import annotations

from refmath.symbolic.derivation import Theorem
from refmath.theorems import attention_heads, depth, layers, tensor_algebra

THEOREMS: tuple[Theorem, ...] = (
    *tensor_algebra.THEOREMS,
    *attention_heads.THEOREMS,
    *layers.THEOREMS,
    *depth.THEOREMS,
)


def earlier_than(name: str) -> dict[str, Theorem]:
    """Return the theorems that stand before the one of that name, by name.

    >>> list(earlier_than("vec"))
    ['distributivity', 'transpose_of_a_product']
    """
    names = [theorem.name for theorem in THEOREMS]
    if name not in names:
        raise ValueError(f"name: must be a theorem ({', '.join(names)}); got {name!r}")
    return {theorem.name: theorem for theorem in THEOREMS[: names.index(name)]}
