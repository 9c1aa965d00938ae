"""Formulas on the site's pages: MathML, which breaks where it may and scrolls where it must."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes
from mathml import LONG, Piece, mathml, pieces, rows_of_aligned

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_SHORT = 20  # characters of TeX before the first sign, which then stays on that sign's line


def inline(tex: str) -> str:
    r"""Write a formula that stands in a line of text.

    >>> print(inline("x"))
    <span class="tex" data-tex="x"><math alttext="x" data-tex="x"><mi>x</mi></math></span>
    """
    cut = pieces(tex)
    parts = [_in_line(piece) for piece in cut]
    if len(cut) > 1 and len(cut[0].tex) < _SHORT and len(cut[1].tex) <= LONG:
        parts[:2] = [f'<span class="together">{parts[0]}{parts[1]}</span>']
    return f'<span class="tex" data-tex="{escape(tex)}">{"<wbr>".join(parts)}</span>'


def _in_line(piece: Piece) -> str:
    written = mathml(piece, display=False)
    return f'<span class="long">{written}</span>' if len(piece.tex) > LONG else written


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
    # Pages write $`…`$, of which a code host reads nothing as Markdown.
    translator.body.append(inline(node.astext().strip(" \n`")))
    raise nodes.SkipNode


def _visit_block(translator: Any, node: nodes.math_block) -> None:
    translator.body.append(block(node.astext().strip(" \n")))
    raise nodes.SkipNode


def setup(app: Sphinx) -> dict[str, bool]:
    """Tell Sphinx how formulas are written."""

    app.add_html_math_renderer("mathml", (_visit_inline, None), (_visit_block, None))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
