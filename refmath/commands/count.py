"""`refmath count`: the skip-trigrams of files, the most frequent ones shown, all of them saved."""

from __future__ import annotations

import argparse
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from refmath.commands.arguments import check_apart, not_taken, number_from
from refmath.commands.exit_status import DONE, bad_arguments
from refmath.commands.machine_output import print_csv, print_json
from refmath.commands.progress import bars
from refmath.input_files import typed_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from refmath.commands.arguments import Commands
    from refmath.commands.progress import Progress
    from refmath.sequences.documents import Documents
    from refmath.sequences.table import SkipTrigramCounts

SCHEMA = "refmath-counts/1"


def add(commands: Commands) -> None:
    """Give the command to the command line."""
    parser = commands.add_parser(
        "count",
        help="count the skip-trigrams of files",
        description="Count the skip-trigrams [source] … [destination][output] of FILEs, each of "
        "which is a document: none crosses from one into the next. Shows the most frequent ones, "
        "with the probability of the output after source and destination, and what the source "
        "tells of the output beyond the bigram (pointwise mutual information, in nats).",
    )
    parser.add_argument(
        "files",
        metavar="FILE",
        nargs="+",
        type=typed_file,
        help="text in UTF-8, or tokens in a .npy file (integers, one dimension); - for a text "
        "from standard input",
    )
    _add_reading(parser)
    _add_showing(parser)
    _add_resources(parser)
    parser.set_defaults(command=_count)


def _add_reading(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--max-step",
        metavar="N",
        required=True,
        type=number_from(0),
        help="the most tokens that stand between source and destination",
    )
    parser.add_argument(
        "--tokenizer",
        metavar="HOW",
        help="words (letters and digits with their marks, other characters alone; the default), "
        "bytes, or the path of a tokenizer.json; for .npy files, what names their tokens",
    )
    parser.add_argument(
        "--d-vocab",
        metavar="N",
        type=number_from(1),
        help="the size of the vocabulary of .npy files (default: their largest token + 1)",
    )
    parser.add_argument(
        "--separator",
        metavar="TOKEN",
        type=number_from(0),
        help="the number of a token that stands between documents within a FILE",
    )


def _add_showing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--top",
        metavar="K",
        type=number_from(1),
        default=20,
        help="how many to show (default: 20)",
    )
    parser.add_argument(
        "--out", metavar="TABLE", type=Path, help="save all counts to TABLE, .npz or .parquet"
    )
    parser.add_argument(
        "--words", metavar="LIST", type=Path, help="save the words, in the order of their numbers"
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="show as JSON")
    form.add_argument("--csv", action="store_true", help="show as CSV")


def _add_resources(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--workers",
        metavar="N",
        type=number_from(1, 1024),
        help="sort in N threads (default: as many as there are processors)",
    )
    parser.add_argument(
        "--memory",
        metavar="SIZE",
        type=_size,
        default=1 << 31,
        help="how much memory to work in, such as 512M or 4G (default: 2G)",
    )


def _size(text: str) -> int:
    match = re.fullmatch(r"([0-9]+)([KMGT]?)(i?B)?", text, re.IGNORECASE)
    size = int(match[1]) << " KMGT".index(match[2].upper() or " ") * 10 if match else 0
    if size < 1 << 24:
        raise not_taken("a size of 16M or more, such as 2G", text)
    return size


def _count(arguments: argparse.Namespace) -> int:
    from refmath import whole_file
    from refmath.sequences.saved import save_counts

    try:
        _check_written(arguments)
        read = _read(arguments)
        table = _counted(arguments, read)
        rows = list(_rows(table, read, arguments.top))
    except (ValueError, ImportError) as error:
        return bad_arguments(error)
    if arguments.words is not None and read.words is not None:
        whole_file.write_atomically(arguments.words, "".join(f"{word}\n" for word in read.words))
    if arguments.out is not None:
        save_counts(table, arguments.out)
    if arguments.json:
        record = _record(arguments, read, table, rows)
        print_json(record)
    elif arguments.csv:
        print_csv(_COLUMNS, rows)
    else:
        _show(table, rows)
    return DONE


