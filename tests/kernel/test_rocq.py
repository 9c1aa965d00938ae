"""Rocq's answers are read rightly: what is closed, what isn't, what fails, what is missing."""

import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from refmath.kernel import __main__ as kernel
from refmath.kernel import rocq
from refmath.kernel.export import exported
from refmath.kernel.files import PROOFS, File
from refmath.kernel.gallina import Scope, gallina
from refmath.kernel.tactics import OF_LAW
from refmath.symbolic.expressions import Scaled
from refmath.theorems.catalogue import THEOREMS

COQC = rocq.found() or ""
needs_rocq = pytest.mark.skipif(not COQC, reason=rocq.INSTALL)
EARLIER = {theorem.name: theorem for theorem in THEOREMS}

LAWS_TEXT = (PROOFS / "Laws.v").read_text(encoding="utf-8")
EXACT = ("Laws", "Softmax")
HEAD = """From mathcomp Require Import all_ssreflect all_algebra.
From Refmath Require Import {}.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
"""
OF_LAWS, OF_SOFTMAX = HEAD.format("Laws"), HEAD.format(" ".join(EXACT))

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


@pytest.mark.parametrize("jobs", ["0", "-1", "1.5", "all"])
def test_jobs_are_counted_from_1(jobs: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        kernel.main(["--jobs", jobs])
    assert left.value.code == 2
    assert f"expected an integer, 1 or more, got {jobs!r}" in capsys.readouterr().err


SLEEPER = """#!/bin/sh
[ "$1" = --print-version ] && echo "8.16.1 4.14.1" && exit
echo $$ > "$PIDS/$$"
exec sleep 120
"""
WITH_FOLDER = """
import sys
from pathlib import Path
from refmath.kernel import __main__ as kernel
kernel.BUILT = Path(sys.argv.pop())
kernel.run()
"""


@pytest.mark.skipif(os.name != "posix", reason="signals")
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_no_compiler_outlives_who_has_started_it(tmp_path: Path, how: signal.Signals) -> None:
    for folder in ("bin", "pids", "built"):
        (tmp_path / folder).mkdir()
    coqc = tmp_path / "bin" / "coqc"
    coqc.write_text(SLEEPER, encoding="utf-8")
    coqc.chmod(0o755)
    path = f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "PIDS": str(tmp_path / "pids")}
    command = [sys.executable, "-c", WITH_FOLDER, "--jobs", "2", str(tmp_path / "built")]
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL,
                          stdout=subprocess.DEVNULL) as running:  # fmt: skip
        end = time.monotonic() + 60
        while not list((tmp_path / "pids").iterdir()) and time.monotonic() < end:
            time.sleep(0.05)
        running.send_signal(how)
        assert running.wait(timeout=30) != 0
    pids = [int(pid.name) for pid in (tmp_path / "pids").iterdir()]
    assert pids
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_a_compiler_that_would_begin_after_the_end_is_not_begun(tmp_path: Path) -> None:
    compilers = rocq.Compilers()
    with compilers.ended():
        running = compilers.begin(["sleep", "120"], tmp_path)
    with running:
        assert running.wait(timeout=10) == -signal.SIGKILL
    with pytest.raises(InterruptedError):
        compilers.begin(["touch", "begun"], tmp_path)
    assert not (tmp_path / "begun").exists()


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
    laws = File("Laws.v", LAWS_TEXT, ())
    good = File("Good.v", OF_LAWS + exported(EARLIER["mixed_product"], EARLIER).text, ())
    bad = File("Bad.v", f"{OF_LAWS}{_near_misses_by_the_same_tactics()}\n", ())
    results = list(rocq.compiled((laws, good, bad), tmp_path, COQC, 1))
    assert [r.error for r in results] == ["", "", ""]


OF_ANY_SHAPE = "Lemma vec_tens n n' d d' (A : 'M_(n', n)) (W : 'M_(d', d)) (x : 'M_(n, d)) :"
OF_SQUARES = "Lemma vec_tens n d (A : 'M_n) (W : 'M_d) (x : 'M_(n, d)) :"


@needs_rocq
def test_a_law_s_lemma_weakened_lets_the_theorem_fall(tmp_path: Path) -> None:
    """Of square matrices the lemma is true as well; the theorem, of all shapes, no longer is."""
    assert LAWS_TEXT.count(OF_ANY_SHAPE) == 1
    vec = exported(EARLIER["vec"], EARLIER).text
    results = {}
    for name, text in (
        ("whole", LAWS_TEXT),
        ("weak", LAWS_TEXT.replace(OF_ANY_SHAPE, OF_SQUARES)),
    ):
        (tmp_path / name).mkdir()
        files = (File("Laws.v", text, ()), File("Vec.v", OF_LAWS + vec, ("vec_theorem",)))
        results[name] = [r.error for r in rocq.compiled(files, tmp_path / name, COQC, 1)]
    assert results["whole"] == ["", ""]
    assert results["weak"][0] == ""
    assert "Error" in results["weak"][1]


def _with_the_sign_changed() -> str:
    *above, last = EARLIER["mixed_product"].steps
    steps = (*above, replace(last, line=Scaled(-1, last.line)))
    return exported(replace(EARLIER["mixed_product"], steps=steps), EARLIER).text


def _without(hypothesis: str, name: str) -> str:
    whole = exported(EARLIER[name], EARLIER).text
    text = re.sub(rf"^Hypothesis {hypothesis} : .*\n", "", whole, flags=re.MULTILINE)
    assert text.count("\n") == whole.count("\n") - 1
    return text


@needs_rocq
def test_a_sign_changed_or_a_hypothesis_dropped_is_refused(tmp_path: Path) -> None:
    changed = {
        "Sign": _with_the_sign_changed(),
        "Multiplicative": _without("e_of_a_sum", "softmax_shift"),
        "Ones": _without("v1_is", "softmax_rows_sum_to_1"),
    }
    as_they_are = ("mixed_product", "softmax_shift", "softmax_rows_sum_to_1")
    files = [
        *(File(f"{n}.v", (PROOFS / f"{n}.v").read_text(encoding="utf-8"), ()) for n in EXACT),
        File(
            "Good.v",
            OF_SOFTMAX + "".join(exported(EARLIER[n], EARLIER).text for n in as_they_are),
            (),
        ),
        *(File(f"{name}.v", OF_SOFTMAX + text, ()) for name, text in changed.items()),
    ]
    results = {r.file.name: r.error for r in rocq.compiled(files, tmp_path, COQC, 1)}
    assert [results[name] for name in (*EXACT, "Good")] == ["", "", ""]
    assert all("Error" in results[name] for name in changed)
