"""The buyer wants to cancel the order."""

from app.logic.facts import Situation
from app.logic.table import read_table

TABLE = read_table(
    Situation.CANCEL,
    """
rule                | shipped | confirmed | official_request | self_cancel_open | resolution
free_time           | no      | no        | no               | yes              | buyer_cancels
message_only        | no      | no        | no               | no               | ask_for_cancel_request
requested           | no      | no        | yes              | -                | cancel_order
confirmed_unsent    | no      | yes       | -                | -                | refund_unsent
shipped_unconfirmed | yes     | no        | -                | -                | return_after_delivery
shipped             | yes     | yes       | -                | -                | return_after_delivery
""",
)
