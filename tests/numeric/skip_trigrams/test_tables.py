"""The paper's tables against the dense circuits, in exact order."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import refmath as rm
from refmath import strategies
from refmath.numeric.skip_trigrams import best_entries
from refmath.numeric.skip_trigrams import tables as skip_trigram_tables


@st.composite
def heads(draw):
    """A model with whole weights over a vocabulary of 8, whose means are exact: ties abound."""
    d_model, n_heads = draw(st.integers(1, 3)), draw(st.integers(1, 2))

    def whole(rows, cols):
        return draw(strategies.integer_matrices(rows, cols, bound=2)).astype(float)

    def stacked(rows, cols):
        return np.stack([whole(rows, cols) for _ in range(n_heads)])

    layer = rm.AttentionLayer(*(stacked(1, d_model) for _ in range(3)), stacked(d_model, 1))
    model = rm.Transformer(whole(d_model, 8), whole(8, d_model), [layer])
    return model, draw(st.integers(0, n_heads - 1))


@given(heads(), st.lists(st.integers(0, 7), min_size=1), st.integers(1, 9))
def test_rows_are_the_best_of_the_dense_columns(drawn, sources, top):
    model, head = drawn
    QK, OV = (c(model, 0, head).dense() for c in (rm.qk_circuit, rm.ov_circuit))
    scores, effects = QK - QK.mean(axis=1, keepdims=True), OV - OV.mean(axis=0)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(skip_trigram_tables, "BLOCK", 2)
        patch.setattr(best_entries, "CHUNK", 3)
        table = rm.skip_trigram_table(model, 0, head, sources=sources, top=top)
    assert [row.source for row in table] == sources
    for row in table:
        for tokens, values, column in (
            (row.destinations, row.scores, scores[:, row.source]),
            (row.outputs, row.effects, effects[:, row.source]),
        ):
            order = sorted(range(8), key=lambda token: (-column[token], token))[:top]
            assert tokens == tuple(order)
            assert values == tuple(column[order])


def test_centred_rows_and_columns_add_up_to_0():
    model, _ = drawn_model(), 0
    scores = rm.centred_scores(model, 0, 1).dense()
    effects = rm.centred_effects(model, 0, 1).dense()
    assert np.abs(scores).max() > 0.1
    assert np.abs(effects).max() > 0.1
    eps = np.finfo(float).eps
    assert np.abs(scores.sum(axis=1)).max() <= 1e3 * eps * np.abs(scores).max()
    assert np.abs(effects.sum(axis=0)).max() <= 1e3 * eps * np.abs(effects).max()
    # What is left is what the model computes: differences within a row, and within a column.
    QK, OV = (c(model, 0, 1).dense() for c in (rm.qk_circuit, rm.ov_circuit))
    assert np.allclose(
        scores - scores[:, :1], (QK - QK[:, :1]) / np.sqrt(2), rtol=0, atol=1e4 * eps
    )
    assert np.allclose(effects - effects[:1], OV - OV[:1], rtol=0, atol=1e4 * eps)


def drawn_model(dtype=np.float64):
    rng = np.random.default_rng(0)

    def drawn(*shape):
        return rng.standard_normal(shape).astype(dtype)

    layer = rm.AttentionLayer(*(drawn(2, 2, 3) for _ in range(3)), drawn(2, 3, 2))
    return rm.Transformer(drawn(3, 7), drawn(7, 3), [layer])


def test_centring_on_the_factors_keeps_the_dtype():
    model = drawn_model(np.float32)
    assert rm.centred_scores(model, 0, 0).dtype == np.float32
    assert rm.centred_effects(model, 0, 0).dtype == np.float32


def test_strengths_are_attention_times_effect():
    model = drawn_model()
    triples = [(0, 1, 2), (6, 6, 6), (3, 0, 5)]
    found = rm.skip_trigram_strengths(model, triples, n_ctx=10)
    assert found.shape == (3, 2)
    for head in range(2):
        scores, effects = (
            c(model, 0, head).dense() for c in (rm.centred_scores, rm.centred_effects)
        )
        for (a, b, c), strength in zip(triples, found[:, head], strict=True):
            attention = np.exp(scores[b, a]) / (np.exp(scores[b, a]) + 9)
            assert strength == pytest.approx(attention * effects[c, a])
    with pytest.raises(ValueError, match=r"triples: expected shape \(n, 3\)"):
        rm.skip_trigram_strengths(model, [(0, 1)])
    with pytest.raises(ValueError, match="triples: expected tokens, 0 to 6, got 7"):
        rm.skip_trigram_strengths(model, [(0, 1, 7)])


class Decodes:
    def decode(self, tokens):
        return "".join(f"<{token}>" for token in tokens)


class Lists:
    def id_to_token(self, token):
        return f"[{token}]"


@pytest.mark.parametrize(
    ("tokenizer", "name"),
    [(Decodes(), "<0>"), (Lists(), "[0]"), (lambda token: f"({token})", "(0)")],
)
def test_any_tokenizer_names_the_tokens(tokenizer, name):
    table = rm.skip_trigram_table(drawn_model(), 0, 0, sources=0, top=2, tokenizer=tokenizer)
    assert table.names[0] == name
    row = table.rows[0]
    assert set(table.names) == {0, *row.destinations, *row.outputs}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"sources": []}, "sources: expected one token or more"),
        ({"sources": [[0]]}, "sources: expected one token or more"),
        ({"sources": 7}, "sources: expected tokens, 0 to 6, got 7"),
        ({"sources": [0.5]}, "sources: expected integers"),
        ({"top": 0}, "top: expected an integer, 1 or more, got 0"),
        ({"layer": 1}, "layer: "),
        ({"head": 2}, "head: "),
    ],
)
def test_bad_arguments_are_refused(arguments, message):
    good = {"layer": 0, "head": 0, "sources": 0}
    with pytest.raises(ValueError, match=message):
        rm.skip_trigram_table(drawn_model(), **(good | arguments))
