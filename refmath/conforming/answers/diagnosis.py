"""What an adapter's answers say: right, or wrong in a way that has a name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import numpy as np

from refmath.arguments import raised, shown
from refmath.conforming.cases import Case
from refmath.conforming.mistakes.every import MISTAKES
from refmath.conforming.mistakes.mistake import Mistake, made_together
from refmath.conforming.quantities import Answer, Difference, Setting
from refmath.conforming.steps import run

if TYPE_CHECKING:
    from refmath.conforming.adapters import Held
    from refmath.conforming.quantities import Quantity

ROUNDINGS = {"float64": 1.0, "float32": 1.0, "bfloat16": 2.0**16}
"""By what the bounds grow: those of bfloat16 are float32's, whose unit roundoff is 2¹⁶ smaller."""
NOT_OFFERED = "not offered"
NAMING = 2.0**10
"""By what an answer that is told from ours may miss a mistake's own answer, in our bounds: the
mistake's numbers may be larger than ours. It decides on a name alone, never on right or wrong."""
NEARER = 2.0**-6
"""And how much nearer it has to be to that than it is to ours."""


@dataclass(frozen=True)
class Asked:
    """What came of asking an adapter for one case.

    Attributes:
        case: the case.
        answer: what was answered; None if nothing was.
        problem: why nothing was, or what is wrong with its form; "" if all is well.
        difference: how it stands to ours; None without an answer.
    """

    case: Case
    answer: Answer | None
    problem: str
    difference: Difference | None

    @property
    def right(self) -> bool:
        """Whether the answer is ours, up to what is free."""
        return self.difference is not None and (self.difference.within or self.difference.gauge)


@dataclass(frozen=True)
class Named:
    """The mistakes that explain an answer.

    Attributes:
        mistakes: what has to be made, together, to get it.
        difference: the largest difference between the answers and theirs.
        cases: the names of the cases that they explain.
        alike: mistakes that give the same answers there as the one that was named.
    """

    mistakes: tuple[Mistake, ...]
    difference: float
    cases: tuple[str, ...]
    alike: tuple[Mistake, ...] = ()


@lru_cache(maxsize=4096)
def _ours(quantity: Quantity, setting: Setting) -> tuple[Answer, Answer]:
    return quantity.ours(setting), quantity.bound(setting)


def expected(held: Held, case: Case) -> tuple[Setting, Answer, Answer]:
    """Return the setting in the adapter's dtype, our answer, and how far each entry may be off."""
    setting, slack = in_dtype(held, case.setting), ROUNDINGS[held.conventions.dtype]
    ours, bounds = _ours(case.quantity, setting)
    return setting, ours, {of: slack * np.asarray(bound) for of, bound in bounds.items()}


_IN_DTYPE: WeakKeyDictionary[Setting, dict[str, Setting]] = WeakKeyDictionary()


def in_dtype(held: Held, setting: Setting) -> Setting:
    """Return a setting with its model in the dtype that an adapter computes in."""
    if setting.model is None:
        return setting
    cast, dtype = _IN_DTYPE.setdefault(setting, {}), held.conventions.dtype
    if dtype not in cast:
        cast[dtype] = Setting(setting.name, held.cast(setting.model), setting.tokens)
    return cast[dtype]


def is_wrong(asked: Asked) -> bool:
    """Whether something was answered, and not the right thing in the right form."""
    return asked.problem != NOT_OFFERED and (bool(asked.problem) or not asked.right)


def ask(held: Held, case: Case) -> Asked:
    """Ask an adapter for a case, and compare what it answers with ours."""
    setting, ours, bounds = expected(held, case)
    try:
        answer = case.quantity.ask(held, setting)
    except NotImplementedError:
        return Asked(case, None, NOT_OFFERED, None)
    except Exception as error:
        return Asked(case, None, f"it raised {raised(error)}", None)
    ours = {of: right for of, right in ours.items() if of in answer}
    if not ours:
        return Asked(case, None, NOT_OFFERED, None)
    difference = case.quantity.compare(setting, answer, ours, bounds)
    return Asked(case, answer, _ill_formed(held, case, answer, ours), difference)


