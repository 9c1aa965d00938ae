"""Agreements: the numeric functions say what the theorems say, and the two routes agree.

Each draws models, runs the public functions on them, and compares: exactly, in rationals, with
`==`; and in float32 and float64 within the bounds of `refmath.numeric.arrays.rounding`. Beside each
stand its own near misses: wrong functions, which the same comparison must tell apart.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from random import Random

import numpy as np

from refmath.evidence.exact_numbers import Matrix, Values, evaluate, exact_array
from refmath.evidence.verdict import Check, Refutation, Verdict
from refmath.numeric.arrays import rounding
from refmath.numeric.heads.circuits import bigram_circuit, ov_circuit, qk_circuit
from refmath.numeric.layered.forward import attention_patterns, logits, norm_scales
from refmath.numeric.layered.logits_error import logits_error
from refmath.numeric.model.parts import PAIRINGS, Norm, Rotary
from refmath.numeric.model.transformer import BIASES, AttentionLayer, Transformer
from refmath.numeric.paths.expansion import constant_logits, expanded_logits, path_logits
from refmath.numeric.paths.listed import paths
from refmath.numeric.paths.operator import one_hot, tensor_product_operator
from refmath.symbolic.expressions import Product
from refmath.theorems.layers import ONE_LAYER, ZERO_LAYERS
from refmath.theorems.notation import W_OV, W_QK, letter

CHAPTER = "Theorems and functions agree"
EXACT_MODELS = 12
FLOAT_MODELS = 20


@dataclass(frozen=True)
class Sample:
    """A model and the tokens to run it on."""

    model: Transformer
    tokens: list[int]


Function = Callable[[Sample], Matrix]


@dataclass(frozen=True)
class Agreement:
    """Two functions that must give the same, and wrong ones that must not."""

    name: str
    title: str
    left: Function
    right: Function
    near_misses: tuple[tuple[str, str, Function], ...]
    depths: tuple[int, ...]
    floats: bool
    square: bool = False
    parts: bool = False


def check_agreement(agreement: Agreement) -> Verdict:
    """Compare the two functions on drawn models, then refute the wrong ones."""
    checks = [_timed("exact numbers", lambda: _exactly(agreement))]
    if agreement.floats:
        checks.append(_timed("floating point", lambda: _in_floats(agreement)))
    refutations = tuple(_refute(agreement, *near_miss) for near_miss in agreement.near_misses)
    return Verdict(agreement.name, agreement.title, CHAPTER, tuple(checks), refutations)


def _timed(route: str, check: Callable[[], tuple[bool, str]]) -> Check:
    start = time.perf_counter()
    try:
        passed, detail = check()
    except Exception as error:  # one function's fault must not keep the others' from being seen
        passed, detail = False, f"{type(error).__name__}: {error}"
    return Check(route, passed, detail, time.perf_counter() - start)


def _exactly(agreement: Agreement) -> tuple[bool, str]:
    nonzero = 0
    for seed in range(EXACT_MODELS):
        sample = exact_sample(seed, agreement)
        left, right = agreement.left(sample), agreement.right(sample)
        if left.shape != right.shape:
            return False, f"draw {seed}: shapes {left.shape} and {right.shape}"
        if not (left == right).all():
            place = tuple(int(i) for i in np.argwhere(left != right)[0])
            return False, f"draw {seed}, entry {place}: {left[place]} against {right[place]}"
        nonzero += bool((left != 0).any())
    depths = f"{min(agreement.depths)} to {max(agreement.depths)} layers"
    if len(set(agreement.depths)) == 1:
        depths = f"{agreement.depths[0]} layers" if agreement.depths[0] != 1 else "1 layer"
    if nonzero <= EXACT_MODELS // 2:
        return False, f"not zero on {nonzero} of {EXACT_MODELS} models: too few to say anything"
    return True, f"== on {EXACT_MODELS} rational models of {depths}"


def _in_floats(agreement: Agreement) -> tuple[bool, str]:
    worst, eps = 0.0, 0.0
    for dtype in (np.float32, np.float64):
        for seed in range(FLOAT_MODELS):
            sample = float_sample(seed, dtype, agreement)
            left, right = agreement.left(sample), agreement.right(sample)
            if left.dtype != dtype or right.dtype != dtype:
                return False, f"draw {seed}: {dtype.__name__} became {left.dtype}, {right.dtype}"
            # Either route may be off by its bound, in either direction.
            bound = 2 * logits_error(sample.model, sample.tokens)
            ratio = float(rounding.worst_ratio(left, right, bound.reshape(left.shape)))
            worst = max(worst, ratio)
            scale = max(float(np.abs(x).max()) for x in (left, right)) * float(np.finfo(dtype).eps)
            eps = max(eps, float(np.abs(left - right).max()) / scale) if scale else eps
    detail = f"{2 * FLOAT_MODELS} models, float32 and float64: apart by at most {eps:.2g} eps"
    return worst <= 1, f"{detail} of the largest logit, {worst:.1%} of the bound"


def _refute(agreement: Agreement, name: str, tempting: str, wrong: Function) -> Refutation:
    start = time.perf_counter()
    try:
        found = _counterexample(agreement, wrong)
        said = found or "none found"
    except Exception as error:  # to crash is not to differ
        found, said = "", f"it can't be compared: {error}"
    return Refutation(name, "", tempting, bool(found), said, time.perf_counter() - start)


def _counterexample(agreement: Agreement, wrong: Function) -> str:
    for seed in range(4 * EXACT_MODELS):
        sample = exact_sample(seed, agreement)
        left, other = agreement.left(sample), wrong(sample)
        if left.shape == other.shape and (left != other).any():
            place = tuple(int(i) for i in np.argwhere(left != other)[0])
            return (
                f"{_described(sample)}\n"
                f"entry {place}: {left[place]}, but the wrong function says {other[place]}"
            )
    return ""


def _described(sample: Sample) -> str:
    """Write a model out, as NumPy would take it."""
    model = sample.model
    heads = ", ".join(map(str, model.n_heads)) or "none"
    lines = [
        f"d_vocab = {model.d_vocab}, d_model = {model.d_model}, heads a layer: {heads}",
        f"tokens = {sample.tokens}",
        f"W_E = {_shown(model.W_E)}",
    ]
    for n, layer in enumerate(model.layers):
        letters = ("W_Q", "W_K", "W_V", "W_O")
        lines += [f"{name} of layer {n} = {_shown(getattr(layer, name))}" for name in letters]
        lines += [
            f"{name} of layer {n} = {_shown(getattr(layer, name))}"
            for name in BIASES
            if getattr(layer, name) is not None
        ]
        lines += [
            f"{name} of layer {n}: {_shown_part(part)}"
            for name, part in (("norm", layer.norm), ("rotary positions", layer.rotary))
            if part is not None
        ]
    if model.final_norm is not None:
        lines.append(f"final norm: {_shown_part(model.final_norm)}")
    if model.b_U is not None:
        lines.append(f"b_U = {_shown(model.b_U)}")
    return "\n".join([*lines, f"W_U = {_shown(model.W_U)}"])


def _shown_part(part: Norm | Rotary) -> str:
    held = ", ".join(f"{name} = {_shown(array)}" for name, array in part.arrays().items())
    if isinstance(part, Rotary):
        return f"{held}, turning {part.pairing}"
    return f"{'LayerNorm' if part.centred else 'RMSNorm'} {held}, eps = {part.eps}"


def _shown(part: object) -> str:
    return f"[{', '.join(map(_shown, part))}]" if isinstance(part, np.ndarray) else str(part)


# --- models ---------------------------------------------------------------------------------------


def exact_sample(seed: int, agreement: Agreement) -> Sample:
    """Draw a rational model: small whole weights, d_head a square, so that √d_head is whole."""
    random = Random(seed)

    def drawn(*dims: int) -> Matrix:
        flat = [random.randint(-2, 2) for _ in range(int(np.prod(dims)))]
        return exact_array(np.array(flat, dtype=object).reshape(dims))

    return _sample(seed, random, drawn, agreement, d_heads=(1, 1, 4))


def float_sample(seed: int, dtype: type[np.floating], agreement: Agreement) -> Sample:
    """Draw a model with normal weights, of a scale that itself is drawn, down to 1e-5."""
    random, generator = Random(seed), np.random.default_rng(seed)
    scale = random.choice((0.5, 0.3, 1e-5))

    def drawn(*dims: int) -> Matrix:
        return (scale * generator.standard_normal(dims)).astype(dtype)

    return _sample(seed, random, drawn, agreement, d_heads=(1, 2, 3, 4))


def _sample(
    seed: int,
    random: Random,
    drawn: Callable[..., Matrix],
    agreement: Agreement,
    d_heads: tuple[int, ...],
) -> Sample:
    n_layers = agreement.depths[seed % len(agreement.depths)]
    n_ctx, d_model = random.randint(2, 3), random.randint(2, 3)
    d_vocab = n_ctx if agreement.square else random.randint(2, 4)
    layers = []
    for _ in range(n_layers):
        n_heads, d_head = random.choice((1, 2, 2)), random.choice(d_heads)
        if agreement.parts:
            layers.append(_layer_with_parts(random, drawn, d_model, n_ctx))
            continue
        read = (n_heads, d_head, d_model)
        # Queries are twice what is drawn where √d_head = 2, so that the first layer's scores are
        # whole: the exponential of `Exact` is 2^s, whatever is taken off s, only if they are.
        W_Q = drawn(*read) * (2 if d_head == 4 else 1)
        W_O = drawn(n_heads, d_model, d_head)
        layers.append(AttentionLayer(W_Q, drawn(*read), drawn(*read), W_O))
    model = Transformer(drawn(d_model, d_vocab), drawn(d_vocab, d_model), layers)
    if agreement.parts:
        final_norm = _norm(random, drawn, d_model)
        model = replace(model, b_U=drawn(d_vocab), final_norm=final_norm)
    return Sample(model, [random.randrange(d_vocab) for _ in range(n_ctx)])


def _layer_with_parts(
    random: Random, drawn: Callable[..., Matrix], d_model: int, n_ctx: int
) -> AttentionLayer:
    """Draw a layer with all parts: biases, a norm, rotary positions, keys shared two and two."""
    n_heads, n_groups, d_head = 4, 2, 4
    return AttentionLayer(
        drawn(n_heads, d_head, d_model),
        drawn(n_groups, d_head, d_model),
        drawn(n_groups, d_head, d_model),
        drawn(n_heads, d_model, d_head),
        b_Q=drawn(n_heads, d_head),
        b_K=drawn(n_groups, d_head),
        b_V=drawn(n_groups, d_head),
        b_O=drawn(d_model),
        norm=_norm(random, drawn, d_model),
        rotary=_rotary(random, n_ctx, like=drawn(1)),
    )


def _norm(random: Random, drawn: Callable[..., Matrix], d_model: int) -> Norm:
    if random.random() < 0.5:
        return Norm(drawn(d_model), centred=False, eps=1)
    return Norm(drawn(d_model), drawn(d_model), eps=1)


def _rotary(random: Random, n_ctx: int, *, like: Matrix) -> Rotary:
    """Turn by multiples of the angle of 3 + 4i, which has rational cosines and sines."""
    once, turn, powers = (Fraction(3, 5), Fraction(4, 5)), (Fraction(1), Fraction(0)), []
    for _ in range(n_ctx):
        powers.append(turn)
        turn = (turn[0] * once[0] - turn[1] * once[1], turn[0] * once[1] + turn[1] * once[0])
    tables = [exact_array([[power[side]] for power in powers]) for side in (0, 1)]
    if like.dtype != np.dtype(object):
        tables = [np.array([[float(x.value)] for (x,) in table], like.dtype) for table in tables]
    return Rotary(*tables, pairing=random.choice(PAIRINGS))


# --- the right functions --------------------------------------------------------------------------


def layered(sample: Sample) -> Matrix:
    """Route A, flat."""
    return logits(sample.model, sample.tokens).reshape(-1)


def over_paths(sample: Sample) -> Matrix:
    """Route B, flat."""
    return expanded_logits(sample.model, sample.tokens).reshape(-1)


def path_by_path(sample: Sample) -> Matrix:
    """Route B, a path at a time."""
    terms = [path_logits(sample.model, p, sample.tokens) for p in paths(sample.model)]
    return sum(terms[1:], terms[0]).reshape(-1)


def by_operator(sample: Sample) -> Matrix:
    """The dense T, acting on the flat one-hot tokens."""
    T = tensor_product_operator(sample.model, sample.tokens)
    return T @ one_hot(sample.model, sample.tokens).reshape(-1)


def values_of(sample: Sample) -> Values:
    """Put a model's weights for the letters of the theorems."""
    model = sample.model
    given: dict[tuple[str, tuple[object, ...]], Matrix] = {
        ("t", ()): one_hot(model, sample.tokens) + exact_array([[0]]),
        ("W_E", ()): model.W_E,
        ("W_U", ()): model.W_U,
    }
    d_head = n_heads = 1
    for layer in model.layers:
        d_head, n_heads = layer.d_head, layer.n_heads
        for name in ("W_Q", "W_K", "W_V", "W_O"):
            given.update({(name, (h,)): getattr(layer, name)[h] for h in range(n_heads)})
    sizes = {"n_ctx": len(sample.tokens), "d_vocab": model.d_vocab, "d_model": model.d_model}
    return Values({**sizes, "d_head": d_head}, n_heads, Random(0), given=given)


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
    model = sample.model
    found = [bigram_circuit(model)]
    for h in range(model.n_heads[0]):
        found += [qk_circuit(model, 0, h), ov_circuit(model, 0, h)]
    return np.concatenate([(c.dense() + exact_array([[0]])).reshape(-1) for c in found])


