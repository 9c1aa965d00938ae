r"""Real numbers: exact where roots and their exponentials came in, enclosed where others did.

An exact number is a quotient of sums q √r e^α: q rational, r a whole number without a square (below
0 it stands for i√|r|), α a sum of such q √r. Numbers e^α of different α are linearly independent
over the algebraic numbers (Lindemann and Weierstrass), and so are different √r over the rational
ones: so such a sum is 0 only if no term is left. Any other number, the exponential of an
exponential say, lies between two rationals.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, reduce
from itertools import product as every
from math import ceil, floor, isqrt, prod
from typing import Any, NamedTuple

from sympy import factorint

BITS = 160
"""Enclosures are rounded outwards to so many binary places."""
MOST_BITS = 5120
"""To so many, where the sign of a number that isn't 0 takes more."""


class UndecidedError(ArithmeticError):
    """Two enclosed numbers overlap: neither is known to be the larger."""


class Enclosed(NamedTuple):
    """A real number: not below the first, not above the second."""

    low: Fraction
    high: Fraction


Power = tuple[tuple[int, Fraction], ...]
"""The α of e^α: Σ q √r, by r."""
Sums = Mapping[tuple[int, Power], Fraction]
"""Σ q √r e^α: q by r and α."""
_ONE: tuple[int, Power] = (1, ())


@dataclass(frozen=True, eq=False)
class Exact:
    """A quotient of two sums Σ q √r e^α, the lower one not 0."""

    above: Sums
    below: Sums


Real = Fraction | Exact | Enclosed
Both = Callable[[Real, Real], Real]


# --- sums of q √r e^α -----------------------------------------------------------------------------


def _sums(x: Fraction | Exact) -> tuple[Sums, Sums]:
    if isinstance(x, Exact):
        return x.above, x.below
    return ({_ONE: x} if x else {}), {_ONE: Fraction(1)}


def _added(a: Sums, b: Sums) -> Sums:
    out = dict(a)
    for key, q in b.items():
        out[key] = out.get(key, Fraction(0)) + q
        if not out[key]:
            del out[key]
    return out


def _multiplied(a: Sums, b: Sums) -> Sums:
    out: dict[tuple[int, Power], Fraction] = {}
    for ((r, power), x), ((s, other), y) in every(a.items(), b.items()):
        root, of = _root_of_product(r, s)
        key = (root, _powers_added(power, other))
        product = x * y if of == 1 else x * y * of
        out[key] = out[key] + product if key in out else product
    return {key: q for key, q in out.items() if q}


def _root_of_product(r: int, s: int) -> tuple[int, int]:
    """√r √s = times · √root, both without squares; i · i = −1."""
    if r == 1 or s == 1:
        return r * s, 1
    sign = -1 if r < 0 and s < 0 else 1
    shared = _shared(abs(r), abs(s))
    root = abs(r) * abs(s) // shared**2
    return (-root if (r < 0) != (s < 0) else root), sign * shared


def _shared(a: int, b: int) -> int:
    while b:
        a, b = b, a % b
    return a


def _powers_added(a: Power, b: Power) -> Power:
    if not a or not b:
        return a or b
    out = dict(a)
    for r, q in b:
        out[r] = out.get(r, Fraction(0)) + q
    return tuple(sorted((r, q) for r, q in out.items() if q))


def _quotient(above: Sums, below: Sums) -> Fraction | Exact:
    if not below:
        raise ZeroDivisionError("right: expected a number other than 0, got 0")
    if len(below) == 1:
        ((r, power), q), *_ = below.items()
        inverse = {(r, tuple((s, -p) for s, p in power)): 1 / (q * r)}
        above, below = _multiplied(above, inverse), {_ONE: Fraction(1)}
    first = next(iter(below))
    ratio = above.get(first, Fraction(0)) / below[first]
    if above == {key: ratio * q for key, q in below.items() if ratio}:
        return ratio
    return Exact(above, below)


# --- arithmetic -----------------------------------------------------------------------------------


def plus(a: Real, b: Real) -> Real:
    """Add."""
    if isinstance(a, Fraction) and isinstance(b, Fraction):
        return a + b
    if isinstance(a, Enclosed) or isinstance(b, Enclosed):
        (x, y), (u, v) = enclosed(a), enclosed(b)
        return _outwards(x + u, y + v)
    (n, d), (m, e) = _sums(a), _sums(b)
    if d == e:
        return _quotient(_added(n, m), d)
    return _quotient(_added(_multiplied(n, e), _multiplied(m, d)), _multiplied(d, e))


def times(a: Real, b: Real) -> Real:
    """Multiply."""
    if isinstance(a, Fraction) and isinstance(b, Fraction):
        return a * b
    if isinstance(a, Enclosed) or isinstance(b, Enclosed):
        ends = [x * y for x, y in every(enclosed(a), enclosed(b))]
        return _outwards(min(ends), max(ends))
    (n, d), (m, e) = _sums(a), _sums(b)
    return _quotient(_multiplied(n, m), _multiplied(d, e))


