"""Numbers over a power of two near their size: their squares neither overflow nor vanish.

A power of two changes no digit, so that what is computed is what it was, wherever it was right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import array_api_compat
import numpy as np

from refmath.numeric.arrays.libraries import in_numpy

if TYPE_CHECKING:
    from refmath.numeric.arrays.libraries import Array

Exponents = np.ndarray[Any, np.dtype[np.int64]]


def over_a_power(matrices: Array) -> tuple[Array, Exponents]:
    r"""Divide each matrix of a stack by a power of two, so that its largest entry is from 1 to 2.

    $M = 2^e M'$ with $1 \le \max |M'_{ij}| < 2$.

    Args:
        matrices: floating numbers of shape (..., rows, cols).

    Returns:
        M', and e, NumPy's integers of shape (...,), 0 for a matrix of zeros.

    Examples:
        >>> over_a_power(np.array([[0.0, -12.0]]))
        (array([[ 0. , -1.5]]), array(3))
    """
    xp = array_api_compat.array_namespace(matrices)
    largest = in_numpy(xp.max(xp.abs(matrices), axis=(-2, -1), keepdims=True))
    exponents = np.where(largest > 0, np.frexp(largest)[1] - 1, 0).astype(np.int64)
    return times_a_power(matrices, -exponents), exponents[..., 0, 0]


def times_a_power(numbers: Array, exponents: Exponents) -> Array:
    r"""Return numbers times powers of two, a half at a time: for the whole may be out of range.

    $2^e x$.

    Args:
        numbers: floating or complex, of any shape.
        exponents: integers of a shape that broadcasts with it.

    Returns:
        The products, of the numbers' dtype.

    Examples:
        >>> float(times_a_power(np.array(0.75 * 2.0**-1000), np.array(2000)) / 2.0**1000)
        0.75
    """
    xp = array_api_compat.array_namespace(numbers)
    single = numbers.dtype in (xp.float32, xp.complex64)
    real, device = xp.float32 if single else xp.float64, array_api_compat.device(numbers)
    half = exponents // 2
    for exponent in (half, exponents - half):
        power = np.ldexp(1.0, exponent)
        numbers = numbers * xp.asarray(np.asarray(power), dtype=real, device=device)
    return numbers
