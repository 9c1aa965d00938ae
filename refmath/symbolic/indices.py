"""The second all-shapes route: every entry as a sum of products over named indices.

Nothing is used but definitions (`index_entries`) and what the laws of δ, order, exp and 1/x leave
of them (`index_normal`). Two expressions are equal for every size if their sums of products are the
same, up to the names of what is summed over (`index_canon`). This is how the identities that
`algebra.normal_form` rewrites by (mixed product, vec, …) are themselves proved.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from refmath.symbolic.expressions import Expression
from refmath.symbolic.index_canon import spelt
from refmath.symbolic.index_entries import entry
from refmath.symbolic.index_normal import normal
from refmath.symbolic.index_spaces import type_of


@dataclass(frozen=True)
class IndexForm:
    """Canonical sums of products of entries with their coefficients."""

    type: tuple[tuple[str, ...], tuple[str, ...]]
    terms: tuple[tuple[str, int], ...]

    @property
    def is_zero(self) -> bool:
        """Whether nothing is left: then an equality would show nothing."""
        return not self.terms


def index_form(e: Expression) -> IndexForm:
    """Bring the general entry of an expression to its canonical form.

    Raises:
        ShapeMismatchError: if parts don't fit together.
        DivisionByNothingError: for one over a sum that is zero.
    """
    rows, cols = type_of(e)
    at = tuple((slot, ()) for slot in range(len(rows) + len(cols)))
    names = tuple((slot, f"free{slot}") for slot, _ in at)
    out: Counter[str] = Counter()
    for m, c in entry(e, at[: len(rows)], at[len(rows) :], {}):
        for simple, d in normal(m):
            out[spelt(simple, names)] += c * d
    return IndexForm((rows, cols), tuple(sorted((text, c) for text, c in out.items() if c)))
