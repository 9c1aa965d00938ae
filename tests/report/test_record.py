"""The record: a schema that stays, and files that are written wholly or not at all."""

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from refmath.evidence.verdict import Check, Refutation, Verdict
from refmath.report import record as room
from refmath.report.record import check_writable, record, version_of, write_atomically, write_record

GOOD = Verdict(
    "good",
    "A ⊗ W",
    "Chapter",
    (Check("all shapes", True, "2 steps", 0.25),),
    (Refutation("wrong", r"A \otimes W", "it looks so", True, "entry (0, 0)", 0.5),),
)
BAD = replace(GOOD, name="bad", refutations=())


def test_the_keys_of_the_schema_stay() -> None:
    """Whoever reads a record counts on these; under this number, keys are only ever added."""
    found = record([GOOD])
    assert found["schema"] == "refmath-record/1"
    assert set(found) >= {"refmath", "python", "numpy", "sympy", "passed", "seconds", "verdicts"}
    (verdict,) = found["verdicts"]
    assert set(verdict) >= {
        *("name", "title", "chapter", "passed", "seconds", "checks", "refutations")
    }
    assert set(verdict["checks"][0]) >= {"route", "passed", "detail", "seconds"}
    assert set(verdict["refutations"][0]) >= {
        *("name", "statement", "tempting", "refuted", "counterexample", "seconds")
    }


def test_every_key_stands_in_the_schema_as_documented() -> None:
    found = record([GOOD])
    (verdict,) = found["verdicts"]
    for keys in (found, verdict, verdict["checks"][0], verdict["refutations"][0]):
        for key in keys:
            assert key in (room.__doc__ or "")


def test_it_says_what_the_verdicts_say() -> None:
    found = record([GOOD, BAD])
    assert not found["passed"]
    assert found["seconds"] == 0.25 + 0.5 + 0.25
    assert [(v["name"], v["passed"], v["seconds"]) for v in found["verdicts"]] == [
        ("good", True, 0.75),
        ("bad", False, 0.25),
    ]
    assert record([GOOD])["passed"]


def test_nothing_verified_is_not_passed() -> None:
    assert record([])["passed"] is False


def test_what_is_written_is_read_again_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "record.json"
    write_record(path, (verdict for verdict in (GOOD, BAD)))
    assert json.loads(path.read_text(encoding="utf-8")) == json.loads(
        json.dumps(record([GOOD, BAD]))
    )
    assert "⊗" in path.read_text(encoding="utf-8")
    assert path.read_bytes().endswith(b"}\n")


@pytest.mark.parametrize("seconds", [float("nan"), float("inf")])
def test_a_number_that_json_has_no_word_for_is_refused_and_the_old_file_stays(
    seconds: float, tmp_path: Path
) -> None:
    path = tmp_path / "record.json"
    path.write_text("old")
    with pytest.raises(ValueError, match="Out of range"):
        write_record(path, [replace(GOOD, checks=(Check("all shapes", True, "", seconds),))])
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("record.json", "old")]


def test_a_distribution_that_is_not_installed_has_an_unknown_version() -> None:
    assert version_of("no-such-distribution-of-that-name") == "unknown"
    assert version_of("numpy")[0].isdigit()


@pytest.mark.parametrize("where", ["fsync", "replace"])
@pytest.mark.parametrize("error", [OSError("disk full"), KeyboardInterrupt()])
def test_a_write_that_is_broken_off_leaves_the_old_file_and_no_other(
    where: str, error: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken_off(*_: object) -> None:
        raise error

    path = tmp_path / "page.md"
    path.write_text("old")
    monkeypatch.setattr(os, where, broken_off)
    with pytest.raises(type(error)):
        write_atomically(path, "new")
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("page.md", "old")]


def test_until_all_is_written_a_reader_sees_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "page.md"
    path.write_text("old")
    seen = []
    fsync = os.fsync

    def look(descriptor: int) -> None:
        fsync(descriptor)
        seen.append(path.read_text())

    monkeypatch.setattr(os, "fsync", look)
    write_atomically(path, "new")
    assert seen == ["old"]
    assert path.read_text() == "new"


def test_the_text_is_written_byte_for_byte(tmp_path: Path) -> None:
    text = "a\r\nb\nc\rd ⊗\n"
    write_atomically(tmp_path / "page.md", text)
    assert (tmp_path / "page.md").read_bytes() == text.encode()


def test_a_link_stays_a_link_and_permissions_stay(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_text("old")
    target.chmod(0o640)
    link.symlink_to(target)
    write_atomically(link, "new")
    assert link.is_symlink()
    assert target.read_text() == "new"
    assert target.stat().st_mode & 0o777 == 0o640


def test_a_device_is_written_to_and_not_replaced() -> None:
    write_atomically(Path(os.devnull), "text")
    check_writable(Path(os.devnull))
    assert not Path(os.devnull).is_file()


def test_asking_whether_a_file_could_be_written_leaves_no_trace(tmp_path: Path) -> None:
    check_writable(tmp_path / "record.json")
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "record.json").write_text("old")
    check_writable(tmp_path / "record.json")
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("record.json", "old")]


def test_what_could_not_be_written_is_found_out(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(IsADirectoryError, match="is a directory"):
        check_writable(tmp_path)
    with pytest.raises(FileNotFoundError):
        check_writable(tmp_path / "missing" / "record.json")
    with pytest.raises(NotADirectoryError):
        check_writable(tmp_path / "file" / "record.json")


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to root")
def test_a_folder_that_is_closed_is_found_out(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(PermissionError):
        check_writable(tmp_path / "record.json")
