"""What is trusted for each strength, and what the certificates look like: places on one page."""

from __future__ import annotations

import ast
import json
import sys
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from refmath.certificates import check
from refmath.evidence.checksum import checksum
from refmath.evidence.routes import strength_of
from refmath.evidence.verdict import STRENGTHS
from refmath.report.blocks import Kind
from refmath.report.certificate import PACKAGE, accepted_by_kernel, kernel_record
from refmath.report.tables import markdown_table
from refmath.theorems.catalogue import STATEMENTS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SCHEMA = Kind("schema", "end of the schema")
TRUST = Kind("trust", "end of the trust")

_SCHEMAS = {
    "certificate": ("refmath.report", "certificate.schema.json"),
    "range": ("refmath.certificates", "range.schema.json"),
}
_TRANSLATION = ("kinds", "gallina", "export")
"""The files in kernel/ that write a statement for Rocq: what it accepts is what they wrote."""


def render_strengths() -> str:
    """Count the statements by what they are shown for, ending in one newline."""
    shown = [strength_of(statement).shows for statement in STATEMENTS]
    rows = [[strength, f"{shown.count(strength):,}"] for strength in STRENGTHS]
    return markdown_table(["shown for", "statements"], rows)


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


def render_kernel() -> str:
    """Say what Rocq has accepted, by which versions and translation, ending in one newline."""
    recorded = accepted_by_kernel()
    if not recorded:
        return "No statement of this version is recorded as accepted by a kernel.\n"
    records = [kernel_record(statement.name, checksum(statement)) for statement in STATEMENTS]
    accepted = sum(bool(record and record["accepted"]) for record in records)
    folder = PACKAGE / "kernel"
    lines = sum(
        len((folder / f"{name}.py").read_text("utf-8").splitlines()) for name in _TRANSLATION
    )
    return (
        f"{accepted} of {len(STATEMENTS)} statements, as they are now, are recorded as accepted by"
        f" Rocq {recorded['rocq']} with MathComp {recorded['mathcomp']}, without axioms, and"
        f" {len(recorded['near_misses'])} near misses as disproved there. A statement is written"
        f" for Rocq by kernel: {', '.join(_TRANSLATION)}, of {lines} lines in all.\n"
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
        TRUST: {
            "strengths": render_strengths,
            "checker": render_checker,
            "kernel": render_kernel,
        },
        SCHEMA: {
            "certificate": lambda: render_schema("certificate"),
            "range": lambda: render_schema("range"),
        },
    }
