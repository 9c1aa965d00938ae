"""Numbers of the command line: digits alone, and not too few."""

import argparse

import pytest

from refmath.commands.arguments import number_from


def test_whole_numbers_are_read():
    assert [number_from(0)("0"), number_from(2)("17")] == [0, 17]


@pytest.mark.parametrize("text", ["1", "-3", "2.0", "", "two", "²", "+3", "1e3"])
def test_others_are_refused_with_what_was_expected(text):
    with pytest.raises(argparse.ArgumentTypeError, match=r"expected an integer, 2 or more, got "):
        number_from(2)(text)
