"""The command line: its parser, its exit statuses, and how it ends when nobody reads."""

import json
import re
import shlex
import subprocess
import sys
from importlib.metadata import version
from keyword import iskeyword
from pathlib import Path

import pytest

from refmath.cli import COMMANDS, main
from refmath.evidence import verify
from refmath.theorems.catalogue import STATEMENTS as THEOREMS


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["verify", "--nonsense"],
        ["verify", "name"],
        ["verify", "--jobs", "0"],
        ["verify", "--jobs", "-1"],
        ["verify", "--jobs", "two"],
        ["verify", "--jobs", "²"],
        ["verify", "--only"],
        ["docs"],
    ],
)
def test_it_exits_with_2_for_bad_arguments_and_runs_nothing(
    arguments: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verify, "run_job", lambda *_, **__: pytest.fail("the work began"))
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "usage: refmath" in err


@pytest.mark.parametrize(
    ("arguments", "near"),
    [
        (["verfy"], "near: verify"),
        (["skiptrigrams"], "near: skip-trigrams"),
        (["verify", "--onyl", "vec"], "near: --only"),
        (["derive", "--latx"], "near: --latex"),
        (["derive", "--latx=yes"], "unrecognized arguments: --latx=yes; near: --latex"),
        (["completion", "zhs"], "near: zsh"),
    ],
)
def test_a_mistyped_command_or_option_gets_the_names_near_it(
    arguments: list[str], near: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    *usage, said = capsys.readouterr().err.splitlines()
    assert near in said
    command = arguments[0] if arguments[0] in ("verify", "derive", "completion") else "[-h]"
    assert usage[0].startswith(f"usage: refmath {command}")


def test_what_is_like_nothing_gets_no_name_near_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "--zzzzz"]) == 2
    assert "near" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("there/count.npy", "expected a file, got a path where nothing is; near: counts.npy"),
        ("there/x", "expected a file, got a path where nothing is"),
        ("there/a\nb\x85", "expected a file, got a path where nothing is"),
        ("nowhere/counts.npy", "expected a path in a folder, got one where no folder is"),
        ("there/counts.npy/x", "expected a path in a folder, got one where no folder is"),
    ],
)
def test_a_file_that_is_missing_is_said_in_words(
    path: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "counts.npy").touch()
    assert main(["report", "attn-only-1l", "--windows", str(tmp_path / path)]) == 2
    written = path.replace("\n", r"\n").replace("\x85", r"\x85")  # in one line
    assert capsys.readouterr().err == f"refmath: {tmp_path / written}: {said}\n"


def test_alone_it_prints_its_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    out = capsys.readouterr().out
    assert out.startswith("usage: refmath")
    for command in ("verify", "theorems", "docs"):
        assert re.search(rf"^ +{command} ", out, re.MULTILINE)


@pytest.mark.parametrize("arguments", [["--help"], ["verify", "--help"], ["docs", "-h"]])
def test_help_exits_with_0(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 0
    said = capsys.readouterr().out
    assert said.startswith("usage: refmath")
    if arguments == ["--help"]:
        assert (
            "The executable, machine-checked reference of 'A Mathematical Framework for Transformer"
            " Circuits' (Elhage et al. 2021)."
        ) in " ".join(said.split())


def test_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"refmath {version('refmath')}\n"


def test_a_reader_who_has_read_enough_gets_no_complaint() -> None:
    """More is written than a pipe holds, and nobody reads it."""
    program = (
        "import sys\n"
        "from refmath.cli import main\n"
        "from refmath.theorems import catalogue\n"
        "catalogue.STATEMENTS = catalogue.STATEMENTS * 2000\n"
        "sys.exit(main(['theorems']))\n"
    )
    verifying = [sys.executable, "-m", "refmath", "verify", "--only", "vec", "--jobs", "1"]
    for command in ([sys.executable, "-c", program], verifying):
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        assert process.stderr is not None
        if command is not verifying:
            assert process.stdout.readline().startswith(f"{THEOREMS[0].name}\t")
        process.stdout.close()
        assert process.stderr.read() == ""
        process.stderr.close()
        assert process.wait(timeout=30) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_said_in_one_line() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "refmath", "theorems"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert re.fullmatch(r"refmath: .*No space left on device\n", done.stderr)


VEC = ("verify", "--only", "vec", "--jobs", "2")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a shell and a full device")
@pytest.mark.parametrize(
    ("arguments", "streams", "status"),
    [
        (VEC, ">&-", 0),
        (VEC, "2>&-", 0),
        (VEC, "<&- >&- 2>&-", 0),
        (VEC, ">/dev/full", 1),
        (VEC, "2>/dev/full", 0),
        (VEC, ">/dev/full 2>/dev/full", 1),
        (("verify", "--only", "nothing of that name"), "2>&-", 2),
        (("verify", "--only", "nothing of that name"), "2>/dev/full", 2),
        (("verify", "--nonsense"), "2>/dev/full", 2),
        (("theorems",), "<&- >&- 2>&-", 0),
    ],
)
def test_closed_and_full_streams_get_the_right_status_and_no_traceback(
    arguments: tuple[str, ...], streams: str, status: int
) -> None:
    command = shlex.join([sys.executable, "-m", "refmath", *arguments])
    done = subprocess.run(
        ["sh", "-c", f"{command} {streams}"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        start_new_session=True,  # no terminal either
    )
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) <= 1


def test_what_is_written_to_a_closed_stream_reaches_no_file(tmp_path: Path) -> None:
    path = tmp_path / "found.json"
    command = shlex.join([sys.executable, "-m", "refmath", *VEC, "--json", str(path)])
    assert subprocess.run(["sh", "-c", f"{command} >&- 2>&-"], check=False).returncode == 0
    assert json.loads(path.read_text(encoding="utf-8"))["passed"] is True


def typed(file: str) -> str:
    """How a command is typed: as its file is called, whose first word alone may be Python's own."""
    word = file.partition("_")[0]
    return word if iskeyword(word) else file.replace("_", "-")


def test_every_command_is_a_file_named_as_it_is_typed(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--help"])
    listed = re.findall(r"^    ([a-z-]+)(?= |$)", capsys.readouterr().out, re.MULTILINE)
    names = [typed(command.__name__.rpartition(".")[2]) for command in COMMANDS]
    assert listed == names
    files = {path.stem for path in Path(verify.__file__).parents[1].glob("commands/*.py")}
    not_commands = {"__init__", "arguments", "exit_status", "machine_output", "progress"}
    assert sorted(map(typed, files - not_commands)) == sorted(names)


@pytest.mark.parametrize(
    "error", [MemoryError(), ImportError("libx.so: failed to map segment from shared object")]
)
def test_a_command_that_has_no_memory_left_concludes_nothing(
    error: Exception, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def lose(_: str) -> None:
        raise error

    monkeypatch.setattr(verify, "job_names", lose)
    assert main(["verify"]) == 3
    said = capsys.readouterr()
    assert (said.out, said.err) == (
        "",
        "refmath: the memory was used up: nothing was concluded\n",
    )


def test_a_library_that_is_missing_is_not_said_to_be_too_large(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def lose(_: str) -> None:
        raise ImportError("no such module")

    monkeypatch.setattr(verify, "job_names", lose)
    with pytest.raises(ImportError, match="no such module"):
        main(["verify"])
