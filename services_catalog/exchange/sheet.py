"""Reading a table that somebody sent: XLSX, old XLS, or CSV of whatever encoding, as rows of cells with their numbers.

A file from outside may be broken, huge by mistake or by malice, or something else under the name of a table. All of
that ends in a `SheetRefusedError` that says what to do, before anything of it is used. A row's number is the one
that Excel shows, so that people find it.
"""

import codecs
import csv
import hashlib
import io
import re
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING

from services_catalog.errors import MotcuaError
from services_catalog.exchange import legacy_encoding
from services_catalog.exchange.legacy_encoding import Writing
from services_catalog.vietnamese import clean, nfc

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

Cell = str | int | float | bool | date | datetime | time | timedelta | None
Row = tuple[int, Sequence[Cell]]

MOST_BYTES = 200 << 20
"""A province's year of every unit and service is 60 MB as CSV."""
MOST_UNPACKED = 256 << 20
"""All parts of an XLSX together. Its cells take some ten times that in memory, where there is room for 4 GB."""
MOST_ROWS = 3_000_000
MOST_SHEET_ROWS = 299_999
"""In XLSX and XLS, whose whole rectangle of cells has to be held at once. CSV is read row by row."""
MOST_COLUMNS = 104
"""Up to CZ. Exports have twenty."""
MOST_PARTS = 2_000
_MERGED_CELLS = 2_000_000
_SAMPLE = 256 << 10
_SAMPLE_ROWS = 60
_DELIMITERS = ",;\t|"
_CHUNK = 1 << 20
_OVERLAP = 1024

# An address in a column after CZ or in a row from 300,000 on: one such cell would make the reader reserve the whole
# rectangle above and left of it.
_FAR_CELL = re.compile(rb'\br="(?:(?:[A-Z]{3}|[D-Z][A-Z])\d|[A-Z]{0,3}(?:[3-9]\d{5}|\d{7}))')
# A formula without its result, as programs other than Excel write it; «t="str"» is a result that is an empty text.
_UNCALCULATED = re.compile(
    rb"""<c\b(?![^>]{0,80}\bt="str")[^>]{0,80}>\s{0,9}<f\b[^>]{0,200}(?:/>|>[^<]{0,9000}</f>)\s{0,9}(?:<v\s*/>|<v>\s*</v>|</c>)"""
)
_WORKSHEET = re.compile(r"xl/worksheets/.+\.xml", re.IGNORECASE)
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    RuntimeError,  # a part with a password
    NotImplementedError,
    ValueError,
    EOFError,
    struct.error,
)
_ZIP, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKUP = re.compile(rb"\s*<(?:!doctype|html|\?xml|table|meta)", re.IGNORECASE)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f]")


