"""Formulas on the site's pages: MathML, which breaks where it may and scrolls where it must."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes
from mathml import Piece, mathml, pieces, rows_of_aligned

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_LONG = 40  # characters of TeX in a line's piece, beyond which it may need to scroll


def inline(tex: str) -> str:
    r"""Write a formula that stands in a line of text.

    >>> print(inline("x"))
    <span class="tex" data-tex="x"><math alttext="x"><mi>x</mi></math></span>
    """
    parts = []
    for piece in pieces(tex):
        written = mathml(piece, display=False)
        scrolls = f'<span class="long">{written}</span>'
        parts.append(scrolls if len(piece.tex) > _LONG else written)
    return f'<span class="tex" data-tex="{escape(tex)}">{"<wbr>".join(parts)}</span>'


def block(tex: str) -> str:
    """Write a formula that stands by itself; one of several rows has a line for each."""
    rows = rows_of_aligned(tex)
    if rows is None:
        return f'<div class="formula">{line(tex)}</div>'
    lines = "".join(
        f'<div class="row"><span class="sign">{inline(left) if left else ""}</span>'
        f'{line(right)}<span class="margin">{inline(margin) if margin else ""}</span></div>'
        for left, right, margin in rows
    )
    return f'<div class="formula rows" data-tex="{escape(tex)}">{lines}</div>'


def line(tex: str) -> str:
    """Write one line of a formula, in pieces between which it may be broken."""
    return line_of(pieces(tex), tex)


def line_of(parts: list[Piece], tex: str) -> str:
    """Write one line whose pieces are known already."""
    written = "".join(mathml(piece, display=True) for piece in parts)
    return f'<span class="line" data-tex="{escape(tex)}">{written}</span>'


def _visit_inline(translator: Any, node: nodes.math) -> None:
    translator.body.append(inline(node.astext().strip(" \n")))
    raise nodes.SkipNode


def _visit_block(translator: Any, node: nodes.math_block) -> None:
    translator.body.append(block(node.astext().strip(" \n")))
    raise nodes.SkipNode


def setup(app: Sphinx) -> dict[str, bool]:
    """Tell Sphinx how formulas are written."""

    app.add_html_math_renderer("mathml", (_visit_inline, None), (_visit_block, None))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
