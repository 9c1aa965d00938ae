"""What heads do on random tokens, against the definitions entry by entry."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import refmath as rm
from refmath import strategies

EPS = float(np.finfo(float).eps)


@given(st.integers(2, 20), st.data())
def test_repeated_tokens_are_random_once_and_then_the_same(d_vocab, data):
    first = data.draw(st.none() | st.integers(0, d_vocab - 1))
    period = data.draw(st.integers(1, d_vocab - (first is not None)))
    batch, seed = data.draw(st.integers(1, 3)), data.draw(st.integers(0, 99))
    tokens = rm.repeated_random_tokens(d_vocab, period, batch=batch, seed=seed, first=first)
    begin = first is not None
    assert tokens.shape == (batch, 2 * period + begin)
    assert tokens.dtype == np.int64
    once, again = tokens[:, begin : begin + period], tokens[:, begin + period :]
    assert (once == again).all()
    assert all(len(set(row)) == period for row in once.tolist())
    if begin:
        assert (tokens[:, 0] == first).all()
        assert first not in once
    same = rm.repeated_random_tokens(d_vocab, period, batch=batch, seed=seed, first=first)
    assert (tokens == same).all()


def slow(model, tokens, wanted):
    """The mean, over destinations with a wanted source, of attention to wanted sources."""
    t = np.atleast_2d(tokens)
    out = []
    for pattern in rm.attention_patterns(model, t):
        per_head = []
        for head in range(pattern.shape[1]):
            found = []
            for b in range(len(t)):
                for i in range(t.shape[1]):
                    js = [j for j in range(i + 1) if wanted(t[b], i, j)]
                    if js:
                        found.append(sum(pattern[b, head, i, j] for j in js))
            per_head.append(np.mean(found))
        out.append(per_head)
    return out


WANTED = {
    rm.previous_token_scores: lambda _, i, j: j == i - 1,
    rm.current_token_scores: lambda _, i, j: i > 0 and j == i,
    rm.first_token_scores: lambda _, i, j: i > 0 and j == 0,
    rm.duplicate_token_scores: lambda t, i, j: j < i and t[j] == t[i],
    rm.prefix_matching_scores: lambda t, i, j: 0 < j <= i and t[j - 1] == t[i],
}


def test_of_a_vocabulary_of_any_size_no_list_is_made():
    tokens = rm.repeated_random_tokens(2**62, 3, batch=2, first=5)
    assert (tokens[:, 1:4] == tokens[:, 4:]).all()
    assert (tokens[:, 1:] != 5).all()
    with pytest.raises(ValueError, match=r"^d_vocab: expected an integer with 1 <= d_vocab < 922"):
        rm.repeated_random_tokens(2**63, 3)
    with pytest.raises(ValueError, match=r"^period: expected at most 4 different tokens, got 5$"):
        rm.repeated_random_tokens(5, 5, first=2)
    assert sorted(rm.repeated_random_tokens(5, 4, first=2)[0, 1:5]) == [0, 1, 3, 4]


def test_the_tokens_of_a_seed_are_those_that_they_were():
    """Drawn without a list of the others, as they were from one."""
    for first in (None, 0, 3, 8):
        others = np.array([token for token in range(9) if token != first])
        drawn = np.random.default_rng(7)
        want = [drawn.choice(others, size=4, replace=False) for _ in range(3)]
        found = rm.repeated_random_tokens(9, 4, batch=3, seed=7, first=first)
        assert found[:, -4:].tolist() == np.stack(want).tolist()


@pytest.mark.parametrize("score", WANTED, ids=lambda f: f.__name__)
@given(data=st.data())
def test_attention_scores_are_their_definitions(score, data):
    model = data.draw(strategies.models(n_layers=st.integers(1, 2), positions=None))
    row = st.lists(st.integers(0, model.d_vocab - 1), min_size=4, max_size=4)
    rows = data.draw(st.lists(row.map(lambda r: [*r, r[0]]), min_size=1, max_size=2))
    tokens = np.asarray(rows[0] if len(rows) == 1 and data.draw(st.booleans()) else rows)
    found, want = score(model, tokens), slow(model, tokens, WANTED[score])
    for one, other in zip(found, want, strict=True):
        assert np.allclose(one, other, rtol=0, atol=100 * EPS)
        assert (one >= 0).all()
        assert (one <= 1 + 100 * EPS).all()


def copying_by_loops(model, tokens):
    """Source by source: the share of its own token in what it raises among the tokens."""
    found = []
    read = rm.residual_stream(model, tokens)
    for layer, pattern in enumerate(rm.attention_patterns(model, tokens)):
        per_head = []
        for head in range(model.n_heads[layer]):
            effect = model.W_U @ rm.W_OV(model, layer, head).dense() @ read[layer].T
            own = []
            for j, token in enumerate(tokens):
                raised = effect[tokens, j] - effect[tokens, j].mean()
                raised = np.maximum(raised, 0)
                same = raised[np.asarray(tokens) == token].sum()
                own.append(same / raised.sum() if raised.sum() else 0.0)
            per_head.append(np.mean(pattern[head] @ own))
        found.append(per_head)
    return found


@given(strategies.models(n_layers=st.integers(1, 2)), st.data())
def test_copying_of_what_is_attended_to_is_its_definition(model, data):
    tokens = data.draw(strategies.tokens(model)).tolist()
    for one, other in zip(
        rm.attended_copying_scores(model, tokens), copying_by_loops(model, tokens), strict=True
    ):
        # An effect that rounding alone tells from 0 has a share that means nothing.
        assert one.shape == (len(other),)
        assert (one >= 0).all()
        assert (one <= 1 + 100 * EPS).all()
    rng = np.random.default_rng(len(tokens))
    spread = rm.Transformer(
        rng.normal(size=(3, 5)),
        rng.normal(size=(5, 3)),
        [rm.AttentionLayer(*rng.normal(size=(3, 2, 2, 3)), rng.normal(size=(2, 3, 2)))] * 2,
    )
    tokens = rng.integers(0, 5, size=6).tolist()
    found, want = rm.attended_copying_scores(spread, tokens), copying_by_loops(spread, tokens)
    assert np.allclose(found, want, rtol=1e-9, atol=1e-12)


def test_a_head_that_copies_raises_what_it_attends_to_and_its_opposite_does_not() -> None:
    eye = np.eye(5)[None]
    for sign, score in ((1, 1.0), (-1, 0.0)):
        layer = rm.AttentionLayer(eye, eye, eye, sign * eye)
        model = rm.Transformer(np.eye(5), np.eye(5), [layer])
        assert rm.attended_copying_scores(model, [0, 1, 2, 3])[0].tolist() == [score]


def test_a_norms_scale_leaves_copying_as_it_is() -> None:
    rng = np.random.default_rng(1)
    weights = (*rng.normal(size=(3, 2, 2, 3)), rng.normal(size=(2, 3, 2)))
    W_E, W_U = rng.normal(size=(3, 5)), rng.normal(size=(5, 3))
    tokens = [0, 3, 1, 4, 2]
    pattern_free = (np.zeros_like(weights[0]), *weights[1:])  # attention that no norm changes
    plain, normed = (
        rm.Transformer(W_E, W_U, [rm.AttentionLayer(*pattern_free, norm=norm)])
        for norm in (None, rm.Norm(centred=False))
    )
    one, other = (rm.attended_copying_scores(model, tokens)[0] for model in (plain, normed))
    assert np.allclose(one, other, rtol=1e-12)


MODEL = rm.Transformer(np.eye(3), np.eye(3), [rm.AttentionLayer(*np.ones((4, 1, 3, 3)))])


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: rm.previous_token_scores(MODEL, [0]), "tokens: expected two or more"),
        (lambda: rm.duplicate_token_scores(MODEL, [0, 1]), "expected some token to occur twice"),
        (lambda: rm.prefix_matching_scores(MODEL, [0, 3]), "0 <= token < d_vocab = 3"),
        (lambda: rm.attended_copying_scores(MODEL, []), "tokens: expected at least one token"),
        (lambda: rm.repeated_random_tokens(3, 4), "period: expected at most 3 different tokens"),
        (lambda: rm.repeated_random_tokens(3, 0), "period: expected an integer, 1 or more, got 0"),
        (lambda: rm.repeated_random_tokens(3, 1, first=3), "first: expected an integer"),
        (lambda: rm.repeated_random_tokens(3, 1, batch=True), "batch: expected an integer"),
    ],
)
def test_bad_input_is_refused(call, says):
    with pytest.raises(ValueError, match=says):
        call()
