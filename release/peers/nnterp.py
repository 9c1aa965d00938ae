"""nnterp's view of Hugging Face's models, by nnsight."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from nnterp import StandardizedTransformer

from refmath.conformance import check_cases, in_steps
from refmath.conforming.adapters import PARTS, POSITIONS
from refmath.conforming.answers.models import settings_of
from refmath.foreign.hugging_face import from_hugging_face
from refmath.numeric.model.every_weight import with_every_weight
from release.peers.held import Held, Peer
from release.peers.hugging_face import MODELS, model_of, words

UNKNOWN = ("Phi",)
"""Models whose modules it doesn't find by its names."""


class Traced:
    """What is saved in a trace of a StandardizedTransformer."""

    positions = POSITIONS
    parts = PARTS
    dtype = "float32"

    def __init__(self, theirs: Any, has_patterns: bool, n_layers: int) -> None:
        self.theirs, self.has_patterns, self.n_layers = theirs, has_patterns, n_layers

    def logits(self, _model: Any, tokens: Any) -> Any:
        """Return the logits."""
        with self.theirs.trace(torch.tensor(np.atleast_2d(tokens))):
            found = self.theirs.logits.save()
        return found[0]

    def pattern(self, _model: Any, tokens: Any, layer: int, head: int) -> Any:
        """Return a head's pattern, where the view gives them."""
        if not self.has_patterns:
            raise NotImplementedError
        with self.theirs.trace(torch.tensor(np.atleast_2d(tokens))):
            found = self.theirs.attention_probabilities[layer].save()
        return found[0, head]


def _held() -> Held:
    torch.set_num_threads(1)
    for name in MODELS:
        if name in UNKNOWN:
            continue
        inner = model_of(name, "eager")
        ours = from_hugging_face(inner)
        ours = with_every_weight(ours, lambda W: np.asarray(W.detach().numpy(), dtype="float32"))
        adapter = Traced(*_standardized(inner), ours.n_layers)
        yield name, check_cases(adapter, in_steps(settings_of(ours)))


def _standardized(inner: Any) -> tuple[Any, bool]:
    """Return a view of a model, and whether it gives patterns: it looks for where they are."""
    try:
        return StandardizedTransformer(inner, enable_attention_probs=True, tokenizer=words()), True
    except Exception:  # whatever it met in the library's source
        return StandardizedTransformer(inner, tokenizer=words()), False


PEERS = (
    Peer("nnterp, StandardizedTransformer", ("nnterp", "nnsight", "transformers", "torch"), _held),
)
