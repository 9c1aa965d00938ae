"""What the translation says at drawn numbers is what is computed of the expression itself."""

import re
from pathlib import Path

import pytest

from refmath.kernel import rocq
from refmath.kernel.computed import COMPUTED, HEAD, computed_sides, of_sides
from refmath.kernel.files import PROOFS, File
from refmath.symbolic.expressions import Expression, Pattern, Scaled, parts_of
from refmath.theorems.catalogue import THEOREMS

COQC = rocq.found() or ""
EARLIER = {theorem.name: theorem for theorem in THEOREMS}
NEEDED = ("Laws", "Softmax", "Numbers")


def _words(*expressions: Expression) -> set[str]:
    """List the kinds of expressions that these are made of, those with a switch once for each."""
    found: set[str] = set()
    for e in expressions:
        switch = ""
        if isinstance(e, Scaled):
            switch = f" by {min(max(e.factor, -1), 1)}" if isinstance(e.factor, int) else " by c"
        if isinstance(e, Pattern):
            switch = f" {e.over} {e.causal}"
        found |= {type(e).__name__ + switch} | _words(*parts_of(e))
    return found


def test_a_dozen_theorems_have_a_lemma_for_each_side() -> None:
    lemmas = re.findall(r"^Theorem (\w+)", of_sides(EARLIER), re.MULTILINE)
    assert lemmas == [f"{name}_{side}_computed" for name in COMPUTED for side in ("left", "right")]
    assert len(set(COMPUTED)) >= 12


def test_every_word_of_which_theorems_are_made_is_in_one_of_them() -> None:
    computed = [EARLIER[name] for name in COMPUTED]
    of_all, of_these = (
        set().union(*(_words(theorem.left, theorem.right) for theorem in theorems))
        for theorems in (THEOREMS, computed)
    )
    assert of_all - of_these == set()


@pytest.mark.skipif(not COQC, reason=rocq.INSTALL)
def test_another_number_rocq_refuses(tmp_path: Path) -> None:
    right = computed_sides(EARLIER["vec"], EARLIER)
    before, equals, after = right.rpartition(" = @rep")
    wrong = before + equals + re.sub(r"(Posz|Negz) (\d+)", r"\1 1\2", after, count=1)
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
