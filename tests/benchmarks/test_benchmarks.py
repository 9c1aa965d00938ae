"""What is measured is right: at small sizes every case runs, and both ways agree as it says."""

import dataclasses

import pytest

from benchmarks import front_door, heads, models, sequences, skip_trigrams, symbols, tools
from benchmarks.__main__ import main
from benchmarks.measure import Case, measured

CASES = [
    (f"{room.__name__}: {case.name} ({case.other_is})", case)
    for room in (front_door, sequences, models, heads, tools, skip_trigrams, symbols)
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


def test_the_peak_is_that_of_the_work() -> None:
    case = Case("bytes", "", lambda: len(bytes(10**7)), lambda: 10**7, "", lambda a, b: a == b)
    result = measured(case)
    assert 10**7 <= result.ours.peak < 2 * 10**7
    assert result.other.peak < 10**5


def test_a_room_that_there_is_not_is_refused(capsys) -> None:
    with pytest.raises(SystemExit):
        main(["nonsense"])
    assert "expected one of front_door, sequences" in capsys.readouterr().err
