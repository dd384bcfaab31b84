"""`smallwins sample`: a year of somebody's wins, to look around in."""

from smallwins.cli.call import Call
from smallwins.cli.entry import entry, group_of
from smallwins.cli.shapes import text_of
from smallwins.cli.words import counted
from smallwins.journal.sample import load_sample, remove_sample


@entry("load", examples=("smallwins sample load", "smallwins        # this week, in the sample"))
def load(call: Call) -> None:
    """Put the sample journal beside your own wins. `smallwins sample remove` takes it out again."""
    with call.open() as journal:
        report = load_sample(journal, call.at, call.today(journal))
    if call.json:
        print(text_of({"wins": report.wins, "goals": report.goals, "reviews": report.reviews}))
    elif report.wins:
        print(
            f"A year of somebody's wins is here: {counted(report.wins, 'win')}. To take it out: smallwins sample remove"
        )
    else:
        print("The sample is here already. To take it out: smallwins sample remove")


@entry("remove", examples=("smallwins sample remove",))
def remove(call: Call) -> None:
    """Take the sample out. What you wrote yourself stays."""
    with call.open() as journal:
        gone = remove_sample(journal, call.at)
    print(text_of({"removed": gone}) if call.json else f"Taken out: {counted(gone, 'win')}. Yours are all still here.")


command = group_of(
    "sample",
    "A year of somebody's wins, to look around in before writing your own.",
    (load, remove),
    ("smallwins sample load", "smallwins sample remove"),
)
