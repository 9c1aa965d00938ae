"""The named identities: each rewrites by one law only, so that a step can be held to its name.

A law has one rule an equation, and each rule names the theorem that *is* its equation, proved from
the definitions of its entries, without the law (`refmath.theorems`, chapter 1). A rule puts the
equation's right side for its left one; the law uses its rules wherever they fit, until none does. A
step from one line to the next *by* a law is right if both lines come to the same form under that
law alone. Products, sums and tensor products are laid in a row, whatever their brackets were:
associativity is not a step.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

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
    mentions,
    parts_of,
    product,
    rebuilt,
    reindexed,
    tensor,
    total,
)
from refmath.symbolic.letters import Bound, Generator

_Part = TypeVar("_Part")
Rule = Callable[[Expression], Expression | None]  # None: the equation doesn't fit here


@dataclass(frozen=True)
class Equation:
    """A rule, and the name of the theorem whose two sides it puts one for the other."""

    theorem: str
    rule: Rule


@dataclass(frozen=True)
class Law:
    """An identity with its name, and the equations that it uses."""

    name: str
    equations: tuple[Equation, ...]

    def rule(self, e: Expression) -> Expression | None:
        """Use the first equation that fits at this place, or none."""
        return next((out for _, out in self.uses(e)), None)

    def uses(self, e: Expression) -> Iterator[tuple[str, Expression]]:
        """Yield what each equation that fits makes of an expression, with its theorem's name."""
        for equation in self.equations:
            out = equation.rule(e)
            if out is not None:
                yield equation.theorem, out

    @property
    def theorems(self) -> tuple[str, ...]:
        """The names of the theorems that are its equations."""
        return tuple(equation.theorem for equation in self.equations)


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


def theorems_used(e: Expression, law: Law) -> tuple[str, ...]:
    """List the theorems whose equations a law uses on an expression, each once."""
    used: dict[str, None] = {}

    def rule(part: Expression) -> Expression | None:
        for theorem, out in law.uses(part):
            used[theorem] = None
            return out
        return None

    rewritten(e, rule)
    return tuple(used)


# --- distributivity -------------------------------------------------------------------------------


def _left_factor_into_sum(e: Expression) -> Expression | None:
    """A (B + C) = A B + A C."""
    for before, part, after in _places(e, Sum):
        if before:
            spread = total(*(product(*before, p) for p in part.parts))
            return product(spread, *after)
    return None


def _right_factor_into_sum(e: Expression) -> Expression | None:
    """(A + B) C = A C + B C."""
    for before, part, after in _places(e, Sum):
        if after:
            spread = total(*(product(p, *after) for p in part.parts))
            return product(*before, spread)
    return None


def _left_factor_into_heads(e: Expression) -> Expression | None:
    """A Σ_h B^h = Σ_h A B^h, where A doesn't depend on h."""
    for before, part, after in _places(e, HeadSum):
        if before and not _any_mentions(before, part.index):
            spread = HeadSum(part.index, product(*before, part.body), part.over)
            return product(spread, *after)
    return None


def _right_factor_into_heads(e: Expression) -> Expression | None:
    """(Σ_h A^h) B = Σ_h A^h B, where B doesn't depend on h."""
    for before, part, after in _places(e, HeadSum):
        if after and not _any_mentions(after, part.index):
            spread = HeadSum(part.index, product(part.body, *after), part.over)
            return product(*before, spread)
    return None


def _heads_of_a_sum(e: Expression) -> Expression | None:
    """Σ_h (A^h + B^h) = Σ_h A^h + Σ_h B^h."""
    if isinstance(e, HeadSum) and isinstance(e.body, Sum):
        return total(*(HeadSum(e.index, p, e.over) for p in e.body.parts))
    return None


def _places(
    e: Expression, kind: type[_Part], inside: type[Product] | type[Tensor] = Product
) -> Iterator[tuple[tuple[Expression, ...], _Part, tuple[Expression, ...]]]:
    """Yield each factor of that kind, with those before it and those after it."""
    if isinstance(e, inside):
        for k, part in enumerate(e.parts):
            if isinstance(part, kind):
                yield e.parts[:k], part, e.parts[k + 1 :]


def _any_mentions(parts: tuple[Expression, ...], index: str) -> bool:
    return any(mentions(p, index) for p in parts)


