"""Models drawn for the agreements: of rational weights, or of floats; the same at every run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from random import Random

import numpy as np

from refmath.evidence.exact_numbers import Matrix, exact_array
from refmath.numeric.model.parts import PAIRINGS, Norm, Rotary
from refmath.numeric.model.transformer import BIASES, AttentionLayer, Transformer


@dataclass(frozen=True)
class Sample:
    """A model and the tokens to run it on."""

    model: Transformer
    tokens: list[int]


Function = Callable[[Sample], Matrix]


@dataclass(frozen=True)
class Models:
    """Which models are drawn.

    Attributes:
        depths: their numbers of layers, in turn.
        square: whether n_ctx and d_vocab are equal.
        parts: whether they have biases, norms, rotary positions and shared keys.
    """

    depths: tuple[int, ...]
    square: bool = False
    parts: bool = False


def exact_sample(seed: int, models: Models) -> Sample:
    """Draw a rational model: small whole weights, d_head a square, so that √d_head is whole."""
    random = Random(seed)

    def drawn(*dims: int) -> Matrix:
        flat = [random.randint(-2, 2) for _ in range(int(np.prod(dims)))]
        return exact_array(np.array(flat, dtype=object).reshape(dims))

    return _sample(seed, random, drawn, models, d_heads=(1, 1, 4))


def float_sample(seed: int, dtype: type[np.floating], models: Models) -> Sample:
    """Draw a model with normal weights, of a scale that itself is drawn, down to 1e-5."""
    random, generator = Random(seed), np.random.default_rng(seed)
    scale = random.choice((0.5, 0.3, 1e-5))

    def drawn(*dims: int) -> Matrix:
        return (scale * generator.standard_normal(dims)).astype(dtype)

    return _sample(seed, random, drawn, models, d_heads=(1, 2, 3, 4))


def _sample(
    seed: int,
    random: Random,
    drawn: Callable[..., Matrix],
    models: Models,
    d_heads: tuple[int, ...],
) -> Sample:
    n_layers = models.depths[seed % len(models.depths)]
    n_ctx, d_model = random.randint(2, 3), random.randint(2, 3)
    d_vocab = n_ctx if models.square else random.randint(2, 4)
    layers = []
    for _ in range(n_layers):
        n_heads, d_head = random.choice((1, 2, 2)), random.choice(d_heads)
        if models.parts:
            layers.append(_layer_with_parts(random, drawn, d_model, n_ctx))
            continue
        read = (n_heads, d_head, d_model)
        # Queries are twice what is drawn where √d_head = 2, so that the first layer's scores are
        # whole: the exponential of `Exact` is 2^s, whatever is taken off s, only if they are.
        W_Q = drawn(*read) * (2 if d_head == 4 else 1)
        W_O = drawn(n_heads, d_model, d_head)
        layers.append(AttentionLayer(W_Q, drawn(*read), drawn(*read), W_O))
    model = Transformer(drawn(d_model, d_vocab), drawn(d_vocab, d_model), layers)
    if models.parts:
        final_norm = _norm(random, drawn, d_model)
        model = replace(model, b_U=drawn(d_vocab), final_norm=final_norm)
    return Sample(model, [random.randrange(d_vocab) for _ in range(n_ctx)])


def _layer_with_parts(
    random: Random, drawn: Callable[..., Matrix], d_model: int, n_ctx: int
) -> AttentionLayer:
    """Draw a layer with all parts: biases, norms, rotary positions, keys shared two and two."""
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
        post_norm=_norm(random, drawn, d_model) if random.random() < 0.5 else None,
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


def described(sample: Sample) -> str:
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
