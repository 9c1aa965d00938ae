"""Tables of skip-trigrams as text, Markdown, HTML and LaTeX; every letter of a token is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from refmath.html_table import html_table
from refmath.numeric.skip_trigrams.strongest import TopSkipTrigrams
from refmath.numeric.skip_trigrams.tables import SkipTrigramTable
from refmath.numeric.skip_trigrams.token_names import SPACE, token_name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

FORMS = ("text", "markdown", "html", "latex")
"""What `render_skip_trigrams` can write."""


# What either means something to Markdown, or to the tables in it.
_MARKDOWN = frozenset("\\`*_{}[]<>()#+-!|&$~^=:\"'")
_LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    SPACE: r"\textvisiblespace{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    "'": r"\textquotesingle{}",
    "`": r"\textasciigrave{}",
    "-": "-{}",  # two of them would become a dash
    "…": r"\ldots{}",
    "→": r"$\to$",
} | {letter: f"\\{letter}" for letter in "$&#_%"}


def render_skip_trigrams(found: SkipTrigramTable | TopSkipTrigrams, form: str = "text") -> str:
    r"""Write a table of skip-trigrams, or the list of the strongest.

    Tokens are written so that each can be told from all others: a space as ␣, a line's end, a tab
    and what can't be seen as Python's escapes (`\n`, `\t`, `\x00`), a backslash doubled; and what
    the form gives a meaning is escaped. Without names a token is its number.

    Args:
        found: what `skip_trigram_table` or `top_skip_trigrams` gives.
        form: "text" for a terminal, "markdown", "html" (a `table` element), or "latex" (a
            `tabular`; letters beyond ASCII need an engine that reads them, and the package
            textcomp).

    Returns:
        The table, ending in a new line.

    Raises:
        ValueError: for another form.

    Source:
        Elhage et al. 2021, «Interpretation as Skip-Trigrams», whose tables these are.

    Examples:
        >>> from refmath.numeric.model.by_hand import one_skip_trigram
        >>> from refmath.numeric.skip_trigrams.tables import skip_trigram_table
        >>> model = one_skip_trigram(3, source=0, destination=1, output=2)
        >>> names = ["keep", " in", "\n"].__getitem__
        >>> table = skip_trigram_table(model, 0, 0, sources=[0], top=1, tokenizer=names)
        >>> print(render_skip_trigrams(table), end="")
        source  destinations (score)  outputs (effect)
        keep    ␣in (+6.67)           \n (+0.67)
        >>> print(render_skip_trigrams(table, "markdown"), end="")
        | source | destinations (score) | outputs (effect) |
        |---|---|---|
        | keep | ␣in (+6.67) | &#92;n (+0.67) |
    """
    if form not in FORMS:
        raise ValueError(f"form: expected one of {', '.join(FORMS)}, got {form!r}")
    escape, write = _WRITERS[form]
    return write(*found.cells(lambda token: escape(token_name(found.names, token))))


def skip_trigram_records(found: TopSkipTrigrams) -> list[dict[str, Any]]:
    """Return the list as plain dictionaries, one a skip-trigram, for JSON and CSV.

    Examples:
        >>> from refmath.numeric.model.by_hand import one_skip_trigram
        >>> from refmath.numeric.skip_trigrams.strongest import top_skip_trigrams
        >>> model = one_skip_trigram(3, source=0, destination=1, output=2)
        >>> sorted(skip_trigram_records(top_skip_trigrams(model, 1))[0])[:4]
        ['attention', 'destination', 'effect', 'head']
    """
    records = []
    for each in found:
        record: dict[str, Any] = {"layer": each.layer, "head": each.head}
        for name in ("source", "destination", "output"):
            record[name] = getattr(each, name)
        if found.names:
            for name in ("source", "destination", "output"):
                record[f"{name}_string"] = found.names[getattr(each, name)]
        for name in ("score", "attention", "effect", "strength"):
            record[name] = getattr(each, name)
        records.append(record)
    return records


def _text(head: list[str], rows: list[list[str]]) -> str:
    from rich.cells import cell_len

    widths = [max(map(cell_len, column)) for column in zip(head, *rows, strict=True)]
    lines = [
        "  ".join(
            cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True)
        )
        for row in (head, *rows)
    ]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _markdown(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, *rows]
    written = ["| " + " | ".join(cells) + " |\n" for cells in lines]
    return "".join([written[0], "|" + "---|" * len(head) + "\n", *written[1:]])


def _latex(head: list[str], rows: list[list[str]]) -> str:
    lines = [" & ".join(cells) + r" \\" + "\n" for cells in (head, *rows)]
    columns = "l" * len(head)
    return (
        f"\\begin{{tabular}}{{{columns}}}\n\\hline\n{lines[0]}\\hline\n"
        + "".join(lines[1:])
        + "\\hline\n\\end{tabular}\n"
    )


def _for_markdown(text: str) -> str:
    return "".join(f"&#{ord(c)};" if c in _MARKDOWN else c for c in text)


def _for_latex(text: str) -> str:
    return "".join(_LATEX.get(letter, letter) for letter in text)


_WRITERS: Mapping[str, tuple[Callable[[str], str], Callable[[list[str], list[list[str]]], str]]] = {
    "text": (str, _text),
    "markdown": (_for_markdown, _markdown),
    "html": (str, html_table),
    "latex": (_for_latex, _latex),
}
