"""What several commands ask of their arguments."""

from __future__ import annotations

import argparse
import os
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from refmath.arguments import shown
from refmath.commands.exit_status import say
from refmath.input_files import STANDARD_INPUT, is_standard_input, same_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from refmath.trained.store import TrainedModel

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


LARGEST = (1 << 63) - 1
"""No number that is taken is larger: it fits the 64 bits that it is computed with."""


def number_from(least: int, most: int = LARGEST) -> Callable[[str], int]:
    """Return a reader of whole numbers from least to most, for argparse's `type`."""

    def read(text: str) -> int:
        digits = text.lstrip("0") or "0"
        if not text.isascii() or not text.isdigit():
            raise not_taken(f"an integer, {least} or more", text)
        if len(digits) > len(str(most)) or int(digits) > most:
            raise not_taken(f"an integer, at most {most}", text)
        if int(digits) < least:
            raise not_taken(f"an integer, {least} or more", text)
        return int(digits)

    return read


def not_taken(expected: str, text: str) -> argparse.ArgumentTypeError:
    """Return the error of an option's value; argparse puts the option's name before it."""
    return argparse.ArgumentTypeError(f"expected {expected}, got {shown(text)}")


def model_named(name: str) -> TrainedModel:
    """Load the model that MODEL names, a folder's too, and call it so where there is none.

    Weights of a folder that are narrower than float32 are widened to it, which is said.

    Raises:
        ValueError: as `rm.load` and `rm.load_folder` do.
    """
    from refmath.trained import bundled

    try:
        return _of_folder(Path(name)) if Path(name).is_dir() else bundled.load(name)
    except ValueError as error:
        argument, colon, said = str(error).partition(":")
        if argument != "source":
            raise
        raise ValueError(f"MODEL{colon}{said}") from error


def _of_folder(folder: Path) -> TrainedModel:
    import warnings

    from refmath.foreign.folders import load_folder, narrow_dtypes
    from refmath.foreign.hugging_face import config_in

    config_in(folder)  # what isn't there at all is said first
    dtype = "float32" if narrow_dtypes(folder) else None
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        trained = load_folder(folder, dtype=dtype)
    for text in dict.fromkeys(str(warning.message) for warning in said):
        say(f"refmath: {text}")
    return trained


def model_files(name: str) -> list[Path]:
    """List the files that MODEL may be read from: of a folder all that are in it."""
    path = Path(name)
    return sorted(path.iterdir()) if path.is_dir() else [path]


def as_typed(error: Exception, names: Mapping[str, str]) -> str:
    """Say an error of a function's argument as one of what was typed for it.

    >>> as_typed(ValueError("path: expected a file, got none"), {"path": "--xfail"})
    '--xfail: expected a file, got none'
    """
    name, colon, rest = str(error).partition(":")
    return names.get(name, name) + colon + rest


def check_apart(outputs: Mapping[str, Path | None], inputs: Mapping[str, Iterable[Path]]) -> None:
    """Refuse to write what is also read, or two things into one file, before work starts.

    Args:
        outputs: the files that would be written, by their options; None where none would.
        inputs: the files that are read, by what they are called.

    Raises:
        ValueError: naming the option, and what the file is besides.
    """
    written = {
        option: path
        for option, path in outputs.items()
        if path is not None and (path.is_file() or not path.exists())  # a device may take both
    }
    for option, path in written.items():
        for name, files in inputs.items():
            if any(_leads_to(path, file) for file in files):
                raise ValueError(f"{option}: expected another file than {name}, got {path}")
    for (option, path), (other, there) in combinations(written.items(), 2):
        if same_file(path, there):
            raise ValueError(f"{option}: expected another file than {other}, got {path}")


def _leads_to(path: Path, file: Path) -> bool:
    # For a command that reads no standard input, `-` is a file of that name.
    comes_in = file == STANDARD_INPUT and is_standard_input(path)
    return comes_in or (file.is_file() and same_file(path, file))


def add_jobs(parser: argparse.ArgumentParser) -> None:
    """Give a command that verifies the option --jobs."""
    parser.add_argument(
        "--jobs",
        metavar="N",
        type=number_from(1),
        default=min(os.cpu_count() or 1, 8),
        help="how many processes work at once (default: one a CPU core, at most 8)",
    )
