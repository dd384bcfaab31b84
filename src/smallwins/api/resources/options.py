"""The options of a crossroads: put one beside the others, change it, put it to the questions."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router

from smallwins.api import etags
from smallwins.api.calls import writing
from smallwins.api.once import once
from smallwins.api.operation import operation
from smallwins.api.resources.crossroads import CrossroadsId, as_shown, moved
from smallwins.api.shapes import examples
from smallwins.api.shapes.crossroads import EditedOption, NewOptionNamed, OptionAnswers, ShownCrossroads
from smallwins.api.shapes.fields import Id
from smallwins.journal.crossroads import add_option as added
from smallwins.journal.crossroads import answer_option as answered
from smallwins.journal.crossroads import edit_option as edited
from smallwins.journal.crossroads import remove_option as removed
from smallwins.journal.crossroads_commands import AddOption, AnswerOption, EditOption, RemoveOption
from smallwins.method.crossroads import Crossroads

router = Router(tags=["crossroads"])
OptionId = Annotated[Id, Path(description="The id of an option.", example=examples.OPTION)]
FIELDS = ("direction", "goals", "motive", "opened", "door_note", "stretch", "gains")


@operation(
    router.post,
    "/crossroads/{crossroads}/options",
    scope="write",
    shows=ShownCrossroads,
    status=201,
    creates=True,
    checks=True,
    also=(409,),
    sends={"title": "Ask for a year off", "looks": 1},
    example=examples.crossroads,
)
def add_option(request: HttpRequest, crossroads: CrossroadsId, option: NewOptionNamed) -> HttpResponse:
    """Put another way to go beside the others; five are the most."""
    with writing(request) as call:

        def make(new: str) -> Crossroads:
            etags.check(request, lambda: as_shown(call, crossroads))
            return added(call.journal, AddOption(new, crossroads, call.at, option.title, option.looks))

        once(request, call, option.id, make, lambda _: call.journal.crossroads.get(crossroads))
        shape = as_shown(call, crossroads)
    return etags.shown(request, shape, 201)


@operation(
    router.patch,
    "/crossroads/{crossroads}/options/{option}",
    scope="write",
    shows=ShownCrossroads,
    checks=True,
    also=(409,),
    sends={"title": "Northwind, four days a week"},
    example=examples.crossroads,
)
def edit_option(request: HttpRequest, crossroads: CrossroadsId, option: OptionId, edit: EditedOption) -> HttpResponse:
    """Change what an option is called, or how good it would look to others."""
    given = edit.given("title", "looks")
    return moved(
        request,
        crossroads,
        lambda call: edited(call.journal, EditOption(crossroads=crossroads, option=option, at=call.at, **given)),
    )


@operation(
    router.delete,
    "/crossroads/{crossroads}/options/{option}",
    scope="write",
    shows=ShownCrossroads,
    checks=True,
    also=(409,),
    example=examples.crossroads,
)
def remove_option(request: HttpRequest, crossroads: CrossroadsId, option: OptionId) -> HttpResponse:
    """Take an option out; one always stays."""
    return moved(request, crossroads, lambda call: removed(call.journal, RemoveOption(crossroads, option, call.at)))


@operation(
    router.patch,
    "/crossroads/{crossroads}/options/{option}/answers",
    scope="write",
    shows=ShownCrossroads,
    checks=True,
    also=(409,),
    sends={"direction": "toward", "goals": [examples.GOAL], "motive": "meaningful", "stretch": 2},
    example=examples.crossroads,
)
def answer_option(
    request: HttpRequest, crossroads: CrossroadsId, option: OptionId, answers: OptionAnswers
) -> HttpResponse:
    """Put an option to the questions, in the future tense."""
    given = answers.given(*FIELDS)
    if "goals" in answers.model_fields_set:
        given["goals"] = tuple(answers.goals or ())
    if answers.gains is not None:
        given["gains"] = tuple(answers.gains)
    return moved(
        request,
        crossroads,
        lambda call: answered(call.journal, AnswerOption(crossroads=crossroads, option=option, at=call.at, **given)),
    )
