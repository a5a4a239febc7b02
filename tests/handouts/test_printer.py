"""Printing: what is sent, what a failure says, and that nothing else than a file leaves the desk."""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from handouts import printer
from handouts.printer import (
    Answer,
    FolderPrinter,
    JobState,
    JobStatus,
    NoViewerError,
    Printer,
    PrinterState,
    PrintFailedError,
    PrintJob,
    PrintOptions,
    Spooler,
    WindowsPrinter,
)

LPSTAT = """printer HP_Tang1 is idle.  enabled since Mon 01 Jan 2026
printer Kho now printing Kho-7.  enabled since Mon 01 Jan 2026
printer Hong disabled since Mon 01 Jan 2026 -
	Paused
printer La gone
system default destination: Kho
"""


class FakeRunner:
    """Answers what it is told to and remembers what it was asked."""

    def __init__(self, answer: Answer | Exception) -> None:
        self.answer = answer
        self.commands: list[list[str]] = []

    def __call__(self, command: Sequence[str], /) -> Answer:
        """Return the answer, or raise it."""
        self.commands.append(list(command))
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


def _found(name: str) -> str:
    return f"/usr/bin/{name}"


def _nothing(_name: str) -> None:
    return None


def _spooler(answer: Answer | Exception) -> tuple[Spooler, FakeRunner]:
    runner = FakeRunner(answer)
    return Spooler(runner, _found), runner


FAILURES = [OSError("broken"), subprocess.TimeoutExpired("lpstat", 15)]


def test_printers_are_listed_with_default_and_state() -> None:
    """The officer chooses among these; a stopped one must be seen to be stopped."""
    spooler, _ = _spooler(Answer(0, LPSTAT, ""))
    assert spooler.printers() == [
        Printer("HP_Tang1", state=PrinterState.READY),
        Printer("Hong", state=PrinterState.STOPPED),
        Printer("Kho", is_default=True, state=PrinterState.PRINTING),
        Printer("La", state=PrinterState.UNKNOWN),
    ]


@pytest.mark.parametrize("failure", FAILURES)
def test_a_dead_print_system_has_no_printers(failure: Exception) -> None:
    """Settings must open even when the print server hangs."""
    assert _spooler(failure)[0].printers() == []
    assert Spooler(FakeRunner(failure), _nothing).printers() == []


def test_without_a_default_none_is_marked() -> None:
    """Marking a printer that isn't the default sends leaflets to another floor."""
    text = "no system default destination\nprinter A is idle.  enabled\n"
    assert _spooler(Answer(0, text, ""))[0].printers() == [Printer("A", state=PrinterState.READY)]


AT_TRUE_SIZE = ["-o", "print-scaling=none", "-o", "fit-to-page=false"]


@pytest.mark.parametrize("name", ["Kho", ""])
def test_a_file_is_sent_at_its_true_size(tmp_path: Path, name: str) -> None:
    """A scaled page shrinks letters below 12 pt and the code below 30 mm."""
    spooler, runner = _spooler(Answer(0, "request id is Kho-12 (1 file(s))\n", ""))
    job = spooler.send(tmp_path / "-a.pdf", name, 3)
    target = ["-d", "Kho"] if name else []
    options = ["-o", "sides=one-sided", *AT_TRUE_SIZE]
    assert runner.commands == [["/usr/bin/lp", *target, "-n", "3", *options, "--", str(tmp_path / "-a.pdf")]]
    assert job == PrintJob(name, "Kho-12", 3)


def test_sides_and_scale_are_passed_on(tmp_path: Path) -> None:
    """A booklet on single sheets wastes half the paper; a printer of another size needs fitting."""
    spooler, runner = _spooler(Answer(0, "", ""))
    spooler.send(tmp_path / "a.pdf", "Kho", 1, PrintOptions(two_sided=True, actual_size=False))
    (command,) = runner.commands
    assert "sides=two-sided-long-edge" in command
    assert "print-scaling=fit" in command
    assert "fit-to-page=true" in command


def test_a_job_without_a_number_is_still_a_job(tmp_path: Path) -> None:
    """Some print systems answer in other words; the sheet comes out all the same."""
    assert _spooler(Answer(0, "ok", ""))[0].send(tmp_path / "a.pdf", "Kho").number == ""


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (
            Answer(1, "", "lp: The printer or class does not exist.\n\x1b[31m"),
            "The printer or class does not exist.",
        ),
        (
            Answer(1, "", "/usr/bin/lp: Error - The printer or class does not exist."),
            "Kho báo: The printer or class does not exist[.]$",
        ),
        (Answer(1, "", ""), "không rõ lỗi"),
        (OSError("gone"), "Không chạy được lệnh in."),
        (subprocess.TimeoutExpired("lp", 15), "không trả lời"),
    ],
)
def test_a_failure_is_told_in_the_printers_words(
    tmp_path: Path, answer: Answer | Exception, said: str
) -> None:
    """«Chưa in được» alone helps nobody to find the cause."""
    with pytest.raises(PrintFailedError, match=said) as caught:
        _spooler(answer)[0].send(tmp_path / "a.pdf", "Kho")
    assert "\x1b" not in caught.value.message


