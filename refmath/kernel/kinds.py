"""What the kind of a letter supposes of it, as Rocq reads it; `proofs/Kinds.v` defines the words."""

from __future__ import annotations

from refmath.symbolic.letters import Generator


def premise(name: str, kind: str, g: Generator) -> str:
    """Write what is supposed of a letter of that kind, or «» of a free one."""
    if g.kind == "inclusion":
        return f"forall g h, ({name} g)^T *m {name} h = if g == h then 1%:M else 0"
    if g.kind == "free":
        return ""
    return f"is_{g.kind.replace('-', '_').replace(' ', '_')} {name}"
