"""What every test may ask for: a catalogue that is built once a run, a home and a desk of its own."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from handouts.printer import (
    PLAIN,
    JobState,
    JobStatus,
    Printer,
    PrinterState,
    PrintJob,
    PrintOptions,
)
from services_catalog.catalog import Catalog
from services_catalog.paths import Folders
from services_catalog.report import Report
from services_catalog.settings import Settings
from tests import made_up_quarter
from tui.desk import Desk

NOW = datetime(2026, 9, 25, 9, 30, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


@dataclass
class FakePrinter:
    """Keeps what it was sent instead of printing it."""

    sent: list[tuple[Path, str, int]] = field(default_factory=list)
    options: list[PrintOptions] = field(default_factory=list)
    cancelled: list[str] = field(default_factory=list)

    def printers(self) -> list[Printer]:
        """The one printer of this machine."""
        return [Printer("Quay-1", is_default=True, state=PrinterState.READY)]

    def send(self, file: Path, printer: str = "", copies: int = 1, options: PrintOptions = PLAIN) -> PrintJob:
        """Note the order."""
        self.sent.append((file, printer, copies))
        self.options.append(options)
        return PrintJob(printer, "Quay-1-7", copies)

    def state(self, _job: PrintJob) -> JobStatus:
        """Done: it takes all at once."""
        return JobStatus(JobState.DONE)

    def cancel(self, job: PrintJob) -> None:
        """Note it."""
        self.cancelled.append(job.number)


@pytest.fixture(scope="session")
def built_state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the finished cache of the bundled catalogue; tests only read it."""
    folder = tmp_path_factory.mktemp("state")
    catalog = Catalog(folder)
    catalog.ensure()
    catalog.close()
    return folder


@pytest.fixture(scope="session")
def reports(built_state: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Report]:
    """Reports of a made-up quarter: commune, district (of 2022), department, province, empty."""
    return made_up_quarter.reports(tmp_path_factory.mktemp("reports"), built_state)


@pytest.fixture
def home(tmp_path: Path, built_state: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own for programs and commands that a test starts, with the finished catalogue in it."""
    root = tmp_path / "home"
    root.mkdir()
    (root / "state").symlink_to(built_state)
    monkeypatch.setenv("MOTCUA_HOME", str(root))
    return root


@pytest.fixture
def printer() -> FakePrinter:
    """The printer of the desk."""
    return FakePrinter()


@pytest.fixture
def desk(home: Path, printer: FakePrinter) -> Iterator[Desk]:
    """A desk on its own folders on the morning of 25/09/2026; nobody has told yet who works there."""
    folders = Folders(home / "data", home / "settings", home / "state", home / "output")
    made = Desk(folders, Settings(), clock=lambda: NOW)
    made.printer = printer
    yield made
    made.close()
