"""What is written for Rocq says what the theorem says: it is read back by another reader."""

import pytest

from refmath.kernel.export import exported, is_exact, lemma_of
from refmath.kernel.read_back import UnreadableError, misread, read_statement, spelt
from refmath.symbolic.algebra import normal_form
from refmath.symbolic.derivation import Theorem
from refmath.symbolic.expressions import Pattern
from refmath.theorems.catalogue import THEOREMS

EARLIER = {theorem.name: theorem for theorem in THEOREMS}


@pytest.mark.parametrize("theorem", THEOREMS, ids=lambda theorem: theorem.name)
def test_every_statement_is_read_back_as_it_was(theorem: Theorem) -> None:
    text = exported(theorem, EARLIER).text
    assert not misread(theorem, text, lemma_of(theorem), kinds=is_exact(theorem, EARLIER))


def test_normal_forms_agree_of_what_is_read_back() -> None:
    theorem = EARLIER["two_layers"]
    left, right = read_statement(exported(theorem, EARLIER).text, lemma_of(theorem))
    assert normal_form(left) == normal_form(spelt(theorem.left)) == normal_form(right)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("(W_O_1 g) *m (W_V_1 g)", "(W_V_1 g) *m (W_O_1 g)"),
        ("(A_1 g) *m (A_0 h)", "(A_0 h) *m (A_1 g)"),
    ],
)
def test_factors_exchanged_are_read_as_exchanged(old: str, new: str) -> None:
    theorem = EARLIER["two_layers"]
    text = exported(theorem, EARLIER).text
    assert old in text
    read = read_statement(text.replace(old, new), lemma_of(theorem))
    assert read != (spelt(theorem.left), spelt(theorem.right))


def test_what_is_no_statement_is_refused() -> None:
    text = exported(EARLIER["vec"], EARLIER).text
    with pytest.raises(UnreadableError, match="expected a theorem of the text, got 'other'"):
        read_statement(text, "other")
    with pytest.raises(UnreadableError, match="expected a declared letter, got 'B'"):
        read_statement("Theorem t : B = B.", "t")


SCORES = """Variable RR : comRingType.
Variables n_ctx : nat.
Variable S : 'M[RR]_(n_ctx, n_ctx).
Theorem t : {} = S.
"""


@pytest.mark.parametrize(
    ("written", "over"), [("softmax_of", "source"), ("softmax_over_destinations", "destination")]
)
def test_a_softmax_is_read_over_what_it_is_written_over(written: str, over: str) -> None:
    for word, causal in (("true", True), ("false", False)):
        pattern, scores = read_statement(SCORES.format(f"({written} e {word} S)"), "t")
        assert pattern == Pattern(scores, over, causal)


def test_a_text_that_ends_too_early_says_so() -> None:
    with pytest.raises(UnreadableError, match=r"^expected more, got ''$"):
        read_statement(SCORES.replace("{} = S", "S = (softmax_of e"), "t")
