"""Hold one library's peers, in its environment: `python -m release.peers MODULE FILE`."""

from __future__ import annotations

import json
import sys
from importlib import import_module
from pathlib import Path

from release.peers.held import entry_of


def main(module: str, file: str) -> None:
    """Write what came of it into a file: what libraries print themselves doesn't meet it.

    Args:
        module: of this room, without the room's name.
        file: where to.
    """
    entries = []
    for peer in import_module(f"release.peers.{module}").PEERS:
        print(f"  {peer.name}", file=sys.stderr, flush=True)
        entries.append(entry_of(peer))
    Path(file).write_text(json.dumps(entries), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
