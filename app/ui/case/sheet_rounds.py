"""What was known, decided and why, round by round: each time something new happened the rules were asked again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from app.logic.case_sheet import Block, Grid, Words
from app.ui.case.policy_words import confidence_line, value_line
from app.ui.case.present import mapping, mappings, texts
from app.ui.case.sheet_words import amount_words, fact_words, stamp, told
from app.ui.labels import resolution_label, situation_label

if TYPE_CHECKING:
    from app.logic.case import Case
    from app.logic.case_history import History
    from app.logic.case_round import Round
    from app.ui.case.sheet_content import SheetChoice

_ASSUMED: Final = "default"
"""What nobody told: it is no fact for anybody but the seller."""

_ORIGINS: Final = {
    "order": "the order",
    "answer": "the seller's answer",
    "channel": "the place of sale",
    "calendar": "the calendar",
    _ASSUMED: "assumed",
    "case": "this case",
    "policy": "the rules",
}


def round_blocks(history: History, case: Case, choice: SheetChoice) -> Iterator[Block]:
    """Yield every round that led to a decision, the earliest first."""
    decided = [each for each in history.rounds if each.decision is not None]
    for each in decided:
        if each.decision is not None:
            yield from _round(each, each.decision, choice, is_only=len(decided) == 1)


def _round(each: Round, decision: Mapping[str, Any], choice: SheetChoice, *, is_only: bool) -> Iterator[Block]:
    when = f" ({stamp(each.decided_at, choice.now)})" if each.decided_at else ""
    situation = situation_label(str(each.request.get("situation") or "")) or "Decided"
    yield Words(f"{situation}{when}" if is_only else f"{each.number}. {situation}{when}", "part")
    yield Words(f"Decision: {headline_of(decision)}", "lead")
    facts = tuple(_facts(decision, told(each.request), with_assumed=choice.with_notes))
    if facts:
        yield Grid(("Because", "Known from"), facts, (78, 22))
    yield from _refund(decision)
    if choice.with_notes:
        sources = tuple(_sources(decision))
        if sources:
            yield Grid(("Rule or deadline used", "Source"), sources, (45, 55))
        yield from (Words(f"To watch out for: {one.get('message')}", "small") for one in mappings(decision, "guards"))


def headline_of(decision: Mapping[str, Any]) -> str:
    """Say a stored decision in one sentence."""
    from app.logic.headline import stored_headline

    return stored_headline(decision) or resolution_label(str(decision.get("resolution")))


def _facts(decision: Mapping[str, Any], order: Mapping[str, Any], *, with_assumed: bool) -> Iterator[tuple[str, str]]:
    """Yield each fact with where it is known from; where the facts are not stored, the reasons alone."""
    facts = mapping(decision, "facts")
    for fact, known in facts.items():
        if isinstance(known, dict):
            origin = str(known.get("from"))
            if origin == _ASSUMED and not with_assumed:
                continue
            yield fact_words(fact, str(known.get("value")), order), _ORIGINS.get(origin, origin)
    if not facts:
        yield from ((reason, "") for reason in texts(decision, "reasons"))


def _refund(decision: Mapping[str, Any]) -> Iterator[Block]:
    refund = mapping(decision, "refund")
    currency = str(refund.get("currency") or "") or None
    rows = [_refund_row(line, currency) for line in mappings(refund, "lines")]
    if rows:
        total = ("Total", amount_words(refund.get("total"), currency), "")
        yield Grid(("Refund to the buyer", "Amount", "Reason"), (*rows, total), (35, 20, 45))


def _refund_row(line: Mapping[str, Any], currency: str | None) -> tuple[str, str, str]:
    from app.ui.refund_card import refund_line_title

    return (
        refund_line_title(str(line.get("code"))),
        amount_words(line.get("amount"), currency),
        str(line.get("reason") or ""),
    )


def _sources(decision: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for entry in mappings(decision, "policy"):
        addresses = str(entry.get("source") or "").replace(" ; ", "\n")
        yield value_line(entry), "\n".join(filter(None, (confidence_line(entry), addresses)))
