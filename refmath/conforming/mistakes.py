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


def _weight_not_transposed(layer: AttentionLayer, group: int, read: Array) -> Array:
    """Return x W_O, so that W_V, put behind it, makes x W_OV of it."""
    del group, layer
    return read


def _by_the_right(layer: AttentionLayer, head: int, A: Array, read: Array) -> Array:
    W_OV = layer.W_O[head] @ layer.W_V[right.group_of(layer, head)]
    return A @ read @ W_OV


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


def _without(*names: str) -> Callable[[Transformer], Transformer]:
    """Leave biases out."""

    left_out: dict[str, Any] = dict.fromkeys(names)

    def changed(layer: AttentionLayer) -> AttentionLayer:
        return replace(layer, **left_out)

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
) -> Callable[[Transformer, Matrix, Computation], Array]:
    """Add up the paths, the words of each being written in some order."""

    def logits(model: Transformer, tokens: Matrix, done: Computation) -> Array:
        held = tuple(done.pattern)
        of_each = (
            _of_words(model, tokens, path, held, pattern_word, weight_word)
            for path in paths(model, max_order=longest)
        )
        return np.asarray(sum(of_each))

    return logits


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
            ("softmax", "divided_by_columns"),
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
        {"value": _weight_not_transposed, "written": _by_the_right},
    ),
    Mistake(
        "heads_averaged",
        "taking the mean of the heads for their sum",
        "concatenated_heads_add",
        (("concatenated_heads_add", "heads_averaged"),),
        {"added": _averaged},
    ),
    Mistake(
        "two_heads_of_one_layer",
        "letting a head read what the heads beside it have written",
        _TWO,
        ((_TWO, "two_heads_of_one_layer"),),
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
            ("head_as_tensor_product", "np_outer"),
            ("vec", "np_outer"),
        ),
        {"logits": _operator(np.outer)},
    ),
    Mistake(
        "slots_exchanged",
        "W ⊗ A for A ⊗ W",
        _ONE,
        (
            (_ONE, "slots_exchanged"),
            ("zero_layers", "slots_exchanged"),
            ("head_as_tensor_product", "slots_exchanged"),
            ("vec", "factors_swapped"),
        ),
        {"logits": _operator(lambda A, W: np.kron(W, A))},
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
        ((_TWO, "no_virtual_heads"),),
        {"logits": _along_paths(_later_to_the_left, _later_to_the_left, longest=1)},
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
    "3-depth": ("path_expansion", "path_expansion_step", "term_importance", "two_layers"),
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