def circuits_statement(sample: Sample) -> Matrix:
    """The same, as the theorems' expressions say it."""
    values, W_E, W_U = values_of(sample), letter("W_E"), letter("W_U")
    written = [W_U @ W_E]
    for h in range(sample.model.n_heads[0]):
        written += [W_E.T @ W_QK(h) @ W_E, W_U @ W_OV(h) @ W_E]
    return np.concatenate([evaluate(e, values).reshape(-1) for e in written])


# --- wrong functions ------------------------------------------------------------------------------


def _changed(sample: Sample, change: Callable[[AttentionLayer], AttentionLayer]) -> Sample:
    model = sample.model
    layers = [change(layer) for layer in model.layers]
    return Sample(Transformer(model.W_E, model.W_U, layers, causal=model.causal), sample.tokens)


def _without_mask(sample: Sample) -> Matrix:
    model = sample.model
    return layered(
        Sample(Transformer(model.W_E, model.W_U, model.layers, causal=False), sample.tokens)
    )


def _layers_reversed(sample: Sample) -> Matrix:
    model = sample.model
    return layered(Sample(Transformer(model.W_E, model.W_U, model.layers[::-1]), sample.tokens))


def _output_heads_swapped(sample: Sample) -> Matrix:
    return layered(
        _changed(sample, lambda a: AttentionLayer(a.W_Q, a.W_K, a.W_V, a.W_O[::-1].copy()))
    )


