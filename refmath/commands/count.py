"""`refmath count`: the skip-trigrams of files, the most frequent ones shown, all of them saved."""

from __future__ import annotations

import argparse
import csv
import json
import os
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from refmath.commands.arguments import number_from
from refmath.commands.progress import bars

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from refmath.commands.progress import Tell
    from refmath.sequences.documents import Documents
    from refmath.sequences.table import SkipTrigramCounts

SCHEMA = "refmath-counts/1"
_DONE, _BAD_ARGUMENTS = 0, 2


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
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
        type=Path,
        help="text in UTF-8, or tokens in a .npy file (integers, one dimension)",
    )
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
        help="words (letters and digits together, other characters alone; the default), bytes, or "
        "the path of a tokenizer.json; for .npy files, what names their tokens",
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
    parser.add_argument(
        "--workers",
        metavar="N",
        type=number_from(1),
        default=1,
        help="count in N threads (default: 1)",
    )
    parser.add_argument(
        "--memory",
        metavar="SIZE",
        type=_size,
        default=1 << 31,
        help="how much memory to work in, such as 512M or 4G (default: 2G)",
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="show as JSON")
    form.add_argument("--csv", action="store_true", help="show as CSV")
    parser.set_defaults(command=_count)


def _size(text: str) -> int:
    match = re.fullmatch(r"([0-9]+)([KMGT]?)(i?B)?", text, re.IGNORECASE)
    size = int(match[1]) << " KMGT".index(match[2].upper() or " ") * 10 if match else 0
    if size < 1 << 20:
        raise argparse.ArgumentTypeError(f"must be a size of 1M or more, such as 2G; got {text!r}")
    return size


def _count(arguments: argparse.Namespace) -> int:
    from refmath import whole_file
    from refmath.sequences.counting import count_skip_trigrams
    from refmath.sequences.documents import documents
    from refmath.sequences.saved import check_path, save_counts

    try:
        if arguments.out is not None:
            check_path("--out", arguments.out)
        if arguments.words is not None and arguments.tokenizer not in (None, "words"):
            raise ValueError("--words: only what --tokenizer words finds can be saved")
        for option in ("out", "words"):
            path = getattr(arguments, option)
            if path is not None:
                whole_file.check_writable(path)
        found = documents(arguments.files, arguments.tokenizer, arguments.d_vocab)
        if arguments.words is not None and found.words is None:
            raise ValueError("--words: .npy files have no words")
        workers = nullcontext() if arguments.workers == 1 else ThreadPoolExecutor(arguments.workers)
        with workers as executor, bars() as bar:
            table = count_skip_trigrams(
                found.tokens,
                arguments.max_step,
                d_vocab=found.d_vocab,
                separator=arguments.separator,
                memory=arguments.memory,
                executor=executor,
                at_once=arguments.workers + 1,
                progress=_progress(bar),
            )
    except (ValueError, ImportError) as error:
        print(f"refmath: {error}", file=sys.stderr)
        return _BAD_ARGUMENTS
    if arguments.words is not None and found.words is not None:
        whole_file.write_atomically(arguments.words, "".join(f"{word}\n" for word in found.words))
    if arguments.out is not None:
        save_counts(table, arguments.out)
    rows = list(_rows(table, found, arguments.top))
    if arguments.json:
        print(
            json.dumps(
                _record(arguments, found, table, rows),
                ensure_ascii=False,
                allow_nan=False,
                indent=2,
            )
        )
    elif arguments.csv:
        _write_csv(rows)
    else:
        _show(table, rows)
    return _DONE


def _rows(table: SkipTrigramCounts, found: Documents, k: int) -> Iterator[dict[str, Any]]:
    rows = table.top(k)
    probability, pmi = table.probability(rows).tolist(), table.pmi(rows).tolist()
    for n, (triple, count) in enumerate(table.most_common(k)):
        row: dict[str, Any] = dict(zip(("source", "destination", "output"), triple, strict=True))
        for name, token in tuple(row.items()):
            row[f"{name}_text"] = None if found.name is None else found.name(token)
        yield row | {"count": count, "probability": probability[n], "pmi": pmi[n]}


def _record(
    arguments: argparse.Namespace,
    found: Documents,
    table: SkipTrigramCounts,
    rows: list[dict[str, Any]],
) -> dict[str, Any]:
    from refmath.report.record import version_of

    return {
        "schema": SCHEMA,
        "refmath": version_of("refmath"),
        "files": [os.fspath(file) for file in arguments.files],
        "tokenizer": arguments.tokenizer or ("words" if found.words is not None else None),
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


def _write_csv(rows: list[dict[str, Any]]) -> None:
    writer = csv.DictWriter(sys.stdout, _COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)


def _show(table: SkipTrigramCounts, rows: list[dict[str, Any]]) -> None:
    print(f"{table.total:,} skip-trigrams, {len(table):,} different; pmi in nats")
    if not rows:
        return
    lines = [("count", "p", "pmi", "source … destination output")]
    for row in rows:
        three = [_shown(row, name) for name in ("source", "destination", "output")]
        said = f"{three[0]} … {three[1]} {three[2]}"
        lines.append((f"{row['count']:,}", f"{row['probability']:.3f}", f"{row['pmi']:+.2f}", said))
    widths = [max(len(line[n]) for line in lines) for n in range(3)]
    for *numbers, said in lines:
        print(*(text.rjust(width) for text, width in zip(numbers, widths, strict=True)), said)


def _shown(row: dict[str, Any], name: str) -> str:
    text = row[f"{name}_text"]
    if text is None:
        return str(row[name])
    plain = text.isprintable() and text == text.strip() and text
    return str(text) if plain else repr(text)


def _progress(bar: Callable[[str], Tell | None]) -> Callable[[str, int, int | None], None] | None:
    told = {"count": bar("tokens counted"), "add up": bar("rows added up")}

    def tell(stage: str, done: int, in_all: int | None) -> None:
        of_stage = told[stage]
        if of_stage is not None:
            of_stage(done, in_all)

    return tell
