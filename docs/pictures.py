"""Draws the pictures of the README and the pages: `python docs/pictures.py` writes them all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

import refmath as rm
from refmath.drawing import charts
from refmath.drawing.pictures import BLUE, GREY, ORANGE, WIDTH, picture

IMAGES = Path(__file__).parent / "images"


def one_layer(folder: Path = IMAGES) -> Path:
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

    largest = max(float(np.abs(M).max()) for M in panels.values())

    def draw(figure: Any) -> None:
        axes = figure.subplots(2, 2).flat
        for place, (axis, (title, M)) in enumerate(zip(axes, panels.items(), strict=True)):
            colours = charts.diverging(BLUE, ORANGE)
            axis.imshow(M, cmap=colours, vmin=-largest, vmax=largest, interpolation="none")
            sign = ("", "$=$  ", "$+$  ", "$+$  ")[place]
            axis.set_title(f"{sign}{title}", fontsize=11, pad=6)
            middles = [d_vocab * (position + 0.5) - 0.5 for position in range(n_ctx)]
            axis.set_xticks(middles, range(n_ctx))
            axis.set_yticks(middles, range(n_ctx))
            axis.tick_params(length=0, labelsize=8)
            for spine in axis.spines.values():
                spine.set(visible=True, linewidth=0.5, color=GREY)
            for line in range(1, n_ctx):
                axis.axhline(d_vocab * line - 0.5, color=GREY, linewidth=0.5)
                axis.axvline(d_vocab * line - 0.5, color=GREY, linewidth=0.5)
            axis.set(xlabel="source", ylabel="destination")

    alt = (
        "A matrix of blocks, destinations by sources: T is the sum of the direct path's and heads'"
    )
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "one_layer.svg"
    picture(draw, alt, WIDTH).save(path)
    return path


if __name__ == "__main__":
    print(one_layer())
