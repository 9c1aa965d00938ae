import subprocess
import sys
from fractions import Fraction
from random import Random

import numpy as np
import pytest
from hypothesis import Phase, find, given, settings

from refmath.numeric.layered.forward import attention_patterns, logits
from refmath.numeric.model.parts import MLP, Norm, Rotary
from refmath.numeric.model.transformer import AttentionLayer, Transformer
from refmath.strategies import (
    EVERY_PART,
    PARTS,
    attention_layers,
    integer_matrices,
    models,
    models_with_tokens,
    norms,
    permutations,
    tokens,
)

# To reach a thing is enough: shrinking would only take time.
SEARCH = settings(
    max_examples=2000, deadline=None, derandomize=True, database=None, phases=[Phase.generate]
)


def reach(strategy, condition):
    # `find` draws at random whatever its settings say: a reach test must not hang on luck.
    return find(strategy, condition, settings=SEARCH, random=Random(0))


@pytest.mark.parametrize("size", ["d_model", "d_vocab"])
def test_models_reach_dimension_1(size):
    reach(models(), lambda model: getattr(model, size) == 1 and model.n_layers > 0)


def test_models_reach_unequal_dimensions_of_2_and_more():
    def unequal(drawn):
        model, t = drawn
        if model.n_layers == 0:
            return False
        sizes = {len(t), model.d_vocab, model.d_model, model.layers[0].d_head}
        return len(sizes) >= 3 and min(sizes) >= 2

    reach(models_with_tokens(), unequal)


def test_models_reach_layers_of_different_heads():
    reach(models(), lambda m: len(set(m.n_heads)) > 1)
    reach(models(), lambda m: len({layer.d_head for layer in m.layers}) > 1)


@pytest.mark.parametrize("n_layers", [0, 1, 2])
def test_models_reach_every_depth(n_layers):
    reach(models(), lambda model: model.n_layers == n_layers)


@pytest.mark.parametrize("positions", ["qk", "residual"])
def test_models_reach_positions(positions):
    reach(models(), lambda model: model.W_pos is not None and model.positions == positions)
    reach(models(), lambda model: model.W_pos is None)


def test_models_reach_ties_in_scores_beside_differences():
    def tied(model):
        # Of three tokens, the same weight of two, and another of the third beside it.
        rows = attention_patterns(model, [0, 1, 2])[0][:, -1, :]
        return bool(((rows[:, 0] == rows[:, 1]) & (rows[:, 1] != rows[:, 2])).any())

    reach(models(positions=None, n_layers=1, d_vocab=3), tied)


def test_layers_reach_dimension_1_and_unequal_ones():
    reach(attention_layers(), lambda layer: layer.d_head == layer.n_heads == layer.d_model == 1)
    reach(
        attention_layers(), lambda layer: (layer.n_heads, layer.d_head, layer.d_model) == (3, 2, 4)
    )
    reach(attention_layers(), lambda layer: layer.d_head > layer.d_model)


def test_tokens_reach_every_token_and_length():
    model = Transformer(np.ones((1, 3)), np.ones((3, 1)), [], W_pos=np.ones((1, 6)))
    reach(tokens(model), lambda t: set(t.tolist()) == {0, 1, 2})
    reach(tokens(model), lambda t: len(t) == 6)
    reach(tokens(model), lambda t: len(t) == 1)


def test_matrices_reach_dimension_1_unequal_ones_and_both_signs():
    reach(integer_matrices(), lambda m: m.shape == (1, 1))
    reach(integer_matrices(), lambda m: m.shape == (3, 2))
    reach(integer_matrices(), lambda m: m.min() == -8)
    reach(integer_matrices(), lambda m: m.max() == 8)


def test_shrunk_matrices_are_small():
    found = find(integer_matrices(2, 2), lambda m: m[1, 0] < -1)
    assert found.tolist() == [[0, 0], [-2, 0]]


@given(integer_matrices(2, 3, bound=2))
def test_matrices_keep_their_shape_and_bound(matrix):
    assert matrix.shape == (2, 3)
    assert matrix.dtype == np.int64
    assert np.abs(matrix).max() <= 2


