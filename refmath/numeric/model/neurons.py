"""What the neurons of an MLP do: f, by its word, or a function of one's own."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeAlias

import array_api_compat

from refmath.arguments import one_of, refused, shown

if TYPE_CHECKING:
    from refmath.numeric.arrays.libraries import Array

ACTIVATIONS = ("relu", "relu_squared", "gelu_tanh", "gelu_erf", "gelu_quick", "silu", "tanh")
"""What an MLP's neurons may do: see `MLP`."""

Activation: TypeAlias = str | Callable[[Any], Any]
"""One of `ACTIVATIONS`, or a function of an array, entry by entry."""


def check_activation(activation: Any) -> None:
    """Refuse what is none of the words, and no function with a name.

    Raises:
        ValueError: naming the activation.

    Examples:
        >>> check_activation("swish")
        Traceback (most recent call last):
        ...
        ValueError: activation: expected 'relu' or 'relu_squared' or 'gelu_tanh' or 'gelu_erf' or
        'gelu_quick' or 'silu' or 'tanh', got 'swish'
    """
    if callable(activation):
        if not getattr(activation, "__name__", ""):
            raise refused("activation", "a function that has a name", activation)
    elif not isinstance(activation, str):
        raise refused("activation", f"one of {', '.join(ACTIVATIONS)}, or a function", activation)
    else:
        one_of("activation", activation, ACTIVATIONS)


def activated(activation: Activation, z: Array) -> Array:
    """Return f(z): what an MLP's neurons make of what they read.

    Examples:
        >>> import numpy as np
        >>> activated("relu_squared", np.array([-1.0, 3.0])).tolist()
        [0.0, 9.0]
    """
    if isinstance(activation, str):
        return _FUNCTIONS[activation](z)
    return _of_function(activation, z)


def _of_function(f: Callable[[Any], Any], z: Array) -> Array:
    found = f(z)
    wanted = (type(z), tuple(z.shape), z.dtype)
    got = (type(found), tuple(getattr(found, "shape", ())), getattr(found, "dtype", None))
    if got != wanted:
        raise ValueError(
            f"activation: expected an array of shape {wanted[1]} and dtype {wanted[2]} from"
            f" {f.__name__}, got {shown(found)}"
        )
    return found


def _relu(z: Array) -> Array:
    xp = array_api_compat.array_namespace(z)
    return xp.where(z > 0, z, xp.zeros_like(z))


def _relu_squared(z: Array) -> Array:
    active = _relu(z)
    return active * active


def _gelu_tanh(z: Array) -> Array:
    if array_api_compat.is_torch_array(z):
        return _of_torch("gelu", z, approximate="tanh")
    xp = array_api_compat.array_namespace(z)
    inner = math.sqrt(2 / math.pi) * (z + 0.044715 * z * z * z)
    return 0.5 * z * (1 + xp.tanh(inner))


def _gelu_erf(z: Array) -> Array:
    if array_api_compat.is_torch_array(z):
        return _of_torch("gelu", z)
    return 0.5 * z * (1 + erf(z / math.sqrt(2)))


def _gelu_quick(z: Array) -> Array:
    return z * _sigmoid(1.702 * z)


def _silu(z: Array) -> Array:
    if array_api_compat.is_torch_array(z):
        return _of_torch("silu", z)
    return z * _sigmoid(z)


def _of_torch(name: str, z: Array, **options: str) -> Array:
    """Return what torch makes of z, going over it once; a formula does at each operation."""
    import torch

    return getattr(torch.nn.functional, name)(z, **options)


def _tanh(z: Array) -> Array:
    return array_api_compat.array_namespace(z).tanh(z)


def _sigmoid(z: Array) -> Array:
    """Return 1 / (1 + e^−z); no exponential of it overflows."""
    xp = array_api_compat.array_namespace(z)
    small = xp.exp(-xp.abs(z))
    return xp.where(z > 0, xp.ones_like(z), small) / (1 + small)


