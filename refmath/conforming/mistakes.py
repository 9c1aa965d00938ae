"""Mistakes, each with the wrong answer that it gives: computed for whatever model is at hand.

Most are near misses of theorems, under their own names. Those that change a step of the computation
can be made together; the others give the wrong answer to one question.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from refmath.conforming import steps as right
from refmath.conforming.quantities import (
    Answer,
    Setting,
    attributions,
    by_order,
    compositions,
    of_paths,
    sizes_asked,
    steps_asked,
)
from refmath.conforming.steps import RIGHT, Computation, FreeNorm, Steps
from refmath.numeric.heads.contributions import logits_by_order
from refmath.numeric.heads.terms import path_logits
from refmath.numeric.layered.forward import attention_patterns
from refmath.numeric.model.parts import mlp_output
from refmath.numeric.paths.listed import paths
from refmath.sequences.grams import skip_grams, skip_trigram, skip_trigrams

if TYPE_CHECKING:
    from refmath.numeric.arrays.libraries import Array, Matrix
    from refmath.numeric.model.parts import Norm, Rotary
    from refmath.numeric.model.transformer import AttentionLayer, Transformer

Path = Sequence[tuple[int, int]]
Both = tuple[Any, Any]
"""A head's W_QK and W_OV, or a score's left factor and its right one."""


@dataclass(frozen=True)
class Mistake:
    """A wrong way to compute something.

    Attributes:
        name: as the near miss is called, where it is one.
        says: what one thinks who makes it, in a few words.
        theorem: the theorem that it contradicts; "" for lists of grams, of which none speaks.
        near_misses: the (theorem, near miss)es that it is.
        steps: what is put in place of the right steps; None if it is in no step.
        answers: the wrong answers to questions that no computation in steps answers, by quantity.
    """

    name: str
    says: str
    theorem: str
    near_misses: tuple[tuple[str, str], ...] = ()
    steps: Mapping[str, Any] | None = None
    answers: Mapping[str, Callable[[Setting], Answer]] = field(default_factory=dict)


def made_together(mistakes: Sequence[Mistake]) -> Steps | None:
    """Put the steps of several mistakes in place of the right ones; None where two ask for one."""
    changed: dict[str, Any] = {}
    for mistake in mistakes:
        here = dict(mistake.steps or {})
        if changed.keys() & here.keys():
            return None
        changed |= here
    return replace(RIGHT, **changed)


# --- in a step ------------------------------------------------------------------------------------


def _each_layer(
    change: Callable[[AttentionLayer], AttentionLayer],
) -> Callable[[Transformer], Transformer]:
    return lambda model: replace(model, layers=[change(layer) for layer in model.layers])


def _queries_for_keys(layer: AttentionLayer) -> AttentionLayer:
    if layer.n_groups != layer.n_heads:
        return layer
    return replace(layer, W_Q=layer.W_K, W_K=layer.W_Q, b_Q=layer.b_K, b_K=layer.b_Q)


def _not_masked_but_0(scores: Array) -> Array:
    return np.where(right.earlier(len(scores)), scores, 0.0)


def _lowered(by: float) -> Callable[[Array], Array]:
    return lambda scores: scores - by * ~right.earlier(len(scores))


def _put(number: float) -> Callable[[Array], Array]:
    return lambda scores: np.where(right.earlier(len(scores)), scores, number)


def _masked_out(pattern: Array) -> Array:
    return np.where(right.earlier(len(pattern)), pattern, 0.0)


def _last_layer_first(model: Transformer) -> Transformer:
    return replace(model, layers=model.layers[::-1])


def _with_positions_moved(model: Transformer, read: Array) -> Array:
    return right.compared(model, read)


def _written_transposed(layer: AttentionLayer, head: int, A: Array, v: Array) -> Array:
    return A.T @ v @ layer.W_O[head].T


def _head_0_for_all(_layer: AttentionLayer, _head: int) -> int:
    return 0


def _other_heads_O(layer: AttentionLayer, head: int, A: Array, v: Array) -> Array:
    return A @ v @ layer.W_O[layer.n_heads - 1 - head].T


def _as_it_was_read(_layer: AttentionLayer, _group: int, read: Array) -> Array:
    return read


def _by_the_right(layer: AttentionLayer, head: int, A: Array, read: Array) -> Array:
    W_OV = layer.W_O[head] @ layer.W_V[right.group_of(layer, head)]
    return A @ read @ W_OV


def _W_V_W_O(layer: AttentionLayer, head: int, A: Array, read: Array) -> Array:
    return A @ read @ (layer.W_V[right.group_of(layer, head)] @ layer.W_O[head]).T


def _of_head(
    product: Callable[[Array, Array], Array],
) -> Callable[[AttentionLayer, int, Array, Array], Array]:
    """Let some product stand for ⊗ in what a head writes."""

    def written_so(layer: AttentionLayer, head: int, A: Array, read: Array) -> Array:
        W_OV = layer.W_O[head] @ layer.W_V[right.group_of(layer, head)]
        return np.asarray(product(A, W_OV) @ read.reshape(-1)).reshape(read.shape)

    return written_so


def _averaged(x: Array, heads: Sequence[Array], b_O: Array | None) -> Array:
    mean = sum(heads, np.zeros_like(x)) / max(1, len(heads))
    return right.added(x, [mean], b_O)


def _no_stream(x: Array, heads: Sequence[Array], b_O: Array | None) -> Array:
    return right.added(np.zeros_like(x), heads, b_O)


def _stream_once_a_head(x: Array, heads: Sequence[Array], b_O: Array | None) -> Array:
    return right.added(len(heads) * x, heads, b_O)


def _without_eps(norm: Norm | None, x: Array) -> Array:
    if norm is None:
        return x
    with np.errstate(divide="ignore", invalid="ignore"):
        return right.normed(FreeNorm(norm.gain, norm.bias, norm.centred, 0.0), x)


def _eps_beside_the_deviation(norm: Norm | None, x: Array) -> Array:
    if norm is None:
        return x
    centred = x - x.mean(axis=-1, keepdims=True) if norm.centred else x
    out = centred / (np.sqrt((centred * centred).mean(axis=-1, keepdims=True)) + norm.eps)
    out = out if norm.gain is None else out * norm.gain
    return out if norm.bias is None else out + norm.bias


def _other_centring(norm: Norm | None, x: Array) -> Array:
    if norm is None:
        return x
    return right.normed(FreeNorm(norm.gain, norm.bias, not norm.centred, norm.eps), x)


def _without_bias(norm: Norm | None, x: Array) -> Array:
    return x if norm is None else right.normed(FreeNorm(norm.gain, None, norm.centred, norm.eps), x)


def _without_gain(norm: Norm | None, x: Array) -> Array:
    return x if norm is None else right.normed(FreeNorm(None, norm.bias, norm.centred, norm.eps), x)


def _gain_first(norm: Norm | None, x: Array) -> Array:
    """Scale by γ, and take off the mean behind it; the deviation is that of x."""
    if norm is None:
        return x
    mean = x.mean(axis=-1, keepdims=True) if norm.centred else 0.0
    deviation = np.sqrt(((x - mean) ** 2).mean(axis=-1, keepdims=True) + norm.eps)
    scaled = x if norm.gain is None else x * norm.gain
    out = (scaled - scaled.mean(axis=-1, keepdims=True) if norm.centred else scaled) / deviation
    return out if norm.bias is None else out + norm.bias


def _no_norm(_norm: Norm | None, x: Array) -> Array:
    return x


def _other_pairing(rotary: Rotary | None, rows: Array) -> Array:
    if rotary is None:
        return rows
    other = "halves" if rotary.pairing == "adjacent" else "adjacent"
    return right.rotated(replace(rotary, pairing=other), rows)


def _turned_back(rotary: Rotary | None, rows: Array) -> Array:
    return rows if rotary is None else right.rotated(replace(rotary, sin=-rotary.sin), rows)


def _not_turned(_rotary: Rotary | None, rows: Array) -> Array:
    return rows


def _group_by_remainder(layer: AttentionLayer, head: int) -> int:
    return head % layer.n_groups


def _group_by_the_query(layer: AttentionLayer, head: int) -> int:
    return min(head, layer.n_groups - 1)


def _beside_attention(layer: AttentionLayer, before: Array, x: Array) -> Array:
    if layer.mlp is None:
        return x
    return x + mlp_output(layer.mlp, right.normed(layer.mlp.norm, before))


def _of_the_heads_alone(layer: AttentionLayer, before: Array, x: Array) -> Array:
    if layer.mlp is None:
        return x
    return x + mlp_output(layer.mlp, right.normed(layer.mlp.norm, x - before))


def _first_of_the_group(layer: AttentionLayer) -> AttentionLayer:
    """Give all heads of a group the queries of its first."""
    size = layer.n_heads // layer.n_groups
    first = [h - h % size for h in range(layer.n_heads)]
    b_Q = None if layer.b_Q is None else layer.b_Q[first]
    return replace(layer, W_Q=layer.W_Q[first], b_Q=b_Q)


def _whole_group_written(layer: AttentionLayer, head: int, A: Array, v: Array) -> Array:
    size = layer.n_heads // layer.n_groups
    first = head - head % size
    return A @ v @ layer.W_O[first : first + size].sum(axis=0).T


def _without(*names: str) -> Callable[[Transformer], Transformer]:
    """Leave biases out."""
    nothing: dict[str, Any] = dict.fromkeys(names)

    def changed(layer: AttentionLayer) -> AttentionLayer:
        return replace(layer, **nothing)

    return _each_layer(changed)


def _unsummed_bias(layer: AttentionLayer, head: int, A: Array, v: Array) -> Array:
    """Move the values without their bias, and add it once for each source that is seen."""
    bias = None if layer.b_V is None else layer.b_V[right.group_of(layer, head)]
    if bias is None:
        return right.written(layer, head, A, v)
    sources = (A != 0).sum(axis=-1, keepdims=True)
    return (A @ (v - bias) + sources * bias) @ layer.W_O[head].T


def _b_O_once_a_head(x: Array, heads: Sequence[Array], b_O: Array | None) -> Array:
    return right.added(x, heads, None if b_O is None else len(heads) * b_O)


# --- in what the scores of a later layer are made of ----------------------------------------------

_Raw = Callable[["Transformer", int, int, Sequence[Any], Sequence[Any]], "Array"]


def _composed_scores(terms: Callable[[Array, Array, list[Array], list[Array]], Array]) -> _Raw:
    """Make the scores of e, the stream one layer before, of W_QK, and of what its heads moved.

    `terms` is given e, W_QK, what each head moved, and what each would move by its W_OV alone.
    """

    def raw(model: Transformer, n: int, h: int, streams: Any, patterns: Any) -> Array:
        layer, group = model.layers[n], right.group_of(model.layers[n], h)
        W_QK = layer.W_Q[h].T @ layer.W_K[group]
        if n == 0:
            return streams[0] @ W_QK @ streams[0].T
        e, before = streams[n - 1], model.layers[n - 1]
        W_OVs = [
            before.W_O[g] @ before.W_V[right.group_of(before, g)] for g in range(before.n_heads)
        ]
        moved = [A @ e @ W.T for A, W in zip(patterns[n - 1], W_OVs, strict=True)]
        turned = [A @ e @ W for A, W in zip(patterns[n - 1], W_OVs, strict=True)]
        return terms(e, W_QK, moved, turned)

    return raw


def _no_terms_of_both(e: Array, W: Array, moved: list[Array], _turned: list[Array]) -> Array:
    M = sum(moved, 0 * e)
    return np.asarray(e @ W @ e.T + M @ W @ e.T + e @ W @ M.T)


def _key_not_transposed(e: Array, W: Array, moved: list[Array], turned: list[Array]) -> Array:
    M, T = sum(moved, 0 * e), sum(turned, 0 * e)
    return np.asarray(e @ W @ e.T + M @ W @ e.T + e @ W @ T.T + M @ W @ M.T)


def _one_head_for_both(e: Array, W: Array, moved: list[Array], _turned: list[Array]) -> Array:
    M = sum(moved, 0 * e)
    own = sum(m @ W @ m.T for m in moved)
    return np.asarray(e @ W @ e.T + M @ W @ e.T + e @ W @ M.T + own)


def _of_the_embedding(model: Transformer, n: int, h: int, streams: Any, _patterns: Any) -> Array:
    layer = model.layers[n]
    W_QK = layer.W_Q[h].T @ layer.W_K[right.group_of(layer, h)]
    return np.asarray(streams[0] @ W_QK @ streams[0].T)


def _key_pattern_not_transposed(
    model: Transformer, n: int, h: int, streams: Any, patterns: Any
) -> Array:
    layer, x = model.layers[n], streams[n]
    W_QK = layer.W_Q[h].T @ layer.W_K[right.group_of(layer, h)]
    if n == 0:
        return np.asarray(x @ W_QK @ x.T)
    e, before = streams[n - 1], model.layers[n - 1]
    M = x - e
    back = sum(
        before.W_O[g] @ before.W_V[right.group_of(before, g)] @ e.T @ patterns[n - 1][g]
        for g in range(before.n_heads)
    )
    return np.asarray(e @ W_QK @ e.T + M @ W_QK @ e.T + e @ W_QK @ back + M @ W_QK @ M.T)


def _of_another_layer(model: Transformer, n: int, h: int, streams: Any, _patterns: Any) -> Array:
    layer = model.layers[(n + 1) % model.n_layers]
    head = min(h, layer.n_heads - 1)
    W_QK = layer.W_Q[head].T @ layer.W_K[right.group_of(layer, head)]
    return np.asarray(streams[n] @ W_QK @ streams[n].T)


def _with_positions_so(mixed_equal: bool) -> _Raw:
    def raw(model: Transformer, n: int, h: int, streams: Any, _patterns: Any) -> Array:
        layer, x = model.layers[n], streams[n]
        W_QK = layer.W_Q[h].T @ layer.W_K[right.group_of(layer, h)]
        in_qk = model.positions == "qk"
        p = right.positions_of(model, len(x)) * in_qk
        plain = x @ W_QK @ x.T + p @ W_QK @ p.T
        return np.asarray(plain + 2 * x @ W_QK @ p.T if mixed_equal else plain)

    return raw


# --- in how the logits are put together -----------------------------------------------------------


def _direct(model: Transformer) -> Array:
    return model.W_U @ model.W_E


def _ov(layer: AttentionLayer, head: int, model: Transformer) -> Array:
    W_V = layer.W_V[right.group_of(layer, head)]
    return model.W_U @ layer.W_O[head] @ W_V @ model.W_E


def _one_hot(model: Transformer, tokens: Matrix) -> Array:
    return np.eye(model.d_vocab, dtype=model.dtype)[tokens]


def _terms(model: Transformer, done: Computation) -> list[tuple[Array, Array]]:
    """List the pairs of a pattern and a circuit of one layer's operator."""
    n_ctx = len(done.residual[0])
    out = [(np.eye(n_ctx, dtype=model.dtype), _direct(model))]
    for layer, patterns, used in zip(model.layers, done.pattern, done.used, strict=True):
        out += [(A, _ov(layer, h, model)) for A, h in zip(patterns, used, strict=True)]
    return out


