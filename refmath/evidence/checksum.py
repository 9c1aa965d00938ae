"""One number for all that a statement says: of what is printed, derived, compared, supposed."""

from __future__ import annotations

import json
from ast import Lambda, parse, walk
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from fractions import Fraction
from functools import cache, partial
from hashlib import sha256
from inspect import findsource
from types import CodeType, FunctionType
from typing import Any

LENGTH = 16
"""How many hexadecimal digits are kept: 64 bits."""


def checksum(job: object) -> str:
    """Return the checksum of a theorem, a claim, an agreement, or a check of the trained models.

    Every field counts, down to the last letter and its shape; a function counts by its name, and
    by what it holds; a lambda, which shares its name, by its text too. Neither the machine nor the
    version of Python does.

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
    if isinstance(value, (float, Fraction, complex, bytes)):
        return [type(value).__name__, str(value)]
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
    parts = [_written_out(value, within) for value in (*held, function.__defaults__)]
    return [name, *parts, _text(function)] if function.__name__ == "<lambda>" else [name, *parts]


def _text(function: FunctionType) -> str:
    """Return a lambda as it is written, in one line; what it does, in bytes, if it has no file."""
    if function.__code__.co_filename == "<string>":  # so every string is called, `python -c`'s too
        return _does(function.__code__)
    try:
        source = "".join(findsource(function)[0])
    except OSError:
        return _does(function.__code__)
    begun_here = _lambdas(source).get(function.__code__.co_firstlineno, ())
    around = [node for node in begun_here if _may_be(node, function)]
    if not around:  # the file is another one since
        return _does(function.__code__)
    segments = [_segment(source, node) for node in around]
    return " ".join(min(segments, key=len).split())  # the innermost


def _does(code: CodeType) -> str:
    """Write down a function's instructions, with the names and the constants in them."""
    constants = [
        _does(held) if isinstance(held, CodeType) else _written_out(held, ())
        for held in code.co_consts
    ]
    return json.dumps([code.co_code.hex(), code.co_names, constants])


def _segment(source: str, node: Lambda) -> str:
    """Return the text of a node; `ast.get_source_segment` would part the source anew each time."""
    lines = _lines(source)[node.lineno - 1 : node.end_lineno]
    lines[-1] = lines[-1][: node.end_col_offset]
    lines[0] = lines[0][node.col_offset :]
    return b"".join(lines).decode()


@cache
def _lines(source: str) -> list[bytes]:
    """Part a source into its lines, in the bytes that a column counts."""
    return source.encode().splitlines(keepends=True)


@cache
def _lambdas(source: str) -> Mapping[int, Sequence[Lambda]]:
    """Find the lambdas of a source, by the line that they begin in."""
    found: dict[int, list[Lambda]] = {}
    for node in walk(parse(source)):
        if isinstance(node, Lambda):
            found.setdefault(node.lineno, []).append(node)
    return found


def _may_be(node: Lambda, function: FunctionType) -> bool:
    """Whether a function takes what a lambda takes, and all that it does is written there."""
    code, body = function.__code__, node.body
    if [letter.arg for letter in node.args.args] != list(code.co_varnames[: code.co_argcount]):
        return False
    begin, end = (body.lineno, body.col_offset), (body.end_lineno or 0, body.end_col_offset or 0)
    return all(
        begin <= (line, column) and (end_line, end_column) <= end
        for line, end_line, column, end_column in code.co_positions()
        if line and end_line and end_column and column is not None  # without, it's where it begins
    )
