"""Reading skip-trigrams: against the bare matrix products, the dense way, and running the model."""

from __future__ import annotations

from typing import Any

import numpy as np

import refmath as rm
from benchmarks.measure import Case
from benchmarks.models import model_of

Tokens = tuple[int, int, int]


def spread_model(d_vocab: int, d_model: int, d_head: int, spread: float) -> rm.Transformer:
    """One head with normal weights, scores and effects of about 1; tokens' norms log-normal."""
    rng = np.random.default_rng(0)

    def drawn(*shape: int) -> np.ndarray:
        return rng.standard_normal(shape, dtype=np.float32) / np.float32(np.sqrt(shape[-1]))

    sizes = np.exp(spread * rng.standard_normal((2, d_vocab))).astype(np.float32)
    sizes /= np.sqrt((sizes**2).mean(axis=1, keepdims=True))
    W_E = rng.standard_normal((d_model, d_vocab), dtype=np.float32) * sizes[0]
    W_U = drawn(d_vocab, d_model) * sizes[1][:, None]
    W_Q, W_K, W_V = (drawn(1, d_head, d_model) for _ in range(3))
    layer = rm.AttentionLayer(W_Q, W_K, W_V, drawn(1, d_model, d_head))
    return rm.Transformer(W_E, W_U, [layer])


def bare_products(model: rm.Transformer, block: int = 256) -> int:
    """Form both circuits of a head block by block, and look at nothing."""
    done = 0
    for circuit in (rm.qk_circuit(model, 0, 0), rm.ov_circuit(model, 0, 0)):
        sources = np.ascontiguousarray(circuit.right.T)
        for start in range(0, model.d_vocab, block):
            done += (sources[start : start + block] @ circuit.left.T).shape[0]
    return done


def dense_way(model: rm.Transformer, k: int, n_ctx: int = 128, block: int = 512) -> list[Tokens]:
    """The same by hand: `argpartition` of both circuits' blocks, then all pairs of the best."""
    scores, effects = (c(model, 0, 0) for c in (rm.centred_scores, rm.centred_effects))
    found: list[tuple[float, Tokens]] = []
    for start in range(0, model.d_vocab, block):
        at = slice(start, min(start + block, model.d_vocab))
        best = []
        for circuit in (scores, effects):
            columns = circuit.columns(at).T
            rows = np.argpartition(-columns, k, axis=1)[:, :k]
            best.append((rows, np.take_along_axis(columns, rows, axis=1).astype(float)))
        (b, S), (c, E) = best
        strength = E[:, None, :] / (1 + (n_ctx - 1) * np.exp(-S[:, :, None]))
        for flat in np.argsort(-strength, axis=None)[:k].tolist():
            a, i, j = map(int, np.unravel_index(flat, strength.shape))
            found.append((float(strength[a, i, j]), (start + a, int(b[a, i]), int(c[a, j]))))
        found = sorted(found, reverse=True)[:k]
    return [tokens for _, tokens in found]


def bare_terms(model: rm.Transformer, triples: np.ndarray, block: int = 256) -> int:
    """Every head's scores and values of every token for every triple, and nothing else."""
    done = 0
    for head in range(model.n_heads[0]):
        QK, OV = rm.qk_circuit(model, 0, head), rm.ov_circuit(model, 0, head)
        left, right = (c.left.astype(float) for c in (QK, OV))
        keys, values = (c.right.astype(float) for c in (QK, OV))
        for start in range(0, len(triples), block):
            _, destination, output = triples[start : start + block].T
            done += len(np.exp(left[destination] @ keys)) + len(right[output] @ values)
    return done


def by_running(model: rm.Transformer, triples: np.ndarray, n_ctx: int) -> np.ndarray:
    """Run the model on every context whose free places hold one token, for the lowest effect."""
    out = []
    for source, destination, output in triples.tolist():
        contexts = np.repeat(np.arange(model.d_vocab)[:, None], n_ctx, axis=1)
        contexts[:, 0], contexts[:, -1] = source, destination
        last = rm.path_logits(model, [(0, 0)], contexts)[:, -1, :]
        out.append(float((last[:, output] - last.mean(axis=-1)).min()))
    return np.asarray(out)


def cases(scale: float = 1.0) -> list[Case]:
    def at(n: int, least: int) -> int:
        return max(least, int(n * scale))

    full = {s: spread_model(at(50257, 64), 128, 64, s) for s in (0.0, 0.5)}
    small = spread_model(at(10000, 64), 128, 64, 0.0)
    layer = model_of(1, 8, 128, 16, at(4096, 16))
    one = model_of(1, 1, 128, 16, at(1024, 16), np.float64)
    triples = np.random.default_rng(1).integers(0, layer.d_vocab, (at(10000, 10), 3))
    few = triples[:5] % one.d_vocab

    def top(model: rm.Transformer) -> Any:
        return rm.top_skip_trigrams(model, 10)

    found = [
        Case(
            "top_skip_trigrams, best 10 of d_vocab³",
            f"d_vocab {model.d_vocab:,}, d_head 64, float32, {said}",
            lambda model=model: top(model),  # type: ignore[misc]
            lambda model=model: bare_products(model),  # type: ignore[misc]
            "the bare products of both circuits, in blocks",
            lambda a, b, n=model.d_vocab: len(a) == 10 and b == 2 * n,  # type: ignore[misc]
            runs=1,
        )
        for model, said in (
            (full[0.0], "normal weights"),
            (full[0.5], "normal weights, tokens' norms log-normal (σ = 0.5)"),
        )
    ]
    return [
        *found,
        Case(
            "top_skip_trigrams, best 10 of d_vocab³",
            f"d_vocab {small.d_vocab:,}, d_head 64, float32, normal weights",
            lambda: top(small),
            lambda: dense_way(small, 10),
            "`argpartition` of both circuits' blocks, by hand",
            lambda a, b: [each.tokens for each in a] == b,
            runs=1,
        ),
        Case(
            "certified_skip_trigrams",
            f"{len(triples):,} triples, 8 heads of 16, d_vocab {layer.d_vocab:,}",
            lambda: rm.certified_skip_trigrams(layer, triples, n_ctx=128),
            lambda: bare_terms(layer, triples),
            "the bare products and exponentials",
            lambda a, b: b == 16 * len(a.lowest),
            runs=1,
        ),
        Case(
            "certified_skip_trigrams",
            f"{len(few)} triples, 1 head of 16, d_vocab {one.d_vocab:,}, n_ctx 8",
            lambda: rm.certified_skip_trigrams(one, few, n_ctx=8).lowest,
            lambda: by_running(one, few, 8),
            "running the model on a context for every token of the vocabulary",
            lambda a, b: bool(np.abs(a - b).max() <= 1e-9),
            runs=1,
        ),
    ]
