"""Terms and what is said of them, evaluated: each word of the vocabulary by itself."""

from fractions import Fraction

import pytest

from refmath.symbolic.evaluated import each, holds, value
from refmath.symbolic.exact_matrices import are_equal, matrix
from refmath.symbolic.real_numbers import enclosed
from refmath.symbolic.terms import (
    And,
    Beside,
    Binomial,
    Bracket,
    Chosen,
    Compared,
    Dotted,
    Elements,
    Entry,
    Exp,
    ForEach,
    Function,
    Id,
    If,
    Increasing,
    Mean,
    Members,
    Minus,
    Norm,
    Not,
    Nothing,
    OneOf,
    Over,
    Range,
    Root,
    Said,
    SetOf,
    Several,
    Sign,
    Size,
    Table,
    Term,
    ThereIs,
    Transposed,
    Two,
    Whole,
)

A, B, H, P, h, j, k, n = (Sign(latex) for latex in "ABHPhjkn")
GIVEN = {"A": matrix([[1, 2], [3, 4]]), "B": matrix([[0, 1], [1, 0]]), "n": 3, "H": [0, 2, 5]}
UP_TO_N = Range("j", Whole(1), n)


@pytest.mark.parametrize(
    ("term", "wanted"),
    [
        (n * n - 1, 8),
        (-n + 1, -2),
        (Whole(2) ** n / 3, Fraction(8, 3)),
        (n ** Minus(Whole(1)), Fraction(1, 3)),
        (Two("slash", Whole(1), n), Fraction(1, 3)),
        (Binomial(n, Whole(2)), 3),
        (Root(Whole(9)), 3),
        (Size(Whole(1) - n), 2),
        (Size(H), 3),
        (Size(SetOf(Range("j", Whole(1), n, (Compared(j, r"\ne", Whole(2)),)))), 2),
        (Size(SetOf(Members("h", H, (Compared(h, ">", Whole(0)),)))), 2),
        (Size(Two(r"\cup", H, Elements((Nothing(), Whole(5))))), 4),
        (Over(r"\sum", UP_TO_N, j), 6),
        (Over(r"\prod", UP_TO_N, j), 6),
        (Over(r"\max", UP_TO_N, -j), -1),
        (Over(r"\min", UP_TO_N, -j), -3),
        (Over(r"\sum", Members("h", H), h), 7),
        (Over(r"\sum", Range("j", Whole(1), Whole(0)), j), 0),
        (Bracket(Compared(n, "=", Whole(3))) * n, 3),
        (Bracket(Compared(n, "=", Whole(2))) * Sign("nowhere"), 0),
        (Function(r"\det", A), -2),
        (Function(r"\operatorname{tr}", A * B), 5),
        (Function(r"\operatorname{rank}", A - Id()), 2),
        (Function(r"\det", n * Id() - A), -8),
        (Function("f", n), 9),
        (Function("g", SetOf(Range("j", Whole(1), Whole(2)))), 7),
        (Entry(Transposed(A) * B, (Whole(0), Whole(1))), 1),
        (Entry(A**0, (Whole(1), Whole(1))), 1),
        (Entry(A**0, (Whole(0), Whole(1))), 0),
        (Sign("A", (Whole(1), Whole(0))), 3),
        (Norm(B * 3) ** 2, 18),
        (Norm(A) * Norm(A), 30),
        (Over(r"\sum", Increasing("l", Whole(2), Whole(0), n), Sign("l", (Whole(2),))), 5),
        (Over(r"\sum", Chosen("g", Whole(2), "j", H), Sign("g", (Whole(1),))), 21),
        (Size(Dotted(r"\times", "j", Whole(1), Whole(2), H)), 9),
        (Size(Dotted(r"\times", "j", Whole(1), Whole(0), H)), 1),
        (Size(Dotted(r"\times", "j", Whole(1), n, H)), 27),
        (Over(r"\min", Members("h", Elements((Whole(4), Whole(2), Whole(5)))), h), 2),
        (Over(r"\max", Members("h", Elements((Whole(4), Whole(5), Whole(2)))), h), 5),
        (Over(r"\sum", Increasing("l", Whole(2), Whole(1), Whole(4)), Sign("l", (Whole(1),))), 4),
        (Sign("t", (Whole(1),)), 7),
        (Sign("m", (Whole(1), n)), 9),
        (Sign("f", (), (n,)), 9),
        (Size(Two(r"\cup", H, Elements((Whole(2), Whole(5), Whole(6))))), 4),
    ],
)
def test_a_number_is_what_it_should_be(term: Term, wanted: Fraction) -> None:
    given = GIVEN | {"f": lambda x: x * x, "g": {(): 1, (1,): 5, (1, 2): 7}}
    given |= {"t": (5, 7), "m": {(1, 3): 9}}
    assert value(term, given) == wanted


