"""Writes the live page, with both models, into a folder: `python docs/live/make.py FOLDER [DOCS]`.

The folder needs no server, and asks for nothing beyond itself: any site may take it as it is. DOCS
is where the documentation stands as seen from there; the page leads back to it, if it is given.
"""

from __future__ import annotations

import base64
import html
import json
import shutil
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

import refmath as rm

HERE = Path(__file__).parent
PAGES = ("index.html", "page.css", "page.js", "model.js", "start.js")
VIEWER = ("sentence.css", "sentence.js")


def stored(trained: Any) -> dict[str, Any]:
    """Return all that the page needs of a model: its sizes, weights, vocabulary and merges."""
    model, content = trained.model, json.loads(trained.tokenizer.json)
    check_plain(model)
    vocabulary = sorted(content["model"]["vocab"].items(), key=lambda item: item[1])
    merges = (m.split(" ") if isinstance(m, str) else m for m in content["model"]["merges"])
    return {
        "name": trained.name,
        "n_layers": model.n_layers,
        "n_heads": model.n_heads[0],
        "d_model": model.d_model,
        "d_head": model.layers[0].d_head,
        "d_vocab": model.d_vocab,
        "n_ctx": model.n_ctx,
        "bos": trained.tokenizer.bos,
        "vocab": [letters for letters, _ in vocabulary],
        "merges": [" ".join(pair) for pair in merges],
        "names": [trained.tokenizer.token(token) for token in range(model.d_vocab)],
        "weights": base64.b64encode(weights(model)).decode(),
    }


def check_plain(model: rm.Transformer) -> None:
    """Refuse what the page's few lines do not compute."""
    if model.parts:
        raise ValueError(f"model: expected attention layers alone, got {', '.join(model.parts)}")
    if model.positions != "qk" or model.W_pos is None or not model.causal:
        raise ValueError("model: expected a causal mask, and positions for queries and keys")
    if len({(layer.n_heads, layer.d_head) for layer in model.layers}) != 1:
        raise ValueError("model: expected layers of one size")


def weights(model: rm.Transformer) -> bytes:
    """Return all weights as float16, little-endian, in the order that `openModel` reads."""
    arrays = [model.W_E.T, model.W_U, model.W_pos.T]
    for layer in model.layers:
        for head in range(layer.n_heads):
            arrays += [W[head] for W in (layer.W_Q, layer.W_K, layer.W_V, layer.W_O)]
    return b"".join(np.ascontiguousarray(array).astype("<f2").tobytes() for array in arrays)


def make(folder: Path, docs: str = "") -> None:
    """Write the page into a folder, with a way to the documentation if that has an address."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in PAGES:
        shutil.copyfile(HERE / name, folder / name)
    back = (
        f'<p><a href="{html.escape(docs)}">← refmath, the documentation</a></p>\n' if docs else ""
    )
    page = (folder / "index.html").read_text(encoding="utf-8")
    (folder / "index.html").write_text(page.replace("<!-- back -->\n", back), encoding="utf-8")
    for name in VIEWER:
        text = (files("refmath.report") / "viewer" / name).read_text(encoding="utf-8")
        (folder / name).write_text(text, encoding="utf-8")
    for one in rm.bundled():
        text = json.dumps(stored(rm.load(one.name)), separators=(",", ":"))
        (folder / f"{one.name}.js").write_text(f"storeModel({text});\n", encoding="utf-8")


if __name__ == "__main__":
    make(Path(sys.argv[1]), *sys.argv[2:])
