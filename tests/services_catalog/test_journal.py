"""The journal: what it acknowledges it keeps, what it keeps it can explain, and nothing else changes it."""

import sqlite3
import stat
import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services_catalog.activity import compile_activity
from services_catalog.errors import (
    DoubleEntryError,
    EntryRefusedError,
    PeriodError,
    UnknownEntryError,
)
from services_catalog.journal import UNDO_REASON, Journal
from services_catalog.model import Channel
from services_catalog.store import journal_rows
from services_catalog.store.database import connect, transaction
from services_catalog.submission import (
    Draft,
    HelperRole,
    ReasonNotFiled,
    Result,
    draft_values,
)
from tests.services_catalog.journal_desk import DRAFT, NOON, TODAY, Clock, sql


def test_a_missing_journal_reads_as_empty(journal: Journal, path: Path) -> None:
    """Without it the first look at the desk would fail, or make files before anything was logged."""
    assert journal.find(TODAY, TODAY) == []
    assert journal.tally(TODAY) == 0
    assert journal.warnings(DRAFT) == []
    assert journal.check() == []
    assert journal.activity_rows(TODAY, TODAY) == ([], [], [], 0)
    with pytest.raises(UnknownEntryError):
        journal.get("none")
    assert not path.parent.exists()


def test_what_is_logged_is_there(journal: Journal, path: Path) -> None:
    """Without it a field could be lost between the form and the file."""
    draft = replace(
        DRAFT,
        unit="01273",
        officer="Nông Thị B",
        role=HelperRole.POST,
        result=Result.NOT_FILED,
        reason=ReasonNotFiled.PORTAL_ERROR,
        quantity=7,
        leaflet=True,
        organization=True,
        elderly=True,
        note="hẹn 01/10/2026",
    )
    entry = journal.log(draft)
    assert draft_values(entry) == draft_values(draft)
    assert (entry.revision, entry.voided, entry.logged_at) == (1, False, NOON)
    assert journal.get(entry.id) == entry
    assert journal.find(TODAY, TODAY) == [entry]
    assert journal.tally(TODAY) == 7
    assert sql(path, "SELECT sent_at FROM outbox JOIN events ON events.id = outbox.event") == [(None,)]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_desk_keeps_its_id(journal: Journal, path: Path, clock: Clock) -> None:
    """Without it the entries of one desk would look like those of many."""
    first = journal.log(DRAFT)
    journal.close()
    with closing(Journal(path, clock)) as again:
        assert again.log(DRAFT).desk == first.desk


@pytest.mark.parametrize("changes", [{"quantity": 0}, {"note": "004201000123"}])
def test_a_refused_entry_changes_nothing(journal: Journal, path: Path, changes: dict[str, Any]) -> None:
    """Without it bad input could leave half an entry behind."""
    entry = journal.log(DRAFT)
    before = sql(path, "SELECT count(*) FROM events")
    bad = replace(DRAFT, **changes)
    with pytest.raises(EntryRefusedError):
        journal.log(bad)
    with pytest.raises(EntryRefusedError):
        journal.correct(entry.id, bad, "sửa")
    with pytest.raises(EntryRefusedError):
        journal.correct(entry.id, DRAFT, "")
    with pytest.raises(EntryRefusedError):
        journal.void(entry.id, " ")
    assert sql(path, "SELECT count(*) FROM events") == before
    assert journal.get(entry.id) == entry


def test_a_correction_is_a_new_event(journal: Journal, path: Path) -> None:
    """Without it an old report could never be made again: the first words would be gone."""
    entry = journal.log(DRAFT)
    later = journal.correct(entry.id, replace(entry, quantity=3), "đếm thiếu")
    assert (later.quantity, later.revision, later.change_reason) == (3, 2, "đếm thiếu")
    assert later.logged_at == entry.logged_at
    kinds = sql(path, "SELECT kind, json_extract(payload, '$.quantity') FROM events ORDER BY seq")
    assert kinds == [("logged", 1), ("corrected", 3)]
    assert journal.tally(TODAY) == 3


