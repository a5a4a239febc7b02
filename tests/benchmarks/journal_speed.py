"""The journal at a million entries: logging, the day's list, a year-wide find."""

import json
import random
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from services_catalog.ids import new_id
from services_catalog.journal import Journal
from services_catalog.store import journal_rows
from services_catalog.store.database import connect, transaction
from services_catalog.submission import Draft, draft_values
from tests.benchmarks.timing import Ratio, ratio

ENTRIES = 1_000_000
DAYS = 365
SERVICES = (
    "Đăng ký khai sinh",
    "Đăng ký kết hôn",
    "Đăng ký thường trú",
    "Cấp bản sao trích lục hộ tịch",
    "Chứng thực bản sao từ bản chính giấy tờ, văn bản do cơ quan, tổ chức có thẩm quyền cấp",
)


def million(path: Path, now: datetime, entries: int = ENTRIES) -> None:
    """Make a journal with this many entries of the year that ends `now`."""
    with closing(Journal(path, lambda: now)) as journal:
        journal.log(_draft(now, random.Random(0)))
    with closing(connect(path, writable=True, synchronous="NORMAL")) as connection:
        journal_rows.prepare(connection)
        with transaction(connection):
            connection.executemany(
                "INSERT INTO events (id, entry, kind, at, desk, payload, reason)"
                " VALUES (?, ?, 'logged', ?, 'desk', ?, '')",
                _events(now, entries - 1),
            )
            connection.execute("INSERT OR IGNORE INTO outbox (event, sent_at) SELECT id, at FROM events")
            journal_rows.rebuild(connection)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _events(now: datetime, entries: int) -> Iterator[tuple[str, str, str, str]]:
    chance = random.Random(984)
    for number in range(entries):
        moment = now - timedelta(days=DAYS * (entries - number) / entries)
        stamp = int(moment.timestamp() * 1000)
        payload = json.dumps(draft_values(_draft(moment, chance)), ensure_ascii=False)
        yield new_id(stamp), new_id(stamp), moment.isoformat(timespec="milliseconds"), payload


def _draft(moment: datetime, chance: random.Random) -> Draft:
    which = chance.randrange(2000)
    return Draft(
        day=moment.date(),
        service_code=f"1.{which:06}",
        service_name=f"{SERVICES[which % len(SERVICES)]} {which}",
        unit=f"{1200 + chance.randrange(400):05}",
        officer=f"Cán bộ {chance.randrange(900)}",
        dossier=f"H14.{chance.randrange(56)}-{moment:%y%m%d}-{chance.randrange(9999):04}",
    )


def journal_ratios(home: Path, now: datetime) -> list[Ratio]:
    """Logging at a million entries against a bare insert, and what an officer waits for, in milliseconds."""
    path = home / "million.db"
    start = time.perf_counter()
    million(path, now)
    print(f"a journal of {ENTRIES:,} entries made in {time.perf_counter() - start:.0f} s")
    bare = connect(home / "bare_million.db", writable=True)
    bare.execute("CREATE TABLE entries (id INTEGER PRIMARY KEY, payload TEXT)")
    payload = json.dumps({"code": "1.001193", "name": "Đăng ký khai sinh"})
    today, chance = now.date(), random.Random(1)
    with closing(Journal(path, lambda: now)) as journal:
        found = ratio(
            "one logged entry at 1,000,000 ÷ bare SQLite insert",
            lambda: journal.log(_draft(now, chance), again=True),
            lambda: bare.execute("INSERT INTO entries (payload) VALUES (?)", (payload,)),
            most=3,
            rounds=300,
        )
        year = today - timedelta(days=DAYS)
        waits = (
            ("the day's list", 100, lambda: journal.find(today, today, most=1000)),
            (
                "a year-wide find, common words",
                300,
                lambda: journal.find(year, today, "khai sinh", most=1000),
            ),
            (
                "a year-wide find, rare words",
                300,
                lambda: journal.find(year, today, "khai 1234 899", most=1000),
            ),
            ("a year-wide find, a dossier", 300, lambda: journal.find(year, today, "h14.12-26", most=1000)),
            ("the day's tally", 100, lambda: journal.tally(today)),
        )
        ratios = [found, *(Ratio(f"{name} ÷ 1 ms", _median(job), 1, most) for name, most, job in waits)]
    bare.close()
    return ratios


def _median(job: Callable[[], object]) -> float:
    taken = []
    for _ in range(9):
        start = time.perf_counter()
        job()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)
