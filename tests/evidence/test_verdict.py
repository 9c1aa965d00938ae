"""A verdict passes only if there was something to check, and all of it came out right."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refmath.evidence.verdict import (
    ROUTES,
    Check,
    DisagreementError,
    Refutation,
    Verdict,
    checked,
    searched,
)
from refmath.symbolic.claims import Tried, ensure

outcomes = st.lists(st.booleans(), max_size=4)
seconds = st.integers(0, 100)


def verdict(checks: list[bool], refutations: list[bool], took: float = 0.0) -> Verdict:
    return Verdict(
        "name",
        "Title",
        "Chapter",
        tuple(Check(ROUTES[0], passed, "detail", took) for passed in checks),
        tuple(Refutation("wrong", "", "", refuted, "", took) for refuted in refutations),
    )


@given(outcomes, outcomes)
def test_it_passes_if_and_only_if_all_passed_and_neither_is_empty(
    checks: list[bool], refutations: list[bool]
) -> None:
    nothing_failed = False not in checks + refutations
    expected = nothing_failed and len(checks) > 0 and len(refutations) > 0
    assert verdict(checks, refutations).passed is expected


def test_without_checks_it_does_not_pass() -> None:
    assert not verdict([], [True]).passed


def test_without_near_misses_it_does_not_pass() -> None:
    assert not verdict([True], []).passed


def test_one_near_miss_that_stands_is_enough_to_fail() -> None:
    assert verdict([True], [True, True]).passed
    assert not verdict([True], [True, False]).passed


@given(outcomes, outcomes, seconds)
def test_its_seconds_are_the_sum_of_all_parts(
    checks: list[bool], refutations: list[bool], took: int
) -> None:
    parts = len(checks) + len(refutations)
    assert verdict(checks, refutations, took).seconds == took * parts


def raises(error: Exception) -> str:
    raise error


def test_a_check_that_returns_has_passed_and_says_what_it_found() -> None:
    check = checked("exact numbers", lambda: Tried("equal", 3))
    assert (check.route, check.passed, check.detail) == ("exact numbers", True, "equal")
    assert check.cases == 3
    assert check.seconds > 0


def test_a_check_that_returns_words_has_tried_what_it_ensured() -> None:
    def check() -> str:
        for _ in range(4):
            ensure(True, "")
        return "four times"

    ensure(True, "before it")
    assert checked("exact numbers", check).cases == 4


@pytest.mark.parametrize(
    "found",
    [
        *("", None, "words alone", 0, 3),
        *(Tried("words", cases) for cases in (0, -1, None, True, 2.0, "3")),
        *(Tried(words, 3) for words in ("", " ", None, 3)),
    ],
)
def test_a_check_that_tried_nothing_or_does_not_say_what_has_failed(found: Any) -> None:
    check = checked("exact numbers", lambda: found)
    assert not check.passed
    assert check.detail.startswith("it tried nothing: ")


def test_what_runs_out_of_memory_has_neither_passed_nor_failed() -> None:
    def memory_ends() -> str:
        raise MemoryError

    with pytest.raises(MemoryError):
        checked("exact numbers", memory_ends)
    with pytest.raises(MemoryError):
        searched("wrong", "it looks so", memory_ends)


@pytest.mark.parametrize(
    ("error", "detail"),
    [
        (DisagreementError("they differ"), "they differ"),
        (ValueError("x: expected 1"), "ValueError: x: expected 1"),
    ],
)
def test_a_check_that_raises_has_failed_and_says_why(error: Exception, detail: str) -> None:
    check = checked("exact numbers", lambda: raises(error))
    assert (check.passed, check.detail) == (False, detail)


def test_only_a_counterexample_refutes() -> None:
    refuted = searched("n", "they look alike", lambda: "x = 1", statement="a = b")
    assert (refuted.refuted, refuted.counterexample) == (True, "x = 1")
    assert (refuted.name, refuted.tempting, refuted.statement) == ("n", "they look alike", "a = b")
    none = searched("n", "", lambda: "")
    assert (none.refuted, none.counterexample) == (False, "none found")
    crashed = searched("n", "", lambda: raises(ValueError("no")))
    assert not crashed.refuted
    assert crashed.counterexample == "the search failed: ValueError: no"
