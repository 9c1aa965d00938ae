"""The laws of words, one at a time: what a diagonal, a column and a row in a word come to."""

import pytest

from refmath.symbolic.algebra import normal_form
from refmath.symbolic.expressions import Diag, Exp, Letter, hadamard
from refmath.symbolic.letters import Generator, matrix
from refmath.symbolic.word_laws import (
    applied,
    cells,
    diagonal,
    entrywise,
    one_each,
    ones_of,
    reciprocal,
    simple,
    spread,
)
from refmath.symbolic.words import Applied, Diagonal, Term, added, term_of, turned_word

N = ("n",)


def generator(name: str, rows: str = "n", cols: str = "n") -> Generator:
    return matrix(name, rows, cols)


def exponential_of(*exponents) -> Diagonal:
    ((atom, _),) = diagonal([(t, 1) for t in exponents], (), N)
    return atom


S, T = (term_of(((generator(name, "n", "one"), False),)) for name in "st")
ONES = ones_of(N)


def test_an_exponential_in_a_power_is_added_to_the_exponents() -> None:
    column = ((term_of(((exponential_of(T), False), ONES)), 1),)
    assert diagonal([(S, 1)], [(column, 1)], N) == diagonal([(S, 1), (T, 1)], (), N)
    assert diagonal([(S, 1)], [(column, -2)], N) == diagonal([(S, 1), (T, -2)], (), N)
    assert diagonal([(T, 2)], [(column, -2)], N) == ()


def test_what_all_terms_of_a_column_have_in_common_is_added_to_the_exponents() -> None:
    both = tuple(
        (term_of(((exponential_of(*exponents), False), ONES)), 1) for exponents in ((S, T), (S,))
    )
    ((alone, _),) = diagonal((), [(both, -1)], N)
    ((beside, _),) = diagonal([(T, 1)], [(both, -1)], N)
    assert dict(alone.exponents) == {S: -1}
    ((squared, _),) = diagonal((), [(both, -2)], N)
    assert dict(squared.exponents) == {S: -2}
    assert dict(beside.exponents) == {S: -1, T: 1}


@pytest.mark.parametrize("turn", [False, True], ids=["column", "row"])
def test_a_row_behind_a_column_is_taken_up_to_where_it_ends(turn: bool) -> None:
    u, v, c = (Letter(generator(name, "n", "one")) for name in "uvc")
    B = Letter(generator("B"))
    one, other = c @ (Diag(u) @ v).T @ B, c @ hadamard(u, v).T @ B
    if turn:
        one, other = one.T, other.T
    assert normal_form(one) == normal_form(other)
    assert normal_form(one) != normal_form(c @ hadamard(u, u).T @ B)


def test_a_row_between_two_columns_is_one_column_more() -> None:
    u, v, c = (Letter(generator(name, "n", "one")) for name in "uvc")
    one = c @ (Diag(u) @ Diag(Exp(v)) @ v).T @ c
    assert normal_form(one) == normal_form(c @ (Diag(Exp(v)) @ hadamard(v, u)).T @ c)


def test_a_column_times_a_single_number_is_a_column() -> None:
    u, c = (Letter(generator(name, "n", "one")) for name in "uc")
    s = Letter(generator("s", "one", "one"))
    assert normal_form(Diag(u) @ c @ s) == normal_form(hadamard(u, c) @ s)
    assert normal_form((Diag(u) @ c @ s).T) == normal_form(s.T @ hadamard(u, c).T)


def test_a_word_that_is_simple_stays_what_it_is_and_its_transpose_too() -> None:
    word = ((generator("A"), False), (exponential_of(S), False), (generator("B"), True))
    assert simple(word) == word
    assert simple(turned_word(word)) == turned_word(word)


# --- one law, one word ----------------------------------------------------------------------------

A, B, W = ((generator(name, "n", to), False) for name, to in (("A", "n"), ("B", "n"), ("W", "m")))
U, V, C = ((generator(name, "n", "one"), False) for name in "uvc")


def of_kind(kind: str, name: str = "K") -> tuple[Generator, bool]:
    return matrix(name, "n", "n", kind=kind), False


def turn(*word):
    return turned_word(word)


def diag(*columns, power: int = 1):
    """Write diag of the product of columns that are single letters."""
    ((atom, flip),) = diagonal((), [(((term_of((x,)), 1),), power) for x in columns], N)
    return atom, flip