def test_a_voided_entry_no_longer_counts_but_stays(journal: Journal) -> None:
    """Without it a cancelled entry would be counted, or vanish without a trace."""
    entry = journal.log(DRAFT)
    gone = journal.void(entry.id, "ghi nhầm")
    assert gone.voided
    assert gone.change_reason == "ghi nhầm"
    assert journal.tally(TODAY) == 0
    assert journal.find(TODAY, TODAY) == []
    assert journal.find(TODAY, TODAY, include_void=True) == [gone]
    with pytest.raises(EntryRefusedError):
        journal.void(entry.id, "lần nữa")
    with pytest.raises(EntryRefusedError):
        journal.correct(entry.id, DRAFT, "lần nữa")
    with pytest.raises(EntryRefusedError):
        journal.undo(entry.id)


@pytest.mark.parametrize(
    "change",
    [
        lambda journal: journal.void("none", "x"),
        lambda journal: journal.correct("none", DRAFT, "x"),
        lambda journal: journal.undo("none"),
        lambda journal: journal.get("none"),
    ],
)
def test_an_unknown_entry(journal: Journal, change: Callable[[Journal], object]) -> None:
    """Without it a mistyped id would end in a traceback or in an event about nothing."""
    journal.log(DRAFT)
    with pytest.raises(UnknownEntryError):
        change(journal)
    assert len(journal.find(TODAY, TODAY, include_void=True)) == 1


def test_undo_right_after_saving(journal: Journal, clock: Clock) -> None:
    """Without it a slip would need the whole cancellation form."""
    entry = journal.log(DRAFT)
    clock.now += timedelta(minutes=10)
    gone = journal.undo(entry.id)
    assert gone.voided
    assert gone.change_reason == UNDO_REASON


def test_undo_ends_after_ten_minutes(journal: Journal, clock: Clock) -> None:
    """Without it an old entry could be cancelled without a reason."""
    entry = journal.log(DRAFT)
    clock.now += timedelta(minutes=10, seconds=1)
    with pytest.raises(EntryRefusedError):
        journal.undo(entry.id)
    assert journal.get(entry.id) == entry


def test_undo_leaves_other_desks_alone(journal: Journal, path: Path) -> None:
    """Without it one desk could silently take back another's work."""
    journal.log(DRAFT)
    at = NOON.isoformat(timespec="milliseconds")
    event = journal_rows.Event("e1", "other", "logged", at, "another desk", draft_values(DRAFT), "")
    with closing(connect(path, writable=True)) as connection:
        journal_rows.prepare(connection)
        with transaction(connection):
            journal_rows.append(connection, event)
    with pytest.raises(EntryRefusedError):
        journal.undo("other")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET at = 'x'",
        "DELETE FROM events",
        "INSERT OR REPLACE INTO events SELECT * FROM events",
        "INSERT OR REPLACE INTO events SELECT 9, id, entry, kind, at, desk, payload, reason FROM events",
    ],
)
def test_events_cannot_be_changed(journal: Journal, path: Path, statement: str) -> None:
    """Without it the history could be rewritten with any SQLite tool."""
    journal.log(DRAFT)
    before = sql(path, "SELECT * FROM events")
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        sql(path, statement)
    assert sql(path, "SELECT * FROM events") == before


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ["c", "b", "a"]),
        ("khai sinh", ["c", "a"]),
        ("KHAI SINH", ["c", "a"]),
        ("sinh  dang", ["c", "a"]),
        ("si d", ["c", "a"]),
        ("inh", []),
        ("260927", ["a"]),
        ("260927 nong", ["a"]),
        ("sinh - dang", []),
        ('" OR khai*', []),
        ("khai*", ["c", "a"]),
        ("2.000635", ["b"]),
        ("nong thi", ["a"]),
        ("01273", ["b"]),
        ("h14.12-260927-0001", ["a"]),
        ("%", []),
        ("không có", []),
        ("\x1b" * 10_000, ["c", "b", "a"]),
        ("x" * 10_000, []),
    ],
)
def test_finding(journal: Journal, text: str, found: list[str]) -> None:
    """Without it an officer who types without marks, or a part of a code, would not find the entry."""
    journal.log(replace(DRAFT, officer="Nông Thị B", dossier="H14.12-260927-0001", note="a"))
    journal.log(replace(DRAFT, service_code="2.000635", service_name="Cấp bản sao", unit="01273", note="b"))
    journal.log(replace(DRAFT, note="c"))
    assert [entry.note for entry in journal.find(TODAY, TODAY, text)] == found


