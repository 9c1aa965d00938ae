import itertools
import math
import re

import array_api_compat
import array_api_strict
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from refmath.conformance import strategies
from refmath.numeric import expansion
from refmath.numeric.expansion import (
    expanded_logits,
    expanded_patterns,
    one_hot,
    path_count,
    path_logits,
    paths,
    tensor_product_operator,
)
from refmath.numeric.forward import attention_patterns, norm_scales
from refmath.numeric.logits_error import logits_error
from refmath.numeric.parts import MLP, Norm
from refmath.numeric.transformer import AttentionLayer, Transformer


def attention(n_heads=1, d_head=1, d_model=2):
    read, write = (n_heads, d_head, d_model), (n_heads, d_model, d_head)
    return AttentionLayer(np.zeros(read), np.zeros(read), np.ones(read), np.ones(write))


def two_layers(**options):
    """Equal scores: means of what is before. Layer 0: second += first, layer 1: first += second."""
    zero, one = np.zeros((1, 1, 2)), np.array([[[1.0, 0.0]]])
    first = AttentionLayer(zero, zero, one, np.array([[[0.0], [1.0]]]))
    second = AttentionLayer(zero, zero, one[..., ::-1], np.array([[[1.0], [0.0]]]))
    W_E = np.array([[4.0, 8.0], [0.0, 1.0]])
    return Transformer(W_E, np.eye(2), [first, second], **options)


BY_HAND = {
    (): [[4, 0], [8, 1]],
    ((0, 0),): [[0, 4], [0, 6]],
    ((1, 0),): [[0, 0], [0.5, 0]],
    ((0, 0), (1, 0)): [[4, 0], [5, 0]],
}


@pytest.mark.parametrize("path", BY_HAND)
def test_paths_by_hand(path):
    assert path_logits(two_layers(), path, [0, 1]).tolist() == BY_HAND[path]


def test_sum_and_patterns_by_hand():
    assert expanded_logits(two_layers(), [0, 1]).tolist() == [[8, 4], [13.5, 7]]
    assert [p.tolist() for p in expanded_patterns(two_layers(), [0, 1])] == [
        [[[1, 0], [0.5, 0.5]]]
    ] * 2


def test_operator_by_hand():
    # Blocks [destination, source]; T's first row: output token 0 at position 0.
    W = [[8, 8 + 9], [4, 8 + 1]]  # all four paths, with A = 1 at destination 0, source 0
    T = tensor_product_operator(two_layers(), [0, 1])
    assert T[:2, :2].tolist() == W
    assert T[:2, 2:].tolist() == [[0, 0], [0, 0]]
    # Destination 1, source 1: A = 1, 1/2, 1/2, 1/4 for the paths (), (0), (1), (0, 1).
    assert T[2:, 2:].tolist() == [[4 + 4 / 4, 8 + 1 / 2 + 8 / 4], [4 / 2, 1 + 8 / 2]]
    # Destination 1, source 0: A = 0, 1/2, 1/2, 1/2 * 1 + 1/2 * 1/2 = 3/4.
    assert T[2:, :2].tolist() == [[4 * 3 / 4, 1 / 2 + 8 * 3 / 4], [4 / 2, 8 / 2]]


def test_operator_with_residual_positions_is_refused():
    model = two_layers(W_pos=np.ones((2, 3)), positions="residual")
    with pytest.raises(ValueError, match=r"got positions='residual': W_pos adds a constant"):
        tensor_product_operator(model, [0, 1])
    without = two_layers(positions="residual")
    expected = tensor_product_operator(two_layers(), [0, 1])
    np.testing.assert_array_equal(tensor_product_operator(without, [0, 1]), expected)


def test_operator_too_large_is_refused_before_any_work(monkeypatch):
    monkeypatch.setattr(expansion, "_own", lambda *_: pytest.fail("worked"))
    model = Transformer(np.ones((1, 5000)), np.ones((5000, 1)), [])
    message = (
        "tokens: expected T to need at most 0.25 GiB, got n_ctx * d_vocab = 10000, a T of 0.745 GiB"
    )
    with pytest.raises(ValueError, match=re.escape(message)):
        tensor_product_operator(model, [0, 1])


@pytest.mark.parametrize(("dtype", "bytes_each"), [("float64", 8), ("float32", 4), (object, 8)])
def test_the_limit_counts_bytes(monkeypatch, dtype, bytes_each):
    model = Transformer(np.ones((1, 3), dtype), np.ones((3, 1), dtype), [])
    monkeypatch.setattr(expansion, "MAX_OPERATOR_BYTES", 36 * bytes_each)
    assert tensor_product_operator(model, [0, 1]).shape == (6, 6)
    monkeypatch.setattr(expansion, "MAX_OPERATOR_BYTES", 36 * bytes_each - 1)
    with pytest.raises(ValueError, match="GiB"):
        tensor_product_operator(model, [0, 1])


def test_operator_of_a_batch_is_refused():
    with pytest.raises(
        ValueError, match=re.escape("tokens: expected shape (n_ctx,), one sequence, got (1, 2)")
    ):
        tensor_product_operator(two_layers(), [[0, 1]])


