"""A host on this computer, for what is fetched."""

import socket
import threading
from contextlib import suppress
from http.client import HTTPConnection

from pathfinder.meetings.pulling import address_of
from pathfinder.meetings.request import FeedUrl

OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
GONE = b"HTTP/1.1 404 Not Found\r\n\r\n"


class Host:
    """A host on this computer that answers as it is told, and writes down what it is sent, and what was read."""

    def __init__(self) -> None:
        self.answers: dict[str, bytes] = {"/robots.txt": GONE}
        self.sent: list[bytes] = []
        self.read: list[str] = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            with connection:
                data = b""
                while b"\r\n\r\n" not in data and (part := connection.recv(65536)):
                    data += part
                self.sent.append(data)
                path = data.split(b" ")[1].decode()
                with suppress(OSError):  # who asked has read enough
                    connection.sendall(self.answers.get(path, GONE))
                    self.read.append(path)

    def close(self) -> None:
        self._listening.close()

    @property
    def paths(self) -> list[str]:
        return [data.split(b" ")[1].decode() for data in self.sent]

    @property
    def name(self) -> str:
        return f"127.0.0.1:{self.port}"

    def at(self, path: str) -> FeedUrl:
        return address_of(f"https://{self.name}{path}")


def unencrypted(host: str) -> HTTPConnection:
    """A connection to a host on this computer, which has no certificate."""
    return HTTPConnection(host, timeout=5)