# --- scalars --------------------------------------------------------------------------------------


def _scalar_out_of_right_factor(e: Expression) -> Expression | None:
    """A (c B) = c (A B)."""
    for before, part, after in _places(e, Scaled):
        if before:
            return Scaled(part.factor, product(*before, part.body, *after))
    return None


def _scalar_out_of_left_factor(e: Expression) -> Expression | None:
    """(c A) B = c (A B)."""
    for before, part, after in _places(e, Scaled):
        if after:
            return Scaled(part.factor, product(*before, part.body, *after))
    return None


def _scalar_out_of_sum(e: Expression) -> Expression | None:
    """C A + c B = c (A + B)."""
    if isinstance(e, Sum) and isinstance(e.parts[0], Scaled):
        c, bodies = e.parts[0].factor, []
        for part in e.parts:
            if not isinstance(part, Scaled) or part.factor != c:
                return None
            bodies.append(part.body)
        return Scaled(c, total(*bodies))
    return None


def _scalar_out_of_heads(e: Expression) -> Expression | None:
    """Σ_h c A^h = c Σ_h A^h, where c doesn't depend on h."""
    if not isinstance(e, HeadSum) or not isinstance(e.body, Scaled):
        return None
    c, body = e.body.factor, e.body.body
    if isinstance(c, Generator) and e.index in c.index:
        return None
    return Scaled(c, HeadSum(e.index, body, e.over))


def _scalars_in_order(e: Expression) -> Expression | None:
    """D (c A) = c (d A): integers first, then letters by their names."""
    if not isinstance(e, Scaled) or not isinstance(e.body, Scaled):
        return None
    outer, inner = e.factor, e.body.factor
    if _place(inner) < _place(outer):
        return Scaled(inner, Scaled(outer, e.body.body))
    return None


def _place(c: int | Generator) -> tuple[bool, str, str]:
    return (False, "", "") if isinstance(c, int) else (True, c.name, str(c.index))


def _multiple(e: Expression) -> Expression | None:
    """2 A = A + A, and so on: n A = (n − 1) A + A."""
    if isinstance(e, Scaled) and isinstance(e.factor, int) and 2 <= e.factor <= _MOST_WRITTEN_OUT:
        return total(*[e.body] * e.factor)
    return None


_MOST_WRITTEN_OUT = 9


# --- the tensor product ---------------------------------------------------------------------------


def _mixed_product(slots: int) -> Rule:
    """(A ⊗ W)(B ⊗ V) = AB ⊗ WV, of so many slots."""

    def rule(e: Expression) -> Expression | None:
        if not isinstance(e, Product):
            return None
        for k in range(len(e.parts) - 1):
            a, b = e.parts[k], e.parts[k + 1]
            if isinstance(a, Tensor) and isinstance(b, Tensor) and _meet(a, b, slots):
                pairs = zip(a.parts, b.parts, strict=True)
                merged = tensor(*(product(p, q) for p, q in pairs))
                return product(*e.parts[:k], merged, *e.parts[k + 2 :])
        return None

    return rule


def _meet(a: Tensor, b: Tensor, slots: int) -> bool:
    if not len(a.parts) == len(b.parts) == slots:
        return False
    return all(shape(p)[1] == shape(q)[0] for p, q in zip(a.parts, b.parts, strict=True))


def _sum_out_of_first_slot(e: Expression) -> Expression | None:
    """(A + B) ⊗ W = A ⊗ W + B ⊗ W."""
    for before, part, after in _places(e, Sum, Tensor):
        if after:
            spread = total(*(tensor(p, *after) for p in part.parts))
            return tensor(*before, spread)
    return None


def _sum_out_of_second_slot(e: Expression) -> Expression | None:
    """A ⊗ (W + V) = A ⊗ W + A ⊗ V."""
    for before, part, after in _places(e, Sum, Tensor):
        if before:
            spread = total(*(tensor(*before, p) for p in part.parts))
            return tensor(spread, *after)
    return None


def _heads_out_of_first_slot(e: Expression) -> Expression | None:
    """(Σ_h A^h) ⊗ W = Σ_h A^h ⊗ W, where W doesn't depend on h."""
    for before, part, after in _places(e, HeadSum, Tensor):
        if after and not _any_mentions(after, part.index):
            spread = HeadSum(part.index, tensor(part.body, *after), part.over)
            return tensor(*before, spread)
    return None