def minus(a: Real, b: Real) -> Real:
    """Subtract."""
    return plus(a, times(Fraction(-1), b))


def divided(a: Real, b: Real) -> Real:
    """Divide.

    Raises:
        ZeroDivisionError: if the divisor is, or may be, 0.
    """
    if isinstance(a, Enclosed) or isinstance(b, Enclosed):
        low, high = enclosed(b)
        if low <= 0 <= high:
            raise ZeroDivisionError(f"right: expected a number other than 0, got {low}")
        return times(a, Enclosed(1 / high, 1 / low))
    (n, d), (m, e) = _sums(a), _sums(b)
    return _quotient(_multiplied(n, e), _multiplied(d, m))


def to_the(a: Real, n: int) -> Real:
    """Raise to a whole power; the power 0 of any number is 1."""
    one: Real = Fraction(1)
    out = reduce(times, [a] * abs(n), one)
    return out if n >= 0 else divided(Fraction(1), out)


def exponential(a: Real) -> Real:
    """Raise e to a number.

    >>> e = exponential(Fraction(1))
    >>> is_zero(minus(times(e, e), exponential(Fraction(2))))
    True
    """
    if a == 0:
        return Fraction(1)
    if not isinstance(a, Enclosed):
        above, below = _sums(a)
        if below == {_ONE: 1} and all(r > 0 and not power for r, power in above):
            power = tuple(sorted((r, q) for (r, _), q in above.items()))
            return Exact({(1, power): Fraction(1)}, {_ONE: Fraction(1)})
    low, high = enclosed(a)
    return Enclosed(enclosed_exp(low)[0], enclosed_exp(high)[1])


