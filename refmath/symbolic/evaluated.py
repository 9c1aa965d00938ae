"""What terms are, and whether what is said of them holds, for letters that are given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, reduce
from itertools import combinations, permutations
from itertools import product as every
from math import comb
from typing import Any

from refmath.symbolic import exact_matrices, real_numbers
from refmath.symbolic.exact_matrices import Matrix, each_entry, entrywise
from refmath.symbolic.real_numbers import Enclosed, Exact, Real, exponential, is_so, root, size
from refmath.symbolic.terms import (
    And,
    Beside,
    Binomial,
    Bracket,
    Chosen,
    Compared,
    Defined,
    Domain,
    Dotted,
    Elements,
    Entry,
    Exp,
    ForEach,
    Function,
    Given,
    Grouped,
    Id,
    If,
    Increasing,
    Mean,
    Members,
    Minus,
    Norm,
    Not,
    NotEmpty,
    Nothing,
    OneOf,
    Over,
    Power,
    Range,
    Root,
    Said,
    Sequences,
    SetOf,
    Several,
    Sign,
    Size,
    Table,
    Term,
    ThereIs,
    Transposed,
    Two,
    Whole,
)


@dataclass(frozen=True, eq=False)
class IdTimes:
    """A multiple of the identity matrix, of a size that what it is added to decides."""

    by: Real


Value = Any
"""A number, a Matrix, an IdTimes, a set (a list), or whatever stands in a set."""

_NUMBERS = (Fraction, Exact, Enclosed)


def with_definitions(given: Given, definitions: Iterable[Defined]) -> Given:
    """Add letters by their definitions, which may speak of each other."""
    known: dict[str, Any] = dict(given)
    for definition in definitions:
        known[definition.sign.latex] = _function_of_its_indices(definition, known)
    return known


def _function_of_its_indices(definition: Defined, known: Given) -> _Definition:
    sign = definition.sign
    indices = [i.of if isinstance(i, Grouped) else i for i in (*sign.above, *sign.at)]
    names = [i.latex for i in indices if isinstance(i, Sign)]

    @cache
    def defined(*at: Any) -> Value:
        # an index that isn't the definition's own (the i of S_j) keeps the value that it has
        return value(definition.body, {**known, **dict(zip(names, at, strict=True))})

    return _Definition(defined, len(names))


@dataclass(frozen=True)
class _Definition:
    """A letter's function of all the indices that it is defined with, those above first."""

    of: Callable[..., Value]
    takes: int


def value(term: Term, given: Given) -> Value:
    """Say what a term is, for letters that are given.

    >>> value(Exp(Whole(0)) / (Whole(1) + 2), {})
    Fraction(1, 3)
    """
    match term:
        case Whole(number):
            return Fraction(number)
        case Sign():
            return _letter(term, given)
        case Grouped(of):
            return value(of, given)
        case Two("*", Bracket(said), _) if not holds(said, given):
            return Fraction(0)  # what stands behind may not be defined there
        case Two(sign, left, right):
            return _combined(sign, value(left, given), value(right, given))
        case Minus(of):
            return _combined("*", Fraction(-1), value(of, given))
        case Power(Norm(of), Whole(2)):
            return exact_matrices.sum_of_squares(value(of, given))  # no root is taken and undone
        case Power(base, exponent):
            return _to_the(value(base, given), _whole(exponent, given))
        case Exp(power):
            return exponential(value(power, given))
        case Root(of):
            return root(value(of, given))
        case Binomial(of, chosen):
            return Fraction(comb(_whole(of, given), _whole(chosen, given)))
        case Bracket(of):
            return Fraction(holds(of, given))
        case Size(of):
            return _size(value(of, given))
        case Over(latex, over, body):
            return _over(latex, [value(body, one) for one in each(over, given)])
        case Dotted():
            return _dotted(term, given)
        case Mean(index, group, n, body):
            turns = _signed_permutations(_whole(n, given), of_determinant_1=group == "SO")
            parts = [value(body, {**given, index: turn}) for turn in turns]
            return _combined("/", _over(r"\sum", parts), Fraction(len(parts)))
    return _of_matrices_and_sets(term, given)