def _heads_out_of_second_slot(e: Expression) -> Expression | None:
    """A ⊗ Σ_h W^h = Σ_h A ⊗ W^h, where A doesn't depend on h."""
    for before, part, after in _places(e, HeadSum, Tensor):
        if before and not _any_mentions(before, part.index):
            spread = HeadSum(part.index, tensor(*before, part.body), part.over)
            return tensor(spread, *after)
    return None


def _scalar_out_of_first_slot(e: Expression) -> Expression | None:
    """(c A) ⊗ W = c (A ⊗ W)."""
    for before, part, after in _places(e, Scaled, Tensor):
        if after:
            return Scaled(part.factor, tensor(*before, part.body, *after))
    return None


def _scalar_out_of_second_slot(e: Expression) -> Expression | None:
    """A ⊗ (c W) = c (A ⊗ W)."""
    for before, part, after in _places(e, Scaled, Tensor):
        if before:
            return Scaled(part.factor, tensor(*before, part.body, *after))
    return None


# --- transpose ------------------------------------------------------------------------------------


def _transposed(kind: type[_Part], turned: Callable[[_Part], Expression]) -> Rule:
    """Rewrite the transpose of what is of that kind."""

    def rule(e: Expression) -> Expression | None:
        if isinstance(e, Transpose) and isinstance(e.body, kind):
            return turned(e.body)
        return None

    return rule


_TRANSPOSE = (
    Equation(
        "transpose_of_a_product",
        _transposed(Product, lambda p: product(*(Transpose(q) for q in reversed(p.parts)))),
    ),
    Equation("transpose", _transposed(Tensor, lambda t: tensor(*map(Transpose, t.parts)))),
    Equation("transpose_of_a_sum", _transposed(Sum, lambda s: total(*map(Transpose, s.parts)))),
    Equation(
        "transpose_of_a_sum_over_heads",
        _transposed(HeadSum, lambda s: HeadSum(s.index, Transpose(s.body), s.over)),
    ),
    Equation(
        "transpose_of_a_multiple",
        _transposed(Scaled, lambda s: Scaled(s.factor, Transpose(s.body))),
    ),
    Equation("transpose_twice", _transposed(Transpose, lambda t: t.body)),
    Equation("transpose_of_the_identity", _transposed(Identity, lambda i: i)),
)


# --- the identity ---------------------------------------------------------------------------------


def _identity_on_the_left(e: Expression) -> Expression | None:
    """Id A = A."""
    for before, _, after in _places(e, Identity):
        if after:
            return product(*before, *after)
    return None


def _identity_on_the_right(e: Expression) -> Expression | None:
    """A Id = A."""
    for before, _, after in _places(e, Identity):
        if before:
            return product(*before, *after)
    return None


def _identity_of_both_slots(e: Expression) -> Expression | None:
    """Id ⊗ Id = Id."""
    if isinstance(e, Tensor) and all(isinstance(p, Identity) for p in e.parts):
        return Identity(shape(e)[0])
    return None


# --- vec and trace --------------------------------------------------------------------------------


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


def _vec_of_a_sum(e: Expression) -> Expression | None:
    """vec(x + y) = vec(x) + vec(y)."""
    if isinstance(e, Vec) and isinstance(e.body, Sum):
        return total(*map(Vec, e.body.parts))
    return None


def _vec_of_heads(e: Expression) -> Expression | None:
    """vec(Σ_h x^h) = Σ_h vec(x^h)."""
    if isinstance(e, Vec) and isinstance(e.body, HeadSum):
        return HeadSum(e.body.index, Vec(e.body.body), e.body.over)
    return None


def _vec_of_a_multiple(e: Expression) -> Expression | None:
    """vec(c x) = c vec(x)."""
    if isinstance(e, Vec) and isinstance(e.body, Scaled):
        return Scaled(e.body.factor, Vec(e.body.body))
    return None


def _trace(slots: int) -> Rule:
    """tr(A ⊗ W) = tr A · tr W, of so many slots."""

    def rule(e: Expression) -> Expression | None:
        if isinstance(e, Trace) and isinstance(e.body, Tensor) and len(e.body.parts) == slots:
            return tensor(*map(Trace, e.body.parts))
        return None

    return rule


# --- heads laid in a row --------------------------------------------------------------------------


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


