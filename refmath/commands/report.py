"""`refmath report`: the paper's findings, looked up in a model."""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from refmath.commands.arguments import check_apart, model_files, model_named
from refmath.commands.exit_status import DONE, FAILED, bad_arguments
from refmath.whole_file import check_writable, write_atomically

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from refmath.commands.arguments import Commands
    from refmath.numeric.model.transformer import Transformer
    from refmath.replication.counted_text import CountedText
    from refmath.replication.finding import Findings
    from refmath.report.figures import Figure


_BYTE = re.compile("[\udc80-\udcff]")
"""Stands in a file's name for a byte that is none of UTF-8: for 0x80 to 0xff."""


def add(commands: Commands) -> None:
    """Give the command to the command line."""
    parser = commands.add_parser(
        "report",
        help="look the paper's findings up in a model",
        description="Look the paper's findings up in an attention-only model: bigrams, "
        "skip-trigrams, copying heads, what the terms are worth, previous-token and induction "
        "heads, their composition and use. Each stands beside what the paper says, with a verdict "
        "that is computed from the conditions that are shown.",
    )
    parser.add_argument(
        "model",
        metavar="MODEL",
        help="the name of a bundled model, the path of a saved one, or a folder of Hugging Face's",
    )
    parser.add_argument(
        "--windows",
        metavar="FILE",
        type=Path,
        help="text to measure on: a .npy file of tokens, shape (n, n_ctx); the held-out windows "
        "that come with the package if not given, for a bundled model",
    )
    parser.add_argument(
        "--text",
        metavar="FILE",
        type=Path,
        help="text to count in: a .npy file of tokens, one after another; cut into documents at "
        "the token that all windows begin with. What was counted is kept in --counts",
    )
    parser.add_argument(
        "--text-name",
        metavar="NAME",
        help="what the page calls that text, such as 'the training text' (default: the name of "
        "FILE)",
    )
    parser.add_argument(
        "--counts",
        metavar="FILE",
        type=Path,
        help="the record of what was counted: written with --text, and read without it "
        "(default for a bundled model: the one that comes with the package, if any)",
    )
    parser.add_argument(
        "--json", metavar="FILE", type=Path, help="also write what was found to FILE, as JSON"
    )
    parser.add_argument(
        "--figures", metavar="FOLDER", type=Path, help="also draw figures into FOLDER, as SVG"
    )
    parser.add_argument(
        "--pages",
        metavar="FOLDER",
        type=Path,
        help="write the findings into FOLDER/MODEL.md, between markers, and show none here",
    )
    parser.add_argument(
        "--check",
        action="store_true",
        help="with --pages or --figures: change nothing; fail if a file would change",
    )
    parser.set_defaults(command=_report)


def _report(arguments: argparse.Namespace) -> int:
    from refmath.report.figures import draw_figures
    from refmath.report.findings import show_findings
    from refmath.report.terminal import console

    try:
        _check_options(arguments)
        name, found = _looked_up(arguments)
        figures = draw_figures(name, found) if arguments.figures else {}
    except (ValueError, ImportError) as error:
        return bad_arguments(error)
    if arguments.json is not None:
        _write_json(arguments.json, _in_letters(name), found)
    problems = _written(arguments, name, found, figures)
    for problem in problems:
        print(f"refmath: {problem}", file=sys.stderr)
    if arguments.pages is None:
        show_findings(_in_letters(name), found, console(sys.stdout))
    return FAILED if problems else DONE


def _in_letters(name: str) -> str:
    r"""Write a file's name as UTF-8 can hold it: a byte that is none of UTF-8 as `\xff`.

    >>> print(_in_letters("m\udcff"))
    m\xff
    """
    return _BYTE.sub(lambda byte: f"\\x{ord(byte[0]) - 0xDC00:02x}", name)


def _in_link(path: str) -> str:
    """Write a path as a page links to it: a byte that is none of UTF-8 as a link has bytes.

    >>> _in_link("images/m\\udcff.svg")
    'images/m%FF.svg'
    """
    return _BYTE.sub(lambda byte: f"%{ord(byte[0]) - 0xDC00:02X}", path)


def _check_options(arguments: argparse.Namespace) -> None:
    from refmath.replication.counted_text import in_utf8

    if arguments.check and arguments.pages is None and arguments.figures is None:
        raise ValueError("--check: expected --pages or --figures beside it, got neither")
    if arguments.text_name is not None and arguments.text is None:
        raise ValueError("--text-name: expected --text beside it, got none")
    if arguments.text_name is not None:
        in_utf8("--text-name", arguments.text_name)
    counts = arguments.counts if arguments.text is not None and not arguments.check else None
    check_apart({"--json": arguments.json, "--counts": counts}, _inputs(arguments, counts))
    for path in (arguments.json, counts):
        if path is not None:
            check_writable(path)


def _inputs(arguments: argparse.Namespace, counts: Path | None) -> dict[str, list[Path]]:
    """Return the files that are read, by their options; the counts, unless they are written."""
    read = {"--windows": arguments.windows, "--text": arguments.text}
    if counts is None:
        read["--counts"] = arguments.counts
    files = {name: [Path(path)] for name, path in read.items() if path is not None}
    return {"MODEL": model_files(arguments.model)} | files


