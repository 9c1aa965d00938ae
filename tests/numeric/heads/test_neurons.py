"""Neurons by paths: all paths in, moved by the patterns, are the neurons; all out the logits."""

import dataclasses
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import refmath as rm
from refmath import strategies
from refmath.numeric.arrays.rounding import agree, gamma

# Without norms and biases: then the paths are all that there is.
WITH_MLPS = strategies.models_with_tokens(
    parts=("mlps", "groups", "gates", "parallel", "scores"),
    n_layers=st.integers(1, 3),
    positions=None,
)


def close(found, want):
    return agree(found, want, gamma(2**12, "float64") * (1 + float(np.abs(want).max())))


def moved(patterns, path, x):
    for layer, head in path:
        x = patterns[layer][head] @ x
    return x


@given(WITH_MLPS)
def test_neurons_are_the_sum_over_all_paths_from_tokens_and_from_earlier_neurons(drawn):
    model, tokens = drawn
    run = rm.forward_pass(model, tokens)
    found = rm.activations(model, tokens, list(places(model)))
    t = np.eye(model.d_vocab)[tokens]
    for n, layer in enumerate(model.layers):
        if layer.mlp is None:
            continue
        last = n - 1 if layer.parallel else n
        before = [path for path in rm.paths(model) if not path or path[-1][0] <= last]
        gated = layer.mlp.W_gate is not None
        read = {"W_in": ("mlp_pre_linear" if gated else "mlp_pre", n)}
        read |= {"W_gate": ("mlp_pre", n)} if gated else {}
        for weights, place in read.items():
            want = sum(
                moved(run.patterns, path, t)
                @ rm.neuron_inputs(model, n, path, weights=weights).dense().T
                for path in before
            )
            # What earlier MLPs write reaches the neuron directly and through later heads.
            for m in range(n):
                if model.layers[m].mlp is not None:
                    for path in before:
                        if not path or path[0][0] > m:
                            written = moved(run.patterns, path, run.mlp_outputs[m])
                            for pair in path:
                                written = written @ rm.W_OV(model, *pair).dense().T
                            want = want + written @ getattr(layer.mlp, weights).T
            assert close(found[place], want)


def places(model):
    for n, layer in enumerate(model.layers):
        if layer.mlp is not None:
            yield "mlp_pre", n
            yield "mlp_post", n
            if layer.mlp.W_gate is not None:
                yield "mlp_pre_linear", n


@given(WITH_MLPS)
def test_the_mlps_logits_are_the_sum_over_all_paths_from_their_neurons(drawn):
    model, tokens = drawn
    run = rm.forward_pass(model, tokens)
    found = rm.activations(model, tokens, list(places(model)))
    want = np.zeros((len(tokens), model.d_out))
    for n, layer in enumerate(model.layers):
        if layer.mlp is not None:
            for path in rm.paths(model):
                if not path or path[0][0] > n:
                    effects = rm.neuron_effects(model, n, path).dense()
                    want = want + moved(run.patterns, path, found["mlp_post", n]) @ effects.T
    assert close(rm.mlp_logits(model, tokens), want)


@given(
    strategies.models_with_tokens(
        parts=("mlps", "norms"), n_layers=st.just(1), n_heads=st.just(1), positions=None
    )
)
def test_behind_a_norm_the_weights_are_those_of_the_stream_up_to_its_scale(drawn):
    model, tokens = drawn
    (layer,) = model.layers
    if layer.mlp is None or layer.mlp.norm is None or layer.mlp.norm.bias is not None:
        return
    names = [("ln2.inverse_scale", 0), ("mlp_pre", 0)]
    found = rm.activations(
        model, tokens, names, replaced={("attn_out", 0): lambda there: there * 0}
    )
    direct = rm.neuron_inputs(model, 0).columns(tokens).T
    assert close(found["mlp_pre", 0], direct * found["ln2.inverse_scale", 0][:, None])


def model_with_an_mlp():
    first = rm.AttentionLayer(*np.ones((4, 1, 2, 2)), mlp=rm.MLP(np.ones((3, 2)), np.ones((2, 3))))
    return rm.Transformer(np.eye(2), np.eye(2), [first, rm.AttentionLayer(*np.ones((4, 1, 2, 2)))])


@pytest.mark.parametrize(
    ("function", "layer", "path", "says"),
    [
        (rm.neuron_inputs, 1, (), "layer: expected a layer with an MLP, got 1"),
        (rm.neuron_inputs, 2, (), "layer: expected an integer with 0 <= layer < n_layers = 2"),
        (rm.neuron_inputs, 0, [(1, 0)], "path: expected layers up to 0, whose MLP reads it, got"),
        (rm.neuron_effects, 0, [(0, 0)], "path: expected layers above 0, which read what its MLP"),
        (rm.neuron_effects, 1, (), "layer: expected a layer with an MLP, got 1"),
    ],
)
def test_what_leads_to_no_neuron_is_refused(function, layer, path, says):
    with pytest.raises(ValueError, match="^" + re.escape(says)):
        function(model_with_an_mlp(), layer, path)


def test_a_parallel_mlp_reads_no_head_of_its_layer_and_a_plain_one_has_no_gate():
    model = model_with_an_mlp()
    first = dataclasses.replace(model.layers[0], parallel=True)
    model = dataclasses.replace(model, layers=[first, model.layers[1]])
    says = "path: expected layers below 0, whose MLP is parallel to its heads, got"
    with pytest.raises(ValueError, match="^" + re.escape(says)):
        rm.neuron_inputs(model, 0, [(0, 0)])
    with pytest.raises(ValueError, match=r"^weights: expected 'W_in' of an MLP that isn't gated"):
        rm.neuron_inputs(model, 0, weights="W_gate")
