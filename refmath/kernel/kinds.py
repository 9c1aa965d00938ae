"""What the kind of a letter supposes of it, as Rocq reads it; `proofs/Softmax.v` has the words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any

from refmath.evidence.exact_numbers import rational
from refmath.symbolic.letters import Generator, inverted, size_under

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
    if "->" in kind and g.kind not in ("free", "inclusion"):
        _, of = kind.split(" -> ", 1)
        h = f"h{kind.count('->')}" if "->" in of else "h"
        body = premise_of_near_miss(f"({name} {h})", of, g, scope)
        return f"(forall {h}, {body})" if body else ""
    if g.kind == "inclusion":
        return f"({premise(name, g)})"
    if g.kind in SUPPOSED:
        return f"is_{g.kind} {name}"
    if g.kind == "inverse":
        other = next((n for n, (_, _, k) in scope.letters.items()
                      if k.name == inverted(g).name and k.index == g.index), None)  # fmt: skip
        return f"({name} *m {other} = 1%:M /\\ {other} *m {name} = 1%:M)" if other else ""
    if g.kind == "rotation":
        equations = " /\\ ".join(_of_rotation(name, g, scope))
        return f"({equations})"
    if g.kind in _EQUATIONS:
        size = scope.space(size_under(g)) if g.kind.startswith("reciprocal") else ""
        rows = scope.dimension(g.rows)
        return f"({_EQUATIONS[g.kind].format(v=name, n=rows, size=size)})"
    return ""


def _of_rotation(name: str, g: Generator, scope: Any) -> Iterator[str]:
    """Write that R_i is orthogonal, commutes with every other power, and R_{j-i} is R_iᵀ R_j."""
    yield f"{name}^T *m {name} = 1%:M"
    powers = {k.index[-1]: n for n, (_, _, k) in scope.letters.items()
              if (k.name, k.kind) == (g.name, g.kind)}  # fmt: skip
    for other in powers.values():
        if other != name:
            yield f"{name} *m {other} = {other} *m {name}"
    later, _, earlier = str(g.index[-1]).partition("-")
    if later in powers and earlier in powers:
        yield f"{name} = {powers[earlier]}^T *m {powers[later]}"


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


def looked_up(known: Iterable[tuple[Any, Any]]) -> str:
    """Write a function of which these values are known; it is 0 elsewhere."""
    return f"(@looked_up RR [:: {'; '.join(f'({number(x)}, {number(y)})' for x, y in known)}])"


def number(x: Any) -> str:
    """Write a rational number: its numerator, and its denominator less 1."""
    value: Fraction = rational(x)
    top = f"Posz {value.numerator}" if value >= 0 else f"Negz {-value.numerator - 1}"
    return f"({top}, {value.denominator - 1}%N)"
