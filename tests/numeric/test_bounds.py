"""Bounds of roundings, held to what they were when they were looked at.

A bound that is too small is seen by tests that compute exactly; one that grows is seen here alone:
it stays right, and says less. `python tests/numeric/test_bounds.py` writes the record anew.
"""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import refmath as rm
from refmath import rounding
from refmath.numeric.arrays.rounding import gamma, product_error, rounded_up, softmax_and_error
from refmath.numeric.certified.terms import attention_weights, head_terms, mean_error
from refmath.numeric.layered.logits_error import forward_error, logits_error
from refmath.numeric.model.every_weight import with_every_weight
from refmath.numeric.model.parts import EVERY_PART
from refmath.report.parts import model_with

RECORD = Path(__file__).with_name("bounds.json")
TOKENS = [1, 0, 2, 1]
BESIDE_RANGES = {"q_norm", "k_norm", "score_cap", "window", "sinks", "logit_cap", "parallel"}
BESIDE_RANGES |= {"post_norm", "post_norm.bias", "mlp", "mlp.post_norm"}
"""Parts of which certified ranges don't speak."""
ACTIVATIONS = ("relu", "relu_squared", "gelu_tanh", "gelu_erf", "gelu_quick", "silu", "tanh")
DTYPES = ("float32", "float64")


def drawn_model(n_layers, *, dtype="float64", scale=0.5, norm=None, **options):
    rng = np.random.default_rng(n_layers)

    def drawn(*shape):
        return (scale * rng.standard_normal(shape)).astype(dtype)

    layers = [
        rm.AttentionLayer(*drawn(3, 2, 2, 3), drawn(2, 3, 2), norm=norm) for _ in range(n_layers)
    ]
    if "positions" in options:
        options["W_pos"] = drawn(3, 5)
    return rm.Transformer(drawn(3, 4), drawn(4, 3), layers, final_norm=norm, **options)


def with_mlps(norm, *, parallel=False, post_norm=None):
    """Two layers, each with an MLP, whose outputs the second and the logits read."""
    model, rng = drawn_model(2, norm=norm), np.random.default_rng(9)
    mlp = rm.MLP(
        rng.standard_normal((4, 3)) / 2, rng.standard_normal((3, 4)) / 2,
        b_in=rng.standard_normal(4), norm=norm, post_norm=post_norm,
    )  # fmt: skip
    layers = [replace(layer, mlp=mlp, parallel=parallel) for layer in model.layers]
    return replace(model, layers=layers)


def with_activation(activation):
    model = model_with("mlp")
    layers = [replace(model.layers[0], mlp=replace(model.layers[0].mlp, activation=activation))]
    return replace(model, layers=layers)


MODELS = {
    **{f"with {part}": lambda part=part: model_with(part) for part in EVERY_PART},
    **{f"of {word}": lambda word=word: with_activation(word) for word in ACTIVATIONS},
    **{f"of {n} layers": lambda n=n: drawn_model(n) for n in (0, 1, 2, 4)},
    "of normed layers": lambda: drawn_model(2, norm=rm.Norm(centred=False)),
    "of MLPs": lambda: with_mlps(None),
    "of normed MLPs": lambda: with_mlps(rm.Norm()),
    "of parallel MLPs": lambda: with_mlps(rm.Norm(), parallel=True),
    "of MLPs normed before and after": lambda: with_mlps(rm.Norm(), post_norm=rm.Norm()),
    "not causal": lambda: drawn_model(2, causal=False),
    "positions in the stream": lambda: drawn_model(2, positions="residual"),
    "positions in queries and keys": lambda: drawn_model(2, positions="qk"),
    "tiny weights": lambda: drawn_model(2, scale=1e-110),
    "no weights": lambda: drawn_model(2, scale=0.0, positions="residual"),
}


def in_dtype(model, dtype):
    return with_every_weight(model, lambda W: W.astype(dtype))


def of_logits(name, dtype):
    model = in_dtype(MODELS[name](), dtype)
    found = {"logits": logits_error(model, TOKENS)[-1]}
    on_the_way = forward_error(model, TOKENS)
    found["streams"] = [x[-1].sum() for x in on_the_way.streams]
    found["scores"] = [x[..., -1, :].sum() for x in on_the_way.scores]
    found["patterns"] = [x[..., -1, :].sum() for x in on_the_way.patterns]
    return found


