"""What a final norm multiplies by at the destination, at least and at most, over all contexts.

What heads write there is a mean of what they write for each source: it lies in a ball around any
point, of the radius of the token that is farthest away. So the stream's size is known within the
sum of these radii, and the scale, which falls as it grows, as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from refmath.numeric.arrays.rounding import gamma, unit_roundoff
from refmath.numeric.certified.terms import behind_all_sources, head_terms

if TYPE_CHECKING:
    from refmath.numeric.arrays.libraries import Matrix
    from refmath.numeric.certified.terms import HeadTerms
    from refmath.numeric.model.transformer import Transformer

ROWS = 4096
"""How many tokens are looked at together: what heads write is d_model wide."""


def scale_range(model: Transformer, destination: int, n_ctx: int) -> tuple[float, float] | None:
    r"""Return between which numbers the final norm's 1/σ is at a destination, in every context.

    $\|C x\| \in \|C (x_0 + \sum_h m_h)\| \pm \sum_h \max_a \|C (r^h_a - m_h)\|$ for what head h
    writes of token a, $r^h_a$, and any $m_h$, here the mean over the tokens;
    $1 / \sigma = 1 / \sqrt{\|C x\|^2 / d_{model} + \epsilon}$.

    Args:
        model: of one layer, as `check_certifiable` lets through.
        destination: the last token.
        n_ctx: the length of the contexts.

    Returns:
        The lowest and the highest, roundings included; None for a model without a final norm.

    Theorem:
        layer_norm_is_a_tensor_product

    Examples:
        >>> from dataclasses import replace
        >>> from refmath.numeric.model.by_hand import one_skip_trigram
        >>> from refmath.numeric.model.parts import Norm
        >>> model = one_skip_trigram(4, source=0, destination=1, output=2)
        >>> normed = replace(model, final_norm=Norm(centred=False))
        >>> low, high = scale_range(normed, 1, n_ctx=8)
        >>> bool(0 < low < high), scale_range(model, 1, n_ctx=8)
        (True, None)
    """
    norm = model.final_norm
    if norm is None:
        return None
    middle, size = behind_all_sources(model, destination, n_ctx)
    middle, size, radius, roundings = _float64(middle), _float64(size), 0.0, 0
    for head in range(model.layers[0].n_heads):
        terms = head_terms(model, head, n_ctx)
        W_O = _float64(model.layers[0].W_O[head])
        written, farthest, its_size = _ball(terms, W_O, centred=norm.centred)
        middle, size, radius = middle + written, size + its_size, radius + farthest
        roundings = max(roundings, terms.roundings)
    if norm.centred:
        middle, size = middle - middle.mean(), size + size.mean()
    # Each entry is off by roundings of its size, and norms by those of their sums.
    roundings += 4 * model.d_model + 2 * model.layers[0].n_heads + 32
    off = gamma(roundings, "float64") * 4 * (float(np.linalg.norm(size)) + radius)
    length = float(np.linalg.norm(middle))
    ends = length + radius + off, max(0.0, length - radius - off)
    low, high = (1 / np.sqrt(end * end / model.d_model + norm.eps) for end in ends)
    room = 16 * unit_roundoff("float64")
    return float(low * (1 - room)), float(high * (1 + room))


def _ball(terms: HeadTerms, W_O: Matrix, *, centred: bool) -> tuple[Matrix, float, Matrix]:
    """Return the middle of what a head writes, the radius around it, and its size, entry by entry.

    Any middle will do, so that its own rounding is of no consequence.
    """
    if centred:
        W_O = W_O - W_O.mean(axis=0)
    middle, radius = np.zeros(len(W_O)), 0.0
    for values in (terms.values, terms.value_places):
        if values is None:
            continue
        values = _float64(values)
        mean = values.mean(axis=0)
        middle = middle + W_O @ mean
        blocks = (values[start : start + ROWS] - mean for start in range(0, len(values), ROWS))
        radius += max(float(np.linalg.norm(block @ W_O.T, axis=1).max()) for block in blocks)
    # Differences from the mean are of twice the size, and centred weights of twice theirs. Exact
    # values have no sizes of their own, and are off by their conversion.
    largest = np.maximum(np.abs(_float64(terms.values)).max(axis=0), _float64(terms.value_size))
    size = 4 * float(np.linalg.norm(W_O)) * float(np.linalg.norm(largest))
    return middle, radius, np.full(len(W_O), size)


def _float64(array: Any) -> Matrix:
    return np.asarray(array, np.float64)
