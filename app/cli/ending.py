"""How a command ends: with an exit code and at most one sentence, whatever becomes of its files and pipes."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from io import TextIOWrapper
from typing import TYPE_CHECKING

from app.logic.resource_file import OwnFileError, ResourceError

if TYPE_CHECKING:
    from collections.abc import Callable

GOOD, FAILED, REFUSED, QUESTION, STOPPED = 0, 1, 2, 3, 130
"""Exit codes: done, something is wrong, bad input, a fact is missing, stopped by the one who typed it."""


def run_to_its_end(command: Callable[[], int]) -> int:
    """Run a command and return its exit code; what stops it is told in one sentence."""
    if isinstance(sys.stdout, TextIOWrapper):
        # A console with an encoding of its own gets question marks for what it cannot show.
        sys.stdout.reconfigure(errors="replace")
    try:
        code = command()
        if sys.stdout is not None:
            sys.stdout.flush()
    except KeyboardInterrupt:
        return STOPPED
    except BrokenPipeError:
        # Whoever reads the answers has seen enough.
        _drop_output()
        return FAILED
    except OwnFileError as problem:
        return tell(f"{problem.what} {problem.todo}", FAILED)
    except ResourceError as problem:
        return tell(f"{problem}. A file of the program is damaged: fetch Amends again. Nothing was changed.", FAILED)
    except OSError as problem:
        _drop_output()
        return tell(f"the answer cannot be written: {problem.strerror or problem}", FAILED)
    return code


def tell(sentence: str, code: int = REFUSED) -> int:
    """Print a sentence where answers never stand, and return the exit code that goes with it."""
    print(sentence, file=sys.stderr)
    return code


def _drop_output() -> None:
    """Send what is still waiting to be written nowhere, or Python complains of it when it ends."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
