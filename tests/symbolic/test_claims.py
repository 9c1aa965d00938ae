"""A claim is a statement with arguments that run; nothing holds because somebody wrote so."""

import dataclasses

import pytest

from refmath.symbolic.claims import (
    Argument,
    Claim,
    ClaimFailsError,
    FalseClaim,
    Twin,
    ensure,
    ensured,
)
from refmath.symbolic.propositions import Instances, Proposition
from refmath.symbolic.terms import Compared, Sign, Whole


def test_what_does_not_hold_is_said() -> None:
    ensure(True, "never said")
    with pytest.raises(ClaimFailsError, match="a minor is left"):
        ensure(False, "a minor is left")


def is_even(n: int) -> str:
    ensure(n % 2 == 0, f"{n} is odd")
    return f"{n} is even"


def four(*, twin: int = 5, part: str = "essential") -> Argument[int]:
    return Argument("it is even", "exact numbers", is_even, 4, Twin("another", twin), part)


def test_an_argument_holds_and_fails_on_its_twin() -> None:
    assert four().found_and_not_of_its_twins() == "4 is even"
    assert four().falls(four().twin) == "5 is odd"


def test_a_check_that_cannot_fail_fails() -> None:
    with pytest.raises(ClaimFailsError, match="it holds as well of its false twin: another"):
        four(twin=6).found_and_not_of_its_twins()


def test_a_twin_on_which_the_check_crashes_has_not_fallen() -> None:
    crash = Argument("", "all shapes", lambda n: str(1 // n), 1, Twin("none of it", 0))
    with pytest.raises(ZeroDivisionError):
        crash.found_and_not_of_its_twins()


def test_an_argument_without_a_twin_can_not_be_made() -> None:
    with pytest.raises(TypeError, match="twin"):
        Argument("it is even", "exact numbers", is_even, 4)  # type: ignore[call-arg]
    with pytest.raises(ValueError, match="twin: expected a Twin that says how it differs"):
        Argument("it is even", "exact numbers", is_even, 4, 5)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="twin: expected a Twin that says how it differs"):
        Argument("it is even", "exact numbers", is_even, 4, Twin("", 5))
    with pytest.raises(ValueError, match="twin: expected another thing than of, got 4"):
        four(twin=4)


def test_a_part_is_essential_or_beside() -> None:
    with pytest.raises(ValueError, match="part: expected 'essential' or 'beside', got 'both'"):
        four(part="both")


ONE, TWO = Whole(1), Whole(2)
n = Sign("n")
SQUARES = Proposition((Compared(n, r"\ge", ONE),), Compared(n * n, r"\ge", n))
NUMBERS = Instances(lambda: ({"n": k} for k in range(3)), lambda random: {"n": random.random()})
NEAR = FalseClaim("near", SQUARES, "", instances=NUMBERS)
TEXTS = ("c", "", "", "", "")


def claim(statement: Proposition = SQUARES, **fields: object) -> Claim:
    settings = {"arguments": (four(),), "near_misses": (NEAR,), "instances": NUMBERS} | fields
    return Claim(*TEXTS, statement, **settings)  # type: ignore[arg-type]


def test_a_claim_has_an_essential_argument() -> None:
    both = four(), four(part="beside")
    assert claim(arguments=both).essential == both[:1]
    with pytest.raises(ValueError, match="arguments: expected an essential one in c, got none"):
        claim(arguments=both[1:])


def test_a_statement_that_is_not_evaluated_can_not_be_made() -> None:
    with pytest.raises(ValueError, match="statement: expected a Proposition, got '1 = 1'"):
        claim("1 = 1")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="instances: expected those that"):
        claim(instances=None)
    with pytest.raises(TypeError, match="instances"):
        Claim(*TEXTS, SQUARES, (four(),), (NEAR,))  # type: ignore[call-arg]
    with pytest.raises(ValueError, match="statement: expected a Proposition, or plain words"):
        FalseClaim("near", r"1 \le 0", "", lambda: "")
    with pytest.raises(ValueError, match="near: expected a proposition with instances, or"):
        FalseClaim("near", SQUARES, "")
    with pytest.raises(ValueError, match="near: expected a proposition with instances, or"):
        FalseClaim("near", "one is two", "", instances=NUMBERS)
    with pytest.raises(ValueError, match="near: expected a proposition with instances, or"):
        FalseClaim("near", "one is two", "")


