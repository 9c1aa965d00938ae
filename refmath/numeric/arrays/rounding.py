r"""Error bounds for what is computed in floating point: the only source of tolerances.

Every bound is derived, in the manner of Higham (*Accuracy and Stability of Numerical Algorithms*,
2nd edition, 2002, chapters 2 and 3), from the standard model: an operation on floating-point
numbers gives its exact result times $1 + \delta$, $|\delta| \le u$. A term of a sum of products
that passes through at most $n$ operations is then off by a factor $1 + \theta$ with
$|\theta| \le \gamma_n = n u / (1 - n u)$ (lemma 3.1), in whatever order the sums are taken, with
fused multiply-adds or without.

What is assumed: rounding to nearest, in the dtype of the arrays (not TF32 on a GPU, say); no
overflow; an exponential within `EXP_ULPS` units in the last place. Underflow is allowed for, even
when it flushes to zero, in the softmax and in the logits; `matmul_error` assumes there is none.

A bound is itself computed in floating point, from positive numbers alone; it is rounded up to
cover that.
"""

from __future__ import annotations

import math
from numbers import Real
from typing import TYPE_CHECKING, Any

import array_api_compat
import numpy as np

from refmath.arguments import refused, whole_number
from refmath.numeric.arrays.libraries import check_array

if TYPE_CHECKING:
    from refmath.numeric.arrays.libraries import Array

EXP_ULPS = 4
"""How far a library's exp may be off, in units in the last place; NumPy's is within 3."""

TAU_MAX = 16.0
"""Where a pattern may be off by a factor of e**16, only the bound 1 is given."""

# Unit roundoff and smallest normal number, by name, so that any library's dtype finds its own.
_FORMATS = {
    "float16": (2.0**-11, 2.0**-14),
    "bfloat16": (2.0**-8, 2.0**-126),
    "float32": (2.0**-24, 2.0**-126),
    "float64": (2.0**-53, 2.0**-1022),
}


def unit_roundoff(dtype: Any) -> float:
    r"""Return the unit roundoff of a floating dtype.

    $u = 2^{-p}$ for a significand of $p$ bits: half the distance from 1 to the next number.

    Args:
        dtype: a real floating dtype of any array library, or its name.

    Returns:
        u.

    Raises:
        ValueError: for any other dtype.

    Source:
        Higham 2002, section 2.1.

    Examples:
        >>> import refmath as rm
        >>> rm.rounding.unit_roundoff("float32") == 2.0**-24
        True
    """
    return number_format(dtype)[0]


def gamma(n: int, dtype: Any) -> float:
    r"""Return the relative error of a term after n operations.

    $\gamma_n = n u / (1 - n u)$.

    Args:
        n: the number of operations, at least 0.
        dtype: the dtype they are done in.

    Returns:
        The factor.

    Raises:
        ValueError: for a negative n, or n u >= 1, where no bound exists.

    Source:
        Higham 2002, lemma 3.1.

    Examples:
        >>> import refmath as rm
        >>> rm.rounding.gamma(0, "float64")
        0.0
        >>> rm.rounding.gamma(2**23, "float32")
        1.0
    """
    n = whole_number("n", n)
    nu = n * unit_roundoff(dtype)
    if nu >= 1:
        raise ValueError(f"n: expected n u < 1 for a bound in {_name(dtype)}, got n = {n}")
    return nu / (1 - nu)


