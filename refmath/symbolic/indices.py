"""The second all-shapes route: every entry as a sum of products over named indices.

Nothing is used but definitions: (A W)[i, j] = Σ_k A[i, k] W[k, j]; (A ⊗ W)[(i, a), (j, b)] =
A[i, j] W[a, b]; vec(x)[(i, a)] = x[i, a]; tr A = Σ_i A[i, i]. Each summed index then stands in
exactly two factors, so that the factors form chains between the free indices and closed loops;
two expressions are equal for every size if their chains and loops are the same. This is how the
identities that `algebra.normal_form` rewrites by (mixed product, vec, …) are themselves proved.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count

from refmath.symbolic.algebra import shape
from refmath.symbolic.expressions import (
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
    reindexed,
)
from refmath.symbolic.letters import Bound, Generator, Index, block

Slot = int  # an index of an entry: free ones are numbered 0, 1, …; summed ones come after


@dataclass(frozen=True)
class Factor:
    """One entry of one letter (a key that says which), or δ where the key is None."""

    key: str | None
    row: Slot
    col: Slot
    space: str = ""


@dataclass(frozen=True)
class Monomial:
    """A product of entries and scalars, summed over every index that isn't free."""

    factors: tuple[Factor, ...]
    scalars: tuple[str, ...] = ()
    blocks: tuple[tuple[tuple[Index, ...], Slot, Slot], ...] = ()
    heads: tuple[str, ...] = ()


