"""What a path leads to is looked at before it is opened, and said in words."""

import json
import os
import socket
import struct
from pathlib import Path

import pytest

from refmath.input_files import (
    STANDARD_INPUT,
    content_of,
    is_standard_input,
    json_of,
    kind_of,
    opened,
    readable,
    regular_file,
    same_file,
    typed_file,
)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "five.txt"
    path.write_bytes(b"12345")
    return path


def test_a_file_is_of_its_size_and_is_read_whole_if_it_is_not_too_large(file):
    assert regular_file("path", file) == 5
    assert readable("FILE", file) is None
    assert content_of("path", file, 5) == b"12345"
    with opened(file) as stream:
        assert stream.read() == b"12345"
    said = f"path: expected at most 4 bytes, got {file} of 5"
    with pytest.raises(ValueError, match=":") as error:
        content_of("path", file, 4)
    assert str(error.value) == said


def test_thousands_are_set_apart(tmp_path):
    large = tmp_path / "large"
    with large.open("wb") as stream:
        stream.truncate(2_000_000)
    with pytest.raises(ValueError, match=rf"^path: .* 1,000,000 bytes, got {large} of 2,000,000$"):
        content_of("path", large, 1_000_000)


def test_what_is_no_file_is_said_to_be_what_it_is(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # the path of a socket is short
    pipe, plug = Path("pipe"), Path("plug")
    os.mkfifo(pipe)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(plug))
        kinds = {
            Path(): "a folder",
            plug: "a socket",
            Path("/dev/null"): "a device",
        }
        for path, kind in kinds.items():
            with pytest.raises(ValueError, match=":") as error:
                readable("FILE", path)
            said = f"FILE: expected a file or a pipe, got {path} which is {kind}"
            assert str(error.value) == said
        assert readable("FILE", pipe) is None  # and nobody writes into it
        for path, kind in {**kinds, pipe: "a pipe"}.items():
            with pytest.raises(ValueError, match=":") as error:
                regular_file("path", path)
            assert str(error.value) == f"path: expected a file, got {path} which is {kind}"


def test_where_nothing_is_the_system_says_so(tmp_path):
    for look in (regular_file, readable, lambda name, path: content_of(name, path, 9)):
        with pytest.raises(FileNotFoundError):
            look("path", tmp_path / "nothing")


def test_a_hyphen_is_standard_input(monkeypatch, file):
    with file.open() as given:
        monkeypatch.setattr("sys.stdin", given)
        assert readable("FILE", STANDARD_INPUT) is None
        with opened(Path("-")) as stream:
            assert stream.read() == b"12345"
        given.seek(0)
        assert given.read() == "12345"  # it is left open


def test_the_file_called_a_hyphen_is_typed_with_its_folder():
    assert typed_file("-") == STANDARD_INPUT
    for text in ("./-", ".//-", "././-"):
        assert typed_file(text) == Path.cwd() / "-"
    assert typed_file("a/-") == Path("a/-")


def test_standard_input_that_is_closed_is_refused(monkeypatch):
    monkeypatch.setattr("sys.stdin", None)
    for read in (lambda: readable("FILE", STANDARD_INPUT), lambda: opened(STANDARD_INPUT)):
        with pytest.raises(ValueError, match=r"^FILE: expected standard input to be open, got it"):
            read()


def test_standard_input_may_be_a_file_that_is_told(file, monkeypatch, tmp_path):
    with file.open() as given:
        monkeypatch.setattr("sys.stdin", given)
        assert is_standard_input(file)
        assert not is_standard_input(tmp_path / "another")
        (tmp_path / "another").write_bytes(b"12345")
        assert not is_standard_input(tmp_path / "another")
    monkeypatch.setattr("sys.stdin", None)
    assert not is_standard_input(file)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"a": 1, "b": {"a": 1, "a": 2}}', "card: expected JSON, got a name twice, 'a'"),
        ("{'", "card: expected JSON, got Expecting property name"),
        (b"\xff\xfe\xff", "card: expected JSON, got 'utf-16-le' codec can't decode"),
        ("[" * 200_000, "card: expected JSON, got nesting without end"),
        (f'{{"{"n" * 99}": 1, "{"n" * 99}": 2}}', f"got a name twice, '{'n' * 60}'"),
    ],
)
def test_json_has_each_name_once_and_an_end(text, said):
    with pytest.raises(ValueError, match=r"^card: ") as error:
        json_of("card", text)
    assert said in str(error.value)
    with pytest.raises(ValueError, match=r"^card: expected a table, got "):
        json_of("card", text, "a table")


def test_json_is_what_json_reads():
    value = {"a": [1, None, {"a": "é"}], "b": {}}
    assert json_of("card", json.dumps(value)) == value
    assert json_of("card", json.dumps(value).encode("utf-16")) == value


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"", "an empty file"),
        (b"PK\x03\x04rest", "a zip archive, as .npz files and torch's are"),
        (b"\x93NUMPY\x01", "a .npy file"),
        (b"PAR1", "a Parquet file"),
        (b"\x89HDF\r\n", "an HDF5 file"),
        (b"\x1f\x8b\x08", "a gzip file, which has to be unpacked first"),
        (b"\x28\xb5\x2f\xfd", "a zstandard file, which has to be unpacked first"),
        (b"GGUF\x03", "a GGUF file"),
        (
            b"version https://git-lfs.github.com/spec/v1",
            "a pointer of Git LFS, which stands for the file: fetch it",
        ),
        (b"<!DOCTYPE html>", "a page of HTML or XML"),
        (b'{"a": 1}', "a text, as of JSON"),
        *((bytes([0x80, n]), "a pickle, which is never read, as it could run anything")
          for n in range(6)),
        (b"\x80\x06", "a file of another kind"),
        (struct.pack("<Q", 2) + b"{}", "a safetensors file"),
        (struct.pack("<Q", 2**32 - 1) + b"{", "a safetensors file"),
        (struct.pack("<Q", 2**32) + b"{", "a file of another kind"),
        (struct.pack("<Q", 1) + b"{", "a file of another kind"),
        (struct.pack("<Q", 2) + b"[]", "a file of another kind"),
        (b"NUMPY", "a file of another kind"),
    ],
)  # fmt: skip
def test_a_file_is_told_by_how_it_begins(start, kind):
    assert kind_of(start) == kind


def test_two_paths_to_one_file_are_one_whether_it_is_there_or_not(tmp_path, file, monkeypatch):
    monkeypatch.chdir(tmp_path)
    link = tmp_path / "link"
    link.symlink_to(file)
    assert same_file(file, link)
    assert same_file(file, Path("five.txt"))
    assert not same_file(file, tmp_path / "six.txt")
    assert same_file(Path("six.txt"), tmp_path / "six.txt")
    assert not same_file(tmp_path / "six.txt", tmp_path / "seven.txt")
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    with pytest.raises(OSError, match=r"Too many levels of symbolic links: .*loop"):
        same_file(loop, tmp_path / "six.txt")
