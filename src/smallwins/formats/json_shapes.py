"""What `--json` prints beyond the interchange file: a judged win, momentum, insights (CONTRACT, "--json shapes")."""

from collections.abc import Iterable, Mapping
from datetime import date

from smallwins.formats.smallwins1.plain import step_json, win_json
from smallwins.method.history import Entry
from smallwins.method.signals.reading import Caution, SignalName
from smallwins.method.step import NextStep
from smallwins.method.verdict import JudgedWin
from smallwins.method.week import Week
from smallwins.method.win import VerdictName


def judged_json(
    judged: JudgedWin,
    opened_by: tuple[str, ...] = (),
    steps: tuple[NextStep, ...] = (),
    history: tuple[Entry, ...] = (),
    *,
    cautions: Iterable[Caution] = (),
    next_question: SignalName | None = None,
    counterfactual: Iterable[tuple[Mapping[str, object], VerdictName]] = (),
) -> dict[str, object]:
    """Show a win and what the method says of it; its next steps carry the numbers that `step done` takes.

    counterfactual gives sets of answers, each with the verdict that it would bring.
    """
    win = win_json(judged.win, opened_by, steps, history)
    win["steps"] = [{"number": step.number} | step_json(step) for step in steps]
    return win | {
        "number": judged.win.number,
        "verdict": judged.verdict,
        "computed": judged.judgement.computed,
        "rule": judged.judgement.rule,
        "signals": judged.judgement.signals._asdict(),
        "cautions": list(cautions),
        "next_question": next_question,
        "counterfactual": [
            {"answers": {field: _plain(answer) for field, answer in answers.items()}, "verdict": verdict}
            for answers, verdict in counterfactual
        ],
    }


def momentum_json(
    weeks: Iterable[tuple[Week, int, int, float]], trend: str | None, *, stuck: bool
) -> dict[str, object]:
    """Show momentum: (week, real wins, steps done, momentum) for each week, oldest first."""
    return {
        "weeks": [
            {"week": str(week), "real": real, "steps_done": steps_done, "momentum": round(momentum, 2)}
            for week, real, steps_done, momentum in weeks
        ],
        "trend": trend,
        "stuck": stuck,
    }


def insights_json(
    findings: Iterable[object], silent: Iterable[object], facts: object, beside: Mapping[str, object]
) -> dict[str, object]:
    """Show what the wins say: values with named fields, each becoming a JSON object of the same names.

    beside names more facts, which have no field of their own.
    """
    known = _shape(facts)
    assert isinstance(known, dict)  # a value with named fields
    return {
        "findings": [_without_none(_shape(finding), "kind", "pulse") for finding in findings],
        "silent": [_shape(question) for question in silent],
        "facts": known | {name: _shape(fact) for name, fact in beside.items()},
    }


def _without_none(shape: object, *names: str) -> object:
    """Leave out of an object what does not belong to it."""
    if isinstance(shape, dict):
        return {name: value for name, value in shape.items() if value is not None or name not in names}
    return shape


def _shape(value: object) -> object:
    """Turn a value of the insights into JSON: weeks and days as text, numbers with as many figures as they mean."""
    if isinstance(value, float):
        return float(f"{value:.4g}")
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, Week | date):
        return str(value)
    if isinstance(value, Mapping):
        return {key: _shape(inner) for key, inner in value.items()}
    assert isinstance(value, tuple | list)  # insights are made of nothing else
    fields: tuple[str, ...] | None = getattr(value, "_fields", None)
    if fields is None:
        return [_shape(inner) for inner in value]
    return {name: _shape(inner) for name, inner in zip(fields, value, strict=True)}


def _plain(answer: object) -> object:
    if isinstance(answer, date):
        return answer.isoformat()
    return list(answer) if isinstance(answer, tuple) else answer
