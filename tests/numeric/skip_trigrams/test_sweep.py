"""The bounds of a sweep: never below what they bound, and near enough to leave something out."""

import numpy as np
import pytest

import refmath as rm
from refmath.numeric.skip_trigrams.readings import shared_attention
from refmath.numeric.skip_trigrams.sweep import _least_score, work_of


@pytest.mark.parametrize("n_ctx", [2, 3, 128, 10**6])
def test_no_score_below_the_least_reaches_the_attention(n_ctx):
    attention = np.concatenate([2.0 ** -np.arange(1.0, 60), 1 - 2.0 ** -np.arange(2.0, 19), [0.0]])
    reached = shared_attention(_least_score(attention, n_ctx), n_ctx)
    assert (reached <= attention).all()
    assert (reached >= attention * (1 - 2.0**-20)).all()
    # Where 1 - p has no bits left, the least score is one that is sure to reach less.
    near_1 = shared_attention(_least_score(np.array([1.0, 2.0]), n_ctx), n_ctx)
    assert (near_1 <= 1 - 2.0**-21).all()


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_source_s_bound_is_at_least_its_strongest(dtype):
    rng = np.random.default_rng(0)

    def drawn(*shape):
        return rng.standard_normal(shape).astype(dtype)

    # One value of a head: Cauchy and Schwarz are equalities, and only the rounding is left.
    layer = rm.AttentionLayer(*(drawn(1, 1, 3) for _ in range(3)), drawn(1, 3, 1))
    model = rm.Transformer(drawn(3, 20), drawn(20, 3), [layer])
    work = work_of(model, 0, 0, np.arange(20), 1, 16, 0.0)
    strongest = np.zeros(20)
    for each in rm.top_skip_trigrams(model, 20**3, n_ctx=16):
        strongest[each.source] = max(strongest[each.source], each.strength)
    bounds = work.bounds()
    assert (bounds >= strongest).all()
    tight = strongest > 0.99 * bounds
    assert tight.any()