def _operator(
    product: Callable[[Array, Array], Array],
) -> Callable[[Transformer, Matrix, Computation], Array]:
    """Put T together of patterns and circuits, with some product in the place of ⊗."""

    def logits(model: Transformer, tokens: Matrix, done: Computation) -> Array:
        T = sum(product(A, W) for A, W in _terms(model, done))
        t = _one_hot(model, tokens)
        return np.asarray(T @ t.reshape(-1)).reshape(len(tokens), model.d_out)

    return logits


def _slot_by_slot(model: Transformer, tokens: Matrix, done: Computation) -> Array:
    terms = _terms(model, done)
    A, W = sum(A for A, _ in terms), sum(W for _, W in terms)
    return np.asarray(A @ _one_hot(model, tokens) @ W.T)


def _circuits_transposed(model: Transformer, tokens: Matrix, done: Computation) -> Array:
    t, (direct, *heads) = _one_hot(model, tokens), _terms(model, done)
    return np.asarray(t @ direct[1].T + sum(A @ t @ W for A, W in heads))


def _table_transposed(model: Transformer, tokens: Matrix, done: Computation) -> Array:
    t, (direct, *heads) = _one_hot(model, tokens), _terms(model, done)
    return np.asarray(t @ direct[1] + sum((A @ t @ W.T for A, W in heads), np.zeros(1)))


