"""Every mistake shows in a case, is named when made, and is a near miss if it says so."""

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from refmath.conforming.adapters import Held
from refmath.conforming.answers.diagnosis import (
    Asked,
    _would_show,
    ask,
    expected,
    in_dtype,
    name_mistakes,
    wrong_answer,
)
from refmath.conforming.answers.made import Broken, Ourselves
from refmath.conforming.cases import cases
from refmath.conforming.mistakes.every import MISTAKES
from refmath.conforming.mistakes.mistake import made_together
from refmath.conforming.mistakes.pages import page_of
from refmath.theorems.catalogue import STATEMENTS

ROOT = Path(__file__).parents[2]
BY_NAME = {statement.name: statement for statement in STATEMENTS}


@cache
def shown_by(name):
    """List the quantities, in order, in which a mistake shows."""
    held, mistake = Held(Ourselves()), next(m for m in MISTAKES if m.name == name)
    return [
        case.quantity.name for case in cases() if _would_show(held, Asked(case, None, "", None),
                                                               (mistake,))
    ]  # fmt: skip


def test_names_are_each_ones_own():
    assert len({m.name for m in MISTAKES}) == len(MISTAKES) > 80


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda m: m.name)
def test_a_mistake_that_is_made_is_named(mistake):
    """A machine-made adapter that makes it fails, and the mistake is named, alone."""
    quantity = shown_by(mistake.name)[0]
    held = Held(Broken(mistake, quantity))
    found = [
        ask(held, case)
        for case in cases()
        if case.quantity.name == quantity and case.suits(held.conventions)
    ]
    found = [asked for asked in found if asked.answer is not None]
    assert any(not asked.right for asked in found)
    named = name_mistakes(held, found)
    assert named is not None
    assert len(named.mistakes) == 1
    assert mistake.name in {m.name for m in (*named.mistakes, *named.alike)}


@pytest.mark.parametrize(
    ("setting", "name"),
    [
        ("biases, sinks", "key_bias_left_out"),
        ("biases, sinks", "key_bias_raises_the_sink"),
        ("biases, scores capped", "key_bias_left_out"),
        ("biases, rotary", "key_bias_left_out"),
        ("a linear bias by offset, sinks", "not_linear"),
    ],
)
def test_a_bias_that_is_inert_elsewhere_moves_the_pattern_there(setting, name):
    (case,) = [case for case in cases() if case.name == f"pattern[{setting}]"]
    mistake = next(m for m in MISTAKES if m.name == name)
    assert _would_show(Held(Ourselves()), Asked(case, None, "", None), (mistake,))
    alone = next(case for case in cases() if case.name == "pattern[biases alone]")
    assert not _would_show(Held(Ourselves()), Asked(alone, None, "", None), (mistake,))


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda m: m.name)
def test_a_near_miss_is_one_of_the_theorem(mistake):
    if mistake.theorem:
        assert mistake.theorem in BY_NAME
    for theorem, near_miss in mistake.near_misses:
        assert near_miss in {n.name for n in BY_NAME[theorem].near_misses}


@pytest.mark.parametrize("theorem", sorted({m.theorem for m in MISTAKES} - {""}))
def test_the_docs_have_the_place_that_is_named(theorem):
    page, _, anchor = page_of(theorem).partition("#")
    assert f'<a id="{anchor}">' in (ROOT / page).read_text("utf-8")


def answers_of(mistake):
    """List what a mistake answers, case by case, to three digits."""
    out = []
    for case in cases():
        held = Held(Ourselves())
        answer = wrong_answer((mistake,), case.quantity, in_dtype(held, case.setting))
        ours = expected(held, case)[1] if answer is None else answer
        out.append(repr([np.round(np.asarray(x, float), 3).tolist() if case.setting.model else x
                         for x in ours.values()]))  # fmt: skip
    return tuple(out)


def test_each_mistake_is_told_from_all_others():
    """Of no two are all answers the same."""
    by_answers = {}
    for mistake in MISTAKES:
        by_answers.setdefault(answers_of(mistake), []).append(mistake.name)
    assert [names for names in by_answers.values() if len(names) > 1] == []


def test_two_mistakes_in_one_step_cannot_be_made_together():
    by_name = {m.name: m for m in MISTAKES}
    assert made_together([by_name["not_scaled"], by_name["scaled_by_d_model"]]) is None
    assert made_together([by_name["not_scaled"], by_name["no_mask"]]) is not None
