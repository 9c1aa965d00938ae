"""What can be done with a model at hand: functions and commands, tried on one like it, but small.

Whether a function takes a model depends on its parts, its depth and its positions, not on its
widths: so each is called on a model of the same parts with small sizes, and what it says is kept.
"""

from __future__ import annotations

import inspect
import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from refmath.certificates.written import check_sayable
from refmath.numeric.certified.terms import check_certifiable
from refmath.numeric.paths.listed import path_count
from refmath.numeric.skip_trigrams.strongest import top_skip_trigrams
from refmath.replication.findings import check_as_the_papers
from refmath.report.parts import D_HEAD, D_MODEL, D_VOCAB, N_CTX, call, functions_of_a_model
from refmath.trained.sentences import read_sentence
from refmath.trained.tokens import Tokenizer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from refmath.numeric.model.parts import MLP, Norm, Rotary
    from refmath.numeric.model.transformer import AttentionLayer, Transformer
    from refmath.trained.store import TrainedModel

    Refusals = Mapping[str, str | None]
    """By name, why a model isn't taken; None where it is."""

    Drawn = Callable[..., Any]

MOST_LAYERS = 3
"""How many layers stay however alike: a function tells one from two, and two from more."""

D_MLP = 5
"""How many neurons stay."""

_LETTERS = Tokenizer('{"model": {"vocab": {"a": 0, "b": 1, "c": 2, "d": 3}}, "pre_tokenizer":'
                     ' {"type": "ByteLevel", "add_prefix_space": false}}')  # fmt: skip

# A reading's own words begin behind these.
_NOT_HONOURED = re.compile(r"^model: expected no part that .*? can't honour, got ", re.DOTALL)


def refusals_of_functions(model: Transformer) -> dict[str, Refusals]:
    """Say of each public function of a model why it doesn't take the one at hand, by rooms.

    Args:
        model: of any size; it is not run.

    Examples:
        >>> from refmath.numeric.model.by_hand import induction
        >>> rooms = refusals_of_functions(induction(4, 8))
        >>> set(rooms["layered"].values()), rooms["certified"]["certified_range"]
        ({None}, 'model: expected one layer, as «certified_range» speaks of, got n_layers = 2')
    """
    small = in_small(model)
    rooms: dict[str, dict[str, str | None]] = {}
    for name, function in functions_of_a_model().items():
        room = function.__module__.split(".")[-2]
        # With so many paths that they aren't added up, the model at hand says so before any work.
        tried = model if _has_too_many_paths(function, model) else small
        rooms.setdefault(room, {})[name] = _refusal(partial(call, function, tried))
    return {room: rooms[room] for room in sorted(rooms)}


def refusals_of_commands(trained: TrainedModel, *, file: bool) -> Refusals:
    """Say of each command that takes a model why it doesn't take the one at hand.

    Args:
        trained: the model and its tokenizer; it is not run.
        file: whether it is one file, which a certificate can speak of.

    Examples:
        >>> from refmath.trained.bundled import load
        >>> refusals = refusals_of_commands(load("attn-only-1l"), file=True)
        >>> [command for command, why in refusals.items() if why is None]
        ['try', 'skip-trigrams', 'skip-trigrams --certify', 'check-certificate', 'report']
    """
    small = in_small(trained.model)
    letters = None if trained.tokenizer is None else _LETTERS
    speaker = replace(trained, model=small, tokenizer=letters)

    def listed_and_certified() -> None:
        top_skip_trigrams(small, 1)
        check_certifiable(small)

    def in_a_certificate() -> None:
        if not file:
            raise ValueError("a folder: expected a saved model, whose digest a certificate has")
        check_certifiable(small)
        check_sayable(small)

    tried: dict[str, Callable[[], Any]] = {
        "try": lambda: read_sentence(speaker, "abab"),
        "skip-trigrams": lambda: top_skip_trigrams(small, 1, tokenizer=letters),
        "skip-trigrams --certify": listed_and_certified,
        "check-certificate": in_a_certificate,
        "report": lambda: check_as_the_papers(trained.model),
    }
    return {command: _refusal(attempt) for command, attempt in tried.items()}


