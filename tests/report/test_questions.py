"""«Which is true?»: two formulas, neither of them labelled, and an answer that says which."""

import re

import pytest

from refmath.evidence.effort import QUICK
from refmath.evidence.routes import check_claim
from refmath.evidence.verdict import Check, Refutation, Verdict
from refmath.report.questions import drawn_by, render_questions
from refmath.report.theorems import question_of
from refmath.symbolic.latex import near_miss_latex, statement_latex
from refmath.theorems.catalogue import CLAIMS, THEOREMS

CHECK = Check("all shapes", True, "", 0.5)


def verdict_of(theorem) -> Verdict:
    refuted = tuple(
        Refutation(n.name, near_miss_latex(n), n.tempting, True, "n = 2\nentry", 0.5)
        for n in theorem.near_misses
    )
    return Verdict(theorem.name, theorem.title, "", (CHECK,), refuted)


def page_of(theorem) -> str:
    question = question_of(theorem, verdict_of(theorem), f"1-page.md#{theorem.name}")
    assert question is not None
    return render_questions([("1. Page", [question]), ("Nothing", [])])


@pytest.mark.parametrize("theorem", THEOREMS, ids=lambda t: t.name)
def test_what_is_called_true_is_the_theorem_and_the_other_is_its_near_miss(theorem):
    if not theorem.near_misses:
        assert question_of(theorem, verdict_of(theorem), "") is None
        return
    page = page_of(theorem)
    shown = re.findall(r"^\*\*([AB])\*\*\n\n```math\n(.*?)\n```", page, re.DOTALL | re.MULTILINE)
    said = {letter: tex.replace(r"\mathrm", r"\operatorname") for letter, tex in shown}
    true = re.findall(r"^\*\*([AB])\*\* is: \[", page, re.MULTILINE)
    false, name = re.findall(r"^([AB]) is the near miss \*(.*?)\*: ", page, re.MULTILINE)[0]
    near_miss = next(n for n in theorem.near_misses if n.name == name)
    plain = [tex.replace(r"\mathrm", r"\operatorname") for tex in (
        statement_latex(theorem), near_miss_latex(near_miss)
    )]  # fmt: skip
    assert [said[true[0]], said[false]] == plain
    assert {*true, false} == {"A", "B"}


def test_nothing_tells_before_the_answer_is_opened():
    page = page_of(next(t for t in THEOREMS if t.name == "one_layer"))
    asked = page.partition("<summary>Which is true?</summary>")[0]
    assert not re.search(r"near miss|true|false|\\neq", asked)


def test_both_sides_are_drawn_and_each_near_miss_may_be():
    assert {drawn_by(t.name, 2) for t in THEOREMS} == {0, 1}
    assert {drawn_by(t.name, 5) for t in THEOREMS} == set(range(5))


def test_a_question_is_the_same_wherever_it_is_made():
    assert [drawn_by(name, 5) for name in ("vec", "trace", "one_layer")] == [2, 2, 4]


def test_a_claim_is_asked_about_if_a_false_one_looks_like_it():
    asked = {}
    for name in ("centring_twice", "not_a_table_of_skip_trigrams"):
        claim = next(c for c in CLAIMS if c.name == name)
        asked[name] = question_of(claim, check_claim(claim, QUICK), name)
    assert asked["not_a_table_of_skip_trigrams"] is None
    assert asked["centring_twice"] is not None
