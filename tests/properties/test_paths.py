"""The layered computation is the sum over paths: exactly in rationals, within bounds in floats."""

from __future__ import annotations

import dataclasses
import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from refmath.conformance import strategies
from refmath.numeric import rounding
from refmath.numeric.attention import attention_pattern, attention_scores
from refmath.numeric.expansion import (
    expanded_logits,
    expanded_patterns,
    one_hot,
    path_logits,
    paths,
    tensor_product_operator,
)
from refmath.numeric.forward import attention_patterns, logits, residual_stream
from refmath.numeric.transformer import AttentionLayer, Transformer


class Exact:
    """A rational number with an `exp`: 1/(1 - s), which is positive and grows for s <= 0.

    The softmax is only ever asked for scores less the row's largest, so any such function stands
    for the exponential, and everything that the computation does with it is exact.
    """

    __slots__ = ("value",)

    def __init__(self, value):
        self.value = value_of(value)

    def __add__(self, other):
        return Exact(self.value + value_of(other))

    def __sub__(self, other):
        return Exact(self.value - value_of(other))

    def __mul__(self, other):
        return Exact(self.value * value_of(other))

    def __truediv__(self, other):
        return Exact(self.value / value_of(other))

    def __rsub__(self, other):
        return Exact(value_of(other) - self.value)

    def __rtruediv__(self, other):
        return Exact(value_of(other) / self.value)

    __radd__, __rmul__ = __add__, __mul__

    def __eq__(self, other):
        return self.value == value_of(other)

    def __lt__(self, other):
        return self.value < value_of(other)

    def __le__(self, other):
        return self.value <= value_of(other)

    def __gt__(self, other):
        return self.value > value_of(other)

    def __ge__(self, other):
        return self.value >= value_of(other)

    __hash__ = None

    def __repr__(self):
        return str(self.value)

    def exp(self):
        assert self.value <= 0
        return Exact(1 / (1 - self.value))


def value_of(number):
    if isinstance(number, Exact):
        return number.value
    # Of a float, too, exactly; a NumPy integer would overflow inside the Fraction.
    return Fraction(number.item() if isinstance(number, np.generic) else number)


def exact(array):
    result = np.empty(np.shape(array), dtype=object)
    result.reshape(-1)[:] = [Exact(value) for value in np.asarray(array).flat]
    return result


def exact_models(n_layers, **options):
    """Integer weights; few sizes, since the digits of a number double with every layer."""
    sizes = {"n_heads": st.integers(1, 2), "d_head": st.integers(1, 2), "n_ctx": st.integers(1, 3)}
    drawn = {"n_layers": n_layers, "number": Exact, "causal": st.booleans(), **sizes, **options}
    return strategies.models_with_tokens(**drawn)


def assert_equal(left, right):
    assert left.shape == right.shape
    assert bool(np.all(left == right)), (left, right)


def by_loops(model, tokens):
    """The formulas, entry by entry: no matrix product, no softmax but what stands here."""
    V, M, n = range(model.d_vocab), range(model.d_model), len(tokens)
    zero = Fraction(0)
    W_E, W_U = values(model.W_E), values(model.W_U)
    W_pos = None if model.W_pos is None else values(model.W_pos)
    in_qk, in_stream = (W_pos is not None and model.positions == p for p in ("qk", "residual"))
    x = [[W_E[m, t] + (W_pos[m, i] if in_stream else 0) for m in M] for i, t in enumerate(tokens)]
    all_patterns = []
    for layer in model.layers:
        W_Q, W_K, W_V, W_O = map(values, (layer.W_Q, layer.W_K, layer.W_V, layer.W_O))
        read = [[x[i][m] + (W_pos[m, i] if in_qk else 0) for m in M] for i in range(n)]
        written = [[zero for _ in M] for _ in range(n)]
        patterns = np.empty((layer.n_heads, n, n), dtype=object)
        D = range(layer.d_head)
        for h in range(layer.n_heads):
            for i in range(n):  # destination
                query = [sum((W_Q[h, d, m] * read[i][m] for m in M), zero) for d in D]
                sources = range(i + 1 if model.causal else n)
                scores = []
                for j in sources:
                    key = [sum((W_K[h, d, m] * read[j][m] for m in M), zero) for d in D]
                    product = sum((a * b for a, b in zip(query, key, strict=True)), zero)
                    scores.append(product / Fraction(math.sqrt(layer.d_head)))
                weights = [1 / (1 - (s - max(scores))) for s in scores]
                A = [w / sum(weights) for w in weights] + [zero] * (n - len(weights))
                patterns[h, i, :] = A
                for d in D:
                    mean = sum((A[j] * W_V[h, d, m] * x[j][m] for j in sources for m in M), zero)
                    for m in M:
                        written[i][m] += W_O[h, m, d] * mean
        x = [[a + b for a, b in zip(*rows, strict=True)] for rows in zip(x, written, strict=True)]
        all_patterns.append(patterns)
    out = [[sum((W_U[v, m] * x[i][m] for m in M), zero) for v in V] for i in range(n)]
    return exact(out), [exact(patterns) for patterns in all_patterns]


