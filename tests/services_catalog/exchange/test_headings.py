"""Headings: the usual ones are known, worked-out and personal columns are not read, choices are remembered."""

from pathlib import Path

import pytest

from services_catalog.errors import DamagedStoreError
from services_catalog.exchange.headings import (
    Field,
    Layout,
    MappingRefusedError,
    Sources,
    load_sources,
    meaning_of_heading,
    recognise_columns,
    remembered,
    save_sources,
)
from services_catalog.exchange.sheet import Row

MEANINGS = {
    Field.SERVICE_CODE: ["Mã thủ tục", "Mã TTHC", "MÃ SỐ THỦ TỤC HÀNH CHÍNH", "Mã dịch vụ công"],
    Field.SERVICE: ["Tên thủ tục", "Tên TTHC", "Thủ tục hành chính", "Thủ tục"],
    Field.UNIT: ["Đơn vị", "Tên đơn vị", "Cơ quan giải quyết", "Đơn vị tiếp nhận"],
    Field.UNIT_CODE: ["Mã định danh", "Mã đơn vị", "Mã cơ quan"],
    Field.MONTH: ["Tháng", "Kỳ", "Kỳ báo cáo", "Tháng tiếp nhận"],
    Field.YEAR: ["Năm"],
    Field.RECEIVED: ["Ngày tiếp nhận", "Thời gian tiếp nhận", "Ngày nhận hồ sơ"],
    Field.FILED: ["Ngày nộp", "Thời điểm nộp"],
    Field.ONLINE: [
        "Trực tuyến",
        "Qua mạng",
        "Nộp trực tuyến",
        "Số hồ sơ trực tuyến",
        "Số lượng hồ sơ / Trực tuyến",
    ],
    Field.IN_PERSON: ["Trực tiếp", "Nộp trực tiếp", "Tiếp nhận / Trực tiếp hoặc dịch vụ bưu chính"],
    Field.POSTAL: ["BCCI", "Bưu chính công ích", "Qua bưu điện", "Hồ sơ tiếp nhận / BCCI"],
    Field.TOTAL: ["Tổng số", "Tổng", "Tổng cộng", "Số lượng hồ sơ tiếp nhận và giải quyết / Tổng số"],
    Field.CHANNEL: ["Kênh", "Kênh nộp", "Hình thức nộp", "Cách thức nộp", "Hình thức tiếp nhận"],
    Field.NUMBER: ["Số lượng", "Số hồ sơ", "Số lượng hồ sơ"],
    Field.DOSSIER: ["Mã hồ sơ", "Mã số hồ sơ", "Số biên nhận"],
    Field.RESULTED: ["Kết quả điện tử", "Số hồ sơ đã có kết quả điện tử"],
    Field.PERSONAL: [
        "Họ và tên",
        "Người nộp",
        "Tên người nộp",
        "Chủ hồ sơ",
        "Số CCCD",
        "Địa chỉ",
        "Số điện thoại",
    ],
    Field.IGNORED: [
        "",
        "STT",
        "Ghi chú",
        "Lĩnh vực",
        "% mỗi loại",
        "Tỷ lệ hồ sơ trực tuyến/(trực tuyến + trực tiếp)",
        "Trực tuyến đang xử lý / Trong hạn",
        "Từ kỳ trước",
        "Ngày hẹn trả",
        "Hình thức nhận kết quả",
        "Đã giải quyết / Trực tuyến",
        "Số TTHC đạt",
    ],
}


@pytest.mark.parametrize(
    ("heading", "meaning"), [(each, meaning) for meaning, headings in MEANINGS.items() for each in headings]
)
def test_usual_headings(heading: str, meaning: Field) -> None:
    """Without it an export would have to be mapped by hand, or a percentage would count as dossiers."""
    assert meaning_of_heading(heading) is meaning


def _rows(*rows: list[str]) -> list[Row]:
    return list(enumerate(rows, 1))


def test_groups_of_headings_without_merged_cells() -> None:
    """Without it the second row of headings, as CSV has it, would be read as the first row of figures."""
    found = recognise_columns(
        _rows(
            ["BÁO CÁO", "", "", "", ""],
            ["STT", "Mã TTHC", "Tiếp nhận", "", "Đã giải quyết"],
            ["", "", "Trực tuyến", "Trực tiếp", "Trực tuyến"],
            ["(1)", "(2)", "(3)", "(4)", "(5)"],
            ["1", "1.001193", "3", "4", "2"],
        )
    )
    assert found.columns == {Field.SERVICE_CODE: 1, Field.ONLINE: 2, Field.IN_PERSON: 3}
    assert found.headings[3] == "Tiếp nhận / Trực tiếp"
    assert found.body == 5
    assert found.layout is Layout.WIDE


