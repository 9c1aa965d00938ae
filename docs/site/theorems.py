"""A hook of the site's builder: functions and the theorems that they speak of, linked both ways.

A docstring names its theorems in the field `Theorem:`. On the functions' pages each name becomes a
link to the theorem; beneath each theorem stand the public functions that speak of it.
"""

from __future__ import annotations

import inspect
import posixpath
import re
from typing import TYPE_CHECKING, Any

import refmath as rm

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLOCK = re.compile(r"<!-- theorem (\w+) -->\n.*?(?=<!-- end -->)", re.DOTALL)
_FIELD = re.compile(r'(<details class="theorem".*?</summary>)(.*?)(</details>)', re.DOTALL)
_IN_DOCSTRING = re.compile(r"^( *)Theorem:\n((?:\1 +\S.*(?:\n|$))+)", re.MULTILINE)


def theorems_of(docstring: str | None) -> list[str]:
    """List the names that stand in the field `Theorem:` of a docstring."""
    field = _IN_DOCSTRING.search(docstring or "")
    return re.findall(r"\w+", field[2]) if field else []


def public_functions() -> Iterator[tuple[str, Any]]:
    """List what is public by the name that one types: functions, classes, their methods."""
    for name in rm.__all__:
        thing = getattr(rm, name)
        named = {name: thing}
        if inspect.ismodule(thing) or inspect.isclass(thing):
            inner = inspect.getmembers(thing, inspect.isfunction)
            named |= {f"{name}.{n}": f for n, f in inner if f.__module__ == _home(thing)}
        yield from ((f"rm.{n}", f) for n, f in named.items())


def _home(thing: Any) -> str:
    return str(thing.__name__ if inspect.ismodule(thing) else thing.__module__)


def on_files(files: Any, **_: object) -> None:
    """Note on which page each theorem stands."""
    _url_of.clear()
    for file in files.documentation_pages():
        for name in re.findall(r"<!-- theorem (\w+) -->", file.content_string):
            _url_of[name] = file.url


_url_of: dict[str, str] = {}


def on_page_markdown(markdown: str, **_: object) -> str:
    """Write beneath each theorem the functions that speak of it."""
    speak_of: dict[str, list[str]] = {}
    for name, thing in public_functions() if _BLOCK.search(markdown) else ():
        for theorem in theorems_of(thing.__doc__):
            link = f"[`{name}`][{thing.__module__}.{thing.__qualname__}]"
            speak_of.setdefault(theorem, []).append(link)

    def with_functions(block: re.Match[str]) -> str:
        links = speak_of.get(block[1])
        return f"{block[0]}Functions: {', '.join(links)}.\n\n" if links else block[0]

    return _BLOCK.sub(with_functions, markdown)


def on_page_content(page_html: str, *, page: Any, **_: object) -> str:
    """Make each name in a field `Theorem:` a link to where the theorem stands."""
    here = posixpath.dirname(page.url)

    def linked(name: re.Match[str]) -> str:
        url = posixpath.relpath(_url_of[name[0]], here or ".")
        return f'<a href="{url}#{name[0]}"><code>{name[0]}</code></a>'

    def with_links(field: re.Match[str]) -> str:
        names = re.sub(r"(?<!<)(?<!/)\b\w+\b(?!>)", linked, field[2])
        return field[1] + names + field[3]

    return _FIELD.sub(with_links, page_html)