def _along_paths(
    pattern_word: Callable[[list[Array]], list[Array]],
    weight_word: Callable[[list[Array]], list[Array]],
    *,
    longest: int | None = None,
    of_two_heads: int = 1,
) -> Callable[[Transformer, Matrix, Computation], Array]:
    """Add up the paths, the words of each being written in some order."""

    def logits(model: Transformer, tokens: Matrix, done: Computation) -> Array:
        held = tuple(done.pattern)
        of_each = (
            (of_two_heads if len(path) == 2 else 1)
            * _of_words(model, tokens, path, held, pattern_word, weight_word)
            for path in paths(model, max_order=longest)
        )
        return np.asarray(sum(of_each))

    return logits


def _two_of_the_first_layer(model: Transformer, tokens: Matrix, done: Computation) -> Array:
    """Add the paths through one head at most, and those through two heads of the first layer."""
    words = (_later_to_the_left, _later_to_the_left)
    out = _along_paths(*words, longest=1)(model, tokens, done)
    for g in range(model.layers[0].n_heads if model.n_layers > 1 else 0):
        for h in range(model.layers[0].n_heads):
            out = out + _of_words(model, tokens, ((0, h), (0, g)), done.pattern, *words)
    return out


def _one_path_too_many(model: Transformer, tokens: Matrix, done: Computation) -> Array:
    if not model.layers or model.layers[0].n_heads < 2:
        return done.logits
    words = (_later_to_the_left, _later_to_the_left)
    return done.logits + _of_words(model, tokens, ((0, 0), (0, 1)), done.pattern, *words)


def _no_path_without_heads(model: Transformer, _tokens: Matrix, done: Computation) -> Array:
    return np.asarray(done.logits - done.residual[0] @ model.W_U.T)


def _later_to_the_left(word: list[Array]) -> list[Array]:
    return word[::-1]


def _in_running_order(word: list[Array]) -> list[Array]:
    return word


def _of_words(
    model: Transformer,
    tokens: Matrix,
    path: Path,
    patterns: Sequence[Array],
    pattern_word: Callable[[list[Array]], list[Array]],
    weight_word: Callable[[list[Array]], list[Array]],
) -> Array:
    A = np.eye(len(tokens), dtype=model.dtype)
    W = np.eye(model.d_model, dtype=model.dtype)
    for factor in pattern_word([patterns[n][h] for n, h in path]):
        A = A @ factor
    layers = [(model.layers[n], h) for n, h in path]
    for factor in weight_word(
        [layer.W_O[h] @ layer.W_V[right.group_of(layer, h)] for layer, h in layers]
    ):
        W = W @ factor
    return A @ _one_hot(model, tokens) @ (model.W_U @ W @ model.W_E).T


# --- in what is read off a model ------------------------------------------------------------------


def _circuits(
    of: Callable[[Transformer, AttentionLayer, int], Array],
) -> Callable[[Setting], Answer]:
    def answer(setting: Setting) -> Answer:
        model = setting.of_model
        return {f"layer {n}, head {h}": of(model, model.layers[n], h) for n, h in setting.heads()}

    return answer


def _plain_qk(model: Transformer, layer: AttentionLayer, head: int) -> Array:
    return model.W_E.T @ layer.W_Q[head].T @ layer.W_K[head] @ model.W_E


def _QK_scaled(model: Transformer, layer: AttentionLayer, head: int) -> Array:
    return _plain_qk(model, layer, head) / math.sqrt(layer.d_head)


def _composed(
    product: Callable[[str, Both, Both], Both],
    over_norms: bool = True,
) -> Callable[[Setting], Answer]:
    """Answer with a score of two matrices, made of (W_QK, W_OV) of a later head and an earlier."""

    def answer(setting: Setting) -> Answer:
        model = setting.of_model

        def both(head: tuple[int, int]) -> Both:
            layer, h = model.layers[head[0]], head[1]
            return layer.W_Q[h].T @ layer.W_K[h], layer.W_O[h] @ layer.W_V[h]

        def score(kind: str, later: tuple[int, int], earlier: tuple[int, int]) -> float:
            left, other = product(kind, both(later), both(earlier))
            norm = float(np.linalg.norm(left @ other))
            sizes = float(np.linalg.norm(left) * np.linalg.norm(other))
            if not over_norms:
                return norm
            return norm / sizes if sizes else 0.0

        return compositions(setting, score)

    return answer


def _read_by(kind: str, later: Both) -> Array:
    W_QK, W_OV = later
    return {"Q": W_QK.T, "K": W_QK, "V": W_OV}[kind]


def _as_it_is(kind: str, later: Both, earlier: Both) -> Both:
    return _read_by(kind, later), earlier[1]


