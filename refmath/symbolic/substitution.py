"""Substitution: a theorem's letters put for expressions, so that a step can use an instance of it.

A theorem holds whatever matrices its letters are. So it holds of any expressions of their types,
as long as the letter is one matrix (not a family that a sum runs through), no index is captured,
and a letter that is of a kind is put for one of the same kind.
"""

from __future__ import annotations

from collections.abc import Iterator

from refmath.symbolic.algebra import shape
from refmath.symbolic.expressions import (
    Expression,
    HeadSum,
    Letter,
    Named,
    Scaled,
    check_letters,
    latex,
    parts_of,
    rebuilt,
)
from refmath.symbolic.letters import Index

Put = tuple[tuple[Expression, Expression], ...]
"""Letters, each with the expression that is put for it."""


class SubstitutionError(ValueError):
    """What is put for a letter is of another type or kind, or would be captured."""


def instance(sides: tuple[Expression, ...], put: Put) -> tuple[Expression, ...]:
    """Put expressions for letters in all sides of a statement, all at once.

    What has a name, and changes, loses the name: it stands for something else.

    Args:
        sides: the statement's sides: what is put has to fit in all of them.
        put: letters that the sides have, each with what is put for it.

    Raises:
        SubstitutionError: naming the letter, and what is wrong with what is put for it.

    >>> from refmath.symbolic.letters import matrix
    >>> A, B, C = (Letter(matrix(name, "n", "n")) for name in "ABC")
    >>> instance((A @ B.T,), ((A, B + C),)) == ((B + C) @ B.T,)
    True
    """
    for n, (letter, new) in enumerate(put):
        if not isinstance(letter, Letter):
            raise SubstitutionError(f"put: expected a letter, got {latex(letter)}")
        if any(letter == before for before, _ in put[:n]):
            raise SubstitutionError(f"{latex(letter)}: expected one expression for it, got two")
        if not any(here == letter for side in sides for here, _ in _letters(side)):
            raise SubstitutionError(f"{latex(letter)}: expected a letter of the statement's")
        _check_kind(letter, new)
        _check_indices(letter, new, sides)
    changed = tuple(_put(side, dict(put)) for side in sides)
    check_letters(*changed)
    return changed


def _check_kind(letter: Letter, new: Expression) -> None:
    g = letter.generator
    if shape(new) != shape(letter):
        (rows, cols), (other_rows, other_cols) = shape(letter), shape(new)
        raise SubstitutionError(
            f"{latex(letter)}: expected {'⊗'.join(rows)} × {'⊗'.join(cols)},"
            f" got {'⊗'.join(other_rows)} × {'⊗'.join(other_cols)}, {latex(new)}"
        )
    if g.kind != "free" and not (isinstance(new, Letter) and new.generator.kind == g.kind):
        raise SubstitutionError(
            f"{latex(letter)}: expected a letter of kind {g.kind!r}, got {latex(new)}"
        )


def _check_indices(letter: Letter, new: Expression, sides: tuple[Expression, ...]) -> None:
    """See that a letter is one matrix wherever it stands, and that no sum binds what is put."""
    indices = frozenset(_free_indices(new, frozenset()))
    for side in sides:
        for here, bound in _letters(side):
            if here.generator.name != letter.generator.name:
                continue
            if here != letter or bound & set(letter.generator.index):
                raise SubstitutionError(
                    f"{latex(letter)}: expected one matrix, got one of a family: {latex(here)}"
                )
            captured = sorted(map(str, bound & indices))
            if captured:
                raise SubstitutionError(
                    f"{latex(letter)}: expected no index that a sum around it binds,"
                    f" got {', '.join(captured)} in {latex(new)}"
                )


def _letters(
    e: Expression, bound: frozenset[Index] = frozenset()
) -> Iterator[tuple[Letter, frozenset[Index]]]:
    """List the letters of an expression, each with the indices that sums around it bind."""
    if isinstance(e, Letter):
        yield e, bound
    inside = bound | {e.index} if isinstance(e, HeadSum) else bound
    for part in parts_of(e):
        yield from _letters(part, inside)


def _free_indices(e: Expression, bound: frozenset[Index]) -> Iterator[Index]:
    """List the named indices of an expression that no sum in it binds."""
    own: tuple[Index, ...] = ()
    match e:
        case Letter(g):
            own = g.index
        case Scaled(factor, _) if not isinstance(factor, int):
            own = factor.index
        case HeadSum(_, _, over):
            own = over.index
        case Named(_, _, index, _):
            own = index
    yield from (i for i in own if isinstance(i, str) and i not in bound)
    inside = bound | {e.index} if isinstance(e, HeadSum) else bound
    for part in parts_of(e):
        yield from _free_indices(part, inside)


def _put(e: Expression, put: dict[Expression, Expression]) -> Expression:
    if isinstance(e, Letter):
        return put.get(e, e)
    old = parts_of(e)
    parts = tuple(_put(part, put) for part in old)
    if parts == old:
        return e
    return parts[0] if isinstance(e, Named) else rebuilt(e, parts)
