"""motcua plan: duties, marks, the calendar, and the registers from the command line."""

import json
from pathlib import Path

import pytest

from services_catalog.settings import Settings, save
from tests.services_catalog.plans import other, written
from tests.tui.commands.reading import Command, nothing_written

ADD = ("--set", "type=proposal", "--set", "Ngày=20/09/2026", "--set", "text=Thêm máy quét")


@pytest.fixture
def ward(home: Path) -> Path:
    """A home whose unit is Phường Thục Phán."""
    save(home / "settings" / "settings.json", Settings(unit="01273"))
    return home


def test_what_is_due(motcua: Command, ward: Path) -> None:
    """Without it an office would not hear two days before that its report is due."""
    answer = motcua("plan", "due")
    assert answer.status == 0
    text = answer.out.decode()
    assert "Sắp đến hạn" in text
    assert "hạn 27/09/2026" in text
    assert "27/09/2026 không phải ngày làm việc: nên xong trước, ngày 25/09/2026." in text
    assert "Phường Thục Phán" in answer.words
    duties = json.loads(motcua("plan", "list", "--json").out)
    assert {"overdue", "due", "not-yet"} >= {each["state"] for each in duties}
    assert (
        next(each for each in duties if each["id"] == "quarterly" and each["state"] == "due")["by_day"]
        == "2026-09-25"
    )
    lead = motcua("plan", "list", "--unit", "CB-SOKHCN").out.decode()
    assert "roll-up" in lead


def test_a_duty_is_done_with_evidence(motcua: Command, ward: Path) -> None:
    """Without it the report would be called due after it was sent."""
    done = motcua("plan", "done", "quarterly", "--period", "2026Q3", "--evidence", "Báo cáo số 15/BC-UBND")
    assert done.status == 0
    assert "2026Q3" not in motcua("plan", "due", "--json").out.decode()
    assert "Báo cáo số 15/BC-UBND" in motcua("plan", "list").out.decode()
    for wrong in (
        ("plan", "done", "nothing", "--evidence", "x"),
        ("plan", "done", "quarterly", "--evidence", "0912345678"),
        ("plan", "due", "--unit", "nowhere"),
    ):
        answer = motcua(*wrong)
        assert (answer.status, answer.out) == (1, b"")
        assert answer.words


def test_several_duties_are_done_with_one_evidence_or_none(motcua: Command, home: Path) -> None:
    """Without it a department would repeat one evidence for each task of 2022."""
    save(home / "settings" / "settings.json", Settings(unit="CB-SOTP"))
    due = motcua("plan", "due")
    assert "Ngoài ra 8 việc hạn từ các năm trước" in due.words
    assert "rates" not in due.out.decode()
    wrong = motcua("plan", "done", "rates", "nothing", "--evidence", "Báo cáo 2022")
    assert (wrong.status, wrong.out) == (1, b"")
    done = motcua("plan", "done", "rates", "expiry-rates", "--evidence", "Báo cáo 2022")
    assert len(done.out.split()) == 2
    assert "Ngoài ra 6 việc" in motcua("plan", "due").words


def test_the_plans_bases_are_taken_into_a_report(motcua: Command, ward: Path) -> None:
    """Without it legal bases would be retyped, or only be picked on the screen."""
    assert motcua("plan", "bases").out.decode().startswith("  1. Luật Tổ chức")
    for wrong in (("--take", "2"), ("--quarter", "2026Q3", "--take", "9")):
        assert motcua("plan", "bases", *wrong).status == 2
    taken = motcua("plan", "bases", "--quarter", "2026Q3", "--take", "4", "--take", "2").out.decode()
    assert [line[0] for line in taken.splitlines()] == [" ", "x", " ", "x", " ", " "]
    report = json.loads(motcua("report", "--quarter", "2026Q3", "--json").out)
    assert [each[:25] for each in report["bases"]] == [
        "Căn cứ Nghị quyết số 01/N",
        "Căn cứ Chỉ thị số 02/CT-T",
        "Căn cứ Quyết định số 984/",
    ]
    motcua("plan", "bases", "--quarter", "2026Q3", "--drop", "2", "--drop", "4")
    assert "x" not in [
        line[0] for line in motcua("plan", "bases", "--quarter", "2026Q3").out.decode().splitlines()
    ]


def test_without_a_unit_it_is_asked_for(motcua: Command) -> None:
    """Without it a new desk would see another unit's duties, or a traceback."""
    answer = motcua("plan", "due")
    assert answer.status == 1
    assert "--unit" in answer.words


def test_the_calendar_file(motcua: Command, ward: Path) -> None:
    """Without it the deadlines would stay in this program."""
    assert motcua("plan", "calendar", "--out", "han.ics").status == 0
    first = Path("han.ics").read_bytes()
    assert first.startswith(b"BEGIN:VCALENDAR")
    assert first.count(b"BEGIN:VEVENT") == 4
    assert motcua("plan", "calendar", "--out", "han.ics").status == 0
    assert Path("han.ics").read_bytes() == first


