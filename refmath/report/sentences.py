"""What a model makes of a sentence: for a terminal, as a record, and as a page of its own."""

from __future__ import annotations

import html
import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np

from refmath.numeric.skip_trigrams.token_names import visible
from refmath.replication.names import path_name
from refmath.report.record import version_of
from refmath.report.tables import text_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from refmath.trained.sentences import Sentence

    Namer = Callable[[int], str]

SCHEMA = "refmath sentence 1"
WIDTH = 80
"""No line of the text is wider: the narrowest terminal that is in use."""
_NAME_WIDTH = 9
DIGITS = 6
"""Behind the point, of what is recorded: float32 has no more."""


def write_sentence(
    sentence: Sentence, name: Namer, *, position: int, top: int, n_paths: int
) -> Iterator[tuple[str, str]]:
    """Yield the parts of the text: a heading each, and a table no wider than 80 columns.

    Args:
        sentence: what the model made of it.
        name: a token's text.
        position: the destination, at which heads and paths are listed.
        top: how many guesses, and how many sources of each head.
        n_paths: how many paths.
    """
    here = f"position {position}, after {visible(sentence.names[position])}"
    output = visible(name(int(sentence.outputs[position])))
    yield (
        f"{sentence.model} reads {len(sentence.tokens)} tokens, and guesses the next",
        text_table(["position", "token", "next was", "guesses"], _guesses(sentence, name, top)),
    )
    yield (
        f"Where the heads attend at {_short(here, 44)}:",
        text_table(["head", "source@position attention (size of what is moved)"],
                   _attention(sentence, position, top)),
    )  # fmt: skip
    yield (
        f"What raises {_short(output, 12)} there, {sentence.above_mean[position]:+.2f} above the"
        " mean logit:",
        text_table(["path", "logit"], _paths(sentence, position, n_paths)),
    )


def _guesses(sentence: Sentence, name: Namer, top: int) -> list[list[str]]:
    rows = []
    for position, probabilities in enumerate(sentence.probabilities):
        likeliest = np.argsort(-probabilities, kind="stable")[:top].tolist()
        listed = [f"{_short(visible(name(t)))} {probabilities[t]:.2f}" for t in likeliest]
        following = sentence.tokens[position + 1 : position + 2]
        was = "".join(f"{probabilities[token]:.4f}" for token in following)
        token = _short(visible(sentence.names[position]))
        rows.append([str(position), token, was, _fitting(listed, "  ", WIDTH - 33)])
    return rows


def _attention(sentence: Sentence, position: int, top: int) -> list[list[str]]:
    rows = []
    for layer, head in _heads(sentence):
        pattern = sentence.patterns[layer][head, position]
        moved = sentence.value_weighted[layer][head, position]
        listed = [
            f"{_short(visible(sentence.names[source]))}@{source} {pattern[source]:.2f}"
            f" ({moved[source]:.2f})"
            for source in np.argsort(-pattern, kind="stable")[:top].tolist()
            if pattern[source] >= 0.005  # which would be written as nothing
        ]
        rows.append([f"{layer}:{head}", _fitting(listed, "  ", WIDTH - 6)])
    return rows


def _paths(sentence: Sentence, position: int, n_paths: int) -> list[list[str]]:
    contributions = sentence.contributions[:, position]
    largest = np.argsort(-np.abs(contributions), kind="stable")[:n_paths].tolist()
    rows = [[path_name(sentence.paths[at]), f"{contributions[at]:+.2f}"] for at in largest]
    rest = sentence.above_mean[position] - contributions[largest].sum()
    others = len(sentence.paths) - len(largest)
    return [*rows, [f"all else: {others} more, and what no listed path carries", f"{rest:+.2f}"]]


def sentence_record(sentence: Sentence, name: Namer) -> dict[str, Any]:
    """Return all of it as plain numbers and strings: what `--json` prints, and the page shows."""
    of_each = [np.argsort(-p, kind="stable")[:GUESSES] for p in sentence.probabilities]
    return {
        "schema": SCHEMA,
        "refmath": version_of("refmath"),
        "model": sentence.model,
        "text": sentence.text,
        "tokens": [
            {"token": token, "string": string}
            for token, string in zip(sentence.tokens, sentence.names, strict=True)
        ],
        "guesses": [
            [
                {"token": t, "string": name(t), "probability": round(float(p[t]), DIGITS)}
                for t in guesses.tolist()
            ]
            for p, guesses in zip(sentence.probabilities, of_each, strict=True)
        ],
        "next_probabilities": [
            round(float(p[token]), DIGITS)
            for p, token in zip(sentence.probabilities, sentence.tokens[1:], strict=False)
        ],
        "heads": [
            {
                "layer": layer,
                "head": head,
                "pattern": _rounded(sentence.patterns[layer][head]),
                "value_weighted": _rounded(sentence.value_weighted[layer][head]),
            }
            for layer, head in _heads(sentence)
        ],
        "outputs": [
            {"token": t, "string": name(t), "above_mean": round(float(above), DIGITS)}
            for t, above in zip(sentence.outputs.tolist(), sentence.above_mean, strict=True)
        ],
        "paths": [
            {"path": [list(head) for head in path], "contributions": _rounded(of_path)}
            for path, of_path in zip(sentence.paths, sentence.contributions, strict=True)
        ],
    }


GUESSES = 10
"""How many guesses are recorded at each position."""


def sentence_page(record: dict[str, Any]) -> str:
    """Write a page that shows a sentence, in one file: it asks nothing of any network.

    Args:
        record: as `sentence_record` gives it.
    """
    folder = files("refmath.report") / "viewer"
    style, script = (
        (folder / file).read_text(encoding="utf-8") for file in ("sentence.css", "sentence.js")
    )
    title = html.escape(f"{record['model']}: {record['text']}")
    # In a script element nothing is escaped: "</script" and "<!--" would end or hide it.
    data = json.dumps(record, separators=(",", ":")).replace("<", "\\u003c")
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_NO_REQUEST}">\n'
        f"<title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        '<main id="sentence"></main>\n<noscript>This page needs JavaScript.</noscript>\n'
        f"<script>\n{script}\n"
        f'showSentence(document.getElementById("sentence"), {data});\n</script>\n</body>\n</html>\n'
    )


_NO_REQUEST = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"


def _heads(sentence: Sentence) -> Iterator[tuple[int, int]]:
    for layer, patterns in enumerate(sentence.patterns):
        yield from ((layer, head) for head in range(len(patterns)))


def _rounded(array: Any) -> Any:
    return np.round(np.asarray(array, dtype=np.float64), DIGITS).tolist()


def _short(text: str, width: int = _NAME_WIDTH) -> str:
    from rich.cells import cell_len, set_cell_size

    return text if cell_len(text) <= width else set_cell_size(text, width - 1).rstrip() + "…"


def _fitting(parts: Sequence[str], between: str, width: int) -> str:
    """Put parts side by side as long as they fit; the first always does."""
    from rich.cells import cell_len

    line = ""
    for part in parts:
        longer = f"{line}{between}{part}" if line else part
        if line and cell_len(longer) > width:
            break
        line = longer
    return line
