"""The agreements: each holds, and each goes red when a function it speaks of is broken."""

import dataclasses
import sys
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from refmath.evidence import sides
from refmath.evidence.agreements import AGREEMENTS
from refmath.evidence.compared import Agreement
from refmath.evidence.effort import FULL, QUICK
from refmath.evidence.verify import run_job
from refmath.numeric.heads import circuits, terms
from refmath.numeric.layered import forward
from refmath.numeric.model import attention, parts
from refmath.numeric.model.transformer import AttentionLayer, Transformer
from refmath.numeric.paths import frozen
from refmath.numeric.paths import listed as paths
from refmath.numeric.paths import operator as tensor_product
from refmath.numeric.paths import streams as path_streams

BY_NAME = {agreement.name: agreement for agreement in AGREEMENTS}

ROUTES_AGREE = "layered_equals_expanded"
WITH_PARTS = "layered_equals_expanded_with_parts"
PATHS_ADD = "paths_add_up"
OPERATOR_ACTS = "operator_acts_as_the_layers_do"
LEFT = "logits_are_the_left_side"
RIGHT = "expansion_is_the_right_side"
OPERATOR = "operator_is_the_formula"
CIRCUITS = "circuits_are_the_products"

STATED = (LEFT, RIGHT, OPERATOR)
LAYERED = (ROUTES_AGREE, PATHS_ADD, OPERATOR_ACTS, LEFT)
EXPANDED = (ROUTES_AGREE, PATHS_ADD, RIGHT)
OF_THE_OPERATOR = (OPERATOR_ACTS, OPERATOR)

scores_of, pattern_of = attention.attention_scores, attention.attention_pattern
scaled, softmax = attention._scores, attention._softmax
streams_after, asked, written = forward._streams, forward._queries_and_keys, forward._written
through_head, streams_of = frozen.through_head, path_streams.streams
constant_of, turn, scale_of = frozen.constant_written, parts.turned, path_streams._scale
words_of = tensor_product._words
QK_of, OV_of, bigrams_of = circuits.W_QK, circuits.W_OV, circuits.bigram_circuit


@pytest.mark.parametrize("agreement", AGREEMENTS, ids=lambda a: a.name)
def test_it_holds(agreement: Agreement) -> None:
    verdict = run_job(agreement.name)
    assert verdict.passed, [c for c in verdict.checks if not c.passed]
    assert len(verdict.checks) == 1 + agreement.floats
    assert [r.name for r in verdict.refutations] == [wrong.name for wrong in agreement.near_misses]


@pytest.mark.parametrize("agreement", AGREEMENTS, ids=lambda a: a.name)
def test_it_holds_and_refutes_as_much_with_the_least_effort(agreement: Agreement) -> None:
    quick, full = run_job(agreement.name, QUICK), run_job(agreement.name)
    assert quick.passed
    assert [c.route for c in quick.checks] == [c.route for c in full.checks]
    assert [r.counterexample for r in quick.refutations] == [
        r.counterexample for r in full.refutations
    ]


# --- mutants: each a function broken in one way ---------------------------------------------------


def pattern_transposed(scores: Any, **of_layer: Any) -> Any:
    return np.swapaxes(pattern_of(scores, **of_layer), -1, -2)


def pattern_without_mask(scores: Any, **of_layer: Any) -> Any:
    return pattern_of(scores, **(of_layer | {"causal": False}))


def attended_transposed(q: Any, k: Any, v: Any, *, causal: bool = True, **of_scores: Any) -> Any:
    del of_scores  # of models that have such parts
    return pattern_transposed(scores_of(q, k), causal=causal) @ v


def softmax_transposed(scores: Any, allowed: Any, *beside: Any) -> Any:
    return np.swapaxes(softmax(scores, allowed, *beside), -1, -2)


def softmax_over_destinations(scores: Any, allowed: Any, *beside: Any) -> Any:
    del beside  # sinks and what a window leaves: of models that have them
    weights = np.exp(scores) if allowed is None else np.exp(scores) * allowed
    return weights / weights.sum(axis=-2, keepdims=True)


def softmax_without_mask(scores: Any, allowed: Any, *beside: Any) -> Any:
    del allowed
    return softmax(scores, None, *beside)


def scores_not_scaled(q: Any, k: Any, *how: Any) -> Any:
    del how
    return q @ np.swapaxes(k, -1, -2)


def scores_of_keys_and_queries(q: Any, k: Any, *how: Any) -> Any:
    return scaled(k, q, *how)


def exchanged(layer: AttentionLayer, **weights: Any) -> AttentionLayer:
    kept = {name: getattr(layer, name) for name in ("W_Q", "W_K", "W_V", "W_O")}
    return AttentionLayer(**(kept | weights))


def keys_and_queries(model: Transformer, layer: AttentionLayer, x: Any, *see: Any) -> Any:
    return asked(model, exchanged(layer, W_Q=layer.W_K, W_K=layer.W_Q), x, *see)


