"""The weights of an attention-only transformer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from refmath.arguments import flag, one_of, shown, whole_number
from refmath.numeric.model.checks import (
    check_finite,
    check_shape,
    check_sizes,
    check_weights,
)
from refmath.numeric.model.parts import EVERY_PART, MLP, Norm, Rotary, above_0, check_eps

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from refmath.numeric.arrays.libraries import Array
    from refmath.numeric.model.parts import Part

POSITIONS = ("qk", "residual")
"""Where `W_pos` may be added: the inputs of Q and K, or the residual stream."""

BIASES: tuple[Part, ...] = ("b_Q", "b_K", "b_V", "b_O")
"""The biases that a layer may have."""

OF_SCORES: tuple[Part, ...] = ("score_scale", "score_cap", "score_bias", "window", "sinks")
"""What a layer may have between its queries and keys and its patterns."""


@dataclass(frozen=True, eq=False, repr=False)
class AttentionLayer:
    r"""The weights of one layer of attention heads.

    Head $h$ reads and writes the residual stream through
    $W_{QK}^h = (W_Q^h)^\top W_K^h$ and $W_{OV}^h = W_O^h W_V^h$.

    Args:
        W_Q: queries, shape (n_heads, d_head, d_model).
        W_K: keys, shape (n_heads, d_head, d_model), or (n_groups, d_head, d_model) with n_groups
            a divisor of n_heads: head h then reads the keys of group h // (n_heads / n_groups).
        W_V: values, of W_K's shape.
        W_O: output projections, shape (n_heads, d_model, d_head).
        b_Q: the queries' biases, shape (n_heads, d_head); None for none, as for the next three.
        b_K: the keys' biases, shape (n_groups, d_head).
        b_V: the values' biases, shape (n_groups, d_head).
        b_O: the bias of what the layer writes, shape (d_model,).
        norm: a `Norm` through which the layer reads the stream, or None.
        rotary: the `Rotary` positions of queries and keys, or None.
        q_norm: a `Norm` of the queries, before they are turned: of each head's by itself where its
            arrays are d_head long, of all heads' together where n_heads · d_head; or None.
        k_norm: the keys', likewise; of n_groups · d_head for all together.
        score_scale: what q · k is multiplied by, above 0; None for 1 / √d_head.
        score_cap: c, above 0, of scores c · tanh(s / c), or None.
        score_bias: what is added to the score of each head at each offset i − j of a source before
            its destination, shape (n_heads, n_ctx_max), as ALiBi does; or None.
        window: how many sources a destination attends to at most, itself and those just before
            it; None for all.
        sinks: a logit a head that stands in the softmax beside the scores, shape (n_heads,), or
            None: a pattern's rows then sum to less than 1.
        post_norm: a `Norm` through which what all heads write together goes, with b_O, before it
            is added to the stream; or None.
        mlp: an `MLP` that follows the heads, or None.
        parallel: whether the MLP reads the stream that the heads read, before they write to it.

    Raises:
        ValueError: for a weight that is no array, that disagrees with W_Q in shape, dtype,
            library or device, that has an empty size, that holds integers, NaN or infinity;
            for a norm, a rotary or an MLP that is none, or is of another width; for a scale or a
            cap that is not above 0, a window below 1; for `parallel` without an MLP.

    Source:
        Elhage et al. 2021, «Attention Heads are Independent and Additive».

    Theorem:
        concatenated_heads_add, value_and_output_biases, head_after_layer_norm, rotary_positions,
        grouped_queries, soft_cap, alibi_is_a_key_bias, layers_of_windows, parallel_block,
        normed_queries_and_keys, heads_between_two_norms

    Examples:
        >>> import refmath as rm
        >>> import numpy as np
        >>> W = np.ones((2, 3, 4))
        >>> layer = rm.AttentionLayer(W, W, W, np.ones((2, 4, 3)))
        >>> layer.n_heads, layer.d_head, layer.d_model, layer.n_groups, layer.parts
        (2, 3, 4, 2, ())
        >>> layer
        AttentionLayer(n_heads=2, d_head=3, d_model=4, dtype=float64)
        >>> rm.AttentionLayer(W, W[:1], W[:1], np.ones((2, 4, 3)), b_O=np.ones(4)).parts
        ('grouped keys and values', 'b_O')
    """

    W_Q: Array
    W_K: Array
    W_V: Array
    W_O: Array
    b_Q: Array | None = field(default=None, kw_only=True)
    b_K: Array | None = field(default=None, kw_only=True)
    b_V: Array | None = field(default=None, kw_only=True)
    b_O: Array | None = field(default=None, kw_only=True)
    norm: Norm | None = field(default=None, kw_only=True)
    rotary: Rotary | None = field(default=None, kw_only=True)
    q_norm: Norm | None = field(default=None, kw_only=True)
    k_norm: Norm | None = field(default=None, kw_only=True)
    score_scale: float | None = field(default=None, kw_only=True)
    score_cap: float | None = field(default=None, kw_only=True)
    score_bias: Array | None = field(default=None, kw_only=True)
    window: int | None = field(default=None, kw_only=True)
    sinks: Array | None = field(default=None, kw_only=True)
    post_norm: Norm | None = field(default=None, kw_only=True)
    mlp: MLP | None = field(default=None, kw_only=True)
    parallel: bool = field(default=False, kw_only=True)

    def __post_init__(self) -> None:
        optional = (*BIASES, "score_bias", "sinks")
        biases = {name: getattr(self, name) for name in optional if getattr(self, name) is not None}
        weights = {"W_Q": self.W_Q, "W_K": self.W_K, "W_V": self.W_V, "W_O": self.W_O} | biases
        check_weights(weights | _arrays_of("rotary", self.rotary, Rotary), alike="W_Q")
        check_weights(weights | _arrays_of("mlp", self.mlp, MLP), alike="W_Q")
        for name in ("norm", "q_norm", "k_norm", "post_norm"):
            check_weights(weights | _arrays_of(name, getattr(self, name), Norm), alike="W_Q")
        check_sizes("W_Q", self.W_Q, ("n_heads", "d_head", "d_model"))
        n_heads, d_head, d_model = self.W_Q.shape
        groups = self._checked_groups()
        shapes = {
            "W_K": (groups, d_head, d_model),
            "W_V": (groups, d_head, d_model),
            "W_O": (n_heads, d_model, d_head),
            "b_Q": (n_heads, d_head),
            "b_K": (groups, d_head),
            "b_V": (groups, d_head),
            "b_O": (d_model,),
            "sinks": (n_heads,),
        }
        if self.score_bias is not None:
            check_sizes("score_bias", self.score_bias, ("n_heads", "n_ctx"))
            shapes["score_bias"] = (n_heads, self.score_bias.shape[1])
        for name in weights.keys() - {"W_Q"}:
            check_shape(name, weights[name], shapes[name], "to agree with W_Q")
        check_finite(weights)
        self._check_numbers()
        _check_norm("norm", self.norm, d_model, "as W_Q has", self.W_Q)
        _check_norm("post_norm", self.post_norm, d_model, "as W_Q has", self.W_Q)
        for name, norm, n in (("q_norm", self.q_norm, n_heads), ("k_norm", self.k_norm, groups)):
            if norm is not None and norm.d_model not in (None, d_head, n * d_head):
                raise ValueError(
                    f"{name}: expected d_head = {d_head}, or {n * d_head} for all heads, got"
                    f" {norm.d_model}"
                )
            if norm is not None:
                check_eps(f"{name}.eps", norm.eps, self.W_Q)
        if self.mlp is not None and self.mlp.d_model != d_model:
            raise ValueError(
                f"mlp: expected d_model = {d_model}, as W_Q has, got {self.mlp.d_model}"
            )
        if self.rotary is not None and self.rotary.d_rotary > d_head:
            raise ValueError(
                f"rotary: expected d_rotary <= d_head = {d_head}, got {self.rotary.d_rotary}"
            )

    def __repr__(self) -> str:
        groups = "" if self.n_groups == self.n_heads else f", n_groups={self.n_groups}"
        return (
            f"AttentionLayer(n_heads={self.n_heads}{groups}, d_head={self.d_head},"
            f" d_model={self.d_model}, dtype={self.W_Q.dtype}{_parts_shown(self.parts)})"
        )

    def _check_numbers(self) -> None:
        if flag("parallel", self.parallel) and self.mlp is None:
            raise ValueError("parallel: expected False without an mlp, got True")
        for name in ("score_scale", "score_cap"):
            if getattr(self, name) is not None:
                # Python's number: NumPy's own would widen float32.
                object.__setattr__(self, name, above_0(name, getattr(self, name)))
        if self.window is not None:
            object.__setattr__(self, "window", whole_number("window", self.window, least=1))

    def _checked_groups(self) -> int:
        """Return the number of groups that W_K and W_V agree on; n_heads where they don't."""
        n_heads, *rest = self.W_Q.shape
        sizes = [W.shape[0] for W in (self.W_K, self.W_V) if tuple(W.shape[1:]) == tuple(rest)]
        grouped = len(sizes) == 2 and sizes[0] == sizes[1] and sizes[0] and not n_heads % sizes[0]
        return int(sizes[0]) if grouped else int(n_heads)

    @property
    def n_groups(self) -> int:
        """How many keys and values there are: n_heads, or fewer where heads share them."""
        return int(self.W_K.shape[0])

    @property
    def parts(self) -> tuple[Part, ...]:
        """The optional parts that the layer has, in words."""
        grouped = ["grouped keys and values"] if self.n_groups != self.n_heads else []
        biases = [name for name in BIASES if getattr(self, name) is not None]
        others = ("rotary", "q_norm", "k_norm", *OF_SCORES)
        last = [name for name in others if getattr(self, name) is not None]
        last += _norm_parts("post_norm", self.post_norm)
        last += [] if self.mlp is None else ["mlp"]
        last += ["mlp.post_norm"] if self.mlp is not None and self.mlp.post_norm is not None else []
        last += ["parallel"] if self.parallel else []
        return _known_parts([*grouped, *biases, *_norm_parts("norm", self.norm), *last])

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


