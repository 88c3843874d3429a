"""A virus scanner on a port of this machine that speaks clamd's INSTREAM, and answers as it is told to.

With TEST_CLAMAV_ADDRESS the judging tests ask a real clamd there, whose signatures hold HARMFUL (see docs/operating.md).
"""

from __future__ import annotations

import os
import socketserver
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Thread

HARMFUL = b"INVENTED-HARMFUL-" + b"SOFTWARE-9f2c"
"""What the scanner knows as harmful; in two parts, so that this file is not."""
REAL = os.environ.get("TEST_CLAMAV_ADDRESS", "")


@dataclass
class Scanner:
    """Where it answers, how (`mood`), and what it was last sent."""

    address: str
    mood: str = "good"
    sent: bytes = b""

    def answer(self) -> bytes:
        """What it says to what it was sent."""
        if self.mood == "silent":
            return b""
        if self.mood == "small":
            return b"INSTREAM size limit exceeded. ERROR\n"
        if self.mood == "broken":
            return b"stream: Can't allocate memory ERROR\n"
        if self.mood == "rambling":
            return b"\xff\xfe nonsense\n"
        return b"stream: Invented.Test FOUND\n" if HARMFUL in self.sent else b"stream: OK\n"


@contextmanager
def scanner() -> Iterator[Scanner]:
    """A scanner that answers until the block ends."""

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            assert self.rfile.readline() == b"nINSTREAM\n"
            one.sent = b""
            while length := struct.unpack("!L", self.rfile.read(4))[0]:
                one.sent += self.rfile.read(length)
            self.wfile.write(one.answer())

    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
    one = Scanner(f"127.0.0.1:{server.server_address[1]}")
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield one
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
