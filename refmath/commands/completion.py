"""`refmath completion`: what makes a shell complete commands, options, theorems and models."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from refmath.commands.exit_status import DONE

if TYPE_CHECKING:
    from refmath.commands.arguments import Commands

    Parsers = Mapping[str, argparse.ArgumentParser]

SHELLS = ("bash", "zsh", "fish")
VERIFY, ONLY = "verify", "--only"
MODEL_OF = ("load", "skip-trigrams", "report", "try")
"""The commands that take a model."""


def add(commands: Commands) -> None:
    """Give the command to the command line."""
    parser = commands.add_parser(
        "completion",
        help="print what completes the command line in a shell",
        description="Print what makes a SHELL complete commands, options, and the names of "
        'theorems and models. For bash: eval "$(refmath completion bash)"; for zsh the same '
        "with zsh, after compinit; for fish: refmath completion fish | source. In the shell's "
        "start-up file it stays.",
    )
    parser.add_argument("shell", metavar="SHELL", choices=SHELLS, help=", ".join(SHELLS))
    parser.set_defaults(command=partial(_completion, commands.choices))


def _completion(parsers: Parsers, arguments: argparse.Namespace) -> int:
    write = {"bash": _bash, "zsh": _zsh, "fish": _fish}[arguments.shell]
    print(write(parsers), end="")
    return DONE


def _bash(parsers: Parsers) -> str:
    cases = "\n".join(
        f"        {name}) words={_quoted(_options(parser) + _alone(name))}{_after_option(name)} ;;"
        for name, parser in parsers.items()
    )
    return f"""_refmath() {{
    local typed=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} words
    if [ "$COMP_CWORD" -eq 1 ]; then
        words={_quoted([*parsers, "--help", "--version"])}
    else case ${{COMP_WORDS[1]}} in
{cases}
    esac; fi
    COMPREPLY=($(compgen -W "$words" -- "$typed"))
    [ ${{#COMPREPLY[@]}} -gt 0 ] || COMPREPLY=($(compgen -f -- "$typed"))
}}
complete -F _refmath refmath
"""


def _zsh(parsers: Parsers) -> str:
    return f"autoload -U +X bashcompinit && bashcompinit\n{_bash(parsers)}"


def _fish(parsers: Parsers) -> str:
    top = "complete -c refmath -n __fish_use_subcommand"
    lines = [f"{top} -f -a {_quoted([*parsers])}"]
    for name, parser in parsers.items():
        here = f"complete -c refmath -n '__fish_seen_subcommand_from {name}'"
        for option in _options(parser):
            kind = "-l" if option.startswith("--") else "-s"
            names = f" -x -a {_quoted(_verified())}" if (name, option) == (VERIFY, ONLY) else ""
            lines.append(f"{here} {kind} {option.lstrip('-')}{names}")
        if _alone(name):
            lines.append(f"{here} -a {_quoted(_alone(name))}")
    return "\n".join(lines) + "\n"


def _after_option(name: str) -> str:
    return f"; [ $before = {ONLY} ] && words={_quoted(_verified())}" if name == VERIFY else ""


def _alone(name: str) -> list[str]:
    """List what a command takes without an option, of what is known by name."""
    if name == "derive":
        from refmath.theorems.catalogue import STATEMENTS

        return [statement.name for statement in STATEMENTS]
    if name in MODEL_OF:
        from refmath.trained.bundled import bundled

        return [model.name for model in bundled()]
    return [*SHELLS] if name == "completion" else []


def _options(parser: argparse.ArgumentParser) -> list[str]:
    return [option for action in parser._actions for option in action.option_strings]


def _verified() -> list[str]:
    from refmath.evidence.verify import job_names

    return [*job_names()]


def _quoted(words: list[str]) -> str:
    return "'" + " ".join(words) + "'"
