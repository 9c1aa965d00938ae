"""A verdict passes only if there was something to check, and all of it came out right."""

from hypothesis import given
from hypothesis import strategies as st

from refmath.evidence.verdict import ROUTES, Check, Refutation, Verdict

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
