"""A statement at numbers: its variables, and what was drawn for each, as Rocq reads it."""

from __future__ import annotations

from dataclasses import dataclass

from refmath.evidence.drawn_values import Head, Values, letters_of
from refmath.kernel.gallina import NotExportedError, Scope, identifier
from refmath.kernel.kinds import UNKNOWN, instance, table
from refmath.symbolic.algebra import shape
from refmath.symbolic.expressions import Expression, HeadSum, parts_of
from refmath.symbolic.letters import Generator


@dataclass(frozen=True)
class Instance:
    """The variables with their types, and the argument that each is at these numbers."""

    variables: tuple[str, ...]
    arguments: tuple[str, ...]


def refuse_without_numbers(sides: tuple[Expression, Expression], scope: Scope) -> None:
    """Refuse what no numbers can be put for yet.

    Raises:
        NotExportedError: which says what it is.
    """
    unknown = {g.kind for side in sides for g in letters_of(side)} & UNKNOWN
    if unknown:
        raise NotExportedError(f"no words yet for letters of the kind «{sorted(unknown)[0]}»")
    if scope.functions:
        raise NotExportedError("an unknown function of every entry has no numbers yet")
    if any("->" in kind for kind in scope.heads.values()):
        raise NotExportedError("sets of heads that depend on a head have no numbers yet")


def at_numbers(sides: tuple[Expression, Expression], scope: Scope, values: Values) -> Instance:
    """Write what was drawn for each variable of two sides.

    Args:
        sides: both are written with this scope already.
        scope: the variables.
        values: their numbers; both sides are evaluated at them already.
    """
    letters = scope.letters.items()
    counts = _counts(sides, scope, values)
    variables = [f"({space} : nat)" for space in scope.spaces]
    variables += [f"({head} : finType)" for head in scope.heads]
    variables += [f"({n} : {kind})" for n, (kind, _, _) in letters]
    arguments = [f"{_size(space, values)}%N" for space in scope.spaces]
    arguments += [f"(ordinal_finType {counts[name]})" for name in scope.heads]
    arguments += [_numbers(kind, key, g, values) for _, (kind, key, g) in letters]
    return Instance(tuple(variables), tuple(arguments))


def is_scalar(e: Expression) -> bool:
    """Tell whether an expression is a number, not a matrix."""
    return shape(e) == ((), ())


def shape_at(e: Expression, values: Values) -> tuple[str, str]:
    """Write how many rows and columns an expression has at these numbers."""
    rows, cols = shape(e)
    sized = []
    for spaces in (rows, cols):
        numbers = [str(values.dimension((s,))) for s in spaces] or ["1"]
        sized.append(numbers[0] if len(numbers) == 1 else f"({' * '.join(numbers)})%N")
    return sized[0], sized[1]


def _size(space: str, values: Values) -> int:
    for name in (*values.sizes, "n_heads·d_head"):
        if Scope().space(name) == space:
            return values.dimension((name,))
    raise NotExportedError(f"no size was drawn for {space}")


def _counts(sides: tuple[Expression, Expression], scope: Scope, values: Values) -> dict[str, int]:
    counts: dict[str, int] = {}
    todo = list(sides)
    while todo:
        e = todo.pop()
        todo.extend(parts_of(e))
        if isinstance(e, HeadSum):
            counts[scope.set_of_heads(e.over, {})] = len(values.heads_in(e.over, {}))
    return counts


def _numbers(kind: str, key: tuple[object, ...], g: Generator, values: Values) -> str:
    """Write the numbers that were drawn for a letter, or for a family of them."""
    bound = [place for place, part in enumerate(key[1:]) if part is None]
    if not bound:
        return instance(g, values.at(g, g.index), values)
    if len(bound) > 1:
        raise NotExportedError("letters of two bound heads have no numbers yet")
    over = kind.partition(" -> ")[0]
    heads = [head for (name, at), n in values.counted.items()
             for head in (Head(name, at, p) for p in range(n))
             if identifier("_".join(map(str, (name, *at)))) == over]  # fmt: skip
    index = list(g.index)
    rows = []
    for head in heads:
        at = tuple(head if place == bound[0] else part for place, part in enumerate(index))
        rows.append(table(values.at(g, at)))
    m, n = (str(values.dimension(spaces)) for spaces in (g.rows, g.cols))
    return f"(fun h => @rep RR {m} {n} (tables RR [:: {'; '.join(rows)}] h))"
