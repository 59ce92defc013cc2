"""What a seller notes for herself can reach no template: not in this round, in no later one and in no letter."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.logic.answer import Desk
from app.logic.cases import CaseBook, Draft
from app.logic.decision import Decision
from app.logic.json_form import to_json
from app.logic.messages import context
from app.logic.messages.names import Plain
from app.logic.next_round import next_request, offered, past_of, what_is_told
from app.logic.policy import Policy
from app.logic.settings import Settings
from app.store.repository import open_store
from app.ui.case.letter_writing import write_letters
from app.ui.wizard.state import WizardState
from tests.requests import late_parcel

NOW = datetime(2026, 9, 15, 12, tzinfo=UTC)
MARK = "Zq7x"
notes = st.text(max_size=60).map(lambda text: f"{text} {MARK} {text}")


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk(clock=lambda: NOW)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[CaseBook]:
    store = open_store(tmp_path / "cases.db", tmp_path / "backups", NOW)
    yield CaseBook(store, lambda: NOW, {"amazon-us": "America/Los_Angeles"})
    store.close()


@contextmanager
def contexts_seen() -> Iterator[list[str]]:
    """Keep everything that is given to a template while it is given."""
    seen: list[str] = []
    build = context.build_context

    def build_and_keep(
        decision: Decision, policy: Policy, language: str, fields: Mapping[str, str], template: str
    ) -> dict[str, Plain]:
        given_to_it = build(decision, policy, language, fields, template)
        seen.append(repr(given_to_it))
        return given_to_it

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("app.logic.messages.render.build_context", build_and_keep)
        yield seen


def wrote(desk: Desk, book: CaseBook, case_id: int) -> int:
    """Write everything that can be written about a case as it stands; return how many texts there were."""
    case = book.case(case_id)
    texts = [desk.answer({**WizardState.from_draft(case.draft).request, "today": NOW.isoformat()}, case.draft.fields)]
    past = past_of(case, "USD")
    assert past is not None
    for follow_up in offered(past, "amazon", NOW.date(), desk.decide):
        if follow_up.situation is not None:
            texts.append(desk.answer({**next_request(past, follow_up), "today": NOW.isoformat()}))
        assert MARK not in repr(what_is_told(past, follow_up, NOW.date()))
    letters = write_letters(desk, case, Settings())
    assert MARK not in repr((texts, letters))
    return len([text for text in texts if isinstance(text, Decision)]) + len(letters)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(notes, min_size=3, max_size=3))
def test_no_note_reaches_a_template(desk: Desk, book: CaseBook, written: list[str]) -> None:
    raw = late_parcel()
    draft = Draft(request={key: value for key, value in raw.items() if key != "today"}, buyer_message="Where is it?")
    decision = desk.answer(raw)
    assert isinstance(decision, Decision)
    before, between, after = written
    case_id = book.open_case(draft)
    book.add_note(case_id, before)
    book.record_decision(case_id, to_json(decision), draft)
    book.add_note(case_id, between)
    book.finish(case_id, to_json(decision), draft)
    book.add_note(case_id, after)
    with contexts_seen() as seen:
        assert wrote(desk, book, case_id) > 3
    assert len(seen) > 3
    assert not [told for told in seen if MARK in told]
    assert sum(MARK in repr(event.payload) for event in book.case(case_id).events) == 3
