"""The tensor-product algebra: the types of expressions, and their normal form.

An expression has row spaces and column spaces, each a tuple: a matrix has one of each, A ⊗ W has
two of each, vec(x) has two rows and no column, a trace has none. `normal_form` decides equality for
every size of every space: a sum, with integer coefficients, of tuples of words, one word a tensor
slot, over free non-commuting letters. The rewrites that it uses are the identities of
`refmath.symbolic.identities`, each a theorem of its own with a proof that does not use it.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from typing import cast

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
    ShapeMismatchError,
    Sum,
    Tensor,
    Trace,
    Transpose,
    Vec,
)
from refmath.symbolic.letters import Bound, Generator, Spaces, known
from refmath.symbolic.word_laws import (
    LAWFUL,
    applied,
    cells,
    diagonal,
    diagonal_of_word,
    entrywise,
    ones_of,
    reciprocal,
    simple,
    spread,
)
from refmath.symbolic.words import (
    Atom,
    Binding,
    Cells,
    Items,
    Term,
    Terms,
    Word,
    added,
    canonical,
    in_order,
    renamed,
    term_of,
    turned,
    turned_word,
    with_word,
)

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
        case Scaled(_, body) | HeadSum(_, body) | Named(_, _, _, body) | Exp(body) | Apply(_, body):
            return shape(body)
        case Hadamard(parts):
            shapes = [shape(p) for p in parts]
            if any(s != shapes[0] for s in shapes):
                raise ShapeMismatchError(f"∘: expected factors of one type, got {_types(shapes)}")
            return shapes[0]
        case Diag(body) | Recip(body):
            rows, cols = shape(body)
            if len(rows) != 1 or cols != ("one",):
                what = type(e).__name__.lower()
                raise ShapeMismatchError(f"{what}: expected a column, got {rows} × {cols}")
            return (rows, rows) if isinstance(e, Diag) else (rows, cols)
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
class NormalForm:
    """Integer coefficients of terms, with the type; equal forms mean equal for every size."""

    rows: Spaces
    cols: Spaces
    counted: frozenset[tuple[Term, int]]

    @property
    def terms(self) -> tuple[tuple[Term, int], ...]:
        """The terms with their coefficients, in the order in which one reads them."""
        return in_order(self.counted)

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
            return _one(_letter_word(g))
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
            return {turned(t): c for t, c in _terms(body, fresh).items()}
        case Vec(body):
            n, m = (len(spaces) for spaces in shape(body))
            if n != m or n > 1:
                raise NoNormalFormError(
                    "vec: expected one matrix, got a tensor product or a column"
                )
            return _terms(body, fresh)
        case HeadSum(index, body, over):
            out = {}
            name = Bound(f"#{next(fresh)}")
            for term, c in _terms(body, fresh).items():
                under = renamed(term, index, name)
                key = under._replace(bound=(*under.bound, Binding(name, over)))
                out[key] = out.get(key, 0) + c
            return out
        case Named(_, _, _, body):
            return _terms(body, fresh)
        case Pattern():
            return _pattern_terms(e, fresh)
        case Exp() | Apply() | Recip() | Diag() | Hadamard():
            return _entrywise_terms(e, fresh)
        case Trace():
            raise NoNormalFormError(
                "normal_form: expected no trace, which has no word form, got one; use index_form"
            )


def _items(e: Expression, fresh: Iterator[int]) -> Items:
    return in_order(_collected(_terms(e, fresh)).items())


def _one(word: Word) -> Terms:
    return {term_of(simple(word)): 1}


def _pattern_terms(e: Pattern, fresh: Iterator[int]) -> Terms:
    """Write a softmax by its definition: diag(1 / ((M ∘ E) 1)) (M ∘ E)."""
    rows, _ = shape(e)
    masks: Word = ((_causal(rows), False),) if e.causal else ()
    weights = simple(cells(masks, _items(e.scores, fresh), (), rows, rows))
    if e.over == "source":
        sums = term_of(simple((*weights, ones_of(rows))))
        return _one(reciprocal(((sums, 1),), rows) + weights)
    sums = term_of(simple((*turned_word(weights), ones_of(rows))))
    return _one(weights + reciprocal(((sums, 1),), rows))


def _causal(rows: Spaces) -> Generator:
    return known(Generator("M", "M", rows, rows, (), "causal"))


def _entrywise_terms(
    e: Exp | Apply | Recip | Diag | Hadamard, fresh: Iterator[int]
) -> Terms:  # fmt: skip
    rows, cols = shape(e)
    if len(rows) != 1 or len(cols) != 1:
        raise NoNormalFormError(
            f"{type(e).__name__}: expected one matrix, got one of type {_types([(rows, cols)])}"
        )
    match e:
        case Exp(body) if cols == ("one",):
            return _one((*diagonal(_items(body, fresh), (), rows), ones_of(rows)))
        case Exp(body):
            return _one(cells((), _items(body, fresh), (), rows, cols))
        case Apply(name, body):
            return _one(applied(name, _items(body, fresh), rows, cols))
        case Recip(body):
            return _one((*reciprocal(_items(body, fresh), rows), ones_of(rows)))
        case Diag(body):
            return added(
                (with_word(t, diagonal_of_word(t.slots[0], rows)), c)
                for t, c in _collected(_terms(body, fresh)).items()
            )
        case Hadamard(parts):
            multiplied = _combined([_terms(p, fresh) for p in parts], lambda a, b: a + b)
            return added(
                (t._replace(slots=(entrywise(t.slots, rows, cols),)), c)
                for t, c in multiplied.items()
            )


class NoNormalFormError(ValueError):
    """The expression lies outside what words can say."""


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


def _letter_word(g: Generator) -> Word:
    """Write a letter as a word: a mask is a matrix of cells, with no exponential behind it."""
    if g.kind == "ones" and g.cols == ("one",):  # whatever its name
        return (ones_of(g.rows),)
    if g.kind == "causal":
        g = _causal(g.rows)
    if g.kind in ("causal", "mask"):
        return ((Cells(((g, False),), (), (), g.rows, g.cols), False),)
    return ((g, False),)


def _as_word(parts: tuple[Expression, ...]) -> Word | None:
    """Read a product of matrices, letters and identities alone, as the word that it is."""
    word: list[tuple[Atom, bool]] = []
    for p in parts:
        if isinstance(p, Letter) and len(p.generator.rows) == len(p.generator.cols) == 1:
            word.extend(_letter_word(p.generator))
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
        case Pattern() | Diag():
            return 1, 1
        case Hadamard(parts):
            return _slot_counts(parts[0])
        case Scaled(_, body) | HeadSum(_, body) | Named(_, _, _, body):
            return _slot_counts(body)
        case Exp(body) | Apply(_, body) | Recip(body):
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
    return (A + vector[0] + turned_word(W),)


# --- collecting like terms ------------------------------------------------------------------------


def _collected(terms: Terms) -> Terms:
    if all(map(_is_settled, terms)):
        return terms if all(terms.values()) else {t: c for t, c in terms.items() if c}
    out: Terms = {}
    for term, c in terms.items():
        simplified = term._replace(slots=tuple(map(simple, term.slots)))
        for part, d in spread(simplified).items():
            for left in _without_blocks(part):
                key = canonical(left)
                out[key] = out.get(key, 0) + c * d
    return {t: c for t, c in out.items() if c}


def _is_settled(t: Term) -> bool:
    """Tell whether a term is as it should be: no index to name, no order to choose, no law fits."""
    if t.bound or len(t.scalars) > 1:
        return False
    return all(
        isinstance(a, Generator) and a.kind not in LAWFUL and a.kind != "inclusion"
        for word in t.slots
        for a, _ in word
    )


def _without_blocks(t: Term) -> Iterator[Term]:
    """Use ι_gᵀ ι_h = δ_gh: where an index is bound, the sum over it leaves the one with g = h."""
    sets = dict(t.bound)
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
            elif g in sets and h in sets and sets[g] == sets[h]:
                bound = tuple(b for b in t.bound if b.name != g)
                yield from _without_blocks(renamed(kept._replace(bound=bound), g, h))
            elif isinstance(g, int) and isinstance(h, int):
                return
            else:
                continue  # whether a head that is named is one of those summed over, nobody knows
            return
    yield t


def _is_block(a: Atom) -> bool:
    return isinstance(a, Generator) and a.kind == "inclusion"
