"""The bundled models, and the held-out text that the checks on them are run on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np

from refmath.evidence.effort import Effort
from refmath.numeric.model.every_weight import in_float64
from refmath.numeric.model.transformer import Transformer

MODELS = ("attn-only-1l", "attn-only-2l")

Matrix = np.ndarray[Any, Any]


@dataclass(frozen=True)
class TrainedSample:
    """A trained model, a text, and another one that begins in the same way."""

    name: str
    model: Transformer
    tokens: Matrix
    other: Matrix

    @property
    def half(self) -> int:
        """From where on the two texts differ."""
        return len(self.tokens) // 2

    def in_float64(self) -> TrainedSample:
        """Return the same with the same weights in float64."""
        return replace(self, model=in_float64(self.model))


Function = Callable[[TrainedSample], Matrix]


def trained_samples(effort: Effort) -> list[TrainedSample]:
    """Load the bundled models, and the windows of held-out text that they are checked on."""
    from refmath.trained.bundled import held_out_sample, load

    windows = held_out_sample()[: effort.windows + 1, : effort.tokens]
    samples = []
    for name in MODELS:
        model = load(name).model
        for tokens, following in pairwise(windows):
            half = len(tokens) // 2
            # What comes later is another text's, and its first token another one for certain.
            other = np.concatenate([tokens[:half], following[half:]])
            other[half] = (tokens[half] + 1) % model.d_vocab
            samples.append(TrainedSample(name, model, tokens, other))
    return samples
