import dataclasses
import re

import array_api_strict
import numpy as np
import pytest

from refmath.numeric.model.arguments import check_tokens, refuse_parts
from refmath.numeric.model.parts import MLP, Norm, rotary_by_frequency
from refmath.numeric.model.transformer import AttentionLayer, Transformer


def layer(n_heads=2, d_head=3, d_model=4, dtype="float64", **replaced):
    read, write = (n_heads, d_head, d_model), (n_heads, d_model, d_head)
    weights = {name: np.ones(read, dtype) for name in ("W_Q", "W_K", "W_V")}
    return AttentionLayer(**(weights | {"W_O": np.ones(write, dtype)} | replaced))


def model(layers=(), d_model=4, d_vocab=5, dtype="float64", **options):
    weights = {"W_E": np.ones((d_model, d_vocab), dtype), "W_U": np.ones((d_vocab, d_model), dtype)}
    given = {name: options.pop(name) for name in ("W_E", "W_U") if name in options}
    return Transformer(**(weights | given), layers=layers, **options)


def with_bad(shape, index, value):
    weight = np.ones(shape)
    weight[index] = value
    return weight


def test_sizes_are_read_from_the_weights():
    it = model([layer(2, 3), layer(1, 1)], W_pos=np.ones((4, 7)))
    assert (it.d_model, it.d_vocab, it.n_layers, it.n_heads, it.n_ctx) == (4, 5, 2, (2, 1), 7)
    assert (it.layers[0].n_heads, it.layers[0].d_head, it.layers[0].d_model) == (2, 3, 4)
    assert it.dtype == np.float64
    assert model().n_ctx is None
    assert it.positions == "qk"
    assert it.causal is True


def test_models_are_frozen_and_compare_by_identity():
    it, one = model([layer()]), layer()
    with pytest.raises(dataclasses.FrozenInstanceError):
        it.W_E = np.ones((4, 5))
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.W_Q = one.W_K
    assert it != model([layer()])
    assert it == it
    assert {it: 1}[it] == 1


def test_a_model_does_not_follow_the_list_it_was_given():
    layers = [layer()]
    it = model(layers)
    layers.append(layer())
    assert isinstance(it.layers, tuple)
    assert it.n_layers == 1


@pytest.mark.parametrize("dtype", ["float32", "float64", object])
def test_dtypes_that_are_taken(dtype):
    assert model([layer(dtype=dtype)], dtype=dtype).dtype == np.dtype(dtype)


R, W = (2, 3, 4), (2, 4, 3)