def test_paths_are_all_there_in_order():
    model = Transformer(
        np.ones((2, 1)), np.ones((1, 2)), [attention(2), attention(1), attention(3)]
    )
    found = list(paths(model))
    assert found == sorted(found, key=lambda path: (len(path), path))
    # By another way: for each layer one head or none.
    choices = [[None, *((l, h) for h in range(n))] for l, n in enumerate((2, 1, 3))]  # noqa: E741
    expected = {tuple(c for c in choice if c) for choice in itertools.product(*choices)}
    assert set(found) == expected
    assert len(found) == len(expected) == path_count(model) == 3 * 2 * 4
    for max_order in range(5):
        assert list(paths(model, max_order=max_order)) == [p for p in found if len(p) <= max_order]


def test_equal_layers_have_binomially_many_paths():
    model = Transformer(np.ones((2, 1)), np.ones((1, 2)), [attention(2)] * 4)
    orders = [len(path) for path in paths(model)]
    assert [orders.count(k) for k in range(5)] == [math.comb(4, k) * 2**k for k in range(5)]


def test_paths_are_lazy_and_their_limit_is_checked_at_once():
    model = Transformer(np.ones((2, 1)), np.ones((1, 2)), [attention(12)] * 96)
    assert path_count(model) == 13**96
    assert list(itertools.islice(paths(model), 3)) == [(), ((0, 0),), ((0, 1),)]
    with pytest.raises(ValueError, match="max_order: expected at least 0 or None, got -1"):
        paths(model, max_order=-1)


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ([(2, 0)], "path: expected 0 <= layer < n_layers = 2, got layer 2 in [(2, 0)]"),
        ([(-1, 0)], "got layer -1"),
        ([(1, 0), (0, 0)], "path: expected strictly increasing layers, got layer 0 after layer 1"),
        ([(0, 0), (0, 0)], "got layer 0 after layer 0 in [(0, 0), (0, 0)]"),
        ([(1, 1)], "path: expected 0 <= head < n_heads = 1 in layer 1, got head 1"),
        ([(1, -1)], "got head -1"),
        ([(0.0, 0)], "path: expected (layer, head) pairs of integers, got [(0.0, 0)]"),
        ([0, 1], "path: expected (layer, head) pairs of integers, got [0, 1]"),
        ([(0, 0, 0)], "path: expected (layer, head) pairs of integers"),
        (0, "path: expected (layer, head) pairs of integers, got 0"),
    ],
)
def test_paths_that_are_refused(path, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        path_logits(two_layers(), path, [0, 1])


@pytest.mark.parametrize(
    "function", [expanded_logits, expanded_patterns, one_hot, tensor_product_operator]
)
def test_bad_tokens_are_refused_by_name(function):
    with pytest.raises(ValueError, match="tokens: expected 0 <= token < d_vocab = 2, got 7"):
        function(two_layers(), [0, 7])
    with pytest.raises(ValueError, match="tokens: "):
        path_logits(two_layers(), (), [0.5])


def test_one_hot():
    t = one_hot(two_layers(), [[1, 0], [0, 0]])
    assert t.tolist() == [[[0, 1], [1, 0]], [[1, 0], [1, 0]]]
    assert t.dtype == np.float64
    exact = one_hot(Transformer(np.ones((1, 2), object), np.ones((2, 1), object), []), [1])
    assert exact.dtype == object
    assert [type(value) for value in exact[0]] == [int, int]


def test_patterns_held_fixed():
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


def test_patterns_that_are_refused():
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


CONSTANTS = {
    "b_V": {"b_V": np.ones((1, 2))},
    "b_O": {"b_O": np.ones(2)},
    "norm.bias": {"norm": Norm(bias=np.ones(2))},
    "mlp": {"mlp": MLP(np.eye(2), np.eye(2))},
    "b_U": {},
    "final_norm.bias": {},
}


@pytest.mark.parametrize("part", CONSTANTS)
def test_the_operator_of_a_model_with_constants_is_refused_by_the_parts_name(part):
    W = np.ones((1, 2, 2))
    layer = AttentionLayer(W, W, W, W, **CONSTANTS[part])
    own = {"b_U": {"b_U": np.ones(2)}, "final_norm.bias": {"final_norm": Norm(bias=np.ones(2))}}
    model = Transformer(np.eye(2), np.eye(2), [layer], **own.get(part, {}))
    says = (
        f"model: tensor_product_operator can't honour {part},"
        " which add a constant that no T gives; use expanded_logits"
    )
    with pytest.raises(ValueError, match=f"^{re.escape(says)}$"):
        tensor_product_operator(model, [0, 1])


def test_the_operator_has_the_scales_that_are_held():
    rng = np.random.default_rng(0)
    layer = AttentionLayer(
        *rng.normal(size=(3, 2, 2, 3)), rng.normal(size=(2, 3, 2)), norm=Norm(rng.normal(size=3))
    )
    final = Norm(centred=False)
    model = Transformer(rng.normal(size=(3, 4)), rng.normal(size=(4, 3)), [layer], final_norm=final)
    tokens = [0, 3, 1]
    patterns = [pattern[::-1] for pattern in attention_patterns(model, tokens)]
    held = {"patterns": patterns, "scales": [3 * scale for scale in norm_scales(model, tokens)]}
    T = tensor_product_operator(model, tokens, **held)
    found = (T @ one_hot(model, tokens).reshape(-1)).reshape(3, 4)
    assert np.allclose(found, expanded_logits(model, tokens, **held), rtol=1e-12)
    assert not np.allclose(found, expanded_logits(model, tokens), rtol=0.1)
