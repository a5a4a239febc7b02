"""The first report: every standing entry counted once in each table, in an order that never changes."""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services_catalog.activity import TABLES, Activity, Counts, compile_activity
from services_catalog.errors import PeriodError
from services_catalog.journal import Journal
from services_catalog.model import Channel
from services_catalog.submission import Draft, HelperRole, ReasonNotFiled, Result

NOON = datetime(2026, 9, 30, 12, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
TODAY = NOON.date()
BIRTH = Draft(day=TODAY, service_code="1.001193", service_name="Đăng ký khai sinh")
COPY = Draft(day=TODAY, service_code="2.000635", service_name="Cấp bản sao trích lục hộ tịch")


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    """A journal without a file yet."""
    with closing(Journal(tmp_path / "journal.db", lambda: NOON)) as opened:
        yield opened


def _today(journal: Journal) -> Activity:
    return compile_activity(journal, TODAY, TODAY, {"01273": "Phường Thục Phán"})


def test_an_empty_period(journal: Journal) -> None:
    """Without it the report of a day without work would fail instead of saying zero."""
    activity = _today(journal)
    assert activity.totals == Counts()
    assert not any(getattr(activity, table) for table in TABLES)


def test_every_table(journal: Journal) -> None:
    """Without it a table could count entries and dossiers for each other, or lose a group."""
    journal.log(replace(BIRTH, quantity=2, leaflet=True, unit="01273", officer="Nông Thị B"))
    journal.log(replace(BIRTH, channel=Channel.POSTAL, unit="01273", officer="Nông Thị B"))
    journal.log(
        replace(COPY, quantity=9, result=Result.NOT_FILED, reason=ReasonNotFiled.NO_ACCOUNT, leaflet=True)
    )
    journal.log(replace(COPY, role=HelperRole.COMMUNITY, unit="xóm lạ"))
    activity = _today(journal)
    assert activity.totals == Counts(entries=4, quantity=13, filed=4, not_filed=9, leaflets=2)
    tables = {
        table: [(line.name, line.counts.quantity) for line in getattr(activity, table)] for table in TABLES
    }
    assert tables == {
        "by_service": [("Cấp bản sao trích lục hộ tịch", 10), ("Đăng ký khai sinh", 3)],
        "by_channel": [("Trực tuyến", 12), ("Bưu chính", 1)],
        "by_place": [("chưa khai báo", 9), ("Phường Thục Phán", 3), ("xóm lạ", 1)],
        "by_helper": [
            ("chưa khai báo (Một cửa), chưa khai báo", 9),
            ("Nông Thị B (Một cửa), Phường Thục Phán", 3),
            ("chưa khai báo (Tổ CNSCĐ), xóm lạ", 1),
        ],
        "by_outcome": [("Chưa nộp: Chưa có tài khoản VNeID", 9), ("Đã nộp", 4)],
    }


def test_voided_and_corrected_entries(journal: Journal) -> None:
    """Without it the report would count what was cancelled, or what an entry said before its correction."""
    gone = journal.log(replace(BIRTH, quantity=5))
    changed = journal.log(BIRTH)
    journal.void(gone.id, "nhầm")
    journal.correct(changed.id, replace(COPY, quantity=4), "nhầm thủ tục")
    activity = _today(journal)
    assert activity.totals == Counts(entries=1, quantity=4, filed=4)
    assert [line.key for line in activity.by_service] == [{"service_code": "2.000635"}]


def test_a_renamed_service_stays_one(journal: Journal) -> None:
    """Without it a service whose name changed during the year would appear twice."""
    journal.log(replace(BIRTH, service_name="Tên cũ", day=TODAY))
    journal.log(replace(BIRTH, service_name="Tên mới", day=TODAY - timedelta(days=1)))
    (line,) = compile_activity(journal, TODAY - timedelta(days=1), TODAY).by_service
    assert (line.name, line.counts.entries) == ("Tên mới", 2)


def test_only_the_days_asked_for(journal: Journal) -> None:
    """Without it a month's report would take in its neighbours, or leave out its own first or last day."""
    for day in (date(2026, 8, 31), date(2026, 9, 1), date(2026, 9, 30)):
        journal.log(replace(BIRTH, day=day))
    assert compile_activity(journal, date(2026, 9, 1), date(2026, 9, 30)).totals.entries == 2
    with pytest.raises(PeriodError):
        compile_activity(journal, date(2026, 9, 2), date(2026, 9, 1))


def test_the_shape_of_the_json(journal: Journal) -> None:
    """Without it a script that reads the report would break unnoticed."""
    journal.log(replace(BIRTH, unit="01273", officer="B"))
    counts = {"entries": 1, "quantity": 1, "filed": 1, "not_filed": 0, "leaflets": 0}
    place = {"unit": "01273", "name": "Phường Thục Phán"}
    assert json.loads(json.dumps(_today(journal).to_json())) == {
        "from": "2026-09-30",
        "to": "2026-09-30",
        "visits": 1,
        "totals": counts,
        "by_service": [{"service_code": "1.001193", "name": "Đăng ký khai sinh", **counts}],
        "by_channel": [{"channel": "online", "name": "Trực tuyến", **counts}],
        "by_place": [{**place, **counts}],
        "by_helper": [
            {
                "unit": "01273",
                "role": "one-stop",
                "officer": "B",
                "name": "B (Một cửa), Phường Thục Phán",
                **counts,
            }
        ],
        "by_outcome": [{"result": "filed", "reason": "", "name": "Đã nộp", **counts}],
    }


_DRAFTS = st.lists(
    st.builds(
        lambda code, channel, unit, role, quantity, reason, leaflet: replace(
            BIRTH,
            service_code=code,
            channel=channel,
            unit=unit,
            role=role,
            quantity=quantity,
            reason=reason,
            result=Result.NOT_FILED if reason else Result.FILED,
            leaflet=leaflet,
        ),
        st.sampled_from(["1.001193", "2.000635", "1.004873"]),
        st.sampled_from([Channel.ONLINE, Channel.IN_PERSON, Channel.POSTAL]),
        st.sampled_from(["", "a", "b"]),
        st.sampled_from(HelperRole),
        st.integers(1, 3),
        st.sampled_from([None, *ReasonNotFiled]),
        st.booleans(),
    ),
    max_size=15,
)


@given(drafts=_DRAFTS)
@settings(max_examples=20, deadline=None)
def test_every_table_adds_up_to_the_totals(
    tmp_path_factory: pytest.TempPathFactory, drafts: list[Draft]
) -> None:
    """Without it two tables of one report could contradict each other."""
    with closing(Journal(tmp_path_factory.mktemp("journal") / "journal.db", lambda: NOON)) as journal:
        for draft in drafts:
            journal.log(draft)
        activity = _today(journal)
        for table in TABLES:
            lines = getattr(activity, table)
            assert sum((line.counts for line in lines), Counts()) == activity.totals
            quantities = [line.counts.quantity for line in lines]
            assert quantities == sorted(quantities, reverse=True)
        assert activity.totals.quantity == sum(draft.quantity for draft in drafts)
        assert activity.totals.filed + activity.totals.not_filed == activity.totals.quantity
        assert _today(journal) == activity
