"""Every reader of files under mutation: what is read is the original, or it is refused in words.

Seeded, so that a failure comes again: the file's name and the number of the mutation make it. Six
times as many mutations as Hypothesis draws examples: 300 at the desk, 12,000 under `deep`. What has
a checksum is equal to the original or refused; a text, tokens, a tokenizer and foreign weights have
none, and are held to what else must be true of them.
"""

import json
import shutil
import tempfile
import time
import tracemalloc
from pathlib import Path

import numpy as np
import pytest
import safetensors.numpy
from hypothesis import settings

import refmath as rm
from refmath.sequences.documents import WORD, documents

CORPUS = Path(__file__).with_name("corpus")
SECONDS = 5
"""How long a reader may take for a file of a few thousand bytes; most take a thousandth."""
BYTES = 64 << 20
"""How much memory it may ask for."""
_NUMBERS = (0, 1, 0x7F, 0x80, 0xFF, 2**31 - 1, 2**32 - 1, 2**63 - 1, 2**63, 2**64 - 1)
_WORDS = (b"0", b"9", b"-1", b"1e999", b'"', b"{", b"[" * 3000, b"\xff", b"\0", b"null", b"true")


def mutated(content, rng):
    """One to three changes, each of a kind that damage or malice is of."""
    for _ in range(rng.integers(1, 4)):
        place, end = sorted(rng.integers(0, len(content) + 1, 2).tolist())
        part = content[place : min(end, place + 64)]
        kind = rng.integers(8)
        if kind == 0 and place < len(content):
            bit = bytes([content[place] ^ 1 << int(rng.integers(8))])
            content = content[:place] + bit + content[place + 1 :]
        elif kind == 1:
            content = content[:place]
        elif kind == 2:
            content = content[:place] + content[place + len(part) :]
        elif kind == 3:
            content = content[:place] + part + content[place:]
        elif kind == 4:
            size = int(rng.choice([1, 2, 4, 8]))
            number = _NUMBERS[rng.integers(len(_NUMBERS))] % (1 << 8 * size)
            content = content[:place] + number.to_bytes(size, "little") + content[place + size :]
        elif kind == 5:
            content = content[:place] + _WORDS[rng.integers(len(_WORDS))] + content[place:]
        elif kind == 6:
            content = content[:place] + rng.bytes(len(part)) + content[place + len(part) :]
        else:
            content = content + part
    return content


def weights_of(model):
    layers = [getattr(layer, w) for layer in model.layers for w in ("W_Q", "W_K", "W_V", "W_O")]
    return [model.W_E, model.W_U, model.W_pos, *layers, *model.final_norm.arrays().values()]


def same_model(path, original):
    read, expected = rm.load(path), rm.load(original)
    pairs = zip(weights_of(read.model), weights_of(expected.model), strict=True)
    assert all(np.array_equal(one, other) for one, other in pairs)
    assert (read.tokenizer, read.card) == (expected.tokenizer, expected.card)
    assert read.model.final_norm.eps == expected.model.final_norm.eps


def same_table(path, original):
    assert rm.load_counts(path) == rm.load_counts(original)


def whole_weights(path, _):
    model = rm.from_transformer_lens(path, config=FOREIGN)
    assert all(np.isfinite(weight).all() for weight in (model.W_E, model.W_U, model.W_pos))


FOREIGN = {
    **{"n_layers": 0, "d_model": 2, "n_heads": 1, "d_head": 2, "n_ctx": 7, "d_vocab": 5},
    **{"attn_only": True, "normalization_type": None, "positional_embedding_type": "standard"},
    **{"attention_dir": "causal", "eps": 1e-5},
}


