"""Statements at numbers: what the translation says at drawn matrices is what is computed here.

A statement that is written wrong, and still true, is proved all the same. So a few theorems have
both their sides evaluated by the kernel, at numbers that were drawn here, and held to what
`evidence.evaluate`, which shares no code with the translation, computes of the expression itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from refmath.evidence.drawn_values import Values
from refmath.evidence.evaluate import both_sides
from refmath.evidence.exact_numbers import Matrix
from refmath.kernel.gallina import NotExportedError, Scope, gallina
from refmath.kernel.instances import at_numbers, is_scalar, shape_at
from refmath.kernel.kinds import number, table
from refmath.kernel.small_draws import exponential_of, smallest_first
from refmath.symbolic.derivation import Theorem
from refmath.symbolic.expressions import Expression

COMPUTED = (
    "vec",
    "mixed_product",
    "multiples",
    "trace",
    "softmax",
    "exponential_of_a_sum",
    "softmax_permuted",
    "function_of_first_rows",
    "head_as_tensor_product",
    "zero_layers",
    "pattern_of_tokens",
    "one_layer",
    "virtual_weights",
    "centring",
    "grouped_queries",
)
"""The theorems whose sides are computed: each word of the translation is in one of them."""

HEAD = """(* Written by refmath.kernel from refmath.theorems: both sides of a theorem, in its
   translation, at numbers that were drawn; and what they are there. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
From Refmath Require Import Laws Softmax Numbers.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
"""


def of_sides(earlier: Mapping[str, Theorem]) -> str:
    """Write the file: a lemma for each side of these theorems."""
    return HEAD + "\n".join(computed_sides(earlier[name], earlier) for name in COMPUTED)


def computed_sides(theorem: Theorem, earlier: Mapping[str, Theorem]) -> str:
    """Write a lemma for each side of a theorem: at drawn numbers it is what is computed of it.

    Args:
        theorem: whose sides are computed, at a small draw where they aren't 0.
        earlier: the theorems that a step may name, by name.

    Raises:
        NotExportedError: for what has no numbers.
    """
    sides = (theorem.left, theorem.right)
    e = exponential_of(theorem, earlier)
    scope = Scope(exact=True)
    terms = [gallina(side, scope) for side in sides]
    values, matrices = _drawn(sides, e)
    instance = at_numbers(sides, scope, values)
    at = (" ".join(instance.variables), " ".join((e, *instance.arguments)))
    rows, cols = shape_at(sides[0], values)
    lines: list[str] = []
    for side, term, computed in zip(("left", "right"), terms, matrices, strict=True):
        name = f"{theorem.name}_{side}"
        numbers = (f"@rep RR {rows} {cols} (table RR {table(computed)})", "is_the_matrix")
        if is_scalar(sides[0]):
            numbers = (f"number RR {number(computed[0, 0])}", "is_the_number")
        lines += _lemma(name, term, at, numbers)
    return "\n".join(lines) + "\n"


def _drawn(sides: tuple[Expression, Expression], e: str) -> tuple[Values, tuple[Matrix, Matrix]]:
    for values in smallest_first(sides, e, heads=(2,)):
        matrices = both_sides(sides, values)
        if all((matrix != 0).any() for matrix in matrices):
            return values, matrices
    raise NotExportedError("no numbers were drawn at which its sides aren't 0")


def _lemma(name: str, term: str, at: tuple[str, str], numbers: tuple[str, str]) -> Iterator[str]:
    variables, arguments = at
    value, tactic = numbers
    yield f"Definition {name} (RR : realFieldType) (e : RR -> RR) {variables} := {term}."
    yield f"Theorem {name}_computed : let RR := rat_realFieldType in"
    yield f"  @{name} RR {arguments} = {value}."
    yield f"Proof. by rewrite /{name}; {tactic}. Qed."