def _W_QK_for_its_transpose(kind: str, later: Both, earlier: Both) -> Both:
    return (_read_by(kind, later) if kind == "V" else _read_by(kind, later).T), earlier[1]


def _the_other_order(kind: str, later: Both, earlier: Both) -> Both:
    return earlier[1], _read_by(kind, later)


def _paths_of(
    pattern_word: Callable[[list[Array]], list[Array]],
    weight_word: Callable[[list[Array]], list[Array]],
) -> Callable[[Setting], Answer]:
    def answer(setting: Setting) -> Answer:
        model, tokens = setting.of_model, setting.tokens
        patterns = attention_patterns(model, tokens)
        return of_paths(
            setting,
            lambda path: _of_words(model, tokens, path, patterns, pattern_word, weight_word),
        )

    return answer


def _paths_from_the_stream(setting: Setting) -> Answer:
    """Let a path's first head read the whole stream before it: all earlier heads' work in it."""
    model, tokens = setting.of_model, setting.tokens
    done = right.run(model, tokens)

    def of(path: Path) -> Array:
        if not path:
            return done.residual[0] @ model.W_U.T
        x = done.residual[path[0][0]]
        for n, h in path:
            layer = model.layers[n]
            x = done.pattern[n][h] @ x @ layer.W_V[right.group_of(layer, h)].T @ layer.W_O[h].T
        return x @ model.W_U.T

    return of_paths(setting, of)


def _softmax_of_one(
    together: Callable[[Sequence[Array]], Array],
) -> Callable[[Setting], Answer]:
    """Let a path's pattern be the softmax of its heads' scores, put together."""

    def answer(setting: Setting) -> Answer:
        model, tokens = setting.of_model, setting.tokens
        done = right.run(model, tokens)

        def of(path: Path) -> Array:
            if len(path) < 2:
                return path_logits(model, path, tokens)
            scores = together([done.scores[n][h] for n, h in path])
            held = [right.over_sources(right.hidden(scores))]
            x = done.residual[0]
            for n, h in path:
                layer = model.layers[n]
                x = x @ layer.W_V[right.group_of(layer, h)].T @ layer.W_O[h].T
            return np.asarray(held[0] @ x @ model.W_U.T)

        return of_paths(setting, of)

    return answer


def _by_prefixes(setting: Setting) -> Answer:
    """Answer with a path's logits and those of all that it begins with."""
    model, tokens = setting.of_model, setting.tokens
    return of_paths(
        setting,
        lambda path: sum(path_logits(model, path[:k], tokens) for k in range(len(path) + 1)),
    )


def _orders_below(setting: Setting) -> Answer:
    return by_order(np.cumsum(logits_by_order(setting.of_model, setting.tokens), axis=0))


def _a_round_less(setting: Setting) -> Answer:
    found = np.array(logits_by_order(setting.of_model, setting.tokens))
    if len(found) > 1:
        found[-1] = 0
    return by_order(found)


def _by_layer(setting: Setting) -> Answer:
    """Answer with what each layer adds in an ordinary pass."""
    model = setting.of_model
    streams = right.run(model, setting.tokens).residual
    written = [streams[0], *(b - a for a, b in pairwise(streams))]
    return by_order([x @ model.W_U.T for x in written])


def _attributed(
    moved: Callable[[Array], Array], circuit: str = "own"
) -> Callable[[Setting], Answer]:
    def answer(setting: Setting) -> Answer:
        model = setting.of_model
        done = right.run(model, setting.tokens)

        def of(destination: int, output: int) -> Array:
            u = model.W_U[output]
            terms = [done.residual[0][destination] @ u]
            for n, h in setting.heads():
                layer = model.layers[n]
                used = 0 if circuit == "first" else h
                read = done.residual[0 if circuit == "embedding" else n]
                v = read @ layer.W_V[right.group_of(layer, used)].T @ layer.W_O[used].T
                terms.append(moved(done.pattern[n][h])[destination] @ v @ u)
            return np.array(terms)

        return attributions(setting, of)

    return answer


def _transposed(A: Array) -> Array:
    return A.T


# --- in lists of grams ----------------------------------------------------------------------------


def _grams(of: Callable[[Sequence[Any], int | None], Any]) -> Callable[[Setting], Answer]:
    return lambda setting: steps_asked(lambda step: list(of(setting.tokens, step)))


def _sizes(of: Callable[[Sequence[Any], int, int], Any]) -> Callable[[Setting], Answer]:
    return lambda setting: sizes_asked(lambda n, k: list(of(setting.tokens, n, k)))


def _largest(words: Sequence[Any], step: int | None) -> int:
    return max(0, len(words) - 3) if step is None else step


def _last_step_alone(words: Sequence[Any], step: int | None) -> Any:
    return skip_trigram(words, _largest(words, step))


def _elements_as_positions(words: Sequence[Any], step: int | None) -> list[tuple[int, ...]]:
    """List the positions themselves, as the notebook's loop prints them."""
    return [tuple(gram) for gram in skip_trigrams(range(len(words)), step)]


def _the_notebooks(words: Sequence[Any], step: int | None) -> list[tuple[int, ...]]:
    """List the positions of one step alone, as the notebook's loop prints them."""
    return [tuple(gram) for gram in skip_trigram(range(len(words)), _largest(words, step))]


def _each_once(words: Sequence[Any], step: int | None) -> Any:
    return dict.fromkeys(skip_trigrams(words, step))


def _doubled(words: Sequence[Any], step: int | None) -> Any:
    """List each step's grams anew within the next."""
    return [g for s in range(_largest(words, step) + 1) for g in skip_trigrams(words, s)]


def _no_neighbours(words: Sequence[Any], step: int | None) -> Any:
    return islice(skip_trigrams(words, step), max(0, len(words) - 2), None)


def _step_too_far(words: Sequence[Any], step: int | None) -> Any:
    return skip_trigrams(words, None if step is None else step + 1)


def _step_short(words: Sequence[Any], step: int | None) -> Any:
    return () if step == 0 else skip_trigrams(words, None if step is None else step - 1)


def _last_left_out(words: Sequence[Any], step: int | None) -> Any:
    return skip_trigrams(words[:-1], step)


def _output_first(words: Sequence[Any], step: int | None) -> Any:
    return ((b, c, a) for a, b, c in skip_trigrams(words, step))


def _output_anywhere(words: Sequence[Any], step: int | None) -> Any:
    """List k-skip-3-grams: the output may stand further behind the destination, too."""
    return skip_grams(words, 3, _largest(words, step))


def _skips_a_gap(words: Sequence[Any], n: int, k: int) -> list[tuple[Any, ...]]:
    """Let each gap, and not all together, leave out k."""
    found: list[tuple[int, ...]] = [(i,) for i in range(len(words))]
    for _ in range(n - 1):
        found = [(*g, j) for g in found for j in range(g[-1] + 1, len(words)) if j - g[-1] <= k + 1]
    return [tuple(words[i] for i in g) for g in found]


