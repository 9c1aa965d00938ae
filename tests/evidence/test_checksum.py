"""The checksum: another one for every statement that says something else, the same on any day."""

import os
import subprocess
import sys
from dataclasses import replace
from fractions import Fraction
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refmath.evidence.agreements import AGREEMENTS
from refmath.evidence.checksum import LENGTH, checksum
from refmath.evidence.on_trained import TRAINED
from refmath.symbolic.claims import Claim
from refmath.symbolic.derivation import Hypothesis, Step
from refmath.symbolic.expressions import Letter
from refmath.symbolic.letters import matrix
from refmath.theorems.catalogue import STATEMENTS
from refmath.theorems.tensor_algebra import VEC

JOBS = (*STATEMENTS, *AGREEMENTS, *TRAINED)


def test_no_two_statements_have_one_checksum():
    sums = [checksum(job) for job in JOBS]
    assert len(set(sums)) == len(JOBS)
    assert {len(one) for one in sums} == {LENGTH}


def test_whatever_a_theorem_says_counts():
    letter, other = (Letter(matrix("Z", "n", cols)) for cols in ("n", "m"))
    changed = [
        replace(VEC, title="another"),
        replace(VEC, near_misses=VEC.near_misses[1:]),
        replace(VEC, near_misses=VEC.near_misses[::-1]),
        replace(VEC, steps=(*VEC.steps, Step(VEC.right, "vec"))),
        replace(VEC, hypotheses=(Hypothesis("h", letter, letter, "it is so"),)),
        replace(VEC, hypotheses=(Hypothesis("h", other, other, "it is so"),)),
        VEC,
    ]
    assert len({checksum(theorem) for theorem in changed}) == len(changed)


def test_the_functions_that_are_compared_count_and_what_they_hold():
    def held(value):
        return lambda: value

    assert checksum(held("left")) != checksum(held("right"))
    assert checksum(partial(held, 1)) != checksum(partial(held, 2))
    agreement = AGREEMENTS[0]
    assert checksum(replace(agreement, left=agreement.right)) != checksum(agreement)
    assert checksum(replace(TRAINED[0], near_misses=())) != checksum(TRAINED[0])


def test_lambdas_of_one_scope_count_by_their_text():
    lambdas = [
        lambda a: a + 1,
        lambda a: a - 1,
        lambda a: lambda b: a + b,
        lambda a: lambda b: a - b,
    ]
    inner = [lambdas[2](1), lambdas[3](1)]
    over_lines = lambda a: (  # noqa: E731
        a + 2
    )
    every_one = [*lambdas, *inner, over_lines]
    assert len({checksum(each) for each in every_one}) == len(every_one)
    assert checksum(lambdas[2](1)) == checksum(inner[0]) != checksum(lambdas[2](2))


@pytest.mark.parametrize(
    "others",
    ["a - 1", "a + 2", "b + 1", "a.real + 1", "a[1]", "(lambda: a + 1)()", "a + b'1'", "a + 1j"],
)
@pytest.mark.parametrize("file", ["<string>", "nowhere.py", __file__])
def test_a_lambda_without_a_file_counts_by_what_it_does(file, others):
    one, same, other = (
        eval(compile(f"lambda a: {does}", file, "eval")) for does in ("a + 1", "a + 1", others)
    )
    assert checksum(one) == checksum(same) != checksum(other)


def test_constants_of_every_type_count():
    for one, other in (
        ("b'1'", "b'2'"),
        ("1j", "2j"),
        ("1", "1.0"),
        ("a in {1, 2}", "a in {1, 3}"),
    ):
        sums = {checksum(eval(f"lambda a: {constant}")) for constant in (one, other)}
        assert len(sums) == 2, (one, other)


def test_what_is_in_a_string_is_not_looked_for_in_another():
    # Since 3.13 `python -c` has its source where a string's is asked for.
    program = """
import linecache
from refmath.evidence.checksum import checksum
linecache.cache["<string>"] = 1, None, ["lambda a: 0"], "<string>"
print(len({checksum(eval(f"lambda a: a {sign} 1")) for sign in "+-"}))
"""
    run = [sys.executable, "-c", program]
    assert subprocess.run(run, capture_output=True, text=True, check=True).stdout == "2\n"


@pytest.mark.parametrize(
    "claim", [s for s in STATEMENTS if isinstance(s, Claim)], ids=lambda claim: claim.name
)
def test_no_false_twin_counts_as_what_it_is_a_twin_of(claim):
    for argument in claim.arguments:
        counted = [checksum(argument.of), *(checksum(twin.of) for twin in argument.twins)]
        assert len(set(counted)) == len(counted), argument.says


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists, max_leaves=9))
def test_it_is_of_what_is_said_alone(value):
    assert checksum(value) == checksum(value)
    assert checksum([value]) != checksum(value)


def test_numbers_that_are_not_whole_count():
    numbers = (0.5, 0.25, Fraction(1, 2), Fraction(1, 3), 1, 1.0, Fraction(1))
    assert len({checksum(number) for number in numbers}) == len(numbers)


def test_a_function_that_holds_itself_has_one():
    def again(n):
        return again(n - 1) if n else 0

    assert checksum(again) == checksum(again)


def test_it_is_the_same_in_another_process_of_another_order_of_sets():
    program = (
        "from refmath.evidence.checksum import checksum\n"
        "from refmath.theorems.catalogue import STATEMENTS\n"
        "print([checksum(s) for s in STATEMENTS], checksum(frozenset('abcdefgh')))\n"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1
