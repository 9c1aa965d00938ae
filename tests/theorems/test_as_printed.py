"""What a statement says is what stands on its page: a changed word or letter is seen."""

import re
from collections.abc import Iterator

import pytest

from refmath.symbolic.claims import Claim, FalseClaim
from refmath.symbolic.derivation import NearMiss, Theorem
from refmath.symbolic.expressions import latex
from refmath.symbolic.latex import (
    aligned_latex,
    defined_in,
    definitions,
    lines_of,
    near_miss_latex,
    stated_latex,
    statement_latex,
)
from refmath.theorems.catalogue import STATEMENTS
from refmath.theorems.written_out import expansion_of

Statement = Theorem | Claim


def pieces_of(statement: Statement) -> Iterator[str]:
    """What has to stand in a statement's block, in this order."""
    yield f'<a id="{statement.name}"></a>\n\n### {statement.title}\n\n{statement.plain.strip()}\n'
    is_claim = isinstance(statement, Claim)
    formula = stated_latex(statement) if is_claim else statement_latex(statement)
    yield f"```math\n{formula}\n```\n"
    defined = defined_in(statement.statement) if is_claim else definitions(*lines_of(statement))
    if defined:
        yield f"\nwhere {', '.join(f'$`{one}`$' for one in defined)}\n"
    for supposed in statement.assumptions:
        yield f"\n- {supposed}\n"
    if isinstance(statement, Theorem):
        for h in statement.hypotheses:
            yield f"\n- {h.name}: $`{latex(h.left)} = {latex(h.right)}`$, since {h.plain}\n"
        yield f"\\begin{{aligned}}\n{aligned_latex(statement)}\n\\end{{aligned}}\n"
    else:
        for n, argument in enumerate(statement.arguments, 1):
            yield f"\n{n}. {argument.says}\n   ({argument.route}: "
            yield f". Not so with: {'; '.join(twin.says for twin in argument.twins)})\n"
    for n, near_miss in enumerate(statement.near_misses, 1):
        yield f"\n**{n}. {near_miss.name}.** $`{false_latex(near_miss)}`$"
        yield f"\n{near_miss.tempting.strip()}"
    yield f"\nSource: {statement.source}\n"


def false_latex(near_miss: NearMiss | FalseClaim) -> str:
    if isinstance(near_miss, FalseClaim):
        return stated_latex(near_miss)
    return near_miss_latex(near_miss).replace(" = ", r" \neq ", 1)


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda statement: statement.name)
def test_what_a_statement_says_stands_on_its_page(statement: Statement, block_of) -> None:
    rest = block_of[statement.name]
    for piece in pieces_of(statement):
        printed = re.sub(r"\\operatorname\*?\s*\{", r"\\mathrm{", piece)  # GitHub has no other
        assert printed in rest
        rest = rest[rest.index(printed) + len(printed) - 1 :]


def test_every_block_is_that_of_a_statement(block_of) -> None:
    assert set(block_of) == {statement.name for statement in STATEMENTS}


def test_what_is_written_out_for_given_heads_says_what_it_supposes() -> None:
    written = expansion_of((2, 1))
    assert written.title == "Path expansion: 2 layers, heads: 2, 1"
    assert written.plain == "Each layer is multiplied out; each term is a path."
    assert written.assumptions == ("the patterns are held fixed",)
