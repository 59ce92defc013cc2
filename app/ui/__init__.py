"""The window: what a seller sees and touches, and nothing that decides."""

from app.ui.constants_kept import keep_constants

keep_constants()
