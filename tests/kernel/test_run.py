"""`python -m refmath.kernel`, with answers in Rocq's stead: what it prints, and how it ends."""

import sys
from pathlib import Path

import pytest

from refmath.kernel import __main__ as kernel
from refmath.kernel import rocq
from refmath.kernel.files import File, all_files

LAW = File("Laws.v", "", ("one", "two"))
NEAR = File("near_misses/Near.v", "", ("false_one",))
SIDES = File("computed/Sides.v", "", ("side",))

a_shell_is_there = pytest.mark.skipif(sys.platform == "win32", reason="a shell's script")


def program(folder: Path, name: str, *lines: str) -> str:
    """Write a shell's script, and say where it is."""
    path = folder / name
    path.write_text("\n".join(["#!/bin/sh", *lines, ""]))
    path.chmod(0o755)
    return str(path)


@pytest.fixture
def run(monkeypatch, tmp_path):
    """Run the command, with what became of each file said beforehand."""
    recorded = []

    def of(results, *arguments, coqchk=None):
        monkeypatch.setattr(
            rocq, "found", lambda program="coqc": coqchk if program == "coqchk" else "coqc"
        )
        monkeypatch.setattr(rocq, "versions", lambda _: {"rocq": "8.16", "mathcomp": "1.15"})
        monkeypatch.setattr(rocq, "compiled", lambda *_: iter(results))
        monkeypatch.setattr(kernel, "all_files", lambda: [result.file for result in results])
        monkeypatch.setattr(kernel, "stale", list)
        monkeypatch.setattr(kernel, "misread_theorems", list)
        monkeypatch.setattr(kernel, "BUILT", tmp_path / "built")
        monkeypatch.setattr(kernel, "write_record", lambda *said: recorded.append(said))
        return kernel.main(list(arguments)), recorded

    return of


CLOSED = [rocq.Compiled(file, "") for file in (LAW, NEAR, SIDES)]


def test_what_is_closed_is_listed_and_counted(run, capsys):
    assert run(CLOSED) == (kernel.DONE, [])
    *lines, last = capsys.readouterr().out.splitlines()
    assert lines == [
        "Rocq 8.16, MathComp 1.15: 3 files",
        "Laws.one: closed",
        "Laws.two: closed",
        "Laws.v: 2 closed",
        "near_misses/Near.v: 1 closed",
        "Sides.side: closed",
        "computed/Sides.v: 1 closed",
    ]
    assert last.endswith("; 1 near misses are disproved; 1 sides are what is computed")
    assert " statements are closed under the global context; " in last


def test_a_record_is_written_of_what_is_closed_where_it_is_asked_for(run):
    status, recorded = run(CLOSED, "--record")
    ((versions, _, closed, disproved, computed),) = recorded
    assert (status, versions) == (kernel.DONE, {"rocq": "8.16", "mathcomp": "1.15"})
    assert closed == ["Laws.one", "Laws.two", "Near.false_one", "Sides.side"]
    assert (disproved, computed) == (["Near.false_one"], ["Sides.side"])


@pytest.mark.parametrize("place", [0, 1, 2])
def test_what_is_open_or_broken_fails_wherever_it_stands(run, capsys, place):
    for wrong, said in (
        (rocq.Compiled(CLOSED[place].file, "", CLOSED[place].file.lemmas[:1]), "NOT CLOSED"),
        (rocq.Compiled(CLOSED[place].file, "Error: no"), f"FAILED {CLOSED[place].file.path}: Err"),
    ):
        status, recorded = run([*CLOSED[:place], wrong, *CLOSED[place + 1 :]], "--record")
        out = capsys.readouterr().out
        assert status == kernel.FAILED
        assert out.count(said) == 1
        assert "closed under the global context" not in out
        assert wrong.file.lemmas[0] not in {name.partition(".")[2] for name in recorded[-1][2]}


@a_shell_is_there
def test_what_coqchk_says_decides_where_all_is_checked_again(run, capsys, tmp_path):
    assert run(CLOSED, "--full")[0] == kernel.FAILED
    assert "\nFAILED: coqchk isn't here\n" in capsys.readouterr().out
    for status, ended in ((0, kernel.DONE), (1, kernel.FAILED)):
        coqchk = program(tmp_path, "coqchk", f'echo "$@" > {tmp_path}/asked', f"exit {status}")
        assert run(CLOSED, "--full", coqchk=coqchk)[0] == ended
        asked = (tmp_path / "asked").read_text().split()
        assert asked == ["-silent", "-o", "-Q", ".", "Refmath", *(
            f"Refmath.{name}" for name in ("Laws", "Near", "Sides")
        )]  # fmt: skip


def test_what_says_something_else_is_named_before_anything_is_compiled(monkeypatch, capsys):
    monkeypatch.setattr(rocq, "found", lambda *_: "coqc")
    monkeypatch.setattr(kernel, "stale", list)
    monkeypatch.setattr(kernel, "misread_theorems", lambda: ["vec", "trace"])
    monkeypatch.setattr(kernel, "_check", lambda *_, **__: pytest.fail("it was compiled"))
    assert kernel.main([]) == kernel.FAILED
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "written, these say something else: vec, trace\n")


def test_near_misses_come_last_as_the_laws_have_to_hold_first():
    paths = [file.path for file in all_files()]
    are_near = [path.startswith("near_misses/") for path in paths]
    assert are_near == sorted(are_near)
    assert paths == [*sorted(p for p in paths if not p.startswith("near_misses/")), *(
        sorted(p for p in paths if p.startswith("near_misses/"))
    )]  # fmt: skip


# --- versions -------------------------------------------------------------------------------------


@a_shell_is_there
def test_versions_are_what_the_programs_say(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    coqc = program(tmp_path, "coqc", '[ "$1" = --print-version ] && echo "8.16.1 4.14.1"')
    assert rocq.versions(coqc) == {"rocq": "8.16.1", "mathcomp": "unknown"}
    program(tmp_path, "opam", '[ "$1 $2" = "var coq-mathcomp-algebra:version" ] && echo 2.2.0')
    assert rocq.versions(coqc)["mathcomp"] == "2.2.0"
    program(tmp_path, "dpkg-query", '[ "$4" = libcoq-mathcomp-algebra ] && echo 1.15.0-1')
    assert rocq.versions(coqc)["mathcomp"] == "1.15.0"
    program(tmp_path, "dpkg-query", "echo 1.15.0-1", "exit 1")
    assert rocq.versions(coqc)["mathcomp"] == "2.2.0"
    assert rocq.versions(program(tmp_path, "silent", "exit 0"))["rocq"] == "unknown"
    assert rocq.versions(program(tmp_path, "broken", "echo 8.16.1", "exit 1"))["rocq"] == "unknown"
