"""The functions' pages: every public name, from its docstring, linked to its theorems."""

import inspect
import re
from pathlib import Path

import pytest

import refmath as rm
from refmath.theorems.catalogue import STATEMENTS

pytest.importorskip("sphinx")
import functions

PAGES = sorted((Path(__file__).parents[2] / "docs" / "api").glob("*.md"))
LISTED = [
    name
    for page in PAGES
    for fence in re.findall(r"^```\{functions\}\n(.*?)^```$", page.read_text("utf-8"), re.S | re.M)
    for name in fence.split()
]


def test_every_public_name_stands_on_one_page():
    public = [name for name in LISTED if not name.startswith("refmath.")]
    assert sorted(public) == sorted(rm.__all__)


def test_what_stands_on_a_page_and_is_not_public_is_no_function_of_a_public_module():
    assert len(LISTED) == len(set(LISTED))
    for name in LISTED:
        assert functions.reference([name]).count("auto") >= 1, name


def test_functions_of_modules_and_methods_are_listed_by_what_one_types():
    public = dict(functions.public_functions())
    assert public["rm.by_hand.induction"] is rm.by_hand.induction
    assert public["rm.LowRank.balanced"] is rm.LowRank.balanced
    assert public["rm.logits"] is rm.logits


def test_every_theorem_of_a_docstring_is_a_statement():
    names = {statement.name for statement in STATEMENTS}
    found = functions.functions_by_theorem()
    assert set(found) <= names
    assert ("rm.path_count", "refmath.path_count") in found["counting_paths"]
    assert sum(map(len, found.values())) > 40


def test_a_table_comes_first_and_then_each_function():
    text = functions.reference(["path_count", "refmath.numeric.arrays.low_rank.Svd"])
    table, *entries = re.split(r"^\.\. auto", text, flags=re.M)
    assert re.findall(r"`(\S+) <(\S+)>`", table)[:1] == [("rm.path_count", "refmath.path_count")]
    assert [entry.split("\n")[0] for entry in entries] == [
        "function:: refmath.path_count",
        "class:: refmath.numeric.arrays.low_rank.Svd",
    ]


@pytest.mark.parametrize(
    ("markdown", "rst"),
    [
        ("`x` and ``y``", "``x`` and ``y``"),
        ("see `rm.logits`", "see :py:obj:`rm.logits <refmath.logits>`"),
        ("`AttentionLayer`s", r":py:obj:`AttentionLayer <refmath.AttentionLayer>`\ s"),
        (r"the $k$th of $W_E^\top$", r"the :math:`k`\ th of :math:`W_E^\top`"),
        ("a | b, W_ * *c*", r"a \| b, W\_ \* *c*"),
        ("$$\nx\n$$", "\n\n.. math:: x\n\n"),
        (">>> f(`a`) * 2\n'W_'", ">>> f(`a`) * 2\n'W_'"),
        ("Theorem:\n    one_layer, vec", "Theorem:\n    :law:`one_layer`, :law:`vec`"),
    ],
)
def test_markdown_becomes_what_autodoc_reads(markdown, rst):
    assert functions.as_rst(markdown) == rst


def test_no_docstring_on_a_page_holds_a_bare_formula():
    for _, thing in functions.public_functions():
        text = functions.as_rst(inspect.getdoc(thing) or "")
        prose = "\n".join(line for line in text.split("\n") if ">>>" not in line)
        assert not re.findall(r"(?<![\w`'\"(])\$[^$\n]+\$", prose), thing
