"""What a sink takes is positive, by the way it is written: so what it leaves is less than 1."""

from refmath.symbolic.expressions import is_positive
from refmath.theorems.notation import ONES, free
from refmath.theorems.sinks import taken


def test_what_a_sink_takes_is_positive() -> None:
    S, c = free("S", "n_ctx", "n_ctx"), free("c", "n_ctx", "one")
    assert is_positive(taken(S, c))
    assert not is_positive(ONES - taken(S, c))  # what is left is, but not as it is written
