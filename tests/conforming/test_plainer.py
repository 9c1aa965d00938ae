"""Whatever is left out of a model, what is left is a model, and nothing is left that could go."""

import numpy as np
import pytest

import refmath as rm
from refmath.conforming.adapters import PARTS, parts_of
from refmath.conforming.answers.plainer import (
    OF_MODELS,
    OF_WORDS,
    _without_heads,
    plainest,
    without_part,
)
from refmath.conforming.cases import SEQUENCES, settings

ONE_SEQUENCE = [s for s in settings() if s.model is not None and np.ndim(s.tokens) == 1]
ONE_SEQUENCE = [s for s in ONE_SEQUENCE if np.size(s.tokens)]
WITH = [(s, part) for s in ONE_SEQUENCE for part in parts_of(s.model)]
GO_TOGETHER = {"mlp": {"parallel", "mlp.W_gate", "mlp.post_norm"}, "norm": {"norm.bias"}}
GO_TOGETHER["post_norm"] = {"post_norm.bias"}
GO_TOGETHER["final_norm"] = {"final_norm.bias"}


@pytest.mark.parametrize(("setting", "part"), WITH, ids=lambda of: getattr(of, "name", of))
def test_a_part_is_left_out_alone(setting, part):
    rest = set(parts_of(setting.model)) - {part} - GO_TOGETHER.get(part, set())
    assert set(parts_of(without_part(setting.model, part))) == rest


@pytest.mark.parametrize("width", [2, 6])
def test_a_head_that_goes_takes_its_part_of_the_norms_alone(width):
    """A norm of one head's length is every head's; of one of all heads the others' part stays."""
    rng = np.random.default_rng(0)
    of_group = rm.Norm(rng.normal(size=2), centred=False)
    norm = rm.Norm(rng.normal(size=width), centred=False)
    weights = [rng.normal(size=(n, 2, 4)) for n in (3, 1, 1)]
    layer = rm.AttentionLayer(*weights, rng.normal(size=(3, 4, 2)), q_norm=norm, k_norm=of_group)
    left = _without_heads(layer, [1])
    assert np.array_equal(left.W_Q, layer.W_Q[[0, 2]])
    kept = norm.gain if width == 2 else norm.gain[[0, 1, 4, 5]]
    assert left.q_norm is not None
    assert np.array_equal(left.q_norm.gain, kept)


def test_every_part_can_be_left_out():
    assert {part for _, part in WITH} == set(PARTS)


def anything(_setting):
    return True


def options(setting, plainer):
    """What is plainer in the first few places."""
    for k in range(8):
        found = plainer(setting, k)
        if found is None:
            return
        yield from found


def size(setting):
    model, numbers = setting.model, []
    for array in (model.W_E, model.W_U, *(layer.W_Q for layer in model.layers)):
        numbers.append(array.size)
    return (len(setting.tokens), sum(numbers), len(parts_of(model)))


@pytest.mark.parametrize("setting", ONE_SEQUENCE, ids=lambda s: s.name)
def test_what_is_plainer_is_a_model_with_its_tokens_and_no_larger(setting):
    number = 0
    for plainer in OF_MODELS:
        for other in options(setting, plainer):
            number += 1
            assert np.isfinite(rm.logits(other.model, other.tokens)).all()
            assert all(a <= b for a, b in zip(size(other), size(setting), strict=True))
            assert set(parts_of(other.model)) <= set(parts_of(setting.model))
    assert number > 0


@pytest.mark.parametrize("setting", ONE_SEQUENCE, ids=lambda s: s.name)
def test_if_anything_will_do_nothing_is_left(setting):
    found = plainest(setting, anything)
    model = found.model
    assert (model.n_layers, model.d_model, model.d_vocab, len(found.tokens)) == (0, 1, 1, 1)
    assert (model.parts, model.W_pos) == ((), None)
    assert not model.W_E.any()


@pytest.mark.parametrize("part", PARTS)
def test_a_part_that_matters_is_the_only_one_that_is_left(part):
    setting = next(s for s, of in WITH if of == part)
    found = plainest(setting, lambda other: part in parts_of(other.model))
    needs = {
        "parallel": {"mlp"},
        "mlp.W_gate": {"mlp"},
        "mlp.post_norm": {"mlp"},
        "norm.bias": {"norm"},
    }
    needs |= {"post_norm.bias": {"post_norm"}, "final_norm.bias": {"final_norm"}}
    assert set(parts_of(found.model)) == {part} | needs.get(part, set())
    assert sum(found.model.n_heads) <= 2


def test_words_are_left_out_and_made_alike():
    for setting in SEQUENCES:
        length = len(setting.tokens)
        found = plainest(setting, lambda other, length=length: len(other.tokens) == length)
        assert found.tokens == ("a",) * length
        assert plainest(setting, anything).tokens == ()
    assert len(OF_WORDS) == 2
