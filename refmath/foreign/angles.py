"""Rotary positions as `transformers` computes them: in float32, of what a config says.

The same operations in the same order, and in the library of the weights, so that not even a
frequency's last bit is another: at position 10,000 it would be worth a thousandth of a turn.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import array_api_compat
import numpy as np

from refmath.arguments import flag, real_number, refused, whole_number
from refmath.numeric.model.parts import Rotary

if TYPE_CHECKING:
    from refmath.foreign.fields import Config
    from refmath.numeric.arrays.libraries import Array

FIELDS = {
    "rope_parameters": "the angles: default, linear, llama3, yarn; what depends on the length is"
    " refused",
    "rope_theta": "an older place for the base of the frequencies",
    "rope_scaling": "an older name of rope_parameters",
    "max_position_embeddings": "n_ctx: as far as the tables of angles reach",
}
"""The fields of a config that are read here."""

KINDS = ("default", "linear", "llama3", "yarn")

_NUMBERS = {
    "linear": ("factor",),
    "llama3": (
        "factor",
        "low_freq_factor",
        "high_freq_factor",
        "original_max_position_embeddings",
    ),
    "yarn": (
        "factor",
        "attention_factor",
        "beta_fast",
        "beta_slow",
        "mscale",
        "mscale_all_dim",
        "original_max_position_embeddings",
        "truncate",
    ),
}


def rotary_of(
    config: Config,
    d_head: int,
    like: Array,
    *,
    base: float = 10_000.0,
    share: float | None = None,
) -> Rotary:
    """Return the rotary positions that a config says, in the library and dtype of an array.

    Args:
        config: with the fields of `FIELDS`.
        d_head: the length of a query.
        like: an array of the model's.
        base: of the frequencies where the config says none.
        share: for a family that may turn but a part of each query, which part where the config
            says none; None for a family that turns them whole.

    Raises:
        ValueError: for parameters that are unknown, or depend on the length, by the field's name.
    """
    name, given = _parameters(config, base)
    kind = given.pop("rope_type")
    base_is = "rope_theta" if name == "rope_theta" else f"{name}: rope_theta"
    theta = float(real_number(base_is, given.pop("rope_theta"), above=0))
    part = given.pop("partial_rotary_factor", share)
    if share is None and part not in (None, 1.0):
        raise refused(name, "no partial_rotary_factor other than 1.0", part)
    n_ctx = config.size("max_position_embeddings")
    if kind in ("llama3", "yarn"):
        given.setdefault("original_max_position_embeddings", n_ctx)
    unknown = sorted(given.keys() - set(_NUMBERS.get(kind, ())))
    if unknown:
        raise refused(name, f"what {kind!r} has", unknown[0])
    numbers = {key: _number(name, key, value) for key, value in given.items() if value is not None}
    d_rotary = int(d_head * (1.0 if part is None else real_number(name, part, above=0)))
    if d_rotary % 2 or not 0 < d_rotary <= d_head:
        raise refused(name, f"an even number of coordinates up to {d_head} turned", d_rotary)
    frequencies, size = _scaled(kind, numbers, _powers(theta, d_rotary, like), theta, n_ctx)
    return _tables(frequencies, size, n_ctx, like)


def adjacent(d_rotary: int, n_ctx: int, like: Array) -> Rotary:
    """Return GPT-J's rotary positions: of neighbours, by powers of 10,000."""
    found = _tables(1.0 / _powers(10_000, d_rotary, like), 1.0, n_ctx, like)
    return Rotary(found.cos, found.sin, pairing="adjacent")


def _parameters(config: Config, base: float) -> tuple[str, dict[str, Any]]:
    """Return the field that says what is said, and the parameters by name, the common ones too."""
    name = "rope_parameters" if config.value("rope_parameters", None) else "rope_scaling"
    values = config.value(name, None)
    if not isinstance(values, Mapping | None):
        raise refused(name, "parameters by name", values)
    given = dict(values or {})
    kind = given.pop("type", "default")
    theta = config.value("rope_theta", None)
    given.setdefault("rope_type", kind)
    given.setdefault("rope_theta", base if theta is None else theta)
    if given["rope_type"] not in KINDS:
        raise refused(name, f"a rope_type of {', '.join(KINDS)}", given["rope_type"])
    return name if values else "rope_theta", given


