r"""Propositions about numbers, as objects: printed in LaTeX, and evaluated as they are printed.

A proposition says that something follows from something else, and defines its letters. An instance
gives numbers to those that it doesn't define. Numbers are enclosed between two rationals, which are
one unless an exponential came in: what is decided is true of the real numbers.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import product as every
from math import ceil, floor
from typing import Any

Enclosed = tuple[Fraction, Fraction]
"""A real number: not below the first, not above the second."""

Given = Mapping[str, Any]
"""Numbers by letter; for a letter with indices a function of them, for one that indexes an int."""

BITS = 160
"""Exponentials are rounded outwards to so many binary places."""


class UndecidedError(ArithmeticError):
    """Two enclosed numbers overlap: neither is known to be the larger."""


class Term:
    """A number, written with letters; the operators write sums, products and quotients."""

    def __add__(self, other: Term | int) -> Term:
        return Two("+", self, _term(other))

    def __sub__(self, other: Term | int) -> Term:
        return Two("-", self, _term(other))

    def __mul__(self, other: Term | int) -> Term:
        return Two("*", self, _term(other))

    def __truediv__(self, other: Term | int) -> Term:
        return Two("/", self, _term(other))


@dataclass(frozen=True)
class Whole(Term):
    """A whole number."""

    number: int


@dataclass(frozen=True)
class Sign(Term):
    r"""A letter, and at which indices: s_1, \varepsilon, A_{ij}."""

    latex: str
    at: tuple[Term, ...] = ()


@dataclass(frozen=True)
class Two(Term):
    """A sum, a difference, a product or a quotient."""

    operator: str
    left: Term
    right: Term


@dataclass(frozen=True)
class Exp(Term):
    """e to a power."""

    power: Term


@dataclass(frozen=True)
class Bracket(Term):
    """Iverson's bracket: 1 where something holds, 0 elsewhere."""

    of: Compared


@dataclass(frozen=True)
class Over(Term):
    r"""A sum (\sum) or a maximum (\max) over those that a range lists."""

    latex: str
    over: Range | Sequences
    body: Term


@dataclass(frozen=True)
class Compared:
    r"""Two numbers and what is said of them: =, <, \le, \ge, >."""

    left: Term
    sign: str
    right: Term


@dataclass(frozen=True)
class Range:
    """Whole numbers from the first to the last; those alone of which something holds."""

    index: str
    first: Term
    last: Term
    where: tuple[Compared, ...] = ()
    name: str = ""


@dataclass(frozen=True)
class Sequences:
    """All sequences c_1, …, c_n of numbers of a range."""

    name: str
    length: Term
    of: Range


@dataclass(frozen=True)
class NotEmpty:
    """That a range lists something."""

    of: Range


@dataclass(frozen=True)
class ForEach:
    """That something holds for each of a range."""

    over: Range
    holds: Compared


@dataclass(frozen=True)
class Defined:
    """A letter by its definition."""

    sign: Sign
    body: Term


Said = Compared | NotEmpty | ForEach


@dataclass(frozen=True)
class Proposition:
    """If the premises hold, the conclusion does; the definitions say what the letters mean."""

    premises: tuple[Said, ...]
    conclusion: Compared
    definitions: tuple[Defined, ...] = ()

    @property
    def latex(self) -> str:
        """The proposition as it is printed."""
        premises = r", \; ".join(map(_said_latex, self.premises))
        follows = rf"{premises} \;\Longrightarrow\; " if premises else ""
        out = follows + _said_latex(self.conclusion)
        defined = [rf"{_latex(d.sign)} = {_latex(d.body)}" for d in self.definitions]
        return r", \qquad ".join([out, *defined])

    def holds(self, given: Given) -> bool | None:
        """Say whether the conclusion holds of an instance; None if a premise doesn't.

        Raises:
            UndecidedError: if the exponentials aren't enclosed closely enough.
        """
        known = _with_definitions(given, self.definitions)
        if not all(_is_so(premise, known) for premise in self.premises):
            return None
        return _is_so(self.conclusion, known)


def _term(value: Term | int) -> Term:
    return Whole(value) if isinstance(value, int) else value


# --- as it is printed -----------------------------------------------------------------------------