def _check_written(arguments: argparse.Namespace) -> None:
    """Refuse what can't be written in the end, before work starts."""
    from refmath import whole_file
    from refmath.input_files import regular_file
    from refmath.sequences.saved import check_path

    if arguments.out is not None:
        check_path("--out", arguments.out)
    if arguments.words is not None and arguments.tokenizer not in (None, "words"):
        raise ValueError(
            f"--words: expected with --tokenizer words only, got --tokenizer {arguments.tokenizer}"
        )
    if arguments.out is not None and arguments.out.exists():
        regular_file("--out", arguments.out)
    tokenizer = [] if arguments.tokenizer in (None, "bytes", "words") else [arguments.tokenizer]
    check_apart(
        {"--out": arguments.out, "--words": arguments.words},
        {"FILE": arguments.files, "--tokenizer": [Path(name) for name in tokenizer]},
    )
    for path in (arguments.out, arguments.words):
        if path is not None:
            whole_file.check_writable(path)


def _read(arguments: argparse.Namespace) -> Documents:
    from refmath.sequences.documents import documents

    read = documents(arguments.files, arguments.tokenizer, arguments.d_vocab)
    if arguments.words is not None and read.words is None:
        raise ValueError("--words: expected with text files only, got .npy files, without words")
    return read


def _counted(arguments: argparse.Namespace, read: Documents) -> SkipTrigramCounts:
    from refmath.sequences.counting import count_skip_trigrams

    with bars() as bar:
        return count_skip_trigrams(
            read.tokens,
            arguments.max_step,
            d_vocab=read.d_vocab,
            separator=arguments.separator,
            memory=arguments.memory,
            threads=arguments.workers,
            progress=_progress(bar),
        )


def _rows(table: SkipTrigramCounts, read: Documents, k: int) -> Iterator[dict[str, Any]]:
    rows = table.top(k)
    probability, pmi = table.probability(rows).tolist(), table.pmi(rows).tolist()
    for n, (triple, count) in enumerate(table.most_common(k)):
        row: dict[str, Any] = dict(zip(("source", "destination", "output"), triple, strict=True))
        for name, token in tuple(row.items()):
            row[f"{name}_text"] = None if read.name is None else read.name(token)
        yield row | {"count": count, "probability": probability[n], "pmi": pmi[n]}


def _record(
    arguments: argparse.Namespace,
    read: Documents,
    table: SkipTrigramCounts,
    rows: list[dict[str, Any]],
) -> dict[str, Any]:
    from refmath.report.record import version_of

    return {
        "schema": SCHEMA,
        "refmath": version_of("refmath"),
        "files": [os.fspath(file) for file in arguments.files],
        "tokenizer": arguments.tokenizer or ("words" if read.words is not None else None),
        "max_step": table.max_step,
        "d_vocab": table.d_vocab,
        "skip_trigrams": table.total,
        "different": len(table),
        "top": rows,
    }


_COLUMNS = (
    *("source", "destination", "output", "source_text", "destination_text", "output_text"),
    *("count", "probability", "pmi"),
)


def _show(table: SkipTrigramCounts, rows: list[dict[str, Any]]) -> None:
    print(f"{table.total:,} skip-trigrams, {len(table):,} different; pmi in nats")
    if not rows:
        return
    lines = [("count", "p", "pmi", "source … destination output")]
    for row in rows:
        three = [_shown(row, name) for name in ("source", "destination", "output")]
        skip_trigram = f"{three[0]} … {three[1]} {three[2]}"
        numbers = (f"{row['count']:,}", f"{row['probability']:.3f}", f"{row['pmi']:+.2f}")
        lines.append((*numbers, skip_trigram))
    widths = [max(len(line[n]) for line in lines) for n in range(3)]
    for *cells, skip_trigram in lines:
        print(*(cell.rjust(width) for cell, width in zip(cells, widths, strict=True)), skip_trigram)


def _shown(row: dict[str, Any], name: str) -> str:
    text = row[f"{name}_text"]
    if text is None:
        return str(row[name])
    plain = text.isprintable() and text == text.strip() and text
    return str(text) if plain else repr(text)


def _progress(
    bar: Callable[[str], Progress | None],
) -> Callable[[str, int, int | None], None]:
    """Give each stage of the counting a bar of its own."""
    bars_of = {"count": bar("tokens counted"), "add up": bar("skip-trigrams added up")}

    def progress(stage: str, done: int, total: int | None) -> None:
        bar_of_stage = bars_of[stage]
        if bar_of_stage is not None:
            bar_of_stage(done, total)

    return progress
