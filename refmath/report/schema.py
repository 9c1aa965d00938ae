"""JSON schemas, as far as ours go: what a record is held against before it is believed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_TYPES: Mapping[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "boolean": (bool,),
    "null": (type(None),),
    "integer": (int,),
    "number": (int, float),
}
_OF_VALUES = ("type", "const", "enum", "minimum", "pattern", "minItems")
_OF_PARTS = ("$ref", "items", "required", "properties", "additionalProperties")
_WORDS = frozenset((*_OF_VALUES, *_OF_PARTS, "$schema", "$defs", "title", "description"))


def objections(
    value: Any, schema: Mapping[str, Any], root: Mapping[str, Any] | None = None, at: str = ""
) -> Iterator[str]:
    """Say in what a value isn't what its schema describes, each with the way to it.

    Args:
        value: as JSON holds it.
        schema: in the words that refmath's schemas use.
        root: the schema that each `$ref` is looked up in, if it isn't this one.
        at: the way to the value.

    Raises:
        ValueError: for a schema with other words.

    Examples:
        >>> list(objections({"n": -1}, {"properties": {"n": {"type": "integer", "minimum": 0}}}))
        ['n: -1']
    """
    root = schema if root is None else root
    if unknown := schema.keys() - _WORDS:
        raise ValueError(f"schema: expected words that are known, got {sorted(unknown)}")
    if "$ref" in schema:
        yield from objections(value, root["$defs"][schema["$ref"].rsplit("/", 1)[1]], root, at)
    if not _is_as_said(value, schema):
        yield f"{at or 'all of it'}: {value!r:.60}"
    elif isinstance(value, list):
        for n, item in enumerate(value):
            yield from objections(item, schema.get("items", {}), root, f"{at}[{n}]")
    elif isinstance(value, dict):
        yield from _of_fields(value, schema, root, at)


def _is_as_said(value: Any, schema: Mapping[str, Any]) -> bool:
    kinds = schema.get("type", ())
    kinds = (kinds,) if isinstance(kinds, str) else kinds
    of_a_kind = not kinds or any(_is_a(value, kind) for kind in kinds)
    number = isinstance(value, int | float)
    return (
        of_a_kind
        and value == schema.get("const", value)
        and value in schema.get("enum", [value])
        and not (number and value < schema.get("minimum", value))
        and not (isinstance(value, str) and not re.search(schema.get("pattern", ""), value))
        and not (isinstance(value, list) and len(value) < schema.get("minItems", 0))
    )


def _is_a(value: Any, kind: str) -> bool:
    """Whether a value is of a kind; True and False are no numbers."""
    return isinstance(value, _TYPES[kind]) and (kind == "boolean") >= isinstance(value, bool)


def _of_fields(
    value: dict[str, Any], schema: Mapping[str, Any], root: Mapping[str, Any], at: str
) -> Iterator[str]:
    fields, others = schema.get("properties", {}), schema.get("additionalProperties", {})
    missing = (name for name in schema.get("required", ()) if name not in value)
    yield from (f"{at or 'all of it'}: no {name!r}" for name in missing)
    for name, inner in value.items():
        where = f"{at}.{name}" if at else name
        if name in fields or others is not False:
            yield from objections(inner, fields.get(name, others), root, where)
        else:
            yield f"{where}: unknown"
