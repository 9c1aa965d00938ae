"""The numeric functions, against the bare matrix products and against the layers."""

from __future__ import annotations

from typing import Any

import numpy as np
import sympy
from sympy.core.cache import clear_cache

import refmath as rm
from benchmarks.measure import Case


def model_of(
    n_layers: int, n_heads: int, d_model: int, d_head: int, d_vocab: int, dtype: Any = np.float32
) -> rm.Transformer:
    rng = np.random.default_rng(0)

    def drawn(*shape: int) -> np.ndarray:
        weights = rng.standard_normal(shape) / np.sqrt(shape[-1])
        return np.asarray(weights, dtype)

    reads = (n_heads, d_head, d_model)
    layers = [
        rm.AttentionLayer(
            drawn(*reads), drawn(*reads), drawn(*reads), drawn(n_heads, d_model, d_head)
        )
        for _ in range(n_layers)
    ]
    return rm.Transformer(drawn(d_model, d_vocab), drawn(d_vocab, d_model), layers)


def bare_products(model: rm.Transformer, tokens: np.ndarray) -> np.ndarray:
    """The matrix products of the layered computation, and nothing else: no softmax, no mask."""
    x = model.W_E.T[tokens]
    for layer in model.layers:
        stream = x[..., None, :, :]
        q, k, v = (stream @ W.swapaxes(-1, -2) for W in (layer.W_Q, layer.W_K, layer.W_V))
        scores = q @ k.swapaxes(-1, -2)
        x = ((scores @ v) @ layer.W_O.swapaxes(-1, -2)).sum(axis=-3)
    return np.asarray(x @ model.W_U.T)


def by_polynomial(model: rm.Transformer) -> tuple[int, ...]:
    clear_cache()
    z = sympy.Symbol("z")
    out = sympy.Poly(1, z)
    for n in model.n_heads:
        out *= sympy.Poly(1 + n * z, z)
    return tuple(int(c) for c in reversed(out.all_coeffs()))


def cases(scale: float = 1.0) -> list[Case]:
    def at(n: int, least: int) -> int:
        return max(least, int(n * scale))

    wide = model_of(2, at(8, 2), at(512, 8), at(64, 2), at(4096, 16))
    batch = np.random.default_rng(1).integers(0, wide.d_vocab, (at(4, 1), at(256, 4)))
    many = model_of(3, at(6, 2), at(128, 8), at(16, 2), at(1000, 16), np.float64)
    tokens = np.random.default_rng(2).integers(0, many.d_vocab, at(64, 4))
    patterns = rm.attention_patterns(many, tokens)
    gpt2 = model_of(1, 1, at(768, 8), at(64, 2), at(50257, 64))
    deep = model_of(at(12, 2), at(12, 2), 8, 2, 16)
    return [
        Case(
            "count the paths of each order",
            f"{deep.n_layers} layers × {deep.n_heads[0]} heads, {rm.path_count(deep):.2g} paths",
            lambda: rm.path_counts(deep),
            lambda: by_polynomial(deep),
            "SymPy `Poly` of ∏ (1 + n z)",
            lambda a, b: bool(a == b),
        ),
        Case(
            "logits",
            f"2 layers × {wide.layers[0].n_heads} heads, d_model {wide.d_model}, "
            f"d_vocab {wide.d_vocab:,}, batch {batch.shape[0]} × {batch.shape[1]}, float32",
            lambda: rm.logits(wide, batch),
            lambda: bare_products(wide, batch),
            "the bare matrix products, no softmax",
            lambda a, b: a.shape == b.shape and a.dtype == b.dtype,
        ),
        Case(
            "expanded_logits",
            f"{rm.path_count(many):,} paths (3 layers × {many.layers[0].n_heads} heads), "
            f"d_model {many.d_model}, n_ctx {len(tokens)}",
            lambda: rm.expanded_logits(many, tokens),
            lambda: sum(rm.path_logits(many, p, tokens, patterns=patterns) for p in rm.paths(many)),
            "path by path, each from its beginning",
            lambda a, b: bool(np.allclose(a, b)),
        ),
        Case(
            "a circuit's ten largest singular values",
            f"OV, d_vocab {gpt2.d_vocab:,}, d_head {gpt2.layers[0].d_head}, float32",
            lambda: rm.ov_circuit(gpt2, 0, 0).svd().S[:10],
            lambda: _by_qr(gpt2),
            "QR of both factors and an SVD of what is left, by hand",
            lambda a, b: bool(np.allclose(a, b, rtol=1e-4)),
            runs=3,
        ),
    ]


def _by_qr(model: rm.Transformer) -> np.ndarray:
    layer = model.layers[0]
    left, right = model.W_U @ layer.W_O[0], layer.W_V[0] @ model.W_E
    R, L = np.linalg.qr(left)[1], np.linalg.qr(right.T)[1]
    return np.linalg.svd(R @ L.T, compute_uv=False)[:10]