def _of_matrices_and_sets(term: Term, given: Given) -> Value:
    match term:
        case Id():
            return IdTimes(Fraction(1))
        case Transposed(of):
            found = value(of, given)
            return found if isinstance(found, IdTimes) else exact_matrices.transposed(found)
        case Entry(of, (i, j)):
            return _entry(value(of, given), _whole(i, given), _whole(j, given))
        case Beside(of):
            return reduce(exact_matrices.beside, (value(one, given) for one in of))
        case Table(body, rows, columns):
            return Matrix(
                tuple(
                    tuple(value(body, there) for there in each(columns, here))
                    for here in each(rows, given)
                )
            )
        case Norm(of):
            return exact_matrices.frobenius(value(of, given))
        case Function(latex, of):
            known, at = given.get(latex, _FUNCTIONS.get(latex)), value(of, given)
            return _as_value(_at(known, (tuple(at) if isinstance(at, list) else at,)))
        case Nothing():
            return None
        case Elements(of):
            return [_element(value(one, given)) for one in of]
        case SetOf(over):
            return [one[over.index] for one in each(over, given)]
        case Several(of):
            return tuple(value(one, given) for one in of)
    raise TypeError(f"term: expected a Term, got {term!r}")


def _entry(of: Value, i: int, j: int) -> Value:
    if isinstance(of, IdTimes):
        return of.by if i == j else Fraction(0)
    return of.rows[i][j]


_FUNCTIONS: Mapping[str, Callable[[Any], Any]] = {
    r"\det": exact_matrices.determinant,
    r"\operatorname{tr}": exact_matrices.trace,
    r"\operatorname{rank}": exact_matrices.rank,
    r"\operatorname{softmax}": lambda m: exact_matrices.softmax(m, causal=True),
    r"\operatorname{softmax}_{\text{no mask}}": lambda m: exact_matrices.softmax(m, causal=False),
}


def _letter(sign: Sign, given: Given) -> Value:
    known = given[sign.latex]
    above, at = (tuple(_element(value(i, given)) for i in where) for where in (sign.above, sign.at))
    if isinstance(known, _Definition):
        if known.takes:
            return known.of(*above, *at)
        known = known.of()  # the A of A_{ij}, if A is defined as a matrix
    for indices in (above, at):
        known = _at(known, indices) if indices else known
    return _as_value(known)


def _at(known: Any, indices: tuple[Any, ...]) -> Any:
    if callable(known):
        return known(*indices)
    if isinstance(known, Matrix):
        row, column = indices
        return known.rows[row][column]
    if isinstance(known, Mapping):
        return known[indices if len(indices) > 1 else indices[0]]
    (n,) = indices
    return known[n]


def _as_value(known: Any) -> Value:
    return Fraction(known) if isinstance(known, int) else known


def _element(found: Value) -> Any:
    """Give whole numbers as Python's, where they are indices or stand in a set."""
    whole = isinstance(found, Fraction) and found.denominator == 1
    return int(found) if whole else found


def _whole(term: Term, given: Given) -> int:
    found = _element(value(term, given))
    if not isinstance(found, int):
        raise ValueError(f"index: expected a whole number, got {found}")
    return found


def _size(found: Value) -> Value:
    return Fraction(len(found)) if isinstance(found, list) else size(found)


def _to_the(base: Value, n: int) -> Value:
    if isinstance(base, _NUMBERS):
        return real_numbers.to_the(base, n)
    if n < 0:
        raise ValueError(f"exponent: expected a whole number from 0, got {n}")
    return reduce(exact_matrices.multiplied, [base] * n) if n else IdTimes(Fraction(1))


# --- sums and products ----------------------------------------------------------------------------


def _combined(sign: str, left: Value, right: Value) -> Value:
    if isinstance(left, list) and isinstance(right, list):
        return [*left, *(x for x in right if x not in left)]
    by = _OPERATIONS[sign]
    if sign in "+-":
        left, right = _numbers_alike(left, right)
    if isinstance(left, _NUMBERS) and isinstance(right, _NUMBERS):
        return by(left, right)
    if sign in "+-":
        return _added(sign, left, right)
    if sign == r"\otimes":
        return _tensored(left, right)
    return _multiplied(sign, left, right)


