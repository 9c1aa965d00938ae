"""The sample, the interval, the record: what a count of changes says of a room."""

import json
import os
import subprocess
import time
import tomllib
from fnmatch import fnmatch

import pytest

from release import mutants
from release.mutants import (
    BESIDE,
    FLOOR,
    FLOORS,
    RECORD,
    WITHOUT,
    Count,
    drawn,
    files,
    interval,
    main,
    record_of,
    rooms,
    said,
    settings,
    table,
    with_settings,
    write_record,
)

NAMES = [f"refmath.symbolic.words.x_f__mutmut_{n}" for n in range(300)]
A, B, C = NAMES[:3]


def test_a_sample_is_the_same_for_the_same_seed_and_what_is_drawn_stays():
    sample = drawn(NAMES, 100, 0)
    assert len(set(sample)) == 100
    assert sample == drawn(NAMES[::-1], 100, 0)
    assert set(sample) != set(drawn(NAMES, 100, 1))
    fewer = drawn(NAMES[:150] + NAMES[151:], 100, 0)
    assert len(set(sample) & set(fewer)) >= 99
    assert sorted(drawn(NAMES, 1000, 0)) == sorted(NAMES)


@pytest.mark.parametrize(
    ("noticed", "of", "low", "high"),
    [
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (50, 100, 0.4038, 0.5962),
        (95, 100, 0.8882, 0.9785),
    ],
)
def test_the_interval_is_wilsons(noticed, of, low, high):
    assert interval(noticed, of) == pytest.approx((low, high), abs=1e-4)


STATUSES = {A: "killed", B: "survived", C: "timeout"}


def test_what_was_killed_or_never_ended_was_noticed():
    count = Count({**STATUSES, "d": "no tests", "e": "segfault"}, 9)
    assert count.noticed == 3
    assert count.missed == ("d", B)


def test_a_reason_is_kept_for_the_same_change_whatever_its_name():
    changes = {B: "- a + b\n+ a - b"}
    entry = record_of("symbolic", Count(STATUSES, 300), changes, 7, {changes[B]: "b is 0"})
    assert entry["noticed"] == 2
    assert (entry["sample"], entry["of"], entry["seed"]) == (3, 300, 7)
    assert entry["missed"] == [
        {"name": B, "status": "survived", "change": changes[B], "why": "b is 0"}
    ]
    assert entry["tests"][0] == "tests/symbolic"
    text = said("symbolic", entry)
    assert text.startswith(
        "symbolic: 2 of 3 changes noticed, drawn from 300 by seed 7: 95 % interval"
    )
    assert text.endswith(f"{B}: survived\n- a + b\n+ a - b\nb is 0")
    other = record_of("symbolic", Count(STATUSES, 300), {B: "- c\n+ d"}, 7, {changes[B]: "b is 0"})
    assert other["missed"][0]["why"] == ""


def test_a_count_leaves_the_other_rooms_as_they_are(tmp_path):
    path = tmp_path / "mutants.json"
    write_record(path, "symbolic", {"noticed": 1})
    write_record(path, "evidence", {"noticed": 2})
    write_record(path, "symbolic", {"noticed": 3})
    assert json.loads(path.read_text()) == {"evidence": {"noticed": 2}, "symbolic": {"noticed": 3}}


def test_a_room_has_its_files_and_the_tests_that_mirror_them():
    project = tomllib.loads((RECORD.parents[1] / "pyproject.toml").read_text("utf-8"))
    text = (RECORD.parents[1] / "pyproject.toml").read_text("utf-8")
    for room in rooms():
        put = tomllib.loads(with_settings(text, settings(room)))
        assert put["tool"].pop("mutmut")["only_mutate"] == files(room)
        assert put["tool"] == {k: v for k, v in project["tool"].items() if k != "mutmut"}
        for test in settings(room)["pytest_add_cli_args_test_selection"]:
            assert (RECORD.parents[1] / test).exists()


def test_every_file_of_the_package_is_in_one_room():
    package = RECORD.parents[1]
    for path in package.glob("refmath/**/*.py"):
        name = path.relative_to(package).as_posix()
        homes = [r for r in rooms() if any(fnmatch(name, pattern) for pattern in files(r))]
        assert len(homes) == 1


@pytest.mark.skipif(not (RECORD.parents[1] / ".git").exists(), reason="git knows what is ours")
def test_all_that_lies_beside_the_package_is_copied():
    command = ["git", "-C", str(RECORD.parents[1]), "ls-files"]
    listed = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    top = {name.split("/")[0] for name in listed}
    assert set(BESIDE) == top - {".gitignore", "refmath", "tests", "pyproject.toml"}


def test_a_test_that_is_not_asked_is_there_and_is_its_rooms():
    assert set(WITHOUT) <= set(rooms())
    for room, tests in WITHOUT.items():
        assert settings(room)["pytest_add_cli_args"][-2:] == ["--deselect", tests[-1]]
        for file, _, name in (test.partition("::") for test in tests):
            selected = settings(room)["pytest_add_cli_args_test_selection"]
            assert any(file == one or file.startswith(f"{one}/") for one in selected)
            function, _, _ = name.partition("[")
            text = (RECORD.parents[1] / file).read_text("utf-8")  # of no function: the whole file
            assert not function or f"def {function}(" in text


class StandIn:
    """mutmut, that finds each change as it is told."""

    def __init__(self, found):
        self.found, self.tried = found, []

    def __call__(self, folder, jobs):
        self.folder, self.jobs = folder, jobs
        return self

    def names(self):
        return tuple(self.found)

    def run(self, *names):
        self.tried += names

    def statuses(self):
        return {n: s if n in self.tried else mutants.UNTRIED for n, s in self.found.items()}

    def change(self, name):
        return f"- {name}\n+ other"


