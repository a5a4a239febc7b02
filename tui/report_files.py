"""A report as files: what its name ends with says which kind."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from services_catalog.errors import MotcuaError
from services_catalog.paths import write_whole

if TYPE_CHECKING:
    from services_catalog.report import Report
    from tui.desk import Desk

# ruff: noqa: PLC0415 - each kind of file has its own heavy library, loaded when that kind is made


class UnknownReportFileError(MotcuaError):
    """Không làm được báo cáo thành loại tệp này."""

    title = "Loại tệp chưa đúng"
    next_step = "Đặt tên tệp kết thúc bằng .docx, .xlsx, .pdf hoặc .json."


def _docx(desk: "Desk", report: "Report") -> bytes:
    from handouts import report_docx

    return report_docx.render(report, desk.clock())


def _xlsx(desk: "Desk", report: "Report") -> bytes:
    from handouts import report_xlsx

    return report_xlsx.render(report, desk.clock())


def _pdf(_: "Desk", report: "Report") -> bytes:
    from handouts import report_pdf

    return report_pdf.render(report)


def _json(_: "Desk", report: "Report") -> bytes:
    return f"{json.dumps(report.to_json(), ensure_ascii=False, indent=1)}\n".encode()


KINDS: dict[str, Callable[["Desk", "Report"], bytes]] = {
    ".docx": _docx,
    ".xlsx": _xlsx,
    ".pdf": _pdf,
    ".json": _json,
}


def check_suffix(path: Path) -> None:
    """Raises UnknownReportFileError for a name that ends with no kind of report file."""
    if path.suffix.lower() not in KINDS:
        raise UnknownReportFileError


def write_report(desk: "Desk", report: "Report", path: Path) -> Path:
    """Write a report whole or not at all. Raises UnknownReportFileError, FileProblemError or DiskFullError."""
    check_suffix(path)
    return write_whole(path, KINDS[path.suffix.lower()](desk, report))


def write_board(report: "Report", path: Path) -> Path:
    """Write the picture for the notice board. Raises FileProblemError or DiskFullError."""
    from handouts import notice_board

    return write_whole(path, notice_board.render(report))


def file_name(report: "Report") -> str:
    """A name for a report's files, without what it ends with: «bao-cao-2026Q4-01273»."""
    return f"bao-cao-{report.year}Q{report.quarter}-{report.unit}"
