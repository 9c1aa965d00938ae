"""The layered computation is the sum over paths: exactly in rationals, within bounds in floats."""

from __future__ import annotations

import dataclasses
import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from refmath import strategies
from refmath.numeric.heads.attribution import direct_logit_attribution
from refmath.numeric.heads.contributions import frozen_logits, logits_by_order
from refmath.numeric.heads.terms import (
    constant_logits,
    mlp_logits,
    path_contributions,
    path_logits,
)
from refmath.numeric.layered.forward import (
    attention_patterns,
    forward_pass,
    logits,
    residual_stream,
)
from refmath.numeric.layered.logits_error import logits_error
from refmath.numeric.model.attention import attention_pattern, attention_scores
from refmath.numeric.model.transformer import AttentionLayer, Transformer
from refmath.numeric.paths.expansion import expanded_logits, expanded_patterns
from refmath.numeric.paths.listed import paths
from refmath.numeric.paths.operator import one_hot, tensor_product_operator


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

    def sqrt(self):
        """(1 + s) / 2, which is positive and grows: norms ask no more of a root."""
        assert self.value > 0
        return Exact((1 + self.value) / 2)


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


# Norms ask for a root and a quotient, which make digits double again.
SMALL = {"d_model": st.integers(1, 2), "d_vocab": st.integers(1, 3), "n_ctx": st.integers(1, 2)}
# So many heads that some share keys and others don't; so many coordinates that two pairs turn.
ENOUGH = {"groups": {"n_heads": 4}, "rotary": {"d_head": st.sampled_from((2, 4)), "n_ctx": 3}}


def exact_models_with(parts, **options):
    enough = ENOUGH.get(parts[0], {})
    return exact_models(st.integers(0, 2), parts=parts, **(SMALL | enough | options))


def assert_equal(left, right):
    assert left.shape == right.shape
    assert bool(np.all(left == right)), (left, right)


def normed(norm, row):
    """One position's row through a norm, coordinate by coordinate."""
    if norm is None:
        return row
    mean = sum(row) / len(row) if norm.centred else 0
    centred = [x - mean for x in row]
    root = Exact(sum(c * c for c in centred) / len(row) + Fraction(norm.eps)).sqrt().value
    gain = [1] * len(row) if norm.gain is None else values(norm.gain)
    bias = [0] * len(row) if norm.bias is None else values(norm.bias)
    return [c / root * g + b for c, g, b in zip(centred, gain, bias, strict=True)]


def turned(rotary, row, position):
    """One query or key, its pairs turned by the position's angles."""
    if rotary is None:
        return row
    cos, sin = values(rotary.cos)[position], values(rotary.sin)[position]
    result = list(row)
    for pair, (c, s) in enumerate(zip(cos, sin, strict=True)):
        u, v = (pair, pair + len(cos)) if rotary.pairing == "halves" else (2 * pair, 2 * pair + 1)
        result[u], result[v] = row[u] * c - row[v] * s, row[u] * s + row[v] * c
    return result


def through_mlp(mlp, row):
    """One position's row, and what the neurons add to it."""
    read = normed(mlp.norm, row)
    b_in = [0] * mlp.d_mlp if mlp.b_in is None else values(mlp.b_in)
    b_out = [0] * len(row) if mlp.b_out is None else values(mlp.b_out)
    active = [max(0, dot(w, read) + b) for w, b in zip(values(mlp.W_in), b_in, strict=True)]
    written = [dot(w, active) + b for w, b in zip(values(mlp.W_out), b_out, strict=True)]
    return [x + y for x, y in zip(row, normed(mlp.post_norm, written), strict=True)]


def dot(left, right):
    return sum((a * b for a, b in zip(left, right, strict=True)), Fraction(0))


