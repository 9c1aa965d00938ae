"""A model with other weights: in another precision, or without some heads."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

import array_api_compat
import numpy as np

from refmath.arguments import refused
from refmath.numeric.arrays.libraries import in_numpy
from refmath.numeric.model.arguments import check_model, head_index

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from _typeshed import DataclassInstance

    from refmath.numeric.arrays.libraries import Array
    from refmath.numeric.model.transformer import Transformer

T = TypeVar("T", bound="DataclassInstance")


def without_heads(model: Transformer, heads: Iterable[tuple[int, int]]) -> Transformer:
    r"""Return the model with some heads ablated: what they write is 0.

    $W_O^h = 0$; a layer's $b_O$, which is no head's, stays.

    Args:
        model: the transformer.
        heads: (layer, head) pairs.

    Returns:
        A `Transformer` of the same shape, with other logits.

    Raises:
        ValueError: for what are no pairs, and for heads that the model doesn't have.

    Source:
        Olsson et al. 2022, «In-context Learning and Induction Heads», argument 3, ablations.

    Examples:
        >>> import refmath as rm
        >>> bare = rm.without_heads(rm.by_hand.previous_token_head(3, n_ctx=4), [(0, 0)])
        >>> bool((rm.logits(bare, [0, 1]) == (bare.W_U @ bare.W_E).T[[0, 1]]).all())
        True
    """
    ablated = _head_pairs(check_model(model), heads)
    layers = []
    for i, layer in enumerate(model.layers):
        xp = array_api_compat.array_namespace(layer.W_O)
        of_each = [
            xp.zeros_like(layer.W_O[h, ...]) if (i, h) in ablated else layer.W_O[h, ...]
            for h in range(layer.n_heads)
        ]
        layers.append(replace(layer, W_O=xp.stack(of_each)))
    return replace(model, layers=layers)


def _head_pairs(model: Transformer, heads: Any) -> set[tuple[int, int]]:
    try:
        pairs = [(layer, head) for layer, head in heads]
    except (TypeError, ValueError) as error:
        raise refused("heads", "(layer, head) pairs", heads) from error
    return {head_index(model, layer, head) for layer, head in pairs}


def in_float64(model: Transformer) -> Transformer:
    """Return the model with the same numbers in NumPy's float64: what is shown has no rounding.

    Args:
        model: of any library, on any device; float32 or float64.

    Examples:
        >>> from refmath.numeric.model.transformer import Transformer
        >>> model = Transformer(np.eye(2, dtype=np.float32), np.eye(2, dtype=np.float32), [])
        >>> str(in_float64(model).dtype)
        'float64'
    """
    return with_every_weight(check_model(model), lambda W: np.asarray(in_numpy(W), np.float64))


def with_every_weight(part: T, change: Callable[[Array], Array]) -> T:
    """Return a model, or a part of one, with every array in it changed: biases and norms as well.

    Args:
        part: a `Transformer`, an `AttentionLayer`, a `Norm`, a `Rotary` or an `MLP`.
        change: gives the new array for each.

    Returns:
        The same kind of part; what is no array is as it was.

    Examples:
        >>> from refmath.numeric.model.parts import Norm
        >>> with_every_weight(Norm(np.ones(2), centred=False), lambda weight: 3 * weight).gain
        array([3., 3.])
    """
    changed: dict[str, Any] = {}
    for field in fields(part):
        value = getattr(part, field.name)
        if array_api_compat.is_array_api_obj(value):
            changed[field.name] = change(value)
        elif is_dataclass(value) and not isinstance(value, type):
            changed[field.name] = with_every_weight(value, change)
        elif isinstance(value, tuple):
            changed[field.name] = tuple(with_every_weight(layer, change) for layer in value)
    return replace(part, **changed)


def weights_of(part: DataclassInstance, path: str = "") -> Iterator[tuple[str, Array]]:
    """Yield every array of a model, or of a part of one, behind its path.

    Examples:
        >>> from refmath.numeric.model.transformer import Transformer
        >>> [path for path, _ in weights_of(Transformer(np.eye(2), np.eye(2), []))]
        ['W_E', 'W_U']
    """
    for field in fields(part):
        value, here = getattr(part, field.name), f"{path}{field.name}"
        if array_api_compat.is_array_api_obj(value):
            yield here, value
        elif is_dataclass(value) and not isinstance(value, type):
            yield from weights_of(value, f"{here}.")
        elif isinstance(value, tuple):
            for place, inner in enumerate(value):
                yield from weights_of(inner, f"{here}.{place}.")