_FUNCTIONS: dict[str, Callable[[Array], Array]] = {
    "relu": _relu,
    "relu_squared": _relu_squared,
    "gelu_tanh": _gelu_tanh,
    "gelu_erf": _gelu_erf,
    "gelu_quick": _gelu_quick,
    "silu": _silu,
    "tanh": _tanh,
}

# Cody's rational functions, by descending powers: of x² up to 0.46875, of x up to 4, of 1/x² above.
_ERF = (
    (
        1.85777706184603153e-1,
        3.16112374387056560,
        1.13864154151050156e2,
        3.77485237685302021e2,
        3.20937758913846947e3,
    ),
    (
        1.0,
        2.36012909523441209e1,
        2.44024637934444173e2,
        1.28261652607737228e3,
        2.84423683343917062e3,
    ),
)
_ERFC = (
    (
        2.15311535474403846e-8,
        5.64188496988670089e-1,
        8.88314979438837594,
        6.61191906371416295e1,
        2.98635138197400131e2,
        8.81952221241769090e2,
        1.71204761263407058e3,
        2.05107837782607147e3,
        1.23033935479799725e3,
    ),
    (
        1.0,
        1.57449261107098347e1,
        1.17693950891312499e2,
        5.37181101862009858e2,
        1.62138957456669019e3,
        3.29079923573345963e3,
        4.36261909014324716e3,
        3.43936767414372164e3,
        1.23033935480374942e3,
    ),
)
_ERFC_FAR = (
    (
        1.63153871373020978e-2,
        3.05326634961232344e-1,
        3.60344899949804439e-1,
        1.25781726111229246e-1,
        1.60837851487422766e-2,
        6.58749161529837803e-4,
    ),
    (
        1.0,
        2.56852019228982242,
        1.87295284992346047,
        5.27905102951428412e-1,
        6.05183413124413191e-2,
        2.33520497626869185e-3,
    ),
)


def erf(x: Array) -> Array:
    r"""Return the error function, to within 32 roundings of 1: of a library that has it, its own.

    $\frac{2}{\sqrt{\pi}} \, (F(x) - F(0))$, where F is an antiderivative of $e^{-t^2}$.

    Args:
        x: floating numbers.

    Returns:
        An array of the same shape.

    Source:
        Cody 1969, «Rational Chebyshev approximations for the error function».

    Examples:
        >>> import numpy as np
        >>> bool(abs(erf(np.array([0.5]))[0] - math.erf(0.5)) < 1e-15)
        True
    """
    xp = array_api_compat.array_namespace(x)
    size = xp.abs(x)
    # Beyond 6 the rest is less than a rounding; each formula is given what it is meant for.
    near = xp.where(size < 0.46875, x, xp.zeros_like(x))
    middle = xp.where((size >= 0.46875) & (size <= 4), size, xp.ones_like(x))
    far = xp.where(size > 4, xp.where(size < 6, size, xp.ones_like(x) * 6), xp.ones_like(x) * 4)
    of_near = near * _rational(near * near, *_ERF)
    of_middle = 1 - xp.exp(-middle * middle) * _rational(middle, *_ERFC)
    inverse = 1 / (far * far)
    rest = (1 / math.sqrt(math.pi) - inverse * _rational(inverse, *_ERFC_FAR)) / far
    of_far = 1 - xp.exp(-far * far) * rest
    away = xp.where(size > 4, of_far, of_middle)
    signed = xp.where(x < 0, -away, away)
    return xp.where(x != x, x, xp.where(size < 0.46875, of_near, signed))


def _rational(x: Array, above: tuple[float, ...], below: tuple[float, ...]) -> Array:
    xp = array_api_compat.array_namespace(x)
    top, bottom = (xp.zeros_like(x) + powers[0] for powers in (above, below))
    for a, b in zip(above[1:], below[1:], strict=True):
        top, bottom = top * x + a, bottom * x + b
    return top / bottom
