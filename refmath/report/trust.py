"""What is trusted for each strength, and what the certificates look like: places on one page."""

from __future__ import annotations

import ast
import json
import re
import sys
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from refmath.certificates import check
from refmath.evidence.routes import strength_of
from refmath.evidence.trusted import (
    of_claims,
    of_functions,
    of_theorems,
    on_the_way,
    shared_by_routes,
)
from refmath.evidence.verdict import BY_ROUTE, STRENGTHS
from refmath.kernel.claims import BY_CLAIM
from refmath.kernel.export import exported
from refmath.kernel.files import GENERATED, all_files
from refmath.kernel.record import ACCEPTED, RECORD, recorded, said_in_one_line, states
from refmath.numeric.certified.ranges import certified_range
from refmath.report.blocks import Kind
from refmath.report.tables import markdown_table, within_cell
from refmath.symbolic.identities import LAWS
from refmath.theorems.catalogue import STATEMENTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

SCHEMA = Kind("schema", "end of the schema")
TRUST = Kind("trust", "end of the trust")
TRUSTED = Kind("trusted", "end of what is trusted")

_SCHEMAS = {
    "certificate": ("refmath.report", "certificate.schema.json"),
    "range": ("refmath.certificates", "range.schema.json"),
}
PROJECT = RECORD.parents[2]
"""Where a checkout is: the files for Rocq, what is admitted, and what is taken."""

_DEFINES = re.compile(
    r"^(?:Definition|Fixpoint|Inductive|Record|(?:Local )?Notation)\b", re.MULTILINE
)


def render_strengths() -> str:
    """Count the statements by what they are shown for, ending in one newline."""
    shown = [strength_of(statement).shows for statement in STATEMENTS]
    rows = [[strength, f"{shown.count(strength):,}"] for strength in STRENGTHS]
    return markdown_table(["shown for", "statements"], rows)


def render_trusted() -> str:
    """Write what verdicts trust, route by route, in a table; the lines are rounded up to hundreds.

    Returns:
        the block, byte for byte the same wherever it is made, ending in one newline.
    """
    ways = (("theorems", of_theorems), ("claims", of_claims))
    bases = [(route, of, way(route)) for route in BY_ROUTE for of, way in ways]
    rows = [
        [BY_ROUTE[route].shows, route, of, f"{_rounded_up(base.n_lines):,}", _by_room(base.lines)]
        for route, of, base in bases
        if base
    ]
    packages = sorted({package for _, _, base in bases if base for package in base.packages})
    heading = ["shown for", "route", "of", "lines, at most", "in the files"]
    lines = [
        markdown_table(heading, [[within_cell(cell) for cell in row] for row in rows]),
        f"All routes of theorems share {_by_room(shared_by_routes())}.",
        f"Verdicts are carried, and those on the functions made, by {_by_room(on_the_way())}.",
        f"Beside these files: Python, {', '.join(packages)}.",
    ]
    return "\n".join(lines) + "\n"


def _rounded_up(n: int) -> int:
    return -(-n // 100) * 100


def _by_room(modules: Iterable[str]) -> str:
    """Name files by their rooms, those that stand by themselves without one.

    >>> _by_room(["refmath.alphabet", "refmath.symbolic.letters", "refmath.symbolic.words"])
    'alphabet; symbolic: letters, words'
    """
    rooms: dict[str, list[str]] = {}
    for module in modules:
        room, _, file = module.removeprefix("refmath.").rpartition(".")
        rooms.setdefault(room, []).append(file)
    return "; ".join(
        f"{room}: {', '.join(f)}" if room else ", ".join(f) for room, f in rooms.items()
    )


def render_checker() -> str:
    """Say how long the checker of certificates is, and what it imports, ending in one newline."""
    text = Path(check.__file__).read_text("utf-8")
    modules = {name.split(".")[0] for node in ast.walk(ast.parse(text)) for name in _imported(node)}
    others = sorted(modules - sys.stdlib_module_names)
    return (
        f"`refmath/certificates/check.py` has {len(text.splitlines())} lines. It imports"
        f" {', '.join(sorted(modules & sys.stdlib_module_names))} of the standard library, and"
        f" {', '.join(others) or 'nothing'} beside it. It checks files of at most"
        f" {check.MOST_BYTES:,} bytes, at most {check.MOST_PRODUCTS:,} products, and scores less"
        f" than {check.MOST_NATS:,} nats apart; above that it says «not checked».\n"
    )


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.ImportFrom):
        return [node.module or ""]
    return [alias.name for alias in node.names] if isinstance(node, ast.Import) else []


