"""Checks of plain arguments, in one grammar: `NAME: expected …, got …`, always a ValueError.

They know neither NumPy nor SymPy, so that every room may use them: NumPy's integers are taken where
an integer is, and its floats where a number is, by what Python itself asks of such things.
"""

from __future__ import annotations

import math
import operator
import os
import reprlib
from numbers import Real
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SHORT = reprlib.Repr()
_SHORT.maxstring = _SHORT.maxother = 60


def refused(name: str, expected: str, value: object, advice: str = "") -> ValueError:
    """Return the error that names an argument, what was expected of it and what came.

    Examples:
        >>> raise refused("top", "an integer, 1 or more", 0)
        Traceback (most recent call last):
        ...
        ValueError: top: expected an integer, 1 or more, got 0
    """
    return ValueError(f"{name}: expected {expected}, got {shown(value)}{advice}")


def shown(value: object) -> str:
    """Write what came in few letters: an array, or anything long, by its kind and size.

    Examples:
        >>> shown("seven"), shown(range(3)), shown([0] * 100)
        ("'seven'", 'range(0, 3)', '[0, 0, 0, 0, 0, 0, ...]')
    """
    try:
        shape = getattr(value, "shape", None)
        if isinstance(shape, tuple) and shape:
            return f"{type(value).__name__} of shape {shape}"
        if isinstance(value, str | bytes | list | tuple | dict | set | frozenset):
            return _SHORT.repr(value)
        text = repr(value)
    except Exception:  # of an object that can't say what it is, or an integer of 4,300 digits
        return type(value).__name__
    # The name of a thing's type says more than the start of a long account of it.
    return text if len(text) <= 60 and "\n" not in text else type(value).__name__


def raised(error: BaseException) -> str:
    """Write what was raised, in one line: of which type it is, and what it says.

    Examples:
        >>> raised(KeyError("W_Q")), raised(SystemExit())
        ("KeyError: 'W_Q'", 'SystemExit')
    """
    kind, says = type(error).__name__, " ".join(str(error).split())
    return f"{kind}: {says}" if says else kind


def near_names(name: str, names: Iterable[str]) -> str:
    """Write which of the names are spelt much like one that is none of them: advice, or nothing.

    Examples:
        >>> near_names("verfy", ["verify", "theorems"]), near_names("x", ["verify"])
        ('; near: verify', '')
    """
    from difflib import get_close_matches

    near = get_close_matches(name, [*names], n=3)
    return f"; near: {', '.join(near)}" if near else ""


def whole_number(
    name: str,
    value: Any,
    *,
    least: int = 0,
    below: int | None = None,
    size: str = "",
    where: str = "",
    expected: str = "",
) -> int:
    """Return an integer within its bounds as Python's own, or refuse it.

    Args:
        name: what the argument is called.
        value: a Python or NumPy integer; no bool, and no float, whole or not.
        least: the smallest that is taken.
        below: the first that is too large; None for no limit.
        size: what `below` is called: "n_layers".
        where: what else the limit depends on: " in layer 0".
        expected: other words for what is taken, where these would not say enough.

    Raises:
        ValueError: naming the argument.

    Examples:
        >>> whole_number("top", 3, least=1)
        3
        >>> whole_number("layer", 2, below=2, size="n_layers")
        Traceback (most recent call last):
        ...
        ValueError: layer: expected an integer with 0 <= layer < n_layers = 2, got 2
    """
    number = _index(value)
    if number is not None and least <= number and (below is None or number < below):
        return number
    if expected:
        raise refused(name, expected, value)
    if below is None:
        raise refused(name, f"an integer, {least} or more{where}", value)
    limit = f"{size} = {below}" if size else str(below)
    raise refused(name, f"an integer with {least} <= {name} < {limit}{where}", value)


def real_number(
    name: str, value: Any, *, least: float | None = None, above: float | None = None
) -> Any:
    """Return a finite number within its bounds, or refuse it.

    Args:
        name: what the argument is called.
        value: a Python or NumPy number, or a rational one; no bool.
        least: the smallest that is taken; None for no limit.
        above: what it has to be larger than; None for no limit.

    Raises:
        ValueError: naming the argument.

    Examples:
        >>> real_number("scale", 0.5)
        0.5
        >>> real_number("eps", 0.0, above=0)
        Traceback (most recent call last):
        ...
        ValueError: eps: expected a finite number above 0, got 0.0
    """
    if _is_finite(value) and (least is None or value >= least) and (above is None or value > above):
        return value
    bound = f", {least} or more" if least is not None else ""
    bound = f" above {above}" if above is not None else bound
    raise refused(name, f"a finite number{bound}", value)


def flag(name: str, value: Any) -> bool:
    """Return True or False, or refuse what only stands for them.

    Raises:
        ValueError: naming the argument.

    Examples:
        >>> flag("causal", 1)
        Traceback (most recent call last):
        ...
        ValueError: causal: expected True or False, got 1
    """
    if isinstance(value, bool):
        return value
    raise refused(name, "True or False", value)


def one_of(name: str, value: Any, choices: Sequence[str]) -> str:
    """Return one of the words that may be chosen, or refuse another.

    Raises:
        ValueError: naming the argument and the words.

    Examples:
        >>> one_of("positions", "qk", ("qk", "residual"))
        'qk'
        >>> one_of("form", "pdf", ("text", "html"))
        Traceback (most recent call last):
        ...
        ValueError: form: expected 'text' or 'html', got 'pdf'
    """
    if isinstance(value, str) and value in choices:
        return value
    raise refused(name, " or ".join(map(repr, choices)), value)


