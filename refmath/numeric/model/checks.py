"""The checks of weights: each refusal names the argument, what was expected and what came."""

from __future__ import annotations

from typing import TYPE_CHECKING

import array_api_compat

from refmath.numeric.arrays.libraries import check_array, check_exact, check_numbers, is_object

if TYPE_CHECKING:
    from collections.abc import Mapping

    from refmath.numeric.arrays.libraries import Array


def check_weights(weights: Mapping[str, Array], *, alike: str) -> None:
    """Refuse weights that are no arrays of numbers, or unlike the one called `alike`."""
    for name, weight in weights.items():
        _check_dtype(name, check_array(name, weight))
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
        # JAX's arrays have no device while a transform runs over them.
        if None not in (here, there) and here != there:
            raise ValueError(f"{name}: expected device {there}, as {alike} is on, got {here}")


def _check_dtype(name: str, weight: Array) -> None:
    xp = array_api_compat.array_namespace(weight)
    if is_object(weight):
        check_exact(name, weight)
        return
    if weight.dtype == xp.float64 or weight.dtype == xp.float32:
        return
    advice = ""
    if xp.isdtype(weight.dtype, "integral"):
        advice = "; cast integer weights to a floating dtype first"
    raise ValueError(
        f"{name}: expected dtype float64, float32 or object (exact numbers),"
        f" got {weight.dtype}{advice}"
    )


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
    """Refuse weights with a NaN or an infinity, naming its place; exact ones are finite."""
    for name, weight in weights.items():
        if not is_object(weight):
            check_numbers(name, weight)
