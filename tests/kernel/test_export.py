"""The generated files are as the exporter writes them, and nothing is left out in silence."""

import re
from dataclasses import replace

import pytest

from refmath.kernel.export import exported, lemma_of
from refmath.kernel.files import PROOFS, all_files, generated, stale
from refmath.kernel.gallina import Scope, gallina
from refmath.kernel.tactics import OF_EQUATION, OF_LAW, OF_SOFTMAX
from refmath.symbolic.derivation import Theorem
from refmath.symbolic.expressions import HeadSum, Letter, Scaled
from refmath.symbolic.identities import LAWS
from refmath.symbolic.letters import Generator
from refmath.theorems.catalogue import THEOREMS

EARLIER = {theorem.name: theorem for theorem in THEOREMS}
ONE_LAYER = EARLIER["one_layer"]


def test_generated_files_are_as_the_exporter_writes_them() -> None:
    assert stale() == [], "python -m refmath.kernel --write writes them anew"


def test_what_a_sum_over_heads_scales_by_may_be_of_the_head() -> None:
    c = Generator("c", "c", (), (), ("h",), "free")
    W = Letter(Generator("W", "W", ("d_model",), ("d_model",), (), "free"))
    scope = Scope()
    assert gallina(HeadSum("h", Scaled(c, W)), scope) == r"(\sum_(h : H) ((c h) *: W))"
    assert scope.letters["c"][0] == "H -> RR"


def test_every_theorem_has_its_lemma() -> None:
    lemmas = [lemma for file in all_files() for lemma in file.lemmas]
    without = [theorem.name for theorem in THEOREMS if lemma_of(theorem) not in lemmas]
    assert without == []


def test_every_law_has_its_tactic_and_every_equation_its_law() -> None:
    text = (PROOFS / "Laws.v").read_text(encoding="utf-8")
    defined = set(re.findall(r"^Ltac (law_\w+) :=", text, re.MULTILINE))
    by_rewriting = {OF_LAW[name] for name in LAWS if name != "blocks"}
    assert by_rewriting <= defined
    assert "Lemma blocks " in text
    laws = {theorem.name for theorem in THEOREMS if theorem.by_entries}
    assert laws == {*OF_EQUATION, *OF_SOFTMAX}


def test_every_near_miss_is_disproved_or_on_the_list_with_its_reason() -> None:
    _, undecided = generated()
    assert undecided == {}


def _with_the_sign_changed() -> Theorem:
    *above, last = ONE_LAYER.steps
    return replace(ONE_LAYER, steps=(*above, replace(last, line=Scaled(-1, last.line))))


def _with_a_hypothesis_dropped() -> Theorem:
    theorem = EARLIER["v_composition"]
    return replace(theorem, hypotheses=theorem.hypotheses[1:], steps=theorem.steps[:2])


@pytest.mark.parametrize("changed", [_with_the_sign_changed(), _with_a_hypothesis_dropped()])
def test_a_changed_statement_is_another_text(changed: Theorem) -> None:
    committed = "".join(
        path.read_text(encoding="utf-8") for path in (PROOFS / "theorems").glob("*.v")
    )
    assert exported(EARLIER[changed.name], EARLIER).text in committed
    assert exported(changed, EARLIER).text not in committed


def test_nothing_is_admitted_or_supposed_as_an_axiom() -> None:
    for path in PROOFS.rglob("*.v"):
        words = set(re.findall(r"\w+", path.read_text(encoding="utf-8")))
        assert not words & {"Admitted", "admit", "Axiom", "Axioms", "Parameter", "Parameters"}, path
