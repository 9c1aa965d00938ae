"""The findings: which there are, in what order, and what is refused."""

import dataclasses
from typing import ClassVar

import numpy as np
import pytest

import refmath as rm
from refmath.numeric.arrays.rounding import agree, gamma
from refmath.numeric.model.parts import EVERY_PART
from refmath.numeric.skip_trigrams.token_names import visible
from refmath.replication.counted_text import CountedText
from refmath.replication.findings import BESIDE, findings
from refmath.replication.text import CODE, PROSE
from refmath.report.parts import model_with

TWO = (
    *("bigrams", "copying", "term_importance", "induction_heads", "composition", "matching"),
    *("repetition", "in_context_learning"),
)
ONE = (
    *("bigrams", "skip_trigrams", "copying", "term_importance", "induction_heads"),
    *("repetition", "in_context_learning"),
)


def test_every_finding_of_two_layers_is_there(of_induction):
    assert tuple(of_induction) == TWO


def test_every_finding_of_one_layer_is_there(of_copying):
    assert tuple(of_copying) == ONE


def test_each_names_public_functions_a_source_and_a_statement(of_induction, of_copying):
    for finding in (*of_induction.values(), *of_copying.values()):
        assert finding.made_by
        assert all(name in rm.__all__ for name in finding.made_by)
        assert finding.source.startswith(("Elhage et al. 2021", "Olsson et al. 2022"))
        assert finding.paper
        assert finding.ours
        assert finding.measured is not None


def test_progress_is_told_each_finding(copying_model, random_windows):
    told = []
    findings(copying_model(), random_windows(30, 2, 12), progress=lambda *n: told.append(n))
    assert told == [(n, 7) for n in range(1, 8)]


def test_float32_gives_what_the_same_numbers_in_float64_give(
    copying_model, random_windows, letters
):
    model = copying_model()
    layer = model.layers[0]
    narrow = rm.Transformer(
        model.W_E.astype(np.float32),
        model.W_U.astype(np.float32),
        [rm.AttentionLayer(*(W.astype(np.float32) for W in (layer.W_Q, layer.W_K, layer.W_V,
                                                             layer.W_O)))],
        W_pos=model.W_pos.astype(np.float32),
    )  # fmt: skip
    one, other = (
        findings(each, random_windows(30, 2, 12), tokenizer=letters)
        for each in (narrow, rm.Transformer(
            np.float64(narrow.W_E), np.float64(narrow.W_U),
            [rm.AttentionLayer(*(np.float64(W) for W in (
                narrow.layers[0].W_Q, narrow.layers[0].W_K, narrow.layers[0].W_V,
                narrow.layers[0].W_O)))],
            W_pos=np.float64(narrow.W_pos)))
    )  # fmt: skip
    assert [f.tables for f in one] == [f.tables for f in other]


@pytest.mark.parametrize(
    ("windows", "objection"),
    [
        ([1, 2, 3], "windows: expected shape"),
        ([[1] * 12], "windows: expected shape"),
        ([[1, 2], [1, 2]], "windows: expected shape"),
        ([[1] * 12, [99] * 12], "99"),
    ],
)
def test_bad_windows_are_refused(windows, objection, copying_model):
    with pytest.raises(ValueError, match=objection):
        findings(copying_model(), windows)


@pytest.mark.parametrize(
    ("beside", "says"),
    [
        ({"tokenizer": 3}, "tokenizer: expected an object with token and id, or None, got 3"),
        ({"text": [[0, 1]]}, "text: expected a CountedText or None, got "),
        ({"baselines": 1.5}, "baselines: expected losses by their names, or None, got 1.5"),
        ({"progress": 3}, "progress: expected a function or None, got 3"),
    ],
)
def test_what_stands_beside_the_windows_is_refused_by_its_name(
    copying_model, random_windows, beside, says
):
    with pytest.raises(ValueError, match=f"^{says}"):
        findings(copying_model(), random_windows(30, 2, 12), **beside)


