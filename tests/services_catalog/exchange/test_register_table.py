"""A register goes out to a spreadsheet and comes in again; a wrong file is told by row, and changes nothing."""

import io
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from handouts.register_xlsx import register_xlsx
from services_catalog.exchange.register_table import (
    TableRefusedError,
    carry_out,
    preview,
    table,
    table_csv,
)
from services_catalog.exchange.sheet import read_sheet
from services_catalog.registers import Registers
from tests.services_catalog.journal_desk import TODAY, Clock
from tests.services_catalog.plans import bundled

PLAN = bundled()
WARD = "01273"
HOSTILE = ('=HYPERLINK("http://x")', "-1+2, =3; @x", "'=đã có nháy", '"<b>[red]"', "+84", "a;b,c")


@pytest.fixture
def registers(path: Path) -> Iterator[Registers]:
    """Registers with a record in each, hostile texts among them."""
    with closing(Registers(path, Clock(), PLAN)) as opened:
        for text in HOSTILE:
            opened.add("proposals", WARD, {"type": "difficulty", "day": "2026-09-20", "text": text})
        opened.add(
            "accounts",
            WARD,
            {"bank": "A", "holder": "B", "not-personal": False, "not-shared": True, "number": "1234567890"},
        )
        opened.add(
            "postal-points",
            "CB-BUUDIEN",
            {
                "point": "Bưu cục",
                "place": "01273-2025",
                "reviewed": "2022-09-01",
                "qualified": True,
                "staff": 1245,
            },
        )
        opened.change(opened.current("ndxp")[6].id, {"status": "working", "records": 12})
        yield opened


def _out(registers: Registers, register: str, form: str) -> bytes:
    made = table(registers.register(register), registers.current(register), PLAN.organizations)
    return table_csv(made) if form == "csv" else register_xlsx(made, "Phường Thục Phán")


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("register", ["proposals", "accounts", "postal-points", "ndxp"])
def test_out_and_in_again_changes_nothing(registers: Registers, register: str, form: str) -> None:
    """Without it each trip through Excel would add an apostrophe, double a row or lose a date."""
    before = registers.current(register)
    made = preview(registers, register, read_sheet(_out(registers, register, form), f"x.{form}"), WARD, TODAY)
    assert (made.added, made.changed, made.problems, made.ignored) == ((), (), (), ())
    assert made.same == len(before)
    assert carry_out(registers, made) == []
    assert registers.current(register) == before


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_register_moves_to_an_empty_desk_whole(registers: Registers, tmp_path: Path, form: str) -> None:
    """Without it a file could not carry a register to another office."""
    if form == "csv":  # there, «'=x» stands for «=x» too
        registers.remove(
            next(each.id for each in registers.current("proposals") if each.values["text"] == HOSTILE[2])
        )
    content = _out(registers, "proposals", form)
    with closing(Registers(tmp_path / "other.db", Clock(), PLAN)) as elsewhere:
        for _ in range(2):
            carry_out(elsewhere, preview(elsewhere, "proposals", read_sheet(content, "x"), "", TODAY))
        found = {(each.id, each.unit, tuple(each.values.items())) for each in elsewhere.current("proposals")}
    assert found == {
        (each.id, each.unit, tuple(each.values.items())) for each in registers.current("proposals")
    }


def _csv(*lines: str) -> bytes:
    return "\r\n".join(lines).encode("utf-8-sig")


ONLY = ("service", "audience", "decision", "starts", "announced", "told-home")
HEAD = "Loại,Ngày,Nội dung"


def test_what_people_typed_comes_in(registers: Registers) -> None:
    """Without it an office's own list could not be taken over, or would be doubled by the second import."""
    content = _csv(
        "Khó khăn của phường", "", f"{HEAD},Màu", "Đề xuất  kiến nghị,20/9/2026,Thêm máy quét,đỏ", ",,,"
    ).replace("Đề xuất  kiến nghị".encode(), '"đề xuất, kiến nghị"'.encode())
    made = preview(registers, "proposals", read_sheet(content, "x.csv"), WARD, TODAY)
    assert (len(made.added), made.ignored, made.told) == (
        1,
        ("Màu",),
        "1 dòng mới, 0 dòng sửa, 0 dòng giữ nguyên.",
    )
    [record] = carry_out(registers, made)
    assert (record.values["type"], record.day) == ("proposal", date(2026, 9, 20))
    assert preview(registers, "proposals", read_sheet(content, "x.csv"), WARD, TODAY).same == 1


