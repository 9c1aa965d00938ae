import operator
from collections.abc import Iterator
from itertools import combinations, count, islice, pairwise
from math import comb

import numpy as np
import pytest

from refmath.sequences.grams import gram_count, skip_grams, skip_trigram, skip_trigrams, trigram

# What the notebook printed for range(8), line for line.
NOTEBOOK_TRIGRAM = """\
0 1 2
1 2 3
2 3 4
3 4 5
4 5 6
5 6 7
"""
NOTEBOOK_SKIP_TRIGRAM = """\
0 2 3
1 3 4
2 4 5
3 5 6
4 6 7
"""

SENTENCE = ["insurgents", "killed", "in", "ongoing", "fighting"]
# Guthrie et al. 2006, the table of the definition's section.
GUTHRIE = {
    (2, 0): "insurgents killed, killed in, in ongoing, ongoing fighting",
    (2, 2): (
        "insurgents killed, insurgents in, insurgents ongoing, killed in, killed ongoing, "
        "killed fighting, in ongoing, in fighting, ongoing fighting"
    ),
    (3, 0): "insurgents killed in, killed in ongoing, in ongoing fighting",
    (3, 2): (
        "insurgents killed in, insurgents killed ongoing, insurgents killed fighting, "
        "insurgents in ongoing, insurgents in fighting, insurgents ongoing fighting, "
        "killed in ongoing, killed in fighting, killed ongoing fighting, in ongoing fighting"
    ),
}


class Opaque:
    """An element that can be neither hashed nor compared."""

    __hash__ = None  # type: ignore[assignment]

    def __eq__(self, other: object) -> bool:
        raise AssertionError("elements must not be compared")


class Watched:
    """An endless iterator that counts how many of its elements were taken."""

    def __init__(self) -> None:
        self.taken = 0

    def __iter__(self) -> Iterator[int]:
        return self

    def __next__(self) -> int:
        self.taken += 1
        return self.taken - 1


def printed(grams: Iterator[tuple[int, ...]]) -> str:
    return "".join(" ".join(map(str, gram)) + "\n" for gram in grams)


def naive_skip_trigrams(length: int, steps: range) -> list[tuple[int, int, int]]:
    """All triples of positions, filtered by the definition: no window, no index arithmetic."""
    return [
        (i, j, after)
        for step in steps
        for i, j, after in combinations(range(length), 3)
        if after == j + 1 and len(range(i + 1, j)) == step
    ]


def naive_skip_grams(length: int, n: int, k: int) -> list[tuple[int, ...]]:
    """All choices of n positions, filtered by the sum of what each gap leaves out."""
    return [
        positions
        for positions in combinations(range(length), n)
        if sum(b - a - 1 for a, b in pairwise(positions)) <= k
    ]


def test_trigram_gives_the_notebooks_lines():
    assert printed(trigram(range(8))) == NOTEBOOK_TRIGRAM


def test_skip_trigram_gives_the_notebooks_lines():
    assert printed(skip_trigram(range(8))) == NOTEBOOK_SKIP_TRIGRAM


def test_skip_trigram_works_on_elements_that_are_not_their_positions():
    # The notebook's loop took elements for indices: on this sequence it printed nothing.
    assert list(skip_trigram([50, 60, 70, 80, 90])) == [(50, 70, 80), (60, 80, 90)]
    assert list(skip_trigram("abcde")) == [("a", "c", "d"), ("b", "d", "e")]


@pytest.mark.parametrize(("n", "k"), GUTHRIE)
def test_skip_grams_give_guthries_table(n, k):
    grams = list(skip_grams(SENTENCE, n, k))
    assert ", ".join(" ".join(gram) for gram in grams) == GUTHRIE[n, k]
    assert len(grams) == gram_count(skip_grams, len(SENTENCE), n, k)


