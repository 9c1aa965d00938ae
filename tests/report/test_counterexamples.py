"""Counterexamples on shared numbers: nothing that one needs is lost, nothing is said twice."""

import re
from pathlib import Path

import pytest

from refmath.evidence.near_misses import refute
from refmath.report.counterexamples import ONE_LINE, instances, side_by_side
from refmath.theorems.catalogue import THEOREMS

NAMES = ("vec", "head_as_tensor_product", "zero_layers", "virtual_heads")


def test_of_numbers_that_disagree_the_first_are_given_and_of_others_the_entry():
    texts = ["n = 2\nA = [[1]]\nentry (0, 0): left 1, right 2", "n = 2\nA = [[3]]\nentry (0, 0): …"]
    assert side_by_side(texts) == [(0, texts[0]), (None, "n = 2\nentry (0, 0): …")]


def test_sizes_that_disagree_are_other_numbers():
    texts = ["n = 2\nA = [[1]]\nentry a", "n = 3\nB = [[3]]\nentry b"]
    assert side_by_side(texts) == [(0, texts[0]), (None, "n = 3\nentry b")]


def test_sizes_and_heads_are_told_apart():
    texts = ["n = 2, H: 2 heads\nA = [[1]]\nentry a", "n = 2, H: 3 heads\nA = [[1]]\nentry b"]
    assert [place for place, _ in side_by_side(texts)] == [0, None]


def test_the_numbers_that_most_share_are_given():
    texts = [f"n = 2\n{letter}\nentry {letter}" for letter in ("A = 1", "A = 2", "B = 3", "A = 2")]
    texts[0] = texts[0].replace("n = 2", "n = 1")
    assert side_by_side(texts) == [
        (None, "n = 1\nentry A = 1"),
        (1, "n = 2\nA = 2\nB = 3\nentry A = 2"),
        (1, "entry B = 3"),
        (1, "entry A = 2"),
    ]


def test_numbers_that_differ_only_beyond_what_is_shown_are_not_rounded():
    near = f"entry (0, 0): left {10**30}/{10**30 + 1}, right {10**30}/{10**30 - 1}"
    assert side_by_side([f"n = 2\n{near}"]) == [(0, f"n = 2\n{near}")]
    whole = f"entry (0, 0): left -{10**30}, right 12"
    assert side_by_side([whole]) == [(0, "entry (0, 0): left about -1e+30, right 12")]


def test_matrices_of_a_claim_are_given_once_where_they_are_long():
    long = f"n = 2, A = {{(0, 0): [[{', '.join(['1'] * 60)}]]}}, p = softmax, without a mask, b = 1"
    assert instances(["n = 1", long, long, f"{long}, c = 3", "A = [[1]]", ""]) == [
        (0, "n = 1"),
        (1, long),
        (1, ""),
        (None, "n = 2, p = softmax, without a mask, b = 1, c = 3"),
        (4, "A = [[1]]"),
        (5, ""),
    ]


def test_equations_among_a_claim_s_share_their_numbers_as_a_theorem_s_do():
    texts = ["n = 2\nM = [[1]]\nentry a", "words", "n = 2\nM = [[1]]\nentry b"]
    assert instances(texts) == [(0, texts[0]), (1, "words"), (0, "entry b")]
    assert instances(["M = [[2]]", *texts])[1:] == [(1, texts[0]), (2, "words"), (1, "entry b")]
    long = f"n = 2\nM = [[{', '.join(['1'] * 60)}]]\nentry a"
    assert instances(["M = [[2]]", long]) == [(0, "M = [[2]]"), (None, "n = 2\nentry a")]


BLOCK = re.compile(r"^<!-- theorem (\w+) -->\n(.*?)^<!-- end -->$", re.DOTALL | re.MULTILINE)
PAGES = sorted((Path(__file__).parents[2] / "docs" / "derivations").glob("[0-9]*.md"))


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_on_the_pages_no_statement_gives_the_numbers_of_two_draws(page):
    """Beside those that most of its near misses share, there is an entry each, or a short line."""
    for name, block in BLOCK.findall(page.read_text("utf-8")):
        false = block.partition("**Near misses: ")[2]
        fenced = re.findall(r"^```text\n(.*?)\n```$", false, re.DOTALL | re.MULTILINE)
        long = [text for text in fenced if "= [[" in text and len(text) > ONE_LINE]
        with_letters = [text for text in fenced if re.search(r"\n.* = \[\[.*\n", text)]
        assert len(long) <= 1, name
        assert len(with_letters) <= 1, name


def test_what_holds_no_numbers_is_left_as_it_is():
    assert side_by_side(["", "entry (0, 0)"]) == [(0, ""), (1, "entry (0, 0)")]


@pytest.mark.parametrize("name", NAMES)
def test_each_has_all_of_its_numbers_where_it_is_told_to_look(name):
    theorem = next(t for t in THEOREMS if t.name == name)
    texts = [refute(near_miss).counterexample for near_miss in theorem.near_misses]
    shown = side_by_side(texts)
    for text, (place, told) in zip(texts, shown, strict=True):
        sizes, *letters, entry = text.split("\n")
        if place is None:
            assert told == f"{sizes}\n{entry}"
            continue
        assert shown[place][0] == place
        assert told.split("\n")[-1] == entry
        there = shown[place][1].split("\n")
        assert set(letters) <= set(there)
        assert set(sizes.split(", ")) <= set(there[0].split(", "))


def test_some_are_shared():
    theorem = next(t for t in THEOREMS if t.name == "vec")
    texts = [refute(near_miss).counterexample for near_miss in theorem.near_misses]
    assert [place for place, _ in side_by_side(texts)] == [0, 0, 0, 0, 0]
