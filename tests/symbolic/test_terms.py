"""Terms as the operators and functions write them: built where they are asked for."""

import pytest

from refmath.symbolic.printed import said_latex, term_latex
from refmath.symbolic.terms import (
    Compared,
    Function,
    Minus,
    Over,
    Power,
    Range,
    Sign,
    Two,
    Whole,
    put,
    rank,
    softmax,
    term,
    trace,
)

a, b, j, n = (Sign(latex) for latex in "abjn")


@pytest.mark.parametrize("other", [b, 2])
def test_operators_write_what_they_say(other: Sign | int) -> None:
    right = Whole(2) if other == 2 else b
    assert term(other) == right
    assert a + other == Two("+", a, right)
    assert a - other == Two("-", a, right)
    assert a * other == Two("*", a, right)
    assert a / other == Two("/", a, right)
    assert a**other == Power(a, right)
    assert -a == Minus(a)


def test_functions_of_matrices_are_written_by_their_names() -> None:
    assert rank(a) == Function(r"\operatorname{rank}", a)
    assert trace(a) == Function(r"\operatorname{tr}", a)
    assert softmax(a) == Function(r"\operatorname{softmax}", a)
    assert softmax(a, causal=False) == Function(r"\operatorname{softmax}_{\text{no mask}}", a)


def test_a_term_is_put_for_a_letter_wherever_it_stands_alone() -> None:
    body = Over(r"\sum", Range("j", a, n, (Compared(a, "<", j),)), a * Sign("s", (a,), (a,)))
    assert term_latex(put(body, "a", n + 1)) == (
        r"\sum_{n + 1 \le j \le n, \, n + 1 < j} \left(n + 1\right) \, s^{n + 1}_{n + 1}"
    )
    assert put(Sign("a", (j,)), "a", b) == Sign("a", (j,))
    assert put(Sign("a", (a,)), "a", b) == Sign("a", (b,))
    assert put(body, "b", n) == body
    said = put(Compared(a, "<", b, (("<", a),)), "a", Whole(3))
    assert said_latex(said) == "3 < b < 3"