def test_a_statement_is_evaluated_as_it_is_printed() -> None:
    of_whole = Instances(NUMBERS.small, lambda random: {"n": random.randint(1, 9)})
    assert claim(instances=of_whole).as_printed(4) == (
        "7 instances, 4 of them drawn; the premises hold of 6, and so does the statement",
        6,
        {"instances": 7, "drawn": 4, "seeds": [0, 1, 2, 3]},
    )
    without = Proposition((), Compared(n * n, ">", n))
    with pytest.raises(ClaimFailsError, match="false of n = 0"):
        claim(without, instances=of_whole).as_printed(4)
    of_none = Instances(lambda: ({"n": 0},), lambda _: {"n": 0})
    with pytest.raises(ClaimFailsError, match="no instance satisfies the premises"):
        claim(instances=of_none).as_printed(4)


def test_a_false_proposition_finds_its_own_counterexample() -> None:
    more = Proposition((Compared(n, r"\ge", ONE),), Compared(n * n, r"\ge", n * TWO))
    assert FalseClaim("more", more, "", instances=NUMBERS).counterexample(3) == "n = 1"
    true = FalseClaim("true", SQUARES, "", instances=Instances(NUMBERS.small, lambda _: {"n": 2}))
    assert true.counterexample(3) == ""


def test_plain_words_are_printed_as_words() -> None:
    assert FalseClaim("w", "one is two", "", lambda: "").latex == r"\text{one is two}"


def test_each_of_several_twins_has_to_fall() -> None:
    twins = dataclasses.replace(four(), further=(Twin("seven", 7),))
    assert [twins.falls(twin) for twin in twins.twins] == ["5 is odd", "7 is odd"]
    assert twins.found_and_not_of_its_twins() == "4 is even"
    one_stands = dataclasses.replace(twins, further=(Twin("eight", 8),))
    with pytest.raises(ClaimFailsError, match="it holds as well of its false twin: eight"):
        one_stands.found_and_not_of_its_twins()
    with pytest.raises(ValueError, match="twin: expected another thing than of, got 4"):
        dataclasses.replace(twins, further=(Twin("itself", 4),))


def test_what_is_ensured_of_a_twin_is_no_case() -> None:
    def both_even(pair: tuple[int, int]) -> str:
        for n in pair:
            ensure(n % 2 == 0, f"{n} is odd")
        return "even"

    twins = (Twin("five for six", (4, 5)), Twin("seven for six", (4, 7)))
    pair = Argument(
        "Both are even.", "exact numbers", both_even, (4, 6), twins[0], "beside", twins[1:]
    )
    before = ensured()
    assert pair.found_and_not_of_its_twins() == "even"
    assert ensured() == before + 2


def test_what_is_drawn_and_what_of_the_small_ones_is_tried_is_said() -> None:
    many = Instances(lambda: ({"n": k} for k in range(1, 2001)), lambda _: {"n": 1})
    found = claim(instances=many).as_printed(1200)
    assert found.found == (
        "3,200 instances, 1,200 of them drawn;"
        " the premises hold of 3,200, and so does the statement"
    )
    some = claim(instances=many).as_printed(0, 10)
    assert 100 < some.cases < 300
    assert claim()._repr_latex_() == f"${SQUARES.latex}$"
    assert claim().latex == SQUARES.latex


def test_a_search_is_what_finds_a_counterexample_in_plain_words() -> None:
    assert FalseClaim("w", "one is two", "", lambda: "1 and 2").counterexample(0) == "1 and 2"
