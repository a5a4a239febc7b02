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
_JOB = re.compile(r"(\S+)\s+\S+\s+\d+\s")
_SAYS = re.compile(r"\s+(Status|Alerts): ?(.*)")
_GONE_WRONG = ("aborted", "with-errors", "stopped")
_PROGRAM = re.compile(r"^\S*(?:lp|cancel): (?:Error - )?")
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
class PrintOptions:
    """How a sheet is printed: on both sides, turned like a book, and whether at its true size.

    What is not printed at its true size is fitted to the paper: letters below 12 pt, a QR code below 30 mm.
    """

    two_sided: bool = False
    actual_size: bool = True


PLAIN = PrintOptions()


@dataclass(frozen=True, slots=True)
class PrintJob:
    """What was sent where; `number` is the print system's own id, empty where it gives none."""

    printer: str
    number: str
    copies: int


class JobState(StrEnum):
    """How far a job is."""

    WAITING = "waiting"
    PRINTING = "printing"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class JobStatus:
    """How far a job is, and what the printer or the print system says of it in its own words, if anything."""

    state: JobState
    words: str = ""


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
        # lpstat shows a job that was cancelled before it was printed as if it had been printed.
        self._cancelled: set[str] = set()

    def printers(self) -> list[Printer]:
        """Return the printers by name, none where there is no print system or it doesn't answer."""
        text = self._ask("-d", "-p")
        default = _DEFAULT.search(text)
        chosen = default[1] if default else ""
        found = [
            Printer(match[1], is_default=match[1] == chosen, state=_state(match[2]))
            for match in map(_STATE.match, text.splitlines())
            if match
        ]
        return sorted(found, key=lambda printer: printer.name)

    def send(self, file: Path, printer: str = "", copies: int = 1, options: PrintOptions = PLAIN) -> PrintJob:
        """Send `file` to `printer` (the default one where empty).

        Raises PrintFailedError with the print system's own words.
        """
        name = clean(printer)
        target = ["-d", name] if name else []
        answer = self._order("lp", *target, "-n", str(copies), *_as_lp(options), "--", str(file.absolute()))
        if answer.status:
            raise PrintFailedError(f"Máy in {name or 'mặc định'} báo: {_complaint(answer)}.")
        request = _REQUEST.search(answer.output)
        return PrintJob(name, request[1] if request else "", copies)

    def state(self, job: PrintJob) -> JobStatus:
        """Return how far `job` is; UNKNOWN where the print system doesn't tell."""
        if not job.number:
            return JobStatus(JobState.UNKNOWN)
        if job.number in self._cancelled:
            return JobStatus(JobState.CANCELLED)
        queued = self._says("-W", "not-completed", "-l", "-o").get(job.number)
        if queued is not None:
            status = _queued(*queued)
            return status if status.words else JobStatus(status.state, self._stopped_because(job))
        finished = self._says("-W", "completed", "-l", "-o").get(job.number)
        return JobStatus(JobState.UNKNOWN) if finished is None else _finished(*finished)

    def cancel(self, job: PrintJob) -> None:
        """Take `job` out of the queue.

        Raises PrintFailedError with the print system's own words, as for a job that is already printed.
        """
        if not job.number or job.number.startswith("-"):  # «cancel -a» would empty all queues
            raise PrintFailedError("Hệ thống in không cho biết số của lệnh in này, nên không huỷ được ở đây.")
        answer = self._order("cancel", job.number)
        if answer.status:
            raise PrintFailedError(f"Chưa huỷ được lệnh in {job.number}: {_complaint(answer)}.")
        self._cancelled.add(job.number)

    def _order(self, program: str, *arguments: str) -> Answer:
        path = self._which(program)
        if path is None:
            raise PrintFailedError(f"Máy này chưa cài hệ thống in (không có lệnh {program}).")
        try:
            return self._run([path, *arguments])
        except subprocess.TimeoutExpired as error:
            raise PrintFailedError(f"Hệ thống in không trả lời trong {SECONDS} giây.") from error
        except OSError as error:
            raise PrintFailedError("Không chạy được lệnh in.") from error

    def _ask(self, *arguments: str) -> str:
        """Return what lpstat answers; nothing where there is no print system or it doesn't answer."""
        path = self._which("lpstat")
        if path is None:
            return ""
        try:
            return self._run([path, *arguments]).output
        except (OSError, subprocess.SubprocessError):
            return ""

    def _says(self, *arguments: str) -> dict[str, tuple[str, str]]:
        """The status and the alerts of each job by its number."""
        jobs: dict[str, tuple[str, str]] = {}
        number = ""
        for line in self._ask(*arguments).splitlines():
            if match := _JOB.match(line):
                number = match[1]
                jobs[number] = ("", "")
            elif number and (match := _SAYS.match(line)):
                words, alerts = jobs[number]
                said = clean(match[2], _LONGEST_REASON)
                jobs[number] = (said, alerts) if match[1] == "Status" else (words, said)
        return jobs

    def _stopped_because(self, job: PrintJob) -> str:
        """Why the job's printer is stopped; nothing where it isn't."""
        head, *more = self._ask("-p", job.number.rpartition("-")[0]).splitlines() or [""]
        return clean(" ".join(more), _LONGEST_REASON) if "disabled" in head else ""