def as_its_config_says(path, original):
    """The weights are whole: a model is the original's, but for what its config says otherwise."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copyfile(path, Path(folder) / "config.json")
        shutil.copyfile(CORPUS / "gpt2.safetensors", Path(folder) / "model.safetensors")
        model = rm.from_hugging_face(folder)
    said = json.loads(path.read_bytes())
    first = model.layers[0]
    sizes = [said[name] for name in ("n_layer", "n_head", "n_embd", "n_positions", "vocab_size")]
    assert sizes == [model.n_layers, first.n_heads, model.d_model, model.n_ctx, model.d_vocab]
    assert {norm.eps for norm in (first.norm, first.mlp.norm, model.final_norm)} == {
        said["layer_norm_epsilon"]
    }
    relu = said.get("activation_function", "gelu_new") == "relu"
    assert (first.mlp.activation == "relu") == relu
    scale = 1 if said.get("scale_attn_weights", True) else first.d_head**0.5
    tensors = safetensors.numpy.load_file(CORPUS / "gpt2.safetensors")
    W_Q = tensors["h.0.attn.c_attn.weight"][:, : model.d_model].T.reshape(first.W_Q.shape)
    assert np.array_equal(first.W_Q, W_Q if scale == 1 else W_Q * scale)
    honoured = ("n_head", "layer_norm_epsilon", "activation_function", "scale_attn_weights")
    first_said = json.loads(original.read_bytes())
    if all(said.get(name) == first_said.get(name) for name in honoured):
        with tempfile.TemporaryDirectory() as folder:
            shutil.copyfile(original, Path(folder) / "config.json")
            shutil.copyfile(CORPUS / "gpt2.safetensors", Path(folder) / "model.safetensors")
            same = rm.from_hugging_face(folder)
        assert np.array_equal(rm.logits(model, [0, 3, 1]), rm.logits(same, [0, 3, 1]))


def names_apart(path, _):
    tokenizer = rm.Tokenizer(path.read_bytes().decode())
    names = [tokenizer.token(n) for n in range(tokenizer.d_vocab)]
    assert [tokenizer.id(name) for name in names] == list(range(tokenizer.d_vocab))
    tokenizer.decode(range(tokenizer.d_vocab))


def words_as_python_reads_them(path, _):
    found = documents([path], "words", None)
    (tokens,) = found.tokens
    words = WORD.findall(path.read_bytes().decode("utf-8-sig"))
    assert [found.words[token] for token in tokens] == words


def numbers_as_numpy_reads_them(path, _):
    (tokens,) = documents([path], None, None).tokens
    assert np.array_equal(tokens, np.load(path))


READERS = {
    "model.safetensors": same_model,
    "foreign.safetensors": whole_weights,
    "counts.npz": same_table,
    "counts.parquet": same_table,
    "tokenizer.json": names_apart,
    "text.txt": words_as_python_reads_them,
    "tokens.npy": numbers_as_numpy_reads_them,
    "config.json": as_its_config_says,
}


def is_refused(name, path, original, n):
    """Whether a reader refuses a file, in words; any other error of it is a failure."""
    try:
        READERS[name](path, original)
    except UnicodeDecodeError:
        return True
    except ValueError as error:
        if "expected" in str(error):
            return True
        raise AssertionError(f"mutation {n}") from error
    except Exception as error:
        raise AssertionError(f"mutation {n}") from error
    return False


@pytest.mark.parametrize("name", READERS)
def test_what_is_read_is_the_original_or_refused(name, tmp_path):
    if name.endswith("parquet"):
        pytest.importorskip("pyarrow")
    original, path = CORPUS / name, tmp_path / name
    READERS[name](original, original)
    content = original.read_bytes()
    refused = 0
    n_mutations = 6 * settings().max_examples
    tracemalloc.start()
    try:
        for n in range(n_mutations):
            path.write_bytes(mutated(content, np.random.default_rng([n, len(name)])))
            tracemalloc.reset_peak()
            began = time.monotonic()
            refused += is_refused(name, path, original, n)
            assert time.monotonic() - began < SECONDS, f"mutation {n}"
            assert tracemalloc.get_traced_memory()[1] < BYTES, f"mutation {n}"
    finally:
        tracemalloc.stop()
    assert refused > n_mutations // 20  # or the mutations were none


_VALUES = (
    0,
    1,
    2,
    -1,
    3,
    7,
    1e-5,
    1e-3,
    0.5,
    1e300,
    10**400,
    True,
    False,
    None,
    "",
    "gpt2",
    "relu",
)
_VALUES += ("gelu_new", "gelu", "1", [], [1], {}, {"0": [1]}, "float32", ["GPT2LMHeadModel"])


def test_a_config_with_other_values_is_read_as_it_says_or_refused(tmp_path):
    original, path = CORPUS / "config.json", tmp_path / "config.json"
    said = json.loads(original.read_bytes())
    refused = 0
    n_changes = 6 * settings().max_examples
    for n in range(n_changes):
        rng = np.random.default_rng([n, 1])
        changed = dict(said)
        for field in rng.choice(list(said), rng.integers(1, 3)).tolist():
            changed[field] = _VALUES[rng.integers(len(_VALUES))]
        if not n % 10:
            del changed[list(changed)[rng.integers(len(changed))]]
        path.write_text(json.dumps(changed))
        refused += is_refused("config.json", path, original, n)
    assert n_changes // 10 < refused < n_changes * 9 // 10  # some are read
