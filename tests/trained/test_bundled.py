"""What is listed is what is loaded: checksums, sizes, and the losses that the cards print."""

import dataclasses
import hashlib
import shutil
from pathlib import Path

import numpy as np
import pytest

import refmath as rm
from refmath.numeric.layered.logits_error import logits_error
from refmath.numeric.model.every_weight import in_float64
from refmath.trained import bundled

WEIGHTS = Path(bundled.__file__).parent / "weights"
NAMES = [model.name for model in rm.bundled()]
listed = pytest.mark.parametrize("it", rm.bundled(), ids=lambda it: it.name)

HALF_A_DIGIT = 0.5e-6
"""The listed loss is rounded to six places."""


def losses(model, tokens):
    logits = rm.logits(model, tokens)[:, :-1]
    largest = logits.max(axis=-1, keepdims=True)
    whole = np.log(np.exp(logits - largest).sum(axis=-1)) + largest[..., 0]
    return whole - np.take_along_axis(logits, tokens[:, 1:, None], -1)[..., 0]


def mean_loss(model, tokens):
    return float(losses(model, tokens).mean())


def test_two_models_come_along():
    assert NAMES == ["attn-only-1l", "attn-only-2l"]


@listed
def test_the_list_says_what_the_model_is(it):
    loaded = rm.load(it.name)
    model = loaded.model
    assert loaded.name == it.name
    assert (model.n_layers, model.d_model, model.d_vocab) == (it.n_layers, it.d_model, it.d_vocab)
    assert (model.n_heads, model.n_ctx) == ((it.n_heads,) * it.n_layers, it.n_ctx)
    assert {layer.d_head for layer in model.layers} == {it.d_head}
    assert (model.positions, model.causal, str(model.dtype)) == ("qk", True, it.dtype)
    assert loaded.tokenizer.d_vocab == it.d_vocab


@listed
def test_the_file_is_the_listed_one_and_small(it):
    content = (WEIGHTS / f"{it.name}.safetensors").read_bytes()
    assert len(content) == it.size < 6 * 10**6
    assert hashlib.sha256(content).hexdigest() == it.sha256


@listed
def test_the_listed_loss_is_that_of_the_shipped_weights(it):
    model, tokens = in_float64(rm.load(it.name).model), rm.held_out_sample()
    # A position's loss moves by at most twice what its logits do.
    tolerance = HALF_A_DIGIT + 2 * logits_error(model, tokens).max(axis=-1).mean()
    assert abs(mean_loss(model, tokens) - it.sample_loss) <= tolerance
    # The check can fail: logits off by a hundredth of their size are seen.
    off = dataclasses.replace(model, W_U=model.W_U * 1.01)
    assert abs(mean_loss(off, tokens) - it.sample_loss) > tolerance


@listed
def test_the_listed_scores_are_those_of_the_shipped_weights(it):
    model, tokenizer = rm.load(it.name).model, rm.load(it.name).tokenizer
    tokens = rm.repeated_random_tokens(it.d_vocab, 63, batch=32, first=tokenizer.bos)
    for scores, expected in (
        (rm.previous_token_scores(model, tokens), it.previous_token_scores),
        (rm.prefix_matching_scores(model, tokens), it.prefix_matching_scores),
    ):
        assert [f"{layer.max():.3f}" for layer in scores] == [f"{best:.3f}" for best in expected]


def test_the_two_layer_model_has_an_induction_head_fed_by_a_previous_token_head():
    it = rm.bundled()[1]
    assert it.previous_token_scores[0] > 0.5
    assert it.prefix_matching_scores[1] > 0.4
    assert rm.bundled()[0].prefix_matching_scores[0] < 0.1  # one layer cannot
    tokens = rm.repeated_random_tokens(it.d_vocab, 63, batch=8, seed=5, first=0)
    each = losses(rm.load(it.name).model, tokens)
    assert each[:, 64:].mean() < each[:, :63].mean() / 2


