import math

import array_api_strict
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import refmath as rm
from refmath import strategies
from refmath.numeric.layered.forward import (
    attention_patterns,
    forward_pass,
    logits,
    norm_scales,
    residual_stream,
)
from refmath.numeric.layered.logits_error import logits_error
from refmath.numeric.model.by_hand import one_skip_trigram
from refmath.numeric.model.transformer import AttentionLayer, Transformer

ONE = np.array([[[1.0, 0.0]]])


def worked_example(dtype="float64", **options):
    """One head whose second row attends 3/4 and 1/4: the query of token 1 meets the key log 3."""
    layer = AttentionLayer(
        W_Q=np.array([[[0.0, 1.0]]], dtype),
        W_K=np.array([[[math.log(3), 0.0]]], dtype),
        W_V=np.array([[[1.0, 2.0]]], dtype),
        W_O=np.array([[[4.0], [8.0]]], dtype),
    )
    W_U = np.array([[1.0, 1.0], [0.0, 1.0]], dtype)
    return Transformer(np.eye(2, dtype=dtype), W_U, [layer], **options)


def test_one_layer_by_hand():
    # Values 1 and 2; their weighted sums 1 and 3/4 + 2/4 = 5/4; written: (4, 8) and (5, 10).
    model = worked_example()
    (pattern,) = attention_patterns(model, [0, 1])
    before, after = residual_stream(model, [0, 1])
    assert before.tolist() == [[1, 0], [0, 1]]
    # A few roundings after that of log 3.
    nulp = {"nulp": 8}
    np.testing.assert_array_almost_equal_nulp(pattern, np.array([[[1, 0], [0.75, 0.25]]]), **nulp)
    np.testing.assert_array_almost_equal_nulp(after, np.array([[5.0, 8.0], [5.0, 11.0]]), **nulp)
    expected = np.array([[13.0, 8.0], [16.0, 11.0]])
    np.testing.assert_array_almost_equal_nulp(logits(model, [0, 1]), expected, **nulp)


def test_two_layers_by_hand():
    # Equal scores: a destination takes the mean of what is before it. Each layer adds the mean of
    # the stream's first coordinate to its second, then the second's to the first.
    zero = np.zeros((1, 1, 2))
    first = AttentionLayer(zero, zero, ONE, np.array([[[0.0], [1.0]]]))
    second = AttentionLayer(zero, zero, ONE[..., ::-1], np.array([[[1.0], [0.0]]]))
    model = Transformer(np.array([[4.0, 8.0], [0.0, 1.0]]), np.eye(2), [first, second])
    streams = [x.tolist() for x in residual_stream(model, [0, 1])]
    assert streams == [[[4, 0], [8, 1]], [[4, 4], [8, 7]], [[8, 4], [13.5, 7]]]
    assert logits(model, [0, 1]).tolist() == streams[-1]


def test_heads_add():
    zero = np.zeros((2, 1, 2))
    W_V, W_O = np.array([[[1.0, 0.0]], [[0.0, 1.0]]]), np.array([[[0.0], [1.0]], [[10.0], [0.0]]])
    model = Transformer(np.eye(2), np.eye(2), [AttentionLayer(zero, zero, W_V, W_O)])
    # At position 0: x = (1, 0); head 0 reads 1 and writes (0, 1); head 1 reads 0.
    assert logits(model, [0, 1]).tolist() == [[1.0, 1.0], [5.0, 1.5]]


def test_zero_layers_are_bigrams():
    W_E, W_U = np.array([[1.0, 2.0, 3.0]]), np.array([[1.0], [10.0], [100.0]])
    model = Transformer(W_E, W_U, [])
    assert logits(model, [2, 0]).tolist() == [[3.0, 30.0, 300.0], [1.0, 10.0, 100.0]]
    assert attention_patterns(model, [2, 0]) == ()
    assert len(residual_stream(model, [2, 0])) == 1


def test_positions_reach_queries_and_keys_only_or_the_stream():
    # Every position is the same token; position 1 queries, position 0 has the key.
    W_pos = np.array([[2000.0, 0.0], [0.0, 1.0]])
    layer = AttentionLayer(ONE[..., ::-1], ONE, ONE, np.array([[[0.0], [1.0]]]))
    W_E = np.zeros((2, 1))

    def model(positions):
        return Transformer(W_E, np.ones((1, 2)), [layer], W_pos=W_pos, positions=positions)

    for positions in ("qk", "residual"):
        (pattern,) = attention_patterns(model(positions), [0, 0])
        assert pattern.tolist() == [[[1, 0], [1, 0]]]
    assert [x.tolist() for x in residual_stream(model("qk"), [0, 0])] == [[[0, 0], [0, 0]]] * 2
    before, after = residual_stream(model("residual"), [0, 0])
    assert before.tolist() == [[2000, 0], [0, 1]]
    assert after.tolist() == [[2000, 2000], [0, 2001]]


