"""Killed at any moment, a command leaves the file that was there before, or the new one, whole."""

import os
import random
import signal
import subprocess
import sys
import time
from importlib.util import find_spec

import numpy as np
import pytest
from hypothesis import settings

import refmath as rm

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no process is killed there")

AT_EACH_STEP = """
import os, signal, sys
from pathlib import Path
from refmath.cli import main
from refmath.sequences import counting, run_store

# A few tokens are many pieces, and what is counted doesn't fit.
cut, made = counting.pieces, run_store.RunStore.__init__
counting.pieces = lambda documents, _, *rest: cut(documents, 500, *rest)

def holds_nothing(self, *arguments):
    made(self, *arguments)
    self.most_held, self.keys_at_once = 0, 1000

run_store.RunStore.__init__ = holds_nothing

ON_FILES = {"open", "write", "flush", "fsync", "link", "chmod", "replace", "unlink", "close"}

def is_on_files(function):
    return function.__name__ in ON_FILES and not isinstance(function.__self__, str)

def calls_of(words):
    \"\"\"Run the command, and list its calls that have to do with files, by where they stand.\"\"\"
    calls = []

    def look(frame, event, called):
        if event == "c_call" and is_on_files(called):
            calls.append((frame.f_code.co_filename, frame.f_code.co_name, called.__name__))

    sys.setprofile(look)
    status = main(words)
    sys.setprofile(None)
    assert not status
    return calls

def ended_at(step, end, words):
    left = step

    def look(frame, event, called):
        nonlocal left
        if event == "c_call" and is_on_files(called):
            left -= 1
            if left < 0:
                sys.setprofile(None)
                os.kill(os.getpid(), end)

    sys.setprofile(look)
    return main(words)

def begin_anew(step):
    for path in out.parent.iterdir():
        path.unlink()
    if step % 2:
        out.write_bytes(b"older")

end, every, out, *words = sys.argv[1:]
end, out = int(end), Path(out)
signal.signal(signal.SIGINT, signal.default_int_handler)
answers = os.fdopen(os.dup(1), "w")
for stream in (1, 2):
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
main(words)  # what it imports is no step of it
begin_anew(0)
calls = calls_of(words)
first, last = ({call: n for n, call in order} for order in (
    reversed([*enumerate(calls)]), enumerate(calls)))
steps = range(len(calls)) if every == "every" else sorted({*first.values(), *last.values()})
for step in [*steps, len(calls) + 9]:
    begin_anew(step)
    child = os.fork()
    if not child:
        try:
            os._exit(ended_at(step, end, words))
        except KeyboardInterrupt:
            os._exit(130)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    content = out.read_bytes().hex() if out.exists() else "-"
    others = [name for name in os.listdir(out.parent) if name != out.name]
    print(step, status, content, *others, file=answers, flush=True)
"""


def ended_at_each_step(end, out, words, scratch):
    """End a command at its calls that have to do with files, and say what is there after each.

    Of a call that stands in one place and is made many times, only the first and the last; all in a
    long search.
    """
    every = "every" if settings.default.max_examples > 1000 else "first and last"
    done = subprocess.run(
        [sys.executable, "-c", AT_EACH_STEP, str(int(end)), every, str(out), *map(str, words)],
        capture_output=True,
        env=os.environ | {"TMPDIR": str(scratch), "OPENBLAS_NUM_THREADS": "1"},
        text=True,
        timeout=600,
        check=True,
    )
    lines = [line.split(" ") for line in done.stdout.splitlines()]
    return [(int(step), int(status), content, others) for step, status, content, *others in lines]


@pytest.fixture
def scratch(tmp_path):
    folder = tmp_path / "scratch"
    folder.mkdir()
    return folder


@pytest.fixture
def tokens(tmp_path):
    path = tmp_path / "tokens.npy"
    np.save(path, np.random.default_rng(0).integers(0, 40, 1000))
    return path


def command_of(kind, out, tokens, tmp_path):
    if kind == "certificate":
        rm.save(rm.by_hand.one_skip_trigram(9, source=0, destination=1, output=2), tmp_path / "m")
        words = ["skip-trigrams", tmp_path / "m", "--top", 3, "--n-ctx", 4, "--certify"]
        return [*words, "--certificate", out]
    return ["count", tokens, "--max-step", 2, "--out", out]


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGINT])
@pytest.mark.parametrize("kind", [".npz", ".parquet", "certificate"])
def test_at_whatever_step_it_is_ended_the_file_is_the_older_or_the_new_one(
    kind, end, tmp_path, scratch, tokens
):
    if kind == ".parquet" and not find_spec("pyarrow"):
        pytest.skip("without pyarrow nothing writes Parquet files")
    folder = tmp_path / "folder"
    folder.mkdir()
    out = folder / f"out{'.json' if kind == 'certificate' else kind}"
    words = command_of(kind, out, tokens, tmp_path)
    *ended, (_, status, whole, _) = ended_at_each_step(end, out, words, scratch)
    assert status == 0
    assert {status for _, status, *_ in ended} == {130 if end == signal.SIGINT else -end}
    is_new = []
    for step, _, content, _ in ended:
        assert content in (whole, b"older".hex() if step % 2 else "-")
        is_new.append(content == whole)
    assert is_new == sorted(is_new)  # once it is new, it stays new
    assert len(ended) > 10
    assert list(scratch.iterdir()) == []
    if kind != "certificate":
        expected = rm.count_skip_trigrams(np.load(tokens), 2, d_vocab=40)
        assert rm.load_counts(out) == expected
    # All that a kill may leave is what is whole, and just about to get its name.
    left = sum(bool(others) for *_, others in ended)
    if end == signal.SIGINT:
        assert left == 0
    elif hasattr(os, "O_TMPFILE"):
        assert left <= 2


def test_killed_at_any_moment_and_begun_again_the_table_is_right(tmp_path, scratch):
    rng, chosen = np.random.default_rng(1), random.Random(1)
    tokens = rng.integers(0, 40_000, 60_000)
    np.save(tmp_path / "tokens.npy", tokens)
    folder = tmp_path / "folder"
    folder.mkdir()
    out = folder / "counts.npz"
    words = ["count", tmp_path / "tokens.npy", "--max-step", 8, "--memory", "16M", "--out", out]

    def begun():
        return subprocess.Popen(
            [sys.executable, "-m", "refmath", *map(str, words)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=os.environ | {"TMPDIR": str(scratch)},
        )

    start = time.perf_counter()
    with begun() as process:
        process.communicate(timeout=60)
    in_all = time.perf_counter() - start
    assert process.returncode == 0
    expected, whole = rm.count_skip_trigrams(tokens, 8, d_vocab=40_000), out.read_bytes()
    assert rm.load_counts(out) == expected
    out.unlink()
    for _ in range(max(3, settings.default.max_examples // 10)):
        with begun() as process:
            time.sleep(in_all * chosen.random())
            process.kill()
        assert list(scratch.iterdir()) == []
        assert not out.exists() or out.read_bytes() == whole
        assert set(folder.iterdir()) <= {out}
    with begun() as process:
        process.communicate(timeout=60)
    assert (process.returncode, out.read_bytes()) == (0, whole)
