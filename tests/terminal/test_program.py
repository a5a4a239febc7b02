"""The real program in a terminal: it comes, goes, follows the window, and keeps what it acknowledged."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from services_catalog.journal import Journal
from tests.terminal.program import F3, F10, Program
from tui.desk import now

pytestmark = pytest.mark.terminal


@pytest.mark.parametrize("key", [F10, "\x11"], ids=["F10", "Ctrl+Q"])
def test_it_leaves_the_terminal_as_it_found_it(home: Path, key: str) -> None:
    """Without it the shell after the desk would show no typing, or mouse codes instead of clicks."""
    with Program(home, 80, 24) as program:
        program.wait_for("Dịch vụ công thiết yếu")
        program.send(key)
        assert program.wait_for_end() == 0
        assert program.settings_now == program.settings_before
        for last, first in ((b"?1049l", b"?1049h"), (b"?25h", b"?25l"), (b"?1000l", b"?1000h")):
            assert program.painted.rfind(last) > program.painted.rfind(first) > 0
    assert not (home / "data").exists()


def test_it_follows_the_window(home: Path) -> None:
    """Without it a dragged window would show a torn card, or none where there is room."""
    with Program(home, 80, 24) as program:
        program.wait_for("Dịch vụ công thiết yếu")
        program.resize(120, 40)
        program.wait_for("Giấy tờ cần có")
        program.resize(60, 20)
        program.wait_for(lambda seen: "Giấy tờ cần có" not in seen and "F1" in seen.splitlines()[-1])


def test_what_it_said_is_logged_survives_anything(worked_home: Path) -> None:
    """Without it a power cut right after «Đã ghi», or a second desk on the same files, would lose an entry."""
    with Program(worked_home) as program:
        program.wait_for("Dịch vụ công thiết yếu")
        program.send(F3)
        program.wait_for("Enter: lưu")
        program.send("\r")
        program.wait_for("Hôm nay 1 lượt")
        command = [sys.executable, "-c", "from tui.cli import main; main()", "log", "1.001193"]
        subprocess.run(command, check=True, capture_output=True)
        program.process.kill()
        program.process.wait()
    journal = Journal(worked_home / "data" / "journal.db", now)
    today = now().date()
    entries = journal.find(today - timedelta(days=1), today)
    assert [entry.officer for entry in entries] == ["Nông Thị Bé"] * 2
    assert not journal.check()
    journal.close()
