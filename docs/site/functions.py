"""The functions' pages: a table first, then each function from its docstring, with its theorems.

A page lists names in a fence of the kind `{functions}`, one a line, as one types them after `rm.`,
or in full where they are no public names. A docstring is Markdown in the fields of Google's style;
its field `Theorem:` becomes links.
"""

from __future__ import annotations

import inspect
import re
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

import refmath as rm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

_FENCE = re.compile(r"^```\{functions\}\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_THEOREM = re.compile(r"^( *)Theorem:\n((?:\1 +\S.*(?:\n|$))+)", re.MULTILINE)
_DOCTEST = re.compile(r"(^ *>>> .*?(?=\n *\n|\Z))", re.DOTALL | re.MULTILINE)
_MARKUP = re.compile(
    r"(?:``(?P<literal>.+?)``|(?<!`)`(?P<code>[^`]+)`(?!`))(?P<on>\w?)|\$\$(?P<block>.+?)\$\$"
    r"|(?<![\w$\\])\$(?P<math>(?:[^$\n]|\n(?!\s*\n))+?)\$(?P<after>\w?)"
    r"|(?P<emphasis>(?<!\w)\*\w[^*\n]*\*)|(?P<special>[*|\\]|(?<=\w)_(?!\w))",
    re.DOTALL,
)


def theorems_of(docstring: str | None) -> list[str]:
    """List the names that stand in the field `Theorem:` of a docstring."""
    field = _THEOREM.search(docstring or "")
    return re.findall(r"\w+", field[2]) if field else []


def public_functions() -> Iterator[tuple[str, Any]]:
    """List what is public by the name that one types: functions, classes, their methods."""
    for name in rm.__all__:
        thing = getattr(rm, name)
        yield f"rm.{name}", thing
        yield from ((f"rm.{name}.{inner}", f) for inner, f in _inner(thing))


def _inner(thing: Any) -> list[tuple[str, Any]]:
    """List the public functions of a module, or the methods of a class."""
    if not (inspect.ismodule(thing) or inspect.isclass(thing)):
        return []
    home = thing.__name__ if inspect.ismodule(thing) else thing.__module__
    found = inspect.getmembers(thing, inspect.isfunction)
    own = [(n, f) for n, f in found if f.__module__ == home and not n.startswith("_")]
    return sorted(own, key=lambda pair: pair[1].__code__.co_firstlineno)


@cache
def functions_by_theorem() -> dict[str, list[tuple[str, str]]]:
    """List for each theorem the public functions that speak of it: what one types, and the link."""
    found: dict[str, list[tuple[str, str]]] = {}
    for name, thing in public_functions():
        for theorem in theorems_of(thing.__doc__):
            found.setdefault(theorem, []).append((name, f"refmath{name[2:]}"))
    return found


def as_rst(text: str) -> str:
    r"""Write a docstring's Markdown as autodoc reads it; examples are left alone.

    >>> as_rst("Return `x` of $A \\otimes W$, *not* W_.")
    'Return ``x`` of :math:`A \\otimes W`, *not* W\\_.'
    """
    text = _THEOREM.sub(_with_roles, text)
    parts = _DOCTEST.split(text)
    return "".join(p if n % 2 else _MARKUP.sub(_in_rst, p) for n, p in enumerate(parts))


def _with_roles(field: re.Match[str]) -> str:
    names = re.sub(r"\w+", lambda name: f":law:`{name[0]}`", field[2])
    return f"{field[1]}Theorem:\n{names}"


def _in_rst(found: re.Match[str]) -> str:
    if found["literal"] or found["code"]:
        return _code(found["literal"] or found["code"], found)
    if found["math"]:
        tex = " ".join(found["math"].split())
        return f":math:`{tex}`" + (f"\\ {found['after']}" if found["after"] else "")
    if found["block"]:
        return f"\n\n.. math:: {' '.join(found['block'].split())}\n\n"
    return found["emphasis"] or f"\\{found['special']}"


def _code(code: str, found: re.Match[str]) -> str:
    if found.string[: found.start()].endswith(":law:"):
        return found[0]
    name = code.removeprefix("rm.")
    public = name in rm.__all__ and not inspect.ismodule(getattr(rm, name))
    written = f":py:obj:`{code} <refmath.{name}>`" if public else f"``{code}``"
    return written + (f"\\ {found['on']}" if found["on"] else "")


def _first_sentence(thing: Any) -> str:
    return " ".join((inspect.getdoc(thing) or "").split("\n\n")[0].split())


def _found(name: str) -> tuple[str, str, Any]:
    """Find what a line names: what to show, the full name, the thing."""
    if not name.startswith("refmath."):
        thing: Any = rm
        for part in name.split("."):
            thing = getattr(thing, part)
        return f"rm.{name}", f"refmath.{name}", thing
    try:
        return name.removeprefix("refmath."), name, import_module(name)
    except ModuleNotFoundError:
        module, _, last = name.rpartition(".")
        return last, name, getattr(import_module(module), last)


def _entries(name: str) -> Iterator[tuple[str, str, Any]]:
    shown, full, thing = _found(name)
    if not inspect.ismodule(thing):
        yield shown, full, thing
        return
    classes = [
        (n, c)
        for n, c in inspect.getmembers(thing, inspect.isclass)
        if c.__module__ == thing.__name__ and not n.startswith("_")
    ]
    prefix = "" if name.startswith("refmath.") else f"{shown}."
    for n, inner in (*classes, *_inner(thing)):
        if inspect.getdoc(inner):
            yield f"{prefix}{n}", f"{full}.{n}", inner


def reference(names: list[str]) -> str:
    """Write a table of functions, and each of them, for autodoc to read."""
    entries = [entry for name in names for entry in _entries(name)]
    lines = [".. list-table::", "   :class: summary", "   :widths: auto", ""]
    for shown, full, thing in entries:
        lines += [f"   * - :py:obj:`{shown} <{full}>`", f"     - {as_rst(_first_sentence(thing))}"]
    for _, full, thing in entries:
        kind = "class" if inspect.isclass(thing) else "function"
        lines += ["", f".. auto{kind}:: {full}"]
        if kind == "class" and not issubclass(thing, BaseException):
            lines += ["   :members:"]
    return "\n".join(lines) + "\n"


def _read(_app: Sphinx, _docname: str, source: list[str]) -> None:
    source[0] = _FENCE.sub(
        lambda found: f"````{{eval-rst}}\n{reference(found[1].split())}````", source[0]
    )


def _docstring(_app: Sphinx, *rest: Any) -> None:
    lines: list[str] = rest[-1]
    lines[:] = as_rst("\n".join(lines)).split("\n")


def _as_typed(_app: Sphinx, document: Any) -> None:
    """Show a public name as one types it."""
    from sphinx import addnodes

    for prefix in document.findall(addnodes.desc_addname):
        if prefix.astext().startswith("refmath."):
            prefix.children = [type(prefix[0])(prefix.astext().replace("refmath.", "rm.", 1))]


def setup(app: Sphinx) -> dict[str, bool]:
    """Tell Sphinx how functions are listed and their docstrings read."""
    app.connect("source-read", _read)
    app.connect("autodoc-process-docstring", _docstring, priority=100)
    app.connect("doctree-read", _as_typed)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
