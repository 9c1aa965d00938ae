"""Rocq's answers are read rightly: what is closed, what isn't, what fails, what is missing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from refmath.kernel import __main__ as kernel
from refmath.kernel import rocq
from refmath.kernel.export import exported
from refmath.kernel.files import PROOFS, File
from refmath.kernel.gallina import Scope, gallina
from refmath.kernel.tactics import OF_LAW
from refmath.theorems.catalogue import THEOREMS

COQC = rocq.found() or ""
needs_rocq = pytest.mark.skipif(not COQC, reason=rocq.INSTALL)
EARLIER = {theorem.name: theorem for theorem in THEOREMS}

CLOSED = File("a/Closed.v", "Theorem t : True.\nProof. exact I. Qed.\n", ("t",))
OPEN = File("a/Open.v", "Axiom no : False.\nTheorem t : True.\nProof. case: no. Qed.\n"
            .replace("case: no", "exact (False_ind True no)"), ("t",))  # fmt: skip
BROKEN = File("a/Broken.v", "Theorem t : False.\nProof. exact I. Qed.\n", ("t",))
BEHIND = File("a/Behind.v", "From Refmath Require Import Broken.\n", ())


def test_without_rocq_it_says_in_one_line_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(rocq, "found", lambda *_: None)
    assert kernel.main([]) == kernel.MISSING == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_stale_file_fails_before_anything_is_compiled(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(rocq, "found", lambda *_: "coqc")
    monkeypatch.setattr(kernel, "stale", lambda: ["theorems/Chapter1.v"])
    assert kernel.main([]) == kernel.FAILED == 1
    assert "theorems/Chapter1.v" in capsys.readouterr().err


@needs_rocq
def test_what_is_closed_open_broken_and_behind_a_broken_file(tmp_path: Path) -> None:
    files = (CLOSED, OPEN, BROKEN, BEHIND)
    results = {r.file.name: r for r in rocq.compiled(files, tmp_path, COQC, 1)}
    assert (results["Closed"].error, results["Closed"].open_lemmas) == ("", ())
    assert (results["Open"].error, results["Open"].open_lemmas) == ("", ("t",))
    assert results["Broken"].error
    assert results["Behind"].error == "needs Broken"


@needs_rocq
def test_what_was_compiled_and_has_not_changed_is_not_compiled_again(tmp_path: Path) -> None:
    list(rocq.compiled((CLOSED,), tmp_path, COQC, 1))
    again = list(rocq.compiled((CLOSED,), tmp_path, "no compiler at all", 1))
    assert [(r.error, r.open_lemmas) for r in again] == [("", ())]


def _near_misses_by_the_same_tactics() -> str:
    """Write each near miss of a dozen theorems as a lemma, and say that its tactics fail."""
    lines = []
    for theorem in [t for t in THEOREMS if t.by_entries][:36:3]:
        for k, near_miss in enumerate(theorem.near_misses):
            scope = Scope()
            left, right = gallina(near_miss.left, scope), gallina(near_miss.right, scope)
            lines += [f"Section {theorem.name}_{k}.", "Variable RR : comRingType."]
            lines += [f"Variables {' '.join(scope.spaces)} : nat."] if scope.spaces else []
            lines += [f"Variable {name} : {kind}." for name, kind in scope.heads.items()]
            lines += [f"Variable {n} : {kind}." for n, (kind, _, _) in scope.letters.items()]
            lines.append(f"Goal {left} = {right}.")
            lines += [f"Fail solve [by_law {t}]." for n, t in OF_LAW.items() if n != "blocks"]
            lines += ["Abort.", f"End {theorem.name}_{k}."]
    return "\n".join(lines)


@needs_rocq
def test_near_misses_fail_by_the_tactics_that_prove_the_laws(tmp_path: Path) -> None:
    head = "\n".join(exported_head())
    laws = File("Laws.v", (PROOFS / "Laws.v").read_text(encoding="utf-8"), ())
    good = File("Good.v", f"{head}\n{exported(EARLIER['mixed_product'], EARLIER).text}", ())
    bad = File("Bad.v", f"{head}\n{_near_misses_by_the_same_tactics()}\n", ())
    results = list(rocq.compiled((laws, good, bad), tmp_path, COQC, 1))
    assert [r.error for r in results] == ["", "", ""]


def exported_head() -> Iterator[str]:
    yield "From mathcomp Require Import all_ssreflect all_algebra."
    yield "From Refmath Require Import Laws."
    yield "Import GRing.Theory. Local Open Scope ring_scope."
