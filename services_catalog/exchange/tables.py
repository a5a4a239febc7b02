"""Tables for a spreadsheet: CSV that Excel opens with a double click, and that can do no harm there."""

import csv
import io
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from services_catalog.activity import NO_NAMES, TABLES, Activity, Counts
from services_catalog.indicators import RatesTable
from services_catalog.submission import LABELS, UNDECLARED, AssistedSubmission

Cell = str | int
Table = tuple[list[str], list[list[Cell]]]

# What a spreadsheet takes for the start of a formula, also after spaces, as full-width letters, and behind a
# delimiter: a file made with commas may be opened where semicolons divide, and the other way round.
_FORMULA = re.compile(r"(^|[,;\t\r\n])([\s\x22]*)(?=[=+\-@＝＋－＠\u2212])")
_LEADING_CONTROL = re.compile(r"^(?=\s*[\t\r\n])")


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[Cell]], *, delimiter: str = ",") -> bytes:
    """Return the table as CSV (RFC 4180): UTF-8 with BOM, CRLF; text that could act as a formula is disarmed.

    Excel divides at `delimiter` only where Windows' list separator is the same one: «;» in some offices.
    """
    return b"".join(csv_lines(header, rows, delimiter=delimiter))


def csv_lines(
    header: Sequence[str], rows: Iterable[Sequence[Cell]], *, delimiter: str = ","
) -> Iterator[bytes]:
    """The lines of the same CSV one after the other, for tables that fit no memory."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    text.write("\ufeff")
    for row in itertools.chain((header,), rows):
        writer.writerow([harmless(cell) for cell in row])
        yield text.getvalue().encode("utf-8", "replace")
        text.seek(0)
        text.truncate()


def harmless(cell: Cell) -> Cell:
    """Return the cell with an apostrophe before whatever a spreadsheet would take for a formula."""
    if isinstance(cell, int):
        return cell
    return _LEADING_CONTROL.sub("'", _FORMULA.sub(r"\1\2'", cell))


def journal_table(entries: Iterable[AssistedSubmission], unit_names: Mapping[str, str] = NO_NAMES) -> Table:
    """The header and the rows of a list of entries."""
    return list(_JOURNAL_HEADER), [_journal_row(entry, unit_names) for entry in entries]


def journal_lines(
    entries: Iterable[AssistedSubmission], unit_names: Mapping[str, str] = NO_NAMES
) -> Iterator[bytes]:
    """The CSV of any number of entries, line by line."""
    return csv_lines(_JOURNAL_HEADER, (_journal_row(entry, unit_names) for entry in entries))


def activity_table(activity: Activity) -> Table:
    """The header and the rows of a report: its totals, then its tables one below the other."""
    rows: list[list[Cell]] = [["Tổng cộng", "", "Tất cả", *_counts_cells(activity.totals)]]
    for table, title in TABLES.items():
        for line in getattr(activity, table):
            code = " / ".join(filter(None, line.key.values()))
            rows.append([title, code, line.name, *_counts_cells(line.counts)])
    return list(_ACTIVITY_HEADER), rows


def rates_table(table: RatesTable) -> Table:
    """The header and the rows of the rates, numerators and denominators beside each."""
    header = [
        "Mã đơn vị",
        "Đơn vị",
        "Gộp cấp dưới",
        "Trực tuyến",
        "Trực tiếp",
        "Bưu chính",
        "Dịch vụ không có hồ sơ",
    ]
    for each in table.formula.rates.values():
        header += [f"{each.short} (tử số)", f"{each.short} (mẫu số)", each.short, f"{each.short}: đạt"]
    rows: list[list[Cell]] = []
    for row in table.rows:
        figures = row.figures
        line: list[Cell] = [row.unit, row.name, _yes(flag=row.rolled_up)]
        line += [figures.online, figures.in_person, figures.postal, figures.idle]
        for name in table.formula.rates:
            rate = row.rates[name]
            below = "" if rate.denominator is None else rate.denominator
            met = {True: "Đạt", False: "Chưa đạt", None: ""}[rate.met]
            line += [rate.numerator, below, rate.percent, met]
        rows.append(line)
    rows += [[sentence] for sentence in (table.span, table.formula.source, *table.choices.sentences())]
    return header, rows


def _journal_row(entry: AssistedSubmission, unit_names: Mapping[str, str]) -> list[Cell]:
    return [
        entry.id,
        entry.day.isoformat(),
        unit_names.get(entry.unit, entry.unit) or UNDECLARED,
        entry.officer or UNDECLARED,
        LABELS[entry.role],
        entry.service_code,
        entry.service_name,
        LABELS[entry.help],
        LABELS[entry.result],
        LABELS[entry.reason] if entry.reason else "",
        LABELS[entry.channel],
        entry.dossier,
        entry.quantity,
        _yes(flag=entry.leaflet),
        LABELS[entry.postal],
        "Tổ chức" if entry.organization else "Cá nhân",
        _yes(flag=entry.elderly),
        entry.note,
        entry.logged_at.isoformat(timespec="seconds"),
        "Đã huỷ" if entry.voided else "Còn hiệu lực",
        entry.change_reason,
        entry.visit,
    ]


def _yes(*, flag: bool) -> str:
    return "Có" if flag else "Không"


def _counts_cells(counts: Counts) -> list[Cell]:
    return [counts.entries, counts.quantity, counts.filed, counts.not_filed, counts.leaflets]


_JOURNAL_HEADER = (
    "Mã lượt",
    "Ngày",
    "Đơn vị",
    "Cán bộ",
    "Vai trò",
    "Mã thủ tục",
    "Tên thủ tục",
    "Việc hỗ trợ",
    "Kết quả",
    "Lý do chưa nộp",
    "Kênh nộp",
    "Mã hồ sơ",
    "Số lượng",
    "Đã đưa tờ rơi",
    "Qua bưu chính",
    "Người được hỗ trợ",
    "Từ 60 tuổi",
    "Ghi chú",
    "Ghi lúc",
    "Tình trạng",
    "Lý do sửa, huỷ",
    "Cùng lượt với",
)
_ACTIVITY_HEADER = (
    "Bảng",
    "Mã",
    "Tên",
    "Số lần ghi",
    "Số lượng hồ sơ",
    "Đã nộp",
    "Chưa nộp",
    "Có đưa tờ rơi",
)