@pytest.mark.parametrize(
    ("replaced", "message"),
    [
        ({"norm": 1}, "norm: expected Norm or None, got int"),
        ({"norm": Norm(np.ones(3))}, "norm: expected d_model = 4, as W_Q has, got 3"),
        ({"rotary": "qk"}, "rotary: expected Rotary or None, got str"),
        ({"rotary": rotary_by_frequency(2, 4)}, "rotary: expected d_rotary <= d_head = 3, got 4"),
        ({"mlp": MLP(np.ones((2, 3)), np.ones((3, 2)))}, "mlp: expected d_model = 4, as W_Q has"),
        (
            {"norm": Norm(np.ones(4, "float32"))},
            "norm.gain: expected dtype float64, as W_Q has, got float32",
        ),
        (
            {"mlp": MLP(np.ones((2, 4), "float32"), np.ones((4, 2), "float32"))},
            "mlp.W_in: expected dtype float64, as W_Q has, got float32",
        ),
        ({"b_Q": np.ones((2, 4))}, "b_Q: expected shape (2, 3) to agree with W_Q, got (2, 4)"),
        ({"b_O": np.ones(3)}, "b_O: expected shape (4,) to agree with W_Q, got (3,)"),
        ({"b_V": np.full((2, 3), np.nan)}, "b_V: expected finite numbers, got nan at index (0, 0)"),
        ({"b_K": [1.0]}, "b_K: expected an array, got list"),
        ({"W_Q": np.ones((3, 4))}, "W_Q: expected shape (n_heads, d_head, d_model), got (3, 4)"),
        (
            {"W_K": np.ones((2, 3, 5))},
            "W_K: expected shape (2, 3, 4) to agree with W_Q, got (2, 3, 5)",
        ),
        (
            {"W_V": np.ones((1, 3, 4))},
            "W_V: expected shape (2, 3, 4) to agree with W_Q, got (1, 3, 4)",
        ),
        ({"W_O": np.ones(R)}, "W_O: expected shape (2, 4, 3) to agree with W_Q, got (2, 3, 4)"),
        ({"W_O": np.ones((2, 4, 1))}, "W_O: expected shape (2, 4, 3) to agree with W_Q"),
        ({"W_Q": np.ones((2, 0, 4))}, "d_head >= 1, got d_head = 0 in (2, 0, 4)"),
        ({"W_Q": np.ones((0, 3, 4))}, "n_heads >= 1, got n_heads = 0"),
        ({"W_Q": np.ones((2, 3, 0))}, "d_model >= 1, got d_model = 0"),
        (
            {"W_V": with_bad(R, (1, 2, 3), np.nan)},
            "W_V: expected finite numbers, got nan at index (1, 2, 3)",
        ),
        (
            {"W_O": with_bad(W, (0, 3, 1), -np.inf)},
            "W_O: expected finite numbers, got -inf at index (0, 3, 1)",
        ),
        ({"W_K": np.ones(R, "float32")}, "W_K: expected dtype float64, as W_Q has, got float32"),
        ({"W_K": np.ones(R, "int64")}, "got int64; cast integer weights to a floating dtype first"),
        ({"W_K": np.ones(R, "complex128")}, "W_K: expected dtype float64, float32 or object"),
        ({"W_K": np.ones(R, "float16")}, "exact numbers), got float16"),
        ({"W_K": np.ones(R, bool)}, "exact numbers), got bool"),
        ({"W_K": [[[1.0]]]}, "W_K: expected an array, got list"),
        (
            {"W_K": array_api_strict.ones(R)},
            "W_K: expected an array of array_api_compat.numpy, as W_Q is, got array_api_strict",
        ),
    ],
)
def test_layers_that_are_refused(replaced, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        layer(**replaced)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"W_E": np.ones(4)}, "W_E: expected shape (d_model, d_vocab), got (4,)"),
        (
            {"W_E": np.ones((4, 0))},
            "W_E: expected shape (d_model, d_vocab) with d_vocab >= 1, got d",
        ),
        ({"W_E": np.ones((0, 5))}, "d_model >= 1, got d_model = 0"),
        ({"W_U": np.ones(4)}, "W_U: expected shape (d_out, d_model), got (4,)"),
        ({"W_U": np.ones((0, 4))}, "W_U: expected shape (d_out, d_model) with d_out >= 1, got d"),
        ({"W_U": np.ones((5, 0))}, "(d_out, d_model) with d_model >= 1, got d_model = 0 in (5, 0)"),
        ({"W_U": np.ones((4, 5))}, "W_U: expected shape (d_out, 4) to agree with W_E, got (4, 5)"),
        ({"W_pos": np.ones((3, 9))}, "W_pos: expected shape (4, 9) to agree with W_E, got (3, 9)"),
        (
            {"W_pos": np.ones((4, 0))},
            "W_pos: expected shape (d_model, n_ctx) with n_ctx >= 1, got n",
        ),
        (
            {"W_pos": np.ones((0, 9))},
            "W_pos: expected shape (d_model, n_ctx) with d_model >= 1, got",
        ),
        (
            {"W_U": np.ones((5, 4), "float32")},
            "W_U: expected dtype float64, as W_E has, got float32",
        ),
        ({"W_pos": np.ones((4, 9), "float32")}, "W_pos: expected dtype float64, as W_E has, got f"),
        ({"W_pos": np.ones(4)}, "W_pos: expected shape (d_model, n_ctx), got (4,)"),
        ({"layers": [layer(d_model=6)]}, "layers[0]: expected d_model = 4, as in W_E, got 6"),
        ({"layers": [layer(), "attention"]}, "layers[1]: expected AttentionLayer, got str"),
        ({"layers": 3}, "layers: expected a sequence of AttentionLayer, got int"),
        (
            {"layers": [layer(dtype="float32")]},
            "layers[0].W_Q: expected dtype float64, as W_E has, got float32",
        ),
        (
            {"layers": [layer(dtype=object)]},
            "layers[0].W_Q: expected dtype float64, as W_E has, got object",
        ),
        ({"W_E": np.ones((4, 5), "int32")}, "cast integer weights"),
        ({"W_E": array_api_strict.ones((4, 5))}, "W_U: expected an array of array_api_strict"),
        (
            {"W_U": with_bad((5, 4), (2, 1), np.inf)},
            "W_U: expected finite numbers, got inf at index (2, 1)",
        ),
        (
            {"W_pos": with_bad((4, 5), (3, 0), np.nan)},
            "W_pos: expected finite numbers, got nan at index (3, 0)",
        ),
        ({"positions": "rotary"}, "positions: expected 'qk' or 'residual', got 'rotary'"),
        ({"positions": None}, "positions: expected 'qk' or 'residual', got None"),
        ({"causal": 1}, "causal: expected True or False, got 1"),
    ],
)
def test_models_that_are_refused(options, message):
    # From the first letter on, where the message begins with a name.
    start = "^" if ": expected" in message else ""
    with pytest.raises(ValueError, match=start + re.escape(message)):
        model(**options)


@pytest.mark.parametrize(
    "tokens",
    [[4, 0], (4, 0), np.array([4, 0]), np.array([4, 0], "uint8"), [np.int32(4), 0]],
)
def test_tokens_that_are_taken(tokens):
    checked = check_tokens(model(), tokens)
    assert checked.dtype == np.int64
    assert checked.tolist() == [4, 0]