def _exactly_k(words: Sequence[Any], n: int, k: int) -> Any:
    if not k:
        return skip_grams(words, n, k)
    found = list(skip_grams(range(len(words)), n, k))
    return (tuple(words[i] for i in g) for g in found if g[-1] - g[0] == n - 1 + k)


def _sizes_each_once(words: Sequence[Any], n: int, k: int) -> Any:
    return dict.fromkeys(skip_grams(words, n, k))


def _no_grams_at_the_end(words: Sequence[Any], n: int, k: int) -> Any:
    """List only the grams whose whole window of n + k is in the sequence."""
    found = skip_grams(range(len(words)), n, k)
    return (tuple(words[i] for i in g) for g in found if g[0] + n + k <= len(words))


# --- the list -------------------------------------------------------------------------------------

_P, _ONE, _TWO = "pattern_of_tokens", "one_layer", "two_layers"

OF_THE_PATTERN = (
    Mistake(
        "not_scaled",
        "leaving 1/√d_head out",
        _P,
        ((_P, "not_scaled"), (_ONE, "not_scaled")),
        {"scaled": lambda raw, _layer: raw},
    ),
    Mistake(
        "scaled_by_d_model",
        "1/√d_model for 1/√d_head",
        _P,
        ((_P, "scaled_by_d_model"), (_ONE, "scaled_by_d_model")),
        {"scaled": lambda raw, layer: raw / math.sqrt(layer.d_model)},
    ),
    Mistake(
        "scaled_by_d_head",
        "1/d_head for 1/√d_head",
        _P,
        (),
        {"scaled": lambda raw, layer: raw / layer.d_head},
    ),
    Mistake(
        "multiplied_by_the_root",
        "√d_head for 1/√d_head",
        _P,
        (),
        {"scaled": lambda raw, layer: raw * math.sqrt(layer.d_head)},
    ),
    Mistake(
        "W_QK_transposed",
        "keys for queries: W_Kᵀ W_Q",
        _P,
        (
            (_P, "W_QK_transposed"),
            (_ONE, "W_QK_transposed"),
            ("first_pattern", "keys_for_queries"),
            ("scores_of_any_layer", "keys_for_queries"),
        ),
        {"product": lambda q, k: k @ q.T},
        {"QK circuit": _circuits(lambda model, layer, head: _plain_qk(model, layer, head).T)},
    ),
    Mistake(
        "softmax_over_destinations",
        "the other axis: columns that sum to 1",
        _P,
        (
            (_P, "softmax_over_destinations"),
            (_ONE, "softmax_over_destinations"),
            ("softmax_rows_sum_to_1", "over_destinations"),
        ),
        {"softmax": lambda scores: right.softmax(scores, 0)},
    ),
    Mistake(
        "softmax_over_everything",
        "a softmax without an axis, which is over all entries",
        "softmax",
        (),
        {"softmax": lambda scores: right.softmax(scores, None)},
    ),
    Mistake(
        "no_softmax",
        "scores for the pattern",
        "softmax",
        (),
        {"softmax": lambda scores: np.where(np.isfinite(scores), scores, 0.0)},
    ),
    Mistake(
        "no_mask",
        "letting a destination attend to what comes after it",
        _P,
        (
            (_P, "no_mask"),
            (_ONE, "no_mask"),
            ("causality", "no_mask"),
            ("softmax_first_rows", "without_a_mask"),
        ),
        {"hidden": right.same},
    ),
    Mistake(
        "mask_forgotten_in_the_sum",
        "masking after the softmax",
        "softmax",
        (("softmax", "mask_forgotten_in_the_sum"),),
        {"hidden": right.same, "afterwards": _masked_out},
    ),
    Mistake(
        "divided_by_columns",
        "the sums on the other side, those of sources, with nothing masked in them",
        "softmax",
        (("softmax", "divided_by_columns"),),
        {
            "hidden": right.same,
            "softmax": lambda scores: right.softmax(scores, 0),
            "afterwards": _masked_out,
        },
    ),
    Mistake(
        "masked_scores",
        "a score of 0 for what is masked, whose weight is 1",
        "softmax",
        (("softmax", "masked_scores"),),
        {"hidden": _not_masked_but_0},
    ),
    Mistake(
        "mask_transposed",
        "the mask's other triangle: a destination attends to what comes after it alone",
        "softmax",
        (),
        {"hidden": lambda scores: np.where(right.earlier(len(scores)).T, scores, -np.inf)},
    ),
    Mistake(
        "mask_of_itself_too",
        "masking the destination itself; the first, which sees nothing, sees all",
        "softmax",
        (),
        {
            "hidden": lambda scores: np.where(
                np.tril(np.ones(scores.shape, bool), -1) | (np.arange(len(scores)) < 1)[:, None],
                scores,
                -np.inf,
            )
        },
    ),
    *(
        Mistake(
            f"mask_of_minus_{name}",
            f"{what} −{name} for −∞: scores may lie below it",
            "softmax",
            (),
            {"hidden": change},
        )
        for name, number in (("1e4", 1e4), ("1e5", 1e5))
        for what, change in (("a score of", _put(-number)),)
    ),
    *(
        Mistake(
            f"mask_that_adds_minus_{name}",
            f"adding −{name} for −∞: scores may differ by more",
            "softmax",
            (),
            {"hidden": _lowered(number)},
        )
        for name, number in (("1e4", 1e4), ("1e5", 1e5))
    ),
)