E_S, E_T = (exponential_of(x) for x in (S, T))
PI, SIGMA, FIRST = of_kind("permutation", "Π"), of_kind("permutation", "Σ"), of_kind("first", "P")
CAUSAL, MASK = of_kind("causal", "M"), of_kind("mask", "N")


def behind(*masks, scores=None, others=()):
    return cells(masks, scores or ((term_of((A,)), 1),), others, N, N)


LAWS = {
    "a permutation and its inverse": ((A, PI, *turn(PI), B), (A, B)),
    "an inverse and its permutation": ((A, *turn(PI), PI, B), (A, B)),
    "two permutations": ((PI, SIGMA), (PI, SIGMA)),
    "a permutation twice": ((PI, PI), (PI, PI)),
    "a permutation and another's inverse": ((PI, *turn(SIGMA)), (PI, *turn(SIGMA))),
    "a permutation of ones": ((A, PI, ONES), (A, ONES)),
    "ones of a permutation": ((*turn(ONES), PI, A), (*turn(ONES), A)),
    "a permutation of a diagonal": (
        (PI, diag(U), A),
        (*diagonal((), [(((term_of((PI, U)), 1),), 1)], N), PI, A),
    ),
    "a projection twice": ((A, FIRST, FIRST, B), (A, FIRST, B)),
    "two projections": (
        (FIRST, of_kind("first", "Q")), (FIRST, of_kind("first", "Q")),
    ),
    "two diagonals": ((diag(U), diag(V), A), (diag(U, V), A)),
    "a diagonal and its inverse": ((A, diag(U), diag(U, power=-1), B), (A, B)),
    "two exponentials": (((E_S, False), (E_T, False)), ((exponential_of(S, T), False),)),
    "a diagonal of a column": ((diag(U), V), (diag(U, V), ONES)),
    "a diagonal of ones": ((A, diag(U), ONES), (A, U)),
    "a diagonal of ones before another": ((diag(U, V), ONES), (diag(U, V), ONES)),
    "an exponential of ones": (((E_S, False), ONES), ((E_S, False), ONES)),
    "a square of ones": ((diag(U, U), ONES), (diag(U, U), ONES)),
    "one over ones": ((diag(U, power=-1), ONES), (diag(U, power=-1), ONES)),
    "a row of a diagonal": ((*turn(V), diag(U)), (*turn(ONES), diag(U, V))),
    "free letters": ((A, B, *turn(W)), (A, B, *turn(W))),
}  # fmt: skip


@pytest.mark.parametrize("name", LAWS)
def test_a_word_is_brought_to_this_by_one_law(name: str) -> None:
    word, brought = LAWS[name]
    assert simple(word) == brought
    assert simple(turned_word(word)) == simple(turned_word(brought))
    assert simple(brought) == brought


def test_what_a_row_or_a_column_has_in_common_stands_outside_its_exponentials() -> None:
    a, row, column = (term_of(w) for w in ((A,), (C, *turn(ONES)), (ONES, *turn(U))))
    assert cells((), ((a, 1), (row, 2), (column, 3)), (), N, N) == (
        *diagonal([(term_of((C,)), 2)], (), N),
        *cells((), ((a, 1),), (), N, N),
        *diagonal([(term_of((U,)), 3)], (), N),
    )
    both = term_of((ONES, *turn(ONES)))
    ((atom, _), *rest) = cells((), ((a, 1), (both, 2)), (), N, N)
    assert dict(atom.exponents) == {term_of((ONES,)): 2}
    assert tuple(rest) == cells((), ((a, 1),), (), N, N)


def test_a_permutation_is_pulled_out_of_cells_without_a_mask_alone() -> None:
    turned_in = ((term_of((PI, A)), 1),)
    assert behind(scores=turned_in) == (PI, *behind())
    assert behind(scores=((term_of((A, *turn(PI))), 1),)) == (*behind(), *turn(PI))
    assert len(behind(CAUSAL, scores=turned_in)) == 1
    assert len(behind(scores=turned_in, others=(term_of((A,)),))) == 1
    assert applied("f", turned_in, N, N) == (PI, *applied("f", ((term_of((A,)), 1),), N, N))
    assert applied("f", (), N, N) == ((Applied("f", (), N, N), False),)
    two = ((term_of((PI, A)), 1), (term_of((PI, B)), 2))
    assert behind(scores=two) == (PI, *behind(scores=((term_of((A,)), 1), (term_of((B,)), 2))))


