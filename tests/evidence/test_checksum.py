"""The checksum: another one for every statement that says something else, the same on any day."""

import os
import subprocess
import sys
from dataclasses import replace
from functools import partial

from hypothesis import given
from hypothesis import strategies as st

from refmath.evidence.agreements import AGREEMENTS
from refmath.evidence.checksum import LENGTH, checksum
from refmath.evidence.on_trained import TRAINED
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


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists, max_leaves=9))
def test_it_is_of_what_is_said_alone(value):
    assert checksum(value) == checksum(value)
    assert checksum([value]) != checksum(value)


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
