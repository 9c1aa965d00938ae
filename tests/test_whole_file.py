"""Files are written wholly or not at all."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from refmath.whole_file import check_writable, whole_file, write_atomically


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


@pytest.mark.parametrize("named", [True, False])
def test_until_all_is_written_no_other_file_is_seen_where_files_need_no_name(
    named: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if named:
        monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    elif not hasattr(os, "O_TMPFILE"):
        pytest.skip("every file has a name on this system")
    with whole_file(tmp_path / "page.md") as file:
        file.write(b"new")
        assert len(list(tmp_path.iterdir())) == named
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("page.md", "new")]
    (tmp_path / "beside").write_text("")  # as open as any other new file
    assert (tmp_path / "page.md").stat().st_mode == (tmp_path / "beside").stat().st_mode


def test_what_a_killed_process_of_the_same_number_left_is_in_nobodys_way(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    left = tmp_path / f".page.md.{os.getpid()}.tmp"
    left.write_text("half")
    check_writable(path)
    write_atomically(path, "new")
    assert path.read_text() == "new"
    with whole_file(path) as one, whole_file(path) as other:  # nor is who writes it at once
        one.write(b"one")
        other.write(b"other")
    assert path.read_text() == "one"


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


def test_a_name_may_be_as_long_as_names_are_and_no_longer(tmp_path: Path) -> None:
    longest = os.pathconf(tmp_path, "PC_NAME_MAX")
    path = tmp_path / ("n" * longest)
    check_writable(path)
    write_atomically(path, "new")
    assert path.read_text() == "new"
    with pytest.raises(OSError, match="File name too long"):
        check_writable(tmp_path / ("n" * (longest + 1)))
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("write", [check_writable, lambda path: write_atomically(path, "new")])
def test_links_that_lead_to_themselves_are_refused(
    write: Callable[[Path], None], tmp_path: Path
) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    with pytest.raises(OSError, match=r"Too many levels of symbolic links: '.*loop'"):
        write(loop)
    assert list(tmp_path.iterdir()) == [loop]


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
