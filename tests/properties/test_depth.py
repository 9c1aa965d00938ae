"""Depth: every public function that takes a model answers at 8 layers × 8 heads, or refuses.

A sum over all paths of such a model, 43,046,721 of them, would take an hour at least.
"""

from __future__ import annotations

import dataclasses
import inspect
import re
import signal
from itertools import islice

import array_api_strict
import numpy as np
import pytest

import refmath as rm
from refmath.numeric.model.every_weight import with_every_weight

N_LAYERS = N_HEADS = 8
D_MODEL, D_VOCAB, N_CTX = 16, 12, 12
AT_MOST_SECONDS = 60  # of a busy machine; what is linear in depth takes less than one of a free one
TOKENS = [1, 2, 3, 4, 1, 2, 3, 4, 5, 6]
PATH = [(layer, layer) for layer in range(N_LAYERS)]


def deep_model() -> rm.Transformer:
    rng = np.random.default_rng(0)

    def layer() -> rm.AttentionLayer:
        reads = rng.normal(size=(3, N_HEADS, 2, D_MODEL)) / 4
        return rm.AttentionLayer(*reads, rng.normal(size=(N_HEADS, D_MODEL, 2)) / 4)

    W_E, W_U = rng.normal(size=(D_MODEL, D_VOCAB)), rng.normal(size=(D_VOCAB, D_MODEL))
    return rm.Transformer(W_E, W_U, [layer() for _ in range(N_LAYERS)])


def deep_model_with_parts() -> rm.Transformer:
    """The shape of GPT-2: biases, LayerNorms, MLPs, positions in the residual stream."""
    rng, model = np.random.default_rng(1), deep_model()

    def norm() -> rm.Norm:
        return rm.Norm(rng.normal(size=D_MODEL), rng.normal(size=D_MODEL))

    def mlp() -> rm.MLP:
        W_in, W_out = rng.normal(size=(4, D_MODEL)), rng.normal(size=(D_MODEL, 4))
        return rm.MLP(W_in, W_out, b_in=rng.normal(size=4), norm=norm())

    layers = [
        dataclasses.replace(
            layer,
            b_Q=rng.normal(size=(N_HEADS, 2)),
            b_V=rng.normal(size=(N_HEADS, 2)),
            b_O=rng.normal(size=D_MODEL),
            norm=norm(),
            mlp=mlp(),
        )
        for layer in model.layers
    ]
    return dataclasses.replace(
        model,
        layers=layers,
        W_pos=rng.normal(size=(D_MODEL, N_CTX)),
        positions="residual",
        final_norm=norm(),
        b_U=rng.normal(size=D_VOCAB),
    )


MODELS = {"plain": deep_model(), "with parts": deep_model_with_parts()}

ARGUMENTS = {
    "tokens": TOKENS,
    "path": PATH,
    "layer": 7,
    "head": 3,
    "kind": "V",
    "circuit": "OV",
    "writer": (0, 0),
    "reader": (7, 3),
    "names": ["pattern", "result"],
    "replaced": {("z", 7, 3): lambda z: 0 * z},
    "heads": [(0, 0), (7, 3)],
    "destination": -1,
    "output": 2,
    "source": 1,
    "sources": [1, 2],
    "triples": [(1, 2, 3)],
    "k": 3,
    "n_ctx": N_CTX,
    "windows": np.array([TOKENS, TOKENS[::-1]]),
    "counts": rm.count_skip_trigrams([TOKENS], d_vocab=D_VOCAB, max_step=3),
}
REFUSALS = (
    r"^model: expected path_count\(model\) <= max_paths = 100000, got 43046721 paths: `\w+`",
    r"^model: expected no part that [\w -]+ can't honour, got ",
    r"^layer: expected a layer with an MLP, got 7$",
    r"^model: expected (n_layers = 1|one layer|positions='qk' or no W_pos)",
)


def held_by(model, name):
    """What a function may be given to hold fixed: the model's own."""
    run, parameters = (
        rm.forward_pass(model, TOKENS),
        inspect.signature(getattr(rm, name)).parameters,
    )
    names = {"patterns", "scales", "mlp_outputs", "post_scales"} & parameters.keys()
    return {name: getattr(run, name) for name in names}


def takes_a_model(function):
    return inspect.isfunction(function) and "model" in inspect.signature(function).parameters


