"""Which parts of a model each function refuses, and in which words: held to what they were.

`python tests/numeric/test_refused_parts.py` writes the record anew.
"""

from pathlib import Path

from refmath.numeric.model.parts import EVERY_PART
from refmath.report.parts import OF_NEURONS, call, functions_of_a_model, model_with

RECORD = Path(__file__).with_name("refused_parts.txt")


def refusals(function):
    """What is said of a model of one part, for each part that is refused."""
    for part in EVERY_PART:
        try:
            call(function, model_with(part))
        except ValueError as error:
            yield f"  {part}: {error}"


def written():
    lines = []
    for name, function in sorted(functions_of_a_model().items()):
        if name not in OF_NEURONS:
            lines += [name, *refusals(function)]
    return "\n".join(lines) + "\n"


def test_what_is_refused_is_refused_in_the_same_words():
    assert written().splitlines() == RECORD.read_text("utf-8").splitlines()


if __name__ == "__main__":
    RECORD.write_text(written(), "utf-8")
