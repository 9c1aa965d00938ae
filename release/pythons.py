"""Run the tests on every Python that refmath is for; name those that aren't here.

`python -m release.pythons [PYTEST ARGUMENT ...]`: each in an environment of its own, `.venv-3.12`.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from release.environment import python_of

VERSIONS = ("3.11", "3.12", "3.13", "3.14")


def main(tests: list[str]) -> int:
    """Run the tests on each version, and say at the end what ran, what failed, what wasn't run.

    Args:
        tests: what pytest is told beside `-n auto`.

    Returns:
        The exit status: 0 if no Python that was found failed.
    """
    outcomes = {version: outcome(version, tests) for version in VERSIONS}
    print(*(f"Python {version}: {said}" for version, said in outcomes.items()), sep="\n")
    return int(any(said.startswith("failed") for said in outcomes.values()))


def outcome(version: str, tests: list[str]) -> str:
    """Set an environment up for one version, and run the tests and the quick verification there.

    >>> outcome("2.0", [])
    'not run, as none was found'
    """
    executable = interpreter(version)
    if executable is None:
        return "not run, as none was found"
    folder = Path(f".venv-{version}")
    python = str(python_of(folder))
    steps = (
        [executable, "release/environment.py", str(folder), "dev.lock"],
        [python, "-m", "pytest", "-n", "auto", "-q", *tests],
        [python, "-m", "refmath", "verify", "--quick"],
    )
    for step in steps:
        print(f"Python {version}: {' '.join(step[1:])}", flush=True)
        if subprocess.run(step, check=False).returncode:
            return f"failed: {' '.join(step)}"
    return f"passed ({executable})"


def interpreter(version: str) -> str | None:
    """Find an interpreter of a version: on the path, or among those that pyenv has built."""
    for candidate in candidates(version):
        if answers(candidate, version):
            return candidate
    return None


def candidates(version: str) -> Iterator[str]:
    """List what may be an interpreter of a version, the path's first."""
    on_path = shutil.which(f"python{version}")
    if on_path:
        yield on_path
    for built in sorted(Path.home().glob(f".pyenv/versions/{version}.*/bin/python"), reverse=True):
        yield str(built)


def answers(candidate: str, version: str) -> bool:
    """Tell whether a file runs and says that it is of the version; pyenv's stand-ins may not."""
    asked = "import sys, venv; print('{}.{}'.format(*sys.version_info))"
    ran = subprocess.run([candidate, "-c", asked], capture_output=True, text=True, check=False)
    return ran.returncode == 0 and ran.stdout.strip() == version


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
