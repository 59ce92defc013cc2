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
"""Titles by the values of `View`, which the window's menus need before the cases are loaded."""

EMPTY_VIEWS: Final = {
    "due_now": ("Nothing to do now", "No task lies ahead either. Cases that wait for somebody are in the other views."),
    "unfinished": ("No unfinished cases", "A case that you stop in the middle of waits here until you go on with it."),
    "open": ("No open cases", "A case with something left for you to do stands here, even if it is not due yet."),
    "waiting_buyer": ("Not waiting for a buyer", "A case stands here while the buyer has to choose or to answer."),
    "waiting_parcel": ("Not waiting for a parcel", "A case stands here while a parcel is on its way, there or back."),
    "waiting_money": ("Not waiting for money", "A case stands here while a claim is open that is to be paid."),
    "closed": ("No closed cases", "A case closes by itself once all of it is done and its money is settled."),
    "all": ("No cases", ""),
}
"""What an empty view says: a title, and below it what would stand there."""

COLUMN_TITLES: Final = ("Due", "Order", "Problem", "Resolution", "Place", "Status")
"""The columns in their order."""
