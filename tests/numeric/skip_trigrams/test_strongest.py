"""The strongest skip-trigrams: against a list of all, ties and all, in blocks and in pieces."""

import dataclasses
import itertools
import threading
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import nullcontext

import numpy as np
import pytest
from hypothesis import event, given
from hypothesis import strategies as st

import refmath as rm
from refmath import strategies
from refmath.numeric.model.by_hand import one_skip_trigram
from refmath.numeric.skip_trigrams import best_entries, sweep


def in_order(left, right):
    """All entries of L Rᵀ, the terms added one after the other."""
    out = np.zeros((len(left), len(right)))
    for c in range(left.shape[1]):
        out += left[:, c, None].astype(float) * right[None, :, c].astype(float)
    return out


def all_of_them(model, n_ctx):
    """Every raised triple of every head, sorted as the docstring says."""
    found = []
    for at, (layer, head) in enumerate(
        (i, h) for i, n in enumerate(model.n_heads) for h in range(n)
    ):
        S, E = (
            in_order(circuit(model, layer, head).left, circuit(model, layer, head).right.T)
            for circuit in (rm.centred_scores, rm.centred_effects)
        )
        V = model.d_vocab
        for a in range(V):
            destinations = sorted(range(V), key=lambda b: (-S[b, a], b))
            outputs = sorted(range(V), key=lambda c: (-E[c, a], c))
            least = np.inf
            for i, b in enumerate(destinations):
                with np.errstate(over="ignore"):
                    least = min(least, 1 / (1 + (n_ctx - 1) * np.exp(-S[b, a])))
                for j, c in enumerate(outputs):
                    strength = least * E[c, a]
                    if strength > 0:
                        key = (-strength, at, a, i, j)
                        values = (layer, head, a, b, c, S[b, a], E[c, a], strength)
                        found.append((key, tuple(map(float, values))))
    return [values for _, values in sorted(found)]


def listed(found):
    return [tuple(map(float, dataclasses.astuple(each))) for each in found]


@given(
    st.sampled_from(("float64", "float32")).flatmap(
        lambda dtype: strategies.models(
            n_layers=st.integers(1, 2), d_vocab=st.integers(1, 6), dtype=dtype
        )
    ),
    st.integers(1, 300),
    st.integers(2, 200),
)
def test_they_are_the_first_of_a_list_of_all(model, k, n_ctx):
    want = all_of_them(model, n_ctx)
    found = listed(rm.top_skip_trigrams(model, k, n_ctx=n_ctx))
    assert found == want[:k]
    event(f"ties: {len({row[-1] for row in want}) < len(want)}; cut: {k < len(want)}")


@st.composite
def whole_models(draw, d_vocab):
    """Models of one layer with whole weights: scores and effects tie all the time."""
    d = draw(st.integers(1, 2))
    n = draw(st.integers(1, 2))

    def whole(*shape):
        return draw(strategies.integer_matrices(shape[-2], shape[-1], bound=2)).astype(float)

    def heads(*shape):
        return np.stack([whole(*shape) for _ in range(n)])

    layer = rm.AttentionLayer(heads(1, d), heads(1, d), heads(1, d), heads(d, 1))
    return rm.Transformer(whole(d, d_vocab), whole(d_vocab, d), [layer])


@given(whole_models(8), st.integers(1, 60), st.integers(1, 5), st.integers(1, 4))
def test_ties_are_kept_in_order_however_the_work_is_cut(model, k, block, pieces):
    # d_vocab 8: the means are exact, and so are all scores and effects.
    want = all_of_them(model, 128)[:k]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sweep, "BLOCK", block)
        patch.setattr(sweep, "PIECES", pieces)
        patch.setattr(sweep, "MOST_PAIRS", 7)
        patch.setattr(best_entries, "CHUNK", 3)
        patch.setattr(best_entries, "MOST_CANDIDATES", 5)
        assert listed(rm.top_skip_trigrams(model, k)) == want
        with ThreadPoolExecutor(2) as executor:
            assert listed(rm.top_skip_trigrams(model, k, executor=executor)) == want


