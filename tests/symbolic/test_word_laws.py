"""The laws of words, one at a time: what a diagonal, a column and a row in a word come to."""

import pytest

from refmath.symbolic.algebra import normal_form
from refmath.symbolic.expressions import Diag, Exp, Letter, hadamard
from refmath.symbolic.letters import Generator, matrix
from refmath.symbolic.word_laws import diagonal, ones_of, simple
from refmath.symbolic.words import Diagonal, term_of, turned_word

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
