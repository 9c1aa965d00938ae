"""Exact numbers with an exponential that turns sums into products: residues modulo p⁷.

No such exponential goes from the rationals to the rationals. Modulo a power of a prime there is
one, e(s) = exp(p s): its series ends after seven terms. So an equation that rests on e(s + t) =
e(s) e(t) is checked in these numbers; what rests on signs and order stays with the rationals. A
sum of n exponentials is n modulo p, and can be divided by.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import accumulate

from refmath.evidence.exact_numbers import rational

PRIME = 2**31 - 1
POWER = 7
MODULUS = PRIME**POWER

_INVERSE_FACTORIALS = tuple(
    pow(factorial, -1, MODULUS) for factorial in accumulate([1, *range(1, POWER + 1)], int.__mul__)
)


class Residue:
    """A residue modulo p⁷, as NumPy's object arrays compute with it.

    >>> Residue(2) / 3 * 3 == 2
    True
    >>> Residue(2).exp() * Residue(3).exp() == Residue(5).exp()
    True
    """

    __slots__ = ("value",)

    def __init__(self, value: object) -> None:
        self.value: int = _value_of(value)

    def __add__(self, other: object) -> Residue:
        return _made(self.value + _value_of(other))

    def __sub__(self, other: object) -> Residue:
        return _made(self.value - _value_of(other))

    def __mul__(self, other: object) -> Residue:
        return _made(self.value * _value_of(other))

    def __truediv__(self, other: object) -> Residue:
        return self * Residue(other)._inverse()

    __radd__ = __add__
    __rmul__ = __mul__

    def __rsub__(self, other: object) -> Residue:
        return Residue(other) - self

    def __rtruediv__(self, other: object) -> Residue:
        return Residue(other) / self

    def __neg__(self) -> Residue:
        return _made(-self.value)

    def __eq__(self, other: object) -> bool:
        return self.value == _value_of(other)

    def __hash__(self) -> int:
        return hash(self.value)

    def __bool__(self) -> bool:
        return self.value != 0

    def __repr__(self) -> str:
        return f"Residue({self.value})"

    def __str__(self) -> str:
        return str(self.value if self.value <= MODULUS // 2 else self.value - MODULUS)

    def exp(self) -> Residue:
        """Take the exponential of p times the number: its terms from p⁷ on are 0."""
        out, power, step = 0, 1, PRIME * self.value % MODULUS
        for inverse in _INVERSE_FACTORIALS:
            out += power * inverse
            power = power * step % MODULUS
        return _made(out)

    def _inverse(self) -> Residue:
        if self.value % PRIME == 0:
            raise ZeroDivisionError("other: expected a number that is not 0 modulo p, got one")
        return _made(pow(self.value, -1, MODULUS))


def _made(value: int) -> Residue:
    out = Residue.__new__(Residue)
    out.value = value % MODULUS
    return out


def _value_of(number: object) -> int:
    return number.value if isinstance(number, Residue) else _residue(rational(number))


def _residue(number: Fraction) -> int:
    if number.denominator == 1:
        return int(number.numerator % MODULUS)
    inverse: int = pow(number.denominator, -1, MODULUS)
    return int(number.numerator * inverse % MODULUS)
