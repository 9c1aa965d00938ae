"""The checks of weights: each refusal names the argument, what was expected and what came."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import array_api_compat
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from refmath.numeric.arrays.libraries import Array


def check_weights(weights: Mapping[str, Array], *, alike: str) -> None:
    """Refuse weights that are no arrays of numbers, or unlike the one called `alike`."""
    for name, weight in weights.items():
        if not array_api_compat.is_array_api_obj(weight):
            raise ValueError(f"{name}: expected an array, got {type(weight).__name__}")
        _check_dtype(name, weight)
    one = weights[alike]
    xp = array_api_compat.array_namespace(one)
    for name, weight in weights.items():
        library = array_api_compat.array_namespace(weight)
        if library is not xp:
            raise ValueError(
                f"{name}: expected an array of {xp.__name__}, as {alike} is, got {library.__name__}"
            )
        if weight.dtype != one.dtype:
            raise ValueError(
                f"{name}: expected dtype {one.dtype}, as {alike} has, got {weight.dtype}"
            )
        here, there = array_api_compat.device(weight), array_api_compat.device(one)
        if here != there:
            raise ValueError(f"{name}: expected device {there}, as {alike} is on, got {here}")


def _check_dtype(name: str, weight: Array) -> None:
    xp = array_api_compat.array_namespace(weight)
    if _is_object(weight) or weight.dtype == xp.float64 or weight.dtype == xp.float32:
        return
    advice = ""
    if xp.isdtype(weight.dtype, "integral"):
        advice = "; cast integer weights to a floating dtype first"
    raise ValueError(
        f"{name}: expected dtype float64, float32 or object (exact numbers),"
        f" got {weight.dtype}{advice}"
    )


def _is_object(weight: Array) -> bool:
    return array_api_compat.is_numpy_array(weight) and weight.dtype == np.dtype(object)


def check_sizes(name: str, weight: Array, sizes: tuple[str, ...]) -> None:
    """Refuse a weight of another number of axes, or with an empty one."""
    expected = f"({', '.join(sizes)})"
    got = tuple(weight.shape)
    if len(got) != len(sizes):
        raise ValueError(f"{name}: expected shape {expected}, got {got}")
    for size, value in zip(sizes, got, strict=True):
        if value < 1:
            raise ValueError(
                f"{name}: expected shape {expected} with {size} >= 1, got {size} = {value} in {got}"
            )


def check_shape(name: str, weight: Array, expected: tuple[int, ...], why: str) -> None:
    """Refuse a weight of another shape."""
    got = tuple(weight.shape)
    if got != expected:
        raise ValueError(f"{name}: expected shape {expected} {why}, got {got}")


def check_finite(weights: Mapping[str, Array]) -> None:
    """Refuse weights with a NaN or an infinity, naming its place."""
    for name, weight in weights.items():
        if _is_object(weight):  # exact numbers are finite
            continue
        xp = array_api_compat.array_namespace(weight)
        bad = first_true(xp, ~xp.isfinite(weight))
        if bad is not None:
            raise ValueError(
                f"{name}: expected finite numbers, got {float(weight[bad])} at index {bad}"
            )


def first_true(xp: Any, mask: Array) -> tuple[int, ...] | None:
    """Return the index of the first True of a mask in row-major order, None if all are False."""
    if not bool(xp.any(mask)):
        return None
    at = int(xp.argmax(xp.astype(xp.reshape(mask, (-1,)), xp.int64)))
    index: list[int] = []
    for size in reversed(mask.shape):
        at, rest = divmod(at, size)
        index.append(rest)
    return tuple(reversed(index))
