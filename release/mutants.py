"""Put errors into one room, one small change at a time, and count what its tests notice.

`python -m release.mutants ROOM`: of all the changes that mutmut knows in the room's files, a sample
drawn by a seed; each is tried with the tests that mirror the room. mutmut makes a change when all
is imported already; one that it calls missed is tried again by a run of its own, which begins with
it: tables that are made at import have the change then. The count is written into
`release/mutants.json`, with the changes that nothing noticed.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from math import sqrt
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).parents[1]
RECORD_NAME = "release/mutants.json"
RECORD = REPOSITORY / RECORD_NAME
NOTICED = frozenset(("killed", "timeout", "suspicious", "segfault", "caught by type check"))
UNTRIED = "not checked"
FLOORS = {"evidence": 0.95, "symbolic": 0.95, "numeric": 0.95}
FLOOR = 0.90
"""What share the tests of a room have to notice: these of three rooms, of any other this."""

BESIDE = (
    ".ci",
    "CHANGELOG.md",
    "CITATION.cff",
    "CONTRIBUTING.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "benchmarks",
    "docs",
    "examples",
    "proofs",
    "release",
    "requirements",
    "training",
    "vectors",
)
"""What lies beside the package and its tests: tests read it."""

MORE_TESTS = {
    "conforming": (
        "tests/test_conformance.py",
        "tests/test_laws.py",
        "tests/release/test_vectors.py",
    ),
    "foreign": ("tests/readers",),
    "house": (
        "tests/test_alphabet.py",
        "tests/test_arguments.py",
        "tests/test_cli.py",
        "tests/test_conformance.py",
        "tests/test_html_table.py",
        "tests/test_input_files.py",
        "tests/test_laws.py",
        "tests/test_show.py",
        "tests/test_strategies.py",
        "tests/test_whole_file.py",
        "tests/commands/test_conformance.py",
        "tests/conforming/test_drawn.py",
        "tests/readers",
    ),
    "drawing": ("tests/docs/test_pictures.py",),
    "sequences": (
        "tests/commands/test_count.py",
        "tests/commands/test_grams.py",
        "tests/readers",
        "tests/backends/test_counting.py",
        "tests/house/test_reprs.py",
    ),
    "symbolic": ("tests/properties/test_checker.py", "tests/properties/test_shared_code.py"),
    "numeric": (
        "tests/properties",
        "tests/backends/test_array_libraries.py",
        "tests/house/test_arguments.py",
        "tests/house/test_reprs.py",
    ),
}
"""Tests of a room beside those that mirror it."""

WITHOUT = {
    # they hold checksums of the sources, which mutmut rewrites before it changes anything
    "evidence": tuple(
        f"tests/evidence/{test}"
        for test in (
            "test_expected.py::test_the_list_is_up_to_date",
            "test_expected.py::test_what_comes_back_is_what_is_expected"
            "[circuits_are_the_products-full]",
            "test_expected.py::test_what_comes_back_is_what_is_expected"
            "[circuits_are_the_products-quick]",
            # of this it is the time, which is longer where every call goes by a switch
            "test_planted.py::test_all_of_them_take_less_than_a_second",
            # it runs copies of the sources, changed by itself
            "test_sabotage.py",
            # they say which packages run, and mutmut is one
            "test_trusted.py::test_what_runs_for_a_theorem_is_trusted",
            "test_trusted.py::test_the_routes_share_no_more_than_is_said",
            "test_trusted.py::test_what_carries_a_verdict_is_named_beside_the_routes",
            "test_trusted.py::test_the_packages_beneath_are_named",
        )
    ),
    # the checker has ten times its lines there, and imports mutmut's switch
    "certificates": (
        "tests/certificates/test_check.py::test_it_has_200_lines_at_most",
        "tests/certificates/test_check.py::test_it_imports_the_standard_library_alone",
    ),
    # Rocq compiles MathComp's algebra for these: a minute or more, for each change
    "kernel": (
        "tests/kernel/test_computed.py::test_another_number_rocq_refuses",
        "tests/kernel/test_near_misses.py::test_at_numbers_that_are_no_counterexample_rocq_refuses",
        "tests/kernel/test_near_misses.py::test_at_numbers_that_are_not_of_their_kind_rocq_refuses",
        "tests/kernel/test_rocq.py::test_near_misses_fail_by_the_tactics_that_prove_the_laws",
        "tests/kernel/test_rocq.py::test_a_law_s_lemma_weakened_lets_the_theorem_fall",
        "tests/kernel/test_rocq.py::test_a_sign_changed_or_a_hypothesis_dropped_is_refused",
    ),
    # mutmut's functions stand among the public ones, and all its changes in the sources
    "numeric": (
        "tests/house/test_arguments.py"
        "::test_every_public_function_has_its_call_and_every_argument_its_kind",
        "tests/numeric/arrays/test_held.py::test_every_name_in_the_sources_is_named_by_a_case",
    ),
    "house": (
        "tests/house/test_arguments.py"
        "::test_every_public_function_has_its_call_and_every_argument_its_kind",
        "tests/house/test_front_door.py::test_every_public_name_has_an_example",
        "tests/house/test_public_api.py::test_what_is_public_is_what_the_snapshot_says",
        "tests/test_laws.py::test_every_law_has_a_theorem_of_its_name_and_its_place_in_the_docs",
        # a count doesn't make examples small
        "tests/test_strategies.py::test_shrunk_matrices_are_small",
        "tests/test_strategies.py"
        "::test_what_is_printed_of_a_failure_is_code_that_makes_the_model_again",
        # every file imports mutmut's switch
        "tests/house/test_imports.py::test_the_house_keeps_the_rule[eager_front_door]",
    ),
    # its lines are those of the sources, which mutmut rewrites
    "theorems": (
        "tests/theorems/test_catalogue.py::test_every_single_check_of_the_claims_can_fail",
    ),
    # mutmut's switch stands between who is warned and what warns
    "sequences": (
        "tests/sequences/test_counting.py"
        "::test_the_piece_of_a_killed_worker_is_counted_here_and_reported",
    ),
}
"""Tests of a room that fail in mutmut's copy whatever is changed: they are not asked."""


