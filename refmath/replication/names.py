"""How heads, paths and tokens are named in a finding's words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from refmath.numeric.skip_trigrams.token_names import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Head = tuple[int, int]

_SPACES = re.compile("␣{4,}")


def head_names(heads: Iterable[Head]) -> str:
    """Name heads as the paper does: the layer, then the head.

    Examples:
        >>> head_names([(1, 3), (1, 0)]), head_names([])
        ('1:3, 1:0', 'none')
    """
    return ", ".join(f"{layer}:{head}" for layer, head in heads) or "none"


def layer_names(layers: Iterable[int]) -> str:
    """Name layers by their numbers.

    Examples:
        >>> [layer_names(layers) for layers in ([1], [0, 1], [1, 2, 3], [0, 2, 3])]
        ['layer 1', 'layers 0 and 1', 'layers 1 to 3', 'layers 0, 2 and 3']
    """
    numbers = sorted(layers)
    if len(numbers) == 1:
        return f"layer {numbers[0]}"
    first, last = numbers[0], numbers[-1]
    if len(numbers) > 2 and numbers == [*range(first, last + 1)]:
        return f"layers {first} to {last}"
    return f"layers {', '.join(map(str, numbers[:-1]))} and {last}"


def path_name(path: Iterable[Head]) -> str:
    """Name a path by its heads, the first one first.

    Examples:
        >>> path_name(((0, 7), (1, 5))), path_name(())
        ('0:7, then 1:5', 'the direct path')
    """
    return ", then ".join(f"{layer}:{head}" for layer, head in path) or "the direct path"


def token_list(name_of: Callable[[int], str], tokens: Iterable[int]) -> str:
    """Name tokens one after another; four spaces or more in a row are counted.

    Args:
        name_of: gives a token its string.
        tokens: which.

    Examples:
        >>> token_list(["if", " ", "     x"].__getitem__, [0, 1, 2])
        'if · ␣ · ␣×5x'
    """
    return " · ".join(_SPACES.sub(_count_of_spaces, visible(name_of(token))) for token in tokens)


def _count_of_spaces(run: re.Match[str]) -> str:
    return f"␣×{len(run[0])}"
