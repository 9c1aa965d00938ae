"""The named identities: each rewrites by one law only, so that a step can be held to its name.

A rule brings an expression to the form in which its law, used from left to right wherever it fits,
has nothing left to do. A step from one line to the next *by* a law is right if both lines come to
the same form under that law alone. That each law is true is a theorem of its own (same name, in
`refmath.theorems`), proved entry by entry, without the law.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from refmath.symbolic.algebra import shape
from refmath.symbolic.expressions import (
    Apply,
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
    product,
    rebuilt,
    reindexed,
    tensor,
    total,
)
from refmath.symbolic.letters import Bound

Rule = Callable[[Expression], Expression | None]  # None: the law doesn't fit here


@dataclass(frozen=True)
class Law:
    """An identity with its name, how it reads, and what it asks for."""

    name: str
    latex: str
    side_condition: str
    rule: Rule


def rewritten(e: Expression, rule: Rule) -> Expression:
    """Use a rule at every place, from the inside out, until it fits nowhere.

    >>> from refmath.symbolic.letters import generator
    >>> A = Letter(generator("A"))
    >>> rewritten(Transpose(Transpose(A)), LAWS["transpose"].rule) == A
    True
    """
    parts = tuple(rewritten(part, rule) for part in parts_of(e))
    again = rebuilt(e, parts) if parts else e
    changed = rule(again)
    return again if changed is None else rewritten(changed, rule)


def _distributivity(e: Expression) -> Expression | None:
    """A (B + C) D = A B D + A C D; a sum over heads is a sum, and Σ_h (B + C) = Σ_h B + Σ_h C."""
    if isinstance(e, HeadSum) and isinstance(e.body, Sum):
        return total(*(HeadSum(e.index, p, e.over) for p in e.body.parts))
    if not isinstance(e, Product):
        return None
    for k, part in enumerate(e.parts):
        before, after = e.parts[:k], e.parts[k + 1 :]
        if isinstance(part, Sum):
            return total(*(product(*before, p, *after) for p in part.parts))
        if isinstance(part, HeadSum) and not _mentions(before + after, part.index):
            return HeadSum(part.index, product(*before, part.body, *after), part.over)
    return None


def _mentions(parts: tuple[Expression, ...], index: str) -> bool:
    return any(reindexed(p, index, f"{index}'") != p for p in parts)


def _mixed_product(e: Expression) -> Expression | None:
    """(A ⊗ W)(B ⊗ V) = AB ⊗ WV."""
    if not isinstance(e, Product):
        return None
    for k in range(len(e.parts) - 1):
        a, b = e.parts[k], e.parts[k + 1]
        if isinstance(a, Tensor) and isinstance(b, Tensor) and len(a.parts) == len(b.parts):
            slots = zip(a.parts, b.parts, strict=True)
            if all(shape(p)[1] == shape(q)[0] for p, q in zip(a.parts, b.parts, strict=True)):
                merged = tensor(*(product(p, q) for p, q in slots))
                return product(*e.parts[:k], merged, *e.parts[k + 2 :])
    return None


def _bilinearity(e: Expression) -> Expression | None:
    """(A + B) ⊗ W = A ⊗ W + B ⊗ W, and on the other side."""
    if not isinstance(e, Tensor):
        return None
    for k, part in enumerate(e.parts):
        before, after = e.parts[:k], e.parts[k + 1 :]
        if isinstance(part, Sum):
            return total(*(tensor(*before, p, *after) for p in part.parts))
        if isinstance(part, Scaled):
            return Scaled(part.factor, tensor(*before, part.body, *after))
        if isinstance(part, HeadSum) and not _mentions(before + after, part.index):
            return HeadSum(part.index, tensor(*before, part.body, *after), part.over)
    return None


def _transpose(e: Expression) -> Expression | None:
    """(A W)ᵀ = Wᵀ Aᵀ, (A ⊗ W)ᵀ = Aᵀ ⊗ Wᵀ, (A + B)ᵀ = Aᵀ + Bᵀ, Aᵀᵀ = A, Idᵀ = Id."""
    if not isinstance(e, Transpose):
        return None
    match e.body:
        case Product(parts):
            return product(*(Transpose(p) for p in reversed(parts)))
        case Tensor(parts):
            return tensor(*(Transpose(p) for p in parts))
        case Sum(parts):
            return total(*(Transpose(p) for p in parts))
        case HeadSum(index, body, over):
            return HeadSum(index, Transpose(body), over)
        case Scaled(factor, body):
            return Scaled(factor, Transpose(body))
        case Transpose(body):
            return body
        case Identity():
            return e.body
    return None


def _identity(e: Expression) -> Expression | None:
    """Id A = A = A Id, and Id ⊗ Id = Id."""
    if isinstance(e, Tensor) and all(isinstance(p, Identity) for p in e.parts):
        return Identity(shape(e)[0])
    if isinstance(e, Product) and any(isinstance(p, Identity) for p in e.parts):
        kept = tuple(p for p in e.parts if not isinstance(p, Identity))
        return product(*(kept or e.parts[:1]))
    return None


def _vec(e: Expression) -> Expression | None:
    """(A ⊗ W) vec(x) = vec(A x Wᵀ)."""
    if not isinstance(e, Product) or not isinstance(e.parts[-1], Vec):
        return None
    operator, vector = e.parts[-2], e.parts[-1]
    if not isinstance(operator, Tensor) or len(operator.parts) != 2:
        return None
    A, W = operator.parts
    moved = Vec(product(A, vector.body, Transpose(W)))
    return product(*e.parts[:-2], moved)


def _linearity_of_vec(e: Expression) -> Expression | None:
    """vec(x + y) = vec(x) + vec(y)."""
    if not isinstance(e, Vec):
        return None
    if isinstance(e.body, Sum):
        return total(*(Vec(p) for p in e.body.parts))
    if isinstance(e.body, HeadSum):
        return HeadSum(e.body.index, Vec(e.body.body), e.body.over)
    return None


def _trace(e: Expression) -> Expression | None:
    """tr(A ⊗ W) = tr A · tr W."""
    if isinstance(e, Trace) and isinstance(e.body, Tensor):
        return tensor(*(Trace(p) for p in e.body.parts))
    return None


def _blocks(e: Expression) -> Expression | None:
    """ι_gᵀ ι_h is Id if g = h, else 0: of a double sum over heads, the diagonal is left."""
    if not isinstance(e, HeadSum) or not isinstance(e.body, HeadSum):
        return None
    inner = e.body
    if (
        e.over != inner.over
        or e.index in (inner.index, *inner.over.index)
        or not isinstance(inner.body, Product)
    ):
        return None  # under one name the inner sum binds both: no diagonal is left
    parts = inner.body.parts
    for k in range(len(parts) - 1):
        a, b = parts[k], parts[k + 1]
        if isinstance(a, Transpose) and isinstance(a.body, Letter) and isinstance(b, Letter):
            g, h = a.body.generator, b.generator
            of_one_layer = g.kind == h.kind == "inclusion" and g.index[:-1] == h.index[:-1]
            if of_one_layer and {g.index[-1], h.index[-1]} == {e.index, inner.index}:
                rest = product(*(parts[:k] + parts[k + 2 :] or (Identity(g.cols),)))
                return HeadSum(e.index, reindexed(rest, inner.index, e.index), e.over)
    return None


def definition(name: str) -> Law:
    """Make the law that unfolds what is written under that name."""

    def unfold(e: Expression) -> Expression | None:
        return e.body if isinstance(e, Named) and e.name == name else None

    return Law(f"definition of {name}", "", "", unfold)


def proved(name: str, left: Expression, right: Expression) -> Law:
    """Make the law that puts a theorem's right side for its left side."""

    def use(e: Expression) -> Expression | None:
        return right if e == left else None

    return Law(name, "", "", use)