@dataclass(frozen=True)
class IndexForm:
    """Canonical chains and loops with their coefficients."""

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
    """
    return _form(e, count())


def _form(e: Expression, heads: Iterator[int]) -> IndexForm:
    rows, cols = shape(e)
    free = len(rows) + len(cols)
    slots = count(free)
    out: Counter[str] = Counter()
    for monomial, c in _entries(
        e, tuple(range(len(rows))), tuple(range(len(rows), free)), slots, heads
    ):
        for simple in _contracted(monomial):
            out[_canonical(simple, free)] += c
    return IndexForm((rows, cols), tuple(sorted((k, c) for k, c in out.items() if c)))


Entries = list[tuple[Monomial, int]]


def _entries(
    e: Expression,
    row: tuple[Slot, ...],
    col: tuple[Slot, ...],
    slots: Iterator[int],
    heads: Iterator[int],
) -> Entries:
    match e:
        case Letter(g):
            return [(_letter_entry(g, row, col), 1)]
        case Identity(spaces):
            typed = zip(row, col, spaces, strict=True)
            deltas = tuple(Factor(None, i, j, space) for i, j, space in typed)
            return [(Monomial(deltas), 1)]
        case Product(parts):
            out: Entries = [(Monomial(()), 1)]
            left = row
            for k, part in enumerate(parts):
                last = k == len(parts) - 1
                right = col if last else tuple(next(slots) for _ in shape(part)[1])
                out = _times(out, _entries(part, left, right, slots, heads))
                left = right
            return out
        case Sum(parts):
            return [m for part in parts for m in _entries(part, row, col, slots, heads)]
        case Scaled(factor, body):
            inner = _entries(body, row, col, slots, heads)
            if isinstance(factor, int):
                return [(m, c * factor) for m, c in inner]
            return [(replace(m, scalars=(*m.scalars, _key(factor))), c) for m, c in inner]
        case Tensor(parts):
            out = [(Monomial(()), 1)]
            for part in parts:
                n, m = (len(s) for s in shape(part))
                out = _times(out, _entries(part, row[:n], col[:m], slots, heads))
                row, col = row[n:], col[m:]
            return out
        case Transpose(body):
            return _entries(body, col, row, slots, heads)
        case Vec(body):
            n = len(shape(body)[0])
            return _entries(body, row[:n], row[n:], slots, heads)
        case Trace(body):
            diagonal = tuple(next(slots) for _ in shape(body)[0])
            return _entries(body, diagonal, diagonal, slots, heads)
        case HeadSum(index, body, over):
            name = Bound(f"#{next(heads):03d}∈{over}")
            inner = _entries(reindexed(body, index, name), row, col, slots, heads)
            return [(replace(m, heads=(*m.heads, name)), c) for m, c in inner]
        case Pattern():
            return [(Monomial((Factor(_pattern_key(e, heads), row[0], col[0]),)), 1)]
        case Named(_, _, _, body):
            return _entries(body, row, col, slots, heads)


def _letter_entry(g: Generator, row: tuple[Slot, ...], col: tuple[Slot, ...]) -> Monomial:
    if not row and not col:
        return Monomial((), (_key(g),))
    if g.kind == "inclusion":
        return Monomial((), (), ((g.index, row[0], col[0]),))
    return Monomial((Factor(_key(g), row[0], col[0]),))


def _key(g: Generator) -> str:
    """Say which letter it is: one name with two types, or of two kinds, is two letters."""
    index = ",".join(f"<{i}>" for i in g.index)
    return f"{g.name}[{index}]{'·'.join(g.rows)}×{'·'.join(g.cols)}({g.kind})"


def _pattern_key(e: Pattern, heads: Iterator[int]) -> str:
    """Say which pattern it is; indices that are bound around it keep the names that they have."""
    scores = _form(e.scores, heads).terms
    return f"softmax({e.over},{e.causal},{scores})"


def _times(left: Entries, right: Entries) -> Entries:
    return [
        (
            Monomial(
                a.factors + b.factors,
                a.scalars + b.scalars,
                a.blocks + b.blocks,
                a.heads + b.heads,
            ),
            c * d,
        )
        for a, c in left
        for b, d in right
    ]


def _contracted(m: Monomial) -> Iterator[Monomial]:
    """Sum over the coordinates of all heads in a row: Σ_k ι_g[k, i] ι_h[k, j] = δ_gh δ_ij."""
    for a, (g, k, i) in enumerate(m.blocks):
        for h, other, j in m.blocks[a + 1 :]:
            if k != other:
                continue
            rest = tuple(b for b in m.blocks if b not in ((g, k, i), (h, other, j)))
            kept = replace(m, factors=(*m.factors, Factor(None, i, j, "d_head")), blocks=rest)
            if g != h:
                if g[:-1] != h[:-1]:
                    continue  # of two layers, or of what may be two: ι says nothing of these
                one, two = g[-1], h[-1]
                if isinstance(one, int) and isinstance(two, int):
                    return
                bound = [n for n in (one, two) if isinstance(n, Bound)]
                if not bound or len({n.partition("∈")[2] for n in bound}) > 1:
                    continue  # one head or two, nobody knows
                gone, stays = (one, two) if one in bound else (two, one)
                kept = _with_head(kept, gone, stays)
            yield from _contracted(kept)
            return
    left = tuple(Factor(_key(block(*g)), k, i) for g, k, i in m.blocks)
    yield replace(m, factors=m.factors + left, blocks=())


def _with_head(m: Monomial, old: Index, new: Index) -> Monomial:
    def renamed(key: str) -> str:
        return key.replace(f"<{old}>", f"<{new}>")

    return Monomial(
        tuple(replace(f, key=f.key and renamed(f.key)) for f in m.factors),
        tuple(renamed(s) for s in m.scalars),
        tuple((tuple(new if i == old else i for i in g), k, n) for g, k, n in m.blocks),
        tuple(h for h in m.heads if h != old),
    )


def _canonical(m: Monomial, free: int) -> str:
    """Walk the chains from the free indices, then the loops that are left."""
    steps: dict[Slot, list[tuple[int, Slot, str]]] = {}
    for n, f in enumerate(m.factors):
        name = "" if f.key is None else f.key
        steps.setdefault(f.row, []).append((n, f.col, name))
        steps.setdefault(f.col, []).append((n, f.row, name and name + "ᵀ"))
    used: set[int] = set()
    chains = []
    for start in range(free):
        walked = _walk(start, steps, used)
        if walked is not None:
            end, word = walked
            chains.append(f"{start}:{'·'.join(word)}:{end}")
    loops = []
    for n, f in enumerate(m.factors):
        if n not in used:
            _, word = _walk(f.row, steps, used) or (0, [])
            loops.append(_loop(word) if word else f"dimension {f.space}")
    text = f"{' '.join(chains)} {' '.join(f'({w})' for w in sorted(loops))} {sorted(m.scalars)}"
    idle = sorted(h.partition("∈")[2] for h in m.heads if f"<{h}>" not in text)
    return _heads_in_order(text, m.heads) + "".join(f" |{layer}|" for layer in idle)


def _walk(
    start: Slot, steps: dict[Slot, list[tuple[int, Slot, str]]], used: set[int]
) -> tuple[Slot, list[str]] | None:
    at, moved = start, False
    word: list[str] = []
    while True:
        ahead = [s for s in steps.get(at, ()) if s[0] not in used]
        if not ahead:
            return (at, word) if moved else None
        n, at, name = ahead[0]
        used.add(n)
        moved = True
        if name:
            word.append(name)


def _loop(word: list[str]) -> str:
    back = [w[:-1] if w.endswith("ᵀ") else w + "ᵀ" for w in reversed(word)]
    turns = [w[k:] + w[:k] for w in (word, back) for k in range(len(w))] or [[]]
    return "·".join(min(turns))


def _heads_in_order(text: str, heads: tuple[str, ...]) -> str:
    """Give the heads that are summed over here the names ·0, ·1, … in the order they are met.

    Dashes keep the names within a softmax apart from those around it. (Two sums around one
    softmax of a sum are not brought into one order: they may look unlike and yet be equal.)
    """
    depth = "′" * text.count("softmax(")
    met = sorted((h for h in heads if f"<{h}>" in text), key=lambda h: text.index(f"<{h}>"))
    for k, h in enumerate(met):
        text = text.replace(f"<{h}>", f"<·{k}{depth}∈{h.partition('∈')[2]}>")
    return text
