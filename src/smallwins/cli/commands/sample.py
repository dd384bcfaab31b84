"""`smallwins sample`: a year of somebody's wins, to look around in."""

from smallwins.cli.call import Call
from smallwins.cli.entry import Noted, entry, group_of
from smallwins.cli.shapes import text_of
from smallwins.journal.sample import load_sample, remove_sample
from smallwins.language import _, _n
from smallwins.method.saying import say


@entry("load", examples=("smallwins sample load", Noted("smallwins        ", say("this week, in the sample"))))
def load(call: Call) -> None:
    """Put the sample journal beside your own wins. `smallwins sample remove` takes it out again."""
    with call.open() as journal:
        report = load_sample(journal, call.at, call.today(journal))
    if call.json:
        print(text_of({"wins": report.wins, "goals": report.goals, "reviews": report.reviews}))
    elif report.wins:
        print(
            _n(
                "A year of somebody's wins is here: {n} win. To take it out: smallwins sample remove",
                "A year of somebody's wins is here: {n} wins. To take it out: smallwins sample remove",
                report.wins,
            )
        )
    else:
        print(_("The sample is here already. To take it out: smallwins sample remove"))


@entry("remove", examples=("smallwins sample remove",))
def remove(call: Call) -> None:
    """Take the sample out. What you wrote yourself stays."""
    with call.open() as journal:
        gone = remove_sample(journal, call.at)
    if call.json:
        print(text_of({"removed": gone}))
        return
    print(_n("Taken out: {n} win. Yours are all still here.", "Taken out: {n} wins. Yours are all still here.", gone))


command = group_of(
    "sample",
    say("A year of somebody's wins, to look around in before writing your own."),
    (load, remove),
    examples=("smallwins sample load", "smallwins sample remove"),
)
