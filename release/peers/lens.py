"""What both versions of TransformerLens share: the words of their configs, hooks, circuits."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import torch

from refmath.conforming.adapters import POSITIONS, as_numpy
from refmath.numeric.model.parts import MLP, Norm
from refmath.numeric.model.transformer import AttentionLayer, Transformer

HOOKED_PARTS = (
    *("grouped keys and values", "b_Q", "b_K", "b_V", "b_O", "norm", "norm.bias", "rotary"),
    *("q_norm", "k_norm", "score_scale", "score_cap", "window", "sinks", "mlp", "parallel"),
    *("final_norm", "final_norm.bias", "b_U", "mlp.W_gate"),
)
"""What a HookedTransformer may have; biases of the scores by offset only as ALiBi has them."""
ACTIVATIONS = {"relu": "relu", "gelu_erf": "gelu", "gelu_tanh": "gelu_new", "silu": "silu"}
N_CTX = 16


def one_of(values: Sequence[Any]) -> Any:
    """Return what all are; where they aren't, no config says it, and it isn't offered."""
    if any(value != values[0] for value in values):
        raise NotImplementedError
    return values[0] if values else None


def kind_of(norm: Norm | None) -> tuple[str | None, float]:
    """Return the word for a norm, and its ε."""
    return (None, 1e-5) if norm is None else ("LN" if norm.centred else "RMS", norm.eps)


def sizes_of(model: Transformer) -> dict[str, Any]:
    """Say a model's sizes in TransformerLens' words.

    Raises:
        NotImplementedError: for layers that are unlike each other.
    """
    layers = model.layers
    n_heads, d_head, groups = one_of(
        [(a.n_heads, a.d_head, a.n_groups) for a in layers] or [(1, 1, 1)]
    )
    return {
        "n_layers": len(layers),
        "d_model": model.d_model,
        "n_heads": n_heads,
        "d_head": d_head,
        "n_key_value_heads": None if groups == n_heads else groups,
        "n_ctx": N_CTX if model.W_pos is None else model.W_pos.shape[1],
        "d_vocab": model.d_vocab,
        "d_vocab_out": model.d_out,
    }


def parts_of(model: Transformer) -> dict[str, Any]:
    """Say a model's parts in the words of TransformerLens' config.

    Raises:
        NotImplementedError: for what no config says.
    """
    layers = model.layers
    mlps = [a.mlp for a in layers]
    norms = [a.norm for a in layers] + [mlp.norm for mlp in mlps if mlp is not None]
    norm, eps = one_of([kind_of(one) for one in (*norms, model.final_norm)])
    if any(a.score_bias is not None for a in layers):
        raise NotImplementedError
    scale, cap = one_of([a.score_scale for a in layers]), one_of([a.score_cap for a in layers])
    window = one_of([a.window for a in layers if a.window is not None])
    return {
        "normalization_type": norm,
        "eps": eps,
        "attention_dir": "causal" if model.causal else "bidirectional",
        "attn_scale": -1.0 if scale is None else 1 / scale,
        "use_attn_scale": scale != 1,
        "attn_scores_soft_cap": -1.0 if cap is None else cap,
        "use_local_attn": window is not None,
        "window_size": window,
        "attn_types": ["global" if a.window is None else "local" for a in layers],
        "parallel_attn_mlp": bool(one_of([a.parallel for a in layers])),
        **_of_queries_and_keys(layers, eps),
        **_of_mlps(mlps),
        **_of_positions(model),
    }


def _of_queries_and_keys(layers: Sequence[AttentionLayer], eps: float) -> dict[str, Any]:
    normed = one_of([a.q_norm is not None for a in layers])
    for a in layers if normed else ():
        for norm in (a.q_norm, a.k_norm):
            fits = norm is not None and norm.d_model == a.d_head and not norm.centred
            if norm is None or not fits or norm.bias is not None:
                raise NotImplementedError
            eps = norm.eps
    sinks = one_of([a.sinks is not None for a in layers])
    found = {"use_qk_norm": bool(normed), "use_attention_sinks": bool(sinks)}
    return found | ({"eps": eps} if normed else {})


def _of_mlps(mlps: Sequence[MLP | None]) -> dict[str, Any]:
    if not any(mlps):
        return {"attn_only": True, "act_fn": "relu"}
    found = []
    for mlp in mlps:
        if mlp is None or str(mlp.activation) not in ACTIVATIONS:
            raise NotImplementedError
        if mlp.W_gate is not None and (mlp.b_in is not None or mlp.b_gate is not None):
            raise NotImplementedError  # where there is a gate, its b_in comes behind the product
        found.append((len(mlp.W_in), ACTIVATIONS[str(mlp.activation)], mlp.W_gate is not None))
    d_mlp, activation, gated = one_of(found)
    return {"attn_only": False, "d_mlp": d_mlp, "act_fn": activation, "gated_mlp": gated}


def _of_positions(model: Transformer) -> dict[str, Any]:
    turned = [a.rotary for a in model.layers if a.rotary is not None]
    if one_of([a.rotary is not None for a in model.layers]):
        if model.W_pos is not None:
            raise NotImplementedError
        pairing, d_rotary = one_of([(rotary.pairing, rotary.d_rotary) for rotary in turned])
        return {
            "positional_embedding_type": "rotary",
            "rotary_dim": d_rotary,
            "rotary_adjacent_pairs": pairing == "adjacent",
        }
    in_queries = model.W_pos is not None and model.positions == "qk"
    return {"positional_embedding_type": "shortformer" if in_queries else "standard"}


def weights_of(model: Transformer) -> dict[str, Any]:
    """Return a model's weights by the names that a HookedTransformer has for them."""
    found = {"embed.W_E": model.W_E.T, "unembed.W_U": model.W_U.T, "unembed.b_U": model.b_U}
    if not any(a.rotary for a in model.layers):
        nowhere = np.zeros((N_CTX, model.d_model))
        found["pos_embed.W_pos"] = nowhere if model.W_pos is None else model.W_pos.T
    found |= _of_norm("ln_final", model.final_norm, model.d_model)
    for n, a in enumerate(model.layers):
        own = "" if a.n_groups == a.n_heads else "_"
        names = {"W_Q": "W_Q", "W_K": f"{own}W_K", "W_V": f"{own}W_V", "W_O": "W_O"}
        for ours, theirs in names.items():
            found[f"blocks.{n}.attn.{theirs}"] = np.swapaxes(getattr(a, ours), -1, -2)
            bias = theirs.replace("W", "b")
            found[f"blocks.{n}.attn.{bias}"] = getattr(a, ours.replace("W", "b"))
        if a.sinks is not None:
            found[f"blocks.{n}.attn.sinks"] = a.sinks
        for name in ("q_norm", "k_norm"):
            found |= _of_norm(f"blocks.{n}.attn.{name}", getattr(a, name), a.d_head)
        found |= _of_norm(f"blocks.{n}.ln1", a.norm, a.d_model)
        found |= _of_mlp(f"blocks.{n}", a.mlp)
    return found


