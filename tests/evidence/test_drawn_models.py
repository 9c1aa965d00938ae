"""The models that are drawn reach every depth, every part, and unequal sizes."""

import numpy as np
import pytest

from refmath.evidence.agreements import AGREEMENTS
from refmath.evidence.drawn_models import exact_sample, float_sample
from refmath.evidence.effort import FULL, QUICK

BY_NAME = {agreement.name: agreement for agreement in AGREEMENTS}
WITH_PARTS = "layered_equals_expanded_with_parts"


@pytest.mark.parametrize("effort", [FULL, QUICK], ids=lambda effort: effort.name)
def test_models_of_every_depth_and_of_unequal_sizes_are_drawn(effort) -> None:
    """At dimension 1, or at sizes that are equal, many a false statement holds."""
    for agreement in AGREEMENTS:
        samples = [exact_sample(seed, agreement.models) for seed in range(effort.exact_models)]
        assert {s.model.n_layers for s in samples} == set(agreement.models.depths)
        assert any(s.model.d_vocab != s.model.d_model for s in samples)
        assert min(min(s.model.d_vocab, s.model.d_model, len(s.tokens)) for s in samples) >= 2
        heads = [n for s in samples for n in s.model.n_heads]
        assert max(heads) >= 2
        d_heads = {layer.d_head for s in samples for layer in s.model.layers}
        assert d_heads == ({4} if agreement.models.parts else {1, 4})


def test_models_with_every_part_are_drawn() -> None:
    models = BY_NAME[WITH_PARTS].models
    for sample in (exact_sample, lambda n, m: float_sample(n, np.float32, m)):
        drawn = [sample(seed, models).model for seed in range(FULL.exact_models)]
        found = {part for model in drawn for part in model.parts}
        assert found == {
            *("b_Q", "b_K", "b_V", "b_O", "b_U", "norm", "norm.bias", "final_norm"),
            *("final_norm.bias", "rotary", "grouped keys and values"),
        }
        norms = {layer.norm.centred for model in drawn for layer in model.layers}
        assert norms == {True, False}