@dataclass(frozen=True)
class Count:
    """What became of a sample: by a change's name, what mutmut says of it."""

    statuses: Mapping[str, str]
    of: int

    @property
    def noticed(self) -> int:
        """How many of the sample the tests noticed."""
        return sum(status in NOTICED for status in self.statuses.values())

    @property
    def missed(self) -> tuple[str, ...]:
        """The names of those that nothing noticed."""
        return tuple(sorted(n for n, status in self.statuses.items() if status not in NOTICED))


def main(words: Sequence[str]) -> int:
    """Count one room, write the record, and say what was found.

    Args:
        words: of the command line.

    Returns:
        The exit status: 1 if the tests noticed less than the room has to.
    """
    parser = argparse.ArgumentParser(prog="python -m release.mutants", description=__doc__)
    parser.add_argument("room", choices=rooms(), metavar="ROOM", help=", ".join(rooms()))
    parser.add_argument("--sample", type=int, default=100, help="how many changes (100)")
    parser.add_argument("--seed", type=int, default=0, help="of the sample (0)")
    parser.add_argument("--jobs", type=int, default=1, help="how many are tried at once (1)")
    chosen = parser.parse_args(words)
    copy = copied(chosen.room)
    mutmut = Mutmut(copy, chosen.jobs)
    names = mutmut.names()
    sample = drawn(names, chosen.sample, chosen.seed)
    known = mutmut.statuses()
    untried = [name for name in sample if known[name] == UNTRIED]
    if untried:
        mutmut.run(*untried)
    statuses = {name: status for name, status in mutmut.statuses().items() if name in sample}
    missed = Count(statuses, len(names)).missed
    alone = Alone(copy, chosen.room, chosen.jobs)
    statuses |= {name: "killed" for name in missed if alone.is_noticed(name)}
    count = Count(statuses, len(names))
    changes = {name: mutmut.change(name) for name in count.missed}
    entry = record_of(chosen.room, count, changes, chosen.seed, known_reasons(chosen.room))
    entry["on"] = datetime.now(UTC).date().isoformat()
    write_record(RECORD, chosen.room, entry)
    print(said(chosen.room, entry))
    return int(entry["noticed"] < FLOORS.get(chosen.room, FLOOR) * entry["sample"])


