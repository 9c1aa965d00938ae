"""The sides of the agreements: what the functions give, and what the theorems say."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import numpy as np

from refmath.evidence.drawn_models import Function, Sample
from refmath.evidence.drawn_values import Head, Key, Values
from refmath.evidence.evaluate import evaluate
from refmath.evidence.exact_numbers import Matrix, exact_array
from refmath.numeric.arrays.low_rank import LowRank
from refmath.numeric.heads.circuits import bigram_circuit, ov_circuit, qk_circuit
from refmath.numeric.heads.terms import path_logits
from refmath.numeric.layered.forward import logits
from refmath.numeric.model.transformer import Transformer
from refmath.numeric.paths.expansion import expanded_logits, expanded_patterns
from refmath.numeric.paths.listed import paths
from refmath.numeric.paths.operator import one_hot, tensor_product_operator
from refmath.symbolic.expressions import Product
from refmath.symbolic.letters import HEADS
from refmath.theorems.layers import ONE_LAYER, ZERO_LAYERS
from refmath.theorems.notation import W_OV, W_QK, letter

Change = Callable[[LowRank], LowRank]


def layered(sample: Sample) -> Matrix:
    """Route A, flat."""
    return logits(sample.model, sample.tokens).reshape(-1)


def over_paths(sample: Sample) -> Matrix:
    """Route B, flat."""
    return expanded_logits(sample.model, sample.tokens).reshape(-1)


def path_by_path(sample: Sample) -> Matrix:
    """Route B, a path at a time."""
    model, tokens = sample.model, sample.tokens
    held = {"patterns": expanded_patterns(model, tokens)}  # from paths too, not from the layers
    terms = [path_logits(model, path, tokens, **held) for path in paths(model)]
    return sum(terms[1:], terms[0]).reshape(-1)


def by_operator(sample: Sample) -> Matrix:
    """The dense T, acting on the flat one-hot tokens."""
    T = tensor_product_operator(sample.model, sample.tokens)
    return T @ one_hot(sample.model, sample.tokens).reshape(-1)


def values_of(sample: Sample) -> Values:
    """Put a model's weights for the letters of the theorems."""
    model = sample.model
    given: dict[Key, Matrix] = {
        ("t", (), "one-hot"): one_hot(model, sample.tokens) + exact_array([[0]]),
        ("W_E", (), "free"): model.W_E,
        ("W_U", (), "free"): model.W_U,
    }
    d_head = n_heads = 1
    for layer in model.layers:
        d_head, n_heads = layer.d_head, layer.n_heads
        for name in ("W_Q", "W_K", "W_V", "W_O"):
            given.update(
                {
                    (name, (Head("H", (), h),), "free"): getattr(layer, name)[h]
                    for h in range(n_heads)
                }
            )
    sizes = {"n_ctx": len(sample.tokens), "d_vocab": model.d_vocab, "d_model": model.d_model}
    return Values({**sizes, "d_head": d_head}, Random(0), given=given, counted={("H", ()): n_heads})


def one_layer_statement(side: str) -> Function:
    """Evaluate a side of «one layer» (without layers: of «zero layers») at a model's weights."""

    def run(sample: Sample) -> Matrix:
        theorem = ONE_LAYER if sample.model.layers else ZERO_LAYERS
        return evaluate(getattr(theorem, side), values_of(sample)).reshape(-1)

    return run


def operator_entries(sample: Sample) -> Matrix:
    """The entries of the dense T, as the function gives them."""
    return tensor_product_operator(sample.model, sample.tokens).reshape(-1)


def operator_statement(sample: Sample) -> Matrix:
    """The entries of T as the theorem's right side writes it."""
    theorem = ONE_LAYER if sample.model.layers else ZERO_LAYERS
    right = theorem.right
    assert isinstance(right, Product)
    return evaluate(right.parts[0], values_of(sample)).reshape(-1)


def circuits(sample: Sample) -> Matrix:
    """W_U W_E, QK and OV of every head, one after another, as the functions give them."""
    return laid_flat(sample.model)


def laid_flat(
    model: Transformer, qk: Change = lambda circuit: circuit, ov: Change = lambda circuit: circuit
) -> Matrix:
    """Lay the circuits of one layer flat, with something done to each QK and to each OV."""
    in_order = [bigram_circuit(model)]
    for head in range(model.n_heads[0]):
        in_order += [qk(qk_circuit(model, 0, head)), ov(ov_circuit(model, 0, head))]
    return np.concatenate([exact_array(circuit.dense()).reshape(-1) for circuit in in_order])


def circuits_statement(sample: Sample) -> Matrix:
    """The same, as the theorems' expressions say it."""
    values, W_E, W_U = values_of(sample), letter("W_E"), letter("W_U")
    circuits_of_a_head = (W_E.T @ W_QK("h") @ W_E, W_U @ W_OV("h") @ W_E)
    in_order = [evaluate(W_U @ W_E, values)]
    for head in values.heads_in(HEADS, {}):
        in_order += [evaluate(e, values, {"h": head}) for e in circuits_of_a_head]
    return np.concatenate([m.reshape(-1) for m in in_order])
