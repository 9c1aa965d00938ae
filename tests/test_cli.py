"""The command line: its exit statuses, what it says, and that it breaks off cleanly."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from refmath.cli import main, verdicts_of
from refmath.evidence import verify
from refmath.evidence.routes import routes_of
from refmath.evidence.verdict import Check, Refutation, Verdict
from refmath.report import record, terminal
from refmath.theorems.catalogue import STATEMENTS as THEOREMS
from refmath.theorems.catalogue import THEOREMS as EQUATIONS

NAMES = ("one", "two", "three")


def passing(name: str) -> Verdict:
    miss = Refutation("wrong", "", "", True, f"x of {name}", 0.0)
    return Verdict(
        name, f"Title of {name}", "Chapter", (Check("all shapes", True, "", 0.0),), (miss,)
    )


def failing(name: str) -> Verdict:
    return replace(passing(name), checks=(Check("all shapes", False, "they differ", 0.0),))


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Three names, which all pass at once, and the list of those that were run."""
    done: list[str] = []

    def run_job(name: str) -> Verdict:
        done.append(name)
        return passing(name)

    monkeypatch.setattr(verify, "job_names", lambda only=None: (only,) if only else NAMES)
    monkeypatch.setattr(verify, "run_job", run_job)
    return done


def refmath(*arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "refmath", *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        **options,
    )


# --- statuses -------------------------------------------------------------------------------------


@pytest.mark.usefixtures("ran")
def test_it_exits_with_0_if_all_passes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "--jobs", "1"]) == 0
    out, err = capsys.readouterr()
    assert "3 verified, 3 near misses refuted" in out
    assert err == ""


@pytest.mark.usefixtures("ran")
def test_it_exits_with_1_if_one_fails_and_the_others_are_run_all_the_same(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verify, "run_job", lambda n: failing(n) if n == "two" else passing(n))
    assert main(["verify", "--jobs", "1"]) == 1
    out = capsys.readouterr().out
    assert "two: Title of two FAILED" in out
    assert "they differ" in out
    assert out.splitlines()[-1] == "1 of 3 FAILED: two"


@pytest.mark.parametrize("empty", ["checks", "refutations"])
@pytest.mark.usefixtures("ran")
def test_it_exits_with_1_if_a_verdict_has_no_checks_or_no_near_misses(
    empty: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verify, "run_job", lambda n: replace(passing(n), **{empty: ()}))
    assert main(["verify", "--jobs", "1"]) == 1
    assert "3 of 3 FAILED" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["verify", "--nonsense"],
        ["verify", "name"],
        ["verify", "--jobs", "0"],
        ["verify", "--jobs", "-1"],
        ["verify", "--jobs", "two"],
        ["verify", "--jobs", "²"],
        ["verify", "--only"],
        ["docs"],
    ],
)
def test_it_exits_with_2_for_bad_arguments_and_runs_nothing(
    arguments: list[str], ran: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "usage: refmath" in err
    assert ran == []


@pytest.mark.usefixtures("ran")
def test_it_exits_with_130_if_interrupted_and_concludes_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def interrupted(name: str) -> Verdict:
        if name == "two":
            raise KeyboardInterrupt
        return passing(name)

    monkeypatch.setattr(verify, "run_job", interrupted)
    assert main(["verify", "--jobs", "1", "--json", str(tmp_path / "found.json")]) == 130
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "refmath: interrupted, nothing was concluded\n"
    assert list(tmp_path.iterdir()) == []


# --- what it says ---------------------------------------------------------------------------------


def test_alone_it_prints_its_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    out = capsys.readouterr().out
    assert out.startswith("usage: refmath")
    for command in ("verify", "theorems", "docs"):
        assert re.search(rf"^ +{command} ", out, re.MULTILINE)


@pytest.mark.parametrize("arguments", [["--help"], ["verify", "--help"], ["docs", "-h"]])
def test_help_exits_with_0(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 0
    assert "usage: refmath" in capsys.readouterr().out


def test_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"refmath {version('refmath')}\n"


def test_a_name_that_is_none_gets_the_names_near_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "--only", "one_layr"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("refmath: --only: must be (part of) a name; got 'one_layr'; near: ")
    assert "one_layer" in err


def test_only_runs_what_it_names(ran: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "--only", "two", "--jobs", "1"]) == 0
    assert ran == ["two"]
    assert "1 verified" in capsys.readouterr().out


@pytest.mark.usefixtures("ran")
def test_verbose_shows_counterexamples(capsys: pytest.CaptureFixture[str]) -> None:
    main(["verify", "--jobs", "1"])
    assert "x of two" not in capsys.readouterr().out
    main(["verify", "--jobs", "1", "--verbose"])
    assert "x of two" in capsys.readouterr().out


def test_theorems_are_listed_with_their_titles_in_reading_order(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["theorems"]) == 0
    lines = capsys.readouterr().out.splitlines()
    listed = [line.split(maxsplit=1) for line in lines if line.startswith("  ")]
    routes = [["by:", ", ".join(routes_of(t))] for t in THEOREMS]
    assert listed[::2] == [[t.name, t.title] for t in THEOREMS]
    assert listed[1::2] == routes
    assert {line for line in lines if not line.startswith("  ")} == {t.chapter for t in THEOREMS}


def test_what_each_theorem_rests_on_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["theorems", "--rests"]) == 0
    listed = dict(line.split(": ", 1) for line in capsys.readouterr().out.splitlines())
    assert list(listed) == [t.name for t in THEOREMS]
    assert listed["vec"] == "-"
    assert "pattern_of_tokens" in listed["one_layer"]


