"""Other implementations held against the reference: right, or wrong in a way that has a name.

An adapter of a few lines is asked for what it offers: logits, patterns, circuits, lists of grams.
Each wrong answer is held against the wrong answers that known mistakes give, and so is told which
mistake it is.
"""

from __future__ import annotations

import math
import os
import re
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from typing import Any

from refmath.arguments import file_path, raised, refused, string, whole_number
from refmath.conforming.adapters import Adapter, Held
from refmath.conforming.answers import results
from refmath.conforming.answers.diagnosis import (
    NOT_OFFERED,
    Asked,
    Named,
    ask,
    is_wrong,
    name_mistakes,
)
from refmath.conforming.answers.models import adapter_of, settings_of
from refmath.conforming.answers.results import Conformance, Diagnosis, Result
from refmath.conforming.answers.smallest import as_code, smallest
from refmath.conforming.cases import DRAWN, IN_STEPS, REFUSAL, Case, cases, speaks_of
from refmath.conforming.mistakes.every import MISTAKES
from refmath.conforming.mistakes.mistake import Mistake
from refmath.conforming.mistakes.pages import page_of
from refmath.conforming.quantities import QUANTITIES, Setting
from refmath.input_files import content_of

__all__ = [
    "Adapter",
    "Conformance",
    "Diagnosis",
    "Result",
    "adapter_at",
    "case_names",
    "check",
    "check_adapter",
    "check_drawn",
    "read_expected_failures",
]


def case_names() -> tuple[str, ...]:
    """Return the names of all fixed cases.

    Examples:
        >>> import refmath as rm
        >>> "pattern[two layers]" in rm.conformance.case_names()
        True
    """
    return tuple(case.name for case in cases())


def check_adapter(
    adapter: Any, *, expected_failures: Mapping[str, str] | None = None
) -> Conformance:
    """Hold an implementation against all fixed cases, through its adapter.

    Args:
        adapter: an object with some of the functions of `Adapter`; what it doesn't offer is not
            asked for. Conventions that aren't the paper's it names by attributes.
        expected_failures: reasons, by the names of cases; such a case has to fail.

    Returns:
        A result for each case, and a diagnosis for each quantity that is wrong.

    Raises:
        ValueError: for an adapter that offers nothing, or names a convention that there is not; for
            an expected failure of a case that there is not, or reasons that are no strings.

    Examples:
        >>> import refmath as rm
        >>> import numpy as np
        >>> class Mine:
        ...     def pattern(self, model, tokens, layer, head):
        ...         if layer:
        ...             raise NotImplementedError  # not offered
        ...         W_Q, W_K = model.layers[layer].W_Q[head], model.layers[layer].W_K[head]
        ...         x = model.W_E[:, tokens].T
        ...         scores = x @ W_Q.T @ W_K @ x.T
        ...         weights = np.tril(np.exp(scores - scores.max()))
        ...         return weights / weights.sum(axis=1, keepdims=True)
        >>> rm.conformance.check_adapter(Mine()).diagnoses[0].mistakes
        ('not_scaled',)
    """
    held, reasons = Held(adapter), _reasons(expected_failures)
    return _held_against(held, cases(), reasons, 3)


def _reasons(expected_failures: Mapping[str, str] | None) -> dict[str, str]:
    if expected_failures is None:
        return {}
    if not isinstance(expected_failures, Mapping):
        raise refused("expected_failures", "a mapping of strings to strings", expected_failures)
    for name, reason in expected_failures.items():
        if name not in case_names():
            raise refused("expected_failures", "names of cases", name)
        string("expected_failures", reason, f"a string for {name}")
    return dict(expected_failures)


def check(model: Any) -> Conformance:
    """Hold a model of TransformerLens or Hugging Face against the reference with its weights.

    The model's own code is run; the weights are read by `from_transformer_lens` or
    `from_hugging_face`, which refuse by name what the reference can't be.

    Args:
        model: a HookedTransformer, a TransformerBridge, or a model of `transformers` whose family
            the loaders know; small enough to be run in full.

    Returns:
        Logits compared, and streams, scores and patterns as far as the model gives them.

    Raises:
        ValueError: for another model, or one that the loaders refuse.
    """
    adapter, ours = adapter_of(model)
    return check_cases(adapter, in_steps(settings_of(ours)))