def values(array):
    result = np.empty(array.shape, dtype=object)
    result.reshape(-1)[:] = [number.value for number in array.flat]
    return result


DEPTHS = [0, 1, 2, 3]
SLOW = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@pytest.mark.parametrize("n_layers", [0, 1, 2])
@given(data=st.data())
def test_layered_is_the_formulas_entry_by_entry(n_layers, data):
    model, tokens = data.draw(exact_models(n_layers))
    expected, patterns = by_loops(model, tokens.tolist())
    assert_equal(logits(model, tokens), expected)
    for own, looped in zip(attention_patterns(model, tokens), patterns, strict=True):
        assert_equal(own, looped)


@pytest.mark.parametrize("n_layers", DEPTHS)
@SLOW
@given(data=st.data())
def test_expanded_is_layered_exactly(n_layers, data):
    model, tokens = data.draw(exact_models(n_layers))
    assert_equal(expanded_logits(model, tokens), logits(model, tokens))
    pairs = zip(expanded_patterns(model, tokens), attention_patterns(model, tokens), strict=True)
    for by_paths, layered in pairs:
        assert_equal(by_paths, layered)


@pytest.mark.parametrize("n_layers", DEPTHS)
@SLOW
@given(data=st.data())
def test_operator_and_single_paths_give_the_logits_exactly(n_layers, data):
    model, tokens = data.draw(exact_models(n_layers, positions=st.sampled_from((None, "qk"))))
    expected = logits(model, tokens)
    T = tensor_product_operator(model, tokens)
    assert_equal(T @ one_hot(model, tokens).reshape(-1), expected.reshape(-1))
    fixed = expanded_patterns(model, tokens)
    assert_equal(sum(path_logits(model, p, tokens, patterns=fixed) for p in paths(model)), expected)


@given(exact_models(2))
def test_single_paths_with_their_own_patterns_add_up_exactly(drawn):
    model, tokens = drawn
    total = sum(path_logits(model, path, tokens) for path in paths(model))
    assert_equal(total, logits(model, tokens))


def seeded_model(rng, n_layers, sizes):
    """Weights from a range that no strategy of small numbers reaches."""
    d_model, d_vocab, d_head, n_heads, n_ctx = sizes

    def weights(*shape):
        return exact(rng.integers(-(10**6), 10**6, size=shape).astype(object))

    read, write = (n_heads, d_head, d_model), (n_heads, d_model, d_head)
    layers = [
        AttentionLayer(weights(*read), weights(*read), weights(*read), weights(*write))
        for _ in range(n_layers)
    ]
    W_E, W_U, W_pos = weights(d_model, d_vocab), weights(d_vocab, d_model), weights(d_model, n_ctx)
    return Transformer(W_E, W_U, layers, W_pos=W_pos), rng.integers(0, d_vocab, size=n_ctx)


@pytest.mark.parametrize("n_layers", DEPTHS)
def test_expanded_is_layered_exactly_on_large_numbers(n_layers):
    model, tokens = seeded_model(np.random.default_rng(n_layers), n_layers, (3, 5, 2, 2, 3))
    expected = logits(model, tokens)
    assert_equal(expanded_logits(model, tokens), expected)
    T = tensor_product_operator(model, tokens)
    assert_equal(T @ one_hot(model, tokens).reshape(-1), expected.reshape(-1))
    assert all(value.value != 0 for value in expected.flat)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("n_layers", [0, 1, 2, 3, 4])
@SLOW
@given(data=st.data())
def test_expanded_is_layered_within_rounding(n_layers, dtype, data):
    scale = data.draw(st.sampled_from((2.0**-17, 0.5, 1.0)))
    options = {"n_heads": st.integers(1, 2), "dtype": dtype, "causal": st.booleans()}
    drawn = strategies.models_with_tokens(n_layers=n_layers, scale=scale, **options)
    model, tokens = data.draw(drawn)
    bound = rounding.logits_error(model, tokens)
    expected = logits(model, tokens)
    # Each of the two is within the bound of what it would be exactly.
    difference = np.abs(expanded_logits(model, tokens).astype("float64") - expected)
    assert difference.shape == np.shape(bound)
    assert np.all(difference <= 2 * np.asarray(bound, "float64"))


