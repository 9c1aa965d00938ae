"""The weights before training, and the `Transformer` that they make."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import torch

import refmath as rm
from training.corpus import D_VOCAB

if TYPE_CHECKING:
    from training.settings import Settings

Weights = dict[str, torch.Tensor]
"""W_E, W_U, W_pos and, for each layer, layers.0.W_Q, ..."""

HEAD_WEIGHTS = ("W_Q", "W_K", "W_V", "W_O")

EMBEDDING = 0.5
"""The standard deviation of an entry of W_E."""
UNEMBEDDING = 0.2
"""The standard deviation of an entry of W_U."""
WAVELENGTHS = (2.2, 220.0)
"""The shortest and (nearly) the longest wavelength of the sinusoids in W_pos, in positions."""
WRITING = 0.3
"""The scale of W_V and W_O; that of W_Q and W_K is 1, so that scores start of order 1."""


def initial_weights(settings: Settings, *, d_vocab: int = D_VOCAB) -> Weights:
    """Draw the weights that training starts from.

    Attention learns late from scores near 0 and positions that are small beside the embeddings.
    So W_pos starts as sinusoids of the embeddings' size, in which «one position earlier» is a
    rotation; queries and keys start at unit gain; and W_U starts as a random rotation of W_E, so
    that one linear map, the same for all tokens, is enough to copy a token.

    Args:
        settings: of the model.
        d_vocab: the size of the vocabulary.

    Returns:
        float32 tensors, by name.
    """
    generator = torch.Generator().manual_seed(settings.seed)

    def normal(*shape: int, scale: float) -> torch.Tensor:
        return torch.randn(*shape, generator=generator) * scale

    d_model, d_head, n_heads = settings.d_model, settings.d_head, settings.n_heads
    W_E = normal(d_model, d_vocab, scale=EMBEDDING)
    rotation, _ = torch.linalg.qr(normal(d_model, d_model, scale=1.0))
    weights = {
        "W_E": W_E,
        "W_U": ((rotation @ W_E).T * (UNEMBEDDING / EMBEDDING)).contiguous(),
        "W_pos": _sinusoids(d_model, settings.n_ctx),
    }
    reading, writing = 1 / math.sqrt(d_model), WRITING / math.sqrt(n_heads * d_head)
    for n in range(settings.n_layers):
        weights |= {
            f"layers.{n}.W_Q": normal(n_heads, d_head, d_model, scale=reading),
            f"layers.{n}.W_K": normal(n_heads, d_head, d_model, scale=reading),
            f"layers.{n}.W_V": normal(n_heads, d_head, d_model, scale=WRITING * reading),
            f"layers.{n}.W_O": normal(n_heads, d_model, d_head, scale=writing),
        }
    return weights


def transformer(weights: Weights) -> rm.Transformer:
    """Return the model of these weights: the very tensors, so that gradients reach them.

    Args:
        weights: tensors by name.

    Returns:
        The `Transformer`: positions in Q and K only, no biases.
    """
    n_layers = sum(name.endswith(".W_Q") for name in weights)
    layers = [
        rm.AttentionLayer(*(weights[f"layers.{n}.{letter}"] for letter in HEAD_WEIGHTS))
        for n in range(n_layers)
    ]
    return rm.Transformer(weights["W_E"], weights["W_U"], layers, W_pos=weights["W_pos"])


def as_numpy(model: rm.Transformer) -> rm.Transformer:
    """Return the same model with NumPy's weights, in float32.

    Args:
        model: with torch's weights.

    Returns:
        The model.
    """

    def plain(weight: torch.Tensor) -> np.ndarray[Any, Any]:
        return np.ascontiguousarray(weight.detach().cpu().numpy(), dtype=np.float32)

    layers = [
        rm.AttentionLayer(*(plain(getattr(layer, letter)) for letter in HEAD_WEIGHTS))
        for layer in model.layers
    ]
    return rm.Transformer(plain(model.W_E), plain(model.W_U), layers, W_pos=plain(model.W_pos))


def _sinusoids(d_model: int, n_ctx: int) -> torch.Tensor:
    shortest, longest = WAVELENGTHS
    n = d_model // 2
    angles = 2 * math.pi / shortest * (shortest / longest) ** (np.arange(n) / n)
    turned = angles[:, None] * np.arange(n_ctx)[None, :]
    both = np.concatenate([np.sin(turned), np.cos(turned)])
    return torch.from_numpy(both.astype(np.float32))