@dataclass(frozen=True, eq=False, repr=False)
class Transformer:
    r"""An attention-only transformer: embedding, layers of attention heads, unembedding.

    $T = (\mathrm{Id} \otimes W_U) \prod_l (\mathrm{Id} + \sum_h A^h \otimes W_{OV}^h)
    (\mathrm{Id} \otimes W_E)$, later layers standing to the left.

    Args:
        W_E: embedding, shape (d_model, d_vocab).
        W_U: unembedding, shape (d_out, d_model): a row an output. A language model's outputs
            are its tokens, d_out = d_vocab; others' may be classes, or another alphabet.
        layers: the `AttentionLayer`s, first to last; may be empty.
        W_pos: positional embedding, shape (d_model, n_ctx_max), or None.
        positions: where W_pos is added: "qk", to the inputs of Q and K of every layer (the
            paper's models), or "residual", once, to the embedding.
        causal: whether a destination attends only to sources at or before it.
        final_norm: a `Norm` through which W_U reads the stream, or None.
        b_U: the logits' biases, shape (d_out,), or None.
        logit_cap: c, above 0, of logits c · tanh(l / c), or None.

    Raises:
        ValueError: for weights that disagree in shape, dtype, library or device, that have an
            empty size, that hold integers, NaN or infinity; for an unknown word in `positions`;
            for a layer that is no `AttentionLayer`, a final norm that is no `Norm`.

    Source:
        Elhage et al. 2021, «Transformer Overview» and «The Path Expansion Trick».

    Examples:
        >>> import refmath as rm
        >>> import numpy as np
        >>> model = rm.Transformer(np.ones((2, 5)), np.ones((5, 2)), [])
        >>> model.d_model, model.d_vocab, model.n_layers, model.n_heads, model.n_ctx
        (2, 5, 0, (), None)
        >>> model
        Transformer(n_layers=0, n_heads=(), d_model=2, d_vocab=5, n_ctx=None, dtype=float64)
    """

    W_E: Array
    W_U: Array
    layers: Sequence[AttentionLayer]
    W_pos: Array | None = field(default=None, kw_only=True)
    positions: str = field(default="qk", kw_only=True)
    causal: bool = field(default=True, kw_only=True)
    final_norm: Norm | None = field(default=None, kw_only=True)
    b_U: Array | None = field(default=None, kw_only=True)
    logit_cap: float | None = field(default=None, kw_only=True)

    def __post_init__(self) -> None:
        # A tuple, so that a frozen model cannot be changed through the list it was given.
        object.__setattr__(self, "layers", _checked_layers(self.layers))
        one_of("positions", self.positions, POSITIONS)
        flag("causal", self.causal)
        if self.logit_cap is not None:
            object.__setattr__(self, "logit_cap", above_0("logit_cap", self.logit_cap))
        own = {"W_E": self.W_E, "W_U": self.W_U}
        own |= {
            name: getattr(self, name)
            for name in ("W_pos", "b_U")
            if getattr(self, name) is not None
        }
        of_norm = _arrays_of("final_norm", self.final_norm, Norm)
        # Each layer has been checked within itself: its W_Q speaks for all four.
        of_layers = {f"layers[{i}].W_Q": layer.W_Q for i, layer in enumerate(self.layers)}
        check_weights(own | of_norm | of_layers, alike="W_E")
        self._check_shapes()
        check_finite(own)

    def __repr__(self) -> str:
        heads = set(self.n_heads)
        n_heads = heads.pop() if len(heads) == 1 else shown(self.n_heads)
        d_out = "" if self.d_out == self.d_vocab else f", d_out={self.d_out}"
        return (
            f"Transformer(n_layers={self.n_layers}, n_heads={n_heads}, d_model={self.d_model},"
            f" d_vocab={self.d_vocab}{d_out}, n_ctx={self.n_ctx}, dtype={self.dtype}"
            f"{_parts_shown(self.parts)})"
        )

    def _check_shapes(self) -> None:
        check_sizes("W_E", self.W_E, ("d_model", "d_vocab"))
        check_sizes("W_U", self.W_U, ("d_out", "d_model"))
        if self.W_U.shape[1] != self.d_model:
            raise ValueError(
                f"W_U: expected shape (d_out, {self.d_model}) to agree with W_E,"
                f" got {tuple(self.W_U.shape)}"
            )
        if self.W_pos is not None:
            check_sizes("W_pos", self.W_pos, ("d_model", "n_ctx"))
            n_ctx = self.W_pos.shape[1]
            check_shape("W_pos", self.W_pos, (self.d_model, n_ctx), "to agree with W_E")
        if self.b_U is not None:
            check_shape("b_U", self.b_U, (self.d_out,), "to agree with W_U")
        _check_norm("final_norm", self.final_norm, self.d_model, "as W_E has", self.W_E)
        for i, layer in enumerate(self.layers):
            if not self.causal:
                _check_for_all_sources(f"layers[{i}]", layer)
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
    def d_out(self) -> int:
        """The number of outputs, each with a logit: d_vocab where the outputs are the tokens."""
        return int(self.W_U.shape[0])

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
        """The longest sequence that W_pos, rotary positions and biases of scores allow, or None."""
        lengths = [layer.rotary.n_ctx for layer in self.layers if layer.rotary is not None]
        biases = [layer.score_bias for layer in self.layers if layer.score_bias is not None]
        lengths += [int(bias.shape[1]) for bias in biases]
        lengths += [] if self.W_pos is None else [int(self.W_pos.shape[1])]
        return min(lengths, default=None)

    @property
    def parts(self) -> tuple[Part, ...]:
        """The optional parts that the model has, in words, without W_pos; layers' parts once."""
        own = [*_norm_parts("final_norm", self.final_norm)]
        own += [name for name in ("b_U", "logit_cap") if getattr(self, name) is not None]
        of_layers = [part for layer in self.layers for part in layer.parts]
        return _known_parts(dict.fromkeys([*of_layers, *own]))

    @property
    def dtype(self) -> Any:
        """The dtype of every weight."""
        return self.W_E.dtype


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


