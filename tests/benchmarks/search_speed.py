"""The search against a bare FTS5 question on the same machine in the same run, as 95th percentiles."""

import json
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path

from services_catalog.catalog import DATA, Catalog, read_facts
from services_catalog.search import Search
from services_catalog.vietnamese import fold, words
from tests.benchmarks.timing import Ratio

QUERIES = Path(__file__).parents[1] / "services_catalog" / "queries.jsonl"
LARGE = 100_000


def search_ratios(catalog: Catalog, names: Iterable[str], label: str) -> list[Ratio]:
    """Return the ratios for a key stroke and for a whole sentence over one catalogue."""
    asked = [json.loads(line)["query"] for line in QUERIES.read_text(encoding="utf-8").splitlines()]
    strokes = [query[:end] for query in asked[::4] for end in range(2, len(query), 3)]
    sentences = [query for query in asked if len(query) > 40]
    search = Search(catalog)
    bare = _bare(names)
    ratios = []
    for kind, queries in (("key stroke", strokes), ("sentence", sentences)):
        search.hits(queries[0])
        ours = _percentile(lambda query: search.hits(query, 20), queries)
        theirs = _percentile(lambda query: _ask(bare, query), queries)
        ratios.append(Ratio(f"search, p95 a {kind} ÷ bare FTS5 bm25{label}", ours, theirs, 3))
    bare.close()
    return ratios


def blown_up(folder: Path) -> tuple[Catalog, list[str]]:
    """Return a catalogue of a hundred thousand services, copies of the real ones under other codes, and their names."""
    facts, _ = read_facts(DATA / "facts")
    data = folder / "data"
    (data / "facts").mkdir(parents=True)
    (data / "guidance").mkdir()
    for name in ("essential.json", "life_events.json", "synonyms.json", "counter.json"):
        (data / name).write_bytes((DATA / name).read_bytes())
    copies = [
        record
        | {"code": f"{4 + number // 1_000_000}.{number % 1_000_000:06}", "name": f"{record['name']} {number}"}
        for number, record in enumerate(islice(_again(facts), LARGE))
    ]
    file = {"facts_date": "2026-07-18", "sector": "Mọi lĩnh vực", "services": copies}
    (data / "facts" / "all.json").write_text(json.dumps(file), encoding="utf-8")
    catalog = Catalog(folder / "state", data)
    catalog.build()
    return catalog, [record["name"] for record in copies]


def _again(facts: list[dict[str, str]]) -> Iterable[dict[str, str]]:
    while True:
        yield from facts


def _bare(names: Iterable[str]) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE bare USING fts5(name)")
    connection.executemany("INSERT INTO bare VALUES (?)", ((fold(name),) for name in names))
    return connection


def _ask(connection: sqlite3.Connection, query: str) -> list[tuple[int]]:
    asked = " OR ".join(f'"{word}"' for word in words(fold(query)))
    if not asked:
        return []
    return connection.execute(
        "SELECT rowid FROM bare WHERE bare MATCH ? ORDER BY bm25(bare) LIMIT 20", (asked,)
    ).fetchall()


def _percentile(ask: Callable[[str], object], queries: list[str]) -> float:
    taken = []
    for query in queries:
        start = time.perf_counter()
        ask(query)
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.quantiles(taken, n=20)[-1]