@pytest.mark.parametrize("title", [["Tháng 3 năm 2026", "", ""], ["Tháng 3 năm 2026"] * 3])
def test_a_title_is_no_group_of_headings(title: list[str]) -> None:
    """Without it every column below a title with a month in it would be taken for the month."""
    found = recognise_columns(_rows(title, ["Mã TTHC", "Trực tuyến", "Nộp tại xã"], ["1.001193", "1", "2"]))
    assert (found.columns, found.body) == ({Field.SERVICE_CODE: 0, Field.ONLINE: 1}, 3)


def test_a_total_with_older_dossiers_is_not_compared() -> None:
    """Without it every row of the reports of Thông tư 01/2020/TT-VPCP would be rejected for its total."""
    found = recognise_columns(
        _rows(["Thủ tục", "Tổng số", "Trực tuyến", "Trực tiếp", "Từ kỳ trước"], ["a", "1", "1", "0", "0"])
    )
    assert Field.TOTAL not in found.columns


@pytest.mark.parametrize(
    ("headings", "layout"),
    [
        (["Mã TTHC", "Tháng", "Trực tuyến", "Trực tiếp"], Layout.WIDE),
        (["Mã TTHC", "Tháng", "Kênh nộp", "Số lượng"], Layout.LONG),
        (["Mã hồ sơ", "Mã TTHC", "Ngày tiếp nhận", "Hình thức nộp"], Layout.DOSSIERS),
    ],
)
def test_three_layouts(headings: list[str], layout: Layout) -> None:
    """Without it one of the kinds of tables that offices get could not come in."""
    assert recognise_columns(_rows(headings)).layout is layout


@pytest.mark.parametrize(
    ("headings", "said"),
    [
        (["STT", "Tên đơn vị", "Qua mạng", "Trực tiếp", "BCCI"], "theo đơn vị không đủ"),
        (["Mã TTHC", "Tên thủ tục", "Tổng số"], "trực tuyến, trực tiếp"),
    ],
)
def test_tables_that_cannot_give_the_rates(headings: list[str], said: str) -> None:
    """Without it totals by unit would come in as figures of no service."""
    with pytest.raises(MappingRefusedError, match=said):
        assert recognise_columns(_rows(headings)).layout


def test_no_headings_at_all() -> None:
    """Without it a list of names would be read as figures."""
    with pytest.raises(MappingRefusedError, match="tiêu đề"):
        recognise_columns(_rows(["a", "b"], ["1", "2"]))


def test_a_column_is_given_another_meaning() -> None:
    """Without it two columns could have one meaning, or a personal column could be read by mistake."""
    found = recognise_columns(_rows(["Mã TTHC", "Trực tuyến", "Số CCCD", "Nộp trực tuyến", "Trực tiếp"]))
    assert found.doubled() == ["Nộp trực tuyến"]
    moved = found.with_column(3, Field.ONLINE)
    assert (moved.columns[Field.ONLINE], moved.meaning_of(1), moved.meaning_of(3)) == (
        3,
        Field.IGNORED,
        Field.ONLINE,
    )
    assert moved.meaning_of(2) is Field.PERSONAL
    assert Field.IN_PERSON not in moved.with_column(4, Field.IGNORED).columns


def test_a_source_is_known_again(tmp_path: Path) -> None:
    """Without it the officer would map the same export every month."""
    file = tmp_path / "settings" / "sources.json"
    assert load_sources(file) == Sources()
    found = recognise_columns(_rows(["Mã TTHC", "Trực tuyến", "Trực tiếp", "Tổng số"]))
    chosen = found.with_column(3, Field.IGNORED)
    save_sources(file, Sources({found.fingerprint: chosen}, {"xa a": "01290"}, {"viec b": "1.001193"}))
    again = load_sources(file)
    assert again.units == {"xa a": "01290"}
    next_month = recognise_columns(_rows(["BÁO CÁO"], [], ["MÃ TTHC", "Trực tuyến", "Trực tiếp", "Tổng  số"]))
    known = remembered(next_month, again)
    assert (known.columns, known.body) == (chosen.columns, 4)


@pytest.mark.parametrize(
    "content", ["{", "[]", '{"mappings": [{"fingerprint": 1}], "units": {}, "services": {}}']
)
def test_a_torn_file_of_sources_is_told(tmp_path: Path, content: str) -> None:
    """Without it a broken file would be overwritten with nothing."""
    file = tmp_path / "sources.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(DamagedStoreError):
        load_sources(file)
