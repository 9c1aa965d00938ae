"""Chapter 1: scores that fall with the distance from destination to source."""

from __future__ import annotations

from refmath.symbolic.derivation import ENTRIES, NearMiss, Step, Theorem
from refmath.symbolic.expressions import Apply, Pattern, hadamard
from refmath.theorems.notation import ONES, free, special
from refmath.theorems.sinks import with_a_sink
from refmath.theorems.tensor_algebra import CHAPTER

_q, _k = free("q", "n_ctx", "d_head"), free("k", "n_ctx", "d_head")
_c, _d = free("c", "n_ctx", "one"), free("d", "n_ctx", "one")
_M = special("causal", "M", "n_ctx", "n_ctx")
_products = _q @ _k.T
_of_sources, _of_destinations = ONES @ _c.T, _c @ ONES.T
_nearer = _of_sources - _of_destinations
_further = _of_destinations - _of_sources
_biased, _with_key_bias = _products + _nearer, _products + _of_sources

ALIBI = Theorem(
    name="alibi_is_a_key_bias",
    title="ALiBi is a key bias: how far a source is from the destination doesn't matter to it",
    chapter=CHAPTER,
    source="Press, Smith and Lewis 2022, «Train Short, Test Long» (ALiBi); this project",
    plain="ALiBi takes m (i − j) off the score of destination i and source j. That is m i, the "
    "same for all sources, which no softmax sees, and m j, a bias of the source: with c_i = m i, "
    "later keys are raised, whoever asks. So it is one more coordinate of the keys, which every "
    "query reads alike, and it holds for any numbers c_i in the place of m i. It takes a penalty "
    "that is linear in the distance, a causal mask (|i − j| is no difference of two such numbers), "
    "and neither a sink nor a cap, each of which sees what is added to a whole row.",
    steps=(
        Step(Pattern(_products + _of_sources - _of_destinations)),
        Step(Pattern(_with_key_bias), ENTRIES),
    ),
    near_misses=(
        NearMiss(
            "without_a_mask",
            Pattern(_products + hadamard(_M, _nearer) + hadamard(_M.T, _further), causal=False),
            Pattern(_with_key_bias, causal=False),
            "a penalty of |i − j| without the causal mask: there it falls in both directions",
        ),
        NearMiss(
            "not_linear",
            Pattern(_products + Apply("f", _nearer)),
            Pattern(_products + ONES @ Apply("f", _c).T),
            "a penalty that grows otherwise with the distance, as one by buckets does",
        ),
        NearMiss(
            "with_a_sink",
            with_a_sink(_biased, _d),
            with_a_sink(_with_key_bias, _d),
            "leaving m i out where a sink's score doesn't have it",
        ),
        NearMiss(
            "behind_a_cap",
            Pattern(Apply("f", _biased)),
            Pattern(Apply("f", _with_key_bias)),
            "leaving m i out of scores that are capped",
        ),
        NearMiss(
            "as_a_query_bias",
            Pattern(_biased),
            Pattern(_products - _of_destinations),
            "keeping the number of the destination, and dropping the source's",
        ),
    ),
)

LAWS = (ALIBI,)
