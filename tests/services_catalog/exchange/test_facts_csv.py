"""The makers of the bundled facts: which rows belong, and what of a row may be told."""

import csv
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services_catalog.errors import FileProblemError
from services_catalog.exchange import essential_csv, facts_csv

PAGE = "https://dichvucong.gov.vn/thu-tuc-hanh-chinh/019d2bfb-cfb3-75d8-9160-fa2bd2ac950a"
REAL_TABLE = Path(__file__).parents[4] / "shared" / "facts" / "services.csv"

WHOLE_ROW = {
    "code": "1.001193",
    "name": "Thủ tục đăng ký khai sinh",
    "sector": "Hộ tịch",
    "issuing_agency": "Bộ Tư pháp",
    "agency": "Ủy ban nhân dân cấp xã",
    "admin_levels": "Cấp xã",
    "channels": "in-person|online|postal",
    "full_process": "unknown",
    "processing_time": "1 ngày làm việc",
    "processing_time_source": "channel",
    "fee_status": "set-by-province",
    "subjects": "Công dân Việt Nam|Người nước ngoài",
    "result": "Giấy khai sinh",
    "decision_no": "163/QĐ-BTP",
    "portal_updated_at": "2026-04-16",
    "url": PAGE,
    "life_event": "co-con-nho",
    "issued_by_a_province": "no",
    "internal": "no",
    "status": "active",
}

Table = Callable[..., Path]


@pytest.fixture
def table(tmp_path: Path) -> Table:
    """Writes a table of rows, each the whole row with some cells changed."""

    def write(*changes: dict[str, str]) -> Path:
        path = tmp_path / "services.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(WHOLE_ROW))
            writer.writeheader()
            writer.writerows(WHOLE_ROW | each for each in changes)
        return path

    return write


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, True),
        ({"status": "newer"}, True),
        ({"status": "not-on-the-national-list"}, False),
        ({"internal": "yes"}, False),
        ({"code": "1.014955-Xoa"}, False),
        ({"issued_by_a_province": "yes", "issuing_agency": "UBND tỉnh Lạng Sơn"}, False),
        ({"issued_by_a_province": "yes", "issuing_agency": "UBND tỉnh Cao Bằng"}, True),
        ({"issued_by_a_province": "yes", "issuing_agency": ""}, False),
        ({"issuing_agency": "Trung tâm phục vụ hành chính công Thành phố Hà Nội"}, False),
        ({"issuing_agency": "Sở Xây dựng - tỉnh Quảng Ngãi"}, False),
        ({"issuing_agency": "Sở Xây dựng - Tỉnh Cao Bằng"}, True),
        ({"issuing_agency": "Bộ xây dựng (Giao thông vận tải cũ)"}, True),
    ],
)
def test_the_rule(changes: dict[str, str], expected: bool) -> None:
    """Without it a card could offer what only people of Lạng Sơn or Hà Nội can ask for."""
    assert facts_csv.belongs(WHOLE_ROW | changes) is expected


def test_a_whole_row() -> None:
    """Without it any fact could land under the wrong key, or in the source's words instead of ours."""
    assert facts_csv.record_from(WHOLE_ROW) == {
        "code": "1.001193",
        "name": "Thủ tục đăng ký khai sinh",
        "issuing": "Bộ Tư pháp",
        "competent": "Ủy ban nhân dân cấp xã",
        "levels": ["commune"],
        "channels": ["in-person", "online", "postal"],
        "time": "1 ngày làm việc",
        "fee": "set-by-province",
        "audience": ["Công dân Việt Nam", "Người nước ngoài"],
        "result": "Giấy khai sinh",
        "decision": "163/QĐ-BTP",
        "updated": "2026-04-16",
        "path": "thu-tuc-hanh-chinh/019d2bfb-cfb3-75d8-9160-fa2bd2ac950a",
        "life_event": "co-con-nho",
    }


@pytest.mark.parametrize("source", ["ambiguous", "case.processingDay", "none", ""])
def test_only_the_channels_own_time_is_told(source: str) -> None:
    """Without it a bare number would be printed as days, and a citizen would come back too early."""
    assert "time" not in facts_csv.record_from(WHOLE_ROW | {"processing_time_source": source})


def test_prose_is_no_time() -> None:
    """Without it seven thousand characters of instructions would stand where a card states the time."""
    assert "time" not in facts_csv.record_from(WHOLE_ROW | {"processing_time": "Trong thời hạn " * 20})


@pytest.mark.parametrize("flag", ["unknown", "no", ""])
def test_a_missing_flag_is_unknown(flag: str) -> None:
    """Without it a service of unknown reach would be called «một phần»."""
    assert "full" not in facts_csv.record_from(WHOLE_ROW | {"full_process": flag})


def test_the_flag_is_taken_over() -> None:
    """Without it no service would be known as «toàn trình»."""
    assert facts_csv.record_from(WHOLE_ROW | {"full_process": "yes"})["full"] is True


