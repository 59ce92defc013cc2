"""Count how far long work has come, and let somebody else stop it."""

from __future__ import annotations


class Cancelled(Exception):
    """The seller stopped it."""


class Meter:
    """The progress of one piece of work; read and stopped from another thread than the one that works."""

    def __init__(self, total: int = 0) -> None:
        self.total = total
        self.done = 0
        self._is_stopped = False

    def advance(self, amount: int) -> None:
        """Count some more work as done; Cancelled once it was stopped."""
        self.done += amount
        if self._is_stopped:
            raise Cancelled

    def stop(self) -> None:
        """Let the work end at its next step."""
        self._is_stopped = True
