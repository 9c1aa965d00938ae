"""Who may import whom: what CONTRIBUTING's table says, from top to bottom and left to right.

The rules read syntax trees; each has a twin that shows it can fail.

A rule takes the sources, a mapping of path to text, and gives back what it has to object to.
"""

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from sys import stdlib_module_names

import pytest

Sources = Mapping[str, str]
Rule = Callable[[Sources], list[str]]

REPOSITORY = Path(__file__).parents[2]
FRONT_DOOR = "refmath/__init__.py"
TABLE = (REPOSITORY / "CONTRIBUTING.md").read_text("utf-8")


def places(table: str) -> tuple[dict[str, tuple[int, int]], list[str]]:
    """Read the house from CONTRIBUTING: each file's row and place in that; the rooms in order."""
    at: dict[str, tuple[int, int]] = {}
    rooms = []
    lines = [line for line in table.splitlines() if line.startswith("| `")]
    for row, line in enumerate(lines):
        first, _, files = (cell.strip() for cell in line.split("|")[1:4])
        name = first.strip("`")
        if name.endswith(".py"):
            at[f"refmath/{name}"] = (row, 0)
            continue
        rooms.append(name.removesuffix("/"))
        # Python runs a room's __init__ before any of its files: it is the room's first file.
        at[f"refmath/{name}__init__.py"] = (row, 0)
        for place, file in enumerate(files.split(), 1):
            at[f"refmath/{name}{file.strip('`')}.py"] = (row, place)
    return at, rooms


PLACES, ROOMS = places(TABLE)
EAST = {"numeric"}
WEST = {"symbolic", "theorems"}
LAYERED, PATHS = "refmath/numeric/layered/", "refmath/numeric/paths/"
NUMPY = {"numpy", "array_api_compat", "scipy"}
# The rooms in which a package may be imported at all; packages not named here are free.
ALLOWED = {
    "sympy": {"symbolic", "theorems", "evidence"},
    "hypothesis": {"strategies", "conforming"},
    "matplotlib": {"drawing"},
    "tokenizers": {"trained", "sequences"},
    "torch": {"numeric/model"},  # where an array is torch's, its own functions of neurons
}
ONLY_INSIDE_FUNCTIONS = {"matplotlib", "tokenizers", "torch"}
SAYS_NOTHING = {"utils", "helpers", "common", "base", "core"}


@dataclass(frozen=True)
class Import:
    """One imported name: ``from a.b import c`` has the target a.b.c."""

    path: str
    line: int
    target: str
    in_function: bool
    for_types: bool  # under `if TYPE_CHECKING:`

    @property
    def package(self) -> str:
        return self.target.split(".")[0]

    def __str__(self) -> str:
        return f"{self.path}:{self.line} imports {self.target}"


class _Imports(ast.NodeVisitor):
    def __init__(self, path: str) -> None:
        self.path = path
        self.found: list[Import] = []
        self.functions = 0
        self.type_checks = 0

    def add(self, node: ast.stmt | ast.expr, target: str) -> None:
        in_function, for_types = self.functions > 0, self.type_checks > 0
        self.found.append(Import(self.path, node.lineno, target, in_function, for_types))

    def absolute(self, module: str, level: int) -> str:
        if not level:
            return module
        package = self.path.split("/")[:-1]
        kept = package[: len(package) - (level - 1)]
        return ".".join([*kept, *([module] if module else [])])

    def visit_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            self.add(node, alias.name)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        module = self.absolute(node.module or "", node.level)
        for alias in node.names:
            self.add(node, f"{module}.{alias.name}")

    def visit_Call(self, node: ast.Call) -> None:
        # importlib.import_module("x") and __import__("x") are imports as well.
        called = node.func
        name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
        if name in {"import_module", "__import__"} and node.args:
            argument = node.args[0]
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                module = argument.value.lstrip(".")
                level = len(argument.value) - len(module)
                self.add(node, self.absolute(module, level))
        self.generic_visit(node)

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        self.functions += 1
        self.generic_visit(node)
        self.functions -= 1

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> None:
        self.visit_FunctionDef(node)

    def visit_If(self, node: ast.If) -> None:
        self.visit(node.test)
        for_types = ast.unparse(node.test) in {"TYPE_CHECKING", "typing.TYPE_CHECKING"}
        self.type_checks += for_types
        for statement in node.body:
            self.visit(statement)
        self.type_checks -= for_types
        for statement in node.orelse:
            self.visit(statement)


def imports(sources: Sources) -> Iterator[Import]:
    for path, text in sources.items():
        visitor = _Imports(path)
        visitor.visit(ast.parse(text, path))
        yield from visitor.found


