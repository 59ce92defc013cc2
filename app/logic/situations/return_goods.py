"""The buyer has the goods and is not content with them: broken, wrong or incomplete, or a change of mind."""

from app.logic.facts import Situation
from app.logic.table import read_table

TABLE = read_table(
    Situation.RETURN,
    """
rule                | fault  | authorised | returnable | window | offer            | late_choice | resolution
seller.authorised   | seller | yes        | -          | -      | return           | -           | return_authorised
seller.return       | seller | no         | -          | -      | return           | -           | accept_return_seller_pays
seller.replacement  | seller | -          | -          | -      | replacement      | -           | send_replacement
seller.part         | seller | -          | -          | -      | part             | -           | send_part
authorised.partial  | -      | yes        | -          | -      | partial          | -           | offer_partial_refund
authorised.keep     | -      | yes        | -          | -      | keep             | -           | refund_keep_item
seller.partial      | seller | no         | -          | -      | partial          | -           | offer_partial_refund
seller.keep         | seller | no         | -          | -      | keep             | -           | refund_keep_item
buyer.authorised    | buyer  | yes        | -          | -      | return, exchange | -           | return_authorised
buyer.kind_of_goods | buyer  | no         | no         | -      | -                | -           | decline_return
buyer.return        | buyer  | no         | yes        | open   | return           | -           | accept_return
buyer.exchange      | buyer  | no         | yes        | open   | exchange         | -           | accept_exchange
buyer.partial       | buyer  | no         | yes        | open   | partial          | -           | offer_partial_refund
buyer.keep          | buyer  | no         | yes        | open   | keep             | -           | refund_keep_item
buyer.late_accept   | buyer  | no         | yes        | closed | -                | accept      | accept_late_return
buyer.late_decline  | buyer  | no         | yes        | closed | -                | decline     | decline_return
""",
)
