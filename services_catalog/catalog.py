"""The catalogue of this desk: bundled facts and guidance, kept ready to ask in a cache that can be thrown away.

The JSON files in `data` and the office's own layer over them (`office_layer`) are the truth. A cache,
`catalog-<fingerprint>.db`, is made from them at the first start and after each update, in steps:
services with guidance first, so that the search answers from the first second. The fingerprint changes with the
files, so an old cache is never read by mistake.
"""

import json
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from services_catalog.errors import (
    DamagedStoreError,
    DataProblem,
    FileProblemError,
    ReadOnlyStoreError,
    UnknownServiceError,
)
from services_catalog.facets import WordLists, spelling
from services_catalog.fingerprints import fingerprint
from services_catalog.guidance import read_guidance
from services_catalog.model import AdminLevel, Guidance, OnlineLevel, PublicService
from services_catalog.records import guidance_from, service_from
from services_catalog.store import catalog_rows as rows
from services_catalog.store.database import connect, translated
from services_catalog.vietnamese import clean

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory

    from services_catalog.record_facts import RecordFacts

DATA = Path(__file__).parent / "data"
STEP = 400
"""Services a step: some 40 ms on a slow disk, short enough for a search to slip in between."""

Progress = Callable[[int, int], None]


class Catalog:
    """The services of this desk. Safe to ask from several threads; each has its own connection."""

    def __init__(self, state: Path, data: Path = DATA, office: Path | None = None) -> None:
        self._data = data
        self._office = office
        self._state = state
        self._name = f"catalog-{fingerprint(data, office)}.db"
        self._temporary: TemporaryDirectory[str] | None = None
        self._local = threading.local()
        self._opened: list[sqlite3.Connection] = []
        self._lock = threading.Lock()

    @property
    def path(self) -> Path:
        """The cache file that fits today's data files."""
        return self._state / self._name

    def is_ready(self) -> bool:
        """Whether the cache is there and whole."""
        if not self.path.exists():
            return False
        with self.reading() as connection:
            done, total = rows.progress(connection)
        return bool(total) and done == total

    def build(self, progress: Progress = lambda _done, _total: None) -> None:
        """Make the cache, or the rest of it, telling how far it is after each step.

        A damaged cache is made anew; where the folder can't be written, the cache goes to a temporary one.
        """
        try:
            self._build(progress)
        except DamagedStoreError:
            self._forget()
            self._build(progress)
        except ReadOnlyStoreError:
            from tempfile import TemporaryDirectory  # noqa: PLC0415 - almost never needed, and slow to import

            self._temporary = TemporaryDirectory(prefix="motcua-", ignore_cleanup_errors=True)
            self._state = Path(self._temporary.name)
            self._build(progress)
        self._drop_older()

    def ensure(self, progress: Progress = lambda _done, _total: None) -> None:
        """Build the cache unless it is ready."""
        try:
            ready = self.is_ready()
        except DamagedStoreError:
            self._forget()
            ready = False
        if not ready:
            self.build(progress)

    def renew(self, progress: Progress = lambda _done, _total: None) -> None:
        """Notice that the office's layer changed: build the cache that fits it, and drop the one before.

        Other threads go on with the connection that they have until they ask again.
        """
        name = f"catalog-{fingerprint(self._data, self._office)}.db"
        if name != self._name:
            self._name = name
            self.build(progress)

    def service(self, code: str) -> PublicService:
        """Return the service with this code.

        Raises UnknownServiceError.
        """
        wanted = clean(code, 20)
        with self.reading() as connection:
            found = rows.find(connection, wanted)
        if found is None:
            raise UnknownServiceError(f"Không có thủ tục nào mang mã «{wanted}».")
        record, guidance, essential = found
        return _service(record, guidance_from(guidance) if guidance else None, essential=essential)

    def codes(self) -> list[str]:
        """Return every code that is ready, the services that desks meet most first."""
        with self.reading() as connection:
            return rows.codes(connection)

    def records(self) -> dict[str, dict[str, Any]]:
        """Return every service's record by its code, with the office's layer over the bundled ones."""
        with self.reading() as connection:
            return rows.records(connection)

    def names(self) -> dict[str, str]:
        """Return every service's official name by its code."""
        with self.reading() as connection:
            return rows.names(connection)

    def online_levels(self) -> dict[str, OnlineLevel]:
        """Return how far each service can be done online, by its code."""
        with self.reading() as connection:
            return {code: OnlineLevel(level) for code, level in rows.online_levels(connection).items()}

    def progress(self) -> tuple[int, int]:
        """Return how many services are ready and how many there will be."""
        with self.reading() as connection:
            return rows.progress(connection)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """This thread's connection; errors in the block come out as StoreErrors."""
        path = self.path
        with translated(path):
            held: tuple[Path, sqlite3.Connection] | None = getattr(self._local, "held", None)
            if held is None or held[0] != path:
                held = (path, connect(path, writable=False))
                self._local.held = held
                with self._lock:
                    self._opened.append(held[1])
            yield held[1]

    def close(self) -> None:
        """Close every thread's connection; asking again opens a new one."""
        with self._lock:
            for connection in self._opened:
                connection.close()
            self._opened.clear()
        self._local = threading.local()
        if self._temporary:
            self._temporary.cleanup()

    def _build(self, progress: Progress) -> None:
        connection = connect(self.path, writable=True, synchronous="NORMAL")
        try:
            with translated(self.path):
                rows.prepare(connection)
                source = _Source(self._data, self._office)
                done, total = rows.progress(connection)
                while not total or done < total:
                    done, total = rows.add(connection, source.rows, len(source.records), STEP)
                    progress(done, total)
        finally:
            connection.close()

    def _forget(self) -> None:
        path = self.path
        self.close()
        for each in path.parent.glob(f"{path.name}*"):
            each.unlink(missing_ok=True)

    def _drop_older(self) -> None:
        for each in self._state.glob("catalog-*.db*"):
            if not each.name.startswith(self._name):
                with suppress(OSError):  # another desk may still read it; the next start tries again
                    each.unlink()


