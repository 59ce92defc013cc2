"""`amends preview-worker`: try templates out in a process of their own, which can be ended when one gets out of hand.

Standard input brings one wish a line in JSON, standard output one answer a line; `{"ready": true}` comes first.
The window starts it by the program's own name, so that a packaged program can do it too.
"""

from __future__ import annotations

import json
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from app.cli.ending import GOOD

if TYPE_CHECKING:
    from pathlib import Path

    from app.logic.wording.trial import Bench

_MOST_BYTES: Final = 1_000_000_000
"""Address space of the process, where the system counts it: the program with its rules takes a third."""
_MOST_SECONDS: Final = 5
"""A wish that takes longer ends the process by itself, as the window may be gone by then."""
_LONGEST_WISH: Final = 200_000


def serve_previews(own_templates: Path, own_policies: Path) -> int:
    """Answer wishes until standard input ends, and return the exit code."""
    from app.logic.answer import Desk
    from app.logic.wording.trial import Bench

    limit_memory()
    bench = Bench(Desk(own_templates, own_policies=own_policies), own_templates)
    warm_up(bench)
    _say({"ready": True})
    while line := sys.stdin.readline(_LONGEST_WISH):
        _limit_time(_MOST_SECONDS)
        _say(_answer(bench, line))
        _limit_time(0)
    return GOOD


def limit_memory() -> None:
    """Let the system refuse memory beyond what any message needs; systems without such a limit go without."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        wanted = _MOST_BYTES if most == resource.RLIM_INFINITY else min(_MOST_BYTES, most)
        resource.setrlimit(resource.RLIMIT_AS, (wanted, most))


def warm_up(bench: Bench) -> None:
    """Load what the first wish would otherwise wait for."""
    wish = {"kind": "examples", "template": "refund_lost", "channels": ["amazon-us"], "today": "2026-01-05"}
    example = bench.answer(wish)["examples"][0]
    text = "Order {{ order_number }}\n\n{{ greeting() }}\n\n{{ item }}\n\n{{ closing() }}"
    bench.answer({"template": "refund_lost", "language": "en", "text": text, "request": example["request"]})


def _answer(bench: Bench, line: str) -> dict[str, Any]:
    number = None
    try:
        wish = json.loads(line)
        number = wish.get("id")
        return {"id": number, **bench.answer(wish)}
    except MemoryError:
        return {"id": number, "faults": [[None, "it needs more memory than a message can"]]}
    except Exception as problem:  # noqa: BLE001  whatever a template does, the window gets an answer
        return {"id": number, "faults": [[None, f"it cannot be tried out ({type(problem).__name__})"]]}


def _limit_time(seconds: int) -> None:
    # The signal ends the process; where there is none, the window does.
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _say(answer: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()
