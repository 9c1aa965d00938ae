"""Arrays of any library: what is one, its columns by their numbers, and the way into NumPy."""

from __future__ import annotations

import math
from typing import Any, TypeAlias

import array_api_compat
import numpy as np

from refmath.arguments import plain_array, refused, shown

Array: TypeAlias = Any
"""An array of any library that follows the Python array API standard."""

Matrix: TypeAlias = np.ndarray[Any, Any]
"""An array of NumPy's, of any number of axes, where only NumPy's will do."""


def check_array(name: str, array: Any) -> Array:
    """Return an array of any library, or refuse what is none, or is none that is plain.

    Raises:
        ValueError: naming the argument.

    Examples:
        >>> check_array("scores", [1.0])
        Traceback (most recent call last):
        ...
        ValueError: scores: expected an array, got list
    """
    if not array_api_compat.is_array_api_obj(array):
        raise ValueError(f"{name}: expected an array, got {type(array).__name__}")
    return plain_array(name, array)


def check_numbers(name: str, array: Any) -> Array:
    """Return an array of finite real numbers, floating or exact, or refuse it.

    Raises:
        ValueError: naming the argument, and where what is no number stands.

    Examples:
        >>> check_numbers("scores", np.array([1.0, np.nan]))
        Traceback (most recent call last):
        ...
        ValueError: scores: expected finite numbers, got nan at index (1,)
    """
    xp = array_api_compat.array_namespace(check_array(name, array))
    if is_object(array):
        check_exact(name, array)
        return array
    if not xp.isdtype(array.dtype, ("real floating", "integral")):
        raise ValueError(f"{name}: expected numbers, got dtype {array.dtype}")
    bad = first_true(xp, ~xp.isfinite(array))
    if bad is not None:
        raise ValueError(f"{name}: expected finite numbers, got {float(array[bad])} at index {bad}")
    return array


def is_object(array: Array) -> bool:
    """Whether an array holds Python's objects, as those of exact numbers do."""
    return array_api_compat.is_numpy_array(array) and array.dtype == np.dtype(object)


MOST_BYTES = 2**32
"""The largest array that is formed where a smaller way to the same is known: 4 GiB."""


def check_bytes(name: str, shape: tuple[int, ...], like: Array, instead: str) -> None:
    """Refuse to form an array that is larger than `MOST_BYTES`, in the dtype of another.

    Raises:
        ValueError: naming what would have made it, with its shape and size.

    Examples:
        >>> check_bytes("tokens", (10**5, 10**5), np.ones(1), "take fewer")
        Traceback (most recent call last):
        ...
        ValueError: tokens: expected to need at most 4 GiB, got an array of shape (100000, 100000),
        74.5 GiB; take fewer
    """
    size = math.prod(shape) * int(getattr(like.dtype, "itemsize", 8))
    if size > MOST_BYTES:
        raise ValueError(
            f"{name}: expected to need at most {MOST_BYTES / 2**30:g} GiB, got an array of shape"
            f" {shape}, {size / 2**30:.3g} GiB; {instead}"
        )


def squares_overflow(x: Array) -> bool:
    """Whether the sum of squares along the last axis may be beyond what the dtype holds.

    True where that isn't known yet, as the values aren't: see `known`.

    >>> squares_overflow(np.array([1e20], np.float32)), squares_overflow(np.array([1e20]))
    (True, False)
    """
    xp = array_api_compat.array_namespace(x)
    if is_object(x):
        return False
    limit = math.sqrt(float(xp.finfo(x.dtype).max) / x.shape[-1]) / 2
    return not known(xp.all(xp.abs(x) < limit))


def check_held(name: str, computed: Array) -> Array:
    """Return what was computed of finite numbers, or refuse what its dtype doesn't hold.

    Raises:
        ValueError: naming what was computed, and where it isn't finite.

    Examples:
        >>> check_held("logits", np.array([1.0, np.inf]))
        Traceback (most recent call last):
        ...
        ValueError: logits: expected finite numbers, got inf at index (1,): beyond float64; compute
        in a wider dtype, or with smaller weights
    """
    xp = array_api_compat.array_namespace(computed)
    if is_object(computed) or 0 in computed.shape:
        return computed
    # An infinity is the largest or the smallest, and a NaN is both: no array of truths is formed.
    if known(xp.isfinite(xp.max(computed)) & xp.isfinite(xp.min(computed))) is not False:
        return computed
    bad = first_true(xp, ~xp.isfinite(computed)) or ()
    raise ValueError(
        f"{name}: expected finite numbers, got {float(computed[bad])} at index {bad}: beyond"
        f" {computed.dtype}; compute in a wider dtype, or with smaller weights"
    )


def check_exact(name: str, array: Array) -> None:
    """Refuse an array of Python's objects that has other than finite numbers in it.

    Raises:
        ValueError: naming the argument, and where what is no number stands.

    Examples:
        >>> check_exact("W_E", np.array([1, None]))
        Traceback (most recent call last):
        ...
        ValueError: W_E: expected exact numbers, got None at index (1,)
    """
    for place, number in np.ndenumerate(np.asarray(array)):
        # Numbers of any kind divide; no string and no None does.
        fits = hasattr(type(number), "__truediv__") and not isinstance(number, bool | np.ndarray)
        if not fits or (isinstance(number, float) and not np.isfinite(number)):
            raise ValueError(
                f"{name}: expected exact numbers, got {shown(number)} at index {place}"
            )


