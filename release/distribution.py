"""Build the wheel and the sdist, look into them, and use the wheel where no repository is near.

`python -m release.distribution`: what it builds lies in `dist/` afterwards.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from zipfile import ZipFile

from packaging.metadata import Metadata

from refmath import __version__
from release.environment import python_of, run

REPOSITORY = Path(__file__).parents[1]
DIST = REPOSITORY / "dist"
NOT_SHIPPED = {"__pycache__", ".mypy_cache"}


def main() -> None:
    """Build, check and try the distributions; the first objection ends it."""
    wheel, sdist = built()
    objections = [*about_wheel(wheel), *about_sdist(sdist), *about_metadata(metadata(wheel))]
    if objections:
        sys.exit("\n".join(objections))
    tried(wheel)
    print(
        f"dist/{wheel.name} and dist/{sdist.name}: built, checked, and used outside the repository"
    )


def built() -> tuple[Path, Path]:
    """Build the sdist, the wheel from the sdist, and the wheel from the tree, which is the same.

    Returns:
        The wheel and the sdist.
    """
    shutil.rmtree(DIST, ignore_errors=True)
    build = (sys.executable, "-m", "build", "--no-isolation", "--outdir")
    run(*build, DIST, REPOSITORY)
    (wheel,), (sdist,) = DIST.glob("*.whl"), DIST.glob("*.tar.gz")
    with tempfile.TemporaryDirectory() as folder:
        run(*build, folder, "--wheel", REPOSITORY)
        if (Path(folder) / wheel.name).read_bytes() != wheel.read_bytes():
            sys.exit("the wheel: expected the same bytes from the sdist as from the tree")
    return wheel, sdist


def about_wheel(wheel: Path) -> Iterator[str]:
    """Say what the wheel lacks of the package's files, and what it has beside them."""
    with ZipFile(wheel) as file:
        names = {name for name in file.namelist() if ".dist-info/" not in name}
    yield from different("the wheel", names, package_files())


def about_sdist(sdist: Path) -> Iterator[str]:
    """Say what the sdist lacks of the package, its tests, and what builds them."""
    top = sdist.name.removesuffix(".tar.gz")
    with tarfile.open(sdist) as file:
        names = {name.removeprefix(f"{top}/") for name in file.getnames()}
    needed = {*package_files(), *package_files("tests"), "pyproject.toml", "README.md", "LICENSE"}
    yield from different("the sdist", names & needed, needed)


def about_metadata(text: bytes) -> Iterator[str]:
    """Say what is wrong with the metadata: a field against its standard, another version.

    >>> list(about_metadata(b"Metadata-Version: 2.4\\nName: refmath\\n"))
    ["the metadata: 'version' is a required field"]
    """
    try:
        read = Metadata.from_email(text)
    except ExceptionGroup as invalid:
        yield from (f"the metadata: {reason}" for reason in invalid.exceptions)
        return
    if str(read.version) != __version__:
        yield f"the metadata: expected version {__version__!r}, got {str(read.version)!r}"


def metadata(wheel: Path) -> bytes:
    """Read a wheel's metadata."""
    with ZipFile(wheel) as file:
        (name,) = (n for n in file.namelist() if n.endswith(".dist-info/METADATA"))
        return file.read(name)


def package_files(folder: str = "refmath") -> set[str]:
    """List a folder's files as the distributions name them; what running leaves there isn't."""
    files = (file.relative_to(REPOSITORY) for file in (REPOSITORY / folder).rglob("*"))
    return {
        file.as_posix()
        for file in files
        if (REPOSITORY / file).is_file() and not NOT_SHIPPED & set(file.parts)
    }


def different(what: str, names: Iterable[str], expected: Iterable[str]) -> Iterator[str]:
    """Say which names are missing, and which are too many.

    >>> list(different("the box", ["a", "b"], ["b", "c"]))
    ['the box lacks c', 'the box has a, which is not ours']
    """
    yield from (f"{what} lacks {name}" for name in sorted(set(expected) - set(names)))
    yield from (
        f"{what} has {name}, which is not ours" for name in sorted(set(names) - set(expected))
    )


def tried(wheel: Path) -> None:
    """Install the wheel in a fresh environment far from the repository, and use it there.

    Verifies every statement, and runs README's example on a bundled model.
    """
    outside = {n: v for n, v in os.environ.items() if not n.startswith("PYTHON")}
    with tempfile.TemporaryDirectory() as folder:
        run(sys.executable, "-m", "venv", Path(folder) / "env")
        python = python_of(Path(folder) / "env")
        pip = (python, "-m", "pip", "install", "--quiet")
        run(*pip, "--require-hashes", "--requirement", REPOSITORY / "requirements" / "run.lock")
        run(*pip, "--no-deps", wheel)
        example = ("doctest", "-o", "NORMALIZE_WHITESPACE", REPOSITORY / "README.md")
        for module in (("refmath", "--version"), ("refmath", "verify", "--quick"), example):
            command = [os.fspath(part) for part in (python, "-m", *module)]
            subprocess.run(command, check=True, cwd=folder, env=outside)


if __name__ == "__main__":
    main()
