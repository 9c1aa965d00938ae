"""Models of GPT-2's shape from elsewhere: loaded, and run, beside those whose they are."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import safetensors.numpy

import refmath as rm
from benchmarks.measure import Case
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


# Linux alone says it; writing 5 there makes the largest size so far the present one.
GROWN = """
import contextlib, pathlib
def size(name):
    status = pathlib.Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return 1024 * next((int(line.split()[1]) for line in lines if line.startswith(name)), 0)
{setup}
with contextlib.suppress(OSError):
    pathlib.Path("/proc/self/clear_refs").write_text("5")
before = size("VmRSS")
kept = {work}
print(size("VmHWM") - before)
"""


@dataclass(frozen=True)
class InBoth:
    """One way: here, where it is timed, and in a fresh interpreter, where its memory is measured.

    What other libraries have freed, and not given back, would be taken for none of it here.
    """

    here: Callable[[], Any]
    setup: str
    work: str

    def __call__(self) -> Any:
        return self.here()

    def peak(self) -> int:
        code = GROWN.format(setup=self.setup, work=self.work)
        done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
        return int(done.stdout.split()[-1])


def peak_of(way: Any) -> int:
    """The most bytes that a fresh interpreter had beyond what it had before."""
    return int(way.peak())


def cases(scale: float = 1.0) -> list[Case]:
    def at(n: int, least: int) -> int:
        return max(least, int(n * scale))

    # It is there as long as something holds it, and goes with the process.
    kept = TemporaryDirectory()
    folder, n_layers, n_heads, d_vocab = Path(kept.name), at(12, 2), at(12, 2), at(50257, 64)
    n_bytes = gpt2_folder(folder, n_layers, n_heads, n_heads * at(64, 2), d_vocab)
    size = f"{n_layers} layers × {n_heads} heads, d_vocab {d_vocab:,}, float32,"
    size += f" {n_bytes / 2**20:,.0f} MB of weights"
    lengths = at(256, 4), at(1024, 8)

    def load() -> rm.Transformer:
        assert kept.name
        return rm.from_hugging_face(folder)

    def bare() -> dict[str, np.ndarray]:
        """Read, and nothing else: no field, no shape, no number is looked at."""
        return dict(safetensors.numpy.load_file(folder / "model.safetensors"))

    at_folder = f"folder = {str(folder)!r}"
    found = [
        Case(
            "from_hugging_face(folder)",
            size,
            InBoth(load, f"import refmath as rm; rm.from_hugging_face; {at_folder}",
                   "rm.from_hugging_face(folder)"),
            InBoth(bare, f"import safetensors.numpy; {at_folder}",
                   "safetensors.numpy.load_file(folder + '/model.safetensors')"),
            "`safetensors.numpy.load_file`, unchecked",
            lambda a, b: bool(np.array_equal(a.W_U, b["transformer.wte.weight"])),
            peak=peak_of,
        )
    ]  # fmt: skip
    if find_spec("transformers"):
        found += beside_transformers(load, folder, lengths, size)
    if find_spec("transformer_lens"):
        shape = n_layers, n_heads, n_heads * at(64, 2), d_vocab
        found += beside_transformer_lens(shape, lengths, size)
    return found


def some_tokens(d_vocab: int, n: int) -> np.ndarray:
    return np.random.default_rng(n).integers(0, d_vocab, n)


def their_gpt2(folder: Path | str) -> tuple[Any, Callable[[np.ndarray], Any]]:
    """A folder's model as transformers loads it, and its forward pass."""
    import torch
    import transformers

    transformers.logging.set_verbosity_error()
    transformers.logging.disable_progress_bar()
    theirs = transformers.GPT2LMHeadModel.from_pretrained(folder, dtype=torch.float32).eval()

    @torch.no_grad()  # type: ignore[untyped-decorator]
    def run(tokens: np.ndarray) -> Any:
        return theirs(torch.from_numpy(tokens[None])).logits[0]

    return theirs, run


