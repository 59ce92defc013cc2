"""The buyer wants another size, colour or quantity."""

from app.logic.facts import Situation
from app.logic.table import read_table

TABLE = read_table(
    Situation.CHANGE_ITEM,
    """
rule                | shipped | confirmed | official_request | resolution
requested           | no      | no        | yes              | cancel_and_reorder
message_only        | no      | no        | no               | request_cancel_and_reorder
confirmed_unsent    | no      | yes       | -                | refund_and_reorder
shipped_unconfirmed | yes     | no        | -                | return_after_delivery
shipped             | yes     | yes       | -                | return_after_delivery
""",
)
