"""The places of a run by their names, and what is kept of them or put there.

The names are those of TransformerLens' hooks, without `blocks.N.`, `attn.` and `hook_`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

import array_api_compat

from refmath.arguments import refused, shown, whole_number
from refmath.numeric.arrays.libraries import check_numbers, is_object
from refmath.numeric.model.arguments import layer_index
from refmath.numeric.model.checks import check_weights

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from refmath.numeric.arrays.libraries import Array
    from refmath.numeric.model.transformer import Transformer

Place: TypeAlias = str | tuple[str, int] | tuple[str, int, int]
"""A place of a run: "logits"; ("pattern", layer); ("pattern", layer, head)."""

Replacement: TypeAlias = Any
"""An array of the place's shape, or a function of the array that is there to one."""

See: TypeAlias = Callable[[str, Any], Any]
"""What is shown an array by its word, and gives back what the run goes on with."""

OF_HEADS = {
    "q": "queries before their norm and rotary positions, (..., n_heads, n_ctx, d_head)",
    "k": "keys before their norm and rotary positions, (..., n_groups, n_ctx, d_head)",
    "v": "values, (..., n_groups, n_ctx, d_head)",
    "rot_q": "queries after rotary positions, (..., n_heads, n_ctx, d_head)",
    "rot_k": "keys after rotary positions, (..., n_groups, n_ctx, d_head)",
    "attn_scores": "scores before the mask, capped and biased, (..., n_heads, n_ctx, n_ctx)",
    "pattern": "attention patterns, (..., n_heads, n_ctx, n_ctx)",
    "z": "values weighted by the pattern, (..., n_heads, n_ctx, d_head)",
    "result": "what each head writes, (..., n_heads, n_ctx, d_model)",
}
"""The places of a layer that have an axis of heads, third from last."""

OF_LAYERS = {
    "resid_pre": "the stream before the layer, (..., n_ctx, d_model)",
    "ln1.inverse_scale": "what the heads' norm multiplies by, 1/σ, (..., n_ctx)",
    "ln1.normalized": "what the heads read, (..., n_ctx, d_model)",
    **OF_HEADS,
    "ln1_post.inverse_scale": "what the norm of what the heads write multiplies by, (..., n_ctx)",
    "ln1_post.normalized": "what the heads write, normed, (..., n_ctx, d_model)",
    "attn_out": "what the heads write, with b_O, through post_norm, (..., n_ctx, d_model)",
    "resid_mid": "the stream after the heads, of a layer not parallel, (..., n_ctx, d_model)",
    "ln2.inverse_scale": "what the MLP's norm multiplies by, 1/σ, (..., n_ctx)",
    "ln2.normalized": "what the MLP reads, (..., n_ctx, d_model)",
    "mlp_pre": "the neurons before the activation, of a gate the gate's, (..., n_ctx, d_mlp)",
    "mlp_pre_linear": "what a gate is multiplied by, (..., n_ctx, d_mlp)",
    "mlp_post": "the neurons after the activation, gate and all, (..., n_ctx, d_mlp)",
    "ln2_post.inverse_scale": "what the norm of what the MLP writes multiplies by, (..., n_ctx)",
    "ln2_post.normalized": "what the MLP writes, normed, (..., n_ctx, d_model)",
    "mlp_out": "what the MLP writes, through its post_norm, (..., n_ctx, d_model)",
    "resid_post": "the stream after the layer, (..., n_ctx, d_model)",
}
"""The places of a layer, in the order of a run."""

OF_THE_MODEL = {
    "embed": "the tokens' embeddings, (..., n_ctx, d_model)",
    "ln_final.inverse_scale": "what the final norm multiplies by, 1/σ, (..., n_ctx)",
    "ln_final.normalized": "what the unembedding reads, (..., n_ctx, d_model)",
    "logits": "the logits, (..., n_ctx, d_out)",
}
"""The places that no layer has: "embed" before all of them, the others after."""


@dataclass
class Watch:
    """What is kept of a run, and what is put in a place instead of what is there.

    Args:
        wanted: (word, layer) pairs of what is kept; the layer is None for a place of the model.
        replaced: what is put, by (word, layer): a head, or None for the whole, and the array or
            function, in the order in which they were given.
        kept: what the run has shown of what is wanted.
    """

    wanted: set[tuple[str, int | None]]
    replaced: Mapping[tuple[str, int | None], list[tuple[int | None, Replacement]]] = field(
        default_factory=dict
    )
    kept: dict[tuple[str, int | None], Array] = field(default_factory=dict)

    def asks(self, word: str, layer: int | None) -> bool:
        """Whether a place is to be kept or put."""
        return (word, layer) in self.wanted or (word, layer) in self.replaced

    def n_layers(self, of_all: int) -> int:
        """How many layers have to run, of all, for what is wanted."""
        if any(layer is None and word != "embed" for word, layer in self.wanted):
            return of_all
        return max((layer + 1 for _, layer in self.wanted if layer is not None), default=0)

    def see(self, word: str, layer: int | None, array: Array) -> Array:
        """Keep what is wanted of a run, and return what the run goes on with."""
        at = (word, layer)
        for head, replacement in self.replaced.get(at, ()):
            name = f"replaced[{_place(word, layer, head)!r}]"
            if head is None:
                array = _put(name, replacement, array)
            else:
                array = _with_head(array, head, _put(name, replacement, of_head(array, head)))
        if at in self.wanted:
            self.kept[at] = array
        return array


