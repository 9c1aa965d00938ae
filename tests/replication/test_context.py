"""What the context is used for, on models of which it is known."""

import dataclasses

import numpy as np
import pytest

import refmath as rm
from refmath.replication.context import (
    InContext,
    in_context,
    measure_in_context,
    measure_repetition,
    repetition,
)
from refmath.replication.measures import Estimate, longest_period, losses, repeated


@pytest.fixture(scope="module")
def sharp():
    """An induction model whose predictions are worth some nats."""
    model = rm.by_hand.induction(16, n_ctx=32)
    return rm.Transformer(
        model.W_E, 8 * model.W_U, model.layers, W_pos=model.W_pos, positions=model.positions
    )


def test_the_second_copy_is_easy_for_an_induction_head_and_hard_without_it(sharp):
    found = repetition(measure_repetition(sharp, [(0, 0)], [(1, 0)], None))
    assert found.verdict == "reproduced"
    rows = {name: (once, twice) for name, once, twice in found.tables[0].rows}
    once, twice = rows["the model"]
    assert twice < once / 2
    bare = rows["without the induction heads 1:0"]
    assert bare[1] == pytest.approx(bare[0], rel=0.2)


def test_the_copies_are_cut_where_they_begin(sharp):
    """The second copy's first token is left out: only its second one can be known."""
    found = repetition(measure_repetition(sharp, [(0, 0)], [(1, 0)], None))
    curve, period = found.measured.model.curve, found.measured.second_begins
    _, once, twice = found.tables[0].rows[0]
    assert once == pytest.approx(curve[: period - 1].mean())
    assert twice == pytest.approx(curve[period:].mean())
    assert curve[period - 1] > 2 * curve[period:].max()


def test_it_is_so_after_a_first_token_too(sharp):
    found = repetition(measure_repetition(sharp, [(0, 0)], [(1, 0)], 0))
    curve, begin = found.measured.model.curve, found.measured.second_begins
    _, once, twice = found.tables[0].rows[0]
    assert once == pytest.approx(curve[: begin - 1].mean())
    assert twice == pytest.approx(curve[begin:].mean())
    assert curve[begin - 1] > 2 * curve[begin:].max()


def test_what_no_head_explains_is_not_reproduced(sharp):
    found = repetition(measure_repetition(sharp, [], [], None))
    assert [condition.holds for condition in found.conditions] == [True, False]
    without = measure_in_context(sharp, np.tile(np.arange(8), (4, 2)), [])
    assert in_context(without).conditions[1].holds is False


def test_one_layer_sees_no_repetition(of_copying):
    assert [len(c.says) > 0 for c in of_copying["repetition"].conditions] == [True]


def test_in_context_learning_is_seen_where_windows_repeat(sharp):
    windows = rm.repeated_random_tokens(8, 8, batch=12, seed=4)
    found = in_context(measure_in_context(sharp, windows, [(1, 0)]))
    assert found.verdict == "reproduced"
    score = found.tables[0].rows[0][1]
    assert score < -0.5


def test_nothing_is_learnt_where_nothing_repeats(sharp):
    windows = np.tile(np.arange(8), (6, 2))
    windows[:, 8:] = windows[:, 8:][:, ::-1]
    windows[:, 1] = windows[:, 0]  # the one token that is easy, and an early one
    assert not in_context(measure_in_context(sharp, windows, [(1, 0)])).conditions[0].holds


def test_heads_that_change_nothing_are_not_held_for_the_cause(sharp):
    windows = rm.repeated_random_tokens(8, 8, batch=12, seed=4)
    bare = rm.without_heads(sharp, [(1, 0)])
    assert in_context(measure_in_context(bare, windows, [(1, 0)])).conditions[1].holds is None


def test_a_second_copy_that_is_not_much_easier_is_not_held_for_it(of_induction):
    condition, *others = of_induction["repetition"].conditions
    assert not condition.holds
    assert all(other.holds for other in others)


def test_each_curve_is_named_for_the_heads_that_are_missing(sharp):
    """A model all of whose heads of layer 1 are induction heads has no others to take out."""
    measured = measure_repetition(sharp, [(0, 0)], [(1, 0)], None)
    assert measured.without_others is None
    assert measured.without_induction.name == "without the induction heads 1:0"
    assert measured.without_previous.name == "without the previous-token heads 0:0"
    second = sharp.layers[1]
    doubled = {name: np.concatenate([getattr(second, name)] * 2) for name in ("W_Q", "W_K", "W_V")}
    W_O = np.concatenate([second.W_O / 4, 3 * second.W_O / 4])
    two_heads = dataclasses.replace(second, **doubled, W_O=W_O)
    model = dataclasses.replace(sharp, layers=[sharp.layers[0], two_heads])
    others = measure_repetition(model, [(0, 0)], [(1, 1)], None).without_others
    assert others.name == "without the other heads of layer 1, 1:0"
    np.testing.assert_array_equal(
        others.curve,
        losses(
            rm.without_heads(model, [(1, 0)]),
            repeated(model, longest_period(model, None), None),
        ).mean(axis=0),
    )


def test_in_more_layers_the_others_are_those_of_the_induction_heads_layers(sharp):
    """They are no induction heads themselves, and no previous-token heads."""
    deep = dataclasses.replace(sharp, layers=[*sharp.layers, *sharp.layers])
    measured = measure_repetition(deep, [(0, 0), (2, 0)], [(1, 0)], None)
    assert measured.without_others is None
    measured = measure_repetition(deep, [(0, 0)], [(3, 0), (1, 0)], None)
    assert measured.without_others is None
    second = deep.layers[3]
    halves = {name: np.concatenate([getattr(second, name)] * 2) for name in ("W_Q", "W_K", "W_V")}
    W_O = np.concatenate([second.W_O / 4, 3 * second.W_O / 4])
    two_heads = dataclasses.replace(second, **halves, W_O=W_O)
    deep = dataclasses.replace(deep, layers=[*deep.layers[:3], two_heads])
    others = measure_repetition(deep, [(0, 0)], [(3, 1), (1, 0)], None).without_others
    assert others.name == "without the other heads of layers 1 and 3, 3:0"
    assert measure_repetition(deep, [(3, 0)], [(3, 1)], None).without_others is None


@pytest.mark.parametrize(("score", "holds"), [(-0.1, True), (-0.45, None), (-0.9, False)])
def test_one_layer_is_to_have_less_in_context_learning_than_the_papers(score, holds):
    found = in_context(InContext(1, 8, 20, (2, 3), (15, 19), Estimate(score, 0.04)))
    assert [condition.holds for condition in found.conditions] == [holds]
    assert found.tables[0].rows == (("the model", score, 0.04),)
