"""TransformerLens 4: its own models with the cases' weights, and bridges to Hugging Face's."""

from __future__ import annotations

import logging
import tempfile
import warnings
from functools import partial
from typing import Any

import numpy as np
import torch
from transformer_lens.config import TransformerBridgeConfig
from transformer_lens.model_bridge import TransformerBridge
from transformer_lens.model_bridge.sources import native

from refmath.conformance import check_cases, in_steps
from refmath.conforming.answers.models import OfTransformerLens, settings_of
from refmath.conforming.cases import cases
from refmath.foreign.hugging_face import from_hugging_face
from refmath.numeric.model.every_weight import with_every_weight
from refmath.numeric.model.parts import Norm
from refmath.numeric.model.transformer import Transformer
from release.peers.combined import combined
from release.peers.held import CASES, COMBINED, Held, Peer
from release.peers.hugging_face import MODELS, model_of, words
from release.peers.lens import N_CTX, Hooked, parts_of, sizes_of, take, twice


def named(model: Transformer) -> dict[str, Any]:
    """Return a model's weights by the names that a native model has for them.

    Raises:
        NotImplementedError: for a bias where it has none.
    """
    found: dict[str, Any] = {"tok_embed.weight": model.W_E.T, "head.weight": model.W_U}
    if model.b_U is not None:
        raise NotImplementedError
    if not any(a.rotary for a in model.layers):
        nowhere = np.zeros((N_CTX, model.d_model))
        found["pos.weight"] = nowhere if model.W_pos is None else model.W_pos.T
    found |= _of_norm("ln_out", model.final_norm)
    for n, a in enumerate(model.layers):
        for theirs, W, b in (("q", a.W_Q, a.b_Q), ("k", a.W_K, a.b_K), ("v", a.W_V, a.b_V)):
            found[f"layers.{n}.attn.{theirs}.weight"] = W.reshape(-1, a.d_model)
            found[f"layers.{n}.attn.{theirs}.bias"] = b
        found[f"layers.{n}.attn.o.weight"] = np.concatenate(list(a.W_O), axis=1)
        found[f"layers.{n}.attn.o.bias"] = a.b_O
        found |= _of_norm(f"layers.{n}.ln1", a.norm)
        if a.mlp is not None:
            found |= _of_norm(f"layers.{n}.ln2", a.mlp.norm)
            found |= _of_mlp(f"layers.{n}.mlp", a.mlp)
    return found


def _of_norm(name: str, norm: Norm | None) -> dict[str, Any]:
    if norm is None:
        return {}
    return {f"{name}.weight": norm.gain} | ({f"{name}.bias": norm.bias} if norm.centred else {})


def _of_mlp(name: str, mlp: Any) -> dict[str, Any]:
    if mlp.W_gate is not None:
        if mlp.b_out is not None:
            raise NotImplementedError
        weights = {"gate": mlp.W_gate, "in": mlp.W_in, "out": mlp.W_out}
        return {f"{name}.{of}.weight": W for of, W in weights.items()}
    return {
        f"{name}.fc_in.weight": mlp.W_in,
        f"{name}.fc_in.bias": mlp.b_in,
        f"{name}.fc_out.weight": mlp.W_out,
        f"{name}.fc_out.bias": mlp.b_out,
    }


class _Named:
    """A module whose parameters go by the names that they had before it was bridged."""

    def __init__(self, module: Any) -> None:
        self.module = module

    def named_parameters(self) -> list[tuple[str, Any]]:
        """List the parameters, by their names."""
        listed = self.module.named_parameters()
        return [(name.replace("._original_component", ""), given) for name, given in listed]


def bridged(dtype: str, processed: bool, model: Transformer) -> Any:
    """Return a native model with the weights of a model, bridged.

    Raises:
        NotImplementedError: for what it refuses, or has no parameter for.
    """
    words = sizes_of(model) | parts_of(model)
    if words["positional_embedding_type"] == "shortformer":
        raise NotImplementedError
    known = {k: v for k, v in words.items() if k != "use_attention_sinks" or v}
    try:
        config = TransformerBridgeConfig(**known, init_weights=False, seed=0)
        made = native.boot(config, dtype=getattr(torch, dtype), device="cpu")
        take(_Named(made.original_model), named(model))
    except (TypeError, ValueError, KeyError) as error:
        raise NotImplementedError(str(error)) from error
    for a in model.layers[:1]:
        if a.rotary is not None:
            for name in ("cos", "sin"):
                table = torch.tensor(twice(a.rotary, name))
                getattr(made.original_model.rotary, f"{name}_cached")[: len(table)] = table
    if processed:
        made.enable_compatibility_mode(disable_warnings=True)
    return made


def _native(dtype: str, processed: bool) -> Held:
    _quietly()
    make = partial(bridged, dtype, processed)
    yield CASES, check_cases(Hooked(make, dtype, processed), cases())
    yield COMBINED, check_cases(Hooked(make, dtype, processed), in_steps(combined()))


def _bridges(processed: bool) -> Held:
    _quietly()
    for name in MODELS:
        theirs = model_of(name, "eager")
        ours = from_hugging_face(theirs)
        ours = with_every_weight(ours, lambda W: np.asarray(W.detach().numpy(), dtype="float32"))
        with tempfile.TemporaryDirectory() as folder:
            theirs.config.save_pretrained(folder)
            words().save_pretrained(folder)
            bridge = TransformerBridge.boot_transformers(
                folder, hf_model=theirs, device="cpu", dtype=torch.float32
            )
        if processed:
            bridge.enable_compatibility_mode(disable_warnings=True)
        adapter = OfTransformerLens(bridge, "float32")
        if processed:
            adapter.residual = None  # type: ignore[assignment, method-assign]
        yield name, check_cases(adapter, in_steps(settings_of(ours)))


def _quietly() -> None:
    torch.set_num_threads(1)
    logging.disable(logging.WARNING)
    warnings.simplefilter("ignore")


PACKAGES = ("transformer-lens", "transformers", "torch")
PEERS = (
    *(
        Peer(f"TransformerBridge, native model, {dtype}", PACKAGES, partial(_native, dtype, False))
        for dtype in ("float64", "float32")
    ),
    Peer(
        "TransformerBridge, native model, weights processed, float32",
        PACKAGES,
        partial(_native, "float32", True),
    ),
    Peer("TransformerBridge around Hugging Face", PACKAGES, partial(_bridges, False)),
    Peer(
        "TransformerBridge around Hugging Face, weights processed",
        PACKAGES,
        partial(_bridges, True),
    ),
)
