"""Goals: name a place to get to, change it, reach it, let it go."""

from smallwins.journal.changes import created, remember, through
from smallwins.journal.commands import AddGoal, EditGoal, Unset
from smallwins.journal.keys import repeated
from smallwins.journal.ports import Journal
from smallwins.method.goal import Goal, Possible, checked, felt
from smallwins.method.saying import say_in


def find_goal(journal: Journal, name: str) -> Goal:
    """Find a goal by its short number, its id, or a unique beginning of its id or title."""
    return journal.goals.find(name)


def add_goal(journal: Journal, command: AddGoal) -> Goal:
    """Name a goal; sent twice, it is named once."""
    if repeated(journal, command):
        return journal.goals.get(command.id)
    goal = named(journal, command)
    created(journal, command.at, say_in("history", "named the goal “{title}”", title=goal.title), "goals", goal.id)
    return goal


def named(journal: Journal, command: AddGoal) -> Goal:
    """Keep a new goal with its number."""
    goal = checked(
        Goal(
            id=command.id,
            number=0,
            title=command.title.strip(),
            why=command.why or None,
            skills=_plain(command.skills),
            status="active",
            created_on=command.on,
            possible=() if command.possible is None else (Possible(command.on, command.possible),),
            origin=command.origin,
        )
    )
    goal = goal._replace(number=journal.goals.take_number())
    journal.goals.add([goal])
    return goal


def edit_goal(journal: Journal, command: EditGoal) -> Goal:
    """Change a goal, or mark it as reached, let go, or active again."""
    before = goal = journal.goals.get(command.goal)
    if not isinstance(command.title, Unset):
        goal = goal._replace(title=command.title.strip())
    if not isinstance(command.why, Unset):
        goal = goal._replace(why=command.why or None)
    if not isinstance(command.skills, Unset):
        goal = goal._replace(skills=_plain(command.skills))
    if not isinstance(command.status, Unset):
        goal = goal._replace(status=command.status)
    if not isinstance(command.possible, Unset):
        goal = felt(goal, command.on, command.possible)
    if checked(goal) != before:
        remember(
            journal,
            command.at,
            through(say_in("history", "changed the goal “{title}”", title=before.title), command.via),
            goals=[before.id],
        )
        journal.goals.save(goal)
    return goal


def _plain(skills: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(skill.strip() for skill in skills if skill.strip()))
