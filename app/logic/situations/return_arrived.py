"""A parcel is back: a return, or one that could not be delivered."""

from app.logic.facts import Situation
from app.logic.table import read_table

TABLE = read_table(
    Situation.RETURN_ARRIVED,
    """
rule                    | came_back_as                    | refunded         | fault  | arrived                            | window | remedy      | resolution
undelivered.settled     | refused, unclaimed, bad_address | seller, platform | -      | -                                  | -      | -           | return_settled
undelivered.refund      | refused, unclaimed, bad_address | no               | -      | -                                  | -      | refund      | refund_now_back
undelivered.replacement | refused, unclaimed, bad_address | no               | -      | -                                  | -      | replacement | send_again
unpaid.not_the_item     | return                          | no, seller       | -      | wrong_item, empty                  | -      | -           | dispute_return
unpaid.seller_fault     | return                          | no               | seller | as_sent, used, incomplete, damaged | -      | -           | refund_return_in_full
unpaid.in_time          | return                          | no               | buyer  | as_sent                            | open   | -           | refund_return
unpaid.late             | return                          | no               | buyer  | as_sent                            | closed | -           | refund_less_late_fee
unpaid.worn             | return                          | no               | buyer  | used, incomplete, damaged          | -      | -           | refund_less_deduction
paid.settled            | return                          | seller           | -      | as_sent, used, incomplete, damaged | -      | -           | return_settled
platform.seller_fault   | return                          | platform         | seller | as_sent, used, incomplete, damaged | -      | -           | return_settled
platform.as_sent        | return                          | platform         | buyer  | as_sent                            | -      | -           | return_settled
platform.worn           | return                          | platform         | buyer  | used, incomplete, damaged          | -      | -           | claim_from_marketplace
platform.not_the_item   | return                          | platform         | -      | wrong_item, empty                  | -      | -           | claim_from_marketplace
""",
)
