"""What the tests of the journal share: a day, a draft, a clock that stands, and a look into the file."""

from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from services_catalog.store import journal_rows
from services_catalog.store.database import connect
from services_catalog.submission import Draft

NOON = datetime(2026, 9, 30, 12, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
TODAY = NOON.date()
DRAFT = Draft(day=TODAY, service_code="1.001193", service_name="Đăng ký khai sinh")


@dataclass
class Clock:
    """A clock that stands until it is moved."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        """The moment that it stands at."""
        return self.now


def sql(path: Path, statement: str, *values: Any) -> list[Any]:
    """Run a statement on the journal's file from outside, and return its rows."""
    with closing(connect(path, writable=True)) as connection:
        journal_rows.prepare(connection)
        return [tuple(row) for row in connection.execute(statement, values)]
