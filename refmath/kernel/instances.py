"""A statement at numbers: its variables, and what was drawn for each, as Rocq reads it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from refmath.evidence.drawn_values import Head, Values
from refmath.kernel.gallina import NotExportedError, Scope, identifier
from refmath.kernel.kinds import instance, looked_up, table
from refmath.symbolic.algebra import shape
from refmath.symbolic.expressions import Expression, HeadSum, Letter, Scaled, parts_of
from refmath.symbolic.letters import Generator, HeadSet, Index

Sets = Mapping[Index, HeadSet]
"""The set of heads that each index which a sum binds runs through, the outermost first."""


@dataclass(frozen=True)
class Instance:
    """The variables with their types, and the argument that each is at these numbers."""

    variables: tuple[str, ...]
    arguments: tuple[str, ...]


def names(scope: Scope) -> str:
    """List the variables of a statement, in the order in which an instance gives them."""
    return " ".join([*scope.spaces, *scope.heads, *scope.functions, *scope.letters])


def at_numbers(sides: tuple[Expression, Expression], scope: Scope, values: Values) -> Instance:
    """Write what was drawn for each variable of two sides.

    Args:
        sides: both are written with this scope already.
        scope: the variables.
        values: their numbers; both sides are evaluated at them already.

    Raises:
        NotExportedError: for an unknown function of every matrix, which has no numbers.
    """
    sets, families = _bound_in(sides, scope)
    functions, letters = scope.functions.items(), scope.letters.items()
    variables = [f"({space} : nat)" for space in scope.spaces]
    variables += [f"({name} : {kind})" for name, kind in (*scope.heads.items(), *functions)]
    variables += [f"({n} : {kind})" for n, (kind, _, _) in letters]
    arguments = [f"{_size(space, values)}%N" for space in scope.spaces]
    arguments += [_heads(sets[name], values) for name in scope.heads]
    arguments += [_function(name, kind, values) for name, kind in functions]
    arguments += [_numbers(g, families[n], values) for n, (_, _, g) in letters]
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


def _bound_in(
    sides: tuple[Expression, Expression], scope: Scope
) -> tuple[dict[str, tuple[HeadSet, Sets]], dict[str, Sets]]:
    """Collect, for each set of heads and for each letter, the sums that bind what it depends on."""
    sets: dict[str, tuple[HeadSet, Sets]] = {}
    families: dict[str, Sets] = {}

    def look(e: Expression, bound: Sets) -> None:
        kinds: dict[Index, str] = {}
        for index, over in bound.items():
            kinds[index] = scope.set_of_heads(over, kinds)
        letters = [e.generator] if isinstance(e, Letter) else []
        if isinstance(e, Scaled) and isinstance(e.factor, Generator):
            letters = [e.factor]
        for g in letters:
            name = scope.letter(g, kinds).strip("()").partition(" ")[0]
            families.setdefault(name, {i: bound[i] for i in g.index if i in bound})
        inside = bound
        if isinstance(e, HeadSum):
            inside = {**bound, e.index: e.over}
            name = scope.set_of_heads(e.over, kinds).strip("()").partition(" ")[0]
            sets.setdefault(name, (e.over, {i: bound[i] for i in e.over.index if i in bound}))
        for part in parts_of(e):
            look(part, inside)

    for side in sides:
        look(side, {})
    return sets, families


def _heads(of: tuple[HeadSet, Sets], values: Values) -> str:
    """Write how many heads a set has: a number, or one for each head that it depends on."""
    over, around = of
    counts = [str(len(values.heads_in(over, heads))) for heads in _every(around, values, {})]
    if not around:
        return f"(ordinal_finType {counts[0]})"
    if len(around) > 1:
        raise NotExportedError(f"{over.name}: heads that depend on two heads have no numbers")
    return f"(fun h => ordinal_finType (nth 0%N [:: {'; '.join(counts)}]%N h))"


def _every(bound: Sets, values: Values, heads: dict[Index, Head]) -> Iterator[dict[Index, Head]]:
    """List which heads bound indices may mean together."""
    if not bound:
        yield heads
        return
    (index, over), *others = bound.items()
    for head in values.heads_in(over, heads):
        yield from _every(dict(others), values, {**heads, index: head})


def _function(name: str, kind: str, values: Values) -> str:
    if kind != "RR -> RR":
        raise NotExportedError(f"{name}: an unknown function of matrices has no numbers")
    return looked_up((x, y) for (of, x), y in values.functions.items() if identifier(of) == name)


def _numbers(g: Generator, bound: Sets, values: Values) -> str:
    """Write the numbers that were drawn for a letter, or for a family of them."""
    if not bound:
        return instance(g, values.at(g, g.index), values)
    m, n = (str(values.dimension(spaces)) for spaces in (g.rows, g.cols))
    rows = _nested(g, tuple(bound.items()), values, {})
    *outer, last = (f"h{k}" if len(bound) > 1 else "h" for k in range(len(bound)))
    for h in outer:
        rows = f"(nth [::] {rows} {h})"
    return f"(fun {' '.join((*outer, last))} => @rep RR {m} {n} (tables RR {rows} {last}))"


def _nested(
    g: Generator,
    bound: Sequence[tuple[Index, HeadSet]],
    values: Values,
    heads: dict[Index, Head],
) -> str:
    """Write a list for each bound index, of lists or of matrices."""
    if not bound:
        return table(values.at(g, tuple(heads.get(i, i) for i in g.index)))
    (index, over), *others = bound
    each = [_nested(g, others, values, {**heads, index: head})
            for head in values.heads_in(over, heads)]  # fmt: skip
    return f"[:: {'; '.join(each)}]"
