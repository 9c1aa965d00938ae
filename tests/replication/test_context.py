"""What the context is used for, on models of which it is known."""

import numpy as np
import pytest

import refmath as rm
from refmath.replication.context import in_context, repetition
from refmath.replication.measures import without_heads


@pytest.fixture(scope="module")
def sharp():
    """An induction model whose predictions are worth some nats."""
    model = rm.induction_model(16, n_ctx=32)
    return rm.Transformer(
        model.W_E, 8 * model.W_U, model.layers, W_pos=model.W_pos, positions=model.positions
    )


def test_the_second_copy_is_easy_for_an_induction_head_and_hard_without_it(sharp):
    found = repetition(sharp, [(0, 0)], [(1, 0)], None)
    assert found.verdict == "reproduced"
    rows = {name: (once, twice) for name, once, twice in found.tables[0].rows}
    once, twice = rows["the model"]
    assert twice < once / 2
    bare = rows["without the induction heads 1:0"]
    assert bare[1] == pytest.approx(bare[0], rel=0.2)


def test_the_copies_are_cut_where_they_begin(sharp):
    """The second copy's first token is left out: only its second one can be known."""
    found = repetition(sharp, [(0, 0)], [(1, 0)], None)
    curve, period = found.arrays["curves"]["the model"], int(found.arrays["period"])
    _, once, twice = found.tables[0].rows[0]
    assert once == pytest.approx(curve[: period - 1].mean())
    assert twice == pytest.approx(curve[period:].mean())
    assert curve[period - 1] > 2 * curve[period:].max()


def test_it_is_so_after_a_first_token_too(sharp):
    found = repetition(sharp, [(0, 0)], [(1, 0)], 0)
    curve, begin = found.arrays["curves"]["the model"], int(found.arrays["period"])
    _, once, twice = found.tables[0].rows[0]
    assert once == pytest.approx(curve[: begin - 1].mean())
    assert twice == pytest.approx(curve[begin:].mean())
    assert curve[begin - 1] > 2 * curve[begin:].max()


def test_what_no_head_explains_is_not_reproduced(sharp):
    found = repetition(sharp, [], [], None)
    assert [condition.holds for condition in found.conditions] == [True, False]
    assert not in_context(sharp, np.tile(np.arange(8), (4, 2)), []).conditions[1].holds


def test_one_layer_sees_no_repetition(of_copying):
    assert [len(c.says) > 0 for c in of_copying["repetition"].conditions] == [True]


def test_in_context_learning_is_seen_where_windows_repeat(sharp):
    windows = rm.repeated_random_tokens(8, 8, batch=12, seed=4)
    found = in_context(sharp, windows, [(1, 0)])
    assert found.verdict == "reproduced"
    score = found.tables[0].rows[0][1]
    assert score < -0.5


def test_nothing_is_learnt_where_nothing_repeats(sharp):
    windows = np.tile(np.arange(8), (6, 2))
    windows[:, 8:] = windows[:, 8:][:, ::-1]
    windows[:, 1] = windows[:, 0]  # the one token that is easy, and an early one
    assert not in_context(sharp, windows, [(1, 0)]).conditions[0].holds


def test_heads_that_change_nothing_are_not_held_for_the_cause(sharp):
    windows = rm.repeated_random_tokens(8, 8, batch=12, seed=4)
    bare = without_heads(sharp, [(1, 0)])
    assert in_context(bare, windows, [(1, 0)]).conditions[1].holds is None


def test_a_second_copy_that_is_not_much_easier_is_not_held_for_it(of_induction):
    condition, *others = of_induction["repetition"].conditions
    assert not condition.holds
    assert all(each.holds for each in others)
