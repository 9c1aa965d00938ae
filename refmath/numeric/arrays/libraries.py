"""Arrays of any library: what is one, its columns by their numbers, and the way into NumPy."""

from __future__ import annotations

from typing import Any, TypeAlias

import array_api_compat
import numpy as np

Array: TypeAlias = Any
"""An array of any library that follows the Python array API standard."""

PLAIN = (np.ndarray, np.memmap)
"""NumPy's classes whose operations mean what NumPy says; a memmap is only stored elsewhere."""


def plain_array(name: str, array: Any) -> Any:
    """Return what is given, unless it is of a subclass that changes what an operation does.

    A masked array hides numbers from some functions and not from others, `np.matrix` has another
    product, quantities have units: what such an array means here can't be told.

    Raises:
        ValueError: naming the argument and the subclass.

    Examples:
        >>> plain_array("tokens", np.ma.array([1, 2], mask=[0, 1]))
        Traceback (most recent call last):
        ...
        ValueError: tokens: expected a plain array, got MaskedArray: take what is visible of it
    """
    if isinstance(array, np.ndarray) and type(array) not in PLAIN:
        kind = type(array).__name__
        masked = isinstance(array, np.ma.MaskedArray)
        advice = "take what is visible of it" if masked else "np.asarray makes it one"
        raise ValueError(f"{name}: expected a plain array, got {kind}: {advice}")
    return array


def columns(matrix: Array, at: Array) -> Array:
    r"""Return the columns of a matrix at given places, each as a row.

    $t \, W^\top$, where row $i$ of $t$ is one-hot at $\mathrm{at}_i$.

    Args:
        matrix: shape (n, m).
        at: integers from 0 to m - 1, of any shape.

    Returns:
        Shape (..., n), with the shape of `at` in front.

    Source:
        Elhage et al. 2021, «Transformer Overview»: $x_0 = t W_E^\top$.

    Examples:
        >>> import numpy as np
        >>> columns(np.array([[1, 2, 3], [4, 5, 6]]), np.array([2, 0])).tolist()
        [[3, 6], [1, 4]]
    """
    if array_api_compat.is_numpy_array(matrix):
        # NumPy's `take` first copies a matrix that lies transposed in memory, all of it.
        return matrix.T[at]
    xp = array_api_compat.array_namespace(matrix)
    taken = xp.take(matrix, xp.reshape(at, (-1,)), axis=1)
    return xp.reshape(xp.matrix_transpose(taken), (*at.shape, matrix.shape[0]))


def in_numpy(array: Array) -> np.ndarray[Any, Any]:
    """Return an array of any library as NumPy's.

    Examples:
        >>> in_numpy(np.ones(2)).tolist()
        [1.0, 1.0]
    """
    if isinstance(array, np.ndarray):
        return array
    if hasattr(array, "detach"):  # torch hands out neither what has a gradient nor a GPU's
        array = array.detach().cpu()
    return np.from_dlpack(array)
