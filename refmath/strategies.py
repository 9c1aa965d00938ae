"""Hypothesis strategies: transformers, tokens and matrices, small enough to read when shrunk.

Every number is an integer over 8, exact in float32 as in float64. Needs the extra `test`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

try:
    from hypothesis import strategies as st
except ImportError as error:
    raise ImportError("strategies need Hypothesis: pip install 'refmath[test]'") from error

from refmath.arguments import whole_number
from refmath.numeric.model.parts import MLP, PAIRINGS, Norm, Rotary
from refmath.numeric.model.transformer import BIASES, AttentionLayer, Transformer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from refmath.numeric.arrays.libraries import Array

T = TypeVar("T")

UNIT = 8
"""Weights are integers from -UNIT to UNIT, divided by UNIT."""

CAPS = st.integers(1, 2 * UNIT).map(lambda k: k / UNIT)
LAYERS = st.integers(0, 2)
UP_TO_3 = st.integers(1, 3)
UP_TO_4 = st.integers(1, 4)
PLACES = st.sampled_from((None, "qk", "residual"))
PARTS = ("biases", "norms", "rotary", "groups", "mlps", "post norms")
"""Optional parts that models may be drawn with; each layer has some of those that are named."""
EVERY_PART = (*PARTS, "scores", "normed queries and keys", "gates", "parallel", "capped logits")
"""`PARTS`, and those that not every function honours."""


def integer_matrices(
    rows: int | st.SearchStrategy[int] = UP_TO_4,
    cols: int | st.SearchStrategy[int] = UP_TO_4,
    *,
    bound: int = UNIT,
) -> st.SearchStrategy[Array]:
    r"""Return a strategy for matrices of small integers.

    $M \in \{-b, \dots, b\}^{rows \times cols}$.

    Args:
        rows: the number of rows, or a strategy for it.
        cols: the number of columns, or a strategy for it.
        bound: the largest absolute value, from 1 to 127.

    Returns:
        A strategy for int64 arrays of shape (rows, cols); it shrinks to zeros.

    Raises:
        ValueError: for a bound outside 1 to 127.

    Examples:
        >>> import refmath as rm
        >>> from hypothesis import find
        >>> find(rm.strategies.integer_matrices(2, 1), lambda matrix: True).tolist()
        [[0], [0]]
    """
    _check_bound(bound)
    shapes = st.tuples(_strategy(rows), _strategy(cols))
    return shapes.flatmap(lambda shape: _integers(shape, bound))


@st.composite
def attention_layers(
    draw: st.DrawFn,
    *,
    d_model: int | st.SearchStrategy[int] = UP_TO_4,
    n_heads: int | st.SearchStrategy[int] = UP_TO_3,
    d_head: int | st.SearchStrategy[int] = UP_TO_3,
    dtype: Any = "float64",
    scale: float = 1.0,
    number: Callable[[int], Any] | None = None,
    parts: Sequence[str] = (),
    n_ctx: int = 4,
    causal: bool = True,
) -> AttentionLayer:
    r"""Return a strategy for layers of attention heads.

    $W = \mathrm{scale} \cdot k / 8$ with integers $-8 \le k \le 8$.

    Args:
        draw: given by Hypothesis.
        d_model: the width of the residual stream, or a strategy for it.
        n_heads: the number of heads, or a strategy for it.
        d_head: the size of a head, or a strategy for it.
        dtype: "float64" or "float32".
        scale: a factor of every weight; a power of 2 keeps them exact.
        number: makes an exact number of an integer k; the arrays are then of dtype object, and
            dtype and scale are not used.
        parts: which of `EVERY_PART` a layer may have: biases, a norm (with ε = 1), rotary positions
            (by right angles, so that they are exact), keys and values that heads share, an MLP
            (whose activation is "relu", for the same reason), itself with biases and a norm if
            named; a norm of what the heads write and, beside MLPs, of what the MLP does; what
            stands between queries and keys and their patterns, norms of queries and keys, gates of
            the MLP, and an MLP beside the heads.
        n_ctx: how far rotary positions and biases of scores reach.
        causal: whether the model is to be: others have no windows and no biases of scores.

    Returns:
        A strategy for `AttentionLayer`s.

    Raises:
        ValueError: for an unknown part.

    Examples:
        >>> import refmath as rm
        >>> from hypothesis import find
        >>> layer = find(rm.strategies.attention_layers(n_heads=2), lambda layer: layer.d_head > 1)
        >>> layer.n_heads, layer.d_head, layer.d_model
        (2, 2, 1)
    """
    _check_parts(parts)

    def weights(*shape: int) -> Array:
        return draw(_weights(shape, dtype, scale, number))

    model, heads, head = draw(_strategy(d_model)), draw(_strategy(n_heads)), draw(_strategy(d_head))
    divisors = [n for n in range(heads, 0, -1) if heads % n == 0]
    groups = draw(st.sampled_from(divisors)) if "groups" in parts else heads
    numbers: dict[str, Any] = {"dtype": dtype, "scale": scale, "number": number}
    mlp = draw(_mlps(model, dtype, scale, number, parts)) if "mlps" in parts else None
    of_heads: dict[str, Any] = {
        f"{name}_norm": draw(norms(draw(st.sampled_from((head, n * head))), **numbers))
        for name, n in (("q", heads), ("k", groups))
        if "normed queries and keys" in parts
    }
    shapes = {"b_Q": (heads, head), "b_K": (groups, head), "b_V": (groups, head), "b_O": (model,)}
    return AttentionLayer(
        weights(heads, head, model),
        weights(groups, head, model),
        weights(groups, head, model),
        weights(heads, model, head),
        **{
            name: weights(*shapes[name])
            for name in BIASES
            if "biases" in parts and draw(st.booleans())
        },
        norm=draw(norms(model, **numbers)) if "norms" in parts else None,
        rotary=_right_angles(draw, head // 2, n_ctx, dtype, number)
        if "rotary" in parts and head > 1
        else None,
        **(_of_scores(draw, weights, heads, n_ctx, causal, number) if "scores" in parts else {}),
        **of_heads,
        post_norm=draw(norms(model, **numbers)) if "post norms" in parts else None,
        mlp=mlp,
        parallel=mlp is not None and "parallel" in parts and draw(st.booleans()),
    )


def _of_scores(
    draw: st.DrawFn,
    weights: Callable[..., Array],
    n_heads: int,
    n_ctx: int,
    causal: bool,
    number: Callable[[int], Any] | None,
) -> dict[str, Any]:
    """Draw what stands between queries and keys and their patterns; no cap of exact numbers."""
    return {
        "score_scale": draw(st.none() | CAPS),
        "score_cap": draw(st.none() | CAPS) if number is None else None,
        "score_bias": weights(n_heads, n_ctx) if causal and draw(st.booleans()) else None,
        "window": draw(st.none() | st.integers(1, 3)) if causal else None,
        "sinks": weights(n_heads) if draw(st.booleans()) else None,
    }


@st.composite
def _mlps(
    draw: st.DrawFn,
    d_model: int,
    dtype: Any,
    scale: float,
    number: Callable[[int], Any] | None,
    parts: Sequence[str],
) -> MLP | None:
    def weights(*shape: int) -> Array:
        return draw(_weights(shape, dtype, scale, number))

    if not draw(st.booleans()):
        return None
    width = draw(UP_TO_3)
    biased = "biases" in parts and draw(st.booleans())
    gated = "gates" in parts and draw(st.booleans())
    of_stream = norms(d_model, dtype=dtype, scale=scale, number=number)
    return MLP(
        weights(width, d_model),
        weights(d_model, width),
        b_in=weights(width) if biased else None,
        b_out=weights(d_model) if biased else None,
        W_gate=weights(width, d_model) if gated else None,
        b_gate=weights(width) if gated and biased else None,
        norm=draw(of_stream) if "norms" in parts else None,
        post_norm=draw(of_stream) if "post norms" in parts else None,
        activation="relu",
    )


def norms(
    d_model: int,
    *,
    dtype: Any = "float64",
    scale: float = 1.0,
    number: Callable[[int], Any] | None = None,
) -> st.SearchStrategy[Norm | None]:
    r"""Return a strategy for norms, LayerNorms and RMSNorms, with ε = 1; or None.

    $\gamma, \beta = \mathrm{scale} \cdot k / 8$ with integers $-8 \le k \le 8$, each there or not.

    Args:
        d_model: the width of what is read.
        dtype: "float64" or "float32".
        scale: a factor of γ and β.
        number: makes an exact number of an integer k, as in `models`.

    Returns:
        A strategy for `Norm`s and None, which it shrinks to.

    Examples:
        >>> import refmath as rm
        >>> from hypothesis import find
        >>> find(rm.strategies.norms(3), lambda norm: norm is not None).gain is None
        True
    """
    vector = st.none() | _weights((d_model,), dtype, scale, number)
    return st.none() | st.builds(Norm, vector, vector, centred=st.booleans(), eps=st.just(1.0))


@st.composite
def models(
    draw: st.DrawFn,
    *,
    n_layers: int | st.SearchStrategy[int] = LAYERS,
    n_heads: int | st.SearchStrategy[int] = UP_TO_3,
    d_model: int | st.SearchStrategy[int] = UP_TO_4,
    d_vocab: int | st.SearchStrategy[int] = UP_TO_4,
    d_out: int | st.SearchStrategy[int] | None = None,
    d_head: int | st.SearchStrategy[int] = UP_TO_3,
    n_ctx: int | st.SearchStrategy[int] = UP_TO_4,
    positions: str | st.SearchStrategy[str | None] | None = PLACES,
    causal: bool | st.SearchStrategy[bool] = True,
    dtype: Any = "float64",
    scale: float = 1.0,
    number: Callable[[int], Any] | None = None,
    parts: Sequence[str] = (),
) -> Transformer:
    r"""Return a strategy for attention-only transformers.

    $W = \mathrm{scale} \cdot k / 8$ with integers $-8 \le k \le 8$.

    Args:
        draw: given by Hypothesis.
        n_layers: the number of layers, or a strategy for it.
        n_heads: the number of heads, or a strategy for it, drawn anew for each layer.
        d_model: the width of the residual stream, or a strategy for it.
        d_vocab: the size of the vocabulary, or a strategy for it.
        d_out: the number of outputs, or a strategy for it; None for d_vocab, the tokens.
        d_head: the size of a head, or a strategy for it, drawn anew for each layer.
        n_ctx: how far W_pos, rotary positions and biases of scores reach, or a strategy for it.
        positions: where W_pos is added, "qk" or "residual", None for no W_pos, or a strategy.
        causal: whether heads are causal, or a strategy for it.
        dtype: "float64" or "float32".
        scale: a factor of every weight; a power of 2 keeps them exact.
        number: makes an exact number of an integer k; the arrays are then of dtype object, and
            dtype and scale are not used.
        parts: which of `EVERY_PART` the model may have, as in `attention_layers`; "norms" allows a
            final norm, too, and "biases" a bias of the logits; "capped logits" a cap of them, but
            not of exact numbers.

    Returns:
        A strategy for `Transformer`s.

    Raises:
        ValueError: for an unknown part.

    Examples:
        >>> import refmath as rm
        >>> from hypothesis import find
        >>> find(rm.strategies.models(), lambda model: model.n_layers == 2).n_heads
        (1, 1)
    """
    _check_parts(parts)

    def weights(*shape: int) -> Array:
        return draw(_weights(shape, dtype, scale, number))

    width, vocabulary = draw(_strategy(d_model)), draw(_strategy(d_vocab))
    outputs = vocabulary if d_out is None else draw(_strategy(d_out))
    where = draw(_strategy(positions))
    reaching = where is not None or "rotary" in parts or "scores" in parts
    longest, is_causal = draw(_strategy(n_ctx)) if reaching else 4, draw(_strategy(causal))
    numbers: dict[str, Any] = {"dtype": dtype, "scale": scale, "number": number}
    layer = attention_layers(
        d_model=width,
        n_heads=n_heads,
        d_head=d_head,
        parts=parts,
        n_ctx=longest,
        causal=is_causal,
        **numbers,
    )
    return Transformer(
        weights(width, vocabulary),
        weights(outputs, width),
        [draw(layer) for _ in range(draw(_strategy(n_layers)))],
        W_pos=None if where is None else weights(width, longest),
        positions="qk" if where is None else where,
        causal=is_causal,
        final_norm=draw(norms(width, **numbers)) if "norms" in parts else None,
        b_U=weights(outputs) if "biases" in parts and draw(st.booleans()) else None,
        logit_cap=draw(st.none() | CAPS) if "capped logits" in parts and number is None else None,
    )


@st.composite
def tokens(
    draw: st.DrawFn,
    model: Transformer,
    *,
    n_ctx: int | st.SearchStrategy[int] | None = None,
    batch: tuple[int, ...] = (),
) -> Array:
    r"""Return a strategy for tokens that a model accepts.

    $0 \le \mathrm{token} < d_{vocab}$.

    Args:
        draw: given by Hypothesis.
        model: the transformer.
        n_ctx: the number of positions, or a strategy for it; by default 1 to 4, or to as many as
            W_pos has columns.
        batch: the sizes in front.

    Returns:
        A strategy for int64 arrays of shape (*batch, n_ctx).

    Examples:
        >>> import refmath as rm
        >>> from hypothesis import find
        >>> model = rm.Transformer(np.ones((1, 3)), np.ones((3, 1)), [])
        >>> find(rm.strategies.tokens(model, n_ctx=2), lambda t: t[0] < t[1]).tolist()
        [0, 1]
    """
    if n_ctx is None:
        n_ctx = st.integers(1, 4 if model.n_ctx is None else model.n_ctx)
    shape = (*batch, draw(_strategy(n_ctx)))
    size = int(np.prod(shape))
    token = st.integers(0, model.d_vocab - 1)
    drawn = draw(st.lists(token, min_size=size, max_size=size))
    return np.array(drawn, dtype=np.int64).reshape(shape)


@st.composite
def models_with_tokens(
    draw: st.DrawFn, /, *, batch: tuple[int, ...] = (), **options: Any
) -> tuple[Transformer, Array]:
    r"""Return a strategy for a transformer and tokens for it.

    $0 \le \mathrm{token} < d_{vocab}$, at most as many as $W_{pos}$ has columns.

    Args:
        draw: given by Hypothesis.
        batch: the sizes of the tokens in front of n_ctx.
        **options: what `models` takes.

    Returns:
        A strategy for pairs (model, tokens), the tokens of shape (*batch, n_ctx).

    Examples:
        >>> import refmath as rm
        >>> from hypothesis import find
        >>> of_one_layer = rm.strategies.models_with_tokens(n_layers=1)
        >>> model, t = find(of_one_layer, lambda pair: len(pair[1]) > 1)
        >>> model.n_layers, t.tolist()
        (1, [0, 0])
    """
    model = draw(models(**options))
    return model, draw(tokens(model, batch=batch))


@st.composite
def gauges(
    draw: st.DrawFn,
    size: int | st.SearchStrategy[int] = UP_TO_4,
    *,
    bound: int = 3,
    shears: int = 4,
) -> tuple[Array, Array]:
    r"""Return a strategy for invertible matrices with their inverses, both of whole numbers.

    $M^{-1} M = \mathrm{Id}$: M is a product of shears, so that neither has a fraction, and a
    product with weights over 8 stays exact.

    Args:
        draw: given by Hypothesis.
        size: the rows and columns, or a strategy for them.
        bound: the largest multiple of one row that is added to another.
        shears: how many times at most.

    Returns:
        A strategy for pairs (M, M⁻¹) of float64 arrays; it shrinks to identities.

    Examples:
        >>> import refmath as rm
        >>> from hypothesis import find
        >>> gauges = rm.strategies.gauges(2)
        >>> M, inverse = find(gauges, lambda pair: bool((pair[0] != np.eye(2)).any()))
        >>> (inverse @ M).tolist()
        [[1.0, 0.0], [0.0, 1.0]]
    """
    _check_bound(bound)
    n = draw(_strategy(size))
    M, inverse = np.eye(n), np.eye(n)
    for _ in range(draw(st.integers(0, shears)) if n > 1 else 0):
        row = draw(st.integers(0, n - 1))
        other = draw(st.integers(0, n - 2))
        other += other >= row
        times = draw(st.integers(-bound, bound))
        M[row] += times * M[other]
        inverse[:, other] -= times * inverse[:, row]
    return M, inverse


@st.composite
def orthogonal_matrices(
    draw: st.DrawFn, size: int | st.SearchStrategy[int] = UP_TO_4, *, turns: int = 3
) -> Array:
    r"""Return a strategy for orthogonal matrices: signed permutations, then turns of planes.

    $Q^\top Q = \mathrm{Id}$, to rounding; exactly where no plane is turned.

    Args:
        draw: given by Hypothesis.
        size: the rows and columns, or a strategy for them.
        turns: how many planes of coordinates are turned at most.

    Returns:
        A strategy for float64 arrays of shape (size, size); it shrinks to the identity.

    Examples:
        >>> import refmath as rm
        >>> from hypothesis import find
        >>> find(rm.strategies.orthogonal_matrices(2), lambda Q: Q[0, 0] == 0).tolist()
        [[0.0, 1.0], [1.0, 0.0]]
    """
    n = draw(_strategy(size))
    signs = draw(st.lists(st.sampled_from((1.0, -1.0)), min_size=n, max_size=n))
    Q = np.eye(n)[draw(permutations(n))] * np.asarray(signs)
    for _ in range(draw(st.integers(0, turns)) if n > 1 else 0):
        i = draw(st.integers(0, n - 2))
        angle = draw(st.integers(-8, 8)) * np.pi / 8
        turn = np.eye(n)
        turn[i : i + 2, i : i + 2] = [
            [np.cos(angle), -np.sin(angle)],
            [np.sin(angle), np.cos(angle)],
        ]
        Q = Q @ turn
    return Q


def permutations(size: int) -> st.SearchStrategy[list[int]]:
    """Return a strategy for orders of heads, positions or tokens, as lists of indices.

    Args:
        size: how many there are.

    Returns:
        A strategy for lists that hold 0 to size − 1 once each; it shrinks to their order.

    Raises:
        ValueError: for a size below 1.

    Examples:
        >>> import refmath as rm
        >>> from hypothesis import find
        >>> find(rm.strategies.permutations(3), lambda order: True)
        [0, 1, 2]
    """
    return st.permutations(range(whole_number("size", size, least=1))).map(list)


@st.composite
def low_rank_pairs(
    draw: st.DrawFn,
    *,
    rows: int | st.SearchStrategy[int] = UP_TO_4,
    cols: int | st.SearchStrategy[int] = UP_TO_4,
    inner: int | st.SearchStrategy[int] = UP_TO_3,
    bound: int = UNIT,
) -> tuple[Array, Array]:
    r"""Return a strategy for two factors of a product, whose inner size may be above or below.

    $L R$ with $L \in \mathbb{R}^{rows \times k}$, $R \in \mathbb{R}^{k \times cols}$.

    Args:
        draw: given by Hypothesis.
        rows: the rows of the product, or a strategy for them.
        cols: its columns, or a strategy for them.
        inner: k, or a strategy for it.
        bound: the largest absolute value of an entry, which is a whole number.

    Returns:
        A strategy for pairs (L, R) of float64 arrays; it shrinks to zeros.

    Examples:
        >>> import refmath as rm
        >>> from hypothesis import find
        >>> of_rank_1 = rm.strategies.low_rank_pairs(inner=1)
        >>> L, R = find(of_rank_1, lambda pair: (pair[0] @ pair[1]).shape == (2, 3))
        >>> L.shape, R.shape
        ((2, 1), (1, 3))
    """
    k = draw(_strategy(inner))
    left = draw(integer_matrices(rows, k, bound=bound))
    right = draw(integer_matrices(k, cols, bound=bound))
    return left.astype(float), right.astype(float)


def _strategy(value: T | st.SearchStrategy[T]) -> st.SearchStrategy[T]:
    return value if isinstance(value, st.SearchStrategy) else st.just(value)


def _check_bound(bound: int) -> None:
    whole_number("bound", bound, least=1, below=128)


def _check_parts(parts: Sequence[str]) -> None:
    named = isinstance(parts, str)
    unknown = parts if named else [part for part in parts if part not in EVERY_PART]
    if named or unknown:
        raise ValueError(f"parts: expected some of {', '.join(EVERY_PART)}, got {unknown!r}")


def _right_angles(
    draw: st.DrawFn, pairs: int, n_ctx: int, dtype: Any, number: Callable[[int], Any] | None
) -> Rotary | None:
    """Draw rotary positions whose pair p is turned by a whole number of right angles a position."""
    turns = draw(st.none() | st.lists(st.integers(0, 3), min_size=1, max_size=pairs))
    if turns is None:
        return None
    angles = np.arange(n_ctx)[:, None] * np.asarray(turns) % 4
    cos, sin = np.array([1, 0, -1, 0])[angles], np.array([0, 1, 0, -1])[angles]
    tables = [_as_numbers(table, number) if number else table.astype(dtype) for table in (cos, sin)]
    return Rotary(*tables, pairing=draw(st.sampled_from(PAIRINGS)))


def _as_numbers(k: Array, number: Callable[[int], Any]) -> Array:
    array = np.empty(k.shape, dtype=object)
    array.reshape(-1)[:] = [number(int(value)) for value in k.flat]
    return array


# Composite, where a map would do: Hypothesis prints what a map was made by, and not the array.
@st.composite
def _integers(draw: st.DrawFn, shape: tuple[int, ...], bound: int) -> Array:
    """Draw a whole array as one string of bytes: far faster than an integer at a time."""
    size = int(np.prod(shape))
    data = draw(st.binary(min_size=size, max_size=size))
    code = np.frombuffer(data, dtype=np.uint8).astype(np.int64) % (2 * bound + 1)
    # 0, 1, -1, 2, -2, ...: a smaller byte, which shrinking looks for, is a simpler number.
    magnitude = (code + 1) // 2
    return np.where(code % 2 == 1, magnitude, -magnitude).reshape(shape)


@st.composite
def _weights(
    draw: st.DrawFn,
    shape: tuple[int, ...],
    dtype: Any,
    scale: float,
    number: Callable[[int], Any] | None,
) -> Array:
    k = draw(_integers(shape, UNIT))
    return _as_numbers(k, number) if number else (k * (scale / UNIT)).astype(dtype)
