"""GPT-2's tokenizer as its first releases had it: vocab.json and merges.txt, and what is beside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from refmath.arguments import refused
from refmath.input_files import MOST_JSON, content_of, json_of, not_lost

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

VOCABULARY, MERGES = "vocab.json", "merges.txt"
SETTINGS, SPECIAL, ADDED = "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json"

ALONE = "; from_hugging_face gives the model alone"

GPT2S = frozenset({"GPT2Tokenizer", "GPT2TokenizerFast"})
"""What cuts text into words as GPT-2 does; others, with files of the same names, do otherwise."""

FAMILIES = frozenset({"gpt2", "gpt_neo", "gptj"})
"""Whose tokenizer is GPT-2's where no file says so."""

_END = "<|endoftext|>"
_SPECIAL_TOKENS: dict[str, str | None] = {
    "bos_token": _END, "eos_token": _END, "unk_token": _END, "pad_token": None,
}  # fmt: skip
"""The names of special tokens, with what each is if no file says it."""

_MORE_TOKENS = ("additional_special_tokens", "extra_special_tokens")
"""The names of lists of further special tokens, of older and of newer releases."""

_SPECIAL_SETTINGS = frozenset({*_SPECIAL_TOKENS, *_MORE_TOKENS})
_SETTINGS = _SPECIAL_SETTINGS | {
    *("add_prefix_space", "added_tokens_decoder", "tokenizer_class"),
    # by these no text has other tokens: none is put before it
    *("add_bos_token", "backend", "chat_template", "clean_up_tokenization_spaces", "errors"),
    *("is_local", "max_len", "model_max_length", "name_or_path", "padding_side"),
    *("processor_class", "special_tokens_map_file", "tokenizer_file", "truncation_side"),
}
"""What may stand in `SETTINGS`; of it `_SPECIAL_SETTINGS` in `SPECIAL`."""


def of_two_files(folder: Path, config: Mapping[str, Any]) -> dict[str, Any]:
    """Write as one file what GPT-2's tokenizer is in two, and in those beside them.

    Args:
        folder: where the files are.
        config: the model's: its family, and what it says of the tokenizer.

    Returns:
        What a tokenizer.json would hold.

    Raises:
        ValueError: where what they say can't be told, or isn't GPT-2's.
    """
    for name, other in ((VOCABULARY, MERGES), (MERGES, VOCABULARY)):
        if not not_lost(folder / name).is_file():
            raise ValueError(f"{name}: expected it beside {other} in {folder}, got none{ALONE}")
    settings = _checked_settings(folder, config)
    vocabulary = _object(folder, VOCABULARY)
    prefix = settings.get("add_prefix_space", False)
    if not isinstance(prefix, bool):
        raise refused(f"{SETTINGS}: add_prefix_space", "true or false", prefix)
    by_bytes = {"type": "ByteLevel", "trim_offsets": True, "use_regex": True}
    return {
        "added_tokens": _added(folder, settings, vocabulary),
        "pre_tokenizer": by_bytes | {"add_prefix_space": prefix},
        "decoder": by_bytes | {"add_prefix_space": False},
        "model": {"type": "BPE", "vocab": vocabulary, "merges": _merges(folder)},
    }


def _object(folder: Path, name: str) -> dict[str, Any]:
    """Read a JSON object from a file; an empty one where there is no file."""
    if not not_lost(folder / name).is_file():
        return {}
    found = json_of(name, content_of(name, folder / name, MOST_JSON))
    if not isinstance(found, dict):
        raise refused(name, "a JSON object", found)
    return found


def _checked_settings(folder: Path, config: Mapping[str, Any]) -> dict[str, Any]:
    settings = _known(SETTINGS, _object(folder, SETTINGS), _SETTINGS)
    kinds = [said.get("tokenizer_class") for said in (settings, config)]
    kind, family = next((kind for kind in kinds if kind is not None), None), config["model_type"]
    if str(kind) not in GPT2S and not (kind is None and family in FAMILIES):
        raise ValueError(
            f"{SETTINGS}: expected the tokenizer_class GPT2Tokenizer beside {VOCABULARY}, got"
            f" {kind!r:.60} for a model of {family}{ALONE}"
        )
    return settings