def test_the_newest_day_comes_first(journal: Journal) -> None:
    """Without it an entry logged late for last week would stand above today's."""
    for days, note in ((0, "today"), (7, "last week"), (1, "yesterday"), (0, "today, later")):
        journal.log(replace(DRAFT, day=TODAY - timedelta(days=days), note=note))
    notes = [entry.note for entry in journal.find(TODAY - timedelta(days=1), TODAY)]
    assert notes == ["today, later", "today", "yesterday"]
    assert [each.note for each in journal.find(date(2022, 1, 1), TODAY)][-1] == "last week"
    assert journal.tally(TODAY) == 2


def test_a_period_that_ends_before_it_starts(journal: Journal) -> None:
    """Without it a slip in the dates would show an empty list as if nothing had been done."""
    for ask in (journal.find, journal.activity_rows):
        with pytest.raises(PeriodError):
            ask(TODAY, TODAY - timedelta(days=1))


def test_warnings_never_block(journal: Journal) -> None:
    """Without it a double entry would go unseen, or a doubt would stop the officer."""
    draft = replace(DRAFT, dossier="h14.12-260930-0001")
    assert journal.warnings(draft) == []
    entry = journal.log(draft)
    (double,) = journal.warnings(draft)
    assert "30/09/2026" in double
    assert "Đăng ký khai sinh" in double
    assert journal.warnings(draft, besides=entry.id) == []
    assert len(journal.warnings(replace(DRAFT, dossier="lạ"))) == 1
    assert journal.warnings(DRAFT) == []
    assert journal.log(draft, again=True).id != entry.id
    for each in journal.find(TODAY, TODAY):
        journal.void(each.id, "thử")
    assert journal.warnings(draft) == []


def test_a_dossier_is_not_counted_twice_unknowingly(journal: Journal) -> None:
    """Without it the same dossier would count twice because two officers each logged it."""
    first = journal.log(replace(DRAFT, dossier="H14.12-260930-0001", officer="Lan"))
    with pytest.raises(DoubleEntryError, match=r"Lan: Đăng ký khai sinh") as refused:
        journal.log(replace(DRAFT, dossier="h14.12-260930-0001"))
    assert refused.value.field == "dossier"
    other = journal.log(DRAFT)
    with pytest.raises(DoubleEntryError):
        journal.correct(other.id, replace(other, dossier=first.dossier), "thiếu mã")
    assert journal.tally(TODAY) == 2
    assert journal.correct(other.id, replace(other, dossier=first.dossier), "đúng", again=True).revision == 2
    assert (
        journal.correct(other.id, replace(other, dossier=first.dossier, quantity=2), "sai số").quantity == 2
    )


def test_one_form_makes_one_entry(journal: Journal) -> None:
    """Without it an Enter that was pressed twice, or pressed again after a crash, would count twice."""
    entry_id = journal.reserve()
    entry = journal.log(DRAFT, entry_id=entry_id)
    assert entry.id == entry_id
    assert journal.log(DRAFT, entry_id=entry_id) == entry
    with pytest.raises(EntryRefusedError, match="đã ghi rồi"):
        journal.log(replace(DRAFT, quantity=2), entry_id=entry_id)
    assert journal.find(TODAY, TODAY) == [entry]


def test_services_for_one_person_are_one_visit(journal: Journal) -> None:
    """Without it a mother who came once for three papers would be three visitors."""
    first = journal.log(DRAFT)
    second = journal.log(replace(DRAFT, visit=first.id))
    journal.log(replace(DRAFT, visit=first.id))
    journal.log(DRAFT)
    assert second.visit == first.id
    assert compile_activity(journal, TODAY, TODAY).visits == 2
    journal.void(first.id, "nhầm")
    assert compile_activity(journal, TODAY, TODAY).visits == 2
    journal.void(second.id, "nhầm")
    assert compile_activity(journal, TODAY, TODAY).visits == 2
    with pytest.raises(EntryRefusedError):
        journal.log(replace(DRAFT, visit="004201000123"))


