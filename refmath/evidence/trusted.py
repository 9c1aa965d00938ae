"""What a verdict trusts, route by route: the code in which a mistake could make a falsehood pass.

Nothing is listed by hand. From the functions that walk a route, all that they use is followed, name
by name, through what the files define and import. Statements are left out: they are what is
checked. So is what the code stands on: Python, and the packages that are named.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache, cached_property, partial
from pathlib import Path
from types import CodeType, FunctionType, ModuleType

from refmath.evidence.routes import walked_by
from refmath.evidence.verdict import BY_ROUTE
from refmath.evidence.verify import verdicts_of
from refmath.symbolic.claims import Claim
from refmath.symbolic.derivation import Theorem
from refmath.theorems.catalogue import STATEMENTS

_PACKAGE = "refmath"


@dataclass(frozen=True)
class Trusted:
    """Of each file the lines that are trusted, by its module's name, and what other packages."""

    lines: Mapping[str, frozenset[int]]
    packages: tuple[str, ...]

    @property
    def n_lines(self) -> int:
        """How many lines that is."""
        return sum(map(len, self.lines.values()))


def of_theorems(route: str) -> Trusted | None:
    """Return what the verdicts on theorems trust by a route; None, where none is checked by it.

    >>> "refmath.symbolic.words" in of_theorems("every index").lines
    False
    """
    walk = walked_by(route)
    return None if walk is None else _trusted([walk, Theorem])


def of_claims(route: str) -> Trusted | None:
    """Return what arguments trust by a route, with their own checks; None, where there are none."""
    checks = [
        part
        for statement in STATEMENTS
        if isinstance(statement, Claim)
        for argument in statement.arguments
        if argument.route == route
        for part in (argument.check, argument.of)  # what is checked may be a function itself
    ]
    return _trusted(checks) if checks else None


def of_functions(*functions: Callable[..., object]) -> Trusted:
    """Return what the results of these functions trust.

    >>> "refmath.whole_file" in of_functions(of_claims).lines
    False
    """
    return _trusted(functions)


def shared_by_routes() -> tuple[str, ...]:
    """List the modules of which each route that a theorem has trusts something."""
    by_route = [set(trusted.lines) for route in BY_ROUTE if (trusted := of_theorems(route))]
    return tuple(sorted(set.intersection(*by_route)))


def on_the_way() -> tuple[str, ...]:
    """List the modules of `evidence` that carry verdicts, or make those on functions."""
    by_route = [way(route) for route in BY_ROUTE for way in (of_theorems, of_claims)]
    own = {module for trusted in by_route if trusted for module in trusted.lines}
    ways = _trusted([verdicts_of]).lines
    return tuple(m for m in ways if m.startswith(f"{_PACKAGE}.evidence.") and m not in own)


def _trusted(roots: Iterable[object]) -> Trusted:
    lines: dict[str, set[int]] = {}
    packages: set[str] = set()
    for used in _used(roots):
        module = used.__module__
        if module.split(".")[0] == _PACKAGE:
            lines.setdefault(module, set()).update(_lines(used))
        else:
            packages.add(module.split(".")[0])
    packages = {p for p in packages if p in sys.modules and not p.startswith("_")}
    kept = {module: frozenset(at) for module, at in sorted(lines.items()) if at}
    return Trusted(kept, tuple(sorted(packages - sys.stdlib_module_names)))


def _lines(used: FunctionType | type) -> range:
    """List the lines of a definition; a method that a dataclass writes for itself has none."""
    places = _places(used.__module__)
    if isinstance(used, type):
        return places.get((used.__qualname__, 0), range(0))
    code = used.__code__
    return places.get((code.co_name, code.co_firstlineno), range(0))


@cache
def _places(module: str) -> Mapping[tuple[str, int], range]:
    """Find each definition of a file: functions by name and first line, classes by their names."""
    path = sys.modules[module].__file__ or ""
    found: dict[tuple[str, int], range] = {}
    todo: list[tuple[ast.AST, str]] = [(ast.parse(Path(path).read_text("utf-8")), "")]
    while todo:
        node, within = todo.pop()
        inside = within
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Lambda):
            name = getattr(node, "name", "<lambda>")
            decorators = getattr(node, "decorator_list", [])
            first = min([node.lineno, *(d.lineno for d in decorators)])
            is_class = isinstance(node, ast.ClassDef)
            key = (within + name, 0) if is_class else (name, first)
            found[key] = range(first, (node.end_lineno or first) + 1)
            inside = f"{within}{name}." if is_class else f"{within}{name}.<locals>."
        todo.extend((child, inside) for child in ast.iter_child_nodes(node))
    return found


# --- from what is used to what that uses ----------------------------------------------------------


def _used(roots: Iterable[object]) -> Iterator[FunctionType | type]:
    """Follow functions and classes to all that they use, within this package."""
    seen: dict[int, object] = {}
    todo = list(roots)
    while todo:
        one = todo.pop()
        if id(one) in seen:
            continue
        seen[id(one)] = one
        if isinstance(one, FunctionType | type) and isinstance(one.__module__, str):
            yield one
            if one.__module__.split(".")[0] != _PACKAGE:
                continue
        todo.extend(_next(one))


def _next(one: object) -> Iterator[object]:
    """List what a thing refers to: names in its code, what it closes over, what it holds."""
    match one:
        case FunctionType():
            yield from _named(one)
            yield from (cell.cell_contents for cell in one.__closure__ or ())
            yield from one.__defaults__ or ()
        case type():
            yield from vars(one).values()
            yield from one.__bases__
        case partial():
            yield from (one.func, *one.args)
        case property():
            yield one.fget
        case cached_property() | staticmethod() | classmethod():
            yield getattr(one, "func", None) or getattr(one, "__func__", None)
        case dict():
            yield from (*one.keys(), *one.values())
        case tuple() | list() | set() | frozenset():
            yield from one
        case Theorem() | Claim():
            yield type(one)  # its lines are what is checked
        case _ if hasattr(one, "__wrapped__"):  # kept results
            yield one.__wrapped__
        case _ if is_dataclass(one) and type(one).__module__.split(".")[0] == _PACKAGE:
            yield type(one)
            yield from (getattr(one, field.name) for field in fields(one))


def _named(function: FunctionType) -> Iterator[object]:
    names = tuple(_names(function.__code__))
    for name in names:
        found = function.__globals__.get(name)
        yield found
        if isinstance(found, ModuleType):
            yield from (vars(found).get(other) for other in names)


def _names(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _names(constant)
