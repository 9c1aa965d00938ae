"""What programs read, on standard output: the same bytes whatever the terminal can show."""

from __future__ import annotations

import csv
import io
import json
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping


def print_json(record: Mapping[str, Any]) -> None:
    r"""Print a record as JSON, in ASCII: what is beyond it is written as JSON's own escapes.

    >>> print_json({"text": "é"})
    {
      "text": "\u00e9"
    }
    """
    print(json.dumps(record, allow_nan=False, indent=2))


def print_csv(columns: Collection[str], rows: Iterable[Mapping[str, Any]]) -> None:
    """Print rows as CSV, in UTF-8, which has no escapes: whatever encoding the stream is in.

    >>> print_csv(["token", "count"], [{"token": "a", "count": 2}])
    token,count
    a,2
    """
    text = io.StringIO()
    writer: csv.DictWriter[str] = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:  # a stream that holds letters, and no bytes
        sys.stdout.write(text.getvalue())
        return
    sys.stdout.flush()
    buffer.write(text.getvalue().encode(errors="backslashreplace"))
    buffer.flush()
