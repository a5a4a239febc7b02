"""A program in a pseudo-terminal: when it first paints, and how long a key takes to show."""

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Mapping
from contextlib import suppress
from types import TracebackType
from typing import Self

COLUMNS, ROWS = 120, 40
PATIENCE = 20.0


class Terminal:
    """Runs Python code in a pseudo-terminal of 120×40."""

    def __init__(self, code: str, env: Mapping[str, str]) -> None:
        self.started = time.perf_counter()
        self.pid, self.screen = pty.fork()
        if not self.pid:
            os.execve(
                sys.executable, [sys.executable, "-c", code], {**os.environ, **env, "TERM": "xterm-256color"}
            )
        fcntl.ioctl(self.screen, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.screen)

    def wait_for(self, wanted: bytes) -> float:
        """Milliseconds from now until `wanted` is painted. Raises TimeoutError."""
        start = time.perf_counter()
        seen = b""
        while wanted not in seen:
            ready, _, _ = select.select([self.screen], [], [], PATIENCE)
            if not ready:
                raise TimeoutError(f"{wanted!r} never came")
            seen += os.read(self.screen, 65536)
        return (time.perf_counter() - start) * 1000

    def settle(self, quiet: float = 0.4) -> None:
        """Read until nothing has been painted for a while."""
        while select.select([self.screen], [], [], quiet)[0]:
            os.read(self.screen, 65536)

    def first_paint(self, wanted: bytes) -> float:
        """Milliseconds from the start of the process until `wanted` is painted."""
        self.wait_for(wanted)
        return (time.perf_counter() - self.started) * 1000

    def echo(self, key: bytes) -> float:
        """Milliseconds from a key to the first thing that is painted."""
        start = time.perf_counter()
        os.write(self.screen, key)
        if not select.select([self.screen], [], [], PATIENCE)[0]:
            raise TimeoutError("no echo")
        os.read(self.screen, 65536)
        return (time.perf_counter() - start) * 1000
