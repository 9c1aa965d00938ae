"""JSON schemas: each word that ours use is held to."""

import pytest

from refmath.report.schema import objections


@pytest.mark.parametrize(
    ("value", "schema", "objection"),
    [
        (1.5, {"type": "integer"}, "all of it: 1.5"),
        (True, {"type": "integer"}, "all of it: True"),
        (1, {"type": "boolean"}, "all of it: 1"),
        ("1", {"type": ["number", "null"]}, "all of it: '1'"),
        (2, {"const": 1}, "all of it: 2"),
        ("c", {"enum": ["a", "b"]}, "all of it: 'c'"),
        (-1, {"minimum": 0}, "all of it: -1"),
        ("b", {"pattern": "^a$"}, "all of it: 'b'"),
        ([], {"minItems": 1}, "all of it: []"),
        ([1, "a"], {"items": {"type": "integer"}}, "[1]: 'a'"),
        ({}, {"required": ["a"]}, "all of it: no 'a'"),
        ({"a": 1}, {"properties": {"a": {"type": "string"}}}, "a: 1"),
        ({"b": 1}, {"properties": {}, "additionalProperties": False}, "b: unknown"),
        ({"b": 1}, {"additionalProperties": {"type": "string"}}, "b: 1"),
        ([{}], {"items": {"$ref": "#/$defs/x"}, "$defs": {"x": {"required": ["b"]}}}, "[0]: no 'b'"),  # noqa: E501
    ],
)  # fmt: skip
def test_what_is_not_as_described_is_named(value, schema, objection):
    assert list(objections(value, schema)) == [objection]


@pytest.mark.parametrize(
    ("value", "schema"),
    [
        (None, {"type": ["number", "null"], "minimum": 0}),
        (0, {"type": "number", "minimum": 0}),
        ({"a": [{}]}, {"type": "object", "properties": {"a": {"items": {"type": "object"}}}}),
    ],
)
def test_what_is_as_described_passes(value, schema):
    assert list(objections(value, schema)) == []


def test_a_word_that_is_not_known_is_an_error():
    with pytest.raises(
        ValueError, match=r"schema: expected words that are known, got \['maximum'\]"
    ):
        list(objections(1, {"maximum": 0}))