def _check_for_all_sources(name: str, layer: AttentionLayer) -> None:
    """Refuse what counts the offset of an earlier source in a model that attends to later ones."""
    for part in ("score_bias", "window"):
        if getattr(layer, part) is not None:
            raise ValueError(f"{name}.{part}: expected None in a model that is not causal, got one")


def _parts_shown(parts: tuple[str, ...]) -> str:
    return f", parts={shown(parts)}" if parts else ""


def _arrays_of(name: str, part: Norm | Rotary | MLP | None, kind: type) -> dict[str, Array]:
    if part is None:
        return {}
    if not isinstance(part, kind):
        raise ValueError(f"{name}: expected {kind.__name__} or None, got {type(part).__name__}")
    return {f"{name}.{key}": array for key, array in part.arrays().items()}


def _check_norm(name: str, norm: Norm | None, d_model: int, why: str, like: Array) -> None:
    if norm is None:
        return
    if norm.d_model not in (None, d_model):
        raise ValueError(f"{name}: expected d_model = {d_model}, {why}, got {norm.d_model}")
    check_eps(f"{name}.eps", norm.eps, like)


def _norm_parts(name: str, norm: Norm | None) -> tuple[Part, ...]:
    if norm is None:
        return ()
    return _known_parts((name,) if norm.bias is None else (name, f"{name}.bias"))


def _known_parts(words: Iterable[str]) -> tuple[Part, ...]:
    """Return the words of parts that there are: another one is a mistake here."""
    return tuple(EVERY_PART[EVERY_PART.index(word)] for word in words)
