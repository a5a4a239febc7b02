"""Everything around what was sent to a printer: how far it is, why it doesn't come, and printing it again."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on
from textual.app import App

from services_catalog.errors import MotcuaError
from tui import workers
from tui.actions import BY_ID
from tui.deliveries import HandedOut, Sent
from tui.desk import Desk
from tui.handing_out import print_again, print_calibration
from tui.messages import JobSeen, LeafletMade

if TYPE_CHECKING:
    from handouts.printer import JobState, JobStatus, PrintJob
    from tui.screens.main import MainScreen

PRINTING = "Đang in…"
MOST_LOOKS = 40
LONGEST_WAIT = 20.0
"""Seconds between two looks at a job; the first ones come sooner. The desk gives up after some ten minutes."""


class PrintKeys(App[None]):
    """The part of the desk that prints."""

    FIRST_LOOK = 2.0
    """Seconds until a job is looked for; nobody wants to wait longer to hear that the paper is out."""
    desk: Desk
    main: "MainScreen"

    def back_to_main(self) -> None:
        """Close whatever stands above the main screen."""
        raise NotImplementedError

    def hand_out(self, make: Callable[[], HandedOut]) -> None:
        """Make something and deliver it, in the background."""
        self.main.status.printer = PRINTING
        workers.start(self, lambda: LeafletMade(*make()), group="print", exclusive=False)

    def action_batch(self) -> None:
        """Make a booklet of many services."""
        from tui.screens.batch import BatchScreen  # noqa: PLC0415 - screens are imported when they are opened

        def go_on(made: LeafletMade | None) -> None:
            if made is not None:
                self._tell_print(made)

        self.back_to_main()
        self.push_screen(BatchScreen(self.desk), go_on)

    def action_calibration(self) -> None:
        """Print the page that a printer is tried with."""
        self.hand_out(lambda: print_calibration(self.desk))

    def action_reprint(self) -> None:
        """Send once more what was sent last, or what the printer failed on."""
        sent = self.desk.last_print
        if sent is None:
            self.notify("Chưa in tờ nào từ khi mở bàn.", title="In lại", markup=False)
            return
        self.hand_out(lambda: print_again(self.desk, sent))

    def offer_again(self, error: MotcuaError) -> bool:
        """Tell a printer's failure together with the key that tries again; False for any other error."""
        from handouts.printer import PrintFailedError  # noqa: PLC0415 - loaded when something is printed

        if not isinstance(error, PrintFailedError) or self.desk.last_print is None:
            return False
        self._complain(f"{error.sentence()} {_again()}", error.title)
        return True

    @on(LeafletMade)
    def _tell_print(self, event: LeafletMade) -> None:
        self.main.status.printer = event.told
        self.notify(event.told, title="Tờ rơi", markup=False)
        if event.job is not None and event.job.number:
            self._look_later(event.job, event.sent, 1)

    # --- how far a job is ------------------------------------------------------------------------------------

    def _look_later(self, job: "PrintJob", sent: Sent, look: int) -> None:
        printer = self.desk.printer
        wait = min(self.FIRST_LOOK * 2 ** (look - 1), LONGEST_WAIT)

        def begin() -> None:
            workers.start(
                self, lambda: JobSeen(job, sent, printer.state(job), look), group="job", exclusive=False
            )

        self.set_timer(wait, begin)

    @on(JobSeen)
    def _tell_job(self, event: JobSeen) -> None:
        from handouts.printer import JobState  # noqa: PLC0415 - loaded already by what was printed

        state = event.status.state
        words = job_words(event.job, event.status)
        if words:
            self.main.status.printer = words
        if state in {JobState.WAITING, JobState.PRINTING}:
            if event.status.words and event.look == 1:
                self.notify(words, title="Máy in", severity="warning", markup=False, timeout=12)
            if event.look < MOST_LOOKS:
                self._look_later(event.job, event.sent, event.look + 1)
        elif state in {JobState.FAILED, JobState.CANCELLED}:
            # Counted when it was sent: printing it again gives no more copies than were counted.
            self.desk.last_print = replace(event.sent, counted=True)
            self._complain(f"{words}. {_again()}", "Chưa in được")

    def _complain(self, words: str, title: str) -> None:
        self.notify(words, title=title, severity="error", markup=False, timeout=12)


def job_words(job: "PrintJob", status: "JobStatus") -> str:
    """How far a job is, with the printer's own words where it has any; empty where nobody knows."""
    told = _words(status.state, job.copies)
    where = job.printer or "mặc định"
    said = f": {status.words.rstrip('.')}" if status.words else ""
    return f"Máy in {where} {told}{said}" if told else ""


def _words(state: "JobState", copies: int) -> str:
    """What a printer does, behind its name."""
    return {
        "waiting": "chưa in, còn trong hàng đợi",
        "printing": "đang in",
        "done": f"đã in xong {copies} bản",
        "cancelled": "đã bỏ lệnh in này",
        "failed": "báo không in được",
    }.get(state.value, "")


def _again() -> str:
    return f"{BY_ID['reprint'].key_name}: in lại."