def test_positions_are_added_in_every_layer():
    layer = AttentionLayer(ONE[..., ::-1], ONE, ONE, np.zeros((1, 2, 1)))
    W_pos = np.array([[2000.0, 0.0], [0.0, 1.0]])
    model = Transformer(np.zeros((2, 1)), np.ones((1, 2)), [layer, layer], W_pos=W_pos)
    first, second = attention_patterns(model, [0, 0])
    assert first.tolist() == second.tolist() == [[[1, 0], [1, 0]]]


def test_a_shorter_sequence_takes_the_first_positions():
    model = Transformer(
        np.zeros((1, 1)),
        np.ones((1, 1)),
        [],
        W_pos=np.array([[1.0, 2.0, 3.0]]),
        positions="residual",
    )
    assert logits(model, [0, 0]).tolist() == [[1.0], [2.0]]


def test_without_mask_the_first_position_reads_the_second():
    zero = np.zeros((1, 1, 2))
    layer = AttentionLayer(zero, zero, ONE, np.array([[[0.0], [1.0]]]))
    model = Transformer(np.eye(2), np.eye(2), [layer], causal=False)
    assert logits(model, [1, 0]).tolist() == [[0.0, 1.5], [1.0, 0.5]]


@given(strategies.models_with_tokens(batch=(2, 3), causal=st.booleans()))
def test_a_batch_is_its_sequences(drawn):
    model, tokens = drawn
    batch, patterns = logits(model, tokens), attention_patterns(model, tokens)
    streams = residual_stream(model, tokens)
    for index in np.ndindex(2, 3):
        bound = 2 * logits_error(model, tokens[index])
        assert (np.abs(batch[index] - logits(model, tokens[index].tolist())) <= bound).all()
        for of_batch, single in zip(
            patterns, attention_patterns(model, tokens[index]), strict=True
        ):
            np.testing.assert_array_equal(of_batch[index], single)
        for of_batch, single in zip(streams, residual_stream(model, tokens[index]), strict=True):
            np.testing.assert_array_equal(of_batch[index], single)


@given(strategies.models_with_tokens(causal=st.booleans(), dtype="float32"))
def test_shapes_and_dtype(drawn):
    model, tokens = drawn
    n_ctx = tokens.shape[-1]
    result, patterns = logits(model, tokens), attention_patterns(model, tokens)
    assert result.shape == (n_ctx, model.d_vocab)
    assert [p.shape for p in patterns] == [(h, n_ctx, n_ctx) for h in model.n_heads]
    streams = residual_stream(model, tokens)
    assert [x.shape for x in streams] == [(n_ctx, model.d_model)] * (model.n_layers + 1)
    assert {str(a.dtype) for a in (result, *patterns, *streams)} == {"float32"}


def test_runs_on_the_array_api_alone_and_changes_no_input():
    rng = np.random.default_rng(2)
    W_E, W_U, W_pos = rng.normal(size=(3, 4)), rng.normal(size=(4, 3)), rng.normal(size=(3, 5))
    read, write = [rng.normal(size=(2, 1, 3)) for _ in range(3)], rng.normal(size=(2, 3, 1))
    tokens = np.array([[3, 0, 1], [2, 2, 0]])
    given_arrays = [W_E, W_U, W_pos, *read, write, tokens]
    for array in given_arrays:
        array.setflags(write=False)

    def run(asarray, positions):
        layer = AttentionLayer(*map(asarray, read), asarray(write))
        model = Transformer(
            asarray(W_E), asarray(W_U), [layer, layer], W_pos=asarray(W_pos), positions=positions
        )
        return logits(model, asarray(tokens))

    for positions in ("qk", "residual"):
        strict = run(lambda a: array_api_strict.asarray(a, copy=True), positions)
        assert isinstance(strict, array_api_strict._array_object.Array)
        np.testing.assert_array_equal(np.from_dlpack(strict), run(np.asarray, positions))


