"""Pictures of models: what is drawn is what the library computes, and what is refused."""

import numpy as np
import pytest

pytest.importorskip("matplotlib")

import refmath as rm
from refmath.drawing.pictures import Picture

TRAINED = rm.load("attn-only-2l")
MODEL, TOKENIZER = TRAINED.model, TRAINED.tokenizer
TOKENS = TOKENIZER.encode("keep it in mind. keep it", bos=True)
EMPTY = rm.Transformer(np.eye(2), np.eye(2), [])
TABLE = rm.skip_trigram_table(MODEL, 0, 0, sources=[265], top=2, tokenizer=TOKENIZER)


def images(picture):
    """The matrices that were drawn, axis by axis."""
    return [image.get_array() for axis in picture.figure.axes for image in axis.images]


def words(picture):
    texts = [text.get_text() for text in picture.figure.texts]
    for axis in picture.figure.axes:
        labels = (*axis.get_xticklabels(), *axis.get_yticklabels(), *axis.texts, axis.title)
        texts += [text.get_text() for text in labels]
    return texts


def test_a_pattern_is_drawn_with_its_tokens():
    picture = rm.show.attention_pattern(MODEL, TOKENS, 1, 4, tokenizer=TOKENIZER)
    assert np.array_equal(images(picture)[0], rm.attention_patterns(MODEL, TOKENS)[1][4])
    assert words(picture).count("␣keep") == 2
    weighted = rm.show.attention_pattern(MODEL, TOKENS, 1, 4, value_weighted=True)
    assert np.array_equal(images(weighted)[0], rm.value_weighted_patterns(MODEL, TOKENS)[1][4])
    assert {"265", "0"} & set(words(weighted))  # numbers, where there are no names


def test_all_heads_are_drawn_on_one_scale():
    for weighted, patterns in [
        (False, rm.attention_patterns(MODEL, TOKENS)),
        (True, rm.value_weighted_patterns(MODEL, TOKENS)),
    ]:
        picture = rm.show.attention_patterns(MODEL, TOKENS, value_weighted=weighted)
        drawn = images(picture)
        assert len(drawn) == 16
        assert all(np.array_equal(drawn[8 * n + h], patterns[n][h]) for n in (0, 1) for h in (0, 7))
        scales = {im.get_clim() for axis in picture.figure.axes for im in axis.images}
        assert scales == {(0, max(p.max() for p in patterns) if weighted else 1)}


@pytest.mark.parametrize("circuit", ["OV", "QK"])
def test_eigenvalues_are_those_of_the_circuits(circuit):
    picture = rm.show.eigenvalues(MODEL, circuit)
    of = {"OV": rm.ov_circuit, "QK": rm.qk_circuit}[circuit]
    own = of(MODEL, 1, 3).eigenvalues()
    axis = picture.figure.axes[11]
    drawn = np.concatenate([points.get_offsets() for points in axis.collections])
    scaled = own / np.abs(own).max()
    assert len(drawn) == len(own)
    assert np.allclose(np.sort(drawn[:, 0]), np.sort(scaled.real), rtol=0, atol=2**-20)
    score = rm.eigenvalue_scores(MODEL, circuit)[1][3]
    assert axis.get_title() == f"1:3  {score:+.2f}"


def test_compositions_are_multiples_of_the_baseline():
    picture = rm.show.composition(MODEL)
    for kind, drawn in zip("QKV", images(picture), strict=False):
        ratios = rm.composition_scores(MODEL, kind)[0, :, 1, :] / rm.composition_baseline(MODEL)
        assert np.array_equal(drawn, ratios)


def test_a_graph_has_a_line_for_each_pair_that_composes():
    for least in (1.5, 2.2):
        count = sum(
            int(
                (rm.composition_scores(MODEL, kind) / rm.composition_baseline(MODEL) >= least).sum()
            )
            for kind in "QKV"
        )
        picture = rm.show.composition_graph(MODEL, least=least)
        lines = [line for line in picture.figure.axes[0].lines if len(line.get_xdata())]
        assert len(lines) == count > 0
        assert f"{count} pairs" in picture.alt


