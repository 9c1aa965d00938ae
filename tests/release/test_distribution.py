"""What is looked for in wheel, sdist and metadata is missed when it isn't there."""

import tarfile
from zipfile import ZipFile

import pytest

import refmath
from release.distribution import about_metadata, about_sdist, about_wheel, package_files

DATA = [
    "refmath/certificates/range.schema.json",
    "refmath/kernel/accepted.json",
    "refmath/py.typed",
    "refmath/replication/counts/attn-only-1l.json",
    "refmath/report/certificate.schema.json",
    "refmath/trained/weights/attn-only-2l.safetensors",
    "refmath/trained/weights/tokenizer.json",
]


def wheel_of(names, folder):
    path = folder / "refmath-1-py3-none-any.whl"
    with ZipFile(path, "w") as file:
        for name in [*names, "refmath-1.dist-info/METADATA"]:
            file.writestr(name, "")
    return path


def sdist_of(names, folder):
    path = folder / "refmath-1.tar.gz"
    with tarfile.open(path, "w:gz") as file:
        for name in names:
            file.addfile(tarfile.TarInfo(f"refmath-1/{name}"))
    return path


def test_a_wheel_of_all_files_is_whole(tmp_path):
    assert list(about_wheel(wheel_of(package_files(), tmp_path))) == []


@pytest.mark.parametrize("name", DATA)
def test_a_wheel_without_a_file_is_objected_to(name, tmp_path):
    names = package_files() - {name}
    assert list(about_wheel(wheel_of(names, tmp_path))) == [f"the wheel lacks {name}"]


def test_a_wheel_with_a_strange_file_is_objected_to(tmp_path):
    (objection,) = about_wheel(wheel_of({*package_files(), "tests/test_a.py"}, tmp_path))
    assert objection == "the wheel has tests/test_a.py, which is not ours"


@pytest.mark.parametrize("name", ["refmath/py.typed", "tests/conftest.py", "LICENSE"])
def test_an_sdist_without_a_file_is_objected_to(name, tmp_path):
    names = {*package_files(), *package_files("tests"), "pyproject.toml", "README.md", "LICENSE"}
    assert list(about_sdist(sdist_of({*names, "Makefile"}, tmp_path))) == []
    assert list(about_sdist(sdist_of(names - {name}, tmp_path))) == [f"the sdist lacks {name}"]


def test_metadata_of_another_version_is_objected_to():
    (objection,) = about_metadata(b"Metadata-Version: 2.4\nName: refmath\nVersion: 9.9\n")
    assert objection == f"the metadata: expected version {refmath.__version__!r}, got '9.9'"


@pytest.mark.parametrize("field", [b"Requires-Dist: numpy>>2", b"License-Expression: FREE BEER"])
def test_a_field_against_its_standard_is_objected_to(field):
    said = f"Metadata-Version: 2.4\nName: refmath\nVersion: {refmath.__version__}\n".encode()
    assert list(about_metadata(said)) == []
    assert list(about_metadata(said + field + b"\n")) != []
