"""Finding a service without typing: by life event, sector, agency or tier, with filters; and the desk's favourites."""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from services_catalog.catalog import DATA, Catalog
from services_catalog.model import AdminLevel, LifeEvent
from services_catalog.search import Hit, hit_of
from services_catalog.store import browse_rows as rows
from services_catalog.store.catalog_rows import by_codes
from services_catalog.vietnamese import sort_key

By = rows.By
Only = rows.Only

LEVEL_NAMES = {
    AdminLevel.COMMUNE: "Cấp xã",
    AdminLevel.PROVINCE: "Cấp tỉnh",
    AdminLevel.MINISTRY: "Cấp bộ",
    AdminLevel.SECTORAL: "Cơ quan ngành dọc",
    AdminLevel.OTHER: "Cơ quan khác",
}
UNNAMED = "Chưa xếp nhóm"
FAVOURITES = 9
"""One for each of the keys 1–9."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """A group to choose from: its key, its name for people, and how many services stand in it."""

    by: By
    key: str
    name: str
    services: int


class Browse:
    """The catalogue as shelves. May be asked from any thread."""

    def __init__(self, catalog: Catalog, data: Path = DATA) -> None:
        self._catalog = catalog
        self._data = data

    @cached_property
    def life_events(self) -> dict[str, LifeEvent]:
        """The life events by their codes."""
        named = json.loads((self._data / "life_events.json").read_text(encoding="utf-8"))
        return {code: LifeEvent(code, name) for code, name in named.items()}

    def shelves(self, by: By, only: Only) -> list[Shelf]:
        """Return the groups with any service that passes the filter, in alphabetical order, the unnamed one last."""
        with self._catalog.reading() as connection:
            found = rows.groups(connection, by, only)
        shelves = [Shelf(by, each.key, self._name(by, each.key), each.services) for each in found]
        return sorted(shelves, key=lambda shelf: (not shelf.key, sort_key(shelf.name)))

    def services(self, shelf: Shelf, only: Only) -> list[Hit]:
        """Return the services of a shelf that pass the filter, those that desks meet most first."""
        with self._catalog.reading() as connection:
            return [
                hit_of(each, why=shelf.name) for each in rows.members(connection, shelf.by, shelf.key, only)
            ]

    def numbered(self, codes: list[str]) -> list[Hit]:
        """Return the services with these codes, in this order, each told by its number key."""
        with self._catalog.reading() as connection:
            listed = by_codes(connection, codes)
        found = [listed[code] for code in codes if code in listed]
        return [hit_of(each, why=f"phím {number}") for number, each in enumerate(found, start=1)]

    def _name(self, by: By, key: str) -> str:
        if by == "life_event" and key in self.life_events:
            return self.life_events[key].name
        if by == "level" and key in LEVEL_NAMES:
            return LEVEL_NAMES[AdminLevel(key)]
        return key or UNNAMED
