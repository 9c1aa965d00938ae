import importlib.util
from pathlib import Path

import pytest

from refmath.symbolic.formulas import COMMANDS

pytest.importorskip("latex2mathml")
HOOK = Path(__file__).parents[2] / "docs" / "site" / "mathml.py"


@pytest.fixture(scope="module")
def converted():
    spec = importlib.util.spec_from_file_location("mathml", HOOK)
    hook = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(hook)
    return hook.on_page_content


def test_a_formula_in_a_line_becomes_mathml(converted):
    page = converted(r'<p>so <span class="arithmatex">\(A \otimes W\)</span>.</p>')
    assert page.startswith("<p>so <math")
    assert "⊗" in page or "&#x02297;" in page
    assert "arithmatex" not in page


def test_a_derivation_becomes_a_table_with_its_margin(converted):
    rows = r"& a \\" + "\n" + r"={} &amp; b &amp;&amp; \text{(definition of W\_OV)}"
    tex = "\\[\n\\begin{aligned}\n" + rows + "\n\\end{aligned}\n\\]"
    page = converted(f'<div class="arithmatex">{tex}</div>')
    assert page.count("<tr>") == 2
    assert "definition of W_OV" in page


def test_text_without_formulas_is_left_alone(converted):
    assert converted("<p>x &lt; y, \\(</p>") == "<p>x &lt; y, \\(</p>"


@pytest.mark.parametrize(
    ("tex", "said"),
    [
        (r"c = \arg\max v", r"unknown command: \\arg"),
        (r"W_OV", "two letters without braces: _OV"),
        ("\frac{a}{b}", "control character"),
        (r"A^{2} A^{1}", "reads as a power"),
    ],
)
def test_a_formula_that_would_be_shown_wrongly_stops_the_build(converted, tex, said):
    with pytest.raises(ValueError, match=said):
        converted(f'<p><span class="arithmatex">\\({tex}\\)</span></p>')


def test_a_command_that_the_converter_hands_on_stops_the_build(converted, monkeypatch):
    monkeypatch.setitem(converted.__globals__, "faults", lambda _: ())
    with pytest.raises(ValueError, match="commands that MathML has"):
        converted(r'<span class="arithmatex">\(\nonsense x\)</span>')


def test_every_command_that_a_formula_may_hold_is_known_to_the_converter(converted):
    structural = {r"\begin", r"\end", r"\left", r"\right", r"\\"}
    for command in sorted(COMMANDS - structural):
        converted(rf'<span class="arithmatex">\({command}{{a}}{{b}}\)</span>')