def matmul_error(
    A: Array, B: Array, A_error: Array | None = None, B_error: Array | None = None
) -> Array:
    r"""Return how far a computed matrix product may be from the exact one, entry by entry.

    $|\mathrm{fl}(A B) - A^* B^*| \le \gamma_k |A| |B| + |A| \Delta_B + \Delta_A |B| +
    \Delta_A \Delta_B$ where $|A - A^*| \le \Delta_A$, $|B - B^*| \le \Delta_B$.

    Args:
        A: the left factor as it is in memory, shape (..., rows, k).
        B: the right factor, shape (..., k, cols).
        A_error: the bound that A carries, of A's shape; None if A is exact.
        B_error: the bound that B carries, of B's shape; None if B is exact.

    Returns:
        The bound, shape (..., rows, cols), of the factors' dtype.

    Raises:
        ValueError: for shapes that disagree, a dtype that is not floating, or k too large for it.

    Source:
        Higham 2002, equation (3.13).

    Examples:
        >>> import refmath as rm
        >>> import numpy as np
        >>> A, B = np.array([[1.0, -2.0]]), np.array([[3.0], [4.0]])
        >>> bool(rm.rounding.matmul_error(A, B)[0, 0] >= 2 * 2.0**-53 * (1 * 3 + 2 * 4))
        True
        >>> rm.rounding.matmul_error(A, 0 * B).tolist()
        [[0.0]]
    """
    _check_floating("A", A)
    _check_floating("B", B)
    if A.ndim < 2:
        raise ValueError(f"A: expected shape (..., rows, k), got {tuple(A.shape)}")
    if B.ndim < 2 or A.shape[-1] != B.shape[-2]:
        raise ValueError(
            "B: expected shape (..., k, cols) to agree with A's (..., rows, k),"
            f" got {tuple(B.shape)} and {tuple(A.shape)}"
        )
    _check_error("A_error", A_error, A)
    _check_error("B_error", B_error, B)
    xp = array_api_compat.array_namespace(A, B)
    return product_error(xp.abs(A), xp.abs(B), A_error, B_error)


def sum_error(x: Array, *, axis: int = -1, x_error: Array | None = None) -> Array:
    r"""Return how far a computed sum may be from the exact one, whatever its order.

    $|\mathrm{fl}(\sum_i x_i) - \sum_i x_i^*| \le \gamma_{n - 1} \sum_i |x_i| + (1 + \gamma_{n-1})
    \sum_i \Delta_i$.

    Args:
        x: the terms as they are in memory.
        axis: the axis that is summed, n long.
        x_error: the bound that x carries, of x's shape; None if x is exact.

    Returns:
        The bound, of x's shape without the axis.

    Raises:
        ValueError: for an error of another shape, a dtype that is not floating, or n too large.

    Source:
        Higham 2002, section 4.2.

    Examples:
        >>> import refmath as rm
        >>> import numpy as np
        >>> rm.rounding.sum_error(np.array([[5.0], [7.0]])).tolist()
        [0.0, 0.0]
    """
    _check_floating("x", x)
    if not x.ndim:
        raise refused("x", "one axis or more", x)
    _check_error("x_error", x_error, x)
    axis = whole_number("axis", axis, least=-x.ndim, below=x.ndim)
    xp = array_api_compat.array_namespace(x)
    n = x.shape[axis]
    total = gamma(max(n - 1, 0), x.dtype) * xp.sum(xp.abs(x), axis=axis)
    if x_error is not None:
        total = total + xp.sum(x_error, axis=axis)
    return rounded_up(total, 2 * n + 4)


def softmax_error(
    scores: Array, score_errors: Array | None = None, *, allowed: Array | None = None
) -> Array:
    r"""Return how far a computed softmax over the last axis may be from the exact one.

    $|\hat A_j - A_j| \le \min(1, \hat A_j \, e^{\tau_j} (e^{\tau_j} - 1))$ with
    $\tau_j = \Delta_j + \max_k \Delta_k + 2 \gamma_1 D + \gamma_{n + 4 \, \mathrm{EXP\_ULPS} + 1}$,
    $D$ the spread of the row's scores.

    Scores that move by $\Delta$ move the numerator by a factor within $e^{\pm \Delta_j}$ and the
    denominator, a sum of positive terms, by one within $e^{\pm \max \Delta}$. Then the arithmetic:
    the difference to the largest score is rounded by $u$ of itself, at most $u D$; each exponential
    is off by `EXP_ULPS` ulps of $2 u$; the sum of $n$ by $n - 1$ roundings and the division by one.
    All of these hit numerator and denominator, so each counts twice, except the last two.
    Hence $\hat A_j / A_j$ lies in $e^{\pm \tau_j}$, for every computation whose scores are within
    the bound, and $A_j \le e^{\tau_j} \hat A_j$ for the one at hand. The denominator is at least 1,
    so what underflows adds less than $2 (n + 2)$ smallest normal numbers.

    Args:
        scores: finite scores as they are in memory, shape (..., n).
        score_errors: the bound that they carry, of their shape; None if they are exact.
        allowed: booleans that broadcast to the scores, at least one True a row; the others have
            pattern 0, exactly. None for all.

    Returns:
        The bound, shape (..., n); at most 1.

    Raises:
        ValueError: for an error of another shape, a dtype that is not floating.

    Source:
        Derived here; compare Blanchard, Higham and Higham 2021, «Accurately computing the
        log-sum-exp and softmax functions».

    Examples:
        >>> import refmath as rm
        >>> import numpy as np
        >>> bound = rm.rounding.softmax_error(np.zeros((1, 2)))
        >>> bool(2.0**-53 < bound[0, 0] < 40 * 2.0**-53)
        True
        >>> rm.rounding.softmax_error(np.zeros((1, 2)), np.full((1, 2), 100.0)).tolist()
        [[1.0, 1.0]]
    """
    _check_floating("scores", scores)
    _check_error("score_errors", score_errors, scores)
    if allowed is not None:
        xp = array_api_compat.array_namespace(scores)
        if not xp.isdtype(check_array("allowed", allowed).dtype, "bool"):
            raise ValueError(f"allowed: expected booleans, got dtype {allowed.dtype}")
    return softmax_and_error(scores, score_errors, allowed)[1]


