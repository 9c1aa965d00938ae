"""A sentence that a model has read: all of it is what the library's own functions say."""

import dataclasses

import numpy as np
import pytest

import refmath as rm
from refmath.numeric.layered.logits_error import logits_error
from refmath.trained import sentences
from refmath.trained.sentences import read_sentence

TEXT = "keep it in mind. keep it"


@pytest.fixture(scope="module", params=["attn-only-1l", "attn-only-2l"])
def trained(request):
    """In float64: what rounding may do to float32 is larger than most mistakes."""
    trained = rm.load(request.param)
    return dataclasses.replace(trained, model=widened(trained.model))


def widened(part):
    """The same weights, of a model or a layer, in float64."""
    return dataclasses.replace(
        part,
        **{
            field.name: tuple(map(widened, value)) if field.name == "layers" else np.float64(value)
            for field in dataclasses.fields(part)
            if field.init and isinstance(value := getattr(part, field.name), np.ndarray | tuple)
        },
    )


def test_tokens_are_those_of_the_tokenizer_with_the_first_before_them(trained):
    sentence = read_sentence(trained, TEXT)
    assert list(sentence.tokens) == trained.tokenizer.encode(TEXT, bos=True)
    assert sentence.names == tuple(map(trained.tokenizer.token, sentence.tokens))


def test_paths_add_up_to_the_logit_above_the_mean(trained):
    """Of two layers no path passes more than two heads, and nothing else is in the logits."""
    sentence = read_sentence(trained, TEXT)
    error = logits_error(trained.model, sentence.tokens).max(axis=-1)
    assert np.all(np.abs(sentence.contributions.sum(axis=0) - sentence.above_mean) <= 4 * error)


def test_guesses_and_patterns_are_the_models(trained):
    sentence = read_sentence(trained, TEXT)
    logits = rm.logits(trained.model, sentence.tokens)
    assert sentence.outputs.tolist() == logits.argmax(axis=-1).tolist()
    losses = rm.next_token_losses(trained.model, sentence.tokens)
    here = np.arange(len(sentence.tokens) - 1)
    own = -np.log(sentence.probabilities[here, sentence.tokens[1:]])
    assert np.abs(own - losses).max() <= 8 * logits_error(trained.model, sentence.tokens).max()
    patterns = rm.attention_patterns(trained.model, sentence.tokens)
    assert all(np.array_equal(a, b) for a, b in zip(sentence.patterns, patterns, strict=True))


def test_each_path_is_what_path_logits_gives(trained):
    sentence = read_sentence(trained, TEXT, output=" in")
    token = trained.tokenizer.id(" in")
    error = 4 * logits_error(trained.model, sentence.tokens).max()
    for path, found in zip(sentence.paths[::13], sentence.contributions[::13], strict=True):
        logits = rm.path_logits(trained.model, path, sentence.tokens)
        assert np.abs(found - (logits[:, token] - logits.mean(axis=-1))).max() <= error


def test_paths_of_two_heads_are_left_out_where_they_are_too_many(monkeypatch):
    monkeypatch.setattr(sentences, "MOST_PATHS", 80)  # one fewer than there are
    trained = rm.load("attn-only-2l")
    assert len(read_sentence(trained, TEXT).paths) == 17
    monkeypatch.setattr(sentences, "MOST_PATHS", 81)
    assert len(read_sentence(trained, TEXT).paths) == 81


def test_what_cannot_be_read_is_refused(trained):
    longest = "a " * trained.model.n_ctx
    for text, output, said in [
        ("", None, r"^text: expected a text of one token or more, got ''"),
        (3, None, r"^text: expected a string, got 3"),
        (longest, None, r"^text: expected \d+ tokens at most, .* got \d+"),
        ("a\ud800", None, r"^text: expected text in Unicode"),
        ("a", " no such token", r"^output: expected one whole token"),
    ]:
        with pytest.raises(ValueError, match=said):
            read_sentence(trained, text, output=output)
    with pytest.raises(ValueError, match=r"^model: expected one with a tokenizer, got .* without"):
        read_sentence(dataclasses.replace(trained, tokenizer=None), "a")
    with pytest.raises(ValueError, match=r"^trained: expected a TrainedModel"):
        read_sentence(trained.model, "a")


def test_its_repr_is_one_line(trained):
    assert repr(read_sentence(trained, "a b")) == f"Sentence('a b', 3 tokens, {trained.name!r})"


def test_a_constant_added_to_all_logits_changes_no_contribution(trained):
    """At each position another: the same row is added to each of W_U's."""
    model = trained.model
    row = np.random.default_rng(0).normal(size=model.d_model)
    shifted = dataclasses.replace(model, W_U=model.W_U + row)
    other = dataclasses.replace(trained, model=shifted)
    one, changed = (read_sentence(each, TEXT, output=" in") for each in (trained, other))
    error = 4 * logits_error(shifted, one.tokens).max()
    assert np.abs(one.contributions - changed.contributions).max() <= error
    assert np.abs(one.above_mean - changed.above_mean).max() <= error
