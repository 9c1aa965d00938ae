"""Products of matrices, their dtypes promoted; integers that might overflow are refused."""

from __future__ import annotations

from typing import Any

import array_api_compat
import numpy as np

from refmath.numeric.arrays.libraries import Array, in_numpy


def namespace_of(*arrays: Array) -> Any:
    """Return the one library that arrays belong to, or refuse several."""
    try:
        return array_api_compat.array_namespace(*arrays)
    except TypeError as error:
        libraries = dict.fromkeys(type(array).__module__.partition(".")[0] for array in arrays)
        names = " and ".join(libraries)
        raise ValueError(f"LowRank: expected arrays of one library, got {names}") from error


def is_exact(array: Array) -> bool:
    """Tell whether an array holds Python's exact numbers."""
    return array_api_compat.is_numpy_array(array) and array.dtype == np.dtype(object)


def two_dtypes(*arrays: Array) -> ValueError:
    """Return the error that names the dtypes of arrays that have to agree."""
    names = " and ".join(dict.fromkeys(str(array.dtype) for array in arrays))
    return ValueError(f"LowRank: expected one dtype, got {names}")


def promoted(*arrays: Array) -> tuple[Array, ...]:
    """Return arrays of one dtype, as their library promotes them.

    Raises:
        ValueError: for exact numbers among others, and for dtypes that don't promote.
    """
    xp = namespace_of(*arrays)
    dtypes = [array.dtype for array in arrays]
    if all(dtype == dtypes[0] for dtype in dtypes):
        return arrays
    numbers = all(xp.isdtype(dtype, "numeric") for dtype in dtypes)
    if not numbers or any(is_exact(array) for array in arrays):
        raise two_dtypes(*arrays)
    try:
        common = xp.result_type(*dtypes)
    except TypeError as error:  # the standard leaves integers with floating numbers open
        raise two_dtypes(*arrays) from error
    return tuple(xp.astype(array, common) for array in arrays)


def product_of(left: Array, right: Array) -> Array:
    """Return left @ right; refuse integers whose product might overflow."""
    check_within(left, right)
    return array_api_compat.array_namespace(left).matmul(left, right)


def _largest(factor: Array, axis: int) -> list[int]:
    """Return the largest absolute value at each place of an axis, as Python's integers."""
    xp = array_api_compat.array_namespace(factor)
    others = tuple(at for at in range(factor.ndim) if at != factor.ndim + axis)
    ends = (xp.min(factor, axis=others), xp.max(factor, axis=others))
    low, high = (in_numpy(end).tolist() for end in ends)
    return [max(abs(a), abs(b)) for a, b in zip(low, high, strict=True)]


def check_within(left: Array, right: Array, terms: int = 1) -> None:
    r"""Refuse integers for which $n \sum_c \max_i |L_{ic}| \max_j |R_{cj}|$ is beyond the dtype."""
    xp = array_api_compat.array_namespace(left)
    if is_exact(left) or not xp.isdtype(left.dtype, "integral"):
        return
    pairs = zip(_largest(left, -1), _largest(right, -2), strict=True)
    _check_reach(xp, left.dtype, terms * sum(a * b for a, b in pairs))


def check_multiple(left: Array, number: Any) -> None:
    """Refuse a whole multiple of integers that is beyond their dtype."""
    xp = array_api_compat.array_namespace(left)
    if is_exact(left) or not xp.isdtype(left.dtype, "integral") or not isinstance(number, int):
        return
    if number < 0 and xp.isdtype(left.dtype, "unsigned integer"):
        raise ValueError(f"LowRank: expected a factor of 0 or more for {left.dtype}, got {number}")
    _check_reach(xp, left.dtype, max(_largest(left, -1)) * abs(number))


def _check_reach(xp: Any, dtype: Any, reach: int) -> None:
    if reach > int(xp.iinfo(dtype).max):
        raise ValueError(
            f"LowRank: expected integers within {dtype}, got products that may reach {reach}:"
            " floating factors round them, NumPy's object keeps them exact"
        )