def agree(left: Array, right: Array, bound: Array | float) -> bool:
    r"""Return whether two arrays differ nowhere by more than the bound.

    $|left - right| \le bound$ in every entry; a NaN agrees with nothing.

    Args:
        left: numbers of any shape.
        right: numbers of the same shape.
        bound: at least 0, of the same shape, or one number; 0 asks for equality.

    Returns:
        Whether they agree.

    Raises:
        ValueError: for shapes that differ.

    Source:
        Derived here: the comparison that every test in floating point makes.

    Examples:
        >>> import refmath as rm
        >>> import numpy as np
        >>> rm.rounding.agree(np.array([1.0, 2.0]), np.array([1.0, 2.5]), np.array([0.0, 0.5]))
        True
        >>> rm.rounding.agree(np.array([1.0, 2.0]), np.array([1.5, 2.0]), np.array([0.0, 0.5]))
        False
    """
    return worst_ratio(left, right, bound) <= 1


def worst_ratio(left: Array, right: Array, bound: Array | float) -> float:
    r"""Return the largest difference of two arrays in units of the bound.

    $\max |left - right| / bound$, with $0 / 0 = 0$, and infinity where a bound of 0 is missed or
    a number is NaN.

    Args:
        left: numbers of any shape.
        right: numbers of the same shape.
        bound: at least 0, of the same shape, or one number.

    Returns:
        The ratio: at most 1 if the arrays agree, 0 for empty ones.

    Raises:
        ValueError: for shapes that differ.

    Source:
        Derived here: the comparison that every test in floating point makes.

    Examples:
        >>> import refmath as rm
        >>> import numpy as np
        >>> found, expected = np.array([1.0, 2.0]), np.array([1.0, 2.5])
        >>> rm.rounding.worst_ratio(found, expected, np.array([0.0, 1.0]))
        0.5
        >>> rm.rounding.worst_ratio(np.array([1.0]), np.array([1.5]), 0.0)
        inf
    """
    shape = tuple(check_array("left", left).shape)
    check_array("right", right)
    if hasattr(bound, "shape"):
        check_array("bound", bound)
    elif isinstance(bound, bool) or not isinstance(bound, Real):
        raise refused("bound", "a number, or an array of them", bound)
    for name, other in (("left", left), ("right", right), ("bound", bound)):
        got = tuple(getattr(other, "shape", ()))
        if got != shape and not (name == "bound" and got == ()):
            raise ValueError(f"{name}: expected shape {shape}, as left has, got {got}")
        if getattr(getattr(other, "dtype", None), "kind", "f") not in "iufcO":
            raise refused(name, "numbers", other)
    if 0 in shape:
        return 0.0
    xp = array_api_compat.array_namespace(left, right)
    # NumPy warns of what is meant here: infinities, and NaN from them.
    with np.errstate(all="ignore"):
        apart = xp.abs(left - right)
        bound = xp.zeros_like(apart) + bound
        met = xp.where(apart == 0, xp.zeros_like(apart), xp.ones_like(apart) * math.inf)
        ratio = xp.where(bound > 0, apart / xp.where(bound > 0, bound, xp.ones_like(bound)), met)
        # A maximum may step over a NaN, and an infinite bound bounds nothing.
        lost = (ratio != ratio) | (bound != bound) | (bound < 0) | (bound == math.inf)
        return math.inf if bool(xp.any(lost)) else float(xp.max(ratio))


