"""`refmath skip-trigrams`: the strongest skip-trigrams of a model, and which are certified."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from refmath.commands.arguments import as_typed, check_apart, model_files, model_named, number_from
from refmath.commands.exit_status import DONE, bad_arguments
from refmath.commands.machine_output import print_csv, print_json
from refmath.commands.progress import bars
from refmath.whole_file import check_writable

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from refmath.commands.arguments import Commands
    from refmath.commands.progress import Progress
    from refmath.numeric.certified.ranges import CertifiedSkipTrigrams
    from refmath.numeric.model.transformer import Transformer
    from refmath.numeric.skip_trigrams.strongest import TopSkipTrigrams

SCHEMA = "refmath-skip-trigrams/1"
_COLUMNS = (
    *("layer", "head", "source", "destination", "output"),
    *("score", "attention", "effect", "strength"),
)


def add(commands: Commands) -> None:
    """Give the command to the command line."""
    parser = commands.add_parser(
        "skip-trigrams",
        help="list the strongest skip-trigrams that a model's heads hold",
        description="List the strongest skip-trigrams [source] … [destination] → [output] of all "
        "that a model's heads hold. Score: how much more than a mean token the destination attends "
        "to the source, in nats. Effect: what full attention adds to the output's logit above the "
        "mean logit. Strength: attention times effect, where the source stands once among N tokens "
        "and the others have the mean score.",
    )
    parser.add_argument(
        "model",
        metavar="MODEL",
        help="the path of a saved model, the name of a bundled one, or a folder of Hugging Face's",
    )
    _add_selection(parser)
    parser.add_argument(
        "--certify",
        action="store_true",
        help="also say what all heads (or the one) do to the output in any context of N tokens: "
        "the lowest and the highest effect; one layer only",
    )
    parser.add_argument(
        "--certificate",
        metavar="FILE",
        type=Path,
        help="with --certify: also write to FILE what is certified, for `check-certificate`",
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="show as JSON")
    form.add_argument("--csv", action="store_true", help="show as CSV")
    parser.set_defaults(command=_skip_trigrams)


def _add_selection(parser: argparse.ArgumentParser) -> None:
    source = parser.add_mutually_exclusive_group()
    source.add_argument(
        "--source",
        metavar="STRING",
        help="only of this source; one token's string, such as ' keep'",
    )
    source.add_argument(
        "--source-id",
        metavar="TOKEN",
        type=number_from(0),
        help="only of this source, by its number",
    )
    parser.add_argument(
        "--layer", metavar="L", type=number_from(0), default=0, help="whose heads (default: 0)"
    )
    parser.add_argument(
        "--head",
        metavar="H",
        type=number_from(0),
        help="only this head (default: all of the layer)",
    )
    parser.add_argument(
        "--top",
        metavar="K",
        type=number_from(1, 1 << 22),
        default=10,
        help="how many (default: 10)",
    )
    parser.add_argument(
        "--n-ctx",
        metavar="N",
        type=number_from(2),
        help="how many tokens share the attention (default: 128, or as many as the model takes)",
    )


def _skip_trigrams(arguments: argparse.Namespace) -> int:
    from refmath.certificates.written import save_certificate
    from refmath.numeric.certified.terms import check_certifiable
    from refmath.numeric.skip_trigrams.readings import REFERENCE_CONTEXT
    from refmath.numeric.skip_trigrams.strongest import top_skip_trigrams
    from refmath.report.tables import skip_trigram_records

    try:
        _check_certificate(arguments)
        loaded = model_named(arguments.model)
        model, tokenizer = loaded.model, loaded.tokenizer
        n_ctx = arguments.n_ctx or min(REFERENCE_CONTEXT, model.n_ctx or REFERENCE_CONTEXT)
        if arguments.certify:
            check_certifiable(model)
        sources = _sources(arguments, tokenizer)
        with bars() as bar:
            strongest = top_skip_trigrams(
                model,
                arguments.top,
                layer=arguments.layer,
                head=arguments.head,
                sources=sources,
                n_ctx=n_ctx,
                tokenizer=tokenizer,
                progress=bar("sources swept"),
            )
            records = skip_trigram_records(strongest)
            if arguments.certify and records:
                ranges = _certify(records, model, strongest, arguments.head, bar("certified"))
                if arguments.certificate is not None:
                    save_certificate(ranges, arguments.certificate, model_file=arguments.model)
    except (ValueError, FileNotFoundError, ImportError) as error:
        return bad_arguments(as_typed(error, {"text": "--source"}))
    _show(arguments, strongest, records)
    return DONE


def _certify(
    records: Sequence[dict[str, Any]],
    model: Transformer,
    strongest: TopSkipTrigrams,
    head: int | None,
    progress: Progress | None,
) -> CertifiedSkipTrigrams:
    """Put beside each skip-trigram what holds of it in every context, and return it."""
    from refmath.numeric.certified.ranges import certified_skip_trigrams

    triples = [skip_trigram.tokens for skip_trigram in strongest]
    ranges = certified_skip_trigrams(
        model, triples, n_ctx=strongest.n_ctx, head=head, progress=progress
    )
    for record, low, high in zip(records, ranges.lowest, ranges.highest, strict=True):
        record |= {"lowest": float(low), "highest": float(high), "certified": bool(low > 0)}
    return ranges


def _check_certificate(arguments: argparse.Namespace) -> None:
    """Refuse a certificate that can't be written, before work starts."""
    if arguments.certificate is None:
        return
    if not arguments.certify:
        raise ValueError("--certificate: expected --certify beside it, got none")
    if Path(arguments.model).is_dir():
        raise ValueError(f"--certificate: expected a saved model, got the folder {arguments.model}")
    check_apart({"--certificate": arguments.certificate}, {"MODEL": model_files(arguments.model)})
    check_writable(arguments.certificate)