# --- derivations ----------------------------------------------------------------------------------


def test_a_derivation_is_printed_line_by_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["derive", "head_as_tensor_product"]) == 0
    text = capsys.readouterr().out
    assert text.startswith("A head is a tensor product\n")
    assert "    by transpose:\n" in text
    assert text.endswith("= (A^h ⊗ W_OV^h) vec(x)\n")


@pytest.mark.parametrize(("heads", "paths"), [((), 1), ((1,), 2), ((2, 2), 9), ((1, 2, 3), 24)])
def test_the_path_expansion_is_written_out_for_given_heads(
    heads: tuple[int, ...], paths: int, capsys: pytest.CaptureFixture[str]
) -> None:
    said = ["--layers", str(len(heads))]
    said += ["--heads", ",".join(map(str, heads))] if heads else []
    assert main(["derive", *said]) == 0
    last = capsys.readouterr().out.split("by identity:\n")[-1]
    assert last.count("⊗") == paths


@pytest.mark.parametrize(
    ("form", "begins"), [("--latex", r"\begin{align*}"), ("--markdown", "### ")]
)
def test_a_derivation_goes_into_a_document(
    form: str, begins: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["derive", "one_layer", form]) == 0
    text = capsys.readouterr().out
    assert text.startswith(begins)
    assert (
        text.count(r" \\" + "\n")
        == len(next(t for t in EQUATIONS if t.name == "one_layer").steps) - 1
    )
    assert r"pattern\_of\_tokens" in text


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (["nonsense"], "NAME: must be a theorem; got 'nonsense'"),
        (["low_rank"], "NAME: 'low_rank' is no equation"),
        (["vec", "--heads", "2"], "'vec' holds for any number of them"),
        (["--heads", "0"], "--heads: must be a whole number, 1 or more; got '0'"),
        (["--layers", "-1"], "--layers"),
        (["--heads", "2,3", "--layers", "3"], "--layers: must agree with --heads; got 3 and 2"),
        (["--layers", "9"], "--heads: must give 1,000 paths or fewer; got 19,683"),
        (["--latex", "--markdown"], "not allowed with"),
    ],
)
def test_a_bad_derivation_is_refused(
    said: list[str], answer: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["derive", *said]) == 2
    assert answer in capsys.readouterr().err


# --- the record -----------------------------------------------------------------------------------


@pytest.mark.usefixtures("ran", "capsys")
def test_json_writes_the_record(tmp_path: Path) -> None:
    path = tmp_path / "found.json"
    assert main(["verify", "--jobs", "1", "--json", str(path)]) == 0
    found = json.loads(path.read_text())
    assert found["schema"] == record.SCHEMA
    assert found["passed"] is True
    assert [v["name"] for v in found["verdicts"]] == list(NAMES)
    assert [p.name for p in tmp_path.iterdir()] == ["found.json"]


@pytest.mark.usefixtures("ran", "capsys")
def test_json_writes_the_record_of_a_failure_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verify, "run_job", failing)
    path = tmp_path / "found.json"
    assert main(["verify", "--jobs", "1", "--json", str(path)]) == 1
    assert json.loads(path.read_text())["passed"] is False


