"""Environments: made once, anew when a source is newer, and never by two at the same time."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from release import environment
from release.environment import alone, set_up, too_old


@pytest.fixture
def steps(tmp_path, monkeypatch):
    """A tree with a lock file, in which steps are only written down."""
    monkeypatch.chdir(tmp_path)
    for name in ("pyproject.toml", "dev.lock"):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (1000, 1000))
    done = []

    def run(*command):
        done.append(" ".join(map(str, command)))
        Path(".venv").mkdir(exist_ok=True)

    monkeypatch.setattr(environment, "run", run)
    return done


def test_an_environment_is_made_from_hashes_and_then_of_this_package(steps):
    set_up(Path(".venv"), Path("dev.lock"))
    made, locked, ours = steps
    assert made.endswith("-m venv --clear .venv")
    assert locked.endswith("--require-hashes --requirement dev.lock")
    assert ours.endswith("--no-deps --no-build-isolation --editable .")


def test_each_step_is_said_before_it_is_taken(steps, capsys):
    Path("dev.lock").write_text("numpy==2.4.0 \\\n    --hash=sha256:0\n# via x==1\nrich==14.1\n")
    set_up(Path(".venv"), Path("dev.lock"))
    said = capsys.readouterr()
    assert said.out == ""
    first, *each = said.err.splitlines()
    assert first.startswith("setting up .venv, once")
    assert [line[:6] for line in each] == ["1 of 3", "2 of 3", "3 of 3"]
    assert "2 packages" in each[1]
    assert len(steps) == 3


def test_an_environment_is_made_anew_only_after_a_source_has_changed(steps):
    set_up(Path(".venv"), Path("dev.lock"))
    set_up(Path(".venv"), Path("dev.lock"))
    assert len(steps) == 3
    later = time.time() + 10
    os.utime("pyproject.toml", (later, later))
    set_up(Path(".venv"), Path("dev.lock"))
    assert len(steps) == 6


@pytest.mark.usefixtures("steps")
def test_an_environment_whose_making_failed_is_not_ready(monkeypatch):
    def broken(*command):
        raise subprocess.CalledProcessError(1, command)

    monkeypatch.setattr(environment, "run", broken)
    with pytest.raises(subprocess.CalledProcessError):
        set_up(Path(".venv"), Path("dev.lock"))
    assert not Path(".venv/ready").exists()


@pytest.mark.skipif(environment.fcntl is None, reason="needs POSIX locks")
def test_two_targets_at_once_make_it_once(steps):
    with alone(Path(".venv")):
        second = threading.Thread(target=set_up, args=(Path(".venv"), Path("dev.lock")))
        second.start()
        second.join(0.2)
        assert steps == []  # it waits
        Path(".venv").mkdir()
        Path(".venv/ready").touch()  # the first has made it meanwhile
    second.join()
    assert steps == []


PROGRAM = """#!{python}
import sys, time
print("begun", sys.argv[1:], flush=True)
sys.stdin.read()
sys.exit(7)
"""


@pytest.mark.skipif(environment.fcntl is None, reason="needs POSIX locks")
def test_no_environment_is_cleared_while_a_program_of_it_runs(steps):
    programs = Path(".venv/bin")
    programs.mkdir(parents=True)
    (programs / "waits").write_text(PROGRAM.format(python=sys.executable))
    (programs / "waits").chmod(0o755)
    script = environment.__file__
    with subprocess.Popen(
        [sys.executable, script, ".venv", "--", "waits", "--for", "it"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        assert program.stdout.readline() == "begun ['--for', 'it']\n"
        setting_up = threading.Thread(target=set_up, args=(Path(".venv"), Path("dev.lock")))
        setting_up.start()
        setting_up.join(0.3)
        assert steps == []  # it waits
        program.stdin.close()
        assert program.wait() == 7
        setting_up.join()
    assert len(steps) == 3


@pytest.mark.skipif(environment.fcntl is None, reason="needs POSIX locks")
def test_a_program_may_ask_for_the_environment_that_it_runs_in(steps):
    """As `make matrix` does: its program runs in .venv, and asks for each environment."""
    set_up(Path(".venv"), Path("dev.lock"))
    made = len(steps)
    with environment.lock_file(Path(".venv")).open("a") as of_program:
        environment.fcntl.flock(of_program, environment.fcntl.LOCK_SH)
        asking = threading.Thread(target=set_up, args=(Path(".venv"), Path("dev.lock")))
        asking.start()
        asking.join(5)
        waited = asking.is_alive()
    asking.join()
    assert not waited
    assert len(steps) == made


def test_an_old_python_is_refused_in_words():
    assert "3.10" in too_old((3, 10), "python3")
    assert too_old(sys.version_info[:2], "python3") is None