class Words:
    """Names of tokens, two of which are those of sources."""

    names: ClassVar = {CODE[0]: 3, CODE[1]: 29, PROSE[0]: 5}

    def token(self, number):
        return {n: name for name, n in self.names.items()}.get(number, str(number))

    def id(self, string):
        if string not in self.names:
            raise ValueError(string)
        return self.names[string]


def test_sources_are_the_words_that_occur_in_the_text_often_enough(copying_model):
    windows = np.array([[0, 3, 5, 3, 5, 3, 5, 3, 5, 3, 5, 7], [0, *[3, 5] * 5, 29]])
    (found,) = [
        f
        for f in findings(copying_model(), windows, tokenizer=Words())
        if f.name == "skip_trigrams"
    ]
    readings, _ = found.tables
    assert [row[0] for row in readings.rows] == [visible(CODE[0]), visible(PROSE[0])]


def test_no_layers_and_attention_to_what_comes_later_are_refused():
    bare = rm.Transformer(np.eye(3), np.eye(3), [])
    with pytest.raises(ValueError, match="model: expected one layer or more, got none"):
        findings(bare, [[0] * 8] * 2)
    everywhere = dataclasses.replace(model_with("b_U"), causal=False)
    with pytest.raises(ValueError, match="model: expected causal = True"):
        findings(everywhere, [[0, 1, 0, 1, 1, 2, 3, 0]] * 2)


def test_layers_may_be_unlike(random_windows):
    """Of other numbers of heads, and of heads of other sizes."""
    rng = np.random.default_rng(0)
    layers = [
        rm.AttentionLayer(*rng.normal(size=(3, n, k, 6)), rng.normal(size=(n, 6, k)))
        for n, k in ((3, 2), (1, 5), (2, 3))
    ]
    model = rm.Transformer(rng.normal(size=(6, 9)), rng.normal(size=(9, 6)), layers)
    found = findings(model, random_windows(9, 3, 10))
    assert len(found["composition"].measured.pairs) == 3 * (3 * 1 + 3 * 2 + 1 * 2)
    copying = found["copying"].measured
    assert [len(eigenvalues) for eigenvalues in copying.eigenvalues] == [2, 2, 2, 5, 3, 3]
    assert copying.d_head == 2


TAKEN = {
    *("b_Q", "b_K", "b_V", "b_O", "b_U", "norm", "norm.bias", "final_norm", "final_norm.bias"),
    *("grouped keys and values", "score_scale"),
}


@pytest.mark.parametrize("part", EVERY_PART)
def test_a_part_is_taken_or_refused_by_its_name_with_the_reason(part):
    model, windows = model_with(part), [[0, 1, 0, 1, 1, 2, 3, 0]] * 2
    if part in TAKEN:
        assert tuple(finding.name for finding in findings(model, windows)) == ONE
        return
    with pytest.raises(ValueError, match=rf"findings can't honour, got .*{part}.*: .*; \w+ "):
        findings(model, windows)


def test_positions_in_the_stream_are_refused_under_a_norm_only(normed_model, random_windows):
    placed = dataclasses.replace(normed_model(2), positions="residual")
    windows = random_windows(9, 4, 12)
    with pytest.raises(ValueError, match="got norm of what positions are in"):
        findings(placed, windows)
    layers = [dataclasses.replace(layer, norm=None) for layer in placed.layers]
    assert len(findings(dataclasses.replace(placed, layers=layers), windows)) == 8


@pytest.mark.parametrize("centred", [True, False])
@pytest.mark.parametrize("n_layers", [1, 2, 3, 4])
def test_models_with_norms_and_biases_have_the_findings_of_their_depth(
    n_layers, centred, normed_model, random_windows
):
    model, windows = normed_model(n_layers, centred=centred), random_windows(9, 4, 12)
    found = findings(model, windows)
    assert tuple(finding.name for finding in found) == (ONE if n_layers == 1 else TWO)
    measured = found["term_importance"].measured
    losses = rm.next_token_losses(model, windows)
    assert measured.loss[-1] == pytest.approx(losses.mean(), rel=1e-12)
    assert found["bigrams"].measured.direct == measured.loss[1]
    assert measured.of_layers[()] == pytest.approx(measured.loss[1], rel=1e-12)
    for name in ("bigrams", "copying", "term_importance"):
        assert "norm" in found[name].ours
    if n_layers == 1:
        assert "in units of the final norm's scale" in found["skip_trigrams"].ours