def of_ranges(part):
    model = model_with(part) if part != "positions" else drawn_model(1, positions="residual")
    found = rm.certified_range(model, 0, 1, 2, against=1, n_ctx=4)
    terms = head_terms(model, 0, 4)
    errors = (*np.ravel(terms.scores_of(1)[1]), *np.ravel(terms.values_of(2, 1)[1]))
    return {
        "direct": [found.direct_rounding],
        "attention": [each.attention.rounding for each in found.heads],
        "effect": [each.effect.rounding for each in found.heads],
        "terms": [terms.roundings, *errors],
        "scale": [] if found.scale is None else list(found.scale),
    }


def of_functions(dtype):
    rng = np.random.default_rng(0)
    A, B = rng.standard_normal((3, 4)).astype(dtype), rng.standard_normal((4, 2)).astype(dtype)
    off, half = np.full((3, 4), 0.25, dtype), np.full((4, 2), 0.5, dtype)
    scores = rng.standard_normal((3, 3)).astype(dtype)
    square, allowed = np.full((3, 3), 0.125, dtype), np.tril(np.ones((3, 3), dtype=bool))
    return {
        "gamma": [gamma(n, dtype) for n in (0, 1, 100)],
        "rounded up": [rounded_up(np.ones(1, dtype), 1000).item() - 1],
        "products": rounding.matmul_error(A, B).sum(axis=0),
        "products of what is off": rounding.matmul_error(A, B, off, half).sum(axis=0),
        "more roundings": product_error(np.abs(A), np.abs(B), None, None, more=9).sum(axis=0),
        "sums": rounding.sum_error(A),
        "sums of what is off": rounding.sum_error(A, axis=0, x_error=off),
        "softmax": rounding.softmax_error(scores).sum(axis=0),
        "softmax behind a mask": rounding.softmax_error(scores, allowed=allowed).sum(axis=0),
        "softmax of what is off": rounding.softmax_error(scores, square, allowed=allowed).sum(0),
        "softmax far apart": softmax_and_error(scores * 100, None, None)[1].sum(axis=0),
        "softmax that underflows": rounding.softmax_error(np.array([[0.0, -800.0]], dtype))[0],
    }


def of_heads():
    model = drawn_model(2)
    weights, off = attention_weights(np.array([[0.0, 3.0, 9.0]]), np.array([1e-9]))
    return {
        "weights": [*weights[0], *off],
        "mean": [mean_error(1e-9, 2.0, 1e-8, 7), mean_error(0.0, 0.0, 0.0, 1)],
        "overlap": [rm.subspace_overlap(model, (0, 0), (1, 1), kind).error for kind in "QKV"],
        "directions": [
            found.sine
            for circuit in ("OV", "QK")
            for found in rm.singular_directions(model, 0, 0, circuit, k=2)
        ],
    }


CASES = {
    **{
        f"logits of a model {name}, {dtype}": lambda name=name, dtype=dtype: of_logits(name, dtype)
        for name in MODELS
        for dtype in DTYPES
    },
    **{
        f"certified ranges with {part}": lambda part=part: of_ranges(part)
        for part in (*EVERY_PART, "positions")
        if part not in BESIDE_RANGES
    },
    **{f"functions, {dtype}": lambda dtype=dtype: of_functions(dtype) for dtype in DTYPES},
    "heads": of_heads,
}


def in_numbers(bounds):
    return {name: [float(number) for number in found] for name, found in bounds.items()}


def recorded():
    return json.loads(RECORD.read_text("utf-8"))


@pytest.mark.parametrize("case", CASES)
def test_a_bound_is_what_it_was(case):
    found, record = in_numbers(CASES[case]()), recorded()[case]
    assert found.keys() == record.keys()
    for name, numbers in found.items():
        rtol = 1e-4 if "float32" in case else 1e-7
        assert numbers == pytest.approx(record[name], rel=rtol, abs=0), name


def test_the_record_has_no_other_cases():
    assert list(recorded()) == list(CASES)


if __name__ == "__main__":
    record = {case: in_numbers(of()) for case, of in CASES.items()}
    lines = (f"{json.dumps(case)}: {json.dumps(found)}" for case, found in record.items())
    RECORD.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")