@pytest.mark.parametrize("length", range(10))
@pytest.mark.parametrize("step", range(10))
def test_skip_trigram_and_its_count_against_the_naive_enumeration(length, step):
    grams = list(skip_trigram(range(length), step))
    assert grams == naive_skip_trigrams(length, range(step, step + 1))
    assert len(grams) == gram_count(skip_trigram, length, step)


@pytest.mark.parametrize("length", range(10))
@pytest.mark.parametrize("max_step", [None, 0, 1, 2, 5, 6, 7, 8, 100])
def test_skip_trigrams_and_their_count_against_the_naive_enumeration(length, max_step):
    grams = list(skip_trigrams(range(length), max_step))
    steps = range(length if max_step is None else max_step + 1)
    assert grams == naive_skip_trigrams(length, steps)
    assert len(grams) == gram_count(skip_trigrams, length, max_step)


@pytest.mark.parametrize("n", range(1, 7))
@pytest.mark.parametrize("k", range(8))
def test_skip_grams_and_their_count_against_the_naive_enumeration(n, k):
    for length in range(10):
        grams = list(skip_grams(range(length), n, k))
        assert grams == naive_skip_grams(length, n, k)
        assert len(grams) == gram_count(skip_grams, length, n, k)


def test_counts_in_closed_form():
    for n in range(30):
        assert gram_count(trigram, n) == gram_count(skip_trigram, n, 0) == max(0, n - 2)
        assert gram_count(skip_trigram, n) == gram_count(skip_trigram, n, 1) == max(0, n - 3)
        assert gram_count(skip_trigrams, n) == comb(max(0, n - 1), 2)
        for max_step in range(35):
            of_each = [gram_count(skip_trigram, n, step) for step in range(max_step + 1)]
            assert gram_count(skip_trigrams, n, max_step) == sum(of_each)


def test_the_count_of_skip_grams_agrees_with_guthries_formula_for_trigrams():
    for k in range(12):
        for length in range(k + 2, 30):
            guthrie = (k + 1) * (k + 2) * (3 * length - 2 * k - 6)
            assert 6 * gram_count(skip_grams, length, 3, k) == guthrie


def test_the_count_of_skip_grams_is_a_binomial_coefficient_where_the_skips_do_not_bind():
    for length in range(15):
        for n in range(1, 17):
            assert gram_count(skip_grams, length, n, max(0, length - n)) == comb(length, n)
            assert gram_count(skip_grams, length, n, 10**30) == comb(length, n)


def test_counts_of_lengths_that_no_enumeration_reaches():
    # Of a trillion elements, three with at most one skip: none left out, or one in one of two gaps.
    length = 10**12
    assert gram_count(skip_grams, length, 3, 1) == (length - 2) + 2 * (length - 3)
    assert gram_count(skip_grams, length, 1, 5) == length
    assert gram_count(skip_trigrams, length, 1) == (length - 2) + (length - 3)


@pytest.mark.parametrize("length", range(3))
def test_short_sequences_have_no_trigrams(length):
    seq = range(length)
    for grams in (trigram(seq), skip_trigram(seq), skip_trigrams(seq), skip_grams(seq, 3, 4)):
        assert list(grams) == []


def test_steps_and_skips_far_beyond_the_length():
    huge = 10**30
    assert list(skip_trigram(range(5), huge)) == []
    assert list(skip_trigrams(range(5), huge)) == list(skip_trigrams(range(5)))
    assert list(skip_grams(range(5), 2, huge)) == list(combinations(range(5), 2))
    assert list(skip_grams(range(5), huge, 0)) == []
    assert list(skip_grams(range(5), 1, huge)) == [(0,), (1,), (2,), (3,), (4,)]


