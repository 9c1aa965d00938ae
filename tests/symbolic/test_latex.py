"""What is shown is what was checked: two expressions that read alike are equal."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refmath.symbolic.claims import FalseClaim
from refmath.symbolic.derivation import Hypothesis, NearMiss, Step, Theorem
from refmath.symbolic.expressions import (
    Apply,
    Diag,
    Exp,
    HeadSum,
    Identity,
    Letter,
    Named,
    Pattern,
    Recip,
    Scaled,
    Trace,
    Transpose,
    Vec,
    hadamard,
    latex,
    tensor,
)
from refmath.symbolic.latex import (
    aligned_latex,
    defined_in,
    definitions,
    letters_in,
    lines_of,
    near_miss_latex,
    parts_below,
    put_latex,
    stated_latex,
    statement_latex,
    steps_latex,
    sums_in,
)
from refmath.symbolic.letters import HeadSet, block, generator, matrix, scalar
from refmath.symbolic.propositions import Instances, Proposition
from refmath.symbolic.terms import Compared, Defined, Sign, Whole


def free(name, *index):
    return Letter(matrix(name, "n", "n", *index))


A, B, C = (free(name) for name in "ABC")
COLUMN = Letter(matrix("c", "n", "one"))
Ah, F = free("A", "h"), Named("F", "F", ("h",), free("A", "h"))


@given(data=st.data())
def test_what_reads_alike_is_equal(data, random, numbers):
    e, other = data.draw(random.pairs())
    if latex(e) == latex(other):
        assert not numbers.differ(e, other), latex(e)


@given(data=st.data())
def test_braces_and_brackets_close(data, random):
    text = latex(data.draw(random.any()))
    depth = 0
    for sign in re.sub(r"\\[{}]", "", text):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        assert depth >= 0
    assert depth == 0
    assert text.count(r"\left(") == text.count(r"\right)")


@given(data=st.data())
def test_no_letter_has_two_superscripts(data, random):
    """TeX stops at x^{a}^b."""
    text = latex(data.draw(random.any()))
    assert not re.search(r"\^\{[^{}]*\}\s*\^|\^\\top\s*\^|'\s*\^", text), text


@pytest.mark.parametrize(
    ("e", "text"),
    [
        (A @ B + C, r"A \, B + C"),
        ((A + B) @ C, r"\left(A + B\right) \, C"),
        (A - B, r"A - B"),
        (A + Scaled(2, B), r"A + 2 B"),
        (Scaled(scalar("c", "c"), A + B), r"c \, \left(A + B\right)"),
        (tensor(A, B @ C), r"A \otimes B \, C"),
        (tensor(A, B) @ tensor(B, C), r"\left(A \otimes B\right) \, \left(B \otimes C\right)"),
        (tensor(A, B) + tensor(B, C), r"A \otimes B + B \otimes C"),
        (tensor(A + B, C), r"\left(A + B\right) \otimes C"),
        ((A @ B).T, r"\left(A \, B\right)^\top"),
        (Ah.T, r"A^{h\top}"),
        (F.T, r"F^{h\top}"),
        (A.T, r"A^\top"),
        (A.T.T, r"\left(A^\top\right)^\top"),
        (Vec(A @ B), r"\operatorname{vec}\left(A \, B\right)"),
        (Trace(A), r"\operatorname{tr}\left(A\right)"),
        (tensor(Trace(A), Trace(B)),
         r"\operatorname{tr}\left(A\right) \cdot \operatorname{tr}\left(B\right)"),
        (HeadSum("h", Ah @ B), r"\sum_{h \in H} A^{h} \, B"),
        (HeadSum("h", Ah) @ B, r"\left(\sum_{h \in H} A^{h}\right) \, B"),
        (Pattern(A), r"\operatorname{softmax}\left(A\right)"),
        (Pattern(A, causal=False), r"\operatorname{softmax}_{\text{no mask}}\left(A\right)"),
        (Letter(generator("W_QK", 1, "h")), r"W_{QK}^{1,h}"),
        (Letter(block("h")), r"\iota_{h}"),
        (Identity(("n",)), r"\mathrm{Id}"),
        (-A, "-A"),
        (-(A + B), r"-\left(A + B\right)"),
        (A + Scaled(-2, B), "A - 2 B"),
        (Scaled(1, A), "A"),
        (Exp(A + B), r"\exp\left(A + B\right)"),
        (Apply("f", A), r"f\left(A\right)"),
        (hadamard(A, B + C), r"A \circ \left(B + C\right)"),
        (hadamard(A, B) @ C, r"\left(A \circ B\right) \, C"),
        (Diag(COLUMN), r"\operatorname{diag}\left(c\right)"),
        (Recip(Exp(COLUMN)), r"\left(\exp\left(c\right)\right)^{\circ -1}"),
        (Pattern(A, "destination"),
         r"\operatorname{softmax}_{\text{over the destination}}\left(A\right)"),
        (Pattern(A, "destination", False),
         r"\operatorname{softmax}_{\text{over the destination},\text{no mask}}\left(A\right)"),
        (HeadSum("h", HeadSum("g", A, HeadSet("K", ("h",)))),
         r"\sum_{h \in H} \left(\sum_{g \in K_h} A\right)"),
        (HeadSum("h", A, HeadSet("K", (0, "g"))), r"\sum_{h \in K_{0,g}} A"),
        (HeadSum("h", A + B), r"\sum_{h \in H} \left(A + B\right)"),
        (HeadSum("h", tensor(A, B)), r"\sum_{h \in H} A \otimes B"),
        (free("A", 0), "A^{(0)}"),
        (free("A", "i'"), "A^{i'}"),
        (Letter(matrix("M⁻¹", "n", "n", "h", kind="inverse")), "M^{h,-1}"),
        (Transpose(Letter(block("h"))), r"\iota_{h}^\top"),
    ],
)  # fmt: skip
def test_it_is_written_as_one_writes_it(e, text):
    assert latex(e) == text


def test_every_name_is_defined_once_and_those_within_it_too() -> None:
    inner = Named("G", "G", (), B @ C)
    outer = Named("F", "F", (), inner @ inner)
    assert definitions(outer + outer, A) == (r"F = G \, G", r"G = B \, C")


def theorem() -> Theorem:
    steps = (
        Step(A @ B),
        Step(B @ A, "mixed product", ((A, B), (B, A + C))),
        Step(Scaled(2, A), "a_law"),
        Step(C),
    )
    supposed = (Hypothesis("s", COLUMN, Ah, ""),)
    return Theorem("t", "", "", "", "", steps, (), hypotheses=supposed)


def test_a_derivation_is_aligned_with_its_identities_in_the_margin() -> None:
    assert aligned_latex(theorem()) == (
        r"& A \, B \\" "\n"
        r"={} & B \, A && \text{(mixed product, with } A = B,\ B = A + C \text{)} \\" "\n"
        r"={} & 2 A && \text{(a\_law)} \\" "\n"
        r"={} & C"
    )  # fmt: skip
    assert put_latex(theorem().steps[0]) == ""
    assert steps_latex(theorem()) == (
        (r"A \, B", ""),
        (r"B \, A", "mixed product"),
        ("2 A", "a_law"),
        ("C", ""),
    )


def test_a_theorem_says_its_lines_and_what_it_supposes_and_puts() -> None:
    lines = (A @ B, B @ A, Scaled(2, A), C)
    assert lines_of(theorem()) == (*lines, COLUMN, Ah, A, B, B, A + C)
    assert statement_latex(theorem()) == r"A \, B = C"
    assert theorem()._repr_latex_() == r"$A \, B = C$"
    assert theorem().hypotheses[0]._repr_latex_() == "$c = A^{h}$"
    near = NearMiss("near", A @ B, B, "")
    assert near_miss_latex(near) == r"A \, B = B"
    assert near._repr_latex_() == r"$A \, B = B$"
    assert (A @ B)._repr_latex_() == r"$A \, B$"


def test_the_letters_and_the_sets_of_a_statement_are_listed_once_as_met() -> None:
    c = scalar("d", "d")
    side = Scaled(c, HeadSum("h", Ah @ F, HeadSet("K")))
    assert [g.name for g in letters_in(side, Scaled(c, B), A)] == ["d", "A", "B"]
    assert letters_in(Scaled(c, B), A) == (c, A.generator, B.generator)
    assert sums_in(side, HeadSum("g", A), side) == ("H", "K")
    assert [*parts_below(A @ B, C)] == [A @ B, C, A, B]


def test_a_statement_is_written_without_its_definitions() -> None:
    n, s = Sign("n"), Sign("s")
    says = Proposition((), Compared(s, "<", n), (Defined(s, n + 1),))
    instances = Instances(lambda: iter(({"n": 1},)), lambda _: {"n": 1})
    false = FalseClaim("f", says, "", instances=instances)
    words = FalseClaim("f", "one is two", "", lambda: "")
    assert stated_latex(false) == "s < n"
    assert stated_latex(words) == r"\text{one is two}"
    assert defined_in(says) == ("s = n + 1",)
    assert defined_in("one is two") == ()
    assert false.latex == says.latex != stated_latex(false)
    assert Proposition((), Compared(n, "=", Whole(1))).latex == "n = 1"
