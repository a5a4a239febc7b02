"""What the tests of bundles share: desks, bundles made by hand, and all that a journal holds."""

import gzip
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from services_catalog.closing import Closings
from services_catalog.counts import Counts
from services_catalog.exchange.bundle import FORMAT, VERSION, Bundles
from services_catalog.ids import new_id
from services_catalog.journal import Journal
from services_catalog.levels import Levels
from services_catalog.prints import PrintLog
from services_catalog.submission import AssistedSubmission
from tests.services_catalog.journal_desk import TODAY, Clock, sql

Item = dict[str, Any]
STATISTICS = ("deliveries", "slices", "counts", "levels", "published", "closings")
LONG_AGO = TODAY.replace(year=2022)


@dataclass
class Place:
    """A desk with a journal of its own in a folder of its own."""

    folder: Path
    clock: Clock = field(default_factory=Clock)

    def __post_init__(self) -> None:
        self.path = self.folder / "journal.db"
        self.journal = Journal(self.path, self.clock)
        self.prints = PrintLog(self.path, self.clock)
        self.counts = Counts(self.path, self.clock)
        self.levels = Levels(self.path, self.clock, dict)
        self.closings = Closings(self.path, self.clock)
        self.bundles = Bundles(self.path, self.clock)

    def entries(self) -> list[AssistedSubmission]:
        """All entries, the cancelled too."""
        return self.journal.find(LONG_AGO, TODAY, include_void=True)

    def send(self, name: str = "out.motcua", *, everything: bool = False) -> Path:
        """A bundle of this desk."""
        if (self.folder / name).exists():  # it was fetched: no bundle takes the place of another
            (self.folder / name).unlink()
        return self.bundles.write(self.folder / name, "01273", everything=everything).file

    def holdings(self) -> list[list[Any]]:
        """All that the file holds, for «nothing has changed»."""
        tables = ("events", "entries", "prints", "outbox", "prints_outbox", "meta", *STATISTICS)
        return [sorted(sql(self.path, f"SELECT * FROM {table}")) for table in tables]  # noqa: S608 - ours

    def statistics(self) -> list[list[Any]]:
        """All counts, levels and closed periods, by what they say and not by where they lie in the file."""
        counts = """
            SELECT unit, month, system, delivery, at, desk, service, online, in_person, postal, resulted
            FROM slices LEFT JOIN counts ON slice = slices.id
        """
        tables = ("deliveries", "levels", "published", "closings")
        return [
            sorted(map(str, sql(self.path, query)))
            for query in (counts, *(f"SELECT * FROM {table}" for table in tables))  # noqa: S608 - ours
        ]

    def close(self) -> None:
        """Let go of the files."""
        for part in (self.journal, self.prints, self.counts, self.levels, self.closings, self.bundles):
            part.close()


def items_of(bundle: Path) -> list[Item]:
    """The items in a bundle, without its manifest."""
    lines = gzip.decompress(bundle.read_bytes()).splitlines()
    return [json.loads(line) for line in lines[1:]]


def bundle_of(items: Iterable[Item], **changes: Any) -> bytes:
    """A bundle of these items with a manifest that fits, except for the `changes`."""
    lines = [json.dumps(each).encode() + b"\n" for each in items]
    kinds: dict[str, list[bytes]] = {}
    for line in lines:
        kinds.setdefault(json.loads(line).get("kind", ""), []).append(line)
    manifest = {
        "format": FORMAT,
        "version": VERSION,
        "desk": new_id(),
        "unit": "01273",
        "created_at": "2026-09-30T12:00:00.000+07:00",
        "kinds": {name: {"lines": len(own), "sha256": sha256(own)} for name, own in kinds.items()},
        "sha256": sha256(lines),
    }
    return gzip.compress(json.dumps(manifest | changes).encode() + b"\n" + b"".join(lines))


def sha256(lines: Sequence[bytes]) -> str:
    """The sum of these lines."""
    return hashlib.sha256(b"".join(lines)).hexdigest()
