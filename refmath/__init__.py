"""The executable, machine-checked reference of *A Mathematical Framework for Transformer Circuits*.

The public names, each loaded when it is first used: `import refmath as rm` alone is quick. They
stand in `__init__.pyi`, where editors and type checkers find them with their signatures.
"""

from importlib import import_module
from os.path import dirname, join

__version__ = "0.1.0"


def _homes() -> dict[str, str]:
    """Read the stub: the file that each public name comes from, by the name."""
    with open(join(dirname(__file__), "__init__.pyi"), encoding="utf-8") as stub:
        lines = [line.split() for line in stub if line.startswith("from ")]
    # from HOME import NAME as NAME
    return {name: home for _, home, _, name, _, _ in lines}


_HOME = _homes()
__all__ = [*_HOME]


def __getattr__(name: str) -> object:
    home = _HOME.get(name)
    if home is None:
        raise AttributeError(_unknown(name))
    there = vars(import_module(home))
    return there[name] if name in there else import_module(f"{home}.{name}")


def _unknown(name: str) -> str:
    from difflib import get_close_matches

    close = get_close_matches(name, _HOME, n=1)
    hint = f"; did you mean {close[0]}?" if close else "; dir(refmath) lists its names"
    return f"module 'refmath' has no attribute {name!r}{hint}"


def __dir__() -> list[str]:
    return sorted([*_HOME, "__version__"])
