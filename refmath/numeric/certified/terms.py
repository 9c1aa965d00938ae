"""The scores and values that a destination meets, token by token, and how far off they may be.

All in float64 (or exact), from the circuits of the model and of the model of its absolute values:
the latter bounds the roundings of the former.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from refmath.numeric.arrays.libraries import Matrix, in_numpy
from refmath.numeric.arrays.rounding import EXP_ULPS, gamma, unit_roundoff
from refmath.numeric.layered.forward import centred_and_scale
from refmath.numeric.model.attention import scaled
from refmath.numeric.model.every_weight import with_every_weight
from refmath.numeric.model.folding import constant_behind, folded, for_each_head
from refmath.numeric.model.parts import turned
from refmath.numeric.skip_trigrams.as_read import (
    check_readable_by_offset,
    rows_of_head,
    tokens_as_read,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from refmath.numeric.model.parts import Norm, Rotary
    from refmath.numeric.model.transformer import Transformer

    Fold = Callable[[Norm | None, Any], Any]

WIDEST = 600.0
"""How many nats apart a destination's scores may be: beyond, the smallest weights underflow."""

TINY = 2.0**-160
"""Covers what underflows: some 2**-1074 a product, over weights of at least e**-600."""

_UP = 1 + 2.0**-20  # covers the roundings of a bound


@dataclass(frozen=True, eq=False)
class HeadTerms:
    """One head's factors, a row a token; with positions, a row a place as well.

    The sizes are those of the absolute weights: of tokens for queries and reads, the largest over
    tokens and places for keys and values. `n_places` is None where no score depends on the place;
    `rotary` reaches as far as the context does, `place_scores` are what scores have added by place.
    """

    queries: Matrix
    keys: Matrix
    key_places: Matrix | None
    reads: Matrix
    values: Matrix
    value_places: Matrix | None
    query_sizes: Matrix
    key_size: Matrix
    read_sizes: Matrix
    value_size: Matrix
    roundings: int
    n_places: int | None
    rotary: Rotary | None
    place_scores: Matrix | None

    def score_rows(self, destinations: Matrix) -> tuple[Matrix, Matrix]:
        """Return the scores of all tokens for each destination, (n, d_vocab), and their errors."""
        scores = self.queries[destinations] @ self.keys.T
        sizes = self.query_sizes[destinations] @ self.key_size
        return scores, self._error(sizes, self.roundings)

    def value_rows(self, outputs: Matrix, against: int | None) -> tuple[Matrix, Matrix, Matrix]:
        """Return the values of all tokens for each output, their errors, and bounds of their sizes.

        A value is what a head, attending to the token alone, adds to the logit difference.
        """
        of_all = against is None
        minus = self.reads.mean(axis=0) if of_all else self.reads[against]
        minus_size = self.read_sizes.mean(axis=0) if of_all else self.read_sizes[against]
        values = (self.reads[outputs] - minus) @ self.values.T
        sizes = (self.read_sizes[outputs] + minus_size) @ self.value_size
        more = len(self.reads) if of_all else 0
        return values, self._error(sizes, self.roundings + more), sizes

    def scores_of(self, destination: int) -> tuple[Matrix, float]:
        """Return one destination's scores: (d_vocab,), or (d_vocab, n_ctx); and their error."""
        if self.n_places is None:
            (scores,), (error,) = self.score_rows(np.array([destination]))
            return scores, error
        # A row a place: what the destination asks of the keys there.
        asked = np.repeat(self.queries[destination][None], self.n_places, axis=0)
        if self.rotary is not None:
            asked = _asked_behind(self.rotary, asked)
        scores = self.keys @ asked.T
        if self.key_places is not None:
            scores = scores + (self.key_places * asked).sum(axis=1)
        size = self.query_sizes[destination] @ self.key_size
        if self.place_scores is not None:
            scores = scores + self.place_scores
            size = size + (0 if scores.dtype == object else np.abs(self.place_scores).max())
        return scores, float(self._error(size, self.roundings))

    def values_of(self, output: int, against: int | None) -> tuple[Matrix, float]:
        """Return one output's values: (d_vocab,), or (d_vocab, n_ctx); and their error."""
        (values,), (error,), _ = self.value_rows(np.array([output]), against)
        if self.n_places is None:
            return values, error
        if self.value_places is None:
            return np.broadcast_to(values[:, None], (len(values), self.n_places)), error
        minus = self.reads.mean(axis=0) if against is None else self.reads[against]
        return values[:, None] + self.value_places @ (self.reads[output] - minus), error

    def _error(self, sizes: Any, roundings: int) -> Any:
        if self.keys.dtype == object:
            return np.zeros(np.shape(sizes))
        return sizes * (gamma(roundings, "float64") * _UP) + TINY


