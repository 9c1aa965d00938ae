"""Counterexamples on shared numbers: nothing that one needs is lost, nothing is said twice."""

import pytest

from refmath.evidence.near_misses import refute
from refmath.report.counterexamples import side_by_side
from refmath.theorems.catalogue import THEOREMS

NAMES = ("vec", "head_as_tensor_product", "zero_layers", "virtual_heads")


def test_numbers_that_disagree_are_given_by_each():
    texts = ["n = 2\nA = [[1]]\nentry (0, 0): left 1, right 2", "n = 2\nA = [[3]]\nentry (0, 0): …"]
    assert side_by_side(texts) == [(0, texts[0]), (1, texts[1])]


def test_sizes_that_disagree_are_given_by_each():
    texts = ["n = 2\nA = [[1]]\nentry a", "n = 3\nB = [[3]]\nentry b"]
    assert side_by_side(texts) == [(0, texts[0]), (1, texts[1])]


def test_sizes_and_heads_are_told_apart():
    texts = ["n = 2, H: 2 heads\nA = [[1]]\nentry a", "n = 2, H: 3 heads\nA = [[1]]\nentry b"]
    assert [place for place, _ in side_by_side(texts)] == [0, 1]


def test_what_holds_no_numbers_is_left_as_it_is():
    assert side_by_side(["", "entry (0, 0)"]) == [(0, ""), (1, "entry (0, 0)")]


@pytest.mark.parametrize("name", NAMES)
def test_each_has_all_of_its_numbers_where_it_is_told_to_look(name):
    theorem = next(t for t in THEOREMS if t.name == name)
    texts = [refute(near_miss).counterexample for near_miss in theorem.near_misses]
    shown = side_by_side(texts)
    for text, (place, told) in zip(texts, shown, strict=True):
        sizes, *letters, entry = text.split("\n")
        assert shown[place][0] == place
        assert told.split("\n")[-1] == entry
        there = shown[place][1].split("\n")
        assert set(letters) <= set(there)
        assert set(sizes.split(", ")) <= set(there[0].split(", "))


def test_some_are_shared():
    theorem = next(t for t in THEOREMS if t.name == "vec")
    texts = [refute(near_miss).counterexample for near_miss in theorem.near_misses]
    assert [place for place, _ in side_by_side(texts)] == [0, 0, 0, 0, 0]
