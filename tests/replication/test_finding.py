"""A finding: its verdict follows from its conditions."""

import pytest

from refmath.replication.finding import Condition, Finding, Table


@pytest.mark.parametrize(
    ("held", "verdict"),
    [
        ((), "measured"),
        ((True,), "reproduced"),
        ((True, True), "reproduced"),
        ((True, False), "reproduced in part"),
        ((False, True), "reproduced in part"),
        ((False, False), "not reproduced"),
        ((None, None), "undecided"),
        ((None, True), "reproduced in part"),
        ((None, False), "not reproduced"),
    ],
)
def test_the_verdict_follows_from_the_conditions(held, verdict):
    conditions = tuple(Condition("it holds", each) for each in held)
    assert Finding("a", "A", "", "", "", conditions).verdict == verdict


def test_a_row_of_another_length_is_refused():
    with pytest.raises(ValueError, match=r"rows: expected 2 cells in each, got \(1,\)"):
        Table("a", ("b", "c"), ((1, 2), (1,)))
