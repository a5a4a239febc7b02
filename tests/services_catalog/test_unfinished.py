"""Drafts that outlive a crash, and never hold what the journal refuses."""

import stat
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from services_catalog.ids import new_id
from services_catalog.submission import ReasonNotFiled, Result
from services_catalog.unfinished import KEPT_FOR, UnfinishedDrafts
from tests.services_catalog.journal_desk import DRAFT, Clock


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the drafts go."""
    return tmp_path / "data" / "unfinished.json"


@pytest.fixture
def drafts(file: Path, clock: Clock) -> UnfinishedDrafts:
    """No drafts yet."""
    return UnfinishedDrafts(file, clock)


def test_a_draft_outlives_the_program(drafts: UnfinishedDrafts, file: Path, clock: Clock) -> None:
    """Without it a power cut would cost what the officer had typed."""
    assert drafts.of("1.001193") is None
    draft = replace(DRAFT, result=Result.NOT_FILED, reason=ReasonNotFiled.OTHER, note="hẹn chiều 01/10/2026")
    first, second = new_id(), new_id()
    drafts.keep(DRAFT, first)
    drafts.keep(draft, first)
    drafts.keep(replace(DRAFT, service_code="2.000635"), second)
    again = UnfinishedDrafts(file, clock)
    found = again.of("1.001193")
    assert found is not None
    assert (found.draft, found.entry_id, found.at) == (draft, first, clock.now)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    again.drop(first)
    assert again.of("1.001193") is None
    again.drop(second)
    assert not file.exists()


def test_a_late_keeping_does_not_bring_back_what_was_logged(drafts: UnfinishedDrafts, file: Path) -> None:
    """Without it a slow disk would offer an entry again that is logged already."""
    entry_id = new_id()
    drafts.keep(DRAFT, entry_id)
    drafts.drop(entry_id)
    drafts.keep(DRAFT, entry_id)
    assert not file.exists()


@pytest.mark.parametrize("typed", ["004201", "00420100012", "CCCD 004 201", "0912 34", "gọi 84-91-234"])
def test_no_citizens_number_is_kept_not_even_half(drafts: UnfinishedDrafts, file: Path, typed: str) -> None:
    """Without it the file would hold the number that the journal refuses a key later."""
    for draft in (replace(DRAFT, note=typed), replace(DRAFT, dossier=typed)):
        drafts.keep(draft, new_id())
        content = file.read_text(encoding="utf-8")
        assert typed not in content
        assert drafts.all()[0].draft == DRAFT


def test_what_is_old_or_broken_is_none(drafts: UnfinishedDrafts, file: Path, clock: Clock) -> None:
    """Without it last week's draft would come up, or a broken file keep the desk from opening."""
    drafts.keep(replace(DRAFT, dossier="H14.12-260930-0001"), new_id())
    assert drafts.all()[0].draft.dossier == "H14.12-260930-0001"
    sound = file.read_text(encoding="utf-8")
    for text in (
        "",
        "[",
        "{}",
        "[1]",
        "[{}]",
        sound.replace("filed", "flown"),
        sound.replace("1.001193", ""),
    ):
        file.write_text(text, encoding="utf-8")
        assert drafts.all() == []
    file.write_text(sound, encoding="utf-8")
    clock.now += KEPT_FOR + timedelta(seconds=1)
    assert drafts.all() == []
