"""Tables of skip-trigrams as text, Markdown, HTML and LaTeX; every letter of a token is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from refmath.arguments import one_of, refused
from refmath.html_table import html_table
from refmath.numeric.skip_trigrams.strongest import TopSkipTrigrams
from refmath.numeric.skip_trigrams.tables import SkipTrigramTable
from refmath.numeric.skip_trigrams.token_names import SPACE, token_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

FORMS = ("text", "markdown", "html", "latex")
"""What `render_skip_trigrams` can write."""


# What means something to Markdown wherever it stands in a line, or to the tables in it;
_MARKDOWN = frozenset("\\`*_{}[]<>()#+!|&$~")
# and what one renderer or another makes something of: dashes, marked text, emoji, quotes.
_IN_SOME_MARKDOWN = frozenset("-^=:\"'")
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
        >>> import refmath as rm
        >>> model = rm.by_hand.one_skip_trigram(3, source=0, destination=1, output=2)
        >>> names = ["keep", " in", "\n"].__getitem__
        >>> table = rm.skip_trigram_table(model, 0, 0, sources=[0], top=1, tokenizer=names)
        >>> print(rm.render_skip_trigrams(table), end="")
        source  destinations (score)  outputs (effect)
        keep    ␣in (+6.67)           \n (+0.67)
        >>> print(rm.render_skip_trigrams(table, "markdown"), end="")
        | source | destinations (score) | outputs (effect) |
        |---|---|---|
        | keep | ␣in (+6.67) | &#92;n (+0.67) |
    """
    if not isinstance(found, SkipTrigramTable | TopSkipTrigrams):
        raise refused("found", "a SkipTrigramTable or a TopSkipTrigrams", found)
    one_of("form", form, tuple(FORMS))
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
    for skip_trigram in found:
        record: dict[str, Any] = {"layer": skip_trigram.layer, "head": skip_trigram.head}
        for name in ("source", "destination", "output"):
            record[name] = getattr(skip_trigram, name)
        if found.names:
            for name in ("source", "destination", "output"):
                record[f"{name}_string"] = found.names[getattr(skip_trigram, name)]
        for name in ("score", "attention", "effect", "strength"):
            record[name] = getattr(skip_trigram, name)
        records.append(record)
    return records


def text_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a table for a terminal: columns as wide as their widest cell, two spaces between.

    Args:
        head: the heading of each column.
        rows: a row each, a cell a column.

    Returns:
        The table, ending in a new line.

    Examples:
        >>> print(text_table(["head", "score"], [["1:0", "0.9"]]), end="")
        head  score
        1:0   0.9
    """
    from rich.cells import cell_len

    cells = [head, *rows]
    widths = [max(map(cell_len, column)) for column in zip(*cells, strict=True)]
    lines = [
        "  ".join(
            cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True)
        )
        for row in cells
    ]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def markdown_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a table in Markdown, of cells that are escaped already.

    Args:
        head: the heading of each column.
        rows: a row each, a cell a column.

    Returns:
        The table, ending in a new line.

    Examples:
        >>> print(markdown_table(["head", "score"], [["1:0", "0.9"]]), end="")
        | head | score |
        |---|---|
        | 1:0 | 0.9 |
    """
    first, *others = ["|" + "".join(map(_cell, cells)) + "\n" for cells in (head, *rows)]
    return "".join([first, "|" + "---|" * len(head) + "\n", *others])


def _cell(text: str) -> str:
    return f" {text} |" if text else " |"


def _latex(head: list[str], rows: list[list[str]]) -> str:
    lines = [" & ".join(cells) + r" \\" + "\n" for cells in (head, *rows)]
    columns = "l" * len(head)
    return (
        f"\\begin{{tabular}}{{{columns}}}\n\\hline\n{lines[0]}\\hline\n"
        + "".join(lines[1:])
        + "\\hline\n\\end{tabular}\n"
    )


def for_markdown(text: str) -> str:
    """Write words and numbers so that Markdown shows them as they are.

    Examples:
        >>> for_markdown("Σλ / Σ|λ| of 1:0, -0.135")
        'Σλ / Σ&#124;λ&#124; of 1:0, -0.135'
    """
    return _as_entities(text, _MARKDOWN)


def _token_for_markdown(text: str) -> str:
    """Write any string so that whatever renders Markdown shows it as it is."""
    return _as_entities(text, _MARKDOWN | _IN_SOME_MARKDOWN)


def _as_entities(text: str, letters: frozenset[str]) -> str:
    return "".join(f"&#{ord(letter)};" if letter in letters else letter for letter in text)


def within_cell(markdown: str) -> str:
    r"""Write what is Markdown already so that it doesn't end a table's cell.

    Examples:
        >>> print(within_cell("$|x|$"))
        $\|x\|$
    """
    return markdown.replace("|", r"\|")


def _for_latex(text: str) -> str:
    return "".join(_LATEX.get(letter, letter) for letter in text)


_WRITERS: Mapping[str, tuple[Callable[[str], str], Callable[[list[str], list[list[str]]], str]]] = {
    "text": (str, text_table),
    "markdown": (_token_for_markdown, markdown_table),
    "html": (str, html_table),
    "latex": (_for_latex, _latex),
}
