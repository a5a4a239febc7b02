"""After printing: the desk tells how far a job is and why it doesn't come, and Shift+F2 prints it again."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from handouts.printer import JobState, JobStatus, PrintFailedError, PrintJob, PrintOptions
from services_catalog.settings import Destination
from tests.conftest import FakePrinter
from tests.tui.driving import app_of, asked, opened, settled, told, until
from tui.desk import Desk
from tui.print_keys import PrintKeys, job_words


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch, desk: Desk) -> None:
    """Look for jobs at once, and print where the counter's printer stands."""
    monkeypatch.setattr(PrintKeys, "FIRST_LOOK", 0.001)
    desk.change_settings(destination=Destination.PRINTER, printer="Quay-1")


def _says(monkeypatch: pytest.MonkeyPatch, printer: FakePrinter, *statuses: JobStatus) -> None:
    """Let the printer answer so, one look after the other."""
    answers = iter(statuses)
    monkeypatch.setattr(printer, "state", lambda _job: next(answers))


async def _print(pilot: Pilot[None]) -> None:
    await asked(pilot, "1.001193")
    await pilot.press("f2")
    await settled(pilot)
    await pilot.press("enter")
    await settled(pilot)


async def test_a_job_is_followed_until_it_is_printed(
    desk: Desk, printer: FakePrinter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without it «sent» would be all that the officer hears, while the citizen waits for the paper."""
    _says(
        monkeypatch,
        printer,
        JobStatus(JobState.WAITING, "The printer is not responding."),
        JobStatus(JobState.PRINTING),
        JobStatus(JobState.DONE),
    )
    async with opened(desk) as pilot:
        status = app_of(pilot).main.status
        await _print(pilot)
        await until(pilot, lambda: status.printer == "Máy in Quay-1 đã in xong 1 bản")
        assert "còn trong hàng đợi: The printer is not responding" in told(pilot)


@pytest.mark.parametrize("state", [JobState.FAILED, JobState.CANCELLED])
async def test_what_the_printer_failed_on_is_printed_again_and_counted_once(
    desk: Desk, printer: FakePrinter, monkeypatch: pytest.MonkeyPatch, state: JobState
) -> None:
    """Without it the officer would search anew, and the report would tell of copies that nobody got."""
    _says(
        monkeypatch,
        printer,
        JobStatus(state, "Out of paper."),
        JobStatus(JobState.DONE),
        JobStatus(JobState.DONE),
    )
    async with opened(desk) as pilot:
        await _print(pilot)
        await until(pilot, lambda: "Out of paper. Shift+F2: in lại." in told(pilot))
        await pilot.press("f14")
        await until(pilot, lambda: "đã in xong" in app_of(pilot).main.status.printer)
        assert printer.sent[0] == printer.sent[1]
        assert desk.prints.totals(desk.today, desk.today).copies == 1
        await pilot.press("f14")
        await until(pilot, lambda: len(printer.sent) == 3)
        await settled(pilot)
    assert desk.prints.totals(desk.today, desk.today).copies == 2


async def test_what_was_never_sent_is_offered_again(
    desk: Desk, printer: FakePrinter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without it a printer that was switched off would cost a second search for the same leaflet."""
    send = printer.send

    def fail(
        _file: Path, _printer: str = "", _copies: int = 1, _options: PrintOptions | None = None
    ) -> PrintJob:
        raise PrintFailedError("Máy in Quay-1 báo: The printer is off.")

    monkeypatch.setattr(printer, "send", fail)
    async with opened(desk) as pilot:
        await _print(pilot)
        assert "The printer is off. " in told(pilot)
        assert "Shift+F2: in lại." in told(pilot)
        assert not desk.prints.totals(desk.today, desk.today).prints
        monkeypatch.setattr(printer, "send", send)
        await pilot.press("f14")
        await settled(pilot)
    ((file, where, copies),) = printer.sent
    assert file.is_file()
    assert (where, copies) == ("Quay-1", 1)
    assert desk.prints.totals(desk.today, desk.today).copies == 1


async def test_nothing_to_print_again_is_told(desk: Desk, printer: FakePrinter) -> None:
    """Without it the key would look broken before the first print."""
    async with opened(desk) as pilot:
        await pilot.press("f14")
        await settled(pilot)
        assert "Chưa in tờ nào" in told(pilot)
    assert not printer.sent


async def test_the_trial_page_is_never_counted(desk: Desk, printer: FakePrinter) -> None:
    """Without it an afternoon with a stubborn printer would look like a campaign in the report."""
    async with opened(desk) as pilot:
        await pilot.press("f12")
        await settled(pilot)
        await pilot.press("f14")
        await settled(pilot)
        await until(pilot, lambda: len(printer.sent) == 2)
    assert not desk.prints.totals(desk.today, desk.today).prints


def test_a_printer_that_tells_nothing_is_not_guessed_at() -> None:
    """Without it a desk under Windows would claim that the paper is there."""
    job = PrintJob("", "7", 1)
    assert not job_words(job, JobStatus(JobState.UNKNOWN))
    assert all(job_words(job, JobStatus(state)) for state in JobState if state is not JobState.UNKNOWN)
