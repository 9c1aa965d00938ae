r"""LaTeX of definitions, statements and steps: what a page shows is what was checked."""

from __future__ import annotations

from refmath.symbolic.claims import Claim
from refmath.symbolic.derivation import NearMiss, Theorem
from refmath.symbolic.expressions import Expression, Named, latex, parts_of


def definitions(*sides: Expression) -> tuple[str, ...]:
    """Write the definition of every name that the sides use, each once."""
    found: dict[str, None] = {}
    todo = list(sides)
    while todo:
        e = todo.pop(0)
        if isinstance(e, Named):
            found[f"{latex(e)} = {latex(e.body)}"] = None
        todo.extend(parts_of(e))
    return tuple(found)


def statement_latex(theorem: Theorem | Claim) -> str:
    """Write left = right; a claim has its statement written already."""
    if isinstance(theorem, Claim):
        return theorem.statement
    return f"{latex(theorem.left)} = {latex(theorem.right)}"


def steps_latex(theorem: Theorem) -> tuple[tuple[str, str], ...]:
    """Write every line of the derivation with the identity that led to it."""
    return tuple((latex(step.line), step.by) for step in theorem.steps)


def aligned_latex(theorem: Theorem) -> str:
    """Write the derivation's lines for an `aligned` environment, the identities in the margin."""
    rows = []
    for n, (line, identity) in enumerate(steps_latex(theorem)):
        margin = identity.replace("_", r"\_")
        row = rf"={{}} & {line}" if n else f"& {line}"
        rows.append(row + (rf" && \text{{({margin})}}" if margin else ""))
    return " \\\\\n".join(rows)


def near_miss_latex(near_miss: NearMiss) -> str:
    """Write the false statement, as if it were true."""
    return f"{latex(near_miss.left)} = {latex(near_miss.right)}"
