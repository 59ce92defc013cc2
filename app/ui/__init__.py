"""The window: PySide6 only. It knows the logic, never the store."""

import PySide6.QtCore  # noqa: F401  # puts its import hook in place, which import_plainly takes out

from app.ui.constants_kept import keep_constants
from app.ui.plain_imports import import_plainly

keep_constants()
import_plainly()
