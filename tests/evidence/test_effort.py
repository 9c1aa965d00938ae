"""The two efforts: the quick one is less in everything, and says so."""

from dataclasses import asdict, replace

from refmath.evidence.effort import DEEP, FULL, QUICK


def test_the_quick_one_draws_less_of_everything_and_something_of_all() -> None:
    quick, full = asdict(QUICK), asdict(FULL)
    assert (quick.pop("name"), full.pop("name")) == ("quick", "full")
    assert all(0 < quick[setting] < full[setting] for setting in full)


def test_the_deep_one_draws_more_of_everything_and_says_so() -> None:
    deep, full = asdict(DEEP), asdict(FULL)
    assert (deep.pop("name"), full.pop("name")) == ("deep", "full")
    assert (deep.pop("small"), full.pop("small")) == (100, 100)  # there are no more of them
    assert all(deep[setting] > full[setting] for setting in full)
    assert (DEEP.reduced(), QUICK.increased(), FULL.increased()) == ("", "", "")
    assert replace(FULL, draws=50).increased() == "50 for 25 draws a theorem"
    assert len(DEEP.increased().split(", ")) == len(deep)


def test_what_is_reduced_is_said_and_nothing_else() -> None:
    assert FULL.reduced() == ""
    assert replace(FULL, draws=1, tokens=3).reduced() == (
        "1 of 25 draws a theorem, 3 of 48 tokens of each window"
    )
    assert len(QUICK.reduced().split(", ")) == len(asdict(QUICK)) - 1
