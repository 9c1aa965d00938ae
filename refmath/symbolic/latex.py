r"""LaTeX of expressions, statements and steps: what a page shows is what was checked."""

from __future__ import annotations

from refmath.symbolic.algebra import (
    Expression,
    HeadSum,
    Identity,
    Letter,
    Named,
    Pattern,
    Product,
    Scaled,
    Sum,
    Tensor,
    Trace,
    Transpose,
    Vec,
    parts_of,
)
from refmath.symbolic.claims import Claim
from refmath.symbolic.derivation import NearMiss, Theorem
from refmath.symbolic.letters import Generator, Index

_LOOSE, _SUM, _TENSOR, _PRODUCT, _TIGHT = range(5)


def latex(e: Expression, around: int = _LOOSE) -> str:
    r"""Write an expression in LaTeX, with no more parentheses than it needs.

    >>> from refmath.symbolic.letters import generator
    >>> from refmath.symbolic.algebra import tensor
    >>> latex(tensor(Letter(generator("A", "h")), Letter(generator("W_O", "h"))))
    'A^{h} \\otimes W_O^{h}'
    """
    text, strength = _written(e)
    return rf"\left({text}\right)" if strength < around else text


def _written(e: Expression) -> tuple[str, int]:
    match e:
        case Letter(g):
            return _letter(g), _TIGHT
        case Identity():
            return r"\mathrm{Id}", _TIGHT
        case Product(parts):
            return r" \, ".join(latex(p, _TIGHT) for p in parts), _PRODUCT
        case Sum(parts):
            return _plus(parts), _SUM
        case Scaled(factor, body):
            sign = {1: "", -1: "-"}.get(factor, f"{factor} ") if isinstance(factor, int) else (
                factor.latex + r" \, "
            )  # fmt: skip
            return sign + latex(body, _PRODUCT), _PRODUCT
        case Tensor(parts) if any(isinstance(p, Trace) for p in parts):
            return r" \cdot ".join(latex(p, _PRODUCT) for p in parts), _PRODUCT
        case Tensor(parts):
            return r" \otimes ".join(latex(p, _PRODUCT) for p in parts), _TENSOR
        case Transpose(body):
            inner = latex(body, _TIGHT)
            if isinstance(body, Letter | Named) and "^" in inner:
                return inner[:-1] + r"\top}", _TIGHT  # one superscript, not two
            if isinstance(body, Transpose):
                inner = rf"\left({inner}\right)"
            return rf"{inner}^\top", _TIGHT
        case Vec(body):
            return rf"\operatorname{{vec}}\left({latex(body)}\right)", _TIGHT
        case Trace(body):
            return rf"\operatorname{{tr}}\left({latex(body)}\right)", _TIGHT
        case HeadSum(index, body, over):
            return rf"\sum_{{{index} \in {over}}} {latex(body, _TENSOR)}", _SUM
        case Pattern():
            return _pattern(e), _TIGHT
        case Named(_, name, index, _):
            return name + _raised(index), _TIGHT


def _letter(g: Generator) -> str:
    if g.kind == "inclusion":
        return rf"\iota_{{{','.join(map(str, g.index))}}}"
    return g.latex + _raised(g.index)


def _raised(index: tuple[Index, ...]) -> str:
    return "^{" + ",".join(map(str, index)) + "}" if index else ""


def _plus(parts: tuple[Expression, ...]) -> str:
    out = latex(parts[0], _SUM)
    for part in parts[1:]:
        text = latex(part, _SUM)
        out += f" - {text[1:]}" if text.startswith("-") else f" + {text}"
    return out


def _pattern(e: Pattern) -> str:
    marks = [] if e.over == "source" else [rf"\text{{over the {e.over}}}"]
    marks += [] if e.causal else [r"\text{no mask}"]
    below = "_{" + ",".join(marks) + "}" if marks else ""
    return rf"\operatorname{{softmax}}{below}\left({latex(e.scores)}\right)"


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
