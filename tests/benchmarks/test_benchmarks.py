"""What is measured is right: at small sizes every case runs, and both ways agree as it says."""

import dataclasses
import io
import os
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from rich.console import Console

import refmath as rm
from benchmarks import __main__ as command
from benchmarks import (
    at_size,
    foreign,
    front_door,
    heads,
    models,
    sequences,
    skip_trigrams,
    symbols,
    tools,
)
from benchmarks.__main__ import HEAD, ROOMS, _show, main
from benchmarks.measure import Case, Result, Way, measured

CASES = [
    (f"{room.__name__}: {case.name} ({case.other_is})", case)
    for room in (
        front_door,
        sequences,
        models,
        heads,
        tools,
        foreign,
        skip_trigrams,
        symbols,
        at_size,
    )
    for case in room.cases(scale=0.01)
]


@pytest.mark.parametrize("case", [c for _, c in CASES], ids=[name for name, _ in CASES])
def test_both_ways_come_to_what_the_case_says(case):
    result = measured(dataclasses.replace(case, runs=1))
    assert result.ours.seconds > 0
    assert result.ratio > 0


def test_a_way_that_comes_to_something_else_is_noticed() -> None:
    wrong = Case("sum", "", lambda: 1, lambda: 2, "", lambda a, b: a == b, runs=1)
    with pytest.raises(ValueError, match="sum: expected results that agree"):
        measured(wrong)
    with pytest.raises(ValueError, match="sum: expected results that agree"):
        measured(dataclasses.replace(wrong, other=lambda: 1, why_not_same="a reason"))


def test_what_is_run_once_is_compared_and_measured_in_that_run() -> None:
    calls = []

    def once(work):
        calls.append(work())
        return calls[-1], Way(len(calls), 2**20 * len(calls))

    case = Case("sum", "", lambda: 3, lambda: 1 + 2, "", lambda a, b: a == b, once=once)
    result = measured(case)
    assert calls == [3, 3]
    assert (result.ours, result.other) == (Way(1, 2**20), Way(2, 2**21))
    with pytest.raises(ValueError, match="expected results that agree"):
        measured(dataclasses.replace(case, other=lambda: 1))


@pytest.mark.skipif(not sequences.STATUS.exists(), reason="its memory can't be read here")
def test_a_table_of_other_numbers_is_told_from_a_child() -> None:
    def counted(tokens):
        return lambda: rm.count_skip_trigrams(tokens, 1, d_vocab=3)

    (one, way), (same, _), (other, _) = (
        at_size.counted_once(counted(tokens))
        for tokens in ([0, 1, 2, 0, 1, 2], [0, 1, 2, 0, 1, 2], [0, 1, 2, 0, 2, 1])
    )
    assert one == same != other
    assert one[1] == 7
    assert 0 < way.seconds < 60
    assert way.peak >= 0
    with pytest.raises(RuntimeError, match="expected a child process to measure"):
        sequences.in_a_child(lambda: os._exit(1))


def test_what_takes_minutes_is_measured_only_if_it_is_named(monkeypatch) -> None:
    asked = []
    rooms = {
        name: SimpleNamespace(cases=lambda name=name: asked.append(name) or []) for name in ROOMS
    }
    monkeypatch.setattr(command, "ROOMS", rooms)
    main([])
    assert asked == [name for name in ROOMS if name != "at_size"]
    main(["at_size"])
    assert asked[-1] == "at_size"


def test_the_peak_is_that_of_the_work() -> None:
    case = Case("bytes", "", lambda: len(bytes(10**7)), lambda: 10**7, "", lambda a, b: a == b)
    result = measured(case)
    assert 10**7 <= result.ours.peak < 2 * 10**7
    assert result.other.peak < 10**5


def test_a_room_that_there_is_not_is_refused(capsys) -> None:
    with pytest.raises(SystemExit):
        main(["nonsense"])
    assert "expected one of front_door, sequences" in capsys.readouterr().err


A_LONG_NAME = "a name that with its size, [both] ways and the ratio is wider than eighty columns"


def shown(console: Console) -> list[str]:
    case = Case(A_LONG_NAME, "1,000 tokens", lambda: 1, lambda: 1, "by hand", lambda a, b: a == b)
    _show([Result(case, Way(0.5, 2**20), Way(1.0, 2**21), True)], console)
    return console.file.getvalue().splitlines()


def test_a_pipe_gets_a_row_a_line() -> None:
    rows = [line.split("\t") for line in shown(Console(file=io.StringIO(), width=80))]
    assert rows == [
        list(HEAD),
        [A_LONG_NAME, "1,000 tokens", "500 ms, 1 MB", "by hand", "1 s, 2 MB", "2×"],
    ]


def test_a_terminal_gets_a_table_with_every_letter_of_a_name() -> None:
    lines = shown(Console(file=io.StringIO(), width=80, force_terminal=True))
    assert len(lines) > 3
    assert any("[both]" in line for line in lines)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing is measured in a child process here")
def test_the_child_that_measures_ends_with_a_parent_that_is_killed(tmp_path):
    said = tmp_path / "child"
    code = (
        "import os, time; from pathlib import Path; from benchmarks.sequences import in_a_child; "
        f"in_a_child(lambda: Path({str(said)!r}).write_text(str(os.getpid())) and time.sleep(60))"
    )
    parent = subprocess.Popen([sys.executable, "-c", code])
    within = time.monotonic() + 30
    while not (said.exists() and said.read_text()) and time.monotonic() < within:
        time.sleep(0.05)
    child = int(said.read_text())
    parent.kill()
    parent.wait()
    within = time.monotonic() + 10
    while _is_running(child) and time.monotonic() < within:
        time.sleep(0.1)
    assert not _is_running(child)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{process}/stat")
    return not status.exists() or status.read_text().rpartition(")")[2].split()[0] != "Z"
