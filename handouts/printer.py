"""Where a finished leaflet goes: to a printer, to the screen's viewer, or into a folder.

Printing means CUPS's `lp` and `lpstat`, or what Windows has registered for PDF files. Programs are always
started with a list of arguments, never through a shell, and never waited for longer than a few seconds:
a dead print server must not freeze the desk.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from services_catalog.errors import MotcuaError
from services_catalog.paths import write_whole
from services_catalog.vietnamese import clean

SECONDS = 15
_ENGLISH = {"LC_ALL": "C"}
_STATE = re.compile(r"printer (\S+) (?:is |now )?(.*)")
_DEFAULT = re.compile(r"system default destination: (\S+)")
_REQUEST = re.compile(r"request id is (\S+)")
_LONGEST_REASON = 200


class PrintFailedError(MotcuaError):
    """Chưa in được tờ rơi này."""

    title = "Chưa in được"
    next_step = "Kiểm tra máy in rồi in lại. Tờ rơi đã lưu trong thư mục, có thể mở ra in."


class NoViewerError(MotcuaError):
    """Máy này không có chương trình để mở tệp PDF."""

    title = "Không mở được tệp"
    next_step = "Cài chương trình xem PDF, hoặc chọn in ra máy in, lưu vào thư mục trong Cài đặt."


class PrinterState(StrEnum):
    """What a printer says of itself."""

    READY = "ready"
    PRINTING = "printing"
    STOPPED = "stopped"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Printer:
    """A printer that this machine knows."""

    name: str
    is_default: bool = False
    state: PrinterState = PrinterState.UNKNOWN


@dataclass(frozen=True, slots=True)
class PrintJob:
    """What was sent where; `number` is the print system's own id, empty where it gives none."""

    printer: str
    number: str
    copies: int


@dataclass(frozen=True, slots=True)
class Answer:
    """How a program ended: its exit status and its words."""

    status: int
    output: str
    complaint: str


class Runner(Protocol):
    """Starts a program with arguments and waits for it; OSError or TimeoutExpired where that fails."""

    def __call__(self, command: Sequence[str], /) -> Answer:
        """Return how the program ended."""


def run(command: Sequence[str], /) -> Answer:
    """Start `command` without a shell and return its answer, in English, so that it can be read."""
    done = subprocess.run(  # noqa: S603 - a list of arguments, the program found by its full path
        list(command),
        capture_output=True,
        text=True,
        errors="replace",
        timeout=SECONDS,
        check=False,
        env={**os.environ, **_ENGLISH},
    )
    return Answer(done.returncode, done.stdout, done.stderr)


class Spooler:
    """The printers of this machine, by CUPS."""

    def __init__(self, runner: Runner = run, which: Callable[[str], str | None] = shutil.which) -> None:
        self._run = runner
        self._which = which

    def printers(self) -> list[Printer]:
        """Return the printers by name, none where there is no print system or it doesn't answer."""
        lpstat = self._which("lpstat")
        if lpstat is None:
            return []
        try:
            text = self._run([lpstat, "-d", "-p"]).output
        except (OSError, subprocess.SubprocessError):
            return []
        default = _DEFAULT.search(text)
        chosen = default[1] if default else ""
        found = [
            Printer(match[1], is_default=match[1] == chosen, state=_state(match[2]))
            for match in map(_STATE.match, text.splitlines())
            if match
        ]
        return sorted(found, key=lambda printer: printer.name)

    def send(self, file: Path, printer: str = "", copies: int = 1) -> PrintJob:
        """Send `file` to `printer` (the default one where empty) at its true size.

        Raises PrintFailedError with the print system's own words.
        """
        lp = self._which("lp")
        if lp is None:
            raise PrintFailedError("Máy này chưa cài hệ thống in (không có lệnh lp).")
        name = clean(printer)
        target = ["-d", name] if name else []
        command = [lp, *target, "-n", str(copies), "-o", "fit-to-page=false", "--", str(file.absolute())]
        try:
            answer = self._run(command)
        except subprocess.TimeoutExpired as error:
            raise PrintFailedError(f"Hệ thống in không trả lời trong {SECONDS} giây.") from error
        except OSError as error:
            raise PrintFailedError("Không chạy được lệnh in.") from error
        if answer.status:
            reason = clean(answer.complaint or answer.output, _LONGEST_REASON)
            raise PrintFailedError(f"Máy in {name or 'mặc định'} báo: {reason or 'không rõ lỗi'}.")
        request = _REQUEST.search(answer.output)
        return PrintJob(name, request[1] if request else "", copies)

    def is_waiting(self, job: PrintJob) -> bool:
        """Whether `job` is still in the queue; False where nobody can tell."""
        lpstat = self._which("lpstat")
        if lpstat is None or not job.number:
            return False
        try:
            text = self._run([lpstat, "-W", "not-completed", "-o"]).output
        except (OSError, subprocess.SubprocessError):
            return False
        return job.number in text.split()


