import re

import array_api_compat
import array_api_strict
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from refmath import strategies
from refmath.numeric.heads.terms import path_logits
from refmath.numeric.layered.logits_error import logits_error
from refmath.numeric.model.transformer import AttentionLayer, Transformer
from refmath.numeric.paths import streams
from refmath.numeric.paths.expansion import expanded_logits, expanded_patterns
from refmath.numeric.paths.listed import paths
from refmath.numeric.paths.operator import one_hot, tensor_product_operator

BY_HAND = {
    (): [[4, 0], [8, 1]],
    ((0, 0),): [[0, 4], [0, 6]],
    ((1, 0),): [[0, 0], [0.5, 0]],
    ((0, 0), (1, 0)): [[4, 0], [5, 0]],
}


@pytest.mark.parametrize("path", BY_HAND)
def test_paths_by_hand(path, two_layers):
    assert path_logits(two_layers(), path, [0, 1]).tolist() == BY_HAND[path]


def test_sum_and_patterns_by_hand(two_layers):
    assert expanded_logits(two_layers(), [0, 1]).tolist() == [[8, 4], [13.5, 7]]
    assert [p.tolist() for p in expanded_patterns(two_layers(), [0, 1])] == [
        [[[1, 0], [0.5, 0.5]]]
    ] * 2


@pytest.mark.parametrize(
    "function", [expanded_logits, expanded_patterns, one_hot, tensor_product_operator]
)
def test_bad_tokens_are_refused_by_name(function, two_layers):
    with pytest.raises(ValueError, match="tokens: expected 0 <= token < d_vocab = 2, got 7"):
        function(two_layers(), [0, 7])
    with pytest.raises(ValueError, match="tokens: "):
        path_logits(two_layers(), (), [0.5])


def test_patterns_held_fixed(two_layers):
    swap = np.array([[[0.0, 1.0], [1.0, 0.0]]])
    fixed = (swap, swap)
    model = two_layers()
    by_path = [path_logits(model, path, [0, 1], patterns=fixed) for path in paths(model)]
    assert by_path[1].tolist() == [[0, 8], [0, 4]]
    assert by_path[3].tolist() == [[4, 0], [8, 0]]
    total = expanded_logits(model, [0, 1], patterns=fixed)
    assert total.tolist() == sum(by_path).tolist()
    T = tensor_product_operator(model, [0, 1], patterns=fixed)
    assert (T @ one_hot(model, [0, 1]).reshape(-1)).tolist() == total.reshape(-1).tolist()
    own = expanded_patterns(model, [0, 1])
    np.testing.assert_array_equal(
        expanded_logits(model, [0, 1], patterns=own), expanded_logits(model, [0, 1])
    )


def test_scales_without_patterns_are_refused(two_layers):
    calls = [
        lambda model, **held: expanded_logits(model, [0, 1], **held),
        lambda model, **held: path_logits(model, (), [0, 1], **held),
        lambda model, **held: tensor_product_operator(model, [0, 1], **held),
    ]
    for call in calls:
        with pytest.raises(ValueError, match=r"^patterns: expected patterns beside the scales"):
            call(two_layers(), scales=[None] * 3)


def test_patterns_that_are_refused(two_layers):
    pattern = np.ones((1, 2, 2))
    calls = [
        lambda fixed: expanded_logits(two_layers(), [0, 1], patterns=fixed),
        lambda fixed: path_logits(two_layers(), (), [0, 1], patterns=fixed),
        lambda fixed: tensor_product_operator(two_layers(), [0, 1], patterns=fixed),
    ]
    for call in calls:
        with pytest.raises(
            ValueError, match="patterns: expected one array for each of 2 layers, got 1"
        ):
            call([pattern])
        with pytest.raises(
            ValueError, match=re.escape("patterns[1]: expected shape (1, 2, 2), got (2, 2)")
        ):
            call([pattern, pattern[0]])


@given(strategies.models_with_tokens(batch=(2, 2), causal=st.booleans()))
def test_a_batch_is_its_sequences(drawn):
    model, tokens = drawn
    path = max(paths(model))
    for function in (expanded_logits, lambda m, t: path_logits(m, path, t)):
        batch = function(model, tokens)
        for index in np.ndindex(2, 2):
            np.testing.assert_array_equal(batch[index], function(model, tokens[index].tolist()))


