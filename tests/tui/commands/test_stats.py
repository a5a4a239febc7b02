"""motcua stats: figures in from tables, by hand, listed and matched."""

import json
from pathlib import Path

import pytest

from tests.made_up_province import SERVICES, Province, write_csv, write_export
from tests.services_catalog.exchange.importing import table
from tests.tui.commands.reading import Answer, Command

BIRTH, DEATH = SERVICES[0][0], SERVICES[1][0]
HEADINGS = ["Đơn vị", "Tháng", "Mã TTHC", "Trực tuyến", "Trực tiếp", "Khác"]


def _file(name: str, *rows: list[str]) -> str:
    Path(name).write_text(table(*rows), encoding="utf-8")
    return name


def _json(answer: Answer) -> dict[str, object]:
    assert answer.status == 0, answer.words
    read = json.loads(answer.out)
    assert isinstance(read, dict)
    return read


def test_an_export_is_looked_at_imported_and_known_again(motcua: Command) -> None:
    """Without it a script could not take a month's figures in, or would count them twice."""
    province = Province(units=6)
    write_export(province, Path("t3.xlsx"), province.months[2])
    looked = _json(motcua("stats", "import", "t3.xlsx", "--dry-run", "--json"))
    assert (looked["imported"], looked["counts"], looked["months"]) == (None, 48, ["2026-03"])
    assert _json(motcua("stats", "list", "--json"))["deliveries"] == []
    done = motcua("stats", "import", "t3.xlsx")
    assert done.status == 0
    assert "Đã ghi 48 dòng của 6 đơn vị-tháng" in done.words
    assert "Cột: 2 Tên đơn vị; 3 Mã thủ tục" in done.out.decode()
    assert "không có gì thay đổi" in motcua("stats", "import", "t3.xlsx").words
    listed = motcua("stats", "list", "--year", "2026")
    assert "2026-03      6 đơn vị" in listed.out.decode()
    assert "t3.xlsx" in listed.out.decode()
    figures = [each for each in province.figures if each.month == province.months[2]]
    assert looked["online"] == sum(each.online for each in figures)


def test_the_rates_are_those_worked_out_by_hand(motcua: Command) -> None:
    """Without it the way from an office's table to the rates could lose or double dossiers."""
    province = Province(units=6)
    write_csv(province, Path("a.csv"))
    assert motcua("stats", "import", "a.csv", "--source", "Một cửa tỉnh").status == 0
    unit = province.chosen[1].code
    answer = motcua("rates", "--until", "2026-03-31", "--unit", unit, "--json")
    assert answer.status == 0, answer.words
    own = [each for each in province.figures if each.unit == unit]
    dossiers = sum(each.online + each.in_person + each.postal for each in own)
    assert f"{sum(each.online for each in own)}" in answer.out.decode()
    assert f"{dossiers}" in answer.out.decode()


def test_columns_unit_and_month_from_the_command_line(motcua: Command) -> None:
    """Without it a table that says less than it should could not be imported by a script."""
    name = _file(
        "a.csv",
        ["Mã TTHC", "Trực tuyến", "Trực tiếp", "Khác"],
        [BIRTH, "5", "2", "1"],
        [DEATH, "x", "0", "0"],
    )
    options = (
        "--unit",
        "01290",
        "--month",
        "9/2026",
        "--column",
        "4=postal",
        "--system",
        "portal",
        "--whole-months",
    )
    done = motcua("stats", "import", name, *options)
    assert done.status == 0
    assert "Dòng 3 bị loại: «x» không phải số." in done.words
    assert "bưu chính 1" in done.out.decode()
    emptied = _file("b.csv", ["Đơn vị", *HEADINGS[1:5]], ["Xã Hà Quảng", "9/2026", BIRTH, "1", "1"])
    told = motcua("stats", "import", emptied, "--system", "portal", "--whole-months").words
    assert "xoá số của 1 đơn vị-tháng" in told


