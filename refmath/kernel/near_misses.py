"""Near misses, disproved: at the counterexample that is found in exact numbers, in Rocq.

The false statement is written by the same translation as a theorem, over any ordered field, any
positive e, with what the kinds of its letters suppose; both sides are computed there at the
counterexample's numbers, and compared at every entry over the rationals, by the kernel.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from refmath.evidence.drawn_values import Values
from refmath.evidence.evaluate import both_sides
from refmath.evidence.near_misses import without_hypotheses
from refmath.kernel.gallina import NotExportedError, Scope, gallina, identifier
from refmath.kernel.instances import at_numbers, is_scalar, names, shape_at
from refmath.kernel.kinds import premise_of_near_miss
from refmath.kernel.small_draws import exponential_of, largest_denominator, smallest_first
from refmath.symbolic.derivation import NearMiss, Theorem
from refmath.symbolic.expressions import Expression

LARGEST = 9
"""The largest denominator: Rocq counts up to the product of those of which a sum is taken."""

TOO_LONG: Mapping[str, str] = {}
"""The disproofs, NAME__NEAR_MISS, that Rocq isn't given, and why."""

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
    e = exponential_of(theorem, earlier)
    for near_miss in (*theorem.near_misses, *without_hypotheses(theorem)):
        name = f"{theorem.name}__{identifier(near_miss.name)}"
        try:
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
    return "\n".join(_written(name, scope, (left, right), sides, e)) + "\n"


def _found(sides: tuple[Expression, Expression], e: str) -> Values:
    """Search the draws for a small one at which the sides differ, with that e."""
    for values in smallest_first(sides, e, heads=(1, 2)):
        left, right = both_sides(sides, values)
        if (left != right).any() and largest_denominator(values) <= LARGEST:
            return values
    raise NotExportedError(f"no counterexample with denominators up to {LARGEST} was drawn")


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
    yield "  " + "".join(f"{p} -> " for p in premises) + f"@{name}_says RR e {names(scope)}."
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
