"""Findings on heads, on models whose heads are known."""

import dataclasses

import numpy as np
import pytest

import refmath as rm
from refmath.replication.heads import behaviour, composition, copying, matching, roles


@pytest.fixture(scope="module")
def model():
    return rm.by_hand.induction(8, n_ctx=16)


def test_the_heads_of_the_induction_model_are_found(model):
    _, previous, induction = roles(model, None)
    assert previous == [(0, 0)]
    assert induction == [(1, 0)]


def test_heads_that_copy_are_counted(copying_model):
    for copies, verdict in (
        ((1, 1, 1), "reproduced"),
        ((1, 1, -1), "reproduced in part"),
        ((1, -1, -1), "not reproduced"),
    ):
        found = copying(copying_model(copies))
        assert found.verdict == verdict
        assert f"in {copies.count(1)} of 3 heads" in found.ours
        assert np.sign(found.arrays["scores"]).tolist() == list(copies)


def test_the_induction_model_has_what_the_paper_found(of_induction):
    for name in ("induction_heads", "composition", "matching"):
        assert of_induction[name].verdict == "reproduced", name


def test_the_pattern_shown_is_the_heads(of_induction):
    shown = of_induction["induction_heads"].arrays
    assert list(shown) == ["0:0", "1:0"]
    before = np.diag(shown["0:0"], -1)
    assert (before > 0.9).all()


def test_without_the_previous_token_head_nothing_is_found(model):
    silent = dataclasses.replace(model.layers[0], W_Q=0 * model.layers[0].W_Q)
    broken = dataclasses.replace(model, layers=[silent, model.layers[1]])
    summaries, previous, induction = roles(broken, None)
    assert (previous, induction) == ([], [])
    assert behaviour(broken, summaries, previous, induction, None).verdict == "not reproduced"
    found = composition(broken, previous, induction)
    assert not found.conditions[0].holds
    assert matching(broken, previous, induction).verdict == "not reproduced"


def test_induction_heads_that_are_not_there_match_nothing(model):
    assert matching(model, [(0, 0)], [(1, 0)]).verdict == "reproduced"
    assert matching(model, [(0, 0)], []).verdict == "not reproduced"


def test_composition_of_another_kind_is_not_taken_for_k(model):
    second = model.layers[1]
    exchanged = dataclasses.replace(second, W_Q=second.W_K, W_K=second.W_Q)
    found = composition(
        dataclasses.replace(model, layers=[model.layers[0], exchanged]), [(0, 0)], [(1, 0)]
    )
    assert not found.conditions[0].holds
    assert not found.conditions[1].holds


def test_a_one_layer_model_has_no_induction_head(of_copying):
    found = of_copying["induction_heads"]
    assert found.title == "No induction heads in one layer"
    assert found.verdict == "reproduced"
