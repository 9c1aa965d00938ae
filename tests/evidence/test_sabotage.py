"""Sabotages of the checker, one at a time: `refmath verify` alone is red by each.

A row changes a few letters of a copy of the package. A handful is run always, all of them under the
deep profile: HYPOTHESIS_PROFILE=deep. What the planted faults show takes seconds; what the list of
expected verdicts shows, as long as the statements that it names.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

import refmath

PACKAGE = Path(refmath.__file__).parent
DEEP = os.environ.get("HYPOTHESIS_PROFILE") == "deep"


class Row(NamedTuple):
    """What is changed where, what is verified then, and what is said of it."""

    file: str
    old: str
    new: str
    says: str = "planted faults weren't noticed"
    only: str = "transpose_of_a_product"
    always: bool = False


R, V = "evidence/routes.py", "evidence/verify.py"
SABOTAGES = {
    # routes that are always true
    "all shapes: normal forms are equal": Row(
        R,
        '        raise DisagreementError("the sides have different normal forms")',
        "        pass",
    ),
    "all shapes: nothing is replayed": Row(
        "symbolic/derivation.py", "    first = theorem.steps[0]\n", "    return 1\n", always=True
    ),
    "all shapes: a step follows from any other": Row(
        "symbolic/derivation.py",
        "        if not same_up_to_order(rewritten(above.line, rule), rewritten(step.line, rule)):",
        "        if False:",
    ),
    "every index: sums are equal": Row(
        R, '        raise DisagreementError("the entries\' sums differ")', "        pass"
    ),
    "explicit entries: polynomials are equal": Row(
        R,
        '            raise DisagreementError(f"entries differ as',
        '            str(f"entries differ as',
    ),
    "exact numbers: draws are equal": Row(
        R, "            raise DisagreementError(told_apart(", "            str(told_apart("
    ),
    "zero equals zero": Row(R, "    if left.is_zero:", "    if False:"),
    "functions agree exactly": Row(
        "evidence/compared.py", "        if not (left == right).all():", "        if False:"
    ),
    "functions agree in floats": Row(
        "evidence/compared.py", "    if not worst <= 1:", "    if False:"
    ),
    "functions that are zero say something": Row(
        "evidence/compared.py", "    if nonzero <= n_models // 2:", "    if False:"
    ),
    "trained models agree": Row(
        "evidence/on_trained.py", "    if not worst <= 1:", "    if False:"
    ),
    "a difference is never more than its bound": Row(
        "numeric/arrays/rounding.py",
        "def worst_ratio(",
        "def worst_ratio(*_):\n    return 0.0\n\n\ndef _no_ratio(",
    ),
    # verdicts
    "ensure ensures nothing": Row(
        "symbolic/claims.py", "    if not holds:\n", "    if False:\n", always=True
    ),
    "a check that fails has passed": Row(
        "evidence/verdict.py",
        "        detail, passed = str(error), False",
        "        detail, passed = str(error), True",
    ),
    "a check that crashes has passed": Row(
        "evidence/verdict.py",
        'detail, passed = f"{type(error).__name__}: {error}", False',
        'detail, passed = f"{type(error).__name__}: {error}", True',
    ),
    "a check that tries nothing has passed": Row(
        "evidence/verdict.py",
        "        passed = _says_something(detail, cases)",
        "        passed = True",
    ),
    "false twins are not looked at": Row(
        "symbolic/claims.py",
        "        for twin in self.twins:\n            if not",
        "        for twin in ():\n            if not",
    ),
    "near misses are refuted unseen": Row(
        "evidence/verdict.py", "tempting, bool(counterexample), shown", "tempting, True, shown"
    ),
    "a search that crashes refutes": Row(
        "evidence/verdict.py",
        'counterexample, shown = "", f"the search failed',
        'counterexample, shown = "x", f"the search failed',
    ),
    "every verdict passes": Row(
        "evidence/verdict.py",
        "        outcomes = [c.passed",
        "        return True\n        outcomes = [c.passed",
        always=True,
    ),
    "a claim without arguments passes": Row(
        "evidence/verdict.py", "return bool(self.checks and self.refutations) and", "return"
    ),
    "a failed check of the trained models is made a pass": Row(
        V,
        "    return check_trained(job, effort)",
        "    found = check_trained(job, effort)\n"
        "    return replace(found, checks=tuple(replace(c, passed=True) for c in found.checks))",
    ),
    # what is lost on its way
    "failing verdicts are dropped on their way back": Row(
        "evidence/processes.py",
        "            yield _result_of(future, waits)\n",
        "            if (one := _result_of(future, waits)).passed:\n                yield one\n",
        only="transpos",
        always=True,
    ),
    "verdicts come back without the near misses that stand": Row(
        V,
        "            return replace(_verified(job, effort), checksum=checksum(job))",
        "            found = _verified(job, effort)\n"
        "            kept = tuple(r for r in found.refutations if r.refuted)\n"
        "            return replace(found, refutations=kept, checksum=checksum(job))",
    ),
    "all names get one verdict": Row(
        V,
        "        if job.name == name:\n            return replace(_verified(job, effort),",
        "        if job.name == name:\n"
        "            job = STATEMENTS[0] if job in STATEMENTS else job\n"
        "            return replace(_verified(job, effort),",
        says="expected the checksum",
    ),
    "a chapter is removed": Row(
        "theorems/catalogue.py",
        "    *attention_heads.THEOREMS,\n",
        "",
        says="nothing came back",
        only="head_as_tensor_product",
        always=True,
    ),
    "a near miss is removed": Row(
        R,
        "    refutations = tuple(map(refute, near_misses))",
        "    refutations = tuple(map(refute, near_misses[: max(1, len(near_misses) - 1)]))",
        says="",
        only="vec",
    ),
    "a route is removed": Row(
        R,
        "        lambda theorem: has_entries(theorem.left) and",
        "        lambda theorem: not has_entries(theorem.left) and",
    ),
    "an argument is removed": Row(
        R,
        "        for argument in claim.arguments\n    )\n    evaluated",
        "        for argument in claim.arguments[-6:][:1]\n    )\n    evaluated",
    ),
    # draws
    "no numbers are drawn": Row(
        "evidence/effort.py",
        'FULL = Effort("full", draws=25',
        'FULL = Effort("full", draws=0',
        says="FAILED: transpose_of_a_product",
    ),
    "fewer numbers are drawn": Row(
        "evidence/drawn_values.py",
        "def draws(",
        "def draws(sides, seeds):\n    return _draws(sides, list(seeds)[:3])\n\n\ndef _draws(",
        says="exact numbers: expected 26 cases, got 4",
    ),
    "no models are drawn": Row(
        "evidence/compared.py",
        "range(effort.exact_models)",
        "range(0)",
    ),
    "fewer models are drawn": Row(
        "evidence/effort.py",
        "exact_models=12",
        "exact_models=3",
        says="exact numbers: expected 12 cases, got 3",
        only="circuits_are_the_products",
    ),
    "one trained model is left out": Row(
        "evidence/trained_samples.py",
        'MODELS = ("attn-only-1l", "attn-only-2l")',
        'MODELS = ("attn-only-1l",)',
        says="floating point: expected",
        only="trained_models_are_causal",
    ),
    "a trained near miss is altered": Row(
        "evidence/trained_mistakes.py",
        '        "that a token didn\'t change the logits at its own place",',
        '        "that nothing changes",',
        says="expected the checksum",
        only="trained_models_are_causal",
    ),
    # what is said of it
    "the list is not looked at": Row(
        "evidence/expected.py",
        "    if verdict is None:\n",
        "    return\n    if verdict is None:\n",
        always=True,
    ),
    "the terminal's verdict is turned round": Row(
        "report/terminal.py",
        "    failed = [v.name for v in verdicts if not v.passed]",
        "    failed = [v.name for v in verdicts if v.passed]",
        says="what is shown isn't what was found",
    ),
}


@pytest.mark.parametrize("name", SABOTAGES)
def test_a_row_says_what_stands_in_the_file(name: str) -> None:
    row = SABOTAGES[name]
    assert row.old in (PACKAGE / row.file).read_text(encoding="utf-8"), "the row is out of date"
    assert row.new != row.old


@pytest.mark.parametrize("name", [name for name, row in SABOTAGES.items() if DEEP or row.always])
def test_verify_alone_is_red_by_each_sabotage(name: str, tmp_path: Path) -> None:
    row = SABOTAGES[name]
    shutil.copytree(PACKAGE, tmp_path / "refmath", ignore=shutil.ignore_patterns("__pycache__"))
    file = tmp_path / "refmath" / row.file
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(row.old, row.new), encoding="utf-8")
    status, said = verify(tmp_path, row)
    assert status == 1, said
    assert row.says in said
    assert "Traceback" not in said


def verify(folder: Path, row: Row) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "refmath", "verify", "--only", row.only, "--jobs", "2"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": os.fspath(folder), "OPENBLAS_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_there_are_thirty_rows_and_a_copy_without_a_change_is_green(tmp_path: Path) -> None:
    assert len(SABOTAGES) >= 30
    shutil.copytree(PACKAGE, tmp_path / "refmath", ignore=shutil.ignore_patterns("__pycache__"))
    status, said = verify(tmp_path, Row("", "", ""))
    assert (status, "1 verified" in said) == (0, True), said
