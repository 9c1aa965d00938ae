"""A docstring that speaks of a theorem names it in the field `Theorem:`, as the catalogue does."""

import ast
import re
from pathlib import Path

import pytest

import refmath as rm
from refmath.theorems.catalogue import STATEMENTS

HOUSE = Path(rm.__file__).parent
CATALOGUE = {statement.name for statement in STATEMENTS}
FIELD = re.compile(r"^( *)Theorems?:\n((?:\1 +\S.*(?:\n|$))*)", re.MULTILINE)
SOURCE = re.compile(r"^( *)Source:\n((?:\1 +\S.*(?:\n|$))*)", re.MULTILINE)
# «Higham 2002, theorem 10.3» is another book's.
IN_PROSE = re.compile(r"\btheorems?\b(?!\s+\d)", re.IGNORECASE)


def docstrings(source):
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name, ast.get_docstring(node, clean=False) or ""


def objections(source):
    for name, docstring in docstrings(source):
        for field in FIELD.finditer(docstring):
            names = field[2].replace("\n", " ").split(",")
            unknown = [n.strip() for n in names if n.strip() not in CATALOGUE]
            if unknown or "Theorems:" in field[0]:
                yield f"{name}: Theorem: {', '.join(unknown)}"
        if len(FIELD.findall(docstring)) > 1:
            yield f"{name}: two fields"
        if any(IN_PROSE.search(source[2]) for source in SOURCE.finditer(docstring)):
            yield f"{name}: a theorem in Source"
        if re.search(r"\btheorems?\s+«", docstring, re.IGNORECASE):
            yield f"{name}: a theorem in prose"


FILES = sorted(HOUSE.rglob("*.py"))


def test_every_theorem_is_named_in_its_field_as_the_catalogue_names_it():
    found = {
        str(path.relative_to(HOUSE)): said
        for path in FILES
        if (said := list(objections(path.read_text("utf-8"))))
    }
    assert found == {}


@pytest.mark.parametrize(
    ("docstring", "objection"),
    [
        ("Theorem:\n        path_expansion, any depth", "f: Theorem: any depth"),
        ("Theorem:\n        path expansion", "f: Theorem: path expansion"),
        ("Theorem:\n", "f: Theorem: "),
        ("Theorems:\n        low_rank", "f: Theorem: "),
        ("Theorem:\n        low_rank\n\n    Theorem:\n        vec", "f: two fields"),
        ("Source:\n        Here; theorem\n        low_rank.", "f: a theorem in Source"),
        ("As theorem «low_rank» says.", "f: a theorem in prose"),
    ],
)
def test_the_rule_sees_what_breaks_it(docstring, objection):
    source = f'def f():\n    """Do.\n\n    {docstring}\n    """\n'
    assert objection in list(objections(source))


@pytest.mark.parametrize(
    "docstring",
    [
        "Theorem:\n        low_rank",
        "Theorem:\n        low_rank, path_expansion,\n        vec\n\n    Examples:\n        >>> 1",
        "Source:\n        Higham 2002, theorem 10.3.",
        "Agreement is a theorem.",
    ],
)
def test_the_rule_lets_pass_what_keeps_it(docstring):
    assert list(objections(f'def f():\n    """Do.\n\n    {docstring}\n    """\n')) == []


@pytest.mark.parametrize(
    ("function", "theorem"),
    [
        (rm.expanded_logits, "path_expansion"),
        (rm.path_count, "counting_paths"),
        (rm.frozen_logits, "freezing"),
        (rm.virtual_pattern, "virtual_pattern_sums_to_1"),
        (rm.certified_range, "certified_range"),
        (rm.check_certificate, "certified_range"),
        (rm.composition_scores, "composition_scores"),
        (rm.biases_as_weights, "biases_as_one_more_dimension"),
        (rm.groups_as_heads, "grouped_queries"),
        (rm.by_hand.one_skip_trigram, "one_skip_trigram"),
        (rm.by_hand.previous_token_head, "previous_token_head"),
        (rm.by_hand.duplicate_token_head, "duplicate_token_head"),
        (rm.by_hand.induction, "induction"),
        (rm.by_hand.pointer_induction, "pointer_induction"),
    ],
)
def test_what_the_catalogue_speaks_of_says_so(function, theorem):
    field = FIELD.search(function.__doc__)
    assert theorem in re.findall(r"\w+", field[2])
