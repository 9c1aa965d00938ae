"""Numbers of the command line: digits alone, and not too few."""

import argparse

import pytest

from refmath.commands.arguments import model_named, number_from


def test_whole_numbers_are_read():
    assert [number_from(0)("0"), number_from(2)("17")] == [0, 17]


@pytest.mark.parametrize("text", ["1", "-3", "2.0", "", "two", "²", "+3", "1e3"])
def test_others_are_refused_with_what_was_expected(text):
    with pytest.raises(argparse.ArgumentTypeError, match=r"expected an integer, 2 or more, got "):
        number_from(2)(text)


def test_a_model_is_called_what_the_command_line_calls_it(tmp_path):
    assert model_named("attn-only-1l").name == "attn-only-1l"
    with pytest.raises(ValueError, match=r"^MODEL: expected attn-only-1l, .* near: attn-only-2l"):
        model_named("attn-only-2")
    damaged = tmp_path / "damaged.safetensors"
    damaged.write_bytes(b"no model")
    with pytest.raises(ValueError, match=r"damaged\.safetensors: "):
        model_named(str(damaged))
