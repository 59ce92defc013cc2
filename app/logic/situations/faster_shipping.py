"""The buyer wants the order sooner."""

from app.logic.facts import Situation
from app.logic.table import read_table

TABLE = read_table(
    Situation.FASTER_SHIPPING,
    """
rule      | shipped | willing | resolution
willing   | no      | yes     | upgrade_free
unwilling | no      | no      | keep_service
shipped   | yes     | -       | explain_delivery_time
""",
)
