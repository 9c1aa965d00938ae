"""Laws for the property tests of other implementations: each theorem, asked of their own functions.

A law takes an adapter, as `conformance` does, and what Hypothesis draws, and holds what the adapter
answers against what it answers to another question, never against our numbers. Each is called as
its theorem is; it raises an AssertionError that says how far the answers lie apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from refmath.arguments import refused
from refmath.conforming.adapters import Held, as_numpy, parts_of
from refmath.conforming.answers.diagnosis import ROUNDINGS, in_dtype
from refmath.conforming.cases import Case
from refmath.conforming.mistakes.pages import page_of
from refmath.conforming.quantities import QUANTITIES, Answer, Quantity, Setting
from refmath.numeric.arrays.rounding import gamma
from refmath.numeric.model.arguments import check_model, check_tokens, head_index, layer_index
from refmath.numeric.paths.listed import paths

if TYPE_CHECKING:
    from refmath.numeric.arrays.libraries import Array
    from refmath.numeric.model.transformer import AttentionLayer, Transformer

Gauge = tuple[Any, Any]
"""An invertible matrix and its inverse, as `strategies.gauges` draws them."""


def softmax_rows_sum_to_1(adapter: Any, model: Transformer, tokens: Any) -> None:
    r"""Hold patterns to be distributions over the sources at or before each destination.

    $A_{ij} \ge 0$, $\sum_{j \le i} A_{ij} = 1$, $A_{ij} = 0$ for $j > i$.

    Args:
        adapter: offers `pattern`.
        model: without sinks, which take a share of each row.
        tokens: shape (n_ctx,).

    Raises:
        AssertionError: if one of the adapter's patterns is none.
        ValueError: for a model or tokens of which the law doesn't speak, or that the adapter
            doesn't take.

    Theorem:
        softmax_rows_sum_to_1

    Examples:
        >>> import refmath as rm
        >>> import numpy as np
        >>> class Mine:
        ...     def pattern(self, model, tokens, layer, head):
        ...         return np.full((len(tokens), len(tokens)), 1 / len(tokens))
        >>> model = rm.by_hand.duplicate_token_head(3)
        >>> rm.laws.softmax_rows_sum_to_1(Mine(), model, [0])
        >>> try:
        ...     rm.laws.softmax_rows_sum_to_1(Mine(), model, [0, 1])
        ... except AssertionError as error:
        ...     print(str(error).partition(" where")[0])
        softmax_rows_sum_to_1: expected 0 for later sources, got a difference of 0.5
    """
    asked = _ask(Held(adapter), "pattern", _without(model, "sinks"), tokens)
    rows = {of: as_numpy(A) for of, A in asked.answer.items()}
    n_ctx = len(asked.setting.tokens)
    later, nothing = ~np.tril(np.ones((n_ctx, n_ctx), dtype=bool)), np.zeros((n_ctx, n_ctx))
    law = "softmax_rows_sum_to_1"
    if model.causal:
        hidden = {of: np.where(later, A, 0.0) for of, A in rows.items()}
        _hold(law, "0 for later sources", asked, hidden, _all(rows, nothing), _all(rows, nothing))
    below = {of: np.minimum(A, 0.0) for of, A in rows.items()}
    _hold(law, "nothing below 0", asked, below, _all(rows, nothing), asked.bounds)
    sums = {of: A.sum(axis=1, keepdims=True) for of, A in rows.items()}
    slack = {
        of: asked.bounds[of].sum(axis=1, keepdims=True) + gamma(n_ctx, np.float64) for of in rows
    }
    _hold(law, "rows that sum to 1", asked, sums, _all(rows, np.ones((n_ctx, 1))), slack)


def causality_at_any_depth(adapter: Any, model: Transformer, tokens: Any, others: Any) -> None:
    r"""Hold logits to depend on no token behind them.

    $t_{\le i} = t'_{\le i} \Rightarrow T(t)_{\le i} = T(t')_{\le i}$.

    Args:
        adapter: offers `logits`.
        model: a causal one.
        tokens: shape (n_ctx,).
        others: as many tokens; what is before the first in which they differ is compared.

    Raises:
        AssertionError: if the adapter's logits see what comes later.
        ValueError: as for `softmax_rows_sum_to_1`.

    Theorem:
        causality_at_any_depth

    Examples:
        >>> import refmath as rm
        >>> class Mine:
        ...     def logits(self, model, tokens):
        ...         return (model.W_U @ model.W_E).T[tokens]
        >>> model = rm.by_hand.duplicate_token_head(3)
        >>> rm.laws.causality_at_any_depth(Mine(), model, [0, 1, 2], [0, 1, 1])
    """
    if not check_model(model).causal:
        raise refused("model", "a causal one", model)
    held = Held(adapter)
    asked = _ask(held, "logits", model, tokens)
    changed = _ask(held, "logits", model, others, name_of="others")
    a, b = asked.setting.tokens, changed.setting.tokens
    if a.shape != b.shape:
        raise refused("others", f"{len(a)} tokens, as many as tokens has", others)
    same = len(a) if (a == b).all() else int((a != b).argmax())
    before, then, slack = (
        {of: as_numpy(x)[:same] for of, x in answer.items()}
        for answer in (asked.answer, changed.answer, _sum(asked.bounds, changed.bounds))
    )
    said = f"logits before position {same} that later tokens don't change"
    _hold("causality_at_any_depth", said, asked, before, then, slack)


def order_of_the_heads(
    adapter: Any, model: Transformer, tokens: Any, layer: int, order: Any
) -> None:
    r"""Hold logits to be the same if the heads of a layer stand in another order.

    $\sum_h A^h \otimes W_{OV}^h$ has no order.

    Args:
        adapter: offers `logits`.
        model: without keys and values that heads share, norms of queries and keys.
        tokens: shape (n_ctx,).
        layer: the layer.
        order: its heads, each once, as `strategies.permutations` draws them.

    Raises:
        AssertionError: if the adapter's logits change.
        ValueError: as for `softmax_rows_sum_to_1`; for an order that is none.

    Theorem:
        order_of_the_heads, concatenated_heads_add
    """
    n = layer_index(_without(model, *OF_ALL_HEADS), layer)
    of_layer, indices = model.layers[n], np.asarray(order)
    if sorted(indices.tolist()) != [*range(of_layer.n_heads)]:
        raise refused("order", f"the heads 0 to {of_layer.n_heads - 1}, each once", order)
    own = ("W_Q", "W_K", "W_V", "W_O", "b_Q", "b_K", "b_V", "score_bias", "sinks")
    turned = {
        name: getattr(of_layer, name)[indices]
        for name in own
        if getattr(of_layer, name) is not None
    }
    other = _with_layer(model, n, replace(of_layer, **turned))
    _leaves(
        "order_of_the_heads", "logits that don't know it", adapter, "logits", (model, other), tokens
    )


def change_of_basis(adapter: Any, model: Transformer, tokens: Any, gauge: Gauge) -> None:
    r"""Hold logits to be the same in every basis of the residual stream.

    $W_E, W_O, W_{pos} \to M W_E, M W_O, M W_{pos}$ and $W_Q, W_K, W_V, W_U \to W_Q M^{-1}, \dots$

    Args:
        adapter: offers `logits`.
        model: without norms of the stream, which single a basis out.
        tokens: shape (n_ctx,).
        gauge: M and its inverse, (d_model, d_model), as `strategies.gauges` draws them: of whole
            numbers, so that the weights in the other basis are exact.

    Raises:
        AssertionError: if the adapter's logits change.
        ValueError: as for `softmax_rows_sum_to_1`; for matrices of another size.

    Theorem:
        change_of_basis, change_of_basis_of_logits
    """
    check_model(model)
    M, back = _checked_gauge(gauge, _without(model, *OF_THE_STREAM).d_model)
    layers = [_in_basis(layer, M, back) for layer in model.layers]
    W_pos = None if model.W_pos is None else M @ model.W_pos
    other = replace(model, W_E=M @ model.W_E, W_U=model.W_U @ back, W_pos=W_pos, layers=layers)
    said = "logits that don't know the basis of the stream"
    _leaves("change_of_basis", said, adapter, "logits", (model, other), tokens)


def only_W_QK_matters(
    adapter: Any, model: Transformer, tokens: Any, layer: int, head: int, gauge: Gauge
) -> None:
    r"""Hold a head's pattern to be the same if queries and keys change coordinates.

    $W_Q \to M W_Q$, $W_K \to (M^{-1})^\top W_K$.

    Args:
        adapter: offers `pattern`.
        model: without shared keys, rotary positions, norms of queries and keys: the head's
            coordinates are then its own.
        tokens: shape (n_ctx,).
        layer: the layer.
        head: the head.
        gauge: M and its inverse, (d_head, d_head), of whole numbers.

    Raises:
        AssertionError: if one of the adapter's patterns changes.
        ValueError: as for `softmax_rows_sum_to_1`; for matrices of another size.

    Theorem:
        only_W_QK_matters
    """
    n, h = head_index(_without(model, *OF_ALL_HEADS, "rotary"), layer, head)
    of_layer = model.layers[n]
    M, back = _checked_gauge(gauge, of_layer.d_head)
    turned = _of_head(of_layer, h, {"W_Q": M, "b_Q": M, "W_K": back.T, "b_K": back.T})
    both = (model, _with_layer(model, n, turned))
    said = "patterns that know queries and keys by their products alone"
    _leaves("only_W_QK_matters", said, adapter, "pattern", both, tokens)


def only_W_OV_matters(
    adapter: Any, model: Transformer, tokens: Any, layer: int, head: int, gauge: Gauge
) -> None:
    r"""Hold logits to be the same if a head's values change coordinates.

    $W_V \to M W_V$, $W_O \to W_O M^{-1}$.

    Args:
        adapter: offers `logits`.
        model: without shared values.
        tokens: shape (n_ctx,).
        layer: the layer.
        head: the head.
        gauge: M and its inverse, (d_head, d_head), of whole numbers.

    Raises:
        AssertionError: if the adapter's logits change.
        ValueError: as for `softmax_rows_sum_to_1`; for matrices of another size.

    Theorem:
        only_W_OV_matters
    """
    n, h = head_index(_without(model, "grouped keys and values"), layer, head)
    of_layer = model.layers[n]
    M, back = _checked_gauge(gauge, of_layer.d_head)
    turned = _of_head(of_layer, h, {"W_V": M, "b_V": M})
    W_O = of_layer.W_O.copy()
    W_O[h] = W_O[h] @ back
    both = (model, _with_layer(model, n, replace(turned, W_O=W_O)))
    said = "logits that know values and outputs by their products alone"
    _leaves("only_W_OV_matters", said, adapter, "logits", both, tokens)


def key_bias_is_inert(adapter: Any, model: Transformer, tokens: Any, layer: int, b_K: Any) -> None:
    r"""Hold patterns to be the same whatever the bias of the keys.

    $q_i \cdot (k_j + b) = q_i \cdot k_j + q_i \cdot b$: a constant for each destination.

    Args:
        adapter: offers `pattern`, and knows the part b_K.
        model: without rotary positions, norms of queries and keys, caps and sinks, behind which it
            isn't inert.
        tokens: shape (n_ctx,).
        layer: the layer.
        b_K: a bias, (n_groups, d_head).

    Raises:
        AssertionError: if one of the adapter's patterns changes.
        ValueError: as for `softmax_rows_sum_to_1`; for a bias of another shape.

    Theorem:
        key_bias_is_inert
    """
    n = layer_index(_without(model, "rotary", "q_norm", "k_norm", "score_cap", "sinks"), layer)
    of_layer = model.layers[n]
    with_it, none = (
        _with_layer(model, n, replace(of_layer, b_K=bias))
        for bias in (np.asarray(b_K, dtype=model.dtype), None)
    )
    said = "patterns that don't know the bias of the keys"
    _leaves("key_bias_is_inert", said, adapter, "pattern", (none, with_it), tokens)


def pattern_of_tokens(adapter: Any, model: Transformer, tokens: Any) -> None:
    r"""Hold the scores of a one-layer model to be the entries of its QK circuits.

    $S = t \, QK \, t^\top / \sqrt{d_{head}}$, up to a constant for each destination.

    Args:
        adapter: offers `scores` and `qk`.
        model: of one layer, without parts and positions.
        tokens: shape (n_ctx,).

    Raises:
        AssertionError: if the adapter's scores aren't its circuits'.
        ValueError: as for `softmax_rows_sum_to_1`.

    Theorem:
        pattern_of_tokens
    """
    if check_model(model).n_layers != 1 or model.parts or model.W_pos is not None:
        raise refused("model", "one layer, without parts and positions", model)
    held = Held(adapter)
    asked, circuits = (_ask(held, name, model, tokens) for name in ("scores", "QK circuit"))
    root, t = np.sqrt(model.layers[0].d_head), asked.setting.tokens
    picked, slack = {}, {}
    for of, QK in circuits.answer.items():
        picked[of] = as_numpy(QK)[np.ix_(t, t)] / root
        bound = np.broadcast_to(circuits.bounds[of], np.shape(QK))[np.ix_(t, t)] / root
        slack[of] = asked.bounds[of] + bound + gamma(4, np.float64) * np.abs(picked[of])
    said = "scores that are the entries of QK over √d_head"
    _hold("pattern_of_tokens", said, asked, asked.answer, picked, slack)


def path_expansion(adapter: Any, model: Transformer, tokens: Any) -> None:
    r"""Hold the logits of all paths to add up to the layered logits.

    $T = \sum_{paths} A^{h_k} \cdots A^{h_1} \otimes W_U W_{OV}^{h_k} \cdots W_{OV}^{h_1} W_E$.

    Args:
        adapter: offers `path_logits` and `logits`; is asked for every path, of which there are
            $\prod_l (1 + n_{heads, l})$.
        model: without parts.
        tokens: shape (n_ctx,).

    Raises:
        AssertionError: if the adapter's paths don't add up to its logits.
        ValueError: as for `softmax_rows_sum_to_1`.

    Theorem:
        path_expansion, path_expansion_computed
    """
    held = Held(adapter)
    asked = _ask(held, "logits", _without(model, *check_model(model).parts), tokens)
    given, t = in_dtype(held, asked.setting).of_model, asked.setting.tokens
    every = list(paths(given))
    terms = [held.positions_first(held.call("path_logits", given, t, list(path))) for path in every]
    _add_up("path_expansion", "paths", asked, terms)


def term_importance(adapter: Any, model: Transformer, tokens: Any) -> None:
    r"""Hold what paths of each order add to the logits to add up to the logits.

    $\sum_k T_k = T$, $k$ being how many heads a path passes.

    Args:
        adapter: offers `term_importance` and `logits`.
        model: without parts.
        tokens: shape (n_ctx,).

    Raises:
        AssertionError: if the adapter's orders don't add up to its logits.
        ValueError: as for `softmax_rows_sum_to_1`.

    Theorem:
        term_importance
    """
    held = Held(adapter)
    asked, orders = (
        _ask(held, name, _without(model, *check_model(model).parts), tokens)
        for name in ("logits", "logits of each order")
    )
    _add_up("term_importance", "orders", asked, [as_numpy(T) for T in orders.answer.values()])


# --- what a law is asked of -----------------------------------------------------------------------

OF_THE_STREAM = ("norm", "post_norm", "mlp.post_norm", "final_norm")
"""Norms of what is read from the stream, or written to it."""
OF_ALL_HEADS = ("grouped keys and values", "q_norm", "k_norm")
"""Parts that heads have together."""


@dataclass(frozen=True)
class _Asked:
    quantity: Quantity
    setting: Setting
    answer: Answer
    bounds: Mapping[str, Array]


def _ask(
    held: Held, name: str, model: Transformer, tokens: Any, *, name_of: str = "tokens"
) -> _Asked:
    """Ask an adapter for a quantity, which has to have the right shape."""
    quantity = next(q for q in QUANTITIES if q.name == name)
    if not held.offers(quantity.method):
        raise refused("adapter", f"the function {quantity.method}", held.adapter)
    t = np.asarray(check_tokens(check_model(model), tokens, name=name_of))
    if t.ndim != 1:
        raise refused(name_of, "shape (n_ctx,)", tokens)
    setting = in_dtype(held, Setting(name, model, t))
    if not Case(quantity, setting).suits(held.conventions):
        known = (*held.conventions.positions, *held.conventions.parts)
        expected = f"of positions and parts only those that the adapter names ({known})"
        raise refused("model", expected, parts_of(model))
    answer, slack = quantity.ask(held, setting), ROUNDINGS[held.conventions.dtype]
    bounds = {of: slack * as_numpy(bound) for of, bound in quantity.bound(setting).items()}
    for of, right in quantity.ours(setting).items():
        given = np.shape(answer[of])
        if given != np.shape(right):
            raise AssertionError(f"{name}: expected shape {np.shape(right)}, got {given}")
    return _Asked(quantity, setting, answer, bounds)


def _hold(
    law: str, said: str, asked: _Asked, theirs: Answer, other: Answer, bounds: Answer
) -> None:
    apart = asked.quantity.compare(asked.setting, theirs, other, bounds)
    if apart.within or apart.gauge:
        return
    explained = max(float(np.max(bound, initial=0.0)) for bound in bounds.values())
    place = f", {apart.where}" if apart.where else ""
    raise AssertionError(
        f"{law}: expected {said}, got a difference of {apart.largest:.2g} where rounding explains"
        f" {explained:.2g}{place}; {page_of(law)}"
    )


def _leaves(
    law: str, said: str, adapter: Any, name: str, both: tuple[Transformer, Transformer], tokens: Any
) -> None:
    """Hold an answer to be the same of two models."""
    held = Held(adapter)
    before, after = (_ask(held, name, model, tokens) for model in both)
    bounds = _sum(before.bounds, after.bounds)
    _hold(law, said, before, before.answer, after.answer, bounds)


def _add_up(law: str, said: str, asked: _Asked, terms: list[Array]) -> None:
    """Hold terms, each as far off as the logits may be, to add up to the logits."""
    right = as_numpy(asked.answer[""])
    for term in terms:
        if term.shape != right.shape:
            raise AssertionError(f"{law}: expected {said} of shape {right.shape}, got {term.shape}")
    sums, sizes = np.sum(terms, axis=0), np.sum(np.abs(terms), axis=0)
    slack = (1 + len(terms)) * asked.bounds[""] + gamma(len(terms), np.float64) * sizes
    _hold(law, f"{said} that add up to the logits", asked, {"": sums}, asked.answer, {"": slack})


def _sum(bounds: Mapping[str, Array], others: Mapping[str, Array]) -> dict[str, Array]:
    return {of: bound + others[of] for of, bound in bounds.items()}


def _all(answers: Answer, value: Array) -> dict[str, Array]:
    return dict.fromkeys(answers, value)


def _without(model: Transformer, *parts: str) -> Transformer:
    """Refuse a model of which a law doesn't speak."""
    has = [part for part in parts if part in check_model(model).parts]
    of_mlps = any(layer.mlp is not None and layer.mlp.norm is not None for layer in model.layers)
    if has or ("norm" in parts and of_mlps):
        raise refused("model", f"one without {', '.join(has) or 'norms of MLPs'}", model)
    return model