def _sources(arguments: argparse.Namespace, tokenizer: Any) -> list[int] | None:
    if arguments.source_id is not None:
        return [arguments.source_id]
    if arguments.source is None:
        return None
    if tokenizer is None:
        raise ValueError(
            "--source: expected a model with a tokenizer, got none; say --source-id instead"
        )
    try:  # one whole token is looked up, which needs no encoding
        return [tokenizer.id(arguments.source)]
    except (AttributeError, ValueError):
        tokens = _encoded(tokenizer, arguments.source)
    if len(tokens) != 1:
        from refmath.numeric.skip_trigrams.token_names import token_names

        names = token_names(tokenizer, tokens)
        pieces = ", ".join(f"{names[token]!r} ({token})" for token in tokens) or "none"
        raise ValueError(
            f"--source: expected one token, got {arguments.source!r}, which is {len(tokens)}: "
            f"{pieces}"
        )
    return tokens


def _encoded(tokenizer: Any, text: str) -> list[int]:
    try:
        encoded = tokenizer.encode(text, add_special_tokens=False)
    except TypeError:  # it adds none, or knows no such word
        encoded = tokenizer.encode(text)
    return [int(token) for token in getattr(encoded, "ids", encoded)]


def _show(
    arguments: argparse.Namespace, strongest: TopSkipTrigrams, records: list[dict[str, Any]]
) -> None:
    from refmath.report.record import version_of
    from refmath.report.tables import render_skip_trigrams

    if arguments.json:
        record = {
            "schema": SCHEMA,
            "refmath": version_of("refmath"),
            "model": arguments.model,
            "n_ctx": strongest.n_ctx,
            "skip_trigrams": records,
        }
        print_json(record)
    elif arguments.csv:
        names = dict.fromkeys(name for record in records for name in record) or _COLUMNS
        print_csv(names, records)
    else:
        lines = render_skip_trigrams(strongest).splitlines()
        print(lines[0] + ("  effect in any context" if arguments.certify else ""))
        for line, record in zip(lines[1:], records, strict=True):
            print(line + _range(record))
        if not records:
            print("nothing is raised")


def _range(record: dict[str, Any]) -> str:
    if "lowest" not in record:
        return ""
    mark = "  certified" if record["certified"] else ""
    return f"  [{record['lowest']:+.3f}, {record['highest']:+.3f}]{mark}"