def ours(sources: Sources) -> Iterator[tuple[Import, str]]:
    """The imports of refmath's own files, each with the path of the file that it reaches."""
    for found in imports(sources):
        if found.package == "refmath":
            parts = found.target.split(".")
            while True:
                stem = "/".join(parts)
                reached = [p for p in (f"{stem}.py", f"{stem}/__init__.py") if p in sources]
                if reached or len(parts) == 1:
                    break
                parts.pop()
            yield found, reached[0] if reached else FRONT_DOOR


def key(path: str) -> str:
    return path.removeprefix("refmath/").removesuffix(".py")


def room(path: str) -> str:
    """Name the outermost room, or the file that stands by itself."""
    return key(path).split("/")[0]


# The rules.


def files_without_a_place(sources: Sources) -> list[str]:
    known = PLACES.keys() | {FRONT_DOOR}
    return [f"{path} has no place in CONTRIBUTING's table" for path in sources if path not in known]


def upward_imports(sources: Sources) -> list[str]:
    objections = []
    for found, reached in ours(sources):
        mine, theirs = PLACES.get(found.path), PLACES.get(reached)
        if found.path == FRONT_DOOR:
            continue  # has a rule of its own
        if reached == FRONT_DOOR:
            # It opens every room, so nothing inside may lean on it; the version is a plain string.
            if found.target != "refmath.__version__":
                objections.append(f"{found}: the front door, or a file that is not there")
        elif mine is None or theirs is None:
            continue  # `files_without_a_place` objects
        elif theirs >= mine:
            objections.append(f"{found}: it doesn't stand before it in CONTRIBUTING's table")
    return objections


def wings_that_meet(sources: Sources) -> list[str]:
    objections = []
    for found in imports(sources):
        mine = room(found.path)
        theirs = room("/".join(found.target.split(".")) + "/") if found.package == "refmath" else ""
        if mine in EAST and (found.package == "sympy" or theirs in WEST):
            objections.append(f"{found}: the east wing has no symbols")
        if mine in WEST and (found.package in NUMPY or theirs in EAST):
            objections.append(f"{found}: the west wing has no numbers")
    return objections


def routes_that_share(sources: Sources) -> list[str]:
    return [
        f"{found}: the two routes must not know each other"
        for found, reached in ours(sources)
        if {LAYERED, PATHS}
        <= {r for r in (LAYERED, PATHS) for f in (found.path, reached) if f.startswith(r)}
    ]


def packages_out_of_place(sources: Sources) -> list[str]:
    objections = []
    for found in imports(sources):
        rooms = ALLOWED.get(found.package, {room(found.path)})
        if not any(f"{key(found.path)}/".startswith(f"{one}/") for one in rooms):
            objections.append(f"{found}: not allowed in this room")
        elif found.package in ONLY_INSIDE_FUNCTIONS and not found.in_function:
            objections.append(f"{found}: only inside functions")
    return objections


def names_that_say_nothing(sources: Sources) -> list[str]:
    return [
        f"{path} is named {part}: say what it does"
        for path in sources
        for part in key(path).split("/")
        if part.strip("_") in SAYS_NOTHING
    ]


def eager_front_door(sources: Sources) -> list[str]:
    return [
        f"{found}: the front door opens rooms only when asked, and needs NumPy at most"
        for found in imports({FRONT_DOOR: sources.get(FRONT_DOOR, "")})
        if not found.in_function and not found.for_types
        if found.package not in stdlib_module_names | {"numpy"}
    ]


RULES: list[Rule] = [
    files_without_a_place,
    upward_imports,
    wings_that_meet,
    routes_that_share,
    packages_out_of_place,
    names_that_say_nothing,
    eager_front_door,
]


@pytest.fixture(scope="module")
def house() -> Sources:
    files = sorted((REPOSITORY / "refmath").rglob("*.py"))
    return {file.relative_to(REPOSITORY).as_posix(): file.read_text("utf-8") for file in files}


def test_the_house_is_read(house):
    assert FRONT_DOOR in house
    assert "refmath/sequences/grams.py" in house
    assert any(True for _ in ours(house))


@pytest.mark.parametrize("rule", RULES)
def test_the_house_keeps_the_rule(rule, house):
    assert rule(house) == []


def test_the_table_lists_what_is_there(house):
    there = {p for p in PLACES if not p.endswith("__init__.py")}
    assert there == {p for p in house if not p.endswith("__init__.py")}
    folders = {p.parent for p in (REPOSITORY / "refmath").rglob("*.py")} - {REPOSITORY / "refmath"}
    assert set(ROOMS) == {f.relative_to(REPOSITORY / "refmath").as_posix() for f in folders}
    assert len(ROOMS) == len(set(ROOMS))


