"""`refmath try`: what a trained model makes of one's own sentence."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from refmath.commands.arguments import as_typed, model_files, model_named, number_from
from refmath.commands.exit_status import DONE, bad_arguments
from refmath.commands.machine_output import print_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from refmath.commands.arguments import Commands
    from refmath.trained.sentences import Sentence
    from refmath.trained.store import TrainedModel


def add(commands: Commands) -> None:
    """Give the command to the command line."""
    parser = commands.add_parser(
        "try",
        help="ask a trained model about your own sentence",
        description="Let MODEL read TEXT: its tokens, what it guesses to come next, where each "
        "head attends, and which paths raise a guess, patterns held fixed. A space in a token is "
        "written ␣, a head LAYER:HEAD, a path by its heads.",
    )
    parser.add_argument(
        "model",
        metavar="MODEL",
        help="a bundled model, such as attn-only-2l, a file of one, or a folder of Hugging Face's",
    )
    parser.add_argument("text", metavar="TEXT", help="what it is to read")
    parser.add_argument(
        "--position",
        metavar="N",
        type=number_from(0),
        help="the position at which heads and paths are listed (default: the last)",
    )
    parser.add_argument(
        "--output",
        metavar="TOKEN",
        help="take this token's logit apart, such as ' in' (default: the likeliest)",
    )
    parser.add_argument(
        "--top",
        metavar="K",
        type=number_from(1, 1 << 22),
        default=3,
        help="how many guesses, and sources of a head, if there is room (default: %(default)s)",
    )
    parser.add_argument(
        "--paths",
        metavar="K",
        type=number_from(1, 1 << 22),
        default=8,
        help="how many paths (default: %(default)s)",
    )
    parser.add_argument("--json", action="store_true", help="print all of it as JSON")
    parser.add_argument(
        "--html", metavar="FILE", type=Path, help="write a page into FILE, to look at in a browser"
    )
    parser.set_defaults(command=_try)


def _try(arguments: argparse.Namespace) -> int:
    from refmath.trained.sentences import read_sentence

    try:
        if arguments.html is not None:
            _check_html(arguments)
        trained = model_named(arguments.model)
        sentence = read_sentence(trained, arguments.text, output=arguments.output)
        position = _position(arguments, len(sentence.tokens))
    except (ValueError, FileNotFoundError, ImportError) as error:
        names = {"text": "TEXT", "output": "--output", "model": "MODEL"}
        return bad_arguments(as_typed(error, names))
    _show(arguments, trained, sentence, position)
    return DONE


def _check_html(arguments: argparse.Namespace) -> None:
    from refmath.commands.arguments import check_apart
    from refmath.whole_file import check_writable

    check_apart({"--html": arguments.html}, {"MODEL": model_files(arguments.model)})
    try:
        check_writable(arguments.html)
    except OSError as error:
        reason = error.strerror or error
        raise ValueError(f"--html: can't write {arguments.html}: {reason}") from error


def _position(arguments: argparse.Namespace, n_ctx: int) -> int:
    if arguments.position is None:
        return n_ctx - 1
    if arguments.position >= n_ctx:
        raise ValueError(f"--position: expected one below {n_ctx}, got {arguments.position}")
    return int(arguments.position)


def _show(
    arguments: argparse.Namespace, trained: TrainedModel, sentence: Sentence, position: int
) -> None:
    from refmath.report import sentences
    from refmath.whole_file import write_atomically

    name = trained.tokenizer.token if trained.tokenizer else str
    record = sentences.sentence_record(sentence, name)
    if arguments.html is not None:
        write_atomically(arguments.html, sentences.sentence_page(record))
        print(f"wrote {arguments.html}", file=sys.stderr)
    if arguments.json:
        print_json(record)
        return
    parts = sentences.write_sentence(
        sentence, name, position=position, top=arguments.top, n_paths=arguments.paths
    )
    _print(parts)


def _print(parts: Iterator[tuple[str, str]]) -> None:
    """Print headings in bold on a terminal; plain text elsewhere, and where NO_COLOR is set."""
    from rich.text import Text

    from refmath.report.terminal import console

    out = console(sys.stdout)
    for place, (heading, table) in enumerate(parts):
        if place:
            out.print()
        out.print(Text(heading, style="bold"), soft_wrap=True)
        out.print(table, end="", soft_wrap=True)