class _Source:
    """The records with the office's layer over them in the order of the cache, turned into rows only when needed."""

    def __init__(self, data: Path, office: Path | None) -> None:
        from services_catalog import office_layer, record_facts  # noqa: PLC0415 - only a build needs them

        self._is_old = record_facts.is_old
        self.layer = office_layer.load(office)
        bundled, _ = read_guidance(data / "guidance")
        codes = bundled.keys() | self.layer.texts.keys()
        told = {code: self.layer.guidance(code, bundled.get(code)) for code in codes}
        self.guidance = {code: dict(entry) for code, entry in told.items() if entry is not None}
        self.facts: dict[str, RecordFacts] = {}
        with suppress(FileProblemError):  # a desk must open with a damaged extract too
            self.facts = record_facts.load(data / record_facts.FILE)
        self.essential = read_essential(data / "essential.json")
        self.words_of = WordLists(
            counter=read_counter(data / "counter.json"),
            life_events=_read_json(data / "life_events.json"),
            abbreviations=_read_json(data / "synonyms.json").get("abbreviations", {}),
        )
        self.records = sorted(self._layered(_each_record(data / "facts", [])), key=self._most_met_first)

    def _layered(self, bundled: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        new = dict(self.layer.updates)
        for record in bundled:
            update = new.pop(str(record.get("code", "")), None)
            # Bundled facts that are newer than the office's import take its place when the program is updated.
            newer = update is None or update.record["facts_date"] < record["facts_date"]
            yield record if newer or update is None else dict(update.record)
        yield from (dict(update.record) for update in new.values())

    def _is_stale(self, code: str, guidance: dict[str, Any]) -> bool:
        facts, told = self.facts.get(code), guidance.get("assured") or {}
        if told.get("facts"):
            return bool(told["facts"] != self.layer.facts_mark(code, facts.sha256 if facts else ""))
        if self._is_old(guidance, facts):
            return True
        update = self.layer.updates.get(code)
        assured = str(told.get("on", ""))
        return bool(
            update
            and update.changed
            and assured < update.record["facts_date"]
            and str(guidance.get("facts_date", "")) < update.record["facts_date"]
        )

    def rows(self, start: int, end: int) -> list[rows.ServiceRow]:
        """The rows of some records; a record that is not sound is left out, and `check` tells why."""
        made = []
        for record in self.records[start:end]:
            with suppress(ValueError, TypeError, AttributeError, KeyError):
                code = record["code"]
                guidance = self.guidance.get(code)
                if guidance and self._is_stale(code, guidance):
                    record["stale"] = True
                made.append(_row(record, guidance, self.words_of, essential=code in self.essential))
        return made

    def _most_met_first(self, record: dict[str, Any]) -> tuple[bool, bool, bool, bool, bool, str]:
        levels = record.get("levels", [])
        code = str(record.get("code", ""))
        return (
            code not in self.essential,
            code not in self.guidance,
            code not in self.words_of.counter,
            AdminLevel.COMMUNE not in levels,
            AdminLevel.PROVINCE not in levels,
            code,
        )


def read_facts(folder: Path) -> tuple[list[dict[str, Any]], list[DataProblem]]:
    """Return every sound record with its sector and date, and what is wrong with the others."""
    records: dict[str, dict[str, Any]] = {}
    problems: list[DataProblem] = []
    for record in _each_record(folder, problems):
        try:
            service = _service(record)
            if service.code in records:
                raise ValueError("mã có hai lần")  # noqa: TRY301 - one place tells every fault
        except (ValueError, TypeError, AttributeError) as error:
            problems.append(DataProblem(f"{record['sector']}: {record.get('code', 'không mã')}", str(error)))
        else:
            records[service.code] = record
    return list(records.values()), problems


def _each_record(folder: Path, problems: list[DataProblem]) -> Iterator[dict[str, Any]]:
    for path in sorted(folder.glob("*.json")):
        try:
            file = json.loads(path.read_text(encoding="utf-8"))
            common = {"sector": file["sector"], "facts_date": file["facts_date"]}
            date.fromisoformat(common["facts_date"])
            services = [dict(each) for each in file["services"]]
        except (OSError, ValueError, KeyError, TypeError) as error:
            problems.append(DataProblem(path.name, f"không đọc được tệp: {error}"))
            continue
        for record in services:
            yield record | common


def read_essential(path: Path) -> frozenset[str]:
    """Return the codes of the essential online services (Quyết định 06/QĐ-TTg, 06/01/2022)."""
    services = json.loads(path.read_text(encoding="utf-8"))["services"]
    return frozenset(code for each in services for code in each["codes"])


def read_counter(path: Path) -> frozenset[str]:
    """Return the codes of the services that counters meet most; none where the file can't be read."""
    groups = _read_json(path).get("groups", {})
    return frozenset(code for codes in groups.values() for code in codes)


def known_codes(data: Path = DATA) -> set[str]:
    """Return every code that the bundled facts have."""
    return {str(record.get("code")) for record in _each_record(data / "facts", [])}


def check(data: Path = DATA) -> list[DataProblem]:
    """Return every problem of the data files; an empty list means that all of them are sound."""
    facts, problems = read_facts(data / "facts")
    guidance, more = read_guidance(data / "guidance")
    problems += more
    known = {record["code"] for record in facts}
    problems += [
        DataProblem(f"guidance {code}", "không có thủ tục mang mã này") for code in guidance.keys() - known
    ]
    try:
        missing = read_essential(data / "essential.json") - known
    except (OSError, ValueError, KeyError, TypeError) as error:
        return [*problems, DataProblem("essential.json", f"không đọc được tệp: {error}")]
    problems += [DataProblem(f"essential.json {code}", "không có thủ tục mang mã này") for code in missing]
    return sorted(problems, key=lambda each: each.source)


def _service(
    record: dict[str, Any], guidance: Guidance | None = None, *, essential: bool = False
) -> PublicService:
    return service_from(
        record,
        sector=record["sector"],
        facts_date=date.fromisoformat(record["facts_date"]),
        guidance=guidance,
        essential=essential,
    )


def _row(
    record: dict[str, Any], guidance: dict[str, Any] | None, words_of: WordLists, *, essential: bool
) -> rows.ServiceRow:
    service = _service(record, essential=essential)
    title = guidance["title"] if guidance else service.name
    return rows.ServiceRow(
        code=service.code,
        name=service.name,
        title=title,
        sector=service.sector,
        agency=service.competent_authority or service.issuing_authority,
        online=service.online_level,
        essential=essential,
        record=record,
        withdrawn=service.withdrawn.isoformat() if service.withdrawn else "",
        guidance=guidance,
        spelling=spelling(
            service,
            title=guidance["title"] if guidance else "",
            said=guidance["words"] if guidance else (),
            guided=guidance is not None,
            words_of=words_of,
        ),
    )


def _read_json(path: Path) -> dict[str, Any]:
    """Return a JSON object; an empty one where the file is missing, because a desk must open without it."""
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return read if isinstance(read, dict) else {}