def rooms() -> tuple[str, ...]:
    """List the rooms of the house, and `house`: the files that lie in none."""
    folders = (path.parent.name for path in REPOSITORY.glob("refmath/*/__init__.py"))
    return tuple(sorted(("house", *folders)))


def files(room: str) -> list[str]:
    """List what mutmut may change of a room: a pattern of all that is in its folder, or files."""
    if room != "house":
        return [f"refmath/{room}/*"]
    return sorted(f"refmath/{path.name}" for path in REPOSITORY.glob("refmath/*.py"))


# --- the copy in which errors are made ------------------------------------------------------------


def copied(room: str) -> Path:
    """Copy what git knows of into `build/mutants/ROOM`, set up for that room.

    What was tried stays tried while no file changes; with any that does, all is tried anew.
    """
    folder = REPOSITORY / "build" / "mutants" / room
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=REPOSITORY, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    is_new = False
    for name in filter(None, listed.split("\0")):
        here, there = REPOSITORY / name, folder / name
        if not here.is_file():
            continue  # removed, and git not told yet
        there.parent.mkdir(parents=True, exist_ok=True)
        wanted = here.read_bytes()
        if name == "pyproject.toml":
            wanted = with_settings(wanted.decode(), settings(room)).encode()
        if name != RECORD_NAME and (not there.exists() or there.read_bytes() != wanted):
            there.write_bytes(wanted)
            is_new = True
    if is_new:
        shutil.rmtree(folder / "mutants", ignore_errors=True)
    return folder


def settings(room: str) -> dict[str, list[str]]:
    """Say what mutmut is told of a room: its files, and the tests that mirror it.

    >>> settings("report")["only_mutate"], settings("report")["pytest_add_cli_args_test_selection"]
    (['refmath/report/*'], ['tests/report'])
    """
    more = [test for test in MORE_TESTS.get(room, ()) if (REPOSITORY / test).exists()]
    left_out = [word for test in WITHOUT.get(room, ()) for word in ("--deselect", test)]
    return {
        "source_paths": ["refmath"],
        "only_mutate": files(room),
        "pytest_add_cli_args": ["-n0", "-p", "no:cacheprovider", *left_out],
        "pytest_add_cli_args_test_selection": [f"tests/{room}", *more],
        "also_copy": list(BESIDE),
    }


def with_settings(project: str, settings: Mapping[str, list[str]]) -> str:
    r"""Put other settings of mutmut into the text of a pyproject.toml.

    >>> with_settings("[tool.mutmut]\na = [\n'x']\n[tool.other]\n", {"a": ["y"]})
    '[tool.mutmut]\na = ["y"]\n\n[tool.other]\n'
    """
    lines = "".join(f"{key} = {json.dumps(value)}\n" for key, value in settings.items())
    table = re.compile(r"^\[tool\.mutmut\]\n.*?(?=^\[\w|\Z)", re.MULTILINE | re.DOTALL)
    return table.sub(lambda _: f"[tool.mutmut]\n{lines}\n", project, count=1)


# --- mutmut ---------------------------------------------------------------------------------------