def _queries_for_keys(sample: Sample) -> Matrix:
    return layered(_changed(sample, lambda a: AttentionLayer(a.W_K, a.W_Q, a.W_V, a.W_O)))


def _by_hand(sample: Sample, kron: Callable[[Matrix, Matrix], Matrix]) -> Matrix:
    """Build T term by term from patterns and circuits, with some product in the place of ⊗."""
    model = sample.model
    T = kron(exact_array(np.eye(len(sample.tokens), dtype=int)), model.W_U @ model.W_E)
    for layer, pattern in zip(model.layers, attention_patterns(model, sample.tokens), strict=True):
        for h in range(layer.n_heads):
            T = T + kron(pattern[h], model.W_U @ layer.W_O[h] @ layer.W_V[h] @ model.W_E)
    return T


def _pattern_transposed(sample: Sample) -> Matrix:
    return _by_hand(sample, lambda A, W: np.kron(A.T, W)).reshape(-1)


def _outer_product(sample: Sample) -> Matrix:
    return _by_hand(sample, np.outer).reshape(-1)


def _slots_exchanged(sample: Sample) -> Matrix:
    return _by_hand(sample, lambda A, W: np.kron(W, A)).reshape(-1)


def _circuits_transposed(sample: Sample) -> Matrix:
    model = sample.model
    found = [bigram_circuit(model)]
    for h in range(model.n_heads[0]):
        found += [qk_circuit(model, 0, h).T, ov_circuit(model, 0, h)]
    return np.concatenate([c.dense().reshape(-1) for c in found])