def every_place(model: Transformer) -> Iterator[tuple[str, int | None]]:
    """Yield the places that a model's run has, in their order, as (word, layer) pairs.

    Examples:
        >>> import numpy as np
        >>> from refmath.numeric.model.transformer import Transformer
        >>> list(every_place(Transformer(np.eye(1), np.eye(1), [])))
        [('embed', None), ('logits', None)]
    """
    yield "embed", None
    for n, layer in enumerate(model.layers):
        lacking = {
            "ln1.": layer.norm is None,
            "rot_": layer.rotary is None,
            "mlp_": layer.mlp is None,
            "ln2.": layer.mlp is None or layer.mlp.norm is None,
            "ln1_post": layer.post_norm is None,
            "ln2_post": layer.mlp is None or layer.mlp.post_norm is None,
            "mlp_pre_linear": layer.mlp is None or layer.mlp.W_gate is None,
            "resid_mid": layer.parallel,
        }
        for word in OF_LAYERS:
            if not (lacking.get(word[:4]) or lacking.get(word[:8]) or lacking.get(word)):
                yield word, n
    for word in OF_THE_MODEL:
        if word == "logits" or (word != "embed" and model.final_norm is not None):
            yield word, None


def check_places(model: Transformer, name: str, places: Any) -> dict[Place, _At]:
    """Return each place that is named, with where it is; a word alone is that of every layer.

    Raises:
        ValueError: naming the argument and the place, for one that is none, or is not in the model.

    Examples:
        >>> from refmath.numeric.model.by_hand import one_skip_trigram
        >>> model = one_skip_trigram(4, source=0, destination=1, output=2)
        >>> check_places(model, "names", ["pattern", ("z", 0, 0)])
        {('pattern', 0): ('pattern', 0, None), ('z', 0, 0): ('z', 0, 0)}
    """
    if isinstance(places, str | bytes) or not hasattr(places, "__iter__"):
        raise refused(name, "places, as 'logits', 'z', ('z', layer) or ('z', layer, head)", places)
    there = set(every_place(model))
    found: dict[Place, _At] = {}
    for place in places:
        for at in _ats(model, name, place):
            if at[:2] not in there:
                raise ValueError(f"{name}: expected places that the model has, got {shown(place)}")
            found[_place(*at)] = at
    return found


_At: TypeAlias = tuple[str, int | None, int | None]


def _ats(model: Transformer, name: str, place: Any) -> Iterable[_At]:
    word, *numbers = place if isinstance(place, tuple) and place else (place,)
    if not isinstance(word, str) or word not in OF_LAYERS | OF_THE_MODEL:
        raise refused(name, f"places by {', '.join(OF_LAYERS | OF_THE_MODEL)}", place)
    most = 0 if word in OF_THE_MODEL else 2 if word in OF_HEADS else 1
    if len(numbers) > most:
        kinds = {0: "no layer", 1: "no head", 2: "a layer and a head at most"}
        raise refused(name, f"{kinds[most]} beside {word!r}", place)
    if word in OF_THE_MODEL:
        return [(word, None, None)]
    if not numbers:
        layers = [n for one, n in every_place(model) if one == word]
        if not layers:
            raise ValueError(f"{name}: expected places that the model has, got {shown(place)}")
        return [(word, n, None) for n in layers]
    layer = _layer(model, name, numbers[0], place)
    head = _head(model, name, word, layer, numbers[1], place) if len(numbers) == 2 else None
    return [(word, layer, head)]


def _layer(model: Transformer, name: str, layer: Any, place: Any) -> int:
    try:
        return layer_index(model, layer)
    except ValueError:
        expected = f"layers from 0 to {model.n_layers - 1}" if model.n_layers else "no layer"
        raise refused(name, expected, place) from None


def _head(model: Transformer, name: str, word: str, layer: int, head: Any, place: Any) -> int:
    weights = model.layers[layer]
    n = weights.n_groups if word in ("k", "rot_k", "v") else weights.n_heads
    try:
        return whole_number("head", head, below=n)
    except ValueError:
        raise refused(name, f"heads from 0 to {n - 1} of {word!r}", place) from None


def _place(word: str, layer: int | None, head: int | None) -> Place:
    if layer is None:
        return word
    return (word, layer) if head is None else (word, layer, head)


def of_head(array: Array, head: int) -> Array:
    """Return one head's part of an array (..., n_heads, n, m)."""
    return array[..., head, :, :]


def _with_head(array: Array, head: int, part: Array) -> Array:
    xp = array_api_compat.array_namespace(array)
    before, after = array[..., :head, :, :], array[..., head + 1 :, :, :]
    return xp.concat([before, part[..., None, :, :], after], axis=-3)


def _put(name: str, replacement: Replacement, array: Array) -> Array:
    """Return what is put for an array: of its shape, dtype, library and device, and finite."""
    # A function is given a copy, which it may write into.
    new = replacement(array * 1) if callable(replacement) else replacement
    check_weights({name: new, "what is there": array}, alike="what is there")
    if tuple(new.shape) != tuple(array.shape):
        raise ValueError(f"{name}: expected shape {tuple(array.shape)}, got {tuple(new.shape)}")
    return new if is_object(new) else check_numbers(name, new)
