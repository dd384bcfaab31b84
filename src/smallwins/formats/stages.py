"""The stages of an application, in the words of the programs that track them; each reached may become a win."""

from smallwins.formats.candidate import Draft, LeftOut
from smallwins.method.win import Kind

WORDS: dict[str, tuple[str, ...]] = {
    "applied": ("applied", "apply", "application", "submitted", "job_application", "sent", "aplicado", "aplicada",
                "enviada", "postulé", "yes"),
    "replied": ("responded", "response", "replied", "respondido", "respondida", "répondu", "recruiter call"),
    "contact": ("contact_made", "contact made"),
    "arranged": ("interview_scheduled", "interview scheduled"),
    "interview": ("interview", "interviewing", "screen", "phone screen", "on_site_interview", "interview_completed",
                  "entrevista", "entrevue", "technical interview"),
    "offer": ("offer", "offer_received", "offer received", "negotiating", "oferta", "offre"),
    "hired": ("hired", "accepted", "offer accepted", "contratado", "contratada"),
}  # fmt: skip
DAY_OF_APPLICATION = "the day of the application"
SAID: dict[str, tuple[str, Kind]] = {
    "applied": ("Applied at {}", "application"),
    "replied": ("{} replied", "conversation"),
    "contact": ("In touch with somebody at {}", "conversation"),
    "arranged": ("Interview arranged with {}", "application"),  # agreed on; whether it was held, nobody says
    "interview": ("Interview at {}", "conversation"),
    "offer": ("Offer from {}", "role"),
    "hired": ("Hired by {}", "role"),
}
STAGE_OF = {word: stage for stage, words in WORDS.items() for word in words}


def stage_of(status: str) -> str | None:
    """Return the stage that a status stands for; None where it is no step."""
    return STAGE_OF.get(status.strip().strip("*_").casefold())


def said(stage: str, company: str, role: str = "") -> tuple[str, Kind]:
    """Say a stage in words a person would write down, with the kind of win it would be."""
    words, kind = SAID[stage]
    return words.format(company or "a company") + (f": {role}" if role else ""), kind


def no_step(status: str) -> LeftOut:
    """Leave out a record whose status is no step of the person's."""
    return LeftOut("", f"its status is no step: {' '.join(status.split())[:40] or 'none'}")


def about(draft: Draft, **named: str) -> Draft:
    """Put what the tracker says besides under the draft."""
    return draft._replace(extra={**draft.extra, **{name: value for name, value in named.items() if value}})