def in_small(model: Transformer) -> Transformer:
    """Return a model with the parts of another, of small sizes and weights of its own.

    Layers that are alike stay three at most, heads two of a layer; settings stay as they are.

    Examples:
        >>> from refmath.trained.bundled import load
        >>> in_small(load("attn-only-2l").model)
        Transformer(n_layers=2, n_heads=2, d_model=4, d_vocab=4, n_ctx=8, dtype=float32)
    """
    rng = np.random.default_rng(0)
    dtype = str(model.dtype).rsplit(".", 1)[-1]

    def drawn(*shape: int) -> Any:
        return (rng.standard_normal(shape) / 2).astype(dtype if dtype == "float32" else "float64")

    kinds = [(layer.parts, layer.parallel) for layer in model.layers]
    kept = [n for n, kind in enumerate(kinds) if n < MOST_LAYERS or kind not in kinds[:n]]
    d_out = D_VOCAB if model.d_out == model.d_vocab else D_VOCAB + 1
    return replace(
        model,
        W_E=drawn(D_MODEL, D_VOCAB),
        W_U=drawn(d_out, D_MODEL),
        layers=[_small_layer(model.layers[n], drawn) for n in kept],
        W_pos=None if model.W_pos is None else drawn(D_MODEL, N_CTX),
        final_norm=_small_norm(model.final_norm, drawn, D_MODEL),
        b_U=None if model.b_U is None else drawn(d_out),
    )


def _small_layer(layer: AttentionLayer, drawn: Drawn) -> AttentionLayer:
    n_heads = min(layer.n_heads, 2)
    n_groups = n_heads if layer.n_groups == layer.n_heads else 1
    shapes = {
        "b_Q": (n_heads, D_HEAD),
        "b_K": (n_groups, D_HEAD),
        "b_V": (n_groups, D_HEAD),
        "b_O": (D_MODEL,),
        "score_bias": (n_heads, N_CTX),
        "sinks": (n_heads,),
    }
    arrays = {name: drawn(*shapes[name]) for name in shapes if getattr(layer, name) is not None}
    return replace(
        layer,
        W_Q=drawn(n_heads, D_HEAD, D_MODEL),
        W_K=drawn(n_groups, D_HEAD, D_MODEL),
        W_V=drawn(n_groups, D_HEAD, D_MODEL),
        W_O=drawn(n_heads, D_MODEL, D_HEAD),
        norm=_small_norm(layer.norm, drawn, D_MODEL),
        post_norm=_small_norm(layer.post_norm, drawn, D_MODEL),
        rotary=_small_rotary(layer.rotary, drawn),
        q_norm=_small_norm(layer.q_norm, drawn, _normed(layer.q_norm, layer, n_heads)),
        k_norm=_small_norm(layer.k_norm, drawn, _normed(layer.k_norm, layer, n_groups)),
        window=None if layer.window is None else 2,
        mlp=_small_mlp(layer.mlp, drawn),
        **arrays,
    )


def _normed(norm: Norm | None, layer: AttentionLayer, n: int) -> int:
    """Return how long a norm of queries or keys is: of a head's, or of all heads' together."""
    return D_HEAD if norm is None or norm.d_model in (None, layer.d_head) else n * D_HEAD


def _small_norm(norm: Norm | None, drawn: Drawn, size: int) -> Norm | None:
    if norm is None:
        return None
    arrays = {name: drawn(size) for name in norm.arrays()}
    return replace(norm, **arrays)


def _small_rotary(rotary: Rotary | None, drawn: Drawn) -> Rotary | None:
    if rotary is None:
        return None
    return replace(rotary, cos=drawn(N_CTX, D_HEAD // 2), sin=drawn(N_CTX, D_HEAD // 2))


def _small_mlp(mlp: MLP | None, drawn: Drawn) -> MLP | None:
    if mlp is None:
        return None
    shapes = {
        "W_in": (D_MLP, D_MODEL),
        "W_out": (D_MODEL, D_MLP),
        "b_in": (D_MLP,),
        "b_out": (D_MODEL,),
        "W_gate": (D_MLP, D_MODEL),
        "b_gate": (D_MLP,),
    }
    arrays = {name: drawn(*shapes[name]) for name in shapes if getattr(mlp, name) is not None}
    norms = [_small_norm(norm, drawn, D_MODEL) for norm in (mlp.norm, mlp.post_norm)]
    return replace(mlp, norm=norms[0], post_norm=norms[1], **arrays)


def _has_too_many_paths(function: Callable[..., Any], model: Transformer) -> bool:
    parameter = inspect.signature(function).parameters.get("max_paths")
    return parameter is not None and path_count(model) > parameter.default


def _refusal(attempt: Callable[[], Any]) -> str | None:
    """Return what is said against a model, or None."""
    try:
        attempt()
    except ValueError as error:
        return _NOT_HONOURED.sub("", str(error))
    return None