def render_laws() -> str:
    """List the laws by which lines of a derivation follow, each with the theorems that it is."""
    rows = [
        [name, ", ".join(f"`{theorem}`" for theorem in law.theorems)] for name, law in LAWS.items()
    ]
    return markdown_table(["law", "is, equation by equation"], rows)


def render_versions() -> str:
    """Say which versions of what verdicts trust are admitted, and which are taken."""
    bases = [way(route) for route in BY_ROUTE for way in (of_theorems, of_claims)]
    packages = sorted({package for base in bases if base for package in base.packages})
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    admitted = dict(_parted(line) for line in project["dependencies"])
    locked = (PROJECT / "requirements" / "run.lock").read_text("utf-8")
    rows = [["Python", project["requires-python"], "what is installed"]]
    for name in packages:
        taken = re.findall(rf"^{name}==([\w.]+)", locked, re.MULTILINE)
        rows.append([name, admitted[name], " or ".join(taken)])
    known = recorded()
    rows += [["Rocq", "", known["rocq"]], ["MathComp", "", known["mathcomp"]]]
    return markdown_table(["", "admitted", "taken"], [list(map(within_cell, row)) for row in rows])


def _parted(requirement: str) -> tuple[str, str]:
    name = re.match(r"[\w-]+", requirement)
    assert name is not None, requirement
    return name[0], requirement[name.end() :]


def render_kernel() -> str:
    """Say what Rocq has accepted, by which translation, ending in one newline."""
    base = of_functions(exported)
    lines = {name: at for name, at in base.lines.items() if name.startswith("refmath.kernel.")}
    n_lines = sum(map(len, lines.values()))
    others = {name: state for name, state in states().items() if state != ACCEPTED}
    listed = "".join(f"- `{name}`: {state}\n" for name, state in others.items())
    return (
        f"{said_in_one_line()}. A statement is recorded only where all its lemmas are closed under"
        f" the global context: no axiom. Equations are written for Rocq by at most"
        f" {_rounded_up(n_lines):,} lines of {_by_room(lines)}; {len(BY_CLAIM)} claims by hand."
        f" {len(recorded()['computed'])} sides of theorems are there, at drawn numbers, what is"
        f" computed here.\n\n"
        f"{listed or 'None is left out.'}".rstrip()
        + "\n"
    )


def render_proofs() -> str:
    """Count what is written by hand for Rocq: lines, definitions, statements; and the rest."""
    rows, generated = [], 0
    for file in all_files():
        n_lines = len(file.text.splitlines())
        if file.path.startswith(GENERATED):
            generated += n_lines
            continue
        defined = len(_DEFINES.findall(file.text))
        rows.append([f"`{file.path}`", f"{n_lines:,}", str(defined), str(len(file.lemmas))])
    table = markdown_table(["file", "lines", "definitions", "statements"], rows)
    return f"{table}\nBeside these, {generated:,} lines are written by the exporter.\n"


def render_ranges() -> str:
    """Say what a certified range trusts when nobody has re-checked it, ending in one newline."""
    base = of_functions(certified_range)
    return (
        f"`certified_range` trusts at most {_rounded_up(base.n_lines):,} lines of"
        f" {_by_room(base.lines)}; beside them {', '.join(base.packages)}.\n"
    )


def render_schema(name: str) -> str:
    """Write a JSON schema that refmath ships as it is, ending in one newline.

    Args:
        name: "certificate" or "range".
    """
    room, file = _SCHEMAS[name]
    text = files(room).joinpath(file).read_text("utf-8")
    json.loads(text)  # what is published can be read
    return f"```json\n{text.rstrip()}\n```\n"


def renderers() -> Mapping[Kind, dict[str, Callable[[], str]]]:
    """Return what is written into each place, by its kind and name."""
    return {
        TRUSTED: {"base": render_trusted},
        TRUST: {
            "strengths": render_strengths,
            "checker": render_checker,
            "kernel": render_kernel,
            "laws": render_laws,
            "proofs": render_proofs,
            "ranges": render_ranges,
            "versions": render_versions,
        },
        SCHEMA: {
            "certificate": lambda: render_schema("certificate"),
            "range": lambda: render_schema("range"),
        },
    }
