"""Fixtures for the lower room."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from services_catalog.journal import Journal
from tests.services_catalog.journal_desk import Clock


@pytest.fixture
def guidance_entry() -> dict[str, Any]:
    """The smallest whole guidance."""
    ask = [{"channel": "any", "text": "Hỏi nơi giải quyết."}]
    return {
        "alert": "",
        "assured": {"by": "", "on": ""},
        "audience": ["Ai cũng được."],
        "costs": ask,
        "evidence": [],
        "facts_date": "2026-07-18",
        "mistakes": [],
        "notes": [],
        "outputs": [{"delivery": "", "name": "Giấy"}],
        "portal_query": "việc",
        "record_sha256": "0" * 64,
        "rules": [{"channel": "online", "steps": ["Vào Cổng."]}],
        "source_decision": "",
        "times": ask,
        "title": "Làm việc này",
        "where": "Ở xã.",
        "words": ["việc nhà"],
    }


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the journal is going to be."""
    return tmp_path / "data" / "journal.db"


@pytest.fixture
def clock() -> Clock:
    """The desk's clock."""
    return Clock()


@pytest.fixture
def journal(path: Path, clock: Clock) -> Iterator[Journal]:
    """A journal without a file yet."""
    with closing(Journal(path, clock)) as opened:
        yield opened
