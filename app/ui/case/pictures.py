"""Small pictures of photos, read without trusting them: only the kind they are known to be, and never a huge one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QImageReader

if TYPE_CHECKING:
    from app.logic.evidence import EvidenceFile

_FORMATS: Final = {"image/jpeg": b"jpeg", "image/png": b"png", "image/gif": b"gif", "image/webp": b"webp"}
"""What Qt can read by itself; HEIC needs a plug-in that few systems have."""
_MOST_MEGABYTES: Final = 256
_MOST_POINTS: Final = 120_000_000


def small_picture(path: Path, evidence: EvidenceFile, size: int) -> QImage | None:
    """Read a photo at most `size` pixels wide and high; None for what is no picture or cannot be read as one."""
    form = _FORMATS.get(evidence.media)
    if form is None:
        return None
    reader = QImageReader(str(path), form)
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    QImageReader.setAllocationLimit(_MOST_MEGABYTES)
    whole = reader.size()
    if not whole.isValid() or whole.width() * whole.height() > _MOST_POINTS:
        return None
    room = QSize(size, size)
    if whole.width() > size or whole.height() > size:
        reader.setScaledSize(whole.scaled(room, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1)))
    picture = reader.read()
    return None if picture.isNull() else picture
