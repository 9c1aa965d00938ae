"""The translation that is trusted: an expression as a Gallina term over MathComp's matrices.

A space becomes a natural number, a set of heads a `finType`, a letter a variable of its type: a
family indexed by bound heads a function of them. Names that are written for others are unfolded.
A letter with a number or a free name as its index is a variable of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

from refmath.symbolic.algebra import shape
from refmath.symbolic.expressions import (
    Apply,
    Diag,
    Exp,
    Expression,
    Hadamard,
    HeadSum,
    Identity,
    Letter,
    Named,
    Pattern,
    Product,
    Recip,
    Scaled,
    Sum,
    Tensor,
    Trace,
    Transpose,
    Vec,
)
from refmath.symbolic.letters import Generator, HeadSet, Index, Spaces

Bound = Mapping[Index, str]
"""The type of heads that each index which a sum binds ranges over."""

Variable = tuple[str, tuple[object, ...], Generator]
"""A letter's type; its name with its indices, None for each that a sum binds; the letter itself."""

_SPELT = {"⁻¹": "_inv", "Π": "Pi", "ι": "iota", "√": "root_", "1/": "one_over_", "·": "_x_"}


class NotExportedError(ValueError):
    """What a statement says has no translation yet."""


def identifier(name: object) -> str:
    """Spell a name as Gallina admits it: W_E stays, 1/√d_head becomes one_over_root_d_head."""
    text = str(name)
    for letter, spelt in _SPELT.items():
        text = text.replace(letter, spelt)
    text = re.sub(r"\W", "_", text)
    return text if text[0].isalpha() else f"v{text}"


@dataclass
class Scope:
    """The variables of a statement, in the order in which they are met, with their types.

    Where it is `exact`, a softmax is the softmax; elsewhere any function of the scores.
    """

    exact: bool = False
    spaces: dict[str, None] = field(default_factory=dict)
    heads: dict[str, str] = field(default_factory=dict)
    functions: dict[str, str] = field(default_factory=dict)
    letters: dict[str, Variable] = field(default_factory=dict)

    def space(self, name: str) -> str:
        """Return the number that a space is."""
        if name == "one":
            return "1"
        spelt = identifier(name) if name.startswith(("n_", "d_")) else f"n_{identifier(name)}"
        self.spaces[spelt] = None
        return spelt

    def dimension(self, spaces: Spaces) -> str:
        """Return the size of a tensor product of spaces."""
        numbers = [self.space(s) for s in spaces] or ["1"]
        return numbers[0] if len(numbers) == 1 else f"({' * '.join(numbers)})%N"

    def matrix(self, rows: Spaces, cols: Spaces) -> str:
        """Return the type of a matrix; with neither rows nor columns it is a scalar."""
        if not rows and not cols:
            return "RR"
        return f"'M[RR]_({self.dimension(rows)}, {self.dimension(cols)})"

    def set_of_heads(self, over: HeadSet, bound: Bound) -> str:
        """Return the type of a set's heads: H_0, or H_g g where it depends on a bound g."""
        names = [i for i in over.index if i in bound]
        name = identifier("_".join(map(str, (over.name, *over.index))))
        kind = "".join(f"{bound[i]} -> " for i in names) + "finType"
        if self.heads.setdefault(name, kind) != kind:
            raise NotExportedError(f"{name}: expected one type of heads, got {kind}")
        return f"({name} {' '.join(map(identifier, names))})" if names else name

    def letter(self, g: Generator, bound: Bound) -> str:
        """Return the variable that a letter is, applied to the heads that are summed over."""
        of = [i for i in g.index if i in bound]
        own = "_".join(str(i) if isinstance(i, int) else identifier(i)
                       for i in g.index if i not in bound)  # fmt: skip
        name = identifier(g.name) + (f"_{own}" if own else "")
        kind = self._family([(identifier(i), bound[i]) for i in of], self.matrix(g.rows, g.cols))
        key = (g.name, *(i if i not in bound else None for i in g.index))
        taken = {"e"} if self.exact else set()  # e is the exponential there
        while name in taken or self.letters.get(name, (kind, key))[:2] != (kind, key):
            name += "'"  # the heads of another set are other heads: another letter
        self.letters.setdefault(name, (kind, key, g))
        return f"({name} {' '.join(map(identifier, of))})" if of else name

    def _family(self, indices: list[tuple[str, str]], kind: str) -> str:
        names = {index: f"i{k}" for k, (index, _) in enumerate(indices)}
        if all(over.isidentifier() for _, over in indices):
            return "".join(f"{over} -> " for _, over in indices) + kind
        bound = [(names[i], re.sub(r"\w+", lambda m: names.get(m[0], m[0]), over))
                 for i, over in indices]  # fmt: skip
        return "forall " + " ".join(f"({i} : {over})" for i, over in bound) + f", {kind}"

    def function(self, name: str, kind: str) -> str:
        """Return the variable that an unknown function is."""
        self.functions[name] = kind
        return name


def gallina(e: Expression, scope: Scope, bound: Bound | None = None) -> str:
    """Write an expression as a term; what it is made of is added to the scope."""
    here = bound or {}

    def joined(operator: str, parts: tuple[Expression, ...]) -> str:
        return "(" + operator.join(gallina(part, scope, here) for part in parts) + ")"

    match e:
        case Letter(g):
            return scope.letter(g, here)
        case Identity(spaces):
            return f"(1%:M : 'M[RR]_({scope.dimension(spaces)}))"
        case Product(parts):
            return joined(" *m ", parts)
        case Sum(parts):
            return joined(" + ", parts)
        case Scaled(int(n), body) if n == -1:
            return f"(- {gallina(body, scope, here)})"
        case Scaled(int(n), body):
            return f"({gallina(body, scope, here)} {'*+' if n >= 0 else '*-'} {abs(n)})"
        case Scaled(c, body):
            return f"({scope.letter(cast('Generator', c), here)} *: {gallina(body, scope, here)})"
        case Tensor(parts) if all(shape(part) == ((), ()) for part in parts):
            return joined(" * ", parts)
        case Tensor(parts):
            return joined(" *t ", parts)
        case Hadamard(parts):
            return joined(" *h ", parts)
        case Transpose(body):
            return f"({gallina(body, scope, here)}^T)"
        case Vec(body):
            return f"(vec {gallina(body, scope, here)})"
        case Trace(body):
            return f"(\\tr {gallina(body, scope, here)})"
        case HeadSum(index, body, over):
            kind = scope.set_of_heads(over, here)
            inner = gallina(body, scope, {**here, index: kind})
            return f"(\\sum_({identifier(index)} : {kind}) {inner})"
        case Pattern(scores, over, causal):
            inner = gallina(scores, scope, here)
            if scope.exact:
                axis = "softmax_of" if over == "source" else "softmax_over_destinations"
                return f"({axis} e {str(causal).lower()} {inner})"
            name = "pattern" + ("" if over == "source" else f"_over_{over}")
            name += "" if causal else "_without_mask"
            name = scope.function(name, "forall n, 'M[RR]_n -> 'M[RR]_n")
            return f"(@{name} _ {inner})"
        case Exp(body):
            return f"(map_mx e {gallina(body, scope, here)})"
        case Apply(name, body):
            function = scope.function(identifier(name), "RR -> RR")
            return f"(map_mx {function} {gallina(body, scope, here)})"
        case Diag(body):
            return f"(diagonal {gallina(body, scope, here)})"
        case Recip(body):
            return f"(reciprocal {gallina(body, scope, here)})"
        case Named(_, _, _, body):
            return gallina(body, scope, here)
