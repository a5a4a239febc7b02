"""Finding a service without typing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from services_catalog.browse import Browse, By, Only
from services_catalog.catalog import Catalog
from tests.data_folder import write_data

SERVICES = [
    {
        "code": "1.000001",
        "name": "Khai sinh",
        "channels": ["online"],
        "levels": ["commune"],
        "life_event": "co-con-nho",
    },
    {
        "code": "1.000002",
        "name": "Sổ đỏ",
        "channels": ["in-person"],
        "levels": ["province", "commune"],
        "full": True,
    },
    {
        "code": "1.000003",
        "name": "Xe",
        "channels": ["in-person", "postal"],
        "levels": ["province"],
        "competent": "Công an",
    },
]


@pytest.fixture(scope="module")
def browse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browse]:
    """Shelves over three services."""
    folder = tmp_path_factory.mktemp("browse")
    data = write_data(folder / "data", SERVICES)
    Path(data / "life_events.json").write_text('{"co-con-nho": "Có con nhỏ"}', encoding="utf-8")
    catalog = Catalog(folder / "state", data)
    catalog.build()
    yield Browse(catalog, data)
    catalog.close()


@pytest.mark.parametrize(
    ("by", "named"),
    [
        ("life_event", [("Có con nhỏ", 1), ("Chưa xếp nhóm", 2)]),
        ("sector", [("Hộ tịch", 3)]),
        ("agency", [("Công an", 1), ("Chưa xếp nhóm", 2)]),
        ("level", [("Cấp tỉnh", 2), ("Cấp xã", 2)]),
    ],
)
def test_every_service_stands_on_a_shelf(browse: Browse, by: By, named: list[tuple[str, int]]) -> None:
    """A service on no shelf can't be found by who can't spell it."""
    assert [(each.name, each.services) for each in browse.shelves(by, "all")] == named


@pytest.mark.parametrize(
    ("only", "codes"),
    [
        ("all", ["1.000001", "1.000002", "1.000003"]),
        ("online", ["1.000001", "1.000002"]),
        ("full", ["1.000002"]),
        ("online-only", ["1.000001"]),
        ("essential", []),
        ("guided", []),
    ],
)
def test_filters_let_through_what_they_name(browse: Browse, only: Only, codes: list[str]) -> None:
    """An officer who looks for what can be done online must not be shown what can't."""
    found = [hit.code for shelf in browse.shelves("sector", only) for hit in browse.services(shelf, only)]
    assert sorted(found) == codes


def test_numbered_services_tell_their_key(browse: Browse) -> None:
    """The digit beside a favourite is the key that calls it; a withdrawn one leaves no gap."""
    hits = browse.numbered(["1.000003", "1.999999", "1.000001"])
    assert [(hit.code, hit.why) for hit in hits] == [("1.000003", "phím 1"), ("1.000001", "phím 2")]
