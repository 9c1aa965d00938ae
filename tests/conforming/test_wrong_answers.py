"""What each mistake answers, held to what it answered when it was looked at.

A mistake that is made otherwise is still wrong, and no other test would see that it isn't the one
that its name says. `python tests/conforming/test_wrong_answers.py` writes the record anew.
"""

import json
from collections import defaultdict
from functools import cache
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from refmath.conforming.adapters import Held
from refmath.conforming.answers.diagnosis import expected, in_dtype, wrong_answer
from refmath.conforming.answers.made import Ourselves
from refmath.conforming.cases import cases
from refmath.conforming.mistakes.every import MISTAKES

RECORD = Path(__file__).with_name("wrong_answers.json")
HELD = Held(Ourselves())


@cache
def ours():
    """The right answers, by the case's name."""
    return {case.name: expected(HELD, case)[1] for case in cases()}


def differ(one, other):
    if not isinstance(one, np.ndarray | float):
        return one != other
    return np.shape(one) != np.shape(other) or not np.allclose(
        one, other, rtol=1e-9, equal_nan=True
    )


def in_short(array):
    """A number between -1 and 1 to which each entry adds by a weight of its own."""
    entries = np.asarray(array, float).ravel()
    weights = np.cos(np.arange(1, len(entries) + 1))
    total = float((weights * entries)[np.isfinite(entries)].sum()) + np.isnan(entries).sum()
    return total / (1 + abs(total))


def answers_of(mistake):
    """By the quantities in which it is wrong: in how many places, and all its answers in short."""
    wrong, numbers, lists = defaultdict(int), defaultdict(float), defaultdict(list)
    for case in cases():
        name, right = case.quantity.name, ours()[case.name]
        answers = wrong_answer((mistake,), case.quantity, in_dtype(HELD, case.setting)) or {}
        for n, (of, answer) in enumerate(answers.items(), 1):
            wrong[name] += bool(differ(answer, right.get(of)))
            if isinstance(answer, np.ndarray | float):
                numbers[name] += n * in_short(answer)
            else:
                lists[name].append(f"{of}: {answer!r}")
    return {
        name: [n, round(numbers[name], 9), sha256("\n".join(lists[name]).encode()).hexdigest()[:8]]
        for name, n in wrong.items()
        if n
    }


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_a_mistake_answers_what_it_did_when_it_was_looked_at(mistake):
    found, known = answers_of(mistake), json.loads(RECORD.read_text("utf-8"))[mistake.name]
    assert found.keys() == known.keys()
    for name, (places, number, words) in found.items():
        assert [places, words] == known[name][::2], name
        assert number == pytest.approx(known[name][1], rel=1e-6, abs=1e-6), name


def test_every_mistake_is_in_the_record():
    assert json.loads(RECORD.read_text("utf-8")).keys() == {mistake.name for mistake in MISTAKES}


def write():
    lines = (f'"{m.name}": {json.dumps(answers_of(m))}' for m in MISTAKES)
    RECORD.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")


if __name__ == "__main__":
    write()
