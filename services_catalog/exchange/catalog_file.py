"""A file of services read, whatever it is: the Portal's JSON or JSON lines, packed or not, or a list in a table.

What kind it is, its first bytes tell; names of files are often wrong. A record that can't be read is a DataProblem
with its line, and the others are still read.
"""

import csv
import gzip
import io
import json
import lzma
import re
import zlib
from pathlib import Path
from typing import IO, Any

from services_catalog.errors import DataProblem, FileProblemError
from services_catalog.exchange import catalog_sheet, json_records, portal_json
from services_catalog.exchange.incoming import LeftOutError, Read
from services_catalog.vietnamese import clean

LARGEST = 400_000_000
"""Bytes of an unpacked file; the whole Portal is some 150 million. A packed file may claim to hold far more."""
_JSON = re.compile(r"\s*(?:\[\s*)*(?:\{|\[)")
_HEAD = 100_000
_LINES_ABOVE = 3
"""Lines that somebody may have left above the records: a remark, a torn line."""
_SHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def read(path: Path) -> Read:
    """Read every service of a file.

    Raises FileProblemError where nothing of it can be read.
    """
    try:
        content = _content(path)
    except (OSError, EOFError, zlib.error, lzma.LZMAError) as error:
        raise FileProblemError(f"Không đọc được tệp {path.name}.", next_step=_NEXT) from error
    if content.startswith(_SHEETS):
        return _from_table(path.name, _sheet(path.name, content))
    text, odd = _decoded(content)
    if _is_json(text):
        return _from_json(path.name, text, odd=odd)
    if odd:
        raise FileProblemError("Tệp không phải chữ UTF-8.", next_step=_NEXT)
    return _from_table(path.name, _csv(text))


_NEXT = "Cần tệp .json, .jsonl (có thể nén .gz, .xz), .xlsx, .xls hoặc .csv."


def _content(path: Path) -> bytes:
    with path.open("rb") as file:
        start = file.read(6)
        file.seek(0)
        content = _unpacked(file, start).read(LARGEST + 1)
    if len(content) > LARGEST:
        raise FileProblemError(f"Tệp {path.name} lớn quá {LARGEST // 1_000_000} MB.")
    return content


def _unpacked(file: IO[bytes], start: bytes) -> IO[bytes] | gzip.GzipFile | lzma.LZMAFile:
    if start.startswith(b"\x1f\x8b"):
        return gzip.GzipFile(fileobj=file)
    return lzma.LZMAFile(file) if start.startswith(b"\xfd7zXZ\x00") else file


def _decoded(content: bytes) -> tuple[str, bool]:
    """The text, and whether some letter of it could not be read."""
    encoding = "utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        return content.decode(encoding), False
    except UnicodeDecodeError:
        return content.decode(encoding, errors="replace"), True


def _is_json(text: str) -> bool:
    return any(map(_JSON.match, text.lstrip()[:_HEAD].split("\n", _LINES_ABOVE)[:_LINES_ABOVE]))


def _from_json(name: str, text: str, *, odd: bool) -> Read:
    found = Read()
    for each in json_records.records(text, odd=odd):
        where = f"{name}, {each.place}"
        try:
            if isinstance(each.raw, Exception):
                raise each.raw
            found.services.append(portal_json.incoming_from(each.raw, where))
        except LeftOutError:
            found.left_out += 1
        except json_records.FAULTS as error:
            found.problems.append(DataProblem(where, _told(error) + _whose(each.raw)))
    return found


def _whose(raw: Any) -> str:
    """The code of a broken record, as far as it has one: a person finds it by that sooner than by its line."""
    told = raw.get("code") or raw.get("codeNotation") if isinstance(raw, dict) else None
    return f" (mã {clean(told, 20)})" if isinstance(told, str) and clean(told) else ""


def _from_table(name: str, table: list[list[str]]) -> Read:
    start, columns = catalog_sheet.mapping_of(table)
    found = Read()
    for place, row in enumerate(table[start + 1 :], start=start + 2):
        where = f"{name}, dòng {place}"
        if not any(cell.strip() for cell in row):
            continue
        try:
            found.services.append(catalog_sheet.incoming_from(row, columns, where))
        except LeftOutError:
            found.left_out += 1
        except json_records.FAULTS as error:
            found.problems.append(DataProblem(where, _told(error)))
    return found


def _sheet(name: str, content: bytes) -> list[list[str]]:
    import python_calamine  # noqa: PLC0415 - heavy, and only lists in spreadsheets need it

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        tables = [book.get_sheet_by_name(each).to_python(skip_empty_area=False) for each in book.sheet_names]
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise FileProblemError(f"Không đọc được bảng tính {name}.", next_step=_NEXT) from error
    rows = max(tables, key=len, default=[])
    return [[_cell(value) for value in row] for row in rows]


def _cell(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _csv(text: str) -> list[list[str]]:
    head = text[:4000]
    delimiter = max(",;\t", key=head.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise FileProblemError("Bảng CSV hỏng.", next_step=_NEXT) from error


def _told(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError | RecursionError):
        return "dòng này không phải JSON đọc được"
    if str(error).startswith("Exceeds the limit"):  # Python's own words for a number of thousands of digits
        return "có số quá dài"
    if isinstance(error, KeyError):
        return f"thiếu mục {error}"
    return clean(str(error), 200) or "bản ghi hỏng"
