"""Near misses fall by numbers, or stand; a hypothesis left out is one of them."""

import pytest

from refmath.evidence import near_misses
from refmath.evidence.near_misses import freed, refute, without_hypotheses
from refmath.symbolic.claims import FalseClaim
from refmath.symbolic.derivation import Hypothesis, NearMiss, Step, Theorem
from refmath.symbolic.expressions import HeadSum, Letter, Vec, product, tensor
from refmath.symbolic.letters import HeadSet, matrix
from refmath.theorems.notation import free
from refmath.theorems.tensor_algebra import VEC

A, W, x = (free(name, "n", "n") for name in "AWx")


def test_a_true_statement_among_the_near_misses_is_not_refuted() -> None:
    true = NearMiss("true", Vec(A @ x @ W.T), tensor(A, W) @ Vec(x), "it is true")
    verdict = refute(true)
    assert not verdict.refuted
    assert verdict.counterexample == "none found"


def test_a_counterexample_names_sizes_letters_and_the_entry() -> None:
    verdict = refute(VEC.near_misses[0])
    assert verdict.refuted
    for part in ("n = 2", "A = [[", "W = [[", "x = [[", "entry (", "left", "right"):
        assert part in verdict.counterexample
    assert refute(VEC.near_misses[0]).counterexample == verdict.counterexample


def test_what_only_the_numbers_tell_apart_is_a_fault_and_not_refuted(monkeypatch) -> None:
    monkeypatch.setattr(near_misses, "index_form", lambda _: None)
    verdict = refute(VEC.near_misses[0])
    assert not verdict.refuted
    assert "the entries' sums don't" in verdict.counterexample


def test_sides_of_different_shapes_are_not_refuted() -> None:
    assert not refute(NearMiss("shapes", Vec(x), x, "")).refuted


@pytest.mark.parametrize("fault", [lambda: "", lambda: 1 / 0])
def test_a_search_that_finds_nothing_or_crashes_refutes_nothing(fault) -> None:
    assert not refute(FalseClaim("n", "one is two", "they look alike", fault)).refuted


ROWS = Letter(matrix("P", "n", "n", kind="stochastic"))
B = Letter(matrix("B", "n", "n"))
ONES = Letter(matrix("1", "n", "one", kind="ones"))
SUMS = Hypothesis("rows sum to 1", ROWS @ ONES, ONES, "P is a softmax")
STEPS = (Step(product(B, ROWS, ROWS, ONES)), Step(B @ ONES, SUMS.name))
GOOD = Theorem("t", "", "", "", "", STEPS, (), hypotheses=(SUMS,))


def test_freeing_a_letter_leaves_the_others() -> None:
    (near_miss,) = without_hypotheses(GOOD)
    kinds = {g.kind for g in (near_miss.left.parts[k].generator for k in range(4))}
    assert kinds == {"free", "ones"}
    assert freed(ROWS, frozenset()) == ROWS


def test_a_refutation_says_what_is_false_and_where_it_was_believed() -> None:
    near_miss = NearMiss("n", A @ W, W @ A, "numbers commute")
    refutation = refute(near_miss)
    assert (refutation.name, refutation.tempting) == ("n", "numbers commute")
    assert refutation.statement == r"A \, W = W \, A"
    assert refutation.counterexample.splitlines()[0] == "n = 2"
    assert refutation.seconds > 0
    at_a_size = NearMiss("n", A @ W, W @ A, "numbers commute", "n × n")
    assert refute(at_a_size).tempting == "numbers commute (shown at n × n)"
    said = FalseClaim("c", "1 = 2", "they look alike", lambda: "1 is not 2")
    refutation = refute(said)
    assert (refutation.name, refutation.statement, refutation.tempting) == (
        "c", r"\text{1 = 2}", "they look alike"
    )  # fmt: skip
    assert (refutation.refuted, refutation.counterexample) == (True, "1 is not 2")


def test_what_is_freed_keeps_its_name_its_type_and_its_index() -> None:
    letter = Letter(matrix("P", "n", "n", "h", kind="stochastic"))
    free_letter = freed(letter @ B, frozenset([letter.generator])).parts[0].generator
    assert free_letter == matrix("P", "n", "n", "h")
    assert freed(letter @ B, frozenset()) == letter @ B


def test_a_counterexample_counts_the_heads_of_its_sets() -> None:
    per_head = Letter(matrix("A", "n", "n", "h"))
    of_two = NearMiss("n", HeadSum("h", per_head, HeadSet("H")),
                      HeadSum("h", per_head, HeadSet("K")), "all heads are heads")  # fmt: skip
    lines = refute(of_two).counterexample.splitlines()
    assert lines[0] == "n = 2, H: 2 heads, K: 3 heads"
    assert [line[:7] for line in lines[1:-1]] == [
        "A^H:0 =", "A^H:1 =", "A^K:0 =", "A^K:1 =", "A^K:2 ="
    ]  # fmt: skip