FUNCTIONS = [name for name in rm.__all__ if takes_a_model(getattr(rm, name))]


def call(name, model, **given):
    """Call with what its signature asks for; an iterator is asked for its first hundred."""
    function = getattr(rm, name)
    parameters = inspect.signature(function).parameters.values()
    required = {p.name for p in parameters if p.default is p.empty} - {"model"} - given.keys()
    result = function(model, **{each: ARGUMENTS[each] for each in required} | given)
    return list(islice(result, 100)) if inspect.isgenerator(result) else result


def raise_timeout(*_):
    raise TimeoutError(f"expected an answer within {AT_MOST_SECONDS} s")


@pytest.fixture
def soon():
    """Break off what takes too long, instead of waiting for it."""
    before = signal.signal(signal.SIGALRM, raise_timeout)
    signal.alarm(AT_MOST_SECONDS)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def answers_or_refuses(name, model, **given):
    try:
        call(name, model, **given)
    except ValueError as refusal:
        if not any(re.search(words, str(refusal)) for words in REFUSALS):
            raise


@pytest.mark.usefixtures("soon")
@pytest.mark.parametrize("name", FUNCTIONS)
@pytest.mark.parametrize("parts", MODELS)
def test_every_function_answers_at_8_layers_of_8_heads(name, parts, tmp_path):
    given = {"path": tmp_path / "model.npz"} if name == "save" else {}
    given |= held_by(MODELS[parts], name) if name == "frozen_logits" else {}
    answers_or_refuses(name, MODELS[parts], **given)


SMALL = {
    "layer": 1,
    "reader": (1, 3),
    "heads": [(0, 0), (1, 3)],
    "path": [(0, 0), (1, 1)],
    "replaced": {("z", 1, 3): lambda z: 0 * z},
}
ELSEWHERE = array_api_strict.Device("device1")


@pytest.mark.parametrize("name", [name for name in FUNCTIONS if name != "save"])
@pytest.mark.parametrize("parts", MODELS)
def test_every_function_answers_or_refuses_alike_on_another_device(name, parts):
    here = dataclasses.replace(MODELS[parts], layers=MODELS[parts].layers[:2])
    there = with_every_weight(
        here, lambda W: array_api_strict.asarray(W, copy=True, device=ELSEWHERE)
    )
    said = []
    for model in (here, there):
        asked = inspect.signature(getattr(rm, name)).parameters
        given = {key: value for key, value in SMALL.items() if key in asked}
        given |= held_by(model, name) if name == "frozen_logits" else {}
        try:
            call(name, model, **given)
            said.append("answered")
        except ValueError as refusal:
            said.append(str(refusal))
    assert said[0] == said[1]


HOLDING = [n for n in FUNCTIONS if "patterns" in inspect.signature(getattr(rm, n)).parameters]


@pytest.mark.usefixtures("soon")
@pytest.mark.parametrize("name", HOLDING)
@pytest.mark.parametrize("parts", MODELS)
def test_every_function_that_takes_patterns_answers_with_given_ones(name, parts):
    answers_or_refuses(name, MODELS[parts], **held_by(MODELS[parts], name))


OVER_ALL_PATHS = [
    n for n in FUNCTIONS if "max_paths" in inspect.signature(getattr(rm, n)).parameters
]


@pytest.mark.usefixtures("soon")
@pytest.mark.parametrize("name", OVER_ALL_PATHS)
def test_sums_over_too_many_paths_say_what_to_call(name):
    says = "got 43046721 paths: `(logits|frozen_logits)`"
    with pytest.raises(ValueError, match=says):
        call(name, MODELS["plain"])


def test_functions_that_take_a_model_are_found():
    assert {"logits", "direct_logit_attribution", "path_contributions"} <= set(FUNCTIONS)
    assert {"frozen_logits", "virtual_pattern", "mlp_logits"} <= set(HOLDING)
    assert set(OVER_ALL_PATHS) == {"expanded_logits", "tensor_product_operator"}


@pytest.mark.usefixtures("soon")
def test_what_takes_too_long_is_noticed():
    """The alarm works: the sum over all paths, asked for, does not end in a second."""
    signal.alarm(1)
    with pytest.raises(TimeoutError):
        call("expanded_logits", MODELS["plain"], max_paths=10**9)