@pytest.mark.parametrize(
    ("column", "value", "key", "expected"),
    [
        ("name", "Cấp thẻ (tên theo DungVu06; nhóm 3-hWnG dùng)", "name", "Cấp thẻ"),
        ("name", "Ca\u0302\u0301p\x1b[31m thẻ\n ", "name", "Cấp [31m thẻ"),
        ("agency", "Sở Tư pháp; Sở Tư pháp Thành phố Hà Nội", "competent", "Sở Tư pháp"),
        ("agency", "Sở Xây dựng - TP.HCM", "competent", None),
        ("agency", "Sở Xây dựng - Tỉnh Cao Bằng", "competent", "Sở Xây dựng - Tỉnh Cao Bằng"),
        ("agency", "Sở Tài chính các tỉnh, thành phố", "competent", "Sở Tài chính các tỉnh, thành phố"),
        ("agency", "Tòa án nhân dân_old", "competent", "Tòa án nhân dân"),
        (
            "admin_levels",
            "Cấp Bộ|Cơ quan ngành dọc|Cơ quan khác",
            "levels",
            ["ministry", "sectoral", "other"],
        ),
        (
            "processing_time",
            "Trực tuyến: 1 giờ | Trực tiếp: 8 giờ",
            "time",
            "Trực tuyến: 1 giờ; Trực tiếp: 8 giờ",
        ),
        ("subjects", "Doanh nghiệp|nhóm 1", "audience", ["Doanh nghiệp"]),
        ("result", "Giấy phép|Văn bản trả lời", "result", "Giấy phép; Văn bản trả lời"),
        ("result", "", "result", None),
        ("result", f"Giấy phép|{'x' * 290}", "result", "Giấy phép"),
        ("result", f"{'x' * 295} Giấy phé", "result", f"{'x' * 295} Giấy…"),
        ("decision_no", "Demo3/QĐ-BCA", "decision", None),
        ("portal_updated_at", "", "updated", None),
        ("life_event", "", "life_event", None),
    ],
)
def test_tidied(column: str, value: str, key: str, expected: object) -> None:
    """Without it collectors' remarks, other provinces' offices and cut words would be printed as facts."""
    assert facts_csv.record_from(WHOLE_ROW | {column: value}).get(key) == expected


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("code", "1.19"),
        ("name", " "),
        ("name", "Cấp thẻ theo suzhentxt"),
        ("sector", ""),
        ("channels", "(chưa tách)"),
        ("fee_status", "free"),
        ("portal_updated_at", "16/04/2026"),
        ("url", "https://example.com/thu-tuc"),
        ("url", ""),
        ("life_event", "trung-so"),
    ],
)
def test_a_broken_row_is_told_with_its_line(table: Table, column: str, value: str) -> None:
    """Without it a broken row would either vanish silently or stop all others."""
    facts = facts_csv.read(table({"code": "1.000001"}, {column: value}, {"code": "1.000002"}))
    assert [each.source for each in facts.problems] == ["services.csv:3"]
    assert [each["code"] for each in facts.sectors["Hộ tịch"]] == ["1.000001", "1.000002"]


def test_a_code_counts_once(table: Table) -> None:
    """Without it the later of two rows with one code would silently replace the first."""
    facts = facts_csv.read(table({}, {}))
    assert len(facts.problems) == 1
    assert len(facts.sectors["Hộ tịch"]) == 1


def test_cells_that_do_not_fit_the_head(table: Table) -> None:
    """Without it a stray comma would shift every later cell of its row into the wrong fact."""
    path = table({})
    with path.open("a", encoding="utf-8") as file:
        file.write("1.000003,chỉ hai ô\n" + ",".join(WHOLE_ROW.values()) + ",thừa\n")
    assert [each.source for each in facts_csv.read(path).problems] == ["services.csv:3", "services.csv:4"]


@pytest.mark.parametrize("content", [b"", b"code,name\n1.001193,x\n", b"\xff\xfe\x00"])
def test_a_table_that_is_none(tmp_path: Path, content: bytes) -> None:
    """Without it a wrong file would end in a traceback or wipe the bundled facts."""
    path = tmp_path / "services.csv"
    path.write_bytes(content)
    with pytest.raises(FileProblemError):
        facts_csv.read(path)


def test_files_are_the_same_each_time(table: Table) -> None:
    """Without it every run would change files whose facts stayed the same."""
    rows = [{"code": f"1.00000{number}", "sector": sector} for number, sector in enumerate("BACAB")]
    day = date(2026, 7, 18)
    made = facts_csv.files(facts_csv.read(table(*rows)), day)
    again = facts_csv.files(facts_csv.read(table(*reversed(rows))), day)
    assert made == again
    assert json.loads(made["a.json"])["facts_date"] == "2026-07-18"
    assert [each["code"] for each in json.loads(made["b.json"])["services"]] == ["1.000000", "1.000004"]


