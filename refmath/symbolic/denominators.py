"""Fractions without fractions: reciprocals in polynomials, multiplied until none is left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Reciprocals = Sequence[tuple[Any, Any]]
"""Indeterminates, each with what it is one over: polynomials in letters and reciprocals before."""


def cleared(entries: Sequence[Any], reciprocals: Reciprocals) -> tuple[Any, ...]:
    """Multiply entries by the same denominators, until no reciprocal is left in any.

    They are equal as fractions if and only if they come out equal: what they are multiplied by is
    no zero polynomial.

    >>> from sympy import ZZ
    >>> from sympy.polys.rings import ring
    >>> R, a, b, r = ring("a b r", ZZ)
    >>> one, other = cleared((a * r + b * r, R(1)), ((r, a + b),))
    >>> one == other
    True
    """
    for r, T in reversed(reciprocals):
        k = r.ring.gens.index(r)
        highest = max((m[k] for entry in entries for m in entry.itermonoms()), default=0)
        if highest:
            entries = [_without(entry, k, T, highest) for entry in entries]
    return tuple(entries)


def _without(entry: Any, k: int, T: Any, highest: int) -> Any:
    """Put T^(highest − n) for r^n in every term."""
    by_power: dict[int, Any] = {}
    for monomial, c in entry.iterterms():
        n = monomial[k]
        bare = (*monomial[:k], 0, *monomial[k + 1 :])
        by_power.setdefault(n, entry.ring.zero)[bare] = c
    parts = (part * T ** (highest - n) for n, part in by_power.items())
    return sum(parts, entry.ring.zero)