@pytest.mark.parametrize(
    ("survived", "room", "status"),
    [(5, "symbolic", 0), (6, "symbolic", 1), (6, "report", 0), (11, "report", 1)],
)  # beside one that mutmut misses and a run of its own notices
def test_less_than_the_floor_fails(survived, room, status, tmp_path, monkeypatch, capsys):
    found = {n: "survived" if k <= survived else "killed" for k, n in enumerate(NAMES[:100])}
    stand_in = StandIn(found)
    monkeypatch.setattr(mutants, "Mutmut", stand_in)
    monkeypatch.setattr(mutants, "copied", lambda _: tmp_path)
    monkeypatch.setattr(mutants.Alone, "is_noticed", lambda _, name: name == NAMES[0])
    monkeypatch.setattr(mutants, "RECORD", tmp_path / "mutants.json")
    assert main([room, "--jobs", "2"]) == status
    assert sorted(stand_in.tried) == sorted(found)
    assert (stand_in.folder, stand_in.jobs) == (tmp_path, 2)
    written = json.loads((tmp_path / "mutants.json").read_text())[room]
    assert len(written["missed"]) == survived
    assert written["noticed"] == 100 - survived
    assert f"{room}: {100 - survived} of 100" in capsys.readouterr().out
    assert main([room]) == status
    assert len(stand_in.tried) == 100  # what is known is not tried again


PROGRAM = """
import os
MADE_AT_IMPORT = os.environ["MUTANT_UNDER_TEST"]
def test_it():
    assert MADE_AT_IMPORT not in ("changes", BROKEN)
"""


def test_what_is_made_at_import_is_tried_in_a_run_of_its_own(tmp_path, monkeypatch):
    tests = tmp_path / "mutants" / "tests" / "symbolic"
    tests.mkdir(parents=True)
    chosen = {"pytest_add_cli_args": ["-n0"], "pytest_add_cli_args_test_selection": [str(tests)]}
    monkeypatch.setattr(mutants, "settings", lambda _: chosen)
    (tests / "test_it.py").write_text(PROGRAM.replace("BROKEN", "None"))
    alone = mutants.Alone(tmp_path, "symbolic", 1)
    assert not alone.is_noticed("changes nothing")
    assert alone.is_noticed("changes")
    (tests / "test_it.py").write_text(PROGRAM.replace("BROKEN", "''"))
    assert mutants.Alone(tmp_path, "symbolic", 1).is_noticed("changes")  # as was found before
    alone.kept.unlink()
    with pytest.raises(SystemExit, match="tests that pass without a change"):
        alone.is_noticed("changes")


def test_a_run_that_never_ends_is_ended_with_all_that_it_has_begun(tmp_path, monkeypatch):
    (tmp_path / "mutants").mkdir()
    alone = mutants.Alone(tmp_path, "symbolic", 1)
    alone.command = ["sh", "-c", "sleep 60 & echo $! > begun; wait"]
    monkeypatch.setattr(mutants, "NEVER", 1)
    assert alone._fails("any")
    begun = int((tmp_path / "mutants" / "begun").read_text())
    for _ in range(100):
        try:
            os.kill(begun, 0)
        except ProcessLookupError:
            break
        time.sleep(0.05)
    else:
        raise AssertionError("what it has begun is alive")


def test_with_a_changed_file_all_is_tried_anew(tmp_path, monkeypatch):
    here = tmp_path / "here"
    (here / "refmath").mkdir(parents=True)
    monkeypatch.setattr(mutants, "REPOSITORY", here)
    (here / "pyproject.toml").write_text("[tool.mutmut]\nsource_paths = []\n")
    (here / "refmath" / "a.py").write_text("a = 1\n")
    subprocess.run(["git", "init", "--quiet", "."], cwd=here, check=True)
    folder = mutants.copied("symbolic")
    assert folder == here / "build" / "mutants" / "symbolic"
    assert 'only_mutate = ["refmath/symbolic/*"]' in (folder / "pyproject.toml").read_text()
    tried = folder / "mutants" / "tried"
    tried.parent.mkdir()
    tried.touch()
    (here / ".gitignore").write_text("build/\n")
    for text, stays in (("a = 1\n", False), ("a = 1\n", True), ("a = 2\n", False)):
        tried.parent.mkdir(exist_ok=True)
        tried.touch()
        (here / "refmath" / "a.py").write_text(text)
        mutants.copied("symbolic")
        assert tried.exists() is stays, text
    assert (folder / "refmath" / "a.py").read_text() == "a = 2\n"


def test_a_room_that_is_none_is_refused(capsys):
    with pytest.raises(SystemExit):
        main(["attic"])
    assert "ROOM" in capsys.readouterr().err


def test_the_floors_are_of_rooms_that_are_there():
    assert set(FLOORS) == {"evidence", "numeric", "symbolic"}
    assert set(FLOORS) <= set(rooms())
    assert all(floor >= FLOOR >= 0.9 for floor in FLOORS.values())


def test_the_record_says_what_it_counts():
    """Each count that stands in the repository is whole, and its interval is its own."""
    for room, entry in mutants.read_record(RECORD).items():
        assert room in rooms()
        assert entry["interval"] == pytest.approx(
            interval(entry["noticed"], entry["sample"]), abs=1e-4
        )
        assert len(entry["missed"]) == entry["sample"] - entry["noticed"]


def test_the_table_of_counts_is_the_records():
    text = (RECORD.parents[1] / "CONTRIBUTING.md").read_text("utf-8")
    assert table(mutants.read_record(RECORD)) in text
