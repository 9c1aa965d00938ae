"""`refmath verify`: its statuses, what it says and writes, and that it breaks off cleanly."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from refmath.cli import main
from refmath.evidence import verify
from refmath.evidence.effort import DEEP, FULL, QUICK, Effort
from refmath.evidence.expected import Expected, digest
from refmath.evidence.verdict import Check, Refutation, Verdict
from refmath.report import record, terminal

NAMES = ("one", "two", "three")


EXPECTED = {name: Expected(name, "", "sum", (("all shapes", 3, 3),), ("wrong",)) for name in NAMES}


def passing(name: str) -> Verdict:
    miss = Refutation("wrong", "", "", True, f"x of {name}", 0.0)
    check = Check("all shapes", True, "", 0.0, cases=3)
    return Verdict(name, f"Title of {name}", "Chapter", (check,), (miss,), checksum="sum")


def failing(name: str) -> Verdict:
    return replace(passing(name), checks=(Check("all shapes", False, "they differ", 0.0),))


def run_instead(monkeypatch: pytest.MonkeyPatch, run: Callable[..., Verdict]) -> None:
    """Run something in the place of every job but the planted faults."""
    real = verify.run_job

    def run_job(name: str, **effort: Any) -> Verdict:
        return real(name, **effort) if name.startswith("planted_") else run(name, **effort)

    monkeypatch.setattr(verify, "run_job", run_job)


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Three names, which all pass at once, and the list of those that were run."""
    done: list[str] = []

    def run(name: str, **_: object) -> Verdict:
        done.append(name)
        return passing(name)

    monkeypatch.setattr(verify, "job_names", lambda only=None: (only,) if only else NAMES)
    monkeypatch.setattr(verify, "_names_here", lambda: NAMES)
    monkeypatch.setattr(verify, "expected_list", lambda: EXPECTED)
    run_instead(monkeypatch, run)
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
    run_instead(monkeypatch, lambda n, **_: failing(n) if n == "two" else passing(n))
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
    run_instead(monkeypatch, lambda n, **_: replace(passing(n), **{empty: ()}))
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

    run_instead(monkeypatch, interrupted)
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
    run_instead(monkeypatch, lambda n, **_: failing(n))
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


