"""Each fault of a formula is named, and what is right has none."""

import pytest

from refmath.symbolic.formulas import COMMANDS, faults

RIGHT = (
    "",
    r"A^{h_2} \, W_{OV}",
    r"A^{(0)} + x^{2}",
    r"\text{W_OV and \alpha}",
    r"\left(A\right)^\top",
    r"\# \_ \{ \}",
    "A\n+ B",
    r"x_1^{2}",
)
WRONG = (
    ("W_OV", "a sub- or superscript of two letters without braces: _OV"),
    ("x^ab", "a sub- or superscript of two letters without braces: ^ab"),
    (r"A^{h}^{2}", "two superscripts on one letter: ^{h}^"),
    (r"A^{h}'", "two superscripts on one letter: ^{h}'"),
    (r"A^\top^2", r"two superscripts on one letter: ^\top^"),
    (r"A^{2} A^{1}", "an index that reads as a power: A^{2}"),
    (r"A^2", "an index that reads as a power: A^2"),
    (r"A_{1}^{2}", "an index that reads as a power: A_{1}^{2}"),
    (r"\Pi^{0\top}", r"an index that reads as a power: \Pi^{0\top}"),
    (r"\arg x", r"an unknown command: \arg"),
    ("a\x0crac{b}", r"a control character: '\x0c'"),
    ("α", "a letter without its command: α (GREEK SMALL LETTER ALPHA)"),
    ("{a", "braces or brackets that don't close"),
    (r"\left(a", "braces or brackets that don't close"),
)


@pytest.mark.parametrize("tex", RIGHT)
def test_what_every_viewer_shows_has_no_fault(tex):
    assert faults(tex) == ()


@pytest.mark.parametrize(("tex", "fault"), WRONG)
def test_a_fault_is_named_with_what_is_wrong(tex, fault):
    assert faults(tex)[0] == fault


def test_all_faults_are_listed():
    assert len(faults("W_OV A^{2} \\arg α {")) == 5
    assert faults("A^{2} A^{1}")[1] == "an index that reads as a power: A^{1}"


def test_words_are_no_formulas_but_their_braces_count():
    assert faults(r"\text{α_OV}") == ()
    assert faults(r"\text{a") == ("braces or brackets that don't close",)
    assert {r"\left", r"\ ", r"\frac", r"\#"} <= COMMANDS


def test_a_letter_that_nobody_named_is_told_as_such() -> None:
    assert faults("\ue000") == (
        "a control character: '\\ue000'",
        "a letter without its command: \ue000 (?)",
    )