def in_transformer_lens(
    n_layers: int, n_heads: int, d_model: int, d_vocab: int
) -> tuple[rm.Transformer, Callable[[np.ndarray], Any]]:
    """A `HookedTransformer`, its weights and biases drawn, as ours, and its forward pass."""
    import torch
    from transformer_lens import HookedTransformer, HookedTransformerConfig

    config = HookedTransformerConfig(
        n_layers=n_layers,
        d_model=d_model,
        n_heads=n_heads,
        d_head=d_model // n_heads,
        d_mlp=4 * d_model,
        n_ctx=1024,
        d_vocab=d_vocab,
        act_fn="gelu_new",
        normalization_type="LN",
        device="cpu",
    )
    theirs = HookedTransformer(config)
    with torch.no_grad():
        for weight in theirs.parameters():
            weight.normal_(0, 0.05)

    @torch.no_grad()  # type: ignore[untyped-decorator]
    def run(tokens: np.ndarray) -> Any:
        return theirs(torch.from_numpy(tokens[None]))[0]

    return rm.from_transformer_lens(theirs), run


def agree(a: Any, b: Any) -> bool:
    return close(np.asarray(a), np.asarray(b))


def beside_transformers(
    load: Callable[[], rm.Transformer], folder: Path, lengths: tuple[int, int], size: str
) -> list[Case]:
    theirs, run = their_gpt2(folder)
    model = rm.from_hugging_face(theirs)
    short, of_folder = some_tokens(model.d_vocab, lengths[0]), repr(str(folder))
    setup = "import torch, transformers; from benchmarks.foreign import *; theirs, run = "
    setup += f"their_gpt2({of_folder}); model = rm.from_hugging_face(theirs)"
    alone = "import torch, transformers; from benchmarks.foreign import *"
    alone += "; rm.logits, rm.from_hugging_face, transformers.GPT2LMHeadModel"
    tokens = f"some_tokens({model.d_vocab}, {lengths[0]})"
    return [
        *side_by_side(model, run, setup, lengths, size, "transformers' forward pass"),
        Case(
            f"load the folder, and logits of {lengths[0]:,} tokens",
            size,
            InBoth(lambda: rm.logits(load(), short), alone,
                   f"rm.logits(rm.from_hugging_face({of_folder}), {tokens})"),
            InBoth(lambda: their_gpt2(folder)[1](short), alone,
                   f"their_gpt2({of_folder})[1]({tokens})"),
            "transformers' `from_pretrained`, and its forward pass",
            agree,
            runs=3,
            peak=peak_of,
        ),
    ]  # fmt: skip


def beside_transformer_lens(
    shape: tuple[int, int, int, int], lengths: tuple[int, int], size: str
) -> list[Case]:
    model, run = in_transformer_lens(*shape)
    setup = "import torch; from benchmarks.foreign import *; model, run = "
    setup += f"in_transformer_lens(*{shape})"
    return side_by_side(model, run, setup, lengths, size, "TransformerLens' forward pass")


def side_by_side(
    model: rm.Transformer,
    run: Callable[[np.ndarray], Any],
    setup: str,
    lengths: tuple[int, int],
    size: str,
    other_is: str,
) -> list[Case]:
    """`logits` with torch's weights, beside another forward pass with the same, by lengths."""
    import torch

    found = []
    for n in lengths:
        tokens = some_tokens(model.d_vocab, n)
        ours = partial(rm.logits, model, torch.from_numpy(tokens))
        drawn = f"some_tokens({model.d_vocab}, {n})"
        found.append(
            Case(
                f"logits, torch's weights, {n:,} tokens",
                size,
                InBoth(ours, setup, f"rm.logits(model, torch.from_numpy({drawn}))"),
                InBoth(partial(run, tokens), setup, f"run({drawn})"),
                other_is,
                agree,
                peak=peak_of,
            )
        )
    return found
