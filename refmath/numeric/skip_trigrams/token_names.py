"""Tokens' names: asked of a tokenizer, and written so that every letter of them is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SPACE = "␣"


def check_tokenizer(tokenizer: Any) -> None:
    """Refuse what gives tokens no strings; None is taken.

    Raises:
        ValueError: naming what came.

    Examples:
        >>> check_tokenizer(3)
        Traceback (most recent call last):
        ...
        ValueError: tokenizer: expected a function of a token, or an object with decode or
        id_to_token, got int
    """
    named = any(callable(getattr(tokenizer, name, None)) for name in ("decode", "id_to_token"))
    # Bytes decode to strings, too, and a string's class has no `decode`.
    if isinstance(tokenizer, bytes) or not (tokenizer is None or named or callable(tokenizer)):
        raise ValueError(
            "tokenizer: expected a function of a token, or an object with decode or id_to_token,"
            f" got {type(tokenizer).__name__}"
        )


def token_names(tokenizer: Any, tokens: Iterable[int]) -> dict[int, str]:
    """Return the strings of tokens: by `decode([token])`, `id_to_token`, or a plain function.

    Raises:
        ValueError: for a tokenizer that has none of these, or gives no string for a token.

    Examples:
        >>> token_names(lambda token: "abc"[token], [2, 0])
        {0: 'a', 2: 'c'}
    """
    if tokenizer is None:
        return {}
    check_tokenizer(tokenizer)

    def name(token: int) -> Any:
        if all(callable(getattr(tokenizer, method, None)) for method in ("token", "id")):
            return tokenizer.token(token)  # which tells tokens apart that decode to the same
        if hasattr(tokenizer, "decode"):
            return tokenizer.decode([token])
        return getattr(tokenizer, "id_to_token", tokenizer)(token)

    names = {token: name(token) for token in sorted(set(tokens))}
    for token, string in names.items():
        if not isinstance(string, str):
            raise ValueError(f"tokenizer: expected a string for token {token}, got {string!r}")
    return names


def token_name(names: Mapping[int, str], token: int) -> str:
    """Write a token by its name, every letter of which is seen; by its number without one.

    Examples:
        >>> token_name({3: " a"}, 3), token_name({3: " a"}, 4)
        ('␣a', '4')
    """
    return visible(names[token]) if token in names else str(token)


def visible(string: str) -> str:
    r"""Write a string so that every letter is seen, and no other string is written alike.

    Examples:
        >>> print(visible(" a\n\\\x00"))
        ␣a\n\\\x00
    """
    return "".join(
        SPACE
        if letter == " "
        else letter
        if letter.isprintable() and letter not in ("\\", SPACE)
        else letter.encode("unicode_escape").decode("ascii")
        for letter in string
    )
