"""One number for all that a statement says: of what is printed, derived, compared, supposed."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from functools import partial
from hashlib import sha256
from types import FunctionType
from typing import Any

LENGTH = 16
"""How many hexadecimal digits are kept: 64 bits."""


def checksum(job: object) -> str:
    """Return the checksum of a theorem, a claim, an agreement, or a check of the trained models.

    Every field counts, down to the last letter and its shape; a function counts by its name, and
    by what it holds. Neither the machine nor the version of Python does.

    >>> checksum("a") == checksum("a") != checksum("b")
    True
    """
    written = json.dumps(_written_out(job, ()), ensure_ascii=True)
    return sha256(written.encode()).hexdigest()[:LENGTH]


def _written_out(value: Any, inside: tuple[int, ...]) -> Any:
    """Write a value out in lists and strings; `inside` are the functions that it is held by."""
    if is_dataclass(value) and not isinstance(value, type):
        parts = [_written_out(getattr(value, field.name), inside) for field in fields(value)]
        return [type(value).__name__, *parts]
    if value is None or isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, (tuple, list)):
        return [_written_out(part, inside) for part in value]
    if isinstance(value, (set, frozenset)):
        return sorted((_written_out(part, inside) for part in value), key=json.dumps)
    if isinstance(value, dict):
        pairs = [[_written_out(part, inside) for part in pair] for pair in value.items()]
        return sorted(pairs, key=json.dumps)
    if isinstance(value, partial):
        return [_written_out(part, inside) for part in (value.func, value.args, value.keywords)]
    if isinstance(value, FunctionType):
        return _function(value, inside)
    return type(value).__qualname__


def _function(function: FunctionType, inside: tuple[int, ...]) -> Any:
    name = f"{function.__module__}.{function.__qualname__}"
    if id(function) in inside:
        return name
    within = (*inside, id(function))
    held = [cell.cell_contents for cell in function.__closure__ or ()]
    return [name, *(_written_out(value, within) for value in (*held, function.__defaults__))]
