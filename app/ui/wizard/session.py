"""Keep the case behind the wizard: opened with the first answer, saved as the seller types, never in the way."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from app.logic.cases import CaseBook, CopiedText, Draft


class WizardSession(Protocol):
    """Where the wizard puts what has to survive it; every call returns at once."""

    def save(self, draft: Draft) -> None:
        """Keep the draft; the first one opens the case."""
        ...

    def decided(self, decision: Mapping[str, object], draft: Draft) -> None:
        """Keep a decision as it was shown."""
        ...

    def copied(self, text: CopiedText) -> None:
        """Keep a text as it was copied."""
        ...

    def ticked(self, action: str, *, done: bool) -> None:
        """Keep a tick."""
        ...

    def finished(self, decision: Mapping[str, object], draft: Draft, *, sent: bool) -> None:
        """Note that the wizard is done, and whether the message was sent."""
        ...

    def discarded(self) -> None:
        """Take the case out of every view."""
        ...

    def happened(self, what: str, draft: Draft, told: Mapping[str, object]) -> None:
        """Begin a new round of the case because something new happened."""
        ...

    def taken_back(self, draft: Draft) -> None:
        """Drop the round that was begun; `draft` is that of the case without it."""
        ...

    def no_reply_needed(self, draft: Draft) -> None:
        """Note that the buyer's new message asks for no answer."""
        ...

    def look_for_others(self, number: str, channel: str, tell: Callable[[int], None]) -> None:
        """Count the other cases of an order that are not closed; `tell` may be called on another thread."""
        ...


class CaseSession:
    """A session on the case book; `run` does its work in order on the background thread.

    `book` is asked for there too, so that a wizard can open before the store is loaded. `opened` hears the id of a
    new case on the background thread.
    """

    def __init__(
        self,
        book: Callable[[], CaseBook],
        run: Callable[[Callable[[], None]], None],
        case_id: int | None = None,
        opened: Callable[[int], None] | None = None,
    ) -> None:
        self._book = book
        self._run = run
        self._opened = opened
        self.case_id = case_id

    def save(self, draft: Draft) -> None:
        """Keep the draft; the first one opens the case."""
        self._run(partial(self._save, draft))

    def decided(self, decision: Mapping[str, object], draft: Draft) -> None:
        """Keep a decision as it was shown."""
        self._run(partial(self._decide, decision, draft))

    def copied(self, text: CopiedText) -> None:
        """Keep a text as it was copied."""
        self._run(partial(self._copy, text))

    def ticked(self, action: str, *, done: bool) -> None:
        """Keep a tick."""
        self._run(partial(self._tick, action, done=done))

    def finished(self, decision: Mapping[str, object], draft: Draft, *, sent: bool) -> None:
        """Note that the wizard is done, and whether the message was sent."""
        self._run(partial(self._finish, decision, draft, sent=sent))

    def discarded(self) -> None:
        """Take the case out of every view."""
        self._run(self._discard)

    def happened(self, what: str, draft: Draft, told: Mapping[str, object]) -> None:
        """Begin a new round of the case because something new happened."""
        self._run(partial(self._happen, what, draft, told))

    def taken_back(self, draft: Draft) -> None:
        """Drop the round that was begun; `draft` is that of the case without it."""
        self._run(partial(self._take_back, draft))

    def no_reply_needed(self, draft: Draft) -> None:
        """Note that the buyer's new message asks for no answer."""
        self._run(partial(self._need_no_reply, draft))

    def look_for_others(self, number: str, channel: str, tell: Callable[[int], None]) -> None:
        """Count the other cases of an order that are not closed; `tell` is called on the background thread."""
        self._run(partial(self._look, number, channel, tell))

    def _look(self, number: str, channel: str, tell: Callable[[int], None]) -> None:
        rows = self._book().open_cases_for_order(number, channel)
        tell(sum(row.id != self.case_id for row in rows))

    def _save(self, draft: Draft) -> None:
        if self.case_id is None:
            self._id(draft)
        else:
            self._book().save_draft(self.case_id, draft)

    def _id(self, draft: Draft) -> int:
        if self.case_id is None:
            self.case_id = self._book().open_case(draft)
            if self._opened is not None:
                self._opened(self.case_id)
        return self.case_id

    def _decide(self, decision: Mapping[str, object], draft: Draft) -> None:
        self._book().record_decision(self._id(draft), decision, draft)

    def _finish(self, decision: Mapping[str, object], draft: Draft, *, sent: bool) -> None:
        self._book().finish(self._id(draft), decision, draft, sent=sent)

    def _copy(self, text: CopiedText) -> None:
        if self.case_id is not None:
            self._book().record_copied(self.case_id, text)

    def _tick(self, action: str, *, done: bool) -> None:
        if self.case_id is not None:
            self._book().tick(self.case_id, action, done)

    def _discard(self) -> None:
        if self.case_id is not None:
            self._book().discard(self.case_id)

    def _happen(self, what: str, draft: Draft, told: Mapping[str, object]) -> None:
        if self.case_id is not None:
            self._book().happened(self.case_id, what, draft, told)

    def _take_back(self, draft: Draft) -> None:
        if self.case_id is not None:
            self._book().take_back_happening(self.case_id, draft)

    def _need_no_reply(self, draft: Draft) -> None:
        if self.case_id is not None:
            self._book().save_draft(self.case_id, draft)
            self._book().no_reply_needed(self.case_id)
