"""A journal that was damaged, edited from outside, or has no room: told in words, and nothing lost that was kept."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from services_catalog.errors import (
    DamagedStoreError,
    DiskFullError,
    ReadOnlyStoreError,
    StoreError,
)
from services_catalog.journal import Journal
from tests.services_catalog.journal_desk import DRAFT, TODAY, Clock, sql


def test_check_sees_an_entry_that_its_events_do_not_explain(journal: Journal, path: Path) -> None:
    """Without it a journal edited from outside would be reported as sound."""
    kept, lost, changed = (journal.log(DRAFT) for _ in range(3))
    sql(path, "DELETE FROM entries WHERE id = ?", lost.id)
    sql(path, "UPDATE entries SET quantity = 99 WHERE id = ?", changed.id)
    problems = " ".join(problem.message for problem in journal.check())
    assert lost.id in problems
    assert changed.id in problems
    assert kept.id not in problems
    journal.rebuild()
    assert journal.check() == []
    assert journal.get(changed.id) == changed


def test_an_entry_that_makes_no_sense(journal: Journal, path: Path) -> None:
    """Without it one edited row would end in a traceback."""
    entry = journal.log(DRAFT)
    sql(path, "UPDATE entries SET role = 'king'")
    with pytest.raises(DamagedStoreError):
        journal.get(entry.id)


def test_a_damaged_journal_is_told_and_kept(journal: Journal, path: Path, clock: Clock) -> None:
    """Without it a broken disk would end in a traceback, or its last readable pages be written over."""
    for _ in range(30):
        journal.log(DRAFT)
    journal.close()
    pages = path.read_bytes()
    broken = pages[:4096] + bytes(len(pages) - 4096)
    path.write_bytes(broken)
    with closing(Journal(path, clock)) as damaged:
        with pytest.raises(DamagedStoreError):
            damaged.find(TODAY, TODAY)
        with pytest.raises(DamagedStoreError):
            damaged.log(DRAFT)
        assert damaged.check()
    path.write_bytes(pages)
    with closing(Journal(path, clock)) as repaired:
        assert repaired.tally(TODAY) == 30


def test_a_file_that_is_no_database(path: Path, journal: Journal) -> None:
    """Without it a file of that name from elsewhere would be overwritten."""
    path.parent.mkdir()
    path.write_text("ghi chép " * 1000)
    for call in (lambda: journal.log(DRAFT), lambda: journal.find(TODAY, TODAY)):
        with pytest.raises(DamagedStoreError):
            call()
    assert [problem.source for problem in journal.check()] == ["journal.db"]
    assert path.read_text().startswith("ghi chép")


def test_quick_check_findings_are_told(journal: Journal, path: Path) -> None:
    """Without it `motcua doctor` would call a journal sound whose pages are miscounted."""
    journal.log(DRAFT)
    journal.close()
    content = bytearray(path.read_bytes())
    content[36:40] = (7).to_bytes(4, "big")  # the number of free pages, SQLite file format 1.3.9
    path.write_bytes(content)
    assert any("Tệp bị hỏng" in problem.message for problem in journal.check())


def test_an_empty_file_is_made_into_a_journal(path: Path, journal: Journal) -> None:
    """Without it a program killed while making the file would leave a desk that cannot start."""
    path.parent.mkdir()
    path.touch()
    assert journal.find(TODAY, TODAY) == []
    assert journal.log(DRAFT).revision == 1


def test_a_journal_of_a_later_version(journal: Journal, path: Path) -> None:
    """Without it an old program would misread what a new one wrote."""
    journal.log(DRAFT)
    sql(path, "PRAGMA user_version = 99")
    journal.close()
    for call in (lambda: journal.log(DRAFT), lambda: journal.find(TODAY, TODAY)):
        with pytest.raises(StoreError, match="mới hơn"):
            call()


def test_a_folder_that_cannot_be_written(tmp_path: Path, clock: Clock) -> None:
    """Without it a wrong MOTCUA_HOME would end in a traceback."""
    (tmp_path / "file").write_text("x")
    with closing(Journal(tmp_path / "file" / "journal.db", clock)) as journal:
        assert journal.find(TODAY, TODAY) == []
        with pytest.raises(ReadOnlyStoreError):
            journal.log(DRAFT)


def test_a_full_disk_keeps_what_was_acknowledged(journal: Journal) -> None:
    """Without it a full disk would cost entries that the officer saw saved, or the desk's next entry."""
    kept = [journal.log(DRAFT)]
    writer = journal._file._writer  # the limit must be on the connection that writes
    assert writer is not None
    (pages,) = writer.execute("PRAGMA page_count").fetchone()
    writer.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DiskFullError):  # noqa: PT012 - the disk fills up at some entry, whichever
        while True:
            kept.append(journal.log(replace(DRAFT, note="x" * 200)))
    assert journal.find(TODAY, TODAY) == kept[::-1]
    assert journal.check() == []
    writer.execute("PRAGMA max_page_count = 100000")
    assert journal.log(DRAFT) in journal.find(TODAY, TODAY)
