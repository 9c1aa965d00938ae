"""Every letter that a statement writes is said what it is."""

import pytest

from refmath.symbolic.claims import FalseClaim
from refmath.symbolic.derivation import NearMiss
from refmath.symbolic.latex import definitions, letters_in, lines_of, sums_in
from refmath.symbolic.letters import matrix
from refmath.theorems.catalogue import CLAIMS, THEOREMS
from refmath.theorems.glossary import CLAIMS as GLOSSARY
from refmath.theorems.glossary import letters_of_formula, meaning, meaning_of_sum


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda c: c.name)
def test_every_letter_of_a_claim_is_in_its_glossary(claim) -> None:
    known = GLOSSARY[claim.name]
    false = [n.latex for n in claim.near_misses if isinstance(n, FalseClaim)]
    for tex in (claim.latex, *false):
        assert [name for name in letters_of_formula(tex, known) if name not in known] == [], tex


def test_a_letter_that_is_not_in_a_glossary_is_seen() -> None:
    known = GLOSSARY["low_rank"]
    assert letters_of_formula(r"\operatorname{rank} W_{OV} \le q_{ij} + \Pi", known) == (
        "W_{OV}", r"\Pi", "q", "i", "j",
    ) or set(letters_of_formula(r"W_{OV} \le q_{ij} + \Pi", known)) == {
        "W_{OV}", "q", "i", "j", r"\Pi",
    }  # fmt: skip


def test_no_glossary_speaks_of_what_is_no_claim() -> None:
    assert set(GLOSSARY) == {claim.name for claim in CLAIMS}


@pytest.mark.parametrize("theorem", THEOREMS, ids=lambda t: t.name)
def test_every_letter_of_a_theorem_has_a_meaning(theorem) -> None:
    false = [s for n in theorem.near_misses if isinstance(n, NearMiss) for s in (n.left, n.right)]
    for g in letters_in(*lines_of(theorem), *false):
        assert meaning(g)
        in_the_model = {*g.rows, *g.cols} & {"n_ctx", "d_model", "d_head", "d_vocab"}
        if g.kind == "free" and in_the_model:
            assert meaning(g) != "any matrix" or theorem.chapter.startswith(("2", "3")), g.name
    for over in sums_in(*lines_of(theorem)):
        assert meaning_of_sum(over) != "any set of heads"


@pytest.mark.parametrize("theorem", THEOREMS, ids=lambda t: t.name)
def test_no_name_has_two_definitions_in_one_derivation(theorem) -> None:
    defined = [d.partition(" = ")[0] for d in definitions(*lines_of(theorem))]
    assert len(set(defined)) == len(defined), theorem.name


def test_a_letter_of_another_type_is_not_the_alphabets() -> None:
    assert meaning(matrix("A", "n_ctx", "n_ctx")).startswith("pattern")
    assert meaning(matrix("A", "n", "m")) == "any matrix"


def test_a_mask_is_no_change_of_basis() -> None:
    mask = matrix("M", "n_ctx", "n_ctx", kind="causal")
    assert meaning(mask) == "1 where the source is not later than the destination, else 0"
    assert meaning(matrix("M", "d_model", "d_model", kind="invertible")) == "a change of basis"