def _as_lp(options: PrintOptions) -> list[str]:
    sides = "two-sided-long-edge" if options.two_sided else "one-sided"
    scaling = "none" if options.actual_size else "fit"
    # The first is the standard's word (PWG 5100.16), the second what older CUPS filters go by.
    size = ["-o", f"print-scaling={scaling}", "-o", f"fit-to-page={str(not options.actual_size).lower()}"]
    return ["-o", f"sides={sides}", *size]


def _complaint(answer: Answer) -> str:
    words = clean(answer.complaint or answer.output, _LONGEST_REASON)
    return _PROGRAM.sub("", words).rstrip(".") or "không rõ lỗi"


def _queued(words: str, alerts: str) -> JobStatus:
    if any(sign in alerts for sign in _GONE_WRONG):
        return JobStatus(JobState.FAILED, words)
    return JobStatus(JobState.PRINTING if "job-printing" in alerts else JobState.WAITING, words)


def _finished(words: str, alerts: str) -> JobStatus:
    if "canceled" in alerts:
        return JobStatus(JobState.CANCELLED, words)
    failed = any(sign in alerts for sign in _GONE_WRONG)
    return JobStatus(JobState.FAILED if failed else JobState.DONE, words)


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

    def send(
        self, file: Path, printer: str = "", copies: int = 1, _options: PrintOptions = PLAIN
    ) -> PrintJob:
        """Print `file`; printer, sides and scale are what is chosen in Windows: its print verb takes no options.

        Raises PrintFailedError where no program prints PDF files, with Windows' own words where it has any.
        """
        try:
            for _ in range(copies):
                self._start(str(file.absolute()), "print")
        except OSError as error:
            words = clean(error.strerror or "", _LONGEST_REASON).rstrip(".")
            said = f" Windows báo: {words}." if words else ""
            raise PrintFailedError(f"Windows chưa in được tệp PDF này.{said}") from error
        return PrintJob(printer, "", copies)

    def state(self, _job: PrintJob) -> JobStatus:
        """Windows doesn't tell."""
        return JobStatus(JobState.UNKNOWN)

    def cancel(self, _job: PrintJob) -> None:
        """Raise PrintFailedError: Windows lets nobody else take a job out of its queue."""
        raise PrintFailedError("Hãy huỷ lệnh in trong cửa sổ hàng đợi máy in của Windows.")


class FolderPrinter:
    """Prints by copying into a folder, for desks that share a printer elsewhere; copies are left to them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def printers(self) -> list[Printer]:
        """Return the folder as the one printer."""
        return [Printer(str(self._folder), is_default=True, state=PrinterState.READY)]

    def send(
        self, file: Path, printer: str = "", copies: int = 1, _options: PrintOptions = PLAIN
    ) -> PrintJob:
        """Copy `file` into the folder under its own name.

        Raises FileProblemError or DiskFullError where it can't be written.
        """
        write_whole(self._folder / file.name, file.read_bytes())
        return PrintJob(printer or str(self._folder), "", copies)

    def state(self, _job: PrintJob) -> JobStatus:
        """A file that is there doesn't wait."""
        return JobStatus(JobState.DONE)

    def cancel(self, _job: PrintJob) -> None:
        """Raise PrintFailedError: others may have taken the file already."""
        raise PrintFailedError("Tệp đã nằm trong thư mục in chung; hãy xoá tệp ở đó.")


class PrinterPort(Protocol):
    """What the desk needs of a printer; Spooler, WindowsPrinter and FolderPrinter are such."""

    def printers(self) -> list[Printer]:
        """Return the printers to choose from."""

    def send(
        self, file: Path, printer: str = "", copies: int = 1, options: PrintOptions = PLAIN, /
    ) -> PrintJob:
        """Print `file`, with the options as far as the print system knows them. Raises MotcuaError."""

    def state(self, job: PrintJob, /) -> JobStatus:
        """How far `job` is."""

    def cancel(self, job: PrintJob, /) -> None:
        """Take `job` out of the queue. Raises PrintFailedError where that is not possible."""


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