@pytest.mark.parametrize("where", [".", "missing/found.json", "file/found.json", ""])
def test_json_that_can_not_be_written_is_refused_before_work_starts(
    where: str, ran: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    path = str(tmp_path / where) if where else ""
    assert main(["verify", "--json", path]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("refmath: --json: can't write ")
    assert ran == []


@pytest.mark.usefixtures("ran")
def test_json_that_fails_at_the_end_still_shows_what_was_found_and_exits_with_1(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object) -> None:
        raise OSError("no space left")

    path = tmp_path / "found.json"
    path.write_text("old")
    monkeypatch.setattr(os, "replace", full)
    assert main(["verify", "--jobs", "1", "--json", str(path)]) == 1
    out, err = capsys.readouterr()
    assert "3 verified" in out
    assert "no space left" in err
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("found.json", "old")]


# --- processes ------------------------------------------------------------------------------------


def timeless(verdicts: Sequence[Verdict]) -> list[Verdict]:
    return [
        replace(
            v,
            checks=tuple(replace(c, seconds=0.0) for c in v.checks),
            refutations=tuple(replace(r, seconds=0.0) for r in v.refutations),
        )
        for v in verdicts
    ]


def test_two_processes_give_the_same_verdicts_in_the_same_order() -> None:
    names = ("one_layer", "vec", "circuits_are_the_products", "trace")  # the slowest first
    alone, together = list(verdicts_of(names, 1)), list(verdicts_of(names, 2))
    assert tuple(v.name for v in together) == names
    assert timeless(together) == timeless(alone)


SLOW_PROGRAM = """
import sys, time
from refmath.evidence import verify

def run_job(name):
    print("begun", file=sys.stderr, flush=True)
    time.sleep(60)

verify.run_job = run_job  # in the worker processes too: they run this file again

if __name__ == "__main__":
    from refmath.cli import main
    sys.exit(main(sys.argv[1:]))
"""


def heed_interrupts() -> None:
    """In the child: a runner in the background may have had Ctrl-C ignored, which is inherited."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGKILL])
def test_broken_off_midway_it_leaves_no_half_written_file(
    jobs: str, end: signal.Signals, tmp_path: Path
) -> None:
    program = tmp_path / "slow.py"
    program.write_text(SLOW_PROGRAM)
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "found.json").write_text("old")
    command = [sys.executable, str(program), "verify", "--jobs", jobs]
    process = subprocess.Popen(
        [*command, "--only", "transpose", "--json", str(folder / "found.json")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=heed_interrupts,
    )
    assert process.stderr is not None
    assert process.stderr.readline() == "begun\n"
    os.killpg(process.pid, end)  # Ctrl-C, too, reaches every process of the terminal
    out, err = process.communicate(timeout=30)
    assert out == ""
    if end == signal.SIGINT:
        said = err.replace("begun\n", "")
        assert said == "refmath: interrupted, nothing was concluded\n"
        assert process.returncode == 130
    else:
        assert process.returncode == -signal.SIGKILL
    assert [(p.name, p.read_text()) for p in folder.iterdir()] == [("found.json", "old")]


def test_one_layer_is_verified_from_end_to_end(tmp_path: Path) -> None:
    path = tmp_path / "found.json"
    environment = os.environ | {"COLUMNS": "20", "PYTHONIOENCODING": "ascii", "FORCE_COLOR": "1"}
    arguments = ("verify", "--only", "one_layer", "--jobs", "1", "--json", str(path))
    done = refmath(*arguments, env=environment)
    assert (done.returncode, done.stderr) == (0, "")
    assert "\x1b" not in done.stdout
    (row,) = [line for line in done.stdout.splitlines() if line.startswith("one_layer ")]
    assert row.split()[1:8] == ["ok", "ok", "-", "ok", "ok", "-", "12/12"]
    (verdict,) = json.loads(path.read_text())["verdicts"]
    assert verdict["passed"]
    assert [c["route"] for c in verdict["checks"]] == [
        *("all shapes", "every index", "explicit entries", "exact numbers")
    ]


def test_a_reader_who_has_read_enough_gets_no_complaint() -> None:
    """More is written than a pipe holds, and nobody reads it."""
    program = (
        "import sys\n"
        "from refmath.cli import main\n"
        "from refmath.theorems import catalogue\n"
        "catalogue.STATEMENTS = catalogue.STATEMENTS * 2000\n"
        "sys.exit(main(['theorems']))\n"
    )
    verifying = [sys.executable, "-m", "refmath", "verify", "--only", "vec", "--jobs", "1"]
    for command in ([sys.executable, "-c", program], verifying):
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        assert process.stderr is not None
        if command is not verifying:
            assert process.stdout.readline() == f"{THEOREMS[0].chapter}\n"
        process.stdout.close()
        assert process.stderr.read() == ""
        process.stderr.close()
        assert process.wait(timeout=30) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_said_in_one_line() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "refmath", "theorems"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert re.fullmatch(r"refmath: .*No space left on device\n", done.stderr)


# --- docs -----------------------------------------------------------------------------------------


def test_docs_checks_writes_and_checks_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from refmath.report import theorems as pages

    vec = next(t for t in THEOREMS if t.name == "vec")
    monkeypatch.setattr(pages, "STATEMENTS", (vec,))
    page = tmp_path / "page.md"
    page.write_text("<!-- theorem vec -->\n<!-- end -->\n")
    arguments = ["docs", str(tmp_path), "--jobs", "1"]
    assert main([*arguments, "--check"]) == 1
    assert f"{page} would change:" in capsys.readouterr().out
    assert main(arguments) == 0
    assert capsys.readouterr().out == f"wrote {page}\n"
    assert main([*arguments, "--check"]) == 0
    assert main(arguments) == 0
    assert capsys.readouterr().out == ""


def test_docs_refuses_what_is_no_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["docs", str(tmp_path / "missing")]) == 2
    assert "is not a folder" in capsys.readouterr().err


def test_the_bar_is_told_the_names_in_the_order_of_the_work(
    ran: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told: list[Sequence[str]] = []
    real = terminal.progress_bar

    def listen(stream: Any, names: Sequence[str]) -> Any:
        told.append(tuple(names))
        return real(stream, names)

    monkeypatch.setattr(terminal, "progress_bar", listen)
    main(["verify", "--jobs", "1"])
    capsys.readouterr()
    assert told == [NAMES]
    assert tuple(ran) == NAMES