OF_THE_HEADS = (
    Mistake(
        "pattern_transposed",
        "reading A[source, destination] for A[destination, source]",
        _ONE,
        (
            (_ONE, "pattern_transposed"),
            ("head_as_tensor_product", "pattern_transposed"),
            ("skip_trigram_reading", "destination_for_source"),
            ("neuron_pre_activation", "pattern_transposed"),
            ("vec", "pattern_transposed"),
        ),
        {"written": _written_transposed},
        {"direct logit attribution": _attributed(_transposed)},
    ),
    Mistake(
        "pattern_returned_transposed",
        "giving A[source, destination] for A[destination, source]",
        _P,
        (),
        {"afterwards": _transposed},
    ),
    Mistake(
        "one_OV_for_all_heads",
        "the same W_OV for every head",
        _ONE,
        (
            (_ONE, "one_OV_for_all_heads"),
            ("concatenated_heads_add", "one_head_for_all"),
            ("skip_trigram_reading", "one_table_for_all_heads"),
            ("neuron_pre_activation", "one_W_OV_for_all_heads"),
        ),
        {"head": _head_0_for_all},
        {
            "OV circuit": _circuits(lambda model, layer, _head: _ov(layer, 0, model)),
            "direct logit attribution": _attributed(right.same, "first"),
        },
    ),
    Mistake(
        "every_pair_of_heads",
        "one head's W_O beside every head's W_V",
        "concatenated_heads_add",
        (("concatenated_heads_add", "every_pair_of_heads"),),
        {
            "written": lambda layer, _head, A, v: A @ v @ layer.W_O.sum(axis=0).T,
        },
    ),
    Mistake(
        "heads_swapped",
        "one head's W_O beside another's W_V",
        "concatenated_heads_add",
        (),
        {"written": _other_heads_O},
    ),
    Mistake(
        "weight_not_transposed",
        "multiplying from the right by a weight stored for the left",
        "head_as_tensor_product",
        (("head_as_tensor_product", "weight_not_transposed"), ("vec", "weight_not_transposed")),
        {"value": _as_it_was_read, "written": _by_the_right},
    ),
    Mistake(
        "heads_averaged",
        "taking the mean of the heads for their sum",
        "concatenated_heads_add",
        (("concatenated_heads_add", "heads_averaged"),),
        {"added": _averaged},
    ),
    Mistake(
        "heads_in_turn",
        "letting a head read what the heads beside it have written",
        _TWO,
        (),
        {"in_turn": True},
    ),
    Mistake(
        "no_direct_path",
        "forgetting the residual connection",
        _ONE,
        ((_ONE, "no_direct_path"), ("path_expansion_step", "old_paths_forgotten")),
        {"added": _no_stream},
    ),
    Mistake(
        "old_paths_once_a_head",
        "counting the residual connection once for each head",
        "path_expansion_step",
        (("path_expansion_step", "old_paths_once_a_head"),),
        {"added": _stream_once_a_head},
    ),
    Mistake(
        "layers_reversed",
        "the last layer first",
        _TWO,
        (),
        {"model": _last_layer_first},
    ),
    Mistake(
        "OV_transposed",
        "row = source token, column = output token",
        _ONE,
        ((_ONE, "OV_transposed"),),
        {"logits": _circuits_transposed},
        {"OV circuit": _circuits(lambda model, layer, head: _ov(layer, head, model).T)},
    ),
    Mistake(
        "table_transposed",
        "row = the token at the position, column = output token",
        "zero_layers",
        (("zero_layers", "table_transposed"),),
        {"logits": _table_transposed},
    ),
    Mistake(
        "np_outer",
        "`np.outer` for ⊗",
        _ONE,
        (
            (_ONE, "np_outer"),
            ("zero_layers", "np_outer"),
        ),
        {"logits": _operator(np.outer)},
    ),
    Mistake(
        "np_outer_of_a_head",
        "`np.outer` for ⊗ in what a head writes",
        "head_as_tensor_product",
        (("head_as_tensor_product", "np_outer"), ("vec", "np_outer")),
        {"value": _as_it_was_read, "written": _of_head(np.outer)},
    ),
    Mistake(
        "slots_exchanged",
        "W ⊗ A for A ⊗ W",
        _ONE,
        (
            (_ONE, "slots_exchanged"),
            ("zero_layers", "slots_exchanged"),
        ),
        {"logits": _operator(lambda A, W: np.kron(W, A))},
    ),
    Mistake(
        "slots_exchanged_of_a_head",
        "W_OV ⊗ A for A ⊗ W_OV in what a head writes",
        "head_as_tensor_product",
        (
            ("head_as_tensor_product", "slots_exchanged"),
            ("vec", "factors_swapped"),
        ),
        {"value": _as_it_was_read, "written": _of_head(lambda A, W: np.kron(W, A))},
    ),
    Mistake(
        "output_and_value_swapped",
        "W_V W_O, the order in which the steps happen",
        "head_as_tensor_product",
        (("head_as_tensor_product", "output_and_value_swapped"),),
        {"value": _as_it_was_read, "written": _W_V_W_O},
    ),
    Mistake(
        "added_slot_by_slot",
        "adding patterns and weights before ⊗",
        _ONE,
        ((_ONE, "added_slot_by_slot"),),
        {"logits": _slot_by_slot},
    ),
)

_PATHS = "logits of a path"
OF_PATHS = (
    Mistake(
        "pattern_word_reversed",
        "the patterns in the order in which they happen",
        _TWO,
        (
            (_TWO, "pattern_word_reversed"),
            ("path_expansion_step", "order_of_patterns"),
            ("virtual_heads", "patterns_in_running_order"),
            ("two_layers_computed", "patterns_in_the_order_in_which_they_happen"),
            ("path_expansion", "patterns_reversed"),
        ),
        {"logits": _along_paths(_in_running_order, _later_to_the_left)},
        {_PATHS: _paths_of(_in_running_order, _later_to_the_left)},
    ),
    Mistake(
        "weight_word_reversed",
        "the weights in the order in which they happen",
        _TWO,
        (
            (_TWO, "weight_word_reversed"),
            ("path_expansion_step", "order_of_weights"),
            ("virtual_heads", "weights_in_running_order"),
            ("path_expansion", "weights_reversed"),
        ),
        {"logits": _along_paths(_later_to_the_left, _in_running_order)},
        {_PATHS: _paths_of(_later_to_the_left, _in_running_order)},
    ),
    Mistake(
        "both_words_reversed",
        "the first layer to the left, as a pipeline is written",
        _TWO,
        ((_TWO, "both_words_reversed"), ("path_expansion", "both_reversed")),
        {"logits": _along_paths(_in_running_order, _in_running_order)},
        {_PATHS: _paths_of(_in_running_order, _in_running_order)},
    ),
    Mistake(
        "no_virtual_heads",
        "adding the layers as if they stood side by side",
        _TWO,
        ((_TWO, "no_virtual_heads"), ("two_layers_computed", "no_virtual_heads")),
        {"logits": _along_paths(_later_to_the_left, _later_to_the_left, longest=1)},
    ),
    Mistake(
        "two_heads_of_one_layer",
        "letting a path pass two heads of the first layer, in place of one of each",
        _TWO,
        ((_TWO, "two_heads_of_one_layer"),),
        {"logits": _two_of_the_first_layer},
    ),
    Mistake(
        "one_path_too_many",
        "adding a path through the first two heads of the first layer",
        "path_expansion",
        (("path_expansion", "two_heads_of_one_layer"),),
        {"logits": _one_path_too_many},
    ),
    Mistake(
        "no_path_without_heads",
        "forgetting the path that passes no head",
        "path_expansion",
        (("path_expansion", "no_direct_path"),),
        {"logits": _no_path_without_heads},
    ),
    Mistake(
        "virtual_heads_twice",
        "a virtual head counted once for each of its heads",
        "two_layers_computed",
        (("two_layers_computed", "virtual_heads_twice"),),
        {"logits": _along_paths(_later_to_the_left, _later_to_the_left, of_two_heads=2)},
    ),
    Mistake(
        "softmax_of_added_scores",
        "taking the product of two softmaxes for the softmax of the added scores",
        "virtual_heads",
        (("virtual_heads", "softmax_of_added_scores"),),
        answers={_PATHS: _softmax_of_one(lambda scores: np.asarray(sum(scores)))},
    ),
    Mistake(
        "softmax_of_multiplied_scores",
        "taking the product of two softmaxes for the softmax of the product",
        "virtual_heads",
        (("virtual_heads", "softmax_of_multiplied_scores"),),
        answers={_PATHS: _softmax_of_one(lambda scores: np.asarray(scores[1] @ scores[0]))},
    ),
    Mistake(
        "no_terms_of_both_sides",
        "composing on one side at a time",
        "scores_of_the_second_layer",
        (("scores_of_the_second_layer", "no_terms_of_both_sides"),),
        {"raw": _composed_scores(_no_terms_of_both)},
    ),
    Mistake(
        "key_side_not_transposed",
        "W_OVᵀ on the key side too, where W_OV belongs",
        "scores_of_the_second_layer",
        (("scores_of_the_second_layer", "key_side_not_transposed"),),
        {"raw": _composed_scores(_key_not_transposed)},
    ),
    Mistake(
        "same_head_on_both_sides",
        "one sum over heads for query and key, where there are two",
        "scores_of_the_second_layer",
        (
            ("scores_of_the_second_layer", "same_head_on_both_sides"),
            ("second_pattern", "one_head_for_both_sides"),
        ),
        {"raw": _composed_scores(_one_head_for_both)},
    ),
    Mistake(
        "key_pattern_not_transposed",
        "the first pattern on the key side as it stands, not transposed",
        "second_pattern",
        (("second_pattern", "key_side_not_transposed"),),
        {"raw": _key_pattern_not_transposed},
    ),
    Mistake(
        "pattern_of_the_embedding",
        "no composition: every layer's scores as if it read the embedding",
        "second_pattern",
        (
            ("second_pattern", "of_the_tokens_alone"),
            ("two_layers_computed", "second_pattern_of_the_tokens"),
        ),
        {"raw": _of_the_embedding},
    ),
    Mistake(
        "of_another_layer",
        "the next layer's QK circuit",
        "first_pattern",
        (("first_pattern", "of_another_layer"),),
        {"raw": _of_another_layer},
    ),
    Mistake(
        "whole_stream_into_a_path",
        "letting a path's first head read the whole stream, and not the embedding",
        "path_expansion",
        answers={_PATHS: _paths_from_the_stream},
    ),
    Mistake(
        "paths_and_what_they_begin_with",
        "counting with a path those that it begins with",
        "path_expansion",
        answers={_PATHS: _by_prefixes},
    ),
    Mistake(
        "orders_below",
        "the sum of all paths up to an order for those of it",
        "term_importance",
        answers={"logits of each order": _orders_below},
    ),
    Mistake(
        "one_round_less",
        "n_layers rounds for all paths",
        "term_importance",
        (("term_importance", "one_round_less"),),
        answers={"logits of each order": _a_round_less},
    ),
    Mistake(
        "an_ordinary_pass",
        "adding each layer's own output, as the model does",
        "term_importance",
        (("term_importance", "an_ordinary_pass"),),
        answers={"logits of each order": _by_layer},
    ),
    Mistake(
        "embedding_for_the_stream",
        "letting every head read the embedding, and not the stream before its layer",
        "skip_trigram_reading",
        answers={"direct logit attribution": _attributed(right.same, "embedding")},
    ),
    Mistake(
        "QK_scaled",
        "1/√d_head within the circuit, which is that of the scores times √d_head",
        _P,
        answers={"QK circuit": _circuits(_QK_scaled)},
    ),
    Mistake(
        "W_QK_for_its_transpose",
        "W_QK for W_QKᵀ in Q-composition, and the other way round in K-composition",
        "composition_scores",
        (("composition_scores", "W_QK_for_its_transpose"),),
        answers={"composition scores": _composed(_W_QK_for_its_transpose)},
    ),
    Mistake(
        "the_other_order",
        "the earlier head to the left",
        "composition_scores",
        (("composition_scores", "the_other_order"), ("v_composition", "in_running_order")),
        answers={"composition scores": _composed(_the_other_order)},
    ),
    Mistake(
        "not_over_the_norms",
        "the product's norm, and not its share of both norms",
        "composition_scores",
        answers={"composition scores": _composed(_as_it_is, over_norms=False)},
    ),
)

