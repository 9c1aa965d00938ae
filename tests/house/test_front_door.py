"""`import refmath` is light, and hands out what it says."""

import doctest
import inspect
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import refmath

FRONT_DOOR = Path(refmath.__file__)
HEAVY = ("sympy", "torch", "hypothesis", "rich", "tokenizers")


def loaded_by(statements: str, path: str = "") -> set[str]:
    """Which of the heavy packages a fresh interpreter has loaded after the statements."""
    code = f"{statements}\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))"
    environment = os.environ | ({"PYTHONPATH": path} if path else {})
    ran = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    return set(json.loads(ran.stdout)) & set(HEAVY)


def test_the_front_door_loads_nothing_heavy():
    assert loaded_by("import refmath") == set()


def test_the_check_sees_sympy_once_the_symbolic_wing_is_imported():
    every_file = """
import importlib, pkgutil, refmath.symbolic
for file in pkgutil.iter_modules(refmath.symbolic.__path__, "refmath.symbolic."):
    importlib.import_module(file.name)
"""
    assert "sympy" in loaded_by(every_file)


@pytest.mark.parametrize("package", HEAVY)
def test_the_check_sees_each_heavy_package(package, tmp_path):
    (tmp_path / f"{package}.py").touch()  # a stand-in, as not all of them are installed everywhere
    assert loaded_by(f"import refmath, {package}", str(tmp_path)) == {package}


def test_every_public_name_resolves():
    assert refmath.__all__
    assert len(refmath.__all__) == len(set(refmath.__all__))
    for name in refmath.__all__:
        assert getattr(refmath, name) is not None


def functions_and_classes():
    """The public ones, and those of the public modules; a module has no example of its own."""
    for name in refmath.__all__:
        thing = getattr(refmath, name)
        if not inspect.ismodule(thing):
            yield name, thing
        elif name == "by_hand":
            for inner in inspect.getmembers(thing, inspect.isfunction):
                if not inner[0].startswith("_"):
                    yield inner


def test_every_public_name_has_an_example():
    names = dict(functions_and_classes())
    assert "induction" in names
    assert [name for name, thing in names.items() if ">>>" not in (thing.__doc__ or "")] == []


def examples():
    """The examples of all that is public, with methods and what public modules hold."""
    for name in refmath.__all__:
        thing = getattr(refmath, name)
        inner = (
            inspect.getmembers(thing) if inspect.ismodule(thing) or inspect.isclass(thing) else ()
        )
        home = thing.__name__ if inspect.ismodule(thing) else getattr(thing, "__module__", None)
        own = [(n, f) for n, f in inner if getattr(f, "__module__", None) == home]
        for called, found in ((name, thing), *((f"{name}.{n}", f) for n, f in own if n[0] != "_")):
            yield called, inspect.getdoc(found) or ""


def begins_otherwise(docstring: str) -> bool:
    """Whether an example needs more than `import refmath as rm` to reach what it shows."""
    sources = [example.source for example in doctest.DocTestParser().get_examples(docstring)]
    elsewhere = re.compile(r"^(from|import) refmath\b(?! as rm$)", re.MULTILINE)
    return bool(sources) and (
        sources[0] != "import refmath as rm\n" or any(map(elsewhere.search, sources))
    )


def test_every_example_begins_as_its_reader_does():
    found = dict(examples())
    assert {"logits", "LowRank.dense", "by_hand.induction", "strategies.models"} <= found.keys()
    assert [name for name, docstring in found.items() if begins_otherwise(docstring)] == []


def test_an_example_that_begins_otherwise_is_seen():
    assert begins_otherwise(">>> logits(model, [0])")
    assert begins_otherwise(">>> import refmath as rm\n>>> from refmath.show import pattern")
    assert not begins_otherwise(">>> import refmath as rm\n>>> rm.logits")
    assert not begins_otherwise("No example.")


def test_dir_lists_the_public_names_and_the_version():
    assert dir(refmath) == sorted([*refmath.__all__, "__version__"])


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("ov_circuits", "ov_circuit"),
        ("ov_circut", "ov_circuit"),
        ("logitz", "logits"),
        ("Transfomer", "Transformer"),
        ("pretrained", None),
        ("nonsense", None),
    ],
)
def test_an_unknown_name_is_an_attribute_error_that_says_what_was_meant(name, meant):
    hint = f"did you mean {meant}?" if meant else "dir(refmath) lists its names"
    with pytest.raises(AttributeError) as caught:
        getattr(refmath, name)
    assert str(caught.value) == f"module 'refmath' has no attribute {name!r}; {hint}"
    assert not hasattr(refmath, name)


def test_every_line_of_the_stub_hands_out_one_name_under_its_own():
    """`__init__.py` takes the stub apart by its spaces: no other form may stand in it."""
    lines = FRONT_DOOR.with_suffix(".pyi").read_text().splitlines()
    handed_out = [re.fullmatch(r"from [\w.]+ import (\w+) as \1", line) for line in lines]
    assert [line for line, of_form in zip(lines, handed_out, strict=True) if not of_form] == [
        lines[0],
        "",
        "",
        "__all__: list[str]",
        "__version__: str",
    ]
    assert refmath.__all__ == [of_form[1] for of_form in handed_out if of_form]