class Mutmut:
    """mutmut, run in a folder."""

    def __init__(self, folder: Path, jobs: int) -> None:
        self.folder, self.jobs = folder, jobs
        self.environment = environment_of_tests()

    def names(self) -> tuple[str, ...]:
        """Make the changes, find out which test runs which function, and list them all."""
        # No change has this name: mutmut prepares all, refuses it, and tries none.
        self._command("run", "--max-children", str(self.jobs), "none-of-all", quietly=True)
        names = tuple(sorted(self.statuses()))
        if not names:
            raise SystemExit("mutmut: expected changes to make in the room's files, got none")
        return names

    def run(self, *names: str) -> None:
        """Try changes by name.

        Raises:
            SystemExit: if they could not be tried, as when a test fails without any.
        """
        if self._command("run", "--max-children", str(self.jobs), *names):
            raise SystemExit("mutmut: expected the changes to be tried, got an error (see above)")

    def statuses(self) -> dict[str, str]:
        """Return what is known of each change so far."""
        listed = self._output("results", "--all", "true")
        pairs = (line.strip().rpartition(": ") for line in listed.splitlines() if ": " in line)
        return {name: status for name, _, status in pairs}

    def change(self, name: str) -> str:
        """Write a change as the lines that go and the lines that come."""
        lines = self._output("show", name).splitlines()
        return "\n".join(
            line[0] + " " + line[1:].strip()
            for line in lines
            if line[:1] in "+-" and line[:3] not in ("+++", "---")
        )

    def _command(self, *words: str, quietly: bool = False) -> int:
        output = subprocess.DEVNULL if quietly else None
        return subprocess.run(
            [self._program, *words], cwd=self.folder, env=self.environment, check=False,
            stdout=output, stderr=output,
        ).returncode  # fmt: skip

    def _output(self, *words: str) -> str:
        return subprocess.run(
            [self._program, *words], cwd=self.folder, env=self.environment, check=True,
            capture_output=True, text=True,
        ).stdout  # fmt: skip

    @property
    def _program(self) -> str:
        return str(Path(sys.executable).with_name("mutmut"))


def environment_of_tests() -> dict[str, str]:
    """Return the environment in which tests are run: one thread, few examples, always the same."""
    one_thread = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    environment = {**os.environ, **one_thread, "HYPOTHESIS_PROFILE": "mutants"}
    environment.pop("PYTHONPATH", None)  # the copy is what is to be imported
    return environment


