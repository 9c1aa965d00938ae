"""Each law holds of the reference, and is broken by what breaks its theorem."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import refmath as rm
from refmath import laws, strategies
from refmath.conforming.answers.made import Broken, Ourselves
from refmath.conforming.mistakes.every import MISTAKES
from refmath.conforming.mistakes.pages import page_of
from refmath.numeric.model.every_weight import with_every_weight

ROOT = Path(__file__).parents[1]
BY_NAME = {mistake.name: mistake for mistake in MISTAKES}
FEW = settings(max_examples=15, deadline=None)
OF_ALL = ("biases", "mlps", "scores", "gates", "parallel")


def draw_head(data, model):
    layer = data.draw(st.integers(0, model.n_layers - 1))
    return layer, data.draw(st.integers(0, model.n_heads[layer] - 1))


def without(model, *names):
    """The model, none of its layers having the parts of these names."""
    gone = dict.fromkeys(names)
    return replace(model, layers=[replace(layer, **gone) for layer in model.layers])


# --- of the reference -----------------------------------------------------------------------------


@FEW
@given(strategies.models_with_tokens(parts=strategies.EVERY_PART))
def test_softmax_rows_sum_to_1(drawn):
    model, tokens = drawn
    laws.softmax_rows_sum_to_1(Ourselves(), without(model, "sinks"), tokens)


@FEW
@given(strategies.models_with_tokens(parts=strategies.EVERY_PART), st.data())
def test_causality_at_any_depth(drawn, data):
    model, tokens = drawn
    others = data.draw(strategies.tokens(model, n_ctx=len(tokens)))
    laws.causality_at_any_depth(Ourselves(), model, tokens, others)


@FEW
@given(strategies.models_with_tokens(n_layers=st.integers(1, 2), parts=OF_ALL), st.data())
def test_laws_of_one_head(drawn, data):
    model, tokens = drawn
    layer, head = draw_head(data, model)
    order = data.draw(strategies.permutations(model.n_heads[layer]))
    laws.order_of_the_heads(Ourselves(), model, tokens, layer, order)
    gauge = data.draw(strategies.gauges(model.layers[layer].d_head))
    laws.only_W_QK_matters(Ourselves(), model, tokens, layer, head, gauge)
    laws.only_W_OV_matters(Ourselves(), model, tokens, layer, head, gauge)
    plain = without(model, "score_cap", "sinks")
    laws.key_bias_is_inert(Ourselves(), plain, tokens, layer, plain.layers[layer].W_K[:, :, 0])


@FEW
@given(strategies.models_with_tokens(parts=OF_ALL), st.data())
def test_change_of_basis(drawn, data):
    model, tokens = drawn
    gauge = data.draw(strategies.gauges(model.d_model))
    laws.change_of_basis(Ourselves(), model, tokens, gauge)


@FEW
@given(strategies.models_with_tokens())
def test_path_expansion_and_orders(drawn):
    laws.path_expansion(Ourselves(), *drawn)
    laws.term_importance(Ourselves(), *drawn)


@FEW
@given(strategies.models_with_tokens(n_layers=1, positions=None))
def test_pattern_of_tokens(drawn):
    laws.pattern_of_tokens(Ourselves(), *drawn)


# --- broken ---------------------------------------------------------------------------------------


class Over(Ourselves):
    """The reference, with a function in place of one of its own."""

    def __init__(self, **functions):
        for name, function in functions.items():
            setattr(self, name, function)


def logits_of_a_clipped_stream(model, tokens):
    return np.clip(rm.residual_stream(model, tokens)[-1], -0.5, 0.5) @ model.W_U.T


def pattern_of_normed_queries(model, tokens, layer, head):
    own = model.layers[layer]
    W_Q = own.W_Q / np.linalg.norm(own.W_Q, axis=(1, 2), keepdims=True)
    layers = [*model.layers[:layer], replace(own, W_Q=W_Q), *model.layers[layer + 1 :]]
    return rm.attention_patterns(replace(model, layers=layers), tokens)[layer][head]


def logits_of_normed_values(model, tokens):
    norm = np.linalg.norm
    layers = [
        replace(layer, W_V=layer.W_V / norm(layer.W_V, axis=(1, 2), keepdims=True))
        for layer in model.layers
    ]
    return rm.logits(replace(model, layers=layers), tokens)


def pattern_with_a_bias_behind_the_mask(model, tokens, layer, head):
    A, b = rm.attention_patterns(model, tokens)[layer][head], model.layers[layer].b_K
    if b is None:
        return A
    weights = A * np.exp(np.arange(len(tokens)) * b[head].sum())
    return weights / weights.sum(axis=1, keepdims=True)


def paths_backwards(model, tokens, path):
    (first, *_), patterns = path or [(0, 0)], rm.attention_patterns(model, tokens)
    found = rm.path_logits(model, path, tokens)
    return patterns[first[0]][first[1]] @ found if len(path) > 1 else found


MODEL = replace(rm.by_hand.induction(3, n_ctx=4), W_pos=None)
TOKENS, OTHERS = np.array([0, 2, 1, 0]), np.array([0, 2, 2, 1])
rng = np.random.default_rng(0)
TWO = rm.Transformer(
    rng.normal(size=(3, 4)),
    rng.normal(size=(4, 3)),
    [
        rm.AttentionLayer(*rng.normal(size=(3, 2, 2, 3)), rng.normal(size=(2, 3, 2)))
        for _ in range(2)
    ],
)
ONE = replace(TWO, layers=TWO.layers[:1])
SHEAR = (np.array([[1.0, 2], [0, 1]]), np.array([[1.0, -2], [0, 1]]))
SHEAR_3 = tuple(np.block([[M, np.zeros((2, 1))], [np.zeros((1, 2)), np.eye(1)]]) for M in SHEAR)

BROKEN = {
    "softmax_rows_sum_to_1": [
        (Broken(BY_NAME[name], "pattern"), (TWO, TOKENS))
        for name in ("softmax_over_destinations", "no_mask", "mask_forgotten_in_the_sum")
    ],
    "causality_at_any_depth": [(Broken(BY_NAME["no_mask"], "logits"), (TWO, TOKENS, OTHERS))],
    "order_of_the_heads": [
        (Broken(BY_NAME[name], "logits"), (TWO, TOKENS, 0, [1, 0]))
        for name in ("one_OV_for_all_heads", "heads_in_turn")
    ],
    "change_of_basis": [(Over(logits=logits_of_a_clipped_stream), (TWO, TOKENS, SHEAR_3))],
    "only_W_QK_matters": [(Over(pattern=pattern_of_normed_queries), (TWO, TOKENS, 1, 0, SHEAR))],
    "only_W_OV_matters": [(Over(logits=logits_of_normed_values), (TWO, TOKENS, 1, 0, SHEAR))],
    "key_bias_is_inert": [
        (Over(pattern=pattern_with_a_bias_behind_the_mask), (TWO, TOKENS, 0, np.ones((2, 2))))
    ],
    "pattern_of_tokens": [
        (Over(qk=lambda *of: Ourselves().qk(*of).T), (ONE, TOKENS)),
        (Over(scores=lambda *of: np.sqrt(2) * Ourselves().scores(*of)), (ONE, TOKENS)),
    ],
    "path_expansion": [
        (Over(path_logits=paths_backwards), (TWO, TOKENS)),
    ],
    "term_importance": [
        (Over(term_importance=lambda *of: 2 * Ourselves().term_importance(*of)), (TWO, TOKENS))
    ],
}


@pytest.mark.parametrize(
    ("law", "broken", "arguments"),
    [(law, *of) for law, made in BROKEN.items() for of in made],
)
def test_what_breaks_a_theorem_breaks_its_law(law, broken, arguments):
    getattr(laws, law)(Ourselves(), *arguments)
    with pytest.raises(AssertionError, match=rf"{law}: expected .+, got a difference of .+#{law}"):
        getattr(laws, law)(broken, *arguments)


def test_every_law_has_a_theorem_of_its_name_and_its_place_in_the_docs():
    every = {
        name for name, law in vars(laws).items() if getattr(law, "__module__", "") == laws.__name__
    }
    every = {name for name in every if not name.startswith("_")}
    assert every == set(BROKEN)
    for law in every:
        page, _, anchor = page_of(law).partition("#")
        assert f'<a id="{anchor}">' in (ROOT / page).read_text("utf-8")


def test_what_is_free_breaks_no_law():
    """Logits may have a constant for each position."""

    def centred(model, tokens):
        found = rm.logits(model, tokens)
        return found - found.mean(axis=-1, keepdims=True)

    laws.path_expansion(Over(logits=centred), TWO, TOKENS)
    laws.change_of_basis(Over(logits=centred), TWO, TOKENS, SHEAR_3)


def test_bounds_are_those_of_the_dtype():
    def in_float32(model, tokens):
        return rm.logits(with_every_weight(model, lambda W: W.astype("float32")), tokens)

    rounded = Over(logits=in_float32)
    with pytest.raises(AssertionError, match="change_of_basis"):
        laws.change_of_basis(rounded, TWO, TOKENS, SHEAR_3)
    rounded.dtype = "float32"
    laws.change_of_basis(rounded, TWO, TOKENS, SHEAR_3)


SINKS = replace(TWO, layers=[replace(layer, sinks=np.zeros(2)) for layer in TWO.layers])


@pytest.mark.parametrize(
    ("law", "arguments", "said"),
    [
        ("softmax_rows_sum_to_1", (SINKS, TOKENS), "model: expected one without sinks, got"),
        ("softmax_rows_sum_to_1", (None, TOKENS), "model: expected"),
        ("softmax_rows_sum_to_1", (TWO, [[0, 1]]), r"tokens: expected shape \(n_ctx,\)"),
        ("softmax_rows_sum_to_1", (TWO, [9]), "tokens: expected"),
        (
            "causality_at_any_depth",
            (replace(TWO, causal=False), TOKENS, OTHERS),
            "model: expected a",
        ),
        ("causality_at_any_depth", (TWO, TOKENS, [0, 1]), "others: expected 4 tokens"),
        ("order_of_the_heads", (TWO, TOKENS, 0, [0, 0]), "order: expected the heads 0 to 1"),
        ("order_of_the_heads", (TWO, TOKENS, 5, [0, 1]), "layer: expected"),
        ("change_of_basis", (TWO, TOKENS, SHEAR), r"gauge: expected a \(3, 3\) matrix"),
        ("change_of_basis", (TWO, TOKENS, 3), "gauge: expected a matrix and its inverse"),
        ("only_W_QK_matters", (TWO, TOKENS, 0, 9, SHEAR), "head: expected"),
        ("key_bias_is_inert", (TWO, TOKENS, 0, np.ones(3)), "b_K: expected"),
        ("pattern_of_tokens", (TWO, TOKENS), "model: expected one layer"),
        ("path_expansion", (SINKS, TOKENS), "model: expected one without sinks"),
    ],
)
def test_what_a_law_does_not_speak_of_is_refused(law, arguments, said):
    with pytest.raises(ValueError, match=said):
        getattr(laws, law)(Ourselves(), *arguments)


def test_parts_and_functions_that_an_adapter_lacks_are_refused():
    class Plain:
        def logits(self, model, tokens):
            return rm.logits(model, tokens)

    with pytest.raises(ValueError, match="adapter: expected the function pattern, got"):
        laws.softmax_rows_sum_to_1(Plain(), TWO, TOKENS)
    with pytest.raises(ValueError, match="model: expected of positions and parts only those"):
        laws.causality_at_any_depth(Plain(), SINKS, TOKENS, OTHERS)


def test_an_answer_of_another_shape_is_told():
    flat = Over(logits=lambda model, tokens: rm.logits(model, tokens).T)
    with pytest.raises(AssertionError, match=r"logits: expected shape \(3, 4\), got \(4, 3\)"):
        laws.causality_at_any_depth(flat, TWO, TOKENS[:3], OTHERS[:3])
