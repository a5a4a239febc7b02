"""Adding up counts: services once, dossiers all, and of several systems that counted the same the one that stands."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from services_catalog.counts import PRECEDENCE, System
from services_catalog.indicators import Choices, Figures
from services_catalog.levels import Scope
from services_catalog.store import count_rows

Line = tuple[str, int, int, int, int | None]
"""A service's sums: code, online, in person, postal, resulted."""
CountedRow = tuple[str, str, str, str, int, int, int, int | None]
"""Unit, month, system, then the line."""
_ONLINE, _DIRECT, _ANY = 4, 2, 1


@dataclass(slots=True)
class Adding:
    """Figures on their way: sums, and which services were seen in which way."""

    scope: Scope
    seen: dict[str, int] = field(default_factory=dict)
    each: dict[tuple[str, str], int] = field(default_factory=dict)
    sums: list[int] = field(default_factory=lambda: [0] * 6)
    resulted: int | None = 0
    online_everywhere: set[str] = field(default_factory=set)

    def add(self, acting: str, lines: Iterable[Line]) -> None:
        """Add the lines of one member; `acting` is the unit that answers for it at the cut-off."""
        own = self.scope.of_unit.get(acting)
        everywhere = self.scope.everywhere
        sums, seen, each = self.sums, self.seen, self.each
        for code, online, in_person, postal, resulted in lines:
            sums[3] += online
            sums[4] += in_person
            sums[5] += postal
            if online:
                self.online_everywhere.add(code)
            if resulted is None:
                self.resulted = None if online else self.resulted
            elif self.resulted is not None:
                self.resulted += resulted
            if (code in everywhere) if own is None else self.scope.counts(acting, code):
                sums[0] += online
                sums[1] += in_person
                sums[2] += postal
                ways = (
                    (4 if online else 0)
                    | (2 if online or in_person else 0)
                    | (1 if online or in_person or postal else 0)
                )
                seen[code] = seen.get(code, 0) | ways
                each[acting, code] = each.get((acting, code), 0) | ways

    def figures(self) -> Figures:
        """What has been added so far."""

        def with_way(ways: Iterable[int], way: int) -> int:
            return sum(1 for seen in ways if seen & way)

        return Figures(
            services_online=with_way(self.seen.values(), 4),
            services_direct=with_way(self.seen.values(), 2),
            services_any=with_way(self.seen.values(), 1),
            each_online=with_way(self.each.values(), 4),
            each_direct=with_way(self.each.values(), 2),
            each_any=with_way(self.each.values(), 1),
            idle=sum(1 for ways in self.seen.values() if not ways),
            online=self.sums[0],
            in_person=self.sums[1],
            postal=self.sums[2],
            all_services_online=len(self.online_everywhere),
            all_online=self.sums[3],
            all_in_person=self.sums[4],
            all_postal=self.sums[5],
            all_resulted=self.resulted,
        )


def overlapping(connection: sqlite3.Connection, first: str, last: str) -> set[str]:
    """The units that have figures of one month from more than one system that counts the same dossiers."""
    seen: set[tuple[str, str]] = set()
    found = set()
    for each in count_rows.slices(connection, first, last):
        if each.system in PRECEDENCE:
            key = (each.unit, each.month)
            if key in seen:
                found.add(each.unit)
            seen.add(key)
    return found


def unit_lines(
    connection: sqlite3.Connection, unit: str, first: str, last: str, choices: Choices, *, mixed: bool
) -> Iterator[Line]:
    """One unit's sums by service; `mixed` where several systems counted the same dossiers, which is slower."""
    if not mixed:
        systems = [*PRECEDENCE, *([System.MINISTRY] if choices.ministry else [])]
        yield from count_rows.sums(connection, unit, systems, first, last)
        return
    for _, _, line in chosen(count_rows.of_units(connection, [unit], first, last), choices):
        yield line


def chosen(rows: Iterable[CountedRow], choices: Choices) -> Iterator[tuple[str, str, Line]]:
    """Of several systems' counts of the same unit, month and service, the one that stands; a ministry's beside it."""
    best: dict[tuple[str, str, str], tuple[int, Line]] = {}
    ranks: dict[str, int] = {system: rank for rank, system in enumerate(PRECEDENCE)}
    for unit, month, system, service, online, in_person, postal, resulted in rows:
        line = (service, online, in_person, postal, resulted)
        if system == System.MINISTRY:
            if choices.ministry:
                yield unit, month, line
            continue
        key = (unit, month, service)
        if key not in best or ranks[system] < best[key][0]:
            best[key] = (ranks[system], line)
    for (unit, month, _), (_, line) in best.items():
        yield unit, month, line
