"""The cache of services: built in steps, thrown away at will, never believed when it is damaged."""

import json
import threading
from pathlib import Path
from typing import Any

import pytest

from services_catalog import catalog as module
from services_catalog.catalog import Catalog, check
from services_catalog.errors import UnknownServiceError
from services_catalog.fingerprints import fingerprint
from services_catalog.guidance import read_guidance
from services_catalog.search import Search
from tests.data_folder import write_data


def service(number: int, name: str = "Đăng ký việc") -> dict[str, Any]:
    """A small record."""
    return {"code": f"1.{number:06}", "name": f"{name} {number}", "channels": ["online"]}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A thousand services: three steps of building."""
    return write_data(tmp_path / "data", [service(number) for number in range(1000)])


def test_builds_in_steps_and_is_ready_afterwards(tmp_path: Path, data: Path) -> None:
    """The search answers from the first second only if each step can be read at once."""
    catalog = Catalog(tmp_path / "state", data)
    assert not catalog.is_ready()
    seen: list[tuple[int, int, int]] = []
    catalog.build(
        lambda done, total: seen.append((done, total, len(Search(catalog).hits("đăng ký việc", 1000))))
    )
    assert [(done, total) for done, total, _ in seen] == [(400, 1000), (800, 1000), (1000, 1000)]
    assert all(found for _, _, found in seen)
    assert catalog.is_ready()
    assert len(catalog.codes()) == 1000
    catalog.close()


def test_a_build_that_was_cut_off_goes_on(tmp_path: Path, data: Path) -> None:
    """A power cut at the first start must not leave half a catalogue that calls itself whole."""
    first = Catalog(tmp_path / "state", data)

    def pull_the_plug(done: int, _total: int) -> None:
        if done == 400:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        first.build(pull_the_plug)
    first.close()
    second = Catalog(tmp_path / "state", data)
    assert not second.is_ready()
    steps: list[int] = []
    second.ensure(lambda done, _total: steps.append(done))
    assert steps == [800, 1000]
    assert len(second.codes()) == 1000
    second.close()


def test_two_desks_build_one_cache_together(tmp_path: Path, data: Path) -> None:
    """Two windows opened in the same second must not fight over the file or double its rows."""
    desks = [Catalog(tmp_path / "state", data) for _ in range(2)]
    threads = [threading.Thread(target=desk.build) for desk in desks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(desks[0].codes()) == 1000
    assert desks[1].is_ready()
    for desk in desks:
        desk.close()


def test_new_data_make_a_new_cache_and_drop_the_old(tmp_path: Path, data: Path) -> None:
    """After an update, yesterday's papers must not be handed out."""
    old = Catalog(tmp_path / "state", data)
    old.build()
    old.close()
    before = fingerprint(data)
    write_data(tmp_path / "newer", [service(1, "Việc mới")])
    (tmp_path / "newer" / "facts" / "ho_tich.json").replace(data / "facts" / "ho_tich.json")
    assert fingerprint(data) != before
    new = Catalog(tmp_path / "state", data)
    assert not new.is_ready()
    new.build()
    assert new.service("1.000001").name == "Việc mới 1"
    assert [each.name for each in (tmp_path / "state").glob("*.db")] == [new.path.name]
    new.close()


def test_a_damaged_cache_is_made_anew(tmp_path: Path, data: Path) -> None:
    """The cache is a copy: damage costs a second, not a call to the technician."""
    catalog = Catalog(tmp_path / "state", data)
    catalog.build()
    catalog.close()
    catalog.path.write_bytes(b"this is not a database" * 400)
    catalog.ensure()
    assert len(catalog.codes()) == 1000
    catalog.close()
    catalog.path.write_bytes(b"this is not a database" * 400)
    catalog.build()
    assert catalog.is_ready()
    catalog.close()


def test_works_without_a_folder_to_write_to(tmp_path: Path, data: Path) -> None:
    """A locked-down PC can still look things up and print."""
    (tmp_path / "state").write_bytes(b"a file where a folder should be")
    catalog = Catalog(tmp_path / "state", data)
    catalog.ensure()
    assert catalog.service("1.000007").name == "Đăng ký việc 7"
    temporary = catalog.path
    catalog.close()
    assert not temporary.exists()


def test_an_unknown_code_is_told(tmp_path: Path, data: Path) -> None:
    """A mistyped code must not print somebody else's leaflet."""
    catalog = Catalog(tmp_path / "state", data)
    catalog.build()
    with pytest.raises(UnknownServiceError, match=r"1\.999999"):
        catalog.service("1.999999")
    catalog.close()


BROKEN: list[Any] = [
    service(1),
    service(1),
    {"code": "1.000002"},
    {"name": "không mã"},
    {"code": "1.000003", "name": "x", "channels": ["telex"]},
    service(4),
]


def test_broken_rows_are_listed_and_hide_nobody(tmp_path: Path) -> None:
    """One bad line among thousands must cost that line and no other."""
    data = write_data(tmp_path / "data", BROKEN)
    (data / "facts" / "torn.json").write_bytes(b'{"sector": "x"')
    (data / "facts" / "odd.json").write_bytes(b'{"sector": "x", "facts_date": "2026-07-18", "services": [5]}')
    problems = check(data)
    assert len(problems) == 6
    catalog = Catalog(tmp_path / "state", data)
    catalog.build()
    assert catalog.codes() == ["1.000001", "1.000004"]
    assert len(Search(catalog).hits("đăng ký việc")) == 2
    catalog.close()


def test_guidance_and_lists_must_name_services_that_exist(
    tmp_path: Path, guidance_entry: dict[str, Any]
) -> None:
    """A leaflet for a code that nobody knows is one that nobody finds."""
    entries = {"1.000009": guidance_entry, "x": guidance_entry, "1.000001": guidance_entry | {"title": ""}}
    data = write_data(tmp_path / "data", [service(1)], guidance=entries)
    (data / "guidance" / "torn.json").write_bytes(b"[]")
    essential = {"services": [{"no": 1, "name": "x", "codes": ["1.000001", "1.888888"]}]}
    (data / "essential.json").write_text(json.dumps(essential), encoding="utf-8")
    sources = " ".join(each.source for each in check(data))
    assert all(each in sources for each in ("1.000009", "1.888888", "ho_tich.json x", "torn.json"))
    (data / "essential.json").write_bytes(b"[]")
    assert any(each.source == "essential.json" for each in check(data))


def test_a_code_has_one_guidance(tmp_path: Path, guidance_entry: dict[str, Any]) -> None:
    """Two texts for one service would be printed by turns."""
    data = write_data(tmp_path / "data", [service(1)], guidance={"1.000001": guidance_entry})
    again = json.dumps({"sector": "x", "services": {"1.000001": guidance_entry}})
    (data / "guidance" / "second.json").write_text(again, encoding="utf-8")
    entries, problems = read_guidance(data / "guidance")
    assert list(entries) == ["1.000001"]
    assert len(problems) == 1


def test_the_bundled_catalogue_is_sound() -> None:
    """What ships must pass its own check."""
    assert check() == []
    assert len(module.read_essential(module.DATA / "essential.json")) >= 30