def test_the_table_is_read_in_order():
    lines = "| `a.py` | one | |\n| `b/` | two | `c` `d` |"
    assert places(lines) == (
        {
            "refmath/a.py": (0, 0),
            "refmath/b/__init__.py": (1, 0),
            "refmath/b/c.py": (1, 1),
            "refmath/b/d.py": (1, 2),
        },
        ["b"],
    )


# The twins: (rule, false sources, what the objection says). Files that are only imported are empty.
EMPTY = dict.fromkeys([FRONT_DOOR, *PLACES], "")
FALSE = [
    (files_without_a_place, {"refmath/numeric/tricks.py": ""}, "tricks.py has no place"),
    (files_without_a_place, {"refmath/attic/__init__.py": ""}, "attic/__init__.py has no place"),
    (files_without_a_place, {"refmath/stray.py": ""}, "stray.py has no place"),
    (files_without_a_place, {"refmath/numeric/deep/forward.py": ""}, "has no place"),
    # Upward, to another room.
    (upward_imports, {"refmath/alphabet.py": "import refmath.report"}, "stand before"),
    (
        upward_imports,
        {"refmath/sequences/grams.py": "from refmath.numeric.arrays import rounding"},
        "stand before",
    ),
    (
        upward_imports,
        {"refmath/theorems/catalogue.py": "from refmath.evidence.verdict import Verdict"},
        "stand before",
    ),
    (
        upward_imports,
        {"refmath/evidence/verdict.py": "def f():\n    from refmath.report import terminal"},
        "stand before",
    ),
    (
        upward_imports,
        {"refmath/numeric/heads/circuits.py": "from ..certified.terms import A"},
        "stand before",
    ),
    # Upward within a room, in each way of writing it.
    (
        upward_imports,
        {"refmath/numeric/model/parts.py": "from refmath.numeric.model.attention import pattern"},
        "stand before",
    ),
    (upward_imports, {"refmath/numeric/arrays/rounding.py": "from . import low_rank"}, "before"),
    (upward_imports, {"refmath/symbolic/algebra.py": "from .identities import MIXED"}, "before"),
    (upward_imports, {"refmath/cli.py": "from refmath import __main__"}, "before"),
    (
        upward_imports,
        {"refmath/numeric/model/parts.py": "if TYPE_CHECKING:\n    from ..model import attention"},
        "before",
    ),
    (
        upward_imports,
        {"refmath/numeric/model/parts.py": "import_module('refmath.numeric.model.attention')"},
        "before",
    ),
    (
        upward_imports,
        {"refmath/numeric/model/parts.py": "importlib.import_module('.attention', __package__)"},
        "before",
    ),
    # A cycle needs an import upward, or of itself.
    (upward_imports, {"refmath/evidence/verdict.py": "from . import verdict"}, "before"),
    # Re-exports: a room's __init__ is its first file.
    (
        upward_imports,
        {"refmath/numeric/arrays/__init__.py": "from refmath.numeric.arrays.rounding import bound"},
        "before",
    ),
    (upward_imports, {"refmath/theorems/__init__.py": "from .catalogue import ALL"}, "before"),
    # The front door, from inside.
    (upward_imports, {"refmath/report/tables.py": "import refmath"}, "the front door"),
    (upward_imports, {"refmath/cli.py": "from refmath import forward"}, "the front door"),
    (upward_imports, {"refmath/cli.py": "from refmath import *"}, "the front door"),
    (upward_imports, {"refmath/cli.py": "import refmath.cellar.wine"}, "not there"),
    (wings_that_meet, {"refmath/numeric/heads/circuits.py": "import sympy"}, "no symbols"),
    (
        wings_that_meet,
        {"refmath/numeric/heads/circuits.py": "from sympy.core import S"},
        "no symbols",
    ),
    (
        wings_that_meet,
        {"refmath/numeric/heads/circuits.py": "from refmath.symbolic.letters import A"},
        "no symbols",
    ),
    (
        wings_that_meet,
        {"refmath/numeric/skip_trigrams/readings.py": "from refmath import theorems"},
        "no symbols",
    ),
    (wings_that_meet, {"refmath/symbolic/entries.py": "import numpy as np"}, "no numbers"),
    (wings_that_meet, {"refmath/symbolic/entries.py": "import numpy.linalg"}, "no numbers"),
    (wings_that_meet, {"refmath/symbolic/entries.py": "import array_api_compat"}, "no numbers"),
    (wings_that_meet, {"refmath/theorems/catalogue.py": "from numpy import eye"}, "no numbers"),
    (
        wings_that_meet,
        {"refmath/theorems/catalogue.py": "from ..numeric.heads import circuits"},
        "no numbers",
    ),
    (wings_that_meet, {"refmath/symbolic/latex.py": "import refmath.numeric"}, "no numbers"),
    (
        routes_that_share,
        {f"{PATHS}expansion.py": "from refmath.numeric.layered.forward import logits"},
        "two routes",
    ),
    (
        routes_that_share,
        {f"{PATHS}operator.py": "def f():\n    from refmath.numeric.layered import logits_error"},
        "two routes",
    ),
    (packages_out_of_place, {"refmath/alphabet.py": "import sympy"}, "not allowed"),
    (packages_out_of_place, {"refmath/report/tables.py": "import sympy"}, "not allowed"),
    (packages_out_of_place, {"refmath/cli.py": "def f():\n    import torch"}, "not allowed"),
    (packages_out_of_place, {"refmath/foreign/gpt2.py": "import torch.nn"}, "not allowed"),
    (packages_out_of_place, {f"{PATHS}streams.py": "def f():\n    import torch"}, "not allowed"),
    (packages_out_of_place, {"refmath/numeric/model/parts.py": "import torch"}, "only inside"),
    (
        packages_out_of_place,
        {"refmath/evidence/verdict.py": "from hypothesis import given"},
        "not allowed",
    ),
    (
        packages_out_of_place,
        {"refmath/numeric/heads/circuits.py": "def f():\n    import matplotlib.pyplot"},
        "not allowed",
    ),
    (packages_out_of_place, {"refmath/drawing/charts.py": "import matplotlib"}, "inside functions"),
    (packages_out_of_place, {FRONT_DOOR: "def f():\n    import torch"}, "not allowed"),
    (names_that_say_nothing, {"refmath/numeric/utils.py": ""}, "named utils"),
    (names_that_say_nothing, {"refmath/core/forward.py": ""}, "named core"),
    (names_that_say_nothing, {"refmath/report/_helpers.py": ""}, "named _helpers"),
    (names_that_say_nothing, {"refmath/theorems/common.py": ""}, "named common"),
    (names_that_say_nothing, {"refmath/base.py": ""}, "named base"),
    (
        eager_front_door,
        {FRONT_DOOR: "from refmath.numeric.layered.forward import logits"},
        "when asked",
    ),
    (eager_front_door, {FRONT_DOOR: "from . import alphabet"}, "when asked"),
    (
        eager_front_door,
        {FRONT_DOOR: "def f():\n    pass\nfrom . import alphabet"},
        "when asked",
    ),
    (eager_front_door, {FRONT_DOOR: "try:\n    import sympy\nfinally:\n    pass"}, "when asked"),
    (
        eager_front_door,
        {FRONT_DOOR: "if not TYPE_CHECKING:\n    from . import alphabet"},
        "when asked",
    ),
    (
        eager_front_door,
        {FRONT_DOOR: "if TYPE_CHECKING:\n    pass\nelse:\n    from . import alphabet"},
        "when asked",
    ),
]
TRUE = [
    {"refmath/numeric/layered/forward.py": "from refmath.numeric.model.attention import pattern"},
    {"refmath/numeric/model/attention.py": "from . import transformer\nimport numpy as np"},
    {"refmath/symbolic/algebra.py": "from .letters import A\nimport sympy"},
    {"refmath/theorems/catalogue.py": "from . import layers\nfrom ..symbolic import letters"},
    {"refmath/evidence/verdict.py": "import numpy, sympy\nfrom ..numeric.layered import forward"},
    {"refmath/evidence/verdict.py": "from refmath.symbolic import algebra"},
    {"refmath/strategies.py": "from hypothesis import strategies\nimport numpy"},
    {"refmath/drawing/charts.py": "def plot():\n    import matplotlib.pyplot as plt"},
    {"refmath/cli.py": "from refmath import __version__\nfrom refmath.report import tables"},
    {"refmath/__main__.py": "from refmath.cli import main"},
    {"refmath/numeric/heads/circuits.py": "import sympytools, numpy"},
    {FRONT_DOOR: "import numpy\ndef __getattr__(name):\n    from refmath import alphabet"},
    {FRONT_DOOR: "if TYPE_CHECKING:\n    from refmath.numeric.layered.forward import logits"},
]


@pytest.mark.parametrize(("rule", "false", "objection"), FALSE)
def test_the_rule_sees_what_breaks_it(rule, false, objection):
    objections = rule(EMPTY | false)
    assert len(objections) == 1
    assert objection in objections[0]


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_a_twin(rule):
    assert any(rule is tried for tried, _, _ in FALSE)


@pytest.mark.parametrize("true", TRUE)
def test_no_rule_objects_to_what_keeps_it(true):
    assert [objection for rule in RULES for objection in rule(EMPTY | true)] == []