def check_certifiable(model: Transformer) -> None:
    r"""Refuse a model whose readings can't be certified: of other than one layer, or not causal.

    Args:
        model: the transformer.

    Raises:
        ValueError: for what `check_readable_by_offset` refuses, for more layers than one, for a
            model that is not causal.

    Theorem:
        certified_range

    Examples:
        >>> from refmath.numeric.model.by_hand import induction
        >>> check_certifiable(induction(4, 8))
        Traceback (most recent call last):
        ...
        ValueError: model: expected one layer, as «certified_range» speaks of, got n_layers = 2
    """
    check_readable_by_offset(model)
    if model.n_layers != 1:
        raise ValueError(
            "model: expected one layer, as «certified_range» speaks of,"
            f" got n_layers = {model.n_layers}"
        )
    if not model.causal:
        raise ValueError("model: expected causal = True, got a model that is not causal")


def depends_on_places(model: Transformer) -> bool:
    """Whether scores or values depend on where a source stands, and not on its token alone.

    Examples:
        >>> from refmath.numeric.model.by_hand import one_skip_trigram, previous_token_head
        >>> depends_on_places(one_skip_trigram(4, source=0, destination=1, output=2))
        False
        >>> depends_on_places(previous_token_head(4, n_ctx=8))
        True
    """
    return model.W_pos is not None or not {"rotary", "score_bias"}.isdisjoint(model.parts)


def head_terms(model: Transformer, head: int, n_ctx: int) -> HeadTerms:
    """Lay out one head of a one-layer model, for contexts of a length.

    Examples:
        >>> from refmath.numeric.model.by_hand import one_skip_trigram
        >>> model = one_skip_trigram(4, source=0, destination=1, output=2, scale=5.0)
        >>> head_terms(model, 0, 3).scores_of(1)[0].tolist()
        [5.0, 0.0, 0.0, 0.0]
    """
    exact = with_every_weight(model, _exactly)
    norm, final = exact.layers[0].norm, exact.final_norm
    tokens, W_U = tokens_as_read(norm, exact.W_E), folded(final, exact.W_U)
    rotary, bias = exact.layers[0].rotary, exact.layers[0].score_bias
    if rotary is not None:
        rotary = replace(rotary, cos=rotary.cos[:n_ctx], sin=rotary.sin[:n_ctx])
    factors = sized = _factors(exact, head, n_ctx, tokens, W_U)
    if exact.dtype != object:
        sizes = with_every_weight(exact, np.abs)
        W_U = _folded_sizes(sizes.final_norm, sizes.W_U)
        sized = _factors(sizes, head, n_ctx, _token_sizes(norm, exact.W_E), W_U)
    return HeadTerms(
        queries=factors.queries,
        keys=factors.keys,
        key_places=factors.key_places,
        reads=factors.reads,
        values=factors.values,
        value_places=factors.value_places,
        query_sizes=_turned_sizes(rotary, sized.queries),
        key_size=_largest(sized.keys, sized.key_places),
        read_sizes=sized.reads,
        value_size=_largest(sized.values, sized.value_places),
        roundings=2 * model.d_model + factors.keys.shape[1] + 16 + _more_roundings(model),
        n_places=n_ctx if depends_on_places(model) else None,
        rotary=rotary,
        # Row h has what is added at each offset: of the places, the last has offset 0.
        place_scores=None if bias is None else bias[head, :n_ctx][::-1],
    )


def direct_terms(
    model: Transformer, destination: int, output: int, against: int | None, n_ctx: int
) -> tuple[Any, float]:
    """Return what the direct path adds to a logit difference, and how far off that may be.

    Examples:
        >>> from refmath.numeric.model.transformer import AttentionLayer, Transformer
        >>> layer = AttentionLayer(*[np.zeros((1, 1, 1))] * 4)
        >>> model = Transformer(np.array([[1.0, 2.0]]), np.array([[3.0], [4.0]]), [layer])
        >>> direct_terms(model, 1, 1, 0, 5)[0]
        2.0
    """
    model = with_every_weight(model, _exactly)
    effect = _direct_effect(model, destination, output, against, n_ctx, folded, sign=-1)
    if model.dtype == object:
        return effect, 0.0
    sizes = with_every_weight(model, np.abs)
    size = _direct_effect(sizes, destination, output, against, n_ctx, _folded_sizes, sign=1)
    roundings = gamma(model.d_model + model.d_out + 8 + _more_roundings(model), "float64")
    return float(effect), float(size) * roundings * _UP + TINY


