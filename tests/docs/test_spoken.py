"""Each formula of the site is said in words: no TeX, no sign that has none."""

import re
from pathlib import Path

import mathml
import pytest
import spoken

PAGES = sorted((Path(__file__).parents[2] / "docs").rglob("*.md"))
FENCE = re.compile(r"^(`{3,})(\w*)\n(.*?)^\1$", re.DOTALL | re.MULTILINE)


def formulas(page):
    """The TeX of a page's formulas, a row each."""
    text = page.read_text("utf-8")
    found = [inside for _, kind, inside in FENCE.findall(text) if kind == "math"]
    rest = "".join(
        line.replace(r"\|", "|") if line.startswith("|") else line
        for line in FENCE.sub("", text).splitlines(keepends=True)
    )
    for tex in [*found, *re.findall(r"\$`(.+?)`\$", rest, re.DOTALL)]:
        rows = mathml.rows_of_aligned(tex.strip())
        yield from [part for row in rows for part in row if part] if rows else [tex.strip()]


def said(tex):
    return " ".join(spoken.words(piece.atoms) for piece in mathml.pieces(tex)).rstrip(",")


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_every_formula_of_a_page_is_said_in_words(page):
    for tex in formulas(page):
        words = said(tex)
        assert words, tex
        assert re.fullmatch(r"[\w\s.,;:'!()«»-]+", words), (tex, words)


@pytest.mark.parametrize(
    ("tex", "words"),
    [
        (r"A^h \otimes W_{OV}", "A to the h, Kronecker product W sub O V"),
        (r"x \, W_{OV}^{h\top}", "x W sub O V to the h, transposed"),
        (r"\sum_{h \in H} A^{h} \, x", "the sum over h in H, of A to the h, x"),
        (r"\sum_{k = 1}^{n} a_k", "the sum over k equals 1 up to n, of a sub k"),
        (r"\frac{1}{\sqrt{d}}", "the fraction 1 over the root of d, end, end"),
        (r"a \ne \hat{b}", "a is not equal to b hat"),
        (r"x^{\circ -1}", "x to the minus 1, entry by entry"),
        (r"\max_x f", "max over x, of f"),
        (r"\begin{bmatrix} a & b \\ c & d \end{bmatrix}", "open bracket a, b; c, d close bracket"),
    ],
)
def test_what_a_formula_is_in_words(tex, words):
    assert said(tex) == words


def test_the_words_stand_beside_the_formula_and_its_tex_too():
    (piece,) = mathml.pieces(r"A \otimes W")
    written = mathml.mathml(piece, display=False)
    assert 'alttext="A Kronecker product W"' in written
    assert r'data-tex="A \otimes W"' in written