OF_REFUSALS = (
    Mistake(
        "nothing_read",
        "answering an empty context, which has no position to predict from",
        "",
        answers={"refusal of an empty context": lambda _setting: {"": 0.0}},
    ),
)

_WITH, _NORM = "scores_with_positions", "layer_norm_is_a_tensor_product"
OF_PARTS = (
    Mistake(
        "positions_left_out",
        "no positions, where the model has some",
        _WITH,
        (),
        {"model": lambda model: replace(model, W_pos=None)},
    ),
    Mistake(
        "no_mixed_terms",
        "adding a score of tokens and a score of positions",
        _WITH,
        ((_WITH, "no_mixed_terms"),),
        {"raw": _with_positions_so(mixed_equal=False)},
    ),
    Mistake(
        "mixed_terms_equal",
        "taking token-with-position for position-with-token",
        _WITH,
        ((_WITH, "mixed_terms_equal"),),
        {"raw": _with_positions_so(mixed_equal=True)},
    ),
    Mistake(
        "positions_are_moved",
        "adding the positions to the values as well",
        _WITH,
        ((_WITH, "positions_are_moved"),),
        {"moved": _with_positions_moved},
    ),
    Mistake(
        "positions_in_the_stream",
        "adding positions to the stream, where queries and keys alone are to have them",
        _WITH,
        (),
        {"model": lambda model: replace(model, positions="residual")},
    ),
    Mistake(
        "positions_in_queries_and_keys",
        "adding positions to queries and keys, where the stream is to have them",
        _WITH,
        (),
        {"model": lambda model: replace(model, positions="qk")},
    ),
    Mistake(
        "group_of_the_query",
        "indexing keys and values by the query's head",
        "grouped_queries",
        (),
        {"group_of": _group_by_the_query},
    ),
    Mistake(
        "groups_in_turn",
        "head modulo groups for head over the group's size",
        "grouped_queries",
        (),
        {"group_of": _group_by_remainder},
    ),
    Mistake(
        "one_pattern_a_group",
        "one pattern for a group, that of its first head, since the keys are shared",
        "grouped_queries",
        (("grouped_queries", "one_pattern_a_group"),),
        {"model": _each_layer(_first_of_the_group)},
    ),
    Mistake(
        "groups_add_up_first",
        "adding the patterns and the weights of a group before ⊗",
        "grouped_queries",
        (("grouped_queries", "groups_add_up_first"),),
        {"written": _whole_group_written},
    ),
    Mistake(
        "other_pairing",
        "turning coordinates i and i + d/2 for 2i and 2i + 1, or the other way round",
        "rotary_positions",
        (),
        {"rotated": _other_pairing},
    ),
    Mistake(
        "offset_reversed",
        "i − j for j − i",
        "rotary_positions",
        (("rotary_positions", "offset_reversed"),),
        {"rotated": _turned_back},
    ),
    Mistake(
        "positions_cancel",
        "that the turns of query and key cancel",
        "rotary_positions",
        (("rotary_positions", "positions_cancel"),),
        {"rotated": _not_turned},
    ),
    Mistake(
        "no_norm",
        "leaving the norms out",
        "head_after_layer_norm",
        (),
        {"normed": _no_norm},
    ),
    Mistake(
        "no_constant",
        "folding γ, and forgetting what β adds",
        _NORM,
        ((_NORM, "no_constant"), ("head_after_layer_norm", "no_constant")),
        {"normed": _without_bias},
    ),
    Mistake("no_gain", "forgetting γ", _NORM, (), {"normed": _without_gain}),
    Mistake(
        "no_centring",
        "RMSNorm for LayerNorm, or the other way round",
        _NORM,
        ((_NORM, "no_centring"), ("head_after_rms_norm", "with_centring")),
        {"normed": _other_centring},
    ),
    Mistake(
        "scaled_before_centring",
        "γ first, and the mean taken off after it",
        _NORM,
        ((_NORM, "scaled_before_centring"),),
        {"normed": _gain_first},
    ),
    Mistake("no_eps", "leaving ε out", _NORM, (), {"normed": _without_eps}),
    Mistake(
        "eps_beside_the_deviation",
        "ε added to the deviation, and not to the variance under the root",
        _NORM,
        (),
        {"normed": _eps_beside_the_deviation},
    ),
    Mistake(
        "no_final_norm",
        "reading the stream without the final norm",
        "one_layer_with_norms",
        (),
        {"unembedded": lambda model, x: right.linear(x, model.W_U, model.b_U)},
    ),
    Mistake(
        "no_bias_of_the_logits",
        "leaving b_U out",
        "biases_as_one_more_dimension",
        (),
        {
            "unembedded": lambda model, x: right.linear(
                right.normed(model.final_norm, x), model.W_U, None
            )
        },
    ),
    Mistake(
        "value_bias_vanishes",
        "that the pattern averages the values' bias away",
        "value_and_output_biases",
        (("value_and_output_biases", "value_bias_vanishes"),),
        {"model": _without("b_V")},
    ),
    Mistake(
        "once_for_each_source",
        "that the values' bias grows with the length of the context",
        "value_and_output_biases",
        (("value_and_output_biases", "once_for_each_source"),),
        {"written": _unsummed_bias},
    ),
    Mistake(
        "output_bias_once_a_head",
        "adding b_O with every head",
        "value_and_output_biases",
        (),
        {"added": _b_O_once_a_head},
    ),
    Mistake(
        "no_output_bias",
        "leaving b_O out",
        "value_and_output_biases",
        (),
        {"model": _without("b_O")},
    ),
    Mistake(
        "query_bias_is_inert",
        "leaving the queries' bias out, as one may the keys'",
        "key_bias_is_inert",
        (("key_bias_is_inert", "query_bias_is_inert"),),
        {"model": _without("b_Q", "b_K")},
    ),
    Mistake(
        "as_if_it_stood_beside_attention",
        "letting the MLP read what the heads of its own layer read",
        "neuron_pre_activation",
        (("neuron_pre_activation", "as_if_it_stood_beside_attention"),),
        {"behind_mlp": _beside_attention},
    ),
    Mistake(
        "no_direct_term",
        "that a neuron reads what the heads of its layer wrote alone",
        "neuron_pre_activation",
        (("neuron_pre_activation", "no_direct_term"),),
        {"behind_mlp": _of_the_heads_alone},
    ),
    Mistake(
        "no_mlp",
        "leaving the MLP out",
        "mlp_as_a_term",
        (),
        {"behind_mlp": lambda _layer, _before, x: x},
    ),
)