# --- what is no law of the algebra ----------------------------------------------------------------


def definition(name: str) -> Law:
    """Make the law that unfolds what is written under that name."""

    def unfold(e: Expression) -> Expression | None:
        return e.body if isinstance(e, Named) and e.name == name else None

    return Law(f"definition of {name}", (Equation("", unfold),))


def proved(name: str, left: Expression, right: Expression) -> Law:
    """Make the law that puts a theorem's right side for its left side, within products too."""

    def use(e: Expression) -> Expression | None:
        return _put_for(e, left, right)

    return Law(name, (Equation(name, use),))


def supposed(name: str, left: Expression, right: Expression) -> Law:
    """Make the law that puts a hypothesis's right side for its left, within products too.

    What holds of matrices holds of their transposes: it puts the one's for the other's as well.
    """
    turned = tuple(rewritten(Transpose(side), LAWS["transpose"].rule) for side in (left, right))
    sides = [(left, right)] + ([] if turned[0] == left else [(turned[0], turned[1])])

    def use(e: Expression) -> Expression | None:
        outcomes = (_put_for(e, old, new) for old, new in sides)
        return next((out for out in outcomes if out is not None), None)

    return Law(name, (Equation(name, use),))


def _put_for(e: Expression, old: Expression, new: Expression) -> Expression | None:
    """Put one expression for another: as a whole, or as neighbouring factors of a product."""
    if e == old:
        return new
    if isinstance(e, Product) and isinstance(old, Product):
        n = len(old.parts)
        for k in range(len(e.parts) - n + 1):
            if e.parts[k : k + n] == old.parts:
                return product(*e.parts[:k], new, *e.parts[k + n :])
    return None


_ALL = (
    Law(
        "distributivity",
        (
            # From the left: so of two sums over heads the first is the outer one.
            Equation("distributivity_on_the_right", _right_factor_into_sum),
            Equation("distributivity", _left_factor_into_sum),
            Equation("factor_into_a_sum_over_heads_on_the_right", _right_factor_into_heads),
            Equation("factor_into_a_sum_over_heads", _left_factor_into_heads),
            Equation("sum_over_heads_of_a_sum", _heads_of_a_sum),
        ),
    ),
    Law(
        "scalars",
        (
            Equation("scalar_out_of_a_product", _scalar_out_of_right_factor),
            Equation("scalar_out_of_a_product_on_the_left", _scalar_out_of_left_factor),
            Equation("scalar_out_of_a_sum", _scalar_out_of_sum),
            Equation("scalar_out_of_a_sum_over_heads", _scalar_out_of_heads),
            Equation("scalars_in_any_order", _scalars_in_order),
        ),
    ),
    Law("multiples", (Equation("multiples", _multiple),)),
    Law(
        "mixed product",
        (
            Equation("mixed_product", _mixed_product(2)),
            Equation("mixed_product_of_three_slots", _mixed_product(3)),
        ),
    ),
    Law(
        "bilinearity",
        (
            Equation("bilinearity", _sum_out_of_first_slot),
            Equation("bilinearity_on_the_right", _sum_out_of_second_slot),
            Equation("sum_over_heads_in_the_first_slot", _heads_out_of_first_slot),
            Equation("sum_over_heads_in_the_second_slot", _heads_out_of_second_slot),
            Equation("scalar_out_of_the_first_slot", _scalar_out_of_first_slot),
            Equation("scalar_out_of_the_second_slot", _scalar_out_of_second_slot),
        ),
    ),
    Law("transpose", _TRANSPOSE),
    Law(
        "identity",
        (
            Equation("identity", _identity_on_the_left),
            Equation("identity_on_the_right", _identity_on_the_right),
            Equation("identity_of_both_slots", _identity_of_both_slots),
        ),
    ),
    Law("vec", (Equation("vec", _vec),)),
    Law(
        "linearity of vec",
        (
            Equation("linearity_of_vec", _vec_of_a_sum),
            Equation("vec_of_a_sum_over_heads", _vec_of_heads),
            Equation("vec_of_a_multiple", _vec_of_a_multiple),
        ),
    ),
    Law(
        "trace",
        (Equation("trace", _trace(2)), Equation("trace_of_three_slots", _trace(3))),
    ),
    Law("blocks", (Equation("blocks", _blocks),)),
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