def _direct_effect(
    model: Transformer,
    destination: int,
    output: int,
    against: int | None,
    n_ctx: int,
    fold: Fold,
    *,
    sign: int,
) -> Any:
    """Return the output's logit with, for a sign of −1, the other's taken off; 1 adds them."""
    reads, b_U = fold(model.final_norm, model.W_U), model.b_U
    x = _direct_stream(model, destination, n_ctx)
    # By a Python number: exact ones don't take NumPy's.
    n = len(reads)
    other = reads.sum(axis=0) / n if against is None else reads[against]
    effect = (reads[output] + sign * other) @ x
    if b_U is None or model.final_norm is not None:
        return effect  # behind a final norm b_U is in no units of its scale
    return effect + (b_U[output] + sign * (b_U.sum() / n if against is None else b_U[against]))


def behind_all_sources(model: Transformer, destination: int, n_ctx: int) -> tuple[Any, Any]:
    """Return what stands in the last stream whatever the sources are, and its size, (d_model,).

    Examples:
        >>> from refmath.numeric.model.by_hand import one_skip_trigram
        >>> model = one_skip_trigram(2, source=0, destination=1, output=1)
        >>> behind_all_sources(model, 1, 3)[0].tolist() == model.W_E[:, 1].tolist()
        True
    """
    model = with_every_weight(model, _exactly)
    sizes = model if model.dtype == object else with_every_weight(model, np.abs)
    streams = (_direct_stream(weights, destination, n_ctx) for weights in (model, sizes))
    x, size = streams
    return x, np.abs(size)


def _direct_stream(model: Transformer, destination: int, n_ctx: int) -> Any:
    x = model.W_E[:, destination]
    if model.W_pos is not None and model.positions == "residual":
        x = x + model.W_pos[:, n_ctx - 1]
    constant = _constant(model)
    return x if constant is None else x + constant


def _constant(model: Transformer) -> Any:
    """Return what the layer's biases and its norm's β write at every position; None for nothing."""
    (layer,) = model.layers
    b_V = for_each_head(layer, constant_behind(layer.norm, layer.W_V, layer.b_V))
    if b_V is None:
        return layer.b_O
    written = (layer.W_O @ b_V[..., None])[..., 0].sum(axis=0)
    return written if layer.b_O is None else written + layer.b_O


def _folded_sizes(norm: Norm | None, W: Any) -> Any:
    """Return sizes of `folded` weights, of the sizes of weights and gains: means are added."""
    if norm is None:
        return W
    W = W if norm.gain is None else W * norm.gain
    return W + W.mean(axis=-1, keepdims=True) if norm.centred else W


def _token_sizes(norm: Norm | None, W_E: Any) -> Any:
    """Return sizes of what `tokens_as_read` gives: it is off by γ times them, at most.

    What is centred, c, is off by γ (|x| + mean |x|), entry by entry, and σ by no more than the root
    of that's mean square, γ κ σ, beside its own roundings: together by γ times
    (|x| + mean |x| + (1 + κ) |c|) |gain| / σ.
    """
    x = np.abs(W_E.T)
    if norm is None:
        return x
    centred, scale = centred_and_scale(norm, W_E.T)
    x = x + x.mean(axis=1, keepdims=True) if norm.centred else x
    unsure = 1 + np.sqrt((x * x).mean(axis=1, keepdims=True)) * scale
    sizes = (x + unsure * np.abs(centred)) * scale * _UP
    return sizes if norm.gain is None else sizes * np.abs(norm.gain)


def _more_roundings(model: Transformer) -> int:
    """Return how many roundings biases and norms add to a term; none where there are none."""
    if not set(model.parts) - {"grouped keys and values", "score_scale"}:
        return 0
    (layer,) = model.layers
    return 8 * model.d_model + 2 * layer.n_heads * layer.d_head + 64


def attention_weights(scores: Matrix, error: Any) -> tuple[Matrix, Any]:
    """Return e^score over its largest, row by row, and how far its logarithm may be off.

    Raises:
        ValueError: for scores so far apart that weights would underflow.

    Examples:
        >>> attention_weights(np.array([[0.0, 700.0]]), np.zeros(1))
        Traceback (most recent call last):
        ...
        ValueError: model: expected scores at most 600 nats apart at a destination, got 700
    """
    weights = scores - scores.max(axis=1, keepdims=True)
    if scores.dtype == object:
        return np.exp(weights), error
    spread = -weights.min(axis=1)
    if spread.max() > WIDEST:
        raise ValueError(
            f"model: expected scores at most {WIDEST:.0f} nats apart at a destination,"
            f" got {spread.max():.0f}"
        )
    roundings = spread + 2 * EXP_ULPS + 2
    return np.exp(weights, out=weights), (error + roundings * 2 * unit_roundoff("float64")) * _UP