def test_masks_are_kept_once_and_the_causal_one_not_beside_one_within_it() -> None:
    assert one_each((CAUSAL, CAUSAL)) == (CAUSAL,)
    assert one_each((CAUSAL, MASK)) == (MASK,)
    assert one_each((MASK, MASK)) == (MASK,)
    across = one_each((*turn(CAUSAL), MASK))
    assert set(across) == {*turn(CAUSAL), MASK}
    assert set(one_each((*turn(CAUSAL), *turn(MASK)))) == {*turn(MASK)}
    assert one_each(()) == ()


def test_behind_a_projection_the_first_positions_alone_count() -> None:
    a = term_of((A,))
    cut = diagonal((), [(((term_of((FIRST, U)), 1),), 1)], N)
    assert cut != (diag(U),)
    assert simple((FIRST, *cut, A)) == simple((FIRST, diag(U), A)) == (diag(U), FIRST, A)
    both, once = (((term_of(w), 1),) for w in ((FIRST, A, FIRST), (FIRST, A)))
    assert simple((FIRST, *behind(CAUSAL, scores=both))) == (FIRST, *behind(CAUSAL))
    assert simple((FIRST, *behind(scores=once), B)) == (FIRST, *behind(), B)
    assert simple((FIRST, *behind(scores=both), B)) == (
        FIRST, *behind(scores=((term_of((A, FIRST)), 1),)), B,
    )  # fmt: skip
    of_a, of_cut = (applied("f", x, N, N) for x in (((a, 1),), once))
    assert simple((FIRST, *of_cut, B)) == (FIRST, *of_a, B)
    assert simple((FIRST, A, *cut)) == (FIRST, A, *cut)


def test_a_column_is_one_over_and_zero_is_refused() -> None:
    column = ((term_of((U,)), 1), (term_of((V,)), 2))
    ((atom, _),) = reciprocal(column, N)
    assert (atom.exponents, atom.powers) == ((), ((column, -1),))
    assert reciprocal(((term_of((ONES,)), 1),), N) == ()


def test_a_product_entry_by_entry_parts_what_stands_outside() -> None:
    a, b = (A,), (B,)
    (held,) = entrywise([a, b], N, N)
    assert held == cells((), (), (term_of(a), term_of(b)), N, N)[0]
    assert entrywise([a], N, N) == a
    rank_one = (ONES, *turn(ONES))
    assert entrywise([a, rank_one], N, N) == a
    assert entrywise([rank_one, rank_one], N, N) == rank_one
    assert entrywise([a, (U, *turn(ONES))], N, N) == (diag(U), A)
    assert entrywise([a, (ONES, *turn(U))], N, N) == (A, diag(U))
    assert entrywise([(diag(U), A), (B, diag(V))], N, N) == (diag(U), held, diag(V))
    assert entrywise([(U,), (V,)], N, ("one",)) == (diag(U, V), ONES)
    masked = entrywise([((CAUSAL,)[0],), a], N, N)
    assert len(masked) == 1
    scores = behind(scores=((term_of(a), 1),))
    assert entrywise([scores, scores], N, N) == behind(scores=((term_of(a), 2),))
    assert entrywise([behind(CAUSAL), behind(MASK)], N, N) == behind(
        MASK, scores=((term_of(a), 2),)
    )


def spread_out(*words) -> dict[Term, int]:
    return added(*(spread(term_of(word)).items() for word in words))


def test_a_sum_times_one_over_it_is_1_term_by_term() -> None:
    row, u = ((term_of(w), 1) for w in ((A, ONES), (U,)))
    below = ((row, u), -1)
    words = ((*diagonal((), [below, ((part,), 1)], N), ONES) for part in (row, u))
    assert spread_out(*words) == {term_of((ONES,)): 1}
    lone = (*diagonal((), [below], N), ONES)
    assert spread_out(lone) == {term_of(lone): 1}


def test_two_reciprocals_that_differ_by_an_exponential_part() -> None:
    row, e_s = ((term_of(w), 1) for w in ((A, ONES), ((E_S, False), ONES)))
    smaller, larger = (((row,), -1), ((row, e_s), -1))
    both = (*diagonal([(S, 1)], [smaller, larger], N), ONES)
    one, other = ((*diagonal((), [x], N), ONES) for x in (smaller, larger))
    assert spread_out(both) == {term_of(one): 1, term_of(other): -1}
    assert spread_out((A, *both)) == {term_of((A, *one)): 1, term_of((A, *other)): -1}
    apart = (*diagonal((), [smaller, ((row, (term_of((U,)), 1)), -1)], N), ONES)
    assert spread_out(apart) == {term_of(apart): 1}
