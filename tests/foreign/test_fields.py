"""A config is looked through field by field: what is unknown or can't be honoured is named."""

import dataclasses
import re
from types import SimpleNamespace

import numpy as np
import pytest

from refmath.foreign import gpt2, transformer_lens
from refmath.foreign.fields import Fields, config_of, values_of

FIELDS = Fields(
    "Config",
    honoured={"eps": "ε", "n_head": "heads", "tied": "whether", "act": "f"},
    without_effect={"seed": "of the draw"},
    refused={"cap": ((-1.0, None), "scores would be capped"), "local": ((False,), "")},
)


def test_what_is_honoured_is_read_as_what_it_is():
    config = config_of(FIELDS, {"eps": 1e-3, "n_head": np.int64(2), "tied": True, "seed": object()})
    assert (config.number("eps"), config.size("n_head"), config.flag("tied")) == (1e-3, 2, True)
    assert config.word("act", ("relu",), "relu") == "relu"
    with pytest.raises(KeyError, match="seed is not among the fields that are honoured"):
        config.value("seed")


@pytest.mark.parametrize(
    ("values", "read", "says"),
    [
        ({}, lambda c: c.number("eps"), "eps: expected in the Config, got none"),
        ({"eps": 0}, lambda c: c.number("eps"), "eps: expected a finite number above 0, got 0"),
        ({"eps": "1e-5"}, lambda c: c.number("eps"), "eps: expected a finite number above 0"),
        ({"n_head": 2.0}, lambda c: c.size("n_head"), "n_head: expected an integer, 1 or more"),
        ({"n_head": True}, lambda c: c.size("n_head"), "n_head: expected an integer, 1 or more"),
        ({"tied": 1}, lambda c: c.flag("tied"), "tied: expected True or False, got 1"),
        ({"act": "silu"}, lambda c: c.word("act", ("relu",)), "act: expected 'relu', got 'silu'"),
    ],
)
def test_what_is_honoured_and_is_something_else_is_refused_by_name(values, read, says):
    config = config_of(FIELDS, values)
    with pytest.raises(ValueError, match=re.escape(says)):
        read(config)


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"cap": 30.0}, "cap: expected -1.0 or None, got 30.0: scores would be capped"),
        ({"cap": np.array([-1.0])}, "cap: expected -1.0 or None, got ndarray of shape (1,)"),
        ({"local": True}, "local: expected False, got True"),
        ({"local": 0}, "local: expected False, got 0"),
        ({"local": None}, "local: expected False, got None"),
        ({"window": 3}, "window: expected no field of this name in a Config, got 3"),
        ({3: 3}, "config: expected fields by their names, got 3"),
    ],
)
def test_what_cant_be_honoured_or_is_not_known_is_refused_by_name(values, says):
    with pytest.raises(ValueError, match=re.escape(says)):
        config_of(FIELDS, values)


@pytest.mark.parametrize("cap", [-1.0, -1, None])
def test_what_a_refused_field_may_be_is_let_pass(cap):
    config_of(FIELDS, {"cap": cap, "local": False})


def test_a_config_is_an_object_that_says_its_fields_a_dataclass_or_a_mapping():
    @dataclasses.dataclass
    class Kept:
        eps: float = 1e-3

    with_dict = SimpleNamespace(to_dict=lambda: {"eps": 1e-3})
    for config in ({"eps": 1e-3}, Kept(), with_dict):
        assert dict(values_of(config)) == {"eps": 1e-3}
    for none in (Kept, 3, "config.json", SimpleNamespace(to_dict=lambda: 3), None):
        with pytest.raises(ValueError, match="config: expected the model's config, or its fields"):
            values_of(none)


def test_a_field_in_two_lists_is_a_mistake_here():
    with pytest.raises(ValueError, match="expected each in one list, got seed in two"):
        Fields("Config", {"seed": ""}, {"seed": ""}, {})


@pytest.mark.parametrize("fields", [gpt2.FIELDS, transformer_lens.FIELDS])
def test_every_field_that_is_refused_is_refused_and_its_default_is_not(fields):
    for name, (admitted, _) in fields.refused.items():
        for value in admitted:
            config_of(fields, {name: value})
        with pytest.raises(ValueError, match=f"{name}: expected"):
            config_of(fields, {name: "something else"})


@pytest.mark.parametrize("read", ["size", "count"])
def test_a_size_beyond_all_sense_is_refused_at_once(read):
    config = config_of(FIELDS, {"n_head": 10**400})
    with pytest.raises(ValueError, match=r"^n_head: expected an integer up to \d+, got"):
        getattr(config, read)("n_head")