_LISTS, _SIZES = "skip-trigrams", "skip-grams"
OF_GRAMS = (
    Mistake(
        "one_step_alone",
        "the grams of the largest step, and none of the smaller ones",
        "",
        answers={_LISTS: _grams(_last_step_alone)},
    ),
    Mistake(
        "elements_as_positions",
        "taking elements for positions: right on range(n) alone",
        "",
        answers={_LISTS: _grams(_elements_as_positions)},
    ),
    Mistake(
        "elements_as_positions_of_one_step",
        "the notebook's loop: taking elements for positions, and one step alone",
        "",
        answers={_LISTS: _grams(_the_notebooks)},
    ),
    Mistake(
        "each_once",
        "a set, which holds what comes several times once",
        "",
        answers={_LISTS: _grams(_each_once), _SIZES: _sizes(_sizes_each_once)},
    ),
    Mistake(
        "doubled",
        "listing the smaller steps again with each larger one",
        "",
        answers={_LISTS: _grams(_doubled)},
    ),
    Mistake(
        "no_neighbours",
        "that something has to be left out between source and destination",
        "",
        answers={_LISTS: _grams(_no_neighbours)},
    ),
    Mistake(
        "no_neighbours_and_each_once",
        "a set, in which something has to be left out between source and destination",
        "",
        answers={_LISTS: _grams(lambda words, step: dict.fromkeys(_no_neighbours(words, step)))},
    ),
    Mistake(
        "one_step_too_far",
        "counting the destination with what is left out",
        "",
        answers={_LISTS: _grams(_step_too_far)},
    ),
    Mistake(
        "one_step_short",
        "counting the step from source to destination as 1",
        "",
        answers={_LISTS: _grams(_step_short)},
    ),
    Mistake(
        "last_left_out",
        "ending a position too early",
        "",
        answers={
            _LISTS: _grams(_last_left_out),
            _SIZES: _sizes(lambda words, n, k: skip_grams(words[:-1], n, k)),
        },
    ),
    Mistake(
        "source_last",
        "destination, output, source for source, destination, output",
        "",
        answers={_LISTS: _grams(_output_first)},
    ),
    Mistake(
        "output_anywhere",
        "letting tokens stand between destination and output, too",
        "",
        answers={_LISTS: _grams(_output_anywhere)},
    ),
    Mistake(
        "skips_in_each_gap",
        "letting each gap leave out k, where all together may",
        "",
        answers={_SIZES: _sizes(_skips_a_gap)},
    ),
    Mistake(
        "exactly_k",
        "leaving out exactly k for at most k",
        "",
        answers={_SIZES: _sizes(_exactly_k)},
    ),
    Mistake(
        "none_at_the_end",
        "listing grams only where a whole window of n + k fits",
        "",
        answers={_SIZES: _sizes(_no_grams_at_the_end)},
    ),
)

MISTAKES = (*OF_THE_PATTERN, *OF_THE_HEADS, *OF_PATHS, *OF_PARTS, *OF_REFUSALS, *OF_GRAMS)


# --- where the theorems stand in the docs ---------------------------------------------------------

_PAGES = {
    "1-algebra": ("softmax",),
    "2-layers": (
        "concatenated_heads_add",
        "head_as_tensor_product",
        "one_layer",
        "pattern_of_tokens",
        "zero_layers",
    ),
    "3-depth": (
        "first_pattern",
        "path_expansion",
        "path_expansion_step",
        "scores_of_the_second_layer",
        "second_pattern",
        "term_importance",
        "two_layers",
        "two_layers_computed",
    ),
    "4-invariances": ("virtual_heads",),
    "5-reading": ("composition_scores", "scores_with_positions", "skip_trigram_reading"),
}
_ELSEWHERE = "6-left-aside"


def page_of(theorem: str) -> str:
    """Return where in the docs a theorem of one of the mistakes stands.

    Examples:
        >>> page_of("pattern_of_tokens")
        'docs/derivations/2-layers.md#pattern_of_tokens'
    """
    page = next((page for page, names in _PAGES.items() if theorem in names), _ELSEWHERE)
    return f"docs/derivations/{page}.md#{theorem}"
