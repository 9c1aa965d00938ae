"""Terms and what is said of them, as they are printed."""

import pytest

from refmath.symbolic.formulas import faults
from refmath.symbolic.printed import defined_latex, said_latex, term_latex
from refmath.symbolic.terms import (
    And,
    Beside,
    Binomial,
    Bracket,
    Chosen,
    Compared,
    Defined,
    Dotted,
    Elements,
    Entry,
    Exp,
    ForEach,
    Function,
    Grouped,
    Id,
    If,
    Increasing,
    Mean,
    Members,
    Norm,
    Not,
    NotEmpty,
    Nothing,
    OneOf,
    Over,
    Range,
    Root,
    Said,
    Sequences,
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
    softmax,
)

A, B, H, a, b, c, h, j, k, n = (Sign(latex) for latex in "ABHabchjkn")
UP_TO_N = Range("j", Whole(1), n)
Ah = Sign("A", (), (h,))


@pytest.mark.parametrize(
    ("term", "latex"),
    [
        (a * (b - (c - a)), r"a \, \left(b - \left(c - a\right)\right)"),
        ((a + b) / c, r"\frac{a + b}{c}"),
        (Two("slash", a + b, Root(c)), r"\left(a + b\right) / \sqrt{c}"),
        ((a + b) ** 2, r"\left(a + b\right)^{2}"),
        (a**n, "a^{n}"),
        (Ah**2, r"\left(A^{h}\right)^{2}"),
        (-(a + b), r"-\left(a + b\right)"),
        (a * -b, r"a \, \left(-b\right)"),
        (a - b * c, r"a - b \, c"),
        (Exp(-a), "e^{-a}"),
        (Binomial(n, k), r"\binom{n}{k}"),
        (Bracket(Compared(a, "<", b)), "[a < b]"),
        (Size(H), "|H|"),
        (Size(a - b), r"\left|a - b\right|"),
        (Size(SetOf(UP_TO_N)), r"\#\{1 \le j \le n\}"),
        (
            SetOf(Members("h", H, (Compared(h, ">", a), Compared(h, "<", b)))),
            r"\{h \in H : h > a, \, h < b\}",
        ),
        (Sign("x", (j,), (Grouped(k),)), "x^{(k)}_{j}"),
        (Transposed(Ah), r"A^{h\top}"),
        (Transposed(A), r"A^\top"),
        (Transposed(A * B), r"\left(A \, B\right)^\top"),
        (Entry(A * B, (a, b)), r"\left(A \, B\right)_{ab}"),
        (Two(r"\otimes", A * B, Id() + B), r"A \, B \otimes \left(\mathrm{Id} + B\right)"),
        (Two(r"\otimes", A, B) * c, r"\left(A \otimes B\right) \, c"),
        (Over(r"\sum", UP_TO_N, a + b), r"\sum_{j = 1}^{n} \left(a + b\right)"),
        (Over(r"\sum", UP_TO_N, a) * b, r"\left(\sum_{j = 1}^{n} a\right) \, b"),
        (Over(r"\max", UP_TO_N, a), r"\max_{1 \le j \le n} a"),
        (
            Over(r"\sum", Members("h", H, (Compared(h, r"\ne", a),)), Ah),
            r"\sum_{h \in H, \, h \ne a} A^{h}",
        ),
        (
            Over(r"\sum", Increasing("l", k, Whole(0), n), a),
            r"\sum_{0 \le l_1 < \dots < l_{k} < n} a",
        ),
        (
            Over(r"\sum", Chosen("h", k, "j", Sign("H", (j,))), a),
            r"\sum_{h_{1} \in H_{1}, \dots, h_{k} \in H_{k}} a",
        ),
        (Over(r"\max", Sequences("c", n, UP_TO_N), a), r"\max_{c_1, \dots, c_n} a"),
        (Dotted("*", "j", k, Whole(1), Sign("M", (j,)), down=True), r"M_{k} \cdots M_{1}"),
        (
            Dotted(r"\times", "j", Whole(0), k - 1, Sign("H", (j,))),
            r"H_{0} \times \cdots \times H_{k - 1}",
        ),
        (Mean("R", "O", n, a), r"\mathbb{E}_{R \in O(n)} a"),
        (Norm(A * B) ** 2, r"\|A \, B\|_F^{2}"),
        (Function(r"\det", a * Id() - A), r"\det\left(a \, \mathrm{Id} - A\right)"),
        (Function(r"\operatorname{rank}", A * B), r"\operatorname{rank} A \, B"),
        (Function(r"\operatorname{softmax}", A), r"\operatorname{softmax}\left(A\right)"),
        (softmax(A), r"\operatorname{softmax}\left(A\right)"),
        (softmax(A, causal=False), r"\operatorname{softmax}_{\text{no mask}}\left(A\right)"),
        (Table(a, UP_TO_N, Range("k", Whole(0), n)), r"\left[a\right]_{j, k}"),
        (
            Transposed(Beside((A, B))) * A,
            r"\begin{bmatrix} A & B \end{bmatrix}^\top \, A",
        ),
        (Two(r"\cup", H, Elements((Nothing(),))), r"H \cup \{\emptyset\}"),
        (Over(r"\sum", UP_TO_N, Two(r"\cup", A, B)), r"\sum_{j = 1}^{n} \left(A \cup B\right)"),
        (Over(r"\sum", UP_TO_N, -a), r"\sum_{j = 1}^{n} \left(-a\right)"),
        (Over(r"\prod", UP_TO_N, a), r"\prod_{j = 1}^{n} a"),
        (a * Over(r"\sum", UP_TO_N, b), r"a \, \sum_{j = 1}^{n} b"),
        (Mean("R", "O", n, a) * b, r"\left(\mathbb{E}_{R \in O(n)} a\right) \, b"),
        (
            Over(r"\sum", Members("h", H, (Compared(h, ">", a), Compared(h, "<", b))), a),
            r"\sum_{h \in H, \, h > a, \, h < b} a",
        ),
        (Over(r"\max", Range("j", a, n, (), "M"), a), r"\max_{j \in M} a"),
        (Whole(0) ** 2, "0^{2}"),
        (Whole(-1) ** 2, r"\left(-1\right)^{2}"),
        (Function(r"\operatorname{tr}", A), r"\operatorname{tr} A"),
        (Function(r"\operatorname{tr}", A + B), r"\operatorname{tr}\left(A + B\right)"),
        (Function(r"\operatorname{rank}", Transposed(A)), r"\operatorname{rank} A^\top"),
        (Function("f", A), r"f\left(A\right)"),
        (
            Two(r"\otimes", Over(r"\sum", UP_TO_N, a), -B),
            r"\left(\sum_{j = 1}^{n} a\right) \otimes \left(-B\right)",
        ),
        (
            Two(r"\otimes", Mean("R", "O", n, a), B),
            r"\left(\mathbb{E}_{R \in O(n)} a\right) \otimes B",
        ),
        (a * Two(r"\otimes", A, B), r"a \, \left(A \otimes B\right)"),
        (a - Two(r"\cup", A, B), r"a - \left(A \cup B\right)"),
        (Sign("s", (j, Whole(10))), "s_{j, 10}"),
        (Transposed(Sign("W", (j, k))), r"W^\top_{jk}"),
        (Transposed(Sign("W", (j,), (h,))), r"W^{h\top}_{j}"),
        (Several((a, b)), "a, b"),
    ],
)
def test_a_term_is_printed_so(term: Term, latex: str) -> None:
    assert term_latex(term) == latex
    assert faults(latex) == ()


