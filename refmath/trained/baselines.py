"""The losses of counting on the bundled models' held-out text, as the recipe measured them."""

from __future__ import annotations

import json
from importlib.resources import files

from refmath.trained.bundled import MANIFEST


def baselines() -> dict[str, float]:
    """Return the mean loss, in nats a token, of each way of counting the training text.

    Examples:
        >>> list(baselines())
        ['unigram', 'bigram', 'trigram']
    """
    manifest = files("refmath.trained") / "weights" / MANIFEST
    found: dict[str, float] = json.loads(manifest.read_text(encoding="utf-8"))["baselines"]
    return found
