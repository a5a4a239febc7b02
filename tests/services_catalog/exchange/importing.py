"""What the tests of imports share: what is known, a file looked at, and the counts that came of it."""

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any

from services_catalog.counts import Counts, System
from services_catalog.exchange.count_import import Known, Preview, find_mapping, preview, take_in
from services_catalog.exchange.headings import SheetMapping, Sources
from services_catalog.exchange.matching import ServiceMatcher, UnitMatcher
from services_catalog.exchange.sheet import Sheet, open_sheet, read_sheet
from services_catalog.organizations import load
from tests.made_up_province import SERVICES, Figure, Province

TODAY = date(2026, 9, 30)
NAMES = dict(SERVICES)
MARCH = date(2026, 3, 1)


def known(sources: Sources | None = None) -> Known:
    """The bundled units and the made-up province's services."""
    held = sources or Sources()
    return Known(
        UnitMatcher(load(), held.units),
        ServiceMatcher(frozenset(NAMES), lambda: NAMES, held.services),
        TODAY,
    )


def looked_at(file: Path | str, sources: Sources | None = None, **changes: Any) -> Preview:
    """What a file, or a text of CSV, would bring; `changes` are put into its mapping."""
    sheet = open_sheet(file) if isinstance(file, Path) else read_sheet(file.encode(), "a.csv")
    return look(sheet, sources, **changes)


def look(sheet: Sheet, sources: Sources | None = None, **changes: Any) -> Preview:
    """What a table would bring."""
    mapping, _ = find_mapping(sheet, sources or Sources())
    values = {name: getattr(mapping, name) for name in SheetMapping.__slots__}
    return preview(sheet, SheetMapping(**(values | changes)), known(sources))


def figures_of(found: Preview) -> set[Figure]:
    """Its counts as figures of the made-up province."""
    return {
        Figure(unit, month, code, *figures[:3])
        for (unit, month), services in found.counts.items()
        for code, figures in services.items()
    }


def standing(counts: Counts, province: Province, system: System = System.ONE_STOP) -> set[Figure]:
    """What the store has of a province's units and months."""
    return {
        Figure(*each[:6])
        for unit in province.chosen
        for month in province.months
        for each in counts.slice(unit.code, month, system)
    }


def table(*rows: list[Any], delimiter: str = ",") -> str:
    """Rows as CSV."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue()


def taken(counts: Counts, file: Path | str, **options: Any) -> Preview:
    """A file looked at and let stand."""
    found = looked_at(file)
    take_in(counts, found, System.ONE_STOP, **options)
    return found