def test_a_tie_that_is_swept_later_still_comes_first_by_its_source(monkeypatch):
    """Tokens 2 and 5 do the same; 5 has a longer key, in a direction that nobody asks in."""
    W_Q, W_K, W_V, W_O = (np.zeros(s) for s in [(1, 2, 8)] * 3 + [(1, 8, 2)])
    W_Q[0, 0, 0] = 1
    W_K[0, 0, [2, 5]], W_K[0, 1, 5] = 4, 100
    W_V[0, 0, [2, 5]], W_O[0, 3, 0] = 1, 8
    model = rm.Transformer(np.eye(8), np.eye(8), [rm.AttentionLayer(W_Q, W_K, W_V, W_O)])
    monkeypatch.setattr(sweep, "BLOCK", 1)
    want = all_of_them(model, 128)
    assert want[0][2:5] == (2, 0, 3)
    assert want[1][2:5] == (5, 0, 3)
    assert want[0][-1] == want[1][-1]
    for k in (1, 2, 3):
        assert listed(rm.top_skip_trigrams(model, k)) == want[:k]


def normal_model(seed, d_vocab=300, dtype=np.float32, n_heads=2, spread=0.0):
    rng = np.random.default_rng(seed)

    def drawn(*shape):
        return rng.standard_normal(shape)

    sizes = np.exp(spread * drawn(2, d_vocab))
    W_E, W_U = drawn(12, d_vocab) * sizes[0] / 2, drawn(d_vocab, 12) * sizes[1][:, None]
    reads = [drawn(n_heads, 4, 12) / 2 for _ in range(3)]
    layer = [W.astype(dtype) for W in (*reads, drawn(n_heads, 12, 4))]
    return rm.Transformer(W_E.astype(dtype), W_U.astype(dtype), [rm.AttentionLayer(*layer)])


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("spread", [0.0, 1.0])
def test_larger_vocabularies_agree_with_the_dense_table(dtype, spread):
    model = normal_model(3, d_vocab=90, dtype=dtype, spread=spread)
    want = all_of_them(model, 16)
    for k in (1, 10, 1000):
        assert listed(rm.top_skip_trigrams(model, k, n_ctx=16)) == want[:k]


def test_processes_give_the_same_answer():
    model = normal_model(5, spread=0.5)
    alone = rm.top_skip_trigrams(model, 50)
    with ProcessPoolExecutor(2) as executor:
        assert rm.top_skip_trigrams(model, 50, executor=executor) == alone


def test_blocks_that_can_not_matter_are_left_out(monkeypatch):
    model = normal_model(7, d_vocab=3000, spread=1.0, n_heads=1)
    swept = []
    real = sweep._block

    def counted(work, space):
        swept.append(len(work.sources))
        return real(work, space)

    monkeypatch.setattr(sweep, "_block", counted)
    rm.top_skip_trigrams(model, 10)
    assert 0 < sum(swept) < 1500


class Broken(Executor):
    """An executor that works on one piece alone."""

    def __init__(self):
        self.futures = []

    def submit(self, work, /, *args, **named):
        future = Future()
        self.futures.append(future)
        if len(self.futures) == 1:
            future.set_result(work(*args, **named))
        return future


class Losing(Executor):
    """An executor whose second worker dies, after which it takes nothing more, or goes on."""

    def __init__(self, goes_on):
        self.n_pieces, self.goes_on = 0, goes_on

    def submit(self, work, /, *args, **named):
        self.n_pieces += 1
        if self.n_pieces > 2 and not self.goes_on:
            raise RuntimeError("the pool is broken")
        future = Future()
        if self.n_pieces == 2:
            future.set_exception(RuntimeError("a worker died"))
        else:
            future.set_result(work(*args, **named))
        return future


