"""Near misses, disproved: at the counterexample that is found in exact numbers, in Rocq.

The false statement is written by the same translation as a theorem, over any ordered field, any
positive e, with what the kinds of its letters suppose; both sides are computed there at the
counterexample's numbers, and compared at one entry over the rationals, by the kernel.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from refmath.evidence.drawn_values import Head, Values, draws, letters_of
from refmath.evidence.evaluate import both_sides
from refmath.evidence.near_misses import (
    TRIES,
    first_difference,
    in_rationals,
    without_hypotheses,
)
from refmath.kernel.export import module_of
from refmath.kernel.gallina import NotExportedError, Scope, gallina, identifier
from refmath.kernel.kinds import UNKNOWN, instance, premise_of_near_miss, table
from refmath.symbolic.algebra import shape
from refmath.symbolic.derivation import NearMiss, Theorem
from refmath.symbolic.expressions import Expression, HeadSum, parts_of
from refmath.symbolic.letters import Generator

COMPILED = ("Chapter1",)
"""The files of theorems whose near misses have been compiled: those of the others are to come."""

HEAD = """(* Written by refmath.kernel from refmath.theorems: what the theorems of a chapter
   are mistaken for, disproved. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
From Refmath Require Import Laws Softmax Numbers.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
"""


@dataclass(frozen=True)
class _Counterexample:
    values: Values
    entry: tuple[int, int]


def disproofs(theorem: Theorem) -> tuple[list[str], dict[str, str]]:
    """Write the disproofs of a theorem's near misses, those without a hypothesis among them.

    Returns:
        The disproofs' texts, and why each other near miss has none.
    """
    out: list[str] = []
    left_out: dict[str, str] = {}
    for near_miss in (*theorem.near_misses, *without_hypotheses(theorem)):
        name = f"{theorem.name}__{identifier(near_miss.name)}"
        try:
            if module_of(theorem) not in COMPILED:
                raise NotExportedError("its disproof has not been compiled yet")
            out.append(_disproof(name, near_miss))
        except NotExportedError as error:
            left_out[f"{theorem.name}: {near_miss.name}"] = str(error)
    return out, left_out


def _disproof(name: str, near_miss: NearMiss) -> str:
    sides = (near_miss.left, near_miss.right)
    unknown = {g.kind for side in sides for g in letters_of(side)} & UNKNOWN
    if unknown:
        raise NotExportedError(f"no words yet for letters of the kind «{sorted(unknown)[0]}»")
    scope = Scope(exact=True)
    left, right = (gallina(side, scope) for side in sides)
    if scope.functions:
        raise NotExportedError("an unknown function of every entry has no numbers yet")
    if any("->" in kind for kind in scope.heads.values()):
        raise NotExportedError("sets of heads that depend on a head have no numbers yet")
    found = _found(sides)
    return "\n".join(_written(name, scope, (left, right), sides, found)) + "\n"


def _found(sides: tuple[Expression, Expression]) -> _Counterexample:
    """Search the draws for the first at which the sides differ, in rational numbers."""
    for values in draws(sides, range(TRIES)):
        rational = in_rationals(values)
        left, right = both_sides(sides, rational)
        if (left != right).any():
            return _Counterexample(rational, first_difference(left, right))
    raise NotExportedError("no counterexample in rational numbers was drawn")


def _written(
    name: str,
    scope: Scope,
    terms: tuple[str, str],
    sides: tuple[Expression, Expression],
    found: _Counterexample,
) -> Iterator[str]:
    letters = scope.letters.items()
    premises = [p for n, (kind, _, g) in letters if (p := premise_of_near_miss(n, kind, g, scope))]
    sizes = [f"{_size(space, found.values)}%N" for space in scope.spaces]
    counts = _counts(sides, scope, found.values)
    heads = [f"(ordinal_finType {counts[name]})" for name in scope.heads]
    numbers = [_numbers(kind, key, g, found.values) for _, (kind, key, g) in letters]
    variables = [f"({space} : nat)" for space in scope.spaces]
    variables += [f"({head} : finType)" for head in scope.heads]
    variables += [f"({n} : {kind})" for n, (kind, _, _) in letters]
    bound = " ".join(variables)
    yield f"Definition {name}_says (RR : realFieldType) (e : RR -> RR) {bound} :="
    yield f"  {terms[0]} = {terms[1]}."
    yield f"Definition {name}_holds := forall (RR : realFieldType) (e : RR -> RR),"
    yield f"  (forall s, 0 < e s) -> forall {bound}," if bound else "  (forall s, 0 < e s) ->"
    yield "  " + "".join(f"{p} -> " for p in premises) + f"@{name}_says RR e {_names(scope)}."
    at = " ".join([*sizes, *heads, *numbers])
    yield f"Definition {name}_at (RR : realFieldType) (e : RR -> RR) := @{name}_says RR e {at}."
    is_scalar = shape(sides[0]) == ((), ())
    rows, cols = _shape(sides[0], found.values)
    number = "RR" if is_scalar else "(nat -> nat -> RR)"
    reads = "fg.1 = fg.2" if is_scalar else f"rep {rows} {cols} fg.1 = rep {rows} {cols} fg.2"
    yield f"Definition {name}_sides (RR : realFieldType) (e : RR -> RR) :"
    yield f"  {{fg : {number} * {number} | {name}_at e -> {reads}}}."
    yield f"Proof. rewrite /{name}_at /{name}_says; sides_at. Defined."
    yield f"Theorem {name}_is_false : ~ {name}_holds."
    yield f"Proof. move=> no; have : {name}_at power_of_2."
    holes = " _" * (len(variables) + len(premises))
    yield f"  by refine (no _ _ power_of_2_positive{holes}); as_its_kind."
    entry = "" if is_scalar else f"/rep_at/(_ {found.entry[0]}%N {found.entry[1]}%N isT isT)"
    yield f"move/(proj2_sig ({name}_sides power_of_2)){entry}/eqP."
    yield f"by lazy beta iota delta [{name}_sides proj1_sig fst snd]; vm_compute. Qed."


def _names(scope: Scope) -> str:
    return " ".join([*scope.spaces, *scope.heads, *scope.letters])


def _size(space: str, values: Values) -> int:
    for name in (*values.sizes, "n_heads·d_head"):
        if Scope().space(name) == space:
            return values.dimension((name,))
    raise NotExportedError(f"no size was drawn for {space}")


def _shape(e: Expression, values: Values) -> tuple[str, str]:
    rows, cols = shape(e)
    sized = []
    for spaces in (rows, cols):
        numbers = [str(values.dimension((s,))) for s in spaces] or ["1"]
        sized.append(numbers[0] if len(numbers) == 1 else f"({' * '.join(numbers)})%N")
    return sized[0], sized[1]


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
    """Write the numbers that the counterexample has for a letter, or for a family of them."""
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
