"""The views of the case list and its columns, by name."""

from __future__ import annotations

from typing import Final

VIEW_TITLES: Final = {
    "due_now": "Due now",
    "unfinished": "Unfinished",
    "open": "Open",
    "waiting_buyer": "Waiting for the buyer",
    "waiting_parcel": "Waiting for a parcel",
    "waiting_money": "Waiting for money",
    "closed": "Closed",
    "all": "All",
}
"""Titles by the values of `View`, which the window's menus need before the cases are loaded.

A view that the store learns to count gets its line here.
"""

COLUMN_TITLES: Final = ("Due", "Order", "Problem", "Resolution", "Place", "Status")
"""The columns in their order."""