def _check_pages(arguments: argparse.Namespace, name: str) -> None:
    """Refuse a page or a figure that is written over what is read, or written beside it."""
    from refmath.report.figures import figure_files

    if arguments.check:
        return
    counts = arguments.counts if arguments.text is not None else None
    written = {"--json": arguments.json, "--counts": counts}
    pages = [arguments.pages / f"{name}.md"] if arguments.pages is not None else []
    folder = arguments.figures
    figures = [folder / file for file in figure_files(name)] if folder is not None else []
    for option, paths in (("--pages", pages), ("--figures", figures)):
        for path in paths:
            check_apart({option: path, **written}, _inputs(arguments, counts))


def _looked_up(arguments: argparse.Namespace) -> tuple[str, Findings]:
    """Look the findings up, and keep what was counted for it: the model's name, and they."""
    from refmath.commands.progress import bars
    from refmath.replication.counted_text import bundled_counts
    from refmath.replication.findings import findings

    trained, windows, baselines, bundled = _loaded(arguments)
    _check_pages(arguments, trained.name)
    counts = arguments.counts or (bundled_counts(trained.name) if bundled else None)
    text = _text(arguments, trained.model, windows, counts)
    with bars() as bar:
        found = findings(
            trained.model,
            windows,
            tokenizer=trained.tokenizer,
            text=text,
            baselines=baselines,
            progress=bar("findings"),
        )
    if arguments.text is not None and counts is not None and not arguments.check and text:
        record = json.dumps(text.record(), ensure_ascii=False)
        write_atomically(counts, record.replace("], [[", "],\n[[") + "\n")
    return trained.name, found


def _write_json(path: Path, name: str, found: Findings) -> None:
    from refmath.report.findings import findings_record

    record = findings_record(name, found)
    text = json.dumps(record, ensure_ascii=False, allow_nan=False, indent=2)
    write_atomically(path, text + "\n")


def _loaded(arguments: argparse.Namespace) -> tuple[Any, Any, dict[str, float], bool]:
    """Load the model, the windows, the losses of counting, and whether the model is bundled."""
    from refmath.trained import bundled
    from refmath.trained.baselines import baselines

    trained = model_named(arguments.model)
    ours = arguments.model in {card.name for card in bundled.bundled()}
    if arguments.windows is not None:
        return trained, _array(arguments.windows, "--windows", 2), {}, ours
    if not ours:
        raise ValueError("--windows: expected for a model that isn't bundled; got none")
    return trained, bundled.held_out_sample(), baselines(), ours


def _array(path: Path, option: str, ndim: int) -> Any:
    import numpy as np

    from refmath.sequences.stored_arrays import mapped_integers

    array = mapped_integers(f"{option}: {path}", path, ndim)
    if not array.size:
        raise ValueError(f"{option}: expected tokens in {path}, got shape {array.shape}")
    if int(array.max()) >= 1 << 63:
        raise ValueError(f"{option}: expected tokens below 2^63 in {path}, got {array.max()}")
    return np.asarray(array, np.int64)


def _text(
    arguments: argparse.Namespace, model: Transformer, windows: Any, counts: Any
) -> CountedText | None:
    from refmath.input_files import MOST_JSON, content_of, json_of
    from refmath.replication.counted_text import recorded_text

    if arguments.text is not None:
        return _counted(arguments, model, windows)
    if counts is None or not counts.is_file():
        return None
    try:
        return recorded_text(json_of("--counts", content_of("--counts", counts, MOST_JSON)))
    except ValueError as error:
        raise ValueError(f"--counts: {counts}: {error}") from error


def _counted(arguments: argparse.Namespace, model: Transformer, windows: Any) -> CountedText:
    from refmath.numeric.model.arguments import check_within
    from refmath.replication.counted_text import CountedText, documents_of

    stream = _array(arguments.text, "--text", 1)
    check_within("--text", stream, model.d_vocab)
    alike = (windows[:, 0] == windows[0, 0]).all()
    documents = documents_of(stream, int(windows[0, 0])) if alike else [stream]
    name = arguments.text_name or _in_letters(arguments.text.stem)
    return CountedText(name, documents, windows.shape[1] - 2)


def _written(
    arguments: argparse.Namespace,
    name: str,
    found: Findings,
    figures: Mapping[str, Figure],
) -> tuple[str, ...]:
    from refmath.report.figures import write_figures
    from refmath.report.findings import write_finding_page

    def tell(path: Path) -> None:
        print(f"wrote {path}", file=sys.stderr)

    problems: tuple[str, ...] = ()
    if arguments.figures is not None:
        problems += write_figures(arguments.figures, figures, check=arguments.check, on_write=tell)
    if arguments.pages is not None:
        links: dict[str, list[tuple[str, str]]] = {}
        for file, figure in figures.items():
            where = Path(os.path.relpath(arguments.figures / file, arguments.pages)).as_posix()
            links.setdefault(figure.finding, []).append((_in_link(where), figure.shows))
        arguments.pages.mkdir(parents=True, exist_ok=True)
        page = arguments.pages / f"{name}.md"
        problems += write_finding_page(
            page, _in_letters(name), found, links, check=arguments.check, on_write=tell
        )
    return problems
