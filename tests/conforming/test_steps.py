"""The steps give what the reference gives, on every setting; no part of a model is left out."""

from dataclasses import fields

import numpy as np
import pytest

import refmath as rm
from refmath.conforming.adapters import (
    PARTS,
    Held,
    PlainLayer,
    PlainMLP,
    PlainModel,
    parts_of,
)
from refmath.conforming.cases import settings
from refmath.conforming.steps import run
from refmath.numeric.layered.logits_error import forward_error, logits_error

OF_MODELS = [s for s in settings() if s.model is not None and np.size(s.tokens)]
ONE_SEQUENCE = [s for s in OF_MODELS if np.ndim(s.tokens) == 1]


@pytest.mark.parametrize("setting", ONE_SEQUENCE, ids=lambda s: s.name)
def test_the_steps_give_what_the_reference_gives(setting):
    model, tokens = setting.model, setting.tokens
    done, error = run(model, tokens), forward_error(model, tokens)
    for n in range(model.n_layers):
        scores = rm.activations(model, tokens, [("attn_scores", n)])["attn_scores", n]
        seen = np.tril(np.ones((len(tokens), len(tokens)), dtype=bool))
        apart = np.where(seen, done.scores[n] - scores, 0)
        assert (np.abs(apart) <= 2 * error.scores[n]).all()
    for n, A in enumerate(rm.attention_patterns(model, tokens)):
        assert (np.abs(done.pattern[n] - A) <= 2 * error.patterns[n]).all()
    for n, x in enumerate(rm.residual_stream(model, tokens)):
        assert (np.abs(done.residual[n] - x) <= 2 * error.streams[n]).all()
    apart = np.abs(done.logits - rm.logits(model, tokens))
    assert (apart <= 2 * logits_error(model, tokens)).all()


def test_every_part_is_in_a_setting():
    assert set().union(*(parts_of(s.model) for s in OF_MODELS)) == set(PARTS)


@pytest.mark.parametrize(
    ("plain", "ours"),
    [(PlainModel, rm.Transformer), (PlainLayer, rm.AttentionLayer), (PlainMLP, rm.MLP)],
)
def test_what_is_given_in_another_convention_has_every_field(plain, ours):
    assert {f.name for f in fields(plain)} == {f.name for f in fields(ours)}


@pytest.mark.parametrize("setting", OF_MODELS, ids=lambda s: s.name)
def test_a_model_from_the_right_is_the_same_model(setting):
    """Every matrix is transposed, and nothing else is other than it was."""
    given = []

    class FromTheRight:
        weights = "right"

        def logits(self, model, _tokens):
            given.append(model)

    Held(FromTheRight()).call("logits", setting.model, setting.tokens)
    (turned,) = given
    assert _unlike(turned, setting.model) == []


def _unlike(turned, ours, place=""):
    """List the fields of which one isn't the other, or its transpose where it is a matrix."""
    matrices = ("W_E", "W_U", "W_pos", "W_Q", "W_K", "W_V", "W_O", "W_in", "W_out", "W_gate")
    out = []
    for field in fields(ours):
        a, b, name = getattr(turned, field.name), getattr(ours, field.name), place + field.name
        if field.name == "layers":
            for n, pair in enumerate(zip(a, b, strict=True)):
                out += _unlike(*pair, f"{name}.{n}.")
        elif field.name == "mlp" and b is not None:
            out += _unlike(a, b, f"{name}.")
        elif field.name in matrices and b is not None:
            out += [] if np.array_equal(a, np.swapaxes(b, -1, -2)) else [name]
        elif a is not b and a != b:
            out.append(name)
    return out
