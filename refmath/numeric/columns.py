"""Columns of a matrix by their numbers: what the one-hot rows of tokens take from W_E."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import array_api_compat

if TYPE_CHECKING:
    # As in `transformer`, on the floor above: any library's array.
    Array = Any


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
