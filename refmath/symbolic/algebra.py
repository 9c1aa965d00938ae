"""The tensor-product algebra: the types of expressions, and their normal form.

An expression has row spaces and column spaces, each a tuple: a matrix has one of each, A ⊗ W has
two of each, vec(x) has two rows and no column, a trace has none. `normal_form` decides equality for
every size of every space: a sum, with integer coefficients, of tuples of words, one word a tensor
slot, over free non-commuting letters. The rewrites that it uses are the identities of
`refmath.symbolic.identities`, each a theorem of its own with a proof that does not use it.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import count, permutations
from typing import NamedTuple, cast

from refmath.symbolic.expressions import (
    Expression,
    HeadSum,
    Identity,
    Letter,
    Named,
    Pattern,
    Product,
    Scaled,
    ShapeMismatchError,
    Sum,
    Tensor,
    Trace,
    Transpose,
    Vec,
)
from refmath.symbolic.letters import Bound, Generator, Index, Spaces

# --- types ----------------------------------------------------------------------------------------


def shape(e: Expression) -> tuple[Spaces, Spaces]:
    """Return (row spaces, column spaces), after checking that all parts fit.

    Raises:
        ShapeMismatchError: naming the two parts and their types.
    """
    match e:
        case Letter(g):
            return g.rows, g.cols
        case Identity(spaces):
            return spaces, spaces
        case Product(parts):
            return _product_shape(parts)
        case Sum(parts):
            shapes = [shape(p) for p in parts]
            if any(s != shapes[0] for s in shapes):
                raise ShapeMismatchError(f"sum: expected terms of one type, got {_types(shapes)}")
            return shapes[0]
        case Scaled(_, body) | HeadSum(_, body, _) | Named(_, _, _, body):
            return shape(body)
        case Tensor(parts):
            all_rows, all_cols = shape(parts[0])
            for part in parts[1:]:
                rows, cols = shape(part)
                all_rows, all_cols = all_rows + rows, all_cols + cols
            return all_rows, all_cols
        case Transpose(body):
            rows, cols = shape(body)
            return cols, rows
        case Vec(body):
            rows, cols = shape(body)
            return rows + cols, ()
        case Trace(body) | Pattern(body):
            rows, cols = shape(body)
            is_pattern = isinstance(e, Pattern)
            if rows != cols or (is_pattern and len(rows) != 1):
                what = "pattern" if is_pattern else "trace"
                raise ShapeMismatchError(f"{what}: expected a square matrix, got {rows} × {cols}")
            return ((), ()) if isinstance(e, Trace) else (rows, cols)


def _product_shape(parts: tuple[Expression, ...]) -> tuple[Spaces, Spaces]:
    rows, cols = shape(parts[0])
    for k, part in enumerate(parts[1:]):
        if isinstance(part, Letter):  # most are: this is asked of every letter of every term
            here, beyond = part.generator.rows, part.generator.cols
        else:
            here, beyond = shape(part)
        if cols != here:
            raise ShapeMismatchError(
                f"product: expected columns that equal rows, got {cols} against {here}"
                f" in {type(parts[k]).__name__} @ {type(part).__name__}"
            )
        cols = beyond
    return rows, cols


def _types(shapes: list[tuple[Spaces, Spaces]]) -> str:
    return ", ".join(f"{'⊗'.join(r)} × {'⊗'.join(c)}" for r, c in shapes)


# --- normal form ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Softmax:
    """A pattern in normal form: equal to another only if the normal forms of the scores agree."""

    scores: tuple[tuple[Term, int], ...]
    over: str
    causal: bool
    rows: Spaces


Atom = Generator | Softmax
Word = tuple[tuple[Atom, bool], ...]  # (letter, is it transposed)


class Term(NamedTuple):
    """Scalars times a tensor product of words; `bound` are the indices summed over all heads."""

    scalars: tuple[Generator, ...]
    slots: tuple[Word, ...]
    bound: tuple[Index, ...]


Terms = dict[Term, int]


@dataclass(frozen=True)
class NormalForm:
    """Integer coefficients of terms, with the type; equal forms mean equal for every size."""

    rows: Spaces
    cols: Spaces
    counted: frozenset[tuple[Term, int]]

    @property
    def terms(self) -> tuple[tuple[Term, int], ...]:
        """The terms with their coefficients, in the order in which one reads them."""
        return _in_reading_order(self.counted)

    @property
    def is_zero(self) -> bool:
        """Whether nothing is left: then an equality would show nothing."""
        return not self.counted


def normal_form(e: Expression) -> NormalForm:
    """Bring an expression to its normal form.

    A sum over words: Σ c · word₁ ⊗ word₂ ⊗ …, with Vec(A x Wᵀ) kept as the one word A x Wᵀ. Traces,
    and products or tensor products that a flattened matrix enters other than as the last factor,
    have no such form: they are decided by index alone (`refmath.symbolic.indices`).

    Raises:
        ShapeMismatchError: if parts don't fit together.
        NoNormalFormError: for what words can't say.
    """
    rows, cols = shape(e)
    with _collector_paused():
        return NormalForm(rows, cols, frozenset(_collected(_terms(e, count())).items()))


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Hold the garbage collector back: it would look through all terms again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _terms(e: Expression, fresh: Iterator[int]) -> Terms:
    """Expand to terms; every bound index has a name of its own until they are collected."""
    match e:
        case Letter(g):
            if not g.rows and not g.cols:
                return {Term((g,), (), ()): 1}
            return {Term((), (((g, False),),), ()): 1}
        case Identity(spaces):
            return {Term((), ((),) * len(spaces), ()): 1}
        case Product(parts):
            return _product_terms(parts, fresh)
        case Sum(parts):
            out: Terms = {}
            for part in parts:
                for term, c in _terms(part, fresh).items():
                    out[term] = out.get(term, 0) + c
            return out
        case Scaled(factor, body):
            inner = _terms(body, fresh)
            if isinstance(factor, int):
                return {t: c * factor for t, c in inner.items()}
            return {t._replace(scalars=(*t.scalars, factor)): c for t, c in inner.items()}
        case Tensor(parts):
            words = [_as_word(p.parts if isinstance(p, Product) else (p,)) for p in parts]
            if None not in words:
                return {Term((), cast("tuple[Word, ...]", tuple(words)), ()): 1}
            if len([p for p in parts if _slot_counts(p) != (0, 0)]) > 1:
                _only_operators(parts, "tensor product")
            return _combined([_terms(p, fresh) for p in parts], lambda a, b: a + b)
        case Transpose(body):
            return {_transposed(t): c for t, c in _terms(body, fresh).items()}
        case Vec(body):
            n, m = (len(spaces) for spaces in shape(body))
            if n != m or n > 1:
                raise NoNormalFormError(
                    "vec: expected one matrix, got a tensor product or a column"
                )
            return _terms(body, fresh)
        case HeadSum(index, body, over):
            out = {}
            for term, c in _terms(body, fresh).items():
                name = Bound(f"#{next(fresh)}∈{over}")
                renamed = _renamed(term, index, name)._replace(bound=(*term.bound, name))
                out[renamed] = out.get(renamed, 0) + c
            return out
        case Pattern(scores, over, causal):
            inner_terms = _in_reading_order(_collected(_terms(scores, fresh)).items())
            atom = Softmax(inner_terms, over, causal, shape(scores)[0])
            return {Term((), (((atom, False),),), ()): 1}
        case Named(_, _, _, body):
            return _terms(body, fresh)
        case Trace():
            raise NoNormalFormError(
                "normal_form: expected no trace, which has no word form, got one; use index_form"
            )


class NoNormalFormError(ValueError):
    """The expression lies outside what words can say."""


def _transposed(t: Term) -> Term:
    slots = tuple(tuple((a, not flip) for a, flip in reversed(word)) for word in t.slots)
    return t._replace(slots=slots)


def _combined(
    factors: list[Terms],
    join: Callable[[tuple[Word, ...], tuple[Word, ...]], tuple[Word, ...]],
) -> Terms:
    out = factors[0]
    for factor in factors[1:]:
        grown: Terms = {}
        for a, ca in out.items():
            for b, cb in factor.items():
                term = Term(a.scalars + b.scalars, join(a.slots, b.slots), a.bound + b.bound)
                grown[term] = grown.get(term, 0) + ca * cb
        out = grown
    return out


def _slotwise(a: tuple[Word, ...], b: tuple[Word, ...]) -> tuple[Word, ...]:
    if not a or not b:
        return a + b
    return tuple(u + v for u, v in zip(a, b, strict=True))


def _product_terms(parts: tuple[Expression, ...], fresh: Iterator[int]) -> Terms:
    """Multiply slot by slot (mixed product); an operator on vec(X) multiplies X on both sides."""
    word = _as_word(parts)
    if word is not None:
        return {Term((), (word,), ()): 1}
    _only_operators(parts[:-1], "product")
    if _slot_counts(parts[-1])[1]:
        _only_operators(parts[-1:], "product")
        return _combined([_terms(p, fresh) for p in parts], _slotwise)
    out = _terms(parts[-1], fresh)
    for part in reversed(parts[:-1]):
        out = _combined([_terms(part, fresh), out], _acting)
    return out


def _as_word(parts: tuple[Expression, ...]) -> Word | None:
    """Read a product of matrices, letters and identities alone, as the word that it is."""
    word = []
    for p in parts:
        if isinstance(p, Letter) and len(p.generator.rows) == len(p.generator.cols) == 1:
            word.append((p.generator, False))
        elif not (isinstance(p, Identity) and len(p.spaces) == 1):
            return None
    return tuple(word)


def _only_operators(parts: tuple[Expression, ...], where: str) -> None:
    """Refuse rows and columns: vec(A) vec(W)ᵀ is not the word A Wᵀ (nor is `np.outer`)."""
    for part in parts:
        rows, cols = _slot_counts(part)
        if rows != cols:
            raise NoNormalFormError(
                f"{where}: expected a flattened matrix only as the last factor of a product,"
                f" got {type(part).__name__} of type {_types([shape(part)])}; use index_form"
            )


def _slot_counts(e: Expression) -> tuple[int, int]:
    """Count row and column spaces of what is known to fit: `shape`, without its checks."""
    match e:
        case Letter(g):
            return len(g.rows), len(g.cols)
        case Identity(spaces):
            return len(spaces), len(spaces)
        case Product(parts):
            return _slot_counts(parts[0])[0], _slot_counts(parts[-1])[1]
        case Sum(parts):
            return _slot_counts(parts[0])
        case Tensor(parts):
            counts = [_slot_counts(p) for p in parts]
            return sum(n for n, _ in counts), sum(m for _, m in counts)
        case Transpose(body):
            n, m = _slot_counts(body)
            return m, n
        case Vec(body):
            return sum(_slot_counts(body)), 0
        case Trace():
            return 0, 0
        case Pattern():
            return 1, 1
        case Scaled(_, body) | HeadSum(_, body, _) | Named(_, _, _, body):
            return _slot_counts(body)


def _acting(operator: tuple[Word, ...], vector: tuple[Word, ...]) -> tuple[Word, ...]:
    """(A ⊗ W) vec(X) = vec(A X Wᵀ)."""
    if not operator:
        return vector
    if len(operator) != 2 or len(vector) != 1:
        raise NoNormalFormError(
            f"vec: expected a two-slot operator on one matrix, got {len(operator)} slots"
        )
    A, W = operator
    return (A + vector[0] + tuple((a, not flip) for a, flip in reversed(W)),)


# --- collecting like terms ------------------------------------------------------------------------


def _renamed(t: Term, old: Index, new: Index) -> Term:
    return Term(
        tuple(s.renamed(old, new) for s in t.scalars),
        tuple(_renamed_word(w, old, new) for w in t.slots),
        tuple(new if b == old else b for b in t.bound),
    )


def _renamed_word(word: Word, old: Index, new: Index) -> Word:
    return tuple((_renamed_atom(a, old, new), flip) for a, flip in word)


def _renamed_atom(a: Atom, old: Index, new: Index) -> Atom:
    if isinstance(a, Generator):
        return a.renamed(old, new) if old in a.index else a
    items = tuple((_renamed(t, old, new), c) for t, c in a.scores)
    return replace(a, scores=tuple(sorted(items, key=lambda item: _reading(item[0]))))


def _collected(terms: Terms) -> Terms:
    if all(map(_is_plain, terms)):
        return terms if all(terms.values()) else {t: c for t, c in terms.items() if c}
    out: Terms = {}
    for term, c in terms.items():
        for simple in _without_blocks(term):
            canonical = _canonical(simple)
            out[canonical] = out.get(canonical, 0) + c
    return {t: c for t, c in out.items() if c}


def _is_plain(t: Term) -> bool:
    """Tell whether a term is as it should be: no index to name, no order to choose, no block."""
    if t.bound or len(t.scalars) > 1:
        return False
    return not any(_is_block(a) for word in t.slots for a, _ in word)


def _in_reading_order(terms: Iterable[tuple[Term, int]]) -> tuple[tuple[Term, int], ...]:
    return tuple(sorted(terms, key=lambda item: _reading(item[0])))


def _reading(t: Term) -> tuple[object, ...]:
    """Order terms as one reads them; unequal terms read unlike."""
    words = tuple(tuple((*_spelt(a), flip) for a, flip in word) for word in t.slots)
    return words, tuple(_spelt(s) for s in t.scalars), tuple(map(str, t.bound))


def _spelt(a: Atom) -> tuple[str, Spaces, Spaces, str]:
    if isinstance(a, Softmax):
        return "softmax", a.rows, a.rows, repr(a)
    return a.name, a.rows, a.cols, str(a.index)


def _without_blocks(t: Term) -> Iterator[Term]:
    """Use ι_gᵀ ι_h = δ_gh: where an index is bound, the sum over it leaves the one with g = h."""
    for s, word in enumerate(t.slots):
        for k in range(len(word) - 1):
            (a, flip_a), (b, flip_b) = word[k], word[k + 1]
            if not (_is_block(a) and _is_block(b) and flip_a and not flip_b):
                continue
            *layer_g, g = cast("Generator", a).index
            *layer_h, h = cast("Generator", b).index
            if layer_g != layer_h:
                continue  # of two layers, or of what may be two: ι says nothing of these
            slots = (*t.slots[:s], word[:k] + word[k + 2 :], *t.slots[s + 1 :])
            kept = t._replace(slots=slots)
            if g == h:
                yield from _without_blocks(kept)
            elif g in t.bound and h in t.bound and _layer(g) != _layer(h):
                continue
            elif g in t.bound or h in t.bound:
                gone, stays = (g, h) if g in t.bound else (h, g)
                bound = tuple(i for i in t.bound if i != gone)
                yield from _without_blocks(_renamed(kept._replace(bound=bound), gone, stays))
            elif isinstance(g, int) and isinstance(h, int):
                return
            else:
                continue
            return
    yield t


def _is_block(a: Atom) -> bool:
    return isinstance(a, Generator) and a.kind == "inclusion"


def _layer(bound: Index) -> str:
    """Return which heads a bound index runs over."""
    return str(bound).partition("∈")[2]


def _canonical(t: Term) -> Term:
    """Name the bound indices in the order in which they occur; sort the scalars.

    Sorted lists (scalars, the terms of scores) have no order that the names don't enter into:
    there, of all orders, the one is taken that reads first.
    """
    if not t.bound:
        return _in_order(t, (), 0) if len(t.scalars) > 1 else t
    order: list[Index] = []
    for word in t.slots:
        for atom, _ in word:
            if isinstance(atom, Generator):
                order.extend(i for i in atom.index if i in t.bound and i not in order)
    hidden = [b for b in t.bound if b not in order]
    orders = [(*order, *sorted(hidden, key=_layer))]
    if len(hidden) > 1:
        orders = [(*order, *rest) for rest in permutations(hidden)]
    height = _height(t)
    return min((_in_order(t, names, height) for names in orders), key=_reading)


def _in_order(t: Term, order: tuple[Index, ...], height: int) -> Term:
    """Name bound indices; dashes keep the names within a softmax apart from those around it."""
    for k, name in enumerate(order):
        t = _renamed(t, name, Bound(f"·{k}{'′' * height}∈{_layer(name)}"))
    return Term(tuple(sorted(t.scalars, key=_spelt)), t.slots, tuple(sorted(t.bound, key=str)))


def _height(t: Term) -> int:
    """Count how deep softmaxes lie within one another."""
    scores = [a.scores for word in t.slots for a, _ in word if isinstance(a, Softmax)]
    return max((1 + max((_height(u) for u, _ in terms), default=0) for terms in scores), default=0)
