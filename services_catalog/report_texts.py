"""What an office writes into its report itself, kept from draft to draft and offered again the next quarter."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from services_catalog.errors import MotcuaError
from services_catalog.ids import new_id
from services_catalog.personal_numbers import personal_number
from services_catalog.registers import moment_of
from services_catalog.store import journal_rows, report_text_rows
from services_catalog.store.journal_file import JournalFile
from services_catalog.store.report_text_rows import TextRow
from services_catalog.vietnamese import clean

LONGEST = 8_000
MOST_LINES = 60


class ReportTextRefusedError(MotcuaError):
    """Đoạn này chưa lưu được."""

    title = "Chưa lưu đoạn viết"
    next_step = "Sửa chỗ được nêu rồi lưu lại."


@dataclass(frozen=True, slots=True)
class OwnText:
    """The text of one section; an `offered` one stands in an earlier quarter's report and not yet in this one's."""

    section: str
    text: str
    offered: bool = False

    @property
    def lines(self) -> list[str]:
        """Its paragraphs."""
        return [line for line in self.text.split("\n") if line]


class ReportTexts:
    """The texts in the journal's file. Every method may raise a StoreError; a missing file reads as «none»."""

    def __init__(self, path: Path, clock: Callable[[], datetime]) -> None:
        self._file = JournalFile(path)
        self._clock = clock

    def of(self, unit: str, year: int, quarter: int) -> dict[str, OwnText]:
        """A unit's texts by section: those of the quarter, else the latest earlier ones as an offer."""
        rows = self._file.read(lambda connection: report_text_rows.of_unit(connection, unit, year, quarter))
        found = {}
        for row in rows or ():  # the latest quarter of a section comes last, and stands
            offered = (row.year, row.quarter) != (year, quarter)
            if row.text or not offered:
                found[row.section] = OwnText(row.section, row.text, offered)
        return found

    def write(self, unit: str, section: str, year: int, quarter: int, text: str) -> OwnText:
        """Let `text` stand in a section of a quarter's report; an empty one takes it out.

        Raises ReportTextRefusedError, and then nothing has changed.
        """
        whole = checked_text(text)
        if not unit or not section:
            raise ReportTextRefusedError("Chưa biết đoạn này của đơn vị nào, mục nào.")
        now = self._clock()
        with self._file.writing() as connection:
            before = report_text_rows.last_moment(connection, unit, section, year, quarter)
            moment = max(moment_of(now), before + 1)
            at = now.isoformat(timespec="milliseconds")
            desk = journal_rows.desk_id(connection)
            row = TextRow(new_id(moment_of(now)), unit, section, year, quarter, whole, at, moment, desk)
            report_text_rows.append(connection, row)
        return OwnText(section, whole)

    def close(self) -> None:
        """Let go of the file; a later call opens it again."""
        self._file.close()


def checked_text(text: str) -> str:
    """The text as it is kept: a paragraph a line, cleaned, no empty ones.

    Raises ReportTextRefusedError for one that is too long or holds a personal number.
    """
    lines = [line for line in map(clean, text.splitlines()) if line]
    if len(lines) > MOST_LINES or sum(map(len, lines)) > LONGEST:
        raise ReportTextRefusedError(f"Đoạn viết dài quá {MOST_LINES} đoạn hoặc {LONGEST} chữ.")
    for line in lines:
        kind = personal_number(line)
        if kind:
            raise ReportTextRefusedError(
                f"Có dãy số giống {kind}; báo cáo không giữ dữ liệu cá nhân: «{line[:40]}…»."
            )
    return "\n".join(lines)
