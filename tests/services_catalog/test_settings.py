"""Settings: checked at the door, saved whole, never in the way of opening the desk."""

import json
from pathlib import Path
from typing import Any

import pytest

from services_catalog.errors import SettingsError
from services_catalog.settings import Destination, Office, Paper, Settings, Theme, changed, load, save


def test_what_is_saved_is_read_again(tmp_path: Path) -> None:
    """An office that loses its name and address prints leaflets that lead nowhere."""
    wanted = changed(
        Settings(),
        unit="01288",
        officer="Nông Thị Lan",
        office=Office("UBND phường Tân Giang", "Số 1", "7h30–17h", "0206 3 852 000"),
        theme="contrast",
        paper="a4",
        destination="printer",
        printer="HP",
        copies=3,
        form="large-print",
        language="Tày",
        two_sided=True,
        link_overrides={"1.001193": "https://dichvucong.gov.vn/x"},
        keys={"log": "f9"},
    )
    save(tmp_path / "settings.json", wanted)
    found, problems = load(tmp_path / "settings.json")
    assert found == wanted
    assert not problems
    assert (found.theme, found.paper, found.destination) == (Theme.CONTRAST, Paper.A4, Destination.PRINTER)


def test_a_missing_file_means_the_defaults(tmp_path: Path) -> None:
    """The first start asks nothing."""
    assert load(tmp_path / "settings.json") == (Settings(), [])


@pytest.mark.parametrize("content", [b"{", b"[1]", b"\xff\xfe"])
def test_a_broken_file_is_told_and_the_desk_opens(tmp_path: Path, content: bytes) -> None:
    """A power cut long ago must not lock an officer out today."""
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    found, problems = load(path)
    assert found == Settings()
    assert len(problems) == 1


def test_one_wrong_value_costs_only_itself(tmp_path: Path) -> None:
    """The officer's name must survive a typing error in another line."""
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"officer": "Lan", "paper": "a3x", "stray": 1}), encoding="utf-8")
    found, problems = load(path)
    assert found.officer == "Lan"
    assert found.paper is Paper.A5
    assert len(problems) == 2


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("copies", 0),
        ("copies", 501),
        ("copies", True),
        ("form", "A4 "),
        ("form", "../a4"),
        ("form", 4),
        ("two_sided", "no"),
        ("two_sided", 1),
        ("theme", "pink"),
        ("officer", 7),
        ("office", {"name": "x", "fax": "y"}),
        ("office", "x"),
        ("link_template", "http://dichvucong.gov.vn/{code}"),
        ("link_template", "https://dichvucong.gov.vn/{secret}"),
        ("link_template", "https://dichvucong.gov.vn/{code.__class__}{"),
        ("link_overrides", ["x"]),
        ("link_hosts", []),
        ("link_hosts", ["vn"]),
        ("link_hosts", "gov.vn"),
        ("link_hosts", ["gov.vn/evil"]),
    ],
)
def test_refuses_values_that_cannot_work(name: str, value: Any) -> None:
    """A wrong setting found at the counter costs a queue; found in the form it costs a second."""
    with pytest.raises(SettingsError):
        changed(Settings(), **{name: value})


def test_texts_are_cleaned() -> None:
    """An office name with an escape code would steer every terminal and spoil every leaflet."""
    assert changed(Settings(), officer="La\x1b[31mn ").officer == "La [31mn"


@pytest.mark.parametrize("days", [-1, 91, 1.5, True, "7", None])
def test_names_are_kept_for_ninety_days_at_most(days: object) -> None:
    """Without it an office could keep names of citizens for years by a slip of the hand."""
    assert Settings().identity_days == 0
    assert changed(Settings(), identity_days=90).identity_days == 90
    with pytest.raises(SettingsError):
        changed(Settings(), identity_days=days)
