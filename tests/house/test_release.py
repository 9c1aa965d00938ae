"""What a release promises of itself: one version, locks with hashes, targets that are listed.

A rule takes texts and gives back what it has to object to; each has a twin that shows it can fail.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

import refmath

REPOSITORY = Path(__file__).parents[2]
Texts = Mapping[str, str]

LOCKS = {path.name: path.read_text("utf-8") for path in REPOSITORY.glob("requirements/*.lock")}
MAKEFILE = (REPOSITORY / "Makefile").read_text("utf-8")
CI = (REPOSITORY / ".ci" / "run").read_text("utf-8")
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))
INSTALLERS = {
    "Makefile": MAKEFILE,
    ".ci/run": CI,
    **{path.name: path.read_text("utf-8") for path in REPOSITORY.glob("release/*.py")},
}
PIN = re.compile(
    r"^(?P<name>[a-z0-9._-]+)==(?P<version>[^ ;\\]+)[^\n]*\n(?P<rest>(?:    .*\n)*)", re.M
)


def made_of(makefile: str) -> dict[str, list[str]]:
    """Read from `make lock` what each lock file is made of: extras, groups."""
    values = dict(re.findall(r"^([A-Z]+) :?= (.*)$", makefile, re.M))
    recipes = re.findall(
        r"^\t(\$\(LOCK\).*) --output-file requirements/([a-z]+\.lock)$", makefile, re.M
    )
    found = {}
    for recipe, name in recipes:
        of_list = [f"--extra {extra}" for extra in values["PEERS"].split()]
        written = recipe.replace("$(ALIKE)", values["ALIKE"])
        written = written.replace("$(PEERS:%=--extra %)", " ".join(of_list))
        found[name] = re.findall(r"--(?:extra|group) ([a-z]+)", written)
    return found


OPTIONAL = PROJECT["project"]["optional-dependencies"] | PROJECT["dependency-groups"]


def requirements(*parts: str) -> dict[str, list[Requirement]]:
    """Return what is declared for users and in some extras and groups, by the package."""
    declared: dict[str, list[Requirement]] = {}
    listed = [*PROJECT["project"]["dependencies"], *(one for p in parts for one in OPTIONAL[p])]
    for requirement in map(Requirement, listed):
        declared.setdefault(canonicalize_name(requirement.name), []).append(requirement)
    return declared


# What a lock is not made of it is held to as well: to what is declared first.
DECLARED = {
    name: {package: one[:1] for package, one in requirements(*OPTIONAL).items()}
    | requirements(*parts)
    for name, parts in made_of(MAKEFILE).items()
}


def pins(lock: str) -> dict[str, Version]:
    """Read what a lock pins; where markers part two versions of one name, the lower."""
    read: dict[str, Version] = {}
    for pin in PIN.finditer(lock):
        version = Version(pin["version"])
        read[pin["name"]] = min(version, read.get(pin["name"], version))
    return read


# The rules.


def without_hashes(locks: Texts) -> Iterator[str]:
    for name, text in locks.items():
        requirements = [line for line in text.splitlines() if line[:1] not in {"", " ", "#"}]
        pinned = list(PIN.finditer(text))
        if len(requirements) != len(pinned):
            yield f"{name}: expected name==version on each of its {len(requirements)} requirements"
        for pin in pinned:
            if not re.search(r"--hash=sha256:[0-9a-f]{64}\b", pin["rest"]):
                yield f"{name}: {pin['name']} has no hash"


def from_elsewhere(locks: Texts) -> Iterator[str]:
    for name, text in locks.items():
        for line in text.splitlines():
            if re.search(r"://|--index|--extra-index|--find-links| @ ", line):
                yield f"{name}: only what the package index names by version, got {line.strip()}"


def against_what_is_declared(locks: Texts) -> Iterator[str]:
    for name, text in locks.items():
        for package, version in pins(text).items():
            for declared in DECLARED[name].get(canonicalize_name(package), ()):
                if not declared.specifier.contains(version):
                    yield f"{name}: {package} {version}, where pyproject.toml says {declared}"


def not_the_lowest(locks: Texts) -> Iterator[str]:
    for pin in PIN.finditer(locks["lowest.lock"]):
        if re.search(r"(via|#  ) refmath \(pyproject.toml", pin["rest"]):
            declared = DECLARED["lowest.lock"][canonicalize_name(pin["name"])]
            lowest = {Version(bound.version) for one in declared for bound in one.specifier}
            if Version(pin["version"]) not in lowest:
                said = " and ".join(map(str, declared))
                yield f"lowest.lock: {pin['name']} {pin['version']}, not the lowest of {said}"


def installed_without_hashes(texts: Texts) -> Iterator[str]:
    for name, text in texts.items():
        for line in text.splitlines():
            installs = re.search(r"pip install (?!.*--quiet\")|run\(\*pip", line)
            if installs and not re.search(r"--require-hashes|--no-deps", line):
                yield f"{name}: installed without hashes: {line.strip()}"


def targets_unlisted(texts: Texts) -> Iterator[str]:
    makefile = texts["Makefile"]
    phony = re.findall(r"^\.PHONY: (.*)", makefile, re.M)[0].split()
    listed = re.findall(r"^([a-z-]+):.*## \S", makefile, re.M)
    yield from (f"Makefile: {target} is not in `make help`" for target in {*phony} - {*listed})
    yield from (f"Makefile: {target} is not in .PHONY" for target in {*listed} - {*phony})


def steps_unknown(texts: Texts) -> Iterator[str]:
    listed = re.findall(r"^([a-z-]+):.*## \S", texts["Makefile"], re.M)
    for target in re.findall(r"\bmake ([a-z-]+)", texts[".ci/run"]):
        if target not in listed:
            yield f".ci/run: make {target} is not in `make help`"


def skipped_everywhere(makefile: str, tests: Mapping[str, str], here: str) -> Iterator[str]:
    """Name the tests that skip for want of a package that `make test` lacks, and no target has."""
    (paths,) = re.findall(r"^OF_PEERS := ((?:.*\\\n)*.*)", makefile, re.M)
    run = [path for path in paths.split() if path != "\\"]
    installed = {name.lower() for name in re.findall(r"^([\w-]+)==", here, re.M)} | {"resource"}
    for file, text in tests.items():
        wanted = {name.split(".")[0] for name in re.findall(r'importorskip\("?([\w.]+)', text)}
        missing = ", ".join(sorted(wanted - installed))
        if missing and not any(file == path or file.startswith(f"{path}/") for path in run):
            yield f"{file}: skipped for want of {missing}, and run by no target"


ABOUT_LOCKS = [without_hashes, from_elsewhere, against_what_is_declared, not_the_lowest]
ABOUT_TARGETS = [installed_without_hashes, targets_unlisted, steps_unknown]
HASH = f"    --hash=sha256:{'0' * 64}\n"


@pytest.mark.parametrize("rule", ABOUT_LOCKS)
def test_the_locks_keep_the_rule(rule):
    assert list(rule(LOCKS)) == []


@pytest.mark.parametrize("rule", ABOUT_TARGETS)
def test_the_targets_keep_the_rule(rule):
    assert list(rule(INSTALLERS)) == []


@pytest.mark.parametrize(
    ("rule", "false", "objection"),
    [
        (
            without_hashes,
            {"dev.lock": f"numpy==2.0 \\\n    # via refmath\nrich==1 \\\n{HASH}"},
            "numpy",
        ),
        (without_hashes, {"dev.lock": f"numpy>=2.0 \\\n{HASH}"}, "name==version"),
        (from_elsewhere, {"dev.lock": "torch @ file:///a.whl\n"}, "only what"),
        (from_elsewhere, {"dev.lock": f"--find-links wheels\nrich==13.9 \\\n{HASH}"}, "only what"),
        (against_what_is_declared, {"dev.lock": f"numpy==1.26 \\\n{HASH}"}, "numpy>=2"),
        (
            against_what_is_declared,
            {"lens.lock": "transformer-lens==3.9.0 \\\n"},
            "transformer-lens<5,>=4.3",
        ),
        (against_what_is_declared, {"peers.lock": "transformer-lens==4.3.0 \\\n"}, "<4"),
        (
            not_the_lowest,
            {"lowest.lock": f"numpy==2.3.1 \\\n{HASH}    # via refmath (pyproject.toml)\n"},
            "numpy 2.3.1",
        ),
        (installed_without_hashes, {"Makefile": "\t$(BIN)/pip install --quiet uv"}, "quiet uv"),
        (installed_without_hashes, {"dist.py": "run(*pip, wheel)"}, "pip, wheel"),
        (
            targets_unlisted,
            {"Makefile": ".PHONY: test lint\ntest: x  ## Run\nlint:\n"},
            "lint is not in `make help`",
        ),
        (
            targets_unlisted,
            {"Makefile": ".PHONY: test\ntest:  ## Run\nlint:  ## Check\n"},
            "lint is not in .PHONY",
        ),
        (
            steps_unknown,
            {"Makefile": "test:  ## Run\n", ".ci/run": "make test\nmake coffee\n"},
            "make coffee",
        ),
    ],
)
def test_the_rule_sees_what_breaks_it(rule, false, objection):
    objections = list(rule(false))
    assert len(objections) == 1
    assert objection in objections[0]


def test_the_lowest_of_each_is_looked_at():
    assert LOCKS["lowest.lock"].count("refmath (pyproject.toml") >= 10


def test_the_makefile_and_the_locks_know_each_other():
    made = set(re.findall(r"--output-file requirements/([a-z]+\.lock)", MAKEFILE))
    assert made == set(LOCKS)


def test_every_lock_but_the_users_has_what_builds_refmath():
    for name, text in LOCKS.items():
        assert name == "run.lock" or {"hatchling", "editables"} <= pins(text).keys(), name


def test_the_locks_agree_on_what_they_share():
    dev = pins(LOCKS["dev.lock"])
    for name, text in LOCKS.items():
        shared = {package: v for package, v in pins(text).items() if package in dev}
        assert shared
        assert name == "lowest.lock" or shared == {package: dev[package] for package in shared}


def test_ci_runs_what_a_user_is_told_to_run():
    steps = re.findall(r"\bmake ([a-z-]+)", CI)
    assert {"lint", "verify", "dist", "test", "peers"} <= set(steps)


def test_the_version_stands_once():
    assert "version" not in PROJECT["project"]
    assert PROJECT["project"]["dynamic"] == ["version"]
    assert PROJECT["tool"]["hatch"]["version"] == {"path": "refmath/__init__.py"}
    assert Version(refmath.__version__)
    written = [
        file.relative_to(REPOSITORY).as_posix()
        for file in (REPOSITORY / "refmath").rglob("*.py*")
        if file.suffix in {".py", ".pyi"} and f'"{refmath.__version__}"' in file.read_text("utf-8")
    ]
    assert written == ["refmath/__init__.py"]


def test_the_citation_is_of_this_version():
    citation = (REPOSITORY / "CITATION.cff").read_text("utf-8")
    assert re.findall(r"^version: (.*)$", citation, re.M) == [refmath.__version__]


def test_what_is_skipped_without_a_package_is_run_where_it_is() -> None:
    makefile, here = MAKEFILE, LOCKS["dev.lock"]
    tests = {
        str(path.relative_to(REPOSITORY)): path.read_text("utf-8")
        for path in (REPOSITORY / "tests").rglob("test_*.py")
        if path != Path(__file__)
    }
    assert list(skipped_everywhere(makefile, tests, here)) == []
    for file in ("tests/training/test_training.py", "tests/sequences/test_saved.py"):
        without = makefile.replace("tests/training ", "").replace(
            "tests/sequences/test_saved.py", ""
        )
        assert any(file in said for said in skipped_everywhere(without, tests, here))