@pytest.mark.parametrize("goes_on", [True, False])
def test_a_lost_piece_is_swept_here_as_counting_does(goes_on):
    model = normal_model(1)
    with pytest.warns(RuntimeWarning, match="the executor lost piece") as warned:
        found = rm.top_skip_trigrams(model, 5, executor=Losing(goes_on))
    assert listed(found) == listed(rm.top_skip_trigrams(model, 5))
    assert len(warned) == (1 if goes_on else 7 + 8 * (model.n_heads[0] - 1))
    assert "piece 2 of 8" in str(warned[0].message)


def test_the_others_are_called_off_when_nobody_asks_on():
    executor = Broken()
    pieces = sweep.shared_sweep(
        sweep.work_of(normal_model(1), 0, 0, np.arange(300), 5, 9, 0.0), executor
    )
    next(pieces)
    next(pieces)
    pieces.close()
    assert all(future.cancelled() for future in executor.futures[1:])


@pytest.mark.parametrize("moment", [1, 2, 3])
@pytest.mark.parametrize("workers", [0, 2])
def test_a_sweep_that_is_interrupted_leaves_nothing_undone_and_is_right_when_begun_again(
    workers, moment
):
    model, told = normal_model(2, d_vocab=1200), []

    def interrupting(*done):
        told.append(done)
        if len(told) == moment:
            raise KeyboardInterrupt

    before = threading.active_count()
    with ThreadPoolExecutor(workers) if workers else nullcontext() as executor:
        with pytest.raises(KeyboardInterrupt):
            rm.top_skip_trigrams(model, 9, executor=executor, progress=interrupting)
        assert len(told) == moment
        again = rm.top_skip_trigrams(model, 9, executor=executor)
    assert threading.active_count() == before
    assert listed(again) == listed(rm.top_skip_trigrams(model, 9))


def test_numbers_far_too_large_cost_nothing():
    model = one_skip_trigram(4, source=0, destination=1, output=2)
    every = listed(rm.top_skip_trigrams(model, 64))
    assert listed(rm.top_skip_trigrams(model, 10**12)) == every
    large = one_skip_trigram(300, source=0, destination=1, output=2)
    with pytest.raises(ValueError, match=r"^k: expected at most 4,194,304, .* got 27000000"):
        rm.top_skip_trigrams(large, 10**12)
    with pytest.raises(ValueError, match=r"^n_ctx: expected an integer below 2\^63"):
        rm.top_skip_trigrams(model, 1, n_ctx=10**22)
    for n_ctx in (10**9, 2**63 - 1):
        strengths = [one.strength for one in rm.top_skip_trigrams(model, 3, n_ctx=n_ctx)]
        assert np.isfinite(strengths).all()


@given(whole_models(8), st.data())
def test_one_head_and_some_sources_are_a_part_of_all(model, data):
    head = data.draw(st.integers(0, model.n_heads[0] - 1))
    sources = data.draw(st.lists(st.integers(0, 7), min_size=1, max_size=8))
    found = rm.top_skip_trigrams(model, 600, layer=0, head=head, sources=sources)
    want = [row for row in all_of_them(model, 128) if row[1] == head and row[2] in sources]
    assert listed(found) == want[:600]


