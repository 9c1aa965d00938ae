"""Findings on heads, on models whose heads are known."""

import dataclasses

import numpy as np
import pytest

import refmath as rm
from refmath.replication.heads import (
    HeadScores,
    Matching,
    Roles,
    behaviour,
    composition,
    copying,
    matching,
    measure_behaviour,
    measure_composition,
    measure_copying,
    measure_matching,
    measure_roles,
)


@pytest.fixture(scope="module")
def model():
    return rm.by_hand.induction(8, n_ctx=16)


def test_the_heads_of_the_induction_model_are_found(model):
    roles = measure_roles(model, None)
    assert roles.previous == ((0, 0),)
    assert roles.induction == ((1, 0),)


def test_a_previous_token_head_behind_the_induction_heads_is_none_of_theirs(model):
    first, second = model.layers
    deep = dataclasses.replace(model, layers=[first, second, first])
    roles = measure_roles(deep, None)
    assert (roles.previous, roles.induction) == (((0, 0),), ((1, 0),))
    assert measure_behaviour(deep, roles, None).earlier_layers == "layer 0"
    scores = measure_matching(deep, roles).scores
    assert [(score.head, score.through) for score in scores] == [
        ((1, 0), (0, 0)),
        ((2, 0), (0, 0)),
    ]


def test_every_pair_of_which_the_second_can_read_the_first_is_measured(normed_model):
    model = normed_model(4)
    found = measure_composition(model, Roles((), (), ()))
    pairs = {(pair.kind, pair.earlier, pair.later): pair.ratio for pair in found.pairs}
    assert len(found.pairs) == len(pairs) == 3 * 6 * 3 * 3
    for (kind, earlier, later), ratio in pairs.items():
        assert earlier[0] < later[0]
        score = rm.composition_scores(model, kind)[*earlier, *later]
        assert ratio == score / rm.composition_baseline(model)
        place = found.writers.index(earlier), found.readers.index(later)
        assert found.ratios[kind][place] == ratio
    assert np.isnan(found.ratios["K"]).sum() == 3 * 3 * 3


def test_every_induction_head_is_to_read_a_previous_token_head_by_its_keys(model):
    """In three layers each induction head needs a previous-token head before it."""
    deep = dataclasses.replace(model, layers=[*model.layers, model.layers[1]])
    for previous, holds in ((((0, 0),), True), (((1, 0),), False)):
        roles = Roles((), previous, ((1, 0), (2, 0)))
        (condition,) = composition(measure_composition(deep, roles)).conditions
        assert condition.holds is holds


def test_heads_that_copy_are_counted(copying_model):
    for copies, verdict in (
        ((1, 1, 1), "reproduced"),
        ((1, 1, -1), "reproduced in part"),
        ((1, -1, -1), "not reproduced"),
    ):
        found = copying(measure_copying(copying_model(copies)))
        assert found.verdict == verdict
        assert f"in {copies.count(1)} of 3 heads" in found.ours
        assert np.sign(found.measured.scores).tolist() == list(copies)


def test_the_induction_model_has_what_the_paper_found(of_induction):
    for name in ("induction_heads", "composition", "matching"):
        assert of_induction[name].verdict == "reproduced", name


def test_the_pattern_shown_is_the_heads(of_induction):
    previous, induction = of_induction["induction_heads"].measured.patterns
    assert (previous.role, previous.head) == ("previous-token", (0, 0))
    assert (induction.role, induction.head) == ("induction", (1, 0))
    before = np.diag(previous.pattern, -1)
    assert (before > 0.9).all()


def test_without_the_previous_token_head_nothing_is_found(model):
    silent = dataclasses.replace(model.layers[0], W_Q=0 * model.layers[0].W_Q)
    broken = dataclasses.replace(model, layers=[silent, model.layers[1]])
    roles = measure_roles(broken, None)
    assert (roles.previous, roles.induction) == ((), ())
    shown = measure_behaviour(broken, roles, None)
    assert behaviour(shown).verdict == "not reproduced"
    assert (shown.patterns, shown.by_period) == ((), ())
    found = composition(measure_composition(broken, roles))
    assert not found.conditions[0].holds
    assert matching(measure_matching(broken, roles)).verdict == "not reproduced"


def test_the_best_induction_head_alone_is_shown_by_its_role(model):
    """Without a previous-token head the induction head's pattern is still called its own."""
    roles = Roles(measure_roles(model, None).summaries, (), ((1, 0),))
    (shown,) = measure_behaviour(model, roles, None).patterns
    assert (shown.role, shown.head) == ("induction", (1, 0))


def test_induction_heads_that_are_not_there_match_nothing(model):
    for induction, verdict in ((((1, 0),), "reproduced"), ((), "not reproduced")):
        roles = Roles((), ((0, 0),), induction)
        assert matching(measure_matching(model, roles)).verdict == verdict


def test_composition_of_another_kind_is_not_taken_for_k(model):
    second = model.layers[1]
    exchanged = dataclasses.replace(second, W_Q=second.W_K, W_K=second.W_Q)
    of_another_kind = dataclasses.replace(model, layers=[model.layers[0], exchanged])
    roles = Roles((), ((0, 0),), ((1, 0),))
    found = composition(measure_composition(of_another_kind, roles))
    assert not found.conditions[0].holds
    assert not found.conditions[1].holds


def test_a_one_layer_model_has_no_induction_head(of_copying):
    found = of_copying["induction_heads"]
    assert found.title == "No induction heads in one layer"
    assert found.verdict == "reproduced"


def test_in_deeper_models_each_head_is_named_with_the_one_that_it_matches_through():
    scores = (HeadScores((1, 0), (0, 2), 0.25, -0.5), HeadScores((2, 1), (1, 1), 0.75, 0.5))
    found = matching(Matching(3, ((2, 1),), scores))
    assert found.ours.startswith(
        "With the strongest previous-token head of a layer before each head's own: of the 1 "
    )
    (table,) = found.tables
    assert table.title == "Eigenvalue scores of the later layers' heads"
    assert table.columns == ("head", "induction head", "through", "matching", "copying")
    assert table.rows == (("1:0", "no", "0:2", 0.25, -0.5), ("2:1", "yes", "1:1", 0.75, 0.5))
