"""Checks of plain arguments, in one grammar: `NAME: expected …, got …`, always a ValueError.

They know neither NumPy nor SymPy, so that every room may use them: NumPy's integers are taken where
an integer is, and its floats where a number is, by what Python itself asks of such things.
"""

from __future__ import annotations

import math
import operator
import reprlib
from numbers import Real
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    shape = getattr(value, "shape", None)
    if isinstance(shape, tuple) and shape:
        return f"{type(value).__name__} of shape {shape}"
    if isinstance(value, str | bytes | list | tuple | dict | set | frozenset):
        return _SHORT.repr(value)
    text = repr(value)
    # The name of a thing's type says more than the start of a long account of it.
    return text if len(text) <= 60 and "\n" not in text else type(value).__name__


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
    no_number = isinstance(value, bool) or not isinstance(value, Real)
    fits = not no_number and math.isfinite(value)
    if fits and (least is None or value >= least) and (above is None or value > above):
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


def _index(value: Any) -> int | None:
    """Return the integer that a value is; None for what is none, or is a truth value."""
    if isinstance(value, bool) or "bool" in str(getattr(value, "dtype", "")):
        return None
    if hasattr(value, "mask"):  # a masked number has no value, whatever its `__index__` says
        return None
    try:
        return operator.index(value)
    except TypeError:
        return None