def _of_norm(name: str, norm: Norm | None, width: int) -> dict[str, Any]:
    if norm is None:
        return {}
    bias = {f"{name}.b": norm.bias} if norm.centred else {}
    gain = np.ones(width) if norm.gain is None else norm.gain
    return {f"{name}.w": gain, **bias}


def _of_mlp(block: str, mlp: MLP | None) -> dict[str, Any]:
    if mlp is None:
        return {}
    gate = {} if mlp.W_gate is None else {f"{block}.mlp.W_gate": mlp.W_gate.T}
    return {
        f"{block}.mlp.W_in": mlp.W_in.T,
        f"{block}.mlp.W_out": mlp.W_out.T,
        f"{block}.mlp.b_in": mlp.b_in,
        f"{block}.mlp.b_out": mlp.b_out,
        **gate,
        **_of_norm(f"{block}.ln2", mlp.norm, len(mlp.W_out)),
    }


def take(module: Any, weights: Mapping[str, Any]) -> None:
    """Give a module its weights: all that it has, and no other; for None zeros.

    Raises:
        KeyError: for names that differ.
    """
    parameters = dict(module.named_parameters())
    if parameters.keys() != weights.keys():
        raise KeyError(f"weights: expected {sorted(parameters)}, got {sorted(weights)}")
    with torch.no_grad():
        for name, parameter in parameters.items():
            given = weights[name]
            if given is None:  # a bias
                parameter.fill_(0.0)
            else:
                parameter.copy_(torch.tensor(np.asarray(given)).reshape(parameter.shape))


