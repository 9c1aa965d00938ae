"""The recipe's command: `python -m training`, which is `make train`."""

from __future__ import annotations

import argparse
from pathlib import Path

from training.corpus import corpus
from training.publish import publish
from training.settings import MODELS
from training.train import train

WEIGHTS = Path("refmath/trained/weights")
"""Where the package keeps its models: the command runs at the top of the repository."""


def main() -> None:
    """Train the models that are not trained yet, and write what the package ships."""
    parser = argparse.ArgumentParser(prog="python -m training", description=main.__doc__)
    names = [settings.name for settings in MODELS]
    parser.add_argument("models", nargs="*", metavar="MODEL", help=f"{' or '.join(names)}; or all")
    parser.add_argument("--folder", type=Path, default=Path("build/training"), help="of the work")
    arguments = parser.parse_args()
    if unknown := set(arguments.models) - set(names):
        parser.error(f"MODEL: expected {' or '.join(names)}, got {', '.join(sorted(unknown))}")
    text = corpus(arguments.folder)
    runs = {
        settings: train(settings, text, arguments.folder)
        for settings in MODELS
        if not arguments.models or settings.name in arguments.models
    }
    if len(runs) == len(MODELS):
        publish(runs, text, arguments.folder, WEIGHTS)


if __name__ == "__main__":
    main()
