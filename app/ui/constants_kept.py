"""Keep Python before 3.12 alive under PySide6 6.12, which returns None, True and False without counting a reference.

Measured: every void call into Qt takes one reference to None away (`sys.getrefcount(None)` falls by 100 in 100
repaints), and after some thousand the interpreter stops with "none_dealloc: deallocating None". The wheel serves all
Pythons but is built for those whose constants are immortal (PEP 683, Python 3.12). So they are made so here as well.
"""

import sys
from typing import Final

_FIRST_WITH_IMMORTALS: Final = (3, 12)
_MANY: Final = 1 << 40 if sys.maxsize > 1 << 32 else 1 << 30
"""More references than Qt can take away as long as the program runs."""


def keep_constants() -> None:
    """Add so many references to the constants that they can never be taken for garbage."""
    if sys.version_info >= _FIRST_WITH_IMMORTALS or sys.implementation.name != "cpython":
        return
    from ctypes import c_ssize_t

    for constant in (None, True, False, NotImplemented):
        # The count is the first field of every object of CPython 3.11.
        c_ssize_t.from_address(id(constant)).value += _MANY
