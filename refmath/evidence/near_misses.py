"""The search for counterexamples to false statements that look like a theorem or a claim."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np

from refmath.evidence.drawn_values import Key, Values, draws, letters_of
from refmath.evidence.evaluate import both_sides
from refmath.evidence.exact_numbers import Exact, Matrix
from refmath.evidence.verdict import DisagreementError, Refutation, searched
from refmath.symbolic.algebra import shape
from refmath.symbolic.claims import FalseClaim
from refmath.symbolic.derivation import NearMiss, Theorem
from refmath.symbolic.expressions import Expression, Letter, parts_of, rebuilt
from refmath.symbolic.indices import index_form
from refmath.symbolic.latex import near_miss_latex
from refmath.symbolic.letters import Generator

TRIES = 60
"""How many draws may show that a false statement is false; most fall at the first."""

_SUPPOSED_OF_NONE = ("free", "ones", "first", "one-hot", "inclusion")
"""Kinds of letters that no hypothesis is about: they are any matrices, or what they are."""


def refute(near_miss: NearMiss | FalseClaim, tries: int = TRIES) -> Refutation:
    """Search for numbers on which a false statement fails.

    Args:
        near_miss: two sides that are not equal, or a claim that brings its own search.
        tries: how many draws of numbers for the letters of two sides.
    """
    if isinstance(near_miss, FalseClaim):
        claimed = near_miss
        search = partial(claimed.counterexample, tries)
        return searched(claimed.name, claimed.tempting, search, statement=claimed.latex)
    where = f" (shown at {near_miss.where})" if near_miss.where else ""
    return searched(
        near_miss.name,
        near_miss.tempting + where,
        partial(_counterexample, near_miss, tries),
        statement=near_miss_latex(near_miss),
    )


def _counterexample(near_miss: NearMiss, tries: int) -> str:
    sides = (near_miss.left, near_miss.right)
    if shape(near_miss.left) != shape(near_miss.right):
        return ""
    for values in draws(sides, range(tries)):
        left, right = both_sides(sides, values)
        if (left != right).any():
            if index_form(near_miss.left) == index_form(near_miss.right):
                raise DisagreementError("the numbers differ, and the entries' sums don't")
            return _shown_apart(sides, values) or told_apart(values, left, right)
    return ""


def _shown_apart(sides: tuple[Expression, Expression], values: Values) -> str:
    """Write out what residues have told apart in rational numbers, where these differ as well."""
    rational = in_rationals(values)
    left, right = both_sides(sides, rational)
    return told_apart(rational, left, right) if (left != right).any() else ""


def in_rationals(values: Values) -> Values:
    """Take what was drawn as rational numbers."""
    return replace(values, number=Exact, functions={}, kept={}, computed_with={})


def first_difference(left: Matrix, right: Matrix) -> tuple[int, int]:
    """Return the place of the first entry at which two sides differ."""
    row, col = np.argwhere(np.asarray(left != right))[0]
    return int(row), int(col)


def told_apart(values: Values, left: Matrix, right: Matrix) -> str:
    """Write out the numbers on which two sides differ, and the first entry that does."""
    place = first_difference(left, right)
    sizes = ", ".join(f"{name} = {n}" for name, n in values.sizes.items())
    sets = [f"{_name((name, at, ''))}: {_heads(n)}" for (name, at), n in values.counted.items()]
    lines = [", ".join([sizes, *sets])]
    lines += [f"{_name(key)} = {_shown(m)}" for key, m in values.given.items() if key[0] != "ι"]
    lines.append(f"entry {place}: left {left[place]}, right {right[place]}")
    return "\n".join(lines)


def _heads(n: int) -> str:
    return f"{n} head" if n == 1 else f"{n} heads"


def _name(key: Key) -> str:
    name, index, _ = key
    return f"{name}^{','.join(map(str, index))}" if index else name


def _shown(m: Matrix) -> str:
    rows = [[str(x) for x in row] for row in m]
    return "[" + ", ".join("[" + ", ".join(row) + "]" for row in rows) + "]"


def without_hypotheses(theorem: Theorem) -> tuple[NearMiss, ...]:
    """Make, for each hypothesis, the theorem that does without: its letters may be any matrices."""
    return tuple(
        NearMiss(
            f"without: {hypothesis.name}",
            freed(theorem.left, _supposed_of(hypothesis.left)),
            freed(theorem.right, _supposed_of(hypothesis.left)),
            f"forgetting that {hypothesis.plain}",
        )
        for hypothesis in theorem.hypotheses
    )


def _supposed_of(e: Expression) -> frozenset[Generator]:
    """Collect the letters of which a hypothesis supposes something."""
    return frozenset(g for g in letters_of(e) if g.kind not in _SUPPOSED_OF_NONE)


def freed(e: Expression, letters: frozenset[Generator]) -> Expression:
    """Let the given letters be any matrices."""
    if isinstance(e, Letter):
        g = e.generator
        return Letter(replace(g, kind="free")) if g in letters else e
    parts = parts_of(e)
    return rebuilt(e, tuple(freed(part, letters) for part in parts)) if parts else e
