"""Tables of foreign configs: what becomes of each field, written from the lists that are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from refmath.foreign import (
    bloom,
    falcon,
    gemma,
    gemma2,
    gemma3,
    gpt2,
    gpt_neo,
    gpt_neox,
    gptj,
    llama,
    mistral,
    olmo2,
    opt,
    phi,
    qwen2,
    qwen3,
    starcoder2,
    transformer_lens,
)
from refmath.report.blocks import Kind
from refmath.report.tables import markdown_table, within_cell

if TYPE_CHECKING:
    from collections.abc import Mapping

    from refmath.foreign.fields import Fields

CONFIGS: Mapping[str, Fields] = {
    "bloom": bloom.FIELDS,
    "falcon": falcon.FIELDS,
    "gemma": gemma.FIELDS,
    "gemma2": gemma2.FIELDS,
    "gemma3_text": gemma3.FIELDS,
    "gpt2": gpt2.FIELDS,
    "gpt_neo": gpt_neo.FIELDS,
    "gpt_neox": gpt_neox.FIELDS,
    "gptj": gptj.FIELDS,
    "llama": llama.FIELDS,
    "mistral": mistral.FIELDS,
    "olmo2": olmo2.FIELDS,
    "opt": opt.FIELDS,
    "phi": phi.FIELDS,
    "qwen2": qwen2.FIELDS,
    "qwen3": qwen3.FIELDS,
    "starcoder2": starcoder2.FIELDS,
    "transformer_lens": transformer_lens.FIELDS,
}
"""By the name of its place on a page, the lists of a config's fields."""

FIELDS = Kind("fields", "end of the fields")


def render_fields(fields: Fields) -> str:
    """Write the three lists of a config's fields as Markdown tables, ending in one newline.

    Examples:
        >>> from refmath.foreign.fields import Fields
        >>> cap = {"cap": ((None,), "scores would be capped")}
        >>> fields = Fields("Config", {"eps": "ε"}, {"seed": "of the draw"}, cap)
        >>> print(render_fields(fields).splitlines()[0])
        `Config`: of 2 fields that decide logits 1 is honoured; 1 has no effect on them.
    """
    deciding, honoured = len(fields.honoured) + len(fields.refused), len(fields.honoured)
    others = len(fields.without_effect)
    refused = [
        [f"`{name}`", _words(admitted), otherwise or "another model"]
        for name, (admitted, otherwise) in fields.refused.items()
    ]
    parts = [
        f"`{fields.owner}`: of {deciding} fields that decide logits {honoured}"
        f" {'is' if honoured == 1 else 'are'} honoured; {others}"
        f" {'has' if others == 1 else 'have'} no effect on them.",
        _table(["honoured", "what becomes of it"], _grouped(fields.honoured)),
        _table(["refused", "but for these values", "since otherwise"], refused),
        _table(["without effect", "why"], _grouped(fields.without_effect)),
    ]
    return "\n\n".join(parts) + "\n"


def _table(heading: list[str], rows: list[list[str]]) -> str:
    return markdown_table(heading, [[within_cell(cell) for cell in row] for row in rows]).rstrip()


def _grouped(said: Mapping[str, str]) -> list[list[str]]:
    """Write fields of which the same is said into one row."""
    return [
        [", ".join(f"`{name}`" for name in said if said[name] == what), what]
        for what in dict.fromkeys(said.values())
    ]


def _words(admitted: tuple[object, ...]) -> str:
    return ", ".join(f"`{value!r}`" for value in admitted)
