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


THREE, ONE_LAYER = TOKENS[:3], rm.load("attn-only-1l").model
CURVES = {"a": np.array([[1.0, 2.0], [1.0, 2.0]]), 2: np.array([3.0, 6.0])}
PICTURES = {
    "Where head 1:4 attends, on 3 tokens": (
        lambda: rm.show.attention_pattern(MODEL, THREE, 1, 4, tokenizer=TOKENIZER),
        ["head 1:4", "<|bos|>", "ke", "ep", "source", "destination", "attention"],
    ),
    "How much head 1:4 moves from where to where, on 3 tokens": (
        lambda: rm.show.attention_pattern(MODEL, THREE, 1, 4, value_weighted=True),
        ["head 1:4", "0", "431", "630", "attention × size of what is moved"],
    ),
    "Where the heads attend, on 3 tokens: 16 heads, of layers 0 to 1": (
        lambda: rm.show.attention_patterns(MODEL, THREE),
        [f"{layer}:{head}" for layer in (0, 1) for head in range(8)],
    ),
    "How much the heads move from where to where, on 3 tokens: 8 heads, of layer 0": (
        lambda: rm.show.attention_patterns(ONE_LAYER, THREE, value_weighted=True),
        [f"0:{head}" for head in range(8)],
    ),
    "Eigenvalues of the OV circuits: 16 heads, of layers 0 to 1": (
        lambda: rm.show.eigenvalues(MODEL, "OV"),
        ["0:0  +0.13", "0:4  -0.02"],
    ),
    "Eigenvalues of the QK circuits: 8 heads, of layer 0": (
        lambda: rm.show.eigenvalues(ONE_LAYER, "QK"),
        [],
    ),
    "Composition scores, as multiples of that of unrelated heads: 16 heads, of layers 0 to 1": (
        lambda: rm.show.composition(MODEL),
        ["Q-composition", "K-composition", "V-composition", "earlier head", "later head", "1:7"],
    ),
    "Heads that compose, by 2.45 times the score of unrelated heads or more: 2 pairs; the"
    " strongest: K 0:0 to 1:4, K 0:0 to 1:2": (
        lambda: rm.show.composition_graph(MODEL, least=2.45),
        ["0:0", "1:7"],
    ),
    "Heads that compose, by 1.5 times the score of unrelated heads or more: 7 pairs; the"
    " strongest: K 0:0 to 1:4, K 0:0 to 1:2, K 0:0 to 1:0, K 0:0 to 1:3, K 0:0 to 1:6": (
        lambda: rm.show.composition_graph(MODEL),
        [],
    ),
    "Heads that compose, by 9 times the score of unrelated heads or more: 0 pairs; the strongest:"
    " none": (lambda: rm.show.composition_graph(MODEL, least=9), []),
    "The 3 of 81 paths that add most to the logit of % at position 2": (
        lambda: rm.show.path_contributions(MODEL, THREE, output=5, top=3, tokenizer=TOKENIZER),
        ["added to the logit of %, above the mean logit", "1:7", " -1.85 "],
    ),
    "The 10 of 17 paths that add most to the logit of 5 at position 0": (
        lambda: rm.show.path_contributions(
            MODEL, THREE, output=5, destination=-3, top=10, max_order=1
        ),
        ["added to the logit of 5, above the mean logit"],
    ),
    "The loss at each position: a 1.50, 2 4.50 nats in the mean": (
        lambda: rm.show.loss_by_position(CURVES),
        ["position of the token that is predicted", "loss, nats a token", "a", "2"],
    ),
    "The loss at each position: the model 1.50 nats in the mean": (
        lambda: rm.show.loss_by_position([1, 2]),
        [],
    ),
    "Skip-trigrams of head 0:0: 1 source": (
        lambda: rm.show.skip_trigram_table(TABLE),
        ["source", "destinations (score)", "outputs (effect)", "␣the"],
    ),
}


