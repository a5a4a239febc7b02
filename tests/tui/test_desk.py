"""The composition root: what stands on a desk, and that it leaves nothing half changed."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from services_catalog.errors import FileProblemError, SettingsError
from services_catalog.settings import Theme
from tui.desk import Desk, now, open_desk


def test_a_desk_opens_on_its_own_folders(home: Path) -> None:
    """Without it a command would write elsewhere than the screen, or a broken setting would keep the desk shut."""
    (home / "settings").mkdir()
    file = home / "settings" / "settings.json"
    file.write_text(json.dumps({"theme": "dark", "copies": -1}), encoding="utf-8")
    desk = open_desk(lambda: datetime(2026, 12, 31, 18, tzinfo=UTC))
    assert desk.settings.theme is Theme.DARK
    assert len(desk.problems) == 1
    assert desk.today == date(2026, 12, 31)
    desk.close()
    assert sorted(each.name for each in home.iterdir()) == ["settings", "state"]


def test_the_day_is_the_day_in_vietnam() -> None:
    """Without it an entry of the early morning would be booked on yesterday where the machine runs on UTC."""
    offset = now().utcoffset()
    assert offset
    assert offset.total_seconds() == 7 * 3600


def test_a_refused_setting_changes_nothing(desk: Desk) -> None:
    """Without it the desk would work with a value that it refused to save."""
    desk.change_settings(officer="Bế A")
    with pytest.raises(SettingsError):
        desk.change_settings(officer="Bế B", copies=0)
    assert desk.settings.officer == "Bế A"
    desk.folders.settings_file.unlink()
    desk.folders.settings.rmdir()
    desk.folders.settings.touch()
    with pytest.raises(FileProblemError):
        desk.change_settings(officer="Bế C")
    assert desk.settings.officer == "Bế A"


@pytest.mark.parametrize(
    ("code", "name"), [("", "chưa khai báo"), ("01273", "Phường Thục Phán"), ("99999", "99999")]
)
def test_every_unit_has_a_name_to_show(desk: Desk, code: str, name: str) -> None:
    """Without it an entry of a unit that is gone would end the journal with an error."""
    assert desk.unit_name(code) == name
    assert desk.unit_names()["01273"] == "Phường Thục Phán"