def _checked_gauge(gauge: Any, size: int) -> tuple[Array, Array]:
    try:
        M, back = (np.asarray(matrix, dtype=np.float64) for matrix in gauge)
    except (TypeError, ValueError) as error:
        raise refused("gauge", "a matrix and its inverse", gauge) from error
    inverse = M.shape == back.shape == (size, size) and (M @ back == np.eye(size)).all()
    if not inverse or (np.round(M) != M).any():
        raise refused("gauge", f"a ({size}, {size}) matrix of whole numbers and its inverse", gauge)
    return M, back


def _with_layer(model: Transformer, n: int, layer: AttentionLayer) -> Transformer:
    return replace(model, layers=[*model.layers[:n], layer, *model.layers[n + 1 :]])


def _of_head(layer: AttentionLayer, head: int, by: Mapping[str, Array]) -> AttentionLayer:
    """Multiply some of a head's weights, and of its biases, from the left."""
    changed = {}
    for name, M in by.items():
        if (weights := getattr(layer, name)) is not None:
            changed[name] = weights.copy()
            changed[name][head] = M @ weights[head]
    return replace(layer, **changed)


def _in_basis(layer: AttentionLayer, M: Array, back: Array) -> AttentionLayer:
    mlp = layer.mlp
    if mlp is not None:
        mlp = replace(
            mlp,
            W_in=mlp.W_in @ back,
            W_gate=None if mlp.W_gate is None else mlp.W_gate @ back,
            W_out=M @ mlp.W_out,
            b_out=None if mlp.b_out is None else M @ mlp.b_out,
        )
    read = {name: getattr(layer, name) @ back for name in ("W_Q", "W_K", "W_V")}
    b_O = None if layer.b_O is None else M @ layer.b_O
    return replace(layer, **read, W_O=M @ layer.W_O, b_O=b_O, mlp=mlp)