def in_steps(settings: Sequence[Setting]) -> tuple[Case, ...]:
    """List what is asked of models of one's own: what is computed from embedding to logits."""
    return tuple(
        Case(quantity, setting)
        for quantity in QUANTITIES
        for setting in settings
        if quantity.name in IN_STEPS and speaks_of(quantity, setting)
    )


def check_cases(adapter: Any, asked: Sequence[Case]) -> Conformance:
    """Hold an adapter against cases of one's choice; of mistakes one at a time is looked for.

    Args:
        adapter: an object with some of the functions of `Adapter`.
        asked: the cases, each named unlike the others.

    Returns:
        A result for each case, and a diagnosis for each quantity that is wrong.
    """
    return _held_against(Held(adapter), asked, {}, 1)


def check_drawn(adapter: Any, *, examples: int = 100, seed: int = 0) -> Conformance:
    """Hold an implementation against models that Hypothesis draws, and shrink what is wrong.

    Models have 2 layers of 8 heads at most, and the parts that the adapter names; of what is wrong
    layers, parts, heads, dimensions, tokens are left out, and numbers put to 0 or 1, as long as it
    stays wrong: what is left shows the fault alone. Needs the extra `test`.

    Args:
        adapter: as `check_adapter` takes it.
        examples: how many models are drawn; functions that speak of the same share them.
        seed: of the drawing: one seed, one outcome.

    Returns:
        A result for each quantity, «pattern[drawn]», and a diagnosis for each that is wrong.

    Raises:
        ValueError: as `check_adapter`; for examples below 1, or a seed below 0.
        ImportError: without Hypothesis.

    Examples:
        >>> import refmath as rm
        >>> import numpy as np
        >>> class Mine:
        ...     def residual(self, model, tokens):
        ...         return [model.W_E[tokens].T] * (model.n_layers + 1)  # a row, for a column
        >>> found = rm.conformance.check_drawn(Mine(), examples=5)
        >>> found.diagnoses[0].quantity
        'embedding'
    """
    held = Held(adapter)
    examples = whole_number("examples", examples, least=1)
    seed = whole_number("seed", seed, least=0)
    from refmath.conforming.answers.drawn import drawn_cases, smallest_wrong, some_of

    found = _asked(held, drawn_cases(held, examples=examples, from_seed=seed))
    told_by = {}
    for quantity, asked in found.items():
        wrong = [a for a in asked if is_wrong(a)]
        told_by[quantity] = [smallest_wrong(held, wrong), *some_of(asked)] if wrong else asked
    diagnoses, named = _told(held, told_by, {}, 2)
    out = [
        _result_of_all(f"{quantity.name}[{DRAWN}]", found.get(quantity.name, []), named)
        for quantity in QUANTITIES
        if quantity.name != REFUSAL
    ]
    return Conformance(tuple(out), diagnoses)


def _held_against(
    held: Held, asked_for: Sequence[Case], reasons: Mapping[str, str], together: int
) -> Conformance:
    by_quantity = _asked(held, asked_for)
    diagnoses, named = _told(held, by_quantity, reasons, together)
    asked = {a.case.name: a for found in by_quantity.values() for a in found}
    return Conformance(
        tuple(_result(case, asked.get(case.name), reasons, named) for case in asked_for), diagnoses
    )


def _asked(held: Held, asked_for: Sequence[Case]) -> dict[str, list[Asked]]:
    """Ask for all cases that an adapter offers and takes."""
    by_quantity: dict[str, list[Asked]] = {}
    for case in asked_for:
        if held.offers(case.quantity.method) and case.suits(held.conventions):
            by_quantity.setdefault(case.quantity.name, []).append(ask(held, case))
    return by_quantity


