"""motcua report --quarter and --task: files, a text to read, and what can't be asked for."""

import io
import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from services_catalog.report import Report
from tests.made_up_quarter import WARD, fill
from tests.tui.commands.reading import Answer, Command, nothing_written, words_of
from tui.desk import open_desk

QUARTER = ("report", "--quarter", "2026Q3", "--unit", WARD)


@pytest.fixture
def filled(home: Path) -> None:
    """A quarter's work on this home."""
    desk = open_desk()
    fill(desk, WARD, date(2026, 9, 25))
    desk.close()


def _json(answer: Answer) -> Report:
    return Report.from_json(json.loads(answer.out))


def test_the_report_as_files_of_every_kind(filled: None, motcua: Command) -> None:
    """Without it two days of retyping would go on."""
    for name in ("bc.docx", "bc.xlsx", "bc.pdf", "bc.json"):
        answer = motcua(*QUARTER, "--out", name, "--board", "niem-yet.pdf")
        assert answer.status == 0
        assert answer.out.decode().split() == [name, "niem-yet.pdf"]
    made = Report.from_json(json.loads(Path("bc.json").read_text(encoding="utf-8")))
    assert made.until == date(2026, 9, 25)
    figure = made.figures["rates"]["r2"]["text"]
    assert figure in "".join(
        each.text for each in Document(io.BytesIO(Path("bc.docx").read_bytes())).paragraphs
    )
    assert figure in words_of(Path("bc.pdf"))
    assert figure in words_of(Path("niem-yet.pdf"))
    assert "Phụ lục I" in openpyxl.load_workbook("bc.xlsx").sheetnames


def test_the_report_as_text_and_json_with_what_is_missing(filled: None, motcua: Command) -> None:
    """Without it a script could not read the report, and nobody would see what it lacks before printing."""
    text = motcua(*QUARTER)
    assert "II. KẾT QUẢ THỰC HIỆN" in text.out.decode()
    assert "Ký: TM. ỦY BAN NHÂN DÂN – CHỦ TỊCH" in text.out.decode()
    state, *missing = text.words.splitlines()
    assert state == "Bản nháp, số liệu đến 25/09/2026; quý này chưa chốt."
    assert all(each.startswith("«[") for each in missing)
    made = _json(motcua(*QUARTER, "--json", "--until", "2026-08-31"))
    assert made.until == date(2026, 8, 31)


def test_a_closed_period_keeps_its_whole_report(filled: None, motcua: Command) -> None:
    """Without it the report that was signed would change with the next import."""
    before = motcua(*QUARTER, "--json")
    assert motcua("period", "close", "--quarter", "2026Q3", "--unit", WARD).status == 0
    desk = open_desk()
    fill(desk, WARD, date(2026, 8, 25))
    desk.close()
    again = motcua(*QUARTER, "--json")
    assert again.out == before.out
    assert "Báo cáo đã chốt lúc 25/09/2026 09:30." in again.words
    assert "bản đã chốt tính đến 25/09/2026" in motcua(*QUARTER, "--until", "2026-09-24").words
    assert _json(motcua(*QUARTER, "--json", "--until", "2026-09-24")) != _json(before)
    kept = json.loads(motcua("period", "show", "--quarter", "2026Q3", "--unit", WARD, "--json").out)
    assert Report.from_json(kept["report"]) == _json(before)


def test_an_expired_task(filled: None, motcua: Command) -> None:
    """Without it the short report that III.6 asks for would be written by hand."""
    answer = motcua("report", "--task", "accounts", "--unit", WARD, "--out", "t.docx")
    assert answer.status == 0
    text = "\n".join(each.text for each in Document(io.BytesIO(Path("t.docx").read_bytes())).paragraphs)
    assert "Kết quả khi hết thời hạn: tài khoản" in text
    assert "Agribank" in text
    assert motcua("report", "--task", "x", "--unit", WARD).status == 1


@pytest.mark.parametrize(
    ("args", "status", "words"),
    [
        (("report",), 2, "cần --quarter"),
        (("report", "--from", "2026-07-01"), 2, "cần --quarter"),
        (("report", "--out", "x.docx"), 2, "đi với --quarter"),
        (("report", "--quarter", "2026Q3", "--task", "accounts"), 2, "chỉ chọn một"),
        (("report", "--quarter", "2026Q3", "--csv"), 2, "không đi với"),
        (("report", "--task", "accounts", "--board", "x.pdf"), 2, "--board đi với"),
        (("report", "--quarter", "2026Q5"), 2, "--quarter không dùng được"),
        (("report", "--quarter", "2026Q3"), 1, "Chưa biết đơn vị"),
        ((*QUARTER, "--out", "x.doc"), 1, ".docx, .xlsx, .pdf"),
        ((*QUARTER, "--until", "2026-12-01", "--out", "x.docx"), 1, "không thuộc quý"),
        (("report", "--quarter", "2026Q3", "--unit", "nope", "--out", "x.docx"), 1, "Không có đơn vị"),
    ],
)
def test_a_wrong_call_writes_nothing(motcua: Command, args: tuple[str, ...], status: int, words: str) -> None:
    """Without it a slip would leave half a report behind, or a traceback."""
    answer = motcua(*args)
    assert (answer.status, answer.out) == (status, b"")
    assert words in answer.words
    assert nothing_written()
