"""The real program in a pseudo-terminal, with its screen to read."""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyte

PATIENCE = 30.0
"""Seconds after which a test gives up; far more than anything takes."""
UP = "\x1b[A"
F3, F10 = "\x1bOR", "\x1b[21~"


class Program:
    """`motcua` in a terminal of its own; leave the block and it is gone."""

    def __init__(self, home: Path, columns: int = 120, rows: int = 40) -> None:
        self._keyboard, self._terminal = pty.openpty()
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._size(columns, rows)
        self.settings_before = termios.tcgetattr(self._terminal)
        self.painted = b""
        # An inherited size would stand against the terminal's own.
        inherited = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES"}}
        environment = {**inherited, "MOTCUA_HOME": str(home), "TERM": "xterm-256color"}
        self.process = subprocess.Popen(
            [sys.executable, "-c", "from tui.cli import main; main()"],
            stdin=self._terminal,
            stdout=self._terminal,
            stderr=self._terminal,
            env=environment,
            start_new_session=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._keyboard)
        os.close(self._terminal)

    @property
    def settings_now(self) -> list[Any]:
        """How the terminal is set: echo, line mode and the like."""
        return termios.tcgetattr(self._terminal)

    def send(self, text: str, *, piecewise: bool = False) -> None:
        """Type `text`, in one write as an input method does, or a character a write."""
        for piece in text if piecewise else [text]:
            os.write(self._keyboard, piece.encode())

    def resize(self, columns: int, rows: int) -> None:
        """Change the window's size, as a terminal does when its window is dragged."""
        self._screen.resize(rows, columns)
        self._size(columns, rows)
        self.process.send_signal(signal.SIGWINCH)

    def seen(self) -> str:
        """The rows of the screen."""
        return "\n".join(self._screen.display)

    def row_of_cursor(self) -> str:
        """The row of the screen where typing goes."""
        return str(self._screen.display[self._screen.cursor.y])

    def wait_for(self, wanted: str | Callable[[str], bool]) -> None:
        """Read what the program paints until the screen shows what is wanted."""
        holds = wanted if callable(wanted) else lambda seen: wanted in seen
        deadline = time.monotonic() + PATIENCE
        while not holds(self.seen()):
            if time.monotonic() > deadline:
                raise TimeoutError(f"{wanted!r} never came:\n{self.seen()}")
            self._read(0.05)

    def wait_for_end(self) -> int:
        """Read until the program has ended; its exit status."""
        deadline = time.monotonic() + PATIENCE
        while self.process.poll() is None:
            if time.monotonic() > deadline:
                raise TimeoutError(f"it did not end:\n{self.seen()}")
            self._read(0.05)
        self._read(0)
        return self.process.returncode

    def _read(self, seconds: float) -> None:
        while select.select([self._keyboard], [], [], seconds)[0]:
            painted = os.read(self._keyboard, 65536)
            self.painted += painted
            self._stream.feed(painted)
            seconds = 0

    def _size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