def root(a: Real) -> Real:
    """Take the square root; of −1 it is i.

    >>> two = Fraction(2)
    >>> root(Fraction(9, 4)), is_so(times(root(two), root(two)), "=", two)
    (Fraction(3, 2), True)
    """
    if isinstance(a, Fraction):
        whole = a.numerator * a.denominator
        if whole == 0:
            return a
        r = _without_squares(abs(whole))
        outside = Fraction(isqrt(abs(whole) // r), a.denominator)
        return _quotient({(r if whole > 0 else -r, ()): outside}, {_ONE: Fraction(1)})
    low, high = enclosed(a)
    return Enclosed(_root_of(max(low, Fraction(0)), BITS)[0], _root_of(high, BITS)[1])


@cache
def _without_squares(n: int) -> int:
    """Divide a whole number by its largest square."""
    if isqrt(n) ** 2 == n:
        return 1
    return int(prod(p for p, times_in in factorint(n).items() if times_in % 2))


def written(a: Real) -> str:
    """Write a number in digits: rational ones whole, others cut off, with i where it comes in.

    >>> written(root(Fraction(2))), written(plus(Fraction(1, 2), root(Fraction(-9))))
    ('1.41421…', '1/2 + 3 i')
    """
    if isinstance(a, Fraction):
        return str(a)
    imaginary = {key: q for key, q in a.above.items() if key[0] < 0} if isinstance(a, Exact) else {}
    if isinstance(a, Enclosed) or not imaginary:
        return f"{float(enclosed(a).low):.6g}…"
    along = _quotient({(-r, power): q for (r, power), q in imaginary.items()}, a.below)
    across = _quotient({k: q for k, q in a.above.items() if k[0] > 0}, a.below)
    return f"{written(across)} + {written(along)} i"


def size(a: Real) -> Real:
    """Return the absolute value, of a complex number too if its parts are rational."""
    if isinstance(a, Exact) and any(r < 0 for r, _ in a.above):
        if a.below != {_ONE: 1} or set(a.above) - {_ONE, (-1, ())}:
            raise ValueError("size: expected rational parts")
        return root(sum((q * q for q in a.above.values()), Fraction(0)))
    return a if is_so(a, r"\ge", Fraction(0)) else times(Fraction(-1), a)


# --- comparison -----------------------------------------------------------------------------------


def is_zero(a: Real) -> bool:
    """Whether a number is 0, decided without rounding.

    Raises:
        UndecidedError: if it is enclosed, and 0 within.
    """
    if isinstance(a, Exact):
        return not a.above
    if isinstance(a, Enclosed) and a.low < a.high and a.low <= 0 <= a.high:
        raise UndecidedError(f"{float(a.low)} to {float(a.high)} may be 0")
    return a in (0, (0, 0))


def _sign(a: Exact) -> int:
    if not a.above:
        return 0
    bits = BITS
    while bits <= MOST_BITS:
        parts = [_sum_enclosed(s, bits) for s in (a.above, a.below)]
        if all(low > 0 or high < 0 for low, high in parts):
            return prod(1 if low > 0 else -1 for low, _ in parts)
        bits *= 2
    raise UndecidedError(f"a number too near to 0 for {MOST_BITS} binary places")


_SIGNS: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    r"\ne": operator.ne,
    "<": operator.lt,
    r"\le": operator.le,
    r"\ge": operator.ge,
    ">": operator.gt,
}


def is_so(left: Real, sign: str, right: Real) -> bool:
    """Decide what is said of two numbers: =, ≠, <, ≤, ≥ or >.

    Raises:
        UndecidedError: if both are enclosed, and overlap.
    """
    if isinstance(left, Enclosed) or isinstance(right, Enclosed):
        return _is_so_of_enclosed(enclosed(left), sign, enclosed(right))
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return _SIGNS[sign](left, right)
    difference = minus(left, right)
    if sign in ("=", r"\ne"):
        return is_zero(difference) == (sign == "=")
    if isinstance(difference, Fraction):
        return _SIGNS[sign](difference, 0)
    return _SIGNS[sign](_sign(difference) if isinstance(difference, Exact) else difference, 0)


def _is_so_of_enclosed(left: Enclosed, sign: str, right: Enclosed) -> bool:
    answers = {_SIGNS[sign](x, y) for x, y in every(left, right)}
    if len(answers) > 1:
        raise UndecidedError(f"{float(left[0])} to {float(left[1])} {sign} {float(right[0])} …")
    if sign in ("=", r"\ne") and left[0] < right[1] and right[0] < left[1]:
        raise UndecidedError(f"{float(left[0])} = {float(right[0])}, or nearly so")
    return answers.pop()


# --- enclosures -----------------------------------------------------------------------------------


def enclosed(a: Real, bits: int = BITS) -> Enclosed:
    """Enclose a number between two rationals."""
    if isinstance(a, Fraction):
        return Enclosed(a, a)
    if isinstance(a, Enclosed):
        return a
    above, below = _sum_enclosed(a.above, bits), _sum_enclosed(a.below, bits)
    if below[0] <= 0 <= below[1]:
        if bits > MOST_BITS:
            raise UndecidedError(f"a divisor too near to 0 for {MOST_BITS} binary places")
        return enclosed(a, 2 * bits)
    ends = [x / y for x, y in every(above, below)]
    return Enclosed(_down(min(ends), bits), _up(max(ends), bits))


def _sum_enclosed(sums: Sums, bits: int) -> tuple[Fraction, Fraction]:
    low = high = Fraction(0)
    for (r, power), q in sums.items():
        if r < 0:
            raise ValueError("order: expected real numbers, got one with an imaginary part")
        least, most = _root_of(Fraction(r), bits)
        if power:
            first, last = _power_enclosed(power, bits)
            least, most = least * enclosed_exp(first, bits)[0], most * enclosed_exp(last, bits)[1]
        ends = (q * least, q * most)
        low, high = low + min(ends), high + max(ends)
    return low, high


def _power_enclosed(power: Power, bits: int) -> tuple[Fraction, Fraction]:
    low = high = Fraction(0)
    for r, q in power:
        ends = [q * x for x in _root_of(Fraction(r), bits)]
        low, high = low + min(ends), high + max(ends)
    return low, high


def _root_of(x: Fraction, bits: int) -> tuple[Fraction, Fraction]:
    scaled = isqrt(floor(x * 4**bits))
    low = Fraction(scaled, 2**bits)
    return low, (low if low * low == x else Fraction(scaled + 1, 2**bits))


@cache
def enclosed_exp(s: Fraction, bits: int = BITS) -> Enclosed:
    """Enclose e^s between two rationals; e^0 is 1 itself.

    >>> low, high = enclosed_exp(Fraction(1))
    >>> float(low), high - low < Fraction(1, 2**150), enclosed_exp(Fraction(0)) == (1, 1)
    (2.718281828459045, True, True)
    """
    if s == 0:
        return Enclosed(Fraction(1), Fraction(1))
    if s < 0:
        low, high = enclosed_exp(-s, bits)
        return Enclosed(1 / high, 1 / low)
    if s > 1:  # (e^(s/2))²
        low, high = enclosed_exp(s / 2, bits)
        return Enclosed(_down(low * low, bits), _up(high * high, bits))
    least, most = Fraction(1), Fraction(1)
    low = high = Fraction(1)
    for k in range(1, bits):  # s/k is at most 1/2 after the first, and 2^-bits is soon reached
        least, most = _down(least * s / k, bits), _up(most * s / k, bits)
        low, high = low + least, high + most
        if least == 0:
            break
    # what is left is below the last term (1/2 + 1/4 + …)
    return Enclosed(_down(low, bits), _up(high + most, bits))


def _down(x: Fraction, bits: int) -> Fraction:
    return Fraction(floor(x * 2**bits), 2**bits)


def _up(x: Fraction, bits: int) -> Fraction:
    return Fraction(ceil(x * 2**bits), 2**bits)


def _outwards(low: Fraction, high: Fraction) -> Enclosed:
    """Keep few digits of what was enclosed anyway; a number known exactly stays so."""
    return Enclosed(low, high) if low == high else Enclosed(_down(low, BITS), _up(high, BITS))