def written_by_the_other_head(layer: AttentionLayer, results: Any) -> Any:
    return written(exchanged(layer, W_O=layer.W_O[::-1].copy()), results)


def streams_without_residual(model: Transformer, x: Any) -> Iterator[Any]:
    for layer in model.layers:
        one = dataclasses.replace(model, layers=(layer,))
        (after,) = streams_after(one, x)
        x = after - x
        yield x


def through_the_other_heads_output(held: Any, layer: int, head: int, stream: Any) -> Any:
    value = stream @ held.readings[layer].W_V[head].T
    return (held.patterns[layer][head] @ value) @ held.model.layers[layer].W_O[::-1][head].T


def through_another_heads_pattern(held: Any, layer: int, head: int, stream: Any) -> Any:
    flipped = tuple(pattern[..., ::-1, :, :] for pattern in held.patterns)
    return through_head(dataclasses.replace(held, patterns=flipped), layer, head, stream)


def streams_with_words_reversed(held: Any, stream: Any, first: int = 0) -> Iterator[Any]:
    del first
    for path in paths.paths(held.model):
        if all(layer < held.depth for layer, _ in path):
            x = stream
            for layer, head in reversed(path):
                x = through_head(held, layer, head, x)
            yield x


def streams_without_the_direct_path(held: Any, stream: Any, first: int = 0) -> Iterator[Any]:
    found = streams_of(held, stream, first)
    if first == 0 and held.depth == held.model.n_layers > 0:
        next(found)
    return found


def head_with_the_other_heads_output(held: Any, layer: int, head: int, stream: Any) -> Any:
    value = stream @ held.model.layers[layer].W_V[head].T
    return (held.patterns[layer][head] @ value) @ held.model.layers[layer].W_O[::-1][head].T


def path_logits_with_words_reversed(
    model: Transformer, path: Any, tokens: Any, *, patterns: Any
) -> Any:
    held = frozen.Frozen(model, patterns, (None,) * (model.n_layers + 1))
    x = path_streams.start_of_paths(model, np.asarray(tokens))
    for layer, head in reversed(path):
        x = through_head(held, layer, head, x)
    return x @ model.W_U.T


def constant_once_for_each_source(held: Any, layer: int) -> Any:
    return constant_of(held, layer) * held.patterns[layer].shape[-1]


def constant_dropped(*_: Any) -> None:
    return None


def turned_back(x: Any, rotary: Any, cos: Any, sin: Any) -> Any:
    return turn(x, rotary, cos, -sin)


def scale_of_the_sum(norm: Any, x: Any) -> Any:
    return scale_of(norm, x * x.shape[-1])


def paths_without_the_direct_one(model: Transformer) -> Iterator[Any]:
    return (path for path in paths.paths(model) if path or not model.n_layers)


def words_reversed(held: Any, A: Any, W: Any, first: int = 0) -> Iterator[tuple[Any, Any]]:
    """The words of the positions in the other order; those of the residual stream as they are."""
    yield A, W
    for layer in range(first, held.depth):
        weights = held.model.layers[layer]
        for head in range(weights.n_heads):
            read = weights.W_O[head] @ (weights.W_V[head] @ W)
            yield from words_reversed(held, A @ held.patterns[layer][head], read, layer + 1)


def words_without_the_direct_path(
    held: Any, A: Any, W: Any, first: int = 0
) -> Iterator[tuple[Any, Any]]:
    found = words_of(held, A, W, first)
    if first == 0 and held.model.n_layers:
        next(found)
    return found


def slots_exchanged(A: Any, W: Any) -> Any:
    return np.kron(W, A)


def factor_transposed(A: Any, W: Any) -> Any:
    return np.kron(A, W.T)


def transposed(circuit: Callable[..., Any]) -> Callable[..., Any]:
    return lambda *arguments, **_: circuit(*arguments).T


def of_head_0(circuit: Callable[..., Any]) -> Callable[..., Any]:
    return lambda model, layer, *_, **__: circuit(model, layer, 0)