@listed
def test_the_model_beats_counting_pairs(it):
    counted = bundled._manifest()["baselines"]
    assert counted["unigram"] > counted["bigram"] > counted["trigram"]
    assert it.held_out_loss < counted["bigram"]


@listed
def test_the_card_prints_the_listed_numbers(it):
    card = rm.load(it.name).card
    numbers = [f"{it.held_out_loss:.4f}", f"{it.sample_loss:.6f}", it.sha256, f"{it.size:,}"]
    numbers += [f"{score:.4f}" for score in (*it.previous_token_scores, *it.prefix_matching_scores)]
    numbers += [f"{loss:.4f}" for loss in bundled._manifest()["baselines"].values()]
    assert [number for number in numbers if number not in card] == []


def test_an_unknown_name_is_refused_with_the_known_ones():
    with pytest.raises(ValueError, match=r"source: expected attn-only-1l, .* got 'attn-only-9l'"):
        rm.load("attn-only-9l")


@pytest.fixture
def damaged(tmp_path, monkeypatch):
    """A copy of the package's weights, each file of which may be damaged."""
    folder = shutil.copytree(WEIGHTS, tmp_path / "weights")
    monkeypatch.setattr(bundled, "_folder", lambda: folder)
    return folder


@pytest.mark.parametrize("file", ["attn-only-1l.safetensors", "tokenizer.json"])
def test_one_changed_bit_is_seen(damaged, file):
    content = bytearray((damaged / file).read_bytes())
    rm.load("attn-only-1l")
    content[-2] ^= 1
    (damaged / file).write_bytes(content)
    with pytest.raises(ValueError, match=rf"{file}: expected sha256 .* the file is damaged"):
        rm.load("attn-only-1l")


def test_a_changed_sample_is_seen(damaged):
    content = bytearray((damaged / "held-out.npy").read_bytes())
    content[-2] ^= 1
    (damaged / "held-out.npy").write_bytes(content)
    with pytest.raises(ValueError, match=r"held-out.npy: expected sha256"):
        rm.held_out_sample()


def test_the_sample_is_text():
    tokens, tokenizer = rm.held_out_sample(), rm.load("attn-only-1l").tokenizer
    assert tokens.dtype == np.int64
    assert (tokens[:, 0] == tokenizer.bos).all()
    text = "".join(tokenizer.decode(window[1:]) for window in tokens)
    assert " the " in text
    assert "self." in text
    assert "\ufffd" not in text.replace("\ufffd", "", 2 * len(tokens))  # windows may cut characters


def test_nothing_but_the_listed_files_is_shipped():
    files = {path.name for path in WEIGHTS.iterdir()}
    models = {f"{name}.{ending}" for name in NAMES for ending in ("safetensors", "md")}
    assert files == {"models.json", "tokenizer.json", "held-out.npy", *models}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"d_model": 193}, "attn-only-1l: expected d_model 193, got 192"),
        ({"n_heads": 7}, "attn-only-1l: expected n_heads 7, got 8"),
        ({"n_ctx": 64}, "attn-only-1l: expected n_ctx 64, got 128"),
        ({"dtype": "float64"}, "attn-only-1l: expected dtype float64, got float32"),
        ({"size": 1}, "attn-only-1l: expected size 1, got 3834520"),
    ],
)
def test_what_is_listed_of_a_model_is_held_against_it(monkeypatch, change, said):
    manifest = bundled._manifest()
    manifest["models"][0] |= change
    monkeypatch.setattr(bundled, "_manifest", lambda: manifest)
    with pytest.raises(ValueError, match=f"^{said}"):
        rm.load("attn-only-1l")


def test_a_card_has_its_checksum(monkeypatch):
    manifest = bundled._manifest()
    manifest["sha256"]["attn-only-1l.md"] = "0" * 64
    monkeypatch.setattr(bundled, "_manifest", lambda: manifest)
    with pytest.raises(ValueError, match=r"^attn-only-1l.md: expected sha256 000"):
        rm.load("attn-only-1l")
