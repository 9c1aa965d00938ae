"""«Which is true?»: two formulas, neither of them labelled, and an answer that says which."""

import re

import pytest

from refmath.evidence.effort import QUICK
from refmath.evidence.routes import check_claim
from refmath.evidence.verdict import Check, Refutation, Verdict
from refmath.report.questions import drawn_by, render_questions
from refmath.report.theorems import looks_like, question_of
from refmath.symbolic.expressions import latex
from refmath.symbolic.latex import letters_in, near_miss_latex, statement_latex, sums_in
from refmath.theorems.catalogue import CLAIMS, THEOREMS

CHECK = Check("all shapes", True, "", 0.5)


def verdict_of(theorem) -> Verdict:
    refuted = tuple(
        Refutation(n.name, near_miss_latex(n), n.tempting, True, "n = 2\nentry", 0.5)
        for n in theorem.near_misses
    )
    return Verdict(theorem.name, theorem.title, "", (CHECK,), refuted)


ASKED = [t for t in THEOREMS if any(looks_like(n, t) for n in t.near_misses)]


def page_of(theorem) -> str:
    question = question_of(theorem, verdict_of(theorem), f"1-page.md#{theorem.name}")
    assert question is not None
    return render_questions([("1. Page", [question]), ("Nothing", [])])


@pytest.mark.parametrize("theorem", THEOREMS, ids=lambda t: t.name)
def test_what_is_called_true_is_the_theorem_and_the_other_is_its_near_miss(theorem):
    if not any(looks_like(near_miss, theorem) for near_miss in theorem.near_misses):
        assert question_of(theorem, verdict_of(theorem), "") is None
        return
    page = page_of(theorem)
    shown = re.findall(r"^\*\*([AB])\*\*\n\n```math\n(.*?)\n```", page, re.DOTALL | re.MULTILINE)
    said = {letter: tex.replace(r"\mathrm", r"\operatorname") for letter, tex in shown}
    true = re.findall(rf"^\*\*([AB])\*\* is `{theorem.name}`: \[", page, re.MULTILINE)
    false, name = re.findall(r"^([AB]) is the near miss \*(.*?)\*: ", page, re.MULTILINE)[0]
    near_miss = next(n for n in theorem.near_misses if n.name == name)
    plain = [tex.replace(r"\mathrm", r"\operatorname") for tex in (
        statement_latex(theorem), near_miss_latex(near_miss)
    )]  # fmt: skip
    assert [said[true[0]], said[false]] == plain
    assert {*true, false} == {"A", "B"}


@pytest.mark.parametrize("theorem", ASKED, ids=lambda t: t.name)
def test_nothing_tells_before_the_answer_is_opened(theorem):
    """Neither the statement's name nor its title, nor a word or letter of the false one alone."""
    page = page_of(theorem)
    asked, answer = page.split("<summary>Which is true?</summary>")
    assert not re.search(r"near miss|true|false|\\neq", asked)
    assert theorem.name in answer
    assert re.findall(r"^### (.*)$", asked, re.MULTILINE) == ["Question 1"]
    assert theorem.title in answer
    assert theorem.title not in asked
    shown = dict(re.findall(r"^\*\*([AB])\*\*\n\n```math\n(.*?)\n```", asked, re.DOTALL | re.M))
    words = {at: set(re.findall(r"\\text\{(.*?)\}", formula)) for at, formula in shown.items()}
    true = re.findall(r"^\*\*([AB])\*\* is ", answer, re.MULTILINE)[0]
    assert words["A"] | words["B"] == words[true]
    letters = re.findall(r"^\| \$`(.*?)`\$ \|", asked, re.MULTILINE)
    signs = {g.latex for g in letters_in(theorem.left, theorem.right)}
    assert signs <= set(letters) <= {*signs, *sums_in(theorem.left, theorem.right)}


def test_most_false_ones_have_the_letters_and_the_left_side_of_the_true_one():
    """Of 136 that were asked about, 72 had not; all false ones read like the statement."""
    near = [
        theorem
        for theorem in ASKED
        for false in [page_of(theorem).split("is the near miss *")[1].split("*")[0]]
        for n in theorem.near_misses
        if n.name == false and latex(n.left) == latex(theorem.left)
        and {g.latex for g in letters_in(n.left, n.right)}
        == {g.latex for g in letters_in(theorem.left, theorem.right)}
    ]  # fmt: skip
    claims = [c for c in CLAIMS if any(looks_like(n, c) for n in c.near_misses)]
    assert (len(near), len(ASKED), len(claims)) == (73, 97, 22)


def test_a_false_one_that_says_in_words_what_is_wrong_is_not_asked_about():
    """«no mask», «over the destination» stand in the formula: one would see it at once."""
    by_name = {t.name: t for t in THEOREMS}
    for name, telling in (
        ("softmax_first_rows", "without_a_mask"),
        ("softmax_rows_sum_to_1", "over_destinations"),
        ("virtual_pattern_sums_to_1", "over_destinations"),
    ):
        by_miss = {n.name: n for n in by_name[name].near_misses}
        assert not looks_like(by_miss[telling], by_name[name])
        assert any(looks_like(n, by_name[name]) for n in by_miss.values())


def test_one_of_other_letters_or_another_look_is_not_asked_about():
    by_name = {t.name: t for t in THEOREMS}
    for name in ("distributivity", "mixed_product_of_three_slots", "causality"):
        assert by_name[name] not in ASKED


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
