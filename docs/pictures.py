"""Draws the pictures of the README and the pages: `python docs/pictures.py` writes them all."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import matplotlib
import numpy as np

matplotlib.use("svg")
import matplotlib.pyplot as plt
from matplotlib.colors import Colormap, LinearSegmentedColormap

import refmath as rm

IMAGES = Path(__file__).parent / "images"


class Scheme(NamedTuple):
    """The colours of a picture: of numbers (blue to red), of ground, letters and lines."""

    name: str
    blue_to_red: str | Colormap
    ground: str
    letters: str
    between: str


LIGHT = Scheme("", "RdBu_r", "white", "black", "white")
_BRIGHT = LinearSegmentedColormap.from_list(
    "bright", ["#c8e4ff", "#2f8cff", "#22272e", "#ff5c46", "#ffd9d0"]
)
DARK = Scheme("-dark", _BRIGHT, "#0d1117", "#e6edf3", "#0d1117")


def one_layer(folder: Path = IMAGES, scheme: Scheme = LIGHT) -> Path:
    """Draw T = Id ⊗ W_U W_E + A⁰ ⊗ OV⁰ + A¹ ⊗ OV¹ of a small model, block by block."""
    n_ctx, d_vocab, d_model, d_head, n_heads = 4, 5, 4, 2, 2
    rng = np.random.default_rng(6)

    def weights(*shape: int) -> np.ndarray:
        return rng.normal(size=shape) / np.sqrt(shape[-1])

    read = (n_heads, d_head, d_model)
    layer = rm.AttentionLayer(
        2 * weights(*read),
        2 * weights(*read),
        weights(*read),
        2 * weights(n_heads, d_model, d_head),
    )
    W_E = 1.7 * weights(d_model, d_vocab)
    model = rm.Transformer(W_E, weights(d_vocab, d_model), [layer])
    tokens = rng.permutation(d_vocab)[:n_ctx]
    patterns = rm.attention_patterns(model, tokens)[0]

    panels = {
        "$T$": rm.tensor_product_operator(model, tokens),
        r"$\mathrm{Id} \otimes W_U W_E$": np.kron(np.eye(n_ctx), rm.bigram_circuit(model).dense()),
    }
    for h in range(n_heads):
        OV = rm.ov_circuit(model, 0, h).dense()
        panels[rf"$A^{h} \otimes W_U W_{{OV}}^{h} W_E$"] = np.kron(patterns[h], OV)

    settings = {"svg.hashsalt": "refmath", "svg.fonttype": "path", "mathtext.fontset": "cm",
                "text.color": scheme.letters}  # fmt: skip
    muted = "#666" if scheme is LIGHT else "#9da7b3"
    with plt.rc_context(settings):
        figure, axes = plt.subplots(1, len(panels), figsize=(10, 3.05))
        largest = max(float(np.abs(M).max()) for M in panels.values())
        for place, (axis, (title, M)) in enumerate(zip(axes, panels.items(), strict=True)):
            axis.imshow(
                M, cmap=scheme.blue_to_red, vmin=-largest, vmax=largest, interpolation="none"
            )
            axis.set_title(title, fontsize=13, pad=8)
            axis.set_xticks([d_vocab * (j + 0.5) - 0.5 for j in range(n_ctx)], range(n_ctx))
            axis.set_yticks([d_vocab * (i + 0.5) - 0.5 for i in range(n_ctx)], range(n_ctx))
            axis.tick_params(length=0, labelsize=8, colors=muted)
            for line in range(1, n_ctx):
                axis.axhline(d_vocab * line - 0.5, color=scheme.between, linewidth=1.2)
                axis.axvline(d_vocab * line - 0.5, color=scheme.between, linewidth=1.2)
            for spine in axis.spines.values():
                spine.set_color("#bbb")
            axis.set_xlabel("source", fontsize=9, color=muted)
            if place:
                sign = "=" if place == 1 else "+"
                axis.text(
                    -0.17,
                    0.5,
                    sign,
                    transform=axis.transAxes,
                    fontsize=17,
                    ha="center",
                    va="center",
                )
        axes[0].set_ylabel("destination", fontsize=9, color=muted)
        figure.subplots_adjust(left=0.045, right=0.99, top=0.88, bottom=0.13, wspace=0.3)
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"one_layer{scheme.name}.svg"
        # A ground of its own: it is read in pages of either scheme.
        figure.savefig(path, metadata={"Date": None, "Creator": None}, facecolor=scheme.ground)
        plt.close(figure)
    return path


if __name__ == "__main__":
    for each in (LIGHT, DARK):
        print(one_layer(scheme=each))
