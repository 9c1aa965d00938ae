"""Hold one library's peers, in its environment: `python -m release.peers MODULE FILE`."""

from __future__ import annotations

import json
import sys
from importlib import import_module
from pathlib import Path

from release.peers.held import entry_of


def main(module: str, file: str, *names: str) -> None:
    """Write what came of it into a file: what libraries print themselves doesn't meet it.

    A peer that fails by itself, and not in one case, is written as such, with its error.

    Args:
        module: of this room, without the room's name.
        file: where to.
        names: of the peers; none for all.
    """
    entries = []
    for peer in import_module(f"release.peers.{module}").PEERS:
        if names and peer.name not in names:
            continue
        print(f"  {peer.name}", file=sys.stderr, flush=True)
        try:
            entries.append(entry_of(peer))
        except Exception as error:
            entries.append({"peer": peer.name, "why": f"{type(error).__name__}: {error}"[:300]})
    Path(file).write_text(json.dumps(entries), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
