"""`import refmath` is light, and hands out what it says."""

import json
import os
import subprocess
import sys

import pytest

import refmath

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


def test_every_public_name_has_an_example():
    # Dunder names (the version) are plain data: they have no docstring of their own.
    names = [name for name in refmath.__all__ if not name.startswith("__")]
    assert names
    without = [name for name in names if ">>>" not in (getattr(refmath, name).__doc__ or "")]
    assert without == []


def test_dir_lists_the_public_names():
    assert set(refmath.__all__) <= set(dir(refmath))


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="nonsense"):
        refmath.nonsense  # noqa: B018
    assert not hasattr(refmath, "nonsense")
