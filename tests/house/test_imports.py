"""Who may import whom. The rules read syntax trees; each has a twin that shows it can fail.

A rule takes the sources, a mapping of path to text, and gives back what it has to object to.
"""

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from sys import stdlib_module_names

import pytest

Sources = Mapping[str, str]
Rule = Callable[[Sources], list[str]]

REPOSITORY = Path(__file__).parents[2]
FRONT_DOOR = "refmath/__init__.py"

# Rooms with an order: each file's floor. Within a room a file may import those listed above it.
FILES = {
    "alphabet": 0,
    "whole_file": 0,
    "numeric/rounding": 1,
    "numeric/low_rank": 1,
    "numeric/low_rank_forms": 1,
    "numeric/columns": 1,
    "numeric/weight_checks": 1,
    "numeric/parts": 2,
    "numeric/transformer": 2,
    "numeric/folding": 2,
    "numeric/logits_error": 2,
    "numeric/attention": 3,
    "numeric/circuits": 3,
    "numeric/constructions": 3,
    "numeric/reductions": 3,
    "numeric/paths": 3,
    "numeric/precision": 3,
    "numeric/forward": 4,
    "numeric/frozen": 4,
    "numeric/path_streams": 4,
    "numeric/expansion": 4,
    "numeric/tensor_product": 4,
    "numeric/contributions": 4,
    "numeric/composition": 4,
    "numeric/head_behaviour": 4,
    "numeric/heads": 4,
    "numeric/best_entries": 5,
    "numeric/reading_arguments": 5,
    "numeric/skip_trigrams": 5,
    "numeric/sweep": 5,
    "numeric/top_skip_trigrams": 5,
    "numeric/skip_trigram_tables": 5,
    "numeric/skip_trigram_matches": 5,
    "numeric/skip_trigram_bugs": 5,
    "numeric/head_terms": 5,
    "numeric/ranges": 5,
    "numeric/certified": 5,
    "symbolic/letters": 1,
    "symbolic/algebra": 2,
    "symbolic/indices": 2,
    "symbolic/sympy_bridge": 2,
    "symbolic/identities": 2,
    "symbolic/derivation": 3,
    "symbolic/claims": 3,
    "symbolic/entries": 3,
    "symbolic/latex": 3,
    "cli": 8,
    "__main__": 8,
}
# Rooms without an order: the floor of all their files, among which imports must be acyclic.
ROOMS = {
    "sequences": 1,
    "theorems": 4,
    "trained": 4,
    "evidence": 5,
    "conformance": 6,
    "report": 6,
    "commands": 7,
}
EAST = {"numeric"}
WEST = {"symbolic", "theorems"}
NUMPY = {"numpy", "array_api_compat", "scipy"}
# The rooms in which a package may be imported at all; packages not named here are free.
ALLOWED = {
    "sympy": {"symbolic", "theorems", "evidence"},
    "hypothesis": {"conformance"},
    "matplotlib": {"report"},
    "tokenizers": {"trained", "commands"},
    "torch": set(),
}
ONLY_INSIDE_FUNCTIONS = {"matplotlib", "tokenizers"}
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
    return key(path).split("/")[0] if "/" in key(path) else ""


def is_init(path: str) -> bool:
    return key(path) == f"{room(path)}/__init__"


def floor(path: str) -> int | None:
    if room(path) in ROOMS:
        return ROOMS[room(path)]
    if is_init(path):  # Python runs it before any file of the room: it is the room's first file
        return min((f for name, f in FILES.items() if room(name) == room(path)), default=None)
    return FILES.get(key(path))


def above(importer: str, imported: str) -> bool:
    """Whether a file may, by the order of the room that both are in, import the other."""
    if is_init(importer) or is_init(imported):
        return not is_init(importer)
    if room(importer) in ROOMS:
        return True  # left to `cycles`
    order = list(FILES)
    return order.index(key(imported)) < order.index(key(importer))


# The rules.


def unknown_files(sources: Sources) -> list[str]:
    known = {FRONT_DOOR} | {path for path in sources if floor(path) is not None}
    return [
        f"{path} has no floor: give it one in FILES or ROOMS" for path in sources.keys() - known
    ]


def upward_imports(sources: Sources) -> list[str]:
    objections = []
    for found, reached in ours(sources):
        mine, theirs = floor(found.path), floor(reached)
        if found.path == FRONT_DOOR:
            continue  # has a rule of its own
        if reached == FRONT_DOOR:
            # It opens every room, so nothing inside may lean on it; the version is a plain string.
            if found.target != "refmath.__version__":
                objections.append(f"{found}: the front door, or a file that is not there")
        elif mine is None or theirs is None:
            continue  # `unknown_files` objects
        elif room(found.path) == room(reached):
            if not above(found.path, reached):
                objections.append(f"{found}: not listed above it in their room")
        elif theirs >= mine:
            objections.append(f"{found}: from floor {mine} to floor {theirs}")
    return objections


