"""The certificate of a verification: all that it found and on what, the same at each run.

It is described by `certificate.schema.json`, beside this file. Two runs of one refmath on one
machine differ in `times` alone; `sha256` is of all else.
"""

from __future__ import annotations

import hashlib
import json
import platform
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from refmath.evidence.expected import digest
from refmath.evidence.trained_samples import MODELS
from refmath.evidence.verdict import BY_ROUTE
from refmath.input_files import MOST_JSON, content_of, json_of
from refmath.kernel.record import kernel_record
from refmath.report.record import version_of
from refmath.report.schema import objections
from refmath.theorems.catalogue import chapter_of
from refmath.trained.bundled import file_of
from refmath.whole_file import write_atomically

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from refmath.evidence.effort import Effort
    from refmath.evidence.verdict import Check, Verdict

SCHEMA = "refmath-certificate/1"
PACKAGE = Path(__file__).parents[1]
PACKAGES = ("numpy", "sympy", "array-api-compat", "safetensors", "python-flint")
"""What computes beside refmath, with the version that was there."""


@cache
def schema() -> dict[str, Any]:
    """Return the JSON schema of a certificate.

    >>> schema()["properties"]["schema"]["const"] == SCHEMA
    True
    """
    text = files("refmath.report").joinpath("certificate.schema.json").read_text("utf-8")
    return dict(json.loads(text))


def certificate(verdicts: Iterable[Verdict], effort: Effort) -> dict[str, Any]:
    """Gather all that verdicts say, with what they were reached with and how long it took.

    Args:
        verdicts: in reading order.
        effort: with which they were reached.
    """
    gathered = tuple(verdicts)
    said = {
        "schema": SCHEMA,
        "refmath": version_of("refmath"),
        "python": platform.python_version(),
        "packages": {name: version_of(name) for name in PACKAGES},
        "machine": f"{platform.system()} {platform.machine()}",
        "expected": digest(),
        "effort": asdict(effort),
        "passed": bool(gathered) and all(verdict.passed for verdict in gathered),
        "statements": [_statement(verdict) for verdict in gathered],
        "sources": dict(_sources()),
        "models": {name: _sha256(file_of(name)) for name in MODELS},
    }
    times = {
        "seconds": sum(verdict.seconds for verdict in gathered),
        "statements": {verdict.name: verdict.seconds for verdict in gathered},
    }
    return {**said, "sha256": sealed(said), "times": times}


def sealed(said: Mapping[str, Any]) -> str:
    """Return the digest of all that a certificate says but its times, and itself."""
    rest = {name: value for name, value in said.items() if name not in {"sha256", "times"}}
    text = json.dumps(rest, sort_keys=True, allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _statement(verdict: Verdict) -> dict[str, Any]:
    strength = verdict.strength
    return {
        "name": verdict.name,
        "title": verdict.title,
        "chapter": chapter_of(verdict.name) or verdict.chapter,
        "checksum": verdict.checksum,
        "passed": verdict.passed,
        "objections": list(verdict.objections),
        "strength": strength and {"shows": strength.shows, "since": list(strength.since)},
        "routes": [_route(check) for check in verdict.checks],
        "near_misses": [
            {
                name: getattr(found, name)
                for name in ("name", "statement", "refuted", "counterexample")
            }
            for found in verdict.refutations
        ],
        "kernel": kernel_record(verdict.name, verdict.checksum),
    }


def _route(check: Check) -> dict[str, Any]:
    names = ("route", "part", "passed", "cases", "detail")
    said = {name: getattr(check, name) for name in names} | dict(check.tried_on)
    return said | {"shows": BY_ROUTE[check.route].shows}


def _sources() -> Iterator[tuple[str, str]]:
    """Go through the files that refmath is made of: its code and its data, by their names."""
    for path in sorted(PACKAGE.rglob("*")):
        name = path.relative_to(PACKAGE.parent).as_posix()
        if path.suffix in {".py", ".pyi", ".json", ".npy", ".md"} and path.is_file():
            yield name, _sha256(path)


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def write_certificate(path: Path, verdicts: Iterable[Verdict], effort: Effort) -> None:
    """Write the certificate of these verdicts as JSON.

    Raises:
        OSError: if the file can't be written; an older file then stays as it was.
    """
    text = json.dumps(certificate(verdicts, effort), indent=1, ensure_ascii=False, allow_nan=False)
    write_atomically(path, text + "\n")


def read_certificate(name: str, path: Path) -> dict[str, Any]:
    """Read a certificate that was written, if it is one and nothing in it was changed.

    Args:
        name: what it is called in errors.
        path: the file.

    Raises:
        ValueError: for what is no file, or no such certificate.
        OSError: if it can't be read.
    """
    said = json_of(name, content_of(name, path, MOST_JSON))
    wrong = next(objections(said, schema()), None)
    if wrong is None and said["sha256"] != sealed(said):
        wrong = "its digest is another"
    if wrong is not None:
        raise ValueError(f"{name}: expected a certificate, {SCHEMA}, got {path}, where {wrong}")
    return dict(said)


# --- what changed ---------------------------------------------------------------------------------


def changes(
    before: Mapping[str, Any], now: Mapping[str, Any], names: Sequence[str] | None = None
) -> Iterator[str]:
    """Say line by line what is otherwise than in an older certificate, but for times.

    Args:
        before: the older one.
        now: the newer one.
        names: of the statements that were asked for, of others nothing is said; all if not given.
    """
    old, new = _by_name(before), _by_name(now)
    asked = {*old, *new} if names is None else set(names)
    for name in sorted((old.keys() ^ new.keys()) & asked):
        yield f"{name}: {'new' if name in new else 'gone'}"
    for name in (name for name in new if name in old):
        yield from _changed(old[name], new[name], name)
    whole = before.keys() - {"sha256", "times", "statements", "passed"}
    for name in sorted(whole):
        yield from _changed(before[name], now[name], name)


def _by_name(said: Mapping[str, Any]) -> dict[str, Any]:
    """Return statements by their names, and within them near misses likewise."""
    return {
        statement["name"]: statement
        | {"near_misses": {near["name"]: near for near in statement["near_misses"]}}
        | {"routes": {f"{n}, {one['route']}": one for n, one in enumerate(statement["routes"], 1)}}
        for statement in said["statements"]
    }


def _changed(before: Any, now: Any, at: str) -> Iterator[str]:
    if before == now:
        return
    if isinstance(before, dict) and isinstance(now, dict):
        for name in dict.fromkeys((*before, *now)):
            if name not in before or name not in now:
                yield f"{at}: {name} is {'new' if name in now else 'gone'}"
            else:
                yield from _changed(before[name], now[name], f"{at}: {name}")
    else:
        yield f"{at}: {_short(now)}, was {_short(before)}"


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:57]}..."
