"""The door to the search: what is typed, and what comes first."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services_catalog.catalog import Catalog
from services_catalog.model import OnlineLevel
from services_catalog.search import Search
from tests.data_folder import write_data

NAMES = [
    "Thủ tục đăng ký khai sinh",
    "Thủ tục đăng ký kết hôn",
    "Thủ tục đăng ký lại khai sinh",
    "Cấp bản sao Giấy khai sinh",
    "Xoá đăng ký thường trú",
    "Đổi giấy phép lái xe",
    "Cấp bán hàng [red]đỏ[/red] <b>&",
]


@pytest.fixture(scope="module")
def search(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Search]:
    """A search over a handful of services."""
    folder = tmp_path_factory.mktemp("search")
    services: list[Any] = [
        {"code": f"1.00000{number}", "name": name, "channels": ["online"]}
        for number, name in enumerate(NAMES)
    ]
    catalog = Catalog(Path(folder / "state"), write_data(folder / "data", services))
    catalog.build()
    yield Search(catalog)
    catalog.close()


def names(search: Search, text: str) -> list[str]:
    """The names of the hits, best first."""
    return [hit.name for hit in search.hits(text)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("khai sinh", NAMES[0]),
        ("dang ky khai sinh", NAMES[0]),
        ("ĐĂNG KÝ KẾT HÔN", NAMES[1]),
        ("đăng ký lại", NAMES[2]),
        ("doi giay phep", NAMES[5]),
        ("bằng sao giấy khai sinh", NAMES[3]),
        ("thường tr", NAMES[4]),
        ("1.000005", NAMES[5]),
        ("hôn kết", NAMES[1]),
    ],
)
def test_finds_what_is_meant(search: Search, text: str, first: str) -> None:
    """Each way of typing stands for thousands of queries at counters."""
    assert names(search, text)[0] == first


def test_tones_that_were_typed_count(search: Search) -> None:
    """«bán» and «bản» are different words to whoever types the marks."""
    assert names(search, "bản sao")[0] == NAMES[3]
    assert names(search, "bán hàng")[0] == NAMES[6]


def test_the_start_of_a_code_lists_codes(search: Search) -> None:
    """Officers know the first digits of their codes by heart."""
    assert [hit.code for hit in search.hits("1.00000", 3)] == ["1.000000", "1.000001", "1.000002"]


@pytest.mark.parametrize("text", ["", "   ", "?!…", "\x1b[31m", "'\"*()^:"])
def test_nothing_to_look_for_finds_nothing(search: Search, text: str) -> None:
    """Ten random services would look like an answer."""
    assert names(search, text) in ([], names(search, "31m"))


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text(max_size=300))
def test_any_text_is_answered(search: Search, text: str) -> None:
    """The box takes whatever a keyboard, a paste or a cat on it sends."""
    hits = search.hits(text, 5)
    assert len(hits) <= 5
    assert hits == search.hits(text, 5)


def test_a_pasted_page_is_cut_not_refused(search: Search) -> None:
    """Ten thousand characters must neither stop the desk nor keep it busy."""
    assert names(search, "khai sinh " + "x" * 10_000)[0] in NAMES


def test_a_limit_below_one_asks_for_nothing(search: Search) -> None:
    """A caller's off-by-one must not become a full scan."""
    assert search.hits("khai sinh", 0) == []


def test_a_hit_tells_what_a_list_needs(search: Search) -> None:
    """The list shows name, code, agency and level without reading the whole service."""
    hit = search.hits("kết hôn")[0]
    assert (hit.code, hit.online_level, hit.essential, bool(hit.why)) == (
        "1.000001",
        OnlineLevel.ONLINE,
        False,
        True,
    )


def test_an_empty_box_offers_services_with_guidance(search: Search) -> None:
    """Without any guidance there is nothing to offer, and that is no error."""
    assert search.common() == []
