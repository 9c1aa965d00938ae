"""One statement on its own, in each form: line for line what was looked at."""

import io
from pathlib import Path

import pytest

from refmath.evidence import verify
from refmath.evidence.effort import FULL
from refmath.report.derivations import _prose, show_statement
from refmath.report.terminal import console
from refmath.report.theorems import render_block
from refmath.theorems.catalogue import STATEMENTS

SHOWN = Path(__file__).parent / "shown"
OF_NAME = {statement.name: statement for statement in STATEMENTS}
NAMES = ("head_after_layer_norm", "v_composition", "term_importance")
"""A theorem with an assumption, definitions and what is put for letters; one with hypotheses; a
claim with a near miss that defines a letter otherwise, and words that LaTeX would read."""


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("form", ["letters", "latex", "markdown"])
@pytest.mark.parametrize("name", NAMES)
def test_a_statement_is_shown_line_for_line_as_it_was_looked_at(name, form, monkeypatch):
    monkeypatch.setenv("TERM", "xterm-256color")
    stream = Terminal()
    show_statement(OF_NAME[name], console(stream, 100), form=form)
    shown = stream.getvalue().replace("\x1b[1m", "<bold>").replace("\x1b[2m", "<dim>")
    assert shown.replace("\x1b[0m", "</>") == (SHOWN / f"{name}.{form}.txt").read_text("utf-8")


@pytest.mark.parametrize("name", [*NAMES, "path_expansion", "first_rows_twice"])
def test_the_block_on_a_page_is_what_is_written_of_the_verdict(name, block_of):
    (verdict,) = verify.verdicts_of([name], 1, FULL)
    assert block_of[name] == f"\n{render_block(OF_NAME[name], verdict)}\n"


@pytest.mark.parametrize("form", ["letters", "latex", "markdown"])
@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda statement: statement.name)
def test_all_that_a_statement_supposes_stands_there_in_every_form(statement, form):
    stream = io.StringIO()
    show_statement(statement, console(stream), form=form)
    supposed = (*statement.assumptions, *(h.name for h in getattr(statement, "hypotheses", ())))
    for text in supposed:
        assert (_prose(text) if form == "latex" else text) in stream.getvalue()
    assert ("upposing that" in stream.getvalue()) == bool(supposed)
