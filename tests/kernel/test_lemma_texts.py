"""What pages show of a lemma is what Rocq reads, with all that it names of its file."""

import re
from pathlib import Path

import pytest

from refmath.kernel.files import PROOFS
from refmath.kernel.lemma_texts import lemma_texts, sentences, stated
from refmath.kernel.record import lemmas_of
from refmath.symbolic.derivation import Theorem
from refmath.theorems.catalogue import STATEMENTS

BY_NAME = {statement.name: statement for statement in STATEMENTS}
STATES = re.compile(r"^(?:Theorem|Lemma|Corollary) (\w+)", re.MULTILINE)


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda s: s.name)
def test_each_lemma_is_stated_once_and_all_of_its_text_stands_in_its_file(statement) -> None:
    texts = lemma_texts(statement)
    stems = [(Path(file.path).stem, lemma) for file in texts for lemma in file.lemmas]
    assert sorted(f"{stem}.{lemma}" for stem, lemma in stems) == sorted(lemmas_of(statement))
    for file in texts:
        assert sorted(STATES.findall(file.text)) == sorted(file.lemmas)
        committed = set(sentences((PROOFS / file.path).read_text("utf-8")))
        assert set(sentences(file.text)) <= committed
        assert "Proof" not in file.text


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda s: s.name)
def test_no_name_of_a_text_is_left_without_what_brings_it(statement) -> None:
    """Every capital word of a theorem's lemma is a letter that is declared above it."""
    for file in lemma_texts(statement):
        if isinstance(statement, Theorem):
            *above, lemma = file.text.splitlines()
            declared = {word for line in above for word in re.findall(r"[\w']+", line)}
            says = lemma.partition(" : ")[2].replace("^T", "")
            used = set(re.findall(r"(?<!['%:])\b[A-Z][\w']*", says))
            assert used <= declared


def test_what_is_left_out_beside_the_lemma_is_what_it_does_not_name() -> None:
    source = """(* Variable k : nat. *) Section S. Variables (n : nat) (A : T n). Variable B : nat.
      Hypothesis n_positive : 0 < n. Definition twice m := m + m. Definition other := B.
      Local Notation d := (twice n). Lemma before : B = B. Proof. by []. Qed.
      Theorem it : d = A. Proof. move=> n. Qed. Theorem after : d = 0. End S."""
    assert stated(source, ["it"]).splitlines() == [
        "Variables (n : nat) (A : T n).",
        "Hypothesis n_positive : 0 < n.",
        "Definition twice m := m + m.",
        "Local Notation d := (twice n).",
        "Theorem it : d = A.",
    ]


def test_a_name_is_the_last_one_that_can_be_seen_and_sections_are_told_apart() -> None:
    source = """Section One. Variable w : nat. Definition f := w. Lemma a : f = w. End One.
      Section Two. Variable w : bool. Lemma b : w. End Two. Lemma c : f 0 = w."""
    one = "Section One.\nVariable w : nat.\nDefinition f := w.\nLemma a : f = w.\nEnd One."
    assert (
        stated(source, ["a", "b"])
        == f"{one}\nSection Two.\nVariable w : bool.\nLemma b : w.\nEnd Two."
    )
    assert stated(source, ["b"]) == "Variable w : bool.\nLemma b : w."
    # What f was defined of is not to be seen below: w is neither one's nor the other's there.
    assert stated(source, ["c"]) == "Variable w : nat.\nDefinition f := w.\nLemma c : f 0 = w."


def test_a_lemma_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="lemmas: expected some of the source, got 'b'"):
        stated("Lemma a : 1 = 1. Proof. by []. Qed.", ["a", "b"])


def test_without_the_files_claims_have_names_and_theorems_all(tmp_path: Path) -> None:
    (ranks,) = lemma_texts(BY_NAME["low_rank"], tmp_path)
    assert (ranks.path, ranks.text) == ("Ranks.v", "")
    assert set(ranks.lemmas) > {"low_rank", "virtual_head_rank"}
    assert lemma_texts(BY_NAME["vec"], tmp_path) == lemma_texts(BY_NAME["vec"])