# Where: the module whose name is bound to the mutant; None for every module that binds it.
MUTANTS: dict[str, tuple[Any, str, Any, tuple[str, ...]]] = {
    "A transposed": (attention, "_softmax", softmax_transposed, STATED),
    "A transposed, layered": (forward, "attended", attended_transposed, LAYERED),
    "A transposed, expanded": (
        path_streams,
        "attention_pattern",
        pattern_transposed,
        (*EXPANDED, *OF_THE_OPERATOR),
    ),
    "softmax over destinations": (attention, "_softmax", softmax_over_destinations, STATED),
    # Here the routes agree, both without a mask; but then the near miss «no mask» is no miss.
    "mask dropped": (
        attention,
        "_softmax",
        softmax_without_mask,
        (*STATED, ROUTES_AGREE, PATHS_ADD, OPERATOR_ACTS),
    ),
    "mask dropped, expanded": (
        path_streams,
        "attention_pattern",
        pattern_without_mask,
        (*EXPANDED, *OF_THE_OPERATOR),
    ),
    "scale dropped": (attention, "_scores", scores_not_scaled, STATED),
    "W_QK transposed": (attention, "_scores", scores_of_keys_and_queries, STATED),
    "W_QK transposed, layered": (forward, "_queries_and_keys", keys_and_queries, LAYERED),
    "W_QK transposed, circuits": (circuits, "W_QK", transposed(QK_of), (CIRCUITS,)),
    "W_QK of head 0 for all": (circuits, "W_QK", of_head_0(QK_of), (CIRCUITS,)),
    "W_OV transposed, circuits": (circuits, "W_OV", transposed(OV_of), (CIRCUITS,)),
    "W_OV of head 0 for all": (circuits, "W_OV", of_head_0(OV_of), (CIRCUITS,)),
    "bigrams transposed": (
        None,
        "bigram_circuit",
        transposed(circuits.bigram_circuit),
        (CIRCUITS,),
    ),
    "heads swapped, layered": (forward, "_written", written_by_the_other_head, LAYERED),
    "heads swapped, expanded": (
        None,
        "through_head",
        through_the_other_heads_output,
        EXPANDED,
    ),
    "heads swapped, path by path": (
        terms,
        "written_by_head",
        head_with_the_other_heads_output,
        (PATHS_ADD,),
    ),
    "patterns swapped, expanded": (
        None,
        "through_head",
        through_another_heads_pattern,
        EXPANDED,
    ),
    "residual dropped, layered": (forward, "_streams", streams_without_residual, LAYERED),
    "direct path dropped, expanded": (
        path_streams,
        "streams",
        streams_without_the_direct_path,
        (ROUTES_AGREE, RIGHT),
    ),
    "direct path dropped, path by path": (
        sides,
        "paths",
        paths_without_the_direct_one,
        (PATHS_ADD,),
    ),
    "direct path dropped, operator": (
        tensor_product,
        "_words",
        words_without_the_direct_path,
        OF_THE_OPERATOR,
    ),
    "word reversed, expanded": (
        path_streams,
        "streams",
        streams_with_words_reversed,
        (ROUTES_AGREE,),
    ),
    "word reversed, path by path": (
        sides,
        "path_logits",
        path_logits_with_words_reversed,
        (PATHS_ADD,),
    ),
    "word reversed, operator": (tensor_product, "_words", words_reversed, (OPERATOR_ACTS,)),
    "constant once for each source": (
        path_streams,
        "constant_written",
        constant_once_for_each_source,
        (WITH_PARTS,),
    ),
    "constant dropped": (path_streams, "constant_written", constant_dropped, (WITH_PARTS,)),
    "turned back, layered": (forward, "turned", turned_back, (WITH_PARTS,)),
    "turned back, expanded": (path_streams, "turned", turned_back, (WITH_PARTS,)),
    "scale of the sum": (path_streams, "_scale", scale_of_the_sum, (WITH_PARTS,)),
    # Not OPERATOR_ACTS as well: there the shapes no longer fit, which would be a crash.
    "np.outer for ⊗": (tensor_product, "_kron", np.outer, (OPERATOR,)),
    "slots of ⊗ exchanged": (tensor_product, "_kron", slots_exchanged, OF_THE_OPERATOR),
    "circuit in ⊗ transposed": (tensor_product, "_kron", factor_transposed, OF_THE_OPERATOR),
}


def put(monkeypatch: pytest.MonkeyPatch, where: Any, name: str, mutant: Any) -> None:
    """Bind the name to the mutant in one module, or in every module that binds that function."""
    if where is not None:
        monkeypatch.setattr(where, name, mutant)
        return
    original = getattr(circuits, name, None) or getattr(frozen, name)
    modules = [m for n, m in sorted(sys.modules.items()) if n.startswith("refmath.")]
    bound = [module for module in modules if vars(module).get(name) is original]
    assert bound
    for module in bound:
        monkeypatch.setattr(module, name, mutant)


CASES = [
    pytest.param(mutant, agreement, id=f"{mutant}-{agreement}")
    for mutant, (*_, red) in MUTANTS.items()
    for agreement in red
]


@pytest.mark.parametrize(("mutant", "name"), CASES)
def test_a_broken_function_turns_the_agreement_red(
    mutant: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Red because the numbers differ, or a near miss stands; not because something crashed."""
    # What the rationals show need not be shown again in floats.
    effort = dataclasses.replace(FULL, float_models=1)
    where, function, broken, _ = MUTANTS[mutant]
    put(monkeypatch, where, function, broken)
    verdict = run_job(name, effort)
    assert not verdict.passed
    reasons = [check.detail for check in verdict.checks if not check.passed]
    reasons += [near.counterexample for near in verdict.refutations if not near.refuted]
    assert any(" against " in reason or reason == "none found" for reason in reasons), reasons


def test_every_agreement_has_a_mutant_that_turns_it_red() -> None:
    assert {name for *_, red in MUTANTS.values() for name in red} == set(BY_NAME)
