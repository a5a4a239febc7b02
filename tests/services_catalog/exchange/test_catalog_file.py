"""Any kind of file is read, and a bad line costs that line only."""

import gzip
import io
import json
import lzma
from contextlib import suppress
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services_catalog.errors import FileProblemError
from services_catalog.exchange.catalog_file import read
from services_catalog.exchange.catalog_sheet import incoming_from
from tests.services_catalog.exchange.portal_records import lines, portal_record

TWO = (portal_record(), portal_record(codeNotation="1.000002"))
HEAD = [
    "STT",
    "Mã thủ tục",
    "Tên thủ tục",
    "Lĩnh vực",
    "Thời hạn giải quyết",
    "Phí, lệ phí",
    "Mức độ",
    "Tình trạng",
]


@pytest.mark.parametrize(
    "content",
    [
        lines(*TWO),
        gzip.compress(lines(*TWO)),
        lzma.compress(lines(*TWO)),
        b"\xef\xbb\xbf" + json.dumps(list(TWO)).encode(),
        json.dumps({"data": {"items": list(TWO)}}).encode(),
        json.dumps([each["detail"] for each in TWO]).encode(),
        json.dumps([{"status": 200, "data": each["detail"]} for each in TWO]).encode(),
        json.dumps({"code": 200, "result": {"total": 2, "rows": list(TWO)}}).encode(),
        "\n".join(json.dumps({"result": each}) for each in TWO).encode(),
        "\n".join(json.dumps({"message": "OK", "data": [each]}) for each in TWO).encode(),
        json.dumps({"1.000001": TWO[0], "1.000002": TWO[1]}).encode(),
        "\n".join(json.dumps(each, indent=2) for each in TWO).encode(),
        "".join(json.dumps(each) for each in TWO).encode(),
        ",\r\n".join(json.dumps(each) for each in TWO).encode(),
        "\r".join(json.dumps(each) for each in TWO).encode(),
        "\n".join(json.dumps({**each, "detail": json.dumps(each["detail"])}) for each in TWO).encode(),
        b"\xff\xfe" + json.dumps(list(TWO)).encode("utf-16-le"),
    ],
    ids=[
        *(
            "jsonl",
            "gz",
            "xz",
            "array",
            "wrapped",
            "details",
            "answers",
            "pages",
            "results",
            "lists",
            "by code",
        ),
        *("pretty lines", "one line", "commas", "old Mac", "detail as text", "utf-16"),
    ],
)
def test_every_kind_of_json(tmp_path: Path, content: bytes) -> None:
    """Without it a file would have to be made over by hand before it can be read."""
    path = tmp_path / "any.name"
    path.write_bytes(content)
    found = read(path)
    assert [each.code for each in found.services] == ["1.000001", "1.000002"]
    assert not found.problems
    assert all("channels" in each.fields for each in found.services)


@pytest.mark.parametrize(
    ("content", "codes", "places"),
    [
        (json.dumps(list(TWO))[:-40], ["1.000001"], ["dòng 1"]),
        (json.dumps(list(TWO), indent=1)[:-40], ["1.000001"], ["dòng"]),
        (
            json.dumps(TWO[0], indent=1)[:-90] + "\n" + json.dumps(TWO[1], indent=1),
            ["1.000002"],
            ["dòng 1"],
        ),
        ("# Tải ngày 1/11\n" + lines(*TWO).decode(), ["1.000001", "1.000002"], ["dòng 1"]),
        (
            lines(TWO[0]).decode() + "\n" + "[" * 99999 + "\n" + lines(TWO[1]).decode(),
            ["1.000001", "1.000002"],
            ["dòng 2"],
        ),
        (lines(TWO[0]).decode() + '\n{"code": ' + "9" * 5000 + "}", ["1.000001"], ["dòng 2"]),
        (
            lines(TWO[0]).decode() + "\r\n{}\r\n" + lines(TWO[1]).decode(),
            ["1.000001", "1.000002"],
            ["dòng 2"],
        ),
    ],
    ids=["torn line", "torn list", "torn among pretty ones", "remark above", "deep", "digits", "empty"],
)
def test_what_is_torn_costs_one_record(
    tmp_path: Path, content: str, codes: list[str], places: list[str]
) -> None:
    """Without it a download that broke off would be no use at all."""
    path = tmp_path / "torn.json"
    path.write_bytes(content.encode())
    found = read(path)
    assert [each.code for each in found.services] == codes
    assert len(found.problems) == len(places)
    assert all(place in each.source for place, each in zip(places, found.problems, strict=True))


def test_a_letter_that_is_not_utf8_costs_its_record(tmp_path: Path) -> None:
    """Without it one odd byte would refuse a file of 300 records, or be printed as a black diamond."""
    path = tmp_path / "a.jsonl"
    path.write_bytes(lines(TWO[0]) + b'\n{"code": "1.000003", "name": "\xff"}\n' + lines(TWO[1]))
    found = read(path)
    assert [each.code for each in found.services] == ["1.000001", "1.000002"]
    assert [(each.source, each.message) for each in found.problems] == [
        ("a.jsonl, dòng 2", "có chữ không phải UTF-8")
    ]