def _output_value_circuits_transposed(sample: Sample) -> Matrix:
    model = sample.model
    found = [bigram_circuit(model)]
    for h in range(model.n_heads[0]):
        found += [qk_circuit(model, 0, h), ov_circuit(model, 0, h).T]
    return np.concatenate([c.dense().reshape(-1) for c in found])


def _constants_left_out(sample: Sample) -> Matrix:
    paths_alone = expanded_logits(sample.model, sample.tokens)
    return (paths_alone - constant_logits(sample.model, sample.tokens)).reshape(-1)


def _replaced(sample: Sample, **parts: object) -> Matrix:
    layers = [replace(layer, **parts) for layer in sample.model.layers]  # type: ignore[arg-type]
    return layered(Sample(replace(sample.model, layers=layers), sample.tokens))


def _groups_exchanged(sample: Sample) -> Matrix:
    layers = [replace(a, W_K=a.W_K[::-1]) for a in sample.model.layers]
    return layered(Sample(replace(sample.model, layers=layers), sample.tokens))


def _scales_of_destinations(sample: Sample) -> Matrix:
    """D A in the place of A D, for the first layer's first head, the other paths as they are."""
    model, tokens = sample.model, sample.tokens
    patterns, scales = attention_patterns(model, tokens), norm_scales(model, tokens)
    right = expanded_logits(model, tokens, patterns=patterns, scales=scales)
    scale = scales[0]
    assert scale is not None  # of a layer that was drawn with a norm
    mistaken = (patterns[0] * scale[:, None] / scale[None, :], *patterns[1:])
    wrong, own = (
        path_logits(model, [(0, 0)], tokens, patterns=A, scales=scales)
        for A in (mistaken, patterns)
    )
    return (right - own + wrong).reshape(-1)