def _ill_formed(held: Held, case: Case, answer: Answer, ours: Answer) -> str:
    """Say in which array's form an answer is wrong; "" if in none."""
    if case.setting.model is None:
        return ""
    for of, right in ours.items():
        given, wanted = np.shape(answer[of]), np.shape(right)
        if given != wanted:
            turned = ' (as columns? `activations = "columns"`)' if given == wanted[::-1] else ""
            place = f"{of}: " if of else ""
            return f"{place}expected shape {wanted}, got {given}{turned}"
    if held.conventions.masked != "any" and case.quantity.masked:
        return _wrongly_masked(held, case, answer)
    return ""


def _wrongly_masked(held: Held, case: Case, answer: Answer) -> str:
    dtype = "float64" if held.conventions.dtype == "float64" else "float32"
    smallest = -float(np.finfo(dtype).max)
    if held.conventions.dtype == "bfloat16":
        smallest = -(2.0**127) * (2 - 2.0**-7)
    wanted = -np.inf if held.conventions.masked == "-inf" else smallest
    for of, scores in answer.items():
        later = np.asarray(scores)[~np.tril(np.ones(np.shape(scores), dtype=bool))]
        if case.setting.of_model.causal and (later != wanted).any():
            return f"{of}: expected {wanted:.6g} in the masked places, got {shown(later[0])}"
    return ""


# --- a name ---------------------------------------------------------------------------------------


_ALONE: dict[tuple[str, str, str], tuple[Setting, Answer | None]] = {}
"""The last wrong answer that a mistake gave by itself: by its name, the quantity, the setting."""


def wrong_answer(
    mistakes: Sequence[Mistake], quantity: Quantity, setting: Setting
) -> Answer | None:
    """Return what a quantity is if mistakes are made together; None where that can't be told."""
    if len(mistakes) != 1:
        return _wrong_answer(mistakes, quantity, setting)
    key = (mistakes[0].name, quantity.name, setting.name)
    if key not in _ALONE or _ALONE[key][0] is not setting:
        _ALONE[key] = (setting, _wrong_answer(mistakes, quantity, setting))
    return _ALONE[key][1]


def _wrong_answer(
    mistakes: Sequence[Mistake], quantity: Quantity, setting: Setting
) -> Answer | None:
    of_question = [m for m in mistakes if quantity.name in m.answers]
    if of_question:
        return _computed(of_question[0], quantity, setting) if len(mistakes) == 1 else None
    steps = made_together(mistakes)
    if quantity.of_run is None or steps is None or np.ndim(setting.tokens) > 1:
        return None
    if not all(mistake.steps for mistake in mistakes):
        return None
    try:
        with np.errstate(all="ignore"):
            return quantity.of_run(run(setting.of_model, setting.tokens, steps), setting)
    except (ValueError, IndexError):  # these sizes don't let it be made
        return None


def _computed(mistake: Mistake, quantity: Quantity, setting: Setting) -> Answer | None:
    try:
        with np.errstate(all="ignore"):
            return mistake.answers[quantity.name](setting)
    except (ValueError, IndexError):
        return None


def name_mistakes(
    held: Held, found: Sequence[Asked], known: tuple[Mistake, ...] = (), *, together: int = 3
) -> Named | None:
    """Find the mistakes that explain the most wrong answers to one question, and no right one.

    Args:
        held: the adapter.
        found: all that came of asking for one quantity; some of it wrong.
        known: mistakes that wrong answers to questions before have shown.
        together: how many, beside those known, are looked for at once.

    Returns:
        As few mistakes as explain them; None if none explain half of them.
    """
    wrong = [a for a in found if a.answer is not None and not a.right and not a.problem]
    right = [a for a in found if a.answer is not None and a.right]
    if not wrong:
        return None
    wrong.sort(key=lambda a: size(a.case))
    best: Named | None = None
    for mistakes in _in_order(held, wrong, known, together):
        if _explains(held, wrong[0], mistakes) is None:
            continue
        if any(_would_show(held, a, mistakes) for a in right):
            continue
        near = {a.case.name: d for a in wrong if (d := _explains(held, a, mistakes)) is not None}
        if best is None or len(near) > len(best.cases):
            best = Named(mistakes, max(near.values()), tuple(near))
        if len(near) == len(wrong):
            break
    if best is None or 2 * len(best.cases) < len(wrong):
        return None
    explained = [a for a in wrong if a.case.name in best.cases]
    return replace(best, alike=_alike(held, explained, right, best.mistakes, known))