@pytest.mark.parametrize(
    ("said", "effort"), [((), FULL), (("--quick",), QUICK), (("--deep",), DEEP)]
)
def test_quick_draws_less_and_says_so_last_and_in_the_record(
    said: tuple[str, ...],
    effort: Effort,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    efforts = []

    def run(name: str, effort: Effort) -> Verdict:
        efforts.append(effort)
        return passing(name)

    monkeypatch.setattr(verify, "job_names", lambda only=None: (only,))
    monkeypatch.setattr(verify, "_names_here", lambda: NAMES)
    monkeypatch.setattr(verify, "expected_list", lambda: EXPECTED)
    run_instead(monkeypatch, run)
    path = tmp_path / "found.json"
    assert main(["verify", "--only", "two", "--jobs", "1", "--json", str(path), *said]) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.endswith("; quick: " + QUICK.reduced()) is (effort is QUICK)
    assert ("quick" in last) is (effort is QUICK)
    assert last.endswith("; deep: " + DEEP.increased()) is (effort is DEEP)
    assert ("deep" in last) is (effort is DEEP)
    assert set(efforts) == {effort}
    assert json.loads(path.read_text())["effort"] == asdict(effort)


def test_the_record_is_written_over_nothing_that_is_read(
    ran: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    own = Path(verify.__file__).parent / "expected.json"
    link, before = tmp_path / "link.json", own.read_bytes()
    link.symlink_to(own)
    for path in (own, link):
        assert main(["verify", "--jobs", "1", "--json", str(path)]) == 2
        assert capsys.readouterr().err == (
            f"refmath: --json: expected another file than what refmath is made of, got {path}\n"
        )
    assert ran == []
    assert own.read_bytes() == before


@pytest.mark.usefixtures("ran")
def test_quick_says_so_where_something_fails_too(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run_instead(monkeypatch, lambda n, **_: failing(n))
    assert main(["verify", "--quick", "--jobs", "1"]) == 1
    assert "FAILED: one, two, three; quick: " in capsys.readouterr().out.splitlines()[-1]


# --- what came back against what was asked for ----------------------------------------------------

CHANGES: dict[str, tuple[Callable[[Verdict], Any], str]] = {
    "another name": (lambda v: replace(v, name="three"), "asked for two, got three"),
    "another statement": (lambda v: replace(v, checksum="mus"), "expected the checksum sum"),
    "no checksum": (lambda v: replace(v, checksum=""), "got none; `make expected`"),
    "a route less": (lambda v: replace(v, checks=()), "expected the routes all shapes, got none"),
    "a route more": (
        lambda v: replace(v, checks=(*v.checks, replace(v.checks[0], route="exact numbers"))),
        "expected the routes all shapes, got all shapes, exact numbers",
    ),
    "a case less": (
        lambda v: replace(v, checks=(replace(v.checks[0], cases=2),)),
        "all shapes: expected 3 cases, got 2",
    ),
    "no near miss": (lambda v: replace(v, refutations=()), "expected the near misses wrong"),
    "nothing": (lambda _: None, "nothing came back"),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.usefixtures("ran")
def test_what_was_not_asked_for_is_not_verified(
    change: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    altered, objection = CHANGES[change]
    each_of = verify.each_of

    def on_its_way(work: Any, given: Any, jobs: int) -> Any:
        for verdict in each_of(work, given, jobs):
            yield altered(verdict) if verdict.name == "two" else verdict

    monkeypatch.setattr(verify, "each_of", on_its_way)
    assert main(["verify", "--jobs", "1"]) == 1
    out = capsys.readouterr().out
    assert objection in out
    assert out.splitlines()[-1] == "1 of 3 FAILED: two"


@pytest.mark.usefixtures("ran")
def test_what_fails_and_is_dropped_on_its_way_back_is_missed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run_instead(monkeypatch, lambda n, **_: failing(n) if n == "two" else passing(n))
    each_of = verify.each_of

    def dropped(*given: Any) -> Any:
        for verdict in each_of(*given):
            if verdict.name != "two":
                yield verdict

    monkeypatch.setattr(verify, "each_of", dropped)
    assert main(["verify", "--jobs", "1"]) == 1
    assert "FAILED" in capsys.readouterr().out.splitlines()[-1]


@pytest.mark.usefixtures("ran")
def test_what_comes_back_unasked_is_not_verified(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    each_of = verify.each_of

    def more(*given: Any) -> Any:
        yield from each_of(*given)
        yield passing("four")

    monkeypatch.setattr(verify, "each_of", more)
    assert main(["verify", "--jobs", "1"]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "1 of 4 FAILED: four"


@pytest.mark.usefixtures("ran")
def test_what_is_expected_and_gone_is_missed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verify, "_names_here", lambda: ("one", "three"))
    assert main(["verify", "--jobs", "1"]) == 1
    out = capsys.readouterr().out
    assert "nothing came back" in out
    assert out.splitlines()[-1] == "1 of 3 FAILED: two"


@pytest.mark.usefixtures("ran")
def test_what_is_not_in_the_list_is_not_verified(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verify, "expected_list", lambda: {"one": EXPECTED["one"]})
    assert main(["verify", "--jobs", "1"]) == 1
    out = capsys.readouterr().out
    assert "it isn't in the list of what is expected: `make expected` writes" in out
    assert out.splitlines()[-1] == "2 of 3 FAILED: two, three"


@pytest.mark.usefixtures("ran")
def test_the_list_is_named_by_its_digest_where_all_is_verified(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "found.json"
    assert main(["verify", "--jobs", "1", "--json", str(path)]) == 0
    assert capsys.readouterr().out.endswith(f"; as expected by the list {digest()}\n")
    assert json.loads(path.read_text())["expected"] == digest()
    run_instead(monkeypatch, lambda n, **_: failing(n))
    assert main(["verify", "--jobs", "1"]) == 1
    assert digest() not in capsys.readouterr().out


def test_a_planted_fault_that_is_not_noticed_ends_it(
    ran: list[str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(
        verify, "check_theorem", lambda theorem, *_: replace(passing(theorem.name), checksum="")
    )
    assert main(["verify", "--jobs", "1", "--json", str(tmp_path / "found.json")]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(
        "refmath: planted faults weren't noticed, nothing was verified:\n"
        "planted_false_equation passed\n"
    )
    assert ran == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("ran")
@pytest.mark.parametrize("fails", [True, False])
def test_a_last_line_that_says_something_else_than_the_status_is_an_error(
    fails: bool, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    if fails:
        run_instead(monkeypatch, lambda n, **_: failing(n))
    monkeypatch.setattr(terminal, "show", lambda *_, **__: fails)
    assert main(["verify", "--jobs", "1"]) == 1
    assert capsys.readouterr().err == "refmath: what is shown isn't what was found\n"


# --- processes ------------------------------------------------------------------------------------


SLOW_PROGRAM = """
import sys, time
from refmath.evidence import verify

def check_theorem(theorem, effort):
    if theorem.name.startswith("planted_"):
        return real(theorem, effort)
    print("begun", file=sys.stderr, flush=True)
    time.sleep(60)

# In the worker processes too: they run this file again.
real, verify.check_theorem = verify.check_theorem, check_theorem

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


PROGRAM_THAT_LOSES = """
import os, signal, sys
from refmath.evidence import verify

def check_theorem(theorem, effort):
    if theorem.name.startswith("planted_"):
        return real(theorem, effort)
    LOSES

real, verify.check_theorem = verify.check_theorem, check_theorem

if __name__ == "__main__":
    from refmath.cli import main
    sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize(
    ("jobs", "loses", "reason"),
    [
        ("2", "os.kill(os.getpid(), signal.SIGKILL)", "a process was killed"),
        ("2", "raise MemoryError", "the memory was used up"),
        ("1", "raise MemoryError", "the memory was used up"),
    ],
)
def test_a_process_that_is_lost_concludes_nothing(
    jobs: str, loses: str, reason: str, tmp_path: Path
) -> None:
    program = tmp_path / "loses.py"
    program.write_text(PROGRAM_THAT_LOSES.replace("LOSES", loses))
    record_of_it = tmp_path / "found.json"
    arguments = ("verify", "--only", "transpose_of", "--jobs", jobs, "--json", record_of_it)
    both = ("verify", "--only", "transp", "--jobs", jobs, "--json", record_of_it)
    done = subprocess.run(
        [sys.executable, program, *(arguments if jobs == "1" else both)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith(f"refmath: {reason}")
    assert done.stderr.endswith(": nothing was concluded\n")
    assert len(done.stderr.splitlines()) == 1
    assert not record_of_it.exists()


USES_UP_ITS_MEMORY = """
    import resource
    limit = pages_in_use() * resource.getpagesize() + (1 << 26)
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    held = [bytearray(1 << 20) for _ in range(1 << 12)]

def pages_in_use():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[0])
"""


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="needs Linux's /proc")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_process_that_comes_to_the_limit_of_its_memory_concludes_nothing(
    jobs: str, tmp_path: Path
) -> None:
    program = tmp_path / "loses.py"
    program.write_text(PROGRAM_THAT_LOSES.replace("    LOSES\n", USES_UP_ITS_MEMORY))
    done = subprocess.run(
        [sys.executable, program, "verify", "--only", "transp", "--jobs", jobs],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == "refmath: the memory was used up: nothing was concluded\n"


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGKILL, signal.SIGHUP])
def test_killed_alone_it_leaves_no_process_behind(end: signal.Signals, tmp_path: Path) -> None:
    program = tmp_path / "slow.py"
    program.write_text(SLOW_PROGRAM)
    process = subprocess.Popen(
        [sys.executable, str(program), "verify", "--jobs", "2", "--only", "transp"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stderr is not None
    assert process.stderr.readline() == "begun\n"
    os.kill(process.pid, end)
    process.wait(timeout=30)
    try:
        assert gone(process.pid)  # sooner than a theorem is done with
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    # Every process that it began holds the other end: it is closed when the last has ended.
    process.stderr.read()
    process.stderr.close()


def gone(session: int) -> bool:
    """Whether no process of a session is left, within seconds."""
    for _ in range(100):
        try:
            os.killpg(session, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


TRANSPOSES = len(verify.job_names("transp"))


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_caller_who_has_ctrl_c_ignored_is_respected(jobs: str, tmp_path: Path) -> None:
    program = tmp_path / "slow.py"
    program.write_text(SLOW_PROGRAM.replace("sleep(60)", "sleep(2); return real(theorem, effort)"))
    process = subprocess.Popen(
        [sys.executable, str(program), "verify", "--jobs", jobs, "--only", "transp"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN),
    )
    assert process.stderr is not None
    assert process.stderr.readline() == "begun\n"
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert err.replace("begun\n", "") == ""
    assert process.returncode == 0
    assert f"{TRANSPOSES} verified" in out


@pytest.mark.parametrize("seconds", [0.0, 0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1.2, 1.6, 2.4])
def test_ctrl_c_is_quiet_whenever_it_comes(seconds: float) -> None:
    """From when Python has begun to run the command until it has ended."""
    program = (
        "import sys; from refmath.__main__ import command\n"
        "print('begun', flush=True); sys.exit(command())"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program, *("verify", "--only", "transp", "--jobs", "2")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=heed_interrupts,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    time.sleep(0.05 + seconds)
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert err in ("", "refmath: interrupted, nothing was concluded\n")
    assert process.returncode in (130, -signal.SIGINT, 0)
    if f"{TRANSPOSES} verified" in out:  # all was said: only Python's own end is left to break off
        assert process.returncode in (0, -signal.SIGINT)
    else:
        assert process.returncode != 0


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
    assert row.split()[1:10] == ["ok", "ok", "-", "ok", "ok", "-", "-", "ok", "12/12"]
    (verdict,) = json.loads(path.read_text())["verdicts"]
    assert verdict["passed"]
    assert [c["route"] for c in verdict["checks"]] == [
        *("all shapes", "every index", "explicit entries", "exact numbers")
    ]


@pytest.mark.parametrize(
    ("typed", "program"),
    [
        ("/elsewhere/refmath/__main__.py", "python -m refmath"),
        ("/on/the/path/refmath", "refmath"),
        ("{here}/.venv/bin/refmath", ".venv/bin/refmath"),
        ("/elsewhere/.venv/bin/refmath", "/elsewhere/.venv/bin/refmath"),
    ],
)
def test_what_to_type_next_is_what_was_typed(typed, program, tmp_path, monkeypatch) -> None:
    from refmath.commands import verify

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(verify, "which", lambda _: "/on/the/path/refmath")
    monkeypatch.setattr(sys, "argv", [typed.format(here=tmp_path)])
    assert verify._program() == program