def cycles(sources: Sources) -> list[str]:
    graph: dict[str, set[str]] = {path: set() for path in sources}
    for found, reached in ours(sources):
        if room(found.path) in ROOMS and room(found.path) == room(reached):
            graph[found.path].add(reached)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return ["a cycle: " + " <- ".join(error.args[1])]
    return []


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
    layered = "refmath/numeric/forward.py"
    expanded = {f"refmath/numeric/{name}.py" for name in ("expansion", "path_streams")}
    return [
        f"{found}: the two routes must not know each other"
        for found, reached in ours(sources)
        if layered in (found.path, reached) and expanded & {found.path, reached}
    ]


def packages_out_of_place(sources: Sources) -> list[str]:
    objections = []
    for found in imports(sources):
        if room(found.path) not in ALLOWED.get(found.package, {room(found.path)}):
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
    unknown_files,
    upward_imports,
    cycles,
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


def test_the_lists_go_from_lower_floors_to_higher():
    for each in {room(name) for name in FILES}:
        floors = [floor for name, floor in FILES.items() if room(name) == each]
        assert floors == sorted(floors)
    assert not ROOMS.keys() & {room(name) for name in FILES}


# The twins: (rule, false sources, what the objection says). Files that are only imported are empty.
EMPTY = dict.fromkeys(
    [
        FRONT_DOOR,
        *(f"refmath/{name}.py" for name in FILES),
        *(f"refmath/{name}/__init__.py" for name in ("numeric", "symbolic", *ROOMS)),
        "refmath/theorems/catalogue.py",
        "refmath/theorems/one_layer.py",
        "refmath/evidence/verdict.py",
    ],
    "",
)
FALSE = [
    (unknown_files, {"refmath/numeric/tricks.py": ""}, "tricks.py has no floor"),
    (unknown_files, {"refmath/attic/__init__.py": ""}, "attic/__init__.py has no floor"),
    (unknown_files, {"refmath/stray.py": ""}, "stray.py has no floor"),
    (unknown_files, {"refmath/numeric/deep/forward.py": ""}, "has no floor"),
    # Upward: to another room's floor, the same floor or a higher one.
    (upward_imports, {"refmath/alphabet.py": "import refmath.report"}, "floor 0 to floor 6"),
    (
        upward_imports,
        {"refmath/sequences/grams.py": "from refmath.numeric import rounding"},
        "floor 1 to floor 1",
    ),
    (
        upward_imports,
        {"refmath/theorems/catalogue.py": "from refmath.evidence.verdict import Verdict"},
        "floor 4 to floor 5",
    ),
    (
        upward_imports,
        {"refmath/evidence/verdict.py": "def f():\n    from refmath.report import terminal"},
        "floor 5 to floor 6",
    ),
    # Upward within a room, in each way of writing it.
    (
        upward_imports,
        {"refmath/numeric/transformer.py": "from refmath.numeric.attention import pattern"},
        "not listed above",
    ),
    (upward_imports, {"refmath/numeric/rounding.py": "from . import low_rank"}, "not listed above"),
    (
        upward_imports,
        {"refmath/symbolic/algebra.py": "from .identities import MIXED"},
        "not listed above",
    ),
    (upward_imports, {"refmath/cli.py": "from refmath import __main__"}, "not listed above"),
    (
        upward_imports,
        {"refmath/numeric/attention.py": "if TYPE_CHECKING:\n    from ..numeric import forward"},
        "not listed above",
    ),
    (
        upward_imports,
        {"refmath/numeric/attention.py": "import_module('refmath.numeric.forward')"},
        "not listed above",
    ),
    (
        upward_imports,
        {"refmath/numeric/attention.py": "importlib.import_module('.forward', __package__)"},
        "not listed above",
    ),
    # Re-exports: a room's __init__ is its first file.
    (
        upward_imports,
        {"refmath/numeric/__init__.py": "from refmath.numeric.rounding import bound"},
        "not listed above",
    ),
    (
        upward_imports,
        {"refmath/theorems/__init__.py": "from .catalogue import ALL"},
        "not listed above",
    ),
    # The front door, from inside.
    (upward_imports, {"refmath/report/page.py": "import refmath"}, "the front door"),
    (upward_imports, {"refmath/cli.py": "from refmath import forward"}, "the front door"),
    (upward_imports, {"refmath/cli.py": "from refmath import *"}, "the front door"),
    (upward_imports, {"refmath/cli.py": "import refmath.cellar.wine"}, "not there"),
    (
        cycles,
        {
            "refmath/theorems/catalogue.py": "from refmath.theorems.one_layer import A",
            "refmath/theorems/one_layer.py": "def f():\n    from .catalogue import ALL",
        },
        "a cycle",
    ),
    (cycles, {"refmath/evidence/verdict.py": "from . import verdict"}, "a cycle"),
    (wings_that_meet, {"refmath/numeric/heads.py": "import sympy"}, "no symbols"),
    (wings_that_meet, {"refmath/numeric/heads.py": "from sympy.core import S"}, "no symbols"),
    (
        wings_that_meet,
        {"refmath/numeric/heads.py": "from refmath.symbolic.letters import A"},
        "no symbols",
    ),
    (
        wings_that_meet,
        {"refmath/numeric/skip_trigrams.py": "from refmath import theorems"},
        "no symbols",
    ),
    (wings_that_meet, {"refmath/symbolic/entries.py": "import numpy as np"}, "no numbers"),
    (wings_that_meet, {"refmath/symbolic/entries.py": "import numpy.linalg"}, "no numbers"),
    (wings_that_meet, {"refmath/symbolic/entries.py": "import array_api_compat"}, "no numbers"),
    (wings_that_meet, {"refmath/theorems/catalogue.py": "from numpy import eye"}, "no numbers"),
    (
        wings_that_meet,
        {"refmath/theorems/catalogue.py": "from ..numeric import circuits"},
        "no numbers",
    ),
    (wings_that_meet, {"refmath/symbolic/latex.py": "import refmath.numeric"}, "no numbers"),
    (
        routes_that_share,
        {"refmath/numeric/expansion.py": "from refmath.numeric.forward import forward"},
        "two routes",
    ),
    (
        routes_that_share,
        {"refmath/numeric/forward.py": "def f():\n    from . import expansion"},
        "two routes",
    ),
    (packages_out_of_place, {"refmath/alphabet.py": "import sympy"}, "not allowed"),
    (packages_out_of_place, {"refmath/report/page.py": "import sympy"}, "not allowed"),
    (packages_out_of_place, {"refmath/cli.py": "def f():\n    import torch"}, "not allowed"),
    (packages_out_of_place, {"refmath/trained/read.py": "import torch.nn"}, "not allowed"),
    (
        packages_out_of_place,
        {"refmath/evidence/verdict.py": "from hypothesis import given"},
        "not allowed",
    ),
    (
        packages_out_of_place,
        {"refmath/numeric/heads.py": "def f():\n    import matplotlib.pyplot"},
        "not allowed",
    ),
    (packages_out_of_place, {"refmath/report/page.py": "import matplotlib"}, "inside functions"),
    (packages_out_of_place, {FRONT_DOOR: "def f():\n    import torch"}, "not allowed"),
    (names_that_say_nothing, {"refmath/numeric/utils.py": ""}, "named utils"),
    (names_that_say_nothing, {"refmath/core/forward.py": ""}, "named core"),
    (names_that_say_nothing, {"refmath/report/_helpers.py": ""}, "named _helpers"),
    (names_that_say_nothing, {"refmath/theorems/common.py": ""}, "named common"),
    (names_that_say_nothing, {"refmath/base.py": ""}, "named base"),
    (eager_front_door, {FRONT_DOOR: "from refmath.numeric.forward import forward"}, "when asked"),
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
    {"refmath/numeric/forward.py": "from refmath.numeric.attention import pattern"},
    {"refmath/numeric/forward.py": "from . import attention, transformer\nimport numpy as np"},
    {"refmath/symbolic/algebra.py": "from .letters import A\nimport sympy"},
    {"refmath/theorems/catalogue.py": "from . import one_layer\nfrom ..symbolic import letters"},
    {"refmath/evidence/verdict.py": "import numpy, sympy\nfrom ..numeric import forward"},
    {"refmath/evidence/verdict.py": "from refmath.symbolic import algebra"},
    {"refmath/conformance/strategies.py": "from hypothesis import strategies\nimport numpy"},
    {"refmath/report/page.py": "def plot():\n    import matplotlib.pyplot as plt"},
    {"refmath/cli.py": "from refmath import __version__\nfrom refmath.report import page"},
    {"refmath/__main__.py": "from refmath.cli import main"},
    {"refmath/numeric/heads.py": "import sympytools, numpy"},
    {FRONT_DOOR: "import numpy\ndef __getattr__(name):\n    from refmath import alphabet"},
    {FRONT_DOOR: "if TYPE_CHECKING:\n    from refmath.numeric.forward import forward"},
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
