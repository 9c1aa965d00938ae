"""What an adapter is, which conventions it may name, and how its functions are called."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, Protocol

import array_api_compat
import numpy as np

from refmath.arguments import flag, one_of, plain_array, refused, shown
from refmath.numeric.arrays.libraries import in_numpy
from refmath.numeric.model.every_weight import with_every_weight
from refmath.numeric.model.parts import EVERY_PART

if TYPE_CHECKING:
    from refmath.numeric.arrays.libraries import Array, Matrix
    from refmath.numeric.model.parts import Norm, Rotary
    from refmath.numeric.model.transformer import AttentionLayer, Transformer

WEIGHTS = ("left", "right")
"""From which side weights multiply: W x with columns x, or x W with rows x."""
ACTIVATIONS = ("rows", "columns")
"""Whether a position is a row of streams and logits, and a destination a row of the pattern."""
MASKED = ("any", "-inf", "smallest")
"""What scores have where nothing may be attended to: that isn't looked at, −∞, the smallest number
that the dtype has."""
DTYPES = ("float64", "float32", "bfloat16")
POSITIONS = ("qk", "residual")
GATE = "mlp.W_gate"
PARTS: tuple[str, ...] = (*EVERY_PART, GATE)
"""The optional parts that models of the cases may have: the words of `Transformer.parts`, and that
an MLP is gated."""
MATRICES = ("W_Q", "W_K", "W_V", "W_O")


class Adapter(Protocol):
    """The functions that an implementation may offer; each is optional, and so is each attribute.

    `model` has the fields of `refmath.Transformer`, as NumPy arrays: W_E, W_U, W_pos, layers, and
    of each layer W_Q, W_K, W_V, W_O, a head a row. `tokens` are integers, (n_ctx,).
    """

    weights: str
    activations: str
    masked: str
    dtype: str
    positions: Sequence[str]
    parts: Sequence[str]
    batch: bool

    def residual(self, model: Any, tokens: Matrix) -> Sequence[Any]:
        """Return the stream before the first layer and after each: n_layers + 1 arrays."""

    def scores(self, model: Any, tokens: Matrix, layer: int, head: int) -> Any:
        """Return a head's scores, (n_ctx, n_ctx)."""

    def pattern(self, model: Any, tokens: Matrix, layer: int, head: int) -> Any:
        """Return a head's pattern, (n_ctx, n_ctx)."""

    def qk(self, model: Any, layer: int, head: int) -> Any:
        """Return a head's QK circuit, (d_vocab, d_vocab): [destination, source]."""

    def ov(self, model: Any, layer: int, head: int) -> Any:
        """Return a head's OV circuit, (d_out, d_vocab): [output, source]."""

    def composition(
        self, model: Any, kind: str, later: tuple[int, int], earlier: tuple[int, int]
    ) -> Any:
        """Return how much "Q", "K" or "V" of the later head reads what the earlier one writes."""

    def path_logits(self, model: Any, tokens: Matrix, path: Sequence[tuple[int, int]]) -> Any:
        """Return what a path of (layer, head) pairs, first to last, adds to the logits."""

    def term_importance(self, model: Any, tokens: Matrix) -> Any:
        """Return what all paths of each order add to the logits, (n_layers + 1, n_ctx, d_out)."""

    def direct_logit_attribution(
        self, model: Any, tokens: Matrix, destination: int, output: int
    ) -> Any:
        """Return what the embedding adds to one logit, and then what each head does, in order."""

    def logits(self, model: Any, tokens: Matrix) -> Any:
        """Return the logits, (n_ctx, d_out)."""

    def skip_trigrams(self, sequence: Sequence[str], max_step: int | None) -> Iterable[Any]:
        """Return the (source, destination, output)s of which at most so many are left out."""

    def skip_grams(self, sequence: Sequence[str], n: int, k: int) -> Iterable[Any]:
        """Return the n-grams that leave out k elements at most, in all."""