def folded(model):
    """Fold γ, β and the centring into weights and biases, so that norms only scale.

    What is written is centred as well, where each norm that reads it is a LayerNorm.
    """

    def read(norm, W, b):
        centred = W * norm.gain - (W * norm.gain).mean(axis=-1, keepdims=True)
        return (centred if norm.centred else W * norm.gain), b + W @ norm.bias

    layers = []
    for layer in model.layers:
        of_each = {}
        for letter in "QKV":
            W, b = getattr(layer, f"W_{letter}"), getattr(layer, f"b_{letter}")
            of_each[f"W_{letter}"], of_each[f"b_{letter}"] = read(layer.norm, W, b)
        plain = rm.Norm(centred=layer.norm.centred, eps=layer.norm.eps)
        if layer.norm.centred:
            of_each["W_O"] = layer.W_O - layer.W_O.mean(axis=1, keepdims=True)
            of_each["b_O"] = layer.b_O - layer.b_O.mean()
        layers.append(dataclasses.replace(layer, **of_each, norm=plain))
    norm = model.final_norm
    W_U, b_U = read(norm, model.W_U, model.b_U)
    plain = rm.Norm(centred=norm.centred, eps=norm.eps)
    W_E = model.W_E - model.W_E.mean(axis=0) if norm.centred else model.W_E
    ends = {"W_E": W_E, "W_U": W_U, "b_U": b_U, "final_norm": plain}
    return dataclasses.replace(model, layers=layers, **ends)


def numbers(found, but=()):
    """Every number of the findings' tables, and the losses by order."""
    cells = [
        cell
        for finding in found
        if finding.name not in but
        for table in finding.tables
        for row in table.rows
        for cell in row
        if not isinstance(cell, str)
    ]
    return np.array([*cells, *found["term_importance"].measured.loss], float)


@pytest.mark.parametrize("centred", [True, False])
@pytest.mark.parametrize("n_layers", [1, 3])
def test_folding_the_norms_into_the_weights_changes_no_number(
    n_layers, centred, normed_model, random_windows
):
    model = normed_model(n_layers, centred=centred, positions=False)
    windows = random_windows(9, 4, 12)
    one, other = findings(model, windows), findings(folded(model), windows)
    np.testing.assert_allclose(numbers(other), numbers(one), rtol=1e-8)
    for before, after in zip(one, other, strict=True):
        assert [c.says for c in after.conditions] == [c.says for c in before.conditions]
        assert after.verdict == before.verdict


def with_norms(model, centred):
    """Put norms before what a hand-built induction model reads, whose gains undo their scales.

    Where a token, the one before it and an output stand in the stream there are 1, 2, 3 ones.
    """
    d_model = model.d_model
    gains = [np.full(d_model, (ones / d_model) ** 0.5) for ones in (1, 2, 3)]
    norms = [rm.Norm(gain, np.zeros(d_model), centred=centred) for gain in gains]
    layers = [
        dataclasses.replace(layer, norm=norm, b_O=np.zeros(d_model))
        for layer, norm in zip(model.layers, norms, strict=False)
    ]
    return dataclasses.replace(model, layers=layers, final_norm=norms[-1])


@pytest.mark.parametrize("centred", [True, False])
def test_induction_heads_behind_norms_are_found(centred, random_windows):
    model = with_norms(rm.by_hand.induction(8, n_ctx=16), centred)
    found = findings(model, random_windows(8, 4, 16))
    roles = found["induction_heads"].measured.roles
    assert (roles.previous, roles.induction) == (((0, 0),), ((1, 0),))
    for name in ("induction_heads", "composition", "matching"):
        assert found[name].verdict == "reproduced", name


