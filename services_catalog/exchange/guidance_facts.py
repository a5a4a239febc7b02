"""The bundled facts to judge guidance by, made from the collected whole records.

    python -m services_catalog.exchange.guidance_facts PATH/TO/procedures.jsonl.xz

Kept are the services that have guidance and those that counters meet most, for which it is being written. The
records themselves stay where they are: they are long, and hold remarks of whoever collected them.
"""

import argparse
import json
import lzma
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from services_catalog.catalog import read_counter
from services_catalog.errors import FileProblemError, MotcuaError
from services_catalog.exchange.facts_csv import COLLECTED, DATA, tell, write_shared
from services_catalog.guidance import read_guidance
from services_catalog.record_facts import FILE, RecordFacts, as_json, facts_of


def read_records(path: Path) -> dict[str, dict[str, Any]]:
    """Return the whole records by code, from JSON lines, packed with xz or not.

    Raises FileProblemError where the file can't be read.
    """
    try:
        return {each["code"]: each for each in _lines(path)}
    except (OSError, EOFError, ValueError, KeyError, TypeError, lzma.LZMAError) as error:
        raise FileProblemError(
            f"Không đọc được bản ghi gốc {path}.", next_step="Cần tệp .jsonl hoặc .jsonl.xz."
        ) from error


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)


def content(facts: Mapping[str, RecordFacts], collected: date) -> bytes:
    """The file's bytes: one service a line."""
    lines = ",\n".join(
        f"  {json.dumps(code)}: {json.dumps(as_json(facts[code]), ensure_ascii=False, sort_keys=True)}"
        for code in sorted(facts)
    )
    return f'{{"facts_date": "{collected.isoformat()}",\n "services": {{\n{lines}\n}}}}\n'.encode()


def run(arguments: Sequence[str] | None = None, data: Path = DATA) -> int:
    """Do what the command line asks; the exit status is 1 where nothing could be done."""
    parser = argparse.ArgumentParser(prog="guidance_facts", description="Làm dữ liệu để soát bài hướng dẫn.")
    parser.add_argument("records", type=Path, help="tệp procedures.jsonl.xz")
    parser.add_argument("--collected", type=date.fromisoformat, default=COLLECTED, help="ngày thu thập")
    options = parser.parse_args(arguments)
    try:
        records = read_records(options.records)
        guidance, _ = read_guidance(data / "guidance")
        wanted = (guidance.keys() | read_counter(data / "counter.json")) & records.keys()
        write_shared(
            data / FILE, content({code: facts_of(records[code]) for code in wanted}, options.collected)
        )
    except MotcuaError as error:
        tell(error.sentence())
        return 1
    tell(f"{len(wanted)} bản ghi để soát bài hướng dẫn.")
    return 0


if __name__ == "__main__":
    sys.exit(run())
