"""`refmath load`: what a model is, and what can be done with it."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING, Any

from refmath.commands.arguments import model_named
from refmath.commands.exit_status import DONE, bad_arguments
from refmath.commands.machine_output import print_json

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from refmath.commands.arguments import Commands
    from refmath.numeric.model.transformer import Transformer
    from refmath.trained.store import TrainedModel

SCHEMA = "refmath-load/1"
WIDTH = 80
"""No line is wider, but for a word that is."""
NAMES = len("skip-trigrams --certify") + 2
"""The width of what things are called."""


def add(commands: Commands) -> None:
    """Give the command to the command line."""
    parser = commands.add_parser(
        "load",
        help="say what a model is, and what can be done with it",
        description="Load MODEL, whole, and say what it is: its family, sizes, parts and "
        "tokenizer; which commands and functions take it, and why the others don't: each is tried "
        "on a small model of the same parts.",
    )
    parser.add_argument(
        "model",
        metavar="MODEL",
        help="a folder of Hugging Face's, the path of a saved model, or the name of a bundled one",
    )
    parser.add_argument("--json", action="store_true", help="show as JSON")
    parser.set_defaults(command=_load)


def _load(arguments: argparse.Namespace) -> int:
    try:
        record = _record(arguments.model, model_named(arguments.model))
    except (ValueError, FileNotFoundError, ImportError) as error:
        return bad_arguments(error)
    if arguments.json:
        print_json(record)
    else:
        _print(record)
    return DONE


def _record(source: str, trained: TrainedModel) -> dict[str, Any]:
    from refmath.foreign.hugging_face import config_in
    from refmath.report.abilities import refusals_of_commands, refusals_of_functions
    from refmath.report.record import version_of

    folder = Path(source).is_dir()
    model, tokenizer = trained.model, trained.tokenizer
    return {
        "schema": SCHEMA,
        "refmath": version_of("refmath"),
        "model": source,
        "family": config_in(Path(source))["model_type"] if folder else None,
        "sizes": _sizes(model),
        "parts": [*model.parts],
        "positions": None if model.W_pos is None else model.positions,
        "causal": model.causal,
        "tokenizer": None if tokenizer is None else {
            "used": tokenizer.d_vocab - tokenizer.n_unused, "needs": tokenizer.needs,
        },
        "commands": refusals_of_commands(trained, file=not folder),
        "functions": refusals_of_functions(model),
    }  # fmt: skip


def _sizes(model: Transformer) -> dict[str, Any]:
    """Return the model's sizes; those of layers that aren't alike as a list, a layer each."""
    of_layers: dict[str, list[Any]] = {
        "n_heads": [layer.n_heads for layer in model.layers],
        "n_groups": [layer.n_groups for layer in model.layers],
        "d_head": [layer.d_head for layer in model.layers],
        "d_mlp": [None if layer.mlp is None else layer.mlp.d_mlp for layer in model.layers],
        "window": [layer.window for layer in model.layers],
    }
    alike = {name: sizes[0] if len(set(sizes)) == 1 else sizes for name, sizes in of_layers.items()}
    return {
        "n_layers": model.n_layers,
        **alike,
        "d_model": model.d_model,
        "d_vocab": model.d_vocab,
        "d_out": model.d_out,
        "n_ctx": model.n_ctx,
        "dtype": str(model.dtype),
        **_amount(model),
    }


def _amount(model: Transformer) -> dict[str, int]:
    """Return how many numbers the weights are, and their bytes: what is tied counts once."""
    import numpy as np

    from refmath.numeric.model.every_weight import weights_of

    weights = [array for path, array in weights_of(model) if ".rotary." not in path]
    tied = np.may_share_memory(model.W_E, model.W_U)
    numbers = sum(array.size for array in weights) - (model.W_U.size if tied else 0)
    return {"numbers": numbers, "bytes": numbers * model.W_E.itemsize}


def _print(record: dict[str, Any]) -> None:
    family = record["family"]
    kind = f": a folder of Hugging Face's, family {family}" if family else ""
    print(f"{record['model']}{kind}")
    for name, said in _facts(record):
        _print_wrapped(name, said)
    print("\nWhich commands take it")
    for name, why in record["commands"].items():
        _print_wrapped(name, "yes" if why is None else f"no: {why}")
    print("\nWhich functions take it, by rooms")
    for name, said in _of_rooms(record["functions"]):
        _print_wrapped(name, said)


def _print_wrapped(name: str, said: str) -> None:
    """Print what is said of something beside its name, on as many lines as it takes."""
    first = f"  {name:<{NAMES}}"
    options: dict[str, Any] = {"break_long_words": False, "break_on_hyphens": False}
    print(fill(said, WIDTH, initial_indent=first, subsequent_indent=" " * len(first), **options))


def _facts(record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    sizes = dict(record["sizes"])
    numbers, size = sizes.pop("numbers"), sizes.pop("bytes")
    yield "sizes", ", ".join(f"{name}={value}" for name, value in sizes.items() if value)
    yield "weights", f"{numbers:,} numbers, {size:,} bytes"
    yield "parts", ", ".join(record["parts"]) or "none beside the paper's"
    words = {
        "qk": "added to what queries and keys read",
        "residual": "added to the residual stream",
    }
    yield "positions", words.get(record["positions"], "none are added")
    yield "attention", "causal" if record["causal"] else "to all positions"
    if record["tokenizer"] is None:
        yield "tokenizer", "none: tokens are numbers"
        return
    needs = record["tokenizer"]["needs"]
    how = f"; text needs `tokenizers`, by its {needs}" if needs else ""
    yield "tokenizer", f"byte-level BPE of {record['tokenizer']['used']:,} tokens{how}"


def _of_rooms(rooms: dict[str, dict[str, str | None]]) -> Iterator[tuple[str, str]]:
    """Yield how many functions of each room take the model, and which don't for which reason."""
    for room, functions in rooms.items():
        refused = {name: why for name, why in functions.items() if why}
        taken = f"all {len(functions)}"
        yield room, f"{len(functions) - len(refused)} of {len(functions)}" if refused else taken
        by_reason = sorted(refused.items(), key=lambda item: str(item[1]))
        for why, alike in groupby(by_reason, key=lambda item: item[1]):
            yield "", f"not {', '.join(name for name, _ in alike)}: {why}"
