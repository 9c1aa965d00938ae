"""Plainer settings: a layer, a part, a head, a dimension, a token less, or a number put to 0 or 1.

Hypothesis shrinks the bytes that it drew a model from; the sizes are among the first of them, and
all that follows then means something else. So what it drew is made smaller here, as a model.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from refmath.conforming.adapters import GATE, PARTS, parts_of
from refmath.conforming.quantities import Setting
from refmath.numeric.model.equivalents import groups_as_heads
from refmath.numeric.model.every_weight import with_every_weight
from refmath.numeric.model.parts import NORMS_OF_MLP, Rotary

if TYPE_CHECKING:
    from refmath.numeric.arrays.libraries import Array
    from refmath.numeric.model.parts import MLP, Norm
    from refmath.numeric.model.transformer import AttentionLayer, Transformer

T = TypeVar("T")
Plainer = Callable[[Setting, int], Iterable[Setting] | None]
"""Gives what is plainer than a setting in its k-th place; None if there is no such place."""

OF_MODEL = {"W_E": ("d_model", "token"), "W_pos": ("d_model", "position")}
OF_OUTPUT = {"W_U": ("output", "d_model"), "b_U": ("output",)}
OF_LAYER = {
    "W_Q": ("head", "d_head", "d_model"),
    "W_K": ("group", "d_head", "d_model"),
    "W_V": ("group", "d_head", "d_model"),
    "W_O": ("head", "d_model", "d_head"),
    "b_Q": ("head", "d_head"),
    "b_K": ("group", "d_head"),
    "b_V": ("group", "d_head"),
    "b_O": ("d_model",),
    "score_bias": ("head", "position"),
    "sinks": ("head",),
}
OF_MLP = {
    "W_in": ("neuron", "d_model"),
    "W_out": ("d_model", "neuron"),
    "b_in": ("neuron",),
    "b_out": ("d_model",),
    "W_gate": ("neuron", "d_model"),
    "b_gate": ("neuron",),
}
OF_NORM = {"gain": ("d_model",), "bias": ("d_model",)}
"""What the axes of each array are."""


# --- parts ----------------------------------------------------------------------------------------


def without_part(model: Transformer, part: str) -> Transformer:
    """Return a model without a part, in the words that an adapter names parts by.

    Examples:
        >>> from refmath.conforming.cases import settings
        >>> model = next(s for s in settings() if s.name == "MLP in parallel").model
        >>> model.parts, without_part(model, "mlp").parts
        (('mlp', 'parallel'), ())
    """
    if part == "final_norm.bias":
        return replace(model, final_norm=_without_bias(model.final_norm))
    if part in ("final_norm", "b_U", "logit_cap"):
        return replace(model, **_none(part))
    return replace(model, layers=[_layer_without(layer, part) for layer in model.layers])


def _layer_without(layer: AttentionLayer, part: str) -> AttentionLayer:
    if part == "grouped keys and values":
        return groups_as_heads(layer)
    if part == "parallel":
        return replace(layer, parallel=False)
    if part == "norm.bias":
        return replace(layer, norm=_without_bias(layer.norm))
    if part == "post_norm.bias":
        return replace(layer, post_norm=_without_bias(layer.post_norm))
    if part == "mlp":
        return replace(layer, mlp=None, parallel=False)
    if part == "mlp.post_norm":
        return _with_mlp(layer, post_norm=None)
    if part == GATE:
        return _with_mlp(layer, W_gate=None, b_gate=None)
    return replace(layer, **_none(part))


def _none(part: str) -> dict[str, Any]:
    return {part: None}


def _with_mlp(layer: AttentionLayer, **changed: Any) -> AttentionLayer:
    return layer if layer.mlp is None else replace(layer, mlp=replace(layer.mlp, **changed))


def _without_bias(norm: Norm | None) -> Norm | None:
    return None if norm is None else replace(norm, bias=None)


def _one_part_less(setting: Setting, k: int) -> Iterable[Setting] | None:
    if k >= len(PARTS):
        return None
    model = setting.of_model
    return [_with(setting, without_part(model, PARTS[k]))] if PARTS[k] in parts_of(model) else ()


OF_PARTS = (
    ("mlp", "b_in"),
    ("mlp", "b_out"),
    ("mlp", "b_gate"),
    ("mlp", "norm"),
    ("post_norm", "gain"),
    ("norm", "gain"),
    ("norm", "bias"),
    ("q_norm", "gain"),
    ("q_norm", "bias"),
    ("k_norm", "gain"),
    ("k_norm", "bias"),
)
"""What a part may have that is no word by itself."""


def _less_of_a_part(setting: Setting, k: int) -> Iterable[Setting] | None:
    if k >= len(OF_PARTS):
        return None
    part, of_part = OF_PARTS[k]
    for n, layer in enumerate(setting.of_model.layers):
        given = getattr(layer, part)
        if given is not None and getattr(given, of_part) is not None:
            changed = replace(layer, **{part: replace(given, **{of_part: None})})
            return [_with_layer(setting, n, changed)]
    return ()


def _no_positions(setting: Setting, k: int) -> Iterable[Setting] | None:
    model = setting.of_model
    if k or model.W_pos is None:
        return None
    return [_with(setting, replace(model, W_pos=None, positions="qk"))]


def _plain_final_norm(setting: Setting, k: int) -> Iterable[Setting] | None:
    norm = setting.of_model.final_norm
    if k or norm is None or norm.gain is None:
        return None
    return [_with(setting, replace(setting.of_model, final_norm=replace(norm, gain=None)))]


# --- sizes ----------------------------------------------------------------------------------------


def _with(setting: Setting, model: Transformer, tokens: Array | None = None) -> Setting:
    return Setting(setting.name, model, setting.tokens if tokens is None else tokens)


def _with_layer(setting: Setting, n: int, layer: AttentionLayer) -> Setting:
    layers = [*setting.of_model.layers]
    layers[n] = layer
    return _with(setting, replace(setting.of_model, layers=layers))


def _cut(part: T, axes: Mapping[str, tuple[str, ...]], axis: str, index: int | Sequence[int]) -> T:
    """Return a part of a model without one of an axis, or without several."""
    changed = {
        name: np.delete(array, index, axis=of.index(axis))
        for name, of in axes.items()
        if axis in of and (array := getattr(part, name)) is not None
    }
    return replace(part, **changed)  # type: ignore[type-var]


def _one_layer_less(setting: Setting, k: int) -> Iterable[Setting] | None:
    layers = setting.of_model.layers
    if k >= len(layers):
        return None
    rest = [layer for n, layer in enumerate(layers) if n != k]
    return [_with(setting, replace(setting.of_model, layers=rest))]


def _one_head_less(setting: Setting, k: int) -> Iterable[Setting] | None:
    """Leave out the k-th head, all layers counted; of heads that share keys as many of each."""
    for n, layer in enumerate(setting.of_model.layers):
        if k < layer.n_heads:
            return [_with_layer(setting, n, less) for less in _layers_of_fewer_heads(layer, k)]
        k -= layer.n_heads
    return None


def _layers_of_fewer_heads(layer: AttentionLayer, k: int) -> list[AttentionLayer]:
    of_each = layer.n_heads // layer.n_groups
    group, out = k // of_each, []
    if layer.n_groups > 1:
        out.append(_without_group(layer, group, range(group * of_each, (group + 1) * of_each)))
    if of_each > 1:
        out.append(_without_heads(layer, range(k % of_each, layer.n_heads, of_each)))
    return out


def _without_heads(layer: AttentionLayer, heads: Sequence[int]) -> AttentionLayer:
    q_norm = _of_all_heads(layer.q_norm, layer.d_head, list(heads), None)
    return replace(_cut(replace(layer, q_norm=None), OF_LAYER, "head", heads), q_norm=q_norm)


def _without_group(layer: AttentionLayer, group: int, heads: Sequence[int]) -> AttentionLayer:
    """Both together: with one of them cut alone, the layer would have no whole groups."""
    norms: dict[str, Any] = {
        "q_norm": _of_all_heads(layer.q_norm, layer.d_head, list(heads), None),
        "k_norm": _of_all_heads(layer.k_norm, layer.d_head, [group], None),
    }
    changed: dict[str, Any] = {}
    for name, of in OF_LAYER.items():
        array, index = getattr(layer, name), heads if of[0] == "head" else [group]
        if array is not None and of[0] in ("head", "group"):
            changed[name] = np.delete(array, index, axis=0)
    return replace(layer, **changed, **norms)


def _of_all_heads(
    norm: Norm | None, d_head: int, heads: list[int] | None, dimension: int | None
) -> Norm | None:
    """Cut a norm of queries or keys, whose arrays are of one head or of all together."""
    if norm is None or norm.d_model is None:
        return norm
    cut: dict[str, Any] = {}
    for name, array in norm.arrays().items():
        rows = array.reshape(-1, d_head)
        if heads is not None and len(rows) > 1:
            rows = np.delete(rows, heads, axis=0)
        if dimension is not None:
            rows = np.delete(rows, dimension, axis=1)
        cut[name] = rows.reshape(-1)
    return replace(norm, **cut)


def _one_dimension_less(setting: Setting, k: int) -> Iterable[Setting] | None:
    """Leave out the k-th dimension of a head, all layers counted."""
    for n, layer in enumerate(setting.of_model.layers):
        if k < layer.d_head:
            turned = 0 if layer.rotary is None else layer.rotary.d_rotary
            if layer.d_head == max(1, turned):
                return ()
            norms: dict[str, Any] = {
                name: _of_all_heads(getattr(layer, name), layer.d_head, None, k)
                for name in ("q_norm", "k_norm")
            }
            bare = replace(layer, q_norm=None, k_norm=None)
            return [_with_layer(setting, n, replace(_cut(bare, OF_LAYER, "d_head", k), **norms))]
        k -= layer.d_head
    return None


def _one_neuron_less(setting: Setting, k: int) -> Iterable[Setting] | None:
    for n, layer in enumerate(setting.of_model.layers):
        size = 0 if layer.mlp is None else layer.mlp.d_mlp
        if layer.mlp is not None and k < size:
            less = _cut(layer.mlp, OF_MLP, "neuron", k) if size > 1 else layer.mlp
            return [_with_layer(setting, n, replace(layer, mlp=less))] if size > 1 else ()
        k -= size
    return None


def _narrower(setting: Setting, k: int) -> Iterable[Setting] | None:
    """Leave out the k-th dimension of the stream."""
    model = setting.of_model
    if k >= model.d_model:
        return None
    if model.d_model == 1:
        return ()
    cut = {
        name: np.delete(array, k, axis=axes.index("d_model"))
        for name, axes in (OF_MODEL | OF_OUTPUT).items()
        if "d_model" in axes and (array := getattr(model, name)) is not None
    }
    layers = [_narrower_layer(layer, k) for layer in model.layers]
    final_norm = _narrower_norm(model.final_norm, k)
    return [_with(setting, replace(model, **cut, layers=layers, final_norm=final_norm))]


def _narrower_layer(layer: AttentionLayer, k: int) -> AttentionLayer:
    bare = replace(layer, norm=None, post_norm=None, mlp=None, parallel=False)
    return replace(
        _cut(bare, OF_LAYER, "d_model", k),
        norm=_narrower_norm(layer.norm, k),
        post_norm=_narrower_norm(layer.post_norm, k),
        mlp=_narrower_mlp(layer.mlp, k),
        parallel=layer.parallel,
    )


def _narrower_mlp(mlp: MLP | None, k: int) -> MLP | None:
    if mlp is None:
        return None
    less = _cut(replace(mlp, norm=None, post_norm=None), OF_MLP, "d_model", k)
    norms: dict[str, Any] = {name: _narrower_norm(getattr(mlp, name), k) for name in NORMS_OF_MLP}
    return replace(less, **norms)


def _narrower_norm(norm: Norm | None, k: int) -> Norm | None:
    return None if norm is None else _cut(norm, OF_NORM, "d_model", k)


def _one_position_less(setting: Setting, k: int) -> Iterable[Setting] | None:
    if k >= len(setting.tokens):
        return None
    if len(setting.tokens) == 1:
        return ()
    return [_with(setting, setting.of_model, np.delete(setting.tokens, k))]


def _one_token_less(setting: Setting, k: int) -> Iterable[Setting] | None:
    """Leave the k-th token out of the vocabulary; where it stood stands token 0."""
    model = setting.of_model
    if k >= model.d_vocab:
        return None
    if model.d_vocab == 1:
        return ()
    less = _cut(model, OF_MODEL, "token", k)
    if model.d_out == model.d_vocab:
        less = _cut(replace(less, b_U=None), OF_OUTPUT, "output", k)
        less = replace(less, b_U=None if model.b_U is None else np.delete(model.b_U, k))
    tokens = np.where(setting.tokens == k, 0, setting.tokens - (setting.tokens > k))
    return [_with(setting, less, tokens)]


def _no_farther_than_needed(setting: Setting, k: int) -> Iterable[Setting] | None:
    """Leave out positions that no token stands at."""
    model, n_ctx = setting.of_model, len(setting.tokens)
    if k or model.n_ctx is None or _reach(model) <= n_ctx:
        return None
    layers = [
        replace(
            layer,
            score_bias=None if layer.score_bias is None else layer.score_bias[:, :n_ctx],
            rotary=None
            if layer.rotary is None
            else replace(layer.rotary, cos=layer.rotary.cos[:n_ctx], sin=layer.rotary.sin[:n_ctx]),
        )
        for layer in model.layers
    ]
    W_pos = None if model.W_pos is None else model.W_pos[:, :n_ctx]
    return [_with(setting, replace(model, layers=layers, W_pos=W_pos))]


def _reach(model: Transformer) -> int:
    """Return the longest sequence that anything of a model reaches."""
    reaches = [] if model.W_pos is None else [model.W_pos.shape[1]]
    for layer in model.layers:
        reaches += [] if layer.rotary is None else [layer.rotary.n_ctx]
        reaches += [] if layer.score_bias is None else [layer.score_bias.shape[1]]
    return max(reaches, default=0)


# --- numbers --------------------------------------------------------------------------------------


def _plain_number(setting: Setting, k: int) -> Iterable[Setting] | None:
    """Put 0, or 1, for the k-th number of all weights; angles stay angles."""
    for weight in _weights(setting.of_model):
        if k < weight.size:
            numbers = {0.0: (), 1.0: (0.0,)}.get(float(weight.flat[k]), (0.0, 1.0))
            return [_with_number(setting, weight, k, number) for number in numbers]
        k -= weight.size
    return None


def _weights(part: Any) -> Iterator[Array]:
    for field in fields(part):
        value = getattr(part, field.name)
        if isinstance(value, np.ndarray):
            yield value
        elif isinstance(value, tuple):
            yield from (weight for layer in value for weight in _weights(layer))
        elif is_dataclass(value) and not isinstance(value, Rotary):
            yield from _weights(value)


def _with_number(setting: Setting, weight: Array, k: int, number: float) -> Setting:
    changed = weight.copy()
    changed.flat[k] = number
    put = with_every_weight(setting.of_model, lambda W: changed if W is weight else W)
    return _with(setting, put)


# --- words ----------------------------------------------------------------------------------------


def _one_word_less(setting: Setting, k: int) -> Iterable[Setting] | None:
    words = setting.tokens
    if k >= len(words):
        return None
    return [Setting(setting.name, None, (*words[:k], *words[k + 1 :]))]


def _first_word(setting: Setting, k: int) -> Iterable[Setting] | None:
    words = setting.tokens
    if k >= len(words):
        return None
    return (
        () if words[k] == "a" else [Setting(setting.name, None, (*words[:k], "a", *words[k + 1 :]))]
    )


OF_MODELS: tuple[Plainer, ...] = (
    _one_layer_less,
    _one_part_less,
    _less_of_a_part,
    _no_positions,
    _plain_final_norm,
    _one_head_less,
    _one_position_less,
    _one_dimension_less,
    _one_neuron_less,
    _narrower,
    _one_token_less,
    _no_farther_than_needed,
    _plain_number,
)
OF_WORDS: tuple[Plainer, ...] = (_one_word_less, _first_word)


def plainest(setting: Setting, shows: Callable[[Setting], bool]) -> Setting:
    """Make a setting plainer, step by step, as long as it shows what it is to show.

    Args:
        setting: one that shows it.
        shows: tells of another whether it does.

    Returns:
        One that shows it, of which nothing can be left out, nor put to 0, without losing it.

    Examples:
        >>> from refmath.conforming.cases import settings
        >>> drawn = next(s for s in settings() if s.name == "groups of 3 queries")
        >>> found = plainest(drawn, lambda s: s.model.n_layers > 0 and 1 in s.tokens)
        >>> found.model.n_heads, found.model.W_E.tolist(), found.tokens.tolist()
        ((1,), [[0.0, 0.0]], [1])
    """
    before = None
    while setting is not before:
        before = setting
        for plainer in OF_WORDS if setting.model is None else OF_MODELS:
            setting = _as_far_as(setting, plainer, shows)
    return setting


def _as_far_as(setting: Setting, plainer: Plainer, shows: Callable[[Setting], bool]) -> Setting:
    k = 0
    while (others := plainer(setting, k)) is not None:
        shown = next((other for other in others if shows(other)), None)
        if shown is None:
            k += 1
        else:
            setting = shown
    return setting
