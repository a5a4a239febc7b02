"""What the tests of the commands ask for."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine

from handouts import printer as printing
from tests.conftest import NOW, FakePrinter
from tests.tui.commands.reading import Answer, Command
from tui.cli import run


@pytest.fixture
def motcua(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> Iterator[Command]:
    """The command in this process, in an empty folder, on the morning of 25/09/2026."""
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)

    def call(*args: str) -> Answer:
        status = run(list(args))
        out, words = capsysbinary.readouterr()
        return Answer(status, out, words.decode())

    with time_machine.travel(NOW, tick=False):
        yield call


@pytest.fixture
def quay(printer: FakePrinter, monkeypatch: pytest.MonkeyPatch) -> FakePrinter:
    """The printer that the commands find on this machine."""
    monkeypatch.setattr(printing, "system_printer", lambda: printer)
    return printer
