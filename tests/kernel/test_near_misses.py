"""A near miss is disproved at a counterexample, and at nothing else."""

import re
from pathlib import Path

import pytest

from refmath.evidence.near_misses import without_hypotheses
from refmath.kernel import near_misses, rocq
from refmath.kernel.files import PROOFS, File
from refmath.kernel.gallina import identifier
from refmath.kernel.near_misses import HEAD, TOO_LONG, disproofs
from refmath.kernel.small_draws import POWERS, SMALL, exponential_of
from refmath.theorems.catalogue import THEOREMS

COQC = rocq.found() or ""
EARLIER = {theorem.name: theorem for theorem in THEOREMS}
NEEDED = ("Laws", "Softmax", "Numbers")


def test_what_is_left_out_as_too_long_is_a_near_miss_and_has_a_reason() -> None:
    names = {
        f"{theorem.name}__{identifier(near_miss.name)}"
        for theorem in THEOREMS
        for near_miss in (*theorem.near_misses, *without_hypotheses(theorem))
    }
    assert set(TOO_LONG) <= names
    assert all(TOO_LONG.values())


def test_one_that_is_left_out_is_listed_and_the_others_are_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    theorem = EARLIER["vec"]
    all_written, none = disproofs(theorem, EARLIER)
    first = theorem.near_misses[0].name
    monkeypatch.setattr(near_misses, "TOO_LONG", {f"vec__{identifier(first)}": "it took too long"})
    written, left_out = disproofs(theorem, EARLIER)
    assert none == {}
    assert left_out == {f"vec: {first}": "it took too long"}
    assert written == all_written[1:]


@pytest.mark.parametrize("name", ["vec", "softmax_shift"])
def test_2_to_the_s_is_taken_only_where_a_theorem_supposes_that_e_is_multiplicative(
    name: str,
) -> None:
    texts, _ = disproofs(EARLIER[name], EARLIER)
    taken = exponential_of(EARLIER[name], EARLIER)
    other = SMALL if taken == POWERS else POWERS
    assert texts
    assert all(taken in text and other not in text for text in texts)


@pytest.mark.skipif(not COQC, reason=rocq.INSTALL)
def test_at_numbers_that_are_no_counterexample_rocq_refuses(tmp_path: Path) -> None:
    texts, _ = disproofs(EARLIER["vec"], EARLIER)
    right = texts[0]
    wrong = re.sub(r"(Posz|Negz) \d+", "Posz 0", right)  # both sides are 0 then
    assert wrong != right
    files = [
        *(File(f"{n}.v", (PROOFS / f"{n}.v").read_text(encoding="utf-8"), ()) for n in NEEDED),
        File("Right.v", HEAD + right, tuple(re.findall(r"^Theorem (\w+)", right, re.MULTILINE))),
        File("Wrong.v", HEAD + wrong, ()),
    ]
    results = {r.file.name: r for r in rocq.compiled(files, tmp_path, COQC, 1)}
    assert [results[name].error for name in (*NEEDED, "Right")] == ["", "", "", ""]
    assert results["Right"].open_lemmas == ()
    assert "Error" in results["Wrong"].error


OF_A_KIND = {
    "blocks": "(tables RR [:: [:: [:: (Posz 1, 0%N)]; [:: (Posz 0, 0%N)]]",
    "rotary_positions": "(table RR [:: [:: (Negz 0, 0%N); (Posz 0, 0%N)]",
}
"""By the theorem, how a letter begins of which a near miss supposes something: ι, a turn."""


@pytest.mark.skipif(not COQC, reason=rocq.INSTALL)
@pytest.mark.parametrize("name", list(OF_A_KIND))
def test_at_numbers_that_are_not_of_their_kind_rocq_refuses(name: str, tmp_path: Path) -> None:
    right = disproofs(EARLIER[name], EARLIER)[0][0]
    begins = OF_A_KIND[name]
    wrong = right.replace(begins, re.sub(r"\w+ \d+, 0%N", "Posz 7, 0%N", begins, count=1))
    assert wrong != right
    files = [
        *(File(f"{n}.v", (PROOFS / f"{n}.v").read_text(encoding="utf-8"), ()) for n in NEEDED),
        File("Right.v", HEAD + right, ()),
        File("Wrong.v", HEAD + wrong, ()),
    ]
    results = {r.file.name: r for r in rocq.compiled(files, tmp_path, COQC, 1)}
    assert [results[name].error for name in (*NEEDED, "Right")] == ["", "", "", ""]
    assert "Error" in results["Wrong"].error
