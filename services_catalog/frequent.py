"""What this desk files lately: «frecency», so that the daily dozen come first among equals."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from services_catalog.journal import Journal

WINDOW = timedelta(days=90)
"""A quarter back: older work says little about tomorrow's queue."""
HALF_LIFE = 14
"""Days after which a submission counts half: a school season comes and goes within weeks."""
MOST_A_DAY = 5
"""One batch of forty copies is not forty visits."""
HALF_WAY = 6.0
"""The decayed count at which a service has half of the full boost: about one a working day."""


def frequencies(journal: Journal, today: date) -> dict[str, float]:
    """Return how much each service is used here lately, from 0 (never) towards 1 (all day)."""
    return weighed(journal.daily_counts(today - WINDOW, today), today)


def weighed(counts: Iterable[tuple[str, date, int]], today: date) -> dict[str, float]:
    """Return the share of the full boost for each code of (code, day, quantity) counts."""
    sums: dict[str, float] = {}
    for code, day, quantity in counts:
        age = (today - day).days
        sums[code] = sums.get(code, 0.0) + min(quantity, MOST_A_DAY) * 0.5 ** (age / HALF_LIFE)
    return {code: total / (total + HALF_WAY) for code, total in sums.items()}


def favourites(pinned: Iterable[str], frequent: Mapping[str, float], most: int) -> list[str]:
    """Return the codes on the number keys: what the desk pinned, in its order, then what it files most."""
    by_use = sorted(frequent, key=lambda code: (-frequent[code], code))
    return list(dict.fromkeys([*pinned, *by_use]))[:most]