CALLS = {
    "trigram": trigram,
    "skip_trigram": lambda seq: skip_trigram(seq, 2),
    "skip_trigrams": skip_trigrams,
    "skip_trigrams, max_step 1": lambda seq: skip_trigrams(seq, 1),
    "skip_trigrams, max_step 0": lambda seq: skip_trigrams(seq, 0),
    "skip_grams": lambda seq: skip_grams(seq, 3, 2),
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_any_iterable_of_any_elements(call):
    elements = [Opaque() for _ in range(7)]
    expected = [tuple(map(id, gram)) for gram in call(elements)]
    assert expected
    for seq in (tuple(elements), iter(elements), (element for element in elements)):
        assert [tuple(map(id, gram)) for gram in call(seq)] == expected
    assert ["".join(gram) for gram in call("abcdefg")] == [
        "".join("abcdefg"[i] for i in gram) for gram in call(range(7))
    ]


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_repeated_elements_give_repeated_grams(call):
    grams = list(call("aaaaaaa"))
    assert len(grams) == len(list(call(range(7)))) > 1
    assert set(grams) == {("a", "a", "a")}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_grams_come_one_at_a_time_from_a_one_shot_iterator(call):
    grams = call(range(7))
    assert iter(grams) is grams
    assert len(list(grams)) > 1
    assert list(grams) == []


@pytest.mark.parametrize(
    ("call", "first", "ahead"),
    [
        (trigram, (0, 1, 2), 3),
        (lambda seq: skip_trigram(seq, 5), (0, 6, 7), 8),
        (skip_trigrams, (0, 1, 2), 3),
        (lambda seq: skip_trigrams(seq, 0), (0, 1, 2), 3),
        (lambda seq: skip_grams(seq, 2, 3), (0, 1), 5),
        (lambda seq: skip_grams(seq, 1, 3), (0,), 1),
    ],
)
def test_no_more_is_taken_than_the_window_needs(call, first, ahead):
    watched = Watched()
    grams = call(watched)
    assert watched.taken == 0
    assert next(grams) == first
    assert watched.taken == ahead


def test_endless_iterators():
    assert list(islice(trigram(count()), 10**4, 10**4 + 1)) == [(10000, 10001, 10002)]
    assert list(islice(skip_trigram(count(), 7), 10**4, 10**4 + 1)) == [(10000, 10008, 10009)]
    assert list(islice(skip_trigrams(count()), 2)) == [(0, 1, 2), (1, 2, 3)]
    assert list(islice(skip_grams(count(), 2, 1), 5)) == [(0, 1), (0, 2), (1, 2), (1, 3), (2, 3)]


class Weighed:
    """An element that knows how many of its kind are alive."""

    alive = 0
    most = 0

    def __init__(self) -> None:
        Weighed.alive += 1
        Weighed.most = max(Weighed.most, Weighed.alive)

    def __del__(self) -> None:
        Weighed.alive -= 1


@pytest.mark.parametrize(
    ("call", "least", "most"),
    [
        (trigram, 3, 120),
        (lambda seq: skip_trigram(seq, 5), 8, 125),
        (lambda seq: skip_trigram(seq, 300), 303, 420),
        (lambda seq: skip_trigrams(seq, 0), 3, 120),
        (lambda seq: skip_grams(seq, 3, 4), 7, 11),
    ],
)
def test_the_window_is_bounded(call, least, most):
    Weighed.most = 0
    for gram in call(Weighed() for _ in range(2000)):
        del gram  # hold nothing here, so that what lives is what the function holds
    # An element more may live while it is handed over, the grams just made keep up to three.
    assert least <= Weighed.most <= most


NOT_COUNTS = [-1, -(10**30)]
NOT_INTEGERS = [True, False, 1.0, "1", [1], np.True_, np.float64(1.0)]
INTEGER_ARGUMENTS = {
    ("skip_trigram", "step"): ("a non-negative", lambda v: skip_trigram("abc", v)),
    ("skip_trigrams", "max_step"): (
        "None or a non-negative",
        lambda v: skip_trigrams("abc", v),
    ),
    ("skip_grams", "n"): ("a positive", lambda v: skip_grams("abc", v, 1)),
    ("skip_grams", "k"): ("a non-negative", lambda v: skip_grams("abc", 1, v)),
}


@pytest.mark.parametrize(("function", "argument"), INTEGER_ARGUMENTS)
def test_integers_are_checked_at_the_call(function, argument):
    kind, call = INTEGER_ARGUMENTS[function, argument]
    too_small = NOT_COUNTS + ([0] if kind == "a positive" else [])
    refused = [(v, ValueError) for v in too_small] + [(v, TypeError) for v in NOT_INTEGERS]
    if not kind.startswith("None"):
        refused.append((None, TypeError))
    for value, error in refused:
        with pytest.raises(error) as caught:
            call(value)  # the call alone: no gram is asked for
        assert str(caught.value) == f"{function}: {argument} must be {kind} integer, got {value!r}"
    call(1)


NUMBERS_COUNTED = {
    "length": ("an integer, 0 or more", lambda v: gram_count(trigram, v)),
    "step": ("an integer, 0 or more", lambda v: gram_count(skip_trigram, 5, v)),
    "max_step": ("None or an integer, 0 or more", lambda v: gram_count(skip_trigrams, 5, v)),
    "n": ("an integer, 1 or more", lambda v: gram_count(skip_grams, 5, v, 1)),
    "k": ("an integer, 0 or more", lambda v: gram_count(skip_grams, 5, 2, v)),
}


@pytest.mark.parametrize("argument", NUMBERS_COUNTED)
def test_what_is_counted_is_said_by_integers(argument):
    expected, call = NUMBERS_COUNTED[argument]
    none = [] if expected.startswith("None") else [None]
    zero = [0] if expected.endswith("1 or more") else []
    for value in [*NOT_COUNTS, *NOT_INTEGERS, *none, *zero]:
        with pytest.raises(ValueError, match=f"^{argument}: expected {expected}, got "):
            call(value)
    call(1)


@pytest.mark.parametrize("grams", [None, "trigram", len, 3, []], ids=repr)
def test_only_the_grams_of_this_file_are_counted(grams):
    with pytest.raises(ValueError, match=r"^grams: expected one of trigram, skip_trigram, .* got "):
        gram_count(grams, 5)


@pytest.mark.parametrize("number", [np.int64, np.uint8, np.int32])
def test_whatever_is_an_index_is_an_integer(number):
    assert list(skip_trigram("abcde", number(2))) == list(skip_trigram("abcde", 2))
    assert list(skip_trigrams("abcde", number(1))) == list(skip_trigrams("abcde", 1))
    assert list(skip_grams("abcde", number(2), number(1))) == list(skip_grams("abcde", 2, 1))
    # In uint8 each of these would come out wrong: the arithmetic must be Python's.
    counts = [
        (gram_count(trigram, number(1)), 0),
        (gram_count(skip_trigram, number(5), number(9)), 0),
        (gram_count(skip_trigrams, number(100), number(50)), gram_count(skip_trigrams, 100, 50)),
        (
            gram_count(skip_grams, number(100), number(3), number(50)),
            gram_count(skip_grams, 100, 3, 50),
        ),
    ]
    for counted, expected in counts:
        assert counted == expected
        assert type(counted) is int


NOT_ITERABLE = {
    "trigram": trigram,
    "skip_trigram": skip_trigram,
    "skip_trigrams": skip_trigrams,
    "skip_grams": lambda seq: skip_grams(seq, 2, 1),
}


@pytest.mark.parametrize("function", NOT_ITERABLE)
@pytest.mark.parametrize("seq", [3, None, 1.5, operator.index], ids=repr)
def test_what_is_not_iterable_is_refused_at_the_call(function, seq):
    with pytest.raises(TypeError) as caught:
        NOT_ITERABLE[function](seq)
    assert str(caught.value) == f"{function}: seq must be an iterable, got {seq!r}"