def _alike(
    held: Held,
    explained: Sequence[Asked],
    right: Sequence[Asked],
    mistakes: tuple[Mistake, ...],
    known: tuple[Mistake, ...],
) -> tuple[Mistake, ...]:
    """List the mistakes any of which explains the same as the last that was named."""
    *before, last = mistakes
    if last in known:
        return ()
    return tuple(
        other
        for other in MISTAKES
        if other not in mistakes
        and all(_explains(held, a, (*before, other)) is not None for a in explained)
        and not any(_would_show(held, a, (*before, other)) for a in right)
    )


def size(case: Case) -> int:
    """Return how large a case is, to ask the smallest first."""
    model, tokens = case.setting.model, case.setting.tokens
    if model is None:
        return len(tokens)
    return len(tokens) * model.d_model * model.d_vocab * (1 + sum(model.n_heads))


def _in_order(
    held: Held, wrong: Sequence[Asked], known: tuple[Mistake, ...], together: int
) -> Iterator[tuple[Mistake, ...]]:
    """List sets of mistakes, small ones first; those that change nothing here are left out."""
    if known:
        yield known
    alone = [m for m in MISTAKES if m not in known and any(_may_show(held, a, (m,)) for a in wrong)]
    for number in range(1, together + 1):
        for more in combinations(alone, number):
            if known:
                yield (*known, *more)
            yield more


def _may_show(held: Held, asked: Asked, mistakes: tuple[Mistake, ...]) -> bool:
    """Whether mistakes change an answer, as far as that can be told."""
    if asked.case.quantity.name in mistakes[0].answers:
        return True
    return bool(mistakes[0].steps) and _would_show(held, asked, mistakes)


def _would_show(held: Held, asked: Asked, mistakes: tuple[Mistake, ...]) -> bool:
    """Whether mistakes would have made an answer wrong."""
    setting, ours, bounds = expected(held, asked.case)
    theirs = wrong_answer(mistakes, asked.case.quantity, setting)
    if theirs is None:
        return False
    ours = {of: right for of, right in ours.items() if of in (asked.answer or ours)}
    apart = asked.case.quantity.compare(setting, theirs, ours, bounds)
    return not (apart.within or apart.gauge)


def _explains(held: Held, asked: Asked, mistakes: tuple[Mistake, ...]) -> float | None:
    """Say how near an answer is to that of some mistakes; None if it isn't."""
    quantity = asked.case.quantity
    setting, ours, bounds = expected(held, asked.case)
    theirs = wrong_answer(mistakes, quantity, setting)
    if theirs is None or asked.answer is None or asked.difference is None:
        return None
    theirs = {of: theirs[of] for of in asked.answer if of in theirs}
    if not theirs:
        return None
    wider: dict[str, Any] = {of: NAMING * bound for of, bound in bounds.items()}
    apart = quantity.compare(setting, asked.answer, theirs, wider)
    if not (apart.within or apart.gauge):
        return None
    told = quantity.compare(setting, theirs, {of: ours[of] for of in theirs}, bounds)
    if told.within or told.gauge:
        return None
    near, far = apart.largest, asked.difference.largest
    if apart.gauge:  # what is free may be large, and says nothing of how near they are
        near, far = apart.beside_rows, asked.difference.beside_rows
    if setting.model is not None and near > NEARER * far:
        return None
    return apart.largest
