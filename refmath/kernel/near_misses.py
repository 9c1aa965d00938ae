"""Near misses, disproved: at the counterexample that is found in exact numbers, in Rocq.

The false statement is written by the same translation as a theorem, over any ordered field, any
positive e, with what the kinds of its letters suppose; both sides are computed there at the
counterexample's numbers, and compared at every entry over the rationals, by the kernel.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from refmath.evidence.drawn_values import Values, draws
from refmath.evidence.evaluate import both_sides
from refmath.evidence.exact_numbers import Exact, rational
from refmath.evidence.near_misses import TRIES, in_rationals, without_hypotheses
from refmath.kernel.export import module_of, rests_on_any
from refmath.kernel.gallina import NotExportedError, Scope, gallina, identifier
from refmath.kernel.instances import at_numbers, is_scalar, refuse_without_numbers, shape_at
from refmath.kernel.kinds import premise_of_near_miss
from refmath.kernel.tactics import MULTIPLICATIVE
from refmath.symbolic.derivation import NearMiss, Theorem
from refmath.symbolic.expressions import Expression

NOT_YET = ("Chapter2", "Chapter2_second_pattern", "Chapter2_two_layers_computed")
"""The files of theorems whose near misses have not been compiled yet: they take minutes."""

TOO_LONG: Mapping[str, str] = {}
"""The disproofs, NAME__NEAR_MISS, that Rocq isn't given, and why."""

POWERS, SMALL = "power_of_2", "one_to_three"
"""What `proofs/Numbers.v` has for e: each positive, each with a lemma that says so."""


class _OfSmallValues(Exact):
    """A rational number whose exponential is `one_to_three`."""

    __slots__ = ()

    def __init__(self, value: Exact | int | Fraction) -> None:
        super().__init__(rational(value))

    def exp(self) -> _OfSmallValues:
        return _OfSmallValues(math.floor(self.value) % 3 + 1)


HEAD = """(* Written by refmath.kernel from refmath.theorems: what the theorems of a chapter
   are mistaken for, disproved. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
From Refmath Require Import Laws Softmax Numbers.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
"""


def disproofs(theorem: Theorem, earlier: Mapping[str, Theorem]) -> tuple[list[str], dict[str, str]]:
    """Write the disproofs of a theorem's near misses, those without a hypothesis among them.

    Where the theorem holds of any positive e, they are disproved at one with small values; where it
    supposes e(s + t) = e(s) e(t), at 2^s.

    Args:
        theorem: whose near misses are written.
        earlier: the theorems that a step may name, by name.

    Returns:
        The disproofs' texts, and why each other near miss has none.
    """
    out: list[str] = []
    left_out: dict[str, str] = {}
    e = POWERS if rests_on_any(MULTIPLICATIVE, theorem, earlier) else SMALL
    for near_miss in (*theorem.near_misses, *without_hypotheses(theorem)):
        name = f"{theorem.name}__{identifier(near_miss.name)}"
        try:
            if module_of(theorem) in NOT_YET:
                raise NotExportedError("its disproof has not been compiled yet")
            if name in TOO_LONG:
                raise NotExportedError(TOO_LONG[name])
            out.append(_disproof(name, near_miss, e))
        except NotExportedError as error:
            left_out[f"{theorem.name}: {near_miss.name}"] = str(error)
    return out, left_out


def _disproof(name: str, near_miss: NearMiss, e: str) -> str:
    sides = (near_miss.left, near_miss.right)
    scope = Scope(exact=True)
    left, right = (gallina(side, scope) for side in sides)
    refuse_without_numbers(sides, scope)
    return "\n".join(_written(name, scope, (left, right), sides, e)) + "\n"


def _found(sides: tuple[Expression, Expression], e: str) -> Values:
    """Search the draws for the first at which the sides differ, with that e."""
    number = _OfSmallValues if e == SMALL else Exact
    for drawn in draws(sides, range(TRIES)):
        values = replace(in_rationals(drawn), number=number)
        left, right = both_sides(sides, values)
        if (left != right).any():
            return values
    raise NotExportedError("no counterexample in rational numbers was drawn")


def _written(
    name: str,
    scope: Scope,
    terms: tuple[str, str],
    sides: tuple[Expression, Expression],
    e: str,
) -> Iterator[str]:
    values = _found(sides, e)
    letters = scope.letters.items()
    premises = [p for n, (kind, _, g) in letters if (p := premise_of_near_miss(n, kind, g, scope))]
    instance = at_numbers(sides, scope, values)
    bound = " ".join(instance.variables)
    yield f"Definition {name}_says (RR : realFieldType) (e : RR -> RR) {bound} :="
    yield f"  {terms[0]} = {terms[1]}."
    yield f"Definition {name}_holds := forall (RR : realFieldType) (e : RR -> RR),"
    yield f"  (forall s, 0 < e s) -> forall {bound}," if bound else "  (forall s, 0 < e s) ->"
    yield "  " + "".join(f"{p} -> " for p in premises) + f"@{name}_says RR e {_names(scope)}."
    at = " ".join(instance.arguments)
    yield f"Definition {name}_at (RR : realFieldType) (e : RR -> RR) := @{name}_says RR e {at}."
    rows, cols = shape_at(sides[0], values)
    number, reads, entries = ("RR", "fg.1 = fg.2", "eqP")
    if not is_scalar(sides[0]):
        number, entries = "(nat -> nat -> RR)", "rep_all"
        reads = f"rep {rows} {cols} fg.1 = rep {rows} {cols} fg.2"
    yield f"Definition {name}_sides (RR : realFieldType) (e : RR -> RR) :"
    yield f"  {{fg : {number} * {number} | {name}_at e -> {reads}}}."
    yield f"Proof. rewrite /{name}_at /{name}_says; sides_at. Defined."
    yield f"Theorem {name}_is_false : ~ {name}_holds."
    yield f"Proof. move=> no; have : {name}_at {e}."
    holes = " _" * (len(instance.variables) + len(premises))
    yield f"  by refine (no _ _ {e}_positive{holes}); as_its_kind."
    yield f"move/(proj2_sig ({name}_sides {e}))/{entries}."
    yield f"by lazy beta iota delta [{name}_sides proj1_sig fst snd]; vm_compute. Qed."


def _names(scope: Scope) -> str:
    return " ".join([*scope.spaces, *scope.heads, *scope.letters])
