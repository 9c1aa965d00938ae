"""Write the files that the readers' mutations start from: one of each kind, whole and small.

`python tests/readers/make_corpus.py` writes them again; Parquet needs pyarrow.
"""

import json
from pathlib import Path

import numpy as np
import safetensors.numpy

import refmath as rm

CORPUS = Path(__file__).with_name("corpus")
VOCABULARY = {"a": 0, "b": 1, "ab": 2, "\u0120a": 3, "\u00e2": 4, "\u0124\u00ac": 5}
TOKENIZER = {
    "model": {"type": "BPE", "vocab": VOCABULARY, "merges": ["a b"]},
    "added_tokens": [{"id": 6, "content": "<|bos|>", "special": True}],
}
# With the fields that such a file of `transformers` has.
GPT2 = {
    "activation_function": "gelu_new",
    "add_cross_attention": False,
    "architectures": ["GPT2LMHeadModel"],
    "attn_pdrop": 0.1,
    "bos_token_id": 0,
    "dtype": "float32",
    "eos_token_id": 0,
    "layer_norm_epsilon": 1e-05,
    "model_type": "gpt2",
    "n_embd": 4,
    "n_head": 2,
    "n_inner": 3,
    "n_layer": 1,
    "n_positions": 6,
    "reorder_and_upcast_attn": False,
    "scale_attn_by_inverse_layer_idx": False,
    "scale_attn_weights": True,
    "tie_word_embeddings": True,
    "transformers_version": "5.24.0",
    "use_cache": True,
    "vocab_size": 7,
}


def main():
    CORPUS.mkdir(exist_ok=True)
    rng = np.random.default_rng(0)

    def drawn(*shape):
        return rng.standard_normal(shape).astype(np.float32)

    layer = rm.AttentionLayer(drawn(2, 2, 4), drawn(2, 2, 4), drawn(2, 2, 4), drawn(2, 4, 2))
    norm = rm.Norm(drawn(4), drawn(4), eps=1e-5)
    model = rm.Transformer(drawn(4, 7), drawn(7, 4), [layer], W_pos=drawn(4, 6), final_norm=norm)
    tokenizer = json.dumps(TOKENIZER)
    (CORPUS / "tokenizer.json").write_text(tokenizer + "\n")
    rm.save(
        model, CORPUS / "model.safetensors", tokenizer=rm.Tokenizer(tokenizer), card="# A model"
    )
    foreign = {"embed.W_E": drawn(5, 2), "unembed.W_U": drawn(2, 5), "pos_embed.W_pos": drawn(7, 2)}
    foreign["unembed.b_U"] = np.ones(5, np.float32)
    (CORPUS / "foreign.safetensors").write_bytes(safetensors.numpy.save(foreign))
    table = rm.count_skip_trigrams(rng.integers(0, 5, 40), 3, d_vocab=5)
    rm.save_counts(table, CORPUS / "counts.npz")
    rm.save_counts(table, CORPUS / "counts.parquet")
    np.save(CORPUS / "tokens.npy", rng.integers(0, 9, 30))
    (CORPUS / "text.txt").write_bytes("\ufeffKeep it in mind; हिन्दी, naïve 😀\r\n".encode())
    (CORPUS / "config.json").write_text(json.dumps(GPT2, indent=2) + "\n")
    shapes = {"wte": (7, 4), "wpe": (6, 4), "h.0.attn.c_attn": (4, 12), "h.0.attn.c_proj": (4, 4)}
    shapes |= {"h.0.mlp.c_fc": (4, 3), "h.0.mlp.c_proj": (3, 4)}
    gpt2 = {f"{name}.weight": drawn(*shape) for name, shape in shapes.items()}
    gpt2 |= {f"{name}.bias": drawn(shape[1]) for name, shape in shapes.items() if name[0] == "h"}
    for name in ("h.0.ln_1", "h.0.ln_2", "ln_f"):
        gpt2 |= {f"{name}.weight": drawn(4), f"{name}.bias": drawn(4)}
    (CORPUS / "gpt2.safetensors").write_bytes(safetensors.numpy.save(gpt2))


if __name__ == "__main__":
    main()
