"""Whatever a package raises is said as ours; what the user asks for passes."""

import pytest

from refmath.tokenizer_package import as_value_error


class Panic(BaseException):
    """As those of Rust's are: no Exception."""


@pytest.mark.parametrize("raised", [Exception, Panic, KeyError, ValueError, OverflowError])
def test_what_is_raised_is_a_value_error_that_names_the_argument(raised):
    with (
        pytest.raises(ValueError, match=r"^text: got .*why.*$") as error,
        as_value_error("text: got "),
    ):
        raise raised("why")
    assert type(error.value) is ValueError
    assert isinstance(error.value.__cause__, raised)


@pytest.mark.parametrize("asked", [KeyboardInterrupt, SystemExit, MemoryError, GeneratorExit])
def test_interruptions_and_the_end_of_the_memory_pass(asked):
    with pytest.raises(asked) as error, as_value_error("text: got "):
        raise asked
    assert type(error.value) is asked


def test_where_nothing_is_raised_nothing_is_said():
    with as_value_error("text: got "):
        done = True
    assert done
