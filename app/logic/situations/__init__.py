"""One decision table per situation."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from app.logic.situations import (
    cancel,
    cannot_ship,
    change_address,
    change_item,
    claim_opened,
    faster_shipping,
    not_received,
    platform_refunded,
    return_arrived,
    return_goods,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.logic.facts import Situation
    from app.logic.table import Table

TABLES: Mapping[Situation, Table] = MappingProxyType(
    {
        module.TABLE.situation: module.TABLE
        for module in (
            cancel,
            change_item,
            faster_shipping,
            change_address,
            not_received,
            return_goods,
            return_arrived,
            cannot_ship,
            claim_opened,
            platform_refunded,
        )
    }
)
"""The table of every situation, in the order in which a person is offered them."""