@pytest.mark.parametrize(
    ("term", "wanted"),
    [
        (A * B, [[2, 1], [4, 3]]),
        (A * 2 - Id(), [[1, 4], [6, 7]]),
        (Id() - A, [[0, -2], [-3, -3]]),
        (A**2, [[7, 10], [15, 22]]),
        (
            Two(r"\otimes", B, Id() * 1 + Whole(0) * A),
            [[0, 0, 1, 0], [0, 0, 0, 1], [1, 0, 0, 0], [0, 1, 0, 0]],
        ),
        (Transposed(A), [[1, 3], [2, 4]]),
        (
            Table(j * 10 + k, Range("j", Whole(1), Whole(2)), Range("k", Whole(0), Whole(1))),
            [[10, 11], [20, 21]],
        ),
        (Over(r"\sum", Members("h", H), A * h), [[7, 14], [21, 28]]),
        (Dotted("*", "j", Whole(1), Whole(2), Sign("M", (j,))), [[2, 1], [4, 3]]),
        (Dotted("*", "j", Whole(2), Whole(1), Sign("M", (j,)), down=True), [[3, 4], [1, 2]]),
        (Dotted("*", "j", Whole(1), Whole(0), Sign("M", (j,))) + A, [[2, 2], [3, 5]]),
        (
            Mean("R", "O", Whole(2), Sign("R") * A * Transposed(Sign("R"))),
            [[Fraction(5, 2), 0], [0, Fraction(5, 2)]],
        ),
        (Sign("W", (), (Whole(2),)), [[0, 1], [1, 0]]),
        (Whole(0) - A, [[-1, -2], [-3, -4]]),
        (A - Whole(0), [[1, 2], [3, 4]]),
        (Whole(0) + A, [[1, 2], [3, 4]]),
        ((Id() * 2 + Id() * 3) * A, [[5, 10], [15, 20]]),
        ((Id() - Id() * 3) * A, [[-2, -4], [-6, -8]]),
        (A * Id() * 2 + Id() * Whole(2) * A, [[4, 8], [12, 16]]),
        (Two(r"\otimes", Id() * 2, Id() * 3) * A, [[6, 12], [18, 24]]),
        (A / 2, [[Fraction(1, 2), 1], [Fraction(3, 2), 2]]),
        (Transposed(Id() * 2) * A, [[2, 4], [6, 8]]),
    ],
)
def test_a_matrix_is_what_it_should_be(term: Term, wanted: list[list[int]]) -> None:
    given = GIVEN | {"M": {1: GIVEN["A"], 2: GIVEN["B"]}, "W": {2: GIVEN["B"]}}
    assert are_equal(value(term, given), matrix(wanted))