def by_loops(model, tokens):
    """The formulas, entry by entry: no matrix product, no softmax but what stands here."""
    V, M, n = range(model.d_vocab), range(model.d_model), len(tokens)
    W_E, W_U = values(model.W_E), values(model.W_U)
    W_pos = None if model.W_pos is None else values(model.W_pos)
    in_qk, in_stream = (W_pos is not None and model.positions == p for p in ("qk", "residual"))
    x = [[W_E[m, t] + (W_pos[m, i] if in_stream else 0) for m in M] for i, t in enumerate(tokens)]
    all_patterns = []
    for layer in model.layers:
        W_Q, W_K, W_V, W_O = map(values, (layer.W_Q, layer.W_K, layer.W_V, layer.W_O))
        b_Q, b_K, b_V, b_O = (
            np.zeros(size, int) if b is None else values(b)
            for b, size in (
                (layer.b_Q, W_Q.shape[:2]),
                (layer.b_K, W_K.shape[:2]),
                (layer.b_V, W_K.shape[:2]),
                (layer.b_O, model.d_model),
            )
        )
        read = [normed(layer.norm, row) for row in x]
        compared = [[read[i][m] + (W_pos[m, i] if in_qk else 0) for m in M] for i in range(n)]
        written = [[Fraction(0) + b_O[m] for m in M] for _ in range(n)]
        patterns = np.empty((layer.n_heads, n, n), dtype=object)
        D = range(layer.d_head)
        for h in range(layer.n_heads):
            g = h * layer.n_groups // layer.n_heads
            queries = [[dot(W_Q[h, d], row) + b_Q[h, d] for d in D] for row in compared]
            keys = [[dot(W_K[g, d], row) + b_K[g, d] for d in D] for row in compared]
            for i in range(n):  # destination
                query = turned(layer.rotary, queries[i], i)
                sources = range(i + 1 if model.causal else n)
                scores = [
                    dot(query, turned(layer.rotary, keys[j], j)) / Fraction(math.sqrt(layer.d_head))
                    for j in sources
                ]
                weights = [1 / (1 - (s - max(scores))) for s in scores]
                A = [w / sum(weights) for w in weights] + [Fraction(0)] * (n - len(weights))
                patterns[h, i, :] = A
                for d in D:
                    mean = sum(A[j] * (dot(W_V[g, d], read[j]) + b_V[g, d]) for j in sources)
                    for m in M:
                        written[i][m] += W_O[h, m, d] * mean
        written = [normed(layer.post_norm, row) for row in written]
        x = [[a + b for a, b in zip(*rows, strict=True)] for rows in zip(x, written, strict=True)]
        if layer.mlp is not None:
            x = [through_mlp(layer.mlp, row) for row in x]
        all_patterns.append(patterns)
    b_U = [0] * model.d_vocab if model.b_U is None else values(model.b_U)
    last = [normed(model.final_norm, row) for row in x]
    out = [[dot(W_U[v], last[i]) + b_U[v] for v in V] for i in range(n)]
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


PARTS = [*((part,) for part in strategies.PARTS), strategies.PARTS]


@pytest.mark.parametrize("parts", PARTS, ids="+".join)
@SLOW
@given(data=st.data())
def test_layered_with_parts_is_the_formulas_entry_by_entry(parts, data):
    model, tokens = data.draw(exact_models_with(parts))
    expected, patterns = by_loops(model, tokens.tolist())
    assert_equal(logits(model, tokens), expected)
    for own, looped in zip(attention_patterns(model, tokens), patterns, strict=True):
        assert_equal(own, looped)


@pytest.mark.parametrize("parts", PARTS, ids="+".join)
@SLOW
@given(data=st.data())
def test_expanded_with_parts_is_layered_exactly(parts, data):
    model, tokens = data.draw(exact_models_with(parts))
    expected = logits(model, tokens)
    assert_equal(expanded_logits(model, tokens), expected)
    by_path = sum(path_logits(model, path, tokens) for path in paths(model))
    others = constant_logits(model, tokens) + mlp_logits(model, tokens)
    assert_equal(by_path + others, expected)
    assert_equal(logits_by_order(model, tokens).sum(axis=0), expected)
    held = held_of(forward_pass(model, tokens))
    assert_equal(expanded_logits(model, tokens, **held), expected)
    assert_equal(frozen_logits(model, tokens, **held), expected)
    assert_equal(logits_by_order(model, tokens, **held).sum(axis=0), expected)
    by_path = sum(path_logits(model, path, tokens, **held) for path in paths(model))
    others = constant_logits(model, tokens, **held) + mlp_logits(model, tokens, **held)
    assert_equal(by_path + others, expected)
    for (_, contribution), path in zip(
        path_contributions(model, tokens), depth_first(model), strict=True
    ):
        assert_equal(contribution, path_logits(model, path, tokens))