def test_unknown_names_wait_and_are_matched(motcua: Command) -> None:
    """Without it dossiers that a file calls otherwise would be lost to a script."""
    rows = (
        ["Quầy số 9", "3/2026", BIRTH, "5", "2", ""],
        ["Xã Hà Quảng", "3/2026", "1.999999", "4", "0", ""],
        ["Xã Hà Quảng", "3/2026", "1.999998", "1", "0", ""],
        ["Sở Thông tin và Truyền thông", "3/2026", BIRTH, "1", "0", ""],
    )
    assert "chờ ghép" in motcua("stats", "import", _file("a.csv", HEADINGS, *rows)).words
    answer = motcua("stats", "pending", "--json")
    waiting = json.loads(answer.out)
    assert [each["text"] for each in waiting if each["kind"] == "unit"] == ["Quầy số 9", rows[3][0]]
    assert waiting[1]["suggestions"][0]["code"] == "CB-SOKHCN"
    done = motcua("stats", "pending", "--match", "Quầy số 9=01290", "--match", f"1.999999={DEATH}")
    assert "Đã ghép «Quầy số 9» với 01290: 7 hồ sơ được tính." in done.words
    assert "1.999998" in done.out.decode()
    assert "CB-SOKHCN  Sở Khoa học và Công nghệ" in done.out.decode()
    assert "5 hồ sơ" not in motcua("stats", "pending", "--accept-codes").words
    assert "1 tên chờ ghép" in motcua("stats", "pending").words
    looked = _json(motcua("stats", "import", _file("b.csv", HEADINGS, *rows), "--dry-run", "--json"))
    assert looked["counts"] == 3


def test_a_tally(motcua: Command) -> None:
    """Without it an office without exports could not be helped by a script."""
    options = ("--unit", "01290", "--month", "2026-08", "--service", BIRTH)
    assert motcua("stats", "add", *options, "--online", "12", "--in-person", "3").status == 0
    assert "Tự đếm" in motcua("stats", "list").out.decode()
    assert motcua("stats", "add", *options, "--online", "-1").status == 1
    assert "chưa khai đơn vị" in motcua("stats", "add", *options[2:]).words


@pytest.mark.parametrize(
    ("args", "status", "said"),
    [
        (("import", "nosuch.xlsx"), 1, "Không mở được"),
        (("import", "a.csv", "--unit", "nosuch"), 1, "Không có đơn vị"),
        (("import", "a.csv", "--column", "9=online"), 2, "không có cột 9"),
        (("import", "a.csv", "--column", "x"), 2, "--column"),
        (("import", "a.csv", "--column", "1=personal"), 2, "--column"),
        (("import", "a.csv", "--month", "quý 3/2026"), 2, "--month"),
        (("import", "a.csv", "--sheet", "2"), 1, "chỉ có một bảng"),
        (("import", "a.csv"), 1, "Không có gì để nhập"),
        (("pending", "--match", "x"), 2, "--match"),
        (("pending", "--match", "x=01290"), 1, "Không có dòng nào chờ ghép"),
        (("add", "--month", "2026-09", "--service", "9.999999", "--unit", "01290"), 1, "9.999999"),
        (("add", "--month", "2027-09", "--service", BIRTH, "--unit", "01290"), 1, "09/2027"),
        (("add", "--month", "2025-06", "--service", BIRTH, "--unit", "01290"), 1, "không hoạt động"),
        (("add", "--month", "2025-07", "--service", BIRTH, "--unit", "043"), 1, "không hoạt động"),
        (("list", "--year", "1999"), 2, "--year"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_cannot_be_done_says_why(motcua: Command, args: tuple[str, ...], status: int, said: str) -> None:
    """Without it a wrong call would end in English, or change figures by halves."""
    _file("a.csv", HEADINGS, ["Xã Hà Quảng", "13/2026", BIRTH, "1", "0", ""])
    answer = motcua("stats", *args)
    assert (answer.status, answer.out) == (status, b"")
    assert said in answer.words
    assert _json(motcua("stats", "list", "--json"))["deliveries"] == []