def supposed(name: str, left: Expression, right: Expression) -> Law:
    """Make the law that puts a hypothesis's right side for its left, within products too.

    What holds of matrices holds of their transposes: it puts the one's for the other's as well.
    """
    turned = tuple(rewritten(Transpose(side), _transpose) for side in (left, right))
    sides = [(left, right)] + ([] if turned[0] == left else [(turned[0], turned[1])])

    def use(e: Expression) -> Expression | None:
        for old, new in sides:
            if e == old:
                return new
            if isinstance(e, Product) and isinstance(old, Product):
                n = len(old.parts)
                for k in range(len(e.parts) - n + 1):
                    if e.parts[k : k + n] == old.parts:
                        return product(*e.parts[:k], new, *e.parts[k + n :])
        return None

    return Law(name, "", "", use)


_ALL = (
    Law("distributivity", "A(B + C) = AB + AC", "", _distributivity),
    Law(
        "mixed product",
        r"(A \otimes W)(B \otimes V) = AB \otimes WV",
        "the columns of A are the rows of B, those of W the rows of V",
        _mixed_product,
    ),
    Law("bilinearity", r"(A + B) \otimes W = A \otimes W + B \otimes W", "", _bilinearity),
    Law("transpose", r"(AW)^\top = W^\top A^\top", "", _transpose),
    Law("identity", r"\mathrm{Id}\,A = A", "", _identity),
    Law("vec", r"(A \otimes W)\operatorname{vec}(x) = \operatorname{vec}(A x W^\top)", "", _vec),
    Law("linearity of vec", r"\operatorname{vec}(x+y) = \ldots", "", _linearity_of_vec),
    Law(
        "trace",
        r"\operatorname{tr}(A \otimes W) = \operatorname{tr}A\operatorname{tr}W",
        "",
        _trace,
    ),
    Law("blocks", r"\iota_g^\top \iota_h = \delta_{gh}\mathrm{Id}", "", _blocks),
)

LAWS = {law.name: law for law in _ALL}


def same_up_to_order(a: Expression, b: Expression) -> bool:
    """Tell whether two expressions are written alike, but for the order of the terms of sums.

    The names of summed head indices don't count either.
    """
    return _written(a, 0) == _written(b, 0)


def _written(e: Expression, depth: int) -> object:
    if isinstance(e, HeadSum):
        bound = Bound(f"·{depth}")
        return ("HeadSum", e.over, _written(reindexed(e.body, e.index, bound), depth + 1))
    inner: tuple[object, ...] = tuple(_written(p, depth) for p in parts_of(e))
    if isinstance(e, Sum):
        inner = tuple(sorted(inner, key=repr))
    return (type(e).__name__, _mark(e), inner)


def _mark(e: Expression) -> object:
    match e:
        case Letter(g):
            return g
        case Identity(spaces):
            return spaces
        case Scaled(factor, _):
            return factor
        case Pattern(_, over, causal):
            return over, causal
        case Apply(name, _):
            return name
        case Named(name, _, index, _):
            return name, index
    return ()
