"""What a model decides of an argument: is it one, has it such a layer, head, path, token.

Every function that takes a model asks here, so that all refuse in the same words:
`NAME: expected …, got …`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypeAlias

import array_api_compat
import numpy as np

from refmath.arguments import one_of, plain_array, refused, shown, whole_number
from refmath.numeric.arrays.libraries import device_for, first_true, integers_of, whole_numbers
from refmath.numeric.model.parts import EVERY_PART
from refmath.numeric.model.transformer import Transformer

if TYPE_CHECKING:
    from refmath.numeric.arrays.libraries import Array
    from refmath.numeric.model.parts import Part
    from refmath.protocols import Tokens

Path: TypeAlias = tuple[tuple[int, int], ...]
"""The (layer, head) pairs of a path, layers strictly increasing; () is the direct path."""

Whole: TypeAlias = np.ndarray[Any, np.dtype[np.int64]]


def check_model(model: Any) -> Transformer:
    """Return a transformer, or refuse what is none.

    Raises:
        ValueError: naming what came, and where the transformer of a trained model is.

    Examples:
        >>> check_model("attn-only-1l")
        Traceback (most recent call last):
        ...
        ValueError: model: expected a Transformer, got 'attn-only-1l'
    """
    if isinstance(model, Transformer):
        return model
    if isinstance(getattr(model, "model", None), Transformer):
        raise ValueError(
            f"model: expected a Transformer, got {type(model).__name__}: take its `.model`"
        )
    raise refused("model", "a Transformer", model)


def check_tokens(model: Transformer, tokens: Tokens, *, name: str = "tokens") -> Array:
    r"""Return the tokens as an integer array of the model's library, or refuse them.

    $0 \le \mathrm{token} < d_{vocab}$ at each of the $n_{ctx} \ge 1$ positions.

    Args:
        model: the transformer that is to read them.
        tokens: integers of shape (..., n_ctx): an array, or (nested) lists or tuples.
        name: what the argument is called where it came in.

    Returns:
        The tokens, int64, shape (..., n_ctx), on the model's device.

    Raises:
        ValueError: for what is no transformer; for tokens that are no integers, ragged, empty,
            masked, outside the vocabulary, or more than W_pos or rotary positions reach.

    Examples:
        >>> import numpy as np
        >>> model = Transformer(np.ones((2, 5)), np.ones((5, 2)), [])
        >>> check_tokens(model, [0, 4, 2]).tolist()
        [0, 4, 2]
        >>> check_tokens(model, [0, 5])
        Traceback (most recent call last):
        ...
        ValueError: tokens: expected 0 <= token < d_vocab = 5, got 5 at index (1,)
    """
    model = check_model(model)
    given = _token_array(model, tokens, name)
    if given.ndim == 0:
        raise ValueError(f"{name}: expected shape (..., n_ctx), got the single value {tokens!r}")
    if 0 in given.shape:
        raise ValueError(f"{name}: expected at least one token, got shape {tuple(given.shape)}")
    _check_integers(given, name)
    if model.n_ctx is not None and given.shape[-1] > model.n_ctx:
        raise ValueError(
            f"{name}: expected n_ctx <= {model.n_ctx}, as far as the model's positions reach,"
            f" got n_ctx = {given.shape[-1]}"
        )
    xp = array_api_compat.array_namespace(model.W_E)
    checked = xp.asarray(given, dtype=integers_of(xp), device=device_for(given, model.W_E))
    check_within(name, checked, model.d_vocab, came=given)
    return checked


def check_within(name: str, tokens: Array, d_vocab: int, came: Any = None) -> None:
    """Refuse tokens outside the vocabulary by their place, as `came` has them, if given.

    Raises:
        ValueError: naming the argument.

    Examples:
        >>> check_within("text", np.array([1, 5]), 5)
        Traceback (most recent call last):
        ...
        ValueError: text: expected 0 <= token < d_vocab = 5, got 5 at index (1,)
    """
    xp = array_api_compat.array_namespace(tokens)
    bad = first_true(xp, (tokens < 0) | (tokens >= d_vocab))
    if bad is not None:
        got = int((tokens if came is None else came)[bad])
        raise ValueError(
            f"{name}: expected 0 <= token < d_vocab = {d_vocab}, got {got} at index {bad}"
        )


def layer_index(model: Transformer, layer: Any) -> int:
    """Return the number of a layer that the model has, or refuse it.

    Negative ones are refused: counting from the end would hide a mistake by one.

    Raises:
        ValueError: naming the layer and how many there are.

    Examples:
        >>> import numpy as np
        >>> layer_index(Transformer(np.ones((2, 5)), np.ones((5, 2)), []), 0)
        Traceback (most recent call last):
        ...
        ValueError: layer: expected an integer with 0 <= layer < n_layers = 0, got 0
    """
    return whole_number("layer", layer, below=check_model(model).n_layers, size="n_layers")


def head_index(model: Transformer, layer: Any, head: Any) -> tuple[int, int]:
    """Return the numbers of a layer and of a head in it that the model has, or refuse them.

    Raises:
        ValueError: naming the one that is not there.

    Examples:
        >>> import numpy as np
        >>> from refmath.numeric.model.transformer import AttentionLayer
        >>> model = Transformer(np.eye(1), np.eye(1), [AttentionLayer(*[np.ones((1, 1, 1))] * 4)])
        >>> head_index(model, 0, 1)
        Traceback (most recent call last):
        ...
        ValueError: head: expected an integer with 0 <= head < n_heads = 1 in layer 0, got 1
    """
    layer = layer_index(model, layer)
    n_heads = model.n_heads[layer]
    where = f" in layer {layer}"
    return layer, whole_number("head", head, below=n_heads, size="n_heads", where=where)


def heads_of(
    model: Transformer, layer: int | None, head: int | None
) -> tuple[tuple[int, int], ...]:
    """List the (layer, head) pairs that are meant: one, those of a layer, or all.

    Raises:
        ValueError: for what the model doesn't have, or a head without its layer.

    Examples:
        >>> from refmath.numeric.model.by_hand import one_skip_trigram
        >>> heads_of(one_skip_trigram(4, source=0, destination=1, output=2), None, None)
        ((0, 0),)
    """
    model = check_model(model)
    if layer is None:
        if head is not None:
            raise ValueError(f"layer: expected a layer, as head = {head!r} is given, got None")
        return tuple((i, h) for i, n in enumerate(model.n_heads) for h in range(n))
    if head is not None:
        return (head_index(model, layer, head),)
    layer = layer_index(model, layer)
    return tuple((layer, h) for h in range(model.n_heads[layer]))


def check_path(model: Transformer, path: Any) -> Path:
    """Return a path as pairs of Python integers, or refuse it.

    Raises:
        ValueError: for what is no sequence of pairs, layers or heads that the model does not
            have, and layers that do not increase.

    Examples:
        >>> import numpy as np
        >>> check_path(Transformer(np.eye(1), np.eye(1), []), [0])
        Traceback (most recent call last):
        ...
        ValueError: path: expected (layer, head) pairs of integers, got [0]
    """
    model = check_model(model)
    try:
        pairs = [(_any_integer(layer), _any_integer(head)) for layer, head in path]
    except (TypeError, ValueError) as error:
        raise refused("path", "(layer, head) pairs of integers", path) from error
    previous = -1
    for layer, head in pairs:
        if not 0 <= layer < model.n_layers:
            raise ValueError(
                f"path: expected 0 <= layer < n_layers = {model.n_layers},"
                f" got layer {layer} in {path!r}"
            )
        if layer <= previous:
            raise ValueError(
                f"path: expected strictly increasing layers,"
                f" got layer {layer} after layer {previous} in {path!r}"
            )
        if not 0 <= head < model.n_heads[layer]:
            raise ValueError(
                f"path: expected 0 <= head < n_heads = {model.n_heads[layer]} in layer {layer},"
                f" got head {head} in {path!r}"
            )
        previous = layer
    return tuple(pairs)


def check_vocabulary(name: str, tokens: Any, d_vocab: int) -> Whole:
    """Return tokens as NumPy's integers, or refuse what is outside the vocabulary.

    Raises:
        ValueError: naming the argument, for no integers, or tokens outside the vocabulary.

    Examples:
        >>> check_vocabulary("sources", [1, 4], 4)
        Traceback (most recent call last):
        ...
        ValueError: sources: expected tokens, 0 to 3, got 4
    """
    return _whole_numbers_below(name, tokens, d_vocab, "tokens")


def token_index(name: str, token: Any, d_vocab: int) -> int:
    """Return one token of the vocabulary as Python's integer, or refuse it.

    Raises:
        ValueError: naming the argument.

    Examples:
        >>> token_index("output", 4, 4)
        Traceback (most recent call last):
        ...
        ValueError: output: expected a token, 0 to 3, got 4
    """
    return whole_number(name, token, below=d_vocab, expected=f"a token, 0 to {d_vocab - 1}")


def context_length(n_ctx: Any) -> int:
    """Return how many tokens share the attention, 2 or more, or refuse what no computer counts.

    Raises:
        ValueError: naming n_ctx.

    Examples:
        >>> context_length(10**30)
        Traceback (most recent call last):
        ...
        ValueError: n_ctx: expected an integer below 2^63, got 1000000000000000000000000000000
    """
    length = whole_number("n_ctx", n_ctx, least=2)
    if length >= 1 << 63:
        raise refused("n_ctx", "an integer below 2^63", n_ctx)
    return length


def check_triples(model: Transformer, triples: Any) -> Whole:
    """Return triples of tokens as integers of shape (n, 3), or refuse them.

    Raises:
        ValueError: for another shape, no integers, tokens outside the vocabulary, or outputs that
            the model doesn't have.

    Examples:
        >>> from refmath.numeric.model.by_hand import one_skip_trigram
        >>> check_triples(one_skip_trigram(4, source=0, destination=1, output=2), [(0, 1, 2)])
        array([[0, 1, 2]])
    """
    model = check_model(model)
    array = whole_numbers("triples", _as_lists(triples))
    if array.ndim != 2 or array.shape[1] != 3 or not len(array):
        raise ValueError(
            "triples: expected shape (n, 3), n >= 1 (source, destination, output),"
            f" got shape {array.shape}"
        )
    check_vocabulary("triples", array[:, :2], model.d_vocab)
    check_outputs("triples", array[:, 2], model)
    return array.astype(np.int64)


def check_outputs(name: str, outputs: Any, model: Transformer) -> Whole:
    """Return outputs as NumPy's integers, or refuse what has no logit.

    Raises:
        ValueError: naming the argument, for no integers, or outputs that the model doesn't have.

    Examples:
        >>> check_outputs("output", 3, Transformer(np.ones((2, 5)), np.ones((3, 2)), []))
        Traceback (most recent call last):
        ...
        ValueError: output: expected outputs, 0 to 2, got 3
    """
    kind = "tokens" if model.d_out == model.d_vocab else "outputs"
    return _whole_numbers_below(name, outputs, model.d_out, kind)


def output_index(name: str, output: Any, model: Transformer) -> int:
    """Return one output that the model has a logit for as Python's integer, or refuse it.

    Raises:
        ValueError: naming the argument.

    Examples:
        >>> output_index("output", 3, Transformer(np.ones((2, 5)), np.ones((3, 2)), []))
        Traceback (most recent call last):
        ...
        ValueError: output: expected an output, 0 to 2, got 3
    """
    kind = "a token" if model.d_out == model.d_vocab else "an output"
    return whole_number(name, output, below=model.d_out, expected=f"{kind}, 0 to {model.d_out - 1}")


def check_outputs_are_tokens(model: Transformer, what: str) -> None:
    """Refuse a model whose outputs are not its tokens, where one is taken for the other.

    Raises:
        ValueError: naming what takes them so, and both sizes.

    Examples:
        >>> model = Transformer(np.ones((2, 5)), np.ones((3, 2)), [])
        >>> check_outputs_are_tokens(model, "summarise_heads")
        Traceback (most recent call last):
        ...
        ValueError: model: expected d_out = d_vocab = 5, as summarise_heads takes outputs for
        tokens, got d_out = 3
    """
    model = check_model(model)
    if model.d_out != model.d_vocab:
        raise ValueError(
            f"model: expected d_out = d_vocab = {model.d_vocab}, as {what} takes outputs for"
            f" tokens, got d_out = {model.d_out}"
        )


def refuse_parts(model: Transformer, what: str, parts: Iterable[Part], instead: str = "") -> None:
    """Refuse a model with parts that a function can't honour, each by its name.

    Raises:
        ValueError: naming the parts; or the word, for one that is no part of a model.

    Examples:
        >>> import numpy as np
        >>> model = Transformer(np.ones((2, 5)), np.ones((5, 2)), [], b_U=np.ones(5))
        >>> refuse_parts(model, "virtual_W_OV", ["rotary", "b_U"])
        Traceback (most recent call last):
        ...
        ValueError: model: expected no part that virtual_W_OV can't honour, got b_U
    """
    refused_parts = {one_of("parts", part, EVERY_PART) for part in parts}
    present = [part for part in check_model(model).parts if part in refused_parts]
    if present:
        names = ", ".join(present)
        raise ValueError(f"model: expected no part that {what} can't honour, got {names}{instead}")


def _as_lists(triples: Any) -> Any:
    """Return what can only be iterated over as a list; arrays, lists, and what is none, as is."""
    if not isinstance(triples, Iterable) or isinstance(triples, str | bytes):
        return triples
    if hasattr(triples, "ndim"):
        return triples
    rows = [getattr(triple, "tokens", triple) for triple in triples]  # skip-trigrams know theirs
    if isinstance(triples, list | tuple):
        return rows
    return [tuple(row) if isinstance(row, Iterable) else row for row in rows]


def _whole_numbers_below(name: str, numbers: Any, size: int, kind: str) -> Whole:
    array = whole_numbers(name, numbers)
    bad = array[(array < 0) | (array >= size)]
    if bad.size:
        raise ValueError(f"{name}: expected {kind}, 0 to {size - 1}, got {bad.flat[0]}")
    return array


def _any_integer(value: Any) -> int:
    return whole_number("path", value, least=-(2**63))


def _token_array(model: Transformer, tokens: Any, name: str) -> Array:
    plain_array(name, tokens)
    if array_api_compat.is_array_api_obj(tokens):
        if array_api_compat.is_numpy_array(tokens):
            return tokens
        xp = array_api_compat.array_namespace(model.W_E)
        if array_api_compat.array_namespace(tokens) is not xp:
            raise ValueError(
                f"{name}: expected a list, a NumPy array or an array of the model's library"
                f" {xp.__name__}, got {type(tokens).__name__}"
            )
        return tokens
    try:
        array = np.asarray(tokens)
    except (ValueError, OverflowError, TypeError) as error:
        advice = (
            ": take each sequence by itself; tokens that only fill up, before or behind, would be"
            " read as text"
        )
        raise refused(name, "lists of equal length", tokens, advice) from error
    # NumPy reads [True, 2] as integers: look at the elements before it has cast them.
    if any(isinstance(token, bool | np.bool_) for token in np.asarray(tokens, object).flat):
        raise ValueError(f"{name}: expected integers, got bool in {shown(tokens)}")
    return array


def _check_integers(tokens: Array, name: str) -> None:
    xp = array_api_compat.array_namespace(tokens)
    if not xp.isdtype(tokens.dtype, "integral"):
        raise ValueError(f"{name}: expected integers, got dtype {tokens.dtype}")
