"""The weights of an attention-only transformer, and the checks of weights and tokens."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

import array_api_compat
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Array: TypeAlias = Any
"""An array of any library that follows the Python array API standard."""

POSITIONS = ("qk", "residual")
"""Where `W_pos` may be added: the inputs of Q and K, or the residual stream."""


@dataclass(frozen=True, eq=False)
class AttentionLayer:
    r"""The four weight arrays of one layer of attention heads.

    Head $h$ reads and writes the residual stream through
    $W_{QK}^h = (W_Q^h)^\top W_K^h$ and $W_{OV}^h = W_O^h W_V^h$.

    Args:
        W_Q: queries, shape (n_heads, d_head, d_model).
        W_K: keys, shape (n_heads, d_head, d_model).
        W_V: values, shape (n_heads, d_head, d_model).
        W_O: output projections, shape (n_heads, d_model, d_head).

    Raises:
        ValueError: for a weight that is no array, that disagrees with W_Q in shape, dtype,
            library or device, that has an empty size, that holds integers, NaN or infinity.

    Source:
        Elhage et al. 2021, «Attention heads are independent and additive».

    Examples:
        >>> import numpy as np
        >>> W = np.ones((2, 3, 4))
        >>> layer = AttentionLayer(W, W, W, np.ones((2, 4, 3)))
        >>> layer.n_heads, layer.d_head, layer.d_model
        (2, 3, 4)
    """

    W_Q: Array
    W_K: Array
    W_V: Array
    W_O: Array

    def __post_init__(self) -> None:
        weights = {"W_Q": self.W_Q, "W_K": self.W_K, "W_V": self.W_V, "W_O": self.W_O}
        _check_weights(weights, alike="W_Q")
        _check_sizes("W_Q", self.W_Q, ("n_heads", "d_head", "d_model"))
        n_heads, d_head, d_model = self.W_Q.shape
        read, write = (n_heads, d_head, d_model), (n_heads, d_model, d_head)
        for name, expected in (("W_K", read), ("W_V", read), ("W_O", write)):
            _check_shape(name, weights[name], expected, "to agree with W_Q")
        _check_finite(weights)

    @property
    def n_heads(self) -> int:
        """The number of heads."""
        return int(self.W_Q.shape[0])

    @property
    def d_head(self) -> int:
        """The length of a query, of a key and of a value."""
        return int(self.W_Q.shape[1])

    @property
    def d_model(self) -> int:
        """The width of the residual stream."""
        return int(self.W_Q.shape[2])


@dataclass(frozen=True, eq=False)
class Transformer:
    r"""An attention-only transformer: embedding, layers of attention heads, unembedding.

    $T = (\mathrm{Id} \otimes W_U) \prod_l (\mathrm{Id} + \sum_h A^h \otimes W_{OV}^h)
    (\mathrm{Id} \otimes W_E)$, later layers standing to the left.

    Args:
        W_E: embedding, shape (d_model, d_vocab).
        W_U: unembedding, shape (d_vocab, d_model).
        layers: the `AttentionLayer`s, first to last; may be empty.
        W_pos: positional embedding, shape (d_model, n_ctx_max), or None.
        positions: where W_pos is added: "qk", to the inputs of Q and K of every layer (the
            paper's models), or "residual", once, to the embedding.
        causal: whether a destination attends only to sources at or before it.

    Raises:
        ValueError: for weights that disagree in shape, dtype, library or device, that have an
            empty size, that hold integers, NaN or infinity; for an unknown word in `positions`;
            for a layer that is no `AttentionLayer`.

    Source:
        Elhage et al. 2021, «Transformer Overview» and «Path Expansion Trick».

    Examples:
        >>> import numpy as np
        >>> model = Transformer(np.ones((2, 5)), np.ones((5, 2)), [])
        >>> model.d_model, model.d_vocab, model.n_layers, model.n_heads, model.n_ctx
        (2, 5, 0, (), None)
    """

    W_E: Array
    W_U: Array
    layers: Sequence[AttentionLayer]
    W_pos: Array | None = field(default=None, kw_only=True)
    positions: str = field(default="qk", kw_only=True)
    causal: bool = field(default=True, kw_only=True)

    def __post_init__(self) -> None:
        # A tuple, so that a frozen model cannot be changed through the list it was given.
        object.__setattr__(self, "layers", _checked_layers(self.layers))
        if not isinstance(self.positions, str) or self.positions not in POSITIONS:
            expected = " or ".join(map(repr, POSITIONS))
            raise ValueError(f"positions: expected {expected}, got {self.positions!r}")
        if not isinstance(self.causal, bool):
            raise ValueError(f"causal: expected True or False, got {self.causal!r}")
        own = {"W_E": self.W_E, "W_U": self.W_U}
        if self.W_pos is not None:
            own["W_pos"] = self.W_pos
        # Each layer has been checked within itself: its W_Q speaks for all four.
        of_layers = {f"layers[{i}].W_Q": layer.W_Q for i, layer in enumerate(self.layers)}
        _check_weights(own | of_layers, alike="W_E")
        self._check_shapes()
        _check_finite(own)

    def _check_shapes(self) -> None:
        _check_sizes("W_E", self.W_E, ("d_model", "d_vocab"))
        _check_shape("W_U", self.W_U, (self.d_vocab, self.d_model), "to agree with W_E")
        if self.W_pos is not None:
            _check_sizes("W_pos", self.W_pos, ("d_model", "n_ctx"))
            n_ctx = self.W_pos.shape[1]
            _check_shape("W_pos", self.W_pos, (self.d_model, n_ctx), "to agree with W_E")
        for i, layer in enumerate(self.layers):
            if layer.d_model != self.d_model:
                raise ValueError(
                    f"layers[{i}]: expected d_model = {self.d_model}, as in W_E,"
                    f" got {layer.d_model}"
                )

    @property
    def d_vocab(self) -> int:
        """The number of tokens in the vocabulary."""
        return int(self.W_E.shape[1])

    @property
    def d_model(self) -> int:
        """The width of the residual stream."""
        return int(self.W_E.shape[0])

    @property
    def n_layers(self) -> int:
        """The number of layers."""
        return len(self.layers)

    @property
    def n_heads(self) -> tuple[int, ...]:
        """The number of heads of each layer."""
        return tuple(layer.n_heads for layer in self.layers)

    @property
    def n_ctx(self) -> int | None:
        """The longest sequence that W_pos allows; None without W_pos."""
        return None if self.W_pos is None else int(self.W_pos.shape[1])

    @property
    def dtype(self) -> Any:
        """The dtype of every weight."""
        return self.W_E.dtype


def check_tokens(model: Transformer, tokens: Array | Sequence[Any]) -> Array:
    r"""Return the tokens as an integer array of the model's library, or refuse them.

    $0 \le \mathrm{token} < d_{vocab}$ at each of the $n_{ctx} \ge 1$ positions.

    Args:
        model: the transformer that is to read them.
        tokens: integers of shape (..., n_ctx): an array, or (nested) lists or tuples.

    Returns:
        The tokens, int64, shape (..., n_ctx), on the model's device.

    Raises:
        ValueError: for tokens that are no integers, ragged, empty, outside the vocabulary, or
            more than W_pos has positions for.

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
    given = _token_array(model, tokens)
    if given.ndim == 0:
        raise ValueError(f"tokens: expected shape (..., n_ctx), got the single value {tokens!r}")
    if 0 in given.shape:
        raise ValueError(f"tokens: expected at least one token, got shape {tuple(given.shape)}")
    _check_integers(given)
    if model.n_ctx is not None and given.shape[-1] > model.n_ctx:
        raise ValueError(
            f"tokens: expected n_ctx <= {model.n_ctx}, the columns of W_pos,"
            f" got n_ctx = {given.shape[-1]}"
        )
    xp = array_api_compat.array_namespace(model.W_E)
    checked = xp.asarray(given, dtype=xp.int64, device=array_api_compat.device(model.W_E))
    bad = _first_true(xp, (checked < 0) | (checked >= model.d_vocab))
    if bad is not None:
        raise ValueError(
            f"tokens: expected 0 <= token < d_vocab = {model.d_vocab},"
            f" got {int(given[bad])} at index {bad}"
        )
    return checked


def _token_array(model: Transformer, tokens: Any) -> Array:
    if array_api_compat.is_array_api_obj(tokens):
        if array_api_compat.is_numpy_array(tokens):
            return tokens
        xp = array_api_compat.array_namespace(model.W_E)
        if array_api_compat.array_namespace(tokens) is not xp:
            raise ValueError(
                "tokens: expected a list, a NumPy array or an array of the model's library"
                f" {xp.__name__}, got {type(tokens).__name__}"
            )
        return tokens
    try:
        array = np.asarray(tokens)
    except (ValueError, OverflowError, TypeError) as error:
        raise ValueError(f"tokens: expected lists of equal length, got {tokens!r}") from error
    # NumPy reads [True, 2] as integers: look at the elements before it has cast them.
    if any(isinstance(token, bool | np.bool_) for token in np.asarray(tokens, object).flat):
        raise ValueError(f"tokens: expected integers, got bool in {tokens!r}")
    return array


def _check_integers(tokens: Array) -> None:
    xp = array_api_compat.array_namespace(tokens)
    if not xp.isdtype(tokens.dtype, "integral"):
        raise ValueError(f"tokens: expected integers, got dtype {tokens.dtype}")


def _checked_layers(layers: Any) -> tuple[AttentionLayer, ...]:
    try:
        checked = tuple(layers)
    except TypeError as error:
        raise ValueError(
            f"layers: expected a sequence of AttentionLayer, got {type(layers).__name__}"
        ) from error
    for i, layer in enumerate(checked):
        if not isinstance(layer, AttentionLayer):
            raise ValueError(f"layers[{i}]: expected AttentionLayer, got {type(layer).__name__}")
    return checked


def _check_weights(weights: Mapping[str, Array], *, alike: str) -> None:
    """Refuse weights that are no arrays of numbers, or unlike the one called `alike`."""
    for name, weight in weights.items():
        if not array_api_compat.is_array_api_obj(weight):
            raise ValueError(f"{name}: expected an array, got {type(weight).__name__}")
        _check_dtype(name, weight)
    one = weights[alike]
    xp = array_api_compat.array_namespace(one)
    for name, weight in weights.items():
        library = array_api_compat.array_namespace(weight)
        if library is not xp:
            raise ValueError(
                f"{name}: expected an array of {xp.__name__}, as {alike} is, got {library.__name__}"
            )
        if weight.dtype != one.dtype:
            raise ValueError(
                f"{name}: expected dtype {one.dtype}, as {alike} has, got {weight.dtype}"
            )
        here, there = array_api_compat.device(weight), array_api_compat.device(one)
        if here != there:
            raise ValueError(f"{name}: expected device {there}, as {alike} is on, got {here}")


def _check_dtype(name: str, weight: Array) -> None:
    xp = array_api_compat.array_namespace(weight)
    if _is_object(weight) or weight.dtype == xp.float64 or weight.dtype == xp.float32:
        return
    advice = ""
    if xp.isdtype(weight.dtype, "integral"):
        advice = "; cast integer weights to a floating dtype first"
    raise ValueError(
        f"{name}: expected dtype float64, float32 or object (exact numbers),"
        f" got {weight.dtype}{advice}"
    )


def _is_object(weight: Array) -> bool:
    return array_api_compat.is_numpy_array(weight) and weight.dtype == np.dtype(object)


def _check_sizes(name: str, weight: Array, sizes: tuple[str, ...]) -> None:
    expected = f"({', '.join(sizes)})"
    got = tuple(weight.shape)
    if len(got) != len(sizes):
        raise ValueError(f"{name}: expected shape {expected}, got {got}")
    for size, value in zip(sizes, got, strict=True):
        if value < 1:
            raise ValueError(
                f"{name}: expected shape {expected} with {size} >= 1, got {size} = {value} in {got}"
            )


def _check_shape(name: str, weight: Array, expected: tuple[int, ...], why: str) -> None:
    got = tuple(weight.shape)
    if got != expected:
        raise ValueError(f"{name}: expected shape {expected} {why}, got {got}")


def _check_finite(weights: Mapping[str, Array]) -> None:
    for name, weight in weights.items():
        if _is_object(weight):  # exact numbers are finite
            continue
        xp = array_api_compat.array_namespace(weight)
        bad = _first_true(xp, ~xp.isfinite(weight))
        if bad is not None:
            raise ValueError(
                f"{name}: expected finite numbers, got {float(weight[bad])} at index {bad}"
            )


def _first_true(xp: Any, mask: Array) -> tuple[int, ...] | None:
    """Return the index of the first True of a mask in row-major order, None if all are False."""
    if not bool(xp.any(mask)):
        return None
    at = int(xp.argmax(xp.astype(xp.reshape(mask, (-1,)), xp.int64)))
    index: list[int] = []
    for size in reversed(mask.shape):
        at, rest = divmod(at, size)
        index.append(rest)
    return tuple(reversed(index))
