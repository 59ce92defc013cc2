"""The seller cannot send what was ordered."""

from app.logic.facts import Situation
from app.logic.table import read_table

TABLE = read_table(
    Situation.CANNOT_SHIP,
    """
rule             | confirmed | resolution
unconfirmed      | no        | cancel_unshippable
confirmed_unsent | yes       | refund_unsent
""",
)
