"""The office's own paragraphs: kept, offered again, never overwritten, and nobody's number in them."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from services_catalog.errors import MotcuaError
from services_catalog.exchange.bundle import Bundles
from services_catalog.exchange.report_text_items import Texts
from services_catalog.ids import new_id
from services_catalog.registers import moment_of
from services_catalog.report_texts import LONGEST, OwnText, ReportTextRefusedError, ReportTexts
from tests.services_catalog.journal_desk import NOON, Clock, sql

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


def test_another_desks_texts_come_in_a_bundle_once(
    texts: ReportTexts, path: Path, tmp_path: Path, clock: Clock
) -> None:
    """Without it two desks of one office would hold two reports."""
    texts.write(WARD, "III", 2026, 3, "Một\nHai")
    here = Bundles(path, clock)
    here.write(tmp_path / "a.motcua", unit=WARD)
    there = tmp_path / "b" / "journal.db"
    with closing(ReportTexts(there, clock)) as elsewhere:
        elsewhere.write(WARD, "IV", 2026, 3, "Ba")
        merged = [Bundles(there, clock).merge(tmp_path / "a.motcua").new["report-text"] for _ in range(2)]
        assert merged == [1, 0]
        assert {name: each.text for name, each in elsewhere.of(WARD, 2026, 3).items()} == {
            "III": "Một\nHai",
            "IV": "Ba",
        }


@pytest.mark.parametrize(
    "changes",
    [
        {"text": "Ông A, số 012345678901"},
        {"text": "a\n\nb"},
        {"text": 5},
        {"quarter": 5},
        {"year": True},
        {"moment": 10**15},
        {"section": "../x"},
        {"unit": ""},
        {"more": 1},
    ],
)
def test_hostile_texts_are_refused(clock: Clock, changes: dict[str, Any]) -> None:
    """Without it a made bundle could bring personal data in, or a text that no correction overrides."""
    sound = {
        "id": new_id(),
        "unit": WARD,
        "section": "III",
        "year": 2026,
        "quarter": 3,
        "text": "Chữ",
        "at": NOON.isoformat(timespec="milliseconds"),
        "moment": moment_of(NOON),
        "desk": new_id(),
    }
    Texts().check(dict(sound), NOON)
    with pytest.raises((MotcuaError, AttributeError, TypeError)):
        Texts().check(sound | changes, NOON)


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