def twice(rotary: Any, name: str) -> Any:
    """Return a table of angles with each angle twice, once for each of a pair."""
    table = getattr(rotary, name)
    if rotary.pairing == "adjacent":
        return np.repeat(table, 2, axis=1)
    return np.concatenate([table, table], axis=1)


class Hooked:
    """A model of TransformerLens, made for each model; its hooks give what is on the way.

    Of weights that are processed no stream is asked for, nor what reads it: it is another one.
    """

    positions: tuple[str, ...] = POSITIONS
    parts: tuple[str, ...] = HOOKED_PARTS
    batch = True

    def __init__(self, make: Callable[[Transformer], Any], dtype: str, processed: bool) -> None:
        self.make, self.dtype = make, dtype
        self._made: dict[int, tuple[Transformer, Any]] = {}
        if processed:
            for name in ("residual", "qk", "ov", "composition", "direct_logit_attribution"):
                setattr(self, name, None)

    def made(self, model: Transformer) -> Any:
        """Return the model in their library; the same for the same."""
        if id(model) not in self._made:
            self._made[id(model)] = (model, self.make(model))  # kept, so that its id stays its own
        return self._made[id(model)][1]

    def cached(self, model: Transformer, tokens: Any) -> Any:
        """Return what the hooks saw."""
        return self.made(model).run_with_cache(torch.tensor(np.atleast_2d(tokens)))[1]

    def hook(self, model: Transformer, tokens: Any, name: str) -> Any:
        """Return what one hook saw of a sequence.

        Raises:
            NotImplementedError: if there is no such hook, or nothing passed it.
        """
        cache = self.cached(model, tokens)
        if name not in cache.cache_dict:
            raise NotImplementedError
        return cache[name][0]

    def logits(self, model: Transformer, tokens: Any) -> Any:
        """Return the logits."""
        found = self.made(model)(torch.tensor(np.atleast_2d(tokens)))
        return found if np.ndim(tokens) > 1 else found[0]

    def residual(self, model: Transformer, tokens: Any) -> Sequence[Any]:
        """Return the streams."""
        n = model.n_layers
        if not n:
            embedded = (self.hook(model, tokens, f"hook_{kind}embed") for kind in ("", "pos_"))
            return [sum(embedded)]
        names = [*(f"blocks.{layer}.hook_resid_pre" for layer in range(n))]
        names.append(f"blocks.{n - 1}.hook_resid_post")
        return [self.hook(model, tokens, name) for name in names]

    def scores(self, model: Transformer, tokens: Any, layer: int, head: int) -> Any:
        """Return a head's scores."""
        return self.hook(model, tokens, f"blocks.{layer}.attn.hook_attn_scores")[head]

    def pattern(self, model: Transformer, tokens: Any, layer: int, head: int) -> Any:
        """Return a head's pattern."""
        return self.hook(model, tokens, f"blocks.{layer}.attn.hook_pattern")[head]

    def qk(self, model: Transformer, layer: int, head: int) -> Any:
        """Return W_E W_QK W_Eᵀ of their factored matrices."""
        theirs = self.made(model)
        return (theirs.W_E @ theirs.QK[layer, head] @ theirs.W_E.T).AB

    def ov(self, model: Transformer, layer: int, head: int) -> Any:
        """Return W_E W_OV W_U of their factored matrices; theirs is [source, output]."""
        theirs = self.made(model)
        return as_numpy((theirs.W_E @ theirs.OV[layer, head] @ theirs.W_U).AB).T

    def composition(
        self, model: Transformer, kind: str, later: tuple[int, int], earlier: tuple[int, int]
    ) -> Any:
        """Return one of `all_composition_scores`."""
        return self.made(model).all_composition_scores(kind)[(*earlier, *later)]

    def direct_logit_attribution(
        self, model: Transformer, tokens: Any, destination: int, output: int
    ) -> Any:
        """Return `logit_attrs` of the embedding and each head."""
        cache = self.cached(model, tokens)
        stack = cache["hook_embed"][None] + cache["hook_pos_embed"][None]
        if model.n_layers:
            stack = torch.cat([stack, cache.stack_head_results(layer=model.n_layers)])
        return cache.logit_attrs(stack, tokens=output)[:, 0, destination]
