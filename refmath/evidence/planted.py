"""Faults that are known, sent the way of all statements: each must come out as the fault it is.

For each route something false, and a statement whose steps don't follow, though it is true; sides
that say nothing, near misses that are true, searches that crash, arguments that tried nothing, or
that hold of a false twin as well. A verification that takes one of them for right takes anything
for right.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np

from refmath.evidence.compared import Agreement
from refmath.evidence.drawn_models import Function, Models, Sample
from refmath.evidence.exact_numbers import Matrix
from refmath.evidence.mistakes import Mistake
from refmath.evidence.on_trained import TrainedCheck
from refmath.evidence.sides import layered
from refmath.evidence.trained_mistakes import FalseEquation
from refmath.evidence.trained_samples import TrainedSample
from refmath.evidence.trained_sides import layered as trained_logits
from refmath.evidence.trained_sides import twice_the_logits_error
from refmath.evidence.verdict import ROUTES, Verdict
from refmath.symbolic.claims import Argument, Claim, ClaimFailsError, FalseClaim, Twin, ensure
from refmath.symbolic.derivation import NearMiss, Step, Theorem
from refmath.symbolic.expressions import Letter
from refmath.symbolic.letters import matrix
from refmath.symbolic.propositions import Instances, Proposition
from refmath.symbolic.terms import Compared, Sign, Whole

CHAPTER = "Planted faults"
NONE_FOUND = "none found"
"""What is said of a near miss that nothing refutes."""

Job = Theorem | Claim | Agreement | TrainedCheck


@dataclass(frozen=True)
class Planted:
    """A fault, and how it must come out.

    Attributes:
        job: what is sent, by the name of which it comes back.
        fails: the routes that must fail, in order, each with words of its reason; None passes.
        stands: the near misses that must not be refuted, each with words of the reason.
    """

    job: Job
    fails: tuple[tuple[str, str | None], ...]
    stands: Mapping[str, str] = field(default_factory=dict)

    def unnoticed(self, verdict: Verdict) -> tuple[str, ...]:
        """Say in what a verdict on the fault is wrong; nothing if it is right.

        Args:
            verdict: what came back.
        """
        name = self.job.name
        if verdict.name != name:
            return (f"{name}: {verdict.name} came back",)
        wrong = [f"{name} passed"] if verdict.passed else []
        if [check.route for check in verdict.checks] != [route for route, _ in self.fails]:
            wrong.append(f"{name} didn't go by its routes")
        near_misses = [near_miss.name for near_miss in self.job.near_misses]
        if [found.name for found in verdict.refutations] != near_misses:
            wrong.append(f"{name} came back with other near misses")
        for check, (route, reason) in zip(verdict.checks, self.fails, strict=False):
            if not _as_it_must(check.passed, check.detail, reason):
                state = "passed" if check.passed else "failed"
                wrong.append(f"{name} {state} by {route}: {check.detail}")
        for found in verdict.refutations:
            if not _as_it_must(found.refuted, found.counterexample, self.stands.get(found.name)):
                state = "refuted" if found.refuted else "not refuted"
                wrong.append(f"{name}: near miss {found.name} {state}: {found.counterexample}")
        return tuple(wrong)


def _as_it_must(passed: bool, words: str, reason: str | None) -> bool:
    """Whether something passed where there is no reason against it, or else failed by that."""
    return passed if reason is None else not passed and reason in words


# --- theorems -------------------------------------------------------------------------------------

_A, _B = (Letter(matrix(name, "n", "n")) for name in "AB")
_COMMUTE = NearMiss("commute", _A @ _B, _B @ _A, "numbers commute")
_IT_IS_TRUE = NearMiss("it_is_true", (_A @ _B).T, _B.T @ _A.T, "this one is no near miss")
_OF_THEOREMS = ("all shapes", "every index", "explicit entries", "exact numbers")


def _theorem(name: str, *steps: Step, near_misses: tuple[NearMiss, ...] = (_COMMUTE,)) -> Theorem:
    name, title = f"planted_{name}", "A planted fault"
    return Theorem(name, title, CHAPTER, "", "", steps, near_misses)


_TRUE = (Step((_A @ _B).T), Step(_B.T @ _A.T, "transpose"))
_PASSES = tuple((route, None) for route in _OF_THEOREMS)

THEOREMS = (
    Planted(
        _theorem("false_equation", Step(_A @ _B), Step(_B @ _A, "transpose")),
        (
            ("all shapes", "different normal forms"),
            ("every index", "the entries' sums differ"),
            ("explicit entries", "entries differ"),
            ("exact numbers", "entry ("),
        ),
    ),
    Planted(
        _theorem("false_step", Step((_A @ _B).T), Step(_B.T @ _A.T, "trace")),
        (("all shapes", "doesn't follow"), *_PASSES[1:]),
    ),
    Planted(
        _theorem("nothing_equals_nothing", Step(_A - _A), Step(_B - _B, "trace")),
        tuple((route, "zero") for route in _OF_THEOREMS),
    ),
    Planted(
        _theorem("true_near_miss", *_TRUE, near_misses=(_COMMUTE, _IT_IS_TRUE)),
        _PASSES,
        stands={_IT_IS_TRUE.name: NONE_FOUND},
    ),
    Planted(_theorem("no_near_miss", *_TRUE, near_misses=()), _PASSES),
)

# --- claims ---------------------------------------------------------------------------------------


def _stated(name: str, search: Callable[[], str]) -> FalseClaim:
    return FalseClaim(name, "one is two", "they look alike", search)


_FALSE = _stated("false", lambda: "1 is not 2")
_TWIN = Twin("it is not so", False)


_N = Sign("n")
_SQUARES = Proposition((Compared(_N, ">", Whole(0)),), Compared(_N * _N, r"\ge", _N))
_BELOW_4 = Proposition((Compared(_N, ">", Whole(0)),), Compared(_N, "<", Whole(4)))
_NOUGHT = Instances(lambda: [{"n": 0}], lambda _: {"n": 0})
_ALL_SMALL = Instances(
    lambda: [{"n": n} for n in range(5)], lambda random: {"n": random.randint(1, 9)}
)
_OF_NOTHING = Instances(lambda: [{}], lambda _: {})


def _claim(
    name: str,
    *arguments: Argument[bool],
    near_misses: tuple[FalseClaim, ...] = (_FALSE,),
    statement: Proposition = _SQUARES,
    instances: Instances = _ALL_SMALL,
) -> Claim:
    texts = (f"planted_{name}", "A planted fault", CHAPTER, "", "")
    return Claim(*texts, statement, arguments, near_misses, instances=instances)


def _argument(route: str, check: Callable[[], str]) -> Argument[bool]:
    return Argument("it is so", route, partial(_of_it_alone, check), True, _TWIN)


def _of_it_alone(check: Callable[[], str], so: bool) -> str:
    if not so:
        raise ClaimFailsError("it is not so")
    return check()


def _of_its_twin_too(_: bool) -> str:
    return _holds()


def _holds() -> str:
    ensure(True, "it is false")
    return "one case"


def _fails() -> str:
    ensure(False, "it is false")
    return "one case"


def _crashes() -> str:
    return str(1 // len(""))


_PRINTED: tuple[str, str | None] = ("as printed", None)

CLAIMS = (
    Planted(
        _claim("false_arguments", *(_argument(route, _fails) for route in ROUTES)),
        (*((route, "it is false") for route in ROUTES), _PRINTED),
    ),
    Planted(
        _claim(
            "arguments_that_try_nothing",
            _argument("all shapes", _holds),
            _argument("exact numbers", lambda: ""),
            _argument("exact numbers", lambda: "words, and no case"),
            _argument("every depth", _crashes),
        ),
        (
            ("all shapes", None),
            ("exact numbers", "it tried nothing"),
            ("exact numbers", "it tried nothing"),
            ("every depth", "ZeroDivisionError"),
            _PRINTED,
        ),
    ),
    Planted(
        _claim(
            "argument_that_cannot_fail",
            Argument("it is so", "all shapes", _of_its_twin_too, True, _TWIN),
            _argument("every index", _holds),
        ),
        (("all shapes", "it holds as well of its false twin"), ("every index", None), _PRINTED),
    ),
    Planted(
        _claim(
            "near_misses_that_stand",
            _argument("all shapes", _holds),
            near_misses=(
                _stated("true", lambda: ""),
                FalseClaim("true_as_printed", _SQUARES, "", instances=_ALL_SMALL),
                _stated("crashes", _crashes),
                FalseClaim("crashes_as_printed", _SQUARES, "", instances=_OF_NOTHING),
                _FALSE,
            ),
        ),
        (("all shapes", None), _PRINTED),
        stands={
            "true": NONE_FOUND,
            "true_as_printed": NONE_FOUND,
            "crashes": "ZeroDivisionError",
            "crashes_as_printed": "KeyError",
        },
    ),
    Planted(
        _claim("false_as_printed", _argument("all shapes", _holds), statement=_BELOW_4),
        (("all shapes", None), ("as printed", "false of n = 4")),
    ),
    Planted(
        _claim("premises_that_never_hold", _argument("all shapes", _holds), instances=_NOUGHT),
        (("all shapes", None), ("as printed", "no instance satisfies the premises")),
    ),
    Planted(
        _claim("letter_without_a_value", _argument("all shapes", _holds), instances=_OF_NOTHING),
        (("all shapes", None), ("as printed", "KeyError")),
    ),
)

# --- functions ------------------------------------------------------------------------------------


def _thousand_times(sample: Sample) -> Matrix:
    return layered(sample) * 1000


def _thousand_and_one_times(sample: Sample) -> Matrix:
    return layered(sample) * 1001


def _nothing(sample: Sample) -> Matrix:
    return layered(sample) * 0


_WRONG = Mistake("wrong", "that a thousandth doesn't count", _thousand_and_one_times)
_RIGHT = Mistake("right", "this one is right", _thousand_times)


def _agreement(name: str, left: Function, right: Function, *near_misses: Mistake) -> Agreement:
    name, title, shallow = f"planted_{name}", "A planted fault", Models((0,))
    return Agreement(name, title, left, right, near_misses, shallow, floats=True)


AGREEMENTS = (
    Planted(
        _agreement("wrong_function", _thousand_times, _thousand_and_one_times, _RIGHT, _WRONG),
        (("exact numbers", "entry ("), ("floating point", "of the bound")),
        stands={_RIGHT.name: NONE_FOUND},
    ),
    Planted(
        _agreement("zero_functions", _nothing, _nothing, _WRONG),
        (("exact numbers", "too few to say anything"), ("floating point", None)),
    ),
)


def _further_off_than_rounding(sample: TrainedSample) -> np.ndarray[Any, Any]:
    return np.asarray(trained_logits(sample) * np.asarray(1.001, sample.model.dtype))


TRAINED = (
    Planted(
        TrainedCheck(
            "planted_wrong_function_of_trained_models",
            "A planted fault",
            trained_logits,
            _further_off_than_rounding,
            twice_the_logits_error,
            (
                FalseEquation("right_equation", "", trained_logits, trained_logits),
                FalseEquation("wrong", "", trained_logits, _further_off_than_rounding),
            ),
        ),
        (("floating point", "of the bound"),),
        stands={"right_equation": NONE_FOUND},
    ),
)

PLANTED = (*THEOREMS, *CLAIMS, *AGREEMENTS, *TRAINED)
"""All of them, in the order in which they are sent."""