@pytest.mark.parametrize("centred", [True, False])
def test_induction_heads_between_other_layers_are_found(centred, random_windows):
    """Layers 0 and 2 of four write nothing; the heads of layers 1 and 3 do it."""
    model = with_norms(rm.by_hand.induction(8, n_ctx=16), centred)
    first, second = model.layers
    idle = [
        dataclasses.replace(layer, W_Q=0 * layer.W_Q, W_O=0 * layer.W_O) for layer in model.layers
    ]
    deep = dataclasses.replace(model, layers=[idle[0], first, idle[1], second])
    found = findings(deep, random_windows(8, 4, 16))
    roles = found["induction_heads"].measured.roles
    assert (roles.previous, roles.induction) == (((1, 0),), ((3, 0),))
    for name in ("induction_heads", "composition", "matching"):
        assert found[name].verdict == "reproduced", name
    assert found["composition"].tables[0].rows[0][:3] == ("K", "1:0", "3:0")
    assert found["repetition"].measured.without_previous.name.endswith("heads 1:0")
    assert [c.holds for c in found["repetition"].conditions][1:] == [True, True]


def with_idle_biases(model):
    """Give a model biases that change no pattern, and no logit of one output against others.

    b_V and b_O that cancel, keys' biases, and a constant of all logits.
    """
    layers = []
    for n, layer in enumerate(model.layers):
        b_V = np.full(layer.W_V.shape[:2], 0.25 * (n + 1))
        b_O = -np.einsum("hmd,hd->m", layer.W_O, b_V)
        layers.append(dataclasses.replace(layer, b_K=b_V, b_V=b_V, b_O=b_O))
    return dataclasses.replace(model, layers=layers, b_U=np.full(model.d_out, 3.0))


def test_biases_that_change_nothing_change_no_finding(of_copying, copying_model, random_windows):
    found = findings(with_idle_biases(copying_model()), random_windows(30, 4, 12))
    assert [finding.verdict for finding in found] == [
        finding.verdict for finding in of_copying.values()
    ]


@pytest.mark.parametrize("centred", [None, True, False])
def test_a_head_that_is_taken_away_leaves_what_it_writes_whatever_it_reads(centred, random_windows):
    """So biases of values that b_O takes back change no number, without these heads either."""
    model = rm.by_hand.induction(8, n_ctx=16)
    model = model if centred is None else with_norms(model, centred)
    windows = random_windows(8, 4, 16)
    one, other = findings(model, windows), findings(with_idle_biases(model), windows)
    assert one["repetition"].measured.without_previous is not None
    # The direct path is 0: what it raises most is a matter of rounding.
    before, after = (numbers(found, but=["bigrams"]) for found in (one, other))
    assert agree(after, before, gamma(2**14, "float64") * (1 + np.abs(before)))


@pytest.mark.parametrize("part", ["norm", "final_norm", "b_O", "b_Q"])
def test_a_finding_says_up_to_which_scales_it_stands_where_there_are_such(part):
    one = model_with(part)
    two = dataclasses.replace(one, layers=one.layers * 2)
    for model in (one, two):
        for finding in findings(model, [[0, 1, 0, 1, 1, 2, 3, 0]] * 2):
            said = {sentence for _, _, sentence in BESIDE if sentence in finding.ours}
            assert said == {
                sentence
                for name, parts, sentence in BESIDE
                if name == finding.name and part in parts
            }


@pytest.mark.parametrize("token", [-1, 8, 9999])
def test_a_text_with_tokens_that_the_model_does_not_have_is_refused(token):
    model, windows = rm.by_hand.induction(8, n_ctx=16), np.arange(48).reshape(3, 16) % 8
    text = CountedText("mine", [[0, 1], [2, token]], 14)
    refusal = rf"text: expected 0 <= token < d_vocab = 8, got {token} at index \(3,\)"
    with pytest.raises(ValueError, match=refusal):
        findings(model, windows, text=text)
