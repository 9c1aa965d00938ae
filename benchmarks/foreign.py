"""Models of GPT-2's shape from elsewhere: loaded, and run, beside those whose they are."""

from __future__ import annotations

import json
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import safetensors.numpy

import refmath as rm
from benchmarks.measure import Case
from benchmarks.sequences import resident_peak
from benchmarks.tools import close

CONFIG = {"model_type": "gpt2", "layer_norm_epsilon": 1e-5, "architectures": ["GPT2LMHeadModel"]}


def gpt2_folder(folder: Path, n_layers: int, n_heads: int, d_model: int, d_vocab: int) -> int:
    """Write a folder of Hugging Face's with a GPT-2 whose weights are drawn; their bytes."""
    rng, d_mlp, n_ctx = np.random.default_rng(0), 4 * d_model, 1024
    shapes: dict[str, tuple[int, ...]] = {"wte": (d_vocab, d_model), "wpe": (n_ctx, d_model)}
    norms = ["ln_f"]
    for n in range(n_layers):
        shapes |= {
            f"h.{n}.attn.c_attn": (d_model, 3 * d_model),
            f"h.{n}.attn.c_proj": (d_model, d_model),
            f"h.{n}.mlp.c_fc": (d_model, d_mlp),
            f"h.{n}.mlp.c_proj": (d_mlp, d_model),
        }
        norms += [f"h.{n}.ln_1", f"h.{n}.ln_2"]
    tensors = {
        f"{name}.weight": np.float32(0.05) * rng.standard_normal(shape, np.float32)
        for name, shape in shapes.items()
    }
    sizes = {name: shape[1] for name, shape in shapes.items() if name.startswith("h.")}
    for name, size in (sizes | dict.fromkeys(norms, d_model)).items():
        tensors[f"{name}.bias"] = np.float32(0.05) * rng.standard_normal(size, np.float32)
    tensors |= {f"{name}.weight": np.ones(d_model, np.float32) for name in norms}
    config = CONFIG | {"n_layer": n_layers, "n_head": n_heads, "n_embd": d_model}
    config |= {"vocab_size": d_vocab, "n_positions": n_ctx}
    (folder / "config.json").write_text(json.dumps(config))
    named = {f"transformer.{name}": tensor for name, tensor in tensors.items()}
    # Without this word `transformers` doesn't read it.
    content = safetensors.numpy.save(named, {"format": "pt"})
    (folder / "model.safetensors").write_bytes(content)
    return sum(tensor.nbytes for tensor in tensors.values())


def cases(scale: float = 1.0) -> list[Case]:
    def at(n: int, least: int) -> int:
        return max(least, int(n * scale))

    # It is there as long as something holds it, and goes with the process.
    kept = TemporaryDirectory()
    folder, n_layers, n_heads, d_vocab = Path(kept.name), at(12, 2), at(12, 2), at(50257, 64)
    n_bytes = gpt2_folder(folder, n_layers, n_heads, n_heads * at(64, 2), d_vocab)
    size = f"{n_layers} layers × {n_heads} heads, d_vocab {d_vocab:,}, float32,"
    size += f" {n_bytes / 2**20:,.0f} MB of weights"
    tokens = np.random.default_rng(1).integers(0, d_vocab, at(256, 4))

    def load() -> rm.Transformer:
        assert kept.name
        return rm.from_hugging_face(folder)

    def bare() -> dict[str, np.ndarray]:
        """Read, and nothing else: no field, no shape, no number is looked at."""
        return dict(safetensors.numpy.load_file(folder / "model.safetensors"))

    found = [
        Case(
            "from_hugging_face(folder)",
            size,
            load,
            bare,
            "`safetensors.numpy.load_file`, unchecked",
            lambda a, b: bool(np.array_equal(a.W_U, b["transformer.wte.weight"])),
            peak=resident_peak,
        )
    ]
    if not find_spec("transformers"):
        return found
    return [*found, *beside_transformers(load, folder, tokens, size, at(1024, 8))]


def beside_transformers(
    load: Any, folder: Path, tokens: np.ndarray, size: str, longest: int
) -> list[Case]:
    import torch
    import transformers

    transformers.logging.set_verbosity_error()
    transformers.logging.disable_progress_bar()

    def loaded() -> Any:
        return transformers.GPT2LMHeadModel.from_pretrained(folder, dtype=torch.float32).eval()

    theirs = loaded()
    model = rm.from_hugging_face(theirs)
    long = np.random.default_rng(2).integers(0, model.d_vocab, longest)

    @torch.no_grad()  # type: ignore[untyped-decorator]
    def run(theirs: Any, tokens: np.ndarray) -> Any:
        return theirs(torch.from_numpy(tokens[None])).logits[0]

    def ours(tokens: np.ndarray) -> Any:
        return rm.logits(model, torch.from_numpy(tokens))

    def agree(a: Any, b: Any) -> bool:
        return close(np.asarray(a), np.asarray(b))

    found = [
        Case(
            f"logits, torch's weights, {len(text):,} tokens",
            size,
            partial(ours, text),
            partial(run, theirs, text),
            "transformers' forward pass",
            agree,
            peak=resident_peak,
        )
        for text in (tokens, long)
    ]
    found.append(
        Case(
            f"load the folder, and logits of {len(tokens):,} tokens",
            size,
            lambda: rm.logits(load(), tokens),
            lambda: run(loaded(), tokens),
            "transformers' `from_pretrained`, and its forward pass",
            agree,
            runs=3,
            peak=resident_peak,
        )
    )
    return found + beside_transformer_lens(model, (tokens, long), size)


def beside_transformer_lens(
    shaped: rm.Transformer, texts: tuple[np.ndarray, ...], size: str
) -> list[Case]:
    """A `HookedTransformer` of the model's shape, its weights and biases drawn."""
    if not find_spec("transformer_lens"):
        return []
    import torch
    from transformer_lens import HookedTransformer, HookedTransformerConfig

    (layer, *_), d_model = shaped.layers, shaped.d_model
    config = HookedTransformerConfig(
        n_layers=shaped.n_layers,
        d_model=d_model,
        n_heads=layer.n_heads,
        d_head=layer.d_head,
        d_mlp=4 * d_model,
        n_ctx=1024,
        d_vocab=shaped.d_vocab,
        act_fn="gelu_new",
        normalization_type="LN",
        device="cpu",
    )
    theirs = HookedTransformer(config)
    with torch.no_grad():
        for weight in theirs.parameters():
            weight.normal_(0, 0.05)
    model = rm.from_transformer_lens(theirs)

    @torch.no_grad()  # type: ignore[untyped-decorator]
    def run(tokens: np.ndarray) -> Any:
        return theirs(torch.from_numpy(tokens[None]))[0]

    return [
        Case(
            f"logits, torch's weights, {len(text):,} tokens",
            size,
            partial(rm.logits, model, torch.from_numpy(text)),
            partial(run, text),
            "TransformerLens' forward pass",
            lambda a, b: close(np.asarray(a), np.asarray(b)),
            peak=resident_peak,
        )
        for text in texts
    ]
