"""The fixed cases: every quantity, on small models, each unlike the others in one way."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from math import cos, sin
from random import Random
from typing import TYPE_CHECKING, Any

import numpy as np

from refmath.conforming.adapters import parts_of
from refmath.conforming.quantities import QUANTITIES, Quantity, Setting
from refmath.numeric.model.parts import MLP, PAIRINGS, Norm, Rotary
from refmath.numeric.model.transformer import AttentionLayer, Transformer

if TYPE_CHECKING:
    from refmath.conforming.adapters import Conventions
    from refmath.numeric.arrays.libraries import Array


@dataclass(frozen=True)
class Case:
    """A quantity, asked for in a setting."""

    quantity: Quantity
    setting: Setting

    @property
    def name(self) -> str:
        """What the case is called, everywhere and always: «pattern[two layers]»."""
        return f"{self.quantity.name}[{self.setting.name}]"

    def suits(self, conventions: Conventions) -> bool:
        """Whether an adapter of these conventions takes the setting's model and tokens."""
        model = self.setting.model
        if model is None:
            return True
        if np.ndim(self.setting.tokens) > 1 and not conventions.batch:
            return False
        if model.W_pos is not None and model.positions not in conventions.positions:
            return False
        return set(parts_of(model)) <= set(conventions.parts)


class Weights:
    """Weights drawn one after another: eighths, which every dtype holds, the same at every run."""

    def __init__(self, seed: int, largest: int = 8) -> None:
        self.random, self.largest = Random(seed), largest

    def __call__(self, *shape: int) -> Array:
        """Draw an array; no number is 0, lest a mistake in it be hidden."""
        size = int(np.prod(shape))
        signs = [self.random.choice((-1, 1)) for _ in range(size)]
        flat = [sign * self.random.randint(1, self.largest) / 8 for sign in signs]
        return np.array(flat).reshape(shape)

    def layer(self, n_heads: int, d_head: int, d_model: int, groups: int = 0) -> AttentionLayer:
        """Draw a layer."""
        shared = (groups or n_heads, d_head, d_model)
        return AttentionLayer(
            self(n_heads, d_head, d_model),
            self(*shared),
            self(*shared),
            self(n_heads, d_model, d_head),
        )

    def model(
        self, d_vocab: int, d_model: int, heads: Sequence[tuple[int, int]], **other: Any
    ) -> Transformer:
        """Draw a model with layers of (n_heads, d_head)."""
        layers = [self.layer(*of_layer, d_model) for of_layer in heads]
        return Transformer(self(d_model, d_vocab), self(d_vocab, d_model), layers, **other)


def _with_layers(
    model: Transformer, change: Callable[[AttentionLayer], AttentionLayer]
) -> Transformer:
    return replace(model, layers=[change(layer) for layer in model.layers])


def _scaled(factor: float) -> Callable[[AttentionLayer], AttentionLayer]:
    return lambda layer: replace(layer, W_Q=factor * layer.W_Q, W_K=factor * layer.W_K)


def _plain() -> list[Setting]:
    """List the settings of attention-only models without positions, as the paper's theory has."""
    drawn = Weights(1)
    ties = drawn.model(4, 3, [(2, 2)])
    far = Weights(6).model(5, 3, [(2, 2)])
    return [
        Setting("smallest", Weights(0).model(2, 1, [(1, 1)]), np.array([0, 1])),
        Setting("all sizes equal", Weights(2).model(4, 4, [(4, 4)]), np.array([2, 0, 3, 1])),
        Setting("one layer", Weights(3).model(5, 3, [(2, 4)]), np.array([0, 3, 1, 4])),
        Setting("one token", Weights(4).model(3, 4, [(3, 2)]), np.array([2])),
        Setting("repeated tokens", Weights(5).model(3, 4, [(3, 2)]), np.array([1, 1, 0, 1, 1])),
        Setting(
            "ties",
            _with_layers(ties, lambda layer: replace(layer, W_Q=0 * layer.W_Q)),
            np.array([3, 0, 2]),
        ),
        *(
            Setting(f"scores beyond {size}", _with_layers(far, _scaled(by)), np.array([4, 0, 3, 1]))
            for size, by in ((10_000, 160.0), (100_000, 1024.0))
        ),
        Setting("no layers", Weights(7).model(4, 2, []), np.array([3, 1, 1])),
        Setting("two layers", Weights(8).model(5, 4, [(2, 2), (3, 1)]), np.array([4, 1, 0, 1])),
        Setting(
            "three layers",
            Weights(9).model(4, 3, [(1, 2), (2, 3), (2, 2)]),
            np.array([0, 2, 3, 2]),
        ),
    ]