def test_no_print_system_is_told(tmp_path: Path) -> None:
    """A machine without CUPS must say so instead of a missing-program traceback."""
    with pytest.raises(PrintFailedError, match="chưa cài hệ thống in"):
        Spooler(FakeRunner(Answer(0, "", "")), _nothing).send(tmp_path / "a.pdf")


NOT_COMPLETED = """\
Kho-11                  root              2048   Sun Nov 22 21:12:09 2026
	Status: The printer is warming up.
	Alerts: job-printing
	queued for Kho
Kho-12                  root              2048   Sun Nov 22 21:11:40 2026
	Alerts: none
	queued for Kho
Kho-13                  root              1024   Sun Nov 22 21:12:08 2026
	Status: unable to find trailer dictionary\x1b[31m
	Alerts: job-completed-with-errors
	queued for Kho
"""
COMPLETED = """\
Kho-7                   root              2048   Sun Nov 22 21:11:40 2026
	Status: 
	Alerts: processing-to-stop-point
	queued for Kho
Kho-8                   root              2048   Sun Nov 22 21:12:08 2026
	Alerts: job-canceled-by-user
Kho-9                   root              2048   Sun Nov 22 21:12:08 2026
	Status: filter failed
	Alerts: aborted-by-system
"""  # noqa: W291 - as CUPS 2.4.2 says it
STOPPED = "printer Kho disabled since Sun Nov 22 21:11:40 2026 -\n\tHết giấy\n"


class FakeQueue:
    """Answers lpstat's questions about jobs and printers."""

    def __init__(self, printer: str = "printer Kho is idle.  enabled since Sun\n") -> None:
        self.printer = printer
        self.commands: list[list[str]] = []

    def __call__(self, command: Sequence[str], /) -> Answer:
        """Return the queue, the history or the printer."""
        self.commands.append(list(command))
        if "-p" in command:
            return Answer(0, self.printer, "")
        return Answer(0, COMPLETED if "completed" in command else NOT_COMPLETED, "")


@pytest.mark.parametrize(
    ("number", "status"),
    [
        ("Kho-11", JobStatus(JobState.PRINTING, "The printer is warming up.")),
        ("Kho-12", JobStatus(JobState.WAITING)),
        ("Kho-13", JobStatus(JobState.FAILED, "unable to find trailer dictionary [31m")),
        ("Kho-7", JobStatus(JobState.DONE)),
        ("Kho-8", JobStatus(JobState.CANCELLED)),
        ("Kho-9", JobStatus(JobState.FAILED, "filter failed")),
        ("Kho-1", JobStatus(JobState.UNKNOWN)),
        ("", JobStatus(JobState.UNKNOWN)),
    ],
)
def test_how_far_a_job_is(number: str, status: JobStatus) -> None:
    """The officer must know whether to wait, to walk to the printer or to print again."""
    assert Spooler(FakeQueue(), _found).state(PrintJob("Kho", number, 1)) == status


def test_a_waiting_job_tells_why_its_printer_stands_still() -> None:
    """«Waiting» alone lets people wait for a printer that has no paper."""
    status = Spooler(FakeQueue(STOPPED), _found).state(PrintJob("", "Kho-12", 1))
    assert status == JobStatus(JobState.WAITING, "Hết giấy")
    assert Spooler(FakeQueue(""), _found).state(PrintJob("", "Kho-12", 1)).words == ""


@pytest.mark.parametrize("failure", FAILURES)
def test_a_queue_that_can_not_be_asked_tells_nothing(failure: Exception) -> None:
    """A hanging print server must not look like a finished job."""
    assert _spooler(failure)[0].state(PrintJob("Kho", "Kho-12", 1)).state is JobState.UNKNOWN


def test_a_cancelled_job_stays_cancelled() -> None:
    """The print system shows a job that was cancelled while it waited as if it had been printed."""
    queue = FakeQueue()
    spooler = Spooler(queue, _found)
    job = PrintJob("Kho", "Kho-7", 1)
    spooler.cancel(job)
    assert queue.commands == [["/usr/bin/cancel", "Kho-7"]]
    assert spooler.state(job) == JobStatus(JobState.CANCELLED)


def test_what_is_printed_can_not_be_cancelled() -> None:
    """Silence would let the officer believe that the sheets won't come."""
    words = "/usr/bin/cancel: cancel-job failed: Job #7 is already completed - can't cancel."
    with pytest.raises(PrintFailedError, match="already completed"):
        _spooler(Answer(1, "", words))[0].cancel(PrintJob("Kho", "Kho-7", 1))


@pytest.mark.parametrize("number", ["", "-a"])
def test_nothing_else_is_cancelled(number: str) -> None:
    """Without a number, or with «-a» for one, cancel would empty other people's queues."""
    spooler, runner = _spooler(Answer(0, "", ""))
    with pytest.raises(PrintFailedError):
        spooler.cancel(PrintJob("Kho", number, 1))
    assert runner.commands == []