def test_rotations_are_among_the_orthogonal() -> None:
    R = Sign("R")
    mean = Entry(R, (Whole(0), Whole(0))) * Entry(R, (Whole(1), Whole(1)))
    assert value(Mean("R", "O", Whole(2), mean), {}) == 0
    assert value(Mean("R", "SO", Whole(2), mean), {}) == Fraction(1, 2)


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        (Compared(Whole(0), "<", n, ((r"\le", Whole(3)),)), True),
        (Compared(Whole(0), "<", n, (("<", Whole(3)),)), False),
        (Compared(Several((n, Whole(4))), ">", Whole(2)), True),
        (Compared(Several((n, Whole(4))), ">", Whole(3)), False),
        (Compared(A, "=", Transposed(A)), False),
        (Compared(B, "=", Transposed(B)), True),
        (Compared(A, r"\ge", Whole(0)), True),
        (Compared(A - B * 3, r"\ge", Whole(0)), False),
        (Compared(A, r"\ne", Whole(0)), True),
        (Compared(A - A, r"\ne", Whole(0)), False),
        (Compared(B * B, "=", Id()), True),
        (Compared(Whole(2), r"\in", H), True),
        (Compared(n, r"\in", H), False),
        (Compared(H, r"\ne", Nothing()), True),
        (Compared(SetOf(Range("j", n, Whole(1))), "=", Nothing()), True),
        (Compared(Nothing(), "=", Nothing()), True),
        (Compared(n, "=", Nothing()), False),
        (Compared(n, r"\ne", Nothing()), True),
        (ForEach(UP_TO_N, Compared(j, r"\le", n)), True),
        (ForEach(UP_TO_N, Compared(j, "<", n)), False),
        (ThereIs(UP_TO_N, Compared(j, "=", n)), True),
        (ThereIs(UP_TO_N, Compared(j, ">", n)), False),
        (And((Compared(n, "=", Whole(3)), Compared(n, "=", Whole(4)))), False),
        (Not(Compared(n, "=", Whole(4))), True),
        (Not(Compared(n, "=", Whole(3))), False),
        (Compared(Whole(0), "=", Nothing()), False),
        (Compared(H, "=", n), False),
        (Compared(H, "=", Elements((Whole(5), Whole(0), Whole(2)))), True),
        (Compared(H, "=", Elements((Whole(5), Whole(0)))), False),
        (Compared(H, "=", Elements((Whole(5), Whole(0), Whole(2), Whole(3)))), False),
        (Compared(Id() * 2, "=", Id() * 2), True),
        (Compared(Id() * 2, "=", Id() * 3), False),
        (Compared(Id() * 2, r"\ne", Id() * 3), True),
        (Compared(Id(), "=", B * B), True),
        (Compared(A, "=", Whole(0)), False),
        (If(Compared(n, "=", Whole(4)), Compared(n, "=", Whole(5))), True),
        (If(Compared(n, "=", Whole(4)), Compared(n, "=", Whole(3))), False),
        (
            ForEach(
                OneOf(("X", "Y"), ((A, B), (B, A))), Compared(Sign("X") * Sign("Y"), "=", A * B)
            ),
            False,
        ),
        (
            ForEach(
                OneOf(("X",), ((A,), (B,))),
                Compared(Function(r"\operatorname{rank}", Sign("X")), "=", Whole(2)),
            ),
            True,
        ),
    ],
)
def test_what_is_said_holds_or_does_not(said: Said, *, wanted: bool) -> None:
    assert holds(said, GIVEN) is wanted


def test_what_is_no_number_has_no_order() -> None:
    with pytest.raises(TypeError, match="sign: expected = or ≠"):
        holds(Compared(A, "<", B), GIVEN)
    with pytest.raises(ValueError, match="index: expected a whole number"):
        value(n ** (Whole(1) / 2), GIVEN)


def test_a_domain_lists_all_and_each_once() -> None:
    domain = Increasing("l", n, Whole(0), Whole(5))
    listed = [tuple(one["l"](m) for m in (1, 2, 3)) for one in each(domain, GIVEN)]
    assert len(set(listed)) == len(listed) == 10
    assert all(a < b < c for a, b, c in listed)


def test_a_quotient_by_what_is_0_is_refused() -> None:
    e = Exp(Whole(1))
    for nothing in (Whole(0), e * e - Exp(Whole(2))):
        with pytest.raises(ZeroDivisionError):
            value(Whole(1) / nothing, {})
    assert enclosed(value(e / e, {})) == (1, 1)


def test_matrices_side_by_side_go_on_in_their_rows() -> None:
    both = value(Beside((A, B, A)), GIVEN)
    assert are_equal(both, matrix([[1, 2, 0, 1, 1, 2], [3, 4, 1, 0, 3, 4]]))
    with pytest.raises(ValueError, match="right: expected the size 2, got 1"):
        value(Beside((A, Sign("r"))), GIVEN | {"r": matrix([[1, 2]])})


def test_a_matrix_of_one_entry_is_a_number_beside_numbers_alone() -> None:
    given = GIVEN | {"v": matrix([[1], [2]])}
    v = Sign("v")
    square = Transposed(v) * v
    assert value(square - 1, given) == 4
    assert value(Whole(1) + square, given) == 6
    assert holds(Compared(square, "=", Whole(5), ((r"\le", Whole(5)),)), given)
    assert not holds(Compared(square, "<", Whole(5)), given)
    assert not holds(Compared(square, r"\ne", Whole(5)), given)
    assert holds(Compared(Whole(6), r"\ne", square), given)
    assert holds(Compared(square, r"\le", square), given)
    assert holds(Compared(square, ">", Whole(0)), given)
    with pytest.raises(ValueError, match="right: expected the size"):
        value(square + A, given)
