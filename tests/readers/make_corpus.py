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
    (CORPUS / "foreign.safetensors").write_bytes(safetensors.numpy.save(foreign))
    table = rm.count_skip_trigrams(rng.integers(0, 5, 40), 3, d_vocab=5)
    rm.save_counts(table, CORPUS / "counts.npz")
    rm.save_counts(table, CORPUS / "counts.parquet")
    np.save(CORPUS / "tokens.npy", rng.integers(0, 9, 30))
    (CORPUS / "text.txt").write_bytes("\ufeffKeep it in mind; हिन्दी, naïve 😀\r\n".encode())


if __name__ == "__main__":
    main()
