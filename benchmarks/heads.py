"""Scores of all heads at the size of GPT-2 small, against bare products and TransformerLens."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

import numpy as np

import refmath as rm
from benchmarks.measure import Case
from benchmarks.models import model_of


def bare_composition(model: rm.Transformer) -> np.ndarray:
    """All keys' factors times all outputs' factors, layer by layer: the least there is to do."""
    out = []
    for later, layer in enumerate(model.layers):
        writes = [W for earlier in model.layers[:later] for W in earlier.W_O]
        if writes:
            keys = layer.W_K.reshape(-1, model.d_model)
            out.append(float((keys @ np.concatenate(writes, axis=1)).max()))
    return np.asarray(out)


def bare_circuits(model: rm.Transformer) -> np.ndarray:
    """W_U W_O, W_V W_E and the small product of the two, head by head."""
    out = []
    for layer in model.layers:
        for W_V, W_O in zip(layer.W_V, layer.W_O, strict=True):
            out.append(np.trace((W_V @ model.W_E) @ (model.W_U @ W_O)))
    return np.asarray(out)


def passes(model: rm.Transformer, tokens: np.ndarray, n: int) -> np.ndarray:
    """Run a model so many times, as the paper's iteration does."""
    logits = rm.logits(model, tokens)
    for _ in range(n - 1):
        logits = rm.logits(model, tokens)
    return np.asarray(logits)


def in_transformer_lens(model: rm.Transformer) -> Any:
    """Build the same model there; it multiplies from the right."""
    import torch
    from transformer_lens import HookedTransformer, HookedTransformerConfig

    layer = model.layers[0]
    config = HookedTransformerConfig(
        n_layers=model.n_layers,
        d_model=model.d_model,
        n_heads=layer.n_heads,
        d_head=layer.d_head,
        n_ctx=256,
        d_vocab=model.d_vocab,
        attn_only=True,
        normalization_type=None,
        positional_embedding_type="shortformer",
        device="cpu",
    )
    other = HookedTransformer(config)

    def turned(W: np.ndarray) -> Any:
        return torch.from_numpy(np.ascontiguousarray(np.asarray(W).swapaxes(-1, -2)))

    with torch.no_grad():
        other.W_pos.zero_()
        other.embed.W_E.copy_(turned(model.W_E))
        other.unembed.W_U.copy_(turned(model.W_U))
        for n, own in enumerate(model.layers):
            for name in ("W_Q", "W_K", "W_V", "W_O"):
                getattr(other.blocks[n].attn, name).copy_(turned(getattr(own, name)))
    return other


def cases(scale: float = 1.0) -> list[Case]:
    def at(n: int, least: int) -> int:
        return max(least, int(n * scale))

    gpt2 = model_of(at(12, 2), at(12, 2), at(768, 8), at(64, 2), 64)
    full = model_of(at(12, 1), at(12, 1), at(768, 8), at(64, 2), at(50257, 64))
    deep = model_of(4, at(8, 2), at(512, 8), at(64, 2), at(4096, 16))
    tokens = np.random.default_rng(1).integers(0, deep.d_vocab, (1, at(256, 4)))
    heads = gpt2.layers[0].n_heads
    size = f"{gpt2.n_layers} layers × {heads} heads, d_model {gpt2.d_model}, float32"
    found = [
        Case(
            "composition_scores K",
            size,
            lambda: rm.composition_scores(gpt2, "K"),
            lambda: bare_composition(gpt2),
            "the one product of all keys' with all outputs' factors",
            lambda a, b: len(b) == a.shape[0] - 1,
            runs=3,
        ),
        Case(
            "eigenvalue_scores",
            f"{full.n_layers} layers × {full.layers[0].n_heads} heads, d_vocab {full.d_vocab:,}",
            lambda: rm.eigenvalue_scores(full, "OV"),
            lambda: bare_circuits(full),
            "the bare products, head by head",
            lambda a, b: sum(map(len, a)) == len(b),
            runs=1,
        ),
        Case(
            "logits_by_order",
            f"4 layers × {deep.layers[0].n_heads} heads, d_model {deep.d_model}, "
            f"d_vocab {deep.d_vocab:,}, n_ctx {tokens.shape[1]}",
            lambda: rm.logits_by_order(
                deep, tokens, patterns=rm.attention_patterns(deep, tokens)
            ).sum(axis=0),
            lambda: passes(deep, tokens, deep.n_layers + 1),
            "n_layers + 1 forward passes",
            lambda a, b: bool(np.abs(a - b).max() <= 1e-3 * np.abs(b).max()),
            runs=3,
        ),
    ]
    if find_spec("transformer_lens"):
        found += peers(gpt2, size)
    return found


def peers(gpt2: rm.Transformer, size: str) -> list[Case]:
    import torch

    n = min(512, gpt2.d_model)  # smaller where the whole benchmark is
    small = model_of(2, 8, n, max(2, n // 8), 8 * n)
    tokens = np.random.default_rng(1).integers(0, small.d_vocab, (4, n // 2))
    other, theirs = in_transformer_lens(gpt2), in_transformer_lens(small)
    given = torch.from_numpy(tokens)

    @torch.no_grad()  # type: ignore[untyped-decorator]
    def their_scores() -> np.ndarray:
        return np.asarray(other.all_composition_scores("K"))

    @torch.no_grad()  # type: ignore[untyped-decorator]
    def their_logits() -> np.ndarray:
        return np.asarray(theirs(given))

    return [
        Case(
            "composition_scores K",
            size,
            lambda: rm.composition_scores(gpt2, "K"),
            their_scores,
            "TransformerLens `all_composition_scores`",
            lambda a, b: bool(np.allclose(a, b, atol=1e-5)),
            runs=3,
        ),
        Case(
            "logits",
            f"2 layers × 8 heads, d_model {n}, d_vocab {8 * n:,}, batch 4 × {n // 2}",
            lambda: rm.logits(small, tokens),
            their_logits,
            "TransformerLens' forward pass",
            lambda a, b: bool(np.abs(a - b).max() <= 1e-3 * np.abs(b).max()),
            runs=11,
        ),
    ]
