"""Compiled templates kept beside their sources, as Python keeps its own: compiling takes longer than all else."""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
from contextlib import suppress
from types import CodeType
from typing import TYPE_CHECKING, Final

import jinja2

if TYPE_CHECKING:
    from pathlib import Path

    from jinja2 import Environment

    from app.logic.messages.sources import Source

_DIGEST: Final = 32


def cached_file(source: Source) -> Path:
    """Return where the compiled form of a template lies, for this version of Python."""
    return source.file.parent / "__pycache__" / f"{source.file.name}.{sys.implementation.cache_tag}.pyc"


def load_code(environment: Environment, source: Source) -> CodeType | None:
    """Return the compiled form of a template; None when there is none, or it is damaged or of another source."""
    try:
        stored = cached_file(source).read_bytes()
        digest, payload = stored[:_DIGEST], stored[_DIGEST:]
        # The digest is compared first: what lies behind a damaged one is never read.
        if digest != _digest(environment, source, payload):
            return None
        code = marshal.loads(payload)  # noqa: S302
    except (OSError, ValueError, EOFError, TypeError):
        return None
    return code if isinstance(code, CodeType) else None


def store_code(environment: Environment, source: Source, code: CodeType) -> bool:
    """Keep the compiled form of a template and say whether that was possible; a folder without rights is no fault."""
    payload, target = marshal.dumps(code), cached_file(source)
    # Two programs may start at once: each writes a file of its own and moves it into place whole.
    part = target.with_name(f"{target.name}.{os.getpid()}")
    try:
        target.parent.mkdir(exist_ok=True)
        part.write_bytes(_digest(environment, source, payload) + payload)
        part.replace(target)
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        return False
    return True


def _digest(environment: Environment, source: Source, payload: bytes) -> bytes:
    options = (environment.trim_blocks, environment.lstrip_blocks, sorted(_operators(environment)), jinja2.__version__)
    key = "\0".join((str(source.file), source.text, repr(options)))
    return hashlib.sha256(key.encode() + payload).digest()


def _operators(environment: Environment) -> frozenset[str]:
    return getattr(environment, "intercepted_binops", frozenset())
