"""What an index of a stack of matrices asks for, axis by axis, as NumPy reads it."""

from __future__ import annotations

from typing import Any, TypeAlias

import array_api_compat
import numpy as np

from refmath.arguments import refused, whole_number
from refmath.numeric.arrays.libraries import in_numpy

Place: TypeAlias = int | slice | np.ndarray[Any, np.dtype[np.int64]]
"""What is asked for of one axis: one place, a slice, or places in an array."""


def places(index: Any, shape: tuple[int, ...]) -> tuple[Place, ...]:
    """Read an index: a place for each axis, counted from 0.

    Args:
        index: integers, slices and `...`; of the last two axes lists or arrays of integers, too.
        shape: of what is indexed; the last two axes are rows and columns.

    Raises:
        ValueError: for what is no such index, or out of range.

    Examples:
        >>> places((..., -1), (5, 4))
        (slice(None, None, None), 3)
        >>> places(True, (5, 4))
        Traceback (most recent call last):
        ...
        ValueError: index: expected an integer from -5 to 4, a slice, or an array of integers, got
        True
    """
    items = list(index) if isinstance(index, tuple) else [index]
    dots = [at for at, item in enumerate(items) if item is ...]
    left_out = [slice(None)] * (len(shape) - len(items) + len(dots))
    if len(items) - len(dots) > len(shape) or len(dots) > 1:
        raise refused("index", f"at most {len(shape)} places, an axis each of {shape}", index)
    start = dots[0] if dots else len(items)
    items[start : start + len(dots)] = left_out
    last_two = len(shape) - 2
    return tuple(
        _place(item, size, axis < last_two)
        for axis, (item, size) in enumerate(zip(items, shape, strict=True))
    )


def _place(item: Any, size: int, in_front: bool) -> Place:
    if isinstance(item, slice):
        return item
    if isinstance(item, list | tuple) or getattr(item, "ndim", 0) > 0:
        if in_front:
            raise refused("index", "integers or slices of the sizes in front", item)
        return _integers(item, size)
    expected = f"an integer from {-size} to {size - 1}, a slice"
    expected += "" if in_front else ", or an array of integers"
    return whole_number("index", item, least=-size, below=size, expected=expected) % size


def _integers(item: Any, size: int) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Check the places in an array: integers, no truth values, within the axis."""
    # An array of torch's, too; a masked one is told from the others by its type.
    array = in_numpy(item) if array_api_compat.is_array_api_obj(item) else np.asarray(item)
    masked = isinstance(item, np.ma.MaskedArray)
    if masked or not np.issubdtype(array.dtype, np.integer):
        raise refused("index", f"an array of integers from {-size} to {size - 1}", item)
    outside = array[(array < -size) | (array >= size)]
    if outside.size:
        raise refused("index", f"integers from {-size} to {size - 1}", int(outside.flat[0]))
    return np.asarray(array, np.int64) % size