BOUND = "bound: expected an integer with 1 <= bound < 128"


@pytest.mark.parametrize("bound", [0, 128])
def test_a_bound_that_bytes_cannot_reach_is_refused(bound):
    with pytest.raises(
        ValueError, match=f"bound: expected an integer with 1 <= bound < 128, got {bound}"
    ):
        integer_matrices(bound=bound)


OPTIONS = {
    "n_layers": 2,
    "n_heads": 2,
    "d_model": 3,
    "d_vocab": 4,
    "d_head": 2,
    "n_ctx": 2,
    "positions": "residual",
    "causal": False,
    "dtype": "float32",
    "scale": 2.0,
}


@given(models_with_tokens(**OPTIONS, batch=(3,)))
def test_options_are_kept(drawn):
    model, t = drawn
    assert (model.n_layers, model.n_heads, model.d_model, model.d_vocab) == (2, (2, 2), 3, 4)
    assert (model.layers[0].d_head, model.n_ctx, model.positions) == (2, 2, "residual")
    assert model.causal is False
    assert model.dtype == np.float32
    assert t.shape in {(3, 1), (3, 2)}
    weights = np.concatenate([model.W_E.ravel(), model.layers[1].W_O.ravel()])
    # Exact eighths times the scale.
    np.testing.assert_array_equal(weights * 4, np.round(weights * 4))
    assert np.abs(weights).max() <= 2


@given(attention_layers(number=lambda k: Fraction(k, 3)))
def test_exact_numbers(layer):
    assert isinstance(layer, AttentionLayer)
    assert layer.W_O.dtype == object
    assert {type(value) for value in layer.W_O.flat} == {Fraction}


def test_what_is_printed_of_a_failure_is_code_that_makes_the_model_again():
    @settings(database=None, derandomize=True, max_examples=300, report_multiple_bugs=False)
    @given(models_with_tokens(n_layers=1, parts=PARTS))
    def fails(drawn):
        model, _ = drawn
        assert not (model.W_E.any() and model.layers[0].norm and model.b_U is not None)

    with pytest.raises(AssertionError) as failure:
        fails()
    printed = "\n".join(failure.value.__notes__)
    code = printed[printed.index("drawn=") + len("drawn=") : printed.rindex(",\n)")]
    names = {"array": np.array, "Norm": Norm, "Rotary": Rotary, "MLP": MLP}
    names |= {"AttentionLayer": AttentionLayer, "Transformer": Transformer}
    model, t = eval(code, names)
    assert model.W_E.any()
    assert model.layers[0].norm is not None
    assert logits(model, t).shape == (len(t), model.d_vocab)


ALL_PARTS = {
    *("b_Q", "b_K", "b_V", "b_O", "b_U", "norm", "norm.bias", "final_norm", "final_norm.bias"),
    *("rotary", "grouped keys and values", "mlp", "post_norm", "post_norm.bias", "mlp.post_norm"),
}


@pytest.mark.parametrize("part", sorted(ALL_PARTS))
def test_models_reach_every_part_and_do_without_it(part):
    drawn = models(parts=PARTS, n_layers=1)
    reach(drawn, lambda model: part in model.parts)
    reach(drawn, lambda model: part not in model.parts)


def test_logits_are_capped_or_not_and_never_those_of_exact_numbers():
    drawn = models(parts=("capped logits",), n_layers=1)
    reach(drawn, lambda model: model.parts == ("logit_cap",))
    reach(drawn, lambda model: model.parts == ())

    @given(models(parts=EVERY_PART, n_layers=0, number=lambda k: Fraction(k, 3)))
    def exact(model):
        assert model.logit_cap is None

    exact()


@pytest.mark.parametrize("centred", [True, False])
@pytest.mark.parametrize("name", ["gain", "bias"])
def test_norms_reach_both_kinds_with_and_without_a_gain_and_a_bias(centred, name):
    drawn = norms(3, scale=2.0)
    assert reach(drawn, lambda norm: norm is None) is None
    for there in (True, False):
        norm = reach(
            drawn,
            lambda norm, there=there: (
                norm is not None
                and norm.centred is centred
                and (getattr(norm, name) is not None) is there
            ),
        )
        assert norm.eps == 1.0
    array = getattr(reach(drawn, lambda norm: norm and getattr(norm, name) is not None), name)
    assert array.shape == (3,)
    assert (array * 4 == np.round(array * 4)).all()