@given(strategies.models_with_tokens(dtype="float32", positions=st.sampled_from((None, "qk"))))
def test_shapes_and_dtype(drawn):
    model, tokens = drawn
    result, T = expanded_logits(model, tokens), tensor_product_operator(model, tokens)
    assert result.shape == (tokens.size, model.d_vocab)
    assert T.shape == (result.size, result.size)
    arrays = (result, T, path_logits(model, (), tokens), *expanded_patterns(model, tokens))
    assert {str(array.dtype) for array in arrays} == {"float32"}


def test_runs_on_the_array_api_alone_and_changes_no_input():
    rng = np.random.default_rng(3)
    W_E, W_U, W_pos = rng.normal(size=(3, 4)), rng.normal(size=(4, 3)), rng.normal(size=(3, 5))
    read, write = [rng.normal(size=(2, 1, 3)) for _ in range(3)], rng.normal(size=(2, 3, 1))
    for array in (W_E, W_U, W_pos, *read, write):
        array.setflags(write=False)

    def run(asarray, positions, function):
        layer = AttentionLayer(*map(asarray, read), asarray(write))
        model = Transformer(
            asarray(W_E), asarray(W_U), [layer, layer], W_pos=asarray(W_pos), positions=positions
        )
        return function(model, [3, 0, 1])

    def acting(model, tokens):
        T, t = tensor_product_operator(model, tokens), one_hot(model, tokens)
        xp = array_api_compat.array_namespace(T, t)
        return xp.reshape(xp.matmul(T, xp.reshape(t, (-1,))), (len(tokens), model.d_vocab))

    # How an array lies in memory decides in what order a product is summed.
    for positions, function in [
        ("qk", expanded_logits),
        ("residual", expanded_logits),
        ("qk", acting),
    ]:
        strict = run(lambda a: array_api_strict.asarray(a, copy=True), positions, function)
        assert isinstance(strict, array_api_strict._array_object.Array)
        expected = run(np.asarray, positions, function)
        bound = 2 * run(np.asarray, positions, logits_error)
        assert (np.abs(np.from_dlpack(strict) - expected) <= bound).all()


SUMS = {
    "expanded_logits": expanded_logits,
    "expanded_patterns": expanded_patterns,
    "tensor_product_operator": tensor_product_operator,
}


@pytest.mark.parametrize(
    ("name", "instead"),
    [
        ("expanded_logits", "`logits`, or `frozen_logits`, computes the same"),
        ("expanded_patterns", "`attention_patterns` computes the same"),
        ("tensor_product_operator", "`frozen_logits` applies T"),
    ],
)
def test_more_paths_than_asked_for_are_refused_before_any_work(
    name, instead, two_layers, monkeypatch
):
    function = SUMS[name]
    function(two_layers(), [0, 1], max_paths=4)
    monkeypatch.setattr(streams, "all_streams", lambda *_: pytest.fail("worked"))
    says = (
        f"model: expected path_count(model) <= max_paths = 3, got 4 paths: {instead},"
        " in one pass over the layers; max_paths= allows more"
    )
    with pytest.raises(ValueError, match=f"^{re.escape(says)}$"):
        function(two_layers(), [0, 1], max_paths=3)
    for wrong in (0, 1.5, True):
        with pytest.raises(ValueError, match="max_paths: expected an integer, 1 or more"):
            function(two_layers(), [0, 1], max_paths=wrong)


@pytest.mark.parametrize("name", SUMS)
def test_progress_is_told_from_the_first_stream_to_the_last(name, two_layers):
    told = []
    SUMS[name](two_layers(), [0, 1], progress=lambda done, total: told.append((done, total)))
    # One stream for the patterns of layer 0, two for layer 1's; four paths in the end.
    total = 3 if name == "expanded_patterns" else 7
    assert told == [(done, total) for done in range(1, total + 1)]


def test_progress_of_given_patterns_is_that_of_the_last_sum(two_layers):
    fixed, told = expanded_patterns(two_layers(), [0, 1]), []
    for function in (expanded_logits, tensor_product_operator):
        told.clear()
        function(two_layers(), [0, 1], patterns=fixed, progress=lambda *n: told.append(n))
        assert told == [(done, 4) for done in range(1, 5)]