_OPERATIONS: Mapping[str, Callable[[Any, Any], Any]] = {
    "+": real_numbers.plus,
    "-": real_numbers.minus,
    "*": real_numbers.times,
    r"\otimes": real_numbers.times,
    "/": real_numbers.divided,
    "slash": real_numbers.divided,
}


def _added(sign: str, left: Value, right: Value) -> Value:
    by = _OPERATIONS[sign]
    for one, other in ((left, right), (right, left)):
        if isinstance(one, Fraction) and one == 0:  # a sum of no matrices
            return _multiplied("*", Fraction(-1), other) if one is left and sign == "-" else other
    if isinstance(left, IdTimes) and isinstance(right, IdTimes):
        return IdTimes(by(left.by, right.by))
    left, right = _of_one_size(left, right)
    return entrywise(by, left, right)


def _numbers_alike(left: Value, right: Value) -> tuple[Value, Value]:
    """Let a matrix of one entry be a number beside one that isn't 0, the sum of no matrices."""
    if isinstance(left, _NUMBERS) and left != 0:
        return left, _its_one_entry(right)
    if isinstance(right, _NUMBERS) and right != 0:
        return _its_one_entry(left), right
    return left, right


def _its_one_entry(found: Value) -> Value:
    is_one = isinstance(found, Matrix) and found.shape == (1, 1)
    return found.rows[0][0] if is_one else found


def _of_one_size(left: Value, right: Value) -> tuple[Matrix, Matrix]:
    if isinstance(left, IdTimes):
        return _multiplied("*", left.by, exact_matrices.identity(len(right.rows))), right
    if isinstance(right, IdTimes):
        return left, _multiplied("*", right.by, exact_matrices.identity(len(left.rows)))
    return left, right


def _multiplied(sign: str, left: Value, right: Value) -> Value:
    by = _OPERATIONS[sign]
    if isinstance(left, IdTimes) and not isinstance(right, Matrix):
        return IdTimes(by(left.by, right.by if isinstance(right, IdTimes) else right))
    if isinstance(right, IdTimes) and not isinstance(left, Matrix):
        return IdTimes(by(left, right.by))
    left, right = (x.by if isinstance(x, IdTimes) else x for x in (left, right))
    if isinstance(left, _NUMBERS):
        number = left
        return each_entry(lambda x: by(number, x), right)
    if isinstance(right, _NUMBERS):
        return each_entry(lambda x: by(x, right), left)
    return exact_matrices.multiplied(left, right)


def _tensored(left: Value, right: Value) -> Value:
    if isinstance(left, IdTimes) and isinstance(right, IdTimes):
        return IdTimes(real_numbers.times(left.by, right.by))
    return exact_matrices.tensored(left, right)


def _over(latex: str, parts: list[Value]) -> Value:
    match latex:
        case r"\sum":
            return reduce(lambda a, b: _combined("+", a, b), parts, Fraction(0))
        case r"\prod":
            return reduce(lambda a, b: _combined("*", a, b), parts, Fraction(1))
        case r"\max":
            return reduce(lambda a, b: a if is_so(a, r"\ge", b) else b, parts)
        case r"\min":
            return reduce(lambda a, b: a if is_so(a, r"\le", b) else b, parts)
    raise TypeError(f"over: expected a sum, product, maximum or minimum, got {latex}")


def _dotted(term: Dotted, given: Given) -> Value:
    first, last = _whole(term.first, given), _whole(term.last, given)
    indices = range(first, last - 1, -1) if term.down else range(first, last + 1)
    parts = [value(term.body, {**given, term.index: n}) for n in indices]
    if term.operator == r"\times":
        return list(every(*parts))
    return reduce(lambda a, b: _combined("*", a, b), parts, IdTimes(Fraction(1)))


@cache
def _signed_permutations(n: int, *, of_determinant_1: bool) -> tuple[Matrix, ...]:
    turns = [
        exact_matrices.matrix([[signs[i] * (j == order[i]) for j in range(n)] for i in range(n)])
        for order in permutations(range(n))
        for signs in every((1, -1), repeat=n)
    ]
    return tuple(t for t in turns if not of_determinant_1 or exact_matrices.determinant(t) == 1)


