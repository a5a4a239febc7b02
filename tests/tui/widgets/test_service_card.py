"""The card: every heading has something below it, and what is unknown is said to be unknown."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.tui.driving import catalog_of
from tui.desk import Desk
from tui.widgets.service_card import badges, card

HEADINGS = (
    "Giấy tờ cần có",
    "Tiền phải nộp",
    "Bao lâu",
    "Nộp ở đâu",
    "Ai làm được",
    "Kết quả",
    "Căn cứ và độ mới",
)


def test_no_heading_is_left_empty(desk: Desk) -> None:
    """Without it a service without guidance would show headings with nothing below, as if nothing were needed."""
    codes = desk.catalog.codes()
    for code in codes[:80] + codes[80::25]:
        service = desk.catalog.service(code)
        text = card(service, "https://dichvucong.gov.vn/x").plain
        blocks = {block.partition("\n")[0]: block.partition("\n")[2] for block in text.split("\n\n")}
        for heading in HEADINGS:
            assert blocks[heading].strip(), (code, heading)
        assert text.startswith(service.title)
        assert code in text


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, ["TOÀN TRÌNH"]),
        ({"channels": ["online"]}, ["CHỈ TRỰC TUYẾN", "TOÀN TRÌNH"]),
        ({"full": None}, []),
        ({"full": None, "channels": ["in-person"]}, ["KHÔNG CÓ TRỰC TUYẾN"]),
    ],
)
def test_badges_say_what_changes_the_next_step(
    tmp_path: Path, fields: dict[str, object], expected: list[str]
) -> None:
    """Without it an officer would send someone home for a service that is online only, or call one «một phần»."""
    catalog = catalog_of(tmp_path, {"code": "9.000001", "name": "Xác nhận", **fields})
    service = catalog.service("9.000001")
    catalog.close()
    assert badges(service) == expected
    assert badges(replace(service, essential=True)) == [*expected, "THIẾT YẾU"]