@pytest.mark.parametrize("parts", PARTS, ids="+".join)
@SLOW
@given(data=st.data())
def test_the_terms_of_every_logit_add_up_to_it_exactly(parts, data):
    model, tokens = data.draw(exact_models_with(parts))
    every = {"destination": np.arange(len(tokens))[:, None], "output": np.arange(model.d_vocab)}
    found = direct_logit_attribution(model, tokens, **every)
    assert_equal(found.logits(), logits(model, tokens))
    assert_equal(found.embedding, path_logits(model, (), tokens))


@pytest.mark.parametrize("parts", PARTS, ids="+".join)
@SLOW
@given(data=st.data())
def test_a_batch_is_its_sequences_one_by_one(parts, data):
    model, tokens = data.draw(exact_models_with(parts, batch=(2,)))
    functions = (
        *(logits, expanded_logits, constant_logits, mlp_logits, frozen_at_its_own),
        lambda *given: np.moveaxis(logits_by_order(*given), 0, -3),
    )
    for function in functions:
        together = function(model, tokens)
        for one, sequence in zip(together, tokens, strict=True):
            assert_equal(one, function(model, sequence))
    for of_layer, *each in zip(
        attention_patterns(model, tokens),
        *(attention_patterns(model, sequence) for sequence in tokens),
        strict=True,
    ):
        for one, alone in zip(of_layer, each, strict=True):
            assert_equal(one, alone)


def held_of(run):
    """What a forward pass leaves to be held fixed, by the names of the arguments."""
    names = ("patterns", "scales", "mlp_outputs", "post_scales")
    return {name: getattr(run, name) for name in names}


def frozen_at_its_own(model, tokens):
    """The frozen forward pass at the model's own patterns, scales and MLPs' outputs."""
    return frozen_logits(model, tokens, **held_of(forward_pass(model, tokens)))


def depth_first(model):
    """A path before those that it begins: how `path_contributions` orders them."""
    return sorted(paths(model))


@pytest.mark.parametrize(
    "parts", [("norms",), ("rotary", "groups"), ("post norms", "norms")], ids="+".join
)
@SLOW
@given(data=st.data())
def test_operator_with_parts_gives_the_logits_exactly(parts, data):
    model, tokens = data.draw(exact_models_with(parts, positions=None))
    assume(not any(part.endswith("norm.bias") for part in model.parts))
    T = tensor_product_operator(model, tokens)
    product = T @ one_hot(model, tokens).reshape(-1)
    assert_equal(product, logits(model, tokens).reshape(-1))


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
    bound = logits_error(model, tokens)
    expected = logits(model, tokens)
    # Each of the two is within the bound of what it would be exactly.
    difference = np.abs(expanded_logits(model, tokens).astype("float64") - expected)
    assert difference.shape == np.shape(bound)
    assert np.all(difference <= 2 * np.asarray(bound, "float64"))


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@SLOW
@given(data=st.data())
def test_expanded_is_layered_within_rounding_with_any_parts(dtype, data):
    drawn = strategies.models_with_tokens(parts=strategies.PARTS, dtype=dtype)
    model, tokens = data.draw(drawn)
    bound = 2 * np.asarray(logits_error(model, tokens), "float64")
    difference = expanded_logits(model, tokens).astype("float64") - logits(model, tokens)
    assert np.all(np.abs(difference) <= bound)


def test_the_bound_is_worth_having():
    rng = np.random.default_rng(5)
    layers = [
        AttentionLayer(*rng.normal(size=(3, 2, 2, 4)), rng.normal(size=(2, 4, 2))) for _ in range(2)
    ]
    model = Transformer(rng.normal(size=(4, 6)), rng.normal(size=(6, 4)), layers)
    tokens = rng.integers(0, 6, size=5)
    last = path_logits(model, ((0, 1), (1, 0)), tokens)
    # Leaving one path out must be seen.
    assert np.max(np.abs(last) / logits_error(model, tokens)) > 2


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