_PARTS_NEAR_MISSES: tuple[tuple[str, str, Function], ...] = (
    ("no_constants", "folding β and the biases without their constants", _constants_left_out),
    ("no_norm", "leaving the norms out", lambda s: _replaced(s, norm=None)),
    ("destination_scales", "dividing by the destination's deviation", _scales_of_destinations),
    ("no_rotary", "that the turns of query and key cancel", lambda s: _replaced(s, rotary=None)),
    ("other_groups", "each group's heads with the other group's keys", _groups_exchanged),
)

_MODEL_NEAR_MISSES: tuple[tuple[str, str, Function], ...] = (
    ("no_mask", "leaving the causal mask out", _without_mask),
    ("layers_reversed", "the words of a path in the other order", _layers_reversed),
    ("heads_swapped", "one head's W_O beside another's W_V", _output_heads_swapped),
    ("queries_for_keys", "W_QK transposed", _queries_for_keys),
)

AGREEMENTS = (
    Agreement(
        "layered_equals_expanded",
        "The layered logits are the sum over paths",
        layered,
        over_paths,
        _MODEL_NEAR_MISSES,
        (0, 1, 2, 3, 4),
        floats=True,
    ),
    Agreement(
        "layered_equals_expanded_with_parts",
        "So they are with biases, norms, rotary positions and shared keys, with their constants",
        layered,
        over_paths,
        _PARTS_NEAR_MISSES,
        (1, 1, 2),
        floats=True,
        parts=True,
    ),
    Agreement(
        "paths_add_up",
        "The logits of the paths, one by one, add up to the layered logits",
        layered,
        path_by_path,
        _MODEL_NEAR_MISSES,
        (0, 1, 2, 3),
        floats=True,
    ),
    Agreement(
        "operator_acts_as_the_layers_do",
        "The dense T times the flat one-hot tokens is the layered logits, laid flat",
        layered,
        by_operator,
        _MODEL_NEAR_MISSES,
        (0, 1, 2),
        floats=True,
    ),
    Agreement(
        "logits_are_the_left_side",
        "`logits` computes the left side of «zero layers» and «one layer»",
        layered,
        one_layer_statement("left"),
        _MODEL_NEAR_MISSES[:1] + _MODEL_NEAR_MISSES[2:],
        (0, 1),
        floats=False,
    ),
    Agreement(
        "expansion_is_the_right_side",
        "`expanded_logits` computes their right side",
        over_paths,
        one_layer_statement("right"),
        _MODEL_NEAR_MISSES[:1] + _MODEL_NEAR_MISSES[2:],
        (0, 1),
        floats=False,
    ),
    Agreement(
        "operator_is_the_formula",
        "`tensor_product_operator` is Id ⊗ W_U W_E + Σ_h A^h ⊗ W_U W_OV^h W_E, entry by entry",
        operator_entries,
        operator_statement,
        (
            ("np_outer", "the notebook's `np.outer`", _outer_product),
            ("pattern_transposed", "A[source, destination]", _pattern_transposed),
            ("slots_exchanged", "np.kron(W, A)", _slots_exchanged),
        ),
        (0, 1),
        floats=False,
        square=True,
    ),
    Agreement(
        "circuits_are_the_products",
        "`bigram_circuit`, `qk_circuit` and `ov_circuit` are W_U W_E, W_EᵀW_QK W_E, W_U W_OV W_E",
        circuits,
        circuits_statement,
        (
            ("QK_transposed", "row = source, column = destination", _circuits_transposed),
            ("OV_transposed", "row = source, column = output", _output_value_circuits_transposed),
        ),
        (1,),
        floats=False,
    ),
)
