"""`refmath grams`: what the notebook printed, of any sequence."""

import pytest

import refmath as rm
from refmath.cli import main

NUMBERS = "0 1 2 3 4 5 6 7"


def lines(capsys, *arguments):
    assert main(["grams", *arguments]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out.splitlines()


def test_it_prints_what_the_notebook_printed(capsys):
    trigrams = ["0 1 2", "1 2 3", "2 3 4", "3 4 5", "4 5 6", "5 6 7"]
    assert lines(capsys, NUMBERS) == trigrams
    assert lines(capsys, NUMBERS, "--step", "1") == ["0 2 3", "1 3 4", "2 4 5", "3 5 6", "4 6 7"]


def test_elements_need_not_be_numbers(capsys):
    """The notebook took the elements for positions."""
    assert lines(capsys, "a b c d", "--step", "1") == ["a c d"]
    assert lines(capsys, "keep it in mind", "-n", "2") == ["keep it", "it in", "in mind"]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--max-step", "1"], rm.skip_trigrams("abcdef", 1)),
        (["-n", "3", "-k", "2"], rm.skip_grams("abcdef", 3, 2)),
        (["-n", "1", "-k", "9"], rm.skip_grams("abcdef", 1, 9)),
        (["--step", "99"], iter(())),
        (["--step", str(2**63 - 1)], iter(())),
        (["-n", str(2**63 - 1)], iter(())),
    ],
)
def test_options_choose_the_function(capsys, options, expected):
    assert lines(capsys, "a b c d e f", *options) == [" ".join(gram) for gram in expected]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "required: SEQUENCE"),
        ([" "], "SEQUENCE: expected elements with spaces between them"),
        (["a b", "--step", "-1"], "--step: expected an integer, 0 or more, got '-1'"),
        (["a b", "--step", "9" * 30], "--step: expected an integer, at most 9223372036854775807"),
        (["a b", "-n", "0"], "-n: expected an integer, 1 or more"),
        (["a b", "-k", "1"], "-k: expected -n beside it, got none"),
        (["a b", "--step", "1", "-n", "2"], "not allowed with"),
    ],
)
def test_bad_arguments_are_said_in_one_line(capsys, arguments, message):
    assert main(["grams", *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert message in err
