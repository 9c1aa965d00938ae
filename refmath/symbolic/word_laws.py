"""What the laws of diagonals, exponentials, masks and permutations leave of a word.

exp(S + c 1ᵀ + 1 dᵀ) = diag(e^c) exp(S) diag(e^d); exp(Π S) = Π exp(S); Π diag(v) = diag(Π v) Π;
Π Πᵀ = Id and Π 1 = 1; diag(u) v = diag(u ∘ v) 1. For the projection P onto the first positions:
P P = P, P diag(v) = diag(v) P = P diag(P v), P f(S) = P f(P S) for an unknown function f of every
entry, and P C(S) = P C(P S P) P for cells C behind a mask.
Of sums in a reciprocal: D(1/(T + u)) T = 1 − D(1/(T + u)) u, and, for u an exponential,
D(1/T) D(1/(T + u)) = (D(1/T) − D(1/(T + u))) / u.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from refmath.alphabet import latex_of
from refmath.symbolic.letters import Generator, Spaces, known
from refmath.symbolic.words import (
    Applied,
    Cells,
    Diagonal,
    Items,
    Letter,
    Term,
    Terms,
    Word,
    added,
    cols_of,
    in_order,
    kind_of,
    reading,
    rows_of,
    term_of,
    turned,
    turned_letter,
    turned_word,
    with_word,
)

LAWFUL = frozenset(("ones", "causal", "mask", "first", "permutation"))
"""The kinds of letters that a law here speaks of."""

Powers = Iterable[tuple[Items, int]]


class ReciprocalOfNothingError(ValueError):
    """One over a column that is zero."""


def ones_of(rows: Spaces) -> Letter:
    """Return the column whose entries are 1."""
    return known(Generator("1", latex_of("1"), rows, ("one",), (), "ones")), False


def _is_ones(x: Letter, flip: bool) -> bool:
    return kind_of(x) == "ones" and x[1] == flip


def _is_first(x: Letter) -> bool:
    return kind_of(x) == "first"


def _is_permutation(x: Letter) -> bool:
    return kind_of(x) == "permutation"


def _is_plain(t: Term) -> bool:
    return not t.scalars and not t.bound


def _single(items: Items) -> Term | None:
    """Return the term that a sum is, if it is one word, once."""
    if len(items) == 1 and items[0][1] == 1 and _is_plain(items[0][0]):
        return items[0][0]
    return None


# --- diagonals ------------------------------------------------------------------------------------


def diagonal(exponents: Iterable[tuple[Term, int]], powers: Powers, rows: Spaces) -> Word:
    """Write a diagonal as a word, empty if it is Id: powers of equal columns are added."""
    exps, counted, todo = list(exponents), dict[Items, int](), list(powers)
    while todo:
        column, k = todo.pop()
        held = _as_diagonal(column)
        if held is not None:
            exps += [(t, c * k) for t, c in held.exponents]
            todo += [(v, n * k) for v, n in held.powers]
            continue
        common, rest = _factored(column, rows)
        if common:
            exps += [(t, c * k) for t, c in common.items()]
            todo.append((rest, k))
        else:
            counted[column] = counted.get(column, 0) + k
    columns = tuple(sorted(((v, k) for v, k in counted.items() if k), key=str))
    in_reading_order = in_order(exps)
    if not in_reading_order and not columns:
        return ()
    return ((Diagonal(in_reading_order, columns, rows), False),)


def _as_diagonal(column: Items) -> Diagonal | None:
    """Return the diagonal of a column that is 1, or a diagonal times 1."""
    single = _single(column)
    word = single.slots[0] if single else ()
    if len(word) == 1 and _is_ones(word[0], False):
        return Diagonal((), (), word[0][0].rows)
    if len(word) == 2 and isinstance(word[0][0], Diagonal) and _is_ones(word[1], False):
        return word[0][0]
    return None


def diagonal_of_word(word: Word, rows: Spaces) -> Word:
    """Write the diagonal of a column that is one word."""
    return diagonal((), ((((term_of(word), 1),), 1),), rows)


def _exponents_of(t: Term) -> dict[Term, int]:
    word = t.slots[0]
    return dict(word[0][0].exponents) if word and isinstance(word[0][0], Diagonal) else {}


def _factored(column: Items, rows: Spaces) -> tuple[Terms, Items]:
    """Divide a column by the exponentials that all its terms have in common."""
    common: Terms = {}
    for exponent in {u for t, _ in column for u in _exponents_of(t)}:
        low = min(_exponents_of(t).get(exponent, 0) for t, _ in column)
        if low:
            common[exponent] = low
    if not common:
        return {}, column
    over = diagonal(((u, -k) for u, k in common.items()), (), rows)
    return common, in_order((with_word(t, simple(over + t.slots[0])), c) for t, c in column)


def reciprocal(column: Items, rows: Spaces) -> Word:
    """Write diag of one over a column.

    Raises:
        ReciprocalOfNothingError: if the column is zero.
    """
    if not column:
        raise ReciprocalOfNothingError("reciprocal: expected a column that is not zero, got zero")
    return simple(diagonal((), ((column, -1),), rows))


# --- cells ----------------------------------------------------------------------------------------


def cells(
    masks: Word, scores: Items, others: Iterable[Term], rows: Spaces, cols: Spaces
) -> Word:  # fmt: skip
    """Write M ∘ exp(scores) ∘ others: what a row or a column has in common stands outside."""
    left, right, rest = dict[Term, int](), dict[Term, int](), dict[Term, int]()
    for t, c in scores:
        word = t.slots[0]
        if word and _is_ones(word[-1], True):  # c 1ᵀ
            left[with_word(t, word[:-1] or (ones_of(rows),))] = c
        elif word and _is_ones(word[0], False):  # 1 dᵀ
            right[turned(with_word(t, word[1:]))] = c
        else:
            rest[t] = c
    inside = in_order(rest.items())
    before: Word = ()
    behind: Word = ()
    factors = tuple(sorted(others, key=reading))
    if not masks and not factors and inside:
        inside, before, behind = _unpermuted(inside)
    held = Cells(
        masks,
        inside,
        factors,
        cols_of(before[-1]) if before else rows,
        rows_of(behind[0]) if behind else cols,
    )
    outside = diagonal(left.items(), (), rows), diagonal(right.items(), (), cols)
    return (*outside[0], *before, (held, False), *behind, *outside[1])


def _unpermuted(items: Items) -> tuple[Items, Word, Word]:
    """Pull permutations of rows and of columns out of all terms at once."""
    items, before = _pulled_out(items)
    flipped, behind = _pulled_out(in_order((turned(t), c) for t, c in items))
    return in_order((turned(t), c) for t, c in flipped), before, turned_word(behind)


def _pulled_out(items: Items) -> tuple[Items, Word]:
    """Of all permutations on the left of a term, pull out that after which the terms read first."""
    prefixes = {_permutations_before(t.slots[0]) for t, _ in items}
    if prefixes == {()}:
        return items, ()
    ways = [
        (in_order((with_word(t, simple(turned_word(p) + t.slots[0])), c) for t, c in items), p)
        for p in prefixes
    ]
    return min(ways, key=lambda way: str([(reading(t), c) for t, c in way[0]]))


def _permutations_before(word: Word) -> Word:
    k = 0
    while k < len(word) and _is_permutation(word[k]):
        k += 1
    return word[:k]


def applied(name: str, body: Items, rows: Spaces, cols: Spaces) -> Word:
    """Write an unknown function of every entry: a permutation of its argument stands outside."""
    before: Word = ()
    behind: Word = ()
    if body:
        body, before, behind = _unpermuted(body)
    inner = (
        cols_of(before[-1]) if before else rows,
        rows_of(behind[0]) if behind else cols,
    )
    return (*before, (Applied(name, body, *inner), False), *behind)


# --- words ----------------------------------------------------------------------------------------


def simple(word: Word) -> Word:
    """Use the laws on a word until none fits."""
    if all(isinstance(a, Generator) and a.kind not in LAWFUL for a, _ in word):
        return word
    while True:
        again = _once(word)
        if again == word:
            return word
        word = again


def _once(word: Word) -> Word:
    word = tuple(_upright(x) for x in word)
    for k in range(len(word) - 1):
        met = _two(word[k], word[k + 1])
        if met is not None:
            return word[:k] + met + word[k + 2 :]
    return _around_first(word) or _columns(word)


def _upright(x: Letter) -> Letter:
    atom, flip = x
    if not flip:
        return x
    if isinstance(atom, Generator):
        return atom, atom.kind != "first"
    return turned_letter((atom, False))


def _two(x: Letter, y: Letter) -> Word | None:
    """Use a law of two neighbours; None: there is none."""
    a, b = x[0], y[0]
    if isinstance(a, Diagonal) and isinstance(b, Diagonal):
        return diagonal(a.exponents + b.exponents, a.powers + b.powers, a.rows)
    if _is_permutation(x):
        if _is_permutation(y) and a == b and x[1] != y[1]:
            return ()
        if _is_ones(y, False):
            return (ones_of(rows_of(x)),)
        if isinstance(b, Diagonal):
            return (*_moved(x, b), x)
    if _is_ones(x, True) and _is_permutation(y):
        return ((ones_of(cols_of(y))[0], True),)
    if _is_first(x):
        if _is_first(y) and a == b:
            return (x,)
        if isinstance(b, Diagonal):
            return (y, x)
    return None


def _moved(x: Letter, d: Diagonal) -> Word:
    """Π diag(v) = diag(Π v) Π."""

    def items(old: Items) -> Items:
        return in_order((with_word(t, simple((x, *t.slots[0]))), c) for t, c in old)

    return diagonal(items(d.exponents), ((items(v), k) for v, k in d.powers), rows_of(x))


def _around_first(word: Word) -> Word | None:
    """Use what a projection onto the first positions leaves of what stands beside it."""
    for k, x in enumerate(word):
        if _is_first(x):
            behind = _behind_first(word[k + 1 :], x)
            if behind != word[k + 1 :]:
                return word[: k + 1] + behind
            before = turned_word(_behind_first(turned_word(word[:k]), x))
            if before != word[:k]:
                return before + word[k:]
    return None


def _behind_first(word: Word, first: Letter) -> Word:
    """Behind P only the first rows count, and behind a causal cell the first rows again."""
    out: Word = ()
    for k, x in enumerate(word):
        atom = x[0]
        if x == first:
            continue
        if isinstance(atom, Diagonal):
            out += _cut_diagonal(atom, first)
        elif isinstance(atom, Cells):
            out += _cut_cells(atom, first)
            if not _is_causal(atom):
                return out + word[k + 1 :]
        elif isinstance(atom, Applied):
            body = in_order((_cut(t, first), c) for t, c in atom.body)
            return out + applied(atom.name, body, atom.rows, atom.cols) + word[k + 1 :]
        else:
            return out + word[k:]
    return out


def _cut(t: Term, first: Letter, both: bool = False) -> Term:
    word = _behind_first(t.slots[0], first)
    if both:
        word = turned_word(_behind_first(turned_word(word), first))
    return with_word(t, simple(word))


def _cut_diagonal(d: Diagonal, first: Letter) -> Word:
    def items(old: Items) -> Items:
        return in_order((_cut(t, first), c) for t, c in old)

    return diagonal(items(d.exponents), ((items(v), k) for v, k in d.powers), d.rows)


def _cut_cells(a: Cells, first: Letter) -> Word:
    both = _is_causal(a)
    scores = in_order((_cut(t, first, both), c) for t, c in a.scores)
    return cells(a.masks, scores, (_cut(t, first, both) for t in a.others), a.rows, a.cols)


def _is_causal(a: Cells) -> bool:
    return a.rows == a.cols and any(not flip for _, flip in a.masks)


def _columns(word: Word) -> Word:
    """Use diag(u) v = diag(u ∘ v) 1 in every column and row that a word is made of."""
    start = 0
    for k, x in enumerate(word):
        if cols_of(x) == ("one",):
            column = word[start : k + 1]
            again = _column(column)
            if again != column:
                return word[:start] + again + word[k + 1 :]
            start = k + 1
        elif rows_of(x) == ("one",):
            start = k
    for k, x in enumerate(word):
        if rows_of(x) == ("one",):
            end = next((j for j in range(k, len(word)) if cols_of(word[j]) == ("one",)), len(word))
            row = word[k:end]
            if row and cols_of(row[-1]) != ("one",):
                again = turned_word(_column(turned_word(row)))
                if again != row:
                    return word[:k] + again + word[end:]
    return word


def _column(column: Word) -> Word:
    for k in reversed(range(len(column) - 1)):
        atom, after = column[k][0], column[k + 1 :]
        if not isinstance(atom, Diagonal):
            continue
        if not (len(after) == 1 and _is_ones(after[0], False)):
            one_more = (((term_of(after), 1),), 1)
            grown = diagonal(atom.exponents, (*atom.powers, one_more), atom.rows)
            return (*column[:k], *grown, ones_of(atom.rows))
        if not atom.exponents and len(atom.powers) == 1 and atom.powers[0][1] == 1:
            single = _single(atom.powers[0][0])
            if single is not None:
                return column[:k] + single.slots[0]
    return column


# --- sums in a reciprocal -------------------------------------------------------------------------


def spread(t: Term) -> Terms:
    """Write a term as those that the two laws of sums below make of it."""
    for s, word in enumerate(t.slots):
        for k, (atom, _) in enumerate(word):
            parts = _split(atom) if isinstance(atom, Diagonal) else None
            if parts is not None:
                return added(_spread_over(t, s, k, parts))
    return {t: 1}


def _spread_over(
    t: Term, s: int, k: int, parts: list[tuple[Word, int]]
) -> Iterator[tuple[Term, int]]:
    word = t.slots[s]
    for part, c in parts:
        new = simple(word[:k] + part + word[k + 1 :])
        again = spread(t._replace(slots=(*t.slots[:s], new, *t.slots[s + 1 :])))
        yield from ((x, c * d) for x, d in again.items())


def _split(d: Diagonal) -> list[tuple[Word, int]] | None:
    return _sum_times_its_term(d) or _two_reciprocals(d)


def _sum_times_its_term(d: Diagonal) -> list[tuple[Word, int]] | None:
    """D(1/(T + u)) T = 1 − D(1/(T + u)) u."""
    have = dict(d.powers)
    for column, n in d.powers:
        if n >= 0 or len(column) < 2 or not all(_is_plain(t) for t, _ in column):
            continue
        leads = [t for t, c in column if c == 1 and t.slots[0] and not _exponents_or_powers(t)]
        lead = max(leads, key=reading, default=None)
        if lead is None or have.get(((lead, 1),), 0) <= 0:
            continue
        less = (((lead, 1),), -1)
        out = [(diagonal(d.exponents, (*d.powers, (column, 1), less), d.rows), 1)]
        for t, c in column:
            if t != lead:
                rest = diagonal(d.exponents, (*d.powers, less), d.rows)
                out.append((simple(rest + diagonal_of_word(t.slots[0], d.rows)), -c))
        return out
    return None


def _exponents_or_powers(t: Term) -> bool:
    return isinstance(t.slots[0][0][0], Diagonal)


def _two_reciprocals(d: Diagonal) -> list[tuple[Word, int]] | None:
    """D(1/T) D(1/(T + u)) = (D(1/T) − D(1/(T + u))) / u, for u an exponential."""
    below = [column for column, n in d.powers if n < 0]
    for one in below:
        for other in below:
            difference = in_order(other, ((t, -c) for t, c in one))
            if one == other or len(difference) != 1 or abs(difference[0][1]) != 1:
                continue
            u, c = difference[0]
            over = diagonal_of_word(u.slots[0], d.rows) if _is_plain(u) else ()
            atom = over[0][0] if over else None
            if not isinstance(atom, Diagonal) or atom.powers:
                continue
            exps = d.exponents + tuple((t, -n) for t, n in atom.exponents)
            return [
                (diagonal(exps, (*d.powers, (other, 1)), d.rows), c),
                (diagonal(exps, (*d.powers, (one, 1)), d.rows), -c),
            ]
    return None


# --- the product entry by entry -------------------------------------------------------------------


def entrywise(words: Iterable[Word], rows: Spaces, cols: Spaces) -> Word:
    """Write A ∘ B ∘ …: diagonals stand outside, exponentials and masks are gathered."""
    if cols == ("one",):
        diagonals = (diagonal_of_word(simple(word), rows) for word in words)
        return simple((*(x for d in diagonals for x in d), ones_of(rows)))
    before: Word = ()
    behind: Word = ()
    masks: Word = ()
    scores: Items = ()
    others: list[Term] = []
    for word in words:
        left, core, right = _bare(simple(word))
        before, behind = before + left, behind + right
        atom = core[0][0] if len(core) == 1 else None
        if isinstance(atom, Cells):
            masks, scores = masks + atom.masks, scores + atom.scores
            others += atom.others
        elif core and _is_ones(core[-1], True):
            before += diagonal_of_word(core[:-1], rows) if len(core) > 1 else ()
        elif core and _is_ones(core[0], False):
            behind += diagonal_of_word(turned_word(core[1:]), cols)
        else:
            others.append(term_of(core))
    return simple(before + _gathered(masks, in_order(scores), others, rows, cols) + behind)


def _gathered(
    masks: Word, scores: Items, others: list[Term], rows: Spaces, cols: Spaces
) -> Word:  # fmt: skip
    if masks or scores:
        return cells(one_each(masks), scores, others, rows, cols)
    if len(others) == 1:
        return others[0].slots[0]
    if others:
        return cells((), (), others, rows, cols)
    return ones_of(rows), (ones_of(cols)[0], True)


def one_each(masks: Word) -> Word:
    """Keep each mask once: M ∘ M = M, and N ∘ M = N for a mask N within the causal one M."""
    within = {flip for mask, flip in masks if isinstance(mask, Generator) and mask.kind == "mask"}
    kept = {x for x in masks if not (kind_of(x) == "causal" and x[1] in within)}
    return tuple(sorted(kept, key=str))


def _bare(word: Word) -> tuple[Word, Word, Word]:
    """Part a word into the diagonal before it, its core, and the diagonal behind it."""
    before: Word = ()
    behind: Word = ()
    if word and isinstance(word[0][0], Diagonal):
        before, word = word[:1], word[1:]
    if word and isinstance(word[-1][0], Diagonal):
        word, behind = word[:-1], word[-1:]
    return before, word, behind