def test_a_missing_column_changes_nothing(registers: Registers) -> None:
    """Without it a file with three columns would empty all the others."""
    [point] = registers.current("postal-points")
    content = _csv("Mã dòng,Tên điểm,Số máy tính", f"{point.id},Bưu cục chính,3")
    made = preview(registers, "postal-points", read_sheet(content, "x.csv"), WARD, TODAY)
    [changed] = carry_out(registers, made)
    assert changed.unit == "CB-BUUDIEN"
    assert changed.values == dict(point.values) | {"point": "Bưu cục chính", "computers": 3}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Đùa,20/09/2026,x", "Dòng 3: Mục «Loại» chỉ chọn"),
        ('"Đề xuất, kiến nghị",31/02/2026,x', "Dòng 3: Mục «Ngày»"),
        ('"Đề xuất, kiến nghị",20/09/2026,', "Dòng 3: Cần ghi mục «Nội dung»"),
        ('"Đề xuất, kiến nghị",20/09/2026,gọi 0912345678', "Dòng 3: Mục «Nội dung» có dãy số"),
    ],
)
def test_one_wrong_row_stops_all(registers: Registers, line: str, told: str) -> None:
    """Without it half of a file would be in the register, and nobody would know which half."""
    before = registers.current("proposals")
    content = _csv(HEAD, '"Đề xuất, kiến nghị",20/09/2026,được', line)
    made = preview(registers, "proposals", read_sheet(content, "x.csv"), WARD, TODAY)
    assert len(made.added) == 1
    with pytest.raises(TableRefusedError) as refused:
        carry_out(registers, made)
    assert told in refused.value.message
    assert registers.current("proposals") == before


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ("x,", "sai dạng"),
        (",99999", "Không có đơn vị"),
        ("{id},", "đã có ở một dòng trên"),
    ],
)
def test_wrong_ids_and_units_are_told(registers: Registers, cells: str, told: str) -> None:
    """Without it a row could land in another record or nowhere."""
    known = registers.current("proposals")[0].id
    first = f'{known},,"Đề xuất, kiến nghị",20/09/2026,a'
    content = _csv(
        f"Mã dòng,Mã đơn vị,{HEAD}", first, f'{cells.format(id=known)},"Đề xuất, kiến nghị",20/09/2026,b'
    )
    made = preview(registers, "proposals", read_sheet(content, "x.csv"), WARD, TODAY)
    assert told in str(made.problems[0])


@pytest.mark.parametrize(
    ("content", "told"),
    [(_csv("a,b", "1,2"), "dòng tiêu đề"), (_csv("Loại,Ngày", "x,y"), "thiếu cột «Nội dung»")],
)
def test_a_table_of_something_else_is_told(registers: Registers, content: bytes, told: str) -> None:
    """Without it a wrong file would be read as an empty one."""
    with pytest.raises(TableRefusedError, match=told):
        preview(registers, "proposals", read_sheet(content, "x.csv"), WARD, TODAY)


def test_rows_of_the_plan_keep_the_decisions_words(registers: Registers) -> None:
    """Without it an edited file could rewrite Appendix I."""
    row = registers.current("ndxp")[0]
    content = _csv('Mã dòng,"Cơ sở dữ liệu, hệ thống",Tình trạng', f"{row.id},Khác,Đang triển khai")
    made = preview(registers, "ndxp", read_sheet(content, "x.csv"), "", TODAY)
    [changed] = carry_out(registers, made)
    assert changed.values == dict(row.values) | {"status": "working"}


def _workbook(rows: list[list[Any]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_what_excel_made_of_the_cells(registers: Registers) -> None:
    """Without it a service code that Excel took for a number would be another one."""
    rows: list[list[Any]] = [
        [
            "Mã thủ tục",
            "Đối tượng áp dụng",
            "Văn bản quyết định",
            "Áp dụng từ ngày",
            "Hình thức thông báo",
            "Đã gửi Sở Nội vụ",
        ],
        [1.00119, "Mọi người", 12, date(2026, 9, 1), "Niêm yết", True],
    ]
    made = preview(registers, "online-only", read_sheet(_workbook(rows), "x.xlsx"), WARD, TODAY)
    assert made.problems == ()
    [record] = carry_out(registers, made)
    assert (record.values["service"], record.values["decision"], record.values["starts"]) == (
        "1.001190",
        "12",
        "2026-09-01",
    )
    assert record.values["told-home"] is True


def test_the_workbook_is_for_printing_and_harmless(registers: Registers) -> None:
    """Without it a text could act as a formula, or the head be lost on page 2."""
    book = openpyxl.load_workbook(io.BytesIO(_out(registers, "proposals", "xlsx")))
    sheet = book.active
    assert sheet["A1"].value == PLAN.register("proposals").name
    assert sheet.freeze_panes == "A5"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f" or cell.hyperlink]
    assert sheet["E5"].value.date() == date(2026, 9, 20)
    assert sheet["D4"].value == "Loại"
    points = openpyxl.load_workbook(io.BytesIO(_out(registers, "postal-points", "xlsx"))).active
    assert 1245 in [cell.value for cell in points[5]]
