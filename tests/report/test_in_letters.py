"""No formula keeps a command of LaTeX in a terminal."""

import pytest

from refmath.report.in_letters import in_letters
from refmath.symbolic.derivation import NearMiss
from refmath.symbolic.formulas import COMMANDS
from refmath.symbolic.latex import near_miss_latex, statement_latex
from refmath.theorems.catalogue import STATEMENTS


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda s: s.name)
def test_no_statement_keeps_latex_in_a_terminal(statement) -> None:
    near = [
        near_miss_latex(n) if isinstance(n, NearMiss) else n.latex for n in statement.near_misses
    ]
    for latex in (statement_latex(statement), *near):
        said = in_letters(latex)
        assert "\\" not in said
        assert said.count("(") == said.count(")")
        assert said.count("{") == said.count("}")


def test_every_command_that_a_formula_may_hold_is_said_in_letters() -> None:
    named = {r"\max", r"\min", r"\det", r"\log", r"\exp", r"\lim", r"\sin", r"\cos", r"\tanh"}
    for command in COMMANDS:
        said = in_letters(command + "{a}{b}")
        assert "\\" not in said
        assert command in named or command.removeprefix("\\") not in said or len(command) == 2


@pytest.mark.parametrize(
    ("latex", "said"),
    [
        (r"\operatorname{vec}\left(A^{h\top}\right)", "vec(A^hᵀ)"),
        (r"W_{OV}^{1,h\top} \, W_O^{\text{all}\top}", "W_OV^{1,h}ᵀ W_O^allᵀ"),
        (r"\tfrac{1}{\sqrt{d_{head}}} \, x \, x^\top", "1/√d_head x xᵀ"),
        (r"\operatorname{softmax}_{\text{no mask}}\left(x\right)", "softmax_{no mask}(x)"),
        (r"\sum_{h \in H_{1}} A^{h} \otimes \mathrm{Id}", "Σ_{h∈H_1} A^h ⊗ Id"),
        (r"\frac{a\,x}{(a + b)(a + x + b)} > 0", "(a x)/((a + b)(a + x + b)) > 0"),
        (r"\mathbb{1} \, M^{-1} \, \Gamma \, \beta^\top", "𝟙 M⁻¹ Γ βᵀ"),
        (r"\begin{bmatrix} x & 1 \end{bmatrix}^\top", "[x, 1]ᵀ"),
        (r"\max_{c} f, \qquad \#\{p\} \le \binom{n}{k}", "max_c f,   #{p} ≤ C(n, k)"),
    ],
)
def test_latex_is_said_in_letters(latex: str, said: str) -> None:
    assert in_letters(latex) == said
