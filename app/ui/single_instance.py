"""One window per data folder: a second start raises the first."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtNetwork import QLocalServer

_GREETING = b"raise"
_WAIT_MS = 300
_LONGEST_SOCKET_PATH = 100  # bytes; the system allows 104 to 108
_SOCKET_NAME = "amends.socket"


class SingleInstance(QObject):
    """Tell whether Amends already runs on a data folder, and hear of later starts."""

    started_again = Signal()

    def __init__(self, data_folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = data_folder
        self._server: QLocalServer | None = None

    def raise_first(self) -> bool:
        """Ask a running Amends to come to the front; False when there is none."""
        if self._can_see_socket() and not (self._folder / _SOCKET_NAME).exists():
            return False  # spares every ordinary start the import below
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        socket.connectToServer(self._address())
        if not socket.waitForConnected(_WAIT_MS):
            return False
        socket.write(_GREETING)
        socket.waitForBytesWritten(_WAIT_MS)
        socket.disconnectFromServer()
        return True

    def listen(self) -> None:
        """Hear of later starts; without a socket every start simply opens its own window."""
        from PySide6.QtNetwork import QLocalServer

        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        if not server.listen(self._address()):
            # What a killed program left behind: nobody answered there, or this window would not be open.
            QLocalServer.removeServer(self._address())
            server.listen(self._address())
        server.newConnection.connect(self._on_connection)
        self._server = server

    def close(self) -> None:
        """Free the socket."""
        if self._server is not None:
            self._server.close()

    def _on_connection(self) -> None:
        while self._server is not None and (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            self.started_again.emit()

    def _can_see_socket(self) -> bool:
        return sys.platform != "win32" and self._address().endswith(_SOCKET_NAME)

    def _address(self) -> str:
        """Return the socket's path, or a name made of the folder where a path cannot be used."""
        path = str(self._folder / _SOCKET_NAME)
        if sys.platform != "win32" and len(path.encode()) <= _LONGEST_SOCKET_PATH:
            return path
        import hashlib

        return "amends-" + hashlib.sha256(path.encode()).hexdigest()[:24]
