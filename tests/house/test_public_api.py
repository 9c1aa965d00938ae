"""What is public, with signatures, as a text beside this file: each break shows in a diff.

`python tests/house/test_public_api.py` writes the text again.
"""

import inspect
import re
import types
from pathlib import Path

import refmath as rm

SNAPSHOT = Path(__file__).with_name("public_api.txt")


def lines_of(name, thing):
    """A public name, and what is public of it: a class's members, a module's functions."""
    if isinstance(thing, types.ModuleType):
        inside = {n: t for n, t in vars(thing).items() if is_of(thing, t)}
        return [name, *(line for n, t in inside.items() for line in lines_of(f"{name}.{n}", t))]
    if isinstance(thing, property):
        return [f"{name}: {thing.fget.__annotations__['return']}"]
    if not callable(thing):
        return [name]
    line = f"{name}{signature(thing)}"
    if not inspect.isclass(thing):
        return [line]
    members = {n: t for n, t in sorted(vars(thing).items()) if not n.startswith("_")}
    described = {n: t for n, t in members.items() if isinstance(t, property) or callable(t)}
    return [line, *(more for n, t in described.items() for more in lines_of(f"{name}.{n}", t))]


def is_of(module, thing):
    if not (inspect.isroutine(thing) or inspect.isclass(thing)):
        return False
    return thing.__module__ == module.__name__ and not thing.__name__.startswith("_")


class Verbatim(str):
    def __repr__(self):
        return str(self)


def signature(function):
    """A signature as it stands in the source, where most annotations are strings."""
    found = inspect.signature(function)
    parameters = [p.replace(annotation=as_written(p)) for p in found.parameters.values()]
    return str(inspect.Signature(parameters, return_annotation=as_written(found)))


def as_written(part):
    of_result = isinstance(part, inspect.Signature)
    kind = part.return_annotation if of_result else part.annotation
    if isinstance(kind, str):
        return Verbatim(kind)
    if kind in (inspect.Parameter.empty, None) or isinstance(kind, type):
        return kind
    return Verbatim(re.sub(r"typing\.|collections\.abc\.|hypothesis\.strategies\.", "", str(kind)))


def public_api(door=rm):
    return [line for name in sorted(door.__all__) for line in lines_of(name, getattr(door, name))]


def test_what_is_public_is_what_the_snapshot_says():
    assert public_api() == SNAPSHOT.read_text("utf-8").splitlines(), (
        "a public name or its signature has changed: if that is meant, write the snapshot again"
        " with `python tests/house/test_public_api.py`, and say so in CHANGELOG.md"
    )


def test_the_snapshot_sees_a_name_a_parameter_a_default_and_a_member_change():
    def door(**names):
        return types.SimpleNamespace(__all__=[*names], **names)

    class Model:
        def size(self) -> int: ...

    class Renamed:
        def sizes(self) -> int: ...

    doors = [
        door(f=lambda x: x),
        door(g=lambda x: x),
        door(f=lambda x, y: (x, y)),
        door(f=lambda x=1: x),
        door(f=lambda x=2: x),
        door(f=Model),
        door(f=Renamed),
    ]
    assert len({tuple(public_api(each)) for each in doors}) == len(doors)


if __name__ == "__main__":
    SNAPSHOT.write_text("\n".join(public_api()) + "\n", "utf-8")
