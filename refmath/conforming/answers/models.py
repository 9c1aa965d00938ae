"""Adapters of whole models of other libraries, whose own code is run on their own weights."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from refmath.arguments import refused
from refmath.conforming.adapters import PARTS, POSITIONS, as_numpy
from refmath.conforming.quantities import Setting
from refmath.foreign.hugging_face import from_hugging_face
from refmath.foreign.transformer_lens import from_transformer_lens
from refmath.numeric.model.every_weight import with_every_weight

if TYPE_CHECKING:
    from refmath.numeric.arrays.libraries import Matrix
    from refmath.numeric.model.transformer import Transformer


class _OfTorch:
    """What both libraries share: tokens as their tensors, and what a `Transformer` may have."""

    positions = POSITIONS
    parts = PARTS  # the one model that is asked about is its own
    batch = True

    def __init__(self, theirs: Any, dtype: str) -> None:
        self.theirs, self.dtype = theirs, dtype

    def tensor(self, tokens: Matrix) -> Any:
        """Return tokens as the model takes them: (batch, n_ctx), on its device."""
        rows = [list(map(int, row)) for row in np.atleast_2d(tokens)]
        return next(iter(self.theirs.parameters())).new_tensor(rows).long()

    def logits(self, _model: Any, tokens: Matrix) -> Any:
        """Return the logits that the model's own code gives."""
        found = self.theirs(self.tensor(tokens))
        found = getattr(found, "logits", found)
        return found if np.ndim(tokens) > 1 else found[0]


class OfTransformerLens(_OfTorch):
    """A HookedTransformer, or a TransformerBridge: its hooks give what is on the way."""

    def cached(self, tokens: Matrix) -> Any:
        """Return what the hooks saw."""
        return self.theirs.run_with_cache(self.tensor(tokens))[1]

    def scores(self, _model: Any, tokens: Matrix, layer: int, head: int) -> Any:
        """Return a head's scores."""
        return self.cached(tokens)[f"blocks.{layer}.attn.hook_attn_scores"][0, head]

    def pattern(self, _model: Any, tokens: Matrix, layer: int, head: int) -> Any:
        """Return a head's pattern."""
        return self.cached(tokens)[f"blocks.{layer}.attn.hook_pattern"][0, head]

    def residual(self, model: Transformer, tokens: Matrix) -> Sequence[Any]:
        """Return the streams."""
        cache = self.cached(tokens)
        streams = [cache[f"blocks.{n}.hook_resid_pre"][0] for n in range(model.n_layers)]
        return [*streams, cache[f"blocks.{model.n_layers - 1}.hook_resid_post"][0]]


class OfHuggingFace(_OfTorch):
    """A model of `transformers`; its patterns only where its attention gives them (eager)."""

    def pattern(self, _model: Any, tokens: Matrix, layer: int, head: int) -> Any:
        """Return a head's pattern, if the model's way of attending gives it."""
        found = self.theirs(self.tensor(tokens), output_attentions=True).attentions
        if not found or found[layer] is None:
            raise NotImplementedError
        return found[layer][0, head]


def adapter_of(theirs: Any) -> tuple[_OfTorch, Transformer]:
    """Return a model's adapter, and the reference with its weights, in NumPy.

    Raises:
        ValueError: for what is no model that a loader knows, or has what it refuses.
    """
    if not callable(theirs) or not hasattr(theirs, "parameters"):
        raise refused("model", "a model of TransformerLens or Hugging Face", theirs)
    hooked = hasattr(theirs, "run_with_cache")
    ours = from_transformer_lens(theirs) if hooked else from_hugging_face(theirs)
    dtype = "float64" if "float64" in str(ours.dtype) else "float32"
    ours = with_every_weight(ours, lambda W: as_numpy(W).astype(dtype))
    return (OfTransformerLens if hooked else OfHuggingFace)(theirs, dtype), ours


def settings_of(ours: Transformer) -> tuple[Setting, ...]:
    """List sequences to run a model on: one token, some, repeated ones, and a batch."""
    longest = min(8, ours.n_ctx or 8)
    some = np.arange(longest) * 7 % ours.d_vocab
    repeated = np.concatenate([some[: longest // 2]] * 2)
    sequences = {
        "one token": some[-1:],
        "some tokens": some,
        "a batch": np.stack([some, some[::-1]]),
    }
    if len(repeated):
        sequences["repeated tokens"] = repeated
    return tuple(Setting(name, ours, tokens) for name, tokens in sequences.items())