def mean_error(weight_error: Any, largest: Any, value_error: Any, n_terms: int) -> Any:
    r"""Bound how far a computed weighted mean may be from the exact one.

    Weights off by factors $e^{\pm \varepsilon}$ and values by $\Delta$ make
    $\Delta + (e^{2 \varepsilon} - 1) \max |v|$, since each share is off by a factor
    $e^{\pm 2 \varepsilon}$; the sums and the division add $\gamma \max |v|$.

    Examples:
        >>> bool(0 < mean_error(0.0, 1.0, 0.0, 2) < 1e-14)
        True
    """
    off = np.expm1(2 * weight_error) + gamma(2 * n_terms + 24, "float64")
    return (value_error + (largest + value_error) * off + TINY) * _UP


@dataclass(frozen=True, eq=False)
class _Factors:
    """One head's factors, of a model or of its absolute values: a row a token, or a place."""

    queries: Matrix
    keys: Matrix
    key_places: Matrix | None
    reads: Matrix
    values: Matrix
    value_places: Matrix | None


def _factors(model: Transformer, head: int, n_ctx: int, tokens: Matrix, W_U: Matrix) -> _Factors:
    """Lay out one head's factors as rows; queries with the scale and the last place in them."""
    rows, (layer,) = rows_of_head(model, 0, head, tokens, W_U), model.layers
    queries, key_places, value_places = rows.queries, None, None
    if model.W_pos is not None:
        # Beside a norm they are added behind it: neither its scale nor its gain is theirs.
        places, group = model.W_pos[:, :n_ctx].T, head * layer.n_groups // layer.n_heads
        queries = queries + places[-1] @ layer.W_Q[head].T
        key_places = places @ layer.W_K[group].T
        if model.positions == "residual":
            value_places = places @ layer.W_V[group].T
    queries = scaled(queries, queries.shape[1], layer.score_scale)
    keys, b_K = rows.keys, constant_behind(layer.norm, layer.W_K, layer.b_K)
    if layer.rotary is not None and b_K is not None:  # turned, it is no constant of the scores
        keys = keys + b_K[head * layer.n_groups // layer.n_heads]
    return _Factors(queries, keys, key_places, rows.reads, rows.values, value_places)


def _asked_behind(rotary: Rotary, queries: Matrix) -> Matrix:
    """Return what the last place's query asks of keys before they are turned, a row a place.

    (R_i q) · (R_j k) = (R_jᵀ R_i q) · k, and R_jᵀ turns by the same angles back, whatever numbers
    the tables hold.
    """
    last = turned(queries, rotary, rotary.cos[-1:], rotary.sin[-1:])
    return np.asarray(turned(last, rotary, rotary.cos, -rotary.sin))


def _turned_sizes(rotary: Rotary | None, sizes: Matrix) -> Matrix:
    """Return sizes of queries that are turned twice: no entry of a table is above its largest, M.

    Turned once, each of a pair is of size M (|u| + |v|) at most; turned twice, 2 M² (|u| + |v|).
    """
    if rotary is None or sizes.dtype == object:
        return sizes
    most = max(np.abs(rotary.cos).max(), np.abs(rotary.sin).max())
    # With cos = 1 and sin = 1, -1 the two of a pair become |u| + |v|, each in one of the two.
    one = np.ones((1, rotary.cos.shape[1]))
    sums = np.maximum(turned(sizes, rotary, one, one), turned(sizes, rotary, one, -one))
    behind = np.arange(sizes.shape[1]) >= rotary.d_rotary
    return np.asarray(np.where(behind, sizes, 2 * most * most * sums))


def _largest(tokens: Matrix, places: Matrix | None) -> Matrix:
    if tokens.dtype == object:  # exact numbers are off by nothing
        return np.asarray(tokens[0])
    largest: Matrix = np.abs(tokens).max(axis=0)
    return largest if places is None else largest + np.abs(places).max(axis=0)


def _exactly(array: Any) -> Matrix:
    """Return the same numbers in float64; exact ones as they are."""
    numbers = in_numpy(array)
    return numbers if numbers.dtype == object else numbers.astype(np.float64)
