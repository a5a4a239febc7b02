"""Tables from outside: every make is read alike, and what is broken or oversized is refused before it is used."""

import io
import unicodedata
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from services_catalog.exchange import sheet as sheets
from services_catalog.exchange.sheet import SheetRefusedError, open_sheet, read_sheet
from tests.services_catalog.exchange.old_writing import in_tcvn3, in_vni

TEXT = "Mã thủ tục,Tên thủ tục,Trực tuyến\r\n1.001193,Đăng ký khai sinh,3\r\n1.000656,Đăng ký khai tử,1\r\n"


def _windows_1258(text: str) -> bytes:
    written = b""
    for each in text:
        try:
            written += each.encode("cp1258")
        except UnicodeEncodeError:
            base, *marks = list(unicodedata.normalize("NFD", each))
            shape = "".join(mark for mark in marks if mark in "\u0302\u0306\u031b")
            tone = "".join(mark for mark in marks if mark not in "\u0302\u0306\u031b")
            written += unicodedata.normalize("NFC", base + shape).encode("cp1258") + tone.encode("cp1258")
    return written


def _workbook(*rows: list[object], second: bool = False) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if second:
        book.create_sheet("Trang hai").append(["khác"])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _with_part(content: bytes, name: str, part: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            if each != name:
                new.writestr(each, old.read(each))
        new.writestr(name, part)
    return made.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_every_make_of_csv_reads_alike(encoding: str, delimiter: str) -> None:
    """Without it a file would be refused, or read as gibberish, for how a program happened to save it."""
    found = read_sheet(TEXT.replace(",", delimiter).encode(encoding), "a.csv")
    assert [cells for _, cells in found.rows()] == [line.split(",") for line in TEXT.split("\r\n")[:-1]]
    assert [place for place, _ in found.rows()] == [1, 2, 3]


def test_old_one_byte_encodings() -> None:
    """Without it files of the last twenty years' programs could not come in."""
    assert read_sheet(_windows_1258(TEXT), "a.csv").encoding == "cp1258"
    assert read_sheet(in_tcvn3(TEXT).encode("latin-1"), "a.csv").encoding == "latin-1"
    assert read_sheet(in_vni(TEXT).encode("latin-1"), "a.csv").encoding == "latin-1"
    with pytest.raises(SheetRefusedError, match="bảng mã"):
        read_sheet("Straße,Größe,Äpfel\r\nÜbung,2,3\r\n".encode("latin-1"), "a.csv")


def test_a_workbook_has_the_row_numbers_that_excel_shows() -> None:
    """Without it a rejected row would be looked for in the wrong place."""
    content = _workbook([], [], [None, "Mã TTHC", "Số"], [None, "1.001193", 3])
    found = read_sheet(content, "a.xlsx")
    assert [(place, [cell for cell in cells if cell not in {"", None}]) for place, cells in found.rows()] == [
        (3, ["Mã TTHC", "Số"]),
        (4, ["1.001193", 3]),
    ]
    assert len(found.sha256) == 64


def test_merged_text_is_repeated_and_merged_figures_are_not() -> None:
    """Without it rows below a merged unit would have none, or a merged number would be counted twice."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"], sheet["B1"] = "UBND xã Bảo Lâm", 5
    sheet["C2"] = "x"
    sheet.merge_cells("A1:A2")
    sheet.merge_cells("B1:B2")
    file = io.BytesIO()
    book.save(file)
    first, second = (cells for _, cells in read_sheet(file.getvalue(), "a.xlsx").rows())
    assert (first[0], second[0]) == ("UBND xã Bảo Lâm",) * 2
    assert (first[1], second[1]) == (5, "")


def test_the_sheet_can_be_chosen() -> None:
    """Without it figures on a second sheet could not be reached, or would be taken by surprise."""
    content = _workbook(["một"], second=True)
    assert read_sheet(content, "a.xlsx").name == "Sheet"
    chosen = read_sheet(content, "a.xlsx", 2)
    assert (chosen.name, chosen.names, chosen.head()[0][1][0]) == (
        "Trang hai",
        ("Sheet", "Trang hai"),
        "khác",
    )
    for number in (0, 3):
        with pytest.raises(SheetRefusedError, match="2 trang tính"):
            read_sheet(content, "a.xlsx", number)
    with pytest.raises(SheetRefusedError, match="một bảng"):
        read_sheet(TEXT.encode(), "a.csv", 2)


def test_an_old_workbook_is_read() -> None:
    """Without it the exports that one-stop systems still make as .xls would have to be saved anew by hand."""
    found = open_sheet(Path(__file__).parent / "old_export.xls")
    assert found.head()[0][1][0] == in_tcvn3("Báo cáo tiếp nhận hồ sơ")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "trống"),
        (b"\xef\xbb\xbf \r\n", "trống"),
        (b"%PDF-1.7 x", "PDF"),
        (b"<html><table><tr><td>1</td></tr></table>", "trang web"),
        (b"PK\x03\x04broken", "hỏng"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "hỏng"),
        (b"one column\r\nonly\r\n", "không chia thành cột"),
        (b"\xff\xfeM\x00\x00\xd8,\x00", "bị hỏng"),
        (b"a,b\r\n" + b"\x01\x02" * 40, "không phải bảng chữ"),
        (b"\x89PNG\r\n\x1a\n\xff\xfe,\x80,\x81", "bảng mã"),
    ],
    ids=range(10),
)
def test_what_is_no_table_is_refused(content: bytes, said: str) -> None:
    """Without it something else under the name of a table would end in a traceback."""
    with pytest.raises(SheetRefusedError, match=said) as refused:
        list(read_sheet(content, "x").rows())
    assert refused.value.next_step


def test_archives_that_are_no_workbook_or_a_bomb(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it a small file could fill the memory and take the desk down."""
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("word/document.xml", "x")
    with pytest.raises(SheetRefusedError, match=r"không phải bảng tính \.xlsx"):
        read_sheet(other.getvalue(), "a.docx")
    small = _workbook(["a"])
    bomb = _with_part(small, "xl/media/big.bin", b"\0" * (3 << 20))
    monkeypatch.setattr(sheets, "MOST_UNPACKED", 2 << 20)
    with pytest.raises(SheetRefusedError, match="quá lớn"):
        read_sheet(bomb, "a.xlsx")
    monkeypatch.setattr(sheets, "MOST_PARTS", 3)
    with pytest.raises(SheetRefusedError, match="quá nhiều phần"):
        read_sheet(small, "a.xlsx")


@pytest.mark.parametrize("address", ["XFD1", "A1048576", "DA5", "B300000"])
def test_one_far_cell_is_refused(address: str) -> None:
    """Without it one stray cell would make the reader reserve a rectangle of gigabytes."""
    book = openpyxl.Workbook()
    book.active["A1"] = "x"
    book.active[address] = 1
    file = io.BytesIO()
    book.save(file)
    with pytest.raises(SheetRefusedError, match="quá lớn"):
        read_sheet(file.getvalue(), "a.xlsx")


def test_a_file_that_cannot_be_opened_or_is_too_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without it a wrong path would be an error in English, or a huge file would be read to the end."""
    with pytest.raises(SheetRefusedError, match="Không mở được"):
        open_sheet(tmp_path / "nosuch.xlsx")
    with pytest.raises(SheetRefusedError, match="Không mở được"):
        open_sheet(tmp_path)
    file = tmp_path / "a.csv"
    file.write_bytes(TEXT.encode())
    monkeypatch.setattr(sheets, "MOST_BYTES", 10)
    with pytest.raises(SheetRefusedError, match="lớn quá"):
        open_sheet(file)


def test_a_csv_that_goes_wrong_far_down() -> None:
    """Without it a cell without an end would be an English error in the middle of an import."""
    content = TEXT.encode() * 2000 + b'1,"' + b"x" * 200_000
    with pytest.raises(SheetRefusedError, match="hỏng giữa chừng"):
        list(read_sheet(content, "a.csv").rows())


def test_a_csv_with_too_many_rows_or_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it an endless file would be read until the memory is full."""
    with pytest.raises(SheetRefusedError, match="quá lớn"):
        read_sheet(b",".join([b"a"] * 200) + b"\r\n", "a.csv")
    monkeypatch.setattr(sheets, "MOST_ROWS", 2)
    found = read_sheet(TEXT.encode(), "a.csv")
    with pytest.raises(SheetRefusedError, match="quá 2 dòng"):
        list(found.rows())


@pytest.mark.parametrize(
    ("value", "uncalculated"), [("=1+2", True), ("=1+2&lt;3", True), ("3", False), ("", False)]
)
def test_a_formula_without_its_result_is_noticed(tmp_path: Path, value: str, uncalculated: bool) -> None:
    """Without it what other programs than Excel wrote as a sum would count as no dossier at all."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Mã TTHC", "Trực tuyến"])
    sheet.append(["1.001193", value])
    book.save(tmp_path / "a.xlsx")
    assert open_sheet(tmp_path / "a.xlsx").uncalculated is uncalculated


def test_a_formula_with_its_result_is_like_any_cell(tmp_path: Path) -> None:
    """Without it every export of Excel with a total would be called unfinished."""
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["Mã TTHC", "Trực tuyến"])
    sheet.write_formula(1, 0, '=IF(1,"y","x")', None, "y")
    sheet.write_formula(1, 1, "=1+2", None, 3)
    book.close()
    opened = open_sheet(tmp_path / "a.xlsx")
    assert not opened.uncalculated
    assert opened.head()[1][1][1] == 3
