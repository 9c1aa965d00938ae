"""ALiBi as `transformers` computes it: slopes in float32, a head's a power of the first's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import array_api_compat

if TYPE_CHECKING:
    from refmath.numeric.arrays.libraries import Array


def score_bias(n_heads: int, n_ctx: int, like: Array) -> Array:
    r"""Return the table of what is added to each head's scores at each offset.

    $-s^h (i - j)$ at the offset i − j. The original adds $s^h j$, which differs by a constant of
    each destination, and gives the same pattern.

    Args:
        n_heads: the number of heads.
        n_ctx: the number of offsets.
        like: an array, in whose library, dtype and device the table is.

    Returns:
        Shape (n_heads, n_ctx).

    Examples:
        >>> import numpy as np
        >>> score_bias(2, 3, np.zeros(1)).tolist()
        [[0.0, -0.0625, -0.125], [0.0, -0.00390625, -0.0078125]]
    """
    xp, device = array_api_compat.array_namespace(like), array_api_compat.device(like)
    power = 1 << (n_heads.bit_length() - 1)  # the largest power of 2 that is no larger
    slopes = _powers(like, 8 / power, range(1, power + 1))
    if power != n_heads:
        odd = range(1, 2 * (n_heads - power) + 1, 2)
        slopes = xp.concat([slopes, _powers(like, 4 / power, odd)])
    slopes = xp.astype(slopes, like.dtype)
    offsets = xp.astype(xp.arange(n_ctx, device=device), like.dtype)
    return 0 - slopes[:, None] * offsets[None, :]


def _powers(like: Array, exponent: float, times: range) -> Array:
    """Return 2^−exponent, in float32, to each of some powers."""
    xp, device = array_api_compat.array_namespace(like), array_api_compat.device(like)
    base = xp.asarray(2.0**-exponent, dtype=xp.float32, device=device)
    return base ** xp.asarray([float(n) for n in times], dtype=xp.float32, device=device)
