"""The platform paid the buyer and debited the seller."""

from app.logic.facts import Situation
from app.logic.table import read_table

TABLE = read_table(
    Situation.PLATFORM_REFUNDED,
    """
rule      | own_fault | debited_for | still_open | resolution
own_fault | yes       | -           | -          | accept_debit
too_late  | no        | -           | no         | accept_debit
claim     | no        | claim       | yes        | appeal_debit
return    | no        | return      | yes        | file_safet
""",
)