@pytest.mark.parametrize(
    ("said", "latex"),
    [
        (Compared(Several((a, b)), ">", c, (("=", k),)), "a, b > c = k"),
        (Compared(a, "<", b, (("<", c), (r"\le", k))), r"a < b < c \le k"),
        (
            ForEach(UP_TO_N, ForEach(Members("h", H), Compared(a, "<", b))),
            r"a < b \text{ for } 1 \le j \le n \text{ and } h \in H",
        ),
        (
            ForEach(Sequences("c", n, Range("j", Whole(0), k)), Compared(a, "<", b)),
            r"a < b \text{ for } 0 \le c_1, \dots, c_{n} \le k",
        ),
        (NotEmpty(Range("j", Whole(1), n, (), "M")), r"M = \{1 \le j \le n\} \ne \emptyset"),
        (ForEach(UP_TO_N, Compared(a, "<", j)), r"a < j \text{ for } 1 \le j \le n"),
        (
            ForEach(OneOf(("X", "Y"), ((A, B), (B, A))), Compared(a, "<", b)),
            r"a < b \text{ for } (X, Y) = (A, B), \; (B, A)",
        ),
        (
            ForEach(OneOf(("X",), ((A,), (B,))), Compared(a, "<", b)),
            r"a < b \text{ for } X = A, \; B",
        ),
        (
            ThereIs(Members("h", H), Compared(a, "<", h)),
            r"\text{there is } h \in H \text{ with } a < h",
        ),
        (And((Compared(a, "<", b), Compared(b, "<", c))), r"a < b, \; b < c"),
        (Not(Compared(a, "<", b)), r"\text{not: } a < b"),
        (
            Not(And((Compared(a, "<", b), Compared(b, "<", c)))),
            r"\text{not all of: } a < b, \; b < c",
        ),
        (If(Compared(a, "<", b), Compared(b, "<", c)), r"a < b \text{ if } b < c"),
    ],
)
def test_what_is_said_is_printed_so(said: Said, latex: str) -> None:
    assert said_latex(said) == latex
    assert faults(latex) == ()


def test_a_definition_is_an_equation() -> None:
    assert defined_latex(Defined(Sign("x", (j,)), j + 1)) == "x_{j} = j + 1"