def test_sectors_that_fold_alike_get_files_of_their_own(table: Table) -> None:
    """Without it «Thi đua khen thưởng» would overwrite «Thi đua, khen thưởng»."""
    names = ["Thi đua khen thưởng", "Thi đua, khen thưởng", "thi đua – Khen thưởng", "Thi đua " * 20]
    rows = [{"code": f"1.00000{number}", "sector": name} for number, name in enumerate(names)]
    made = facts_csv.files(facts_csv.read(table(*rows)), date(2026, 7, 18))
    assert len(made) == len(names)
    assert all(name.isascii() and len(name) < 70 for name in made)


@given(sectors=st.sets(st.text(min_size=1, max_size=80), max_size=12))
def test_file_names_are_plain_and_unique(sectors: set[str]) -> None:
    """Without it a sector's name could become a path, or two sectors one file."""
    record = {"code": "1.000001", "name": "x"}
    made = facts_csv.files(facts_csv.Facts({each: [record] for each in sectors}, [], 0), date(2026, 7, 18))
    assert len(made) == len(sectors)
    assert all(name.removesuffix(".json").replace("_", "a").isalnum() and name.isascii() for name in made)


def test_a_run_writes_all_and_clears_the_old(
    table: Table, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without it a sector that is no more would keep offering its old procedures."""
    old = tmp_path / "data" / "facts" / "cu.json"
    old.parent.mkdir(parents=True)
    old.write_text("{}", encoding="utf-8")
    assert facts_csv.run([str(table({}, {"internal": "yes"}))], tmp_path / "data") == 0
    assert [each.name for each in old.parent.iterdir()] == ["ho_tich.json"]
    assert json.loads((tmp_path / "data" / "life_events.json").read_bytes()) == facts_csv.LIFE_EVENTS
    assert "1 thủ tục" in capsys.readouterr().err


@pytest.mark.parametrize("change", [{"code": "x"}, {"internal": "yes"}])
def test_nothing_usable_leaves_the_old_files(table: Table, tmp_path: Path, change: dict[str, str]) -> None:
    """Without it a table of another kind would wipe the bundled facts."""
    old = tmp_path / "data" / "facts" / "cu.json"
    old.parent.mkdir(parents=True)
    old.write_text("{}", encoding="utf-8")
    assert facts_csv.run([str(table(change))], tmp_path / "data") == 1
    assert old.exists()


def test_a_run_with_a_broken_row_says_so(
    table: Table, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without it make would report success although a procedure is missing."""
    assert facts_csv.run([str(table({}, {"code": "x"}))], tmp_path / "data") == 1
    assert "services.csv:3" in capsys.readouterr().err
    assert (tmp_path / "data" / "facts" / "ho_tich.json").exists()


@pytest.mark.skipif(not REAL_TABLE.exists(), reason="the collected table is not here")
def test_the_stated_numbers() -> None:
    """Without it the number in the module's text could drift from what the rule really leaves."""
    facts = facts_csv.read(REAL_TABLE)
    assert not facts.problems
    count = sum(map(len, facts.sectors.values()))
    assert count == 4579
    assert f"{count:,}" in (facts_csv.__doc__ or "")
    assert count + facts.left_out == 5771


ESSENTIAL_HEAD = "list,no,service_name,agency,codes_july_2026"
ESSENTIAL_ROWS = (
    "QĐ 06/QĐ-TTg 06/01/2022 (25 DVC thiết yếu),1,Đăng ký khai sinh,Bộ Tư pháp,1.001193;2.002913\n"
    "QĐ 06/QĐ-TTg 06/01/2022 (25 DVC thiết yếu),8,Nộp phạt,Bộ Công an,\n"
    "DVC Đề án 06 mở rộng,1,Khác,,1.001193\n"
)


def test_essential_services(table: Table, tmp_path: Path) -> None:
    """Without it a badge could point at a code that has no card, or at another list's services."""
    data = tmp_path / "data"
    facts_csv.run([str(table({}))], data)
    path = tmp_path / "essential.csv"
    path.write_text(f"{ESSENTIAL_HEAD}\n{ESSENTIAL_ROWS}", encoding="utf-8")
    assert essential_csv.run([str(path)], data) == 0
    assert json.loads((data / "essential.json").read_bytes()) == {
        "source": "Quyết định 06/QĐ-TTg ngày 06/01/2022",
        "services": [
            {
                "no": 1,
                "name": "Đăng ký khai sinh",
                "codes": ["1.001193"],
                "codes_without_facts": ["2.002913"],
            },
            {"no": 8, "name": "Nộp phạt", "codes": []},
        ],
    }


@pytest.mark.parametrize("content", ["", f"{ESSENTIAL_HEAD}\n", "list,no\nQĐ 06/QĐ-TTg 06/01/2022,1\n"])
def test_an_essential_table_that_is_none(
    tmp_path: Path, content: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without it a wrong file would leave an empty list behind, and no service would be essential."""
    path = tmp_path / "essential.csv"
    path.write_text(content, encoding="utf-8")
    assert essential_csv.run([str(path)], tmp_path / "data") == 1
    assert not (tmp_path / "data" / "essential.json").exists()
    assert "essential.csv" in capsys.readouterr().err