def _name(dtype: Any) -> str:
    # NumPy takes None for float64, and single letters for types of old.
    if dtype is None or isinstance(dtype, str):
        return str(dtype)
    try:
        return str(np.dtype(dtype).name)
    except TypeError:  # another library's: torch.float32
        return str(dtype).rsplit(".", 1)[-1].strip("'>")


def number_format(dtype: Any) -> tuple[float, float]:
    """Return unit roundoff and smallest normal number."""
    name = _name(dtype)
    if name not in _FORMATS:
        raise ValueError(f"dtype: expected {' or '.join(_FORMATS)}, got {name}")
    return _FORMATS[name]


def _check_floating(name: str, array: Array) -> None:
    found = _name(check_array(name, array).dtype)
    if found not in _FORMATS:
        raise ValueError(f"{name}: expected dtype {' or '.join(_FORMATS)}, got {found}")


def _check_error(name: str, error: Array | None, of: Array) -> None:
    if error is not None and tuple(check_array(name, error).shape) != tuple(of.shape):
        raise ValueError(f"{name}: expected shape {tuple(of.shape)}, got {tuple(error.shape)}")


def rounded_up(bound: Array, n: int) -> Array:
    """Round a bound up, as it was computed in n operations on positive numbers, and here in two."""
    return bound * (1 + gamma(n + 2, bound.dtype))


def product_error(
    A: Array, B: Array, A_error: Array | None, B_error: Array | None, *, more: int = 0
) -> Array:
    """Bound a product of matrices at most A and B in absolute value, and `more` roundings of it."""
    xp = array_api_compat.array_namespace(A, B)
    k = A.shape[-1]
    total = gamma(k + more, A.dtype) * xp.matmul(A, B)
    if A_error is not None:
        total = total + xp.matmul(A_error, B)
    if B_error is not None:
        grown = A if A_error is None else A + A_error
        total = total + xp.matmul(grown, B_error)
    # The last roundings act on what the errors made of the product, too: more of them here.
    return rounded_up(total, k + more + 8)


def softmax_and_error(
    scores: Array, errors: Array | None, allowed: Array | None
) -> tuple[Array, Array]:
    """Return the pattern and its bound: see `softmax_error`."""
    xp = array_api_compat.array_namespace(scores)
    _, tiny = number_format(scores.dtype)
    n = scores.shape[-1]
    if errors is None:
        errors = xp.zeros_like(scores)
    if allowed is None:
        allowed = xp.ones_like(scores, dtype=xp.bool)
    lowest = xp.min(scores, axis=-1, keepdims=True)
    largest = xp.max(xp.where(allowed, scores, lowest), axis=-1, keepdims=True)
    below = xp.where(allowed, largest - scores, xp.zeros_like(scores))
    weights = xp.where(allowed, xp.exp(-below), xp.zeros_like(scores))
    pattern = weights / xp.sum(weights, axis=-1, keepdims=True)

    worst = xp.max(xp.where(allowed, errors, xp.zeros_like(errors)), axis=-1, keepdims=True)
    # The spread of any computation's scores: each end may move by twice the bound.
    spread = xp.max(below, axis=-1, keepdims=True) + 4 * worst
    arithmetic = gamma(n + 4 * EXP_ULPS + 1, scores.dtype)
    tau = rounded_up(errors + worst + 2 * gamma(1, scores.dtype) * spread + arithmetic, 8)
    capped = xp.where(tau < TAU_MAX, tau, xp.zeros_like(tau))
    underflow = 2 * (n + 2) * tiny
    bound = (pattern + underflow) * xp.exp(capped) * xp.expm1(capped) + underflow
    bound = rounded_up(bound, 8 * EXP_ULPS + 8)
    # Both patterns lie in [0, 1]: rounding is monotone, so no weight exceeds its computed sum.
    bound = xp.where((tau < TAU_MAX) & (bound < 1), bound, xp.ones_like(bound))
    return pattern, xp.where(allowed, bound, xp.zeros_like(bound))