@pytest.mark.parametrize("function", [logits, attention_patterns, residual_stream])
def test_bad_tokens_are_refused_by_name(function):
    with pytest.raises(ValueError, match=r"tokens: expected 0 <= token < d_vocab = 2, got 2"):
        function(worked_example(), [0, 2])


@given(strategies.models_with_tokens(parts=strategies.PARTS, batch=(2,)))
def test_a_forward_pass_leaves_what_single_functions_return(drawn):
    model, tokens = drawn
    run = forward_pass(model, tokens)
    for x, alone in zip(run.streams, residual_stream(model, tokens), strict=True):
        np.testing.assert_array_equal(x, alone)
    for scale, alone in zip(run.scales, norm_scales(model, tokens), strict=True):
        np.testing.assert_array_equal(scale, alone)
    assert len(run.patterns) == len(run.mlp_outputs) == len(run.post_scales) == model.n_layers
    for n, (layer, scale) in enumerate(zip(model.layers, run.post_scales, strict=True)):
        assert (layer.post_norm is None) == (scale is None)
        if scale is not None:
            place = ("ln1_post.inverse_scale", n)
            np.testing.assert_array_equal(scale, rm.activations(model, tokens, [place])[place])
    for layer, of_mlp in zip(model.layers, run.mlp_outputs, strict=True):
        assert (layer.mlp is None) == (of_mlp is None)


def test_patterns_larger_than_the_memory_are_refused_with_their_size():
    model = one_skip_trigram(4, source=0, destination=1, output=2)
    for tool in (rm.attention_patterns, rm.forward_pass):
        with pytest.raises(ValueError, match=r"^tokens: expected .* 4 GiB, .* \(1, 30000, 30000\)"):
            tool(model, [0] * 30_000)


def scaled(dtype, *, embedding=1.0, values=1.0, outputs=1.0, unembedding=1.0, **options):
    """A model of one head that attends everywhere alike, with multiples of the identity."""
    zero, one = np.zeros((1, 2, 2), dtype), np.eye(2, dtype=dtype)
    layer = AttentionLayer(zero, zero, one[None] * dtype(values), one[None] * dtype(outputs))
    return Transformer(one * dtype(embedding), one * dtype(unembedding), [layer], **options)


BEYOND_FLOAT32 = {
    "residual stream before layer 0": {
        "embedding": 3e38,
        "W_pos": np.full((2, 2), 3e38, np.float32),
        "positions": "residual",
    },
    "residual stream after layer 0": {"values": 1e25, "outputs": 1e25},
    "logits": {"embedding": 1e20, "unembedding": 1e20},
}


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("function", [logits, residual_stream, forward_pass, logits_error])
@pytest.mark.parametrize("named", BEYOND_FLOAT32)
def test_what_is_beyond_the_dtype_is_refused_by_its_name(named, function):
    model = scaled(np.float32, **BEYOND_FLOAT32[named])
    if named == "logits" and function in (residual_stream, forward_pass):
        function(model, [0, 1])
        return
    with pytest.raises(ValueError, match=f"^{named}: expected finite numbers, got (inf|nan)"):
        function(model, [0, 1])


def test_what_is_just_within_the_dtype_is_computed_in_it():
    model = scaled(np.float32, embedding=1e19, unembedding=1e19, outputs=0.1)
    wide = scaled(np.float64, embedding=1e19, unembedding=1e19, outputs=0.1)
    for function in (logits, logits_error):
        computed = function(model, [0, 1])
        assert computed.dtype == np.float32
        assert np.isfinite(computed).all()
    # The weights themselves are rounded as they are made: by four factors, and by what is computed.
    apart, allowed = np.abs(logits(model, [0, 1]) - logits(wide, [0, 1])), 8 * 2.0**-24
    assert (apart <= allowed * logits(wide, [0, 1]) + logits_error(model, [0, 1])).all()


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_a_bound_beyond_the_dtype_is_refused_though_the_logits_are_within():
    one, zero = np.eye(2, dtype=np.float32), np.zeros((1, 2, 2), np.float32)
    # What the two heads write is finite only as it cancels; each term is counted in the bound.
    heads = np.concatenate([one[None], -one[None]]) * np.float32(2e38)
    layer = AttentionLayer(
        *[np.concatenate([zero, zero])] * 2, np.concatenate([one[None]] * 2), heads
    )
    model = Transformer(one, one, [layer])
    assert np.isfinite(logits(model, [0, 0])).all()
    with pytest.raises(
        ValueError, match=r"^logits(_error)?: expected finite numbers, got (inf|nan)"
    ):
        logits_error(model, [0, 0])
