"""What a reading is asked for: heads, tokens, sizes, names of tokens; checked before work."""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from refmath.numeric.transformer import Transformer


def check_triples(model: Transformer, triples: Any) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Return triples of tokens as integers of shape (n, 3), or refuse them.

    Raises:
        ValueError: for another shape, no integers, or tokens outside the vocabulary.

    Examples:
        >>> from refmath.numeric.constructions import one_skip_trigram
        >>> check_triples(one_skip_trigram(4, source=0, destination=1, output=2), [(0, 1, 2)])
        array([[0, 1, 2]])
    """
    array = np.asarray([tuple(t) for t in triples] if not hasattr(triples, "ndim") else triples)
    if array.ndim != 2 or array.shape[1] != 3 or not len(array):
        raise ValueError(
            f"triples: expected shape (n, 3), n >= 1: source, destination, output;"
            f" got shape {array.shape}"
        )
    return check_vocabulary("triples", array, model.d_vocab)


def check_vocabulary(name: str, tokens: Any, d_vocab: int) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Return tokens as integers, or refuse what is outside the vocabulary.

    Raises:
        ValueError: naming the argument, for no integers, or tokens outside the vocabulary.

    Examples:
        >>> check_vocabulary("sources", [1, 4], 4)
        Traceback (most recent call last):
        ...
        ValueError: sources: expected tokens, 0 to 3, got 4
    """
    array = np.asarray(tokens)
    if array.size and not np.issubdtype(array.dtype, np.integer):
        raise ValueError(f"{name}: expected integers, got dtype {array.dtype}")
    bad = array[(array < 0) | (array >= d_vocab)]
    if bad.size:
        raise ValueError(f"{name}: expected tokens, 0 to {d_vocab - 1}, got {bad.flat[0]}")
    return array.astype(np.int64)


def check_at_least(name: str, value: int, least: int) -> int:
    """Return an integer of at least so much, or refuse it.

    Raises:
        ValueError: naming the argument.

    Examples:
        >>> check_at_least("top", 0, 1)
        Traceback (most recent call last):
        ...
        ValueError: top: expected an integer, 1 or more, got 0
    """
    try:
        number = operator.index(value)
    except TypeError:
        number = least - 1
    if isinstance(value, bool) or number < least:
        raise ValueError(f"{name}: expected an integer, {least} or more, got {value!r}")
    return number


def heads_of(
    model: Transformer, layer: int | None, head: int | None
) -> tuple[tuple[int, int], ...]:
    """List the (layer, head) pairs that are meant: one, those of a layer, or all.

    Raises:
        ValueError: for what the model doesn't have, or a head without its layer.

    Examples:
        >>> from refmath.numeric.constructions import one_skip_trigram
        >>> heads_of(one_skip_trigram(4, source=0, destination=1, output=2), None, None)
        ((0, 0),)
    """
    if layer is None:
        if head is not None:
            raise ValueError(f"layer: expected a layer, as head = {head} is given, got None")
        return tuple((i, h) for i, n in enumerate(model.n_heads) for h in range(n))
    if check_at_least("layer", layer, 0) >= model.n_layers:
        raise ValueError(f"layer: expected 0 <= layer < n_layers = {model.n_layers}, got {layer}")
    n_heads = model.n_heads[layer]
    if head is None:
        return tuple((layer, h) for h in range(n_heads))
    if check_at_least("head", head, 0) >= n_heads:
        raise ValueError(
            f"head: expected 0 <= head < n_heads = {n_heads} in layer {layer}, got {head}"
        )
    return ((layer, head),)


def token_names(tokenizer: Any, tokens: Iterable[int]) -> dict[int, str]:
    """Return the strings of tokens: by `decode([token])`, `id_to_token`, or a plain function.

    Raises:
        ValueError: for a tokenizer that has none of these, or gives no string for a token.

    Examples:
        >>> token_names(lambda token: "abc"[token], [2, 0])
        {0: 'a', 2: 'c'}
    """
    if tokenizer is None:
        return {}
    if not (hasattr(tokenizer, "decode") or hasattr(tokenizer, "id_to_token")) and not callable(
        tokenizer
    ):
        raise ValueError(
            "tokenizer: expected a function of a token, or an object with decode or id_to_token,"
            f" got {type(tokenizer).__name__}"
        )

    def name(token: int) -> Any:
        if hasattr(tokenizer, "decode"):
            return tokenizer.decode([token])
        return getattr(tokenizer, "id_to_token", tokenizer)(token)

    names = {token: name(token) for token in sorted(set(tokens))}
    for token, string in names.items():
        if not isinstance(string, str):
            raise ValueError(f"tokenizer: expected a string for token {token}, got {string!r}")
    return names