def string(name: str, value: Any, expected: str = "a string") -> str:
    """Return a string, or refuse what is none.

    Raises:
        ValueError: naming the argument.

    Examples:
        >>> string("card", None)
        Traceback (most recent call last):
        ...
        ValueError: card: expected a string, got None
    """
    if isinstance(value, str):
        return value
    raise refused(name, expected, value)


def unicode_text(name: str, value: Any) -> str:
    """Return a string that UTF-8 can hold, or refuse one with half of a pair of surrogates.

    Raises:
        ValueError: naming the argument.

    Examples:
        >>> unicode_text("text", chr(0xD800))
        Traceback (most recent call last):
        ...
        ValueError: text: expected text in Unicode, got 'utf-8' codec can't encode character
        '\\ud800' in position 0: surrogates not allowed
    """
    try:
        string(name, value).encode()
    except UnicodeEncodeError as error:
        raise ValueError(f"{name}: expected text in Unicode, got {error}") from error
    return str(value)


def callable_or_none(name: str, value: Any) -> Any:
    """Return what can be called, or None; refuse anything else.

    Raises:
        ValueError: naming the argument.

    Examples:
        >>> callable_or_none("progress", 3)
        Traceback (most recent call last):
        ...
        ValueError: progress: expected a function or None, got 3
    """
    if value is None or callable(value):
        return value
    raise refused(name, "a function or None", value)


def executor_or_none(name: str, value: Any) -> Any:
    """Return what has the interface of `concurrent.futures.Executor`, or None.

    Raises:
        ValueError: naming the argument.

    Examples:
        >>> executor_or_none("executor", 3)
        Traceback (most recent call last):
        ...
        ValueError: executor: expected an object with a method submit, or None, got 3
    """
    if value is None or callable(getattr(value, "submit", None)):
        return value
    raise refused(name, "an object with a method submit, or None", value)


def file_path(name: str, value: Any) -> Path:
    """Return the path of a file, or refuse what can't be one.

    Raises:
        ValueError: naming the argument.

    Examples:
        >>> file_path("path", 1.5)
        Traceback (most recent call last):
        ...
        ValueError: path: expected the path of a file, got 1.5
    """
    text = _path(value)
    if text is None or "\0" in text:
        raise refused(name, "the path of a file", value)
    return Path(text)


def plain_array(name: str, array: Any) -> Any:
    """Return what is given, unless it is an array that changes what an operation does.

    A masked array hides numbers from some functions and not from others, `np.matrix` has another
    product, quantities have units: what such an array means here can't be told. Lists of arrays are
    looked into; a memmap is only stored elsewhere.

    Raises:
        ValueError: naming the argument and the subclass.

    Examples:
        >>> import numpy as np
        >>> plain_array("tokens", np.ma.array([1, 2], mask=[0, 1]))
        Traceback (most recent call last):
        ...
        ValueError: tokens: expected a plain array, got MaskedArray: take what is visible of it
    """
    if isinstance(array, list | tuple):
        _check_nested(name, array, 1, set())
        return array
    kinds = [f"{kind.__module__}.{kind.__qualname__}" for kind in type(array).__mro__]
    if "numpy.ndarray" in kinds[1:] and kinds[0] != "numpy.memmap":
        advice = (
            "take what is visible of it" if hasattr(array, "mask") else "np.asarray makes it one"
        )
        kind = type(array).__name__
        raise ValueError(f"{name}: expected a plain array, got {kind}: {advice}")
    return array


MOST_AXES = 64
"""As many as an array of NumPy's may have."""


def _check_nested(name: str, lists: Any, depth: int, seen: set[tuple[int, int]]) -> None:
    """Look into lists within lists, which may hold themselves, or one another many times."""
    if depth > MOST_AXES:
        raise ValueError(f"{name}: expected at most {MOST_AXES} lists in one another, got more")
    if depth > 4:  # up to there are documents, and any number of them
        if (depth, id(lists)) in seen:
            return
        seen.add((depth, id(lists)))
    for part in lists:
        if isinstance(part, int):
            continue
        if isinstance(part, list | tuple):
            _check_nested(name, part, depth + 1, seen)
        else:
            plain_array(name, part)


def _path(value: Any) -> str | None:
    """Return the path that a value is; None for what is none, or one in bytes."""
    if not isinstance(value, str | os.PathLike):
        return None
    try:
        path = os.fspath(value)
    except Exception:  # of an object of the user's
        return None
    return path if isinstance(path, str) else None


def _is_finite(value: Any) -> bool:
    if isinstance(value, bool) or not isinstance(value, Real):
        return False
    try:
        return math.isfinite(value)
    except OverflowError:  # an integer that no float holds
        return False


def _index(value: Any) -> int | None:
    """Return the integer that a value is; None for what is none, or is a truth value."""
    if isinstance(value, bool) or "bool" in str(getattr(value, "dtype", "")):
        return None
    # A masked number has no value, and an array of one number is no number, whatever its
    # `__index__` says.
    if hasattr(value, "mask") or getattr(value, "shape", ()) != ():
        return None
    try:
        return operator.index(value)
    except TypeError:
        return None
