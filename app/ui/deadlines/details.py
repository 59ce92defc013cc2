"""Everything that is known of one value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.logic.dated import OWN
from app.ui.day_words import spell_day
from app.ui.deadlines.words import entry_words, period_words, row_place, row_title, source_links, sureness_words
from app.ui.lettering import heading, muted, plain, selectable, tell

if TYPE_CHECKING:
    from app.logic.dated import PolicyValue
    from app.logic.policy_table import PolicyRow


class DetailsPane(QScrollArea):
    """Show a value with its period, note, sources, and what it was or will be at other times."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        inside = QWidget(self)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.place = muted("", inside)
        self.title = plain("", inside)
        self.value = selectable(heading("", inside, size=1.3))
        self.sure = plain("", inside)
        self.period = plain("", inside)
        self.note = selectable(plain("", inside))
        self.sources = QLabel(inside)
        self.built_in = plain("", inside)
        self.other_times = muted("", inside)
        self._links()
        box = QVBoxLayout(inside)
        box.setSpacing(8)
        labels = (self.place, self.title, self.value, self.sure, self.period, self.note, self.sources, self.built_in)
        for label in (*labels, self.other_times):
            box.addWidget(label)
        box.addStretch()

    def show_row(self, row: PolicyRow | None) -> None:
        """Show a value, or that none is chosen."""
        entry = row.entry if row else None
        tell(self.place, row_place(row) if row else "")
        tell(self.title, row_title(row) if row else "Choose a value in the list to see where it comes from.")
        tell(self.value, entry_words(entry) if row else "")
        tell(self.sure, f"{sureness_words(row.confidence)}." if row else "")
        tell(self.period, _period(entry) if entry else "")
        tell(self.note, (entry.note or "") if entry else "")
        tell(self.sources, f"Source:<br>{source_links(entry)}" if entry else "")
        tell(self.built_in, _built_in(row) if row else "")
        tell(self.other_times, _other_times(row) if row else "")

    def _links(self) -> None:
        by = Qt.TextInteractionFlag
        self.sources.setTextFormat(Qt.TextFormat.RichText)
        self.sources.setWordWrap(True)
        self.sources.setTextInteractionFlags(by.LinksAccessibleByMouse | by.LinksAccessibleByKeyboard)
        self.sources.setOpenExternalLinks(True)
        self.sources.linkHovered.connect(self.sources.setToolTip)


def _period(entry: PolicyValue) -> str:
    said = period_words(entry)
    return f"{said[:1].upper()}{said[1:]}. Checked on {spell_day(entry.checked_on)}."


def _built_in(row: PolicyRow) -> str:
    if row.carrier:
        return "What carriers say is read from the program's own list and cannot be changed here."
    if row.entry is None or row.entry.confidence != OWN or row.built_in is None:
        return ""
    built_in = row.built_in
    said = f"Built in: {entry_words(built_in)} ({sureness_words(built_in.confidence).lower()}"
    later = ". It was checked after yours: look again." if built_in.checked_on > row.entry.checked_on else "."
    return f"{said}, checked on {spell_day(built_in.checked_on)}){later}"


def _other_times(row: PolicyRow) -> str:
    others = [entry for entry in row.periods if entry not in (row.entry, row.built_in)]
    if not others:
        return ""
    return "At other times:\n" + "\n".join(
        f"{entry_words(entry)}, {period_words(entry)}{' (your own)' if entry.confidence == OWN else ''}"
        for entry in others
    )