def test_tokens_keep_their_batch_and_move_to_the_library_of_the_model():
    assert check_tokens(model(), [[[1, 2, 3]], [[4, 0, 1]]]).shape == (2, 1, 3)
    strict = Transformer(array_api_strict.ones((4, 5)), array_api_strict.ones((5, 4)), [])
    for tokens in ([1, 2], np.array([1, 2]), array_api_strict.asarray([1, 2])):
        assert isinstance(check_tokens(strict, tokens), array_api_strict._array_object.Array)


@pytest.mark.parametrize(
    ("tokens", "message"),
    [
        ([0.0, 1.0], "tokens: expected integers, got dtype float64"),
        (["a"], "tokens: expected integers, got dtype"),
        ([True, False], "tokens: expected integers, got bool"),
        ([True, 2], "tokens: expected integers, got bool in [True, 2]"),
        (np.array([True]), "tokens: expected integers, got dtype bool"),
        ([[0, 1], [0, 5]], "tokens: expected 0 <= token < d_vocab = 5, got 5 at index (1, 1)"),
        ([0, 1, -1], "tokens: expected 0 <= token < d_vocab = 5, got -1 at index (2,)"),
        (np.array([2**64 - 1], "uint64"), "got 18446744073709551615 at index (0,)"),
        ([2**70], "tokens: expected integers, got dtype object"),
        ([], "tokens: expected at least one token, got shape (0,)"),
        ([[], []], "tokens: expected at least one token, got shape (2, 0)"),
        (3, "tokens: expected shape (..., n_ctx), got the single value 3"),
        ([[0, 1], [0]], "tokens: expected lists of equal length, got [[0, 1], [0]]"),
        (
            [0, 1, 2],
            "tokens: expected n_ctx <= 2, as far as the model's positions reach, got n_ctx = 3",
        ),
        (
            array_api_strict.asarray([1]),
            "tokens: expected a list, a NumPy array or an array of the model's library"
            " array_api_compat.numpy, got Array",
        ),
    ],
)
def test_tokens_that_are_refused(tokens, message):
    limited = (
        model(W_pos=np.ones((4, 2))) if message.startswith("tokens: expected n_ctx") else model()
    )
    with pytest.raises(ValueError, match=re.escape(message)):
        check_tokens(limited, tokens)


def test_all_parts_that_are_refused_are_named():
    it = model([layer(norm=Norm())], b_U=np.ones(5), final_norm=Norm())
    with pytest.raises(
        ValueError, match=r"^model: expected no part that T can't honour, got final_norm, b_U$"
    ):
        refuse_parts(it, "T", ["b_U", "final_norm", "mlp"])
    refuse_parts(it, "T", ["mlp"])


def test_positions_reach_as_far_as_the_shortest_of_them():
    turns = [layer(d_head=2, rotary=rotary_by_frequency(n, 2)) for n in (5, 3)]
    assert model(turns).n_ctx == 3
    assert model(turns, W_pos=np.ones((4, 2))).n_ctx == 2
    assert model([layer()]).n_ctx is None


def test_shared_keys_are_of_a_number_that_divides_the_heads():
    R, W = np.ones((4, 3, 4)), np.ones((4, 4, 3))
    assert AttentionLayer(R, R[:2], R[:2], W, b_K=np.ones((2, 3))).n_groups == 2
    for W_K, W_V in ((R[:3], R[:3]), (R[:2], R[:1]), (R[:1], R)):
        with pytest.raises(ValueError, match=r"W_[KV]: expected shape \(4, 3, 4\) to agree"):
            AttentionLayer(R, W_K, W_V, W)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"final_norm": 1.0}, "final_norm: expected Norm or None, got float"),
        ({"final_norm": Norm(np.ones(3))}, "final_norm: expected d_model = 4, as W_E has, got 3"),
        (
            {"final_norm": Norm(np.ones(4, "float32"))},
            "final_norm.gain: expected dtype float64, as W",
        ),
        ({"final_norm": Norm(eps=1e-320)}, "final_norm.eps: expected "),
        ({"b_U": np.ones(4)}, "b_U: expected shape (5,) to agree with W_U, got (4,)"),
        ({"b_U": with_bad((5,), 3, np.nan)}, "b_U: expected finite numbers, got nan at index (3,)"),
        ({"b_U": np.ones(5, "float32")}, "b_U: expected dtype float64, as W_E has, got float32"),
    ],
)
def test_parts_of_a_model_that_are_refused(options, message):
    with pytest.raises(ValueError, match="^" + re.escape(message)):
        model(**options)


def test_parts_are_named_once_in_order():
    norm = Norm(bias=np.ones(4))
    both = [layer(b_O=np.ones(4)), layer(norm=norm, b_O=np.ones(4))]
    assert model(both, final_norm=Norm(), b_U=np.ones(5)).parts == (
        *("b_O", "norm", "norm.bias"),
        *("final_norm", "b_U"),
    )


def test_a_mistyped_part_is_no_part():
    model = Transformer(np.eye(2), np.eye(2), [])
    with pytest.raises(ValueError, match=r"^parts: expected 'grouped keys .*, got 'rotery'$"):
        refuse_parts(model, "T", ["norm", "rotery"])  # type: ignore[list-item]
