r"""Formulas on Markdown pages, in a form of which no renderer reads a sign as Markdown.

Between plain dollar signs `\,` is an escaped comma to CommonMark, and loses its backslash; `_` and
`*` in pairs make emphasis. What stands in a fence or between backticks is left as it is, and a code
host shows both of these forms as formulas, as the site does.
"""

from __future__ import annotations


def in_line(tex: str) -> str:
    r"""Write a formula that stands in a line of text.

    >>> print(in_line(r"W_O \, W_V"))
    $`W_O \, W_V`$
    """
    return f"$`{tex}`$"


def by_itself(tex: str) -> str:
    r"""Write a formula that stands on lines of its own.

    >>> print(by_itself("x = y"))
    ```math
    x = y
    ```
    """
    return f"```math\n{tex}\n```"
