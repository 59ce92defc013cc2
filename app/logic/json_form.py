"""Write decisions and questions as the plain values of the command line and the database."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from app.logic.currencies import amount_text
from app.logic.decision import Question

if TYPE_CHECKING:
    from app.logic.decision import Action, Decision, Guard, Message, Refund, RefundLine
    from app.logic.facts import Moment
    from app.logic.policy import PolicyValue

Json = dict[str, object]


def to_json(answer: Decision | Question) -> Json:
    """Return an answer in the form of the contract: amounts as texts, days and moments in ISO 8601."""
    return question_json(answer) if isinstance(answer, Question) else decision_json(answer)


def question_json(question: Question) -> Json:
    """Return a question; choices and the highest value only where there are any."""
    form: Json = {"fact": question.fact, "kind": question.kind}
    if question.choices:
        form["choices"] = list(question.choices)
    if question.most is not None:
        form["most"] = question.most
    if question.hint is not None:
        form["hint"] = question.hint
    return {"question": form}


def decision_json(decision: Decision) -> Json:
    """Return a decision with everything that explains it."""
    return {
        "resolution": decision.resolution.value,
        "rule": decision.rule,
        "facts": {fact.fact: {"value": fact.value, "from": fact.origin.value} for fact in decision.facts},
        "would_change": [
            {"fact": other.fact, "value": other.value, "resolution": other.resolution.value}
            for other in decision.would_change
        ],
        "reasons": list(decision.reasons),
        "guards": [_guard(guard) for guard in decision.guards],
        "refund": _refund(decision.refund) if decision.refund else None,
        "actions": [_action(action) for action in decision.actions],
        "policy": [_policy(entry) for entry in decision.policy],
        "message": _message(decision.message) if decision.message else None,
        "more_messages": [_message(message) for message in decision.more_messages],
    }


def _guard(guard: Guard) -> Json:
    form: Json = {"code": guard.code, "message": guard.message}
    return form | {"source": guard.source} if guard.source else form


def _refund(refund: Refund) -> Json:
    return {
        "currency": refund.currency,
        "planned": refund.planned,
        "lines": [_line(line, refund.currency) for line in refund.lines],
        "total": amount_text(refund.total, refund.currency),
        "info": [_line(line, refund.currency) for line in refund.info],
    }


def _line(line: RefundLine, currency: str) -> Json:
    return {"code": line.code, "amount": amount_text(line.amount, currency), "reason": line.reason}


def _action(action: Action) -> Json:
    form: Json = {
        "code": action.code,
        "earliest": _moment(action.earliest),
        "latest": _moment(action.latest),
        "done": action.done,
        "policy": action.policy_key,
    }
    form |= {"note": action.note} if action.note else {}
    return form | {"too_late": True} if action.too_late else form


def _moment(moment: Moment | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _policy(entry: PolicyValue) -> Json:
    form: Json = {
        "key": entry.key,
        "value": _plain(entry.value),
        "source": entry.source[0] if len(entry.source) == 1 else " ; ".join(entry.source),
        "checked_on": entry.checked_on.isoformat(),
        "confidence": entry.confidence,
    }
    return form | {"unit": entry.unit} if entry.unit else form


def _plain(value: object) -> object:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return {key: _plain(item) for key, item in value.items()} if isinstance(value, dict) else value


def _message(message: Message) -> Json:
    return {
        "recipient": message.recipient,
        "language": message.language,
        "subject": message.subject,
        "body": message.body,
        "findings": [
            {
                "code": finding.code,
                "part": finding.part,
                "start": finding.start,
                "end": finding.end,
                "message": finding.message,
                "blocking": finding.blocking,
                "source": finding.source,
                "fix": finding.fix,
            }
            for finding in message.findings
        ],
        "template": message.template,
        "template_version": message.template_version,
    }