@dataclass(frozen=True)
class PlainMLP:
    """The weights of an MLP in another convention than the paper's."""

    W_in: Array
    W_out: Array
    b_in: Array | None
    b_out: Array | None
    W_gate: Array | None
    b_gate: Array | None
    norm: Norm | None
    post_norm: Norm | None
    activation: str


@dataclass(frozen=True)
class PlainLayer:
    """The weights of a layer in another convention than the paper's."""

    W_Q: Array
    W_K: Array
    W_V: Array
    W_O: Array
    b_Q: Array | None
    b_K: Array | None
    b_V: Array | None
    b_O: Array | None
    norm: Norm | None
    rotary: Rotary | None
    q_norm: Norm | None
    k_norm: Norm | None
    score_scale: float | None
    score_cap: float | None
    score_bias: Array | None
    window: int | None
    sinks: Array | None
    post_norm: Norm | None
    mlp: PlainMLP | None
    parallel: bool


@dataclass(frozen=True)
class PlainModel:
    """The weights of a model in another convention than the paper's."""

    W_E: Array
    W_U: Array
    W_pos: Array | None
    layers: tuple[PlainLayer, ...]
    positions: str
    causal: bool
    final_norm: Norm | None
    b_U: Array | None
    logit_cap: float | None


@dataclass(frozen=True)
class Conventions:
    """The conventions that an adapter names; the paper's where it names none.

    Attributes:
        weights: "left" or "right"; from the right, every matrix is given transposed, and `ov` is
            [source, output].
        activations: "rows" or "columns"; with columns, streams, logits, scores and patterns come
            back transposed.
        masked: what the scores have in the masked places.
        dtype: what is computed in; weights are given in it, or in float32 for bfloat16.
        positions: where positions may be added, of "qk" and "residual"; none: models without.
        parts: which optional parts models may have, in the words of `Transformer.parts`, and
            "mlp.W_gate" for MLPs with a gate.
        batch: whether tokens may be (batch, n_ctx) for `logits`.
    """

    weights: str = "left"
    activations: str = "rows"
    masked: str = "any"
    dtype: str = "float64"
    positions: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    batch: bool = False


def conventions_of(adapter: Any) -> Conventions:
    """Read the conventions that an adapter names.

    Raises:
        ValueError: for a word that none of them has, or if no function is offered.

    Examples:
        >>> class Mine:
        ...     weights = "right"
        ...
        ...     def logits(self, model, tokens): ...
        >>> conventions_of(Mine()).weights
        'right'
    """
    if not any(callable(getattr(adapter, method, None)) for method in METHODS):
        raise refused("adapter", f"one of the functions {', '.join(METHODS)}", adapter)
    default = Conventions()
    named = {name: getattr(adapter, name, getattr(default, name)) for name in vars(default)}
    for name, words in (("weights", WEIGHTS), ("activations", ACTIVATIONS), ("masked", MASKED)):
        one_of(f"adapter.{name}", named[name], words)
    one_of("adapter.dtype", named["dtype"], DTYPES)
    flag("adapter.batch", named["batch"])
    for name, choices in (("positions", POSITIONS), ("parts", PARTS)):
        if isinstance(named[name], str) or not isinstance(named[name], Iterable):
            raise refused(f"adapter.{name}", "a tuple of words", named[name])
        named[name] = tuple(one_of(f"adapter.{name}", word, choices) for word in named[name])
    return Conventions(**named)


METHODS = tuple(
    name for name in vars(Adapter) if callable(getattr(Adapter, name)) and name[0] != "_"
)