def known(truth: Array) -> bool | None:
    """Return a truth of an array's values as Python's; None where it has no value yet.

    Under JAX's `jit`, and under `vmap` of JAX or torch, a function is run once, for values that
    come later or for many at once. Checks of values are left out there; those of shapes hold.

    >>> known(np.all(np.ones(2) > 0))
    True
    """
    try:
        return bool(truth)
    except TypeError:
        if array_api_compat.is_jax_array(truth):
            return None
        raise
    except RuntimeError as error:
        # Of torch only what `vmap` says: a device may fail as well, and then nothing is known.
        if array_api_compat.is_torch_array(truth) and str(error).startswith("vmap:"):
            return None
        raise


def first_true(xp: Any, mask: Array) -> tuple[int, ...] | None:
    """Return the index of the first True of a mask in row-major order, None if all are False.

    None as well where it isn't known: see `known`.
    """
    if not known(xp.any(mask)):
        return None
    at = int(xp.argmax(xp.astype(xp.reshape(mask, (-1,)), integers_of(xp))))
    index: list[int] = []
    for size in reversed(mask.shape):
        at, rest = divmod(at, size)
        index.append(rest)
    return tuple(reversed(index))


def integers_of(xp: Any) -> Any:
    """Return a library's own dtype of integers: int64, or int32 of JAX unless it is told otherwise.

    >>> str(integers_of(array_api_compat.array_namespace(np.ones(1))))
    'int64'
    """
    return xp.__array_namespace_info__().default_dtypes()["integral"]


def device_for(array: Array, like: Array) -> Any:
    """Return the device of another array to bring one to; None where one of them has none yet.

    >>> device_for(np.ones(1), np.ones(1))
    'cpu'
    """
    here, there = array_api_compat.device(array), array_api_compat.device(like)
    return there if here is not None else None


def whole_numbers(name: str, values: Any) -> Matrix:
    """Return integers as NumPy's int64: one, (nested) lists of them, an array of any library.

    Raises:
        ValueError: naming the argument, for what is no integer, truth values among them, for
            ragged lists, and for arrays that are not plain.

    Examples:
        >>> whole_numbers("sources", [1, 4]).tolist()
        [1, 4]
        >>> whole_numbers("sources", [1, True])
        Traceback (most recent call last):
        ...
        ValueError: sources: expected integers, got bool in [1, True]
    """
    plain_array(name, values)
    if array_api_compat.is_array_api_obj(values):
        array = in_numpy(values)
    else:
        try:
            array = np.asarray(values)
        except (ValueError, TypeError, OverflowError) as error:
            raise refused(name, "integers, in lists of equal length", values) from error
        # NumPy reads [True, 2] as integers: look at the elements before it has cast them.
        if any(isinstance(value, bool | np.bool_) for value in np.asarray(values, object).flat):
            raise ValueError(f"{name}: expected integers, got bool in {shown(values)}")
        if not array.size and isinstance(values, list | tuple):
            array = array.astype(np.int64)  # an empty list says nothing of its type
    if array.dtype.kind not in "iu":
        raise ValueError(f"{name}: expected integers, got dtype {array.dtype}")
    if array.dtype == np.uint64 and array.size and int(array.max()) >= 2**63:
        raise ValueError(f"{name}: expected integers below 2**63, got {array.max()}")
    return array.astype(np.int64)


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
    if array_api_compat.is_numpy_array(matrix) or array_api_compat.is_torch_array(matrix):
        # Their `take` first copies a matrix that lies transposed in memory, all of it.
        return matrix.T[at]
    xp = array_api_compat.array_namespace(matrix)
    taken = xp.take(matrix, xp.reshape(at, (-1,)), axis=1)
    return xp.reshape(xp.matrix_transpose(taken), (*at.shape, matrix.shape[0]))


def by_position(x: Array) -> Array:
    """Swap the third axis from the end and the second: heads' positions, and positions' heads.

    >>> by_position(np.ones((7, 2, 5, 3))).shape
    (7, 5, 2, 3)
    """
    xp = array_api_compat.array_namespace(x)
    *batch, heads, positions, last = range(x.ndim)  # torch's vmap has no rule for `moveaxis`
    return xp.permute_dims(x, (*batch, positions, heads, last))


def squared_lengths(rows: Array) -> Array:
    """Return the sum of the squares along the last axis.

    >>> squared_lengths(np.array([[3.0, 4.0], [1.0, 1.0]])).tolist()
    [25.0, 2.0]
    """
    xp = array_api_compat.array_namespace(rows)
    if not array_api_compat.is_torch_array(rows):
        return xp.vecdot(rows, rows)
    # As `array_api_compat` has it, but for `moveaxis`, of which torch's vmap has no rule.
    return xp.matmul(rows[..., None, :], rows[..., None])[..., 0, 0]


def in_numpy(array: Array) -> Matrix:
    """Return an array of any library as NumPy's.

    Examples:
        >>> in_numpy(np.ones(2)).tolist()
        [1.0, 1.0]
    """
    if isinstance(array, np.ndarray):
        return array
    if isinstance(array, np.generic):
        return np.asarray(array)
    if hasattr(array, "detach"):  # torch hands out neither what has a gradient nor a GPU's
        array = array.detach().cpu()
    if array_api_compat.is_cupy_array(array):
        return np.asarray(array.get())  # CuPy's are on a GPU, and NumPy is not
    if array_api_compat.is_jax_array(array):
        return np.asarray(array)  # from any device; of one without values JAX says so
    return np.from_dlpack(array)
