"""One product of thin factors in other forms: balanced, or with an isometry taken off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import array_api_compat

from refmath.numeric.arrays.low_rank import LowRank

if TYPE_CHECKING:
    from refmath.numeric.arrays.libraries import Array


def balanced(product: LowRank) -> LowRank:
    r"""Return the same product with factors of equal weight.

    $M = (U \sqrt{S}) (\sqrt{S} V^h)$: the two factors have the same singular values, and of all
    factors of M these have the smallest norms. What a gauge does to the factors is undone.

    Args:
        product: the `LowRank`.

    Returns:
        A `LowRank` of the same shape, its inner size `rank_bound`.

    Raises:
        ValueError: for factors that are not floating.

    Source:
        Theorem «what a product determines».

    Examples:
        >>> import numpy as np
        >>> M = balanced(LowRank(np.array([[8.0], [0.0]]), np.array([[0.5, 0.0]])))
        >>> np.abs(M.left).round(12).tolist(), np.abs(M.right).round(12).tolist()
        ([[2.0], [0.0]], [[2.0, 0.0]])
    """
    U, S, Vh = product.svd()
    xp = array_api_compat.array_namespace(S)
    root = xp.sqrt(S)
    return LowRank(U * root[..., None, :], root[..., :, None] * Vh)


def without_left_isometry(product: LowRank) -> Array:
    r"""Return what a product does, up to an isometry of what it writes.

    $S V^h = U^\top M$: for any X, $\|M X\|_F = \|S V^h X\|_F$, at `rank_bound` rows.

    Args:
        product: the `LowRank`.

    Returns:
        An array of shape (..., rank_bound, cols).

    Raises:
        ValueError: for factors that are not floating.

    Source:
        Theorem «norms_after_qr»; TransformerLens calls it `collapse_l`.

    Examples:
        >>> import numpy as np
        >>> M = LowRank(np.array([[3.0], [4.0]]), np.array([[0.0, 1.0]]))
        >>> np.abs(without_left_isometry(M)).round(12).tolist()
        [[0.0, 5.0]]
    """
    _, S, Vh = product.svd()
    return S[..., :, None] * Vh


def without_right_isometry(product: LowRank) -> Array:
    r"""Return what a product writes, up to an isometry of what it reads.

    $U S = M V$: for any X, $\|X M\|_F = \|X U S\|_F$, at `rank_bound` columns.

    Args:
        product: the `LowRank`.

    Returns:
        An array of shape (..., rows, rank_bound).

    Raises:
        ValueError: for factors that are not floating.

    Source:
        Theorem «norms_after_qr»; the transpose of what TransformerLens calls `collapse_r`.

    Examples:
        >>> import numpy as np
        >>> M = LowRank(np.array([[3.0], [4.0]]), np.array([[0.0, 1.0]]))
        >>> np.abs(without_right_isometry(M)).round(12).tolist()
        [[3.0], [4.0]]
    """
    U, S, _ = product.svd()
    return U * S[..., None, :]
