"""What the kind of a letter supposes of it, as Rocq reads it; `proofs/Softmax.v` has the words."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from refmath.symbolic.letters import Generator, inverted, size_under

UNKNOWN = frozenset({"inclusion", "rotation"})
"""The kinds that no disproof has words for yet: what they suppose is said of several letters."""

SUPPOSED = ("ones", "causal", "mask", "first", "permutation")
"""The kinds that a theorem of the softmax supposes, each by the word that `Softmax.v` has for it:
what another kind says of a letter no derivation uses, and the text holds of any matrix."""

_EQUATIONS = {
    "stochastic": "{v} *m const_mx 1 = const_mx 1 :> 'cV_{n} /\\ {v} *h sees RR {n} = {v}",
    "one-hot": "{v} *h {v} = {v} /\\ {v} *m const_mx 1 = const_mx 1 :> 'cV_{n}",
    "diagonal": "{v} *h 1%:M = {v}",
    "isometry": "{v}^T *m {v} = 1%:M",
    "centring": "{v} *+ {n} = 1%:M *+ {n} - const_mx 1",
    "reciprocal": "{size}%:R * {v} = 1",
    "reciprocal root": "0 < {v} /\\ {size}%:R * ({v} * {v}) = 1",
}


def premise(name: str, g: Generator) -> str:
    """Write what a theorem supposes of a letter of that kind, or «» where it supposes nothing."""
    if g.kind == "inclusion":
        return f"forall g h, ({name} g)^T *m {name} h = if g == h then 1%:M else 0"
    return f"is_{g.kind} {name}" if g.kind in SUPPOSED else ""


def premise_of_near_miss(name: str, kind: str, g: Generator, scope: Any) -> str:
    """Write what a near miss supposes of a letter of that kind, or «» of a free one."""
    if "->" in kind and g.kind != "free":
        body = premise_of_near_miss(f"({name} h)", kind.partition(" -> ")[2], g, scope)
        return f"(forall h, {body})" if body else ""
    if g.kind in SUPPOSED:
        return f"is_{g.kind} {name}"
    if g.kind == "inverse":
        other = next((n for n, (_, _, k) in scope.letters.items()
                      if k.name == inverted(g).name and k.index == g.index), None)  # fmt: skip
        return f"({name} *m {other} = 1%:M /\\ {other} *m {name} = 1%:M)" if other else ""
    if g.kind in _EQUATIONS:
        size = scope.space(size_under(g)) if g.kind.startswith("reciprocal") else ""
        rows = scope.dimension(g.rows)
        return f"({_EQUATIONS[g.kind].format(v=name, n=rows, size=size)})"
    return ""


def instance(g: Generator, drawn: Any, values: Any) -> str:
    """Write the numbers drawn for a letter."""
    m, n = (str(values.dimension(spaces)) for spaces in (g.rows, g.cols))
    if not g.rows and not g.cols:
        return f"(number RR {number(drawn[0, 0])})"
    if g.kind == "ones":
        return f"(const_mx 1 : 'M[RR]_({m}, {n}))"
    if g.kind == "causal":
        return f"(sees RR {m})"
    if g.kind == "first":
        return f"(first RR {m} {sum(int(drawn[k, k].value) for k in range(len(drawn)))})"
    if g.kind == "permutation":
        order = [next(j for j in range(len(row)) if row[j]) for row in drawn]
        return f"(moves RR {m} (nth 0%N [:: {'; '.join(map(str, order))}]%N))"
    return f"(@rep RR {m} {n} (table RR {table(drawn)}))"


def table(m: Any) -> str:
    """Write a matrix's rows, each number as numerator and denominator less 1."""
    return f"[:: {'; '.join(_row(row) for row in m)}]"


def _row(row: Any) -> str:
    return f"[:: {'; '.join(map(number, row))}]"


def number(x: Any) -> str:
    """Write a rational number: its numerator, and its denominator less 1."""
    value: Fraction = x.value
    top = f"Posz {value.numerator}" if value >= 0 else f"Negz {-value.numerator - 1}"
    return f"({top}, {value.denominator - 1}%N)"