def _state(words: str) -> PrinterState:
    if "disabled" in words:
        return PrinterState.STOPPED
    if "printing" in words:
        return PrinterState.PRINTING
    return PrinterState.READY if "idle" in words else PrinterState.UNKNOWN


class WindowsPrinter:
    """Windows' own way: the program registered for PDF files prints to the default printer, once a copy."""

    def __init__(self, start: Callable[[str, str], None]) -> None:
        self._start = start

    def printers(self) -> list[Printer]:
        """Return the one printer that Windows chooses."""
        return [Printer("", is_default=True)]

    def send(self, file: Path, printer: str = "", copies: int = 1) -> PrintJob:
        """Print `file`; Windows doesn't let us choose the printer here.

        Raises PrintFailedError where no program prints PDF files.
        """
        try:
            for _ in range(copies):
                self._start(str(file.absolute()), "print")
        except OSError as error:
            raise PrintFailedError("Windows chưa có chương trình in tệp PDF.") from error
        return PrintJob(printer, "", copies)

    def is_waiting(self, _job: PrintJob) -> bool:
        """Windows doesn't tell."""
        return False


class FolderPrinter:
    """Prints by copying into a folder, for desks that share a printer elsewhere; copies are left to them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def printers(self) -> list[Printer]:
        """Return the folder as the one printer."""
        return [Printer(str(self._folder), is_default=True, state=PrinterState.READY)]

    def send(self, file: Path, printer: str = "", copies: int = 1) -> PrintJob:
        """Copy `file` into the folder under its own name.

        Raises FileProblemError or DiskFullError where it can't be written.
        """
        write_whole(self._folder / file.name, file.read_bytes())
        return PrintJob(printer or str(self._folder), "", copies)

    def is_waiting(self, _job: PrintJob) -> bool:
        """A file that is there doesn't wait."""
        return False


class PrinterPort(Protocol):
    """What the desk needs of a printer; Spooler, WindowsPrinter and FolderPrinter are such."""

    def printers(self) -> list[Printer]:
        """Return the printers to choose from."""

    def send(self, file: Path, printer: str = "", copies: int = 1) -> PrintJob:
        """Print `file`. Raises MotcuaError where it can't."""

    def is_waiting(self, job: PrintJob, /) -> bool:
        """Whether `job` is still in the queue."""


def system_printer() -> PrinterPort:
    """Return this machine's way of printing."""
    start = getattr(os, "startfile", None)
    return WindowsPrinter(start) if start else Spooler()


def open_file(
    file: Path, platform: str = sys.platform, which: Callable[[str], str | None] = shutil.which
) -> None:
    """Show `file` in the viewer of this machine, without waiting for it.

    Raises NoViewerError where there is none, as on a desk without a graphical screen.
    """
    start = getattr(os, "startfile", None)
    try:
        if start:
            start(str(file.absolute()))
            return
        viewer = which("open" if platform == "darwin" else "xdg-open")
        if viewer is None or not _has_screen(platform):
            raise NoViewerError
        subprocess.Popen(  # noqa: S603 - a list of arguments, the program found by its full path
            [viewer, str(file.absolute())],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise NoViewerError from error


def _has_screen(platform: str) -> bool:
    return platform == "darwin" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def save_leaflet(folder: Path, code: str, made_on: date, pdf: bytes) -> Path:
    """Write `pdf` into `folder` under a name made of the code and the day, and return where it is.

    A code that holds anything but letters, digits, dots and hyphens can't lead out of the folder. Raises
    FileProblemError or DiskFullError.
    """
    safe = re.sub(r"[^0-9A-Za-z.-]+", "-", code).strip(".-")[:60] or "to-roi"
    return write_whole(folder / f"{safe}_{made_on:%Y-%m-%d}.pdf", pdf)
