"""The table of functions and parts is what the functions do, and stands on its page."""

from pathlib import Path

import pytest

import refmath as rm
from refmath.numeric.model.parts import EVERY_PART
from refmath.report.blocks import read_page
from refmath.report.parts import (
    APART,
    EVERY_FUNCTION,
    PARTS_TABLE,
    functions_of_a_model,
    model_with,
    refused_parts,
    render_parts,
)

PAGE = Path(__file__).parents[2] / "docs" / "guides" / "parts.md"
BESIDE = {
    "parallel": "mlp",
    "mlp.post_norm": "mlp",
    "norm.bias": "norm",
    "final_norm.bias": "final_norm",
}


@pytest.mark.parametrize("part", EVERY_PART)
def test_a_model_of_each_part_has_it_and_no_other_but_what_it_needs(part):
    assert set(model_with(part).parts) - {part} <= {BESIDE.get(part)}
    assert part in model_with(part).parts


def test_every_public_function_of_a_model_is_called_on_each_part_or_stands_apart():
    functions = functions_of_a_model()
    assert APART.keys() == {"save"}
    assert {"logits", "W_QK", "qk_circuit", "certified_range", "frozen_logits"} <= functions.keys()
    for function in functions.values():
        refused_parts(function)  # fails for an argument that it doesn't know, or another error


def test_what_is_refused_is_what_the_function_says():
    assert refused_parts(rm.logits) == {}
    instead = "take kind='V'"
    assert refused_parts(rm.composition_scores) == dict.fromkeys(
        ("rotary", "q_norm", "k_norm"), instead
    )
    assert "score_scale" not in refused_parts(rm.centred_scores)
    assert {"window", "sinks", "score_bias"} <= refused_parts(rm.centred_scores).keys()


def test_another_error_is_no_refusal_of_a_part():
    def broken(model):
        raise ValueError(f"model: expected another, got {model}")

    with pytest.raises(ValueError, match="expected another"):
        refused_parts(broken)


def test_the_table_stands_on_its_page_as_it_is_made():
    page = read_page(PAGE, PARTS_TABLE, {EVERY_FUNCTION})
    (block,) = page.blocks
    lines = page.text.split("\n")
    assert "\n".join(lines[block.begin + 1 : block.end]) == "\n" + render_parts()
