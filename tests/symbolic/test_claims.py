"""A claim is a statement with arguments that run; nothing holds because somebody wrote so."""

import pytest

from refmath.symbolic.claims import ClaimFailsError, ensure


def test_what_does_not_hold_is_said() -> None:
    ensure(True, "never said")
    with pytest.raises(ClaimFailsError, match="a minor is left"):
        ensure(False, "a minor is left")
