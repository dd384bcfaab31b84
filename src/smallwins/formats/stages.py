"""The stages of an application, in the words of the programs that track them; each reached may become a win."""

from collections.abc import Callable

from smallwins.formats.candidate import Draft, LeftOut
from smallwins.method.saying import say, say_in
from smallwins.method.win import Kind

WORDS: dict[str, tuple[str, ...]] = {
    "applied": ("applied", "apply", "application", "submitted", "job_application", "sent", "aplicado", "aplicada",
                "enviada", "postulé", "yes"),
    "replied": ("responded", "response", "replied", "respondido", "respondida",  # unsaid: theirs
             "répondu", "recruiter call"),  # unsaid: theirs
    "contact": ("contact_made", "contact made"),  # unsaid: theirs
    "arranged": ("interview_scheduled", "interview scheduled"),  # unsaid: theirs
    "interview": ("interview", "interviewing", "screen", "phone screen",  # unsaid: theirs
             "on_site_interview", "interview_completed",  # unsaid: theirs
                  "entrevista", "entrevue", "technical interview"),  # unsaid: theirs
    "offer": ("offer", "offer_received", "offer received", "negotiating", "oferta", "offre"),  # unsaid: theirs
    "hired": ("hired", "accepted", "offer accepted", "contratado", "contratada"),  # unsaid: theirs
}  # fmt: skip
DAY_OF_APPLICATION = say("the day of the application")
SAID: dict[str, tuple[Callable[[str], str], Kind]] = {
    "applied": (lambda company: say("Applied at {company}", company=company), "application"),
    "replied": (lambda company: say("{company} replied", company=company), "conversation"),
    "contact": (lambda company: say("In touch with somebody at {company}", company=company), "conversation"),
    # agreed on; whether it was held, nobody says
    "arranged": (lambda company: say("Interview arranged with {company}", company=company), "application"),
    "interview": (lambda company: say("Interview at {company}", company=company), "conversation"),
    "offer": (lambda company: say("Offer from {company}", company=company), "role"),
    "hired": (lambda company: say("Hired by {company}", company=company), "role"),
}
STAGE_OF = {word: stage for stage, words in WORDS.items() for word in words}


def stage_of(status: str) -> str | None:
    """Return the stage that a status stands for; None where it is no step."""
    return STAGE_OF.get(status.strip().strip("*_").casefold())


def said(stage: str, company: str, role: str = "") -> tuple[str, Kind]:
    """Say a stage in words a person would write down, with the kind of win it would be."""
    sentence, kind = SAID[stage]
    step = sentence(company or say("a company"))
    return say("{step}: {role}", step=step, role=role) if role else step, kind


def no_step(status: str) -> LeftOut:
    """Leave out a record whose status is no step of the person's."""
    told = " ".join(status.split())[:40] or say_in("status", "none")
    return LeftOut("", say("its status is no step: {status}", status=told))


def about(draft: Draft, **named: str) -> Draft:
    """Put what the tracker says besides under the draft."""
    return draft._replace(extra={**draft.extra, **{name: value for name, value in named.items() if value}})
