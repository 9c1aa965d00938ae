"""How long `import refmath` takes, in a fresh interpreter, against NumPy's own import."""

from __future__ import annotations

import subprocess
import sys
from functools import partial

from benchmarks.measure import Case

# Linux alone says it; what `resource` says there counts the parent's memory too.
READ = """
from pathlib import Path
status = Path("/proc/self/status")
lines = status.read_text().splitlines() if status.exists() else []
print(next((line.split()[1] for line in lines if line.startswith("VmHWM")), 0))
"""


def run(code: str) -> int:
    """Run code in a fresh interpreter; return the most bytes that it held (0: unknown)."""
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{READ}"], check=True, capture_output=True, text=True
    )
    return int(done.stdout) * 1024


def cases(scale: float = 1.0) -> list[Case]:
    runs = 9 if scale >= 1 else 1
    numeric = "import refmath as rm; rm.logits; rm.expanded_logits; rm.skip_trigram"
    ways = (
        ("import refmath", "import refmath", "import numpy"),
        ("import refmath, and load the numeric rooms", numeric, "import numpy"),
        ("import refmath", "import refmath", "import sympy"),
    )
    return [
        Case(
            name,
            "a fresh interpreter",
            partial(run, code),
            partial(run, other),
            f"`{other}`",
            lambda a, b: min(a, b) >= 0,
            runs=runs,
            peak=lambda way: way(),
        )
        for name, code, other in ways
    ]
