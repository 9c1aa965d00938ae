from xml.etree.ElementTree import fromstring

import mathml
import pytest

from refmath.symbolic.formulas import COMMANDS


def shown(tex):
    """What a reader sees, sign by sign."""
    return "".join("".join(a.itertext()) for p in mathml.pieces(tex) for a in p.atoms)


def written(tex):
    return "".join(mathml.mathml(piece, display=True) for piece in mathml.pieces(tex))


@pytest.mark.parametrize(
    ("tex", "seen"),
    [
        (r"\left(A \otimes W\right) \, x", "(A⊗W)x"),
        (r"\sum_{h \in H} A^{h}", "∑h∈HAh"),
        (r"\mathbb{1} \, \mathbb{R}^{n_{ctx}}", "𝟙ℝnctx"),
        (r"\frac{a}{b} \le \sqrt{c}", "ab≤c"),
        (r"\text{supposing W\_OV}", "supposing\xa0W_OV"),
        (r"\{x : \|x\| < 1.5\}", "{x:‖x‖<1.5}"),
        (r"\begin{bmatrix} a & b \\ c & d \end{bmatrix}", "[abcd]"),
        (r"c = -x' + \mathrm{Id}", "c=−x′+Id"),
    ],
)
def test_each_sign_is_shown(tex, seen):
    assert shown(tex) == seen


@pytest.mark.parametrize("command", sorted(COMMANDS - {r"\begin", r"\end", r"\left", r"\right"}))
def test_every_command_that_a_formula_may_hold_is_known(command):
    if command == r"\\":
        pytest.skip("a row's end has no place outside of an environment")
    assert fromstring(f"<p>{written(command + '{a}{b}')}</p>").find(".//*") is not None


def test_an_operator_between_two_terms_is_no_sign_before_one():
    forms = [a.get("form") for p in mathml.pieces("-a - b = -c") for a in p.atoms]
    assert forms == ["prefix", None, "infix", None, "infix", "prefix", None]


def test_an_index_of_one_word_is_a_word_and_one_of_letters_is_letters():
    assert "<mi>model</mi>" in written("d_{model}")
    assert "<mi>O</mi><mi>V</mi>" in written("W_{OV}")
    assert "<mi>h</mi><mi>k</mi>" in written("A^{hk}")


def test_limits_stand_below_a_sum_and_beside_a_letter():
    assert "munder" in written(r"\max_x f")
    assert "munderover" in written(r"\sum_{l=1}^{n} a")
    assert "msubsup" in written(r"W_O^h")


def test_a_long_sum_may_break_before_each_of_its_terms_and_nowhere_within_short_brackets():
    tex = r"T = A + \left(B + C\right) \otimes W - D \neq E, \quad F"
    parts = [piece.tex for piece in mathml.pieces(tex)]
    assert parts == ["T", "= A", r"+ \left(B + C\right) \otimes W", "- D", r"\neq E, \quad F"]


def test_a_sum_within_brackets_breaks_where_a_line_is_too_short_for_it():
    summands = [r"W_U \, W_{OV}^{h} \, W_E", r"+ \left(a + b\right)", r"+ W_{OV}^{g} \, x"]
    tex = rf"y = \left({' '.join(summands)}\right) \, z"
    parts = [piece.tex for piece in mathml.pieces(tex)]
    assert parts == ["y", rf"= ({summands[0]}", summands[1], rf"{summands[2]}) \, z"]
    assert shown(tex) == shown(tex.replace(r"\left", "").replace(r"\right", ""))
    assert len(mathml.pieces(rf"\left({' '.join(summands)}\right)^2")) == 1


def test_tall_brackets_that_are_cut_keep_a_height_of_their_own():
    tex = r"y = \left(W_U \, W_E + \sum_{h} A^{h} \otimes W_U \, W_{OV}^{h} \, W_E\right) t"
    parts = mathml.pieces(tex)
    sums = [r"= (W_U \, W_E", r"+ \sum_{h} A^{h} \otimes W_U \, W_{OV}^{h} \, W_E) t"]
    assert [piece.tex for piece in parts] == ["y", *sums]
    assert [written(tex).count(f'{limit}="2.4em"') for limit in ("minsize", "maxsize")] == [2, 2]
    whole = r"\left(\sum_{h} A^{h} \otimes W_U \, W_{OV}^{h} \, W_E \, W_{pos}\right)"
    assert len(mathml.pieces(whole)) == 1
    assert "2.4em" not in written(whole)


def test_brackets_within_brackets_are_cut_where_they_hold_a_sum():
    inner = r"W_U \, W_E + \sum_{h} A^{h} \otimes W_U \, W_{OV}^{h} \, W_E"
    tex = rf"A = f\left(\frac{{1}}{{2}} \, \left({inner}\right)\right)"
    parts = [piece.tex for piece in mathml.pieces(tex)]
    assert parts[1:] == [
        r"= f(\frac{1}{2} \, (W_U \, W_E",
        r"+ \sum_{h} A^{h} \otimes W_U \, W_{OV}^{h} \, W_E))",
    ]


def test_brackets_around_a_table_are_not_cut():
    table = r"\begin{pmatrix}1 & 2\\3 & 4\end{pmatrix}"
    summands = r"W_U \, W_{OV}^{h} \, W_E + W_U \, W_{OV}^{g} \, W_E"
    assert len(mathml.pieces(rf"\left({table} + {summands}\right)")) == 1


def test_nothing_of_a_formula_is_lost_where_it_is_cut():
    tex = r"a = b + \sum_{i} c_i \, d"
    assert " ".join(piece.tex for piece in mathml.pieces(tex)) == tex


def test_each_piece_has_its_tex_beside_it():
    assert [part.get("data-tex") for part in fromstring(f"<p>{written('x = y')}</p>")] == [
        "x",
        "= y",
    ]


@pytest.mark.parametrize(
    ("tex", "said"),
    [
        (r"c = \arg\max v", r"unknown command: \\arg"),
        (r"W_OV", "two letters without braces: _OV"),
        ("\frac{a}{b}", "control character"),
        (r"A^{2} A^{1}", "reads as a power"),
        ("a}", "braces or brackets"),
    ],
)
def test_a_formula_that_would_be_shown_wrongly_stops_the_build(tex, said):
    with pytest.raises(ValueError, match=said):
        mathml.pieces(tex)


def marks(above, below):
    lines = [
        [atom for piece in mathml.pieces(tex) for atom in piece.atoms] for tex in (above, below)
    ]
    mathml.marked(*lines)
    return [
        ["".join(part.itertext()) for atom in line for part in atom.iter() if part.get("class")]
        for line in lines
    ]


@pytest.mark.parametrize(
    ("above", "below", "was", "now"),
    [
        ("a + b", "a + c", ["b"], ["c"]),
        (r"\left(A \, B\right) \otimes W", r"\left(A \, C\right) \otimes W", ["B"], ["C"]),
        (r"W_{OV}^{h}", r"W_{OV}^{g}", ["h"], ["g"]),
        ("a + b", "a + b + c", [], ["+", "c"]),
    ],
)
def test_what_a_step_changed_is_marked_on_both_lines_and_nothing_else_is(above, below, was, now):
    assert marks(above, below) == [was, now]
