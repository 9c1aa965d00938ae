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
from refmath.numeric.model.parts import EVERY_PART
from refmath.report.parts import model_with

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


SAID = {
    "softmax_rows_sum_to_1": [
        "rows that sum to 1, got a difference of 1.1 where rounding explains 8.5e-12,"
        " layer 0, head 0",
        "0 for later sources, got a difference of 0.81 where rounding explains 0, layer 0, head 0",
        "rows that sum to 1, got a difference of 0.86 where rounding explains 8.5e-12,"
        " layer 0, head 0",
    ],
    "causality_at_any_depth": [
        "logits before position 2 that later tokens don't change, got a difference of 3.6"
        " where rounding explains 4.8e-10"
    ],
    "order_of_the_heads": [
        "logits that don't know it, got a difference of 96 where rounding explains 4.8e-10",
        "logits that don't know it, got a difference of 1.2e+02 where rounding explains 4.8e-10",
    ],
    "change_of_basis": [
        "logits that don't know the basis of the stream, got a difference of 2.3"
        " where rounding explains 3.9e-09"
    ],
    "only_W_QK_matters": [
        "patterns that know queries and keys by their products alone, got a difference of 0.14"
        " where rounding explains 1.9e-11, layer 1, head 0"
    ],
    "only_W_OV_matters": [
        "logits that know values and outputs by their products alone, got a difference of 1.8"
        " where rounding explains 4.9e-10"
    ],
    "key_bias_is_inert": [
        "patterns that don't know the bias of the keys, got a difference of 0.61"
        " where rounding explains 1.7e-11, layer 0, head 0"
    ],
    "pattern_of_tokens": [
        "scores that are the entries of QK over √d_head, got a difference of 1.9"
        " where rounding explains 3.9e-14, layer 0, head 0",
        "scores that are the entries of QK over √d_head, got a difference of 0.36"
        " where rounding explains 3.9e-14, layer 0, head 0",
    ],
    "path_expansion": [
        "paths that add up to the logits, got a difference of 18 where rounding explains 2.4e-09"
    ],
    "term_importance": [
        "orders that add up to the logits, got a difference of 28 where rounding explains 9.7e-10"
    ],
}
"""What each says of what breaks it: the law, the difference, and how much may be rounding."""


@pytest.mark.parametrize(
    ("law", "broken", "arguments", "said"),
    [
        (law, *of, said)
        for law, made in BROKEN.items()
        for of, said in zip(made, SAID[law], strict=True)
    ],
)
def test_what_breaks_a_theorem_breaks_its_law(law, broken, arguments, said):
    getattr(laws, law)(Ourselves(), *arguments)
    with pytest.raises(AssertionError) as error:
        getattr(laws, law)(broken, *arguments)
    assert str(error.value) == f"{law}: expected {said}; {page_of(law)}"


def test_what_is_below_0_is_told():
    def sharpened(model, tokens, layer, head):
        """Rows sum to 1, and have something below 0."""
        A = rm.attention_patterns(model, tokens)[layer][head]
        return A + np.diag(np.full(len(A) - 1, -1.0), -1) + np.diag([0.0] + [1.0] * (len(A) - 1))

    with pytest.raises(AssertionError, match=r"^softmax_rows_sum_to_1: expected nothing below 0"):
        laws.softmax_rows_sum_to_1(Over(pattern=sharpened), TWO, TOKENS)


def test_logits_that_are_other_at_each_asking_are_not_causal():
    """Where no token is another, every position is compared."""
    times = iter(range(9))

    def unsteady(model, tokens):
        return rm.logits(model, tokens) + next(times) * np.arange(4)

    said = "^causality_at_any_depth: expected logits before position 4 that later tokens"
    with pytest.raises(AssertionError, match=said):
        laws.causality_at_any_depth(Over(logits=unsteady), TWO, TOKENS, TOKENS)
    laws.causality_at_any_depth(Over(logits=unsteady), TWO, TOKENS, [1, 2, 1, 0])


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


