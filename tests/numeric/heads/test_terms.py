"""Each term by itself: what is listed, what it costs, and what is refused."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import refmath as rm
from refmath import strategies
from refmath.numeric.arrays.rounding import agree
from refmath.numeric.heads import held, terms
from refmath.numeric.layered.logits_error import logits_error

drawn = strategies.models_with_tokens(n_layers=st.integers(0, 3))


def bound(model, tokens):
    return 4 * logits_error(model, tokens)


@given(drawn, st.integers(0, 3))
def test_contributions_are_those_of_the_paths_up_to_an_order(drawn, most):
    model, tokens = drawn
    found = dict(rm.path_contributions(model, tokens, max_order=most))
    assert sorted(found) == sorted(rm.paths(model, max_order=most))
    for path, logits in found.items():
        assert agree(logits, rm.path_logits(model, path, tokens), bound(model, tokens))


@given(strategies.models_with_tokens(n_layers=st.integers(0, 2), parts=("biases",)), st.data())
def test_contributions_to_outputs_are_above_the_mean_logit(drawn, data):
    model, tokens = drawn
    output = st.integers(0, model.d_out - 1)
    outputs = data.draw(st.lists(output, min_size=len(tokens), max_size=len(tokens)))
    paths, added = terms.contributions_to(model, tokens, outputs, max_order=1)
    assert list(paths) == sorted(rm.paths(model, max_order=1), key=list(paths).index)
    assert added.shape == (len(paths), len(tokens))
    for path, of_path in zip(paths, added, strict=True):
        logits = rm.path_logits(model, path, tokens)
        want = logits[np.arange(len(tokens)), outputs] - logits.mean(axis=-1)
        assert agree(of_path, want, 4 * bound(model, tokens).max(axis=-1))


def deep_model(n_layers, n_heads):
    rng = np.random.default_rng(0)
    layers = [
        rm.AttentionLayer(*rng.normal(size=(3, n_heads, 1, 2)), rng.normal(size=(n_heads, 2, 1)))
        for _ in range(n_layers)
    ]
    return rm.Transformer(rng.normal(size=(2, 3)), rng.normal(size=(3, 2)), layers)


def test_contributions_cost_what_they_return(monkeypatch):
    """One forward pass; a product with W_U a path; a layer's heads for each path that goes on."""
    calls = {"forward_pass": 0, "unembedded": 0, "written_by_each_head": 0}
    for name in ("unembedded", "written_by_each_head"):
        monkeypatch.setattr(terms, name, counting(calls, name, getattr(terms, name)))
    monkeypatch.setattr(held, "forward_pass", counting(calls, "forward_pass", held.forward_pass))
    model = deep_model(8, 8)
    found = rm.path_contributions(model, [0, 1, 2], max_order=1)
    assert len(list(found)) == 65
    assert calls == {"forward_pass": 1, "unembedded": 65, "written_by_each_head": 8}
    # Of all orders, the first ten paths are those of the first ten beginnings.
    calls.update(dict.fromkeys(calls, 0))
    assert len(list(itertools.islice(rm.path_contributions(model, [0, 1, 2]), 10))) == 10
    assert calls["unembedded"] == 10
    assert calls["written_by_each_head"] <= 10


def counting(calls, name, function):
    def counted(*arguments):
        calls[name] += 1
        return function(*arguments)

    return counted


@given(strategies.models_with_tokens(parts=strategies.PARTS, batch=(2,)))
def test_terms_of_given_patterns_are_those_of_the_models_own_where_these_are_given(drawn):
    model, tokens = drawn
    run = rm.forward_pass(model, tokens)
    names = ("patterns", "scales", "mlp_outputs", "post_scales")
    own = {name: getattr(run, name) for name in names}
    for function in (rm.constant_logits, rm.mlp_logits):
        np.testing.assert_array_equal(function(model, tokens), function(model, tokens, **own))
    for (path, one), (same_path, other) in zip(
        rm.path_contributions(model, tokens),
        rm.path_contributions(model, tokens, **own),
        strict=True,
    ):
        assert path == same_path
        np.testing.assert_array_equal(one, other)


MODEL = rm.Transformer(np.eye(2), np.eye(2), [rm.AttentionLayer(*np.ones((4, 1, 2, 2)))])


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: rm.path_contributions(MODEL, [1], max_order=-1), "max_order: expected"),
        (lambda: rm.path_contributions(MODEL, [1], max_order=1.5), "max_order: expected"),
        (lambda: rm.path_contributions(MODEL, [2]), "tokens: expected 0 <= token"),
    ],
)
def test_bad_input_is_refused_at_the_call(call, says):
    with pytest.raises(ValueError, match=says):
        call()
