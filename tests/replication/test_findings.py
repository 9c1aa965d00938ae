"""The findings: which there are, in what order, and what is refused."""

import dataclasses

import numpy as np
import pytest

import refmath as rm
from refmath.replication.findings import findings

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


def test_other_depths_and_parts_are_refused():
    bare = rm.Transformer(np.eye(3), np.eye(3), [])
    with pytest.raises(ValueError, match="model: expected one layer or two, got 0"):
        findings(bare, [[0] * 8] * 2)
    with pytest.raises(ValueError, match="findings can't honour, got final_norm"):
        findings(rm.Transformer(np.eye(3), np.eye(3), [], final_norm=rm.Norm()), [[0] * 8] * 2)


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
