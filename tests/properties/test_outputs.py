"""Models whose outputs are not their tokens: d_out is none of d_vocab's business."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import refmath as rm
from refmath import strategies

PARTS = ("biases", "norms", "rotary", "groups")
FEW = st.integers(1, 3)


def unlike(**options):
    """Models of more outputs than tokens, or fewer, with tokens for them."""
    return strategies.models_with_tokens(d_vocab=FEW, d_out=FEW, **options).filter(
        lambda drawn: drawn[0].d_out != drawn[0].d_vocab
    )


def padded(model):
    """The model with outputs of logit 0, or tokens embedded at 0, up to d_out = d_vocab."""
    size = max(model.d_out, model.d_vocab)
    more_outputs, more_tokens = size - model.d_out, size - model.d_vocab
    b_U = None if model.b_U is None else np.pad(model.b_U, (0, more_outputs))
    return replace(
        model,
        W_E=np.pad(model.W_E, ((0, 0), (0, more_tokens))),
        W_U=np.pad(model.W_U, ((0, more_outputs), (0, 0))),
        b_U=b_U,
    )


def close(one, other, bound):
    return one.shape == other.shape and bool((np.abs(one - other) <= bound).all())


@given(unlike(parts=PARTS))
def test_a_logit_does_not_depend_on_which_other_outputs_or_unseen_tokens_there_are(drawn):
    model, tokens = drawn
    bound = 2 * rm.logits_error(model, tokens)
    expected = rm.logits(padded(model), tokens)[..., : model.d_out]
    assert bound.shape == (len(tokens), model.d_out)
    for of_model in (rm.logits, rm.expanded_logits):
        assert close(of_model(model, tokens), expected, bound)
    assert close(rm.logits_by_order(model, tokens).sum(axis=0), expected, 4 * bound)
    in_paths = sum(logits for _, logits in rm.path_contributions(model, tokens))
    constant = rm.constant_logits(model, tokens)
    assert close(in_paths + constant, expected, 8 * bound)


@given(unlike(number=int, positions=None, n_layers=st.integers(0, 2)))
def test_the_operator_has_a_row_an_output_and_a_column_a_token(drawn):
    model, tokens = drawn
    patterns = [
        np.tril(np.ones((n, len(tokens), len(tokens)), int)).astype(object) for n in model.n_heads
    ]
    T = rm.tensor_product_operator(model, tokens, patterns=patterns)
    assert T.shape == (len(tokens) * model.d_out, len(tokens) * model.d_vocab)
    frozen = rm.frozen_logits(model, tokens, patterns)
    assert (T @ rm.one_hot(model, tokens).reshape(-1) == frozen.reshape(-1)).all()


@given(unlike(number=int, n_layers=1))
def test_circuits_have_a_row_an_output(drawn):
    model, _ = drawn
    layer = model.layers[0]
    direct = rm.bigram_circuit(model).dense()
    assert (direct == model.W_U @ model.W_E).all()
    assert direct.shape == (model.d_out, model.d_vocab)
    for head in range(layer.n_heads):
        dense = model.W_U @ layer.W_O[head] @ layer.W_V[head] @ model.W_E
        assert (rm.ov_circuit(model, 0, head).dense() == dense).all()
        assert rm.qk_circuit(model, 0, head).shape == (model.d_vocab, model.d_vocab)


@given(unlike(n_layers=1, positions=None, n_heads=1), st.integers(1, 4))
def test_skip_trigrams_are_read_of_all_outputs(drawn, top):
    model, _ = drawn
    OV = rm.ov_circuit(model, 0, 0).dense()
    effects = rm.centred_effects(model, 0, 0).dense()
    near = rm.rounding.gamma(64, "float64") * (1 + np.abs(OV).max())
    assert close(effects, OV - OV.mean(axis=0), near)
    rows = rm.skip_trigram_table(model, 0, 0, sources=range(model.d_vocab), top=top)
    for row in rows:
        assert len(row.outputs) == min(top, model.d_out)
        assert len(row.destinations) == min(top, model.d_vocab)
        best = np.sort(effects[:, row.source])[::-1][:top]
        assert close(np.array(row.effects), best, near)
    every = rm.top_skip_trigrams(model, model.d_vocab**2 * model.d_out, n_ctx=2)
    triples = {skip_trigram.tokens for skip_trigram in every}
    raised = {
        (source, destination, output)
        for source in range(model.d_vocab)
        for destination in range(model.d_vocab)
        for output in range(model.d_out)
        if effects[output, source] > near
    }
    assert raised <= triples
    assert all(output < model.d_out for _, _, output in triples)


@given(unlike(n_layers=1, positions=st.sampled_from((None, "qk", "residual")), n_ctx=3), st.data())
def test_a_certified_range_holds_in_every_context_whatever_the_outputs(drawn, data):
    model, _ = drawn
    source, destination = (data.draw(st.integers(0, model.d_vocab - 1)) for _ in range(2))
    output = data.draw(st.integers(0, model.d_out - 1))
    found = rm.certified_range(model, source, destination, output, n_ctx=3)
    for free in range(model.d_vocab):
        for context in ([source, free, destination], [free, source, destination]):
            logits = rm.logits(model, context)[-1]
            bound = 2 * rm.logits_error(model, context)[-1].max() + found.direct_rounding
            heads = logits[output] - logits.mean() - found.direct
            assert found.lowest - 4 * bound <= heads <= found.highest + 4 * bound


RNG = np.random.default_rng(0)
LAYER = rm.AttentionLayer(*(RNG.normal(size=(1, 2, 4)) for _ in range(3)), np.ones((1, 4, 2)))
CLASSIFIER = rm.Transformer(RNG.normal(size=(4, 8)), RNG.normal(size=(3, 4)), [LAYER])
"""8 tokens, 3 outputs."""

TEXT = SimpleNamespace(source=[0], destination=[1], output=[2], count=[1])


@pytest.mark.parametrize(
    ("ask", "what"),
    [
        (lambda model: rm.losses_by_order(model, [0, 1]), "the loss of the next token"),
        (lambda model: rm.next_token_losses(model, [0, 1]), "the loss of the next token"),
        (lambda model: rm.eigenvalue_scores(model, "OV"), "eigenvalue_scores of OV"),
        (rm.summarise_heads, "summarise_heads"),
        (lambda model: rm.attended_copying_scores(model, [0, 0]), "attended_copying_scores"),
        (lambda model: rm.lacking_skip_trigrams(model, TEXT), "lacking_skip_trigrams"),
        (
            lambda model: rm.skip_trigram_bugs(model, 0, 0, sources=0, counts=TEXT),
            "a match with a text",
        ),
        (lambda model: rm.top_skip_trigrams(model, 1, tokenizer=str), "a tokenizer"),
        (lambda m: rm.skip_trigram_table(m, 0, 0, sources=0, tokenizer=str), "a tokenizer"),
        (lambda model: rm.findings(model, np.zeros((2, 8), int)), "findings"),
    ],
)
def test_what_takes_outputs_for_tokens_refuses_other_outputs(ask, what):
    said = (
        f"^model: expected d_out = d_vocab = 8, as {what} takes outputs for tokens, got d_out = 3$"
    )
    with pytest.raises(ValueError, match=said):
        ask(CLASSIFIER)


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda m: rm.certified_range(m, 0, 1, 3, n_ctx=3), "output: expected an output, 0 to 2"),
        (
            lambda m: rm.certified_range(m, 0, 1, 2, n_ctx=3, against=3),
            "against: expected an output, 0 to 2",
        ),
        (lambda m: rm.certified_range(m, 8, 1, 2, n_ctx=3), "source: expected a token, 0 to 7"),
        (
            lambda m: rm.certified_skip_trigrams(m, [(0, 1, 2)], n_ctx=3, against=3),
            "against: expected an output, 0 to 2",
        ),
        (
            lambda m: rm.certified_skip_trigrams(m, [(0, 1, 3)], n_ctx=3),
            "triples: expected outputs, 0 to 2",
        ),
        (lambda m: rm.skip_trigram_strengths(m, [(8, 1, 2)]), "triples: expected tokens, 0 to 7"),
    ],
)
def test_tokens_and_outputs_have_limits_of_their_own(ask, said):
    with pytest.raises(ValueError, match=f"^{said}"):
        ask(CLASSIFIER)


def test_attention_alone_asks_for_no_outputs():
    tokens = rm.repeated_random_tokens(8, 4)
    for scores in (rm.previous_token_scores, rm.duplicate_token_scores, rm.prefix_matching_scores):
        assert scores(CLASSIFIER, tokens)[0].shape == (1,)
    assert rm.eigenvalue_scores(CLASSIFIER, "QK")[0].shape == (1,)
    assert rm.skip_trigram_strengths(CLASSIFIER, [(7, 7, 2)]).shape == (1, 1)


def test_every_output_can_be_attributed_to_heads_and_no_other():
    few_tokens = replace(CLASSIFIER, W_E=CLASSIFIER.W_E[:, :2])
    tokens = [0, 1, 1]
    attribution = rm.direct_logit_attribution(few_tokens, tokens, destination=-1, output=2)
    direct, effect = rm.logits_by_order(few_tokens, tokens)[:, -1, 2]
    bound = 2 * rm.logits_error(few_tokens, tokens)[-1, 2]
    assert abs(attribution.heads[0].sum() - effect) <= bound
    assert abs(attribution.embedding - direct) <= bound
    with pytest.raises(ValueError, match=r"output: expected 0 <= .* < .*3, got 3"):
        rm.direct_logit_attribution(few_tokens, tokens, destination=-1, output=3)


def test_a_file_keeps_the_outputs(tmp_path):
    path = tmp_path / "classifier.safetensors"
    rm.save(replace(CLASSIFIER, b_U=np.arange(3.0)), path)
    again = rm.load(path).model
    assert (again.d_vocab, again.d_out) == (8, 3)
    assert again.b_U.tolist() == [0, 1, 2]
    assert (again.W_U == CLASSIFIER.W_U).all()
