"""The buyer opened a claim or a case with the platform."""

from app.logic.facts import Situation
from app.logic.table import read_table

TABLE = read_table(
    Situation.CLAIM_OPENED,
    """
rule                     | refunded         | claim            | protected | proof           | item_back | contest | resolution
refunded                 | seller, platform | -                | -         | -               | -         | -       | claim_show_refund
not_received.protected   | no               | not_received     | yes       | -               | -         | -       | claim_show_protection
not_received.delivered   | no               | not_received     | no        | signature, scan | -         | -       | claim_show_delivery
not_received.no_proof    | no               | not_received     | no        | none            | -         | -       | claim_refund
not_as_described.accept  | no               | not_as_described | -         | -               | -         | no      | claim_accept_return
not_as_described.contest | no               | not_as_described | -         | -               | -         | yes     | claim_contest
not_refunded.back        | no               | not_refunded     | -         | -               | yes       | -       | claim_refund
not_refunded.not_back    | no               | not_refunded     | -         | -               | no        | -       | claim_show_no_return
""",
)