class SheetRefusedError(MotcuaError):
    """Tệp này không đọc được như một bảng số liệu."""

    title = "Không đọc được tệp"
    next_step = "Mở tệp bằng Excel, lưu lại thành .xlsx rồi nhập lại. Chưa có số liệu nào thay đổi."


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a file.

    `names` are all sheets of the file, `name` is the one that was read. `sha256` is the whole file's. `in_memory`
    holds the rows of a spreadsheet; those of a CSV are read from `content` each time they are asked for.
    `uncalculated` tells that some cells have a formula without its result: they read as empty.
    """

    file_name: str
    sha256: str
    name: str
    names: tuple[str, ...]
    in_memory: tuple[Row, ...] = ()
    content: bytes = b""
    encoding: str = ""
    delimiter: str = ""
    uncalculated: bool = False

    def rows(self) -> Iterator[Row]:
        """All rows from the top, empty ones too; raises SheetRefusedError where a CSV breaks off or goes wrong."""
        if not self.delimiter:
            yield from self.in_memory
            return
        try:
            # newline="" leaves line ends within a quoted cell to the csv module
            with io.TextIOWrapper(io.BytesIO(self.content), self.encoding, newline="") as text:
                numbered = enumerate(csv.reader(text, delimiter=self.delimiter), 1)
                yield from islice(numbered, MOST_ROWS)
                if next(numbered, None):
                    raise SheetRefusedError(
                        f"Tệp {self.file_name} có quá {MOST_ROWS} dòng.",
                        next_step="Chia tệp theo tháng rồi nhập.",
                    )
        except (csv.Error, UnicodeError) as error:
            raise SheetRefusedError(f"Tệp {self.file_name} hỏng giữa chừng.") from error

    def head(self, most: int = _SAMPLE_ROWS) -> list[Row]:
        """The first rows."""
        return list(islice(self.rows(), most))


def open_sheet(path: Path, number: int | None = None) -> Sheet:
    """Read a file's table; of a workbook the sheet `number` (from 1), else the first visible one with any rows.

    Raises SheetRefusedError.
    """
    name = clean(path.name, 120)
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise SheetRefusedError(
                f"Tệp {name} lớn quá {MOST_BYTES >> 20} MB.",
                next_step="Chia tệp theo tháng rồi nhập từng tệp.",
            )
        content = path.read_bytes()
    except OSError as error:
        raise SheetRefusedError(
            f"Không mở được tệp {name}.", next_step="Kiểm tra đường dẫn; đóng tệp trong Excel nếu đang mở."
        ) from error
    return read_sheet(content, name, number)


def read_sheet(content: bytes, name: str, number: int | None = None) -> Sheet:
    """Read the table in `content`; see `open_sheet`."""
    if not content.strip(b"\x00\t\r\n \xef\xbb\xbf\xff\xfe"):
        raise SheetRefusedError(f"Tệp {name} trống.", next_step="Xuất lại tệp từ hệ thống.")
    sha256 = hashlib.sha256(content).hexdigest()
    if content.startswith(_ZIP):
        uncalculated = _check_archive(content, name)
        return replace(_from_workbook(content, name, sha256, number), uncalculated=uncalculated)
    if content.startswith(_OLD_EXCEL):
        return _from_workbook(content, name, sha256, number)
    if content.startswith(b"%PDF"):
        raise SheetRefusedError(
            f"Tệp {name} là PDF, không phải bảng.", next_step="Xuất lại thành .xlsx hoặc .csv."
        )
    if _MARKUP.match(content):
        raise SheetRefusedError(f"Tệp {name} là trang web mang đuôi bảng tính.")
    if number not in {None, 1}:
        raise SheetRefusedError(f"Tệp {name} chỉ có một bảng.", next_step="Bỏ --sheet.")
    return _from_csv(content, name, sha256)


# --- workbooks -------------------------------------------------------------------------------------------------------


def _check_archive(content: bytes, name: str) -> bool:
    """Unpack every part once, chunk by chunk: what is too big, damaged or far out is refused before it is read.

    Tells whether a formula stands there without its result.
    """
    uncalculated = False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for part in _sound_parts(archive, name):
                with archive.open(part) as stream:  # the CRC is checked, so a size that lies is found out
                    is_sheet = bool(_WORKSHEET.fullmatch(part.filename))
                    uncalculated |= _check_part(stream, name, is_sheet=is_sheet)
    except _BROKEN as error:
        raise SheetRefusedError(f"Tệp {name} bị hỏng.") from error
    return uncalculated


def _sound_parts(archive: zipfile.ZipFile, name: str) -> list[zipfile.ZipInfo]:
    parts = archive.infolist()
    names = {each.filename.casefold() for each in parts}
    if "xl/workbook.xml" not in names:
        raise SheetRefusedError(f"Tệp {name} không phải bảng tính .xlsx.")
    if len(parts) > MOST_PARTS or len(names) < len(parts):
        raise SheetRefusedError(f"Tệp {name} gồm quá nhiều phần.")
    if sum(each.file_size for each in parts) > MOST_UNPACKED:
        raise _too_large(name)
    return parts


def _check_part(stream: IO[bytes], name: str, *, is_sheet: bool) -> bool:
    before, uncalculated = b"", False
    while chunk := stream.read(_CHUNK):
        if is_sheet:
            content = before + chunk
            if _FAR_CELL.search(content):
                raise _too_large(name)
            uncalculated = uncalculated or (b"<f" in content and bool(_UNCALCULATED.search(content)))
        before = chunk[-_OVERLAP:]
    return uncalculated


def _too_large(name: str) -> SheetRefusedError:
    return SheetRefusedError(
        f"Bảng trong {name} quá lớn (quá {MOST_COLUMNS} cột hoặc {MOST_SHEET_ROWS} dòng).",
        next_step="Xoá cột, dòng thừa, hoặc lưu lại thành .csv rồi nhập lại.",
    )


def _from_workbook(content: bytes, name: str, sha256: str, number: int | None) -> Sheet:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError  # noqa: PLC0415 - only for spreadsheets

    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            names = tuple(clean(each, 60) for each in book.sheet_names)
            place, sheet = _chosen(book, name, number)
            return Sheet(name, sha256, names[place], names, in_memory=tuple(_cells(sheet, name)))
    except MotcuaError:
        raise
    except PasswordError as error:
        raise SheetRefusedError(
            f"Tệp {name} có mật khẩu.", next_step="Mở bằng Excel, bỏ mật khẩu, lưu lại rồi nhập."
        ) from error
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        raise SheetRefusedError(f"Tệp {name} bị hỏng hoặc không phải bảng tính Excel.") from error
    except BaseException as error:
        # What the reader itself did not foresee comes as a BaseException of its own («PanicException»).
        if type(error).__module__.startswith("pyo3"):
            raise SheetRefusedError(f"Tệp {name} bị hỏng.") from error
        raise


def _chosen(book: "CalamineWorkbook", name: str, number: int | None) -> tuple[int, "CalamineSheet"]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum  # noqa: PLC0415 - only for spreadsheets

    if number is not None:
        if not 1 <= number <= len(book.sheet_names):
            raise SheetRefusedError(
                f"Tệp {name} có {len(book.sheet_names)} trang tính, không có trang số {number}.",
                next_step="Chọn một trong các trang đó.",
            )
        return number - 1, book.get_sheet_by_index(number - 1)
    for place, about in enumerate(book.sheets_metadata):
        if about.visible == SheetVisibleEnum.Visible and about.typ == SheetTypeEnum.WorkSheet:
            sheet = book.get_sheet_by_index(place)
            if sheet.height:
                return place, sheet
    raise SheetRefusedError(f"Tệp {name} không có trang tính nào có số liệu.", next_step="Xuất lại tệp.")


def _cells(sheet: "CalamineSheet", name: str) -> Iterator[Row]:
    if sheet.width > MOST_COLUMNS or sheet.height > MOST_SHEET_ROWS:
        raise _too_large(name)
    top, left = sheet.start or (0, 0)
    rows: list[list[Cell]] = [list(cells) for cells in sheet.to_python()]
    _fill_merged(sheet, rows, top, left)
    for place, cells in enumerate(rows):
        yield top + place + 1, cells


def _fill_merged(sheet: "CalamineSheet", rows: list[list[Cell]], top: int, left: int) -> None:
    """Repeat a merged cell's text in the cells it covers: headings over several columns, a unit beside its rows.

    Numbers are not repeated: they would be counted more than once.
    """
    budget = _MERGED_CELLS
    for (first_row, first_column), (last_row, last_column) in sheet.merged_cell_ranges or ():
        row, column = first_row - top, first_column - left
        if not (0 <= row < len(rows) and 0 <= column < len(rows[row])):
            continue
        value = rows[row][column]
        if not isinstance(value, str) or not value:
            continue
        for each in rows[row : last_row - top + 1]:
            span = range(column, min(last_column - left + 1, len(each)))
            budget -= len(span)
            if budget < 0:
                return
            for place in span:
                each[place] = value


# --- CSV -------------------------------------------------------------------------------------------------------------


def _from_csv(content: bytes, name: str, sha256: str) -> Sheet:
    encoding = _encoding(content, name)
    sample = _decoded_start(content, encoding)
    if len(_CONTROLS.findall(sample)) > len(sample) // 1000:
        raise SheetRefusedError(f"Tệp {name} không phải bảng chữ.")
    delimiter, width = _delimiter(sample)
    if width > MOST_COLUMNS:
        raise _too_large(name)
    if not delimiter:
        raise SheetRefusedError(f"Tệp {name} không chia thành cột (dấu phẩy, chấm phẩy hoặc tab).")
    return Sheet(name, sha256, "", (), content=content, encoding=encoding, delimiter=delimiter)


def _decoded_start(content: bytes, encoding: str) -> str:
    return content[:_SAMPLE].decode(encoding, "ignore")


def _encoding(content: bytes, name: str) -> str:
    if content.startswith(b"\xef\xbb\xbf"):
        return _proven(content, "utf-8-sig", name)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _proven(content, "utf-16", name)
    start = content[:_SAMPLE]
    # Latin letters in UTF-16 have a zero byte each; text in any other encoding has none.
    for encoding, zeros in (("utf-16-le", start[1::2]), ("utf-16-be", start[::2])):
        if zeros.count(0) > len(start) // 8:
            return _proven(content, encoding, name)
    if _is_whole(content, "utf-8"):
        return "utf-8"
    return _eight_bits(start, name)


def _eight_bits(start: bytes, name: str) -> str:
    """Which of the old one-byte encodings it is: the one in which the words are Vietnamese."""
    if legacy_encoding.is_vietnamese(nfc(start.decode("cp1258", "replace"))):
        return "cp1258"
    if legacy_encoding.recognise([start.decode("latin-1")]) in {Writing.TCVN3, Writing.VNI}:
        return "latin-1"
    raise SheetRefusedError(
        f"Không nhận ra bảng mã chữ của tệp {name} (không phải Unicode, Windows-1258, TCVN3 hay VNI)."
    )


def _proven(content: bytes, encoding: str, name: str) -> str:
    if not _is_whole(content, encoding):
        raise SheetRefusedError(f"Chữ trong tệp {name} bị hỏng.")
    return encoding


def _is_whole(content: bytes, encoding: str) -> bool:
    view = memoryview(content)
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for start in range(0, len(content), _CHUNK):
            decoder.decode(view[start : start + _CHUNK])
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def _delimiter(sample: str) -> tuple[str, int]:
    """The sign that divides most of the first rows into the same number of columns, more than one, and that number."""
    best, columns, most = "", 0, 0
    for delimiter in _DELIMITERS:
        try:
            rows = list(
                islice(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter), _SAMPLE_ROWS)
            )
        except csv.Error:
            continue
        widths = Counter(len(row) for row in rows if len(row) > 1)
        width, count = max(widths.items(), key=lambda each: (each[1], each[0]), default=(0, 0))
        if width * count > most:
            best, columns, most = delimiter, width, width * count
    return best, columns
