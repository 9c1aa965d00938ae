"""The models that are drawn reach every depth, every part, and unequal sizes."""

from fractions import Fraction

import numpy as np
import pytest

from refmath.evidence.agreements import AGREEMENTS
from refmath.evidence.drawn_models import Models, Sample, described, exact_sample, float_sample
from refmath.evidence.effort import FULL, QUICK
from refmath.evidence.exact_numbers import exact_array
from refmath.numeric.model.parts import PAIRINGS
from refmath.numeric.model.transformer import AttentionLayer, Transformer

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
            *(
                "final_norm.bias",
                "rotary",
                "grouped keys and values",
                "post_norm",
                "post_norm.bias",
            ),
        }
        norms = {layer.norm.centred for model in drawn for layer in model.layers}
        assert norms == {True, False}


PARTS = Models((1, 2), parts=True)


@pytest.mark.parametrize("sample", [exact_sample, lambda n, m: float_sample(n, np.float64, m)])
def test_rotary_positions_turn_by_multiples_of_one_angle(sample) -> None:
    drawn = [layer.rotary for n in range(12) for layer in sample(n, PARTS).model.layers]
    for rotary in drawn:
        cos, sin = ([row[0] for row in table] for table in (rotary.cos, rotary.sin))
        turn = Fraction(3, 5), Fraction(4, 5)
        here = Fraction(1), Fraction(0)
        for c, s in zip(cos, sin, strict=True):
            assert (float(getattr(c, "value", c)), float(getattr(s, "value", s))) == pytest.approx(
                tuple(map(float, here)), abs=1e-12
            )
            here = here[0] * turn[0] - here[1] * turn[1], here[0] * turn[1] + here[1] * turn[0]
    assert {rotary.pairing for rotary in drawn} == set(PAIRINGS)


def test_what_is_drawn_is_the_same_at_every_run() -> None:
    one, again = exact_sample(3, PARTS), exact_sample(3, PARTS)
    assert described(one) == described(again) != described(exact_sample(4, PARTS))
    floats = [float_sample(3, np.float32, PARTS).model.W_E for _ in range(2)]
    assert (floats[0] == floats[1]).all()
    assert floats[0].dtype == np.float32


def shown(array) -> str:
    return f"[{', '.join(map(shown, array))}]" if isinstance(array, np.ndarray) else str(array)


@pytest.mark.parametrize("seed", range(4))
def test_a_model_is_written_out_with_all_that_it_has(seed) -> None:
    sample = exact_sample(seed, PARTS)
    model = sample.model
    heads = ", ".join(str(layer.n_heads) for layer in model.layers)
    sizes = f"d_vocab = {model.d_vocab}, d_model = {model.d_model}, heads a layer: {heads}"
    lines = [sizes, f"tokens = {sample.tokens}", f"W_E = {shown(model.W_E)}"]
    for n, layer in enumerate(model.layers):
        names = ("W_Q", "W_K", "W_V", "W_O", "b_Q", "b_K", "b_V", "b_O")
        lines += [f"{name} of layer {n} = {shown(getattr(layer, name))}" for name in names]
        lines += [f"norm of layer {n}: {norm(layer.norm)}", f"rotary positions of layer {n}: "]
        held = ", ".join(f"{name} = {shown(a)}" for name, a in layer.rotary.arrays().items())
        lines[-1] += f"{held}, turning {layer.rotary.pairing}"
    lines += [f"final norm: {norm(model.final_norm)}", f"b_U = {shown(model.b_U)}"]
    assert described(sample) == "\n".join([*lines, f"W_U = {shown(model.W_U)}"])


def norm(part) -> str:
    held = ", ".join(f"{name} = {shown(array)}" for name, array in part.arrays().items())
    return f"{'LayerNorm' if part.centred else 'RMSNorm'} {held}, eps = {part.eps}"


def test_a_model_without_layers_has_no_heads() -> None:
    W = exact_array([[1, 2], [3, 4]])
    one = AttentionLayer(*(exact_array([[[1, 0]]]),) * 3, exact_array([[[1], [0]]]))
    assert described(Sample(Transformer(W, W, []), [0, 1])) == (
        "d_vocab = 2, d_model = 2, heads a layer: none\ntokens = [0, 1]\n"
        "W_E = [[1, 2], [3, 4]]\nW_U = [[1, 2], [3, 4]]"
    )
    assert "heads a layer: 1, 1\n" in described(Sample(Transformer(W, W, [one, one]), [0]))