def _latex(term: Term) -> str:
    match term:
        case Whole(number):
            return str(number)
        case Sign(latex, at):
            return rf"{latex}_{{{_indices(at)}}}" if at else latex
        case Exp(power):
            return rf"e^{{{_latex(power)}}}"
        case Bracket(of):
            return rf"[{_said_latex(of)}]"
        case Over(latex, over, body):
            return rf"{latex}{_range_under(over, latex)} {_in_product(body)}"
        case Two("/", left, right):
            return rf"\frac{{{_latex(left)}}}{{{_latex(right)}}}"
        case Two("*", left, right):
            return rf"{_in_product(left)} \, {_in_product(right)}"
        case Two("-", left, right):
            return rf"{_latex(left)} - {_in_product(right)}"
        case Two(sign, left, right):
            return rf"{_latex(left)} {sign} {_latex(right)}"
    raise TypeError(f"term: expected a Term, got {term!r}")


def _indices(at: tuple[Term, ...]) -> str:
    written = list(map(_latex, at))
    return "".join(written) if all(len(one) == 1 for one in written) else ", ".join(written)


def _in_product(term: Term) -> str:
    """Write a sum between brackets where it is a factor, or is taken off."""
    is_sum = isinstance(term, Two) and term.operator in "+-"
    return rf"\left({_latex(term)}\right)" if is_sum else _latex(term)


def _range_under(over: Range | Sequences, latex: str) -> str:
    if isinstance(over, Sequences):
        return rf"_{{{over.name}_1, \dots, {over.name}_{_latex(over.length)}}}"
    if over.name:
        return rf"_{{{over.index} \in {over.name}}}"
    if over.where or latex != r"\sum":
        return rf"_{{{_bounds(over)}{_conditions(over)}}}"
    return rf"_{{{over.index} = {_latex(over.first)}}}^{{{_latex(over.last)}}}"


def _bounds(over: Range) -> str:
    return rf"{_latex(over.first)} \le {over.index} \le {_latex(over.last)}"


def _conditions(over: Range) -> str:
    return "".join(rf", \, {_said_latex(condition)}" for condition in over.where)


def _said_latex(said: Said) -> str:
    match said:
        case Compared(left, sign, right):
            return rf"{_latex(left)} {sign} {_latex(right)}"
        case NotEmpty(of):
            return rf"{of.name} = \{{{_bounds(of)}{_conditions(of)}\}} \ne \emptyset"
        case ForEach(over, holds):
            return rf"{_said_latex(holds)} \text{{ for }} {_bounds(over)}"


# --- as it is evaluated ---------------------------------------------------------------------------


def _with_definitions(given: Given, definitions: tuple[Defined, ...]) -> Given:
    known: dict[str, Any] = dict(given)
    for definition in definitions:
        known[definition.sign.latex] = _function_of_its_indices(definition, known)
    return known


def _function_of_its_indices(definition: Defined, known: Given) -> Callable[..., Enclosed]:
    names = [at.latex for at in definition.sign.at if isinstance(at, Sign)]

    @cache
    def evaluated(*indices: int) -> Enclosed:
        # an index that isn't the definition's own (the i of S_j) keeps the value that it has
        return value(definition.body, {**known, **dict(zip(names, indices, strict=True))})

    return evaluated


def value(term: Term, given: Given) -> Enclosed:
    """Enclose a term's number, for the numbers that are given.

    >>> value(Exp(Whole(0)) / (Whole(1) + 2), {}) == (Fraction(1, 3), Fraction(1, 3))
    True
    """
    match term:
        case Whole(number):
            return Fraction(number), Fraction(number)
        case Sign(latex, at):
            known = given[latex]
            return _enclosed(known(*(_whole(i, given) for i in at)) if callable(known) else known)
        case Exp(power):
            low, high = value(power, given)
            return enclosed_exp(low)[0], enclosed_exp(high)[1]
        case Bracket(of):
            return _enclosed(int(_is_so(of, given)))
        case Over(r"\sum", over, body):
            parts = [value(body, one) for one in _each(over, given)]
            return sum((p[0] for p in parts), Fraction(0)), sum((p[1] for p in parts), Fraction(0))
        case Over(r"\max", over, body):
            parts = [value(body, one) for one in _each(over, given)]
            return max(p[0] for p in parts), max(p[1] for p in parts)
        case Two(sign, left, right):
            return _combined(sign, value(left, given), value(right, given))
    raise TypeError(f"term: expected a Term, got {term!r}")


