"""Browsing the cache without typing: groups of services, and the services of one group."""

import sqlite3
from dataclasses import dataclass
from typing import Literal

from services_catalog.store.catalog_rows import LISTED, Listed, listed

By = Literal["life_event", "sector", "agency", "level"]
Only = Literal["all", "online", "full", "essential", "online-only", "guided"]

# What a service is grouped by; a service of several tiers stands in each of them.
_KEYS: dict[By, str] = {
    "life_event": "coalesce(json_extract(s.record, '$.life_event'), '')",
    "sector": "s.sector",
    "agency": "s.agency",
    "level": "tier.value",
}
_JOINS: dict[By, str] = {"level": ", json_each(s.record, '$.levels') AS tier"}
_FILTERS: dict[Only, str] = {
    "all": "1",
    "online": "s.online <> 'none'",
    "full": "s.online = 'full'",
    "essential": "s.essential",
    "online-only": "json_extract(s.record, '$.channels') = '[\"online\"]'",
    "guided": "s.guidance IS NOT NULL",
}


@dataclass(frozen=True, slots=True)
class Group:
    """Some services that have something in common, and how many."""

    key: str
    services: int


def groups(connection: sqlite3.Connection, by: By, only: Only) -> list[Group]:
    """Return the groups that have any service passing the filter, by their keys."""
    query = (
        f"SELECT {_KEYS[by]} AS grouped, count(*) FROM services s{_JOINS.get(by, '')}"  # noqa: S608 - our own constants
        f" WHERE {_FILTERS[only]} GROUP BY grouped ORDER BY grouped"
    )
    return [Group(key or "", services) for key, services in connection.execute(query)]


def members(connection: sqlite3.Connection, by: By, key: str, only: Only) -> list[Listed]:
    """Return the services of a group that pass the filter, those that desks meet most first."""
    query = (
        f"SELECT {LISTED} FROM services s{_JOINS.get(by, '')}"  # noqa: S608 - our own constants
        f" WHERE {_KEYS[by]} = ? AND {_FILTERS[only]} ORDER BY s.id"
    )
    return listed(connection.execute(query, (key,)))
