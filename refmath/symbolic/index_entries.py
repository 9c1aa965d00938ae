"""The general entry of an expression, by the definitions alone: a sum of products of factors.

(A W)[i, j] = Σ_k A[i, k] W[k, j]; (A ⊗ W)[(i, a), (j, b)] = A[i, j] W[a, b]; vec(x)[(i, a)] =
x[i, a]; a softmax is an exponential over a sum of exponentials. An index that a sum over heads
binds is looked up where it is met, never put for another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

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
from refmath.symbolic.index_facts import FIRST, NOT_LATER, WITHIN
from refmath.symbolic.index_normal import INCLUSION
from refmath.symbolic.index_spaces import type_of
from refmath.symbolic.index_terms import (
    ONE,
    Applied,
    Delta,
    Entry,
    Exponential,
    Fact,
    Monomial,
    Reciprocal,
    Ref,
    Total,
    after,
    new_slot,
    product_of,
)
from refmath.symbolic.letters import Generator, Index, Spaces

Refs = tuple[Ref, ...]
Bindings = Mapping[Index, Ref]  # which slot each head that is summed over stands for here

_ONLY: Ref = (0, ())  # the one place of a space of one: no factor depends on it


def entry(e: Expression, row: Refs, col: Refs, heads: Bindings) -> Total:
    """Write the entry of an expression at a row and a column.

    Args:
        e: the expression.
        row: a reference for each of its row spaces.
        col: a reference for each of its column spaces.
        heads: what the indices mean that sums around it bind.
    """
    match e:
        case Letter(g):
            return ((_of_letter(g, row, col, heads), 1),)
        case Identity(spaces):
            return ((Monomial(_deltas(row, col, spaces)), 1),)
        case Product(parts):
            return _of_product(parts, row, col, heads)
        case Sum(parts):
            return tuple(term for part in parts for term in entry(part, row, col, heads))
        case Scaled(factor, body):
            inner = entry(body, row, col, heads)
            if isinstance(factor, int):
                return tuple((m, c * factor) for m, c in inner)
            mark = Entry(*_key(factor, heads))
            return tuple((replace(m, scalars=(*m.scalars, mark)), c) for m, c in inner)
        case Tensor(parts):
            return _of_tensor(parts, row, col, heads)
        case Transpose(body):
            return entry(body, col, row, heads)
        case Vec(body):
            n = len(type_of(body)[0])
            return entry(body, row[:n], row[n:], heads)
        case Trace(body):
            at, bound = _summed(type_of(body)[0])
            return _binding(entry(body, at, at, heads), bound)
        case HeadSum():
            return _over_heads(e, row, col, heads)
        case Named(_, _, _, body):
            return entry(body, row, col, heads)
        case Pattern():
            return _of_pattern(e, row[0], col[0], heads)
        case Hadamard() | Diag() | Exp() | Apply() | Recip():
            return _entry_by_entry(e, row, col, heads)


def _entry_by_entry(
    e: Hadamard | Diag | Exp | Apply | Recip, row: Refs, col: Refs, heads: Bindings
) -> Total:
    match e:
        case Hadamard(parts):
            out: Total = ((ONE, 1),)
            for part in parts:
                out = product_of(out, entry(part, row, col, heads))
            return out
        case Diag(body):
            delta = Monomial(_deltas(row, col, type_of(body)[0]))
            return product_of(((delta, 1),), entry(body, row, (_ONLY,), heads))
        case Exp(body):
            return ((Monomial(_exponentials(entry(body, row, col, heads))), 1),)
        case Apply(name, body):
            return ((Monomial((Applied(name, entry(body, row, col, heads)),)), 1),)
        case Recip(body):
            return ((Monomial((Reciprocal(entry(body, row, col, heads), 1),)), 1),)


def _deltas(row: Refs, col: Refs, spaces: Spaces) -> tuple[Delta, ...]:
    """Write the entry of an identity: in a space of one there is one place, whatever names it."""
    at = zip(row, col, spaces, strict=True)
    return tuple(Delta(i, j) for i, j, space in at if space != "one")


def _exponentials(terms: Total) -> tuple[Exponential, ...]:
    return tuple(Exponential(m, c) for m, c in terms)


def _summed(spaces: Spaces) -> tuple[Refs, tuple[tuple[int, str], ...]]:
    """Return a new slot for each space, and what is to be bound: a space of one is not summed."""
    slots = [(new_slot(), space) for space in spaces]
    return tuple((slot, ()) for slot, _ in slots), tuple(s for s in slots if s[1] != "one")


def _binding(terms: Total, bound: tuple[tuple[int, str], ...]) -> Total:
    return tuple((replace(m, bound=m.bound + bound), c) for m, c in terms)


def _of_product(parts: tuple[Expression, ...], row: Refs, col: Refs, heads: Bindings) -> Total:
    out: Total = ((ONE, 1),)
    for part in parts[:-1]:
        middle, bound = _summed(type_of(part)[1])
        out = _binding(product_of(out, entry(part, row, middle, heads)), bound)
        row = middle
    return product_of(out, entry(parts[-1], row, col, heads))


def _of_tensor(parts: tuple[Expression, ...], row: Refs, col: Refs, heads: Bindings) -> Total:
    out: Total = ((ONE, 1),)
    for part in parts:
        n, m = (len(spaces) for spaces in type_of(part))
        out = product_of(out, entry(part, row[:n], col[:m], heads))
        row, col = row[n:], col[m:]
    return out


def _over_heads(e: HeadSum, row: Refs, col: Refs, heads: Bindings) -> Total:
    """Sum over all heads of that name; if the set has bound indices, h ∈ H_g is a fact."""
    slot = new_slot()
    index, bound_here = _indices(e.over.index, heads)
    space = f"∈{e.over.name}{index}"
    facts = frozenset([Fact(f"of {space}", ((slot, ()), *bound_here))] if bound_here else ())
    inner = entry(e.body, row, col, {**heads, e.index: (slot, ())})
    return tuple(
        (replace(m, bound=(*m.bound, (slot, space)), facts=m.facts | facts), c) for m, c in inner
    )


def _of_pattern(e: Pattern, i: Ref, j: Ref, heads: Bindings) -> Total:
    """Write w[i, j] / Σ_k w[i, k], w = exp of the score, or 0 where the source is later."""

    spaces = type_of(e.scores)[0]
    masked = e.causal and spaces != ("one",)

    def weight(destination: Ref, source: Ref) -> Monomial:
        order = Fact(NOT_LATER, (source, destination))
        scores = entry(e.scores, (destination,), (source,), heads)
        return Monomial(_exponentials(scores), frozenset([order] if masked else []))

    (k,), bound = _summed(spaces)
    summed = weight(i, k) if e.over == "source" else weight(k, j)
    over = Reciprocal(((replace(summed, bound=bound), 1),), 1)
    top = weight(i, j)
    return ((replace(top, factors=(*top.factors, over)), 1),)


# --- letters --------------------------------------------------------------------------------------


def _indices(indices: tuple[Index, ...], heads: Bindings) -> tuple[str, Refs]:
    """Say which indices a letter has: a bound one is a reference, and its place marked."""
    marks = ["*" if index in heads else str(index) for index in indices]
    return f"[{','.join(marks)}]", tuple(heads[index] for index in indices if index in heads)


def _key(g: Generator, heads: Bindings) -> tuple[str, Refs]:
    """Say which letter it is: one name with two types, or of two kinds, is two letters."""
    index, bound = _indices(g.index, heads)
    return f"{g.name}{index}{'·'.join(g.rows)}×{'·'.join(g.cols)}({g.kind})", bound


def _of_letter(g: Generator, row: Refs, col: Refs, heads: Bindings) -> Monomial:
    key, bound = _key(g, heads)
    spaces = zip((*row, *col), (*g.rows, *g.cols), strict=True)
    at = tuple(ref for ref, space in spaces if space != "one")
    if not g.rows and not g.cols:
        return Monomial(scalars=(Entry(key, bound),))
    if g.kind == "ones":
        return ONE
    if g.kind == "inclusion":
        return _of_inclusion(g, at, heads)
    if not bound and at:
        match g.kind:
            case "causal":
                return Monomial(facts=frozenset([Fact(NOT_LATER, (col[0], row[0]))]))
            case "mask":
                order = Fact(NOT_LATER, (col[0], row[0]))
                return Monomial(facts=frozenset([order, Fact(WITHIN + key, (col[0], row[0]))]))
            case "first":
                facts = frozenset([Fact(FIRST + key, (row[0],))])
                return Monomial((Delta(row[0], col[0]),), facts)
            case "permutation":
                return Monomial((Delta((row[0][0], after(row[0][1], ((key, 1),))), col[0]),))
    return Monomial((Entry(key, at + bound),))


def _of_inclusion(g: Generator, at: Refs, heads: Bindings) -> Monomial:
    """Write ι: its key says the layer and the head, or that the head is the third reference."""
    layer, bound = _indices(g.index[:-1], heads)
    head, own = _indices(g.index[-1:], heads)
    if bound:  # of one layer or of many, nobody knows: a letter like any other
        return Monomial((Entry(f"of-a-layer{layer}{head}", at + bound + own),))
    return Monomial((Entry(f"{INCLUSION}{layer} {head[1:-1]}", at + own),))