def test_progress_counts_up_to_all_sources():
    model, told = normal_model(2), []
    rm.top_skip_trigrams(model, 3, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (600, 600)
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    with ThreadPoolExecutor(1) as executor:
        told.clear()
        rm.top_skip_trigrams(model, 3, executor=executor, progress=lambda *d: told.append(d))
    assert told[-1] == (600, 600)


def test_the_one_skip_trigram_comes_first_and_what_it_forces_next():
    model = rm.by_hand.one_skip_trigram(7, source=4, destination=2, output=5)
    found = rm.top_skip_trigrams(model, 100)
    assert found.skip_trigrams[0].tokens == (4, 2, 5)
    # Every other destination raises the same output; nothing else is raised.
    rest = [each.tokens for each in found.skip_trigrams[1:]]
    assert rest == [(4, b, 5) for b in range(7) if b != 2]
    sharp, leak = found.skip_trigrams[:2]
    assert sharp.attention > 0.97
    assert leak.attention == pytest.approx(1 / 128)
    assert rm.certified_range(model, 4, 2, 5, n_ctx=128).certified


def test_the_names_are_the_tokenizer_s():
    model = rm.by_hand.one_skip_trigram(5, source=0, destination=1, output=2)
    found = rm.top_skip_trigrams(model, 1, tokenizer=lambda token: "abcde"[token])
    assert found.names == {0: "a", 1: "b", 2: "c"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"k": 0}, "k: expected an integer, 1 or more, got 0"),
        ({"k": 1.5}, "k: expected an integer"),
        ({"k": True}, "k: expected an integer"),
        ({"n_ctx": 1}, "n_ctx: expected an integer, 2 or more, got 1"),
        ({"layer": 1}, "layer: expected an integer with 0 <= layer < n_layers = 1, got 1"),
        (
            {"layer": 0, "head": 2},
            "head: expected an integer with 0 <= head < n_heads = 2 in layer 0, got 2",
        ),
        ({"head": 0}, "layer: expected a layer"),
        ({"sources": [300]}, "sources: expected tokens, 0 to 299, got 300"),
        ({"sources": [0.5]}, "sources: expected integers"),
        ({"tokenizer": 5}, "tokenizer: expected a function"),
        ({"tokenizer": lambda _: 5}, "tokenizer: expected a string for token"),
    ],
)
def test_bad_arguments_are_refused(arguments, message):
    given_ = {"k": 1} | arguments
    with pytest.raises(ValueError, match=message):
        rm.top_skip_trigrams(normal_model(0), **given_)


def test_models_without_heads_or_with_exact_numbers_are_refused():
    with pytest.raises(ValueError, match="model: expected at least one layer"):
        rm.top_skip_trigrams(rm.Transformer(np.ones((1, 2)), np.ones((2, 1)), []), 1)
    one = np.ones((1, 1, 1), object)
    exact = rm.Transformer(one[0], one[0], [rm.AttentionLayer(one, one, one, one)])
    with pytest.raises(ValueError, match="model: expected weights of dtype"):
        rm.top_skip_trigrams(exact, 1)


@given(strategies.models(n_layers=1, d_vocab=st.integers(2, 6)), st.data())
def test_no_gauge_changes_the_ranking(model, data):
    """A constant a destination, a constant a position's logits, and both factor gauges."""
    other = regauged(model, data)
    for layer, head in itertools.product([0], range(model.n_heads[0])):
        for circuit in (rm.centred_scores, rm.centred_effects):
            one, two = (circuit(m, layer, head).dense() for m in (model, other))
            size = np.abs(circuit(other, layer, head).left).max(initial=1.0) * 2.0**20
            assert np.abs(one - two).max() <= size * np.finfo(float).eps
    one, two = (rm.top_skip_trigrams(m, 5) for m in (model, other))
    assert [s.strength for s in one] == pytest.approx([s.strength for s in two], abs=2.0**-30)


def regauged(model, data):
    """The same patterns and probabilities, from other weights."""
    layer = model.layers[0]
    M, inverse = data.draw(strategies.gauges(layer.d_head))
    N, other = data.draw(strategies.gauges(layer.d_head))
    shift = data.draw(strategies.integer_matrices(1, model.d_model)).astype(float)
    wide = np.vstack([model.W_E, np.ones((1, model.d_vocab))])
    key = data.draw(strategies.integer_matrices(layer.d_head, 1)).astype(float)

    def widened(W, more):
        return np.concatenate([W, np.broadcast_to(more, (*W.shape[:-1], 1))], axis=-1)

    new = rm.AttentionLayer(
        widened(M @ layer.W_Q, 0.0),
        widened(inverse.T @ layer.W_K, key),  # a key's bias, through a constant coordinate
        widened(N @ layer.W_V, 0.0),
        np.concatenate([layer.W_O @ other, np.zeros((layer.n_heads, 1, layer.d_head))], axis=1),
    )
    W_U = np.concatenate([model.W_U + shift, np.zeros((model.d_vocab, 1))], axis=1)
    return rm.Transformer(wide, W_U, [new])