def _enclosed(known: Any) -> Enclosed:
    return known if isinstance(known, tuple) else (Fraction(known), Fraction(known))


def _whole(term: Term, given: Given) -> int:
    low, high = value(term, given)
    if low != high or low.denominator != 1:
        raise ValueError(f"index: expected a whole number, got {low} to {high}")
    return int(low)


def _each(over: Range | Sequences, given: Given) -> Iterator[Given]:
    if isinstance(over, Sequences):
        of, length = _listed(over.of, given), _whole(over.length, given)
        for chosen in every(of, repeat=length):
            yield {**given, over.name: lambda j, chosen=chosen: chosen[j - 1]}
        return
    yield from ({**given, over.index: n} for n in _listed(over, given))


def _listed(over: Range, given: Given) -> list[int]:
    numbers = range(_whole(over.first, given), _whole(over.last, given) + 1)
    return [n for n in numbers if all(_is_so(c, {**given, over.index: n}) for c in over.where)]


def _combined(sign: str, left: Enclosed, right: Enclosed) -> Enclosed:
    if sign == "+":
        return _rounded_outwards(left[0] + right[0], left[1] + right[1])
    if sign == "-":
        return _rounded_outwards(left[0] - right[1], left[1] - right[0])
    if sign == "/" and right[0] <= 0 <= right[1]:
        raise ZeroDivisionError(f"right: expected a number other than 0, got {right[0]}")
    by = operator.mul if sign == "*" else operator.truediv
    ends = [by(x, y) for x in left for y in right]
    return _rounded_outwards(min(ends), max(ends))


def _is_so(said: Said, given: Given) -> bool:
    match said:
        case NotEmpty(of):
            return bool(_listed(of, given))
        case ForEach(over, holds):
            return all(_is_so(holds, one) for one in _each(over, given))
        case Compared(left, sign, right):
            return _decided(value(left, given), sign, value(right, given))


_SIGNS: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "=": operator.eq,
    "<": operator.lt,
    r"\le": operator.le,
    r"\ge": operator.ge,
    ">": operator.gt,
}


def _decided(left: Enclosed, sign: str, right: Enclosed) -> bool:
    answers = {_SIGNS[sign](x, y) for x in left for y in right}
    if len(answers) > 1:
        raise UndecidedError(f"{float(left[0])} to {float(left[1])} {sign} {float(right[0])} …")
    if sign == "=" and answers == {False} and left[0] < right[1] and right[0] < left[1]:
        raise UndecidedError(f"{float(left[0])} = {float(right[0])}, or nearly so")
    return answers.pop()


@cache
def enclosed_exp(s: Fraction) -> Enclosed:
    """Enclose e^s between two rationals; e^0 is 1 itself.

    >>> low, high = enclosed_exp(Fraction(1))
    >>> float(low), high - low < Fraction(1, 2**150), enclosed_exp(Fraction(0)) == (1, 1)
    (2.718281828459045, True, True)
    """
    if s == 0:
        return Fraction(1), Fraction(1)
    if s < 0:
        low, high = enclosed_exp(-s)
        return 1 / high, 1 / low
    if s > 1:  # (e^(s/2))²
        low, high = enclosed_exp(s / 2)
        return _down(low * low), _up(high * high)
    least, most = Fraction(1), Fraction(1)
    low = high = Fraction(1)
    for k in range(1, BITS):  # s/k is at most 1/2 after the first, and 2^-BITS is soon reached
        least, most = _down(least * s / k), _up(most * s / k)
        low, high = low + least, high + most
        if least == 0:
            break
    # what is left is below the last term (1/2 + 1/4 + …)
    return _down(low), _up(high + most)


def _down(x: Fraction) -> Fraction:
    return Fraction(floor(x * 2**BITS), 2**BITS)


def _up(x: Fraction) -> Fraction:
    return Fraction(ceil(x * 2**BITS), 2**BITS)


def _rounded_outwards(low: Fraction, high: Fraction) -> Enclosed:
    """Keep few digits of what was enclosed anyway; a number known exactly stays so."""
    return (low, high) if low == high else (_down(low), _up(high))
