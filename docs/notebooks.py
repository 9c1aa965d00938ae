"""Makes notebooks of pages: `python docs/notebooks.py` writes examples/*.ipynb.

What a cell shows is what its code gives, run here in the order of the page. A page's own examples
say the same, or its doctest fails.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import json
import re
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

DOCS = Path(__file__).parent
EXAMPLES = DOCS.parent / "examples"
PAGES = ("notebook", "from-one-hot", "prove-it")

_BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\((?!https?:|#)([^)\s]+)\)")
_IN_LINE = re.compile(r"\$`([^`]+)`\$")
_BY_ITSELF = re.compile(r"^```math\n(.*?)\n```$", re.MULTILINE | re.DOTALL)


def notebook_of(page: Path) -> str:
    """Run a page, and write it as a notebook: text as it is, code with what it shows."""
    space: dict[str, Any] = {"__name__": "__main__"}
    cells = []
    for text, code in _parts(page.read_text(encoding="utf-8")):
        if text:
            cells.append(_cell("markdown", _for_examples(text)))
        cells.extend(_run(code, space))
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    language = {"name": "python"}
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    content = {
        "cells": [dict(sorted(cell.items())) for cell in cells],
        "metadata": {"kernelspec": kernel, "language_info": language},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _parts(page: str) -> Iterator[tuple[str, str]]:
    """Yield each text with the code that follows it."""
    *parts, last = _BLOCK.split(page)
    for text, code in zip(parts[::2], parts[1::2], strict=True):
        yield text.strip(), code
    yield last.strip(), ""


def _for_examples(text: str) -> str:
    """Write links as they lead from the folder of the notebooks, formulas as Jupyter reads them."""
    text = _IN_LINE.sub(r"$\1$", text)
    text = _BY_ITSELF.sub(r"$$\n\1\n$$", text)
    notebooks = {f"{name}.md": f"{name}.ipynb" for name in PAGES}
    return _LINK.sub(lambda link: f"]({notebooks.get(link[1], f'../docs/{link[1]}')})", text)


def _run(code: str, space: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield a cell for every example that shows something, with what comes before it."""
    lines: list[str] = []
    for example in doctest.DocTestParser().get_examples(code):
        outputs = _outputs(example.source, space)
        if lines and _fails(outputs):  # what fails stands alone: the rest has to run without it
            yield _code("".join(lines), [])
            lines = []
        lines.append(example.source)
        if outputs:
            yield _code("".join(lines), outputs)
            lines = []
    if lines:
        yield _code("".join(lines), [])


def _fails(outputs: list[dict[str, Any]]) -> bool:
    return any(output["output_type"] == "error" for output in outputs)


def _outputs(source: str, space: dict[str, Any]) -> list[dict[str, Any]]:
    """Run one example: what it prints, the value it has, the error it raises."""
    printed, shown = io.StringIO(), []
    display, sys.displayhook = sys.displayhook, shown.append
    outputs: list[dict[str, Any]] = []
    try:
        with contextlib.redirect_stdout(printed):
            exec(compile(source, "<cell>", "single"), space)
    except Exception as error:
        said = traceback.format_exception_only(error)
        outputs.append(
            {
                "output_type": "error",
                "ename": type(error).__name__,
                "evalue": str(error),
                "traceback": [line.rstrip("\n") for line in said],
            }
        )
    finally:
        sys.displayhook = display
    if printed.getvalue():
        text = _lines(printed.getvalue())
        outputs.insert(0, {"output_type": "stream", "name": "stdout", "text": text})
    for value in shown:
        if value is not None:
            data = {"text/plain": _lines(repr(value))}
            outputs.append(
                {
                    "output_type": "execute_result",
                    "execution_count": None,
                    "data": data,
                    "metadata": {},
                }
            )
    return outputs


def _code(source: str, outputs: list[dict[str, Any]]) -> dict[str, Any]:
    cell = _cell("code", source.rstrip("\n"))
    # So that the cells after it run, too.
    tags = {"tags": ["raises-exception"]} if _fails(outputs) else {}
    return {**cell, "metadata": tags, "execution_count": None, "outputs": outputs}


def _cell(kind: str, source: str) -> dict[str, Any]:
    return {"cell_type": kind, "metadata": {}, "source": _lines(source)}


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def write(folder: Path = EXAMPLES) -> list[Path]:
    """Write all notebooks into a folder, and return their files."""
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / f"{name}.ipynb" for name in PAGES]
    for file in files:
        file.write_text(notebook_of(DOCS / f"{file.stem}.md"), encoding="utf-8")
    return files


if __name__ == "__main__":
    print(*write(), sep="\n")
