"""The office's own paragraphs: kept, offered again, never overwritten, and nobody's number in them."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from services_catalog.report_texts import LONGEST, OwnText, ReportTextRefusedError, ReportTexts
from services_catalog.store import report_text_rows
from services_catalog.store.journal_file import JournalFile
from tests.services_catalog.journal_desk import Clock, sql

WARD = "01273"


@pytest.fixture
def texts(path: Path, clock: Clock) -> Iterator[ReportTexts]:
    """Texts without a file yet."""
    with closing(ReportTexts(path, clock)) as opened:
        yield opened


def test_the_latest_text_counts_and_the_last_quarter_is_offered(texts: ReportTexts, clock: Clock) -> None:
    """Without it three paragraphs would be typed anew each quarter, or last quarter's be signed unread."""
    assert texts.of(WARD, 2026, 3) == {}
    texts.write(WARD, "III", 2026, 2, "Cũ")
    clock.now -= timedelta(hours=1)
    texts.write(WARD, "III", 2026, 2, " Mới \r\n\n hai ")
    assert texts.of(WARD, 2026, 2) == {"III": OwnText("III", "Mới\nhai")}
    assert texts.of(WARD, 2026, 3) == {"III": OwnText("III", "Mới\nhai", offered=True)}
    assert texts.of(WARD, 2026, 1) == texts.of("01290", 2026, 3) == {}
    texts.write(WARD, "III", 2026, 3, "Ba")
    assert texts.of(WARD, 2026, 3)["III"].lines == ["Ba"]
    texts.write(WARD, "III", 2026, 3, "")
    assert texts.of(WARD, 2026, 3) == {"III": OwnText("III", "")}
    assert texts.of(WARD, 2026, 4) == {"III": OwnText("III", "Mới\nhai", offered=True)}


def test_texts_are_append_only_and_wait_for_the_bundle(texts: ReportTexts, path: Path) -> None:
    """Without it what was signed could be rewritten, or a desk's words never reach the others."""
    texts.write(WARD, "III", 2026, 3, "Một")
    texts.write(WARD, "III", 2026, 3, "Hai")
    assert sql(path, "SELECT text FROM report_texts ORDER BY seq") == [("Một",), ("Hai",)]
    assert sql(path, "SELECT count(*) FROM report_texts_outbox WHERE sent_at IS NULL") == [(2,)]
    for statement in ("UPDATE report_texts SET text = ''", "DELETE FROM report_texts"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            sql(path, statement)


def test_another_desks_texts_are_taken_in_once(
    texts: ReportTexts, path: Path, tmp_path: Path, clock: Clock
) -> None:
    """Without it two desks of one office would hold two reports."""
    texts.write(WARD, "III", 2026, 3, "Một")
    rows = JournalFile(path).read(report_text_rows.all_versions) or []
    with closing(ReportTexts(tmp_path / "b" / "journal.db", clock)) as elsewhere:
        elsewhere.write(WARD, "IV", 2026, 3, "Hai")
        with closing(JournalFile(tmp_path / "b" / "journal.db")) as file, file.writing() as connection:
            assert [report_text_rows.take_in(connection, row) for row in [*rows, *rows]] == [True, False]
        assert {name: each.text for name, each in elsewhere.of(WARD, 2026, 3).items()} == {
            "III": "Một",
            "IV": "Hai",
        }


@pytest.mark.parametrize(
    ("unit", "text", "why"),
    [
        (WARD, "x" * (LONGEST + 1), "dài quá"),
        (WARD, "\n".join("x" * 61), "dài quá"),
        (WARD, "Ông A, số 012345678901", "dữ liệu cá nhân"),
        ("", "Chữ", "đơn vị nào"),
    ],
)
def test_wrong_texts_change_nothing(texts: ReportTexts, path: Path, unit: str, text: str, why: str) -> None:
    """Without it a report could carry a citizen's number, or a text nobody can print."""
    with pytest.raises(ReportTextRefusedError, match=why):
        texts.write(unit, "III", 2026, 3, text)
    assert not path.exists()
