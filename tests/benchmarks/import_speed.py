"""A province's year of figures as CSV, from the file to the disk, against pandas reading the same file and no more."""

import csv
import random
import time
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from services_catalog.counts import Counts, System
from services_catalog.exchange.count_import import Known, find_mapping, preview, take_in
from services_catalog.exchange.headings import Sources
from services_catalog.exchange.matching import ServiceMatcher, UnitMatcher
from services_catalog.exchange.sheet import open_sheet
from services_catalog.model import PublicOrganization, UnitKind
from services_catalog.organizations import Organizations
from tests.benchmarks.timing import Ratio

UNITS, MONTHS, SERVICES = 400, 12, 209
"""1,003,200 rows."""
LEAST_ROWS_A_SECOND = 100_000
LEAST_SHARE = 0.3
"""Of pandas' own speed, so at most its time ÷ 0.3."""
NOON = datetime(2026, 12, 31, 12, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


def import_ratio(folder: Path) -> tuple[Ratio, float]:
    """The time of a whole import against pandas.read_csv alone, and the rows a second of the import."""
    import pandas as pd  # noqa: PLC0415 - only a benchmark has it

    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "year.csv"
    known = _write(file)
    rounds = iter(range(99))
    ours = _median(lambda: _take_in(file, folder / f"{next(rounds)}.db", known))
    bare = _median(lambda: pd.read_csv(file))
    ratio = Ratio(
        "a million CSV counts, on the disk ÷ pandas.read_csv alone", ours * 1000, bare * 1000, 1 / LEAST_SHARE
    )
    return ratio, UNITS * MONTHS * SERVICES / ours


def _take_in(file: Path, database: Path, known: Known) -> None:
    sheet = open_sheet(file)
    mapping, _ = find_mapping(sheet, Sources())
    counts = Counts(database, lambda: NOON)
    taken = take_in(counts, preview(sheet, mapping, known), System.ONE_STOP)
    counts.close()
    if taken.counts != UNITS * MONTHS * SERVICES:
        raise RuntimeError(taken)


def _write(file: Path) -> Known:
    chance = random.Random(984)
    units = {
        f"{10_000 + each}": PublicOrganization(f"{10_000 + each}", f"Xã số {each}", UnitKind.COMMUNE)
        for each in range(UNITS)
    }
    services = [f"1.{each:06}" for each in range(SERVICES)]
    with file.open("w", encoding="utf-8-sig", newline="") as stream:
        table = csv.writer(stream)
        table.writerow(["Mã đơn vị", "Tháng", "Mã TTHC", "Tổng số", "Trực tuyến", "Trực tiếp", "BCCI"])
        for unit in units:
            for month in range(1, MONTHS + 1):
                for service in services:
                    figures = (chance.randrange(90), chance.randrange(60), chance.randrange(5))
                    table.writerow([unit, f"2026-{month:02}", service, sum(figures), *figures])
    return Known(
        UnitMatcher(Organizations(units)), ServiceMatcher(frozenset(services), dict), date(2026, 12, 31)
    )


def _median(job: Callable[[], object]) -> float:
    taken = []
    for _ in range(5):
        start = time.perf_counter()
        job()
        taken.append(time.perf_counter() - start)
    return sorted(taken)[len(taken) // 2]
