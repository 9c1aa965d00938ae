"""Tables of rotary positions, against their formulas written anew, one angle after another."""

import math

import numpy as np
import pytest

from refmath.foreign import angles
from refmath.foreign.fields import Fields, config_of

N_CTX, D_HEAD, THETA = 24, 16, 100.0
LIKE = np.zeros(1, np.float32)
LLAMA3 = {"factor": 4.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0}


def rotary_of(parameters, share=None, **more):
    fields = Fields("Config", honoured=angles.FIELDS, without_effect={}, refused={})
    values = {"max_position_embeddings": N_CTX, **more}
    if parameters is not None:
        values |= {"rope_parameters": {"rope_theta": THETA} | parameters}
    return angles.rotary_of(config_of(fields, values), D_HEAD, LIKE, share=share)


def of_llama3(frequency, of):
    """Kept where a turn is short, divided where it is long, in between in between."""
    low, high = of["low_freq_factor"], of["high_freq_factor"]
    turns = of.get("original_max_position_embeddings", N_CTX) * frequency / (2 * math.pi)
    kept = min(max((turns - low) / (high - low), 0.0), 1.0)
    return (1 - kept) * frequency / of["factor"] + kept * frequency


def of_yarn(pair, frequency, of):
    """Kept where a pair turns often within the older length, divided where it turns seldom."""
    before = of.get("original_max_position_embeddings", N_CTX)

    def place(turns):
        return D_HEAD * math.log(before / (2 * math.pi * turns)) / (2 * math.log(THETA))

    first, last = place(of.get("beta_fast", 32)), place(of.get("beta_slow", 1))
    if of.get("truncate", True):
        first, last = math.floor(first), math.ceil(last)
    first, last = max(first, 0), min(last, D_HEAD - 1)
    divided = min(max((pair - first) / (last - first), 0.0), 1.0)
    return (1 - divided) * frequency + divided * frequency / of.get("factor", N_CTX / before)


def size_of_yarn(of):
    factor = of.get("factor", N_CTX / of.get("original_max_position_embeddings", N_CTX))
    by = 0.1 * math.log(factor)
    if "attention_factor" in of:
        return of["attention_factor"]
    if "mscale" in of and "mscale_all_dim" in of:
        return (by * of["mscale"] + 1) / (by * of["mscale_all_dim"] + 1)
    return by + 1


def scaled(pair, of):
    """The frequency of a pair of coordinates, and what cosines are multiplied by."""
    frequency, kind = THETA ** (-2 * pair / D_HEAD), of.get("rope_type", "default")
    if kind == "linear":
        return frequency / of["factor"], 1.0
    if kind == "llama3":
        return of_llama3(frequency, of), 1.0
    if kind == "yarn":
        return of_yarn(pair, frequency, of), size_of_yarn(of)
    return frequency, 1.0


YARN = {"rope_type": "yarn", "beta_fast": 3.0, "beta_slow": 0.25}


@pytest.mark.parametrize(
    "of",
    [
        {},
        {"rope_type": "linear", "factor": 3.0},
        {"rope_type": "llama3"} | LLAMA3,
        {"rope_type": "llama3", "original_max_position_embeddings": 12} | LLAMA3,
        {"rope_type": "yarn", "factor": 4.0},
        YARN | {"factor": 4.0},
        YARN | {"factor": 4.0, "truncate": False},
        YARN | {"original_max_position_embeddings": 6},
        YARN | {"factor": 2.0, "attention_factor": 1.3},
        YARN | {"factor": 2.0, "mscale": 0.7, "mscale_all_dim": 0.3},
        YARN | {"factor": 2.0, "mscale": 0.7},
    ],
    ids=str,
)
def test_angles_are_those_of_their_formulas(of):
    found = rotary_of(of)
    assert found.cos.shape == found.sin.shape == (N_CTX, D_HEAD // 2)
    assert found.cos.dtype == found.sin.dtype == np.float32
    for pair in range(D_HEAD // 2):
        frequency, size = scaled(pair, of)
        for table, function in ((found.cos, math.cos), (found.sin, math.sin)):
            want = [size * function(position * frequency) for position in range(N_CTX)]
            assert np.allclose(table[:, pair], want, rtol=0, atol=1e-5)


def test_a_ramp_has_pairs_that_are_kept_divided_and_between():
    """Else the test before would say nothing of the ramp."""
    divided = [
        of_yarn(pair, 1.0, YARN | {"factor": 4.0, "truncate": False}) for pair in range(D_HEAD // 2)
    ]
    assert 1.0 in divided
    assert 0.25 in divided
    assert len({share for share in divided if 0.25 < share < 1}) > 1


def test_a_share_of_the_coordinates_is_turned_as_one_says():
    assert rotary_of({}, share=0.5).cos.shape == (N_CTX, 4)
    assert rotary_of({"partial_rotary_factor": 0.25}, share=0.5).cos.shape == (N_CTX, 2)


@pytest.mark.parametrize("n_ctx", [3, 9])
def test_pairs_of_neighbours_are_turned_by_powers_of_ten_thousand(n_ctx):
    found = angles.adjacent(4, n_ctx, LIKE)
    assert found.pairing == "adjacent"
    want = [[position * frequency for frequency in (1.0, 0.01)] for position in range(n_ctx)]
    assert np.allclose(found.cos, np.cos(want), atol=1e-6)
    assert np.allclose(found.sin, np.sin(want), atol=1e-6)


@pytest.mark.parametrize(
    ("parameters", "more", "says"),
    [
        ({"rope_type": "linear"}, {}, "rope_parameters: expected factor, got none"),
        ({"rope_type": "linear", "factor": 0}, {}, "rope_parameters: factor: expected .*, got 0"),
        ({"factor": 2.0}, {}, "rope_parameters: expected what 'default' has, got 'factor'"),
        ({"rope_type": "dynamic"}, {}, "rope_parameters: expected a rope_type of .* 'dynamic'"),
        ({"partial_rotary_factor": 0.5}, {}, "rope_parameters: expected no partial_rotary_factor"),
        (YARN | {"truncate": 1}, {}, "rope_parameters: truncate: expected True or False, got 1"),
        (
            {"rope_type": "yarn", "original_max_position_embeddings": 1.5},
            {},
            "rope_parameters: original_max_position_embeddings: expected an integer, 1 or more",
        ),
        (None, {"rope_theta": -1.0}, "rope_theta: expected .*, got -1.0"),
        (
            None,
            {"rope_scaling": {"type": "linear", "factor": "x"}},
            "rope_scaling: factor: expected .*, got 'x'",
        ),
        (None, {"rope_scaling": 3}, "rope_scaling: expected parameters by name, got 3"),
    ],
)
def test_what_the_parameters_do_not_tell_is_refused_by_the_fields_name(parameters, more, says):
    with pytest.raises(ValueError, match=f"^{says}"):
        rotary_of(parameters, **more)


def test_an_older_name_says_the_same():
    older = rotary_of(None, rope_theta=THETA, rope_scaling={"type": "linear", "factor": 3.0})
    assert np.array_equal(older.cos, rotary_of({"rope_type": "linear", "factor": 3.0}).cos)