def _told(
    held: Held,
    by_quantity: Mapping[str, Sequence[Asked]],
    reasons: Mapping[str, str],
    together: int,
) -> tuple[tuple[Diagnosis, ...], dict[str, Named]]:
    """Name what is wrong; at first so many mistakes at once are looked for.

    What is wrong behind it is explained by those that are known, and by two more at most.
    """
    named: dict[str, Named] = {}
    diagnoses: list[Diagnosis] = []
    known: tuple[Mistake, ...] = ()
    for quantity in sorted(by_quantity, key=lambda name: _depth(by_quantity[name])):
        found = by_quantity[quantity]
        wrong = [a for a in found if is_wrong(a) and a.case.name not in reasons]
        if not wrong:
            continue
        names = name_mistakes(
            held, found, known, together=min(2, together) if diagnoses else together
        )
        if names is not None:
            named[quantity] = names
            known = (*known, *(m for m in names.mistakes if m not in known and m.steps))
        diagnoses.append(_diagnosis(held, wrong, names))
    return tuple(diagnoses), named


def read_expected_failures(path: str | os.PathLike[str]) -> dict[str, str]:
    """Read which cases are expected to fail, and why.

    Args:
        path: a file in UTF-8, a line each, «case: reason, with a link»; lines that are empty or
            begin with # say nothing.

    Returns:
        The reasons, by the names of the cases, as `check_adapter` takes them.

    Raises:
        ValueError: for a case that there is not, or twice, and a reason without a link.
        OSError: if the file can't be read.
    """
    content = content_of("path", file_path("path", path), 1 << 20)
    try:
        return results.expected_failures(content.decode("utf-8"), case_names())
    except UnicodeDecodeError as error:
        raise ValueError(f"path: expected text in UTF-8, got {error}") from error


def adapter_at(place: str) -> Any:
    """Import an adapter.

    Args:
        place: «MODULE:ADAPTER», a module that Python finds, also in the current folder, and the
            name in it of an object, or of a class that takes no arguments.

    Returns:
        The object.

    Raises:
        ValueError: for a place where none is, and whatever importing or making it raises, but what
            the user or the system asks for.

    Examples:
        >>> import refmath as rm
        >>> type(rm.conformance.adapter_at("refmath.conforming.answers.made:Ourselves")).__name__
        'Ourselves'
    """
    module, _, name = string("adapter", place).partition(":")
    if not name.isidentifier() or not all(part.isidentifier() for part in module.split(".")):
        raise refused("adapter", "MODULE:ADAPTER", place)
    there = _imported(module)
    if not hasattr(there, name):
        raise ValueError(f"adapter: expected a name in {module}, got {name}")
    adapter = getattr(there, name)
    if not isinstance(adapter, type):
        return adapter
    try:
        return adapter()
    except NOT_THEIRS:
        raise
    except BaseException as error:
        said = f"an object, or a class that takes no arguments, got {name}: {raised(error)}"
        raise ValueError(f"adapter: expected {said}") from error


NOT_THEIRS = (KeyboardInterrupt, MemoryError)
"""What the user or the system asks for, whoever's code is run."""


def _imported(module: str) -> Any:
    """Import a module that is found, also in the current folder; not even an exit ends it."""
    here = os.getcwd()
    sys.path.insert(0, here)
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        raise ValueError(f"adapter: expected a module to import, got {module}: {error}") from error
    except NOT_THEIRS:
        raise
    except BaseException as error:
        said = f"a module that can be imported, got {module}: {raised(error)}"
        raise ValueError(f"adapter: expected {said}") from error
    finally:
        with suppress(ValueError):  # the module may have left it out
            sys.path.remove(here)


def _depth(found: Sequence[Asked]) -> float:
    """Say in which layer a quantity is wrong first: what is wrong before it is the cause."""
    at = [a.difference.where for a in found if is_wrong(a) and a.difference is not None]
    layers = [float(number) for where in at for number in re.findall(r"layer (\d+)", where)[:1]]
    if not layers or found[0].case.quantity.of_run is None:
        return math.inf
    return min(layers) - (0.5 if "before" in "".join(at) else 0.0)


def _result(
    case: Case, asked: Asked | None, reasons: Mapping[str, str], named: Mapping[str, Named]
) -> Result:
    if asked is None or asked.problem == NOT_OFFERED:
        return Result(case.name, results.NOT_OFFERED)
    reason = reasons.get(case.name)
    if not is_wrong(asked):
        if reason is not None:
            return Result(case.name, results.UNEXPECTED, reason)
        return Result(case.name, _passed([asked]))
    if reason is not None:
        return Result(case.name, results.EXPECTED, reason)
    return Result(case.name, results.FAILED, _what_is_wrong(asked), _mistakes(asked, named))


