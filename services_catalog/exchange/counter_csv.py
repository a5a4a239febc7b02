"""The services that counters of a commune and a province meet most, in groups, made from the collected table.

    python -m services_catalog.exchange.counter_csv PATH/TO/counter_services.csv

Run it after `facts_csv`: a code without bundled facts is left out, because no card can be shown for it.
"""

import argparse
import csv
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from services_catalog.errors import FileProblemError, MotcuaError
from services_catalog.exchange.essential_csv import bundled_codes
from services_catalog.exchange.facts_csv import DATA, tell, write_shared
from services_catalog.vietnamese import clean


def read(path: Path, known: set[str]) -> dict[str, list[str]]:
    """Return the known codes of each group in the table's order.

    Raises FileProblemError where the table can't be read or names no known service.
    """
    groups: dict[str, list[str]] = {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                if row["code"] in known:
                    groups.setdefault(clean(row["group"]), []).append(row["code"])
    except (OSError, ValueError, KeyError, csv.Error) as error:
        raise FileProblemError(f"Không đọc được bảng {path}.") from error
    if not groups:
        raise FileProblemError(f"Bảng {path.name} không có thủ tục nào của bàn này.")
    return groups


def run(arguments: Sequence[str] | None = None, data: Path = DATA) -> int:
    """Do what the command line asks; the exit status is 1 where nothing could be done."""
    parser = argparse.ArgumentParser(prog="counter_csv", description="Làm danh sách thủ tục hay gặp ở quầy.")
    parser.add_argument("table", type=Path, help="bảng counter_services.csv")
    options = parser.parse_args(arguments)
    try:
        groups = read(options.table, bundled_codes(data / "facts"))
        text = json.dumps({"groups": groups}, ensure_ascii=False, indent=1)
        write_shared(data / "counter.json", f"{text}\n".encode())
    except MotcuaError as error:
        tell(error.sentence())
        return 1
    tell(f"{sum(map(len, groups.values()))} thủ tục hay gặp, {len(groups)} nhóm.")
    return 0


if __name__ == "__main__":
    sys.exit(run())