def test_the_bound_is_worth_having():
    rng = np.random.default_rng(5)
    layers = [
        AttentionLayer(*rng.normal(size=(3, 2, 2, 4)), rng.normal(size=(2, 4, 2))) for _ in range(2)
    ]
    model = Transformer(rng.normal(size=(4, 6)), rng.normal(size=(6, 4)), layers)
    tokens = rng.integers(0, 6, size=5)
    last = path_logits(model, ((0, 1), (1, 0)), tokens)
    # Leaving one path out must be seen.
    assert np.max(np.abs(last) / rounding.logits_error(model, tokens)) > 2


@given(exact_models(2, causal=True), st.data())
def test_causal_logits_do_not_see_what_comes_after(drawn, data):
    model, tokens = drawn
    position = data.draw(st.integers(0, len(tokens) - 1))
    changed = tokens.copy()
    changed[position + 1 :] = model.d_vocab - 1 - changed[position + 1 :]
    shown = slice(0, position + 1)
    for function in (logits, expanded_logits):
        assert_equal(function(model, changed)[shown], function(model, tokens)[shown])
    assert_equal(logits(model, tokens[shown]), logits(model, tokens)[shown])
    for path in paths(model):
        left, right = path_logits(model, path, changed), path_logits(model, path, tokens)
        assert_equal(left[shown], right[shown])


def test_without_mask_logits_see_what_comes_after():
    one = exact(np.ones((1, 1, 1), int))
    layer = AttentionLayer(one, one, one, one)
    model = Transformer(exact([[1, 2]]), exact([[1], [1]]), [layer], causal=False)
    assert not np.any(logits(model, [0, 0])[0] == logits(model, [0, 1])[0])
    assert not np.any(expanded_logits(model, [0, 0])[0] == expanded_logits(model, [0, 1])[0])


@given(exact_models(2, causal=True))
def test_patterns_are_causal_and_their_rows_sum_to_one(drawn):
    for pattern in expanded_patterns(*drawn):
        assert bool(np.all(np.triu(np.ones(pattern.shape[-2:], int), 1) * pattern == 0))
        assert bool(np.all(np.sum(pattern, axis=-1) == 1))
        assert bool(np.all(np.tril(pattern) >= 0))


@given(exact_models(2, n_heads=3, d_head=1), st.permutations(range(3)), st.integers(0, 1))
def test_permuting_the_heads_of_a_layer_changes_nothing(drawn, order, at):
    model, tokens = drawn
    layer = model.layers[at]
    weights = (W[list(order)] for W in (layer.W_Q, layer.W_K, layer.W_V, layer.W_O))
    layers = [AttentionLayer(*weights) if i == at else old for i, old in enumerate(model.layers)]
    permuted = dataclasses.replace(model, layers=layers)
    assert_equal(logits(permuted, tokens), logits(model, tokens))
    assert_equal(expanded_logits(permuted, tokens), expanded_logits(model, tokens))
    for head in range(3):
        left = path_logits(permuted, [(at, head)], tokens)
        assert_equal(left, path_logits(model, [(at, order[head])], tokens))


@given(exact_models(2, positions=None, causal=False), st.data())
def test_without_mask_and_positions_permuted_tokens_permute_logits(drawn, data):
    model, tokens = drawn
    order = data.draw(st.permutations(range(len(tokens))))
    assert_equal(logits(model, tokens[list(order)]), logits(model, tokens)[list(order)])


@given(
    strategies.integer_matrices(3, 2),
    strategies.integer_matrices(3, 2),
    strategies.integer_matrices(1, 2),
    st.booleans(),
)
def test_a_constant_key_bias_leaves_the_pattern(q, k, bias, causal):
    q, k, bias = exact(q), exact(k), exact(bias)
    plain, shifted = attention_scores(q, k), attention_scores(q, k + bias)
    left, right = (attention_pattern(scores, causal=causal) for scores in (plain, shifted))
    assert_equal(left, right)


def test_a_constant_query_bias_does_change_the_pattern():
    q, k = exact([[0], [0]]), exact([[0], [1]])
    left = attention_pattern(attention_scores(q, k))
    assert not np.all(left == attention_pattern(attention_scores(q + exact([[1]]), k)))


@given(exact_models(2), st.integers(-3, 3), st.integers(-3, 3))
def test_with_patterns_fixed_logits_are_linear_in_the_embedding(drawn, a, b):
    model, tokens = drawn
    assume(model.positions == "qk")
    fixed = expanded_patterns(model, tokens)
    other = dataclasses.replace(model, W_E=model.W_E[:, ::-1])
    mixed = dataclasses.replace(model, W_E=a * model.W_E + b * other.W_E)
    one, two, both = (expanded_logits(m, tokens, patterns=fixed) for m in (model, other, mixed))
    assert_equal(both, a * one + b * two)


@given(exact_models(2))
def test_the_last_stream_is_what_is_unembedded(drawn):
    model, tokens = drawn
    assert_equal(residual_stream(model, tokens)[-1] @ model.W_U.T, logits(model, tokens))