class Alone:
    """A room's tests, run with one change from the beginning; what was found is kept."""

    def __init__(self, folder: Path, room: str, jobs: int) -> None:
        chosen = settings(room)
        self.folder = folder / "mutants"
        self.command = [sys.executable, "-m", "pytest", "-x", "-q", *chosen["pytest_add_cli_args"]]
        self.command += ["-n", str(jobs), "--dist", "worksteal"]
        self.command += chosen["pytest_add_cli_args_test_selection"]
        self.environment = environment_of_tests()
        self.kept = self.folder / "alone.json"

    def is_noticed(self, name: str) -> bool:
        """Whether a test fails, or ends never, with a change that is there when all is imported.

        Raises:
            SystemExit: if one fails without any change: then nothing is shown by a failure.
        """
        known = read_record(self.kept)
        if not known and self._fails(""):
            raise SystemExit(f"expected tests that pass without a change, got {self.command}")
        if name not in known:
            known[name] = self._fails(name)
            self.kept.write_text(json.dumps({**known, "": False}), "utf-8")
        return bool(known[name])

    def _fails(self, name: str) -> bool:
        environment = {**self.environment, "MUTANT_UNDER_TEST": name}
        run = subprocess.Popen(
            self.command, cwd=self.folder, env=environment, start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            return run.wait(NEVER) != 0
        except subprocess.TimeoutExpired:
            return True
        finally:  # what pytest has begun ends with it, however that was
            with suppress(ProcessLookupError):
                os.killpg(run.pid, signal.SIGKILL)
            run.wait()


NEVER = 1200
"""Seconds after which a run of a room's tests, the longest of which takes a tenth, never ends."""


# --- the sample and the count ---------------------------------------------------------------------


def drawn(names: Sequence[str], sample: int, seed: int) -> tuple[str, ...]:
    """Draw a sample of names: of each the same for the same seed, whatever others there are.

    A change that comes or goes elsewhere leaves the rest of the sample what it was.

    >>> drawn(["a", "b", "c", "d"], 2, 0) == drawn(["d", "c", "b", "a"], 2, 0)
    True
    """
    order = sorted(names, key=lambda name: sha256(f"{seed} {name}".encode()).digest())
    return tuple(sorted(order[:sample]))


def interval(noticed: int, sample: int, z: float = 1.96) -> tuple[float, float]:
    """Return Wilson's interval of a share, of 95 % for z = 1.96.

    >>> [round(end, 3) for end in interval(95, 100)]
    [0.888, 0.978]
    """
    share = noticed / sample
    middle = (share + z * z / (2 * sample)) / (1 + z * z / sample)
    half = z * sqrt(share * (1 - share) / sample + z * z / (4 * sample**2)) / (1 + z * z / sample)
    return max(0.0, middle - half), min(1.0, middle + half)


# --- the record -----------------------------------------------------------------------------------


def record_of(
    room: str, count: Count, changes: Mapping[str, str], seed: int, reasons: Mapping[str, str]
) -> dict[str, Any]:
    """Write down a count; what was said of a change that nothing notices is said again.

    Args:
        room: which was counted.
        count: the statuses of the sample.
        changes: of each that nothing noticed, the lines that it changes.
        seed: of the sample.
        reasons: why a change is noticed by nothing, by its lines.
    """
    sample = len(count.statuses)
    low, high = interval(count.noticed, sample)
    missed = [
        {
            "name": name,
            "status": count.statuses[name],
            "change": changes[name],
            "why": reasons.get(changes[name], ""),
        }
        for name in count.missed
    ]
    return {
        "noticed": count.noticed,
        "sample": sample,
        "of": count.of,
        "seed": seed,
        "interval": [round(low, 4), round(high, 4)],
        "tests": settings(room)["pytest_add_cli_args_test_selection"],
        "missed": missed,
    }


def known_reasons(room: str) -> dict[str, str]:
    """Return why changes of a room are noticed by nothing, as far as the record says it."""
    entry = read_record(RECORD).get(room, {"missed": []})
    return {one["change"]: one["why"] for one in entry["missed"] if one["why"]}


def read_record(path: Path) -> dict[str, Any]:
    """Read the record; of nothing counted yet it is empty."""
    return dict(json.loads(path.read_text("utf-8"))) if path.exists() else {}


def write_record(path: Path, room: str, entry: Mapping[str, Any]) -> None:
    """Put a room's count into the record, and leave the other rooms' as they are."""
    rooms = {**read_record(path), room: dict(entry)}
    text = json.dumps(dict(sorted(rooms.items())), indent=2, ensure_ascii=False)
    path.write_text(text + "\n", "utf-8")


def table(record: Mapping[str, Mapping[str, Any]]) -> str:
    """Write the counts as the rows of a table: a room's share, its interval, its command."""
    head = "| room | noticed | of changes | 95 % interval | counted | `make mutants-of ROOM=…` |"
    rows = [head, "|---|---|---|---|---|---|"]
    for room, entry in sorted(record.items()):
        low, high = (f"{100 * end:.1f}" for end in entry["interval"])
        drawn_by = f"COUNT='--sample {entry['sample']} --seed {entry['seed']}'"
        rows.append(
            f"| {room} | {entry['noticed']} of {entry['sample']} | {entry['of']:,}"
            f" | {low} to {high} % | {entry['on']} | `{room} {drawn_by}` |"
        )
    return "\n".join(rows)


def said(room: str, entry: Mapping[str, Any]) -> str:
    """Say a count in words, a line for each change that nothing noticed."""
    low, high = (f"{100 * end:.1f}" for end in entry["interval"])
    lines = [
        f"{room}: {entry['noticed']} of {entry['sample']} changes noticed, drawn from"
        f" {entry['of']} by seed {entry['seed']}: 95 % interval {low} to {high} %"
    ]
    for one in entry["missed"]:
        lines += [f"{one['name']}: {one['status']}", one["change"], one["why"]]
    return "\n".join(filter(None, lines))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
