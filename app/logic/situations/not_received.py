"""The buyer asks where the order is."""

from app.logic.facts import Situation
from app.logic.table import read_table

TABLE = read_table(
    Situation.NOT_RECEIVED,
    """
rule                       | shipped | ship_overdue | can_ship | parcel             | overdue | protected | checked | buyer_choice | remedy      | resolution
unsent_in_time             | no      | no           | -        | -                  | -       | -         | -       | -            | -           | confirm_ship_date
unsent_late.can_ship       | no      | yes          | yes      | -                  | -       | -         | -       | -            | -           | ship_late
unsent_late.cannot_ship    | no      | yes          | no       | -                  | -       | -         | -       | -            | -           | cancel_unshippable
delivered                  | yes     | -            | -        | delivered          | -       | -         | no      | -            | -           | check_delivery
undelivered_protected      | yes     | -            | -        | delivered          | -       | yes       | yes     | -            | -           | marketplace_refunds
undelivered.refund         | yes     | -            | -        | delivered          | -       | no        | yes     | -            | refund      | refund_undelivered
undelivered.replacement    | yes     | -            | -        | delivered          | -       | no        | yes     | -            | replacement | send_again
undelivered.decline        | yes     | -            | -        | delivered          | -       | no        | yes     | -            | decline     | stand_by_delivery
returning                  | yes     | -            | -        | returning          | -       | -         | -       | -            | -           | refund_when_back
back.refund                | yes     | -            | -        | returned           | -       | -         | -       | -            | refund      | refund_now_back
back.replacement           | yes     | -            | -        | returned           | -       | -         | -       | -            | replacement | send_again
lost_protected             | yes     | -            | -        | lost               | -       | yes       | -       | -            | -           | marketplace_refunds
lost.refund                | yes     | -            | -        | lost               | -       | no        | -       | -            | refund      | refund_lost
lost.replacement           | yes     | -            | -        | lost               | -       | no        | -       | -            | replacement | send_again
in_time_tracked            | yes     | -            | -        | moving, stalled    | no      | -         | -       | -            | -           | share_tracking
in_time_untracked          | yes     | -            | -        | untracked          | no      | -         | -       | -            | -           | explain_delivery_time
overdue_protected          | yes     | -            | -        | moving, stalled    | yes     | yes       | -       | -            | -           | marketplace_refunds
overdue_moving.open        | yes     | -            | -        | moving             | yes     | no        | -       | open         | -           | refund_or_wait
overdue_moving.refund      | yes     | -            | -        | moving             | yes     | no        | -       | refund       | -           | refund_late
overdue_moving.wait        | yes     | -            | -        | moving             | yes     | no        | -       | wait         | -           | wait_agreed
overdue_moving.replacement | yes     | -            | -        | moving             | yes     | no        | -       | replacement  | -           | send_again
overdue_silent.refund      | yes     | -            | -        | stalled, untracked | yes     | no        | -       | -            | refund      | refund_late
overdue_silent.replacement | yes     | -            | -        | stalled, untracked | yes     | no        | -       | -            | replacement | send_again
""",
)
