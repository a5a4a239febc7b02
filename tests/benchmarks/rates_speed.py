"""The rates of all units, year to date, against DuckDB doing the same query on the same rows.

`python -m tests.benchmarks.rates_speed` measures 400 units, 12 months and 2,000 services (9.6 million counts, some
minutes to fill); with a number it takes that many units.
"""

import random
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from services_catalog.counts import Counts, DossierCount, System
from services_catalog.indicators import Choices
from services_catalog.levels import Levels
from services_catalog.model import OnlineLevel
from services_catalog.organizations import load
from services_catalog.rates import Rates
from tests.benchmarks.timing import Ratio, ratio
from tui.desk import now

UNITS, MONTHS, SERVICES = 400, 12, 2000
YEAR = 2025
UNTIL = date(YEAR, 12, 31)
QUERY = """
    WITH by_service AS (
        SELECT unit, service, sum(online) AS online, sum(in_person) AS in_person, sum(postal) AS postal
        FROM counts JOIN counted USING (service) WHERE month BETWEEN '2025-01' AND '2025-12' GROUP BY ALL
    )
    SELECT unit, count(*) FILTER (online > 0), count(*) FILTER (online + in_person + postal > 0),
           sum(online), sum(online + in_person + postal)
    FROM by_service GROUP BY ALL
    UNION ALL
    SELECT 'H14', count(*) FILTER (online > 0), count(*) FILTER (received > 0), sum(online), sum(received)
    FROM (
        SELECT service, sum(online) AS online, sum(online + in_person + postal) AS received
        FROM by_service GROUP BY ALL
    )
"""


def months(units: int) -> Iterator[list[DossierCount]]:
    """Made-up counts, a month at a time."""
    made = random.Random(984)
    for number in range(1, MONTHS + 1):
        day = date(YEAR, number, 1)
        yield [
            DossierCount(f"U{unit:03d}", day, f"1.{service:06d}", *_channels(made))
            for unit in range(units)
            for service in range(SERVICES)
        ]


def _channels(made: random.Random) -> tuple[int, int, int]:
    amount = made.getrandbits(6)
    return (amount & 3, amount >> 2 & 3, amount >> 4 & 1) if amount > 20 else (0, 0, 0)


def rates_ratio(folder: Path, units: int = UNITS) -> Ratio:
    """Rates that are kept ready, divided by the same query in DuckDB."""
    import duckdb  # noqa: PLC0415 - only a benchmark has it
    import pandas as pd  # noqa: PLC0415 - the same

    path = folder / "journal.db"
    counts = Counts(path, now)
    known = {f"1.{service:06d}": OnlineLevel.ONLINE for service in range(0, SERVICES, 2)}
    levels = Levels(path, now, lambda: known)
    rates = Rates(path, levels, load)
    duck = duckdb.connect()
    duck.execute(
        "CREATE TABLE counts (unit TEXT, month TEXT, service TEXT, online INT, in_person INT, postal INT)"
    )
    duck.execute("CREATE TABLE counted (service TEXT)")
    duck.executemany("INSERT INTO counted VALUES (?)", [[code] for code in known])
    filled = 0.0
    for rows in months(units):
        began = time.perf_counter()
        counts.replace(System.ONE_STOP, rows)
        filled += time.perf_counter() - began
        frame = pd.DataFrame(rows, columns=list(DossierCount._fields))
        frame["month"] = f"{rows[0].month:%Y-%m}"
        duck.register("frame", frame)
        duck.execute(
            "INSERT INTO counts SELECT unit, month, service_code, online, in_person, postal FROM frame"
        )
        duck.unregister("frame")
    choices = Choices()
    began = time.perf_counter()
    table = rates.table(YEAR, UNTIL, choices)
    print(
        f"{units * MONTHS * SERVICES:,} counts: {units * MONTHS * SERVICES / filled:,.0f} a second into the file; "
        f"worked out anew in {time.perf_counter() - began:.1f} s"
    )
    _compare(table.to_json()["units"], duck.execute(QUERY).fetchall())
    found = ratio(
        "rates of all units, year to date ÷ the same query in DuckDB",
        lambda: rates.table(YEAR, UNTIL, choices),
        lambda: duck.execute(QUERY).fetchall(),
        most=0.5,
        rounds=9,
    )
    for part in (counts, levels, rates, duck):
        part.close()
    return found


def _compare(ours: list[dict[str, object]], theirs: list[tuple[object, ...]]) -> None:
    """Both must have worked out the same, or the ratio says nothing."""
    wanted = {str(row[0]): row[1:] for row in theirs}
    for row in ours:
        rates = row["rates"]
        assert isinstance(rates, dict)
        found = [rates[name][part] for name in ("r1", "r2") for part in ("numerator", "denominator")]
        assert tuple(found) == tuple(wanted[str(row["unit"])]), row["unit"]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as home:
        print(rates_ratio(Path(home), int(sys.argv[1]) if len(sys.argv) > 1 else UNITS))