def test_filters_and_the_most(journal: Journal) -> None:
    """Without it an officer would look for the morning's refusals among a thousand entries."""
    journal.log(replace(DRAFT, channel=Channel.POSTAL, note="post"))
    journal.log(
        replace(DRAFT, result=Result.NOT_FILED, reason=ReasonNotFiled.OTHER, officer="Bế Lan", note="not")
    )
    gone = journal.log(replace(DRAFT, note="gone"))
    journal.void(gone.id, "nhầm")
    journal.log(replace(DRAFT, note="plain"))

    def notes(text: str = "", **wanted: Any) -> list[str]:
        return [each.note for each in journal.find(TODAY, TODAY, text, **wanted)]

    walked: list[str] = []
    for text in ("", "khai sinh"):
        assert notes(text) == ["plain", "not", "post"]
        assert notes(text, result=Result.NOT_FILED) == ["not"]
        assert notes(text, channel=Channel.POSTAL) == ["post"]
        assert notes(text, channel=Channel.POSTAL, result=Result.NOT_FILED) == []
        assert notes(text, include_void=True, most=2) == ["plain", "gone"]
        walked.clear()
        journal.each(TODAY, TODAY, text, use=lambda found: walked.extend(each.note for each in found))
        assert walked == ["plain", "gone", "not", "post"]
    assert notes("lan") == ["not"]
    assert notes(" ".join(["khai"] * 5_000)) == ["plain", "not", "post"]


def test_what_is_found_follows_corrections(journal: Journal) -> None:
    """Without it an entry would be found by what it no longer says, or on a day where it no longer is."""
    entry = journal.log(replace(DRAFT, officer="Lan"))
    yesterday = TODAY - timedelta(days=1)
    journal.correct(entry.id, replace(entry, officer="Hoa", day=yesterday), "nhầm")
    assert journal.find(yesterday, TODAY, "lan") == []
    assert journal.find(TODAY, TODAY, "hoa") == []
    assert [each.id for each in journal.find(yesterday, yesterday, "hoa")] == [entry.id]
    assert journal.check() == []
    journal.rebuild()
    assert [each.id for each in journal.find(yesterday, yesterday, "hoa")] == [entry.id]


def test_a_correction_stands_after_what_it_corrects(journal: Journal, clock: Clock) -> None:
    """Without it a clock that was put back would let the old words stand."""
    entry = journal.log(DRAFT)
    clock.now -= timedelta(hours=1)
    assert journal.correct(entry.id, replace(entry, quantity=5), "đếm thiếu").quantity == 5


def test_many_threads(journal: Journal) -> None:
    """Without it the screens' workers would trip over each other's connection."""
    failures: list[Exception] = []

    def work(number: int) -> None:
        try:
            for _ in range(5):
                entry = journal.log(replace(DRAFT, note=f"t{number}"))
                journal.find(TODAY, TODAY)
                assert journal.get(entry.id) == entry
        except Exception as error:  # noqa: BLE001 - whatever it is, the test must see it
            failures.append(error)

    threads = [threading.Thread(target=work, args=[number]) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert journal.tally(TODAY) == 30
    assert journal.check() == []


_CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["log", "correct", "void", "undo"]),
        st.integers(0, 5),
        st.builds(
            lambda quantity, officer, days, leaflet: replace(
                DRAFT, quantity=quantity, officer=officer, day=TODAY - timedelta(days=days), leaflet=leaflet
            ),
            st.integers(1, 999),
            st.text("aăâđêôơưÁỆ =+@'\";%", max_size=12),
            st.integers(0, 3),
            st.booleans(),
        ),
    ),
    max_size=25,
)


@given(changes=_CHANGES)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_entries_follow_from_their_events(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[str, int, Draft]]
) -> None:
    """Without it the list on the screen and the append-only truth could drift apart."""
    path = tmp_path_factory.mktemp("journal") / "journal.db"
    with closing(Journal(path, lambda: NOON.astimezone(UTC))) as journal:
        expected = _play(journal, changes)
        entries = journal.find(date(2022, 1, 1), TODAY, include_void=True)
        assert {entry.id: (entry.quantity, entry.voided) for entry in entries} == expected
        assert journal.check() == []
        if expected:
            journal.rebuild()
        assert journal.find(date(2022, 1, 1), TODAY, include_void=True) == entries


def _play(journal: Journal, changes: list[tuple[str, int, Draft]]) -> dict[str, tuple[int, bool]]:
    """Do the changes and say what each entry should have come to."""
    expected: dict[str, tuple[int, bool]] = {}
    for kind, which, draft in changes:
        standing = [entry_id for entry_id, (_, voided) in expected.items() if not voided]
        if kind == "log":
            expected[journal.log(draft).id] = (draft.quantity, False)
        elif which < len(standing):
            chosen = standing[which]
            if kind == "correct":
                journal.correct(chosen, draft, "sửa")
                expected[chosen] = (draft.quantity, False)
            else:
                _ = journal.undo(chosen) if kind == "undo" else journal.void(chosen, "huỷ")
                expected[chosen] = (expected[chosen][0], True)
    return expected