def _result_of_all(name: str, found: Sequence[Asked], named: Mapping[str, Named]) -> Result:
    """Say in one result what came of all cases of a quantity that were drawn."""
    offered = [a for a in found if a.problem != NOT_OFFERED]
    wrong = [a for a in offered if is_wrong(a)]
    if not offered:
        return Result(name, results.NOT_OFFERED)
    if not wrong:
        return Result(name, _passed(offered))
    says = f"wrong in {len(wrong)} of {len(offered)}; at first {_what_is_wrong(wrong[0])}"
    return Result(name, results.FAILED, says, _mistakes(wrong[0], named))


def _passed(found: Sequence[Asked]) -> str:
    within = all(a.difference is not None and a.difference.within for a in found)
    return results.PASSED if within else results.ACCEPTABLE


def _mistakes(asked: Asked, named: Mapping[str, Named]) -> tuple[str, ...]:
    names = named.get(asked.case.quantity.name)
    return tuple(m.name for m in names.mistakes) if names and not asked.problem else ()


def _what_is_wrong(asked: Asked) -> str:
    if asked.problem or asked.difference is None:
        return asked.problem
    where = f" ({asked.difference.where})" if asked.difference.where else ""
    return f"largest difference {asked.difference.largest:.2g}{where}"


def _diagnosis(held: Held, wrong: Sequence[Asked], named: Named | None) -> Diagnosis:
    """Say of the first wrong answer to a question which mistakes it shows."""
    with_answer = [a for a in wrong if not a.problem]
    explained = [a for a in with_answer if named is not None and a.case.name in named.cases]
    of_wrong_form = [a for a in wrong if a.problem]
    first = next(iter((*explained, *of_wrong_form, *with_answer)))
    quantity = first.case.quantity.name
    if first.problem or first.difference is None:
        says = f"{first.case.name}: {first.problem}."
        code = as_code(first) if first.case.setting.name == DRAWN else ""
        answered = first.problem if code else ""
        return Diagnosis(quantity, first.case.name, says, (), (), None, None, code, answered)
    shown = _to_show(held, first)
    ours = first.difference.largest
    mistakes = named.mistakes if named else ()
    says = _said(quantity, first, named)
    theorems = tuple(dict.fromkeys(page_of(m.theorem) for m in mistakes if m.theorem))
    return Diagnosis(
        quantity,
        first.case.name,
        says,
        tuple(m.name for m in mistakes),
        theorems,
        named.difference if named else None,
        ours,
        as_code(shown) if shown else "",
        _answered(shown) if shown else "",
    )


def _to_show(held: Held, first: Asked) -> Asked | None:
    """Return the small case that shows what is wrong; None of a whole model of others."""
    if first.case.setting.name == DRAWN:
        return first  # it is shrunk
    return smallest(held, first) if first.case in cases() else None


def _said(quantity: str, first: Asked, named: Named | None) -> str:
    assert first.difference is not None
    ours, where = first.difference.largest, first.difference.where
    place = f", {where}" if where else ""
    if named is None:
        return (
            f"{quantity}: yours is the first that differs, by {ours:.2g} at most, in "
            f"{first.case.name}{place}; it equals the answer of none of {len(MISTAKES)} mistakes, "
            "nor of some of them together"
        )
    listed = " together with ".join(f"{m.name} ({m.says})" for m in named.mistakes)
    if named.alike:
        listed += f", or, which is the same here, {', '.join(m.name for m in named.alike)}"
    return (
        f"{quantity}: yours equals that of {listed}, the largest difference being "
        f"{named.difference:.2g}, and not ours, from which it is {ours:.2g}; in "
        f"{first.case.name}{place}"
    )


def _answered(asked: Asked) -> str:
    if asked.answer is None:
        return asked.problem
    lines = []
    for of, answer in list(asked.answer.items())[:4]:
        text = str(answer.tolist() if hasattr(answer, "tolist") else answer)
        lines.append(f"{of}: {text}" if of else text)
    return "\n".join(lines)
