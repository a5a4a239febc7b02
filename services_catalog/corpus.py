"""What the search keeps in memory of the index: its words, the phrases, and the services it looked at lately."""

import sqlite3
import threading
from collections.abc import Sequence

from services_catalog.facets import COUNTER, GUIDED
from services_catalog.lexicon import Lexicon
from services_catalog.ranking import Profile, profile
from services_catalog.store import search_rows
from services_catalog.vocabulary import Vocabulary

Connection = sqlite3.Connection
KEPT = 1500
"""Profiles in memory, some 12 kB each: the services of many days' questions, and 20 MB at most."""


class Corpus:
    """The index at one size. Raises sqlite3.Error, which `Catalog.reading` translates."""

    def __init__(self, connection: Connection, lexicon: Lexicon, size: int) -> None:
        self.size = size
        self.lexicon = lexicon
        self.vocabulary = Vocabulary(search_rows.term_counts(connection), size, lexicon.short)
        self.met = search_rows.met(connection, COUNTER | GUIDED)
        self._profiles: dict[int, Profile] = {}
        self._lock = threading.Lock()

    def profiles(self, connection: Connection, numbers: Sequence[int]) -> list[Profile]:
        """Return the profiles of the services with these numbers in the index."""
        with self._lock:
            kept = self._profiles
            for oldest in list(kept)[: max(0, len(kept) - KEPT)]:
                del kept[oldest]
            missing = [number for number in numbers if number not in kept]
            for number, code, flags, facets in search_rows.facets(connection, missing):
                kept[number] = profile(code, flags, facets, self.vocabulary)
            # Put back at the end, so that the oldest are those that were not asked for longest.
            found = [(number, kept.pop(number)) for number in numbers if number in kept]
            kept.update(found)
            return [service for _, service in found]