@pytest.mark.parametrize(
    "part", ["score_scale", "score_cap", "score_bias", "window", "sinks", "q_norm", "k_norm"]
)
def test_models_reach_what_stands_between_queries_and_patterns_and_do_without_it(part):
    drawn = models(parts=EVERY_PART, n_layers=1)
    (layer,) = reach(drawn, lambda model: part in model.parts).layers
    reach(drawn, lambda model: part not in model.parts)
    value = getattr(layer, part)
    if part in ("score_scale", "score_cap"):
        assert value * 8 in range(1, 17)
    if part in ("score_bias", "sinks"):
        assert value.shape[0] == layer.n_heads


def test_windows_reach_one_to_three_sources_and_only_behind_a_mask():
    drawn = models(parts=("scores",), n_layers=1)
    for window in (1, 2, 3):
        reach(drawn, lambda model, window=window: model.layers[0].window == window)

    @given(models(parts=("scores",), n_layers=1, causal=False))
    def of_all_sources(model):
        assert {"window", "score_bias"}.isdisjoint(model.parts)

    of_all_sources()


def test_turns_are_by_right_angles_in_either_pairing():
    drawn = models(parts=("rotary",), n_layers=1)
    for pairing in ("halves", "adjacent"):
        model = reach(
            drawn,
            lambda model, pairing=pairing: (
                model.layers[0].rotary is not None
                and model.layers[0].rotary.pairing == pairing
                and model.layers[0].rotary.sin.any()
            ),
        )
        cos, sin = model.layers[0].rotary.cos, model.layers[0].rotary.sin
        assert (np.abs(cos) + np.abs(sin) == 1).all()
        assert (cos[0] == 1).all()
        # Of the position n the angle is n times that of the position 1.
        first = cos[1:2] + 1j * sin[1:2]
        assert np.allclose(cos + 1j * sin, first ** np.arange(len(cos))[:, None])


@given(permutations(4), integer_matrices(2, 3, bound=2))
def test_orders_and_matrices_are_of_what_was_asked_for(order, matrix):
    assert sorted(order) == [0, 1, 2, 3]
    assert isinstance(order, list)
    assert (matrix.shape, matrix.dtype) == ((2, 3), np.int64)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: permutations(0), "size: expected an integer, 1 or more, got 0"),
        (
            lambda: integer_matrices(bound=0),
            "bound: expected an integer with 1 <= bound < 128, got 0",
        ),
        (
            lambda: integer_matrices(bound=128),
            "bound: expected an integer with 1 <= bound < 128, got 128",
        ),
        (
            lambda: integer_matrices(bound="x"),
            "bound: expected an integer with 1 <= bound < 128, got 'x'",
        ),
        (lambda: permutations(None), "size: expected an integer, 1 or more, got None"),
        (
            lambda: find(models(parts=("norm",)), lambda _: True),
            f"parts: expected some of {', '.join(EVERY_PART)}, got ['norm']",
        ),
    ],
)
def test_what_cannot_be_drawn_is_refused_by_its_name(make, said):
    with pytest.raises(ValueError, match=":") as error:
        make()
    assert str(error.value) == said


def test_models_have_no_parts_but_those_named():
    @given(models(parts=("rotary",)))
    def plain(model):
        assert set(model.parts) <= {"rotary"}

    plain()
    for parts, got in ((["bias"], r"\['bias'\]"), ("rotary", "'rotary'")):
        with pytest.raises(ValueError, match=rf"parts: expected some of biases, .*, got {got}"):
            find(models(parts=parts), lambda _: True)


def test_without_hypothesis_it_says_what_to_install():
    program = (
        "import sys\n"
        "sys.modules['hypothesis'] = None\n"
        "import refmath as rm\n"
        "try:\n"
        "    rm.strategies\n"
        "except ImportError as error:\n"
        "    print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "strategies need Hypothesis: pip install 'refmath[test]'\n"
