"""The first report: what was done in a period, by service, channel, place, helper and outcome."""

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from types import MappingProxyType
from typing import Any

from services_catalog.journal import Journal
from services_catalog.model import Channel
from services_catalog.submission import LABELS, UNDECLARED, HelperRole, ReasonNotFiled, Result

NO_NAMES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Counts:
    """How much was done.

    `entries` are the times something was logged, `quantity` the dossiers in them; `filed` and `not_filed`
    add up to `quantity`. `leaflets` counts entries where a leaflet was given.
    """

    entries: int = 0
    quantity: int = 0
    filed: int = 0
    not_filed: int = 0
    leaflets: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(Counts)))


@dataclass(frozen=True, slots=True)
class ActivityLine:
    """One group: its codes by the name of their field, what to call it, and its counts."""

    key: Mapping[str, str]
    name: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class Activity:
    """The report of a period, both days included; each table has the largest quantity first.

    `visits` are the times somebody came: several services for one person in one go are one visit.
    """

    from_day: date
    to_day: date
    visits: int
    totals: Counts
    by_service: tuple[ActivityLine, ...]
    by_channel: tuple[ActivityLine, ...]
    by_place: tuple[ActivityLine, ...]
    by_helper: tuple[ActivityLine, ...]
    by_outcome: tuple[ActivityLine, ...]

    def to_json(self) -> dict[str, Any]:
        """The report as JSON values; scripts may rely on the keys and the order."""
        return {
            "from": self.from_day.isoformat(),
            "to": self.to_day.isoformat(),
            "visits": self.visits,
            "totals": _counts_json(self.totals),
        } | {table: [_line_json(line) for line in getattr(self, table)] for table in TABLES}


# The tables of the report, and what stands above each.
TABLES: Mapping[str, str] = {
    "by_service": "Thủ tục",
    "by_channel": "Kênh nộp",
    "by_place": "Đơn vị",
    "by_helper": "Người hỗ trợ",
    "by_outcome": "Kết quả",
}


def compile_activity(
    journal: Journal, from_day: date, to_day: date, unit_names: Mapping[str, str] = NO_NAMES
) -> Activity:
    """Count the standing entries of a period; `unit_names` says what the codes of units are called.

    Raises PeriodError, or a StoreError.
    """
    rows = journal.activity_rows(from_day, to_day)
    totals = sum((_counts(row) for row in rows.by_outcome), Counts())

    def unit(row: sqlite3.Row) -> str:
        return unit_names.get(row["unit"], row["unit"]) or UNDECLARED

    def helper(row: sqlite3.Row) -> str:
        return f"{row['officer'] or UNDECLARED} ({LABELS[HelperRole(row['role'])]}), {unit(row)}"

    return Activity(
        from_day,
        to_day,
        totals.entries - rows.linked,
        totals,
        _table(rows.by_service, ("service_code",), lambda row: row["service_name"]),
        _table(rows.by_outcome, ("channel",), lambda row: LABELS[Channel(row["channel"])]),
        _table(rows.by_helper, ("unit",), unit),
        _table(rows.by_helper, ("unit", "role", "officer"), helper),
        _table(rows.by_outcome, ("result", "reason"), _outcome),
    )


def _table(
    rows: Iterable[sqlite3.Row], columns: tuple[str, ...], name: Callable[[sqlite3.Row], str]
) -> tuple[ActivityLine, ...]:
    """Add up the rows that agree in `columns`."""
    lines: dict[tuple[str, ...], ActivityLine] = {}
    for row in rows:
        key = tuple(row[column] for column in columns)
        before = lines[key].counts if key in lines else Counts()
        lines[key] = ActivityLine(dict(zip(columns, key, strict=True)), name(row), before + _counts(row))
    ordered = sorted(
        lines.items(), key=lambda item: (-item[1].counts.quantity, -item[1].counts.entries, item[0])
    )
    return tuple(line for _, line in ordered)


def _counts(row: sqlite3.Row) -> Counts:
    return Counts(
        row["entries"], row["quantity"], row["filed"], row["quantity"] - row["filed"], row["leaflets"]
    )


def _outcome(row: sqlite3.Row) -> str:
    result = LABELS[Result(row["result"])]
    return f"{result}: {LABELS[ReasonNotFiled(row['reason'])]}" if row["reason"] else result


def _counts_json(counts: Counts) -> dict[str, int]:
    return {each.name: getattr(counts, each.name) for each in fields(Counts)}


def _line_json(line: ActivityLine) -> dict[str, Any]:
    return {**line.key, "name": line.name, **_counts_json(line.counts)}