def _with_positions() -> list[Setting]:
    drawn, tokens = Weights(11), np.array([2, 0, 2, 1])
    return [
        Setting(
            f"positions in {words}",
            drawn.model(4, 3, [(2, 2), (1, 2)], W_pos=drawn(3, 5), positions=where),
            tokens,
        )
        for where, words in (("qk", "queries and keys"), ("residual", "the stream"))
    ]


def _rotary(n_ctx: int, d_head: int, pairing: str) -> Rotary:
    angles = [[i * 0.7 / 3**pair for pair in range(d_head // 2)] for i in range(n_ctx)]
    return Rotary(
        np.array([[cos(a) for a in row] for row in angles]),
        np.array([[sin(a) for a in row] for row in angles]),
        pairing=pairing,
    )


def _turning(pairing: str, layer: AttentionLayer) -> AttentionLayer:
    return replace(layer, rotary=_rotary(6, layer.d_head, pairing))


def _normed(norm: Norm, layer: AttentionLayer) -> AttentionLayer:
    return replace(layer, norm=norm)


def _with_parts() -> list[Setting]:
    drawn, tokens = Weights(12), np.array([1, 4, 0, 4])
    plain = drawn.model(5, 4, [(2, 3), (2, 3)])
    grouped = replace(plain, layers=[drawn.layer(6, 2, 4, groups=2), drawn.layer(3, 2, 4, 1)])
    turned = drawn.model(5, 4, [(2, 4)])
    settings = [Setting("groups of 3 queries", grouped, tokens)]
    settings += [
        Setting(
            f"rotary, {pairing}",
            _with_layers(turned, partial(_turning, pairing)),
            tokens,
        )
        for pairing in PAIRINGS
    ]
    biased = _with_layers(
        plain,
        lambda layer: replace(
            layer, b_Q=drawn(2, 3), b_K=drawn(2, 3), b_V=drawn(2, 3), b_O=drawn(4)
        ),
    )
    settings.append(Setting("biases alone", replace(biased, b_U=drawn(5)), tokens))
    layer_norm = Norm(drawn(4), drawn(4), eps=0.125)
    rms = Norm(drawn(4), centred=False, eps=0.125)
    tiny = Norm(drawn(4), drawn(4), eps=1e-5)
    nearly_constant = replace(plain, W_E=1 + plain.W_E / 128)
    for name, model, norm in (
        ("LayerNorm", plain, layer_norm),
        ("RMSNorm", plain, rms),
        ("norms of a tiny variance", nearly_constant, tiny),
    ):
        with_norms = _with_layers(model, partial(_normed, norm))
        settings.append(Setting(name, replace(with_norms, final_norm=norm), tokens))
    mlp = MLP(drawn(6, 4), drawn(4, 6), b_in=drawn(6), b_out=drawn(4))
    settings.append(
        Setting("MLP", _with_layers(plain, lambda layer: replace(layer, mlp=mlp)), tokens)
    )
    return settings


def _with_newer_parts() -> list[Setting]:
    """List the settings of what came after the paper, a part a setting."""
    drawn, tokens = Weights(14), np.array([1, 4, 0, 4])
    plain = drawn.model(5, 4, [(2, 3), (2, 3)])
    of_each = {"q_norm": Norm(drawn(3), centred=False, eps=0.125)}
    of_each["k_norm"] = Norm(drawn(3), centred=False, eps=0.125)
    of_all = {name: Norm(drawn(6), centred=False, eps=0.125) for name in ("q_norm", "k_norm")}
    to_turn = drawn.model(5, 4, [(2, 4)])
    wide = {name: Norm(drawn(4), centred=False, eps=0.125) for name in ("q_norm", "k_norm")}
    then_turned = {**wide, "rotary": _rotary(6, 4, "halves")}
    mlp = MLP(drawn(6, 4), drawn(4, 6), b_in=drawn(6), b_out=drawn(4))
    written = Norm(drawn(4), centred=False, eps=0.125)
    gated = replace(mlp, W_gate=drawn(6, 4), b_gate=drawn(6), activation="silu")
    biases = drawn(2, 6), drawn(2), drawn(4)
    centred = Norm(drawn(4), drawn(4), eps=0.125)
    changed: tuple[tuple[str, Transformer, dict[str, Any]], ...] = (
        ("queries and keys normed", plain, of_each),
        ("queries and keys normed, all heads together", plain, of_all),
        ("queries and keys normed, then turned", to_turn, then_turned),
        ("a scale of its own", plain, {"score_scale": 0.75}),
        ("scores capped", plain, {"score_cap": 0.5}),
        ("a bias by offset", plain, {"score_bias": biases[0]}),
        ("a window", plain, {"window": 2}),
        ("sinks", plain, {"sinks": biases[1]}),
        ("gated MLP", plain, {"mlp": gated}),
        ("MLP in parallel", plain, {"mlp": mlp, "parallel": True}),
        ("what heads write normed", plain, {"post_norm": written, "b_O": biases[2]}),
        ("what an MLP writes normed", plain, {"mlp": replace(mlp, post_norm=written)}),
        ("what heads write through a LayerNorm", plain, {"post_norm": centred}),
    )
    capped = Setting("logits capped", replace(plain, logit_cap=0.5), tokens)
    return [
        Setting(name, _with_layers(model, partial(_changed, fields)), tokens)
        for name, model, fields in changed
    ] + [capped]


def _with_parts_that_meet() -> list[Setting]:
    """List the settings of biases where a pattern is not blind to what is added to a row."""
    drawn, tokens = Weights(15), np.array([1, 4, 0, 4])
    plain, to_turn = drawn.model(5, 4, [(2, 3), (2, 3)]), drawn.model(5, 4, [(2, 4)])

    def biases(d_head: int) -> dict[str, Any]:
        of_heads = {name: drawn(2, d_head) for name in ("b_Q", "b_K", "b_V")}
        return {**of_heads, "b_O": drawn(4)}

    linear = -np.outer(np.abs(drawn(2)), np.arange(6))
    changed: tuple[tuple[str, Transformer, dict[str, Any]], ...] = (
        ("biases, sinks", plain, {**biases(3), "sinks": drawn(2)}),
        ("biases, scores capped", plain, {**biases(3), "score_cap": 0.5}),
        ("biases, rotary", to_turn, {**biases(4), "rotary": _rotary(6, 4, "adjacent")}),
        ("a linear bias by offset, sinks", plain, {"score_bias": linear, "sinks": drawn(2)}),
    )
    return [
        Setting(name, _with_layers(model, partial(_changed, fields)), tokens)
        for name, model, fields in changed
    ]


def _changed(fields: Mapping[str, Any], layer: AttentionLayer) -> AttentionLayer:
    return replace(layer, **fields)


SEQUENCES = (
    Setting("a sentence", None, ("keep", "it", "well", "in", "mind")),
    Setting("repeated words", None, ("a", "b", "a", "a", "b", "a")),
    Setting("three words", None, ("a", "b", "c")),
    Setting("two words", None, ("a", "b")),
    Setting("no words", None, ()),
)


def _batch() -> list[Setting]:
    tokens = np.array([[0, 3, 1], [2, 2, 4]])
    return [Setting("a batch", Weights(13).model(5, 4, [(2, 2), (3, 1)]), tokens)]


@cache
def settings() -> tuple[Setting, ...]:
    """List all settings, the plainest first."""
    empty = Setting("nothing", Weights(0).model(2, 1, [(1, 1)]), np.array([], dtype=np.int64))
    with_parts = (*_with_parts(), *_with_newer_parts(), *_with_parts_that_meet())
    return (*_plain(), *_with_positions(), *with_parts, *_batch(), empty, *SEQUENCES)


DRAWN = "drawn"
"""What a setting is called that is none of the fixed ones, but drawn."""
IN_STEPS = ("embedding", "scores", "pattern", "residual stream", "logits")
REFUSAL = "refusal of an empty context"


def speaks_of(quantity: Quantity, setting: Setting) -> bool:
    """Whether a quantity is asked for in a setting."""
    model = setting.model
    if model is None:
        return quantity.method in ("skip_trigrams", "skip_grams")
    if quantity.method in ("skip_trigrams", "skip_grams"):
        return False
    if (quantity.name == REFUSAL) != (np.size(setting.tokens) == 0):
        return False
    if np.ndim(setting.tokens) > 1:
        return quantity.name == "logits"
    if quantity.method in ("scores", "pattern") and not model.layers:
        return False
    if quantity.name in (*IN_STEPS, REFUSAL):
        return True
    if model.parts or model.W_pos is not None:
        return False
    if quantity.method in ("qk", "ov"):
        return model.n_layers == 1
    return quantity.method != "composition" or model.n_layers > 1


@cache
def cases() -> tuple[Case, ...]:
    """List all fixed cases, in the order in which one quantity is the cause of the next."""
    return tuple(
        Case(quantity, setting)
        for quantity in QUANTITIES
        for setting in settings()
        if speaks_of(quantity, setting)
    )