def test_paths_are_drawn_from_the_largest():
    output = TOKENIZER.id(" in")
    picture = rm.show.path_contributions(MODEL, TOKENS, output=output, top=5, tokenizer=TOKENIZER)
    lengths = [bar.get_width() for bar in picture.figure.axes[0].patches]
    logits = rm.path_logits(MODEL, [(0, 7)], TOKENS)[-1]
    assert lengths[0] == pytest.approx(float(logits[output] - logits.mean()), rel=1e-4)
    assert sorted(map(abs, lengths), reverse=True) == list(map(abs, lengths))
    assert picture.alt.startswith("The 5 of 81 paths that add most to the logit of ␣in at")


def test_losses_are_means_over_the_sequences():
    losses = np.array([[1.0, 2.0], [3.0, 6.0]])
    picture = rm.show.loss_by_position({"a": losses, "b": losses[0]})
    first, second = picture.figure.axes[0].lines
    assert first.get_xdata().tolist() == [1, 2]
    assert (first.get_ydata().tolist(), second.get_ydata().tolist()) == ([2, 4], [1, 2])
    assert isinstance(rm.show.loss_by_position(losses.tolist()), Picture)


def test_a_table_is_drawn_in_its_own_words():
    drawn = " ".join(words(rm.show.skip_trigram_table(TABLE)))
    head, rows = TABLE.cells(lambda token: TABLE.names[token].replace(" ", "␣"))
    for word in " ".join([*head, *rows[0]]).split():
        assert word in drawn


@pytest.mark.parametrize(
    ("draw", "said"),
    [
        (lambda: rm.show.attention_pattern("a", [0], 0, 0), "model: expected a Transformer"),
        (lambda: rm.show.attention_pattern(MODEL, [0], 2, 0), "layer: expected"),
        (lambda: rm.show.attention_pattern(MODEL, [0], 0, 8), "head: expected"),
        (lambda: rm.show.attention_pattern(MODEL, [-1], 0, 0), "tokens: expected"),
        (lambda: rm.show.attention_pattern(MODEL, [[0]], 0, 0), "tokens: expected shape"),
        (
            lambda: rm.show.attention_pattern(MODEL, [0], 0, 0, value_weighted=1),
            "value_weighted: expected",
        ),
        (lambda: rm.show.attention_pattern(MODEL, [0], 0, 0, tokenizer=3), "tokenizer: expected"),
        (lambda: rm.show.attention_patterns(EMPTY, [0]), "model: expected one layer or more"),
        (lambda: rm.show.attention_patterns(MODEL, []), "tokens: expected"),
        (lambda: rm.show.eigenvalues(MODEL, "KQ"), "circuit: expected"),
        (lambda: rm.show.eigenvalues(EMPTY, "OV"), "model: expected one layer or more"),
        (lambda: rm.show.composition(rm.load("attn-only-1l").model), "model: expected two layers"),
        (lambda: rm.show.composition_graph(MODEL, least=-1), "least: expected"),
        (lambda: rm.show.composition_graph(EMPTY), "model: expected two layers"),
        (lambda: rm.show.path_contributions(MODEL, [0], output=2048), "output: expected"),
        (
            lambda: rm.show.path_contributions(MODEL, [0], output=0, destination=1),
            "destination: expected a position below 1, got 1",
        ),
        (lambda: rm.show.path_contributions(MODEL, [0], output=0, top=0), "top: expected"),
        (
            lambda: rm.show.path_contributions(MODEL, [0], output=0, max_order=-1),
            "max_order: expected",
        ),
        (lambda: rm.show.loss_by_position([]), "losses: expected"),
        (lambda: rm.show.loss_by_position({}), "losses: expected"),
        (lambda: rm.show.loss_by_position([np.nan]), "losses: expected"),
        (lambda: rm.show.loss_by_position("a"), "losses: expected"),
        (lambda: rm.show.loss_by_position(np.ma.array([1.0])), "losses: expected"),
        (lambda: rm.show.skip_trigram_table([[1]]), "table: expected"),
    ],
)
def test_bad_input_is_refused_by_its_name(draw, said):
    with pytest.raises(ValueError, match=rf"^{said}"):
        draw()