def every_word(picture):
    """Words of axes, of labels and of legends beside them."""
    found = set(words(picture))
    for axis in picture.figure.axes:
        found |= {axis.get_xlabel(), axis.get_ylabel()}
    for legend in picture.figure.legends:
        found |= {text.get_text() for text in legend.get_texts()}
    return found


@pytest.mark.parametrize("alt", PICTURES)
def test_a_picture_says_what_it_shows_and_names_what_is_in_it(alt):
    draw, written = PICTURES[alt]
    picture = draw()
    assert picture.alt == alt
    assert set(written) <= every_word(picture)


def test_heads_of_one_layer_do_not_compose_and_are_left_blank():
    rng = np.random.default_rng(0)
    layers = [
        rm.AttentionLayer(*rng.normal(size=(3, 2, 3, 4)), rng.normal(size=(2, 4, 3)))
        for _ in range(3)
    ]
    model = rm.Transformer(rng.normal(size=(4, 5)), rng.normal(size=(5, 4)), layers)
    for drawn in images(rm.show.composition(model))[:3]:
        assert drawn.dtype == np.float64
        blank = np.ma.getmaskarray(drawn) | np.isnan(np.ma.getdata(drawn))
        # Rows are of layers 0 and 1, columns of 1 and 2: those of layer 1 beside themselves.
        assert blank.tolist() == [[False] * 4] * 2 + [[True] * 2 + [False] * 2] * 2


@pytest.mark.parametrize(
    ("draw", "said"),
    [
        (lambda: rm.show.attention_pattern("a", [0], 0, 0), "model: expected a Transformer"),
        (lambda: rm.show.attention_pattern(MODEL, [0], 2, 0), "layer: expected"),
        (lambda: rm.show.attention_pattern(MODEL, [0], 0, 8), "head: expected"),
        (lambda: rm.show.attention_pattern(MODEL, [-1], 0, 0), "tokens: expected"),
        (
            lambda: rm.show.attention_pattern(MODEL, [[0]], 0, 0),
            r"tokens: expected shape \(n_ctx,\), got \(1, 1\)$",
        ),
        (
            lambda: rm.show.attention_pattern(MODEL, [0], 0, 0, value_weighted=1),
            "value_weighted: expected",
        ),
        (lambda: rm.show.attention_pattern(MODEL, [0], 0, 0, tokenizer=3), "tokenizer: expected"),
        (lambda: rm.show.attention_patterns(EMPTY, [0]), "model: expected one layer or more"),
        (lambda: rm.show.attention_patterns(MODEL, []), "tokens: expected"),
        (lambda: rm.show.eigenvalues(MODEL, "KQ"), "circuit: expected"),
        (lambda: rm.show.eigenvalues(EMPTY, "OV"), "model: expected one layer or more"),
        (
            lambda: rm.show.composition(rm.load("attn-only-1l").model),
            "model: expected two layers or more to draw, got 1$",
        ),
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
        (
            lambda: rm.show.loss_by_position([]),
            r"losses: expected finite numbers of shape \(..., n_ctx - 1\), got \[\]$",
        ),
        (lambda: rm.show.loss_by_position({}), r"losses: expected one curve or more, got \{\}$"),
        (
            lambda: rm.show.loss_by_position([np.nan]),
            r"losses: expected finite numbers of shape \(..., n_ctx - 1\), got \[nan\]$",
        ),
        (
            lambda: rm.show.loss_by_position(1.0),
            r"losses: expected finite numbers of shape \(..., n_ctx - 1\), got 1.0$",
        ),
        (
            lambda: rm.show.loss_by_position("a"),
            r"losses: expected numbers of shape \(..., n_ctx - 1\), got 'a'$",
        ),
        (
            lambda: rm.show.loss_by_position(np.ma.array([1.0])),
            "losses: expected a plain array, got MaskedArray",
        ),
        (
            lambda: rm.show.skip_trigram_table([[1]]),
            r"table: expected a SkipTrigramTable, got \[\[1\]\]$",
        ),
    ],
)
def test_bad_input_is_refused_by_its_name(draw, said):
    with pytest.raises(ValueError, match=rf"^{said}"):
        draw()