def _number(name: str, key: str, value: Any) -> Any:
    if key == "truncate":
        return flag(f"{name}: {key}", value)
    if key == "original_max_position_embeddings":
        return whole_number(f"{name}: {key}", value, least=1)
    return real_number(f"{name}: {key}", value, above=0)


def _powers(theta: float, d_rotary: int, like: Array) -> Array:
    """Return base^(2k / d) in float32."""
    xp = _library(like)
    return theta ** (xp.astype(xp.arange(0, d_rotary, 2), xp.float32) / d_rotary)


def _library(like: Array) -> Any:
    torch = array_api_compat.is_torch_array(like)
    return array_api_compat.array_namespace(like if torch else np.empty(0))


def _scaled(
    kind: str, of: Mapping[str, Any], powers: Array, theta: float, n_ctx: int
) -> tuple[Array, float]:
    """Return the frequencies, and what cosines and sines are multiplied by."""
    if kind == "linear":
        return 1.0 / powers / _needed(of, "factor"), 1.0
    if kind == "llama3":
        return _llama3(1.0 / powers, of), 1.0
    if kind == "yarn":
        return _yarn(powers, of, theta, n_ctx)
    return 1.0 / powers, 1.0


def _needed(of: Mapping[str, Any], key: str) -> Any:
    if key not in of:
        raise ValueError(f"rope_parameters: expected {key}, got none")
    return of[key]


def _llama3(frequencies: Array, of: Mapping[str, Any]) -> Array:
    """Divide low frequencies, keep high ones, and what is between in between."""
    xp = array_api_compat.array_namespace(frequencies)
    names = ("factor", "low_freq_factor", "high_freq_factor", "original_max_position_embeddings")
    factor, low, high, n_before = (_needed(of, name) for name in names)
    lengths = 2 * math.pi / frequencies
    longest, shortest = n_before / low, n_before / high
    divided = xp.where(lengths > longest, frequencies / factor, frequencies)
    share = (n_before / lengths - low) / (high - low)
    between = (1 - share) * divided / factor + share * divided
    medium = ~(lengths < shortest) & ~(lengths > longest)
    return xp.where(medium, between, divided)


def _yarn(powers: Array, of: Mapping[str, Any], theta: float, n_ctx: int) -> tuple[Array, float]:
    """Interpolate low frequencies, keep high ones, with a ramp between."""
    xp = array_api_compat.array_namespace(powers)
    half, n_before = powers.shape[0], of["original_max_position_embeddings"]
    factor = of.get("factor", n_ctx / n_before)

    def place(turns: float) -> float:
        found = 2 * half * math.log(n_before / (turns * 2 * math.pi))
        return float(found / (2 * math.log(theta)))

    low, high = place(of.get("beta_fast", 32)), place(of.get("beta_slow", 1))
    if of.get("truncate", True):
        low, high = math.floor(low), math.ceil(high)
    low, high = max(low, 0), min(high, 2 * half - 1)
    high = high + 0.001 if low == high else high
    ramp = (xp.astype(xp.arange(half), xp.float32) - low) / (high - low)
    ramp = xp.where(ramp < 0, xp.zeros_like(ramp), xp.where(ramp > 1, xp.ones_like(ramp), ramp))
    kept = 1 - ramp
    return 1.0 / (factor * powers) * (1 - kept) + 1.0 / powers * kept, _yarn_size(of, factor)


def _yarn_size(of: Mapping[str, Any], factor: float) -> float:
    def size(mscale: float) -> float:
        return 1.0 if factor <= 1 else float(0.1 * mscale * math.log(factor) + 1.0)

    if "attention_factor" in of:
        return float(of["attention_factor"])
    if "mscale" in of and "mscale_all_dim" in of:
        return float(size(of["mscale"]) / size(of["mscale_all_dim"]))
    return size(1)


def _tables(frequencies: Array, size: float, n_ctx: int, like: Array) -> Rotary:
    xp = array_api_compat.array_namespace(frequencies)
    angles = xp.astype(xp.arange(n_ctx), xp.float32)[:, None] * frequencies[None, :]
    cos, sin = xp.cos(angles) * size, xp.sin(angles) * size
    library, device = array_api_compat.array_namespace(like), array_api_compat.device(like)
    tables = [library.asarray(table, device=device) for table in (cos, sin)]
    return Rotary(*(library.astype(table, like.dtype) for table in tables))
