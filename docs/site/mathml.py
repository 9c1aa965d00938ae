"""A hook of the site's builder: formulas become MathML, which needs no script to be shown.

A formula that would be shown wrongly stops the build: latex2mathml hands on what it doesn't know.
"""

from __future__ import annotations

import html
import re

from latex2mathml.converter import convert

from refmath.symbolic.formulas import faults

_FORMULA = re.compile(r'<(span|div) class="arithmatex">\\([(\[])(.*?)\\[)\]]</\1>', re.DOTALL)
# Pages say \mathrm{vec} because not every viewer has \operatorname, which alone spaces it well.
_WORD = re.compile(r"\\mathrm\{([A-Za-z]{2,})\}")


def on_page_content(page_html: str, **_: object) -> str:
    """Put MathML in the place of every formula of a page."""
    return _FORMULA.sub(_mathml, page_html)


def _mathml(found: re.Match[str]) -> str:
    tex = html.unescape(found[3]).strip(" \n")  # other blanks are faults
    wrong = faults(tex)
    if wrong:
        raise ValueError(f"formula: expected none of {'; '.join(wrong)}, got {tex}")
    if found[2] == "(":
        return _converted(tex, "inline")
    rows = _rows_of_aligned(tex)
    if rows is None:
        return f'<div class="formula">{_converted(tex, "block")}</div>'
    # latex2mathml sets `aligned` without room for the margin, so the rows are a table of their own.
    lines = "".join(
        f"<tr><td>{_cell(left)}</td><td>{_cell(line)}</td><td>{_cell(margin)}</td></tr>"
        for left, line, margin in rows
    )
    return f'<div class="formula"><table class="derivation">{lines}</table></div>'


def _rows_of_aligned(tex: str) -> list[tuple[str, str, str]] | None:
    inside = re.fullmatch(r"\\begin\{aligned\}(.*)\\end\{aligned\}", tex, re.DOTALL)
    if inside is None:
        return None
    rows = []
    for row in inside[1].split(r"\\" + "\n"):
        line, _, margin = row.partition("&&")
        left, _, right = line.partition("&")
        rows.append((left.replace("{}", "").strip(), right.strip(), margin.strip()))
    return rows


def _cell(tex: str) -> str:
    margin = re.fullmatch(r"\\text\{\((.*)\)\}", tex)
    if margin:
        return html.escape(margin[1].replace(r"\_", "_"))
    return _converted(tex, "block") if tex else ""


def _converted(tex: str, display: str) -> str:
    mathml = convert(_upright(tex), display=display)
    if "\\" in mathml:
        raise ValueError(f"formula: expected commands that MathML has, got {tex}")
    return mathml


def _upright(tex: str) -> str:
    return _WORD.sub(r"\\operatorname{\1}", tex)
