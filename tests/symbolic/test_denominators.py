"""Fractions compared without fractions: equal if and only if they come out equal."""

import pytest
from sympy import ZZ
from sympy.polys.rings import ring

from refmath.symbolic.denominators import cleared

R, a, b, r, s = ring("a b r s", ZZ)
NESTED = ((r, a + b), (s, a * r + b))
"""1/(a + b), and one over a sum with that in it."""

EQUAL = {
    "a sum over itself": (a * r + b * r, R(1)),
    "a square": (a * a * r * r + 2 * a * b * r**2 + b * b * r**2, R(1)),
    "nested": (a * r * s + b * s, R(1)),
    "of two depths": (s * r * (a + b), s),
    "no fraction": (a - b, a - b),
}
UNEQUAL = {
    "another sum": (a * r + 2 * b * r, R(1)),
    "one over each": (a * r, R(1) - a * r),
    "nested": (a * r * s + b * r * s, R(1)),
    "no fraction": (a, b),
}


@pytest.mark.parametrize("case", EQUAL)
def test_equal_fractions_come_out_equal(case) -> None:
    one, other = cleared(EQUAL[case], NESTED)
    assert one == other != 0


@pytest.mark.parametrize("case", UNEQUAL)
def test_unequal_fractions_come_out_unequal(case) -> None:
    one, other = cleared(UNEQUAL[case], NESTED)
    assert one != other


def test_no_reciprocal_is_left() -> None:
    for entries in (*EQUAL.values(), *UNEQUAL.values()):
        for out in cleared(entries, NESTED):
            assert not {r, s} & {R({m: 1}) for mono in out.itermonoms() for m in _letters(mono)}


def _letters(monomial):
    return [tuple(int(i == k) for i in range(len(monomial))) for k, n in enumerate(monomial) if n]
