"""The first step: the order, pasted or typed, and what the buyer wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QGridLayout, QVBoxLayout, QWidget, QWizardPage

from app.logic.decision import BadInput
from app.logic.orders.pasted import LONGEST_PASTE, Pasted, recognise
from app.ui.cards import FoldCard, LinkButton
from app.ui.channel_names import FAMILY_NAMES
from app.ui.lettering import em, heading, muted, tell, wrong
from app.ui.text_box import TextBox
from app.ui.wizard.channel_field import ChannelField
from app.ui.wizard.message_box import BuyerMessage
from app.ui.wizard.order_fields import FIRST_FIELDS, MORE_FIELDS, FieldSpec, OrderField
from app.ui.wizard.shape_pane import ShapePane
from app.ui.wizard.state import ABSENT
from app.ui.wizard.two_pane import TwoPane, scrolled

if TYPE_CHECKING:
    from app.ui.wizard.conversation import Conversation
    from app.ui.wizard.state import WizardState

_NUMBER = FieldSpec("number", "Order n&umber", example="111-1234567-1234567")


class OrderPage(QWizardPage):
    """Show the order and read it; what is typed goes into the conversation at once."""

    def __init__(self, conversation: Conversation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._conversation = conversation
        self.column = QVBoxLayout(self)
        self.setAccessibleName("The order")
        self.paste = TextBox(LONGEST_PASTE, 2, self, enter_goes_on=True)
        self.paste.setAccessibleName("Paste the order")
        self.paste.setPlaceholderText("Paste an order page, a mail or a line of a sheet. Or type below.")
        self.clipboard_offer = LinkButton("", "Take the order number from the clipboard", self)
        self.recognised = muted("", self)
        self.recognised.hide()
        self.paste_problem = wrong(parent=self)
        self.channel = ChannelField(conversation.desk.rulebook.channels, conversation.settings.channels_used, self)
        self.fields = {
            spec.key: OrderField(spec, conversation.today, self) for spec in (_NUMBER, *FIRST_FIELDS, *MORE_FIELDS)
        }
        self.more = FoldCard("&More about the order", self, is_open=False)
        self.message = BuyerMessage(conversation, self)
        self.shape = ShapePane(self)
        self._build()
        self._connect()
        self.show_state()

    def enter(self) -> None:
        """Show what is known, offer what the clipboard holds, and wait in the right field."""
        self.show_state()
        self._offer_clipboard()
        (self.paste if not self.fields["number"].line.text() else self.fields["number"]).setFocus()

    def show_state(self) -> None:
        """Show the order as the conversation knows it."""
        order = self._conversation.state.order
        for key, field in self.fields.items():
            if not field.line.hasFocus():
                field.show_value(order.get(key, ABSENT))
        self.channel.show_channel(self._conversation.state.channel, self._family())
        channel = self._conversation.channel
        for field in self.fields.values():
            field.set_month_first(channel is not None and channel.locale == "en_US")
        if any(spec.key in order for spec in MORE_FIELDS):
            self.more.set_open(True)
        if "number" in order:
            self.clipboard_offer.hide()
        self.shape.show_road(self._conversation.road, self._conversation.possible)

    def validatePage(self) -> bool:
        """Go on only with an order that can be read; else say at its field what is wrong."""
        self._take_all()
        if self._conversation.state.channel is None:
            self.channel.show_problem("Choose where the order was placed: the rules differ.")
            self.channel.setFocus()
            if "number" in self._conversation.state.order:
                return False
        problem = self._conversation.order_problem() if self._conversation.state.channel else None
        if "number" not in self._conversation.state.order:
            problem = BadInput("order.number", "missing; the order number is needed", "Type the order number first.")
        self._show_problem(problem)
        if problem is not None or self._conversation.state.channel is None:
            return False
        carrier = self._conversation.state.order.get("carrier")
        if isinstance(carrier, str):
            self._conversation.remember("carrier", carrier)
        self._conversation.remember_channel()
        return True

    def _build(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        for widget in (heading("The order", left), self.paste):
            column.addWidget(widget)
        column.addWidget(self.clipboard_offer, 0, Qt.AlignmentFlag.AlignLeft)
        for widget in (self.recognised, self.paste_problem):
            column.addWidget(widget)
        column.addLayout(self._grid((self.fields["number"], self.channel, *(self.fields[s.key] for s in FIRST_FIELDS))))
        column.addWidget(self.message)
        self.more.inside.addLayout(self._grid(tuple(self.fields[spec.key] for spec in MORE_FIELDS)))
        column.addWidget(self.more)
        column.addStretch(1)
        panes = TwoPane(scrolled(left), self.shape, self, strip_on_top=True)
        panes.narrowed.connect(self.shape.set_narrow)
        self.column.addWidget(panes)

    def _grid(self, widgets: tuple[QWidget, ...]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        for place, widget in enumerate(widgets):
            grid.addWidget(widget, place // 2, place % 2, Qt.AlignmentFlag.AlignTop)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
            grid.setColumnMinimumWidth(column, em(self) * 11)
        return grid

    def _connect(self) -> None:
        self.paste.textChanged.connect(self._on_pasted)
        self.paste.refused.connect(self._on_paste_refused)
        self.clipboard_offer.clicked.connect(self._on_clipboard_taken)
        self.channel.chosen.connect(self._on_channel_chosen)
        self._conversation.changed.connect(self.show_state)
        for field in self.fields.values():
            field.edited.connect(self._on_edited)
            field.line.editingFinished.connect(self._on_editing_finished)

    def _offer_clipboard(self) -> None:
        text = QApplication.clipboard().text()
        found = recognise(text) if 0 < len(text) <= LONGEST_PASTE else Pasted()
        known = self._conversation.state.order.get("number")
        offered = found.number is not None and found.family is not None and known is None
        self.clipboard_offer.setVisible(offered)
        self.clipboard_offer.setText(f"Use order {found.number} from the clipboard" if offered else "")

    def _on_clipboard_taken(self) -> None:
        self.paste.setPlainText(QApplication.clipboard().text()[:LONGEST_PASTE])
        self.clipboard_offer.hide()
        self.paste.setFocus()

    def _on_paste_refused(self, length: int) -> None:
        tell(
            self.paste_problem,
            f"The pasted text has {length:,} characters; an order page has a few thousand. Nothing was taken and "
            "nothing is lost. Copy only the part with the order and paste again.",
        )

    def _on_pasted(self) -> None:
        tell(self.paste_problem, "")
        text = self.paste.toPlainText()
        found = recognise(text)
        if found.number is None:
            tell(self.recognised, "No order number found yet. Type it below." if text.strip() else "")
            return
        family = FAMILY_NAMES.get(found.family or "", "")
        tell(self.recognised, f"Recognised: order {found.number}" + (f", {family}" if family else ""))
        self._take_pasted(found)

    def _take_pasted(self, found: Pasted) -> None:
        state = self._conversation.state
        for key, value in found.request.items():
            if key != "order":
                state = state.with_key(key, value)
        told = found.request.get("order") or {"number": found.number}
        for key, value in told.items():
            state = state.with_order(key, value)
        if state.channel is None or self._does_not_fit(state.channel, found.family):
            state = state.with_key("channel", self._likely_channel(found.number or "", found.family) or ABSENT)
        self._conversation.replace(state)

    def _likely_channel(self, number: str, family: str | None) -> str | None:
        """Return where an order was sold if its number tells, else where one of its family was sold last."""
        only = self.channel.only_one_for(number, family)
        usual = self._conversation.usual_channel(family) if only is None else None
        self.channel.say_as_usual(usual)
        return only or usual

    def _does_not_fit(self, channel: str, family: str | None) -> bool:
        return family in ("amazon", "ebay") and not channel.startswith((family, "shop"))

    def _family(self) -> str | None:
        number = self._conversation.state.order.get("number")
        return recognise(number).family if isinstance(number, str) else None

    def _on_channel_chosen(self, channel: str) -> None:
        self.channel.show_problem("")
        self._conversation.replace(self._conversation.state.with_key("channel", channel or ABSENT))
        self._show_order_problem()

    def _on_edited(self, key: str) -> None:
        field = self.fields[key]
        state = self._conversation.state.with_order(key, field.value())
        if key == "tracking_number":
            state = self._with_usual_carrier(state)
        if key == "number" and state.channel is None:
            number = field.line.text().strip()
            state = state.with_key("channel", self._likely_channel(number, recognise(number).family) or ABSENT)
        field.show_problem("")
        self._conversation.replace(state)

    def _with_usual_carrier(self, state: WizardState) -> WizardState:
        usual = self._conversation.habit("carrier")
        if usual is None or "carrier" in state.order or not state.order.get("tracking_number"):
            return state
        tell(self.recognised, f"Carrier filled in as last time on this channel: {usual}")
        return state.with_order("carrier", usual)

    def _on_editing_finished(self) -> None:
        self._show_order_problem(quietly=True)
        self._mark_unreadable()

    def _take_all(self) -> None:
        state = self._conversation.state
        for key, field in self.fields.items():
            if field.line.isModified():
                state = state.with_order(key, field.value())
        self._conversation.replace(state)

    def _show_order_problem(self, *, quietly: bool = False) -> None:
        if self._conversation.state.channel is not None and "number" in self._conversation.state.order:
            self._show_problem(self._conversation.order_problem(), quietly=quietly)

    def _mark_unreadable(self) -> None:
        """Mark every day that cannot be read: the rules name only the first wrong field."""
        for field in self.fields.values():
            field.mark_unreadable()

    def _show_problem(self, problem: BadInput | None, *, quietly: bool = False) -> None:
        """Show a refusal at its field, and take back the ones before; `quietly` leaves the focus where it is."""
        key = problem.field.removeprefix("order.") if problem else None
        for name, field in self.fields.items():
            field.show_problem(problem.spoken if problem and name == key else "")
        self._mark_unreadable()
        if problem is None:
            return
        if key in self.fields:
            if key not in ("number", *(spec.key for spec in FIRST_FIELDS)):
                self.more.set_open(True)
            if not quietly:
                self.fields[key].setFocus()
        elif problem.field == "message_received":
            self.message.show_problem(problem.spoken)
        elif not problem.field.startswith("answers."):
            tell(self.paste_problem, f"{problem.field}: {problem.message}.")