SHARED, NORMS_OF_HEADS = ("grouped keys and values",), ("q_norm", "k_norm")
NORMS = ("norm", "norm.bias", "post_norm", "post_norm.bias", "mlp.post_norm")
FINAL_NORMS = ("final_norm", "final_norm.bias")
LEFT_OUT = {
    "softmax_rows_sum_to_1": ("sinks",),
    "causality_at_any_depth": (),
    "order_of_the_heads": (*SHARED, *NORMS_OF_HEADS),
    "change_of_basis": (*NORMS, *FINAL_NORMS),
    "only_W_QK_matters": (*SHARED, "rotary", *NORMS_OF_HEADS),
    "only_W_OV_matters": SHARED,
    "key_bias_is_inert": ("rotary", *NORMS_OF_HEADS, "score_cap", "sinks"),
    "pattern_of_tokens": EVERY_PART,
    "path_expansion": EVERY_PART,
    "term_importance": EVERY_PART,
}
"""The parts of which a law doesn't speak."""


def more_arguments(law, model):
    """What a law takes beside a model and tokens: what changes nothing."""
    (layer,) = model.layers
    of_head = (0, 0, (np.eye(layer.d_head),) * 2)
    return {
        "causality_at_any_depth": ([0, 1, 0],),
        "order_of_the_heads": (0, [*range(layer.n_heads)]),
        "change_of_basis": ((np.eye(model.d_model),) * 2,),
        "only_W_QK_matters": of_head,
        "only_W_OV_matters": of_head,
        "key_bias_is_inert": (0, np.ones((layer.n_groups, layer.d_head))),
    }.get(law, ())


@pytest.mark.parametrize("law", LEFT_OUT)
@pytest.mark.parametrize("part", EVERY_PART)
def test_a_law_speaks_of_all_parts_but_those_that_it_names(law, part):
    model = model_with(part)
    arguments = Ourselves(), model, [0, 1, 1], *more_arguments(law, model)
    if part not in LEFT_OUT[law]:
        getattr(laws, law)(*arguments)
        return
    said = "one layer, without parts and positions" if law == "pattern_of_tokens" else "one without"
    with pytest.raises(ValueError, match=f"^model: expected {said}.*, got Transformer$") as error:
        getattr(laws, law)(*arguments)
    if law != "pattern_of_tokens":
        named = str(error.value).removeprefix("model: expected one without ").partition(", got")[0]
        assert set(named.split(", ")) <= {*model.parts}
        assert part.partition(".bias")[0] in named


def test_a_norm_of_an_mlp_s_own_is_a_norm_of_the_stream():
    (layer,) = model_with("mlp").layers
    normed = replace(layer, mlp=replace(layer.mlp, norm=rm.Norm()))
    model = replace(model_with("mlp"), layers=[normed])
    gauge = (np.eye(model.d_model),) * 2
    with pytest.raises(ValueError, match=r"^model: expected one without norms of MLPs, got"):
        laws.change_of_basis(Ourselves(), model, [0, 1], gauge)


@pytest.mark.parametrize(
    "gauge",
    [
        (np.eye(2), 2 * np.eye(2)),  # not its inverse
        (np.eye(2) / 2, 2 * np.eye(2)),  # not of whole numbers
        (np.eye(3), np.eye(3)),
        (np.eye(2), np.eye(3)),
    ],
)
def test_a_gauge_is_of_whole_numbers_with_its_inverse(gauge):
    said = r"^gauge: expected a \(2, 2\) matrix of whole numbers and its inverse, got "
    for law in (laws.only_W_QK_matters, laws.only_W_OV_matters):
        with pytest.raises(ValueError, match=said):
            law(Ourselves(), TWO, TOKENS, 0, 0, gauge)
        law(Ourselves(), TWO, TOKENS, 0, 0, [[[1, 2], [0, 1]], [[1, -2], [0, 1]]])


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