def test_programs_run_without_a_shell_and_in_english() -> None:
    """A file name with $(…) in it must stay a file name, and the answer readable in any locale."""
    script = "import os, sys; print(sys.argv[1], os.environ['LC_ALL']); sys.exit(3)"
    answer = printer.run([sys.executable, "-c", script, "$(id); `id`"])
    assert answer == Answer(3, "$(id); `id` C\n", "")


def test_windows_prints_once_a_copy(tmp_path: Path) -> None:
    """The print verb of Windows knows no number of copies."""
    calls: list[tuple[str, str]] = []
    port = WindowsPrinter(lambda file, verb: calls.append((file, verb)))
    job = port.send(tmp_path / "a.pdf", "", 2)
    assert calls == [(str(tmp_path / "a.pdf"), "print")] * 2
    assert port.state(job).state is JobState.UNKNOWN
    with pytest.raises(PrintFailedError, match="Windows"):
        port.cancel(job)
    assert port.printers() == [Printer("", is_default=True)]


def test_windows_failure_is_told_in_its_own_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fresh Windows machines have no program that prints PDF files; whoever is asked for help needs their words."""

    def fail(_file: str, _verb: str) -> None:
        raise OSError(22, "No application is associated with the specified file for this operation")

    monkeypatch.setattr(os, "startfile", fail, raising=False)
    with pytest.raises(PrintFailedError, match="Windows báo: No application is associated"):
        printer.system_printer().send(tmp_path / "a.pdf")


def test_windows_failure_without_words_is_told(tmp_path: Path) -> None:
    """«Windows báo: None» would help nobody."""

    def fail(_file: str, _verb: str) -> None:
        raise OSError

    with pytest.raises(PrintFailedError, match=r"PDF này\.$"):
        WindowsPrinter(fail).send(tmp_path / "a.pdf")


def test_windows_print_verb_is_what_startfile_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """os.startfile opens the file instead of printing it where the verb is missing."""
    calls: list[tuple[str, ...]] = []
    monkeypatch.setattr(os, "startfile", lambda *given: calls.append(given), raising=False)
    job = printer.system_printer().send(tmp_path / "tờ rơi.pdf", "", 3)
    assert calls == [(str(tmp_path / "tờ rơi.pdf"), "print")] * 3
    assert (job.number, job.copies) == ("", 3)


def test_the_folder_gets_the_file(tmp_path: Path) -> None:
    """Desks that share a printer put leaflets where its computer sees them."""
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    port = FolderPrinter(tmp_path / "out")
    job = port.send(tmp_path / "a.pdf", copies=2)
    assert (tmp_path / "out" / "a.pdf").read_bytes() == b"%PDF"
    assert job == PrintJob(str(tmp_path / "out"), "", 2)
    assert port.state(job).state is JobState.DONE
    with pytest.raises(PrintFailedError, match="thư mục"):
        port.cancel(job)
    assert port.printers() == [Printer(str(tmp_path / "out"), is_default=True, state=PrinterState.READY)]


def test_this_machines_printer_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows has no lp, the others have no startfile."""
    monkeypatch.delattr(os, "startfile", raising=False)
    assert isinstance(printer.system_printer(), Spooler)
    monkeypatch.setattr(os, "startfile", lambda *_: None, raising=False)
    assert isinstance(printer.system_printer(), WindowsPrinter)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Take the place of what starts programs, on a machine with a screen."""
    calls: list[Any] = []
    monkeypatch.delattr(os, "startfile", raising=False)
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(subprocess, "Popen", lambda command, **_: calls.append(command))
    return calls


@pytest.mark.parametrize(("platform", "program"), [("linux", "xdg-open"), ("darwin", "open")])
def test_a_viewer_opens_the_file(tmp_path: Path, started: list[Any], platform: str, program: str) -> None:
    """The officer wants to see the sheet before it is printed."""
    printer.open_file(tmp_path / "a.pdf", platform, _found)
    assert started == [[f"/usr/bin/{program}", str(tmp_path / "a.pdf")]]


def _refuse(*_args: object, **_options: object) -> None:
    raise OSError


@pytest.mark.parametrize("which", [_found, _nothing])
def test_no_viewer_is_told(
    tmp_path: Path, started: list[Any], monkeypatch: pytest.MonkeyPatch, which: Callable[[str], str | None]
) -> None:
    """A terminal without a graphical screen can't show a PDF; silence would look as if F2 were broken."""
    monkeypatch.setattr(subprocess, "Popen", _refuse)
    with pytest.raises(NoViewerError):
        printer.open_file(tmp_path / "a.pdf", "linux", which)
    monkeypatch.delenv("DISPLAY")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    with pytest.raises(NoViewerError):
        printer.open_file(tmp_path / "a.pdf", "linux", which)
    assert started == []


def test_windows_opens_the_file_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows has neither xdg-open nor open."""
    calls: list[str] = []
    monkeypatch.setattr(os, "startfile", calls.append, raising=False)
    printer.open_file(tmp_path / "a.pdf")
    assert calls == [str(tmp_path / "a.pdf")]
