"""Paths through the model: at most one head a layer, listed and counted."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from refmath.arguments import whole_number
from refmath.numeric.model.arguments import check_model

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from refmath.numeric.model.arguments import Path
    from refmath.numeric.model.transformer import Transformer

MAX_PATHS = 100_000
"""How many paths are added up unless more are asked for: 5 to 60 seconds' work on one core."""


def paths(model: Transformer, *, max_order: int | None = None) -> Iterator[Path]:
    r"""Yield every path through the model, one at a time, shorter ones first.

    $h_1 < \dots < h_k$, at most one head a layer, $k = 0, \dots, n_{layers}$.

    Args:
        model: the transformer.
        max_order: the largest number of heads in a path; None for no limit.

    Returns:
        An iterator over the paths, by order, then lexicographically.

    Raises:
        ValueError: for a negative max_order.

    Source:
        Elhage et al. 2021, «The Path Expansion Trick».

    Theorem:
        path_expansion

    Examples:
        >>> import refmath as rm
        >>> import numpy as np
        >>> one = rm.AttentionLayer(*[np.ones((1, 1, 1))] * 4)
        >>> list(rm.paths(rm.Transformer(np.ones((1, 2)), np.ones((2, 1)), [one, one])))
        [(), ((0, 0),), ((1, 0),), ((0, 0), (1, 0))]
    """
    check_model(model)
    limit = model.n_layers
    if max_order is not None:
        limit = min(whole_number("max_order", max_order), limit)
    return (path for order in range(limit + 1) for path in _paths_of(order, model.n_heads, 0))


def path_count(model: Transformer) -> int:
    r"""Return the number of paths through the model.

    $\prod_l (1 + |H_l|)$.

    Args:
        model: the transformer.

    Returns:
        The number, the direct path included.

    Source:
        Elhage et al. 2021, «The Path Expansion Trick».

    Theorem:
        counting_paths

    Examples:
        >>> import refmath as rm
        >>> import numpy as np
        >>> two = rm.AttentionLayer(*[np.ones((2, 1, 1))] * 4)
        >>> rm.path_count(rm.Transformer(np.ones((1, 2)), np.ones((2, 1)), [two, two, two]))
        27
    """
    return math.prod(1 + n_heads for n_heads in check_model(model).n_heads)


def path_counts(model: Transformer) -> tuple[int, ...]:
    r"""Return how many paths there are of each order, without listing them.

    The coefficients of $\prod_l (1 + |H_l| z)$: place k counts the paths through k heads.

    Args:
        model: the transformer.

    Returns:
        n_layers + 1 counts, for the orders 0 to n_layers; they add up to `path_count`.

    Source:
        Elhage et al. 2021, «Path Expansion of Logits».

    Theorem:
        counting_paths

    Examples:
        >>> import refmath as rm
        >>> import numpy as np
        >>> W = np.zeros((3, 1, 1))
        >>> layer = rm.AttentionLayer(W, W, W, W)
        >>> rm.path_counts(rm.Transformer(np.eye(1), np.eye(1), [layer, layer]))
        (1, 6, 9)
    """
    counts = [1]
    for n in check_model(model).n_heads:
        counts = [a + n * b for a, b in zip([*counts, 0], [0, *counts], strict=True)]
    return tuple(counts)


def check_path_count(model: Transformer, max_paths: Any, instead: str) -> None:
    """Refuse a sum over more paths than were asked for, before any work.

    Args:
        model: the transformer.
        max_paths: how many paths may be added up.
        instead: which function does the same, as a clause.

    Raises:
        ValueError: naming `path_count`, the number of paths, and what to call instead.

    Examples:
        >>> from refmath.numeric.model.transformer import AttentionLayer, Transformer
        >>> import numpy as np
        >>> two = AttentionLayer(*[np.ones((2, 1, 1))] * 4)
        >>> model = Transformer(np.ones((1, 2)), np.ones((2, 1)), [two, two, two])
        >>> check_path_count(model, 27, "`logits` computes the same")
    """
    limit, count = whole_number("max_paths", max_paths, least=1), path_count(model)
    if count > limit:
        raise ValueError(
            f"model: expected path_count(model) <= max_paths = {limit}, got {count} paths:"
            f" {instead}, in one pass over the layers; max_paths= allows more"
        )


def _paths_of(order: int, n_heads: Sequence[int], first: int) -> Iterator[Path]:
    if order == 0:
        yield ()
        return
    for layer in range(first, len(n_heads) - order + 1):
        for head in range(n_heads[layer]):
            for rest in _paths_of(order - 1, n_heads, layer + 1):
                yield ((layer, head), *rest)
