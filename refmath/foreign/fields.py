"""What becomes of every field of a foreign config: honoured, without effect, or refused.

Weights alone don't say what a model computes: a norm without gain has no tensor, nor has a scale, a
window, a cap. So a model comes with its config, and each field of that is in one of three lists.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from refmath.arguments import flag, one_of, real_number, refused, string, whole_number

_NONE = object()


MOST = 2**31 - 1
"""No size of a model is larger, and no square root of it overflows."""

MOST_LAYERS = 2**16
"""No model has more: what is listed by layers, before a tensor is read, stays short."""


@dataclass(frozen=True)
class Fields:
    """The three lists that hold every field of a config.

    Args:
        owner: what such a config is called.
        honoured: the fields that decide what is computed, each with what becomes of it.
        without_effect: those that no logit depends on, each with the reason.
        refused: those of which only some values can be honoured, each with these values, the first
            of them its default, and with what another value would ask for.
    """

    owner: str
    honoured: Mapping[str, str]
    without_effect: Mapping[str, str]
    refused: Mapping[str, tuple[tuple[Any, ...], str]]

    def __post_init__(self) -> None:
        lists = [*self.honoured, *self.without_effect, *self.refused]
        twice = sorted({name for name in lists if lists.count(name) > 1})
        if twice:
            raise ValueError(f"fields: expected each in one list, got {', '.join(twice)} in two")


@dataclass(frozen=True)
class Config:
    """A config of which every field is known, and none has a value that can't be honoured.

    Its methods read one honoured field each, as what it has to be; a field that is not there has
    the default that is given, or is refused by its name.
    """

    fields: Fields
    values: Mapping[str, Any]

    def __post_init__(self) -> None:
        for name, value in self.values.items():
            _check_field(self.fields, string("config", name, "fields by their names"), value)

    def value(self, name: str, default: Any = _NONE) -> Any:
        """Return what a field holds."""
        if name not in self.fields.honoured:
            raise KeyError(f"{name} is not among the fields that are honoured")
        value = self.values.get(name, default)
        if value is _NONE:
            raise ValueError(f"{name}: expected in the {self.fields.owner}, got none")
        return value

    def size(self, name: str, default: Any = _NONE) -> int:
        """Return what a field holds as an integer, 1 or more."""
        size = whole_number(name, self.value(name, default), least=1)
        return whole_number(name, size, below=MOST + 1, expected=f"an integer up to {MOST}")

    def count(self, name: str) -> int:
        """Return how many layers a field says there are, 0 or more."""
        layers = whole_number(name, self.value(name))
        expected = f"an integer up to {MOST_LAYERS}"
        return whole_number(name, layers, below=MOST_LAYERS + 1, expected=expected)

    def number(self, name: str, default: Any = _NONE) -> float:
        """Return what a field holds as a number above 0."""
        return float(real_number(name, self.value(name, default), above=0))

    def flag(self, name: str, default: Any = _NONE) -> bool:
        """Return what a field holds as True or False."""
        return flag(name, self.value(name, default))

    def word(self, name: str, words: tuple[str, ...], default: Any = _NONE) -> str:
        """Return what a field holds as one of some words."""
        return one_of(name, self.value(name, default), words)


def config_of(fields: Fields, config: Any) -> Config:
    """Return a config that has been looked through, field by field.

    Args:
        fields: the lists of its kind.
        config: an object with `to_dict`, a dataclass, or its fields by name.

    Raises:
        ValueError: for what is no config; for an unknown field, and for a value that can't be
            honoured, each by the field's name.

    Examples:
        >>> fields = Fields("Config", {"eps": "ε"}, {"seed": "of the draw"}, {"cap": ((None,), "")})
        >>> config_of(fields, {"eps": 1e-5, "seed": 3}).number("eps")
        1e-05
        >>> config_of(fields, {"eps": 1e-5, "cap": 30.0})
        Traceback (most recent call last):
        ...
        ValueError: cap: expected None, got 30.0
        >>> config_of(fields, {"window": 4})
        Traceback (most recent call last):
        ...
        ValueError: window: expected no field of this name in a Config, got 4: what it does to the
        logits is not known
    """
    return Config(fields, values_of(config))


def values_of(config: Any) -> Mapping[str, Any]:
    """Return the fields of a config by their names, whatever kind of object holds them.

    Raises:
        ValueError: for what holds none.

    Examples:
        >>> values_of(None)
        Traceback (most recent call last):
        ...
        ValueError: config: expected the model's config, or its fields by name, got None
    """
    if isinstance(config, Mapping):
        return config
    if callable(getattr(config, "to_dict", None)) and not isinstance(config, type):
        config = config.to_dict()
    elif dataclasses.is_dataclass(config) and not isinstance(config, type):
        config = {field.name: getattr(config, field.name) for field in dataclasses.fields(config)}
    if isinstance(config, Mapping):
        return config
    raise refused("config", "the model's config, or its fields by name", config)


def _check_field(fields: Fields, name: str, value: Any) -> None:
    if name in fields.refused:
        admitted, otherwise = fields.refused[name]
        if not any(_same(value, one) for one in admitted):
            because = f": {otherwise}" if otherwise else ""
            raise refused(name, " or ".join(map(repr, admitted)), value, because)
    elif name not in fields.honoured and name not in fields.without_effect:
        expected = f"no field of this name in a {fields.owner}"
        raise refused(name, expected, value, ": what it does to the logits is not known")


def _same(value: Any, admitted: Any) -> bool:
    """Whether a value is one that is admitted: True is not 1, and an array is nothing."""
    plain = (bool, int, float, str, list, tuple, dict, type(None))
    if not isinstance(value, plain) or isinstance(value, bool) != isinstance(admitted, bool):
        return False
    return bool(value == admitted)