@dataclass(frozen=True)
class Held:
    """An adapter with its conventions: it is asked in them, and answers in the paper's."""

    adapter: Any
    conventions: Conventions = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "conventions", conventions_of(self.adapter))

    def offers(self, method: str) -> bool:
        """Whether the adapter has a function of that name."""
        return callable(getattr(self.adapter, method, None))

    def cast(self, model: Transformer) -> Transformer:
        """Return the model in the dtype that the adapter computes in."""
        dtype = "float64" if self.conventions.dtype == "float64" else "float32"
        return with_every_weight(model, lambda W: W.astype(dtype))

    def call(self, method: str, model: Transformer, *arguments: Any) -> Any:
        """Ask for something of a model."""
        given: Any = model if self.conventions.weights == "left" else _from_the_right(model)
        return getattr(self.adapter, method)(given, *arguments)

    def positions_first(self, found: Any) -> Array:
        """Return what was answered, in NumPy, positions (of a pattern: destinations) first."""
        array = as_numpy(found)
        return array.T if self.conventions.activations == "columns" else array

    def outputs_first(self, found: Any) -> Array:
        """Return a circuit that was answered, in NumPy, [output, source]."""
        array = as_numpy(found)
        return array.T if self.conventions.weights == "right" else array


def as_numpy(found: Any) -> Array:
    """Return any library's array in NumPy, as float64; what is none is refused.

    Only what loses no more than digits on the way is taken: NumPy would drop imaginary parts and
    masks, and read numbers out of letters, and a wrong answer would then be ours.

    Raises:
        ValueError: for what is no array of numbers.
    """
    given = _not_torchs(plain_array("answer", found))
    if array_api_compat.is_cupy_array(given):
        given = in_numpy(given)
    try:
        array = np.asarray(given)
        if _are_real(array):
            return array.astype(np.float64)
    except (TypeError, ValueError) as error:
        raise ValueError(f"answer: expected an array of numbers, got {shown(found)}") from error
    got = f"one of {array.dtype}" if array.shape else shown(found)
    kind = "real numbers" if array.dtype.kind == "c" else "numbers"
    raise ValueError(f"answer: expected an array of {kind}, got {got}")


def _not_torchs(found: Any) -> Any:
    """Return a tensor of torch's in a form that NumPy reads, and anything else as it is."""
    for step in ("detach", "cpu", "double"):  # bfloat16 NumPy doesn't know
        if step == "double" and getattr(found, "is_complex", bool)():
            return found  # its imaginary part would be dropped
        found = getattr(found, step, lambda kept=found: kept)()
    return found


def _are_real(array: Array) -> bool:
    """Whether all entries are real numbers, as they are or as their dtype has them.

    The kind of a dtype doesn't say it: that of JAX's bfloat16 is the one of structures.
    """
    if array.dtype == object:  # exact numbers have a float each; so have letters, by `float`
        return not any(isinstance(x, str | bytes | np.complexfloating) for x in array.flat)
    return np.can_cast(array.dtype, np.float64, "same_kind")


def parts_of(model: Transformer) -> tuple[str, ...]:
    """Return the optional parts that a model has, in the words that an adapter names them by."""
    gated = any(layer.mlp is not None and layer.mlp.W_gate is not None for layer in model.layers)
    return (*model.parts, GATE) if gated else model.parts


TURNED = ("W_E", "W_U", "W_pos", "W_in", "W_out", "W_gate")
"""Matrices that a model's fields are by themselves; `MATRICES` are stacks of them."""


def _from_the_right(model: Transformer) -> PlainModel:
    layers = tuple(_layer_from_the_right(layer) for layer in model.layers)
    return PlainModel(**_fields(PlainModel, model) | {"layers": layers})


def _layer_from_the_right(layer: AttentionLayer) -> PlainLayer:
    mlp = None
    if layer.mlp is not None:
        # A word: no case has a function of one's own.
        of_mlp = _fields(PlainMLP, layer.mlp) | {"activation": str(layer.mlp.activation)}
        mlp = PlainMLP(**of_mlp)
    return PlainLayer(**_fields(PlainLayer, layer) | {"mlp": mlp})


def _fields(plain: type, given: Any) -> dict[str, Any]:
    """Return what is given by field, matrices transposed."""
    found = {of.name: getattr(given, of.name) for of in fields(plain)}
    for name, value in found.items():
        if value is not None and name in (*TURNED, *MATRICES):
            found[name] = np.swapaxes(value, -1, -2)
    return found