def test_one_record_alone(tmp_path: Path) -> None:
    """Without it a single record, saved from the Portal, could not be tried."""
    path = tmp_path / "one.json"
    path.write_text(json.dumps(portal_record(), indent=2), encoding="utf-8")
    assert [each.code for each in read(path).services] == ["1.000001"]


def test_broken_lines_are_listed(tmp_path: Path) -> None:
    """Without it one torn line would hide the other 300 records."""
    path = tmp_path / "a.jsonl"
    path.write_bytes(
        lines(portal_record())
        + b'\n{"torn\n\n5\n'
        + lines(portal_record(name="", isInternal=False) | {"name": ""}, portal_record(isInternal=True))
    )
    found = read(path)
    assert [each.place for each in found.services] == ["a.jsonl, dòng 1"]
    assert [each.source for each in found.problems] == [f"a.jsonl, dòng {line}" for line in (2, 4, 5)]
    assert found.problems[-1].message == "thiếu tên thủ tục (mã 1.000001)"
    assert found.left_out == 1


@pytest.mark.parametrize(
    "content", [b"\x1f\x8bxx", b"\xfd7zXZ\x00xx", b"PK\x03\x04xx", b"\xff\xfa\xff", b"a,b\n1,2\n", b""]
)
def test_useless_files_are_told(tmp_path: Path, content: bytes) -> None:
    """Without it a picture dropped on the importer would end in a traceback."""
    path = tmp_path / "x"
    path.write_bytes(content)
    with pytest.raises(FileProblemError):
        read(path)
    with pytest.raises(FileProblemError):
        read(tmp_path / "missing")


def _workbook(rows: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_lists_in_spreadsheets(tmp_path: Path) -> None:
    """Without it an office could only import what the Portal exports."""
    path = tmp_path / "ds.xlsx"
    path.write_bytes(
        _workbook(
            [
                ["DANH MỤC THỦ TỤC HÀNH CHÍNH"],
                [],
                list(HEAD),
                [1, "1.000001", "Việc một", "hộ tịch", "03 ngày làm việc", 0, "Toàn trình", ""],
                [2, 1.00011, "Việc hai", "Hộ tịch", 5, "50.000 đồng", "Một phần", "Bãi bỏ"],
                [3, "x", "Việc ba", "", "", "", "", ""],
                [None, None, None],
            ]
        )
    )
    found = read(path)
    one, two = found.services
    assert dict(one.fields) == {
        "name": "Việc một",
        "full": True,
        "time": "03 ngày làm việc",
        "fee": "zero-unexplained",
    }
    assert (one.sector, one.withdrawn, one.papers) == ("Hộ tịch", False, None)
    assert (two.code, two.withdrawn) == ("1.000110", True)
    assert dict(two.fields) == {"name": "Việc hai", "full": False, "fee": "amounts"}
    assert [each.source for each in found.problems] == ["ds.xlsx, dòng 6"]


def test_the_collected_table_itself(tmp_path: Path) -> None:
    """Without it our own table would be read by other rules than the catalogue was made by."""
    path = tmp_path / "services.csv"
    path.write_text(
        "code,name,sector,issuing_agency,agency,admin_levels,channels,full_process,fee_status,issued_by_a_province,"
        "internal,status,portal_updated_at\n"
        "1.000001,Việc,Hộ tịch,Bộ Tư pháp,Sở Tư pháp Thành phố Hà Nội,Cấp tỉnh|Cấp xã,in-person|online,yes,amounts,no,"
        "no,active,2026-04-08\n"
        "1.000002,Việc,Hộ tịch,UBND tỉnh Lào Cai,,Cấp xã,online,unknown,other,yes,no,active,\n",
        encoding="utf-8",
    )
    found = read(path)
    [only] = found.services
    assert found.left_out == 1
    assert dict(only.fields) == {
        "name": "Việc",
        "issuing": "Bộ Tư pháp",
        "levels": ["province", "commune"],
        "channels": ["in-person", "online"],
        "full": True,
        "fee": "amounts",
        "updated": "2026-04-08",
    }


@pytest.mark.parametrize(
    ("cell", "status"),
    [
        ("Không thu", "none-explained"),
        ("0 đồng", "zero-unexplained"),
        ("0", "zero-unexplained"),
        ("50.000đ", "amounts"),
        ("Theo Thông tư 85", "other"),
        ("Theo nghị quyết của HĐND tỉnh", "set-by-province"),
        ("theo quy định", "other"),
    ],
)
def test_words_about_money(cell: str, status: str) -> None:
    """Without it a zero in a list would become «miễn phí»."""
    read_row = incoming_from(["1.000001", "Việc", cell], {"code": 0, "name": 1, "fee": 2}, "x:1")
    assert read_row.fields["fee"] == status


@given(st.lists(st.text(max_size=12), min_size=1, max_size=4))
def test_any_row_is_read_or_refused(row: list[str]) -> None:
    """Without it an odd cell could end the import."""
    columns = {
        "code": 0,
        "name": 1,
        "time": 2,
        "fee": 3,
        "levels": 4,
        "channels": 2,
        "updated": 3,
        "result": 3,
    }
    for code in ("1.000001", row[0]):
        with suppress(ValueError):
            incoming_from([code, *row[1:]], columns, "x:1")