# --- domains --------------------------------------------------------------------------------------


def each(over: Domain, given: Given) -> Iterator[Given]:
    """List what a domain does, each time with the letters that it binds."""
    match over:
        case Range(index, first, last, where):
            numbers = range(_whole(first, given), _whole(last, given) + 1)
            yield from _those(({index: n} for n in numbers), given, where)
        case Members(index, of, where):
            yield from _those(({index: one} for one in value(of, given)), given, where)
        case Sequences(name, length, of):
            among = [one[of.index] for one in each(of, given)]
            for chosen in every(among, repeat=_whole(length, given)):
                yield {**given, name: _from_1(chosen)}
        case Increasing(name, length, first, below):
            numbers = range(_whole(first, given), _whole(below, given))
            for chosen in combinations(numbers, _whole(length, given)):
                yield {**given, name: _from_1(chosen)}
        case Chosen(name, length, index, of):
            places = range(1, _whole(length, given) + 1)
            for chosen in every(*(value(of, {**given, index: n}) for n in places)):
                yield {**given, name: _from_1(chosen)}
        case OneOf(names, options):
            for option in options:
                bound = (value(one, given) for one in option)
                yield {**given, **dict(zip(names, bound, strict=True))}


def _those(bound: Iterable[Given], given: Given, where: tuple[Said, ...]) -> Iterator[Given]:
    for letters in bound:
        here = {**given, **letters}
        if all(holds(condition, here) for condition in where):
            yield here


def _from_1(chosen: tuple[Any, ...]) -> Callable[[int], Any]:
    return lambda n: chosen[n - 1]


# --- what is said ---------------------------------------------------------------------------------


def holds(said: Said, given: Given) -> bool:
    """Decide whether something holds, for letters that are given.

    Raises:
        UndecidedError: if exponentials of exponentials aren't enclosed closely enough.
    """
    match said:
        case NotEmpty(of):
            return any(True for _ in each(of, given))
        case ForEach(over, body):
            return all(holds(body, one) for one in each(over, given))
        case ThereIs(over, body):
            return any(holds(body, one) for one in each(over, given))
        case And(parts):
            return all(holds(part, given) for part in parts)
        case Not(of):
            return not holds(of, given)
        case If(body, where):
            return not holds(where, given) or holds(body, given)
        case Compared(left, sign, right, then):
            chain = [(sign, right), *then]
            at = value(left, given)
            for s, t in chain:
                following = value(t, given)
                if not _compared(at, s, following):
                    return False
                at = following
            return True


def _compared(left: Value, sign: str, right: Value) -> bool:
    if isinstance(left, tuple) and not isinstance(left, Enclosed):
        return all(_compared(one, sign, right) for one in left)
    if sign == r"\in":
        return _element(left) in right
    if sign in ("=", r"\ne"):
        left, right = _numbers_alike(left, right)
    else:
        left, right = _its_one_entry(left), _its_one_entry(right)
    if isinstance(left, _NUMBERS) and isinstance(right, _NUMBERS):
        return is_so(left, sign, right)
    if isinstance(left, Matrix) and right == 0 and sign == r"\ge":
        return all(is_so(x, sign, right) for row in left.rows for x in row)
    if sign not in ("=", r"\ne"):
        raise TypeError(f"sign: expected = or ≠ between {left} and {right}, got {sign}")
    return _are_equal(left, right) == (sign == "=")


def _are_equal(left: Value, right: Value) -> bool:
    if isinstance(left, list) and right is None:
        return not left
    if isinstance(left, list) and isinstance(right, list):
        return all(x in right for x in left) and all(x in left for x in right)
    if isinstance(left, IdTimes) and isinstance(right, IdTimes):
        return is_so(left.by, "=", right.by)
    if isinstance(left, Matrix | IdTimes) and isinstance(right, Matrix | IdTimes):
        return exact_matrices.are_equal(*_of_one_size(left, right))
    if isinstance(left, Matrix) and right == 0:
        return all(real_numbers.is_zero(x) for row in left.rows for x in row)
    return bool(_element(left) == _element(right))