def test_a_register_is_written_and_read(motcua: Command, ward: Path) -> None:
    """Without it a script could not keep a register."""
    added = motcua("plan", "register", "proposals", "add", *ADD)
    assert added.status == 0
    record = added.out.decode().strip()
    changed = motcua("plan", "register", "proposals", "change", record, "--set", "to=UBND tỉnh")
    assert changed.out.decode().strip() == record
    [found] = json.loads(motcua("plan", "register", "proposals", "list", "--json").out)
    assert found["values"] == {
        "type": "proposal",
        "day": "2026-09-20",
        "text": "Thêm máy quét",
        "to": "UBND tỉnh",
    }
    assert found["unit"] == "01273"
    shown = motcua("plan", "register", "proposals", "list", "--to", "2026-09-27").out.decode()
    assert "Loại: Đề xuất, kiến nghị" in shown
    assert "1 dòng" in motcua("plan", "registers", "--unit", "01273").out.decode()
    assert motcua("plan", "register", "online-only", "remove", record).status == 1
    assert motcua("plan", "register", "proposals", "remove", record).status == 0
    assert json.loads(motcua("plan", "register", "proposals", "list", "--json").out) == []


def test_warnings_are_told(motcua: Command, ward: Path) -> None:
    """Without it a unit would not hear whom it forgot to tell."""
    pairs = ("service=1.001193", "audience=Cán bộ", "decision=1/QĐ", "starts=01/09/2026", "announced=Zalo")
    options = [option for pair in (*pairs, "told-home=không") for option in ("--set", pair)]
    answer = motcua("plan", "register", "online-only", "add", *options)
    assert answer.status == 0
    assert "Chưa gửi Sở Nội vụ" in answer.words


@pytest.mark.parametrize("name", ["so.xlsx", "so.csv"])
def test_out_and_in_again(motcua: Command, ward: Path, name: str) -> None:
    """Without it Excel would be a way out only."""
    motcua("plan", "register", "proposals", "add", *ADD)
    assert motcua("plan", "register", "proposals", "export", "--out", name).status == 0
    before = motcua("plan", "register", "proposals", "list", "--json").out
    again = motcua("plan", "register", "proposals", "import", name)
    assert again.status == 0
    assert "0 dòng mới, 0 dòng sửa, 1 dòng giữ nguyên" in again.words
    assert motcua("plan", "register", "proposals", "list", "--json").out == before


def test_an_import_is_looked_at_first_and_takes_all_or_nothing(motcua: Command, ward: Path) -> None:
    """Without it a wrong file would be half taken in."""
    file = Path("x.csv")
    file.write_text("Loại,Ngày,Nội dung,Màu\nMô hình điển hình,1/9/2026,a,đỏ\n", encoding="utf-8")
    answer = motcua("plan", "register", "proposals", "import", "x.csv")
    assert answer.status == 1
    assert "Dòng 2" in answer.out.decode()
    assert "Bỏ qua cột «Màu»" in answer.words
    file.write_text("Loại,Ngày,Nội dung\nmodel,1/9/2026,a\n", encoding="utf-8")
    assert motcua("plan", "register", "proposals", "import", "x.csv", "--check").status == 0
    assert json.loads(motcua("plan", "register", "proposals", "list", "--json").out) == []
    assert motcua("plan", "register", "proposals", "import", "x.csv").status == 0
    assert len(json.loads(motcua("plan", "register", "proposals", "list", "--json").out)) == 1


@pytest.mark.parametrize(
    ("args", "status"),
    [
        (("plan", "register", "proposals", "add", "--set", "colour=red"), 2),
        (("plan", "register", "proposals", "add", "--set", "text"), 2),
        (("plan", "register", "proposals", "export", "--out", "x.pdf"), 2),
        (("plan", "register", "nothing", "list"), 1),
        (("plan", "register", "proposals", "import", "missing.csv"), 1),
        (("plan", "register", "proposals", "change", "x", "--set", "to=y"), 1),
    ],
)
def test_wrong_calls_are_told(motcua: Command, ward: Path, args: tuple[str, ...], status: int) -> None:
    """Without it a slip would look like a success."""
    answer = motcua(*args)
    assert (answer.status, answer.out) == (status, b"")
    assert answer.words
    assert nothing_written()


def test_the_offices_own_plan(motcua: Command, ward: Path) -> None:
    """Without it another province could not use the desk, or would not hear that its plan is wrong."""
    written(ward / "settings" / "plan.json", other())
    assert "visit" in motcua("plan", "list").out.decode()
    assert "Sổ đi thăm" in motcua("plan", "registers").out.decode()
    written(ward / "settings" / "plan.json", {"id": "x"})
    answer = motcua("plan", "due")
    assert answer.status == 0
    assert "Đang dùng kế hoạch có sẵn" in answer.words
    doctor = motcua("doctor").out.decode()
    assert "ĐƯỢC  Kế hoạch: Kế hoạch theo Quyết định 984/QĐ-UBND" in doctor
    assert "HỎNG  plan.json" in doctor
