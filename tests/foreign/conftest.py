"""Small models in the layouts of others, as NumPy arrays with their configs."""

import numpy as np
import pytest

TRANSFORMER_LENS = {
    **{"d_model": 8, "n_heads": 4, "d_head": 3, "n_layers": 2, "n_ctx": 9, "d_vocab": 13},
    **{"attn_only": False, "act_fn": "relu", "d_mlp": 5, "normalization_type": "LN", "eps": 1e-3},
    **{"positional_embedding_type": "standard", "attention_dir": "causal"},
}


def drawn(shapes):
    rng = np.random.default_rng(0)
    return {name: rng.normal(size=shape) / 2 for name, shape in shapes.items()}


@pytest.fixture
def transformer_lens():
    c = TRANSFORMER_LENS
    d, heads, d_head, d_mlp = c["d_model"], c["n_heads"], c["d_head"], c["d_mlp"]
    shapes = {"embed.W_E": (13, d), "unembed.W_U": (d, 13), "unembed.b_U": (13,)}
    shapes |= {"pos_embed.W_pos": (9, d), "ln_final.w": (d,), "ln_final.b": (d,)}
    for n in range(c["n_layers"]):
        for key in "QKV":
            shapes |= {f"blocks.{n}.attn.W_{key}": (heads, d, d_head)}
            shapes |= {f"blocks.{n}.attn.b_{key}": (heads, d_head)}
        shapes |= {f"blocks.{n}.attn.W_O": (heads, d_head, d), f"blocks.{n}.attn.b_O": (d,)}
        shapes |= {f"blocks.{n}.mlp.W_in": (d, d_mlp), f"blocks.{n}.mlp.b_in": (d_mlp,)}
        shapes |= {f"blocks.{n}.mlp.W_out": (d_mlp, d), f"blocks.{n}.mlp.b_out": (d,)}
        for norm in ("ln1", "ln2"):
            shapes |= {f"blocks.{n}.{norm}.w": (d,), f"blocks.{n}.{norm}.b": (d,)}
    tensors = drawn(shapes)
    tensors |= {
        "blocks.0.attn.mask": np.ones((9, 9), bool),
        "blocks.0.attn.IGNORE": np.float64(-1e5)[None],
    }
    return tensors, dict(c)