def _known(name: str, settings: dict[str, Any], known: frozenset[str]) -> dict[str, Any]:
    unknown = sorted(settings.keys() - known)
    if unknown:
        raise ValueError(f"{name}: expected settings that are known, got {unknown[0]!r:.60}{ALONE}")
    return settings


def _merges(folder: Path) -> list[list[str]]:
    try:
        first, *lines = content_of(MERGES, folder / MERGES, MOST_JSON).decode().split("\n")
    except UnicodeDecodeError as error:
        raise ValueError(f"{MERGES}: expected UTF-8, got {error}{ALONE}") from error
    if not first.startswith("#version"):  # some leave the first line out, and some don't
        raise ValueError(f"{MERGES}: expected a first line #version…, got {first!r:.60}{ALONE}")
    pairs = [line.split(" ") for line in (lines[:-1] if lines and not lines[-1] else lines)]
    for number, pair in enumerate(pairs, 2):
        if len(pair) != 2 or not all(pair):
            raise ValueError(
                f"{MERGES}: expected two tokens in line {number}, got {' '.join(pair)!r:.60}{ALONE}"
            )
    return pairs


_AS_IT_STANDS: dict[str, Any] = {
    "single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True,
}  # fmt: skip
"""Where an added token is found, if nothing else is said of it."""


def _added(
    folder: Path, settings: Mapping[str, Any], vocabulary: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """List what is looked for in a text before it is cut into words: each with its number."""
    found: dict[str, dict[str, Any]] = {}
    for token in _tokens_said(folder, settings):
        content = token.get("content")
        known = found.get(content, {}) if isinstance(content, str) else {}
        number = token.get("id", known.get("id", vocabulary.get(str(content))))
        if not isinstance(content, str) or number is None:
            raise ValueError(
                f"{SETTINGS}: expected special tokens of {VOCABULARY} or {ADDED}, got"
                f" {content!r:.60}{ALONE}"
            )
        if "id" in known and known["id"] != number:
            raise ValueError(
                f"{ADDED}: expected one number for {content!r:.60}, got {known['id']!r:.20} and"
                f" {number!r:.20}{ALONE}"
            )
        found[content] = _AS_IT_STANDS | known | token | {"id": number}
    # `tokenizers` numbers added tokens in their order; what is no number is refused later.
    return sorted(found.values(), key=lambda t: t["id"] if type(t["id"]) is int else -1)


def _tokens_said(folder: Path, settings: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """List the added tokens of each file, those with numbers first."""
    for content, number in _object(folder, ADDED).items():
        yield {"content": content, "id": number}
    numbered = settings.get("added_tokens_decoder") or {}
    if not isinstance(numbered, dict) or not all(number.isdecimal() for number in numbered):
        raise refused(f"{SETTINGS}: added_tokens_decoder", "tokens by their numbers", numbered)
    for number, token in numbered.items():
        yield {**_written_out(token), "id": int(number)}
    beside = _known(SPECIAL, _object(folder, SPECIAL), _SPECIAL_SETTINGS)
    for name, default in _SPECIAL_TOKENS.items():
        one, other = settings.get(name), beside.get(name)
        if one is not None and other is not None:
            contents = [_written_out(token).get("content") for token in (one, other)]
            if contents[0] != contents[1]:
                raise ValueError(
                    f"{name}: expected one token in {SETTINGS} and {SPECIAL}, got"
                    f" {contents[0]!r:.40} and {contents[1]!r:.40}{ALONE}"
                )
        token = default if one is None and other is None else one or other
        if token is not None:
            yield _written_out(token)
    for name in _MORE_TOKENS:
        for others in (settings.get(name) or [], beside.get(name) or []):
            if not isinstance(others, list):
                raise refused(f"{SETTINGS}: {name}", "a list", others)
            yield from map(_written_out, others)


def _written_out(token: Any) -> dict[str, Any]:
    """Return an added token with its settings, however it is written."""
    if isinstance(token, str):
        return {"content": token}
    if not isinstance(token, dict):
        raise refused(f"{SETTINGS}: a special token", "a string, or an object with content", token)
    kept = ("content", "single_word", "lstrip", "rstrip")
    return {name: token[name] for name in kept if name in token}
