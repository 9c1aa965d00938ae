"""What is said of a model at hand is what functions say of it, whatever its size."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import refmath as rm
from refmath.numeric.model.parts import EVERY_PART
from refmath.report.abilities import in_small, refusals_of_commands, refusals_of_functions
from refmath.report.parts import OF_NEURONS, functions_of_a_model, model_with, refused_parts
from refmath.strategies import EVERY_PART as DRAWN_PARTS
from refmath.trained.store import TrainedModel

NEEDS = {
    "parallel": "mlp",
    "mlp.post_norm": "mlp",
    "norm.bias": "norm",
    "final_norm.bias": "final_norm",
}
TABLE = {name: refused_parts(function) for name, function in functions_of_a_model().items()}


def of_functions(model):
    return {
        name: why for room in refusals_of_functions(model).values() for name, why in room.items()
    }


def drawn_layer(d_model, **parts):
    rng = np.random.default_rng(1)
    shape, out = (4, 3, d_model), (4, d_model, 3)
    return rm.AttentionLayer(*rng.normal(size=(3, *shape)), rng.normal(size=out), **parts)


def model_of(layers, d_model=6, **parts):
    rng = np.random.default_rng(2)
    ends = rng.normal(size=(d_model, 7)), rng.normal(size=(7, d_model))
    return rm.Transformer(*ends, layers, **parts)


@pytest.mark.parametrize("part", EVERY_PART)
def test_a_model_of_one_part_is_refused_where_the_table_says_so(part):
    said = of_functions(model_with(part))
    assert said.keys() == TABLE.keys()
    for name, why in said.items():
        refused = {part, NEEDS.get(part)} & TABLE[name].keys()
        no_neurons = name in OF_NEURONS and "mlp" not in (part, NEEDS.get(part))
        assert (why is not None) == bool(refused or no_neurons), (name, why)


@settings(max_examples=30)
@given(rm.strategies.models(parts=DRAWN_PARTS, causal=st.booleans()))
def test_the_small_model_has_the_parts_of_the_model(model):
    small = in_small(model)
    assert (small.parts, small.causal, small.positions) == (
        model.parts,
        model.causal,
        model.positions,
    )
    assert small.n_layers == model.n_layers or small.n_layers >= 3
    assert (small.W_pos is None) == (model.W_pos is None)
    assert (small.d_out == small.d_vocab) == (model.d_out == model.d_vocab)


def test_layers_that_are_alike_stay_once_and_others_stay():
    plain, windowed = drawn_layer(6), drawn_layer(6, window=9)
    small = in_small(model_of([plain] * 5 + [windowed] * 2 + [plain]))
    assert [layer.window for layer in small.layers] == [None, None, None, 2]


def test_norms_of_all_heads_and_of_one_stay_what_they_are():
    of_one = drawn_layer(6, q_norm=rm.Norm(np.ones(3), centred=False), k_norm=rm.Norm(np.ones(12)))
    (small,) = in_small(model_of([of_one])).layers
    assert (small.q_norm.d_model, small.k_norm.d_model) == (2, 4)
    assert (small.q_norm.centred, small.k_norm.centred) == (False, True)


def test_norms_of_what_is_written_become_small_as_well():
    norm = rm.Norm(np.ones(6))
    mlp = rm.MLP(np.ones((9, 6)), np.ones((6, 9)), post_norm=norm)
    small = in_small(model_of([drawn_layer(6, post_norm=norm, mlp=mlp)]))
    assert small.parts == ("post_norm", "mlp", "mlp.post_norm")
    assert {small.layers[0].post_norm.d_model, small.layers[0].mlp.post_norm.d_model} == {4}


def test_parts_that_only_together_are_too_much_are_seen():
    normed = model_of([drawn_layer(6, norm=rm.Norm())])
    assert of_functions(normed)["top_skip_trigrams"] is None
    placed = replace(normed, W_pos=np.ones((6, 9)), positions="residual")
    assert "norm of what positions are in" in of_functions(placed)["top_skip_trigrams"]


def test_too_many_paths_of_the_model_itself_are_said():
    said = of_functions(model_of([drawn_layer(6)] * 9))
    expected = "path_count(model) <= max_paths = 100000, got 1953125 paths"
    assert expected in said["expanded_logits"]
    assert expected in said["tensor_product_operator"]
    assert of_functions(model_of([drawn_layer(6)] * 2))["expanded_logits"] is None


def test_commands_say_what_they_would_say():
    letters = rm.Tokenizer('{"model": {"vocab": {"a": 0}}}')
    one = TrainedModel("one", model_of([drawn_layer(6)]), letters, "")
    assert set(refusals_of_commands(one, file=True).values()) == {None}
    said = refusals_of_commands(replace(one, tokenizer=None), file=False)
    assert [name for name, why in said.items() if why] == ["try", "check-certificate"]
    assert said["try"] == "model: expected one with a tokenizer, got one without"
    three = replace(one, model=model_of([drawn_layer(6)] * 3))
    said = refusals_of_commands(three, file=True)
    assert said["report"] is None
    assert "got n_layers = 3" in said["skip-trigrams --certify"]
    assert said["skip-trigrams"] is None
    turned = replace(one, model=model_of([drawn_layer(6, rotary=rm.rotary_by_frequency(9, 2))]))
    assert refusals_of_commands(turned, file=True)["report"].startswith(
        "rotary: what a head compares depends on the offset"
    )
    biased = replace(one, model=model_of([drawn_layer(6, b_O=np.ones(6))]))
    said = refusals_of_commands(biased, file=True)
    assert (said["skip-trigrams --certify"], said["check-certificate"]) == (None, "b_O")


def test_a_report_is_made_of_norms_biases_and_any_depth(normed_model):
    for n_layers in (1, 4):
        trained = TrainedModel("normed", normed_model(n_layers), None, "")
        assert refusals_of_commands(trained, file=True)["report"] is None
        assert of_functions(trained.model)["findings"] is None
    placed = replace(normed_model(4), positions="residual")
    said = refusals_of_commands(replace(trained, model=placed), file=True)["report"]
    assert said == of_functions(placed)["findings"]
    assert said.startswith("norm of what positions are in (positions='residual'): ")
