"""`refmath verify`: its statuses, what it says and writes, and that it breaks off cleanly."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from refmath.cli import main
from refmath.evidence import verify
from refmath.evidence.effort import FULL, QUICK, Effort
from refmath.evidence.verdict import Check, Refutation, Verdict
from refmath.report import record, terminal

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

    def run_job(name: str, **_: object) -> Verdict:
        done.append(name)
        return passing(name)

    monkeypatch.setattr(verify, "job_names", lambda only=None: (only,) if only else NAMES)
    monkeypatch.setattr(verify, "run_job", run_job)
    return done


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
    monkeypatch.setattr(verify, "run_job", lambda n, **_: failing(n) if n == "two" else passing(n))
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
    monkeypatch.setattr(verify, "run_job", lambda n, **_: replace(passing(n), **{empty: ()}))
    assert main(["verify", "--jobs", "1"]) == 1
    assert "3 of 3 FAILED" in capsys.readouterr().out


@pytest.mark.usefixtures("ran")
def test_it_exits_with_130_if_interrupted_and_concludes_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def interrupted(name: str, **_: object) -> Verdict:
        if name == "two":
            raise KeyboardInterrupt
        return passing(name)

    monkeypatch.setattr(verify, "run_job", interrupted)
    assert main(["verify", "--jobs", "1", "--json", str(tmp_path / "found.json")]) == 130
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "refmath: interrupted, nothing was concluded\n"
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_is_none_gets_the_names_near_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "--only", "one_layr"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("refmath: --only: expected (part of) a name, got 'one_layr'; near: ")
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
    monkeypatch.setattr(verify, "run_job", lambda n, **_: failing(n))
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


@pytest.mark.parametrize(("said", "effort"), [((), FULL), (("--quick",), QUICK)])
def test_quick_draws_less_and_says_so_last_and_in_the_record(
    said: tuple[str, ...],
    effort: Effort,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    efforts = []

    def run_job(name: str, effort: Effort) -> Verdict:
        efforts.append(effort)
        return passing(name)

    monkeypatch.setattr(verify, "run_job", run_job)
    path = tmp_path / "found.json"
    assert main(["verify", "--only", "vec", "--jobs", "1", "--json", str(path), *said]) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.endswith("; quick: " + QUICK.reduced()) is (effort is QUICK)
    assert ("quick" in last) is (effort is QUICK)
    assert set(efforts) == {effort}
    assert json.loads(path.read_text())["effort"] == asdict(effort)


@pytest.mark.usefixtures("ran")
def test_quick_says_so_where_something_fails_too(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verify, "run_job", lambda n, **_: failing(n))
    assert main(["verify", "--quick", "--jobs", "1"]) == 1
    assert "FAILED: one, two, three; quick: " in capsys.readouterr().out.splitlines()[-1]


# --- processes ------------------------------------------------------------------------------------


SLOW_PROGRAM = """
import sys, time
from refmath.evidence import verify

def run_job(name, effort):
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
    done = subprocess.run(
        [sys.executable, "-m", "refmath", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "\x1b" not in done.stdout
    (row,) = [line for line in done.stdout.splitlines() if line.startswith("one_layer ")]
    assert row.split()[1:8] == ["ok", "ok", "-", "ok", "ok", "-", "12/12"]
    (verdict,) = json.loads(path.read_text())["verdicts"]
    assert verdict["passed"]
    assert [c["route"] for c in verdict["checks"]] == [
        *("all shapes", "every index", "explicit entries", "exact numbers")
    ]
