"""Which models are read as skip-trigrams: those in which tokens alone decide scores and effects."""

import numpy as np
import pytest

import refmath as rm

RNG = np.random.default_rng(0)
W_E, W_U, WEIGHTS = RNG.normal(size=(4, 5)), RNG.normal(size=(5, 4)), RNG.normal(size=(3, 2, 2, 4))
W_O = RNG.normal(size=(2, 4, 2))


def model_with(final_norm=None, b_U=None, **parts):
    layer = rm.AttentionLayer(*WEIGHTS, W_O, **parts)
    return rm.Transformer(W_E, W_U, [layer], final_norm=final_norm, b_U=b_U)


@pytest.mark.parametrize(
    ("part", "given"),
    [
        ("b_Q", {"b_Q": np.ones((2, 2))}),
        ("norm", {"norm": rm.Norm()}),
        ("rotary", {"rotary": rm.rotary_by_frequency(3, 2)}),
        ("mlp", {"mlp": rm.MLP(np.ones((3, 4)), np.ones((4, 3)))}),
        ("final_norm", {"final_norm": rm.Norm()}),
    ],
)
def test_parts_that_a_reading_does_not_cover_are_refused_by_name(part, given):
    for read in (
        lambda model: rm.top_skip_trigrams(model, 1),
        lambda model: rm.skip_trigram_table(model, 0, 0, sources=[0]),
        lambda model: rm.certified_range(model, 0, 1, 2, n_ctx=3),
    ):
        with pytest.raises(ValueError, match=f"can't honour {part}"):
            read(model_with(**given))


def test_constants_leave_every_reading_as_it_is():
    constants = {"b_K": np.ones((2, 2)), "b_V": np.ones((2, 2)), "b_O": np.ones(4)}
    plain, biased = model_with(), model_with(b_U=np.arange(5.0), **constants)
    one, other = (rm.top_skip_trigrams(model, 5) for model in (plain, biased))
    assert [t.tokens for t in one] == [t.tokens for t in other]
    assert [t.strength for t in one] == [t.strength for t in other]


def test_shared_keys_are_read_as_each_heads_own():
    shared = rm.AttentionLayer(WEIGHTS[0], WEIGHTS[1][:1], WEIGHTS[2][:1], W_O)
    models = [rm.Transformer(W_E, W_U, [it]) for it in (shared, rm.groups_as_heads(shared))]
    one, other = (rm.certified_range(model, 0, 1, 2, n_ctx=4) for model in models)
    assert one == other
