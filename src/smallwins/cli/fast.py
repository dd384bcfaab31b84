"""The fast path of add, list and search: plain arguments without click, which costs more than all the rest."""

from collections.abc import Sequence

from smallwins.cli.options import read_plain


def run_fast(asked: Sequence[str]) -> int | None:
    """Run the command where its arguments are plain; None leaves it to click, which gives help and explains errors."""
    name, *arguments = asked
    if name == "add":
        from smallwins.cli import adding  # noqa: PLC0415 - each command loads its own

        plain = read_plain(arguments, adding.OPTIONS)
        return None if plain is None else adding.run(adding.Asked(title=plain.words, **plain.given))
    from smallwins.cli import listing  # noqa: PLC0415

    plain = read_plain(arguments, listing.LIST_OPTIONS if name == "list" else listing.SEARCH_OPTIONS)
    if plain is None or (name == "list") == bool(plain.words):
        return None
    return listing.run(listing.Asked(words=plain.words, **plain.given))
