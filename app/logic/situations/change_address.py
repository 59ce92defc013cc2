"""The buyer wants the order sent to another address."""

from app.logic.facts import Situation
from app.logic.table import read_table

TABLE = read_table(
    Situation.CHANGE_ADDRESS,
    """
rule             | shipped | confirmed | official_request | parcel                     | protected | remedy      | resolution
requested        | no      | no        | yes              | -                          | -         | -           | cancel_and_reorder
message_only     | no      | no        | no               | -                          | -         | -           | request_cancel_and_reorder
confirmed_unsent | no      | yes       | -                | -                          | -         | -           | refund_and_reorder
on_its_way       | yes     | -         | -                | moving, stalled, untracked | -         | -           | address_locked
delivered        | yes     | -         | -                | delivered                  | -         | -           | delivered_as_addressed
returning        | yes     | -         | -                | returning                  | -         | -           | refund_when_back
back.refund      | yes     | -         | -                | returned                   | -         | refund      | refund_now_back
back.replacement | yes     | -         | -                | returned                   | -         | replacement | send_again
lost_protected   | yes     | -         | -                | lost                       | yes       | -           | marketplace_refunds
lost.refund      | yes     | -         | -                | lost                       | no        | refund      | refund_lost
lost.replacement | yes     | -         | -                | lost                       | no        | replacement | send_again
""",
)
